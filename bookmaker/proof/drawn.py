"""Compare what a reader of a PDF finds on a page with what was drawn on it.

What comes in: the text that was drawn, and the text that was read. What goes out: the
letters that the reader lacks, and whether it can be blamed for that.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from bookmaker.proof.folding import fold

_RELIED_ON = re.compile(
    "[!-~\u00a1-\u02ff\u0370-\u05ff\u10a0-\u10ff\u1d00-\u1fff\u2010-\u205e\u2070-\u218f"
    "\u2c60-\u2c7f\u3000-\u9fff\ua720-\ua7ff\uac00-\ud7af\uf900-\ufaff\ufb00-\ufb4f"
    "\uff00-\uffef\U00020000-\U0003ffff]"
)
"""Characters that have a glyph of their own each, wherever they stand: letters and
figures of Latin, Greek, Cyrillic, Armenian, Hebrew, Georgian, Chinese, Japanese and
Korean, and punctuation. Those of joining and shaped scripts, marks that stand over
letters, and symbols may have been drawn by a glyph that stands for something else."""


def letters_lacking(drawn: str, read: str) -> str:
    """The letters that were drawn and not read, whatever their order.

    `drawn` has a line for each text that was drawn at once. Marks over letters are left
    out: a reader may drop them, and they are drawn with their letters. So are lines
    that repeat one drawn just before.
    """
    lacking = _letters(drawn) - _letters(read)
    if lacking:
        lacking -= _letters("".join(_repeated(drawn.split("\n"))))
    return "".join(lacking.elements())


_LINES_COMPARED = 5


def _repeated(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines that PDFium may take for a bold letter's second stroke.

    It leaves out a text that equals one of the five drawn before it where their boxes
    touch, in whatever line (`CPDF_TextPage::IsSameAsPreTextObject`): those of box
    drawings touch those of the line above.
    """
    for at, line in enumerate(lines):
        if line in lines[max(at - _LINES_COMPARED, 0) : at]:
            yield line


def lines_read(drawn: str, read: str, letters: str) -> str:
    """What a reader has of a page that lacks some letters, in the order of drawing.

    `drawn` has a line for each text that was drawn at once, `read` is the page's text
    as the reader orders it, `letters` all that it has there in any order. A line is
    there if `read` says it, or if its letters are among those left; of any other line,
    the beginning counts that `read` still says.

    Longest lines first: a short one is found within many words. Letters are used once,
    so that a page lacks as many lines here as it does letters.
    """
    lines = drawn.split("\n")
    rest = fold(read)
    left = _letters(letters)
    kept = dict.fromkeys(range(len(lines)), "")
    unfound = []
    for at in sorted(kept, key=lambda at: -len(lines[at])):
        said = fold(lines[at])
        if said not in rest:
            unfound.append(at)
            continue
        rest = rest.replace(said, _USED, 1)
        left -= _letters(said)
        kept[at] = lines[at]
    for at in unfound:
        said = fold(lines[at])
        if _letters(said) <= left:
            kept[at] = lines[at]
        else:
            said = kept[at] = _beginning_of(said, rest, left)
            rest = rest.replace(said, _USED, 1) if said else rest
        left -= _letters(said)
    return "\n".join(kept.values())


_USED = "\n"
"""Stands where a line was found: text has none once it is folded."""


def _beginning_of(said: str, text: str, letters: Counter[str]) -> str:
    """As much of the beginning of `said` as a text has, made of these letters."""

    def is_beyond(end: int) -> int:
        start = said[:end]
        return start not in text or not _letters(start) <= letters

    return said[: bisect_left(range(1, len(said) + 1), 1, key=is_beyond)]


def may_be_unread(letters: str) -> bool:
    """Whether a reader may fail to find these letters where they are drawn."""
    return _RELIED_ON.search(letters) is None


def _letters(text: str) -> Counter[str]:
    return Counter(
        _MIRRORED if unicodedata.mirrored(letter) or letter in _QUOTES else letter
        for letter in fold(text)
        if not unicodedata.combining(letter)
    )


_QUOTES = frozenset("“”„‟‘’‚‛")
"""PDFium mirrors these too, against the Unicode Standard."""
_MIRRORED = "("
"""Stands for every mark that is drawn the other way round from right to left: a PDF
cannot say which was meant."""
