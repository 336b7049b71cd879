"""Facts of pages that no layout has made, for what places them."""

from __future__ import annotations

from collections.abc import Mapping

from bookmaker.backends.pdf.facts import ChapterFacts, PageFacts, Point

_A5 = (419.5, 595.3)


def page(
    *anchors: str,
    strings: Mapping[str, tuple[str, ...]] | None = None,
    reset: int | None = None,
    leaf: int = 0,
    letters_before: int = 0,
    first_words: str = "",
    is_blank: bool = False,
) -> PageFacts:
    """A page on which these ids stand."""
    place: Point = (50.0, 500.0)
    return PageFacts(
        width=_A5[0],
        height=_A5[1],
        name="text",
        is_blank=is_blank,
        groups=(),
        strings=strings or {},
        reset=reset,
        anchors=dict.fromkeys(anchors, place),
        bookmarks=(),
        off_page=(),
        leaf=leaf,
        letters_before=letters_before,
        first_words=first_words,
    )


def chapter(*pages: PageFacts, opens: str = "any") -> ChapterFacts:
    """A chapter of these pages."""
    return ChapterFacts(
        opens=opens,
        opens_by_choice={"recto": "right", "page": "any"},
        pages=pages,
        text_lefts=(50.0,) * len(pages),
        fonts=(),
        messages=(),
        files={},
    )
