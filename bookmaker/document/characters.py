"""Characters that no edition can hold, and those that no title or name can."""

from __future__ import annotations

import re

_NOT_IN_XML = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
"""What XML 1.0 (2.2) allows in no form at all; an EPUB is made of XML."""
_CONTROLS = "\x7f-\x84\x86-\x9f"
"""The control characters that XML discourages."""
# Unicode 15.0, 23.7: the last two code points of each plane and a row of the first.
_NON_CHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17)
)

NOT_IN_XML = re.compile(f"[{_NOT_IN_XML}]")
_SAMPLE, _LEAST_SAMPLE = 400, 16
"""Bytes that show how a file is encoded: in fewer, U+0000 may be a slip."""
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Embeddings, overrides and isolates: what is shown is in another order."""
UNFIT = re.compile(f"[{_NOT_IN_XML}{_CONTROLS}{_NON_CHARACTERS}]")


def find_wide_encoding(content: bytes) -> str | None:
    """The encoding of a file of UTF-16 without a mark: U+0000 at every second byte."""
    sample = content[:_SAMPLE]
    if len(sample) < _LEAST_SAMPLE or b"\0" not in sample:
        return None
    for name, first in (("utf-16-be", 0), ("utf-16-le", 1)):
        zeros, others = sample[first::2], sample[1 - first :: 2]
        # Letters of other alphabets have no U+0000; spaces and line ends do.
        if zeros.count(0) * 5 > len(zeros) and others.count(0) * 20 < len(others):
            return name
    return None


def find_unfit(text: str) -> str | None:
    """The first character that no metadata can hold, as `U+0007`; `None`: none."""
    found = UNFIT.search(text)
    return None if found is None else f"U+{ord(found[0]):04X}"


def without_unfit(text: str) -> str:
    """Metadata in which `�` stands for what it cannot hold."""
    return UNFIT.sub("\N{REPLACEMENT CHARACTER}", text)


def title_of_name(name: str) -> str:
    """The title that the name of a file or a folder gives."""
    return without_unfit(TURNING.sub("", name))


def without_forbidden(text: str) -> str:
    """Text in which `�` stands for what no edition can hold."""
    return NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)
