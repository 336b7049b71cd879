"""Read what is to be known of a page from the boxes that WeasyPrint 70 laid out.

What comes in: a page as WeasyPrint gives it, lengths in CSS pixels. What goes out: a
`PageFacts`. The boxes are reached through a private name: there is no other way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from bookmaker.backends.pdf.facts import Bookmark, PageFacts, Point
from bookmaker.backends.pdf.geometry import DIVISION_TOKEN, side_of
from bookmaker.backends.pdf.overruns import find_words_off
from bookmaker.document.page_map import UNCOUNTED
from bookmaker.units import POINTS_PER_PIXEL

_POINTS_PER_PIXEL = float(POINTS_PER_PIXEL)
_FIRST_WORDS = 5
_INITIAL = "::first-letter"
_INITIAL_CLASSES = frozenset({"initial-letter", "raised"})
"""What a sheet sets apart at the head of a paragraph is the author's none the less."""


def facts_of(pages: Sequence[Any]) -> tuple[PageFacts, ...]:
    """What is known of each page of a chapter."""
    leaves = _Leaves()
    return tuple(_find(page, leaves) for page in pages)


def opening_side_of(
    page: Any,  # noqa: ANN401 - WeasyPrint's
    choice: str | None = None,
) -> str:
    """The side that a chapter begins on: what its first boxes ask for.

    With a `choice`, what they would ask for if `--break-division` were that.
    """
    box = _box(page).children[0]
    direction = box.style["direction"]
    while getattr(box, "children", ()):
        box = box.children[0]
        wanted = box.style["break_before"]
        if choice is not None and _depends_on_choice(box.style):
            wanted = choice
        if wanted in ("left", "right"):
            return str(wanted)
        if wanted in ("recto", "verso"):
            return side_of(wanted, direction)
    return "any"


def _depends_on_choice(style: Any) -> bool:  # noqa: ANN401 - WeasyPrint's
    """Whether `break-before` was written as `var(--break-division)`.

    WeasyPrint 70 keeps the tokens of a value with variables in the cascaded style.
    """
    value, *_ = getattr(style, "cascaded", {}).get("break_before", (None,))
    tokens = getattr(value, "tokens", ())
    return any(DIVISION_TOKEN in token.serialize() for token in tokens)


def text_left_of(page: Any) -> float:  # noqa: ANN401 - WeasyPrint's
    """Where the page's text block begins, in points from the left edge."""
    return float(_box(page).content_box_x()) * _POINTS_PER_PIXEL


def _box(page: Any) -> Any:  # noqa: ANN401 - WeasyPrint's
    return page._page_box  # noqa: SLF001


def _find(page: Any, leaves: _Leaves) -> PageFacts:  # noqa: ANN401 - as above
    box = _box(page)
    kind = box.page_type
    leaf, letters_before, first_words = leaves.turn(box)
    return PageFacts(
        width=page.width * _POINTS_PER_PIXEL,
        height=page.height * _POINTS_PER_PIXEL,
        name=kind.name or "",
        is_blank=kind.blank,
        groups=tuple((name, index) for name, index in kind.groups),
        strings=_strings(box),
        reset=dict(box.style["counter_reset"]).get("page"),
        anchors={name: _point(page, place[:2]) for name, place in page.anchors.items()},
        bookmarks=tuple(
            Bookmark(level, label, _point(page, place), state == "closed")
            for level, label, place, state in page.bookmarks
        ),
        off_page=find_words_off(box),
        leaf=leaf,
        letters_before=letters_before,
        first_words=first_words,
    )


def _point(page: Any, place: Sequence[float]) -> Point:  # noqa: ANN401 - as above
    """From pixels below the upper left corner."""
    return place[0] * _POINTS_PER_PIXEL, (page.height - place[1]) * _POINTS_PER_PIXEL


def _strings(box: Any) -> dict[str, tuple[str, ...]]:  # noqa: ANN401 - as above
    found: dict[str, tuple[str, ...]] = {}
    for child in box.descendants():
        if child.string_set and child.string_set != "none":
            for name, text in child.string_set:
                found[name] = (*found.get(name, ()), text)
    return found


def _is_dropped(box: Any) -> bool:  # noqa: ANN401 - WeasyPrint's
    """Whether it is a capital that the galley set apart."""
    element = box.element
    return element is not None and element.get("class") in _INITIAL_CLASSES


class _Leaves:
    """Counts the letters of each leaf, page by page."""

    def __init__(self) -> None:
        self._letters_by_leaf: Counter[int] = Counter()
        self._leaf_by_element: dict[Any, int] = {}
        self._heads: dict[Any, int] = {}
        """Of tables, each with the page that it was first seen on."""
        self._page = 0

    def turn(self, page: Any) -> tuple[int, int, str]:  # noqa: ANN401 - as above
        """Where the page's first word stands, and its first words; count the page."""
        first: tuple[int, int] | None = None
        words: list[str] = []
        initial = ""
        self._page += 1
        for leaf, text, is_initial in self._texts(page, 0, is_initial=False):
            if first is None and text.strip():
                first = leaf, self._letters_by_leaf[leaf]
            if is_initial:
                initial += text
            elif len(words) < _FIRST_WORDS:
                words.extend((initial + text).split())
                initial = ""
            self._letters_by_leaf[leaf] += sum(
                not (letter.isspace() or letter in UNCOUNTED) for letter in text
            )
        return (*(first or (0, 0)), " ".join(words[:_FIRST_WORDS]))

    def _texts(
        self,
        box: Any,  # noqa: ANN401 - as above
        leaf: int,
        *,
        is_initial: bool,
    ) -> Iterator[tuple[int, str, bool]]:
        """The pieces of text with their leaves; whether one is an initial."""
        element = box.element
        tag = box.element_tag or ""
        is_made = "::" in tag and not tag.endswith(_INITIAL)
        is_initial = is_initial or tag.endswith(_INITIAL) or _is_dropped(box)
        if is_made or box.style["float"] == "footnote":
            return
        if type(box).__name__ in {"FootnoteAreaBox", "MarginBox"}:
            return
        is_head = element is not None and element.tag == "thead"
        if is_head and self._heads.setdefault(element, self._page) < self._page:
            return  # repeated over the rest of its table
        if element is not None and "leaf" in (element.get("class") or "").split():
            seen = len(self._leaf_by_element)
            leaf = self._leaf_by_element.setdefault(element, seen)
        text = getattr(box, "text", None)
        if isinstance(text, str):
            yield leaf, text, is_initial
        for child in getattr(box, "children", ()):
            yield from self._texts(child, leaf, is_initial=is_initial)
