"""Shorten running heads that are wider than their room, measured as they are printed.

What comes in: the theme's `--head-` tokens, the page and the faces. What goes out: for
the words of a head the longest beginning that fits, cut at a word. HarfBuzz measures in
the head's own face, with its small capitals, figures and tracking.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from bookmaker.backends.pdf.geometry import PageGeometry
from bookmaker.backends.pdf.ruler import Ruler
from bookmaker.diagnostics.catalog.printing import RunningHeadShortened
from bookmaker.document.page_map import ChapterPages, PageMap
from bookmaker.fonts.static_faces import SetFace
from bookmaker.source import SourceSpan
from bookmaker.units import Length

Fit = Callable[[str], str]
"""Gives the words of a head as they are printed."""
ELLIPSIS = "…"

_SLACK = Fraction(1, 2)
"""Points: what rounding in layout may add."""
_GOOD_SHARE = 0.55
"""A cut at a comma, or before small words, leaves at least this much of the room."""
_MAIN_SHARE = 0.2
"""A title before its colon leaves at least this much, and is then no cut."""
_FAIR_SHARE = 0.25
"""Less than that, and an open bracket or a small word at the end is the lesser evil."""
_SMALL_WORD = 4
"""Letters of a word in lower case that no head ends with: “of”, “and”, “with”."""
_CLAUSE_ENDS = ",;:.!?–—،؛"
_MAIN_ENDS = (": ", "\u00a0: ", "\u202f: ", "：")
"""Between a title and what explains it."""
_OPENING = "([{“‘«‹„"
_LONGEST = 600
"""Characters of a head that are looked at; no page is wide enough for as many."""
_EM = re.compile(r"-?(?:[0-9]{1,4}(?:\.[0-9]{1,6})?|\.[0-9]{1,6})em")
_STRING = re.compile(r"string\(\s*([\w-]+)")


@dataclass(frozen=True, slots=True)
class ShortenedHead:
    """A head that was too long."""

    words: str
    shown: str
    span: SourceSpan | None


class HeadSetting:
    """How running heads are set, and the room that they have."""

    def __init__(
        self,
        tokens: Mapping[str, str],
        page: PageGeometry,
        faces: Iterable[SetFace],
    ) -> None:
        """`tokens` are the theme's, `faces` all that the book is set in."""
        size = _points(tokens["--head-size"], page.type_size)
        self.room = float(page.head_room - _SLACK)
        """In points."""
        self._size = float(size)
        self._tracking = float(_points(tokens["--head-tracking"], size))
        self._is_lowered = tokens["--head-transform"] == "lowercase"
        self._is_raised = tokens["--head-transform"] == "uppercase"
        self._ruler = Ruler(
            tokens["--head-family"],
            faces,
            wants_italic=tokens["--head-style"] != "normal",
            features=_features(tokens["--head-caps"], tokens["--folio-figures"]),
        )

    def fit(self, words: str) -> str:
        """The words, or the best beginning of them that the head has room for."""
        if len(words) > _LONGEST:
            words = words[:_LONGEST]
        elif self.width(words) <= self.room:
            return words
        beginnings = list(_beginnings(words))
        fitting = [b for b in beginnings if self.width(b + ELLIPSIS) <= self.room]
        if not fitting:
            return self._cut_within_word(words)
        longest = self.width(fitting[-1])
        for beginning in fitting:
            is_main = words[len(beginning) :].startswith(_MAIN_ENDS)
            if is_main and self.width(beginning) >= longest * _MAIN_SHARE:
                return beginning
        for suits, share in (
            (_ends_clause(words), _GOOD_SHARE),
            (_ends_well, _GOOD_SHARE),
            (_ends_well, _FAIR_SHARE),
        ):
            for beginning in reversed(fitting):
                if self.width(beginning) < longest * share:
                    break
                if suits(beginning):
                    return beginning + ELLIPSIS
        return fitting[-1] + ELLIPSIS

    def width(self, words: str) -> float:
        """The width of a head, in points."""
        if self._is_lowered:
            words = words.lower()
        if self._is_raised:
            words = words.upper()
        return self._ruler.width(words, self._size, self._tracking)

    def _cut_within_word(self, words: str) -> str:
        """A word alone that is wider than the page: the last resort."""
        end = len(words)
        while end > 1 and self.width(words[:end] + ELLIPSIS) > self.room:
            end -= 1
        return words[:end] + ELLIPSIS


def _features(caps: str, figures: str) -> dict[str, bool]:
    by_value = {
        "small-caps": ("smcp",),
        "all-small-caps": ("smcp", "c2sc"),
        "oldstyle-nums": ("onum",),
        "lining-nums": ("lnum",),
        "tabular-nums": ("tnum",),
    }
    wanted = f"{caps} {figures}".split()
    return {tag: True for value in wanted for tag in by_value.get(value, ())}


def _points(value: str, em: Fraction) -> Fraction:
    """A length of CSS; what is not a plain length counts as one em, or none if `0`."""
    if _EM.fullmatch(value) is not None:
        return Fraction(value.removesuffix("em")) * em
    if value in ("0", "normal"):
        return Fraction(0)
    try:
        return Length.parse(value).points
    except ValueError:
        return em


def _beginnings(words: str) -> Iterator[str]:
    """What may be left of a head, shortest first.

    Scripts without spaces are cut between characters.
    """
    for place in range(1, len(words)):
        if words[place] == " " or _is_ideograph(words[place]):
            beginning = _bare(words[:place])
            if beginning:
                yield beginning


def _is_ideograph(character: str) -> bool:
    return (
        "\u3040" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff"
    )


def _bare(beginning: str) -> str:
    return beginning.rstrip(" \u00a0\u202f,;:.–—-" + _OPENING)


def _ends_clause(words: str) -> Callable[[str], bool]:
    def ends(beginning: str) -> bool:
        after = words[len(beginning) :].lstrip()
        return after[:1] in _CLAUSE_ENDS and _ends_well(beginning)

    return ends


def _ends_well(beginning: str) -> bool:
    last = beginning.rpartition(" ")[2]
    is_small = len(last) <= _SMALL_WORD and last.isalpha() and last != last.upper()
    return not (is_small and last == last.lower()) and _is_closed(beginning)


def _is_closed(beginning: str) -> bool:
    """Whether no bracket stays open."""
    return all(
        beginning.count(opening) <= beginning.count(closing)
        for opening, closing in zip("([{", ")]}", strict=True)
    )


def check_heads(
    shortened: Iterable[ShortenedHead],
    page_map: PageMap,
    chapters: Iterable[ChapterPages],
    tokens: Mapping[str, str],
) -> Iterator[RunningHeadShortened]:
    """Report each shortened head that a page prints, once; openers print none."""
    openers = {chapter.pages[0] for chapter in chapters if chapter.pages}
    named = {
        side: _STRING.findall(tokens[token])
        for side, token in (("left", "--head-verso"), ("right", "--head-recto"))
    }
    printed = {
        page.running_heads[name]
        for number, page in enumerate(page_map)
        if number not in openers and page.begins is not None
        for name in named[page.side]
        if name in page.running_heads
    }
    for head in shortened:
        if head.shown in printed:
            printed.remove(head.shown)
            yield RunningHeadShortened(
                words=head.words, shown=head.shown, span=head.span
            )
