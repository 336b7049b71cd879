"""What a manuscript says comes out as typed values, and its faults as diagnostics."""

from __future__ import annotations

import datetime
import os
import random
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bookmaker.config.load import Manuscript, load_draft, load_manuscript
from bookmaker.config.model import (
    Adaptation,
    BookConfig,
    ChapterOpening,
    CitationsConfig,
    Composition,
    ContentsConfig,
    EditionConfig,
    EpubConfig,
    Expansion,
    FileEntry,
    FrontFolios,
    GeneratedEntry,
    Initials,
    LinkPlacement,
    NoteMarks,
    NotePlacement,
    NumberingConfig,
    NumberStyle,
    PartEntry,
    PdfStandard,
    PrintConfig,
    ProductConfig,
    Purpose,
    TypographyConfig,
)
from bookmaker.diagnostics import Diagnostic, Diagnostics, Severity
from bookmaker.diagnostics.catalog.configuration import UnknownKey
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.book import DivisionKind
from bookmaker.document.metadata import Creator, Metadata, Series, Subject
from bookmaker.languages.digits import Digits
from bookmaker.source import SourceSpan
from bookmaker.trade import Ink
from bookmaker.units import Length

FULL = """\
title = "The Salt Roads"
subtitle = "Essays"
language = "en-GB"
authors = ["Ada Voss", { name = "Per Lind", file-as = "Lind, Per", role = "ill" }]
contributors = ["Bo Aas", { name = "Ida Moe", role = "trl" }]
publisher = "Salt Press"
published = 2026-11-01
modified = 2027-10-03T12:00:00+02:00
rights = "All rights reserved"
description = \"\"\"
Two
lines\"\"\"
edition = 2
printing = 3
subjects = ["Essays", { scheme = "thema", code = "DNL" }]
series = { name = "Coasts", position = 2 }
also-by = ["The Fen", "Salt"]
identifier = "urn:uuid:2f1c9d3e-0000-4000-8000-000000000000"

[products.epub]
isbn = "978-0-306-40615-7"
price = "12.50 GBP"
territory = "GB IE"
add-on = "51299"
[products."large print"]
isbn = "0-8044-2957-X"

[contents]
front = ["half-title", "contents", { file = "c/preface.md", role = "foreword" }]
body = [
  "c/01.md",
  { part = "Inland", file = "c/inland.md", chapters = [
    "c/02.md", { file = "c/03.md", sections = ["c/03a.md", { file = "./c/03b.md", \
sections = ["c/03c.md"] }] },
  ] },
]
back = ["notes"]

[numbering]
digits = "persian"
parts = "words"
chapters = "roman"
chapter-word = false
section-depth = 2
notes = "symbols"

[typography]
smarten = false
expand-abbreviations = "book"
initials = "dropped"
fonts = ["fonts/salt.otf"]

[code]
highlight = false
long-lines = "shrink"

[citations]
files = ["sources.bib"]
style = "notes"
by-chapter = true
all-sources = true

[print]
trim = "140 x 216mm"
theme = "plain"
margin-inner = "22mm"
margin-outer = "18mm"
margin-top = "1in"
margin-bottom = "60pt"
type-size = "11pt"
notes = "book-end"
links = "chapter-list"
sheet = "extra.css"
chapters-open = "any"
front-folios = "arabic"
hyphenate = false
composition = "lines"
contents-depth = 2
adaptation = "review"
purpose = "print"
standard = "ua-2"
printer = "lulu"
ink = "colour"
paper = "coated"
profile = "press.icc"

[epub]
cover = "cover.jpg"
cover-alternative = "A road of salt"
theme = "plain"
page-list = "pdf"
notes = "book-end"
sheet = "extra.css"
contents-depth = 4
"""
MORE = """
[cover]
front = "cover.jpg"
back = "Salt,\\n\\nroads"
barcode = false
spine-width = "12mm"
spine-direction = "up"

[editions.taste]
target = "epub"
based-on = "sample-epub"
default = true
product = "epub"
chapters = 3

[accessibility]
evaluator = "Salt Press"
evaluated = 2026-11-01
report = "https://example.org/report"
credential = "Benetech Certified"
level = "AAA"

[lint]
off = ["M168"]
on = ["L001"]

[reading]
heading-references = true
"""
FILES = ("c/preface.md", "c/01.md", "c/inland.md", "c/02.md", "c/03.md", "c/03a.md",
         "c/03b.md", "c/03c.md", "cover.jpg", "sources.bib",
         "extra.css", "fonts/salt.otf", "press.icc")  # fmt: skip
BODY = '\n[contents]\nbody = ["harbour.md"]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one chapter."""
    root = tmp_path / "salt-roads"
    root.mkdir()
    (root / "harbour.md").write_text("# The Harbour\n")
    return root


def write_book(root: Path, text: str, *files: str) -> Path:
    """Write a book.toml and empty files."""
    (root / "book.toml").write_text(text, encoding="utf-8")
    for name in files:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    return root


def load(root: Path) -> tuple[BookConfig, list[Diagnostic]]:
    """Load what has no errors."""
    diagnostics = Diagnostics()
    return load_manuscript(root, diagnostics).config, list(diagnostics)


def faults(root: Path) -> list[Diagnostic]:
    """What is wrong with a manuscript, by place."""
    diagnostics = Diagnostics()
    with pytest.raises(ManuscriptError) as raised:
        load_manuscript(root, diagnostics)
    errors = [found for found in diagnostics if found.severity is Severity.ERROR]
    assert list(raised.value.diagnostics) == errors
    return errors


def fault(root: Path) -> Diagnostic:
    """The one thing that is wrong with a manuscript."""
    (only,) = faults(root)
    return only


def said(root: Path) -> str:
    """Place, message and mend of the one thing that is wrong."""
    only = fault(root)
    return f"{only.span}: {only.message()}: {only.help()}"


def test_every_key_becomes_a_typed_value(tmp_path: Path) -> None:
    config, diagnostics = load(write_book(tmp_path, FULL, *FILES))
    assert diagnostics == []
    assert config.metadata == Metadata(
        title="The Salt Roads",
        subtitle="Essays",
        language="en-GB",
        authors=(Creator("Ada Voss"), Creator("Per Lind", "Lind, Per", "ill")),
        contributors=(Creator("Bo Aas", None, "ctb"), Creator("Ida Moe", None, "trl")),
        publisher="Salt Press",
        published=datetime.date(2026, 11, 1),
        modified=datetime.datetime(2027, 10, 3, 10, tzinfo=datetime.UTC),
        rights="All rights reserved",
        description="Two\nlines",
        edition=2,
        printing=3,
        subjects=(Subject("Essays"), Subject("DNL", "thema")),
        series=Series("Coasts", "2"),
        also_by=("The Fen", "Salt"),
        identifier="urn:uuid:2f1c9d3e-0000-4000-8000-000000000000",
    )
    assert config.products == {
        "epub": ProductConfig(
            isbn="978-0-306-40615-7",
            price="12.50 GBP",
            territory="GB IE",
            add_on="51299",
        ),
        "large print": ProductConfig(isbn="0-8044-2957-X"),
    }
    assert config.contents == ContentsConfig(
        front=(
            GeneratedEntry(kind=DivisionKind.HALF_TITLE),
            GeneratedEntry(kind=DivisionKind.CONTENTS),
            FileEntry(file="c/preface.md", role=DivisionKind.FOREWORD),
        ),
        body=(
            FileEntry(file="c/01.md"),
            PartEntry(
                part="Inland",
                file="c/inland.md",
                chapters=(
                    FileEntry(file="c/02.md"),
                    FileEntry(
                        file="c/03.md",
                        sections=(
                            FileEntry(file="c/03a.md"),
                            FileEntry(
                                file="c/03b.md",
                                sections=(FileEntry(file="c/03c.md"),),
                            ),
                        ),
                    ),
                ),
            ),
        ),
        back=(GeneratedEntry(kind=DivisionKind.NOTES),),
    )
    assert config.numbering == NumberingConfig(
        parts=NumberStyle.WORDS,
        chapters=NumberStyle.ROMAN,
        chapter_word=False,
        section_depth=2,
        notes=NoteMarks.SYMBOLS,
        digits=Digits.PERSIAN,
    )
    assert config.typography == TypographyConfig(
        smarten=False,
        expand_abbreviations=Expansion.BOOK,
        initials=Initials.DROPPED,
        fonts=("fonts/salt.otf",),
    )
    assert config.citations == CitationsConfig(
        files=("sources.bib",), style="notes", by_chapter=True, all_sources=True
    )
    assert config.print == PrintConfig(
        trim=(Length.parse("140mm"), Length.parse("216mm")),
        theme="plain",
        margin_inner=Length.parse("22mm"),
        margin_outer=Length.parse("18mm"),
        margin_top=Length.parse("1in"),
        margin_bottom=Length.parse("60pt"),
        type_size=Length.parse("11pt"),
        notes=NotePlacement.BOOK_END,
        links=LinkPlacement.CHAPTER_LIST,
        sheet="extra.css",
        chapters_open=ChapterOpening.ANY,
        front_folios=FrontFolios.ARABIC,
        hyphenate=False,
        composition=Composition.LINES,
        contents_depth=2,
        adaptation=Adaptation.REVIEW,
        purpose=Purpose.PRINT,
        standard=PdfStandard.UA_2,
        printer="lulu",
        ink=Ink.COLOUR,
        paper="coated",
        profile="press.icc",
    )
    assert config.epub == EpubConfig(
        cover="cover.jpg",
        cover_alternative="A road of salt",
        theme="plain",
        notes=NotePlacement.BOOK_END,
        sheet="extra.css",
        contents_depth=4,
        page_list="pdf",
    )
    assert not config.is_title_assumed


def test_the_full_book_leaves_no_option_at_its_default(tmp_path: Path) -> None:
    """So that an option added to the model and not to the loader is noticed."""
    config, _ = load(write_book(tmp_path, FULL + MORE, *FILES))
    tables = [
        value
        for value in (getattr(config, own.name) for own in fields(config))
        if type(value).__name__.endswith("Config") and value != config.contents
    ]
    assert len(tables) >= 8, "an added table is looked at too"
    pairs = (
        (config.metadata, Metadata(title="")),
        (config.products["epub"], ProductConfig()),
        (config.editions["taste"].options, EditionConfig()),
        *((table, type(table)()) for table in tables),
    )
    for given_values, defaults in pairs:
        for option in fields(given_values):
            given_value = getattr(given_values, option.name)
            assert given_value != getattr(defaults, option.name), option.name


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('[products.p]\nadd-on = "5129"', "C021"),
        ('[print]\nprinter = "kdp"\npaper = "vellum"', "C012"),
        ('[cover]\nfront = "nowhere.jpg"', "C023"),
        ('[cover]\nspine-width = "1m"', "C013"),
        ('[cover]\nspine-direction = "left"', "C012"),
    ],
)
def test_odd_values_of_a_cover_are_refused(
    line: str, code: str, tmp_path: Path
) -> None:
    found = faults(write_book(tmp_path, f'title = "S"\n{line}\n', "a.md"))
    assert [one.code for one in found] == [code]


def test_places_are_known_by_dotted_key(tmp_path: Path) -> None:
    config, _ = load(write_book(tmp_path, FULL, *FILES))
    lines = FULL.splitlines()
    for name, text in {
        "epub.cover": '"cover.jpg"',
        "print.theme": '"plain"',
        "contents.front[1]": '"contents"',
        "authors[1].role": '"ill"',
        'products."large print".isbn': '"0-8044-2957-X"',
        "contents.body[1].chapters[0]": '"c/02.md"',
    }.items():
        span = config.place(name)
        assert span is not None, name
        line = lines[span.line - 1]
        assert line[span.column - 1 : span.end_column - 1] == text
    assert config.place("epub.colour") is None


def test_entries_of_the_contents_know_their_place(tmp_path: Path) -> None:
    config, _ = load(write_book(tmp_path, FULL, *FILES))
    part = config.contents.body[1]
    assert isinstance(part, PartEntry)
    assert part.span == config.place("contents.body[1]")
    inner = part.chapters[1].sections[1].sections[0]
    assert inner.span == config.place(
        "contents.body[1].chapters[1].sections[1].sections[0]"
    )
    assert inner.span is not None


def test_the_least_book_has_the_defaults_of_the_model(folder: Path) -> None:
    config, diagnostics = load(write_book(folder, 'title = "Salt"' + BODY))
    assert diagnostics == []
    assert config == BookConfig(
        name="salt-roads",
        metadata=Metadata(title="Salt"),
        contents=ContentsConfig(body=(FileEntry(file="harbour.md"),)),
    )


def test_a_byte_order_mark_and_crlf_change_nothing(folder: Path) -> None:
    text = f'title = "Salt"\nedition = 0{BODY}'.replace("\n", "\r\n")
    (folder / "book.toml").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert fault(folder).span == SourceSpan("book.toml", 2, 11, 2, 12)


def test_all_faults_are_reported_at_once(folder: Path) -> None:
    write_book(
        folder,
        'title = 1984\nlangauge = "fr"\npublished = "May"\n'
        '[contents]\nbody = ["harbor.md"]\n[print]\ntrim = "6in"\nnotes = "feet"\n',
    )
    codes = [found.code for found in faults(folder)]
    assert codes == ["C011", "C010", "C014", "C023", "C028", "C012"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "title = 1984",
            "book.toml:1:9: “title” must be a string, but this is a number: "
            'write it in quotes: title = "1984"',
        ),
        (
            'title = "T"\nlangauge = "fr"',
            "book.toml:2:1: there is no key “langauge”: did you mean “language”?",
        ),
        (
            'title = "T"\n[pdf]\ntrim = "A5"',
            "book.toml:2:2: there is no table [pdf]: write [print]: the PDF is the "
            "print edition",
        ),
        (
            'title = "T"\n[Ebook]\ncover = "x.png"',
            "book.toml:2:2: there is no table [Ebook]: write [epub]",
        ),
        (
            'title = "T"\n[metadata]\nlanguage = "fr"',
            "book.toml:2:2: there is no table [metadata]: put its keys at the top of "
            "the file, before the first [table]",
        ),
        (
            'title = "T"\n[output.html]\na = 1',
            "book.toml:2:2: there is no table [output]: write [print] for the PDF and "
            "[epub] for the EPUB",
        ),
        (
            'title = "T"\n[prnit]\ntrim = "A5"',
            "book.toml:2:2: there is no table [prnit]: did you mean “[print]”?",
        ),
        (
            'title = "T"\nauthor = "Ada"',
            'book.toml:2:1: there is no key “author”: write authors = ["…"]',
        ),
        (
            'title = "T"\n[print]\nfont_size = "11pt"',
            "book.toml:3:1: there is no key “font_size” in [print]: write type-size = "
            '"11pt" in [print]',
        ),
        (
            'title = "T"\ntrim = "A5"',
            "book.toml:2:1: there is no key “trim”: “trim” belongs in [print]",
        ),
        (
            'title = "T"\nauthors = "Ada"',
            "book.toml:2:11: “authors” must be a list, but this is a string: "
            'write it as authors = ["Ada Voss"]',
        ),
        (
            'title = "T"\nlanguage = "english"',
            "book.toml:2:12: “english” isn’t a language tag: did you mean “en”?",
        ),
        (
            'title = "T"\nlanguage = "de_AT"',
            "book.toml:2:12: “de_AT” isn’t a language tag: did you mean “de-AT”?",
        ),
        (
            'title = "T"\nauthors = [{ name = "A", role = "translater" }]',
            "book.toml:2:33: “translater” is not a MARC relator code: "
            "did you mean “trl” (translator)?",
        ),
        (
            'subtitle = "T"',
            'book.toml:1:1: the book has no “title”: add it: title = "…"',
        ),
        (
            'title = "  "',
            "book.toml:1:9: “title” is empty: write text between the quotation "
            "marks, or remove the line",
        ),
        (
            'title = "a\\u0000b"',
            "book.toml:1:9: “U+0000” isn’t a valid value for “title”: "
            "write text without control characters",
        ),
        (
            'title = "T"\nedition = true',
            "book.toml:2:11: “edition” must be a whole number, but this is true or "
            "false: write it as edition = 1",
        ),
        (
            f'title = "T"\nedition = -0x{"f" * 5000}'.replace("-0x", "0x"),
            None,
        ),
        (
            'title = "T"\nprinting = 0',
            "book.toml:2:12: “printing” cannot be 0: write a number from 1 to 9999",
        ),
        (
            'title = "T"\nseries = { nam = "S" }',
            None,
        ),
        (
            'title = "T"\nidentifier = "12"',
            "book.toml:2:14: “12” isn’t a valid value for “identifier”: "
            "write a URN or an address, urn:uuid:… or https://…",
        ),
    ],
)
def test_a_fault_is_reported_with_its_place_and_its_help(
    folder: Path, lines: str, expected: str | None
) -> None:
    write_book(folder, lines + BODY)
    if expected is None:
        load_draft(folder, Diagnostics())
    else:
        assert said(folder) == expected


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            '[products.a]\nisbn = "978-0-306-40615-6"',
            "book.toml:6:8: the check digit of the ISBN “978-0-306-40615-6” is wrong: "
            "if the other digits are right, the last one is 7; compare it with the "
            "number you were assigned",
        ),
        (
            '[products.a]\nisbn = "0306406151"',
            "book.toml:6:8: the check digit of the ISBN “0306406151” is wrong: "
            "if the other digits are right, the last one is 2; compare it with the "
            "number you were assigned",
        ),
        (
            '[products.a]\nisbn = "978-0-306-4061"',
            "book.toml:6:8: the ISBN “978-0-306-4061” has 11 digits, not 13: "
            "write the 13 digits that begin with 978 or 979, in quotation marks",
        ),
        (
            "[products.a]\nisbn = 9780306406157",
            "book.toml:6:8: “isbn” must be a string, but this is a number: "
            'write it in quotes: isbn = "9780306406157"',
        ),
        (
            '[print]\ntrim = "0mm x 9in"',
            "book.toml:6:8: no book has the size 0mm x 9in: each side is from 50mm to "
            "500mm",
        ),
        (
            '[print]\ntrim = "trad"',
            "book.toml:6:8: “trad” isn’t a page size: did you mean “trade”?",
        ),
        (
            '[print]\ntrim = "A5"\nmargin-top = "200mm"',
            "book.toml:7:14: margin-top leaves 10mm of the page for the text: leave at "
            "least 20mm: make the margins smaller or the trim larger",
        ),
        (
            '[print]\nmargin-top = "-2mm"',
            "book.toml:6:14: “-2mm” isn’t a valid length for “margin-top”: write "
            "a number and a unit: 22mm, 1.8cm, 0.75in, 60pt, 5pc or 80px",
        ),
        (
            '[print]\ntype-size = "0pt"',
            "book.toml:6:13: “0pt” isn’t a valid length for “type-size”: write a "
            "length from 4pt to 72pt",
        ),
        (
            '[print]\nhyphenate = "no"',
            "book.toml:6:13: “hyphenate” must be true or false, but this is a string: "
            "write it as hyphenate = false",
        ),
        (
            '[print]\ntitle = "T"',
            "book.toml:6:1: there is no key “title” in [print]: “title” belongs at "
            "the top of the file, before the first [table]",
        ),
        (
            '[epub]\nnotes = "foot"',
            "book.toml:6:9: “notes” cannot be “foot”: choose chapter-end or book-end",
        ),
        (
            '[epub]\ncover = "../cover.jpg"',
            "book.toml:6:9: “../cover.jpg” is outside the manuscript folder: copy "
            "the file into the folder and write its path from there, with / between "
            "the parts",
        ),
        (
            '[numbering]\nchapters = "Roman"',
            "book.toml:6:12: “chapters” cannot be “Roman”: did you mean “roman”? The "
            "choices are none, arabic, roman or words",
        ),
    ],
)
def test_a_fault_in_a_table_is_reported_with_its_place_and_its_help(
    folder: Path, table: str, expected: str
) -> None:
    write_book(folder, f'title = "T"{BODY}\n{table}\n')
    assert said(folder) == expected


@pytest.mark.parametrize(
    ("contents", "expected"),
    [
        (
            'body = ["harbour.md", "harbor.md"]',
            "3:23: the file “harbor.md” does not exist: did you mean “harbour.md”?",
        ),
        (
            'body = ["harbour"]',
            "3:9: “harbour” is neither a file nor a page that can be generated: "
            "did you mean “harbour.md”?",
        ),
        (
            'body = ["harbour.md"]\nfront = ["dedication"]',
            "4:10: “dedication” can’t be generated: you write its text: write it "
            'in a file and list that: { file = "dedication.md", role = "dedication" }',
        ),
        (
            'body = ["harbour.md", "./harbour.md"]',
            "3:23: “harbour.md” is listed a second time; the first is on line 3: "
            "remove one of the two",
        ),
        (
            'body = ["harbour.md", "notes.txt"]',
            "3:23: “notes.txt” is plain text, which is never read as Markdown: mark "
            "its headings with # and save it as notes.md",
        ),
        (
            'body = ["harbour.md", { part = "P" }]',
            "3:23: the part has no “chapters”: add it: "
            '{ part = "Inland", chapters = ["chapters/02-fen.md"] }',
        ),
        (
            'body = ["harbour.md", 7]',
            "3:23: “contents.body” must be a file, the name of a generated page, or "
            "a table with "
            'part or file, but this is a number: write it as "chapters/01.md"',
        ),
        (
            'body = [{ file = "harbour.md", role = "forward" }]',
            "3:39: “role” cannot be “forward”: did you mean “foreword”?",
        ),
        (
            'body = ["harbour.md", "/etc/passwd.md"]',
            "3:23: “/etc/passwd.md” is outside the manuscript folder",
        ),
        (
            "body = []",
            "3:8: the book is empty: [contents] lists no file in body",
        ),
        (
            'front = ["harbour.md"]',
            "2:2: the book is empty: [contents] lists no file in body",
        ),
        (
            'body = ["title-page"]',
            "3:8: the book is empty: [contents] lists no file in body",
        ),
        (
            'body = ["harbour.md"]\nbakc = []',
            "4:1: there is no key “bakc” in [contents]: did you mean “back”?",
        ),
    ],
)
def test_a_fault_in_the_contents_is_reported_with_its_place(
    folder: Path, contents: str, expected: str
) -> None:
    (folder / "notes.txt").touch()
    write_book(folder, f'title = "T"\n[contents]\n{contents}\n')
    assert said(folder).startswith(f"book.toml:{expected}")


def test_a_link_out_of_the_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.md").touch()
    (folder / "fen.md").symlink_to(tmp_path / "secret.md")
    write_book(folder, 'title = "T"\n[contents]\nbody = ["fen.md"]\n')
    assert fault(folder).code == "C025"


def test_an_unlisted_file_beside_the_chapters_is_noted(folder: Path) -> None:
    write_book(folder, f'title = "T"{BODY}', "fen.md", "README.md", "drafts/x.md")
    _, diagnostics = load(folder)
    assert [found.message() for found in diagnostics] == [
        "“fen.md” is not listed in [contents]"
    ]


def test_a_folder_of_markdown_is_a_book_in_natural_order(folder: Path) -> None:
    for name in ("10-end.md", "2-middle.md", "README.md", ".hidden.md", "a/1.markdown"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).touch()
    config, diagnostics = load(folder)
    assert [
        entry.file for entry in config.contents.body if isinstance(entry, FileEntry)
    ] == ["2-middle.md", "10-end.md", "a/1.markdown", "harbour.md"]
    assert not config.is_title_assumed
    assert config.metadata == Metadata(title="salt-roads")
    assert [found.message() for found in diagnostics] == [
        "there is no book.toml; using defaults: the order of 4 files by name, "
        "2-middle.md to "
        "harbour.md; no chapter in README.md; the title “salt-roads”; the language "
        "English"
    ]


def test_a_book_above_or_below_a_folder_without_one_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chapters = tmp_path / "salt-roads" / "chapters" / "one"
    chapters.mkdir(parents=True)
    (chapters / "ford.md").write_text("# The ford\n\nWords.\n", "utf-8")
    (tmp_path / "salt-roads" / "book.toml").write_text('title = "S"\n', "utf-8")
    monkeypatch.chdir(tmp_path)

    def advice(folder: Path, *, is_untrusted: bool = False) -> str:
        diagnostics = Diagnostics()
        load_manuscript(folder, diagnostics, is_untrusted=is_untrusted)
        return next(found.help() for found in diagnostics if found.code == "C033")

    for folder in (tmp_path, chapters, chapters.parent):
        assert advice(folder).startswith("“salt-roads” has a book.toml")
    assert advice(tmp_path, is_untrusted=True).startswith("“salt-roads” has")
    assert advice(chapters, is_untrusted=True) == "to change this, set it in book.toml"


def test_one_markdown_file_is_a_book(folder: Path) -> None:
    diagnostics = Diagnostics()
    manuscript = load_manuscript(folder / "harbour.md", diagnostics)
    assert manuscript.root == folder
    assert manuscript.config.name == "harbour"
    assert manuscript.config.is_title_assumed
    assert manuscript.config.contents.body == (FileEntry(file="harbour.md"),)
    assert [found.code for found in diagnostics] == ["C033"]


def test_the_path_of_book_toml_stands_for_its_folder(folder: Path) -> None:
    write_book(folder, f'title = "T"{BODY}')
    manuscript = load_manuscript(folder / "book.toml", Diagnostics())
    assert manuscript.root == folder
    assert manuscript.config_files == (folder / "book.toml",)


@pytest.mark.parametrize(
    ("name", "code", "mend"),
    [
        ("salt-road", "C001", "salt-roads"),
        ("salt-roads/essay.txt", "C002", "save it as essay.md"),
        ("salt-roads/essay.docx", "C003", "bookmaker import"),
        ("empty", "C004", "bookmaker new"),
        ("mdbook", "C005", "SUMMARY.md"),
        ("salt-roads/pipe.md", "C003", "a folder with book.toml"),
        ("a\0b", "C001", "give a folder"),
    ],
)
def test_what_is_not_a_manuscript_is_refused_with_a_way_out(
    folder: Path, tmp_path: Path, name: str, code: str, mend: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "mdbook").mkdir()
    write_book(tmp_path / "mdbook", '[book]\ntitle = "T"\n')
    (folder / "essay.txt").touch()
    (folder / "essay.docx").touch()
    os.mkfifo(folder / "pipe.md")
    only = fault(tmp_path / name)
    assert only.code == code
    assert mend in only.help()


def test_a_huge_or_irregular_book_toml_is_refused(folder: Path) -> None:
    (folder / "book.toml").write_bytes(b"#" * (1024 * 1024 + 1))
    assert "it is larger than 1 MiB" in said(folder)
    (folder / "book.toml").unlink()
    os.mkfifo(folder / "book.toml")
    assert "it is not a regular file" in said(folder)
    (folder / "book.toml").unlink()
    (folder / "book.toml").symlink_to("nowhere.toml")
    assert fault(folder).code == "C006"


def test_bytes_that_are_not_utf8_are_placed(folder: Path) -> None:
    (folder / "book.toml").write_bytes(b'\xef\xbb\xbftitle = "\xc3\xa9"\r\nx = "\xe9"')
    assert said(folder) == (
        "book.toml:2:6: the byte 0xe9 here is not UTF-8: save the file with the "
        "encoding UTF-8"
    )


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("title = Salt\n", "1:9", "the text has no quotation marks"),
        ('title = "Salt\nx = 1', "1:9", "the string that begins here isn’t closed"),
        ('title = "Salt', "1:9", "the string that begins here isn’t closed"),
        ('a = ["x" "y"]', "1:8", "a comma is missing after this entry"),
        ("a = {b = 1\n}", "1:5", "the table in { } that begins here isn’t closed"),
        ("sub title = 'x'", "1:1", "the key “sub title” has a space in it"),
        ("a = [1, x]", "1:9", "the text has no quotation marks"),
        ("a = 1 2", "1:7", "something follows the value in this line"),
        ('p = "C:\\Users"', "1:8", "a path has / between folders, on every system"),
        ("d = 2026-02-30", "1:5", "there is no such date or time"),
        ("[print\n", "1:1", "the name of a table isn’t closed"),
        (
            "a = " + "[" * 3000 + "]" * 3000,
            "1:1",
            "lists or tables are nested too deep",
        ),
        ("a = " + "9" * 5000, "1:5", "a number is too large"),
    ],
)
def test_bad_toml_is_placed_and_reported_in_plain_words(
    folder: Path, text: str, place: str, words: str
) -> None:
    write_book(folder, text)
    only = fault(folder)
    assert only.code == "C008"
    assert str(only.span) == f"book.toml:{place}"
    assert words in only.message()


def test_a_second_key_is_placed(folder: Path) -> None:
    write_book(folder, 'title = "A"\n\ntitle = "B"\n')
    assert said(folder) == (
        "book.toml:3:1: “title” is written a second time; the first is on line 1: "
        "remove one of the two"
    )


def test_a_house_is_joined_and_the_book_wins(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "house.toml").write_text(
        'extends = "press.toml"\npublisher = "House"\n[print]\ntrim = "A5"\n'
    )
    (tmp_path / "press.toml").write_text(
        'publisher = "Press"\nrights = "Ours"\n[print]\ntheme = "plain"\ntrim = "A4"\n'
    )
    write_book(folder, f'extends = "../house.toml"\ntitle = "T"{BODY}')
    manuscript = load_manuscript(folder, Diagnostics())
    config = manuscript.config
    assert config.metadata.publisher == "House"
    assert config.metadata.rights == "Ours"
    assert config.print.theme == "plain"
    assert config.print.trim[0] == Length.parse("148mm")
    assert [path.name for path in manuscript.config_files] == [
        "book.toml",
        "house.toml",
        "press.toml",
    ]
    assert str(config.place("print.trim")) == "../house.toml:4:8"
    assert str(config.place("print.theme")) == "../press.toml:4:9"


def test_a_fault_in_a_house_is_placed_there(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "house.toml").write_text('[prnt]\ntrim = "A5"\n')
    write_book(folder, f'extends = "../house.toml"\ntitle = "T"{BODY}')
    assert said(folder) == (
        "../house.toml:1:2: there is no table [prnt]: did you mean “[print]”?"
    )


@pytest.mark.parametrize(
    ("extends", "place", "reason"),
    [
        ('"nowhere.toml"', "book.toml:1:11", "does not exist"),
        ('"."', "book.toml:1:11", "is not a regular file"),
        ("7", "book.toml:1:11", "is not a path in quotation marks"),
        ('"book.toml"', "book.toml:1:11", "extends itself"),
        ('"1.toml"', "5.toml:1:11", "is one of more than 5 files in a row"),
        ('"a.toml"', "b.toml:1:11", "extends itself"),
    ],
)
def test_what_cannot_be_extended_is_reported(
    folder: Path, extends: str, place: str, reason: str
) -> None:
    for number in range(1, 7):
        text = f'extends = "{number + 1}.toml"\n'
        (folder / f"{number}.toml").write_text(text)
    (folder / "a.toml").write_text('extends = "b.toml"\n')
    (folder / "b.toml").write_text('extends = "a.toml"\n')
    write_book(folder, f'extends = {extends}\ntitle = "T"{BODY}')
    only = fault(folder)
    assert str(only.span) == place
    assert only.message().endswith(reason)


def test_a_book_without_contents_takes_the_folder(folder: Path) -> None:
    config, diagnostics = load(write_book(folder, 'title = "T"\n'))
    assert config.contents.body == (FileEntry(file="harbour.md"),)
    assert [found.code for found in diagnostics] == ["C033"]


@pytest.mark.parametrize("same", ["9780306406157", "0-306-40615-2", "ISBN 0306406152"])
def test_two_products_cannot_share_an_isbn(folder: Path, same: str) -> None:
    write_book(
        folder,
        f'title = "T"{BODY}[products]\na.isbn = "978-0-306-40615-7"\n'
        f'b.isbn = "{same}"\n',
    )
    assert said(folder).startswith(
        "book.toml:6:10: “a” and “b” have the same ISBN " + same.removeprefix("ISBN ")
    )


def test_a_draft_keeps_what_can_be_understood(folder: Path) -> None:
    write_book(
        folder,
        'subtitle = "S"\nlangauge = "fr"\n[contents]\nbody = ["fen.md", "harbour.md"]\n'
        '[print]\ntrim = "A5"\nnotes = 3\n',
    )
    manuscript, codes = draft(folder)
    config = manuscript.config
    assert config.metadata == Metadata(title="salt-roads", subtitle="S")
    assert config.is_title_assumed
    assert config.contents.body == (FileEntry(file="harbour.md"),)
    assert config.print == PrintConfig(
        trim=(Length.parse("148mm"), Length.parse("210mm"))
    )
    assert codes == ["C018", "C010", "C023", "C011"]


def test_a_draft_of_broken_toml_takes_the_folder(folder: Path) -> None:
    write_book(folder, "title = Salt\n")
    manuscript, codes = draft(folder)
    assert manuscript.config.contents.body == (FileEntry(file="harbour.md"),)
    assert manuscript.config_files == (folder / "book.toml",)
    assert codes == ["C033", "C008"]


@pytest.mark.parametrize(
    "text", ["\0", "[book]\ntitle='T'", "extends = 1", "[contents]"]
)
def test_a_draft_of_a_folder_never_fails(folder: Path, text: str) -> None:
    write_book(folder, text)
    manuscript, _ = draft(folder)
    assert manuscript.config.contents.body == (FileEntry(file="harbour.md"),)
    (folder / "harbour.md").unlink()
    manuscript, _ = draft(folder)
    assert manuscript.config.contents.body == ()


def test_a_draft_of_nothing_fails(folder: Path) -> None:
    with pytest.raises(ManuscriptError):
        load_draft(folder / "nothing", Diagnostics())


def draft(root: Path) -> tuple[Manuscript, list[str]]:
    """Load a draft, with the codes of what was found."""
    diagnostics = Diagnostics()
    return load_draft(root, diagnostics), [found.code for found in diagnostics]


@pytest.mark.slow
def test_a_sound_book_imports_nothing_that_it_does_not_need(folder: Path) -> None:
    write_book(folder, f'title = "T"{BODY}')
    program = (
        "import sys; from pathlib import Path\n"
        "from bookmaker.config.load import load_manuscript\n"
        "from bookmaker.diagnostics import Diagnostics\n"
        "load_manuscript(Path(sys.argv[1]), Diagnostics())\n"
        "print([name for name in ('stdnum', 'difflib', 'tree_sitter', 'click',"
        " 'markdown', 'yaml') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout == "[]\n"


_TOP = FULL.partition("\n\n")[0].replace('"""\nTwo\nlines"""', '"Two"').splitlines()
_PRINT = FULL.partition("[print]\n")[2].partition("\n\n")[0].splitlines()
_EPUB = FULL.partition("[epub]\n")[2].splitlines()
_KNOWN = {line.partition(" =")[0] for line in (*_TOP, *_PRINT, *_EPUB)} | {
    "extends", "parts", "chapters", "chapter-word", "section-depth", "smarten",
    "front", "body", "back", "products", "contents", "numbering", "typography",
    "print", "epub",
}  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.randoms(use_true_random=False),
    st.from_regex(r"[a-z][a-z0-9-]{0,12}", fullmatch=True).filter(
        lambda key: key not in _KNOWN
    ),
    st.integers(0, 2),
)
def test_an_unknown_key_is_found_at_its_place_in_any_order(
    tmp_path: Path, order: random.Random, unknown: str, table: int
) -> None:
    blocks = [list(_TOP), list(_PRINT), list(_EPUB)]
    blocks[table].append(f"{unknown} = 1")
    for block in blocks:
        order.shuffle(block)
    tables = ["[contents]\nbody = ['c/01.md']"]
    tables += ["\n".join(["[print]", *blocks[1]]), "\n".join(["[epub]", *blocks[2]])]
    order.shuffle(tables)
    text = "\n".join([*blocks[0], *tables]) + "\n"
    write_book(tmp_path, text, "c/01.md", "cover.jpg", "extra.css", "press.icc")
    only = fault(tmp_path)
    assert isinstance(only, UnknownKey)
    assert only.key == unknown
    line = text.splitlines().index(f"{unknown} = 1") + 1
    assert only.span == SourceSpan("book.toml", line, 1, line, len(unknown) + 1)


@pytest.mark.parametrize(
    "line",
    [
        "modified = 9999-12-31T23:59:59-23:59",
        "modified = 9999-12-31T23:59:59-00:01",
        "modified = 1000-01-01T00:00:00+23:59",
        "modified = 0001-01-01T00:00:00+23:59",
        "published = 0001-01-01",
        'published = "0999-12-31"',
        f"edition = {'9' * 4_000}",
        f"edition = {'9' * 5_000}",
        "edition = 10_000",
        f"printing = {'9' * 4_000}",
    ],
)
def test_numbers_and_dates_that_no_edition_can_hold_are_refused(
    tmp_path: Path, line: str
) -> None:
    (tmp_path / "a.md").write_text("# One\n\nWords.\n", encoding="utf-8")
    (tmp_path / "book.toml").write_text(
        f'title = "T"\n{line}\n[contents]\nbody = ["a.md"]\n', encoding="utf-8"
    )
    found = Diagnostics()
    try:
        load_manuscript(tmp_path, found)
    except ManuscriptError as error:
        found.extend(error.diagnostics)
    assert [one.span.line for one in found if one.span is not None] == [2]
    assert found.has_errors


def _with_section_depth(folder: Path, depth: int) -> Path:
    (folder / "one.md").write_text("# One\n", "utf-8")
    (folder / "book.toml").write_text(
        f'title = "A"\n[numbering]\nsection-depth = {depth}\n'
        '[contents]\nbody = ["one.md"]\n',
        "utf-8",
    )
    return folder


@pytest.mark.parametrize("depth", [0, 1, 6])
def test_sections_are_numbered_to_the_depth_of_headings(
    tmp_path: Path, depth: int
) -> None:
    manuscript = load_manuscript(_with_section_depth(tmp_path, depth), Diagnostics())
    assert manuscript.config.numbering.section_depth == depth


@pytest.mark.parametrize("depth", [-1, 7, 99])
def test_there_are_no_deeper_headings_to_number(tmp_path: Path, depth: int) -> None:
    with pytest.raises(ManuscriptError) as refused:
        load_manuscript(_with_section_depth(tmp_path, depth), Diagnostics())
    assert [problem.code for problem in refused.value.diagnostics] == ["C020"]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ((), "write a chapter"),
        (("README.txt", "cover.jpg"), "write a chapter"),
        (("one.docx",), "import its document: bookmaker import"),
        (("1.docx", "2.txt", "README.md.txt"), "import its documents: bookmaker"),
    ],
)
def test_a_folder_of_documents_is_to_be_imported(
    files: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    for name in files:
        (tmp_path / name).write_bytes(b"x")
    with pytest.raises(ManuscriptError) as refused:
        load_manuscript(tmp_path, Diagnostics())
    (found,) = refused.value.diagnostics
    assert (found.help() or "").startswith(said)
