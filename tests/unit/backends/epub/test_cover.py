"""The cover: the author's, or one drawn."""

from __future__ import annotations

import io
from functools import partial

import pytest
from PIL import Image

from bookmaker.backends.epub.cover import Cover, make_cover
from bookmaker.backends.epub.drawn_cover import HEIGHT, WIDTH, draw_cover
from bookmaker.backends.epub.lettering import _from_left_to_right
from bookmaker.config.model import BookConfig, EpubConfig
from bookmaker.css.locate import theme_names
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.metadata import Creator, Metadata
from bookmaker.images.kinds import PictureKind
from bookmaker.source import SourceSpan
from tests.support.epub import workspace_of
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
    return make_cover(config, METADATA, workspace, diagnostics, theme="literary")


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
    assert draw_cover(Metadata("Tides مد"), theme="literary").missing == "مد"


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


def test_words_from_the_right_stand_from_the_right() -> None:
    assert _from_left_to_right("גאות ושפל") == "לפשו תואג"
    assert _from_left_to_right("Tides: גאות") == "Tides: תואג"


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
