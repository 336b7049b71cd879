"""Parts, chapters, appendices and sections get their numbers, once, in the tree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bookmaker.config.model import BookConfig, NumberStyle
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.references import DoubledNumber
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.nodes import Attributes, Block, Paragraph, Section, Verse
from bookmaker.document.numerals import letters, roman
from bookmaker.document.text import plain_text
from bookmaker.document.walk import all_divisions
from bookmaker.languages import language_of
from bookmaker.languages.digits import Digits
from bookmaker.languages.number_words import number_in_words
from bookmaker.languages.words import Words, direction_of, words_of
from bookmaker.transforms.doubled_numbers import title_without_number

_UNNUMBERED = frozenset({"unnumbered", "-"})


def number_divisions(book: Book, config: BookConfig, diagnostics: Diagnostics) -> Book:
    """Number what the book's configuration wants numbered.

    After: each numbered division has `number` and `label`; its sections are numbered
    under it down to `numbering.section-depth`. Chapters run on through the parts, and
    a book's only chapter has no number; appendices have letters.
    """
    chapters = [d for d in all_divisions(book) if d.kind is DivisionKind.CHAPTER]
    words = words_of(book.metadata.language)
    style = config.numbering.chapters
    if style is None:
        style = _usual_style(chapters, words.chapter, book.metadata.language)
    numberer = _Numberer(
        config,
        words,
        diagnostics,
        style if len(chapters) > 1 else NumberStyle.NONE,
    )
    return replace(
        book,
        body=tuple(numberer.numbered(division) for division in book.body),
        back=tuple(numberer.numbered(division) for division in book.back),
    )


class _Numberer:
    def __init__(
        self,
        config: BookConfig,
        words: Words,
        diagnostics: Diagnostics,
        chapters: NumberStyle,
    ) -> None:
        self._diagnostics = diagnostics
        self._numbering = config.numbering
        self._chapters = chapters
        self._language = config.metadata.language
        self._digits = config.digits
        self._words = words
        self._count_by_kind: dict[DivisionKind, int] = {}

    def numbered(self, division: Division) -> Division:
        number = self._next_number(division)
        if number is not None:
            word = self._word(division.kind)
            self._report_doubled(division)
            label = _labelled(word, number)
            division = replace(division, number=number, label=label)
            depth = self._numbering.section_depth
            blocks = _numbered_sections(division.blocks, number, depth, self._digits)
            division = replace(division, blocks=blocks)
        lower = tuple(self.numbered(below) for below in division.divisions)
        return replace(division, divisions=lower)

    def _report_doubled(self, division: Division) -> None:
        """Report a title that says the number that stands above it already."""
        names = {
            DivisionKind.PART: self._words.part,
            DivisionKind.APPENDIX: self._words.appendix,
        }
        word = names.get(division.kind, self._words.chapter)
        count = self._count_by_kind[division.kind]
        title = plain_text(division.title)
        said = title_without_number(title, count, word, self._language)
        if said is not None:
            place = division.title[0].span or division.span
            self._diagnostics.add(
                DoubledNumber(said=said[0], title=said[1], span=place)
            )

    def _next_number(self, division: Division) -> str | None:
        style = self._style(division.kind)
        if style is None or not division.is_numbered or is_unnumbered(division):
            return None
        count = self._count_by_kind.get(division.kind, 0) + 1
        self._count_by_kind[division.kind] = count
        if division.kind is DivisionKind.APPENDIX:
            return _appendix_letter(count, self._language, self._digits)
        return write_number(count, style, self._language, self._digits)

    def _style(self, kind: DivisionKind) -> NumberStyle | None:
        style = {
            DivisionKind.PART: self._numbering.parts,
            DivisionKind.CHAPTER: self._chapters,
            DivisionKind.APPENDIX: self._numbering.chapters or NumberStyle.ARABIC,
        }.get(kind)
        if style is NumberStyle.ROMAN and direction_of(self._language) == "rtl":
            style = NumberStyle.ARABIC  # no book there has Latin letters for numbers
        return None if style is NumberStyle.NONE else style

    def _word(self, kind: DivisionKind) -> str | None:
        if kind is DivisionKind.PART:
            return self._words.part
        if kind is DivisionKind.APPENDIX:
            return self._words.appendix
        return self._words.chapter if self._numbering.chapter_word else None


def _usual_style(chapters: Sequence[Division], word: str, language: str) -> NumberStyle:
    """How chapters are numbered in a book that doesn't say so.

    Poems have no numbers; and above “Act One” there is no “Chapter 1”.
    """
    poems = sum(_is_poem(chapter.blocks) for chapter in chapters)
    named = _name_their_numbers(chapters, word, language)
    is_bare = 2 * max(poems, named) > len(chapters)
    return NumberStyle.NONE if is_bare else NumberStyle.ARABIC


def _is_poem(blocks: Iterable[Block]) -> bool:
    """Whether there is verse, and no paragraph beside it but in an epigraph."""
    has_verse = False
    for block in blocks:
        if isinstance(block, Paragraph):
            return False
        if isinstance(block, Section):
            if not _is_poem(block.blocks):
                return False
            has_verse = True
        has_verse = has_verse or isinstance(block, Verse)
    return has_verse


def _name_their_numbers(chapters: Iterable[Division], word: str, language: str) -> int:
    """How many titles begin with one word and a number that counts on: acts, letters.

    The word for a chapter is none of them: what it says twice is reported.
    """
    count_by_word: Counter[str] = Counter()
    for chapter in chapters:
        title = plain_text(chapter.title)
        first = title.split(maxsplit=1)[0] if title.strip() else ""
        count = count_by_word[first.casefold()] + 1
        if first.casefold() != word.casefold() and title_without_number(
            title, count, first, language
        ):
            count_by_word[first.casefold()] = count
    return max(count_by_word.values(), default=0)


def is_unnumbered(node: Division | Section) -> bool:
    """Whether the author wants no number: `{.unnumbered}` or `{-}`."""
    attributes: Attributes = node.attributes
    return not _UNNUMBERED.isdisjoint(attributes.classes)


def _numbered_sections(
    blocks: Iterable[Block], above: str, depth: int, digits: Digits
) -> tuple[Block, ...]:
    if depth < 1:
        return tuple(blocks)
    numbered: list[Block] = []
    count = 0
    for block in blocks:
        if isinstance(block, Section) and not is_unnumbered(block):
            count += 1
            number = f"{above}.{digits.write(count)}"
            inner = _numbered_sections(block.blocks, number, depth - 1, digits)
            numbered.append(replace(block, number=number, blocks=inner))
        else:
            numbered.append(block)
    return tuple(numbered)


def _appendix_letter(count: int, language: str, digits: Digits) -> str:
    """The letter of an appendix in a language's alphabet; figures where it ends."""
    own = language_of(language).appendix_letters.split()
    if not own:
        return letters(count)
    return own[count - 1] if count <= len(own) else digits.write(count)


def write_number(number: int, style: NumberStyle, language: str, digits: Digits) -> str:
    """Write a number from 1 on in a style and language."""
    if style is NumberStyle.ROMAN:
        return roman(number)
    if style is NumberStyle.WORDS:
        return digits.write(number_in_words(number, language))
    return digits.write(number)


def _labelled(word: str | None, number: str) -> str:
    """`Chapter 3`; or `第3章`, where the language's word is a pattern."""
    if word is None:
        return number
    is_pattern = "{number}" in word
    return word.format(number=number) if is_pattern else f"{word} {number}"
