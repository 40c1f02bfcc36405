"""The assertion for tests says in words what blocks, and what explains it."""

import subprocess
import sys

from pathlib import Path

import pytest

from hypothesis import given
from judging import judged_reports

import govinfo

from govinfo import CELLS, check
from govinfo.errors import UnreadableProfile
from govinfo.profile import Profile
from govinfo.testing import assert_reconciles


EXAMPLE = Path(__file__).parent.parent / "examples" / "jinhai-2020.txt"
RECEIVED = CELLS.applications.received


@given(judged_reports())
def test_it_fails_if_something_blocks(report):
    """Nothing happens if the result is ok; else the message has each finding that blocks."""
    for profile in (None, Profile(undetermined_blocks=True, fail_on="hint")):
        result = check(report, profile=profile)
        if result.ok:
            assert_reconciles(report, profile)
            continue
        with pytest.raises(AssertionError) as caught:
            assert_reconciles(report, profile, locale="en")
        assert all(finding.message("en") in str(caught.value) for finding in result.blocking)


def test_it_names_the_wrong_cell():
    """Where just one figure explains what is wrong, it is named below each finding, with its right value."""
    report = govinfo.read(EXAMPLE).replace({RECEIVED.natural_persons: 7})
    with pytest.raises(AssertionError) as caught:
        assert_reconciles(report, locale="en")
    first, *lines = str(caught.value).splitlines()
    assert first == "高新区(近海镇) 2020"
    assert [line.split()[:2] for line in lines[::2]] == [["error", "T3-BALANCE"], ["error", "T3-APPLICANTS"]]
    assert {line.split(";")[0].strip() for line in lines[1::2]} == {lines[1].split(";")[0].strip()}
    assert "Natural persons" in lines[1]
    assert "should be 0, not 7" in lines[1]


def test_a_profile_by_name():
    """A profile can be given by its name; in Chinese unless another language is asked for."""
    with pytest.raises(AssertionError, match="无法判定 T2-STOCK"):
        assert_reconciles(govinfo.read(EXAMPLE), "filing")
    assert_reconciles(govinfo.read(EXAMPLE), "research")
    with pytest.raises(UnreadableProfile):
        assert_reconciles(govinfo.read(EXAMPLE), "filling")


def test_pytest_shows_the_line_of_the_test(tmp_path):
    """As a plugin of pytest it is rewritten, and a failure is shown in the test, with the words; without, just so."""
    (tmp_path / "test_it.py").write_text(
        "import sys, govinfo\n"
        "from govinfo.testing import assert_reconciles\n"
        "def test_report():\n"
        "    kind = type(sys.modules['govinfo.testing'].__loader__).__name__\n"
        "    print('loaded by', kind)\n"
        "    cell = govinfo.CELLS.disputes.reconsideration.total\n"
        "    assert_reconciles(govinfo.Report.blank(2021).replace({cell: -1}), locale='en')\n",
        "utf-8",
    )
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", "-W", "ignore"]
    done = subprocess.run(
        [*command, "-p", "govinfo.testing", "-c", "/dev/null", "--rootdir", ".", "test_it.py"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1, done.stdout
    assert "loaded by AssertionRewritingHook" in done.stdout
    assert "must not be less than 0, and is -1" in done.stdout
    assert "raise AssertionError" not in done.stdout


def test_it_needs_no_pytest():
    """It can be imported where there is no pytest."""
    program = "import sys; sys.modules['pytest'] = None; import govinfo.testing; print(govinfo.testing.TRIES)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip().isdigit()
