"""The organ that reports, and what its name says of its level."""

import pickle

import attrs
import pytest

from hypothesis import given
from hypothesis import strategies as st

from govinfo import Organ
from govinfo._text import clean, one_line, paragraphs
from govinfo.organ import Kind, Level, kind_of, level_of
from govinfo.strategies import organs


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("某县某镇人民政府", Level.TOWN),
        ("某乡人民政府", Level.TOWN),
        ("某区某街道办事处", Level.TOWN),
        ("某街道", None),
        ("景德镇", None),  # a bare ending is in doubt
        ("某乡", None),
        ("某县人民政府", Level.COUNTY),
        ("某自治县", None),
        ("某自治州人民政府", Level.CITY),
        ("某自治州", None),
        ("某省人民政府", Level.PROVINCE),
        ("某自治区人民政府", Level.PROVINCE),
        ("某市人民政府", None),  # a city may be one of three levels
        ("某区人民政府", None),
        ("某省教育厅", None),
        ("某镇财政所", None),
        ("", None),
    ],
)
def test_level_by_name(name, level):
    """Only an ending that leaves no doubt tells the level of an organ."""
    assert level_of(Organ(name)) is level


@given(organ=organs(), level=st.sampled_from(Level))
def test_level_that_is_given(organ, level):
    """A level that is given counts, whatever the name says."""
    assert level_of(attrs.evolve(organ, name="某镇人民政府", level=level)) is level


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("某省人民政府", Kind.GOVERNMENT),
        ("某县某镇人民政府", Kind.GOVERNMENT),
        ("某县财政局", Kind.DEPARTMENT),
        ("某市人民政府办公室", None),  # it may report for itself, or for all of the city
        ("某市人民政府办公厅", None),
        ("某县发展和改革委员会", None),
        ("某街道办事处", None),
        ("某局某分局", Kind.DEPARTMENT),
        ("", None),
    ],
)
def test_kind_by_name(name, kind):
    """Only an ending that leaves no doubt tells a government from a department."""
    assert kind_of(Organ(name)) is kind


@given(organ=organs(), kind=st.sampled_from(Kind), name=st.sampled_from(["某县人民政府", "某县财政局", "某机关"]))
def test_kind_that_is_given(organ, kind, name):
    """A kind that is given counts, whatever the name says."""
    assert kind_of(attrs.evolve(organ, name=name, kind=kind)) is kind


@given(organ=organs())
def test_organs_are_values(organ):
    """Organs are equal and hash alike if they say the same, also after pickling, and do not change."""
    copy = pickle.loads(pickle.dumps(organ))

    assert organ == copy
    assert hash(organ) == hash(copy)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        organ.name = "某局"


BROKEN = [
    "a\nb",
    "a\tb",
    "a\u2028b",
    "a\u2029b",
    "a\x00b",
    "a\x85b",
    "a\ud800b",
    "a\uffffb",
    " a",
    "a ",
    "\u3000a",
    "a\u00a0",
]


@pytest.mark.parametrize("text", BROKEN)
@pytest.mark.parametrize("field", ["name", "code"])
def test_names_are_lines(text, field):
    """A name or a code that no line of text can hold is refused, and the message says which."""
    with pytest.raises(ValueError, match=field):
        Organ(**({"name": "某局"} | {field: text}))


@pytest.mark.parametrize("value", [None, 5, b"a", ("a",)])
def test_names_are_texts(value):
    """What is no text is no name."""
    with pytest.raises(TypeError, match="name must be text"):
        Organ(value)


@given(text=st.text())
def test_clean_makes_a_line(text):
    """Any text becomes a line that a report takes, and a line stays as it is."""
    once = clean(text)

    assert once == clean(once)
    assert once == Organ(once).name


@given(text=st.text())
def test_clean_drops_no_letter(text):
    """What is printed stays, in its order: only space and what breaks a line goes."""
    assert [c for c in text if c.isprintable() and not c.isspace()] == [
        c for c in clean(text) if c.isprintable() and not c.isspace()
    ]


field = attrs.fields(Organ).name


@pytest.mark.parametrize("text", BROKEN)
def test_paragraphs_are_lines(text):
    """A paragraph is a line of text."""
    with pytest.raises(ValueError, match="one line"):
        paragraphs(None, field, ("好。", text))
    with pytest.raises(ValueError, match="one line"):
        one_line(None, field, text)


def test_paragraphs():
    """Paragraphs are a tuple of lines, none of them empty, or there is no such section."""
    assert paragraphs(None, field, None) is None
    assert paragraphs(None, field, ("一。", "二。")) is None
    with pytest.raises(ValueError, match="empty paragraph"):
        paragraphs(None, field, ("",))
    for value in (["一。"], "一。"):
        with pytest.raises(TypeError, match="tuple of paragraphs"):
            paragraphs(None, field, value)
    with pytest.raises(TypeError, match="must be text"):
        paragraphs(None, field, (1,))


def test_levels_and_kinds():
    """Levels and kinds are texts with names that stay."""
    assert ["town", "county", "city", "province", "ministry"] == list(Level)
    assert ["government", "department"] == list(Kind)
