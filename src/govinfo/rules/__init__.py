"""
The official reporting rules: the one place where a rule stands.

Sources: 《中华人民共和国政府信息公开条例》 (国务院令第711号, below 条例); the form and its notices,
国办公开办函〔2019〕60号 and 〔2021〕30号 (below 格式). What neither of them says is graded as practice and is never an
error, with one exception: that counts are whole and not negative goes without saying.
"""

from typing import Final

from ..reading import READING_RULES
from ..rule import Rule
from .documents import (
    all_sections_are_there,
    edition_fits_year,
    in_time,
    one_edition,
    one_year,
    only_rule_makers_report_rules,
)
from .levels import parts_add_up
from .relations import (
    applicants_add_up,
    counts_are_whole,
    disclosed_is_part_of_all,
    intake_equals_outcome,
    items_are_not_negative,
    outcomes_add_up,
    results_add_up,
    stock_covers_flow,
)
from .years import (
    carried_forward_is_brought_forward,
    disclosed_in_total_does_not_fall,
    in_force_follows,
    items_follow,
    pending_cases_are_counted_again,
    prose_is_not_repeated,
)


#: All rules about a report by itself, in the order in which their findings come.
RULES: Final[tuple[Rule, ...]] = (
    *READING_RULES,
    stock_covers_flow,
    disclosed_is_part_of_all,
    items_are_not_negative,
    intake_equals_outcome,
    outcomes_add_up,
    applicants_add_up,
    results_add_up,
    counts_are_whole,
    edition_fits_year,
    one_edition,
    all_sections_are_there,
    one_year,
    in_time,
    only_rule_makers_report_rules,
)

#: All rules about reports that are bound to each other: the years of an organ, and a government and its parts.
BONDS: Final[tuple[Rule, ...]] = (
    carried_forward_is_brought_forward,
    in_force_follows,
    items_follow,
    disclosed_in_total_does_not_fall,
    pending_cases_are_counted_again,
    prose_is_not_repeated,
    parts_add_up,
)
