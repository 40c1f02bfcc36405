"""Profiles change how much rules matter and what blocks, say so, and change nothing else."""

import contextlib
import datetime
import pickle

import attrs
import pytest

from hypothesis import given
from hypothesis import strategies as st
from judging import judged_reports, without_severity

from govinfo import CELLS, RULES, Organ, Report, check
from govinfo.errors import GovinfoError, UnreadableProfile
from govinfo.finding import Severity, Verdict
from govinfo.language import LOCALES
from govinfo.profile import LARGEST, PLAIN, SHIPPED, Override, Profile
from govinfo.reading import R_INFERRED, R_SURPLUS
from govinfo.report import Reading
from govinfo.rules import stock_covers_flow


IDS = [rule.id for rule in RULES]
LEVELS = st.sampled_from([*Severity, None])

profiles = st.builds(
    Profile,
    name=st.just("drawn"),
    fail_on=st.sampled_from(Severity),
    undetermined_blocks=st.booleans(),
    may_be_undetermined=st.lists(st.sampled_from(IDS), max_size=3).map(tuple),
    severities=st.dictionaries(st.sampled_from(IDS), LEVELS, max_size=8),
    rules=st.none() | st.lists(st.sampled_from(IDS), max_size=8).map(tuple),
)


def zeros(**changed):
    """A report of 2021 of which nothing is to be said but what is changed."""
    form = Report.blank(2021, organ="某市", year=2024).replace(
        overview=("好。",), problems=("少。",), other_matters=("无。",)
    )
    figures = dict.fromkeys((cell for cell, _ in form.figures()), 0)
    return form.replace(figures | changed.pop("figures", {}), **changed)


# --- what is asked of a profile ---------------------------------------------------------------------------


@given(judged_reports())
def test_without_a_profile_errors_block(report):
    """Without a profile nothing is changed: errors block, and what is undetermined does not."""
    result = check(report)
    assert result.profile is PLAIN
    assert result.overrides == ()
    assert result.ok == (not result.at_least("error")) == bool(result)
    assert result.blocking == result.at_least("error")
    assert not {"profile", "overrides", "waived", "stale"} & set(result.to_dict())
    assert pickle.loads(pickle.dumps(result)).to_dict() == result.to_dict()


@given(judged_reports(), profiles)
def test_every_change_is_listed_and_nothing_else_changes(report, profile):
    """The findings are those without the profile, with the severities and without the rules that are listed."""
    before, after = check(report), check(report, profile=profile)
    changed = {one.rule: one.after for one in after.overrides}
    own = {rule.id: rule.severity for rule in RULES}
    expected = [
        attrs.evolve(finding, severity=changed.get(finding.rule, finding.severity))
        if finding.severity is own[finding.rule]
        else finding
        for finding in before
        if changed.get(finding.rule, finding.severity) is not None
    ]
    assert expected == list(after)
    assert [(one.rule, one.before) for one in after.overrides] == [pair for pair in own.items() if pair[0] in changed]
    assert all(one.before != one.after for one in after.overrides)
    assert list(after.rules) == [rule for rule in IDS if changed.get(rule, rule) is not None]


@given(judged_reports(), profiles)
def test_what_is_undetermined_stays_so(report, profile):
    """What was undetermined still is, but for rules left out; blanks are added only where nothing may be left open."""
    before, after = check(report), check(report, profile=profile)
    kept = [finding for finding in before.undetermined if finding.rule in after.rules]
    blanks = [finding for finding in after.undetermined if finding.rule == "N-COUNT"]
    rest = [finding for finding in after.undetermined if finding.rule != "N-COUNT"]
    assert without_severity(kept) == without_severity(rest)
    blank = {cell for cell, figure in report.figures() if figure is None}
    told = [cell for finding in blanks for cell in finding.cells]
    assert sorted(told, key=lambda cell: cell.index) == told
    assert set(told) == (blank if profile.undetermined_blocks and "N-COUNT" in after.rules else set())
    assert all(finding.fields["count"] == len(finding.cells) for finding in blanks)
    assert all(len({cell.block for cell in finding.cells}) == 1 for finding in blanks)


@given(judged_reports(), profiles)
def test_ok_is_what_the_profile_says(report, profile):
    """A result is ok if nothing is as bad as the profile says, and nothing is open if that blocks."""
    result = check(report, profile=profile)
    bad = any(finding.severity >= profile.fail_on for finding in result)
    open_ = any(finding.rule not in profile.may_be_undetermined for finding in result.undetermined)
    assert result.ok == (not bad and not (profile.undetermined_blocks and open_))
    assert all(map(profile.blocks, result.blocking))
    if result.ok:
        result.raise_for_errors()
    else:
        with pytest.raises(GovinfoError) as caught:
            result.raise_for_errors()
        assert caught.value.findings == result.blocking


@given(judged_reports(), profiles)
def test_the_result_names_the_profile(report, profile):
    """JSON has the name of the profile and each override; a pickled result is the same."""
    result = check(report, profile=profile)
    value = result.to_dict("en")
    assert value["profile"] == "drawn"
    listed = [(one["rule"], one["from"], one["to"]) for one in value["overrides"]]
    assert listed == [(o.rule, str(o.before), str(o.after or "off")) for o in result.overrides]
    copy = pickle.loads(pickle.dumps(result))
    assert (copy, copy.digest) == (result, result.digest)


def test_an_override_in_plain_values():
    """A rule that is left out is off."""
    override = Override("T2-STOCK", Severity.WARNING, None)
    assert override.to_dict() == {"rule": "T2-STOCK", "from": "warning", "to": "off"}


def test_a_finding_keeps_the_grade_of_its_rule():
    """Where a rule itself takes a finding less seriously than others of its kind, a profile does not make it worse."""
    evaluation = Profile.load("evaluation")
    late = {"published": datetime.date(2025, 6, 1)}
    for organ, severity in (("某县财政局", Severity.ERROR), ("某县某镇人民政府", Severity.HINT)):
        report = zeros(**late).replace(organ=Organ(organ))
        assert [f.severity for f in check(report, profile=evaluation).of_rule("S-DEADLINE")] == [severity]
        assert not check(report, profile=Profile.load("research")).findings


def test_what_reading_found_is_graded_though_its_rule_is_not_asked():
    """Reading is no matter of choice: its findings are graded and listed whichever rules are asked."""
    report = zeros(reading=Reading("text", findings=(R_SURPLUS.found("Too many."),)))
    result = check(report, [stock_covers_flow], Profile(severities={R_SURPLUS.id: Severity.ERROR}))
    assert [finding.severity for finding in result] == [Severity.ERROR]
    assert result.overrides == (Override(R_SURPLUS.id, Severity.WARNING, Severity.ERROR),)
    assert not check(report, [stock_covers_flow], Profile(severities={R_SURPLUS.id: None})).findings


def test_rules_that_are_given_are_chosen_from():
    """A profile says nothing of rules that are not asked."""
    profile = Profile(severities={"S-SECTIONS": Severity.ERROR, "T2-STOCK": None})
    result = check(zeros(), [stock_covers_flow], profile)
    assert (result.rules, result.held) == ((), 0)
    assert [one.rule for one in result.overrides] == ["T2-STOCK"]


# --- those that are shipped -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_profiles_are_complete(name):
    """Each has its name, and says in both languages who it is for."""
    profile = Profile.load(name)
    assert profile.name == name
    assert set(profile.description) == set(LOCALES)
    assert len({profile.describe(locale) for locale in LOCALES}) == 2
    assert check(zeros(), profile=profile).ok


def test_nothing_open_is_filed():
    """A report with one blank anywhere cannot be filed, though no relation may speak of that cell."""
    filing = Profile.load("filing")
    for cell, _ in zeros().figures():
        result = check(zeros(figures={cell: None}), profile=filing)
        assert not result.ok, cell
        assert all(finding.verdict is Verdict.UNDETERMINED for finding in result.blocking)


def test_what_nobody_who_files_can_know_does_not_block():
    """That the level of an organ is not known is no fault of its report."""
    cells = CELLS.disclosure.documents.government_rules
    report = zeros(figures={cells.issued: 1, cells.in_force: 1}).replace(organ=attrs.evolve(zeros().organ, name="某办"))
    result = check(report, profile=Profile.load("filing"))
    assert [finding.rule for finding in result.undetermined] == ["S-RULE-MAKING"]
    assert result.ok


@pytest.mark.parametrize(("name", "ok"), [("filing", False), ("evaluation", False), ("research", True), (None, True)])
def test_a_section_that_is_missing(name, ok):
    """It blocks where a report is filed or evaluated, and is no matter of figures."""
    assert check(zeros(problems=None), profile=name and Profile.load(name)).ok is ok


def test_a_researcher_hears_of_figures_only():
    """Under research no rule is a hint, and none speaks of form or text."""
    research = Profile.load("research")
    left = {rule.id: research.severity(rule.id, rule.severity) for rule in research.asks(RULES)}
    assert Severity.HINT not in left.values()
    assert not {"S-SECTIONS", "S-YEAR", "S-EDITION", "S-MIXTURE", "R-TEMPLATE"} & set(left)
    assert {"T3-BALANCE", "N-COUNT", R_INFERRED.id} <= set(left)


# --- files ------------------------------------------------------------------------------------------------


def write(folder, text):
    """A file of a profile."""
    path = folder / "ours.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_profile_of_ones_own(tmp_path):
    """A file says what the class says, and is called as it is if it gives no name."""
    text = """
        fail_on = "warning"
        undetermined_blocks = true
        may_be_undetermined = ["S-YEAR"]
        rules = ["T2-STOCK", "S-YEAR"]
        [description]
        en = "Ours."
        [severities]
        T2-STOCK = "hint"
        R-RUN = "off"
    """
    profile = Profile.load(write(tmp_path, text))
    assert profile == Profile(
        name="ours",
        fail_on="warning",
        undetermined_blocks=True,
        may_be_undetermined=["S-YEAR"],
        rules=("T2-STOCK", "S-YEAR"),
        description={"en": "Ours."},
        severities={"T2-STOCK": Severity.HINT, "R-RUN": None},
    )
    assert profile.describe("en") == profile.describe("zh") == "Ours."
    assert Profile.load(write(tmp_path, "")).describe() == ""
    assert Profile.load(str(write(tmp_path, '\ufeffname = "甲"'))).name == "甲"


def test_rules_of_other_packages(tmp_path):
    """A profile may speak of any rule that it is loaded with, and of no other."""
    path = write(tmp_path, 'rules = ["T2-STOCK"]')
    assert Profile.load(path, [stock_covers_flow]).rules == ("T2-STOCK",)
    with pytest.raises(UnreadableProfile):
        Profile.load(path, [])


DEEP = "The file cannot be read as TOML: it is nested too deep, or has a number that is too long."
WRONG = {
    'fial_on = "error"': "fial_on: unknown: “fial_on”; did you mean fail_on?",
    "zzz = 1": "zzz: unknown: “zzz”.",
    'fail_on = "fatal"': "fail_on: must be one of error, warning, hint.",
    "fail_on = 1": "fail_on: must be one of error, warning, hint.",
    'severities = "error"': "severities: must be a table.",
    'rules = ["T3-BALANSE"]': "rules: unknown: “T3-BALANSE”; did you mean T3-BALANCE, T3-APPLICANTS?",
    '[severities]\nT3 = "error"': "severities.T3: unknown: “T3”.",
    '[severities]\nT3-BALANCE = "no"': "severities.T3-BALANCE: must be one of error, warning, hint, off.",
    "[severities]\nT3-BALANCE = false": "severities.T3-BALANCE: must be one of error, warning, hint, off.",
    'undetermined_blocks = "yes"': "undetermined_blocks: must be true or false.",
    'rules = "T3-BALANCE"': "rules: must be a list of ids of rules.",
    "rules = [1]": "rules: must be a list of ids of rules.",
    'rules = ["T3"]': "rules: unknown: “T3”.",
    'may_be_undetermined = ["T3"]': "may_be_undetermined: unknown: “T3”.",
    'name = ""': "name: must be a text of one line.",
    'name = "a\\nb"': "name: must be a text of one line.",
    "name = 1": "name: must be a text of one line.",
    'description = ""': "description: must be a table.",
    '[description]\nfr = "a"': "description.fr: unknown: “fr”.",
    "[description]\nen = 1": "description.en: must be a text of one line.",
    "a = ": "The file is not TOML: see line 1, column 5.",
    "a = 1\na = 2": "The file is not TOML: see line 2, column 6.",
    "a = [": "The file is not TOML: see line 1, column 6.",
    "# one\n# two\na = [\n": "The file is not TOML: see line 3, column 6.",
    "a = 1 2": "The file is not TOML: see line 1, column 7.",
    f"a = {'[' * 9000}": DEEP,
    f"a = {'9' * 9000}": DEEP,
    f"b = 1\n{'a.' * 101}a = 1": "Line 2 of the file has a key of more than 100 parts.",
    '"a".' * 101 + "a = 1": "Line 1 of the file has a key of more than 100 parts.",
    f'name = "a{"." * 101}\\n"': "name: must be a text of one line.",
    b"\xff": "The file is not text in UTF-8.",
    b"#" * (LARGEST + 1): "The file is larger than 100000 bytes, which no file of this kind is.",
}


@pytest.mark.parametrize(("text", "said"), WRONG.items(), ids=[*range(len(WRONG))])
def test_what_is_wrong_in_a_file_is_told_with_its_place(tmp_path, text, said):
    """One sentence names the file, the place and what it must be, in the language of whoever reads it."""
    path = write(tmp_path, text)
    with pytest.raises(UnreadableProfile) as caught:
        Profile.load(path)
    error = caught.value
    fault = error.fault("en")
    assert fault == said
    assert str(error) == f"{path}: {fault}"
    assert error.fault("zh") != fault
    assert "{" not in error.fault("zh")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_a_profile_that_is_not_there(tmp_path):
    """A name that is not known is told with those that are; a path is told as the system does."""
    with pytest.raises(UnreadableProfile) as caught:
        Profile.load("filling")
    assert "There is no profile “filling”; there are filing, evaluation, research." in str(caught.value)
    with pytest.raises(FileNotFoundError):
        Profile.load(tmp_path / "none.toml")
    with pytest.raises(FileNotFoundError):
        Profile.load("none.toml")


@given(st.binary(max_size=60) | st.text("[]=\"'#.\n ab1-", max_size=40).map(str.encode))
def test_no_file_makes_another_exception(tmp_path_factory, data):
    """Whatever a file contains, it is a profile or is told to be none."""
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(data)
    with contextlib.suppress(UnreadableProfile):
        Profile.load(path)
