"""The inks of a print file: black alone, or black beside colours.

What comes in: a finished PDF. What goes out: the same pages, whose greys are DeviceGray
(PDF 1.7, 8.6.4.2), which a press prints in black ink; where the press has no other ink,
so are all colours. Dark type becomes solid black: a press prints a tint as a raster of
dots, which frays small letters. What is transparent without letting anything through
is made plain, as printers refuse what is marked so.

The text of a page is not touched: the same glyphs are shown in the same places.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Operator, Pdf, Stream

from bookmaker.backends.pdf.press.separation import Levels, Separation
from bookmaker.diagnostics.errors import InternalError
from bookmaker.trade import Ink

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_DARK = 0.5
"""Grey levels below it are black where they are type."""
_SHOWN_AS_ZERO = 4
_WEIGHTS = (0.299, 0.587, 0.114)
"""Of red, green and blue in a grey: ITU-R BT.601, as Pillow has it."""
_FILL, _STROKE = "fill", "stroke"
_TEXT = frozenset({"Tj", "TJ", "'", '"'})
_FILLS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do"})
_STROKES = frozenset({"S", "s", "B", "B*", "b", "b*", "Do"})
_COLOUR_OPERATORS = {
    "rg": _FILL,
    "g": _FILL,
    "RG": _STROKE,
    "G": _STROKE,
    "sc": _FILL,
    "scn": _FILL,
    "SC": _STROKE,
    "SCN": _STROKE,
}
_GREY_BY_SIDE = {_FILL: "g", _STROKE: "G"}
_RGB_BY_SIDE = {_FILL: "rg", _STROKE: "RG"}
_CMYK_BY_SIDE = {_FILL: "k", _STROKE: "K"}
_SCREEN_SPACE = "/srgb"
"""The name that WeasyPrint 70 has for the file's colours."""
_SPACE_BY_MODE = {
    "L": Name.DeviceGray,
    "RGB": Name.DeviceRGB,
    "CMYK": Name.DeviceCMYK,
}
_QUALITY = 95
"""Of a JPEG whose colours are taken away."""

Instruction = tuple[Sequence[Object], Operator]


@dataclass(slots=True)
class _Setting:
    """Which instruction set each colour, and in which space it counts."""

    by_side: dict[str, int | None] = field(
        default_factory=lambda: {_FILL: None, _STROKE: None}
    )
    space_by_side: dict[str, str] = field(
        default_factory=lambda: {_FILL: "", _STROKE: ""}
    )

    def copy(self) -> _Setting:
        return _Setting(dict(self.by_side), dict(self.space_by_side))


class Inks:
    """Gives the pages of one file the inks of a press."""

    def __init__(
        self, pdf: Pdf, ink: Ink, separation: Separation | None = None
    ) -> None:
        """`separation` makes inks of colours; without one they stay as they are."""
        self._pdf = pdf
        self._ink = ink
        self._separation = separation
        self._seen: set[tuple[int, int]] = set()
        self.has_transparency = False
        """Whether something of the pages is not opaque."""
        self._opaque: list[Object] = []
        """Dictionaries of graphics states with some that are not used any more."""

    def page_content(self, page: Object) -> bytes:
        """What draws a page, in the inks of the press; its resources are changed."""
        resources = page.get(Name.Resources, Dictionary())
        content = self._recoloured(page, resources)
        self._prepare(resources)
        return content

    def finish(self) -> None:
        """Leave out graphics states that no page asks for any more.

        Pages share their resources: it is done when all of them are drawn anew.
        """
        for states in self._opaque:
            for name in [n for n, state in states.items() if _is_opaque(state)]:
                del states[name]

    def _prepare(self, resources: Object) -> None:
        for drawn in self._new(resources, Name.XObject):
            if drawn.get(Name.Subtype) == Name.Image:
                self._prepare_image(drawn)
            else:
                self._prepare_form(drawn, resources)
        for pattern in self._new(resources, Name.Pattern):
            if isinstance(pattern, Stream):
                self._prepare_form(pattern, resources)
            elif Name.Shading in pattern:
                self._prepare_shading(pattern.Shading)
        for shading in self._new(resources, Name.Shading):
            self._prepare_shading(shading)
        self._prepare_states(resources)
        if not self._keeps_colours and Name.ColorSpace in resources:
            del resources[Name.ColorSpace]

    @property
    def _keeps_colours(self) -> bool:
        """Whether colours stay those of a screen."""
        return self._ink is Ink.COLOUR and self._separation is None

    def _prepare_states(self, resources: Object) -> None:
        """Change what masks with colours; remember what says that all is opaque."""
        states = resources.get(Name.ExtGState, Dictionary())
        if any(_is_opaque(state) for _, state in states.items()):
            self._opaque.append(states)
        for _, state in states.items():
            self.has_transparency = self.has_transparency or not _is_opaque(state)
            mask = state.get(Name.SMask)
            if isinstance(mask, Dictionary) and Name.G in mask and self._is_new(mask.G):
                self._prepare_form(mask.G, resources)

    def _new(self, resources: Object, key: Name) -> list[Object]:
        """What resources hold under a key and was not prepared before."""
        return [found for found in _values(resources, key) if self._is_new(found)]

    def _is_new(self, found: Object) -> bool:
        if found.objgen == (0, 0):
            return True
        is_new = found.objgen not in self._seen
        self._seen.add(found.objgen)
        return is_new

    def _prepare_form(self, form: Object, outer: Object) -> None:
        resources = form.get(Name.Resources, outer)
        content = self._recoloured(form, resources)
        form.write(content)
        self._prepare(resources)
        group = form.get(Name.Group)
        if group is None:
            return
        if all(map(_is_opaque, _values(resources, Name.ExtGState))):
            # Opaque, and drawn as a whole or piece by piece: it looks the same.
            del form[Name.Group]
        elif not self._keeps_colours and Name.CS in group:
            group.CS = self._own_space

    # --- colours of what is drawn

    def _recoloured(self, holder: Object, resources: Object) -> bytes:
        opaque = {
            str(name)
            for name, state in resources.get(Name.ExtGState, Dictionary()).items()
            if _is_opaque(state)
        }
        found = [
            (list(one.operands), one.operator)
            for one in pikepdf.parse_content_stream(holder)
            if isinstance(one, pikepdf.ContentStreamInstruction)
        ]
        plain = list(_without_tags(found, opaque))
        return pikepdf.unparse_content_stream(list(self._in_ink(plain)))

    def _in_ink(self, found: Sequence[Instruction]) -> Iterator[Instruction]:
        uses, spaces = _uses(found)
        for index, (operands, operator) in enumerate(found):
            name = str(operator)
            if name in ("cs", "CS") and str(operands[0]) == _SCREEN_SPACE:
                if self._keeps_colours:
                    yield operands, operator
                continue
            side = _COLOUR_OPERATORS.get(name)
            levels = _levels(operands)
            if side is None or levels is None or spaces.get(index) == "/Pattern":
                yield operands, operator
                continue
            is_type = uses.get(index) == {_TEXT_USE}
            grey = self._grey(levels, is_type=is_type)
            if grey is not None:
                yield list(Array([grey]).as_list()), Operator(_GREY_BY_SIDE[side])
            elif self._separation is not None:
                inks = self._separation.inks_of(tuple(levels))
                yield list(Array([*inks]).as_list()), Operator(_CMYK_BY_SIDE[side])
            else:
                yield list(operands), Operator(_RGB_BY_SIDE[side])

    def _grey(self, levels: Sequence[float], *, is_type: bool) -> float | None:
        """The grey of a colour; `None`: it is printed in colour."""
        if len(levels) not in (1, 3):
            return None
        has_colour = len(set(levels)) > 1
        if has_colour and self._ink is Ink.COLOUR:
            return None
        grey = _grey_of(levels)
        return 0 if is_type and grey < _DARK else grey

    @property
    def _own_space(self) -> Name:
        """What colours are written in that go over into one another."""
        return Name.DeviceGray if self._ink is Ink.BLACK else Name.DeviceCMYK

    def _prepare_shading(self, shading: Object) -> None:
        if self._keeps_colours:
            return
        shading.ColorSpace = self._own_space
        function = shading.get(Name.Function)
        if function is not None:
            self._ink_function(function)

    def _ink_function(self, function: Object) -> None:
        if isinstance(function, Array):
            for part in function.as_list():
                self._ink_function(part)
            return
        if not self._is_new(function):
            return
        for key in (Name.C0, Name.C1):
            if key in function and len(function[key]) > 1:
                levels = [float(level) for level in function[key].as_list()]
                function[key] = Array([*self._inks_within(levels)])
        for part in function.get(Name.Functions, Array()).as_list():
            self._ink_function(part)

    def _inks_within(self, levels: list[float]) -> Levels:
        """The inks of a colour that goes over into another."""
        if self._separation is None:
            return (_grey_of(levels),)
        if len(set(levels)) == 1:
            return (0.0, 0.0, 0.0, 1 - levels[0])
        return self._separation.inks_of(tuple(levels))

    # --- images

    def _prepare_image(self, image: Object) -> None:
        """Take colours and transparency from an image that has them."""
        if bool(image.get(Name.ImageMask, False)):
            return
        mask = image.get(Name.SMask)
        space = image.get(Name.ColorSpace)
        is_in_ink = space == Name.DeviceGray or (
            space == Name.DeviceCMYK and self._separation is not None
        )
        if mask is None and (is_in_ink or self._keeps_colours):
            return
        picture = _pixels(image)
        is_photograph = image.get(Name.Filter) == Name.DCTDecode
        if mask is not None:
            picture = _on_paper(picture, _pixels(mask))
            del image[Name.SMask]
        _write_image(image, self._inked(picture), is_photograph=is_photograph)

    def _inked(self, picture: Picture) -> Picture:
        """A picture in the inks of the press, or as screens show it."""
        if self._ink is Ink.BLACK or picture.mode in ("1", "L"):
            return picture.convert("L")
        if self._separation is None or picture.mode == "CMYK":
            return picture.convert("RGB")
        return self._separation.separated(picture.convert("RGB"))


def _pixels(image: Object) -> Picture:
    if not isinstance(image, Stream):
        message = "an image is no stream"
        raise InternalError(message)
    return pikepdf.PdfImage(image).as_pil_image()


def _write_image(image: Object, picture: Picture, *, is_photograph: bool) -> None:
    image.Width, image.Height = picture.size
    image.ColorSpace = _SPACE_BY_MODE[picture.mode]
    image.BitsPerComponent = 8
    for key in (Name.Decode, Name.DecodeParms, Name.Mask):
        if key in image:
            del image[key]
    if is_photograph:
        written = io.BytesIO()
        picture.save(written, "JPEG", quality=_QUALITY, optimize=True)
        image.write(written.getvalue(), filter=Name.DCTDecode)
        if picture.mode == "CMYK":
            # Pillow 12 writes inks the other way round, as Photoshop does.
            image.Decode = Array([1, 0] * 4)
    else:
        image.write(picture.tobytes())


def _on_paper(picture: Picture, mask: Picture) -> Picture:
    """The picture on white, as paper shows it."""
    from PIL import Image

    opaque = picture.convert("RGB" if picture.mode not in ("L", "1") else "L")
    white = Image.new(opaque.mode, opaque.size, "white")
    alpha = mask.convert("L")
    if alpha.size != opaque.size:
        alpha = alpha.resize(opaque.size)
    white.paste(opaque, mask=alpha)
    return white


def _grey_of(levels: Sequence[float]) -> float:
    if len(set(levels)) == 1:
        return levels[0]
    grey = sum(w * level for w, level in zip(_WEIGHTS, levels, strict=True))
    return round(grey, _SHOWN_AS_ZERO)


def _values(resources: Object, key: Name) -> list[Object]:
    return [value for _, value in resources.get(key, Dictionary()).items()]


def _is_opaque(state: Object) -> bool:
    """Whether a graphics state says nothing but that all is opaque."""
    said = {str(key) for key, _ in state.items()} - {"/Type"}
    is_plain = all(key in ("/ca", "/CA") and float(state[key]) == 1 for key in said)
    return bool(said) and is_plain


def _levels(operands: Sequence[Object]) -> list[float] | None:
    try:
        return [float(level) for level in operands]
    except (TypeError, ValueError):
        return None


_TEXT_USE, _SHAPE_USE = "text", "shape"


def _uses(
    found: Sequence[Instruction],
) -> tuple[dict[int, set[str]], dict[int, str]]:
    """What each instruction that sets a colour is used for, and its colour space."""
    uses: dict[int, set[str]] = {}
    spaces: dict[int, str] = {}
    setting = _Setting()
    waiting: list[_Setting] = []
    for index, (operands, operator) in enumerate(found):
        name = str(operator)
        side = _COLOUR_OPERATORS.get(name)
        if name == "q":
            waiting.append(setting.copy())
        elif name == "Q" and waiting:
            setting = waiting.pop()
        elif name in ("cs", "CS"):
            setting.space_by_side[_FILL if name == "cs" else _STROKE] = str(operands[0])
        elif side is not None:
            setting.by_side[side] = index
            if name.lower() in ("sc", "scn"):
                spaces[index] = setting.space_by_side[side]
        else:
            for used, meaning in _used_by(name):
                place = setting.by_side[used]
                if place is not None:
                    uses.setdefault(place, set()).add(meaning)
    return uses, spaces


def _used_by(operator: str) -> Iterator[tuple[str, str]]:
    if operator in _TEXT:
        yield _FILL, _TEXT_USE
    if operator in _FILLS:
        yield _FILL, _SHAPE_USE
    if operator in _STROKES:
        yield _STROKE, _SHAPE_USE


def _without_tags(
    found: Iterable[Instruction], opaque: set[str]
) -> Iterator[Instruction]:
    """Leave out marks of structure, which a print file has none of, and empty states.

    What says which text a glyph stands for stays.
    """
    kept: list[bool] = []
    for operands, operator in found:
        name = str(operator)
        if name in ("BDC", "BMC"):
            says_text = len(operands) > 1 and "/ActualText" in _keys(operands[1])
            kept.append(says_text)
            if says_text:
                text = Dictionary(ActualText=operands[1].ActualText)
                yield [Name.Span, text], operator
        elif name == "EMC":
            if kept and kept.pop():
                yield operands, operator
        elif name in ("MP", "DP") or (name == "gs" and str(operands[0]) in opaque):
            continue
        else:
            yield operands, operator


def _keys(properties: Object) -> set[str]:
    if not isinstance(properties, Dictionary):
        return set()
    return {str(key) for key, _ in properties.items()}
