"""The exceptions: their tree, what they say, and that they survive being pickled."""

import inspect
import pickle
import re

import pytest

from hypothesis import given
from hypothesis import strategies as st

import govinfo

from govinfo import errors
from govinfo.errors import (
    Fault,
    GovinfoError,
    NotOnForm,
    ReportHasErrors,
    UnknownBlock,
    UnknownCell,
    UnknownEdition,
    UnknownFormat,
    UnknownLocale,
    UnknownName,
    UnknownRule,
    UnreadableReport,
)


NAMED = (UnknownCell, UnknownBlock, UnknownEdition, UnknownFormat, UnknownLocale, UnknownRule)


def drawn():
    """The tree in the docstring of the module: name of each class, its parent, and the built-in that it also is."""
    parents = {}
    found = {}
    for line in inspect.getdoc(errors).splitlines():
        said = re.match(r"([\s│├└─]*)([A-Z]\w+)(?:.*\(also (\w+)\))?", line)
        if not said or ("Error" not in line and "─" not in line):
            continue
        depth = len(said[1]) // 4
        parents[depth] = said[2]
        found[said[2]] = (parents.get(depth - 1), said[3])
    return found


def test_tree_is_the_one_that_is_drawn():
    """The tree in the docstring names every exception, under its parent, with the built-in that it also is."""
    real = {}
    for name, cls in vars(errors).items():
        if inspect.isclass(cls) and issubclass(cls, GovinfoError):
            own = [base.__name__ for base in cls.__bases__ if issubclass(base, GovinfoError)]
            also = [base.__name__ for base in cls.__bases__ if base.__module__ == "builtins" and base is not Exception]
            real[name] = (own[0] if own else None, also[0] if also else None)

    assert real == {name: (parent, also) for name, (parent, also) in drawn().items()}


def test_exceptions_of_the_package():
    """No module of the library has a public exception that is not in errors.py."""
    public = {name for name, value in vars(govinfo).items() if inspect.isclass(value) and issubclass(value, Exception)}

    assert {"GovinfoError", "UnreadableReport"} == public


@pytest.mark.parametrize(
    ("ask", "kind", "also"),
    [
        (lambda: govinfo.Cell("x"), UnknownCell, KeyError),
        (lambda: govinfo.Report.blank(2021, blocks={"x": None}), UnknownBlock, KeyError),
        (lambda: govinfo.Edition(2020), UnknownEdition, ValueError),
        (lambda: govinfo.render(govinfo.Report.blank(2021), "x"), UnknownFormat, LookupError),
        (lambda: govinfo.render(govinfo.Report.blank(2021), locale="fr"), UnknownLocale, LookupError),
        (lambda: govinfo.check(govinfo.Report.blank(2021)).of_rule("X"), UnknownRule, LookupError),
    ],
)
def test_unknown_names_are_built_ins_too(ask, kind, also):
    """Each unknown name has an exception of its own, which is also the built-in that one expects."""
    with pytest.raises(also) as caught:
        ask()
    assert type(caught.value) is kind
    assert isinstance(caught.value, UnknownName)


@pytest.mark.parametrize("kind", NAMED)
def test_near_names(kind):
    """An unknown name is told with the near ones, and with all if there are few and none is near."""
    near = kind("recieved", ["received", "total"])
    none = kind("x", ["received", "total"])
    many = kind("x", range(13))

    assert ("received",) == near.near
    assert f"unknown {kind.kind} 'recieved'; did you mean received?" == str(near)
    assert f"unknown {kind.kind} 'x'; known are received, total" == str(none)
    assert f"unknown {kind.kind} 'x'" == str(many)


@given(kind=st.sampled_from(NAMED), name=st.text() | st.integers() | st.none(), known=st.lists(st.text(), max_size=5))
def test_unknown_names_survive_pickling(kind, name, known):
    """An exception that came through pickle is the same, and says the same."""
    error = kind(name, known)
    copy = pickle.loads(pickle.dumps(error))

    assert type(copy) is kind
    assert (error.name, error.known, error.near) == (copy.name, copy.known, copy.near)
    assert str(error) == str(copy)


fields = st.dictionaries(
    st.sampled_from(["limit", "formats", "line", "key", "found"]), st.integers() | st.text() | st.tuples(st.text())
)


@given(
    template=st.text(),
    document=st.none() | st.text(min_size=1),
    fields=fields,
    faults=st.none() | st.lists(st.builds(Fault, st.text(), st.text(), st.tuples(st.text()))).map(tuple),
)
def test_unreadable_report_survives_pickling(template, document, fields, faults):
    """What cannot be read can be pickled with its reasons, and says the same in both languages."""
    more = {} if faults is None else {"faults": faults}
    error = UnreadableReport(template, document=document, **fields, **more)
    copy = pickle.loads(pickle.dumps(error))

    assert (template, document, fields | more) == (copy.template, copy.document, copy.fields)
    assert [error.message("zh"), error.message("en")] == [copy.message("zh"), copy.message("en")]
    assert str(error) == error.message("en")


def test_messages_in_both_languages():
    """What cannot be read is explained in Chinese or in English, and begins with the name of the document."""
    with pytest.raises(UnreadableReport) as caught:
        govinfo.reads(b"\x00" * 100, document="某文件.xls")

    assert caught.value.message().startswith("某文件.xls：")
    assert caught.value.message("en").startswith("某文件.xls: ")
    assert caught.value.message("zh") == caught.value.message()
    assert "文件不是文本" in caught.value.message("zh")
    assert caught.value.message("en").removeprefix("某文件.xls: ").isascii()
    with pytest.raises(UnknownLocale):
        caught.value.message("fr")


def test_no_document():
    """A document without a name has no name in the message."""
    assert "The document is empty." == UnreadableReport("The document is empty.").message("en")


def test_not_on_form_is_a_value_error():
    """A figure that has no place on the form is a ValueError."""
    assert issubclass(NotOnForm, ValueError)
    assert issubclass(NotOnForm, GovinfoError)


def test_report_has_errors():
    """On request the errors of a report are raised, one to a line, and can be pickled."""
    cell = govinfo.CELLS.disputes.reconsideration.total
    result = govinfo.check(govinfo.Report.blank(2021).replace({cell: -1}))
    with pytest.raises(ReportHasErrors) as caught:
        result.raise_for_errors()

    assert tuple(f for f in result if f.severity == "error") == caught.value.findings
    assert "\n".join(f.message("en") for f in caught.value.findings) == str(caught.value)
    assert caught.value.findings == pickle.loads(pickle.dumps(caught.value)).findings
