"""The answers to first questions, followed as a new author would follow them.

Each answer of `questions.md` that can be followed is followed here, in one book that
has them all, and the result is looked up in the finished files. The others are followed
elsewhere: commands and files in `test_shown.py`, the workflow in `test_recipes.py`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from bookmaker.backends.pdf.geometry import plan_page
from bookmaker.cli import run
from bookmaker.config.model import PrintConfig
from bookmaker.css.bundle import load_sheet
from bookmaker.css.tokens import read_tokens
from bookmaker.pipeline.request import Request
from bookmaker.pipeline.stages import build
from bookmaker.trade import printer_of
from bookmaker.units import Length
from tests.support.epub import Epub
from tests.support.pdf import PdfInspector
from tests.support.print_facts import boxes_of_figures
from tests.support.shown import ROOT, shown_in

CHAPTERS = ROOT / "manuscripts/handbook/chapters"
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("questions")]

_TEXT = """# The Road

'It is "never" the same,' she said.[^1] Considerable extraordinary circumstances
notwithstanding, incomprehensible hyphenation deteriorates representative terminologies.

[^1]: It moves.

| Withy, withy, who goes by?
|   One with wet feet, one with dry.

Considerable extraordinary circumstances notwithstanding, incomprehensible hyphenation
deteriorates typographically representative internationalization of uncharacteristically
unpronounceable terminologies.

::: {.center}
Centred.
:::

![The ford](../images/ford.png){alt="A ford" width=100%}

{{< pagebreak >}}

After the break.
"""
_SETTINGS = """title = "The Salt Roads"
authors = ["A. Writer"]
language = "en-GB"
published = 2026-11-22
"""
_PLAIN = f"""{_SETTINGS}
[contents]
front = ["half-title", "title-page", "copyright", "contents"]
body = ["chapters/one.md", "chapters/two.md"]
back = ["dedication.md", "chapters/colophon.md"]
"""
_ANSWERED = f"""{_SETTINGS}
[contents]
front = ["half-title", "title-page", "copyright", "dedication.md", "contents"]
body = ["chapters/one.md", "chapters/two.md", "chapters/colophon.md"]
back = ["notes"]

[numbering]
chapters = "none"

[typography]
fonts = ["fonts/Harbour-Regular.ttf"]

[print]
trim = "A5"
chapters-open = "any"
front-folios = "arabic"
hyphenate = false
notes = "book-end"
sheet = "extra.css"

[epub]
notes = "book-end"
sheet = "extra.css"
cover = "images/cover.jpg"
cover-alternative = "A line of poles across wet sand, and the title"

[products.paperback]
isbn = "978-0-306-40615-7"

[products.epub]
isbn = "978-1-86197-271-2"
"""
_SHEET = """
:root {
  --type-title: 1.4em;
  --plan-leading: 1.5;
  --head-verso: "";
  --type-text: "Harbour", "EB Garamond", serif;
}

body { font-family: "Harbour", serif; }
"""


@dataclass(frozen=True)
class _Made:
    pdf: PdfInspector
    epub: Epub

    @property
    def chapter(self) -> str:
        """The text of the first chapter's pages."""
        return "\n".join(text for text in self.pdf.texts if "she said" in text)


def _manuscript(folder: Path, settings: str) -> Path:
    for name in ("chapters", "images", "fonts"):
        (folder / name).mkdir(parents=True)
    (folder / "book.toml").write_text(settings)
    (folder / "extra.css").write_text(_SHEET)
    (folder / "dedication.md").write_text("For Ann, who kept the time.\n")
    (folder / "chapters/one.md").write_text(_TEXT)
    (folder / "chapters/two.md").write_text("# The Water\n\nSo.[^1]\n\n[^1]: Twice.\n")
    colophon = '# Colophon {.content-visible when-format="pdf"}\n\nOn straw.\n'
    (folder / "chapters/colophon.md").write_text(colophon)
    _write_font(folder / "fonts/Harbour-Regular.ttf")
    Image.new("RGB", (1600, 2560), "white").save(folder / "images/cover.jpg")
    Image.new("RGB", (3000, 600), "gray").save(folder / "images/ford.png")
    return folder


def _write_font(target: Path) -> None:
    """A whole font under the name that the handbook gives its example."""
    font = TTFont(str(files("ziafont") / "fonts/DejaVuSans.ttf"))
    for record in font["name"].names:
        if record.nameID in (1, 4, 16):
            record.string = "Harbour"
    font.save(target)


def _made(folder: Path, settings: str) -> _Made:
    manuscript = _manuscript(folder / "book", settings)
    targets = {"pdf": folder / "b.pdf", "epub": folder / "b.epub"}
    found = build(Request(manuscript=manuscript), targets).diagnostics
    assert [f"{each.code} {each.message()}" for each in found] == []
    pdf, epub = (targets[name].read_bytes() for name in ("pdf", "epub"))
    return _Made(PdfInspector.of(pdf), Epub(epub))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> _Made:
    return _made(tmp_path_factory.mktemp("plain"), _PLAIN)


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> _Made:
    return _made(tmp_path_factory.mktemp("answered"), _ANSWERED)


# --- the look


def _height_of(words: str, pdf: PdfInspector) -> float:
    page = next(n for n, text in enumerate(pdf.texts) if "she said" in text)
    _, foot, _, head = pdf.box_of(words, page)
    return head - foot


def test_chapter_titles_are_smaller_in_both_files(
    plain: _Made, answered: _Made
) -> None:
    assert _height_of("Road", answered.pdf) < _height_of("Road", plain.pdf)
    assert "font-size: 1.4em" in _sheets(answered.epub)


def _sheets(epub: Epub) -> str:
    return "".join(
        epub.read(name).decode() for name in epub.names if name.endswith(".css")
    )


def test_the_line_spacing_is_wider(plain: _Made, answered: _Made) -> None:
    def distance(made: _Made) -> float:
        page = next(n for n, text in enumerate(made.pdf.texts) if "she said" in text)
        lines = [made.pdf.foot_of(words, page) for words in ("Withy,", "One with")]
        return lines[0] - lines[1]

    assert distance(answered) > distance(plain) * 1.1


def test_the_font_of_the_book_is_embedded_in_both(answered: _Made) -> None:
    assert any(name.startswith("Harbour") for name in answered.pdf.fonts)
    assert any(name.endswith((".ttf", ".otf")) for name in answered.epub.names)
    assert re.search(r"@font-face[^}]*Harbour", _sheets(answered.epub))


def test_the_paper_is_a5(answered: _Made) -> None:
    assert answered.pdf.sizes == {(419.53, 595.28)}


def test_no_page_before_a_chapter_is_blank(plain: _Made, answered: _Made) -> None:
    def blank(made: _Made) -> int:
        return sum(not text.strip() for text in made.pdf.texts[4:])

    assert (blank(plain) > 0, blank(answered)) == (True, 0)


def test_pages_are_numbered_from_1_in_the_front_matter(
    plain: _Made, answered: _Made
) -> None:
    assert plain.pdf.labels[:3] == ["i", "ii", "iii"]
    assert answered.pdf.labels == [
        str(number) for number in range(1, answered.pdf.page_count + 1)
    ]


def test_the_running_head_of_left_pages_is_gone(plain: _Made, answered: _Made) -> None:
    def is_headed(made: _Made) -> bool:
        return any("salt roads" in text.lower() for text in made.pdf.texts[6:])

    assert (is_headed(plain), is_headed(answered)) == (True, False)


def test_a_chapter_has_no_number(plain: _Made, answered: _Made) -> None:
    assert "Chapter 1" in plain.chapter
    assert "Chapter" not in answered.chapter


def test_no_word_is_hyphenated(plain: _Made, answered: _Made) -> None:
    def hyphenated(made: _Made) -> list[str]:
        return re.findall(r"[a-z]+\x02", made.chapter)

    assert hyphenated(plain)
    assert hyphenated(answered) == []


def test_a_line_is_centred_and_a_page_broken(answered: _Made) -> None:
    first = next(n for n, text in enumerate(answered.pdf.texts) if "Centred" in text)
    after = next(n for n, text in enumerate(answered.pdf.texts) if "After" in text)
    assert after > first
    left, _, right, _ = answered.pdf.box_of("Centred.", first)
    inner, outer = 419.53 * 0.128, 419.53 * (1 - 0.164)
    assert left - inner == pytest.approx(outer - right, abs=8)


def test_large_print_is_a_file_to_copy() -> None:
    listings = [
        b for b in shown_in(CHAPTERS / "kinds-of-books.md") if "#lst-large" in b.info
    ]
    assert len(listings) == 1


# --- the text


def test_quotation_marks_are_british(answered: _Made) -> None:
    assert "‘It is “never” the same,’ she said." in " ".join(answered.chapter.split())


def test_a_dedication_has_a_page(answered: _Made) -> None:
    assert "For Ann, who kept the time." in [t.strip() for t in answered.pdf.texts]


def test_notes_are_at_the_end_of_the_book(answered: _Made) -> None:
    last = answered.pdf.texts[-1]
    assert "It moves." in last
    assert "Twice." in last
    holder = [
        n for n in answered.epub.reading_order if "Twice." in answered.epub.text(n)
    ]
    assert holder == answered.epub.reading_order[-1:]


def test_a_poem_keeps_its_lines(answered: _Made) -> None:
    assert re.search(r"who goes by\?\s*\n\s*One with wet feet", answered.chapter)


def test_an_image_is_as_wide_as_the_text(answered: _Made) -> None:
    [(_, box)] = boxes_of_figures(answered.pdf)
    config = 419.53 * (1 - 0.128 - 0.164)
    assert box[2] - box[0] == pytest.approx(config, abs=1.5)


def test_a_chapter_is_left_out_of_one_format(answered: _Made) -> None:
    assert any("On straw." in text for text in answered.pdf.texts)
    names = answered.epub.reading_order
    assert not any("On straw." in answered.epub.text(name) for name in names)


# --- publishing


def test_the_cover_is_the_first_page_of_the_epub(answered: _Made) -> None:
    [cover] = [
        item
        for item in answered.epub.package.iter()
        if item.get("properties") == "cover-image"
    ]
    assert str(cover.get("href")).endswith(".jpg")


def test_each_product_has_its_isbn(answered: _Made) -> None:
    copyright_page = answered.pdf.texts[3]
    assert "ISBN 978-0-306-40615-7 (paperback)" in copyright_page
    assert "ISBN 978-1-86197-271-2 (EPUB)" in copyright_page
    assert any("9781861972712" in name for name in answered.epub.terms("identifier"))


def test_the_usual_margins_are_wide_enough_for_300_pages() -> None:
    # The edition for a printer that wants more has more.
    least = printer_of("kdp").inner_margin(300).inches * 72
    for trim in ("6in x 9in", "5.5in x 8.5in", "5in x 8in", "A5"):
        for theme in ("literary", "academic", "technical", "poetry"):
            sides = trim.split(" x ") if " x " in trim else ("148mm", "210mm")
            size = (Length.parse(sides[0]), Length.parse(sides[1]))
            plan = read_tokens(load_sheet("print", theme))
            page = plan_page(PrintConfig(trim=size), plan)
            assert page.inner >= least, (trim, theme)
            assert min(page.outer, page.top, page.bottom) >= 18, (trim, theme)


# --- when something is reported


def test_the_notes_of_a_first_build_disappear_as_the_answers_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    (tmp_path / "one.md").write_text("# One\n\nA word.\n")
    assert run(["check", str(tmp_path)]) == 0
    said = "".join(capsys.readouterr())
    assert "note C033" in said
    assert "note M270" in said
    (tmp_path / "book.toml").write_text(
        'title = "T"\nlanguage = "en"\npublished = 2026-11-22\n'
        '[contents]\nbody = ["one.md"]\n'
    )
    assert run(["check", str(tmp_path)]) == 0
    assert "".join(capsys.readouterr()).strip() == "nothing is wrong"


def test_an_editor_finds_a_problem_by_the_pattern_that_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.md").write_text("# One\n\nSee [it](#nowhere).\n")
    [shown] = [b for b in shown_in(CHAPTERS / "preview.md") if b.language == "json"]
    matcher = json.loads(shown.text)["tasks"][0]["problemMatcher"]["pattern"]
    assert run(["check"]) == 1
    lines = "".join(capsys.readouterr()).splitlines()
    found = [m for line in lines if (m := re.match(matcher["regexp"], line))]
    assert [
        (m[matcher["file"]], m[matcher["line"]], m[matcher["code"]]) for m in found
    ] == [("one.md", "3", "X001")]


# --- every answer leads somewhere


def test_each_question_is_two_steps_from_the_readme() -> None:
    assert "chapters/questions.md" in (ROOT / "README.md").read_text("utf-8")
    text = (CHAPTERS / "questions.md").read_text("utf-8")
    asked = re.findall(r"^\*\*(.+?)\*\*\n(.+)$", text, re.M)
    assert len(asked) >= 30
    for question, answer in asked:
        for page in re.findall(r"\]\(([\w-]+\.md)\)", answer):
            assert (CHAPTERS / page).is_file(), question


def test_the_complete_settings_of_the_kinds_of_books_give_no_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    page = CHAPTERS / "kinds-of-books.md"
    for number, block in enumerate(shown_in(page)):
        if block.language != "toml":
            continue
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "book.toml").write_text(block.text)
        (folder / "large.css").write_text(":root { --plan-leading: 1.5 }\n")
        for name in re.findall(r'"([^"\s]+\.md)"', block.text):
            (folder / name).write_text(f"# {name}\n\nA word.[^a]\n\n[^a]: So.\n")
        assert run(["check", str(folder)]) == 0, block.name
        assert "".join(capsys.readouterr()).strip() == "nothing is wrong", block.name
