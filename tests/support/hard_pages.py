"""A book of what is hard to tag: what layout splits, nests or draws without words."""

from __future__ import annotations

import io

from PIL import Image as Picture

from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.metadata import Metadata
from bookmaker.document.nodes import (
    Attributes,
    Block,
    BlockQuote,
    Code,
    CodeBlock,
    Definition,
    DefinitionList,
    Emphasis,
    Figure,
    Heading,
    Image,
    Inline,
    Link,
    List,
    ListItem,
    Note,
    NoteReference,
    Paragraph,
    Strong,
    Table,
    TableCell,
    TableRow,
    Text,
)
from tests.support.specimen import OVERLAY, PICTURE, WORDS, words

MODES = ("RGB", "RGBA", "L", "LA", "P", "1")


def _picture(mode: str) -> bytes:
    file = io.BytesIO()
    Picture.new(mode, (40, 20)).save(file, "PNG")
    return file.getvalue()


PICTURES = {f"images/{mode}.png": _picture(mode) for mode in MODES}
FILES = {**OVERLAY, **PICTURES}
"""The book's files, for a workspace."""


def _links() -> tuple[Block, ...]:
    address = "https://example.org/(a)/é?b=c&d=e"
    inside: tuple[Inline, ...] = (
        Emphasis((Text("stressed"), Strong((Text(" and strong"),)))),
        Code("code"),
        Image(PICTURE, "A square"),
    )
    return (
        words(WORDS, Link((Text("plain "), *inside), address), WORDS),
        words(Link((Emphasis((Text("all of it stressed"),)),), "#two")),
        words(Link((Image(PICTURE, "A square"),), "#two")),
        words(Link((Image(PICTURE, ""),), "#two")),
        words(WORDS, Link((Text(WORDS),), "#two")),
        Heading(2, (Text("A heading with "), Link((Text("a link"),), "#two"))),
        words(NoteReference("long"), " and again ", NoteReference("long")),
    )


def _lists() -> tuple[Block, ...]:
    deep: Block = words("the innermost")
    for _ in range(4):
        around = (words("before"), deep, words("after"))
        deep = List((ListItem(around), ListItem((words("next"),))), is_tight=False)
    blocks = (CodeBlock("a\nb", "text"), BlockQuote((words(WORDS),)), _small_table())
    terms = (Text("One"),), (Text("Other"),)
    several = Definition(terms[0], ((words("a"), words("b")), (words("c"),)))
    return (
        deep,
        List((ListItem(blocks), ListItem(())), is_tight=True),
        List((ListItem((words(*([WORDS] * 40)),)),)),
        DefinitionList((several, Definition(terms[1], ((deep,),)))),
    )


def _cell(
    text: str, *, columns: int = 1, rows: int = 1, is_header: bool = False
) -> TableCell:
    blocks = (words(text),) if text else ()
    return TableCell(blocks, is_header=is_header, column_span=columns, row_span=rows)


def _small_table() -> Table:
    return Table((TableRow((_cell("a"),)),), (TableRow((_cell("b"),)),))


def _tables() -> tuple[Block, ...]:
    heads = (
        TableRow((_cell("", rows=2), _cell("Over both", columns=2))),
        TableRow((_cell("Left"), _cell("Right"))),
    )
    rows = (
        TableRow((_cell("Both rows", rows=2, is_header=True), _cell("1"), _cell("2"))),
        TableRow((_cell("3 and 4", columns=2),)),
        TableRow((_cell("", is_header=True), _cell(""), _cell("6"))),
    )
    many = tuple(TableRow((_cell(f"{n}"), _cell(WORDS))) for n in range(60))
    linked = TableCell((words(Link((Text("there"),), "#two"), NoteReference("b")),))
    blocks = TableCell((words("one"), List((ListItem((words("two"),)),))))
    return (
        Table(heads, rows, (Text("Joined cells"),)),
        Table((TableRow((_cell("No"), _cell("Words"))),), many),
        Table((), (TableRow((_cell("without"), _cell("a head"))),)),
        Table((TableRow((_cell("A"), _cell("B"))),), (TableRow((linked, blocks)),)),
    )


def _pictures() -> tuple[Block, ...]:
    return (
        *(Figure(Image(path, f"In {path}"), (Text("Below"),)) for path in PICTURES),
        Figure(Image(PICTURE, ""), ()),
        words(Image(PICTURE, ""), " beside words ", Image("images/RGB.png", "")),
    )


def hard_book() -> Book:
    """The book, as a reader would give it."""
    notes = (
        Note("long", tuple(words(f"{n}. ", *([WORDS] * 3)) for n in range(40))),
        Note("b", (words("Short, with ", Link((Text("a link"),), "#two")),)),
    )
    one = Division(
        DivisionKind.CHAPTER,
        (Text("One "), Emphasis((Text("stressed"),))),
        (*_links(), *_lists(), *_tables(), *_pictures()),
        notes=notes,
        attributes=Attributes(id="one"),
    )
    two = Division(
        DivisionKind.CHAPTER,
        (),
        (Paragraph((Text("Without a title."),)),),
        attributes=Attributes(id="two"),
    )
    return Book(
        Metadata("Hard — to ‘tag’ & <read>", language="en"),
        front=(Division(DivisionKind.CONTENTS),),
        body=(one, two),
    )
