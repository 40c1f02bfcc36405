"""
What the commands share: their options, reading a file, and saying in words what is wrong with it.
"""

import contextlib
import json
import sys

from collections.abc import Iterator

import click

from ._checked import STANDARD, os_fault
from .errors import UnreadableReport
from .language import LOCALES, template
from .messages import named, words
from .readers import read
from .report import Report


@contextlib.contextmanager
def faults_in_words(file: str, locale: str) -> Iterator[None]:
    """Say in one line what is wrong with a file, and exit with 2."""
    try:
        yield
    except UnreadableReport as error:
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


def print_json(value: object, indent: int | None = 2) -> None:
    """Print plain values as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=indent))
