"""
What the pages say is so: every command is run, and every rule, name and command has its place.
"""

import re
import subprocess
import sys

from importlib.metadata import version
from pathlib import Path

import pytest

import govinfo

from govinfo.cli import command_line
from govinfo.editions import Edition
from govinfo.finding import Authority
from govinfo.language import CHINESE, ENGLISH


ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tools")]

import pages  # noqa: E402  they stand among the tools
import rule_pages  # noqa: E402


PAGES = sorted([*ROOT.glob("*.md"), *(path for path in ROOT.glob("docs/**/*.md") if "_build" not in path.parts)])
ALL = "\n".join(path.read_text("utf-8") for path in PAGES)
DOCS = [path for path in PAGES if "docs" in path.relative_to(ROOT).parts]
RULES = (ROOT / "docs/reference/rules.md").read_text("utf-8")
INDEX = (ROOT / "docs/index.md").read_text("utf-8")

#: A block of commands and what they print.
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def _blocks():
    for path in PAGES:
        text = path.read_text("utf-8")
        for number, found in enumerate(BLOCK.finditer(text), start=1):
            name = f"{path.relative_to(ROOT).as_posix()}-{number}"
            yield pytest.param(found[1], CHINESE if path.name.endswith(".zh.md") else ENGLISH, id=name)


def _commands(block):
    """The commands of a block, each with the lines that are shown of its output."""
    found = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


@pytest.mark.parametrize(("block", "locale"), [*_blocks()])
def test_what_a_page_shows_is_what_a_command_prints(block, locale):
    """Each `console` block shows what its commands print; three dots on a line stand for any lines."""
    commands = _commands(block)
    printed = pages.run([command for command, _ in commands], locale)
    for (_, shown), output in zip(commands, printed, strict=True):
        pattern = "".join(r"(?:.*\n)*" if line == pages.LEFT_OUT else re.escape(line) + "\n" for line in shown)
        lines = "".join(f"{line.rstrip()}\n" for line in output.splitlines())
        assert re.fullmatch(pattern, lines), lines


@pytest.mark.parametrize("rule", rule_pages.ALL, ids=lambda rule: rule.id)
def test_every_rule_can_be_looked_up(rule):
    """A rule has its sentence in both languages, a citation unless it is of reading, and a page in the reference."""
    assert re.search(r"[\u4e00-\u9fff]", rule.sentence)
    assert rule.english.endswith(".")
    assert bool(rule.cites) == (rule.authority is not Authority.READING)
    page = (rule_pages.FOLDER / f"{rule.id}.md").read_text("utf-8")
    assert f"\n# {rule.id}\n\n{rule.sentence}\n\n{rule.english}\n" in page
    assert f"| [{rule.id}](rules/{rule.id}.md) | {rule.sentence} | {rule.english} |" in RULES


@pytest.mark.parametrize("rule", govinfo.RULES, ids=lambda rule: rule.id)
def test_every_rule_has_tests(rule):
    """The tests of a rule stand in a file of its id that opens with its sentence; those of readers are in one file."""
    text = (ROOT / rule_pages.test_of(rule)).read_text("utf-8")
    if rule.authority is Authority.READING:
        assert f'"{rule.id}"' in text
    else:
        assert text.startswith(f'"""\n{rule.id}: {rule.sentence}\n')


def test_generated_rules_are_fresh():
    """The reference of the rules is what the rules say now, and so is the page of each."""
    assert rule_pages.rule_list() in RULES
    assert rule_pages.contents() in RULES
    assert rule_pages.main(["--check"]) == 0


@pytest.mark.parametrize("edition", [int(edition) for edition in Edition])
def test_every_edition_has_a_page(edition):
    """The page of an edition shows its blank form and, but for the first one, what is different from the one before."""
    text = (ROOT / f"docs/reference/editions/{edition}.md").read_text("utf-8")
    assert pages.form(edition) in text
    assert pages.numbers(edition) in text
    assert edition == min(Edition) or pages.differences(edition) in text


def test_glossary_is_fresh():
    """The glossary has all labels of the form as they are now."""
    assert pages.glossary() in (ROOT / "docs/reference/glossary.md").read_text("utf-8")


@pytest.mark.parametrize("name", govinfo.__all__)
def test_every_name_is_documented(name):
    """Each name of the top level is in the reference, and in one page more."""
    api = (ROOT / "docs/reference/api.md").read_text("utf-8")
    assert f"`{name}`" in api
    assert re.search(rf"\b{name}\b", ALL.replace(api, ""))


@pytest.mark.parametrize("name", sorted(command_line(ENGLISH).commands))
def test_every_command_is_documented(name):
    """Each command is in the README, and its help in the reference in both languages."""
    assert f"govinfo {name}" in (ROOT / "README.md").read_text("utf-8")
    assert f"govinfo {name}" in (ROOT / "README.zh.md").read_text("utf-8")
    reference = (ROOT / "docs/reference/command-line.md").read_text("utf-8")
    assert f"\n$ govinfo {name} --help\n" in reference
    assert f"\n$ LANG=zh_CN.UTF-8 govinfo {name} --help\n" in reference


@pytest.mark.parametrize("key", pages.json_keys())
def test_every_key_is_documented(key):
    """Each key of a report as JSON is explained."""
    table = (ROOT / "docs/reference/json.md").read_text("utf-8").split("## Keys")[1].split("\n\n")[1]
    assert f"`{key}`" in "".join(row.split("|")[1] for row in table.splitlines())


@pytest.mark.parametrize("page", DOCS, ids=lambda p: p.stem)
def test_every_page_can_be_reached(page):
    """Each page of the documentation is in its table of contents, or in that of the rules."""
    name = page.relative_to(ROOT / "docs").with_suffix("").as_posix()
    assert name == "index" or f"\n{name}\n" in INDEX or f"\n{name.removeprefix('reference/')}\n" in RULES


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page):
    """A link to another file of the project names one that is there."""
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text("utf-8"))
    assert [] == [target for target in targets if not (page.parent / target).exists()]


def test_version_is_that_of_the_package():
    """The library, its metadata and the changelog name the same version."""
    assert version("govinfo-cn") == govinfo.__version__
    assert f"\n## {govinfo.__version__} " in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_every_rule_is_in_the_changelog():
    """The changelog says of each rule when it came."""
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert [] == [rule.id for rule in govinfo.RULES if rule.id not in text]


def test_no_file_knows_a_machine():
    """No file of the project names a folder of the machine on which it was written."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is no checkout of git")
    folder = re.compile(rb"(?<![\w.)])/(?:home|root|Users|work|tmp)/\w|[A-Z]:\\+Users")
    found = []
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.is_file() and (match := folder.search(path.read_bytes())):
            found.append((name, match[0]))
    assert [] == found
