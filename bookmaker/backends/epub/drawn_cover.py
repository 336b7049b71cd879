"""A cover drawn from title and names, 1600 by 2560 pixels.

The picture has a ground and an ink; every pixel is a step between the two, so that it
is drawn in grey, coloured by a palette, and stays small as a PNG.
"""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageDraw

from bookmaker.backends.cover_design import (
    FIELD_COLUMNS,
    FIELD_ROWS,
    colours_of,
    composed,
    field_of,
    is_plain,
    names_on_cover,
    seed_of,
)
from bookmaker.backends.epub.lettering import Lettering, broken_lines
from bookmaker.document.metadata import Metadata
from bookmaker.fonts.families import (
    FALLBACK,
    FAMILY_BY_NAME,
    families_of_language,
)

WIDTH, HEIGHT = 1600, 2560
_INK = 255


@dataclass(frozen=True, slots=True)
class DrawnCover:
    """A PNG, and the letters that it could not show."""

    content: bytes
    missing: str


@dataclass(frozen=True, slots=True)
class _Design:
    """The faces and the manner of a theme."""

    title: Lettering
    subtitle: Lettering
    names: Lettering
    is_centred: bool
    is_in_capitals: bool


def draw_cover(metadata: Metadata, *, theme: str) -> DrawnCover:
    """Draw the cover of a book in the faces and the manner of a theme."""
    printed = Metadata(
        metadata.title,
        language=metadata.language,
        subtitle=metadata.subtitle,
        authors=metadata.authors,
    )
    return _drawn(printed, theme if theme in _FACES else _USUAL)


@lru_cache(maxsize=8)
def _drawn(metadata: Metadata, theme: str) -> DrawnCover:
    """Draw what is printed on a cover, once for all builds of a process."""
    title = composed(metadata.title)
    seed = seed_of(title)
    design = _design(theme, metadata.language)
    image = Image.new("L", (WIDTH, HEIGHT), 0)
    sheet = _Sheet(ImageDraw.Draw(image), design)
    if design.is_centred:
        _draw_frame(sheet.canvas)
        _compose_centred(sheet, metadata, title)
    else:
        _draw_field(sheet.canvas, seed)
        _compose_from_left(sheet, metadata, title)
    colours = colours_of(seed)
    image = _coloured(image, colours.ground.rgb, colours.ink.rgb)
    target = io.BytesIO()
    image.save(target, "PNG", compress_level=6)
    return DrawnCover(target.getvalue(), "".join(sheet.missing))


def _coloured(
    image: Image.Image, ground: tuple[int, ...], ink: tuple[int, ...]
) -> Image.Image:
    steps = (
        round(low + (high - low) * step / _INK)
        for step in range(_INK + 1)
        for low, high in zip(ground, ink, strict=True)
    )
    coloured = Image.frombytes("P", image.size, image.tobytes())
    coloured.putpalette(list(steps))
    return coloured


@dataclass(frozen=True, slots=True)
class _Faces:
    """What a theme sets a cover in."""

    family: str
    title_weight: int
    title_is_italic: bool = False
    has_italic_subtitle: bool = True
    is_in_capitals: bool = False


_DISPLAY_SIZE = 60.0
"""The optical size of letters as large as a cover's, in points."""
_USUAL = "literary"
_FACES: Mapping[str, _Faces] = {
    "academic": _Faces("Source Serif 4", 600),
    "classic": _Faces("EB Garamond", 500, is_in_capitals=True),
    "dyslexia-friendly": _Faces("Lexend", 700, has_italic_subtitle=False),
    "large-print": _Faces("Atkinson Hyperlegible", 700, has_italic_subtitle=False),
    _USUAL: _Faces("EB Garamond", 500),
    "modern": _Faces("Source Sans 3", 600, has_italic_subtitle=False),
    "poetry": _Faces("EB Garamond", 400, title_is_italic=True),
    "technical": _Faces("Source Sans 3", 700, has_italic_subtitle=False),
}


def _design(theme: str, language: str) -> _Design:
    faces = _FACES[theme]
    others = (*families_of_language(language), FALLBACK)

    def lettering(weight: int, *, is_italic: bool = False) -> Lettering:
        family = FAMILY_BY_NAME[faces.family]
        face = min(
            (face for face in family.faces if face.is_italic == is_italic),
            key=lambda face: abs(face.weight - weight),
        )
        if face.is_variable:
            axes = dict.fromkeys(face.axes, _DISPLAY_SIZE)
            face = dataclasses.replace(face, weight=weight, axes=axes)
        return Lettering(face, *(other.faces[0] for other in others))

    return _Design(
        title=lettering(faces.title_weight, is_italic=faces.title_is_italic),
        subtitle=lettering(400, is_italic=faces.has_italic_subtitle),
        names=lettering(500),
        is_centred=not is_plain(theme),
        is_in_capitals=faces.is_in_capitals,
    )


_MOST_LETTERS = 1_000
"""Of a title; at its smallest size a cover has room for half as many."""


class _Sheet:
    """The canvas with the design's lines on it; keeps the letters that it lacks."""

    def __init__(self, canvas: ImageDraw.ImageDraw, design: _Design) -> None:
        self.canvas = canvas
        self.design = design
        self.missing: dict[str, None] = {}

    def shown(self, lettering: Lettering, text: str) -> str:
        """The text without the letters that the face lacks, which are remembered.

        No more of it than a cover has room for.
        """
        text = text[:_MOST_LETTERS]
        lacking = dict.fromkeys(lettering.lacks(text))
        self.missing.update(lacking)
        return composed("".join(c for c in text if c not in lacking))

    def set_lines(
        self,
        lettering: Lettering,
        lines: Iterable[str],
        baseline: float,
        *,
        size: int,
        leading: float,
        tracking: float = 0,
        left: float | None = None,
    ) -> float:
        """Set lines one below the other, and give the last one's baseline.

        `left` is where they begin; `None` centres them.
        """
        last = baseline
        for number, line in enumerate(lines):
            last = baseline + number * leading * size
            start = left
            if start is None:
                start = (WIDTH - lettering.width(line, size, tracking)) / 2
            lettering.draw(
                self.canvas,
                (start, last),
                line,
                size=size,
                fill=_INK,
                tracking=tracking,
            )
        return last


def _fitted(
    lettering: Lettering, text: str, measure: float, sizes: range, most_lines: int
) -> tuple[int, list[str]]:
    """The largest size at which the text fits the measure in so many lines."""
    for size in sizes:
        lines = broken_lines(lettering, text, size, measure)
        is_narrow = all(lettering.width(line, size) <= measure for line in lines)
        if is_narrow and len(lines) <= most_lines:
            return size, lines
    size = sizes[-1]
    return size, broken_lines(lettering, text, size, measure)[: most_lines * 2]


def _draw_frame(canvas: ImageDraw.ImageDraw) -> None:
    """A thick and a thin rule, as stamped on cloth, with cut corners within."""
    for inset, weight in ((88, 7), (112, 2)):
        canvas.rectangle(
            (inset, inset, WIDTH - 1 - inset, HEIGHT - 1 - inset),
            outline=_INK,
            width=weight,
        )


def _draw_ornament(canvas: ImageDraw.ImageDraw, middle: float) -> None:
    """A lozenge between two rules that thin out."""
    centre = WIDTH / 2
    lozenge = [
        (centre - 21, middle),
        (centre, middle - 21),
        (centre + 21, middle),
        (centre, middle + 21),
    ]
    canvas.polygon(lozenge, fill=_INK)
    for side in (-1, 1):
        near, far = centre + side * 56, centre + side * 250
        canvas.polygon(
            [(near, middle - 3), (far, middle), (near, middle + 3)], fill=_INK
        )


def _compose_centred(sheet: _Sheet, metadata: Metadata, title: str) -> None:
    design = sheet.design
    words = title.upper() if design.is_in_capitals else title
    shown = sheet.shown(design.title, words)
    size, lines = _fitted(design.title, shown, 1180, range(236, 84, -8), 4)
    block = (len(lines) - 1) * size * 1.12
    baseline = max(930 - block / 2, 420 + size * 0.7)
    last = sheet.set_lines(design.title, lines, baseline, size=size, leading=1.12)
    ornament = last + size * 0.55 + 60
    _draw_ornament(sheet.canvas, ornament)
    if metadata.subtitle:
        small = max(56, min(84, round(size * 0.42)))
        words = sheet.shown(design.subtitle, composed(metadata.subtitle))
        broken = broken_lines(design.subtitle, words, small, 1060)[:4]
        sheet.set_lines(
            design.subtitle, broken, ornament + 72 + small, size=small, leading=1.25
        )
    names = [sheet.shown(design.names, name) for name in names_on_cover(metadata)]
    _set_names(sheet, [name.upper() for name in names if name], 2280, tracking=0.12)


def _set_names(
    sheet: _Sheet, names: list[str], last_baseline: float, *, tracking: float
) -> None:
    lettering = sheet.design.names
    measure = 1240
    size = 74
    while size > 40 and any(
        lettering.width(n, size, tracking) > measure for n in names
    ):
        size -= 2
    leading = 1.5
    first = last_baseline - (len(names) - 1) * leading * size
    sheet.set_lines(
        lettering, names, first, size=size, leading=leading, tracking=tracking
    )


def _draw_field(canvas: ImageDraw.ImageDraw, seed: bytes) -> None:
    step = WIDTH // FIELD_COLUMNS
    for one in field_of(seed):
        left, top = one.column * step, one.row * step
        _draw_quarter(canvas, left, top, step, one.corner, round(one.tint * _INK))
    foot = FIELD_ROWS * step
    canvas.rectangle((0, foot, WIDTH, foot + 5), fill=_INK)


def _draw_quarter(
    canvas: ImageDraw.ImageDraw, left: int, top: int, step: int, turn: int, tint: int
) -> None:
    """A quarter of a disc that fills its square from one corner."""
    corner_x = left + (step if turn in (1, 2) else 0)
    corner_y = top + (step if turn in (2, 3) else 0)
    around = (corner_x - step, corner_y - step, corner_x + step, corner_y + step)
    start = (0, 90, 180, 270)[turn]
    canvas.pieslice(around, start, start + 90, fill=tint)


def _compose_from_left(sheet: _Sheet, metadata: Metadata, title: str) -> None:
    design, left = sheet.design, 120
    shown = sheet.shown(design.title, title)
    size, lines = _fitted(design.title, shown, WIDTH - 240, range(220, 84, -8), 3)
    first = 1280 + 110 + size * 0.8
    last = sheet.set_lines(
        design.title, lines, first, size=size, leading=1.06, left=left
    )
    if metadata.subtitle:
        small = max(56, min(80, round(size * 0.4)))
        words = sheet.shown(design.subtitle, composed(metadata.subtitle))
        broken = broken_lines(design.subtitle, words, small, WIDTH - 240)[:3]
        sheet.set_lines(
            design.subtitle,
            broken,
            last + 60 + small,
            size=small,
            leading=1.2,
            left=left,
        )
    names = [sheet.shown(design.names, name) for name in names_on_cover(metadata)]
    names = [name for name in names if name]
    first_name = HEIGHT - 150 - (len(names) - 1) * 62 * 1.3
    sheet.set_lines(design.names, names, first_name, size=62, leading=1.3, left=left)
