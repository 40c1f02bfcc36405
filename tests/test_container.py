"""
Opening zip containers: bounded by what really comes out of them, and never with another exception than ours.
"""

import io
import struct
import zipfile

import pytest

from hypothesis import given
from hypothesis import strategies as st

from govinfo import UnreadableReport
from govinfo.limits import Limits
from govinfo.readers.container import is_zip, open_container
from govinfo.readers.content import Content


def packed(*parts, method=zipfile.ZIP_DEFLATED):
    """A container with these parts: names and what they hold."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as container:
        for name, data in parts:
            container.writestr(name, data)
    return made.getvalue()


def opened(data, **limits):
    """The container in these bytes."""
    return open_container(Content.of(data, "年报.docx", Limits(**limits)))


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}(/[a-z]{1,8})?", fullmatch=True), st.binary(max_size=100)))
def test_parts_come_out_as_they_went_in(parts):
    """Every part is read back, in the order of the container, and so it is after packing it anew."""
    container = opened(packed(*parts.items()))
    for given_back in (container, opened(container.repacked())):
        assert given_back.names == tuple(parts)
        assert {name: given_back.read(name) for name in parts} == parts


@given(st.data())
def test_broken_containers_are_refused_or_read(data):
    """Bytes that are cut or changed give another content or our exception, never another exception."""
    whole = packed(("a/b.xml", b"<a>" * 50), ("c", bytes(range(256))))
    cut = data.draw(st.integers(0, len(whole)))
    changes = data.draw(st.dictionaries(st.integers(0, len(whole) - 1), st.integers(0, 255), max_size=4))
    broken = bytes(changes.get(i, byte) for i, byte in enumerate(whole))[: data.draw(st.sampled_from([cut, None]))]
    try:
        container = opened(broken)
        for name in container.names:
            container.read(name)
    except UnreadableReport as refused:
        assert refused.document == "年报.docx"  # noqa: PT017  it may as well be read


def test_names_are_found_as_office_programs_find_them():
    """Capital letters, a slash at the beginning and backslashes make no difference; folders are no parts."""
    container = opened(packed(("\\Word\\Document.xml", b"x"), ("/../../etc/passwd", b"y"), ("folder/", b"")))
    assert container.names == ("Word/Document.xml", "../../etc/passwd")
    assert container.has("word/document.XML")
    assert container.read("/word/document.xml") == b"x"
    assert not container.has("folder/")


@pytest.mark.parametrize("name", ["\0.xml", "", "/", "\\\\"])
def test_a_part_without_a_name_is_none(name):
    """What nobody can ask for is passed over, and the others are read; so it is after packing it anew."""
    packs = packed(("b.xml", b"x"), ("a.xml", b"y")).replace(b"a.xml", name.encode().ljust(5, b"\0"))
    container = opened(packs)
    assert container.names == ("b.xml",)
    assert opened(container.repacked()).read("b.xml") == b"x"


def test_a_container_is_known_by_its_first_bytes():
    """Anything else is none."""
    assert is_zip(packed(("a", b"")))
    assert not is_zip(b"")


def test_a_part_that_is_missing_or_stands_twice_is_not_read():
    """Which of two is meant cannot be told."""
    with pytest.warns(UserWarning, match="Duplicate"):
        data = packed(("a", b"1"), ("A", b"2"), ("a", b"3"), ("b", b""))
    for name in ("a", "c"):
        with pytest.raises(UnreadableReport, match="damaged"):
            opened(data).read(name)


def test_a_bomb_is_refused_before_it_is_unpacked():
    """A gigabyte of zeros in a megabyte: it is the bytes that came out that count."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as container,
        container.open("a", "w") as part,
    ):
        for _ in range(1024):
            part.write(bytes(2**20))
    with pytest.raises(UnreadableReport, match=r"longer than 10,?000,?000 bytes when it is unpacked"):
        opened(made.getvalue(), unpacked=10_000_000).read("a")


def test_all_parts_count_together():
    """Many parts that are each within the limit are beyond it."""
    container = opened(packed(*((f"{n}", bytes(1000)) for n in range(20))), unpacked=10_000)
    with pytest.raises(UnreadableReport, match="unpacked"):
        container.repacked()


def test_reading_a_part_again_costs_nothing():
    """A part counts once."""
    container = opened(packed(("a", bytes(1000))), unpacked=1000)
    assert container.read("a") == container.read("a") == bytes(1000)


@pytest.mark.parametrize("size", [1, 50, 200, 2**31])
def test_a_declared_size_is_not_believed(size):
    """What comes out is whole or refused; memory is never set aside for what a part says of itself."""
    data = bytearray(packed(("a", bytes(100))))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", size)
    container = opened(bytes(data), unpacked=100)
    if size > 100:
        assert container.read("a") == bytes(100)
    else:
        with pytest.raises(UnreadableReport, match="damaged"):
            container.read("a")


def test_a_hundred_thousand_parts_are_refused():
    """They are counted before the directory is taken in."""
    entry = b"PK\x01\x02" + bytes(42)
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, 100_000 * 46, 4, 0)
    with pytest.raises(UnreadableReport, match=r"more than 2,?000 files"):
        opened(b"PK\x03\x04" + entry * 100_000 + end)


def test_a_protected_part_says_so():
    """What to do is to take the password off."""
    data = bytearray(packed(("a", b"1")))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(UnreadableReport, match="password"):
        opened(bytes(data)).read("a")


def test_other_ways_to_compress_are_refused():
    """They unpack without a bound."""
    with pytest.raises(UnreadableReport, match="compressed in a way"):
        opened(packed(("a", bytes(100)), method=zipfile.ZIP_LZMA)).read("a")


def test_half_a_container_is_damaged():
    """A download that was cut off."""
    whole = packed(("a", bytes(100)))
    with pytest.raises(UnreadableReport, match="damaged or cut off"):
        opened(whole[: len(whole) // 2])
