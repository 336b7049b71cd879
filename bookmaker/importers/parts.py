"""Parts of a book among its chapters: `Part Two` above `Chapter 7` is no chapter.

Word files and texts have parts and chapters on one level. A heading that names a part
is one where chapters follow each of them at once or below a few words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bookmaker.document.nodes import Heading
from bookmaker.document.text import plain_text
from bookmaker.importers.compared_words import words_of
from bookmaker.importers.model import Chapter

_NUMBER = r"(?:\d{1,2}|[ivxlc]{1,6}|[^\W\d_]{2,12})"
_PART = re.compile(
    rf"(?:(?:part|teil|parte|partie|deel|часть|część)\s+{_NUMBER}"
    r"|(?:erster|zweiter|dritter|vierter|fünfter|letzter)\s+teil"
    r"|(?:première|deuxième|seconde|troisième|quatrième|dernière)\s+partie"
    r"|(?:primera|segunda|tercera|cuarta|prima|seconda|terza|quarta|primeira|terceira)"
    r"\s+parte|(?:eerste|tweede|derde|vierde)\s+deel|(?:первая|вторая|третья)\s+часть"
    r"|(?:the\s+)?(?:first|second|third|fourth|fifth)\s+part)(?:[.:\s–—-].*)?",
    re.IGNORECASE,
)
_FRAME = re.compile(
    r"epilogue?|afterword|acknowledge?ments?|appendix.*|notes|bibliography|glossary"
    r"|index|about the author|epilog|nachwort|danksagung|anhang|épilogue|postface"
    r"|remerciements|epílogo|agradecimientos|epilogo|ringraziamenti|nawoord|dankwoord|эпилог",
    re.IGNORECASE,
)
"""What closes a book stands in no part of it."""
_MOST_WORDS = 150
"""On the page of a part: an epigraph, not a chapter."""


def with_parts(chapters: Sequence[Chapter]) -> tuple[Chapter, ...]:
    """Turn the chapters that name parts into parts, if chapters follow every one."""
    at = [i for i, chapter in enumerate(chapters) if _is_part(chapter)]
    if not at or any(chapter.part for chapter in chapters):
        return tuple(chapters)
    followed = [i + 1 < len(chapters) and i + 1 not in at for i in at]
    if not all(followed) or any(_is_long(chapters[i]) for i in at):
        return tuple(chapters)
    made: list[Chapter] = []
    part: str | None = None
    for index, chapter in enumerate(chapters):
        if index in at:
            part = plain_text(chapter.title)
            if chapter.blocks:
                page = replace(chapter, title=(), part=part, is_part_page=True)
                made.append(page)
            continue
        if _FRAME.fullmatch(plain_text(chapter.title).strip(" .:")):
            part = None
        made.append(replace(chapter, part=part))
    return tuple(made)


def _is_part(chapter: Chapter) -> bool:
    return _PART.fullmatch(plain_text(chapter.title).strip()) is not None


def _is_long(chapter: Chapter) -> bool:
    has_sections = any(isinstance(block, Heading) for block in chapter.blocks)
    return has_sections or len(words_of(chapter.blocks).split()) > _MOST_WORDS
