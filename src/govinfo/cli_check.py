"""
What ``govinfo check`` does: check the files that are asked for, and print what is said of them in a format.
"""

import contextlib
import datetime
import functools
import json
import sys

from collections.abc import Iterable, Iterator
from typing import Any, Final

import attrs
import click

from ._checked import Checked, Tally, check_file, lines_of
from ._find import find
from ._options import print_json, print_pieces, profile_lines
from .check import installed_rules
from .files import check_found
from .language import sentence, template
from .messages import words
from .outputs import FORMATS, Judged, output
from .profile import Override, Profile, gate
from .waivers import Waiver


_OTHERS: Final = template("Waivers of reports that are not among these files: {count}.")


@attrs.frozen(kw_only=True)
class Asked:
    """What is asked for: the options of the command."""

    locale: str
    files: tuple[str, ...]
    format_: str
    profile: Profile | None
    waivers: tuple[Waiver, ...]
    fail_on: str | None
    jobs: int | None
    timeout: float
    summary_only: bool

    @property
    def gate(self) -> Profile:
        """What blocks: what is asked for wins over the profile."""
        return gate(self.profile, self.fail_on)

    @property
    def overrides(self) -> tuple[Override, ...]:
        """What the profile changes."""
        return self.profile.overrides(installed_rules()) if self.profile else ()

    def fails(self, checked: Checked) -> bool:
        """Whether a file is a reason to exit with 1."""
        return checked.is_read and not (checked.ok if self.fail_on is None else not checked.fails(self.fail_on))

    def one(self) -> functools.partial[Checked]:
        """What is asked of each file."""
        is_text = self.format_ == "text"
        return functools.partial(
            check_file,
            locale=self.locale,
            undetermined=self.gate.undetermined_blocks and is_text and not self.summary_only,
            whole=self.format_ in {"json", "jsonl"} and not self.summary_only,
            judged=self.format_ in FORMATS,
            profile=self.profile,
            waivers=self.waivers,
            today=datetime.date.today(),  # noqa: DTZ011  the day of the user
        )


def check_all(asked: Asked, tally: Tally) -> bool:
    """
    Check the files and print what is asked for; whether one of them has what is to fail.

    Args:
        asked: the options.
        tally: the files are counted here, as far as they are checked.
    """
    found = find(asked.files)
    failing: list[bool] = [False]
    all_checked = check_found(found, asked.one(), jobs=asked.jobs, timeout=asked.timeout, locale=asked.locale)
    streams = asked.format_ in {"text", "jsonl", "github"} and not asked.summary_only
    with (
        contextlib.closing(all_checked),
        _shown(all_checked, len(found), asked.locale, streams=streams) as shown,
    ):
        _print(asked, _counted(shown, asked, tally, failing), tally, len(found))
    sys.stdout.flush()
    return failing[0]


@contextlib.contextmanager
def _shown(all_checked: Iterator[Checked], count: int, locale: str, *, streams: bool) -> Iterator[Iterator[Checked]]:
    """With several files show a bar on a terminal, unless what is printed runs through that terminal itself."""
    if count > 1 and sys.stderr.isatty() and not (streams and sys.stdout.isatty()):
        with click.progressbar(all_checked, length=count, label=sentence("Checking", locale), file=sys.stderr) as bar:
            yield iter(bar)
    else:
        yield all_checked


def _counted(all_checked: Iterable[Checked], asked: Asked, tally: Tally, failing: list[bool]) -> Iterator[Checked]:
    for checked in all_checked:
        tally.add(checked)
        failing[0] = failing[0] or asked.fails(checked)
        yield checked


def _print(asked: Asked, all_checked: Iterator[Checked], tally: Tally, files: int) -> None:
    if asked.format_ in FORMATS:
        _print_output(asked, all_checked)
    elif asked.format_ == "text":
        _print_text(asked, all_checked, tally, files)
    else:
        _print_json(asked, all_checked, tally)


def _print_output(asked: Asked, all_checked: Iterator[Checked]) -> None:
    """Print the output of a format for other programs."""
    judged = (checked.judged or Judged(name=checked.file, fault=checked.fault) for checked in all_checked)
    pieces = output(asked.format_)(judged, asked.locale, profile=asked.gate, overrides=asked.overrides)
    print_pieces(pieces)


def _print_text(asked: Asked, all_checked: Iterator[Checked], tally: Tally, files: int) -> None:
    for line in profile_lines(asked.profile, asked.overrides, asked.locale):
        click.echo(line)
    reports = set()
    for checked in all_checked:
        reports.add((checked.organ, checked.year))
        if not asked.summary_only:
            click.echo("\n".join(lines_of(checked, asked.locale)))
    if asked.summary_only or files > 1:
        click.echo("\n".join(tally.lines(asked.locale)))
    if others := sum((waiver.organ, waiver.year) not in reports for waiver in asked.waivers):
        click.echo(words(_OTHERS, {"count": others}, asked.locale))


def _print_json(asked: Asked, all_checked: Iterator[Checked], tally: Tally) -> None:
    is_whole = asked.format_ == "json"
    values: list[dict[str, Any]] = []
    for checked in all_checked:
        if asked.summary_only:
            continue
        if is_whole:
            values.append(checked.to_dict())
        else:
            click.echo(json.dumps(checked.to_dict(), ensure_ascii=False))
    if is_whole or asked.summary_only:
        print_json({"files": values, "summary": tally.to_dict()}, indent=2 if is_whole else None)
