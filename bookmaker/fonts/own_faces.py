"""Fonts that a book brings, read and judged before any edition embeds them.

What comes in: the paths that `[typography] fonts` names. What goes out: static faces
with their family, weight and slant, or the reason why one cannot stand in a book. The
licence is what the font itself says: the field `fsType` of its table OS/2 (OpenType
1.9.1, https://learn.microsoft.com/typography/opentype/spec/os2#fstype).
"""

from __future__ import annotations

import hashlib
import io
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import uharfbuzz

from bookmaker.config.named_files import split_face
from bookmaker.diagnostics.catalog.styles import (
    FaceNotNamed,
    FontForbidsEmbedding,
    FontUnusable,
)
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.characters import find_unfit
from bookmaker.fonts.font_collections import (
    NO_FONT,
    READING_ERRORS,
    FaceNotFoundError,
    UnusableFontError,
    face_of_collection,
    is_collection,
)
from bookmaker.source import SourceSpan
from bookmaker.system.store import NO_STORE, Store
from bookmaker.system.workspace import RefusedFileError, Workspace

_USE = 0x000F
_RESTRICTED = 0x0002
_NO_SUBSETS = 0x0100
_BITMAPS_ALONE = 0x0200
_ITALIC = 0x0001
_OBLIQUE = 0x0200
"""Of `fsSelection`."""
_FAMILY, _TYPOGRAPHIC_FAMILY = 1, 16
_MEDIA_TYPE_BY_SUFFIX = {".otf": "font/otf", ".ttf": "font/ttf"}
"""EPUB 3.3, 3.2: core media types of fonts."""
_HAS_IMAGES = "has images of its characters, not outlines"
_TAKE_OUTLINES = "use one with outlines, such as Noto Emoji or Symbola for emoji"


@dataclass(frozen=True, slots=True)
class OwnFace:
    """A face of the author's."""

    path: str
    family: str
    weight: int
    is_italic: bool
    suffix: str
    """`.otf` or `.ttf`, by what the file holds."""
    content: bytes = field(repr=False)
    """As OpenType, unpacked, with every axis at its default."""
    figures: str = ""
    """Of the whole face, where this is a part of it: its file keeps its name."""

    @property
    def media_type(self) -> str:
        """As the package document of an EPUB says it."""
        return _MEDIA_TYPE_BY_SUFFIX[self.suffix]

    @property
    def name(self) -> str:
        """A file name that no other face has."""
        return f"own-{self.figures or _figures(self.content)}{self.suffix}"


def read_own_faces(
    fonts: Iterable[str],
    workspace: Workspace,
    place: SourceSpan | None,
    store: Store = NO_STORE,
) -> tuple[OwnFace, ...]:
    """Read the fonts of the book.

    `place` is where `book.toml` names them; faces of collections are kept in the
    store. Raises `ManuscriptError` with all that is wrong.
    """
    faces: list[OwnFace] = []
    wrong: list[FontUnusable | FontForbidsEmbedding | FaceNotNamed] = []
    for font in fonts:
        path, named = split_face(font)
        try:
            content = workspace.read(path)
            if is_collection(content):
                content = face_of_collection(content, named, store)
            face, permission = _face(path, content)
        except RefusedFileError as error:
            wrong.append(FontUnusable(path=path, reason=error.reason, span=place))
            continue
        except FaceNotFoundError as error:
            wrong.append(
                FaceNotNamed(path=path, named=named, faces=error.names, span=place)
            )
            continue
        except UnusableFontError as error:
            wrong.append(
                FontUnusable(
                    path=path, reason=str(error), advice=error.advice, span=place
                )
            )
            continue
        refusal = _refusal(permission)
        if refusal is None:
            faces.append(face)
        else:
            wrong.append(FontForbidsEmbedding(path=path, refusal=refusal, span=place))
    if wrong:
        raise ManuscriptError(*wrong)
    return tuple(faces)


def _refusal(permission: int) -> str | None:
    """What `fsType` forbids that a book does; `None` where it lets it be embedded."""
    if permission & _USE == _RESTRICTED:
        return "embedding"
    if permission & _NO_SUBSETS:
        return "subsets"
    if permission & _BITMAPS_ALONE:
        return "outlines"
    return None


def _face(path: str, content: bytes) -> tuple[OwnFace, int]:
    """The face, and what its `fsType` says."""
    # fontTools takes a while to load, and most books bring no fonts.
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(
            io.BytesIO(content), lazy=True, recalcBBoxes=False, recalcTimestamp=False
        ) as font:
            names, os2 = font["name"], font["OS/2"]
            family = names.getDebugName(_TYPOGRAPHIC_FAMILY)
            family = family or names.getDebugName(_FAMILY) or ""
            selection = int(os2.fsSelection)
            weight = min(1000, max(1, int(os2.usWeightClass)))
            permission = int(os2.fsType)
            is_variable = "fvar" in font
            has_images = "CBDT" in font or "sbix" in font
            suffix = ".otf" if font.sfntVersion == "OTTO" else ".ttf"
            if font.flavor is not None:
                font.flavor = None
                target = io.BytesIO()
                font.save(target, reorderTables=None)
                content = target.getvalue()
    except (TTLibError, *READING_ERRORS) as error:
        raise UnusableFontError(NO_FONT) from error
    if has_images:
        raise UnusableFontError(_HAS_IMAGES, _TAKE_OUTLINES)
    is_odd = any(mark in family for mark in '"\\;{}<>\n')
    if not family or is_odd or find_unfit(family) is not None:
        reason = "has no family name"
        raise UnusableFontError(reason)
    if is_variable:
        content = _pinned(content)
    if not uharfbuzz.Face(content).unicodes:
        reason = "has no characters"
        raise UnusableFontError(reason)
    is_italic = bool(selection & (_ITALIC | _OBLIQUE))
    return OwnFace(path, family, weight, is_italic, suffix, content), permission


def _pinned(content: bytes) -> bytes:
    source = uharfbuzz.Face(content)
    wanted = uharfbuzz.SubsetInput()
    wanted.keep_everything()
    for axis in source.axis_infos:
        wanted.pin_axis_to_default(source, axis.tag)
    made: bytes = uharfbuzz.subset(source, wanted).blob.data
    return made


def characters_to_show(text: str) -> frozenset[str]:
    """What it takes to show a text in any case and any form, and ASCII."""
    shown = set(map(chr, range(0x20, 0x7F))) | {"\u2010", "\u2026"}
    for form in ("NFC", "NFD"):
        shown.update(unicodedata.normalize(form, text))
    shown.update(text)
    whole = "".join(shown)
    return frozenset(shown.union(whole.upper(), whole.lower(), whole.title()))


def reduced_to(face: OwnFace, characters: Iterable[str]) -> OwnFace:
    """The face with these of its characters.

    A face of Chinese has 16 MB, and a book shows some hundred of its characters.
    """
    wanted = uharfbuzz.SubsetInput()
    wanted.keep_everything()
    wanted.glyph_set.clear()
    wanted.unicode_set.clear()
    wanted.unicode_set.update(map(ord, characters))
    made = uharfbuzz.subset(uharfbuzz.Face(face.content), wanted)
    figures = face.figures or _figures(face.content)
    return replace(face, content=made.blob.data, figures=figures)


def _figures(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


def with_own_families(
    tokens: Mapping[str, str], names: Iterable[str], families: Iterable[str]
) -> dict[str, str]:
    """The tokens of these names, with the book's families behind the first family.

    A list that names one of them already keeps its order.
    """
    families = tuple(dict.fromkeys(families))
    lists: dict[str, str] = {}
    for name in names:
        known = [part.strip() for part in tokens[name].split(",")]
        plain = {part.strip("\"'") for part in known}
        added = [f'"{family}"' for family in families if family not in plain]
        lists[name] = ", ".join([*known[:1], *added, *known[1:]])
    return lists


def face_rules(faces: Iterable[OwnFace], folder: str) -> str:
    """The rules by which the sheet of an EPUB finds the faces in their folder."""
    faces = tuple(faces)
    if not faces:
        return ""
    rules = [
        "@font-face {\n"
        f'  font-family: "{face.family}";\n'
        f"  font-style: {'italic' if face.is_italic else 'normal'};\n"
        f"  font-weight: {face.weight};\n"
        f'  src: url("{folder}/{face.name}");\n'
        "}\n"
        for face in faces
    ]
    families = ", ".join(f'"{f}"' for f in dict.fromkeys(f.family for f in faces))
    # The reader's own typeface comes first; the book's has what that one lacks.
    return "\n".join([*rules, f"html {{\n  font-family: serif, {families};\n}}\n"])
