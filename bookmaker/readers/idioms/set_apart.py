"""Inclusions within a paragraph, which other programs allow, set apart.

What comes in: a translated text. What goes out: the same, each `{{< include … >}}`
between blank lines, because here an inclusion is a block of its own.
"""

from __future__ import annotations

import re

from bookmaker.readers.idioms.passages import prose_lines
from bookmaker.readers.idioms.translated import Translated

_INCLUSION = re.compile(r"\{\{< include [^<>{}\n]+ >\}\}")
_INDENT = re.compile(r"[ \t]*")
_SEVERAL = 2


def with_inclusions_apart(translated: Translated) -> Translated:
    """Put blank lines around each inclusion that touches words."""
    text = translated.text
    if _INCLUSION.search(text) is None:
        return translated
    made: list[str] = []
    numbers: list[int] = []
    old = translated.numbers
    flags = prose_lines(text)
    is_behind = False
    for index, line in enumerate(text.split("\n")):
        number = index + 1 if old is None else old[min(index, len(old) - 1)]
        pieces = _pieces(line) if flags[index] and "{{<" in line else [line]
        is_inclusion = (
            pieces != [line] or _INCLUSION.fullmatch(line.strip()) is not None
        )
        if line.strip() and made and made[-1].strip() and (is_inclusion or is_behind):
            pieces.insert(0, "")
        is_behind = (
            is_inclusion and _INCLUSION.fullmatch(pieces[-1].strip()) is not None
        )
        made += pieces
        numbers += [number] * len(pieces)
    return Translated("\n".join(made), numbers)


def _pieces(line: str) -> list[str]:
    """The lines that a line becomes: its inclusions apart from its words."""
    indent = _INDENT.match(line)
    margin = indent[0] if indent is not None else ""
    pieces: list[str] = []
    at = 0
    for found in _INCLUSION.finditer(line):
        pieces += [line[at : found.start()], found[0]]
        at = found.end()
    pieces.append(line[at:])
    kept = [piece.strip() for piece in pieces if piece.strip()]
    if len(kept) < _SEVERAL:
        return [line]
    return "\n\n".join(margin + piece for piece in kept).split("\n")
