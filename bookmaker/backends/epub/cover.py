"""The cover: the author's picture, or one drawn from title and names.

A drawn cover is the same for the same book: its colours and its pattern come from the
title, its letters from a packaged typeface.
"""

from __future__ import annotations

from dataclasses import dataclass

from bookmaker.backends.epub.fitting_rasters import FACTS, fitting_raster
from bookmaker.backends.epub.package import Resource
from bookmaker.backends.named_cover import read_named_cover
from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.epub import (
    CoverLacksLetters,
    CoverTooSmall,
)
from bookmaker.document.metadata import Metadata
from bookmaker.fonts.own_faces import OwnFace
from bookmaker.images.kinds import Picture, PictureKind, examine_picture
from bookmaker.source import SourceSpan
from bookmaker.system.store import Memo, Store
from bookmaker.system.workspace import Workspace
from bookmaker.xhtml.serialize import Markup, element, void

COVER_PICTURE_ID = "cover-picture"

# Amazon refuses covers below this, whichever way they lie.
_LEAST_LONG_SIDE, _LEAST_SHORT_SIDE = 1000, 625


@dataclass(frozen=True, slots=True)
class Cover:
    """A cover's picture, and what it shows in words."""

    kind: PictureKind
    content: bytes
    alternative: str
    width: int
    height: int


def make_cover(
    config: BookConfig,
    metadata: Metadata,
    workspace: Workspace,
    diagnostics: Diagnostics,
    *,
    theme: str,
    store: Store,
    own_faces: tuple[OwnFace, ...] = (),
) -> Cover:
    """Read the cover that the book names, or draw one, with the book's own fonts too.

    Raises `ManuscriptError` where the named one cannot be used.
    """
    alternative = config.epub.cover_alternative or _words(metadata)
    if config.epub.cover is not None:
        place = config.place("epub.cover")
        named = (config.epub.cover, place)
        return _read_cover(named, alternative, workspace, diagnostics, store)
    # Loaded only where it is needed: it brings Pillow and HarfBuzz.
    from bookmaker.backends.epub.drawn_cover import HEIGHT, WIDTH, draw_cover

    drawn = draw_cover(metadata, theme=theme, own_faces=own_faces)
    if drawn.missing:
        place = config.place("title")
        diagnostics.add(CoverLacksLetters(letters=drawn.missing, span=place))
    return Cover(PictureKind.PNG, drawn.content, alternative, WIDTH, HEIGHT)


def cover_resource(cover: Cover) -> Resource:
    """The cover's picture, which shelves show."""
    return Resource(
        id=COVER_PICTURE_ID,
        file_name=f"cover{cover.kind.suffix}",
        media_type=cover.kind.value,
        content=cover.content,
        properties=("cover-image",),
    )


def cover_markup(cover: Cover, address: str) -> Markup:
    """The page that shows the cover."""
    image = void(
        "img",
        {"class": "cover-picture", "src": address, "alt": cover.alternative},
    )
    attrs = {"class": "cover", "epub:type": "cover", "id": "cover"}
    return element("section", attrs, image)


def _words(metadata: Metadata) -> str:
    """What the cover shows: the title, then the names."""
    names = ", ".join(author.name for author in metadata.authors)
    titles = ": ".join(filter(None, (metadata.title, metadata.subtitle)))
    return " – ".join(filter(None, (titles, names)))


def _read_cover(
    named: tuple[str, SourceSpan | None],
    alternative: str,
    workspace: Workspace,
    diagnostics: Diagnostics,
    store: Store,
) -> Cover:
    path, place = named
    content, picture = read_named_cover(path, workspace, place)
    if _is_small(picture):
        width, height = picture.width or 0, picture.height or 0
        diagnostics.add(
            CoverTooSmall(path=path, width=width, height=height, span=place)
        )
    facts = Memo(store, FACTS)
    kind, content = fitting_raster(
        picture.kind, content, named, diagnostics, store, facts
    )
    facts.save()
    shown = examine_picture(content)
    return Cover(kind, content, alternative, shown.width or 0, shown.height or 0)


def _is_small(picture: Picture) -> bool:
    short, long = sorted((picture.width or 0, picture.height or 0))
    return short < _LEAST_SHORT_SIDE or long < _LEAST_LONG_SIDE
