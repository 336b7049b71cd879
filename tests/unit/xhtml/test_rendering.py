"""Each kind of node has its markup; every tree gives well-formed XHTML."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.metadata import Metadata
from bookmaker.document.nodes import (
    Admonition,
    AdmonitionKind,
    Alignment,
    Attributes,
    Block,
    BlockQuote,
    CodeBlock,
    Definition,
    DefinitionList,
    Emphasis,
    Epigraph,
    FaultMark,
    Figure,
    Image,
    Inline,
    LineBreak,
    List,
    ListItem,
    ListStyle,
    Note,
    NoteList,
    NoteReference,
    Paragraph,
    RawBlock,
    SceneBreak,
    Section,
    SmallCaps,
    Span,
    Stanza,
    Strong,
    Table,
    TableCell,
    TableRow,
    Text,
    Verse,
    VerseLine,
)
from bookmaker.xhtml.content import render_blocks
from bookmaker.xhtml.context import DEFAULT_CONTEXT, Context
from bookmaker.xhtml.divisions import ranked_divisions, render_division
from bookmaker.xhtml.serialize import escape, escape_attribute
from tests.support.builders import inlines, link, paragraph
from tests.support.tiers import examples
from tests.support.trees import books

CASES: list[tuple[Block, str]] = [
    (paragraph("a < b & c"), "<p>a &lt; b &amp; c</p>"),
    (paragraph("a", LineBreak(), "b"), "<p>a<br/>b</p>"),
    (
        paragraph(SmallCaps(inlines("nb"))),
        '<p><span class="small-caps">nb</span></p>',
    ),
    (
        BlockQuote((paragraph("q"),), inlines("Who")),
        '<div class="quotation"><blockquote><p>q</p></blockquote>\n'
        '<p class="attribution">Who</p></div>',
    ),
    (
        Epigraph((paragraph("q"),)),
        '<div class="epigraph" epub:type="epigraph" role="doc-epigraph">'
        "<blockquote><p>q</p></blockquote></div>",
    ),
    (
        Verse((Stanza((VerseLine(inlines("a")), VerseLine(inlines("b"), 3))),)),
        '<div class="verse"><p class="stanza"><span class="line">a</span><br/>\n'
        '<span class="line indent-2">b</span></p></div>',
    ),
    (
        List((ListItem((paragraph("a"),)),), ListStyle.DECIMAL, start=3),
        '<ol class="decimal tight" start="3"><li>a</li></ol>',
    ),
    (
        List((ListItem((paragraph("a"),)),), is_tight=False),
        '<ul class="loose"><li><p>a</p></li></ul>',
    ),
    (
        List((ListItem((paragraph("a"), paragraph("b"))),)),
        '<ul class="tight"><li><p>a</p>\n<p>b</p></li></ul>',
    ),
    (
        DefinitionList(
            (Definition(inlines("t"), ((paragraph("a"), paragraph("b")),)),)
        ),
        '<dl class="tight"><dt>t</dt>\n<dd><p>a</p>\n<p>b</p></dd></dl>',
    ),
    (
        CodeBlock("x\ny", "rust"),
        '<pre class="listing"><code class="language-rust">x\ny</code></pre>',
    ),
    (
        Figure(Image("a.png", "A hill"), inlines("Seen"), "Figure 1"),
        '<figure class="figure"><img class="picture" src="a.png" alt="A hill"/>\n'
        '<figcaption><span class="label">Figure 1</span> Seen</figcaption></figure>',
    ),
    (SceneBreak(is_blank=True), '<hr class="scene-break blank"/>'),
    (RawBlock("<blink>"), '<pre class="raw">&lt;blink&gt;</pre>'),
    (
        Admonition(AdmonitionKind.TIP, (paragraph("a"),), inlines("Tip")),
        '<div class="admonition tip" role="doc-tip">'
        '<p class="admonition-title">Tip</p>\n<p>a</p></div>',
    ),
    (
        Section(2, inlines("S"), (), "1.2", attributes=Attributes(id="s")),
        '<section id="s" class="subsection level-2">'
        '<h3 class="heading"><span class="number">1.2</span> S</h3>\n</section>',
    ),
]


@pytest.mark.parametrize(
    ("block", "markup"), CASES, ids=[type(block).__name__ for block, _ in CASES]
)
def test_a_block_has_its_markup(block: Block, markup: str) -> None:
    assert render_blocks([block], DEFAULT_CONTEXT, rank=1) == markup


def test_an_empty_head_is_not_a_head_and_columns_are_aligned() -> None:
    head = TableRow((TableCell(()), TableCell((paragraph("b"),), Alignment.END)))
    body = TableRow((TableCell((paragraph("1"),)), TableCell((paragraph("2"),))))
    markup = render_blocks([Table((head,), (body,))], DEFAULT_CONTEXT, rank=1)
    assert '<td></td><th class="end" scope="col">b</th>' in markup


@pytest.mark.parametrize(("columns", "scrolls"), [(2, False), (3, True)])
def test_a_table_of_many_columns_scrolls_on_a_screen(
    columns: int, *, scrolls: bool
) -> None:
    cells = tuple(TableCell((paragraph("w"),)) for _ in range(columns))
    table = Table((), (TableRow(cells),))
    screen = render_blocks([table], Context(scrolls_wide_tables=True), rank=1)
    paper = render_blocks([table], DEFAULT_CONTEXT, rank=1)
    box = f'<div class="wide-table" tabindex="0">{paper}</div>'
    assert screen == (box if scrolls else paper)


def test_a_note_at_its_call_stands_beside_it_as_phrasing() -> None:
    note = Note("x", (paragraph("one"), paragraph("two")), "1", "call")
    call = NoteReference("x", "1", "note", note)
    markup = render_blocks([paragraph("a", call)], DEFAULT_CONTEXT, rank=1)
    assert markup.count("<p>") == 1
    assert markup.count('class="note-paragraph"') == 2


def test_gathered_notes_lead_back_to_their_calls() -> None:
    attributes = Attributes(id="n1")
    note = Note("x", (paragraph("one"),), "1", "c1", attributes=attributes)
    markup = render_blocks([NoteList((note,), "Notes")], DEFAULT_CONTEXT, rank=1)
    assert '<aside id="n1" class="note" epub:type="footnote"' in markup
    assert 'role="doc-backlink" href="#c1">1</a>' in markup


def test_links_and_pictures_are_resolved_by_the_edition() -> None:
    context = Context(href=lambda target: f"x{target}", picture=lambda p: f"../{p}")
    image = Image("a.png", "A")
    markup = render_blocks([paragraph(link("l", "#a"), image)], context, rank=1)
    assert 'href="x#a"' in markup
    assert 'src="../a.png"' in markup


def test_an_attribute_keeps_its_line_ends_and_quotes() -> None:
    assert escape_attribute('a"b\nc\td') == "a&quot;b&#10;c&#9;d"


def test_a_character_that_xml_forbids_is_replaced() -> None:
    assert escape("a\x00b\x0bc\ufffed") == "a\ufffdb\ufffdc\ufffdd"


def test_a_hidden_title_names_its_division_for_assistive_technology() -> None:
    division = Division(
        DivisionKind.DEDICATION, (Text("Dedication"),), shows_title=False
    )
    markup = render_division(division)
    assert 'aria-label="Dedication"' in markup
    assert "<h1" not in markup


@pytest.mark.parametrize(
    ("title", "shows_title", "rank", "level"),
    [
        ((Text("Two"),), True, 2, 3),
        ((), True, 2, 2),
        ((Text("Two"),), False, 2, 2),
        ((), True, 1, 1),
        ((Text("One"),), False, 1, 1),
    ],
)
def test_a_division_without_a_title_skips_no_level(
    title: tuple[Inline, ...],
    shows_title: bool,  # noqa: FBT001 - a parameter of a test
    rank: int,
    level: int,
) -> None:
    """PDF/UA-1, 7.4.2, and WCAG 2.2, technique G141."""
    section = Section(1, (Text("Yielding"),), ())
    division = Division(
        DivisionKind.SECTION, title, (section,), shows_title=shows_title
    )
    assert f'<h{level} class="heading"' in render_division(division, rank=rank)


def test_section_files_of_a_chapter_without_a_title_skip_no_level() -> None:
    below = Division(DivisionKind.SECTION, (Text("Low"),))
    untitled = Division(DivisionKind.CHAPTER, (), divisions=(below,))
    titled = Division(DivisionKind.CHAPTER, (Text("One"),), divisions=(below,))
    book = Book(Metadata("T"), body=(untitled, titled))
    ranks = [(division.kind, rank) for _, division, rank in ranked_divisions(book)]
    section, chapter = DivisionKind.SECTION, DivisionKind.CHAPTER
    assert ranks == [(chapter, 1), (section, 1), (chapter, 1), (section, 2)]


def test_a_running_head_leaves_note_calls_out() -> None:
    call = NoteReference("x", "1", "note")
    division = Division(DivisionKind.CHAPTER, (Text("One"), call))
    assert 'data-running-head="One"' in render_division(division)


@pytest.mark.slow
@given(books())
@settings(
    max_examples=examples(6, 60),
    deadline=None,
    suppress_health_check=[HealthCheck.data_too_large, HealthCheck.too_slow],
)
def test_every_tree_gives_well_formed_xhtml(book: Book) -> None:
    for _, division, rank in ranked_divisions(book):
        markup = render_division(division, rank=rank)
        etree.fromstring(f'<html xmlns:epub="e">{markup}</html>')


@pytest.mark.parametrize(
    "calls",
    [
        (NoteReference("a"), NoteReference("b")),
        (Emphasis((Text("w"), NoteReference("a"))), NoteReference("b")),
        (NoteReference("a"), Strong((NoteReference("b"), Text("w")))),
        (Span((Emphasis((NoteReference("a"),)),)), Span((NoteReference("b"),))),
    ],
)
def test_calls_side_by_side_are_set_apart(calls: tuple[Inline, ...]) -> None:
    shown = render_blocks((Paragraph(calls),), DEFAULT_CONTEXT, rank=1)
    assert shown.count("\N{NO-BREAK SPACE}") == 1


def test_calls_with_words_between_them_stay_as_they_are() -> None:
    calls = (NoteReference("a"), Text("w"), NoteReference("b"))
    shown = render_blocks((Paragraph(calls),), DEFAULT_CONTEXT, rank=1)
    assert "\N{NO-BREAK SPACE}" not in shown


@pytest.mark.parametrize("direction", ["ltr", None])
def test_a_fault_is_read_from_left_to_right_in_any_book(direction: str | None) -> None:
    """None: the book is itself read so."""
    mark = FaultMark("X001", "one.md:3:11: nothing is called “#gone”")
    context = Context(code_direction=direction)
    markup = str(render_blocks((mark,), context, rank=1))
    assert (' dir="ltr"' in markup) == (direction is not None)
