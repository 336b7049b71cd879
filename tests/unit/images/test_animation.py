"""Pictures that move, and those that flash."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from bookmaker.images.animation import find_motion, has_animation
from bookmaker.images.kinds import PictureKind

RED, WHITE, BLACK, GREY = (255, 0, 0), (255, 255, 255), (0, 0, 0), (120, 120, 120)
Colour = tuple[int, int, int]


def animated(
    *colours: Colour, milliseconds: int, kind: str = "GIF", share: int = 64
) -> bytes:
    """Frames of 64 by 64 pixels whose first `share` rows take the colours in turn."""
    frames = []
    for colour in colours:
        frame = Image.new("RGB", (64, 64), GREY)
        frame.paste(colour, (0, 0, 64, share))
        frames.append(frame)
    written = io.BytesIO()
    frames[0].save(
        written,
        kind,
        save_all=True,
        append_images=frames[1:],
        duration=milliseconds,
        loop=0,
    )
    return written.getvalue()


@pytest.mark.parametrize("kind", [PictureKind.GIF, PictureKind.PNG])
@pytest.mark.parametrize(
    ("colours", "milliseconds", "share", "flashes"),
    [
        ((RED, WHITE), 83, 64, True),
        ((BLACK, WHITE), 50, 64, True),
        ((RED, (0, 102, 0)), 83, 64, True),
        ((BLACK, WHITE), 0, 64, True),
        ((BLACK, WHITE, GREY), 60, 64, True),
        ((BLACK, WHITE), 83, 8, False),
        ((BLACK, WHITE), 500, 64, False),
        ((GREY, (124, 124, 124)), 50, 64, False),
    ],
)
def test_flashes_are_counted(
    kind: PictureKind,
    colours: tuple[Colour, ...],
    milliseconds: int,
    share: int,
    *,
    flashes: bool,
) -> None:
    content = animated(*colours, milliseconds=milliseconds, kind=kind.name, share=share)
    motion = find_motion(kind, content)
    assert motion.moves
    assert (motion.flashes > 3) is flashes


@pytest.mark.parametrize("kind", ["GIF", "PNG", "JPEG"])
def test_a_picture_of_one_frame_stands_still(kind: str) -> None:
    written = io.BytesIO()
    Image.new("RGB", (9, 9), RED).save(written, kind)
    assert not find_motion(PictureKind[kind], written.getvalue()).moves


@pytest.mark.parametrize(
    ("inner", "moves"),
    [
        ("<circle r='4'/>", False),
        ("<circle r='4'><animate attributeName='r' to='9'/></circle>", True),
        ("<svg:animateTransform/>", True),
        ("<set attributeName='x'/>", True),
        ("<style>@keyframes a { }</style>", True),
        ("<style>circle { animation: a 1s }</style>", True),
    ],
)
def test_drawings_move_by_their_elements_and_sheets(inner: str, *, moves: bool) -> None:
    drawing = f"<svg>{inner}</svg>".encode()
    assert find_motion(PictureKind.SVG, drawing).moves is moves


def test_a_sheet_with_key_frames_moves() -> None:
    assert has_animation(b"@keyframes blink { to { opacity: 0 } }")
    assert not has_animation(b"p { color: red }")
