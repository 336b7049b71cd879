"""The cover as a file: boxes, fonts, inks, words, the barcode as scanners read it."""

from __future__ import annotations

import functools
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from bookmaker.backends.pdf.cover.design import spine_turn
from bookmaker.backends.pdf.cover.wrap import MadeCover, make_cover
from bookmaker.backends.services import BuildServices
from bookmaker.config.model import (
    BookConfig,
    CoverConfig,
    PrintConfig,
    ProductConfig,
    Purpose,
    SpineDirection,
    TypographyConfig,
)
from bookmaker.css.locate import theme_names
from bookmaker.diagnostics import Diagnostic, Diagnostics
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.metadata import Creator, Metadata
from bookmaker.system.store import Store
from bookmaker.system.workspace import Workspace
from bookmaker.validators.colours import Colour
from bookmaker.validators.drawn_things import DrawnThings, find_drawn

pytestmark = pytest.mark.slow

ISBN = "978-3-16-148410-0"
METADATA = Metadata(
    "The Salt Roads",
    subtitle="A walk in winter",
    authors=(Creator("Ada Brandt"), Creator("Jón Þorsson")),
    publisher="Harbour Light Press",
    description="A long walk along the old roads.\n\nIn winter.",
)
USUAL = CoverConfig()
LONG = "A Voyage Round the World in the Years 1740 to 1744, " * 4


@dataclass(frozen=True)
class Case:
    """A cover that is asked for."""

    metadata: Metadata = METADATA
    theme: str = "literary"
    printer: str = "kdp"
    pages: int = 200
    cover: CoverConfig = USUAL
    isbn: str | None = ISBN
    add_on: str | None = None
    fonts: tuple[str, ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Faces that were made for one cover serve the next."""
    return Store(tmp_path_factory.mktemp("store"))


Make = Callable[[Case], tuple[MadeCover, list[Diagnostic]]]


@pytest.fixture(scope="module")
def made(store: Store) -> Make:
    """Makes a cover, once, and gives it with what is said of it."""
    return functools.cache(functools.partial(make, store=store))


def make(case: Case, store: Store) -> tuple[MadeCover, list[Diagnostic]]:
    """The cover, and what is said of it."""
    product = ProductConfig(isbn=case.isbn, add_on=case.add_on)
    config = BookConfig(
        name="book",
        metadata=case.metadata,
        products={"paperback": product},
        cover=case.cover,
        typography=TypographyConfig(fonts=case.fonts),
        print=replace(
            PrintConfig(),
            theme=case.theme,
            printer=case.printer,
            purpose=Purpose.PRINT,
        ),
    )
    said = Diagnostics()
    workspace = Workspace(Path("/nowhere"), overlay=dict(case.files))
    services = BuildServices(store=store)
    cover = make_cover(config, case.metadata, case.pages, workspace, said, services)
    return cover, list(said)


def codes(said: list[Diagnostic]) -> list[str]:
    """The codes of what was said."""
    return sorted(one.code for one in said)


def words(content: bytes) -> str:
    """All that the page says, in the order drawn."""
    with pypdfium2.PdfDocument(content) as pdf:
        return " ".join(pdf[0].get_textpage().get_text_bounded().split())


def drawn(content: bytes) -> DrawnThings:
    """What the page draws."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return find_drawn(pdf.pages[0].obj)


def boxes(content: bytes) -> Iterator[tuple[float, ...]]:
    """The media box and the trim box."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        page = pdf.pages[0].obj
        for key in (pikepdf.Name.MediaBox, pikepdf.Name.TrimBox):
            yield tuple(float(edge) for edge in page[key].as_list())


def read_barcodes(content: bytes) -> list[tuple[str, str]]:
    """Kind and text of each barcode that a scanner finds, with its add-on."""
    with pypdfium2.PdfDocument(content) as pdf:
        raster = pdf[0].render(scale=300 / 72).to_pil().convert("L")
    found = zxingcpp.read_barcodes(
        raster, ean_add_on_symbol=zxingcpp.EanAddOnSymbol.Read
    )
    return [(str(one.format), one.text) for one in found]


@pytest.mark.parametrize("theme", theme_names())
def test_every_theme_makes_a_cover_that_a_printer_takes(theme: str, made: Make) -> None:
    cover, said = made(Case(theme=theme))
    assert codes(said) == []
    media, trim = boxes(cover.content)
    spine = 200 * 0.002252 * 72
    assert media == pytest.approx((0, 0, 12.25 * 72 + spine, 9.25 * 72), abs=0.01)
    assert trim == pytest.approx((9, 9, 12.125 * 72 + spine, 9.125 * 72), abs=0.01)
    things = drawn(cover.content)
    assert not things.unembedded_fonts
    assert not things.missing_glyphs
    assert not things.transparency
    spaces = {one.space for one in things.text_colours | things.shape_colours}
    assert spaces <= {"cmyk", "grey"}
    inks = [one.levels for one in things.shape_colours if one.space == "cmyk"]
    assert max(map(sum, inks)) <= 2.4
    for part in ("Ada Brandt", "In winter.", "Harbour Light Press", "A walk in winter"):
        assert part.casefold() in words(cover.content).casefold()
    with pikepdf.open(io.BytesIO(cover.content)) as pdf:
        assert len(pdf.pages) == 1
        assert pikepdf.Name.Metadata not in pdf.Root
        assert pikepdf.Name.StructTreeRoot not in pdf.Root


@pytest.mark.parametrize(
    ("printer", "add_on"),
    [("kdp", None), ("kdp", "51299"), ("ingram", "51299"), ("lulu", "51299")],
)
def test_a_scanner_reads_the_isbn_back(
    printer: str, add_on: str | None, made: Make
) -> None:
    cover, _ = made(Case(printer=printer, add_on=add_on))
    assert read_barcodes(cover.content)[0] == ("EAN-13", "9783161484100")
    texts = [text for _, text in read_barcodes(cover.content)]
    assert texts == ["9783161484100", *(f"9783161484100{a}" for a in [add_on] if a)]


def test_bars_and_digits_are_in_black_ink_alone(made: Make) -> None:
    cover, _ = made(Case(add_on="90000"))
    things = drawn(cover.content)
    for colours in (things.shape_colours, things.text_colours):
        assert Colour("grey", (0.0,)) in colours
    assert not things.images, "the bars are shapes"


def test_a_number_of_ten_digits_is_printed_as_thirteen(made: Make) -> None:
    cover, _ = made(Case(isbn="3-16-148410-X"))
    assert read_barcodes(cover.content)[0][1] == "9783161484100"


def test_without_a_number_there_is_no_barcode_and_a_warning(made: Make) -> None:
    cover, said = made(Case(isbn=None))
    assert codes(said) == ["P072"]
    assert not read_barcodes(cover.content)
    quiet = Case(isbn=None, cover=CoverConfig(barcode=False))
    assert codes(made(quiet)[1]) == []


@pytest.mark.parametrize(
    ("pages", "has_words"), [(78, False), (80, False), (100, True)]
)
def test_a_thin_spine_is_blank(pages: int, *, has_words: bool, made: Make) -> None:
    cover, said = made(Case(pages=pages))
    assert codes(said) == ([] if has_words else ["P071"])
    assert words(cover.content).count("Salt Roads") == (2 if has_words else 1)


@pytest.mark.parametrize(
    ("language", "asked", "turn"),
    [
        ("en-GB", SpineDirection.LANGUAGE, 90),
        ("de", SpineDirection.LANGUAGE, -90),
        ("fr", SpineDirection.LANGUAGE, -90),
        ("pt-BR", SpineDirection.LANGUAGE, 90),
        ("pt-PT", SpineDirection.LANGUAGE, -90),
        ("de", SpineDirection.DOWN, 90),
        ("en", SpineDirection.UP, -90),
        ("ar", SpineDirection.DOWN, -90),
    ],
)
def test_words_on_the_spine_are_turned_as_in_the_market(
    language: str, asked: SpineDirection, turn: int
) -> None:
    assert spine_turn(asked, language) == turn


@pytest.mark.parametrize("asked", [SpineDirection.DOWN, SpineDirection.UP])
def test_words_on_the_spine_run_down_or_up(asked: SpineDirection, made: Make) -> None:
    cover, _ = made(Case(cover=CoverConfig(spine_direction=asked)))
    with pypdfium2.PdfDocument(cover.content) as pdf:
        text = pdf[0].get_textpage()
        start = text.get_text_range().rfind("The Salt Roads")
        first, last = (text.get_charbox(start + place)[1] for place in (0, 13))
    assert abs(first - last) > 50, "they are turned"
    assert (first > last) is (asked is SpineDirection.DOWN)


def test_a_long_title_is_shortened_on_the_spine_alone(made: Make) -> None:
    title = (
        "A Voyage Round the World in the Years 1740 to 1744, Containing a Description"
        " of the Various Seas, and of the Manners of Their Inhabitants"
    )
    case = Case(metadata=replace(METADATA, title=title), pages=600)
    cover, said = made(case)
    assert codes(said) == ["P071"]
    assert "shortened to “A Voyage Round the World" in said[0].message()
    text = words(cover.content)
    assert text.count("Voyage") == 2
    assert text.count("Inhabitants") == 1


@pytest.mark.parametrize("theme", ["literary", "technical"])
def test_words_of_any_length_stay_on_their_panels(theme: str, made: Make) -> None:
    for title in (LONG * 3, "W" * 300):
        metadata = replace(METADATA, title=title, subtitle=LONG, authors=())
        cover, _ = made(Case(metadata=metadata, theme=theme))
        front = cover.plan.front
        with pypdfium2.PdfDocument(cover.content) as pdf:
            text = pdf[0].get_textpage()
            for place in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(place)
                if left >= float(front.left) and right > left:
                    assert right <= float(front.right)
                    assert bottom >= float(cover.plan.bleed)
                    assert top <= float(cover.plan.sheet[1] - cover.plan.bleed)


def test_a_text_that_does_not_fit_the_back_is_refused(made: Make) -> None:
    case = Case(cover=CoverConfig(back="A word of praise. " * 500))
    with pytest.raises(ManuscriptError) as refused:
        made(case)
    assert [one.code for one in refused.value.diagnostics] == ["P075"]


def picture(width: int, height: int, colour: str) -> bytes:
    """A picture of one colour."""
    written = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(written, "PNG")
    return written.getvalue()


def with_front(content: bytes, printer: str = "kdp") -> Case:
    """A cover with a front of the author's."""
    return Case(
        cover=CoverConfig(front="front.png"),
        files=(("front.png", content),),
        printer=printer,
    )


def test_the_picture_of_the_author_fills_the_front_with_its_bleed(
    made: Make,
) -> None:
    cover, said = made(with_front(picture(1838, 2775, "#204060")))
    assert codes(said) == []
    [image] = drawn(cover.content).images
    assert image.width == pytest.approx(6.125 * 72, abs=0.3)
    assert image.height == pytest.approx(9.25 * 72, abs=0.3)
    with pypdfium2.PdfDocument(cover.content) as pdf:
        raster = pdf[0].render(scale=1).to_pil().convert("RGB")
    assert raster.getpixel((5, 5)) == raster.getpixel((raster.width - 5, 5))


def test_a_coarse_picture_and_a_cropped_one_are_reported(made: Make) -> None:
    _, said = made(with_front(picture(600, 900, "#204060")))
    assert codes(said) == ["P073"]
    _, said = made(with_front(picture(2800, 2800, "#204060")))
    assert codes(said) == ["P074"]
    assert "left and right" in said[0].message()


def test_a_printer_of_inks_refuses_the_colours_of_a_screen(made: Make) -> None:
    with pytest.raises(ManuscriptError) as refused:
        made(with_front(picture(1838, 2775, "#204060"), "ingram"))
    assert [one.code for one in refused.value.diagnostics] == ["P063"]
    made(with_front(picture(1838, 2775, "#404040"), "ingram"))


def test_a_picture_in_inks_stays_so_and_the_ground_has_the_same(made: Make) -> None:
    written = io.BytesIO()
    inks = (204, 102, 51, 26)
    Image.new("CMYK", (1838, 2775), inks).save(written, "JPEG", quality=95)
    case = Case(
        cover=CoverConfig(front="front.jpg"),
        files=(("front.jpg", written.getvalue()),),
        printer="ingram",
    )
    cover, said = made(case)
    assert codes(said) == ["P070"]
    things = drawn(cover.content)
    assert {image.space for image in things.images} == {"cmyk"}
    assert Colour("cmyk", (0.8, 0.4, 0.2, 0.1)) in things.shape_colours
    assert not any(one.space == "rgb" for one in things.shape_colours)
    with pypdfium2.PdfDocument(cover.content) as pdf:
        raster = pdf[0].render(scale=1).to_pil().convert("RGB")
    ground, front = raster.getpixel((5, 5)), raster.getpixel((raster.width - 5, 5))
    assert isinstance(ground, tuple)
    assert isinstance(front, tuple)
    differences = [abs(one - other) for one, other in zip(ground, front, strict=True)]
    assert max(differences) < 12


def test_an_estimated_spine_is_said_to_be_one(made: Make) -> None:
    _, said = made(Case(printer="ingram"))
    assert codes(said) == ["P070"]


def test_a_character_that_no_face_has_is_reported_and_left_out(made: Make) -> None:
    metadata = replace(METADATA, title="Salt 盐 Roads")
    cover, said = made(Case(metadata=metadata))
    assert codes(said) == ["S002"]
    assert "Salt Roads" in words(cover.content)
    assert not drawn(cover.content).missing_glyphs


def test_a_book_from_right_to_left_has_its_front_on_the_left(made: Make) -> None:
    face = files("fontpkg_amiri") / "files" / "Amiri-Regular.ttf"
    metadata = Metadata("طرق الملح", language="ar", authors=(Creator("آدا برانت"),))
    case = Case(
        metadata=metadata, fonts=("f.ttf",), files=(("f.ttf", face.read_bytes()),)
    )
    cover, said = made(case)
    assert codes(said) == []
    assert cover.plan.front.left < cover.plan.back.left
    assert read_barcodes(cover.content)[0][1] == "9783161484100"


def test_a_cover_is_the_same_every_time(store: Store) -> None:
    one, other = (make(Case(), store)[0] for _ in range(2))
    assert one.content == other.content
    assert one.guide == other.guide
    assert one.guide != one.content
