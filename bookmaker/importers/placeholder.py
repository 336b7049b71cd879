"""A grey picture that stands for one that the source only describes."""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image, ImageDraw

_SIZE = (1200, 800)
_GROUND = 225
_LINE = 150
_MOST_SQUARES = 40


def placeholder_picture(number: int) -> bytes:
    """Draw the placeholder: a frame with its diagonals, as typesetters have it.

    No two are the same file: `number` says how many small squares it bears.
    """
    return _drawn(min(number, _MOST_SQUARES))


@lru_cache(maxsize=_MOST_SQUARES + 1)
def _drawn(squares: int) -> bytes:
    picture = Image.new("L", _SIZE, _GROUND)
    draw = ImageDraw.Draw(picture)
    width, height = _SIZE
    draw.rectangle((8, 8, width - 9, height - 9), outline=_LINE, width=4)
    draw.line((8, 8, width - 9, height - 9), fill=_LINE, width=3)
    draw.line((8, height - 9, width - 9, 8), fill=_LINE, width=3)
    for index in range(squares):
        left = 32 + index * 28
        draw.rectangle((left, 32, left + 16, 48), fill=_LINE)
    content = io.BytesIO()
    picture.save(content, "PNG", optimize=True)
    return content.getvalue()
