"""
Plain values as canonical bytes, and their digest: the same on every machine.

The canonical form is that of RFC 8785 (JSON Canonicalization Scheme) for what we have, which is null, true, false,
whole numbers, texts, lists and objects: no spaces; keys in the order of their UTF-16 code units; texts in UTF-8 as they
are, of no normal form but their own; escaped is only what JSON asks for. Whole numbers are written with all of their
digits, also above 2⁵³, where RFC 8785 has none. Other numbers have no canonical form here, and are refused.

A digest is ``sha256:`` and the SHA-256 of these bytes in hexadecimal digits.
"""

import json

from typing import Final


#: What a digest begins with.
PREFIX: Final = "sha256:"


def canonical(value: object) -> bytes:
    """
    Plain values in the canonical form.

    Raises:
        TypeError: there is a value, or a key, that has none.
        ValueError: a text is none that UTF-8 can write.

    >>> canonical({"year": 2023, "organ": "某局", "blank": None}).decode()
    '{"blank":null,"organ":"某局","year":2023}'
    """
    return json.dumps(_sorted(value), ensure_ascii=False, separators=(",", ":")).encode()


def _sorted(value: object) -> object:
    if value is None or type(value) in {bool, int, str}:
        return value
    if isinstance(value, list | tuple):
        return [_sorted(item) for item in value]
    if isinstance(value, dict) and all(type(key) is str for key in value):
        return {key: _sorted(value[key]) for key in sorted(value, key=_units)}
    message = f"no canonical form: {value!r}"
    raise TypeError(message)


def _units(key: str) -> bytes:
    return key.encode("utf-16-be", "surrogatepass")


def digest(value: object) -> str:
    """
    The digest of plain values.

    Raises:
        TypeError: as in `canonical`.
        ValueError: as in `canonical`.

    >>> digest({})
    'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a'
    """
    import hashlib  # noqa: PLC0415  not every check asks for digests

    return PREFIX + hashlib.sha256(canonical(value)).hexdigest()
