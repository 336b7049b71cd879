"""Running heads: measured as they are printed, cut at words, reported."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from bookmaker.backends import target_of
from bookmaker.backends.pdf.heads import ELLIPSIS, HeadSetting
from bookmaker.backends.pdf.setting import print_style_of
from bookmaker.backends.services import BuildServices
from bookmaker.config.model import BookConfig, PrintConfig
from bookmaker.config.values import SIZE_BY_TRIM_NAME
from bookmaker.css.locate import theme_names
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book
from bookmaker.document.metadata import Metadata
from bookmaker.system.store import Store
from bookmaker.system.workspace import Workspace
from bookmaker.transforms import COMMON, FOR_PDF
from bookmaker.units import Length
from tests.support.builders import chapter, paragraph
from tests.support.steps import count_steps

TITLES = (
    "The Uncertain Weather of the Estuary, and What Was Said about It in the Office",
    "A Complete Account (with Tables, Plans and 12 Letters) of the Lifting of a Bridge",
    "Über die Verwaltung der Wasserstände im ehemaligen Zollhafen und in der Mündung",
    "Πῶς ὁ ποταμὸς τῆς πόλεως ἐμετρήθη ὑπὸ τῶν γραμματέων τῶν τελωνείων πάλαι ποτέ",
    "WAVES, WINDS, WATERS, WARDENS, WHARVES, WHALERS, WRECKS, WRITS, WAGES & WARRANTS",
)
"""Mixed case, brackets, accents, other letters, wide capitals."""
SHORTENED = {
    "The Lamplighter’s Inheritance, or, What the River Left to All of Us in the End": (
        "The Lamplighter’s Inheritance…"
    ),
    "Measures of Water: Essays toward a History of the Gauge, the Weir and the Flood": (
        "Measures of Water"
    ),
    "1881: Essays toward a History of the Gauge, the Weir and the Written Flood": (
        "1881: Essays toward a History of the Gauge…"
    ),
}
"""What a title before a colon is, and how a cut ends."""
TRIMS = (
    *("5in x 8in", "6in x 9in", "7in x 10in"),
    *(SIZE_BY_TRIM_NAME[n] for n in ("A5", "royal", "letter", "mass-market")),
    *(SIZE_BY_TRIM_NAME[n] for n in ("b-format", "A6")),
)


def options(theme: str, trim: str) -> PrintConfig:
    width, _, height = trim.partition(" x ")
    size = (Length.parse(width), Length.parse(height))
    return PrintConfig(theme=theme, trim=size)


@contextmanager
def heads_of(theme: str, trim: str, root: Path) -> Iterator[HeadSetting]:
    config = BookConfig(
        name="book", metadata=Metadata("The Book"), print=options(theme, trim)
    )
    with print_style_of(config, Workspace(root), Store(root / "cache")) as setting:
        yield setting.heads


@pytest.mark.slow
@pytest.mark.sampled(1)
@pytest.mark.parametrize("theme", theme_names())
def test_heads_fit_and_end_with_a_whole_word_that_says_something(
    theme: str, tmp_path: Path
) -> None:
    for trim in TRIMS:
        with heads_of(theme, trim, tmp_path) as heads:
            for title in TITLES:
                shown = heads.fit(title)
                assert heads.width(shown) <= heads.room
                if shown == title:
                    continue
                kept = shown.removesuffix(ELLIPSIS)
                assert title.startswith(kept)
                assert not title[len(kept)].isalnum(), (trim, shown)
                assert kept[-1].isalnum() or kept[-1] == ")", (trim, shown)
                assert kept.rpartition(" ")[2] not in {"and", "of", "the", "a", "und"}
                assert kept.count("(") == kept.count(")")
                assert heads.width(shown) > heads.room * 0.2


def test_what_has_room_is_left_alone(tmp_path: Path) -> None:
    with heads_of("literary", "6in x 9in", tmp_path) as heads:
        assert heads.fit("One") == "One"
        assert heads.fit("") == ""


@pytest.mark.slow
def test_one_word_without_an_end_and_a_script_without_spaces(tmp_path: Path) -> None:
    with heads_of("academic", SIZE_BY_TRIM_NAME["A6"], tmp_path) as heads:
        for words in ("Donaudampfschifffahrt" * 9, "河口の天気について" * 9):
            shown = heads.fit(words)
            assert heads.width(shown) <= heads.room
            assert shown.endswith(ELLIPSIS)
            assert len(shown) > 5


@pytest.mark.slow
def test_a_title_without_an_end_is_shortened_in_steps_of_its_beginning(
    tmp_path: Path,
) -> None:
    with heads_of("literary", "6in x 9in", tmp_path) as heads:
        short, long = (
            count_steps(partial(heads.fit, "tide and pier " * n)) for n in (60, 600)
        )
        assert long < 2 * short
        assert heads.fit("tide and pier " * 60) == heads.fit("tide and pier " * 600)


@pytest.mark.sampled(2)
@pytest.mark.slow
@pytest.mark.parametrize("theme", theme_names())
def test_the_measure_is_that_of_the_page(theme: str, tmp_path: Path) -> None:
    """The room is known to half a point, so a head must be measured as well."""
    texts = (paragraph("Words of a page. " * 900),)
    divisions = tuple(
        chapter(f"c{number}", *texts, title=title)
        for number, title in enumerate(TITLES)
    )
    content, diagnostics = printed(Book(Metadata("T"), (), divisions, ()), theme)
    pdf = pypdfium2.PdfDocument(content)
    found = [line for page in pdf for line in head_lines(page)]
    with heads_of(theme, "6in x 9in", tmp_path) as heads:
        shown = {heads.fit(title) for title in TITLES}
        for words in shown:
            wanted = comparable(words)
            widths = {w for text, w in found if comparable(text) == wanted}
            assert widths, (words, found[:9])
            # The last letter's tracking and the letters' side bearings are not ink.
            assert all(abs(w - heads.width(words)) < 3 for w in widths), words
    notes = [d for d in diagnostics if d.code == "P040"]
    assert len(notes) == len(shown - set(TITLES)) > 0


def printed(book: Book, theme: str) -> tuple[bytes, Diagnostics]:
    config = BookConfig(
        name="book", metadata=book.metadata, print=options(theme, "6in x 9in")
    )
    diagnostics = Diagnostics()
    for transform in (*COMMON, *FOR_PDF):
        book = transform(book, config, diagnostics)
    artifact = (
        target_of("pdf")
        .load_backend()
        .render(book, config, Workspace(Path()), diagnostics, BuildServices())
    )
    return artifact.content, diagnostics


def comparable(words: str) -> str:
    return "".join(unicodedata.normalize("NFC", words).split()).lower()


def head_lines(page: pypdfium2.PdfPage) -> Iterator[tuple[str, float]]:
    """The words in the top margin but the folio, and how wide they are in points."""
    text = page.get_textpage()
    height = page.get_height()
    letters = []
    for index in range(text.count_chars()):
        left, bottom, right, _top = text.get_charbox(index, loose=True)
        if bottom > height * 0.905 and right > left:
            letters.append((left, right, text.get_text_range(index, 1)))
    letters.sort()
    middle = page.get_width() / 2
    run = [letters[0]] if letters else []
    for before, letter in pairwise(letters):
        if letter[0] - before[1] > 15:
            if run[0][0] < middle < run[-1][1]:
                break
            run = []
        run.append(letter)
    if run:
        yield "".join(part for *_, part in run), run[-1][1] - run[0][0]


def test_a_head_ends_before_a_colon_and_behind_no_small_word(tmp_path: Path) -> None:
    with heads_of("literary", "5in x 8in", tmp_path) as heads:
        assert {title: heads.fit(title) for title in SHORTENED} == SHORTENED
