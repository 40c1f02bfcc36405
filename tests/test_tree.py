"""What the form is made of: nodes, their cells in order, and how they are put together."""

import operator

import attrs
import pytest

from hypothesis import given
from hypothesis import strategies as st
from test_form import APPLICANTS, CORNER, NOTE, siblings

from govinfo import CELLS, Edition
from govinfo._tree import GONE, Block, Slot, block_editions, block_paths, corner, fill, heading, paths, places, values
from govinfo.cells import BLOCKS, official
from govinfo.form import Applicants, Applications, Disclosure, Disputes, Documents, Form, Outcome, Results


CLASSES = tuple(dict.fromkeys(siblings()))
INSIDE = tuple(cls for cls in CLASSES if cls is not Form)


def whole(cls, cells, editions=None):
    """A node with these cells, and these editions in its blocks."""
    others = {"overview": None} if cls is Form else {}
    return fill(cls, cells, editions or [None] * sum(issubclass(c, Block) for c in siblings(cls)), **others)


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_values_are_what_was_filled_in(cls):
    """Whatever is filled into a node stands in its cells, in the order of their paths."""
    numbers = tuple(range(len(paths(cls))))
    made = whole(cls, numbers)

    assert numbers == values(made) == made.cells()
    assert numbers == tuple(operator.attrgetter(path)(made) for path in paths(cls))


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
@pytest.mark.parametrize("edition", Edition)
def test_paths_of_an_edition(cls, edition):
    """The paths of an edition are among those of all editions, in the same order."""
    of_edition = set(paths(cls, edition))

    assert list(paths(cls, edition)) == [path for path in paths(cls) if path in of_edition]


@given(editions=st.tuples(*[st.sampled_from([*Edition, None])] * len(BLOCKS)))
def test_editions_are_what_was_filled_in(editions):
    """The editions of the blocks are given and told in the order of the form."""
    form = whole(Form, range(226), editions)

    assert editions == form.editions == block_editions(form)
    assert [edition is not None for edition in editions] == [b.is_there for b in form.nodes() if isinstance(b, Block)]


def test_nodes_come_from_the_top():
    """A node is followed by all that is in it before the next one comes."""
    kinds = [type(node).__name__ for node in CELLS.disputes.nodes()]

    assert ["Disputes", "Results", "Litigation", "Results", "Results"] == kinds


def test_parts_are_the_fields():
    """The parts of a node are its fields; the edition of a block is none of them."""
    assert [CELLS.disputes.reconsideration, CELLS.disputes.litigation] == list(CELLS.disputes.parts())
    assert [CELLS.disclosure, CELLS.applications, CELLS.disputes] == list(CELLS.parts())


@given(a=st.integers(), b=st.integers())
def test_forms_add_up_cell_by_cell(a, b):
    """The sum of two forms has in each cell the sum of both, in the editions of the first, and no prose."""
    first = whole(Form, range(a, a + 226), official(2021))
    second = whole(Form, range(b, b + 452, 2), official(2019))
    added = first + second

    assert tuple(a + b + 3 * n for n in range(226)) == added.cells()
    assert first.editions == added.editions
    assert added.overview is None


@pytest.mark.parametrize("cls", INSIDE, ids=lambda cls: cls.__name__)
def test_parts_add_up_cell_by_cell(cls):
    """Parts of the form add up as the whole form does."""
    one = whole(cls, range(len(paths(cls))))

    assert tuple(2 * n for n in range(len(paths(cls)))) == (one + one).cells()


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_nodes_do_not_change(cls):
    """No field of a part of the form can be set."""
    made = whole(cls, [0] * len(paths(cls)))
    for field in attrs.fields(cls):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(made, field.name, None)


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_nodes_are_equal_by_what_they_hold(cls):
    """Two nodes of a class are equal, and hash alike, if all their cells are; one other cell makes them differ."""
    numbers = list(range(len(paths(cls))))
    other = [*numbers[:-1], -1]

    assert whole(cls, numbers) == whole(cls, numbers)
    assert hash(whole(cls, numbers)) == hash(whole(cls, numbers))
    assert whole(cls, numbers) != whole(cls, other)


def test_too_few_values():
    """A node is not made of fewer values than it has cells."""
    with pytest.raises((TypeError, StopIteration, RuntimeError)):
        whole(Results, [1, 2, 3])


def test_label_that_never_changed():
    """A label without a history is that of every edition."""
    slot = Slot("row", "规章")

    assert ["规章", "规章"] == [slot.label(2019), slot.label(2021)]


def test_label_before_its_time():
    """Before its history begins a field is not on the form, and from GONE on it is not either."""
    slot = Slot("row", {2019: "甲", 2021: GONE})

    assert [None, "甲", "甲", None, None] == [slot.label(year) for year in (2018, 2019, 2020, 2021, 2030)]


def test_places_leave_out_prose():
    """Only what leads to cells is a place; of an edition, only what is on its form."""
    assert ["disclosure", "applications", "disputes"] == [place.name for place in places(Form)]
    assert "procurement" in [place.name for place in places(Disclosure, 2019)]
    assert "procurement" not in [place.name for place in places(Disclosure, 2021)]
    assert ["other", "other_undivided"] == [p.name for p in places(Outcome) if p.name.startswith("other")]


def test_heading_and_corner():
    """What is printed over all columns, and in the corner, belongs to the node class; most have neither."""
    assert [APPLICANTS, None] == [heading(Applicants, 2021), heading(Results, 2021)]
    assert [NOTE, None, None] == [corner(cls, 2019) for cls in (Applications, Disputes, Documents)]
    assert {CORNER} == {corner(place.node, e) for place in places(Disclosure) for e in Edition}


def test_block_paths():
    """A block in itself is one block; a section has those in it."""
    assert ("",) == block_paths(Disputes)
    assert ("documents", "services", "enforcement", "charges", "procurement") == block_paths(Disclosure)


def test_blanks_add_up_to_blanks():
    """In a sum of forms what a blank takes part in is blank, and never the other figure alone."""
    nothing, ones = (fill(Form, [figure] * len(values(CELLS)), [None] * 7) for figure in (None, 1))
    assert {None} == set(values(nothing + nothing)) == set(values(ones + nothing)) == set(values(nothing + ones))
    assert {2} == set(values(ones + ones))
