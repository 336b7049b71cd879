"""Every option of `book.toml`: field, type, default, unit, one line of meaning.

Keys in `book.toml` are the field names in kebab-case. `docs/config.md` and the
unknown-key suggestions are made from these classes. Paths are relative to the
manuscript's root, with `/`.
"""

from __future__ import annotations

import datetime
import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from bookmaker.config.conventions import NATIVE, Conventions
from bookmaker.config.values import isbn_13
from bookmaker.document.book import DivisionKind
from bookmaker.document.folios import Folios, front_letters
from bookmaker.document.metadata import Metadata
from bookmaker.languages.digits import Digits, usual_digits
from bookmaker.source import SourceSpan
from bookmaker.trade import GENERIC, Ink
from bookmaker.units import Length


class NumberStyle(enum.Enum):
    """How a number is written."""

    NONE = "none"
    ARABIC = "arabic"
    ROMAN = "roman"
    WORDS = "words"


class NoteMarks(enum.Enum):
    """What marks a note in the text."""

    NUMBERS = "numbers"
    SYMBOLS = "symbols"


class NotePlacement(enum.Enum):
    """Where notes are printed."""

    FOOT = "foot"
    CHAPTER_END = "chapter-end"
    BOOK_END = "book-end"


class Expansion(enum.Enum):
    """Where the first use of an abbreviation is spelt out."""

    NEVER = "never"
    CHAPTER = "chapter"
    BOOK = "book"


class LinkPlacement(enum.Enum):
    """How print gives the address of a link."""

    NOTES = "notes"
    CHAPTER_LIST = "chapter-list"
    PLAIN = "plain"


class Composition(enum.Enum):
    """What of the print edition is composed as a whole."""

    OFF = "off"
    LINES = "lines"


class Adaptation(enum.Enum):
    """For whom the pages of a theme are adapted."""

    NONE = "none"
    LARGE_PRINT = "large-print"
    DYSLEXIA_FRIENDLY = "dyslexia-friendly"
    REVIEW = "review"


class Purpose(enum.Enum):
    """What a PDF is made for."""

    READING = "reading"
    PRINT = "print"


class SpineDirection(enum.Enum):
    """Which way the words on a spine run."""

    LANGUAGE = "language"
    DOWN = "down"
    UP = "up"


class PdfStandard(enum.Enum):
    """The standards that a PDF for reading conforms to."""

    UA_1 = "ua-1"
    UA_2 = "ua-2"


class EditionTarget(enum.Enum):
    """The formats that a named edition can have."""

    EPUB = "epub"
    PDF = "pdf"


class ChapterOpening(enum.Enum):
    """On which page a chapter may open."""

    RECTO = "recto"
    ANY = "any"


class FrontFolios(enum.Enum):
    """How the pages of the front matter are numbered."""

    ROMAN = "roman"
    ARABIC = "arabic"


GENERATED_KINDS = frozenset(
    {
        DivisionKind.HALF_TITLE,
        DivisionKind.TITLE_PAGE,
        DivisionKind.COPYRIGHT,
        DivisionKind.CONTENTS,
        DivisionKind.LIST_OF_FIGURES,
        DivisionKind.LIST_OF_TABLES,
        DivisionKind.LIST_OF_LISTINGS,
        DivisionKind.DESCRIPTIONS,
        DivisionKind.NOTES,
        DivisionKind.GLOSSARY,
        DivisionKind.BIBLIOGRAPHY,
        DivisionKind.INDEX,
        DivisionKind.ALSO_BY,
        DivisionKind.COLOPHON,
    }
)
"""The divisions that a word in `[contents]` asks for."""

WRITTEN_KINDS = (
    frozenset(DivisionKind)
    - GENERATED_KINDS
    - {DivisionKind.PART, DivisionKind.SECTION}
)
"""The divisions that only an author can write; roles of files, as the others are too.

Parts and sections have entries of their own form.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEntry:
    """A file in `[contents]`, with the section files that belong to it."""

    file: str
    """The Markdown file."""
    role: DivisionKind | None = None
    """What it is, where neither its name nor its metadata block says so."""
    sections: tuple[FileEntry, ...] = ()
    """Files whose text belongs under this one's; they open no page of their own."""
    is_numbered: bool = True
    """False where a project of another program has it without a number."""
    title: str | None = None
    """What another program's project calls it, where the file itself has no title."""
    span: SourceSpan | None = field(default=None, compare=False, repr=False)
    """Where `book.toml` lists it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratedEntry:
    """A generated division in `[contents]`: a word without a suffix."""

    kind: DivisionKind
    span: SourceSpan | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartEntry:
    """A part in `[contents]`: `{ part = "Inland", chapters = [...] }`."""

    part: str
    """Its title."""
    chapters: tuple[FileEntry, ...]
    """The files in it, in order."""
    file: str | None = None
    """A Markdown file for the part's own page: an epigraph, a few words."""
    span: SourceSpan | None = field(default=None, compare=False, repr=False)


Entry: TypeAlias = FileEntry | GeneratedEntry | PartEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsConfig:
    """The order of the book."""

    front: tuple[Entry, ...] = ()
    """Front matter: half title, title page, contents, preface and so on."""
    body: tuple[Entry, ...] = ()
    """Chapters, and parts with their chapters."""
    back: tuple[Entry, ...] = ()
    """Back matter: notes, about the author and so on."""
    split_at: int | None = None
    """The level of the headings that begin chapters within a file of the body, `1` for
    `#`; `0`: every file is one chapter. A book that is one file, and lists no contents,
    is parted at `#` where it stands several times."""
    is_assumed: bool = False
    """Whether the author lists nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductConfig:
    """Something that is sold under its own ISBN: a paperback, an EPUB."""

    isbn: str | None = None
    """ISBN-13 or ISBN-10. The check digit is verified."""
    price: str | None = None
    """Amount and currency, `12.50 GBP`. `{{< meta price.NAME >}}` prints it."""
    territory: str | None = None
    """Where it is sold, `world` or country codes. `{{< meta territory.NAME >}}` prints
    it."""
    add_on: str | None = None
    """The five digits of the small barcode next to that of the ISBN, for shops in
    North America: `51299` for 12.99 USD, `90000` for no price."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberingConfig:
    """What is numbered, and how."""

    parts: NumberStyle = NumberStyle.ROMAN
    """Numbers of parts; right-to-left languages have `arabic` for `roman`."""
    chapters: NumberStyle | None = None
    """Numbers of chapters. They continue from part to part. By default `arabic`; `none`
    if most chapters are poems, or say their own number (“Act One”)."""
    chapter_word: bool = True
    """Whether the word “Chapter” is printed before the number: `Chapter 3`."""
    section_depth: int = 0
    """How many levels of sections are numbered, from 0 (none) to 6."""
    notes: NoteMarks = NoteMarks.NUMBERS
    """What marks notes in the text: numbers, or the symbols `* † ‡ §`."""
    digits: Digits | None = None
    """The digits of page numbers, of the numbers of chapters, notes and lists, and of
    those in references. By default those of the language and country (CLDR): `ar`,
    `ar-EG` `arabic-indic`, `fa` `persian`, `ar-MA`, `ur` `latin`."""


class Initials(enum.Enum):
    """How the text of a chapter begins."""

    THEME = "theme"
    """As the theme has it."""
    DROPPED = "dropped"
    """With a capital let into the lines."""
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class TypographyConfig:
    """How the text is set."""

    smarten: bool = True
    """Turn straight quotes, `--`, `---` and `...` into the marks of the language."""
    expand_abbreviations: Expansion = Expansion.NEVER
    """Where to spell out the first use of an abbreviation: in each chapter, or once in
    the book."""
    initials: Initials = Initials.THEME
    """How chapters begin: as in the theme, with a drop cap, or with a plain initial."""
    fonts: tuple[str, ...] = ()
    """Your own font files, embedded in both editions and used for characters that the
    theme fonts lack. A face of a collection: `fonts/all.ttc#Name`."""


class LongLines(enum.Enum):
    """What is done to a line of code that is longer than the page is wide."""

    WRAP = "wrap"
    SHRINK = "shrink"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeConfig:
    """How code is shown."""

    highlight: bool = True
    """Highlight the syntax of code blocks that name a language."""
    long_lines: LongLines = LongLines.WRAP
    """In print: wrap long lines with a mark, or set the code block smaller first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LintConfig:
    """Which lint rules are switched off, and which optional ones are switched on."""

    off: tuple[str, ...] = ()
    """Codes of the rules to switch off: `["M168"]`."""
    on: tuple[str, ...] = ()
    """Codes of optional rules to switch on: `["L001"]`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingConfig:
    """How the Markdown is read."""

    heading_references: bool = False
    """`[Low water]` links to the heading with this text in the same file."""


CITATION_STYLES = ("author-date", "notes", "numeric")
"""The citation styles that come with bookmaker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationsConfig:
    """The works that the book cites."""

    files: tuple[str, ...] = ()
    """Bibliography files: BibTeX (`.bib`) or CSL JSON (`.json`)."""
    style: str = "author-date"
    """`author-date`, `notes`, `numeric`, or the path of a CSL style in the manuscript
    folder."""
    by_chapter: bool = False
    """Whether each chapter ends with a list of the works that it cites."""
    all_sources: bool = False
    """Whether the bibliography also lists works that are not cited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintConfig:
    """The print edition."""

    trim: tuple[Length, Length] = field(
        default_factory=lambda: (Length.parse("6in"), Length.parse("9in"))
    )
    """The finished page, width by height: `6in x 9in`, `148mm x 210mm`, or `A5`."""
    theme: str = "literary"
    """The theme: its name, or the folder of your own theme, `./themes/mine`."""
    sheet: str | None = None
    """Your own style sheet, `extra.css`. Its rules come after those of the theme."""
    margin_inner: Length | None = None
    """The margin at the spine. By default, the theme decides."""
    margin_outer: Length | None = None
    """The margin at the outer edge. By default, the theme decides."""
    margin_top: Length | None = None
    """The margin above the text. By default, the theme decides."""
    margin_bottom: Length | None = None
    """The margin below the text. By default, the theme decides."""
    type_size: Length | None = None
    """The size of the text. By default, it is calculated from the trim."""
    notes: NotePlacement = NotePlacement.FOOT
    """Where notes are printed: at the foot of the page, or at the end of the chapter or
    of the book."""
    links: LinkPlacement = LinkPlacement.NOTES
    """Where to print the addresses of external links: in notes, in a list after each
    chapter, or nowhere."""
    chapters_open: ChapterOpening | None = None
    """`recto`: chapters start on a right-hand page, after a blank page if needed.
    `any`: they start on the next page. Parts start on a right-hand page in any case.
    By default, the theme decides."""
    front_folios: FrontFolios = FrontFolios.ROMAN
    """`roman`: front matter has i, ii, iii, in right-to-left books the letters of their
    alphabet, and the text starts at 1. `arabic`: pages are numbered from 1, starting
    with the first page of the book."""
    hyphenate: bool | None = None
    """Whether to hyphenate words at line ends. By default, the theme decides."""
    composition: Composition | None = None
    """`lines`: all line ends of a paragraph are chosen together, for even spaces and
    few hyphens. `off`: one after the other. By default, the theme decides."""
    contents_depth: int = 1
    """Levels in the table of contents: 1 for parts and chapters, 2 with sections."""
    adaptation: Adaptation = Adaptation.NONE
    """Adapts the theme: `large-print` for readers with low vision, `dyslexia-friendly`
    for readers with dyslexia, `review` for corrections by hand."""
    purpose: Purpose = Purpose.READING
    """`reading`: a PDF with links, an outline and tags. `print`: the file that a
    printer takes, without them, in the inks of the press."""
    standard: PdfStandard = PdfStandard.UA_1
    """The standards of a PDF for reading. `ua-1`: PDF/UA-1 and PDF/A-2a. `ua-2`:
    PDF/UA-2 and PDF/A-4f, with MathML attached to each formula and a record of the book
    (title, people, ISBN) for library software; fewer programs read and check it."""
    printer: str = field(
        default=GENERIC, metadata={"words": ("generic", "ingram", "kdp", "lulu")}
    )
    """The printer of a PDF for print: it decides the least margins, the trims that are
    offered, and the limits that are checked."""
    ink: Ink = Ink.BLACK
    """The ink of a PDF for print. `black`: colours are printed as greys. `colour`: only
    greys are printed in black ink."""
    profile: str | None = None
    """The ICC profile of the press, CMYK (`.icc`): `ink = "colour"` is printed in its
    four inks. Your printer, or the organization whose standard it follows, gives it."""
    paper: str | None = None
    """The printer’s paper, by its name in docs/printers.md: the width of the spine and
    the limits of pages depend on it. By default, its first one for the ink."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverConfig:
    """The cover of a printed book, which `bookmaker cover` makes.

    It is one sheet: the back, the spine and the front, with bleed around them.
    """

    front: str | None = None
    """The image of the front, JPEG or PNG, with its title. By default, that of
    `[epub] cover`; without one, a front is made from the title and the theme."""
    back: str | None = None
    """The text of the back. An empty line begins a paragraph. By default, the
    `description`."""
    barcode: bool = True
    """Whether the back has a barcode of the ISBN of the edition’s product."""
    spine_width: Length | None = None
    """The width of the spine as your press gives it. By default, it is calculated from
    the pages and the paper."""
    spine_direction: SpineDirection = SpineDirection.LANGUAGE
    """Whether the words on the spine run `down` or `up`. By default, as is usual where
    the book’s language is spoken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EpubConfig:
    """The EPUB edition."""

    cover: str | None = None
    """The cover image, JPEG or PNG. By default, a cover is drawn from the title."""
    cover_alternative: str | None = None
    """Alt text for the cover. By default, it is made from the title and the authors."""
    theme: str | None = None
    """The theme of the EPUB. By default, that of the print edition."""
    sheet: str | None = None
    """Your own style sheet for the EPUB. Its rules come after those of the theme."""
    notes: NotePlacement = field(
        default=NotePlacement.CHAPTER_END,
        metadata={"choices": (NotePlacement.CHAPTER_END, NotePlacement.BOOK_END)},
    )
    """Where notes are gathered. Reading systems show them as pop-ups either way."""
    contents_depth: int = 3
    """Levels in the navigation (the table of contents of the reading system)."""
    page_list: str | None = None
    """The PDF edition whose page numbers the EPUB lists: `pdf`, or the name of another.
    By default, the EPUB has no page numbers."""


class ConformanceLevel(enum.Enum):
    """The levels of WCAG."""

    A = "A"
    AA = "AA"
    AAA = "AAA"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessibilityConfig:
    """The result of an accessibility evaluation by a person."""

    evaluator: str | None = None
    """The person or organisation that evaluated the EPUB edition."""
    evaluated: datetime.date | None = None
    """The day of the evaluation, `2026-11-01`."""
    report: str | None = None
    """The URL of the evaluation report."""
    credential: str | None = None
    """The credential of the evaluator: the name of a badge or a certificate."""
    level: ConformanceLevel = ConformanceLevel.AA
    """The level of WCAG 2.2 that the evaluation found: `A`, `AA` or `AAA`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionConfig:
    """An edition with a name: `bookmaker build --edition NAME` builds it.

    A PDF edition can set any key of `[print]` as well, and an EPUB edition any key of
    `[epub]`. What it doesn't set is as in those tables. The names of ready-made
    editions, such as `large-print`, need no table.
    """

    target: EditionTarget = EditionTarget.PDF
    """The format: `epub` or `pdf`."""
    based_on: str | None = None
    """The edition whose settings this one starts from: a ready-made one or your own."""
    default: bool = False
    """Whether `bookmaker build` builds it. If no edition says so, it builds `epub` and
    `pdf`."""
    product: str | None = None
    """The name of the product in `[products]` that this edition is. The ISBN of an
    EPUB comes from it."""
    chapters: int | None = None
    """For a sample: only the first chapters, so many. Prologues and introductions
    don't count; back matter is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A named edition as it is built: its options, and those of its format."""

    name: str
    options: EditionConfig
    print: PrintConfig
    epub: EpubConfig


@dataclass(frozen=True, slots=True, kw_only=True)
class BookConfig:
    """All that is configured of one book."""

    name: str
    """The stem of the artifacts' file names: the folder's or the file's own name."""
    metadata: Metadata
    """The book's metadata."""
    contents: ContentsConfig = field(default_factory=ContentsConfig)
    """The order of the book."""
    products: Mapping[str, ProductConfig] = field(default_factory=dict)
    """What is sold, by the product's name."""
    numbering: NumberingConfig = field(default_factory=NumberingConfig)
    """What is numbered."""
    typography: TypographyConfig = field(default_factory=TypographyConfig)
    """How the text is set."""
    code: CodeConfig = field(default_factory=CodeConfig)
    lint: LintConfig = field(default_factory=LintConfig)
    reading: ReadingConfig = field(default_factory=ReadingConfig)
    """How code is shown."""
    citations: CitationsConfig = field(default_factory=CitationsConfig)
    """The works that the book cites."""
    print: PrintConfig = field(default_factory=PrintConfig)
    """The print edition."""
    epub: EpubConfig = field(default_factory=EpubConfig)
    """The EPUB edition."""
    cover: CoverConfig = field(default_factory=CoverConfig)
    """The cover of the printed book."""
    accessibility: AccessibilityConfig | None = None
    """Who evaluated the EPUB edition; nothing is claimed where nobody did."""
    editions: Mapping[str, Edition] = field(default_factory=dict)
    """The editions that `book.toml` names, in its order."""
    edition: EditionConfig | None = None
    """The named edition that this is the configuration of; `None`: the book's own."""
    edition_name: str | None = None
    """Its name."""
    is_title_assumed: bool = False
    """Whether the title is the file's name, for want of one: the first heading is
    the better title."""
    conventions: Conventions = NATIVE
    """What another program's Markdown has beside ours."""
    places: Mapping[str, SourceSpan] = field(
        default_factory=dict, compare=False, repr=False
    )
    """Where `book.toml` says a thing, by its dotted key: `epub.cover`."""

    @property
    def has_own_look(self) -> bool:
        """Whether the author's own sheet or theme decides what an edition shows."""
        sheets = (self.print.sheet, self.epub.sheet)
        themes = (self.print.theme, self.epub.theme or "")
        return any(sheets) or any(theme.startswith("./") for theme in themes)

    @property
    def digits(self) -> Digits:
        """The digits of the book's numbers."""
        return self.numbering.digits or usual_digits(self.metadata.language)

    @property
    def folios(self) -> Folios:
        """How the book's pages are numbered."""
        return Folios(self.digits, front_letters(self.metadata.language))

    def isbn_of(self, product: str | None) -> str | None:
        """The ISBN-13 of a product, without hyphens; `None`: it has none."""
        known = None if product is None else self.products.get(product)
        return None if known is None or known.isbn is None else isbn_13(known.isbn)

    def place(self, key: str) -> SourceSpan | None:
        """The place of a dotted key in `book.toml`, if it is written there."""
        return self.places.get(key)
