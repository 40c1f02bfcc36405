"""
Reports as plain values for JSON, and back: strictly, with all faults at once.

The keys are the paths of cells: ``["applications"]["received"]["total"]``. A block has the key ``edition`` and just the
cells of that edition; a block that is not in the report is null, and a blank is null, never 0. Money is in fen.
"""

import datetime
import functools
import itertools

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, cast, get_args, get_origin

import attrs

from cattrs.errors import (
    AttributeValidationNote,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override
from cattrs.preconf.json import JsonConverter, make_converter

from ._text import clean
from ._tree import Block, Node, fill, places, values
from .cells import BLOCKS, CELLS, Cell, block_editions
from .editions import Edition
from .errors import Fault, GovinfoError, UnreadableReport
from .figures import LARGEST
from .finding import Authority, Basis, Finding, Severity, Source, Status, Verdict
from .form import Form
from .language import template
from .organ import Kind, Level
from .report import YEARS, Period, Reading, Report


#: The ``$id`` of the schema that documents follow, which each of them names, and its version.
SCHEMA: Final = "urn:govinfo-cn:report:1"
VERSION: Final = 1

#: Keys of a document that are no fields of a report.
HEAD: Final = {"$schema": SCHEMA, "version": VERSION}

_MOST_FAULTS: Final = 50


class _Wrong(GovinfoError, ValueError):
    """A value that is not what it must be; its argument is the template of the fault."""


def to_dict(report: Report) -> dict[str, Any]:
    """
    A report as plain values: what JSON can hold, in the order of the form.

    >>> blank = to_dict(Report.blank(2021, organ="某局", year=2023))
    >>> blank["applications"]["edition"], blank["disclosure"]["procurement"]
    (2021, None)
    """
    return HEAD | cast("dict[str, Any]", _converter().unstructure(report))


def from_dict(value: object, *, document: str | None = None) -> Report:
    """
    The report that plain values describe.

    Args:
        value: what `to_dict` makes.
        document: what to call it in messages.

    Raises:
        UnreadableReport: something is not what it must be; ``fields["faults"]`` of the exception names each such place,
            or the first fifty of them.

    >>> from_dict({"year": "2023"})
    Traceback (most recent call last):
    ...
    govinfo.errors.UnreadableReport: not a report of this library: ...
    """
    try:
        given = _exactly(dict, _OBJECT)(value, dict)
        for key, due in HEAD.items():
            if key in given and (type(given[key]), given[key]) != (type(due), due):
                raise UnreadableReport(
                    "The document follows another schema: its {key} is not {due}, which can be read.",
                    document=document,
                    key=key,
                    due=due,
                )
        body = {key: item for key, item in given.items() if key not in HEAD and key != FINDINGS}
        report = _converter().structure(body, Report)
    except (ClassValidationError, _Wrong) as error:
        faults = tuple(_faults(error, "$"))
        raise UnreadableReport(
            "not a report of this library: {faults}", document=document, faults=faults[:_MOST_FAULTS], count=len(faults)
        ) from None
    if report.sources is None:
        return report
    # Where figures were read is told by cell; the blocks of that form are those of the report.
    return report.replace(sources=fill(Form, values(report.sources), report.editions))


#: The key of the findings that a renderer adds; they are no part of the report.
FINDINGS: Final = "findings"

_OBJECT: Final = template("must be an object")
_WHOLE: Final = template("must be a whole number")


@functools.cache
def _converter() -> JsonConverter:
    """A converter that takes nothing for what it is not: 3.9 is no 3, true no 1, and "12" no 12."""
    made = make_converter(forbid_extra_keys=True, detailed_validation=True)
    made.register_structure_hook(int, _exactly(int, _WHOLE))
    made.register_structure_hook(str, _text)
    made.register_structure_hook_func(_is(Mapping), lambda value, _: _fields(value))
    made.register_structure_hook(datetime.date, _date)
    made.register_unstructure_hook(datetime.date, datetime.date.isoformat)
    made.register_structure_hook(Cell, lambda value, _: _cell(value))
    made.register_unstructure_hook(Cell, str)
    for member in (Level, Kind, Edition, Status, Severity, Verdict, Authority):
        made.register_structure_hook(member, _member)
        made.register_unstructure_hook(member, lambda one: one.value)
        made.register_unstructure_hook(member | None, lambda one: None if one is None else one.value)
    made.register_structure_hook_func(_is(tuple), lambda value, kind: _tuple(made, value, kind))
    made.register_structure_hook_func(_is(Node), lambda value, kind: _node(made, value, _class_of(kind)))
    made.register_unstructure_hook_func(_is(Node), lambda node: _plain(node, None))
    made.register_structure_hook_func(_is(Form), lambda value, _: _sources(made, value))
    made.register_unstructure_hook_func(_is(Form), lambda form: _plain_sources(made, form))
    for kind in (Source, Basis, Finding, Reading, Period):
        hook: Any = make_dict_unstructure_fn(kind, made, _cattrs_omit_if_default=True)
        made.register_unstructure_hook(kind, hook)
    none = override(omit=True)  # what reading finds has no sides
    made.register_structure_hook(Finding, make_dict_structure_fn(Finding, made, left=none, right=none, sense=none))
    made.register_structure_hook(Report, make_dict_structure_fn(Report, made, year=override(struct_hook=_year)))
    made.register_unstructure_hook(Report, lambda report: _plain_report(made, report))
    return made


def _class_of(kind: Any) -> Any:
    """The class that a type is made of: Form of ``Form[int]``."""
    origin: Any = get_origin(kind)
    return kind if origin is None else origin


def _is(base: type) -> Callable[[Any], bool]:
    def test(kind: Any) -> bool:
        cls = _class_of(kind)
        return isinstance(cls, type) and issubclass(cls, base)

    return test


def _exactly(kind: type, fault: str) -> Callable[[Any, Any], Any]:
    def structure(value: Any, _: Any) -> Any:
        if type(value) is not kind:
            raise _Wrong(fault)
        return value

    return structure


def _text(value: Any, _: Any) -> Any:
    if type(value) is not str:
        raise _Wrong(template("must be a text"))
    if value != clean(value):
        raise _Wrong(template("must be one line of plain text, without space at its ends"))
    return value


def _fields(value: Any) -> dict[str, Any]:
    """The fields of a finding: texts and whole numbers, and lists of them."""
    if type(value) is not dict:
        raise _Wrong(_OBJECT)
    for item in value.values():
        for one in item if type(item) is list else [item]:
            if type(one) is not int:
                _text(one, str)
    return value


def _year(value: Any, _: Any) -> Any:
    if _figure(value) is not None and value not in YEARS:
        raise _Wrong(template("must be a year"))
    return value


def _date(value: Any, _: Any) -> datetime.date:
    try:
        day = datetime.date.fromisoformat(value)
    except (TypeError, ValueError):
        day = None
    if day is None or day.isoformat() != value:
        raise _Wrong("must be a day such as 2024-01-20")
    return day


def _cell(value: Any) -> Cell:
    if type(value) is not str:
        raise _Wrong("must be the path of a cell")
    try:
        return Cell(value)
    except GovinfoError:
        raise _Wrong("must be the path of a cell") from None


def _member(value: Any, kind: Any) -> Any:
    known = {member.value: member for member in kind}
    if type(value) not in {str, int} or value not in known:
        raise _Wrong("must be one of {names}", *map(str, known))
    return known[value]


def _tuple(converter: JsonConverter, value: Any, kind: Any) -> Any:
    if type(value) is not list:
        raise _Wrong("must be a list")
    items: Any = list[get_args(kind)[0]]  # type: ignore[misc]
    found = tuple(converter.structure(value, items))
    if "" in found:
        raise _Wrong(template("must have no empty text in it"))
    return found


def _node(converter: JsonConverter, value: Any, cls: Any) -> Any:
    """A section or a block; each block says itself which edition it follows."""
    if not issubclass(cls, Block):
        return _object(value, cls, {place.name: place.node for place in places(cls)}, converter.structure)
    if value is None:
        return fill(cls, itertools.repeat(None), [None])
    if type(value) is not dict:
        raise _Wrong(_OBJECT)
    known = block_editions(next(path for path, chain in BLOCKS.items() if chain[-1].node is cls))
    try:
        edition = _member(value.get("edition"), known)
    except _Wrong as wrong:
        raise _group(cls, [(wrong, "edition")]) from None
    rest = {key: item for key, item in value.items() if key != "edition"}
    return _cells(rest, cls, edition, edition)


def _figure(value: Any) -> int | None:
    if value is not None and type(value) is not int:
        raise _Wrong(_WHOLE)
    if value is not None and abs(value) > LARGEST:
        raise _Wrong(template("must have no more than 15 digits"))
    return value


def _cells(value: Any, cls: Any, edition: Edition, *head: Edition) -> Any:
    """A part of a block, with the cells of an edition and no other."""

    def part(value: Any, node: Any) -> Any:
        return _figure(value) if node is None else _cells(value, node, edition)

    return _object(value, cls, {place.name: place.node for place in places(cls, edition)}, part, *head)


def _object(value: Any, cls: Any, due: dict[str, Any], structure: Callable[[Any, Any], Any], *head: Any) -> Any:
    """A node, from an object with just the keys that are due; all faults in it at once."""
    if type(value) is not dict:
        raise _Wrong(_OBJECT)
    faults: list[tuple[Exception, str | None]] = []
    parts = []
    for place in places(cls):
        if place.name not in due:
            parts.append(fill(place.node, itertools.repeat(None)) if place.node else None)
        elif place.name not in value:
            faults.append((_Wrong("is missing"), place.name))
        else:
            try:
                parts.append(structure(value[place.name], due[place.name]))
            except (_Wrong, ClassValidationError) as error:
                faults.append((error, place.name))
    if extra := set(value) - set(due):
        faults.append((ForbiddenExtraKeysError(None, cls, extra), None))
    if faults:
        raise _group(cls, faults)
    return cls(*head, *parts)


def _group(cls: Any, faults: list[tuple[Exception, str | None]]) -> ClassValidationError:
    for error, name in faults:
        if name is not None:
            note: Any = AttributeValidationNote(name, name, None)
            error.__notes__ = [*getattr(error, "__notes__", []), note]
    return ClassValidationError(cls.__name__, [error for error, _ in faults], cls)


def _faults(error: BaseException, path: str) -> Iterator[Fault]:
    """Every fault that cattrs found, with its path."""
    if isinstance(error, (ClassValidationError, IterableValidationError)):
        noted, plain = error.group_exceptions()
        for inner, note in noted:
            step = f".{note.name}" if isinstance(note, AttributeValidationNote) else f"[{note.index!r}]"
            yield from _faults(inner, path + step)
        for inner in plain:
            yield from _faults(inner, path)
    elif isinstance(error, ForbiddenExtraKeysError):
        yield Fault(path, "has keys that are not known: {names}", tuple(sorted(map(repr, error.extra_fields))))
    elif isinstance(error, _Wrong):
        yield Fault(path, str(error.args[0]), error.args[1:])
    elif isinstance(error, KeyError):
        yield Fault(f"{path}", "is missing")
    else:
        yield Fault(path, _OBJECT)


def _plain(node: Any, edition: Edition | None) -> Any:
    """A node as nested values, with the cells of its edition."""
    if isinstance(node, Block):
        if node.edition is None:
            return None
        edition = node.edition
    head = {"edition": int(node.edition)} if isinstance(node, Block) and node.edition else {}
    inside = places(type(node), edition)  # type: ignore[arg-type]
    return head | {
        place.name: _plain(getattr(node, place.name), edition) if place.node else getattr(node, place.name)
        for place in inside
    }


def _plain_report(converter: JsonConverter, report: Report) -> dict[str, Any]:
    first = ("organ", "year", "period", "published", "preamble")
    names = [*first, *(name for name in (f.name for f in attrs.fields(cast("Any", Report))) if name not in first)]
    left_out = {name for name in ("sources", "reading") if getattr(report, name) is None}
    return {name: converter.unstructure(getattr(report, name)) for name in names if name not in left_out}


def _plain_sources(converter: JsonConverter, form: Form[Source | None]) -> dict[str, Any]:
    pairs = zip(values(CELLS), values(form), strict=True)
    return {cell.path: converter.unstructure(source) for cell, source in pairs if source is not None}


def _sources(converter: JsonConverter, value: Any) -> Form[Source | None]:
    if type(value) is not dict:
        raise _Wrong(_OBJECT)
    found: dict[Cell, Source] = {}
    faults: list[Exception] = []
    for path, source in value.items():
        try:
            found[_cell(path)] = converter.structure(_exactly(dict, _OBJECT)(source, dict), Source)
        except (_Wrong, ClassValidationError) as error:
            error.__notes__ = [IterableValidationNote(path, path, Source)]
            faults.append(error)
    if faults:
        raise IterableValidationError("sources", faults, dict)
    form: Form[Source | None] = fill(Form, (found.get(c) for c in values(CELLS)), itertools.repeat(None))
    return form
