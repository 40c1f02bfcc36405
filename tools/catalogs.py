"""
The message catalogs: what must be in them is taken from the form, the rules and the code.

``python tools/catalogs.py`` writes the ``.po`` files anew, keeps what is translated already, and compiles them; with
``--check`` it writes nothing, names what is stale, missing, fuzzy or not translated, and exits with 1 if there is any.
Nothing in the files depends on when or where this runs.
"""

import contextlib
import io
import sys

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, get_origin

import attrs

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from govinfo._tree import Slot, corner, heading
from govinfo.editions import Edition
from govinfo.finding import Authority, Severity, Status, Verdict
from govinfo.form import TITLE, Form
from govinfo.organ import Kind, Level
from govinfo.rule import Rule
from govinfo.rules import BONDS, RULES


ROOT: Final = Path(__file__).parents[1]

#: What takes a message, and which of its arguments that is.
KEYWORDS: Final = dict.fromkeys(
    (
        "sentence",
        "template",
        "remark",
        "cannot_tell",
        "found",
        "words",
        "UnreadableReport",
        "UnreadableProfile",
        "UnreadableWaivers",
        "_Wrong",
    ),
    (1,),
) | {"Particular": (2,), "Fault": (2,)}

#: Enumerations whose values are shown.
SHOWN: Final[tuple[type[StrEnum], ...]] = (Severity, Verdict, Status, Authority, Level, Kind)

#: Messages that reach `sentence` by way of a variable, by the module in which they stand.
PASSED: Final = {
    "language.py": ("{count} findings",),
    "messages.py": ("report",),
    "rules/documents.py": ("preamble",),
}

#: The modules of click whose words the users of a command line see. Our command line has click translated too.
CLICK: Final = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types")
CLICK_KEYWORDS: Final = {"_": (1,), "ngettext": (1, 2)}

#: A message, or its singular and plural, and the file that it is from.
Text = tuple[str | tuple[str, ...], str]


def form_texts() -> Iterator[Text]:
    """All words that the form prints, in its order, and the citations of the rules; in Chinese."""
    yield TITLE, "src/govinfo/form.py"
    yield from ((text, "src/govinfo/form.py") for text in _printed(Form))
    yield from ((rule.cites, _file_of(rule)) for rule in (*RULES, *BONDS) if rule.cites)


def _file_of(rule: Rule) -> str:
    """The file in which a rule stands; that of a rule of reading, which has no function, is where they all are."""
    module = rule.function.__module__ if rule.function else "govinfo.reading"
    return f"src/{module.replace('.', '/')}.py"


def _printed(cls: Any) -> Iterator[str]:
    for over in (corner, heading):
        yield from (text for edition in Edition if (text := over(cls, edition)))
    for field in attrs.fields(cls):
        if slot := field.metadata.get(Slot):
            yield from filter(None, slot.labels.values())
            if node := get_origin(field.type):
                yield from () if slot.axis == "prose" else _printed(node)


def message_texts() -> Iterator[Text]:
    """All messages of the code, file by file; in English."""
    source = ROOT / "src" / "govinfo"
    for path in sorted(source.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        yield from ((text, name) for text in _extracted(path, KEYWORDS))
        yield from ((text, name) for text in PASSED.get(path.relative_to(source).as_posix(), ()))
        module = ".".join(path.relative_to(source.parent).with_suffix("").parts)
        yield from ((member.value, name) for kind in SHOWN if kind.__module__ == module for member in kind)
        yield from ((rule.caution, name) for rule in (*RULES, *BONDS) if rule.caution and name == _file_of(rule))


def click_texts() -> list[Text]:
    """The messages of the click that is installed; another version has others."""
    spec = find_spec("click")
    folder = Path(spec.origin).parent if spec and spec.origin else Path()
    paths = (folder / f"{name}.py" for name in CLICK)
    return [(text, f"click/{path.name}") for path in paths for text in _extracted(path, CLICK_KEYWORDS)]


def _extracted(path: Path, keywords: Mapping[str, tuple[int, ...]]) -> Iterator[str | tuple[str, ...]]:
    with contextlib.redirect_stderr(io.StringIO()):  # Babel warns of an empty text, which is none of ours
        found = list(extract_from_file("python", path, keywords=keywords))
    return (message for _, message, _, _ in found)


def is_click(message: Message) -> bool:
    """Whether a message is of click only. Such a one may be there or not, translated or not."""
    return bool(message.locations) and all(name.startswith("click/") for name, _ in message.locations)


def _key(text: Any) -> str:
    return text if isinstance(text, str) else str(text[0])


def read(path: Path, locale: str) -> Catalog:
    """The catalog in a file; an empty one if there is no such file."""
    if not path.exists():
        return Catalog(locale=locale)
    with path.open("rb") as file:
        return read_po(file, locale=locale, ignore_obsolete=True)


def fresh(locale: str, texts: Iterable[Text], old: Catalog, extra: Iterable[Text] = ()) -> Catalog:
    """
    A catalog of *texts* in their order with the translations of *old*.

    Then come *extra* and what *old* has of click, for the sake of other versions of it, by the alphabet.
    """
    catalog = Catalog(locale=locale, fuzzy=False)
    kept = [(message.id, name) for message in old if is_click(message) for name, _ in message.locations]
    more = {(_key(text), name): (text, name) for text, name in (*kept, *extra)}
    for text, name in (*texts, *(more[key] for key in sorted(more))):
        known = old.get(_key(text))
        if known is None or isinstance(known.id, str) != isinstance(text, str):
            catalog.add(text, locations=[(name, 0)])
        else:
            catalog.add(text, known.string, [(name, 0)], flags=known.flags & {"fuzzy"})
    return catalog


def _header(domain: str, locale: str, catalog: Catalog) -> str:
    lines = (
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        f"Language: {locale}",
        f"Plural-Forms: {catalog.plural_forms}",
    )
    said = "".join(f'"{line}\\n"\n' for line in lines)
    return f'# Catalog {domain}; tools/catalogs.py keeps it in step with the code.\nmsgid ""\nmsgstr ""\n{said}\n'


def write(path: Path, locale: str, catalog: Catalog) -> None:
    """Write a catalog, and beside it what the library loads."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(_header(path.stem, locale, catalog).encode())
        write_po(file, catalog, width=120, omit_header=True, include_lineno=False)
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, read(path, locale))


def faults(old: Catalog, new: Catalog) -> Iterator[str]:
    """What is wrong with the *old* catalog, given the one that is due."""
    due = {_key(message.id): message for message in new if message.id and not is_click(message)}
    yield from (f"stale: {m.id}" for m in old if m.id and not is_click(m) and _key(m.id) not in due)
    for text, message in due.items():
        if text not in old:
            yield f"missing: {text}"
        elif not message.string or not all(message.string):
            yield f"not translated: {text}"
        elif message.fuzzy:
            yield f"fuzzy: {text}"


def main(arguments: Iterable[str]) -> int:
    """Write the catalogs, or check them."""
    status = 0
    for locale, domain, texts, extra in (
        ("en", "form", form_texts(), []),
        ("zh_Hans", "messages", message_texts(), click_texts()),
    ):
        path = ROOT / "src" / "govinfo" / "locale" / locale / "LC_MESSAGES" / f"{domain}.po"
        old = read(path, locale)
        new = fresh(locale, texts, old, extra)
        if "--check" not in arguments:
            write(path, locale, new)
            old = read(path, locale)
        for fault in faults(old, new):
            print(f"{path.relative_to(ROOT).as_posix()}: {fault}")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
