"""The languages: everything that is shown is there in Chinese and in English, and reads as such."""

import ast
import datetime
import gettext
import importlib.util
import re

from pathlib import Path

import pytest

from babel.messages.pofile import read_po

import govinfo

from govinfo._tree import corner, heading, values
from govinfo.cells import BLOCKS, CELLS, SECTIONS, block_editions, block_title, cells_of, official, section_title
from govinfo.editions import Edition
from govinfo.errors import UnknownLocale
from govinfo.form import TITLE
from govinfo.language import CATALOGS, CHINESE, ENGLISH, label, locale_of, sentence, users_locale
from govinfo.layout import rows_of, table
from govinfo.ledger import ledger
from govinfo.reconciliation import reconcile
from govinfo.report import Period
from govinfo.rules import BONDS, RULES


SOURCE = Path(govinfo.__file__).parent
TOOL = Path(__file__).parents[1] / "tools" / "catalogs.py"
CATALOG_FILES = sorted(CATALOGS.glob("*/LC_MESSAGES/*.po"))

NAME = re.compile(r"\{(\w+)[^{}]*\}|%\((\w+)\)s")
HAN = re.compile(r"[\u4e00-\u9fff]")

#: What an English message may have in Chinese: what is printed in the document, and what cannot be translated.
QUOTED = re.compile(r"“[^”]*”|国办公开办函〔\d{4}〕\d+号|\(规章\)")


def catalog(path):
    """A catalog as it is kept in git."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def strings(message, what):
    """The singular and the plural of a message, or of its translation."""
    text = getattr(message, what)
    return [text] if isinstance(text, str) else list(text)


MESSAGES = [message for message in catalog(CATALOGS / CHINESE / "LC_MESSAGES" / "messages.po") if message.id]
WORDS = [message for message in catalog(CATALOGS / ENGLISH / "LC_MESSAGES" / "form.po") if message.id]


def labels(edition):
    """Every text that the form of an edition prints."""
    yield TITLE
    for name in SECTIONS:
        yield section_title(name, edition)
        printed = table(name, official(edition))
        yield from (box.text for box in printed.boxes if box.text) if printed else ()
    for path, chain in BLOCKS.items():
        if edition in block_editions(path):
            yield block_title(path, edition)
            for cls in (chain[-1].node, *(row for row, _ in rows_of(chain[-1].node, edition, path))):
                yield from filter(None, (corner(cls, edition), heading(cls, edition)))


@pytest.mark.parametrize(
    ("edition", "text"), [(edition, text) for edition in Edition for text in dict.fromkeys(labels(edition))]
)
def test_label_is_there_in_english(edition, text):
    """Every text that an edition prints has an English translation, in which nothing is Chinese."""
    assert HAN.search(text), f"not Chinese, in {edition}"
    assert not HAN.search(label(text, "en"))
    assert text == label(text, "zh")


@pytest.mark.parametrize("edition", Edition)
def test_english_tells_cells_apart(edition):
    """No two cells of an edition have the same English section, block, rows and columns."""
    cells = cells_of(official(edition))
    assert len(cells) == len({cell.labels(edition, "en") for cell in cells})


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("自然人", "Natural persons"),
        ("本年制发件数", "Issued this year"),
        ("现行有效件数", "In force"),
        ("行政规范性文件", "Administrative normative documents"),
        ("政府信息公开工作年度报告", "Annual Report on Government Information Disclosure"),
        ("一、总体情况", "I. Overview"),
        ("（七）总计", "(7) Total"),
        ("3.其他", "3. Other"),
    ],
)
def test_label_examples(text, english):
    """English labels keep the numbers of rows."""
    assert english == label(text, "en")


@pytest.mark.parametrize("words", [label, sentence])
def test_what_is_not_in_a_catalog_stays(words):
    """Words that no catalog has stay as they are, and an empty text stays empty in every language."""
    for locale in ("zh", "en"):
        assert "{x} 随意 anything" == words("{x} 随意 anything", locale)
        assert "" == words("", locale)


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: str(message.id)[:60])
def test_message_is_there_in_chinese(message):
    """Every message has a Chinese translation with the same names in it."""
    translated = strings(message, "string")
    if not any(translated) and all(name.startswith("click/") for name, _ in message.locations):
        return  # a newer click may say more than is translated yet
    assert all(translated)
    assert not message.fuzzy
    names = {name for text in strings(message, "id") for name in NAME.findall(text)}
    for text in translated:
        if message.pluralizable:  # one form says it for any number
            assert set(NAME.findall(text)) <= names
        else:
            assert sorted(NAME.findall(str(message.id))) == sorted(NAME.findall(text))


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: str(message.id)[:60])
def test_chinese_has_chinese_punctuation(message):
    """Chinese translations have half-width punctuation in paths only, and no space at either end."""
    for text in strings(message, "string"):
        plain = NAME.sub("", text)
        assert not re.search(r"[,;:!?()]|\.(?![\da-z])", plain)
        assert text == text.strip()


@pytest.mark.parametrize("rule", [*RULES, *BONDS], ids=lambda rule: rule.id)
def test_rule_is_there_in_both_languages(rule):
    """A rule has its sentence, its citation and its caution in Chinese and in English."""
    assert HAN.search(rule.sentence)
    assert not HAN.search(QUOTED.sub("", rule.english))
    if rule.cites:
        assert rule.cites != label(rule.cites, "en")
        assert not HAN.search(QUOTED.sub("", label(rule.cites, "en")))
    if rule.caution:
        assert HAN.search(sentence(rule.caution))
        assert rule.caution == sentence(rule.caution, "en")


def _templates(path):
    """Every text in a module that has ``{names}`` in it, docstrings and f-strings left out."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    docstrings = {node.value for node in nodes if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)}
    formatted = {part for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    texts = {node for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return [node.value for node in texts - docstrings - formatted if re.search(r"\{[a-z_]+\}", node.value)]


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_code_says_nothing_that_is_not_in_the_catalog(path):
    """Every text of the code with a name in braces is a message that the catalog has."""
    known = {text for message in MESSAGES for text in strings(message, "id")}
    assert [] == [text for text in _templates(path) if text not in known]


@pytest.fixture(name="tool", scope="module")
def _tool():
    """The tool that keeps the catalogs."""
    if not TOOL.exists():
        pytest.skip("the tools are not here")
    spec = importlib.util.spec_from_file_location("catalogs", TOOL)
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return tool


def test_catalogs_are_fresh(tool, capsys):
    """The catalogs hold what form, rules and code say now, all of it translated; and checking writes nothing."""
    before = [path.read_bytes() for path in CATALOG_FILES]
    status = tool.main(["--check"])
    assert (0, "") == (status, capsys.readouterr().out)
    assert before == [path.read_bytes() for path in CATALOG_FILES]


def test_stale_catalogs_are_named(tool):
    """What is gone, new, not translated or doubtful is named, and a message of click is not."""
    old = tool.Catalog(locale=CHINESE)
    old.add("gone", "无", [("a.py", 0)])
    old.add("doubtful", "疑", [("a.py", 0)], flags=["fuzzy"])
    old.add("empty", "", [("a.py", 0)])
    old.add("kept", "留", [("a.py", 0)])
    old.add("Usage of old:", "旧", [("click/core.py", 0)])
    texts = [(text, "a.py") for text in ("new", "doubtful", "empty", "kept")]
    new = tool.fresh(CHINESE, texts, old, [("Usage of new:", "click/core.py")])
    assert ["stale: gone", "missing: new", "fuzzy: doubtful", "not translated: empty"] == list(tool.faults(old, new))
    assert [*(text for text, _ in texts), "Usage of new:", "Usage of old:"] == [m.id for m in new if m.id]
    assert ("留", "旧") == (new["kept"].string, new["Usage of old:"].string)


@pytest.mark.parametrize("path", CATALOG_FILES, ids=lambda path: path.stem)
def test_compiled_catalog_says_the_same(path):
    """What the library loads was compiled from the catalog as it is; if not, run tools/catalogs.py."""
    with path.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    messages = [message for message in catalog(path) if message.id and message.string]
    for message in messages:
        singular, *plural = strings(message, "id")
        found = compiled.ngettext(singular, *plural, 2) if plural else compiled.gettext(singular)
        assert strings(message, "string")[0] == found
    assert {strings(message, "id")[0] for message in messages} == {
        key if isinstance(key, str) else key[0] for key in compiled._catalog if key
    }


@pytest.mark.parametrize("path", CATALOG_FILES, ids=lambda path: path.stem)
def test_catalog_names_nobody(path):
    """A catalog has no dates, no people and no line numbers, so that it changes only with its words."""
    text = path.read_text("utf-8")
    assert not re.search(r"Date|Translator|Team|Generated-By|@", text)
    assert not re.search(r"^#: .*:\d+", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("name", "locale"),
    [
        *((name, CHINESE) for name in ("zh", "ZH", "zh_CN.UTF-8", "zh-Hans-CN", "zh_TW", "zh-Hant", "zh_CN@pinyin")),
        *((name, ENGLISH) for name in ("en", "en_US", "en-GB", "en_US.UTF-8")),
    ],
)
def test_locale_of(name, locale):
    """A locale is known however systems write it, and any Chinese one is the Chinese of the form."""
    assert locale == locale_of(name)


@pytest.mark.parametrize("name", ["de", "", "C", "zhe", "英文"])
def test_unknown_locale(name):
    """A language that the library does not speak is no silent fallback."""
    with pytest.raises(UnknownLocale, match="known are zh_Hans, en"):
        locale_of(name)
    with pytest.raises(UnknownLocale):
        label("自然人", name)


@pytest.mark.parametrize(
    ("environment", "locale"),
    [
        ({}, CHINESE),
        ({"LANG": ""}, CHINESE),
        ({"LANG": "C"}, CHINESE),
        ({"LC_ALL": "POSIX", "LANG": "en_US"}, CHINESE),
        ({"LANG": "zh_CN.UTF-8"}, CHINESE),
        ({"LANG": "en_US.UTF-8"}, ENGLISH),
        ({"LANG": "fr_FR.UTF-8"}, ENGLISH),
        ({"LANGUAGE": "zh_CN:en", "LANG": "en_US.UTF-8"}, CHINESE),
        ({"LANGUAGE": "en:zh_CN", "LANG": "zh_CN.UTF-8"}, ENGLISH),
        ({"LC_MESSAGES": "zh_CN", "LANG": "en_US"}, CHINESE),
        ({"LC_ALL": "en_GB", "LC_MESSAGES": "zh_CN"}, ENGLISH),
    ],
)
def test_users_locale(environment, locale):
    """Who has said nothing gets Chinese; the variables count in the order of gettext."""
    assert locale == users_locale(environment)


def _zeros(edition, **known):
    blank = govinfo.Report.blank(edition, **known)
    prose = {"overview": ("概况。",), "problems": ("有问题。",), "other_matters": ("没有其他。",)}
    return blank.replace(dict.fromkeys(cells_of(blank.editions), 0), **prose)


def _broken():
    """Reports that break every rule of the form and of documents."""
    applications, documents = CELLS.applications, CELLS.disclosure.documents
    wrong = {
        applications.received.natural_persons: -3,
        applications.received.organizations.other: 3.5,
        applications.outcome.granted.total: 5,
        applications.outcome.refused.security_and_stability.total: 7,
        applications.carried_forward.total: None,
        documents.normative.issued: 9,
        documents.government_rules.in_force: 3,
        CELLS.disputes.litigation.direct.upheld: 2,
    }
    report = _zeros(2021, organ="某县某镇人民政府", year=2023).replace(wrong)
    yield report
    yield report.replace(
        period=Period(datetime.date(2023, 1, 1), datetime.date(2023, 11, 30)),
        preamble=("2022年的情况如下。",),
        overview=None,
        problems=("无。",),
        other_matters=(),
    )
    yield report.replace(year=None, organ=govinfo.Organ("某机关"))
    yield report.replace(year=2018)
    yield report.replace(published=datetime.date(2024, 2, 1))
    yield report.replace(published=datetime.date(2024, 2, 1), organ=govinfo.Organ("某机关"))
    yield report.replace(published=datetime.date(2024, 2, 1), organ=govinfo.Organ("某局"))
    mixed = _zeros(2019, organ="某局", year=2023, blocks={"disclosure.documents": 2021, "disclosure.services": None})
    yield mixed.replace({CELLS.disclosure.enforcement.penalties.change: -8})
    yield _zeros(2019, organ="某局", year=2020).replace({documents.normative.disclosed: 2})


def _misread():
    """Reports whose documents break every rule of reading."""
    text = govinfo.render(_zeros(2021, organ="某局", year=2023), "text")
    lines = text.splitlines()
    rows = [number for number, line in enumerate(lines) if re.search(r"│ +0 │", line)]
    first = rows[0]  # 规章, in section two
    wide = next(number for number in rows if lines[number].count(" 0 ") == 7)

    def changed(number, *put):
        return "\n".join([*lines[:number], *put, *lines[number + 1 :]])

    yield govinfo.reads(changed(first, lines[first].replace(" 0 ", "若干", 1)))
    yield govinfo.reads(changed(first, lines[first], lines[first]))
    yield govinfo.reads(changed(first, lines[first], lines[first].replace(" 0 ", " 4 ", 1)))
    yield govinfo.reads(changed(first, "│ 其他主动公开文件 │ 1 │ 2 │ 3 │", lines[first]))
    yield govinfo.reads(changed(wide))
    yield govinfo.reads(changed(wide, lines[wide] + " 5 │"))
    yield govinfo.reads(changed(wide, lines[wide].replace("0 │", "1 │") + " 1 │ 5 │"))
    yield govinfo.reads(changed(wide, lines[wide].rsplit("│", 2)[0] + "│"))
    yield govinfo.reads((text + "\n丂").encode("gb18030")[:-1] + b"\xff\xff")
    money = govinfo.Report.blank(2019, organ="某局", year=2020)
    money = money.replace({CELLS.disclosure.procurement.purchases.amount: 98400})
    printed = govinfo.render(money, "text")
    yield govinfo.reads(printed.replace(" 984元", " 984"))
    yield govinfo.reads(printed.replace(" 984元", " 9.841元"))
    flow = ["第二十条第（一）项", "规章 555", "三、收到和处理政府信息公开申请情况", "该部分以表格形式报告"]
    yield govinfo.reads("\n".join(flow))
    yield govinfo.reads(_run_together())
    page = govinfo.render(_zeros(2021, organ="某局", year=2023), "html")
    cell = re.search(r'<td data-cell="applications.received.total".*?</td>', page)[0]
    yield govinfo.reads(page.replace(cell, ""))
    yield govinfo.reads(page.replace(cell, cell + cell))


def _run_together():
    """A report whose figures stand without a gap, so that sums have to tell them apart."""
    came = CELLS.applications.received
    done = CELLS.applications.outcome
    changes = {row.natural_persons: 12 for row in (came, done.granted, done.total)}
    changes |= {row.total: 12 for row in (came, done.granted, done.total)}
    report = _zeros(2021, organ="某局", year=2023).replace(changes)
    rows = {}
    for cell in cells_of(report.editions):
        if cell.section == "applications":
            rows.setdefault("".join(cell.labels(2021).rows), []).append(str(report[cell]))
    return "三、收到和处理政府信息公开申请情况\n" + "".join(f"{label}{''.join(row)}" for label, row in rows.items())


def _bound():
    """
    Ledgers that break every rule about reports that are bound to each other, with blanks and without.

    The names of organs are letters: a Chinese one would stand in an English message too.
    """
    applications, documents, cases = CELLS.applications, CELLS.disclosure.documents, CELLS.disputes.reconsideration
    old = _zeros(2019, organ="A", year=2019).replace(
        {
            applications.carried_forward.total: 3,
            documents.normative.disclosed_in_total: 1200,
            CELLS.disclosure.charges.fees.items_last_year: 4,
            cases.pending: 2,
        }
    )
    open_ = dict.fromkeys(cells_of(old.editions))
    yield ledger([old, _zeros(2019, organ="A", year=2020)])
    yield ledger([old, _zeros(2019, organ="A", year=2020).replace(open_)])
    yield ledger([old.replace(open_), _zeros(2021, organ="A", year=2021)])  # a year is missing
    new = _zeros(2021, organ="A", year=2022).replace({documents.normative.in_force: 7})
    yield ledger([new, new.replace({documents.normative.in_force: 8}, year=2023)])
    yield ledger([new, new.replace({documents.normative.repealed: None, documents.normative.in_force: 8}, year=2023)])
    yield ledger([new, new.replace({documents.normative.in_force: 3.5}, year=2023)])
    carried = {row.natural_persons: None for row in (applications.brought_forward, applications.carried_forward)}
    carried |= {row.total: None for row in (applications.brought_forward, applications.carried_forward)}
    left = {row.total: 3 for row in (applications.received, applications.carried_forward)}
    left |= {row.natural_persons: 3 for row in (applications.received, applications.carried_forward)}
    yield ledger([new.replace(left), new.replace(carried, year=2023), new.replace(year=2024)])
    parts = {"B": ["A", "C"]}
    city = _zeros(2021, organ="B", year=2022).replace({applications.received.total: 9, documents.normative.issued: 1})
    yield ledger([city, new.replace(left), new.replace(organ=govinfo.Organ("C"))], parts)
    yield ledger([city, new.replace(left), new.replace(carried, organ=govinfo.Organ("C"))], parts)
    yield ledger([city.replace({applications.received.total: 2}), new.replace(left)], parts)
    said = (
        "举办政策宣讲活动八场，走访园区企业三十二家，收集群众建议一百二十条，逐条答复并列出办理时限。",
        "把山洪灾害预警短信改成方言广播，覆盖全部临河院落；组织电工协会上门检修线路，排除老旧小区用电隐患。",
        "邀请中学生旁听局长办公会，现场讨论校园周边停车难题；将三年来的旧档案扫描上网，群众查阅不必再跑县城。",
    )
    yield ledger([new.replace(overview=said), new.replace(overview=said, year=2023)])


def _findings():
    results = [govinfo.check(report) for report in (*_broken(), *_misread())]
    for result in (*results, *(reconcile(book) for book in _bound())):
        yield from (*result.findings, *result.undetermined)


FINDINGS = list({(finding.rule, finding.template): finding for finding in _findings()}.values())


def test_findings_of_every_rule():
    """The findings below are of every rule of the library."""
    assert {rule.id for rule in (*RULES, *BONDS)} == {finding.rule for finding in FINDINGS}


def test_findings_of_every_message_about_bound_reports():
    """And of every message that `govinfo.reconciliation` has."""
    own = [text for text in _templates(SOURCE / "reconciliation.py") if "{place}" in text or "{reports}" in text]
    assert len(own) >= 5
    assert set(own) <= {finding.template for finding in FINDINGS}


@pytest.mark.parametrize("finding", FINDINGS, ids=lambda finding: f"{finding.rule} {finding.template[:40]}")
def test_finding_in_english(finding):
    """A finding in English has nothing Chinese but what is printed, names and numbers of documents."""
    text = finding.message("en")
    assert not HAN.search(QUOTED.sub("", text))
    assert not re.search(r"[，；：（）]", QUOTED.sub("", text))
    assert not NAME.search(text)


@pytest.mark.parametrize("finding", FINDINGS, ids=lambda finding: f"{finding.rule} {finding.template[:40]}")
def test_finding_in_chinese(finding):
    """A finding in Chinese has no English word but in what is printed."""
    text = finding.message()
    assert not re.search(r"[A-Za-z]{2,}", QUOTED.sub("", text))
    assert not NAME.search(text)
    assert text.endswith("。")


def test_finding_example():
    """A relation that is violated reads as a clerk would write it, in both languages."""
    outcome = CELLS.applications.outcome
    report = _zeros(2021, organ="某局", year=2023).replace(
        {outcome.granted.natural_persons: 6, outcome.refused.state_secrets.natural_persons: 6}
    )
    (finding,) = (f for f in govinfo.check(report).of_rule("T3-OUTCOMES"))
    assert finding.message().startswith(
        "三、收到和处理政府信息公开申请情况，三、本年度办理结果 · 自然人：（一）予以公开 6 ＋ "
    )
    assert "，而（七）总计 0，相差 12。规则：" in finding.message()
    assert "Natural persons: (1) Granted 6 + 1. State secrets 6" in finding.message("en")
    assert "but (7) Total 0; the difference is 12. Rule: " in finding.message("en")


def test_every_cell_has_a_name_in_english():
    """What a message calls a cell is wholly English, for each cell of each edition."""
    for cell in values(CELLS):
        for edition in cell.editions:
            assert not HAN.search(cell.label(edition, "en"))
