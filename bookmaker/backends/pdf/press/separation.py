"""Turn colours of a screen into the inks of a press.

A `Separation` is what the inks of a file are made by. Greys never come here: they are
printed in black ink alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

Levels = tuple[float, ...]
"""Of red, green and blue, or of cyan, magenta, yellow and black; each from 0 to 1."""


class Separation(Protocol):
    """Gives the four inks of a press."""

    def inks_of(self, levels: Levels) -> Levels:
        """The inks of a colour of a screen."""
        ...

    def separated(self, picture: Picture) -> Picture:
        """The picture in inks: a Pillow image of the mode `CMYK`."""
        ...


@dataclass(frozen=True, slots=True)
class NamedInks:
    """Inks that were chosen by hand for some colours; it has no others."""

    inks_by_rgb: Mapping[tuple[int, ...], tuple[int, ...]]
    """Per cent of the inks, by the colour's levels from 0 to 255."""

    def inks_of(self, levels: Levels) -> Levels:
        """The inks of a colour. Raises `KeyError` where it has none."""
        key = tuple(round(level * 255) for level in levels)
        return tuple(ink / 100 for ink in self.inks_by_rgb[key])

    def separated(self, picture: Picture) -> Picture:
        """Raise `KeyError`: the colours of a picture were not chosen."""
        raise KeyError(picture.mode)
