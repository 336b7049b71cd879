"""A web page to a chapter: its article, its notes, its pictures.

`page` parses it, `article` finds the article and takes the furniture out, `notes` finds
the notes, `elements` and the reader of raw HTML make nodes, `tidy` makes them such as
an author would have written.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bookmaker.diagnostics.catalog import importing as problems
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.nodes import (
    Block,
    Group,
    Heading,
    Node,
    Note,
    Paragraph,
    SceneBreak,
    Text,
)
from bookmaker.document.text import plain_text
from bookmaker.document.walk import find_nodes, map_nodes
from bookmaker.importers.compared_words import words_of
from bookmaker.importers.dead_links import without_dead_links
from bookmaker.importers.html.article import (
    find_article,
    remove,
    set_aside_around,
    take_furniture,
)
from bookmaker.importers.html.elements import PageMaker
from bookmaker.importers.html.notes import remove_notes, take_notes
from bookmaker.importers.html.page import (
    Tag,
    WebPage,
    line_of,
    name_of,
    parse_page,
    text_of,
    title_without_site,
    title_words,
)
from bookmaker.importers.html.page_foot import take_bars, take_page_foot
from bookmaker.importers.html.picture_sources import PictureSource
from bookmaker.importers.html.sites import translate_site
from bookmaker.importers.html.span_styles import write_styles_out
from bookmaker.importers.html.tidy import tidy_blocks
from bookmaker.importers.model import (
    Chapter,
    Disposition,
    FoundMetadata,
    Guess,
    Imported,
    ImportOptions,
    SourcePiece,
)
from bookmaker.importers.plain_text.chapter_heads import opens_chapter
from bookmaker.importers.plain_text.dates import is_date
from bookmaker.importers.plain_text.head import (
    is_byline,
    read_byline,
    read_date,
)
from bookmaker.importers.plain_text.headings import is_named_part
from bookmaker.importers.source_words import with_lost_words
from bookmaker.importers.splitting import split_chapter


def import_page(
    content: bytes,
    source: str,
    pictures: PictureSource,
    options: ImportOptions,
    *,
    is_document: bool = False,
) -> Imported:
    """Import a saved page. Raises `ManuscriptError` where there is no text in it.

    `is_document` says that a word processor made it: its first headings are chapters.
    """
    page = parse_page(content, source, options.encoding)
    write_styles_out(page.root, [style.text or "" for style in page.root.iter("style")])
    site = translate_site(page.root, source)
    body = page.root.find("body")
    is_book = is_document or site.is_book
    is_whole = is_book and body is not None
    article = body if is_whole else find_article(page.root)
    label_by_call, found_notes = take_notes(article, page.root)
    maker = PageMaker(
        source,
        pictures,
        options.may_fetch,
        label_by_call | site.comments,
        _linked_ids(article),
    )
    notes: list[Note] = []
    for found in found_notes:
        blocks = tidy_blocks(maker.blocks(found.tag))
        notes.append(Note(found.label, blocks))
    headings = remove_notes(found_notes)
    pieces = [*site.pieces, *set_aside_around(page.root, article, source)]
    pieces += [
        _moved(text_of(tag), "the heading of notes", line_of(tag), source)
        for tag in headings
    ]
    pieces += take_bars(article, source)
    pieces += take_furniture(article, source)
    if not is_book:
        pieces += take_page_foot(article, source)
    heads = [tag for tag in article.iter("h1") if text_of(tag)]
    is_untitled = is_document and site.title is None and len(heads) > 1
    title: str | None = None
    moved: list[SourcePiece] = []
    if not is_untitled:
        title, moved = _take_title(page, article, site.title, source)
        title = title_words(title) if title is not None else None
    pieces = [piece for piece in pieces if piece.words != title]
    blocks = tidy_blocks(maker.blocks(article))
    blocks, people, date, below = _take_byline(blocks, source)
    if not blocks:
        raise ManuscriptError(problems.EmptySource(path=source))
    authors = (
        page.authors
        or tuple(site.authors)
        or tuple(name for name, role in people if role == "aut")
    )
    chapter = Chapter(
        source=source,
        title=(Text(title or source.rpartition(".")[0]),),
        blocks=blocks,
        notes=tuple(notes),
        subtitle=site.subtitle,
        authors=authors,
        contributors=tuple(pair for pair in people if pair[1] != "aut"),
        date=page.date or site.date or date,
        language=page.language,
        is_title_assumed=title is None,
    )
    chapters, front = _chapters(chapter, is_book=is_book)
    kept = [
        *(piece for one in chapters for piece in _kept(one.blocks, source, "text")),
        *_kept_notes(notes, source),
    ]
    aside = [
        _moved(words_of([o]), "the printed title page", _line(o), source, _ASIDE)
        for o in front
        if words_of([o]).strip()
    ]
    pieces += [*moved, *below, *aside, *maker.pieces, *kept]
    imported = Imported(
        chapters=chapters,
        pictures=maker.content_by_path,
        pieces=tuple(sorted(pieces, key=lambda piece: piece.line or 0)),
        guesses=(*_guesses(title, article, source), *site.guesses),
        metadata=FoundMetadata(
            title=title if len(chapters) > 1 else None,
            subtitle=site.subtitle if len(chapters) > 1 else None,
            authors=authors,
            language=page.language,
            published=chapter.date,
        ),
        remarks=_remarks(page, maker, source),
    )
    imported = without_dead_links(imported, source)
    again = parse_page(content, source, options.encoding).root.find("body")
    return with_lost_words(imported, [(source, again)] if again is not None else [])


_ASIDE = Disposition.ASIDE
_LEAST_PROSE = 15
"""Words of a paragraph; a title page has none as long."""


def _chapters(
    chapter: Chapter, *, is_book: bool
) -> tuple[tuple[Chapter, ...], tuple[Block, ...]]:
    """The chapters of a page that is a whole book, and the title page above them."""
    chapter = replace(chapter, blocks=_without_outer_breaks(chapter.blocks))
    level = _chapter_level(chapter.blocks) if is_book else None
    made = split_chapter(_without_heads_above(chapter, level), level)
    if len(made) < 2:
        return (replace(chapter, blocks=_levelled(chapter.blocks)),), ()
    bare = [
        replace(
            one,
            blocks=_levelled(_without_outer_breaks(one.blocks)),
            subtitle=None,
            authors=(),
            contributors=(),
            date=None,
        )
        for one in made
    ]
    has_front = made[0].title == chapter.title
    if not has_front:
        return tuple(bare), ()
    is_bare = all(len(words_of([o]).split()) < _LEAST_PROSE for o in made[0].blocks)
    if is_bare and not made[0].notes:
        return tuple(bare[1:]), made[0].blocks
    return tuple(bare), ()


def _without_heads_above(chapter: Chapter, level: int | None) -> Chapter:
    """Let headings of a title page be lines: what stands above the first chapter."""
    if level is None:
        return chapter
    first = next(
        (
            index
            for index, block in enumerate(chapter.blocks)
            if isinstance(block, Heading)
            and block.level == level
            and (opens_chapter(_first_line(block)) or is_named_part(_first_line(block)))
        ),
        0,
    )
    above, below = chapter.blocks[:first], chapter.blocks[first:]
    if any(len(words_of([o]).split()) >= _LEAST_PROSE for o in above):
        return chapter
    lines = tuple(
        Paragraph(o.children, span=o.span) if isinstance(o, Heading) else o
        for o in above
    )
    return replace(chapter, blocks=(*lines, *below))


def _without_outer_breaks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks without the rules that a page has above and below its text."""
    kept = list(blocks)
    while kept and isinstance(kept[0], SceneBreak):
        kept.pop(0)
    while kept and isinstance(kept[-1], SceneBreak):
        kept.pop()
    return tuple(kept)


def _chapter_level(blocks: Sequence[Block]) -> int | None:
    """The level of the headings that open chapters: the first of which several do."""
    found = [block for block in blocks if isinstance(block, Heading)]
    for level in range(1, 4):
        own = [o for o in found if o.level == level]
        named = sum(opens_chapter(_first_line(o)) for o in own)
        if len(own) > 1 and (level == 1 or named > 1 or named * 2 >= len(own)):
            return level
    return None


def _first_line(heading: Heading) -> str:
    words = " ".join(plain_text(heading.children).split())
    found = _NUMBERED.match(words)
    return found[0].strip() if found is not None else words


_NUMBERED = re.compile(r"\w+\s+(?:[IVXLC]+|\d+)[.:]?(?=\s|$)", re.I)


def _line(block: Block) -> int:
    return block.span.line if block.span else 1


def _linked_ids(article: Tag) -> frozenset[str]:
    links = (link.get("href") or "" for link in article.iter("a"))
    return frozenset(link[1:] for link in links if link.startswith("#") and link[1:])


# --- Title, byline, date ----------------------------------------------------------


def _take_title(
    page: WebPage, article: Tag, named: str | None, source: str
) -> tuple[str | None, list[SourcePiece]]:
    """Take the heading that is the title out of the article."""
    pieces: list[SourcePiece] = []
    if page.root.find(".//title") is not None:
        own = page.root.find(".//title")
        words = text_of(own) if own is not None else ""
        if own is not None and words:
            pieces.append(_moved(words, "the page’s title", line_of(own), source))
    if named is not None:
        return named, pieces
    headings = [tag for tag in article.iter("h1") if text_of(tag)]
    if not headings:
        outside = [tag for tag in page.root.iter("h1") if text_of(tag)]
        if len(outside) == 1:
            return text_of(outside[0]), pieces
        return title_without_site(page), pieces
    same = [tag for tag in headings if page.title and text_of(tag) in page.title]
    heading = (same or headings)[0]
    words = text_of(heading)
    pieces.append(
        _moved(words, "the title", line_of(heading), source, fate=Disposition.KEPT)
    )
    remove(heading)
    return words, pieces


_HEAD_BLOCKS = 5


def _take_byline(
    blocks: Sequence[Block], source: str
) -> tuple[
    tuple[Block, ...], list[tuple[str, str]], datetime.date | None, list[SourcePiece]
]:
    """Take bylines and dates off the first blocks."""
    kept: list[Block] = []
    people: list[tuple[str, str]] = []
    date: datetime.date | None = None
    pieces: list[SourcePiece] = []
    for index, block in enumerate(blocks):
        words = words_of([block]).strip()
        is_short = isinstance(block, Paragraph | Heading) and len(words) < 80
        if index >= _HEAD_BLOCKS or not is_short:
            kept.append(block)
            continue
        line = block.span.line if block.span else 1
        if is_byline(words):
            people.append(read_byline(words))
            pieces.append(_moved(words, "a byline", line, source))
        elif is_date(words):
            date = date or read_date(words)
            pieces.append(_moved(words, "a date", line, source))
        else:
            kept.append(block)
    return tuple(kept), people, date, pieces


def _moved(
    words: str, what: str, line: int, source: str, fate: Disposition = Disposition.MOVED
) -> SourcePiece:
    return SourcePiece(source=source, line=line, fate=fate, what=what, words=words)


def _levelled(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Let the highest heading stand one below the title."""
    levels = [heading.level for heading in find_nodes(blocks, Heading)]
    if not levels:
        return blocks
    shift = 2 - min(levels)

    def levelled(node: Node) -> Node:
        if isinstance(node, Heading):
            return replace(node, level=min(6, node.level + shift))
        return node

    return map_nodes(Group(blocks), levelled, Heading).blocks


# --- Account ----------------------------------------------------------------------


def _kept(blocks: Iterable[Block], source: str, what: str) -> Iterable[SourcePiece]:
    for block in blocks:
        yield SourcePiece(
            source=source,
            line=block.span.line if block.span else None,
            fate=Disposition.KEPT,
            what=_what(block, what),
            words=words_of([block]),
        )


def _kept_notes(notes: Iterable[Note], source: str) -> Iterable[SourcePiece]:
    for note in notes:
        yield from _kept(note.blocks, source, "a note")


def _what(block: Block, text: str) -> str:
    names = {
        "Paragraph": text,
        "Heading": "a heading",
        "BlockQuote": "a quotation",
        "Figure": "a picture",
        "List": "a list",
        "Table": "a table",
        "CodeBlock": "code",
        "SceneBreak": "a scene break",
        "Verse": "verse",
    }
    return names.get(type(block).__name__, text)


def _guesses(title: str | None, article: Tag, source: str) -> tuple[Guess, ...]:
    guesses = [
        Guess(
            source=source,
            line=line_of(article),
            words=f"<{name_of(article)}>",
            chosen="the article of the page",
            alternative="see set-aside.md for what was around it",
        )
    ]
    if title is not None:
        guesses.append(
            Guess(
                source=source,
                line=1,
                words=title,
                chosen="the title",
                alternative="a heading",
            )
        )
    return tuple(guesses)


def _remarks(page: WebPage, maker: PageMaker, source: str) -> tuple[str, ...]:
    remarks: list[str] = []
    if page.encoding not in ("utf-8", "utf-8-sig"):
        remarks.append(f"{source} was read as {page.encoding}.")
    if maker.missing:
        count = len(maker.missing)
        remarks.append(
            f"{count} images of {source} weren’t saved with it, or can’t be read; "
            "placeholders take their places, and set-aside.md has their addresses."
            if count > 1
            else f"An image of {source} wasn’t saved with it, or can’t be read; a "
            "placeholder takes its place, and set-aside.md has its address."
        )
    return tuple(remarks)
