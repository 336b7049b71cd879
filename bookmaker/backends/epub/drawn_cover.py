"""A cover drawn from title and names, 1600 by 2560 pixels.

The picture has a ground and an ink; every pixel is a step between the two, so that it
is drawn in grey, coloured by a palette, and stays small as a PNG.
"""

from __future__ import annotations

import dataclasses
import io
import math
from collections.abc import Mapping
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
    series_on_cover,
)
from bookmaker.backends.cover_lines import (
    LARGE_TITLE,
    TITLE_SIZES,
    FittedLines,
    fitted_lines,
    rows_of_field,
)
from bookmaker.backends.epub.lettering import Lettering
from bookmaker.document.metadata import Metadata
from bookmaker.fonts.families import (
    FALLBACK,
    FAMILY_BY_NAME,
    Face,
    families_of_language,
)
from bookmaker.fonts.own_faces import OwnFace
from bookmaker.languages.capitals import capitals

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


def draw_cover(
    metadata: Metadata, *, theme: str, own_faces: tuple[OwnFace, ...] = ()
) -> DrawnCover:
    """Draw the cover of a book in the faces and the manner of a theme.

    `own_faces` are the fonts of the book, for letters that the theme's lack.
    """
    printed = Metadata(
        metadata.title,
        language=metadata.language,
        subtitle=metadata.subtitle,
        authors=metadata.authors,
        series=metadata.series,
    )
    return _drawn(printed, theme if theme in _FACES else _USUAL, own_faces)


@lru_cache(maxsize=8)
def _drawn(
    metadata: Metadata, theme: str, own_faces: tuple[OwnFace, ...]
) -> DrawnCover:
    """Draw what is printed on a cover, once for all builds of a process."""
    title = composed(metadata.title)
    seed = seed_of(title)
    design = _design(theme, metadata.language, own_faces)
    image = Image.new("L", (WIDTH, HEIGHT), 0)
    sheet = _Sheet(ImageDraw.Draw(image), design)
    words = _words(sheet, metadata, title)
    if design.is_centred:
        _draw_frame(sheet.canvas)
        _compose_centred(sheet, words)
    else:
        _compose_from_start(sheet, words, seed)
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


def _design(theme: str, language: str, own_faces: tuple[OwnFace, ...]) -> _Design:
    faces = _FACES[theme]
    others: list[Face | OwnFace] = [
        *own_faces,
        *(f.faces[0] for f in (*families_of_language(language), FALLBACK)),
    ]

    def lettering(weight: int, *, is_italic: bool = False) -> Lettering:
        family = FAMILY_BY_NAME[faces.family]
        face = min(
            (face for face in family.faces if face.is_italic == is_italic),
            key=lambda face: abs(face.weight - weight),
        )
        if face.is_variable:
            axes = dict.fromkeys(face.axes, _DISPLAY_SIZE)
            face = dataclasses.replace(face, weight=weight, axes=axes)
        return Lettering(language, weight, face, *others)

    return _Design(
        title=lettering(faces.title_weight, is_italic=faces.title_is_italic),
        subtitle=lettering(400, is_italic=faces.has_italic_subtitle),
        names=lettering(500),
        is_centred=not is_plain(theme),
        is_in_capitals=faces.is_in_capitals,
    )


_MOST_LETTERS = 1_000
"""Of a title; at its smallest size a cover has room for half as many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What a cover says, in letters that its faces have."""

    title: str
    subtitle: str
    series: str
    names: list[str]


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
        text = composed(text)[:_MOST_LETTERS]
        lacking = dict.fromkeys(lettering.lacks(text))
        self.missing.update(lacking)
        return composed("".join(c for c in text if c not in lacking))

    def set_lines(
        self,
        lettering: Lettering,
        fitted: FittedLines,
        top: float,
        *,
        edge: float | None = None,
        tracking: float = 0,
    ) -> None:
        """Set lines one below the other, the first with its top at `top`.

        `edge` is how far from the edges they begin and end; `None` centres them.
        """
        size = fitted.size
        begins_right = lettering.begins_right(" ".join(fitted.lines))
        for number, line in enumerate(fitted.lines):
            width = lettering.width(line, size, tracking)
            left = (WIDTH - width) / 2
            if edge is not None:
                left = WIDTH - edge - width if begins_right else edge
            baseline = top + (number + (fitted.leading - 1) / 2 + _ASCENT) * size
            baseline += number * (fitted.leading - 1) * size
            lettering.draw(
                self.canvas,
                (left, baseline),
                line,
                size=size,
                fill=_INK,
                tracking=tracking,
            )


_ASCENT = 0.78
"""Of a line: where its baseline is below its top, relative to the size."""


def _words(sheet: _Sheet, metadata: Metadata, title: str) -> _Words:
    design = sheet.design

    def raised(text: str, *, is_wanted: bool) -> str:
        return capitals(text, metadata.language) if is_wanted else text

    title = raised(title, is_wanted=design.is_in_capitals)
    names = (
        sheet.shown(design.names, raised(name, is_wanted=design.is_centred))
        for name in names_on_cover(metadata)
    )
    return _Words(
        title=sheet.shown(design.title, title),
        subtitle=sheet.shown(design.subtitle, metadata.subtitle or ""),
        series=sheet.shown(design.names, series_on_cover(metadata)),
        names=[name for name in names if name],
    )


def _fitted(
    lettering: Lettering,
    text: str,
    measure: float,
    room: float,
    sizes: range,
    *,
    leading: float,
    most_lines: int | None = None,
    tracking: float = 0,
) -> FittedLines:
    def most(size: float) -> float:
        if most_lines is None:
            return math.inf
        return most_lines if size > LARGE_TITLE else most_lines * 3

    return fitted_lines(
        lambda line, size: lettering.width(line, size, tracking),
        text,
        measure,
        room,
        sizes=sizes,
        leading=leading,
        most_lines=most,
    )


def _fitted_names(
    sheet: _Sheet, names: list[str], measure: float, most: int, *, tracking: float
) -> FittedLines:
    """The names in one size; one that is long is broken into lines."""
    lettering = sheet.design.names
    sizes = range(most, 38, -2)
    each = [
        _fitted(lettering, name, measure, 260, sizes, leading=1.4, tracking=tracking)
        for name in names
    ]
    size = min((one.size for one in each), default=0)
    lines = [
        line
        for name in names
        for line in _fitted(
            lettering,
            name,
            measure,
            260,
            range(int(size), 38, -2),
            leading=1.4,
            tracking=tracking,
        ).lines
    ]
    return FittedLines(lines=lines, size=size, leading=1.4)


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


def _compose_centred(sheet: _Sheet, words: _Words) -> None:
    design = sheet.design
    names = _fitted_names(sheet, words.names, 1240, 74, tracking=_TRACKING)
    names_top = HEIGHT - 258 - names.height
    sheet.set_lines(design.names, names, names_top, tracking=_TRACKING)
    series = _fitted(
        design.names, words.series, 1100, 140, range(54, 30, -2), leading=1.3
    )
    sheet.set_lines(design.names, series, 236)
    top = 300 + (series.height + 40 if words.series else 0)
    subtitle = _fitted(
        design.subtitle, words.subtitle, 1060, 420, range(84, 38, -4), leading=1.25
    )
    ornament_room = 240
    room = names_top - 110 - top - ornament_room - subtitle.height
    title = _fitted(
        design.title, words.title, 1180, room, TITLE_SIZES, leading=1.12, most_lines=5
    )
    begins = min(max(top, 930 - title.height / 2), top + room - title.height)
    sheet.set_lines(design.title, title, begins)
    ornament = begins + title.height + title.size * 0.14 + 70
    _draw_ornament(sheet.canvas, ornament)
    sheet.set_lines(design.subtitle, subtitle, ornament + 60)


_TRACKING = 0.12
"""Of names in capitals, in em."""


def _compose_from_start(sheet: _Sheet, words: _Words, seed: bytes) -> None:
    design, edge = sheet.design, 120
    measure = WIDTH - 2 * edge
    names = _fitted_names(sheet, words.names, measure, 62, tracking=0)
    names_top = HEIGHT - 130 - names.height
    sheet.set_lines(design.names, names, names_top, edge=edge)
    series = _fitted(
        design.names, words.series, measure, 130, range(50, 30, -2), leading=1.3
    )
    subtitle = _fitted(
        design.subtitle, words.subtitle, measure, 330, range(80, 38, -4), leading=1.2
    )

    def top_of(rows: int) -> float:
        return rows * (WIDTH // FIELD_COLUMNS) + 80

    series_room = series.height + 10 if words.series else 0

    def title_below(rows: int) -> FittedLines:
        room = names_top - 170 - top_of(rows) - series_room - subtitle.height
        return _fitted(
            design.title,
            words.title,
            measure,
            room,
            TITLE_SIZES,
            leading=1.06,
            most_lines=4,
        )

    rows, title = rows_of_field(title_below, FIELD_ROWS, LARGE_TITLE)
    top = top_of(rows)
    title_top = top + series_room
    _draw_field(sheet.canvas, seed, rows)
    sheet.set_lines(design.names, series, top, edge=edge)
    sheet.set_lines(design.title, title, title_top, edge=edge)
    below = title_top + title.height + 50
    sheet.set_lines(design.subtitle, subtitle, below, edge=edge)


def _draw_field(canvas: ImageDraw.ImageDraw, seed: bytes, rows: int) -> None:
    step = WIDTH // FIELD_COLUMNS
    for one in field_of(seed):
        if one.row < rows:
            left, top = one.column * step, one.row * step
            _draw_quarter(canvas, left, top, step, one.corner, round(one.tint * _INK))
    foot = rows * step
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
