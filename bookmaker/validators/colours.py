"""Colours in a PDF: their spaces, and what a press makes of them.

PDF 1.7, 8.6. What comes in: colour spaces as objects, from any program. What goes
out: a name for each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pikepdf import Array, Dictionary, Name, Object

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
}
_SPACE_BY_COUNT = {1: "grey", 3: "rgb", 4: "cmyk"}
_SPACE_BY_INKS = {
    ("/Black",): "black",
    ("/All",): "registration",
    ("/Cyan", "/Magenta", "/Yellow", "/Black"): "cmyk",
}
_INKED = frozenset({"black", "registration", "spot"})
"""Spaces that begin with all of their ink."""


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour as it is asked for."""

    space: str = "grey"
    """`grey`, `rgb`, `cmyk`, `black` (black ink only), `registration` (all inks),
    `spot` (a separate ink), or another name, which no printer's rules have."""
    levels: tuple[float, ...] = (0.0,)

    @property
    def is_black(self) -> bool:
        """Whether it looks black, or nearly so."""
        if self.space in ("grey", "rgb"):
            return bool(self.levels) and max(self.levels) < _NEARLY_BLACK
        if self.space in ("black", "registration"):
            return bool(self.levels) and self.levels[0] > 1 - _NEARLY_BLACK
        return self.space == "cmyk" and _darkness(self.levels) > 1 - _NEARLY_BLACK

    @property
    def ink(self) -> float:
        """How much ink it takes, in parts of one full ink; 0 if that isn't known."""
        if self.space == "registration" and self.levels:
            return len("cmyk") * self.levels[0]
        return sum(self.levels) if self.space == "cmyk" else 0.0

    @property
    def is_pure_black(self) -> bool:
        """Whether a press prints it in black ink only."""
        if self.space in ("grey", "black"):
            return True
        return self.space == "cmyk" and not any(self.levels[:3])

    def vanishes(self, *, keeps_other_inks: bool) -> bool:
        """Whether it leaves what is below it as it is, when it is overprinted.

        PDF 1.7, 11.7.4.5: `keeps_other_inks` is overprint mode 1.
        """
        is_process = self.space == "cmyk" and keeps_other_inks
        is_asked = is_process or self.space in _INKED
        return is_asked and bool(self.levels) and not any(self.levels)


_NEARLY_BLACK = 0.25


def _darkness(levels: Sequence[float]) -> float:
    if len(levels) != len("cmyk"):
        return 0.0
    return min(1.0, levels[3] + min(levels[:3]))


def first_colour(space: str) -> Colour:
    """The colour that is in use after a space was chosen: PDF 1.7, table 74."""
    if space == "cmyk":
        return Colour(space, (0.0, 0.0, 0.0, 1.0))
    level = 1.0 if space in _INKED else 0.0
    return Colour(space, (level,) * (3 if space == "rgb" else 1))


def value_of(resources: Object, key: Name, name: Object) -> Any:  # noqa: ANN401
    """What resources have under a name; `None` if they have nothing."""
    table = resources.get(key)
    return None if table is None else table.get(str(name))


def space_of(space: Any, resources: Object) -> str:  # noqa: ANN401 - an object or none
    """The name for a colour space: an array, or a name, perhaps of the resources."""
    if isinstance(space, Name):
        named = value_of(resources, Name.ColorSpace, space)
        if named is not None and named != space:
            return space_of(named, Dictionary())
        return _SPACE_BY_NAME.get(str(space), "unknown")
    if not isinstance(space, Array) or not len(space):
        return "unknown"
    kind = str(space[0])
    if kind == "/ICCBased":
        return _SPACE_BY_COUNT.get(int(space[1].get(Name.N, 0)), "unknown")
    if kind in ("/Indexed", "/I"):
        return space_of(space[1], resources)
    if kind in ("/Separation", "/DeviceN"):
        return _space_of_inks(space[1])
    return _SPACE_BY_NAME.get(kind, "unknown")


def _space_of_inks(names: Any) -> str:  # noqa: ANN401 - an object
    """Inks by their names: PDF 1.7, 8.6.6.4 and 8.6.6.5."""
    inks = names.as_list() if isinstance(names, Array) else [names]
    return _SPACE_BY_INKS.get(tuple(map(str, inks)), "spot")
