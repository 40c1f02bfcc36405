"""
The command line in the language of whoever uses it: which one that is, help in it, and what click itself says.
"""

import contextlib
import copy
import gettext
import os

from collections.abc import Iterator, Sequence

import click

from .errors import UnknownLocale
from .language import CATALOGS, locale_of, sentence, users_locale


def translated(command: click.Command, locale: str) -> click.Command:
    """The same command, with its help in *locale*."""
    made = copy.copy(command)
    made.help = sentence(command.help or "", locale)
    made.short_help = sentence(command.short_help, locale) if command.short_help else None
    made.params = [copy.copy(parameter) for parameter in command.params]
    for option in made.params:
        if isinstance(option, click.Option):
            option.help = sentence(option.help or "", locale)
    if isinstance(made, click.Group):
        made.commands = {name: translated(inner, locale) for name, inner in made.commands.items()}
    return made


def asked_locale(arguments: Sequence[str]) -> str:
    """The locale that the arguments ask for, or else the user's."""
    for i, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if name == "--locale":
            given = value if equals else (list(arguments[i + 1 : i + 2]) or [""])[0]
            with contextlib.suppress(UnknownLocale):
                return locale_of(given)
    return users_locale()


@contextlib.contextmanager
def click_speaks(locale: str) -> Iterator[None]:
    """Let click find its own words in our catalog, as it asks gettext for them."""
    before = os.environ.get("LANGUAGE")
    gettext.bindtextdomain("messages", str(CATALOGS))
    os.environ["LANGUAGE"] = locale
    try:
        yield
    finally:
        if before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before
