"""Pictures for the edition: as they are, or in a kind that every reading system shows.

What comes in: the paths that the tree names, all of them checked before. What goes
out: resources, and the address of each path.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from bookmaker.backends.epub.fitting_rasters import FACTS, fitting_raster
from bookmaker.backends.epub.names import plain_name
from bookmaker.backends.epub.package import Resource
from bookmaker.backends.services import BuildServices
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.epub import PictureCleaned, PictureFlashes
from bookmaker.diagnostics.errors import InternalError
from bookmaker.document.nodes import Image
from bookmaker.images.animation import find_motion
from bookmaker.images.kinds import PictureKind, find_kind
from bookmaker.images.svg import clean_svg
from bookmaker.system.store import Memo
from bookmaker.system.workspace import Workspace

FOLDER = "images"


@dataclass(frozen=True, slots=True)
class EpubPictures:
    """The pictures of an edition."""

    resources: tuple[Resource, ...]
    file_by_source: Mapping[str, str]
    moves: bool = False
    """Whether one of them is animated."""

    def address(self, source: str) -> str:
        """The address of a picture, by the path that the tree has for it."""
        return self.file_by_source[source]


def pack_pictures(
    images: Mapping[str, Image],
    workspace: Workspace,
    diagnostics: Diagnostics,
    services: BuildServices,
) -> EpubPictures:
    """Read each picture once and make it fit; `images` holds the first of each path."""
    resources: list[Resource] = []
    file_by_source: dict[str, str] = {}
    taken: set[str] = set()
    moves = False
    facts = Memo(services.store, FACTS)
    for source, image in images.items():
        found = workspace.read(source)
        kind, content = _fitting(image, found, diagnostics, services, facts)
        motion = find_motion(kind, content)
        moves = moves or motion.moves
        if motion.flashes:
            diagnostics.add(
                PictureFlashes(
                    path=source, flashes=round(motion.flashes), span=image.span
                )
            )
        stem = _stem(source, kind)
        name = f"{FOLDER}/{stem}{kind.suffix}"
        while name in taken:  # named like the digest of another
            stem = f"{stem}-x"
            name = f"{FOLDER}/{stem}{kind.suffix}"
        taken.add(name)
        file_by_source[source] = name
        resources.append(
            Resource(
                id=f"image-{stem}{kind.suffix.replace('.', '-')}",
                file_name=name,
                media_type=kind.value,
                content=content,
            )
        )
    facts.save()
    return EpubPictures(tuple(resources), file_by_source, moves)


def _stem(source: str, kind: PictureKind) -> str:
    """A stem for the file: the picture's own where nothing else could have it."""
    stem = PurePosixPath(source).stem
    if source == f"{FOLDER}/{stem}{kind.suffix}":
        return plain_name(stem)
    return plain_name(source)


def _fitting(
    image: Image,
    content: bytes,
    diagnostics: Diagnostics,
    services: BuildServices,
    facts: Memo,
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
    return fitting_raster(
        kind, content, (image.source, image.span), diagnostics, services.store, facts
    )
