"""
The languages that the library speaks: which one is meant, and the words of the form and of messages in it.

The form's words are Chinese and are translated into English (catalog ``form``); the messages are written in English and
are translated into Chinese (catalog ``messages``).
"""

import functools
import os

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from .errors import UnknownLocale


if TYPE_CHECKING:
    import gettext


#: Chinese, the language of the form; the default everywhere.
CHINESE: Final = "zh_Hans"
ENGLISH: Final = "en"
LOCALES: Final = (CHINESE, ENGLISH)

#: Where the catalogs are.
CATALOGS: Final = Path(__file__).parent / "locale"


@functools.cache
def locale_of(name: str) -> str:
    """
    The one of `LOCALES` that is meant by *name*.

    Args:
        name: a locale as systems and people write it.

    Raises:
        UnknownLocale: it is neither Chinese nor English.

    >>> locale_of("zh_CN.UTF-8"), locale_of("zh-Hans-CN"), locale_of("en_GB")
    ('zh_Hans', 'zh_Hans', 'en')
    """
    language = name.replace("-", "_").split(".")[0].split("@")[0].split("_")[0].lower()
    try:
        return {"zh": CHINESE, "en": ENGLISH}[language]
    except KeyError:
        raise UnknownLocale(name, LOCALES) from None


def users_locale(environment: Mapping[str, str] = os.environ) -> str:
    """
    The language of whoever runs this program: Chinese if they work in Chinese, or have not said; else English.

    >>> users_locale({"LANG": "de_DE.UTF-8"}), users_locale({"LANG": "zh_CN.UTF-8"}), users_locale({"LANG": "C.UTF-8"})
    ('en', 'zh_Hans', 'zh_Hans')
    """
    said = next(
        (said for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG") if (said := environment.get(name))), "C"
    )
    first = said.split(":")[0]
    if first.split(".")[0] in {"C", "POSIX"}:
        return CHINESE
    try:
        return locale_of(first)
    except UnknownLocale:
        return ENGLISH


@functools.cache
def _catalog(domain: str, locale: str) -> "gettext.NullTranslations":
    import gettext  # noqa: PLC0415  words are loaded when they are needed

    return gettext.translation(domain, CATALOGS, [locale], fallback=True)


def label(text: str, locale: str = CHINESE) -> str:
    """
    Words of the form in *locale*; words that are not of the official form stay as they are.

    >>> label("自然人", "en")
    'Natural persons'
    """
    return _catalog("form", locale_of(locale)).gettext(text) if text else ""


def sentence(text: str, locale: str = CHINESE) -> str:
    """
    A message, written in English in the code, in *locale*; braces stay.

    >>> sentence("{count} findings", "zh")
    '发现 {count} 个问题'
    """
    return _catalog("messages", locale_of(locale)).gettext(text) if text else ""


def template(text: str) -> str:
    """Mark a message that is put into words later, so that the catalog has it."""
    return text
