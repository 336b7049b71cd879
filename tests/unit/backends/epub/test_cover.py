"""The cover: the author's, or one drawn."""

from __future__ import annotations

import io
from functools import partial
from itertools import pairwise

import pytest
from PIL import Image, ImageDraw

from bookmaker.backends.epub import drawn_cover
from bookmaker.backends.epub.cover import Cover, make_cover
from bookmaker.backends.epub.drawn_cover import HEIGHT, WIDTH, draw_cover
from bookmaker.backends.epub.fitting_rasters import MOST_PIXELS
from bookmaker.backends.epub.lettering import Lettering
from bookmaker.config.model import BookConfig, EpubConfig
from bookmaker.css.locate import theme_names
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.metadata import Creator, Metadata, Series
from bookmaker.fonts.families import FALLBACK
from bookmaker.fonts.own_faces import OwnFace
from bookmaker.images.kinds import PictureKind
from bookmaker.source import SourceSpan
from bookmaker.system.store import Store
from tests.support.epub import workspace_of
from tests.support.fonts import make_font
from tests.support.steps import count_steps

METADATA = Metadata("Tides", subtitle="Essays", authors=(Creator("Ada Quill"),))
PLACE = SourceSpan.at("book.toml", 9, 1)


def picture(kind: str, width: int = 1600, height: int = 2560) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (width, height), (90, 30, 40)).save(target, kind)
    return target.getvalue()


def made(
    content: bytes | None, diagnostics: Diagnostics, alternative: str | None = None
) -> Cover:
    config = BookConfig(
        name="tides",
        metadata=METADATA,
        epub=EpubConfig(cover="cover.jpg", cover_alternative=alternative),
        places={"epub.cover": PLACE},
    )
    files = {} if content is None else {"cover_jpg": content}
    workspace = workspace_of(**files)
    return make_cover(
        config, METADATA, workspace, diagnostics, theme="literary", store=Store(None)
    )


def fault_of(content: bytes | None) -> str:
    with pytest.raises(ManuscriptError) as raised:
        made(content, Diagnostics())
    (found,) = raised.value.diagnostics
    assert found.span == PLACE
    return found.code


def test_a_cover_is_what_its_bytes_are_and_not_its_name() -> None:
    diagnostics = Diagnostics()
    content = picture("PNG")
    cover = made(content, diagnostics)
    assert (cover.kind, cover.content) == (PictureKind.PNG, content)
    assert not len(diagnostics)


def test_a_cover_that_is_not_there_is_an_error_at_its_place() -> None:
    assert fault_of(None) == "E001"


def test_a_damaged_cover_is_an_error_at_its_place() -> None:
    assert fault_of(picture("JPEG")[:900]) == "E001"


def test_a_cover_of_another_kind_is_an_error_at_its_place() -> None:
    assert fault_of(picture("GIF")) == "E002"


def test_a_small_cover_is_a_warning() -> None:
    diagnostics = Diagnostics()
    made(picture("PNG", 400, 640), diagnostics)
    assert [d.code for d in diagnostics] == ["E003"]


def test_a_cover_says_title_and_names_unless_set_otherwise() -> None:
    content = picture("PNG")
    assert made(content, Diagnostics()).alternative == "Tides: Essays – Ada Quill"
    assert made(content, Diagnostics(), "A heron").alternative == "A heron"


@pytest.mark.parametrize("theme", ["literary", "technical"])
def test_a_drawn_cover_is_the_same_every_time(theme: str) -> None:
    one = draw_cover(METADATA, theme=theme)
    assert one == draw_cover(METADATA, theme=theme)
    with Image.open(io.BytesIO(one.content)) as image:
        assert image.size == (WIDTH, HEIGHT)


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["literary", "technical"])
@pytest.mark.parametrize(
    "title", ["", "W" * 60, "A very long title of " * 30, "A\N{COMBINING ACUTE ACCENT}"]
)
def test_any_title_can_be_drawn(theme: str, title: str) -> None:
    authors = tuple(Creator(f"Author {n} " * 9) for n in range(7))
    assert draw_cover(Metadata(title, subtitle=title, authors=authors), theme=theme)


def test_letters_that_the_typeface_lacks_are_reported() -> None:
    assert draw_cover(Metadata("Tides 漢字"), theme="literary").missing == "漢字"
    assert draw_cover(Metadata("Tides ज्वार"), theme="literary").missing == "ज्वार"


def test_the_fonts_of_the_book_have_the_letters_that_the_theme_lacks() -> None:
    own = OwnFace("own.ttf", "Own", 400, False, ".ttf", make_font("漢字"))
    title = Metadata("漢字")
    drawn = draw_cover(title, theme="literary", own_faces=(own,))
    assert drawn.missing == ""
    assert drawn.content != draw_cover(title, theme="literary").content


@pytest.mark.sampled
@pytest.mark.parametrize("theme", theme_names())
@pytest.mark.parametrize(
    "title",
    ["Der Gezeitenschreiber", "Приливы", "Παλίρροιες", "גאות ושפל", "Thủy triều"],
)
def test_a_title_is_drawn_in_the_letters_that_it_has(title: str, theme: str) -> None:
    drawn = draw_cover(Metadata(title), theme=theme)
    assert drawn.missing == ""
    assert drawn.content != draw_cover(Metadata("?"), theme=theme).content


def lettering(language: str) -> Lettering:
    return Lettering(language, 400, FALLBACK.faces[0])


def test_arabic_letters_join() -> None:
    arabic = lettering("ar")
    assert arabic.width("سسس", 100) < 2.5 * arabic.width("س", 100)
    assert arabic.width("سس", 100, 0.5) == arabic.width("سس", 100)


def test_words_from_the_right_begin_at_the_right() -> None:
    """A letter and dashes behind it: only the letter reaches the baseline."""
    hebrew = lettering("he")
    image = Image.new("L", (600, 200), 0)
    line = "א ———"
    hebrew.draw(ImageDraw.Draw(image), (0, 150), line, size=100, fill=255)
    width = round(hebrew.width(line, 100))
    at_baseline = image.crop((0, 140, width, 152))
    assert at_baseline.crop((0, 0, width // 2, 12)).getextrema() == (0, 0)
    assert at_baseline.crop((width // 2, 0, width, 12)).getextrema() == (0, 255)


def test_lines_of_a_page_from_the_right_begin_at_the_right() -> None:
    title = Metadata("מים", language="he", authors=(Creator("ת"),))
    drawn = draw_cover(title, theme="technical")
    with Image.open(io.BytesIO(drawn.content)) as cover:
        below = cover.convert("L").crop((0, 1300, WIDTH, HEIGHT))
    ground = below.getpixel((5, 5))
    left = below.crop((0, 0, WIDTH // 2, below.height))
    right = below.crop((WIDTH // 2, 0, WIDTH, below.height))
    assert left.getextrema() == (ground, ground)
    assert right.getextrema() != (ground, ground)


LONG = "The Interesting Narrative of a Clerk, Written by Himself, with an Account " * 4
NAMES = (
    (),
    (Creator("Ada Quill"),),
    tuple(Creator(f"Author {n} of the Northern Estuary") for n in range(3)),
    (Creator("The Worshipful Company of Wardens and Clerks of the Estuary " * 2),),
)


@pytest.mark.sampled
@pytest.mark.parametrize("theme", theme_names())
@pytest.mark.parametrize(
    ("names", "title"),
    [*zip(NAMES, ["It", "The Tide Clerk", LONG, "W" * 40], strict=True)],
    ids=["none", "one", "three", "long"],
)
def test_nothing_on_a_cover_overlaps_or_leaves_it(
    theme: str, names: tuple[Creator, ...], title: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    boxes: list[tuple[float, float]] = []

    def noting(
        self: Lettering,
        _canvas: object,
        position: tuple[float, float],
        text: str,
        *,
        size: float,
        tracking: float = 0,
        **_how: int,
    ) -> None:
        left, baseline = position
        width = self.width(text, size, tracking)
        assert left >= 100
        assert left + width <= WIDTH - 100
        boxes.append((baseline - 0.62 * size, baseline + 0.12 * size))

    monkeypatch.setattr(Lettering, "draw", noting)
    book = Metadata(
        title,
        subtitle="Being the Second of Nine Tides, with Notes " * 4,
        authors=names,
        series=Series("The Estuary Books", str(len(names))),
    )
    drawn_cover._drawn.__wrapped__(book, theme, ())
    boxes.sort()
    assert boxes[0][0] > 200
    assert boxes[-1][1] < HEIGHT - 120
    assert all(one[1] <= two[0] for one, two in pairwise(boxes))


@pytest.mark.sampled(3)
@pytest.mark.parametrize("theme", theme_names())
def test_a_title_can_be_read_where_a_shop_shows_the_cover_small(theme: str) -> None:
    """At 160 pixels high letters have 8 pixels or more, but for the longest titles."""
    drawn = draw_cover(Metadata("The Tide Clerk of the Northern Estuary"), theme=theme)
    with Image.open(io.BytesIO(drawn.content)) as cover:
        assert cover.size == (1600, 2560)
        small = cover.convert("L").resize((100, 160), Image.Resampling.LANCZOS)
    title = small.crop((12, 30, 88, 120)).tobytes()
    assert max(title) - min(title) > 90


def test_each_theme_has_a_cover_of_its_own() -> None:
    covers = {
        draw_cover(Metadata("Tides"), theme=name).content for name in theme_names()
    }
    assert len(covers) == len(theme_names())


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["literary", "technical"])
def test_a_title_without_an_end_is_drawn_in_steps_of_its_beginning(theme: str) -> None:
    short, long = (
        count_steps(partial(draw_cover, Metadata("tide and pier " * n), theme=theme))
        for n in (100, 1_000)
    )
    assert long < 2 * short


def _encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def test_a_cover_in_the_inks_of_a_press_is_shown_in_rgb() -> None:
    """Shops and reading systems show CMYK wrongly, or not at all."""
    said = Diagnostics()
    content = _encoded(Image.new("CMYK", (1600, 2400), (0, 200, 200, 0)), "JPEG")
    cover = made(content, said)
    with Image.open(io.BytesIO(cover.content)) as image:
        assert (image.mode, image.size) == ("RGB", (1600, 2400))
    assert cover.kind is PictureKind.JPEG
    (found,) = said
    assert found.code == "E004"
    assert found.span == PLACE
    assert "JPEG in CMYK" in found.message()


def test_a_cover_that_exif_turns_is_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    said = Diagnostics()
    content = _encoded(Image.new("RGB", (2400, 1600)), "JPEG", exif=exif)
    cover = made(content, said)
    with Image.open(io.BytesIO(cover.content)) as image:
        assert image.size == (1600, 2400)
        assert not image.getexif()
    assert (cover.width, cover.height) == (1600, 2400)
    assert [one.code for one in said] == ["E004"]


def test_a_cover_of_sixteen_bits_has_eight() -> None:
    said = Diagnostics()
    cover = made(_encoded(Image.new("I;16", (1600, 2400), 40_000), "PNG"), said)
    with Image.open(io.BytesIO(cover.content)) as image:
        assert image.mode == "L"
        assert image.getpixel((9, 9)) == 40_000 // 256
    assert [one.code for one in said] == ["E004"]


def test_a_cover_has_no_more_pixels_than_shops_take() -> None:
    said = Diagnostics()
    cover = made(_encoded(Image.new("L", (3000, 4500)), "PNG"), said)
    assert cover.width * cover.height <= MOST_PIXELS
    assert [one.code for one in said] == ["E007"]


def test_a_sound_cover_keeps_its_bytes() -> None:
    for kind in ("JPEG", "PNG"):
        said = Diagnostics()
        content = picture(kind)
        assert made(content, said).content == content
        assert list(said) == []
