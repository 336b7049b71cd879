"""A picture opened with Pillow, which is kept silent about what it finds odd."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bookmaker.system.silence import silence_log, without_warnings

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile


@contextmanager
def opened_picture(
    content: bytes, formats: tuple[str, ...] | None = None
) -> Iterator[ImageFile]:
    """Open a picture; neither log nor warning reaches the terminal in the block.

    Pillow warns of large pictures, where our limit is stricter, and of metadata that
    lie, which nobody sees; of some only when pixels or metadata are asked for. What it
    logs of damaged files is reported by our own flaw. `formats` are Pillow's names;
    `None` tries all. Raises what Pillow raises.
    """
    # Pillow takes as long to load as all else that a book without pictures needs.
    from PIL import Image

    silence_log("PIL")
    with without_warnings(), Image.open(io.BytesIO(content), formats=formats) as image:
        yield image
