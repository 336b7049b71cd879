"""What the pages of a PDF draw: glyphs, images, colours, where and in which way.

What comes in: an open PDF, of whatever program. What goes out: for each page, the
things that a printer asks about. Content streams are followed into forms (PDF 1.7, 8.2
and 8.10), with the matrix that images are drawn in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

Matrix = tuple[float, float, float, float, float, float]

_PLAIN: Matrix = (1, 0, 0, 1, 0, 0)
_WEIGHED_SIDE = 600
_DEEPEST = 16
"""Forms within forms: a file of no good will may hold one that draws itself."""
_TEXT = frozenset({"Tj", "TJ", "'", '"'})
_PAINTS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s"})
_STROKES = frozenset({"S", "s"})
_SPACE_BY_OPERATOR = {"g": "grey", "rg": "rgb", "k": "cmyk"}
_SPACE_BY_NAME = {
    "/DeviceGray": "grey",
    "/CalGray": "grey",
    "/G": "grey",
    "/DeviceRGB": "rgb",
    "/CalRGB": "rgb",
    "/RGB": "rgb",
    "/DeviceCMYK": "cmyk",
    "/CMYK": "cmyk",
    "/Lab": "lab",
    "/Pattern": "pattern",
    "/Separation": "spot",
    "/DeviceN": "spot",
}
_SPACE_BY_COUNT = {1: "grey", 3: "rgb", 4: "cmyk"}
_ALLOWED_MODES = frozenset({"/Normal", "/Compatible"})


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour as it is asked for."""

    space: str = "grey"
    """`grey`, `rgb`, `cmyk`, or another word that no press is asked for."""
    levels: tuple[float, ...] = (0.0,)

    @property
    def is_black(self) -> bool:
        """Whether it looks black, or nearly so."""
        if self.space in ("grey", "rgb"):
            return bool(self.levels) and max(self.levels) < _NEARLY_BLACK
        return self.space == "cmyk" and _darkness(self.levels) > 1 - _NEARLY_BLACK

    @property
    def is_pure_black(self) -> bool:
        """Whether a press prints it in black ink alone."""
        if self.space == "grey":
            return True
        return self.space == "cmyk" and not any(self.levels[:3])


_NEARLY_BLACK = 0.25


def _darkness(levels: Sequence[float]) -> float:
    if len(levels) != len("cmyk"):
        return 0.0
    return min(1.0, levels[3] + min(levels[:3]))


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


@dataclass(frozen=True, slots=True)
class _State:
    matrix: Matrix = _PLAIN
    fill: Colour = Colour()
    stroke: Colour = Colour()
    font: Any = None


def find_drawn(page: Object, *, weighs_images: bool = False) -> DrawnThings:
    """What a page draws. Raises `pikepdf.PdfError` where its content is damaged.

    `weighs_images`: images in four inks are looked through for the most ink.
    """
    found = DrawnThings()
    group = page.get(Name.Group)
    if isinstance(group, Dictionary) and group.get(Name.S) == Name.Transparency:
        found.transparency.add("the whole page")
    reader = _Reader(found, weighs_images=weighs_images)
    reader.read(page, _inherited(page, Name.Resources), _State(), 0)
    return found


def _inherited(page: Object, key: Name) -> Object:
    """An entry of a page, or of the nodes above it: PDF 1.7, 7.7.3.4."""
    node: Object | None = page
    for _ in range(_DEEPEST * 4):
        if node is None or key in node:
            break
        node = node.get(Name.Parent)
    return Dictionary() if node is None else node.get(key, Dictionary())


class _Reader:
    """Follows what is drawn."""

    def __init__(self, found: DrawnThings, *, weighs_images: bool) -> None:
        self._found = found
        self.weighs_images = weighs_images

    def read(
        self, holder: Object, resources: Object, state: _State, depth: int
    ) -> None:
        waiting: list[_State] = []
        for one in pikepdf.parse_content_stream(holder):
            operands, operator = list(one.operands), str(one.operator)
            if operator == "q":
                waiting.append(state)
            elif operator == "Q":
                state = waiting.pop() if waiting else state
            elif operator == "cm":
                state = replace(state, matrix=_product(_matrix(operands), state.matrix))
            elif operator == "Tf":
                font = _value(resources, Name.Font, operands[0])
                self._look_at_font(font)
                state = replace(state, font=font)
            elif operator == "gs":
                self._look_at_state(_value(resources, Name.ExtGState, operands[0]))
            elif operator == "Do":
                self._draw(operands[0], resources, state, depth)
            elif operator in _TEXT | _PAINTS:
                self._paint(operator, operands, state)
            else:
                state = _coloured(state, operator, operands, resources)

    def _weigh(self, colour: Colour) -> None:
        """Keep how much ink a colour takes."""
        if colour.space == "cmyk":
            self._found.most_ink = max(self._found.most_ink, sum(colour.levels))

    def _paint(self, operator: str, operands: Sequence[Object], state: _State) -> None:
        self._weigh(state.stroke if operator in _STROKES else state.fill)
        if operator in _TEXT:
            self._found.text_colours.add(state.fill)
            self._count_missing(state.font, operands)
        else:
            colour = state.stroke if operator in _STROKES else state.fill
            self._found.shape_colours.add(colour)

    def _draw(self, name: Object, resources: Object, state: _State, depth: int) -> None:
        drawn = _value(resources, Name.XObject, name)
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

    def _look_at_image(self, image: Object, resources: Object, state: _State) -> None:
        is_stencil = bool(image.get(Name.ImageMask, False))
        if is_stencil:
            self._found.shape_colours.add(state.fill)
        has_mask = isinstance(image.get(Name.SMask), Dictionary | pikepdf.Stream)
        if has_mask:
            self._found.transparency.add("an image")
        a, b, c, d, _, _ = state.matrix
        space = image.get(Name.ColorSpace)
        if self.weighs_images and _space_of(space, resources) == "cmyk":
            self._found.most_ink = max(self._found.most_ink, _ink_of_image(image))
        self._found.images.append(
            DrawnImage(
                (int(image.get(Name.Width, 0)), int(image.get(Name.Height, 0))),
                float((a * a + b * b) ** 0.5),
                float((c * c + d * d) ** 0.5),
                "grey" if is_stencil else _space_of(space, resources),
                has_mask,
            )
        )

    def _look_at_state(self, state: Any) -> None:  # noqa: ANN401 - an object or none
        if state is None:
            return
        if any(float(state.get(key, 1)) < 1 for key in (Name.ca, Name.CA)):
            self._found.transparency.add("shapes or text")
        if isinstance(state.get(Name.SMask), Dictionary):
            self._found.transparency.add("a mask")
        mode = state.get(Name.BM)
        modes = mode.as_list() if isinstance(mode, Array) else [mode]
        if mode is not None and not any(str(one) in _ALLOWED_MODES for one in modes):
            self._found.transparency.add("colours that are blended")

    def _look_at_font(self, font: Any) -> None:  # noqa: ANN401 - as above
        if font is None or font.get(Name.Subtype) == Name.Type3:
            return
        inner = _descendant(font)
        descriptor = inner.get(Name.FontDescriptor)
        programs = (Name.FontFile, Name.FontFile2, Name.FontFile3)
        if descriptor is None or not any(key in descriptor for key in programs):
            name = str(font.get(Name.BaseFont, "/a font without a name"))
            self._found.unembedded_fonts.add(name.removeprefix("/"))

    def _count_missing(self, font: Any, operands: Sequence[Object]) -> None:  # noqa: ANN401
        if font is None or font.get(Name.Subtype) != Name.Type0:
            return
        if font.get(Name.Encoding) not in (Name("/Identity-H"), Name("/Identity-V")):
            return
        glyphs = _glyph_by_code(_descendant(font))
        for content in _strings(operands):
            # Glyph 0 is seldom asked for: most strings need not be taken apart.
            if glyphs is not None or _GLYPH_0 in content:
                missing = (_is_missing(code, glyphs) for code in _codes(content))
                self._found.missing_glyphs += sum(missing)


def _ink_of_image(image: Object) -> float:
    """The most ink on a pixel of an image in four inks, in parts of one full ink.

    It is made smaller first: a pixel of noise is no flood of ink. 0 where the image
    can't be read.
    """
    if not isinstance(image, pikepdf.Stream):
        return 0.0
    try:
        picture = pikepdf.PdfImage(image).as_pil_image()
    except (pikepdf.PdfError, NotImplementedError, OSError, ValueError):
        return 0.0
    if picture.mode != "CMYK":
        return 0.0
    if max(picture.size) > _WEIGHED_SIDE:
        picture.thumbnail((_WEIGHED_SIDE, _WEIGHED_SIDE))
    levels = picture.tobytes()
    return max(map(sum, zip(*[iter(levels)] * 4, strict=True)), default=0) / 255


def _glyph_by_code(font: Object) -> bytes | None:
    """Two bytes for each code; `None`: codes are glyphs. PDF 1.7, 9.7.4.2."""
    mapping = font.get(Name.CIDToGIDMap)
    return mapping.read_bytes() if isinstance(mapping, pikepdf.Stream) else None


_GLYPH_0 = bytes(2)


def _is_missing(code: int, glyphs: bytes | None) -> bool:
    if glyphs is None:
        return code == 0
    return not any(glyphs[2 * code : 2 * code + 2])


def _strings(operands: Sequence[Object]) -> Iterator[bytes]:
    for operand in operands:
        parts = operand.as_list() if isinstance(operand, Array) else [operand]
        yield from (bytes(part) for part in parts if isinstance(part, pikepdf.String))


def _codes(content: bytes) -> Iterator[int]:
    for place in range(0, len(content) - 1, 2):
        yield content[place] * 256 + content[place + 1]


def _descendant(font: Object) -> Object:
    below = font.get(Name.DescendantFonts)
    return font if not isinstance(below, Array) or not len(below) else below[0]


def _value(resources: Object, key: Name, name: Object) -> Any:  # noqa: ANN401
    """What resources hold under a name; `None` where they hold nothing."""
    table = resources.get(key)
    return None if table is None else table.get(str(name))


def _coloured(
    state: _State, operator: str, operands: Sequence[Object], resources: Object
) -> _State:
    lower = operator.lower()
    if lower not in ("g", "rg", "k", "cs", "sc", "scn"):
        return state
    is_fill = operator == lower
    before = state.fill if is_fill else state.stroke
    if lower == "cs":
        space = _space_of(operands[0], resources)
        after = Colour(space, (0.0,) * (3 if space == "rgb" else 1))
        if space == "cmyk":
            after = Colour(space, (0.0, 0.0, 0.0, 1.0))
    else:
        space = _SPACE_BY_OPERATOR.get(lower, before.space)
        after = Colour(space, _levels(operands))
    return replace(state, fill=after) if is_fill else replace(state, stroke=after)


def _levels(operands: Sequence[Object]) -> tuple[float, ...]:
    numbers = []
    for operand in operands:
        try:
            numbers.append(float(operand))
        except (TypeError, ValueError):
            continue
    return tuple(numbers)


def _space_of(space: Any, resources: Object) -> str:  # noqa: ANN401 - an object or none
    """The word for a colour space: an array, or a name, perhaps of the resources."""
    if isinstance(space, Name):
        named = _value(resources, Name.ColorSpace, space)
        if named is not None and named != space:
            return _space_of(named, Dictionary())
        return _SPACE_BY_NAME.get(str(space), "unknown")
    if not isinstance(space, Array) or not len(space):
        return "unknown"
    kind = str(space[0])
    if kind == "/ICCBased":
        return _SPACE_BY_COUNT.get(int(space[1].get(Name.N, 0)), "unknown")
    if kind in ("/Indexed", "/I"):
        return _space_of(space[1], resources)
    return _SPACE_BY_NAME.get(kind, "unknown")


def _matrix(operands: Sequence[Object]) -> Matrix:
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
