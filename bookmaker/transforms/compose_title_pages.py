"""The generated half title, title page and copyright page, and generated titles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.references import (
    CreditsWithoutPage,
    EmptyColophon,
    NoOtherBooks,
)
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.metadata import Creator, Metadata, Series
from bookmaker.document.nodes import (
    Attributes,
    Block,
    Emphasis,
    Group,
    Paragraph,
    Text,
    TitleLine,
    TitleRole,
)
from bookmaker.document.text import plain_text
from bookmaker.document.walk import all_divisions, leave_out, map_divisions
from bookmaker.languages.caption_words import CaptionWords, caption_words_of
from bookmaker.languages.digits import Digits
from bookmaker.languages.marks import joined_names
from bookmaker.languages.product_words import product_name
from bookmaker.languages.words import Words, words_of
from bookmaker.transforms.credits import credit_key, credit_lines, first_credited
from bookmaker.transforms.generated_words import generated


def compose_title_pages(
    book: Book, config: BookConfig, diagnostics: Diagnostics
) -> Book:
    """Compose the leaves that no file holds.

    After: generated half title, title page and copyright page have their lines, and
    every kind of division that the trade names has a title, shown or not; a piece says
    who translated it. A listed page that would be empty is left out.
    """
    words = words_of(book.metadata.language)
    caption_words = caption_words_of(book.metadata.language)
    compose_by_kind: dict[DivisionKind, Callable[[], Iterator[Block]]] = {
        DivisionKind.HALF_TITLE: lambda: _half_title(book.metadata),
        DivisionKind.TITLE_PAGE: lambda: _title_page(
            book.metadata, words, config.digits
        ),
        DivisionKind.COPYRIGHT: lambda: _copyright_page(config, book.metadata, words),
        DivisionKind.ALSO_BY: lambda: _also_by(book.metadata),
    }
    book = _without_empty_pages(book, diagnostics)
    credits_kind = _place_of_credits(book, config, diagnostics)

    def composed(division: Division) -> Division:
        if not division.title:
            language = book.metadata.language
            division = _titled(division, language, words, caption_words)
            if division.kind is DivisionKind.ALSO_BY:
                author = _names(book.metadata, words)
                title = (Text(words.also_by.format(author=author)),)
                division = replace(division, title=title)
        if division.translator:
            translated_by = f"{words.translated_by} {division.translator}"
            division = replace(division, translated_by=translated_by)
        compose = compose_by_kind.get(division.kind)
        if compose is None or division.file is not None:
            return division
        return replace(division, blocks=tuple(compose()))

    book = map_divisions(book, composed)
    if credits_kind is None:
        return book
    credited = tuple(credit_lines(book, config))

    def with_credits(division: Division) -> Division:
        if division.kind is not credits_kind or division.file is not None:
            return division
        if division.kind is not DivisionKind.COLOPHON:
            return replace(division, blocks=(*division.blocks, *credited))
        # It is named as its first lines are, for who does not see the page.
        title = generated(plain_text(credited[:1]), book.metadata.language)
        return replace(division, blocks=credited, title=title, shows_title=False)

    return map_divisions(book, with_credits)


def _place_of_credits(
    book: Book, config: BookConfig, diagnostics: Diagnostics
) -> DivisionKind | None:
    """The generated page that the credits stand on: the colophon, or the copyright."""
    first = first_credited(book)
    if first is None:
        return None
    generated = {d.kind for d in all_divisions(book) if d.file is None}
    for kind in (DivisionKind.COLOPHON, DivisionKind.COPYRIGHT):
        if kind in generated:
            return kind
    diagnostics.add(CreditsWithoutPage(key=credit_key(first), span=first.span))
    return None


def _without_empty_pages(book: Book, diagnostics: Diagnostics) -> Book:
    """Leave out the listed pages that would have nothing to say, and tell of each."""
    problem_by_kind: dict[DivisionKind, type[NoOtherBooks | EmptyColophon]] = {}
    if not book.metadata.also_by:
        problem_by_kind[DivisionKind.ALSO_BY] = NoOtherBooks
    if first_credited(book) is None:
        problem_by_kind[DivisionKind.COLOPHON] = EmptyColophon

    def is_empty(division: Division) -> bool:
        return division.file is None and division.kind in problem_by_kind

    for division in filter(is_empty, book.divisions):
        diagnostics.add(problem_by_kind[division.kind](span=division.span))
    return leave_out(book, is_empty)


def _also_by(metadata: Metadata) -> Iterator[Block]:
    titles = tuple(Paragraph((Emphasis((Text(title),)),)) for title in metadata.also_by)
    yield Group(titles, attributes=Attributes(classes=("plain-list",)))


def _titled(
    division: Division, language: str, words: Words, caption_words: CaptionWords
) -> Division:
    """Name a division that has no title of its own."""
    hidden = {
        DivisionKind.HALF_TITLE: words.half_title,
        DivisionKind.TITLE_PAGE: words.title_page,
        DivisionKind.COPYRIGHT: words.copyright,
        DivisionKind.DEDICATION: words.dedication,
        DivisionKind.EPIGRAPH: words.epigraph,
    }
    shown = {
        DivisionKind.CONTENTS: words.contents,
        DivisionKind.NOTES: words.notes,
        DivisionKind.INDEX: words.index,
        DivisionKind.BIBLIOGRAPHY: words.bibliography,
        DivisionKind.GLOSSARY: words.glossary,
        DivisionKind.DESCRIPTIONS: words.descriptions,
        DivisionKind.LIST_OF_FIGURES: caption_words.figures,
        DivisionKind.LIST_OF_TABLES: caption_words.tables,
        DivisionKind.LIST_OF_LISTINGS: caption_words.listings,
    }
    if division.kind in hidden:
        title = generated(hidden[division.kind], language)
        return replace(division, title=title, shows_title=False)
    if division.kind in shown:
        return replace(division, title=generated(shown[division.kind], language))
    return division


def _names(metadata: Metadata, words: Words) -> str:
    return joined_names([author.name for author in metadata.authors], words)


def _line(role: TitleRole, text: str) -> TitleLine:
    return TitleLine(role, (Text(text),))


def _half_title(metadata: Metadata) -> Iterator[Block]:
    yield _line(TitleRole.TITLE, metadata.title)


def _title_page(metadata: Metadata, words: Words, digits: Digits) -> Iterator[Block]:
    yield _line(TitleRole.TITLE, metadata.title)
    if metadata.subtitle:
        yield _line(TitleRole.SUBTITLE, metadata.subtitle)
    for names in _lines_of_names(metadata, words):
        yield _line(TitleRole.CREATOR, names)
    for contributor in metadata.contributors:
        yield _line(TitleRole.CONTRIBUTOR, _contribution(contributor, words))
    if metadata.series:
        yield _line(TitleRole.SERIES, _series(metadata.series, words, digits))
    if metadata.publisher:
        yield _line(TitleRole.PUBLISHER, metadata.publisher)


_LINE_OF_NAMES = 36
"""Characters: what a line of a title page holds of names in spaced small capitals."""


def _lines_of_names(metadata: Metadata, words: Words) -> tuple[str, ...]:
    """The authors in one line, if it is a short one, or each in a line."""
    names = _names(metadata, words)
    if len(names) <= _LINE_OF_NAMES:
        return (names,) if names else ()
    return tuple(author.name for author in metadata.authors)


def _contribution(contributor: Creator, words: Words) -> str:
    before = {
        "edt": words.edited_by,
        "trl": words.translated_by,
        "ill": words.illustrated_by,
    }.get(contributor.role, words.with_)
    return f"{before} {contributor.name}"


def _series(series: Series, words: Words, digits: Digits) -> str:
    position = None if series.position is None else digits.write(series.position)
    return words.series_volume(series.name, position)


def _copyright_page(
    config: BookConfig, metadata: Metadata, words: Words
) -> Iterator[Block]:
    for text in _imprint(config, metadata, words):
        yield _line(TitleRole.IMPRINT, text)


def _imprint(config: BookConfig, metadata: Metadata, words: Words) -> Iterator[str]:
    yield metadata.title
    if metadata.rights:
        yield metadata.rights
    if metadata.published and metadata.publisher:
        year = config.digits.write(metadata.published.year)
        publisher = metadata.publisher
        if metadata.edition == 1:
            yield words.published_by.format(year=year, publisher=publisher)
        else:  # the year is that of this edition, not of the first
            yield f"{publisher}{words.between_names[0]}{year}"
    for contributor in metadata.contributors:
        yield _contribution(contributor, words)
    if metadata.edition > 1:
        yield words.edition.format(number=config.digits.write(metadata.edition))
    if metadata.printing > 1:
        yield words.printing.format(number=config.digits.write(metadata.printing))
    if metadata.series:
        yield _series(metadata.series, words, config.digits)
    for name, product in config.products.items():
        if product.isbn:
            product_words = product_name(name, metadata.language)
            yield f"ISBN {product.isbn} ({product_words})"
