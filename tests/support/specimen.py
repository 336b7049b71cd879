"""A small book in which every construct stands once: for contracts and for pages."""

from __future__ import annotations

import datetime
from dataclasses import replace

from bookmaker.document.book import Book, Division, DivisionKind, Source
from bookmaker.document.metadata import Creator, Metadata, Series
from bookmaker.document.nodes import (
    Admonition,
    AdmonitionKind,
    Alignment,
    Attributes,
    Block,
    BlockQuote,
    Citation,
    CitedSource,
    Code,
    CodeBlock,
    Definition,
    DefinitionList,
    Emphasis,
    Epigraph,
    FaultMark,
    Figure,
    FormulaImage,
    Group,
    Heading,
    Highlight,
    Image,
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
    Note,
    NoteReference,
    PageBreak,
    Panel,
    PanelKind,
    Paragraph,
    RawBlock,
    RawInline,
    SceneBreak,
    SmallCaps,
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
    Verse,
    VerseLine,
)

WORDS = (
    "The water came down the lane with everything that the farm had put off tidying "
    "since the spring, and nobody was up to see it go by."
)
PICTURE = "images/square.svg"
SQUARE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="80" height="80"'
    b' viewBox="0 0 80 80"><rect width="80" height="80"/></svg>'
)
OVERLAY = {PICTURE: SQUARE}
"""The specimen's files, for a workspace."""


def words(*nodes: str | Inline) -> Paragraph:
    """A paragraph of words and nodes."""
    return Paragraph(tuple(Text(n) if isinstance(n, str) else n for n in nodes))


def _inline_nodes() -> Paragraph:
    return words(
        Emphasis((Text("stress"),)),
        " ",
        Strong((Text("strong"),)),
        " ",
        SmallCaps((Text("Small"),)),
        Superscript((Text("th"),)),
        Subscript((Text("2"),)),
        Strikeout((Text("gone"),)),
        Highlight((Text("marked"),)),
        Span((Text("mot"),), attributes=Attributes(pairs=(("lang", "fr"),))),
        Code("a != b"),
        LineBreak(),
        Link((Text("within"),), "#second"),
        " ",
        Link((Text("outside"),), "https://example.org/a/long/path/that/is/long"),
        RawInline("<blink>"),
        Image(PICTURE, "A square"),
        Citation((CitedSource("tides"),)),
        Span((Text("groyne"),), attributes=Attributes(classes=("term",))),
        IndexTerm((Text("ford"),), role=IndexRole.MAIN),
        IndexTerm(entry="Fords!high", see="ford"),
        IndexTerm(entry="Rain", role=IndexRole.START, key="rain"),
        IndexTerm(role=IndexRole.END, key="rain"),
    )


def _cell(
    text: str, alignment: Alignment | None = None, *, is_header: bool = False
) -> TableCell:
    return TableCell((words(text),), alignment, is_header)


def _table() -> Table:
    start, center, end = Alignment.START, Alignment.CENTER, Alignment.END
    head = TableRow((_cell("Name", start), _cell("Kind", center), _cell("Feet", end)))
    row = (_cell("Ford", start, is_header=True), _cell("low", center), _cell("12", end))
    return Table(
        (head,), (TableRow(row, may_divide=True),), (Text("Crossings"),), "Table 1"
    )


def _lists() -> tuple[Block, ...]:
    item = ListItem((words("one"),))
    ordered = tuple(
        List((item,), style, is_tight=False)
        for style in ListStyle
        if style is not ListStyle.BULLET
    )
    tasks = List((ListItem((words("a"),), True), ListItem((words("b"),), False)))
    term = Definition((Text("Groyne"),), ((words("A low wall."),),))
    return (
        List((item, ListItem((words("two"), List((item,)))))),
        *ordered,
        tasks,
        DefinitionList((term,)),
        DefinitionList((term,), is_tight=False),
    )


def _verse() -> Verse:
    lines = tuple(VerseLine((Text(f"line {i}"),), i) for i in range(0, 18, 2))
    return Verse((Stanza(lines), Stanza(lines[:1])), (Text("A Poet"),))


def _set_apart() -> tuple[Block, ...]:
    return (
        BlockQuote((words(WORDS),), (Text("A Farmer, May 1931"),)),
        _verse(),
        Figure(
            Image(
                PICTURE,
                "A square",
                attributes=Attributes(pairs=(("description", "#second"),)),
            ),
            (Text("A square."),),
            "Figure 1",
        ),
        _table(),
        CodeBlock('fn main() {\n    println!("{} feet", height);\n}', "rust"),
        CodeBlock(
            '@a\ndef f(x):  # one\n    return "s"',
            "python",
            (Text("One."),),
            "Listing 1",
            "1",
            file_name="one.py",
            first_line=1,
            callouts=((2, 1),),
            turnovers=(5,),
        ),
        CodeBlock("- a\n+ b", "diff"),
        Paragraph((Math("x", image=FormulaImage(PICTURE, "1em", "0em")),)),
        MathBlock("a < b", attributes=Attributes("eq-a")),
        replace(_table(), scale=60),
        replace(_table(), attributes=Attributes(classes=("turned",))),
        CodeBlock("let x: u8 = 1;", "rust"),
        *(
            Figure(
                Image(PICTURE, "A square"),
                attributes=Attributes(pairs=(("fig-align", side),)),
            )
            for side in ("left", "right")
        ),
        *(
            Panel(
                PanelKind.FIGURE,
                (Figure(Image(PICTURE, "A square"), (Text("Half."),), "(a)"), _table()),
                (Text("Both."),),
                columns,
                "Figure 2",
            )
            for columns in range(1, 7)
        ),
        SceneBreak(),
        words(WORDS),
        SceneBreak(is_blank=True),
        words(WORDS),
        *(Admonition(kind, (words(WORDS),)) for kind in AdmonitionKind),
        Group(
            (DefinitionList((Definition((Text("Groyne"),), ((words("A wall."),),)),)),),
            attributes=Attributes(classes=("glossary",)),
        ),
        FaultMark("M012", "the note “a” is never called"),
        RawBlock("<video/>"),
        Group((words(WORDS),), attributes=Attributes(classes=("letter",))),
        PageBreak(),
        words(WORDS),
    )


def _sections() -> tuple[Block, ...]:
    return tuple(
        block
        for level in range(2, 7)
        for block in (Heading(level, (Text(f"Level {level}"),)), words(WORDS))
    )


def _notes() -> tuple[Note, ...]:
    quoted = BlockQuote((words("Quoted."),), (Text("N. N."),))
    return (
        Note("a", (words("Of two paragraphs."), words("This is the second."))),
        Note("b", (words("With a list."), List((ListItem((words("x"),)),)), quoted)),
    )


def _second() -> Division:
    calls = (NoteReference("a"), Text(" and more "), NoteReference("b"))
    boxed = Group(tuple(Heading(level, (Text("In a box"),)) for level in range(1, 6)))
    return Division(
        DivisionKind.CHAPTER,
        (Text("A Second Chapter"),),
        (words(WORDS, *calls), *_lists(), boxed, *_sections(), *_set_apart()),
        notes=_notes(),
        subtitle=(Text("In which everything stands"),),
        author="A. Guest",
        translator="Per Lind",
        attributes=Attributes(id="second"),
        file="second.md",
    )


def _first() -> Division:
    epigraph = Epigraph((words("Everything flows."),), (Text("Heraclitus"),))
    opening = Paragraph(
        (Text(f"“Quick!” {WORDS}"),), attributes=Attributes(classes=("dropcap",))
    )
    plain = (words(WORDS * 3) for _ in range(8))
    section = Division(
        DivisionKind.SECTION,
        (Text("A Section of Its Own Donaudampfschifffahrtsgesellschaft"),),
        (words(WORDS),),
        attributes=Attributes(id="section"),
        file="section.md",
    )
    return Division(
        DivisionKind.CHAPTER,
        (Text("A First Chapter"),),
        (epigraph, opening, _inline_nodes(), *plain),
        (section,),
        attributes=Attributes(id="first"),
        file="first.md",
    )


def _plain_divisions(*kinds: DivisionKind) -> tuple[Division, ...]:
    return tuple(
        Division(
            kind,
            (Text(kind.value.replace("-", " ").title()),),
            (words(WORDS),),
            attributes=Attributes(id=f"{kind.value}-leaf"),
            file=f"{kind.value}.md",
        )
        for kind in kinds
    )


def specimen_book() -> Book:
    """The book, as a reader would give it: no transform has touched it."""
    kinds = DivisionKind
    part = Division(
        kinds.PART,
        (Text("High Ground"),),
        (),
        (_first(), _second()),
        attributes=Attributes(id="high-ground"),
    )
    generated = (kinds.HALF_TITLE, kinds.TITLE_PAGE, kinds.COPYRIGHT)
    return Book(
        metadata=Metadata(
            "The Specimen",
            language="en-GB",
            subtitle="Everything Once",
            authors=(Creator("Ann Author"), Creator("Bob Writer")),
            contributors=(Creator("Tess Translator", role="trl"),),
            publisher="A Press",
            rights="© 2026 A Press.",
            series=Series("Specimens", "1"),
            modified=datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC),
        ),
        front=(
            *(Division(kind) for kind in generated),
            *_plain_divisions(kinds.DEDICATION, kinds.EPIGRAPH),
            Division(kinds.CONTENTS),
            *_plain_divisions(
                kinds.FOREWORD,
                kinds.PREFACE,
                kinds.ACKNOWLEDGEMENTS,
                kinds.INTRODUCTION,
            ),
        ),
        body=(
            part,
            *_plain_divisions(kinds.PROLOGUE, kinds.EPILOGUE, kinds.CONCLUSION),
        ),
        back=(
            *_plain_divisions(
                kinds.AFTERWORD,
                kinds.APPENDIX,
                kinds.NOTES,
                kinds.GLOSSARY,
                kinds.BIBLIOGRAPHY,
                kinds.INDEX,
                kinds.ABOUT_THE_AUTHOR,
                kinds.ALSO_BY,
                kinds.COLOPHON,
            ),
            Division(kinds.GLOSSARY),
            Division(kinds.INDEX),
        ),
        sources=(Source("tides", '{"id": "tides", "title": "Tides", "type": "book"}'),),
    )
