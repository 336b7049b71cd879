"""The sheet of pictures: every one is on it, small."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from tools.engine_sheets import READINGS, SELECTORS, Sight, paste

INKS = ((200, 30, 30), (30, 160, 30), (30, 30, 200))


def picture(number: int, width: int, height: int) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (width, height), INKS[number % 3]).save(written, "PNG")
    return written.getvalue()


@pytest.mark.slow
def test_every_picture_is_on_the_sheet_in_the_place_of_its_reading() -> None:
    sights = [
        Sight(name, reading, picture(row + column, screen.width, screen.height), ())
        for row, reading in enumerate(READINGS)
        for screen in (reading.screen,)
        for column, name in enumerate(SELECTORS)
    ]
    sheet = Image.open(io.BytesIO(paste(sights))).convert("RGB")
    step = sheet.width // len(SELECTORS)
    top = 0
    for row, reading in enumerate(READINGS):
        height = round(reading.screen.height * (step - 4) / reading.screen.width)
        for column in range(len(SELECTORS)):
            found = sheet.getpixel((column * step + step // 2, top + height // 2))
            assert found == INKS[(row + column) % 3]
        top += height + 4
    assert top == sheet.height
