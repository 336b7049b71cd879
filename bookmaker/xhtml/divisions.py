"""Divisions to markup: a section with its opener, then its blocks."""

from __future__ import annotations

from collections.abc import Iterator

from bookmaker.document.book import Book, Division, Matter
from bookmaker.document.nodes import Inline, NoteReference
from bookmaker.document.text import plain_text
from bookmaker.document.walk import descend
from bookmaker.xhtml import semantics
from bookmaker.xhtml.content import render_blocks, render_inlines
from bookmaker.xhtml.context import DEFAULT_CONTEXT, Context, language_attrs
from bookmaker.xhtml.serialize import Markup, element, escape, lines


def ranked_divisions(book: Book) -> Iterator[tuple[Matter, Division, int]]:
    """Yield every division in reading order with its matter and its title's level.

    The level is 1 at the top, 2 for the chapters of a part, and so on; below a division
    that shows no title it is that division's own, so that none is skipped.
    """
    for matter, divisions in book.matters:
        for division in divisions:
            yield from ((matter, below, rank) for below, rank in _ranked(division, 1))


def _ranked(division: Division, rank: int) -> Iterator[tuple[Division, int]]:
    yield division, rank
    below = rank + 1 if _has_heading(division) else rank
    for each in division.divisions:
        yield from _ranked(each, below)


def _has_heading(division: Division) -> bool:
    return bool(division.title) and division.shows_title


def render_division(
    division: Division, context: Context = DEFAULT_CONTEXT, *, rank: int = 1
) -> Markup:
    """Render a division without those below it.

    `rank` is the heading level of its title, from 1. Where it shows none, its first
    headings have that level, so that none is skipped.
    """
    attrs = {
        "id": division.attributes.id,
        **semantics.DIVISIONS[division.kind].attrs,
        **language_attrs(division.language),
    }
    if division.attributes.classes:
        classes = (attrs["class"], *division.attributes.classes)
        attrs["class"] = " ".join(filter(None, classes))
    if division.title and not division.shows_title:
        attrs["aria-label"] = plain_text(division.title)
    parts = [
        *_opener(division, context, rank),
        render_blocks(
            division.blocks, context, rank=rank if _has_heading(division) else rank - 1
        ),
    ]
    name = semantics.DIVISIONS[division.kind].element
    return element(name, attrs, lines(filter(None, parts)))


def running_head(division: Division) -> str | None:
    """The running head's words where they are not the title's own."""
    if division.short_title is not None:
        return division.short_title
    if any(isinstance(node, NoteReference) for node in descend(*division.title)):
        return plain_text(division.title)
    return None


def _opener(division: Division, context: Context, rank: int) -> tuple[Markup, ...]:
    if not _has_heading(division):
        return ()
    heading_attrs = {"class": "title", "data-running-head": running_head(division)}
    words = _title(division.title, division.label, context)
    parts = [element(f"h{min(rank, 6)}", heading_attrs, words)]
    if division.subtitle:
        subtitle = render_inlines(division.subtitle, context)
        parts.append(element("p", semantics.SUBTITLE.attrs, subtitle))
    if division.author:
        parts.append(element("p", {"class": "byline"}, escape(division.author)))
    if division.translated_by:
        translated_by = escape(division.translated_by)
        parts.append(element("p", {"class": "translator"}, translated_by))
    return (element("header", {"class": "opener"}, lines(parts)),)


def _title(title: tuple[Inline, ...], label: str | None, context: Context) -> Markup:
    words = render_inlines(title, context)
    if label is None:
        return element("span", {"class": "title-words"}, words)
    return Markup(
        f"{element('span', {'class': 'label'}, escape(label))} "
        f"{element('span', {'class': 'title-words'}, words)}"
    )
