"""
What happens to documents at the level of characters, bytes and parts; what they print afterwards is not known.
"""

import io
import random
import zipfile
import zlib

from collections.abc import Callable, Sequence
from typing import TypeVar


T = TypeVar("T", str, bytes)

#: The longest document that is made, in characters or bytes.
LONGEST = 2**20

WORDS = (
    *(
        "总计",
        "其他",
        "规章",
        "1.",
        "3.其他",
        "（七）总计",
        "三、",
        "四、",
        "信息内容",
        "自然人",
        "第二十条第（一）项",
        "元",
        "万元",
    ),
    *(
        "0",
        "00",
        "000000000000000",
        "1",
        "-",
        "/",
        "９",
        "٣",
        "²",
        "1e9",
        "9" * 30,
        "+",
        "，",
        ",",
        ".",
        "\t",
        "|",
        " | ",
        "\n",
    ),
    *(
        " ",
        "\u3000",
        "\u00a0",
        "\u200b",
        "\ufeff",
        "\u202e",
        "\u0301",
        "\x00",
        "\x0c",
        "\x85",
        "\u2028",
        "\ud7ff",
        "𠮷",
        "(xiàng)",
    ),
    *("│", "┃", "—" * 40, "=" * 40, "（", "(" * 50, "{{", "[", "<br>", "&nbsp;", "&#0;", "&#x10ffff;", "]]>", "<!--"),
)
TAGS = (
    *(
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "</td>",
        "<td colspan=1000000>",
        "<td rowspan=65535 colspan=1000>",
    ),
    *(
        "<th>",
        "<div>" * 1000,
        "<b>" * 300,
        "<script>",
        "</script>",
        "<style>",
        "<!--",
        "-->",
        "<![CDATA[",
        "<td colspan=-1>",
    ),
    *(
        "<base href='http://127.0.0.1/'>",
        "<img src=x>",
        "<svg><a>",
        "<template>",
        "<noscript>",
        "<plaintext>",
        "<meta charset=utf-16>",
    ),
    *(
        "<select>",
        "<frameset>",
        "<td hidden>",
        "<del>",
        "<sup>",
        "<ruby>",
        "<input value=3>",
        "<tr/><td/>",
        "\x00",
        "<a b=" + "c" * 9999,
    ),
)
PARTS = (
    *(
        b'<w:gridSpan w:val="99999999"/>',
        b"<w:vMerge/>",
        b"<w:tbl>",
        b"</w:tbl>",
        b"<w:tc>" * 2000,
        b'<w:gridBefore w:val="-3"/>',
    ),
    *(
        b'<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;&b;&b;&b;&b;&b;&b;">]>',
        b"&d;&d;",
        b"&lt;",
        b"<?x?>",
        b"<![CDATA[",
    ),
    *(b'<mergeCell ref="A1:XFD1048576"/>', b'r="XFD1048576"', b't="s"', b"<v>99999999999</v>", b't="e"', b"<f>1+1</f>"),
    *(
        b'DeltaX="g 99999999 1"',
        b'Boundary="nan inf -1 1e308"',
        b'X="1e400"',
        b'BaseLoc="../../../etc/passwd"',
        b'ID="-1"',
    ),
    *(
        b"/Length 99999999",
        b"/Kids[1 0 R 2 0 R]",
        b"<" * 500,
        b"[" * 2000,
        b"1 0 0 1 0 0 cm ",
        b"/Count -1",
        b"1e99 0 Td",
        b"q " * 5000,
    ),
)


def _place(given: Sequence[object], chance: random.Random, most: int = 60) -> slice:
    start = chance.randint(0, len(given))
    return slice(start, start + (chance.randint(0, most) if chance.random() < 0.9 else chance.randint(0, len(given))))


def shuffled(given: T, chance: random.Random, words: Sequence[T], times: int | None = None) -> T:
    """The same with parts deleted, doubled, moved, put in, or repeated many times."""
    empty = given[:0]
    for _ in range(times or chance.choice([1, 1, 2, 3, 5, 20])):
        at, other = _place(given, chance), _place(given, chance)
        way = chance.randrange(8)
        before, part, after = given[: at.start], given[at], given[at.stop :]
        if way == 0:
            given = before + after
        elif way == 1:
            given = before + part + part + after
        elif way == 2:
            given = before + given[other] + after
        elif way in {3, 4}:
            given = before + chance.choice(words) + given[at.start :]
        elif way == 5:
            given = before + chance.choice(words) + after
        elif way == 6:
            given = before + part[::-1] + after
        elif chance.random() < 0.2:
            part = part[:1000] or chance.choice(words)
            given = before + part * min(chance.choice([10, 100, 10_000]), LONGEST // max(1, len(part))) + after
        else:
            given = before if chance.random() < 0.2 else empty.join([before, part[: len(part) // 2], after])
        given = given[:LONGEST]
    return given


def text(given: str, chance: random.Random) -> str:
    """A text that something happened to."""
    if chance.random() < 0.1:  # cells of a table in another order
        lines = given.split("\n")
        chance.shuffle(lines)
        given = "\n".join(lines)
    return shuffled(given, chance, WORDS)


def page(given: str, chance: random.Random) -> str | bytes:
    """A page that something happened to, as text or as bytes in some encoding."""
    changed = shuffled(given, chance, WORDS + TAGS + TAGS)
    if chance.random() < 0.8:
        return changed
    encoding = chance.choice(["utf-8", "gb18030", "utf-16", "big5", "utf-7"])
    return data(changed.encode(encoding, errors="replace"), chance)


def data(given: bytes, chance: random.Random) -> bytes:
    """Bytes that something happened to."""
    changed = bytearray(shuffled(given, chance, PARTS, times=chance.choice([0, 1, 1, 3]) or 1))
    for _ in range(chance.choice([0, 1, 4, 30])):
        if changed:
            changed[chance.randrange(len(changed))] = chance.choice([0, 255, 0x7F, chance.randrange(256)])
    return bytes(changed)


def package(given: bytes, chance: random.Random) -> bytes:
    """A file of parts (DOCX, XLSX, OFD): a part changed, lost, doubled or blown up, or its bytes changed."""
    if chance.random() < 0.25:
        return data(given, chance)
    with zipfile.ZipFile(io.BytesIO(given)) as old:
        parts = [(name, old.read(name)) for name in old.namelist()]
    for _ in range(chance.choice([1, 1, 2])):
        n = chance.randrange(len(parts))
        heavy = [i for i, (name, part) in enumerate(parts) if len(part) > 2000 and name.endswith(".xml")]
        if heavy and chance.random() < 0.6:
            n = chance.choice(heavy)
        name, part = parts[n]
        way = chance.randrange(12)
        if way == 0 and len(parts) > 1:
            del parts[n]
        elif way == 1:
            parts.append((chance.choice(["../../x", "/etc/x", "word/document.xml", "x" * 500, "", name]), part))
        elif way == 2:
            parts[n] = (name, part[:200] + b" " * chance.choice([10**5, 10**7]) + part[200:])
        elif way == 3:
            parts[n] = (name, part.replace(b">", b"><a>", 1) + b"<a>" * 20_000)
        else:
            parts[n] = (name, data(part, chance))
    file = io.BytesIO()
    level = {zlib.Z_BEST_SPEED: zipfile.ZIP_DEFLATED, 0: zipfile.ZIP_STORED}[chance.choice([0, zlib.Z_BEST_SPEED])]
    with zipfile.ZipFile(file, "w", level, compresslevel=1) as new:
        written = set()
        for name, part in parts:
            if name not in written:  # twice the same name is a warning, which tests take for an error
                new.writestr(zipfile.ZipInfo(name or "a", (2024, 1, 31, 0, 0, 0)), part, level)
            written.add(name)
    return file.getvalue()


#: What happens to documents of each kind.
NOISE: dict[str, Callable[..., str | bytes]] = {
    "text": text,
    "page": page,
    "docx": package,
    "xlsx": package,
    "ofd": package,
    "pdf": data,
}
