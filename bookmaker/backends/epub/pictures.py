"""Pictures for the edition: as they are, or in a kind that every reading system shows.

What comes in: the paths that the tree names, all of them checked before. What goes
out: resources, and the address of each path.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from bookmaker.backends.epub.names import plain_name
from bookmaker.backends.epub.package import Resource
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.epub import PictureCleaned, PictureConverted
from bookmaker.diagnostics.errors import InternalError
from bookmaker.document.nodes import Image
from bookmaker.drawings import clean_svg
from bookmaker.pictures import PictureKind, find_kind
from bookmaker.workspace import Workspace

FOLDER = "images"
_AS_THEY_ARE = (PictureKind.PNG, PictureKind.JPEG, PictureKind.GIF)


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures of an edition."""

    resources: tuple[Resource, ...]
    file_by_source: Mapping[str, str]

    def address(self, source: str) -> str:
        """The address of a picture, by the path that the tree has for it."""
        return self.file_by_source[source]


def pack_pictures(
    images: Mapping[str, Image], workspace: Workspace, diagnostics: Diagnostics
) -> Pictures:
    """Read each picture once and make it fit; `images` holds the first of each path."""
    resources: list[Resource] = []
    file_by_source: dict[str, str] = {}
    for source, image in images.items():
        kind, content = _fitting(image, workspace.read(source), diagnostics)
        stem = _stem(source, kind)
        name = f"{FOLDER}/{stem}{kind.suffix}"
        file_by_source[source] = name
        resources.append(
            Resource(
                id=f"image-{stem}",
                file_name=name,
                media_type=kind.value,
                content=content,
            )
        )
    return Pictures(tuple(resources), file_by_source)


def _stem(source: str, kind: PictureKind) -> str:
    """A stem for the file: the picture's own where nothing else could have it."""
    stem = PurePosixPath(source).stem
    if source == f"{FOLDER}/{stem}{kind.suffix}":
        return plain_name(stem)
    return plain_name(source)


def _fitting(
    image: Image, content: bytes, diagnostics: Diagnostics
) -> tuple[PictureKind, bytes]:
    kind = find_kind(content)
    if kind is None:
        message = f"{image.source} is no picture and was not replaced"
        raise InternalError(message)
    if kind is PictureKind.SVG:
        cleaned, removed = clean_svg(content)
        if removed:
            diagnostics.add(
                PictureCleaned(path=image.source, removed=removed, span=image.span)
            )
        return kind, cleaned
    if kind in _AS_THEY_ARE:
        return kind, content
    converted = PictureKind.PNG
    diagnostics.add(
        PictureConverted(
            path=image.source, before=kind.name, after=converted.name, span=image.span
        )
    )
    return converted, _as_png(content)


def _as_png(content: bytes) -> bytes:
    from PIL import Image as Raster

    target = io.BytesIO()
    with Raster.open(io.BytesIO(content)) as raster:
        has_alpha = "A" in raster.getbands() or "transparency" in raster.info
        mode = "RGBA" if has_alpha else "RGB"
        raster.convert(mode).save(target, "PNG", optimize=False, compress_level=6)
    return target.getvalue()
