"""Lists that pandoc numbers otherwise: `a.`, `iv)`, `(1)`, `#.`, examples, `(@good)`.

A letter and a full stop begin many a sentence, so a list begins with its first number,
`a.` or `i.` (behind `A.` and `I.` with two spaces, for they may be initials), and never
within a paragraph.
"""

from __future__ import annotations

import re

from bookmaker.document.nodes import ListStyle
from bookmaker.readers.markdown.blocks import ListBlock
from bookmaker.readers.markdown.containers import BlockReader, Started
from bookmaker.readers.markdown.inlines import Construct, InlineScan
from bookmaker.readers.markdown.lines import LineCursor
from bookmaker.readers.markdown.starts import open_item

_MARK = re.compile(
    r"(?P<open>\()?(?:(?P<example>@[\w-]{0,80})|(?P<counted>\#)|(?P<number>\d{1,9})"
    r"|(?P<word>[A-Za-z]|[ivxlcdm]{2,9}|[IVXLCDM]{2,9}))(?P<close>[.)])(?=[ \t]|$)"
)
_ROMAN = re.compile(
    r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE
)
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_REFERENCE = re.compile(r"@([\w-]{1,80})(?=\))")
_SLIP = 3
"""How far a letter of an item may be from the one that is due."""
_EXAMPLES = "(@)"


def start_fancy_item(reader: BlockReader, line: LineCursor) -> Started:
    """Open an item, and a list around it where none is open."""
    mark = _MARK.match(line.text, line.first)
    if mark is None or reader.paragraph is not None or reader.is_full:
        return Started.NOTHING
    if (mark["open"] is not None) and mark["close"] != ")":
        return Started.NOTHING
    width = mark.end() - mark.start()
    own = _list_of(reader, line, mark)
    if own is None:
        return Started.NOTHING
    if own.marker == _EXAMPLES:
        reader.examples.add((mark["example"] or "@")[1:])
    open_item(reader, line, width, own)
    return Started.CONTAINER


def _list_of(
    reader: BlockReader, line: LineCursor, mark: re.Match[str]
) -> ListBlock | None:
    """The list that an item with this mark would open."""
    around = f"{mark['open'] or ''}{mark['close']}"
    own = ListBlock(line.number, line.first, marker=around, start=1)
    if mark["example"] is not None:
        if mark["open"] is None:
            return None
        own.marker, own.start = _EXAMPLES, reader.examples.count + 1
        return own
    if mark["counted"] is not None:
        return own if around == "." else None
    around_it = reader.container
    known = around_it if isinstance(around_it, ListBlock) else None
    if known is not None and known.marker != around:
        known = None
    if mark["number"] is not None:
        own.start = int(mark["number"])
        is_known = known is not None and known.style is ListStyle.DECIMAL
        return own if around == "()" and (is_known or own.start == 1) else None
    own.style, own.start = _style_of(mark["word"], known)
    if known is not None and known.style is own.style:
        expected = (known.start or 1) + len(known.children)
        return own if abs(own.start - expected) <= _SLIP else None
    if own.start != 1 and around != ")":
        return None
    is_initial = mark["word"].isupper() and around == "."
    gap = line.text[mark.end() : mark.end() + 2]
    return None if is_initial and gap.strip(" ") + gap != "  " else own


def _style_of(word: str, known: ListBlock | None) -> tuple[ListStyle, int]:
    """How a word counts: on in a list that is open, else `i` is one, and not nine."""
    is_upper = word.isupper()
    alpha = ListStyle.UPPER_ALPHA if is_upper else ListStyle.LOWER_ALPHA
    roman = ListStyle.UPPER_ROMAN if is_upper else ListStyle.LOWER_ROMAN
    letter = (alpha, ord(word[0].lower()) - ord("a") + 1)
    if len(word) == 1 and known is not None and known.style is alpha:
        return letter
    is_roman = word != "" and _ROMAN.fullmatch(word) is not None
    counts_on = known is not None and known.style is roman
    if is_roman and (counts_on or len(word) > 1 or word in "iI"):
        return roman, _roman_value(word.lower())
    return letter


def _roman_value(word: str) -> int:
    values = [_VALUES[letter] for letter in word]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )


class ExampleReference(Construct):
    """`(@good)` among words: the number of the example that bears the name."""

    triggers = "@"

    def read(self, scan: InlineScan, at: int) -> int | None:
        """Read a reference to an example of this file."""
        if not scan.context.examples or scan.text[at - 1 : at] != "(":
            return None
        found = _REFERENCE.match(scan.text, at)
        number = scan.context.examples.get(found[1]) if found is not None else None
        if found is None or number is None:
            return None
        scan.add_text(str(number), at, found.end())
        return found.end()
