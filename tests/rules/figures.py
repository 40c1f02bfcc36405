"""
Figures of published reports, and the order in which the form prints them; data only.

宿迁市 2023, 2024: 宿迁市人民政府, 政府信息公开工作年度报告 of the whole city, tables two, three and four, form of 2021;
of that on 2025 a part is at hand.
上海市 2019: 上海市人民政府办公厅, tables two, three and four as printed, form of 2019.
"""

from typing import Final


#: The columns of table three, by the names of the fields.
APPLICANTS: Final = (
    "natural_persons",
    "organizations.businesses",
    "organizations.research_institutes",
    "organizations.public_interest",
    "organizations.legal_services",
    "organizations.other",
    "total",
)

#: The first outcomes of table three, （一） to （五）, the same in both editions.
_OUTCOMES: Final = (
    "granted",
    "granted_in_part",
    "refused.state_secrets",
    "refused.barred_by_law",
    "refused.security_and_stability",
    "refused.third_party_rights",
    "refused.internal_affairs",
    "refused.process_information",
    "refused.enforcement_files",
    "refused.inquiries",
    "unavailable.not_held",
    "unavailable.not_ready_made",
    "unavailable.still_unclear",
    "not_processed.petitions",
    "not_processed.repeated",
    "not_processed.publications",
    "not_processed.excessive",
    "not_processed.reconfirmations",
)

#: All outcomes but （七）, the total: 19 rows in the edition of 2019, 21 in that of 2021.
OUTCOMES: Final = {
    2019: (*_OUTCOMES, "other_undivided"),
    2021: (*_OUTCOMES, "other.not_supplemented", "other.fee_unpaid", "other.rest"),
}

#: The rows of table three: 23 in the edition of 2019, 25 in that of 2021.
ROWS: Final = {
    edition: (
        "received",
        "brought_forward",
        *(f"outcome.{row}" for row in outcomes),
        "outcome.total",
        "carried_forward",
    )
    for edition, outcomes in OUTCOMES.items()
}

#: The groups of columns of table four, and the columns of each.
CASES: Final = ("reconsideration", "litigation.direct", "litigation.after_reconsideration")
RESULTS: Final = ("upheld", "overturned", "other", "pending", "total")

#: The rows of table two and their columns.
DISCLOSURE: Final = {
    2019: {
        "documents.government_rules": ("made", "disclosed", "disclosed_in_total"),
        "documents.normative": ("made", "disclosed", "disclosed_in_total"),
        "services.licences": ("items_last_year", "change", "decisions"),
        "services.other_services": ("items_last_year", "change", "decisions"),
        "enforcement.penalties": ("items_last_year", "change", "decisions"),
        "enforcement.coercive_measures": ("items_last_year", "change", "decisions"),
        "charges.fees": ("items_last_year", "change"),
        "procurement.purchases": ("projects", "amount"),
    },
    2021: {
        "documents.government_rules": ("issued", "repealed", "in_force"),
        "documents.normative": ("issued", "repealed", "in_force"),
        "services.licences": ("decisions",),
        "enforcement.penalties": ("decisions",),
        "enforcement.coercive_measures": ("decisions",),
        "charges.fees": ("amount",),
    },
}

#: By year the rows of tables two and three and the groups of table four. Money is in fen: 59237.2449 万元 in 2023.
SUQIAN: Final = {
    2023: (
        """2 0 11 / 109 489 597 / 1808595 / 2822652 / 20163 / 59237244900""",
        """3402 99 0 4 5 1 3511 / 91 3 0 0 2 0 96 / 1175 12 0 3 1 0 1191 / 319 7 0 0 2 0 328 / 0 0 0 0 0 0 0
        / 27 0 0 0 0 0 27 / 6 0 0 0 0 0 6 / 38 0 0 0 0 0 38 / 20 0 0 0 0 0 20 / 9 0 0 0 0 0 9 / 21 0 0 0 0 0 21
        / 20 1 0 0 0 0 21 / 968 74 0 1 3 1 1047 / 26 2 0 0 0 0 28 / 3 0 0 0 0 0 3 / 305 0 0 0 0 0 305
        / 39 0 0 0 0 0 39 / 0 0 0 0 0 0 0 / 58 0 0 0 0 0 58 / 4 0 0 0 0 0 4 / 40 0 0 0 0 0 40 / 10 0 0 0 0 0 10
        / 287 3 0 0 1 0 291 / 3375 99 0 4 7 1 3486 / 118 3 0 0 0 0 121""",
        """309 17 88 26 440 / 1 1 16 6 24 / 13 0 67 9 89""",
    ),
    2024: (
        """2 1 12 / 50 227 420 / 1573179 / 2676474 / 29351 / 72701257800""",
        """3440 75 0 1 6 3 3525 / 118 3 0 0 0 0 121 / 1408 21 0 0 2 0 1431 / 462 9 0 0 0 0 471 / 2 0 0 0 0 0 2
        / 1 0 0 0 0 0 1 / 4 0 0 0 0 0 4 / 16 1 0 0 0 0 17 / 21 0 0 0 0 0 21 / 10 1 0 0 0 0 11 / 21 2 0 0 0 0 23
        / 13 0 0 0 0 0 13 / 859 33 0 0 3 2 897 / 35 1 0 0 0 0 36 / 8 0 0 0 0 0 8 / 86 1 0 0 0 0 87 / 26 1 0 0 0 0 27
        / 0 0 0 0 0 0 0 / 3 0 0 0 0 0 3 / 0 0 0 0 0 0 0 / 75 1 0 1 0 0 77 / 38 0 0 0 0 0 38 / 352 2 0 0 0 0 354
        / 3440 73 0 1 5 2 3521 / 118 5 0 0 1 1 125""",
        """88 18 28 36 170 / 7 0 11 7 25 / 33 0 6 13 52""",
    ),
}

#: The report of 上海 on 2019 as it is printed: a dash is a blank. A blank means zero, save in the column 总计 of the
#: outcomes, which is left blank although its sum is not zero.
SHANGHAI: Final = (
    """13 13 524 / 60 60 368 / 0 0 0 / 0 0 0 / 0 0 0 / 0 0 0 / 0 0 / 6 25100000""",
    """821 35 - - 2 1 859 / 18 - - - - - 18 / 258 12 - - 1 1 - / 3 - - - - - - / 14 - - - - - - / - - - - - - -
    / - - - - - - - / - - - - - - - / 5 - - - - - - / 3 1 - - - - - / - - - - - - - / 10 2 - - - - - / 252 12 - - 1 - -
    / 44 3 - - - - - / 25 - - - - - - / 148 1 - - - - - / 5 4 - - - - - / - - - - - - - / - - - - - - - / - - - - - - -
    / - - - - - - - / 767 35 - - 2 1 805 / 72 - - - - - 72""",
    """5 - - 2 7 / 8 - - 1 9 / - - - - -""",
)

#: What is at hand of the report of 宿迁 on 2025: documents, requests received, and table four.
SUQIAN_2025: Final = {
    f"{row}.{column}": figure
    for row, columns, figures in (
        ("disclosure.documents.government_rules", ("issued", "repealed", "in_force"), (3, 0, 15)),
        ("disclosure.documents.normative", ("issued", "repealed", "in_force"), (61, 59, 422)),
        ("applications.received", APPLICANTS, (3746, 63, 0, 0, 19, 2, 3830)),
        ("disputes.reconsideration", RESULTS, (119, 25, 91, 24, 259)),
        ("disputes.litigation.direct", RESULTS, (7, 0, 15, 6, 28)),
        ("disputes.litigation.after_reconsideration", RESULTS, (21, 1, 7, 9, 38)),
    )
    for column, figure in zip(columns, figures, strict=True)
}

#: How many requests each of the eleven parts of 宿迁 handled in 2023, as its report says: together 3607, of which 3511
#: were received in the year and 96 brought forward.
SUQIAN_PARTS: Final = (349, 933, 477, 301, 874, 216, 348, 55, 26, 12, 16)
