"""Colours of style sheets as shares of red, green, blue and cover.

What comes in: values of CSS Color 5 as text. What goes out: their colours in sRGB, as
near as contrast needs them, and whether two can be told apart.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any

import tinycss2
from tinycss2 import ast
from tinycss2.color5 import parse_color

from bookmaker.css.contrast import contrast

Rgb = tuple[float, float, float]
Rgba = tuple[float, float, float, float]

_LEAST_CONTRAST = 1.2
"""Between words and ground, as for the printed page."""
PAPER: Rgb = (1.0, 1.0, 1.0)
CLEAR = 0.05
"""Cover below which nothing is seen."""


def rgba(value: str) -> Rgba | None:
    """A colour as shares of red, green, blue and cover; `None` where it isn't one."""
    if value in _OF_PAPER:
        return 1.0, 1.0, 1.0, 1.0
    if value.startswith("color-mix("):
        return _mixed(value)
    if (relative := _RELATIVE.match(value)) is not None:
        return _relative(*relative.groups())
    color = parse_color(value)
    if color is None or isinstance(color, str):
        return None
    red, green, blue = _as_srgb(color)
    return red, green, blue, color.alpha


_OF_PAPER = ("canvas", "field", "window")
"""The system colours of CSS Color 4 that are the page's own by day."""


_RELATIVE = re.compile(r"(rgb|hsl|hwb|[a-z]+)a?\(\s*from\s+(.+?)\)\s*$")


def _relative(space: str, written: str) -> Rgba | None:
    """A colour made of another's; `None` where that takes more than its channels."""
    origin, *channels = written.replace("/", " / ").split()
    if "/" in channels and not channels[-1].strip("0.%"):
        return 0.0, 0.0, 0.0, 0.0  # without any cover
    shade = rgba(origin)
    if shade is None or space not in ("rgb", "hsl", "hwb"):
        return None
    red, green, blue, alpha = shade
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    values = {
        "rgb": (255 * red, 255 * green, 255 * blue),
        "hsl": (360 * hue, 100 * saturation, 100 * light),
        "hwb": (360 * hue, 100 * min(shade[:3]), 100 - 100 * max(shade[:3])),
    }[space]
    value_by_name = dict(zip(space, values, strict=True)) | {"alpha": alpha}
    made = [str(value_by_name.get(part, part)) for part in channels]
    if space != "rgb":
        made[1:3] = [f"{part.rstrip('%')}%" for part in made[1:3]]
    return rgba(f"{space}({' '.join(made)})")


def same_of_all(shades: Sequence[Rgba | None]) -> Rgba | None:
    """The first of some shades, if all cover and can't be told apart."""
    first, *others = shades or [None]
    if first is None or first[3] < 1:
        return None
    alike = (
        one is not None and one[3] == 1 and is_same(first[:3], one[:3])
        for one in others
    )
    return first if all(alike) else None


def _mixed(value: str) -> Rgba | None:
    """A mix of two colours in sRGB, as near to that of another space as matters."""
    if value.count("color-mix(") > _MOST_MIXES:
        return None
    mix = tinycss2.parse_one_component_value(value)
    if not isinstance(mix, ast.FunctionBlock):
        return None
    parts: list[tuple[Rgba, float | None]] = []
    for is_comma, group in groupby(mix.arguments, lambda part: part == ","):
        nodes = [n for n in group if n.type not in ("whitespace", "comment")]
        if is_comma or not nodes:
            continue
        if isinstance(nodes[0], ast.IdentToken) and nodes[0].lower_value == "in":
            continue
        shares = [n.value / 100 for n in nodes if isinstance(n, ast.PercentageToken)]
        rest = [n for n in nodes if not isinstance(n, ast.PercentageToken)]
        color = rgba(tinycss2.serialize(rest).strip())
        if color is None:
            return None
        parts.append((color, shares[0] if shares else None))
    if len(parts) != 2:
        return None
    (one, share), (other, other_share) = parts
    if share is None:
        share = 0.5 if other_share is None else 1 - other_share
    whole = share + (1 - share if other_share is None else other_share)
    share = share / whole if whole else 0.5
    red, green, blue, alpha = (
        a * share + b * (1 - share) for a, b in zip(one, other, strict=True)
    )
    return red, green, blue, alpha


_MOST_MIXES = 8


def _as_srgb(color: Any) -> Rgb:  # noqa: ANN401
    """A colour of any space of CSS Color 5 in sRGB, as near as contrast needs it.

    The spaces of wide screens have the same white, black and greys.
    """
    first, second, third, *more = (part or 0.0 for part in color.coordinates)
    if more:  # cyan, magenta, yellow and black
        light = 1 - more[0]
        return (1 - first) * light, (1 - second) * light, (1 - third) * light
    if color.space in ("hsl", "hwb"):
        red, green, blue = color.to("srgb").coordinates
        return red, green, blue
    if color.space in ("lab", "lch"):
        return _of_xyz(color.to("xyz-d50").coordinates, _WHITE_D50)
    if color.space in ("oklab", "oklch"):
        return _of_xyz(color.to("xyz-d65").coordinates, _WHITE_D65)
    if color.space.startswith("xyz"):
        white = _WHITE_D50 if color.space == "xyz-d50" else _WHITE_D65
        return _of_xyz((first, second, third), white)
    if color.space.endswith("-linear"):
        return _gamma(first), _gamma(second), _gamma(third)
    return first, second, third


_WHITE_D50 = (0.9643, 1.0, 0.8251)
_WHITE_D65 = (0.9505, 1.0, 1.0891)


def _of_xyz(xyz: Sequence[float], white: Rgb) -> Rgb:
    """By the matrix of CSS Color 4, section 17; white is made sRGB's."""
    x, y, z = (v / w * d for v, w, d in zip(xyz, white, _WHITE_D65, strict=True))
    red = 3.2410 * x - 1.5374 * y - 0.4986 * z
    green = -0.9692 * x + 1.8760 * y + 0.0416 * z
    blue = 0.0556 * x - 0.2040 * y + 1.0570 * z
    return _gamma(red), _gamma(green), _gamma(blue)


def _gamma(light: float) -> float:
    light = min(1.0, max(0.0, light))
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


def over(color: tuple[float, ...], ground: Rgb | None) -> Rgb | None:
    alpha = color[3]
    if alpha >= 1:
        return color[0], color[1], color[2]
    if ground is None:
        return None
    mixed = [c * alpha + g * (1 - alpha) for c, g in zip(color, ground, strict=False)]
    return mixed[0], mixed[1], mixed[2]


def is_same(color: Rgb | None, ground: Rgb | None) -> bool:
    if color is None or ground is None:
        return False
    return contrast(color, ground) < _LEAST_CONTRAST
