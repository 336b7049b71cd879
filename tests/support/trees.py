"""Random trees for property tests: every kind of node, in places where it may stand.

`books()` gives whole books in which every id is unique, every internal link leads to
an id of the book, and every note that is called is defined in its division.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar, cast

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.metadata import Creator, Metadata, Series, Subject
from bookmaker.document.nodes import (
    Abbreviation,
    Admonition,
    AdmonitionKind,
    Alignment,
    Attributes,
    Bibliography,
    BibliographyEntry,
    Block,
    BlockQuote,
    Citation,
    CitedSource,
    Code,
    CodeBlock,
    Contents,
    ContentsEntry,
    ContentsKind,
    CrossReference,
    Definition,
    DefinitionList,
    Emphasis,
    Epigraph,
    FaultMark,
    Figure,
    Group,
    Heading,
    Highlight,
    Image,
    Index,
    IndexEntry,
    IndexGroup,
    IndexLocator,
    IndexReference,
    IndexRole,
    IndexTerm,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    ListStyle,
    Math,
    MathBlock,
    Node,
    Note,
    NoteList,
    NoteReference,
    PageBreak,
    Panel,
    PanelKind,
    Paragraph,
    RawBlock,
    RawInline,
    ReferenceForm,
    Ruby,
    SceneBreak,
    Section,
    SmallCaps,
    SoftBreak,
    Span,
    Stanza,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Table,
    TableCell,
    TableRow,
    Text,
    TitleLine,
    TitleRole,
    Verse,
    VerseLine,
)
from bookmaker.document.walk import descend, descend_book, map_book, map_divisions
from bookmaker.source import SourceSpan

# What books hold and what breaks programs: markup's own signs, quotes, spaces of all
# widths, a combining mark, right-to-left and wide letters, one beyond the first plane.
_SIGNS = "abcdefgh ABC 123 <>&\"'`*_[]{}#\\|~$%“”‘’«»–—…éßœ\u00a0\u2009\u0301אن漢字🜚"
_WORD = st.text("abcdefghijklmnop", min_size=1, max_size=6)
_LABELS = ("a", "b", "note-3")

words: SearchStrategy[str] = st.text(_SIGNS, min_size=1, max_size=24)
"""A run of words without line ends."""

_lines = st.lists(words, max_size=3).map("\n".join)

spans: SearchStrategy[SourceSpan | None] = st.none() | st.builds(
    lambda file, line, column, length: SourceSpan(
        f"chapters/{file}.md", line, column, line, column + length
    ),
    _WORD,
    st.integers(1, 500),
    st.integers(1, 200),
    st.integers(0, 80),
)

attributes: SearchStrategy[Attributes] = st.one_of(
    st.just(Attributes()),
    st.builds(
        Attributes,
        id=st.none() | _WORD,
        classes=st.lists(_WORD, max_size=2).map(tuple),
        pairs=st.lists(st.tuples(_WORD, words), max_size=2).map(tuple),
    ),
)

N = TypeVar("N", bound=Node)
T = TypeVar("T")

_NODE: Mapping[str, SearchStrategy[object]] = {
    "attributes": attributes,
    "span": spans,
}


def _node(kind: type[N], /, **own: SearchStrategy[object]) -> SearchStrategy[N]:
    return st.builds(kind, **_NODE, **own)


def _some(
    strategy: SearchStrategy[T], least: int = 0, most: int = 3
) -> SearchStrategy[tuple[T, ...]]:
    return st.lists(strategy, min_size=least, max_size=most).map(tuple)


_image = _node(
    Image,
    source=_WORD.map("images/{}.png".format),
    alternative=st.none() | st.just("") | words,
    title=st.just("") | words,
)

_mathml = st.just(
    '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi><mo>&lt;</mo></math>'
)

LEAF_INLINES: Mapping[type[Node], SearchStrategy[Node]] = {
    Text: _node(Text, text=words),
    SoftBreak: _node(SoftBreak),
    LineBreak: _node(LineBreak),
    Code: _node(Code, text=words),
    Image: _image,
    NoteReference: _node(NoteReference, label=st.sampled_from(_LABELS)),
    Math: _node(Math, text=words, mathml=_mathml),
    RawInline: _node(RawInline, text=words),
    Abbreviation: _node(
        Abbreviation, children=words.map(lambda w: (Text(w),)), expansion=words
    ),
    Ruby: _node(Ruby, children=words.map(lambda w: (Text(w),)), reading=words),
    Citation: _node(
        Citation,
        sources=st.just((CitedSource("tides"),)),
        is_in_text=st.booleans(),
        written=words,
    ),
    IndexTerm: _node(
        IndexTerm, entry=words, role=st.sampled_from(IndexRole), see=st.just("") | words
    ),
}


def _holding(inner: SearchStrategy[Node]) -> Mapping[type[Node], SearchStrategy[Node]]:
    children = _some(inner, least=1)
    kinds: tuple[type[Node], ...] = (
        Emphasis,
        Strong,
        SmallCaps,
        Superscript,
        Subscript,
        Strikeout,
        Highlight,
        Span,
    )
    targets = st.sampled_from(["#there", "https://example.org/?a=1&b=2"])
    link = _node(Link, children=children, target=targets, title=st.just("") | words)
    reference = _node(
        CrossReference,
        target=st.just("#there"),
        form=st.sampled_from(ReferenceForm),
        children=children,
        has_own_words=st.booleans(),
    )
    holding = {kind: _node(kind, children=children) for kind in kinds}
    return {**holding, Link: link, CrossReference: reference}


HOLDING_INLINES = _holding(st.nothing())


def _one_of(
    strategies: Mapping[type[Node], SearchStrategy[Node]],
) -> SearchStrategy[Node]:
    return st.one_of(*strategies.values())


# Words come first: a failing example shrinks to them.
_plain = LEAF_INLINES[Text] | _one_of(LEAF_INLINES)
inlines = cast(
    "SearchStrategy[Inline]",
    st.recursive(_plain, lambda inner: _one_of(_holding(inner)), max_leaves=6),
)
"""Any inline node."""

_inline_run = _some(inlines, most=4)
_title = _some(LEAF_INLINES[Text] | _node(Emphasis, children=_some(_plain, 1)), 1, 2)
_maybe_title = st.just(()) | _title
_number = st.none() | st.sampled_from(["1", "IV", "2.3"])

_verse_lines = _some(
    _node(VerseLine, children=_inline_run, indent=st.integers(0, 8)), least=1
)
_stanzas = _some(_node(Stanza, lines=_verse_lines), least=1, most=2)


def _contents_entries(depth: int) -> SearchStrategy[tuple[ContentsEntry, ...]]:
    below = _contents_entries(depth - 1) if depth else st.just(())
    entry = _node(
        ContentsEntry,
        target=st.just("there"),
        title=_title,
        label=_number,
        entries=below,
    )
    return _some(entry, most=2)


_locators = st.builds(
    IndexLocator,
    target=st.just("there"),
    end=st.none() | st.just("there"),
    is_main=st.booleans(),
    words=st.just("") | words,
)
_references = st.builds(IndexReference, words=_title, target=st.none())
_index_entries = st.builds(
    IndexEntry,
    term=_title,
    locators=_some(_locators, most=1),
    see=_some(_references, most=1),
    entries=st.just(()) | st.builds(IndexEntry, term=_title).map(lambda e: (e,)),
)
_index_groups = st.builds(
    IndexGroup, heading=words, entries=_index_entries.map(lambda e: (e,))
)

LEAF_BLOCKS: Mapping[type[Node], SearchStrategy[Node]] = {
    Paragraph: _node(Paragraph, children=_inline_run),
    Heading: _node(Heading, level=st.integers(1, 6), children=_inline_run),
    Verse: _node(Verse, stanzas=_stanzas, attribution=_maybe_title),
    CodeBlock: _node(
        CodeBlock,
        text=_lines,
        language=st.none() | _WORD,
        caption=_maybe_title,
        label=_number,
        file_name=st.none() | _WORD,
        first_line=st.none() | st.integers(0, 99),
        is_highlighted=st.booleans(),
    ),
    MathBlock: _node(MathBlock, text=words, label=_number, mathml=_mathml),
    Figure: _node(Figure, image=_image, caption=_maybe_title, label=_number),
    SceneBreak: _node(SceneBreak, is_blank=st.booleans()),
    PageBreak: _node(PageBreak),
    TitleLine: _node(TitleLine, role=st.sampled_from(TitleRole), children=_title),
    Contents: _node(
        Contents, entries=_contents_entries(1), kind=st.sampled_from(ContentsKind)
    ),
    Bibliography: _node(
        Bibliography,
        entries=_some(_node(BibliographyEntry, words=_title), most=2),
        title=st.just("") | words,
    ),
    Index: _node(Index, groups=_some(_index_groups, most=1)),
    FaultMark: _node(FaultMark, code=st.just("M012"), message=words),
    RawBlock: _node(RawBlock, text=_lines),
}


def _nesting(inner: SearchStrategy[Node]) -> Mapping[type[Node], SearchStrategy[Node]]:
    blocks = _some(inner)
    items = _some(
        _node(ListItem, blocks=blocks, is_done=st.none() | st.booleans()), least=1
    )
    definitions = _some(
        _node(
            Definition,
            term=_title,
            descriptions=st.lists(_some(inner, 1, 2), min_size=1, max_size=2).map(
                tuple
            ),
        ),
        least=1,
        most=2,
    )
    return {
        Section: _node(
            Section,
            level=st.integers(1, 3),
            title=_title,
            blocks=blocks,
            number=_number,
            short_title=st.none() | words,
        ),
        BlockQuote: _node(BlockQuote, blocks=blocks, attribution=_maybe_title),
        Epigraph: _node(Epigraph, blocks=blocks, attribution=_maybe_title),
        List: _node(
            List,
            items=items,
            style=st.sampled_from(ListStyle),
            start=st.integers(0, 20),
            is_tight=st.booleans(),
        ),
        DefinitionList: _node(
            DefinitionList, definitions=definitions, is_tight=st.booleans()
        ),
        Table: _tables(inner),
        Admonition: _node(
            Admonition,
            kind=st.sampled_from(AdmonitionKind),
            blocks=blocks,
            title=_maybe_title,
        ),
        Group: _node(Group, blocks=blocks),
        Panel: _node(
            Panel,
            kind=st.sampled_from(PanelKind),
            blocks=_some(inner, 1),
            caption=_maybe_title,
            columns=st.integers(1, 7),
            label=_number,
        ),
        NoteList: _node(
            NoteList,
            notes=_some(
                _node(Note, label=st.just("gathered"), blocks=blocks, number=_number)
            ),
        ),
    }


def _tables(inner: SearchStrategy[Node]) -> SearchStrategy[Table]:
    """Tables of up to three columns; every row has a cell for each."""

    def rows(
        columns: int, least: int, *, is_header: bool
    ) -> SearchStrategy[tuple[TableRow, ...]]:
        cell = _node(
            TableCell,
            blocks=_some(inner, most=1),
            alignment=st.none() | st.sampled_from(Alignment),
            is_header=st.just(is_header),
        )
        row = _node(TableRow, cells=_some(cell, columns, columns))
        return _some(row, least, most=2)

    return st.integers(1, 3).flatmap(
        lambda columns: _node(
            Table,
            head=rows(columns, 0, is_header=True),
            body=rows(columns, 1, is_header=False),
            caption=_maybe_title,
            label=_number,
        )
    )


NESTING_BLOCKS = _nesting(st.nothing())

_leaf_blocks = LEAF_BLOCKS[Paragraph] | _one_of(LEAF_BLOCKS)
blocks = cast(
    "SearchStrategy[Block]",
    st.recursive(_leaf_blocks, lambda inner: _one_of(_nesting(inner)), max_leaves=6),
)
"""Any block node."""

_FRONT = (
    DivisionKind.HALF_TITLE,
    DivisionKind.CONTENTS,
    DivisionKind.PREFACE,
    DivisionKind.DEDICATION,
)
_BODY = (
    DivisionKind.CHAPTER,
    DivisionKind.PROLOGUE,
    DivisionKind.EPILOGUE,
    DivisionKind.CONTENTS,
)
_BACK = (DivisionKind.APPENDIX, DivisionKind.ABOUT_THE_AUTHOR)


def divisions(*kinds: DivisionKind) -> SearchStrategy[Division]:
    """Divisions of these kinds, without others in them."""
    return _node(Division, **_division_fields(kinds), divisions=st.just(()))


def _division_fields(
    kinds: tuple[DivisionKind, ...],
) -> Mapping[str, SearchStrategy[object]]:
    return {
        "kind": st.sampled_from(kinds),
        "title": _title,
        "blocks": _some(blocks, most=4),
        "subtitle": _maybe_title,
        "short_title": st.none() | words,
        "author": st.none() | words,
        "language": st.none() | st.sampled_from(["de", "he"]),
        "is_numbered": st.booleans(),
        "shows_title": st.booleans(),
        "number": _number,
        "label": st.none() | words,
        "file": st.none() | _WORD.map("chapters/{}.md".format),
    }


_parts = _node(
    Division,
    **_division_fields((DivisionKind.PART,)),
    divisions=_some(divisions(*_BODY), least=1, most=2),
)

_creators = st.lists(
    st.builds(Creator, words, file_as=st.none() | words, role=st.just("aut")),
    max_size=2,
).map(tuple)

metadata: SearchStrategy[Metadata] = st.builds(
    Metadata,
    title=words,
    language=st.sampled_from(["en", "de-CH", "fr", "es"]),
    subtitle=st.none() | words,
    authors=_creators,
    contributors=_creators,
    published=st.none() | st.dates(datetime.date(1900, 1, 1)),
    modified=st.none()
    | st.datetimes(datetime.datetime(1990, 1, 1), timezones=st.just(datetime.UTC)),  # noqa: DTZ001 - Hypothesis adds the zone
    subjects=st.lists(st.builds(Subject, words), max_size=2).map(tuple),
    series=st.none() | st.builds(Series, words, position=st.none() | words),
    identifier=st.none() | st.just("urn:example:tides"),
)


@st.composite
def books(draw: st.DrawFn) -> Book:
    """Whole books; see the module's docstring for what holds of them."""
    chapters = draw(_some(divisions(*_BODY) | _parts, least=1))
    book = Book(
        draw(metadata),
        front=draw(_some(divisions(*_FRONT), most=1)),
        body=chapters,
        back=draw(_some(divisions(*_BACK), most=1)),
    )
    return _with_notes(_with_targets(book))


def _with_targets(book: Book) -> Book:
    """Give every id a number of its own, and links one of those ids."""
    ids: list[str] = []

    def unique(node: N) -> N:
        if node.attributes.id is None and not isinstance(node, Division):
            return node
        stem = node.attributes.id or "division"
        ids.append(f"{stem}-{len(ids)}")
        return replace(node, attributes=replace(node.attributes, id=ids[-1]))

    book = map_divisions(map_book(book, unique), unique)
    there = ids[0]

    def aimed(node: Node) -> Node:
        match node:
            case Link(target="#there"):
                return replace(node, target=f"#{there}")
            case ContentsEntry():
                return replace(node, target=there)
            case _:
                return node

    return map_book(book, aimed)


def _with_notes(book: Book) -> Book:
    """Define in each division the notes that its own blocks call."""

    def noted(division: Division) -> Division:
        roots = (*division.title, *division.subtitle, *division.blocks)
        called = dict.fromkeys(
            node.label for node in descend(*roots) if isinstance(node, NoteReference)
        )
        notes = tuple(
            Note(label, (Paragraph((Text(f"Of {label}."),)),)) for label in called
        )
        return replace(division, notes=notes)

    return map_divisions(book, noted)


def kinds_in(book: Book) -> frozenset[type[Node]]:
    """The kinds of node that a book holds."""
    return frozenset(type(node) for node in descend_book(book))
