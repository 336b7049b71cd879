"""What the pages of a PDF draw: glyphs, images, colours, where and in which way.

What comes in: an open PDF from any program. What goes out: for each page, the
things that a printer asks about. Content streams are followed into forms (PDF 1.7, 8.2
and 8.10), with the matrix that images are drawn in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from bookmaker.validators.colours import Colour, first_colour, space_of, value_of
from bookmaker.validators.drawn_fonts import (
    Embedding,
    KnownFont,
    know_font,
    missing_glyphs,
)
from bookmaker.validators.limits import InstructionReader
from bookmaker.validators.page_tree import inherited

Matrix = tuple[float, float, float, float, float, float]

_PLAIN: Matrix = (1, 0, 0, 1, 0, 0)
_WEIGHED_SIDE = 600
_DEEPEST = 16
"""Forms within forms: a malicious file may contain one that draws itself."""
_TEXT = frozenset({"Tj", "TJ", "'", '"'})
_FILLS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
_STROKES = frozenset({"S", "s", "B", "B*", "b", "b*"})
_FILLING_MODES = frozenset({0, 2, 4, 6})
_STROKING_MODES = frozenset({1, 2, 5, 6})
"""How letters are drawn: PDF 1.7, 9.3.6. Those of mode 3 are not."""
_INLINE_IMAGE = "INLINE IMAGE"
"""What pikepdf calls the operators of an image within a content stream."""
_SPACE_BY_OPERATOR = {"g": "grey", "rg": "rgb", "k": "cmyk"}
_ALLOWED_MODES = frozenset({"/Normal", "/Compatible"})


@dataclass(frozen=True, slots=True)
class DrawnImage:
    """An image as it is drawn; lengths are points."""

    pixels: tuple[int, int]
    width: float
    height: float
    space: str
    has_mask: bool

    @property
    def per_inch(self) -> float:
        """Pixels per inch, where they are fewest."""
        across = self.pixels[0] * 72 / self.width if self.width else float("inf")
        down = self.pixels[1] * 72 / self.height if self.height else float("inf")
        return min(across, down)


@dataclass(slots=True)
class DrawnThings:
    """What one page draws."""

    images: list[DrawnImage] = field(default_factory=list)
    text_colours: set[Colour] = field(default_factory=set)
    shape_colours: set[Colour] = field(default_factory=set)
    missing_glyphs: int = 0
    """How many glyphs are drawn that stand for a missing character (`.notdef`)."""
    unembedded_fonts: set[str] = field(default_factory=set)
    most_ink: float = 0.0
    """The most ink on one place, in parts of one full ink: 0 to 4."""
    transparency: set[str] = field(default_factory=set)
    """What is transparent, in words."""
    broken_fonts: set[str] = field(default_factory=set)
    """Fonts that are embedded as something that isn't a font."""
    is_white_overprinted: bool = False
    """Whether something white is printed over what is below it, and so vanishes."""


_BLACK = Colour()


@dataclass(frozen=True, slots=True)
class _Painting:
    """Half of what a graphics state says: of filling, or of stroking."""

    colour: Colour = _BLACK
    pattern: Any = None
    overprints: bool = False


_PLAINLY = _Painting()


@dataclass(frozen=True, slots=True)
class _State:
    matrix: Matrix = _PLAIN
    fill: _Painting = _PLAINLY
    stroke: _Painting = _PLAINLY
    keeps_other_inks: bool = False
    """Whether an ink that a colour has none of stays as it is: overprint mode 1."""
    font: Any = None
    text_mode: int = 0


KnownFonts: TypeAlias = dict[tuple[int, int], KnownFont]
"""How the fonts of a file are embedded, by the numbers of their objects."""


def find_drawn(
    page: Object,
    *,
    weighs_images: bool = False,
    known_fonts: KnownFonts | None = None,
    instructions: InstructionReader | None = None,
) -> DrawnThings:
    """What a page draws. Raises `pikepdf.PdfError` where its content is damaged.

    `weighs_images`: images in four inks are looked through for the most ink.
    `known_fonts` is filled, so that the fonts of a file are read once for all pages.
    `instructions` counts those of a file. Raises `TooMuchError`.
    """
    found = DrawnThings()
    group = page.get(Name.Group)
    if isinstance(group, Dictionary) and group.get(Name.S) == Name.Transparency:
        found.transparency.add("the whole page")
    fonts = {} if known_fonts is None else known_fonts
    instructions = instructions or InstructionReader()
    reader = _Reader(found, fonts, instructions, weighs_images=weighs_images)
    resources = inherited(page, Name.Resources)
    reader.read(page, Dictionary() if resources is None else resources, _State(), 0)
    return found


class _Reader:
    """Follows what is drawn."""

    def __init__(
        self,
        found: DrawnThings,
        known_fonts: KnownFonts,
        instructions: InstructionReader,
        *,
        weighs_images: bool,
    ) -> None:
        self._found = found
        self._instructions = instructions
        self._known_fonts = known_fonts
        self.weighs_images = weighs_images
        self._followed: set[tuple[int, int, str]] = set()
        """Patterns and fonts that were looked through, by their numbers."""

    def read(
        self, holder: Object, resources: Object, state: _State, depth: int
    ) -> None:
        waiting: list[_State] = []
        for operands, operator in self._instructions.read(holder):
            if operator == "q":
                waiting.append(state)
            elif operator == "Q":
                state = waiting.pop() if waiting else state
            elif operator == _INLINE_IMAGE:
                self._look_at_image(operands[0].obj, resources, state)
            elif operator in _TEXT | _FILLS | _STROKES | {"Do", "sh"}:
                self._draw(operator, operands, resources, state, depth)
            else:
                state = self._changed(operator, operands, resources, state)

    def _changed(
        self,
        operator: str,
        operands: Sequence[Object],
        resources: Object,
        state: _State,
    ) -> _State:
        """The state after an operator that draws nothing."""
        if operator == "cm":
            return replace(state, matrix=_product(_matrix(operands), state.matrix))
        if operator == "Tf":
            font = value_of(resources, Name.Font, operands[0])
            self._look_at_font(font)
            return replace(state, font=font)
        if operator == "Tr":
            return replace(state, text_mode=int(operands[0]))
        if operator == "gs":
            known = value_of(resources, Name.ExtGState, operands[0])
            return self._with_graphics_state(known, state)
        return _coloured(state, operator, operands, resources)

    def _draw(
        self,
        operator: str,
        operands: Sequence[Object],
        resources: Object,
        state: _State,
        depth: int,
    ) -> None:
        if operator == "Do":
            self._draw_object(operands[0], resources, state, depth)
        elif operator == "sh":
            self._look_at_shading(
                value_of(resources, Name.Shading, operands[0]), resources
            )
        elif operator in _TEXT:
            self._draw_text(operands, resources, state, depth)
        else:
            halves = [state.fill] if operator in _FILLS else []
            halves += [state.stroke] if operator in _STROKES else []
            for half in halves:
                self._found.shape_colours.add(half.colour)
                self._paint(half, resources, state, depth)

    def _draw_text(
        self,
        operands: Sequence[Object],
        resources: Object,
        state: _State,
        depth: int,
    ) -> None:
        halves = [state.fill] if state.text_mode in _FILLING_MODES else []
        halves += [state.stroke] if state.text_mode in _STROKING_MODES else []
        for half in halves:
            self._found.text_colours.add(half.colour)
            self._paint(half, resources, state, depth)
        if state.font is not None:
            known = self._known(state.font)
            self._found.missing_glyphs += missing_glyphs(state.font, operands, known)
        self._follow_drawn_letters(state.font, resources, state, depth)

    def _paint(
        self, half: _Painting, resources: Object, state: _State, depth: int
    ) -> None:
        """Weigh a colour's ink, follow its pattern, and see whether it vanishes."""
        colour = half.colour
        self._found.most_ink = max(self._found.most_ink, colour.ink)
        if half.overprints and colour.vanishes(keeps_other_inks=state.keeps_other_inks):
            self._found.is_white_overprinted = True
        if half.pattern is not None:
            self._follow_pattern(half.pattern, resources, state, depth)

    def _follow_pattern(
        self,
        pattern: Any,  # noqa: ANN401 - an object
        resources: Object,
        state: _State,
        depth: int,
    ) -> None:
        """Look at what a pattern draws, once for each: PDF 1.7, 8.7."""
        if self._is_known(pattern) or depth >= _DEEPEST:
            return
        if isinstance(pattern, pikepdf.Stream):
            matrix = _matrix(pattern.get(Name.Matrix, Array([*_PLAIN])).as_list())
            own = pattern.get(Name.Resources, resources)
            self.read(pattern, own, _State(matrix, font=state.font), depth + 1)
        else:
            self._look_at_shading(pattern.get(Name.Shading), resources)

    def _follow_drawn_letters(
        self,
        font: Any,  # noqa: ANN401 - an object or none
        resources: Object,
        state: _State,
        depth: int,
    ) -> None:
        """Look at what the letters of a Type 3 font draw: PDF 1.7, 9.6.5."""
        if font is None or font.get(Name.Subtype) != Name.Type3:
            return
        if self._is_known(font, "letters") or depth >= _DEEPEST:
            return
        own = font.get(Name.Resources, resources)
        for drawn in dict(font.get(Name.CharProcs, Dictionary())).values():
            if isinstance(drawn, pikepdf.Stream):
                # How large their images are depends on the size of the text.
                inner = replace(state, matrix=(0, 0, 0, 0, 0, 0), font=None)
                self.read(drawn, own, inner, depth + 1)

    def _is_known(self, one: Object, what: str = "") -> bool:
        """Whether a pattern or a font was looked through before, for a purpose."""
        if not one.is_indirect:
            return False
        key = (*one.objgen, what)
        is_known = key in self._followed
        self._followed.add(key)
        return is_known

    def _draw_object(
        self, name: Object, resources: Object, state: _State, depth: int
    ) -> None:
        drawn = value_of(resources, Name.XObject, name)
        if drawn is None:
            return
        if drawn.get(Name.Subtype) == Name.Image:
            self._look_at_image(drawn, resources, state)
            return
        if depth >= _DEEPEST or drawn.get(Name.Subtype) != Name.Form:
            return
        matrix = _matrix(drawn.get(Name.Matrix, Array([*_PLAIN])).as_list())
        inner = replace(state, matrix=_product(matrix, state.matrix))
        self.read(drawn, drawn.get(Name.Resources, resources), inner, depth + 1)

    def _look_at_shading(self, shading: Any, resources: Object) -> None:  # noqa: ANN401
        if shading is None:
            return
        space = space_of(shading.get(Name.ColorSpace), resources)
        self._found.shape_colours.add(Colour(space, ()))

    def _look_at_image(self, image: Object, resources: Object, state: _State) -> None:
        is_stencil = bool(_entry(image, Name.ImageMask, Name.IM, False))  # noqa: FBT003
        if is_stencil:
            self._found.shape_colours.add(state.fill.colour)
        has_mask = isinstance(image.get(Name.SMask), Dictionary | pikepdf.Stream)
        if has_mask:
            self._found.transparency.add("an image")
        a, b, c, d, _, _ = state.matrix
        space = _entry(image, Name.ColorSpace, Name.CS, None)
        is_weighed = self.weighs_images and space_of(space, resources) == "cmyk"
        if is_weighed and not self._is_known(image, "ink"):
            self._found.most_ink = max(self._found.most_ink, _ink_of_image(image))
        self._found.images.append(
            DrawnImage(
                (
                    int(_entry(image, Name.Width, Name.W, 0)),
                    int(_entry(image, Name.Height, Name.H, 0)),
                ),
                float((a * a + b * b) ** 0.5),
                float((c * c + d * d) ** 0.5),
                "grey" if is_stencil else space_of(space, resources),
                has_mask,
            )
        )

    def _with_graphics_state(
        self,
        known: Any,  # noqa: ANN401 - an object or none
        state: _State,
    ) -> _State:
        if known is None:
            return state
        if any(float(known.get(key, 1)) < 1 for key in (Name.ca, Name.CA)):
            self._found.transparency.add("shapes or text")
        if isinstance(known.get(Name.SMask), Dictionary):
            self._found.transparency.add("a mask")
        mode = known.get(Name.BM)
        modes = mode.as_list() if isinstance(mode, Array) else [mode]
        if mode is not None and not any(str(one) in _ALLOWED_MODES for one in modes):
            self._found.transparency.add("colours that are blended")
        # OP is for both where there is no op: PDF 1.7, table 58.
        strokes = bool(known.get(Name.OP, state.stroke.overprints))
        fills = bool(known.get(Name.op, known.get(Name.OP, state.fill.overprints)))
        return replace(
            state,
            keeps_other_inks=bool(known.get(Name.OPM, state.keeps_other_inks)),
            fill=replace(state.fill, overprints=fills),
            stroke=replace(state.stroke, overprints=strokes),
        )

    def _known(self, font: Any) -> KnownFont:  # noqa: ANN401 - as above
        known = self._known_fonts.get(font.objgen)
        if known is None:
            known = know_font(font)
            if font.is_indirect:
                self._known_fonts[font.objgen] = known
        return known

    def _look_at_font(self, font: Any) -> None:  # noqa: ANN401 - as above
        if font is None or self._is_known(font):
            return
        name = str(font.get(Name.BaseFont, "/a font without a name")).removeprefix("/")
        embedding = self._known(font).embedding
        if embedding is Embedding.NONE:
            self._found.unembedded_fonts.add(name)
        elif embedding is Embedding.BROKEN:
            self._found.broken_fonts.add(name)


def _entry(image: Object, key: Name, short: Name, default: Any) -> Any:  # noqa: ANN401
    """An entry of an image, by its short name in inline ones: PDF 1.7, table 93."""
    return image.get(key, image.get(short, default))


_NOT_WEIGHED = (
    NotImplementedError,
    OSError,
    ValueError,
    pikepdf.PikepdfError,
)
"""What pikepdf 10 raises at images that it can't read, or that say they are huge."""


def _ink_of_image(image: Object) -> float:
    """The most ink on a pixel of an image in four inks, in parts of one full ink.

    It is made smaller first: a pixel of noise doesn't matter to a press. 0 if the
    image can't be read.
    """
    if not isinstance(image, pikepdf.Stream):
        return 0.0
    try:
        picture = pikepdf.PdfImage(image).as_pil_image()
    except _NOT_WEIGHED:
        return 0.0
    if picture.mode != "CMYK":
        return 0.0
    if max(picture.size) > _WEIGHED_SIDE:
        picture.thumbnail((_WEIGHED_SIDE, _WEIGHED_SIDE))
    levels = picture.tobytes()
    return max(map(sum, zip(*[iter(levels)] * 4, strict=True)), default=0) / 255


def _coloured(
    state: _State, operator: str, operands: Sequence[Object], resources: Object
) -> _State:
    lower = operator.lower()
    if lower not in ("g", "rg", "k", "cs", "sc", "scn"):
        return state
    is_fill = operator == lower
    before = state.fill if is_fill else state.stroke
    pattern = None
    if lower == "cs":
        after = first_colour(space_of(operands[0], resources))
    elif lower in ("sc", "scn"):
        if operands and isinstance(operands[-1], Name):
            pattern = value_of(resources, Name.Pattern, operands[-1])
        after = Colour(before.colour.space, _levels(operands))
    else:
        after = Colour(_SPACE_BY_OPERATOR[lower], _levels(operands))
    half = replace(before, colour=after, pattern=pattern)
    return replace(state, fill=half) if is_fill else replace(state, stroke=half)


def _levels(operands: Iterable[Object]) -> tuple[float, ...]:
    numbers = []
    for operand in operands:
        try:
            numbers.append(float(operand))
        except (TypeError, ValueError):
            continue
    return tuple(numbers)


def _matrix(operands: Iterable[Object]) -> Matrix:
    numbers = _levels(operands)
    if len(numbers) != len(_PLAIN):
        return _PLAIN
    a, b, c, d, e, f = numbers
    return a, b, c, d, e, f


def _product(one: Matrix, other: Matrix) -> Matrix:
    """Do one transformation, then the other: PDF 1.7, 8.3.4."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )
