"""A small ICC profile of a press with four inks, made for a test.

ICC.1:2001-04 (version 2), of class `prtr`, with one table each way (`mft1`). Its inks
are the complements of red, green and blue, with the black taken out: no press has it.
"""

from __future__ import annotations

import itertools
import struct
from collections.abc import Sequence

from PIL import Image, ImageCms

_GRID = 9


def press_profile(most_ink: float = 4.0) -> bytes:
    """The profile; inks above a sum are all made less."""
    tags = {
        b"desc": _description("A press of a test"),
        b"cprt": b"text\0\0\0\0none\0",
        b"wtpt": b"XYZ \0\0\0\0" + struct.pack(">3i", 63190, 65536, 54061),
        b"A2B0": _table(4, 3, _lab_of_inks()),
        b"B2A0": _table(3, 4, _inks_of_lab(most_ink)),
    }
    tags |= {b"A2B1": tags[b"A2B0"], b"B2A1": tags[b"B2A0"]}
    table, body = b"", b""
    start = 128 + 4 + 12 * len(tags)
    for name, content in tags.items():
        padded = content + bytes(-len(content) % 4)
        table += name + struct.pack(">2I", start + len(body), len(content))
        body += padded
    size = start + len(body)
    head = struct.pack(">I", size) + b"lcms" + b"\x02\x40\0\0" + b"prtrCMYKLab "
    head += bytes(12) + b"acsp" + bytes(28)
    head += struct.pack(">3i", 63190, 65536, 54061)
    head += bytes(128 - len(head))
    return head + struct.pack(">I", len(tags)) + table + body


def _description(text: str) -> bytes:
    words = text.encode() + b"\0"
    return b"desc" + bytes(4) + struct.pack(">I", len(words)) + words + bytes(78)


def _table(inputs: int, outputs: int, values: bytes) -> bytes:
    matrix = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
    grid = 2 if inputs == 4 else _GRID
    head = b"mft1" + bytes(4) + bytes([inputs, outputs, grid, 0]) + matrix
    return head + bytes(range(256)) * inputs + values + bytes(range(256)) * outputs


def _lab_of_inks() -> bytes:
    levels = itertools.product((0, 1), repeat=4)
    pixels = [
        tuple(round(255 * (1 - ink) * (1 - black)) for ink in inks)
        for *inks, black in levels
    ]
    return _converted(pixels, "RGB", "LAB")


def _inks_of_lab(most_ink: float) -> bytes:
    steps = [round(255 * step / (_GRID - 1)) for step in range(_GRID)]
    # Pillow's LAB has a and b as signed bytes; a profile has 128 for none.
    labs = [(lum, (a - 128) % 256, (b - 128) % 256)
            for lum, a, b in itertools.product(steps, repeat=3)]  # fmt: skip
    content = _converted(labs, "LAB", "RGB")
    inks = bytearray()
    for red, green, blue in zip(*[iter(content)] * 3, strict=True):
        black = 255 - max(red, green, blue)
        paper = max(1, 255 - black)
        own = [
            min(255, round(255 * (paper - level) / paper))
            for level in (red, green, blue)
        ]
        total = (sum(own) + black) / 255
        share = min(1.0, most_ink / total) if total else 1.0
        inks += bytes(round(level * share) for level in (*own, black))
    return bytes(inks)


def _converted(pixels: Sequence[tuple[int, ...]], source: str, target: str) -> bytes:
    made = {"RGB": ImageCms.createProfile("sRGB"), "LAB": ImageCms.createProfile("LAB")}
    transform = ImageCms.buildTransform(made[source], made[target], source, target)
    picture = Image.frombytes(source, (len(pixels), 1), bytes(itertools.chain(*pixels)))
    converted = ImageCms.applyTransform(picture, transform)
    assert converted is not None
    content = converted.tobytes()
    if target == "LAB":
        content = bytes(
            level if place % 3 == 0 else (level + 128) % 256
            for place, level in enumerate(content)
        )
    return content
