"""Bytes of any format, damaged in a way that chance decides.

Bytes are turned over, pieces cut, repeated, moved, or swapped for a token that means
something to the format.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

_NUMBERS = (
    b"0",
    b"-1",
    b"1e999",
    b"99999999999999999999",
    b"0.0000001",
    b"NaN",
    b"2147483648",
)
_CHARACTERS = (
    b"\0",
    b"\xff",
    b"\x1b[31m",
    "\ud800".encode("utf-8", "surrogatepass"),
    "\u202e".encode(),
    "漢".encode(),
    b"\r",
    b"\t",
    b"\xef\xbb\xbf",
)


def damaged_bytes(
    content: bytes, tokens: Sequence[bytes], chance: random.Random
) -> bytes:
    """The content with one to six damages; `tokens` mean something in its format."""
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        content = chance.choice(_DAMAGES)(content, tokens, chance)
    return content


_Damage = Callable[[bytes, Sequence[bytes], random.Random], bytes]


def _piece(content: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(content) + 1)
    return start, min(len(content), start + chance.choice((1, 2, 4, 9, 30, 200)))


def _turn_bytes(
    content: bytes, _tokens: Sequence[bytes], chance: random.Random
) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 2, 8))):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(content: bytes, _tokens: Sequence[bytes], chance: random.Random) -> bytes:
    start, end = _piece(content, chance)
    return content[:start] + content[end:]


def _break_off(
    content: bytes, _tokens: Sequence[bytes], chance: random.Random
) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _repeat(content: bytes, _tokens: Sequence[bytes], chance: random.Random) -> bytes:
    start, end = _piece(content, chance)
    return (
        content[:start]
        + content[start:end] * chance.choice((2, 3, 50, 500))
        + content[end:]
    )


def _move(content: bytes, _tokens: Sequence[bytes], chance: random.Random) -> bytes:
    start, end = _piece(content, chance)
    rest = content[:start] + content[end:]
    place = chance.randrange(len(rest) + 1)
    return rest[:place] + content[start:end] + rest[place:]


def _insert(content: bytes, tokens: Sequence[bytes], chance: random.Random) -> bytes:
    place = chance.randrange(len(content) + 1)
    token = chance.choice((*tokens, *_NUMBERS, *_CHARACTERS))
    return content[:place] + token * chance.choice((1, 1, 1, 2, 300)) + content[place:]


def _replace_number(
    content: bytes, _tokens: Sequence[bytes], chance: random.Random
) -> bytes:
    places = [i for i, byte in enumerate(content) if chr(byte).isdigit()]
    if not places:
        return content
    place = chance.choice(places)
    return content[:place] + chance.choice(_NUMBERS) + content[place + 1 :]


_DAMAGES: tuple[_Damage, ...] = (
    _turn_bytes,
    _cut,
    _break_off,
    _repeat,
    _move,
    _insert,
    _insert,
    _replace_number,
)
