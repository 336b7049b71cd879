"""Word files without styles: what the looks of paragraphs say, as novelists submit."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from bookmaker.importers.model import ImportOptions, Question
from tests.support.importing import chapter_texts, imported_files, lost_words
from tests.support.word_files import (
    BOLD,
    CENTRED,
    LARGE,
    NEW_PAGE,
    typed,
    typed_file,
)

PROSE = (
    "The harbour office had a clock that nobody wound, and Ines had learned to read "
    "the tide from the smell of the rope."
)
SHORT = "“You came back,” said the keeper, and he did not look up from the ledger."
TEXT = (typed(PROSE), typed(SHORT), typed(PROSE))


def imported(
    folder: Path, *paragraphs: str, styles: str = "", answer: str = ""
) -> tuple[list[str], dict[str, object], str, str]:
    """The chapters, the book, what was set aside, and the account."""
    source = folder / "draft.docx"
    source.write_bytes(typed_file(*paragraphs, styles=styles))
    options = ImportOptions()
    if answer:
        options = ImportOptions(ask=lambda question: answer_to(question, answer))
    files = imported_files(source, options=options)
    words = "\n".join(paragraph_words(p) for p in paragraphs)
    assert lost_words(words, files) == []
    book = tomllib.loads(files["book.toml"].decode())
    aside, account = (files[n].decode() for n in ("set-aside.md", "IMPORT.md"))
    return chapter_texts(files), book, aside, account


def paragraph_words(paragraph: str) -> str:
    """The words of a paragraph of XML."""
    parts = paragraph.split("<w:t")[1:]
    return " ".join(part.split(">", 1)[1].split("</w:t>")[0] for part in parts)


def answer_to(question: Question, key: str) -> str:
    """The key itself, where the question has it."""
    return key if key in [c.key for c in question.choices] else question.choices[0].key


def titles(chapters: list[str]) -> list[str]:
    return [text.partition("\n")[0].removeprefix("# ") for text in chapters]


@pytest.mark.parametrize(
    ("looks", "run"),
    [
        (CENTRED, ""),
        ("", BOLD),
        ("", LARGE),
        (NEW_PAGE, ""),
        (CENTRED + NEW_PAGE, BOLD + LARGE),
        ("", ""),
    ],
)
@pytest.mark.parametrize(
    "heads",
    [
        ("Chapter One", "Chapter Two"),
        ("CHAPTER 1", "CHAPTER 2"),
        ("Chapter 1: The Rope", "Chapter 2: The Lamp"),
        ("Erstes Kapitel", "Zweites Kapitel"),
        ("Chapitre premier", "Chapitre deux"),
        ("Capítulo 1", "Capítulo 2"),
        ("Глава первая", "Глава вторая"),
        ("Part One", "Part Two"),
    ],
)
def test_a_chapter_is_known_by_its_words(
    heads: tuple[str, str], looks: str, run: str, tmp_path: Path
) -> None:
    first, second = (typed(words, looks, run) for words in heads)
    chapters, _, aside, account = imported(tmp_path, first, *TEXT, second, *TEXT)
    assert titles(chapters) == list(heads)
    assert all(text.count(PROSE) == 2 for text in chapters)
    assert "Nothing" in aside
    assert account.count("the head of a chapter") == 2


@pytest.mark.parametrize(
    "heads", [("1", "2"), ("I", "II"), ("One", "Two"), ("I.", "II.")]
)
@pytest.mark.parametrize(("looks", "run"), [(CENTRED, ""), ("", BOLD)])
def test_numbers_that_stand_out_are_chapters(
    heads: tuple[str, str], looks: str, run: str, tmp_path: Path
) -> None:
    first, second = (typed(words, looks, run) for words in heads)
    chapters, *_ = imported(tmp_path, first, *TEXT, second, *TEXT)
    assert [title.replace("\\", "") for title in titles(chapters)] == list(heads)


def test_the_title_below_a_number_is_its_chapters(tmp_path: Path) -> None:
    heads = [
        typed("Chapter One", CENTRED), typed("The Rope", CENTRED), *TEXT,
        typed("Chapter Two", CENTRED), typed("The Lamp", CENTRED), *TEXT,
    ]  # fmt: skip
    chapters, *_ = imported(tmp_path, *heads)
    assert titles(chapters) == ["Chapter One: The Rope", "Chapter Two: The Lamp"]


def test_titles_alone_that_open_pages_are_chapters(tmp_path: Path) -> None:
    heads = [typed(w, CENTRED + NEW_PAGE) for w in ("The Rope", "The Lamp", "Salt")]
    chapters, *_ = imported(tmp_path, *(p for head in heads for p in (head, *TEXT)))
    assert titles(chapters) == ["The Rope", "The Lamp", "Salt"]


def test_bold_lines_of_an_essay_are_headings_below_its_title(tmp_path: Path) -> None:
    (chapter,), *_ = imported(
        tmp_path,
        *TEXT,
        typed("The rope", "", BOLD),
        *TEXT,
        typed("The lamp", "", BOLD),
        *TEXT,
    )
    assert chapter.count("\n## ") == 2


def test_who_is_asked_may_say_that_it_is_not_one(tmp_path: Path) -> None:
    head = typed("Chapter One", CENTRED)
    chapters, *_ = imported(tmp_path, head, *TEXT, head, *TEXT, answer="n")
    assert len(chapters) == 1
    assert chapters[0].count("Chapter One") == 2


@pytest.mark.parametrize(
    "sentence",
    ["Chapter Two was lost in the post.", "One", "The Rope", "Salt, she said."],
)
def test_a_plain_paragraph_is_not_a_chapter(sentence: str, tmp_path: Path) -> None:
    chapters, *_ = imported(tmp_path, *TEXT, typed(sentence), *TEXT)
    assert len(chapters) == 1
    assert f"\n{sentence}\n" in chapters[0]


HEADS = {
    "of today": [
        typed("Ada Moreau\tabout 81,000 words"), typed("12 Quay Lane"),
        typed("ada@example.org"), typed(""),
    ],
    "with a count of its own": [
        typed("Ada Moreau"), typed("12 Quay Lane"), typed("Word count: 4,150"),
    ],
    "with an agent": [
        typed("Tom Ray Agency\t90.000 Wörter"), typed("Hafenstr. 3"), typed("Ellis"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("byline", ["by Ada Moreau", "Ada Moreau", "by"])
def test_a_manuscripts_first_page_is_not_text(
    head: str, byline: str, tmp_path: Path
) -> None:
    makers = [typed(byline, CENTRED)]
    if byline == "by":
        makers.append(typed("Ada Moreau", CENTRED))
    chapters, book, aside, _ = imported(
        tmp_path,
        *HEADS[head],
        typed("THE TIDE LEDGER", CENTRED),
        *makers,
        typed("\fChapter One", CENTRED),
        *TEXT,
        typed("#", CENTRED),
        typed(PROSE + " It was "),
        typed("not", "", '<w:u w:val="single"/>'),
        typed("Chapter Two", CENTRED),
        *TEXT,
        typed("END", CENTRED),
    )
    assert book["title"] == "THE TIDE LEDGER"
    assert book["authors"] == ["Ada Moreau"]
    assert titles(chapters) == ["Chapter One", "Chapter Two"]
    assert chapters[0].count("\n***\n") == 1
    assert "*not*" in chapters[0]
    assert chapters[1].endswith(PROSE + "\n")
    assert all(word in aside for word in ("END", paragraph_words(HEADS[head][1])))


def test_a_first_line_of_prose_is_not_a_title(tmp_path: Path) -> None:
    (chapter,), book, *_ = imported(tmp_path, *TEXT, typed("The End", CENTRED))
    assert "title" not in book or book["title"] == "A Book"
    assert chapter.endswith("The End\n")


STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="s{i}"><w:name w:val="{name}"/>{more}'
    "</w:style>"
    for i, (name, more) in enumerate(
        [
            ("CSP - Chapter Title", ""),
            ("Kop", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
            ("Own", '<w:basedOn w:val="s1"/>'),
            ("Author", ""),
            ("Dedication", ""),
            ("Scene Break", ""),
            ("Block Quote Last", ""),
            ("toc 1", ""),
            ("TOC Heading", ""),
        ]
    )
)


def styled(number: int, words: str) -> str:
    return typed(words, f'<w:pStyle w:val="s{number}"/>')


@pytest.mark.parametrize("style", [0, 1, 2])
def test_styles_of_other_names_are_headings(style: int, tmp_path: Path) -> None:
    chapters, *_ = imported(
        tmp_path,
        styled(style, "Rope"),
        *TEXT,
        styled(style, "Lamp"),
        *TEXT,
        styles=STYLES,
    )
    assert titles(chapters) == ["Rope", "Lamp"]


def test_author_dedication_contents_breaks_and_quotations_by_style(
    tmp_path: Path,
) -> None:
    chapters, book, aside, _ = imported(
        tmp_path,
        styled(3, "Ada Moreau"),
        styled(4, "For my brother."),
        styled(8, "Contents"),
        styled(7, "Rope\t3"),
        styled(0, "Rope"),
        *TEXT,
        styled(5, "x"),
        styled(6, SHORT),
        styles=STYLES,
    )
    dedication, chapter = chapters
    assert book["authors"] == ["Ada Moreau"]
    assert 'role: "dedication"' in dedication
    assert "For my brother." in dedication
    assert f"\n***\n\n> {SHORT}" in chapter
    assert "Rope 3" in aside
    assert "Contents" not in chapter


def test_blank_paragraphs_part_scenes_where_they_are_rare(tmp_path: Path) -> None:
    blank = typed("")
    (chapter,), _, _, account = imported(
        tmp_path, *TEXT, blank, *TEXT, blank, blank, *TEXT
    )
    assert chapter.count("\n***\n") == 2
    assert "a scene break (a blank line)" in account


def test_blank_paragraphs_between_all_are_space(tmp_path: Path) -> None:
    blank = typed("")
    spaced = [part for paragraph in TEXT * 3 for part in (paragraph, blank)]
    (chapter,), _, _, account = imported(tmp_path, *spaced, blank, *TEXT[:1])
    assert chapter.count("\n***\n") == 1
    assert "blank paragraphs" in account


@pytest.mark.parametrize("indent", ['w:left="720" w:right="720"', 'w:left="567"'])
def test_a_paragraph_set_in_is_a_quotation(indent: str, tmp_path: Path) -> None:
    quoted = typed(SHORT, f"<w:ind {indent}/>")
    (chapter,), *_ = imported(tmp_path, *TEXT, quoted, *TEXT)
    assert f"\n> {SHORT}\n" in chapter


@pytest.mark.parametrize(
    "indent", ['w:firstLine="720"', 'w:left="720" w:hanging="720"', 'w:left="100"']
)
def test_an_indent_of_every_paragraph_is_not_one(indent: str, tmp_path: Path) -> None:
    (chapter,), *_ = imported(
        tmp_path, *(typed(PROSE, f"<w:ind {indent}/>") for _ in range(5))
    )
    assert "\n>" not in chapter


def formula(inner: str) -> str:
    return f"<m:oMath>{inner}</m:oMath>"


def m(words: str) -> str:
    return f"<m:r><m:t>{words}</m:t></m:r>"


@pytest.mark.parametrize(
    ("omml", "tex"),
    [
        (m("h = 2t"), "h = 2 t"),
        (f"<m:f><m:num>{m('a')}</m:num><m:den>{m('7')}</m:den></m:f>", r"\frac{a}{7}"),
        (f"<m:sSup><m:e>{m('r')}</m:e><m:sup>{m('2')}</m:sup></m:sSup>", "{r}^{2}"),
        (f"<m:sSub><m:e>{m('r')}</m:e><m:sub>{m('i')}</m:sub></m:sSub>", "{r}_{i}"),
        (f"<m:rad><m:deg/><m:e>{m('x')}</m:e></m:rad>", r"\sqrt{x}"),
        (f"<m:rad><m:deg>{m('3')}</m:deg><m:e>{m('x')}</m:e></m:rad>", r"\sqrt[3]{x}"),
        (
            '<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr>'
            f"<m:sub>{m('i')}</m:sub><m:sup>{m('n')}</m:sup><m:e>{m('i')}</m:e></m:nary>",
            "∑_{i}^{n} i",
        ),
        (f"<m:d><m:e>{m('a+b')}</m:e></m:d>", r"\left( a + b \right)"),
        (f"<m:func><m:fName>{m('sin')}</m:fName><m:e>{m('x')}</m:e></m:func>",
         r"\mathrm{sin} x"),
        (f"<m:eqArr><m:e>{m('a')}</m:e><m:e>{m('b')}</m:e></m:eqArr>",
         r"\begin{matrix} a \\ b \end{matrix}"),
        (m("πr²"), "π r ^{2}"),
    ],
)  # fmt: skip
def test_a_formula_is_tex_in_its_place(omml: str, tex: str, tmp_path: Path) -> None:
    inline = typed("So it is ").replace("</w:p>", formula(omml) + "</w:p>")
    display = typed("").replace(
        "</w:p>", f"<m:oMathPara>{formula(omml)}</m:oMathPara></w:p>"
    )
    (chapter,), _, aside, _ = imported(tmp_path, inline, display)
    assert f"So it is ${tex}$" in chapter
    assert f"$$\n{tex}\n$$" in chapter
    assert "Nothing" in aside


def test_capitals_of_a_style_and_readings_are_words(tmp_path: Path) -> None:
    ruby = (
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>kan</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>"
    )
    source = tmp_path / "draft.docx"
    source.write_bytes(typed_file(typed("all capitals", "", "<w:caps/>"), ruby))
    files = imported_files(source)
    (chapter,) = chapter_texts(files)
    assert "ALL CAPITALS" in chapter
    assert "漢 (kan)" in chapter
    assert "Nothing" in files["set-aside.md"].decode()


@pytest.mark.parametrize("looks", [CENTRED, CENTRED + NEW_PAGE])
@pytest.mark.parametrize("again", ["3", "1"])
def test_titles_that_count_below_parts_are_headings(
    looks: str, again: str, tmp_path: Path
) -> None:
    heads = [
        typed("PART ONE", CENTRED + NEW_PAGE), typed("1. Salt", looks), *TEXT,
        typed("2. Rope", looks), *TEXT,
        typed("PART TWO", CENTRED + NEW_PAGE), typed(f"{again}. Lamp", looks), *TEXT,
    ]  # fmt: skip
    chapters, *_ = imported(tmp_path, *heads)
    text = "".join(chapters)
    for title in ("1. Salt", "2. Rope", f"{again}. Lamp"):
        assert title in text
        assert f"\n{title.replace('.', chr(92) + '.')}\n" not in text
    assert "\n\n## 2. Rope\n" in text


def test_numbers_alone_are_chapters_between_a_prologue_and_a_part(
    tmp_path: Path,
) -> None:
    heads = ("PROLOGUE", "1", "2", "PART TWO", "3")
    paragraphs = [
        paragraph
        for head in heads
        for paragraph in (
            typed(head, CENTRED + NEW_PAGE),
            *(TEXT if head != "PART TWO" else ()),
        )
    ]
    chapters, book, _, _ = imported(tmp_path, *paragraphs)
    assert titles(chapters) == ["PROLOGUE", "1", "2", "3"]
    contents = book["contents"]
    assert isinstance(contents, dict)
    assert contents["body"][-1]["part"] == "PART TWO"


@pytest.mark.parametrize("kind", ["roman", "A Novel", "Erzählung"])
def test_a_kind_of_book_stands_between_a_title_and_its_maker(
    kind: str, tmp_path: Path
) -> None:
    front = (
        typed("Solange Perrault"),
        typed("about 62,000 words"),
        typed("THE CLOCK", CENTRED),
        typed(kind, CENTRED),
        typed("Solange Perrault", CENTRED),
        typed("(writing as S. P. Weather)", CENTRED),
    )
    text = (typed("Chapter One", CENTRED + NEW_PAGE), *TEXT) * 2
    chapters, book, _, _ = imported(tmp_path, *front, *text)
    assert (book["title"], book["subtitle"]) == ("THE CLOCK", kind)
    assert book["authors"] == ["Solange Perrault"]
    assert len(chapters) == 2


FRENCH = (
    "Le train n’arriva pas le lendemain, et elle ne dit pas que c’était la dernière "
    "fois qu’il avait été dans la gare pour une heure."
)


def test_the_language_of_a_word_file_is_found_by_its_words(tmp_path: Path) -> None:
    _, book, _, account = imported(tmp_path, *[typed(FRENCH)] * 6)
    assert book["language"] == "fr"
    assert "found by its words: fr" in account


def test_a_first_page_of_centred_lines_is_a_title_page(tmp_path: Path) -> None:
    front = [typed(w, CENTRED) for w in ("The Lamp Room", "A Novel", "Ada Moreau")]
    text = [
        paragraph
        for head in ("One", "Two")
        for paragraph in (typed(head, CENTRED + NEW_PAGE), *TEXT)
    ]
    chapters, book, _, _ = imported(tmp_path, *front, *text)
    assert (book["title"], book["subtitle"]) == ("The Lamp Room", "A Novel")
    assert book["authors"] == ["Ada Moreau"]
    assert titles(chapters) == ["One", "Two"]
