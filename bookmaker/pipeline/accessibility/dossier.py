"""The words of the dossier, as blocks of the document tree.

What comes in: facts. What goes out: blocks, and for each image of the dossier the path
of the book's image that it shows. Everything is a statement of what was found; nothing
is a judgement of the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bookmaker.css.contrast import LEAST_OF_TEXT, ColourPair
from bookmaker.diagnostics import Diagnostic
from bookmaker.document.metadata import Metadata
from bookmaker.document.nodes import (
    Attributes,
    Block,
    Code,
    Definition,
    DefinitionList,
    Figure,
    Heading,
    Image,
    Inline,
    List,
    ListItem,
    Paragraph,
    Span,
    Strong,
    Table,
    TableCell,
    TableRow,
    Text,
)
from bookmaker.pipeline.accessibility.book_facts import (
    BookFacts,
    PictureFact,
    TableFact,
)
from bookmaker.pipeline.accessibility.checklist import CHECKLIST
from bookmaker.pipeline.outline import OutlineEntry
from bookmaker.source import SourceSpan
from bookmaker.system.version import VERSION

_MOST_SELECTORS = 4


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What the validators say of an edition's file."""

    name: str
    reports: tuple[str, ...]
    """A line for each check: `EPUBCheck: passed`."""
    found: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Everything that the dossier shows."""

    metadata: Metadata
    """The book's."""
    facts: BookFacts
    outline: tuple[OutlineEntry, ...]
    files: tuple[FileFacts, ...]
    problems: tuple[Diagnostic, ...]
    """Those of the build."""
    stated: tuple[tuple[str, str], ...]
    """What the EPUB says of its accessibility: property and value."""
    colours: tuple[ColourPair, ...]
    path_by_source: Mapping[str, str]
    """Where the dossier has each image of the book; not those that cannot be shown."""


@dataclass(slots=True)
class _Pages:
    """Blocks, in the order in which they are added."""

    blocks: list[Block] = field(default_factory=list)

    def head(self, words: str, level: int = 2) -> None:
        self.blocks.append(Heading(level, (Text(words),)))

    def say(self, *words: Inline | str) -> None:
        self.blocks.append(Paragraph(_inlines(words)))

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[_Cell]]) -> None:
        body = tuple(TableRow(tuple(map(_cell, row))) for row in rows)
        head = TableRow(tuple(_cell(words, is_header=True) for words in heads))
        self.blocks.append(Table((head,), body))

    def items(self, lines: Iterable[str], *, is_task: bool = False) -> None:
        done = False if is_task else None
        items = (ListItem((Paragraph((Text(line),)),), is_done=done) for line in lines)
        self.blocks.append(List(tuple(items)))


_Cell = str | tuple[Inline, ...]


def compose_dossier(found: Findings) -> tuple[Block, ...]:
    """The blocks of the dossier, in the order of its sections."""
    pages = _Pages()
    _opening(pages, found)
    _validators(pages, found)
    _statements(pages, found)
    _pictures(pages, found)
    _tables(pages, found.facts.tables)
    _formulas(pages, found)
    _links(pages, found)
    _languages(pages, found)
    _headings(pages, found.outline)
    _colours(pages, found.colours)
    _checklist(pages)
    return tuple(pages.blocks)


def _opening(pages: _Pages, found: Findings) -> None:
    pages.say(
        "This dossier is for the person who evaluates the accessibility of ",
        _quoted(found.metadata.title, found.metadata.language),
        ". It lists what programs found and what only a person can judge, and ends"
        " with a checklist to sign.",
    )
    pages.say(
        Strong((Text("It does not say that the book conforms to any standard."),)),
        " A program cannot know whether an alt text is right or a link is understood.",
    )
    pages.say(
        f"Made with bookmaker {VERSION}. Places are files of the manuscript with the"
        " line."
    )


def _validators(pages: _Pages, found: Findings) -> None:
    pages.head("Validators")
    rows = [
        (file.name, *_result(report)) for file in found.files for report in file.reports
    ]
    if rows:
        pages.table(("File", "Check", "Result"), rows)
    else:
        pages.say("No file was checked.")
    for file in found.files:
        if file.found:
            pages.head(f"What was found in {file.name}", 3)
            pages.items(one.full_message() for one in file.found)
    concerns = [one for one in found.problems if one.code in _CONCERNS]
    if concerns:
        pages.head("What the build reports", 3)
        pages.items(
            f"{_place(one.span)}: {one.full_message()} ({one.code})" for one in concerns
        )


def _result(report: str) -> tuple[str, str]:
    """The name of a check and what came of it: `EPUBCheck: passed`."""
    program, was_not_run, why = report.partition(_NOT_RUN)
    if was_not_run:
        return program, f"not run; {why}"
    program, _, result = report.partition(": ")
    return program, result


_NOT_RUN = " was not run: "
_CONCERNS = frozenset({"M085", "M086", "M166", "M167", "E020", "S011", "X002"})
"""Codes of problems that readers with other senses meet first."""


def _statements(pages: _Pages, found: Findings) -> None:
    pages.head("What the EPUB says")
    if not found.stated:
        pages.say("No EPUB was built.")
        return
    pages.say(
        "Shops and reading apps show these statements. Whoever evaluated the book, and"
        " when, is only there if book.toml says so under [accessibility]."
    )
    pages.table(("Property", "Value"), found.stated)


def _pictures(pages: _Pages, found: Findings) -> None:
    pictures = found.facts.pictures
    pages.head("Images")
    if not pictures:
        pages.say("The book has no images.")
        return
    missing = sum(one.alternative is None for one in pictures)
    bare = sum(one.alternative == "" for one in pictures)
    pages.say(
        f"Images: {len(pictures)}. Without alt text: {missing}. Marked as decoration:"
        f" {bare}."
    )
    for number, picture in enumerate(pictures, 1):
        pages.head(f"Image {number}, {_place(picture.span)}", 3)
        path = found.path_by_source.get(picture.source)
        if path is not None:
            alternative = picture.alternative or f"Image {number} of the book"
            caption = (Text(f"Image {number}"),)
            pages.blocks.append(Figure(Image(path, alternative), caption))
        pages.blocks.append(_described(picture, found.metadata.language))


def _described(picture: PictureFact, language: str) -> Block:
    alternative = picture.alternative
    said: tuple[Inline, ...] = (_quoted(alternative or "", language),)
    if alternative is None:
        said = (Strong((Text("missing"),)),)
    elif not alternative:
        said = (Text("empty: the image is marked as decoration"),)
    terms: list[tuple[str, tuple[Inline, ...]]] = [("Alt text", said)]
    if picture.caption:
        terms.append(("Caption", (_quoted(picture.caption, language),)))
    if picture.details is not None:
        terms.append(("Long description", (Text(picture.details),)))
    terms.append(("File", (Code(picture.source),)))
    return DefinitionList(
        tuple(
            Definition((Text(term),), ((Paragraph(words),),)) for term, words in terms
        )
    )


def _tables(pages: _Pages, tables: Sequence[TableFact]) -> None:
    pages.head("Tables")
    if not tables:
        pages.say("The book has no tables.")
        return
    without = sum(not (one.column_heads or one.row_heads) for one in tables)
    pages.say(f"Tables: {len(tables)}. Without head cells: {without}.")
    pages.table(
        ("Place", "Table", "Size", "Heads of columns", "Heads of rows"),
        (
            (
                _place(one.span),
                one.name,
                f"{one.rows} × {one.columns}",
                _heads(one.column_heads),
                _heads(one.row_heads),
            )
            for one in tables
        ),
    )


def _heads(words: Sequence[str]) -> str:
    return " | ".join(one.strip() or "(empty)" for one in words) or "none"


def _formulas(pages: _Pages, found: Findings) -> None:
    if not found.facts.formulas:
        return
    pages.head("Formulas")
    pages.say("The EPUB has MathML. Where it isn’t read, these words are.")
    pages.table(
        ("Place", "Formula", "Alt text"),
        (
            (_place(one.span), (Code(" ".join(one.source.split())),), one.spoken)
            for one in found.facts.formulas
        ),
    )


def _links(pages: _Pages, found: Findings) -> None:
    links = found.facts.links
    pages.head("Links")
    if not links:
        pages.say("The book has no links of its author.")
        return
    vague = [one for one in links if one.is_vague]
    pages.say(f"Links: {len(links)}. With words that say little: {len(vague)}.")
    language = found.metadata.language
    pages.table(
        ("Place", "Words", "Leads to"),
        (
            (
                _place(one.span),
                (_quoted(one.words, language), Text(" (says little)"))
                if one.is_vague
                else (_quoted(one.words, language),),
                (Code(one.target),),
            )
            for one in links
        ),
    )


def _languages(pages: _Pages, found: Findings) -> None:
    pages.head("Languages")
    pages.say("The language of the book is ", Code(found.metadata.language), ".")
    passages = found.facts.languages
    if not passages:
        pages.say("No passage is marked as in another language.")
        return
    pages.table(
        ("Place", "Language", "Words"),
        (
            (_place(one.span), one.language, (_quoted(one.words, one.language),))
            for one in passages
        ),
    )


def _headings(pages: _Pages, outline: Sequence[OutlineEntry]) -> None:
    pages.head("Headings")
    pages.table(
        ("Level", "Heading", "Place"),
        ((str(one.level), one.title, _place(one.span)) for one in outline),
    )


def _colours(pages: _Pages, colours: Sequence[ColourPair]) -> None:
    pages.head("Contrast")
    if not colours:
        pages.say("No style sheet sets a colour.")
        return
    pages.say(
        "The colours of the EPUB’s style sheet. Where a rule sets no ground, white is"
        f" assumed; WCAG 2.2 AA asks for {LEAST_OF_TEXT} : 1 for text. Reading apps may"
        " set other colours, and images aren’t measured."
    )
    pages.table(
        ("Words", "Ground", "Ratio", "At least 4.5", "Used by"),
        (
            (
                (Code(one.ink),),
                (Code(one.ground),),
                f"{one.ratio:.1f} : 1",
                "yes" if one.is_enough else "no",
                (Code(_some(one.selectors)),),
            )
            for one in colours
        ),
    )


def _checklist(pages: _Pages) -> None:
    pages.head("Checklist for a person")
    pages.say("Tick what you have checked yourself; write down what is wrong.")
    for title, questions in CHECKLIST:
        pages.head(title, 3)
        pages.items(questions, is_task=True)
    pages.head("Signature", 3)
    pages.table(
        ("What", "To fill in"),
        (
            ("Evaluated by", "…"),
            ("On", "…"),
            ("With these programs and reading apps", "…"),
            ("Result, and level of WCAG 2.2", "…"),
            ("Signature", "…"),
        ),
    )
    pages.say(
        "If the book conforms, write who evaluated it and when into book.toml, under"
        " [accessibility]: evaluator, evaluated and level. The EPUB then says so, in"
        " the evaluator’s name."
    )


# --- words


def _some(selectors: Sequence[str]) -> str:
    shown = ", ".join(selectors[:_MOST_SELECTORS])
    return f"{shown}, …" if len(selectors) > _MOST_SELECTORS else shown


def _quoted(words: str, language: str) -> Inline:
    """Words of the book, in its language."""
    return Span(
        (Text(words or "…"),), attributes=Attributes(pairs=(("lang", language),))
    )


def _inlines(words: Sequence[Inline | str]) -> tuple[Inline, ...]:
    return tuple(Text(one) if isinstance(one, str) else one for one in words)


def _cell(words: _Cell, *, is_header: bool = False) -> TableCell:
    inner = (Text(words or "–"),) if isinstance(words, str) else words
    return TableCell((Paragraph(inner),), is_header=is_header)


def _place(span: SourceSpan | None) -> str:
    return "made by bookmaker" if span is None else f"{span.file}:{span.line}"
