"""
``govinfo compare`` says what the library says, as text, as a page and as JSON, in both languages.
"""

import json

import pytest

from click.testing import CliRunner
from published import SUQIAN_2023, SUQIAN_2024, published

from govinfo import CELLS, read, render
from govinfo.cli import command_line
from govinfo.differences import compare
from govinfo.language import locale_of
from govinfo.renderers import differences as in_text
from govinfo.renderers import side_by_side


def run(*arguments, locale="en", **known):
    """Run ``govinfo compare`` in this process."""
    given = ["compare", *(str(argument) for argument in arguments)]
    result = CliRunner().invoke(command_line(locale_of(locale)), given, **known)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def files(tmp_path):
    """The reports of a city on two years."""
    made = []
    for year, figures in ((2023, SUQIAN_2023), (2024, SUQIAN_2024)):
        made.append(tmp_path / f"{year}.json")
        made[-1].write_text(render(published(figures, year=year), "json"), "utf-8")
    return made


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_differences_are_printed(files, locale):
    """What is printed is the text of the library, with the names of the files; the exit code is 1."""
    done = run(*files, locale=locale)
    names = tuple(map(str, files))

    assert 1 == done.exit_code
    assert in_text.render(compare(*map(read, files)), locale=locale, names=names) == done.output


def test_no_differences(files):
    """Of a report and itself that is said, and the exit code is 0."""
    done = run(files[0], files[0])

    assert (0, True) == (done.exit_code, "There are no differences." in done.output)


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_page(files, tmp_path, locale):
    """The page goes to the file that is named, and the exit code is the same."""
    out = tmp_path / "compared.html"
    done = run(*files, "--to", "html", "-o", out, locale=locale)

    assert (1, "") == (done.exit_code, done.output)
    page = side_by_side.render(compare(*map(read, files)), locale=locale, names=tuple(map(str, files)))
    assert page == out.read_text("utf-8")


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_for_programs(files, locale):
    """As JSON there are the names of the files, and all differences under stable keys."""
    done = run(*files, "--to", "json", locale=locale)
    differences = compare(*map(read, files))

    assert 1 == done.exit_code
    assert {"before": str(files[0]), "after": str(files[1]), **differences.to_dict(locale_of(locale))} == json.loads(
        done.output
    )


def test_standard_input(files):
    """One of both reports can come from standard input, but not both."""
    text = files[1].read_bytes()

    assert "2024.json" not in run(files[0], "-", input=text).output
    assert 1 == run("-", files[0], input=text).exit_code
    done = run("-", "-", input=text)
    assert (2, True) == (done.exit_code, "only one of both files" in done.output)
    assert "两个文件中只能有一个取自标准输入" in run("-", "-", input=text, locale="zh").output


def test_what_cannot_be_read(files, tmp_path):
    """A file that cannot be read is named with the reason, whichever it is; nothing is written, and the code is 2."""
    other, out = tmp_path / "other.txt", tmp_path / "out.html"
    other.write_text("无", "utf-8")
    for pair in ((files[0], other), (other, files[0])):
        done = run(*pair, "--to", "html", "-o", out)
        assert 2 == done.exit_code
        assert done.output.startswith(f"{other}: No table")
    assert f"{tmp_path / 'none'}: There is no such file.\n" == run(files[0], tmp_path / "none").output
    assert not out.exists()


def test_what_cannot_be_written(files, tmp_path):
    """A file that cannot be written is named with the reason, and the code is 2."""
    done = run(*files, "-o", tmp_path / "none" / "out.txt")

    assert (2, True) == (done.exit_code, "There is no such folder." in done.output)


def test_words_of_the_form(files):
    """A cell is called as the form prints it, in the language that is asked for."""
    cell = CELLS.applications.outcome.granted.total

    for locale in ("zh", "en"):
        lines = run(*files, locale=locale).output.splitlines()
        (line,) = (line for line in lines if line.startswith(cell.label(2021, locale)))
        assert ["1191", "1431", "+240"] == line.replace(",", "").split()[-3:]
