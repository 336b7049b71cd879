"""Turn colours of a screen into the inks of a press.

A `Separation` is what the inks of a file are made by. Greys never come here: they are
printed in black ink alone.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bookmaker.config.model import BookConfig
from bookmaker.diagnostics.catalog.printing import ProfileUnusable
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.system.workspace import RefusedFileError, Workspace
from bookmaker.trade import Colours, printer_of

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


class PressProfile:
    """The ICC profile of a press, which turns the colours of sRGB into its inks.

    Relatively colorimetric with black point compensation, as prepress programs do.
    """

    def __init__(self, content: bytes) -> None:
        """Raise `ValueError` where it is not the profile of a press with four inks."""
        from PIL import Image, ImageCms

        self.content = content
        self._new = Image.new
        self._convert = ImageCms.applyTransform
        try:
            profile = ImageCms.ImageCmsProfile(io.BytesIO(content))
            space = profile.profile.xcolor_space.strip()
            if space != "CMYK":
                message = f"is for {space}, not for CMYK"
                raise ValueError(message)
            self.name = " ".join((profile.profile.profile_description or "").split())
            self._transform = ImageCms.buildTransform(
                ImageCms.createProfile("sRGB"),
                profile,
                "RGB",
                "CMYK",
                renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
                flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )
        except (ImageCms.PyCMSError, OSError) as error:
            message = "is not an ICC profile that can be read"
            raise ValueError(message) from error

    def inks_of(self, levels: Levels) -> Levels:
        """The inks of a colour, to the nearest of 255 steps."""
        red, green, blue = (round(level * 255) for level in levels)
        pixel = self.separated(self._new("RGB", (1, 1), (red, green, blue)))
        return tuple(round(level / 255, 4) for level in pixel.tobytes())

    def separated(self, picture: Picture) -> Picture:
        """The picture in inks."""
        made = self._convert(picture, self._transform)
        if made is None:
            message = "a picture was not converted"
            raise ValueError(message)
        return made


def press_profile(config: BookConfig, workspace: Workspace) -> PressProfile | None:
    """The profile that an edition names; `None` without one that its printer takes.

    Raises `ManuscriptError` where it cannot be used.
    """
    path = config.print.profile
    if path is None or Colours.CMYK not in printer_of(config.print.printer).colours:
        return None
    try:
        return PressProfile(workspace.read(path))
    except (RefusedFileError, ValueError) as error:
        reason = error.reason if isinstance(error, RefusedFileError) else str(error)
        place = config.place("print.profile")
        raise ManuscriptError(
            ProfileUnusable(path=path, reason=reason, span=place)
        ) from error
