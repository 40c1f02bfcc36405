"""
What the commands share: their options, reading a file, and saying in words what is wrong with it.
"""

import contextlib
import json
import shutil
import sys
import tempfile

from collections.abc import Iterable, Iterator
from typing import Final

import click

from ._checked import STANDARD, UNDETERMINED, os_fault
from .errors import Unusable
from .finding import Severity
from .language import LOCALES, template
from .messages import named, words
from .profile import Override, Profile
from .readers import read
from .renderers import renderers
from .report import Report
from .waivers import Waiver, load


@contextlib.contextmanager
def faults_in_words(file: str, locale: str) -> Iterator[None]:
    """Say in one line what is wrong with a file, and exit with 2."""
    try:
        yield
    except Unusable as error:
        text = named(file, error.fault(locale), locale)
    except BrokenPipeError:  # whoever reads what is written has seen enough
        raise
    except OSError as error:
        text = named(file, words(*os_fault(error), locale), locale)
    else:
        return
    click.echo(text, err=True)
    raise click.exceptions.Exit(2)


def open_report(file: str) -> Report:
    """Read a file, or standard input."""
    return read(sys.stdin.buffer if file == STANDARD else file)


#: What decides what blocks.
profile_option = click.option(
    "--profile",
    metavar="PROFILE",
    help=template("How much the rules matter, and what blocks: filing, evaluation, research, or a file of your own."),
)


def loaded_profile(name: str | None, locale: str) -> Profile | None:
    """The profile that is asked for, if one is."""
    if name is None:
        return None
    with faults_in_words(name, locale):
        return Profile.load(name)


_PROFILE: Final = template("Profile {name}: {description}")
_OVERRIDE: Final = template("{rule}: {phrase_before} becomes {phrase_after}")
_OFF: Final = template("left out")


def profile_lines(profile: Profile | None, overrides: Iterable[Override], locale: str) -> Iterator[str]:
    """The profile that is asked for, and what it changes."""
    if profile:
        yield words(_PROFILE, {"name": profile.name, "description": profile.describe(locale)}, locale)
    for one in overrides:
        fields = {"rule": one.rule, "phrase_before": one.before, "phrase_after": one.after or _OFF}
        yield "  " + words(_OVERRIDE, fields, locale)


def loaded_waivers(file: str | None, locale: str) -> tuple[Waiver, ...]:
    """The waivers that are asked for, if some are."""
    if file is None:
        return ()
    with faults_in_words(file, locale):
        return load(file)


#: Text for people, or JSON for programs.
list_format = click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help=template("Format of what is printed."),
)
#: In which language a command speaks.
language = click.option(
    "--locale",
    "_",
    type=click.Choice(LOCALES),
    expose_value=False,
    help=template("Language of messages and labels; by default that of your system."),
)


#: What ``--fail-on`` takes: severities, and relations that blanks leave open.
FAIL_ON: Final = (*map(str, Severity), UNDETERMINED)

#: From which kind of finding on a command fails.
fail_on = click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    help=template(
        "Exit with 1 if there is a finding of this kind or worse; by default what the profile says, or else error."
    ),
)

#: The formats that can be written.
FORMATS: Final = sorted(renderers())

#: In which format a report is written, and where.
to_format = click.option(
    "--to",
    "format_",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help=template("Format to write."),
)
out_file = click.option("-o", "--out", metavar="OUT", help=template("File to write; by default standard output."))


#: How much of an output is held in memory; the rest waits in a temporary file.
IN_MEMORY: Final = 4_000_000


def print_pieces(pieces: Iterable[str]) -> None:
    """Print an output in UTF-8 when it is complete, so that nobody takes a part of it for the whole."""
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as file:
        for piece in pieces:
            file.write(piece.encode())
        file.seek(0)
        sys.stdout.flush()
        shutil.copyfileobj(file, sys.stdout.buffer)
        sys.stdout.buffer.flush()


def print_json(value: object, indent: int | None = 2) -> None:
    """Print plain values as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=indent))
