"""How the colours of a sheet stand out: WCAG 2.2, success criterion 1.4.3.

What comes in: a sheet whose tokens have their values. What goes out: each pair of a
colour of words and its ground, with the rules that use it. A ground is that of the same
rule, or white paper: which boxes are within which is the book's affair.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import tinycss2
from tinycss2 import ast, color4

LEAST_OF_TEXT = 4.5
"""The ratio that WCAG 2.2 AA asks of words in a usual size."""
_WHITE, _BLACK = (1.0, 1.0, 1.0), (0.0, 0.0, 0.0)
_Rgb = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class ColourPair:
    """A colour of words on a ground."""

    ink: str
    """As the sheet says, or `black` where it says none."""
    ground: str
    """As the sheet says, or `white` where it says none."""
    ratio: float
    """From 1 to 21."""
    selectors: tuple[str, ...]

    @property
    def is_enough(self) -> bool:
        """Whether words in a usual size can be read by WCAG 2.2 AA."""
        return self.ratio >= LEAST_OF_TEXT


def contrast(one: Iterable[float], other: Iterable[float]) -> float:
    """The contrast ratio of two colours of sRGB, each part from 0 to 1."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def find_colour_pairs(sheet: str) -> tuple[ColourPair, ...]:
    """The pairs of a sheet, the weakest first; colours that cannot be read are not."""
    selectors_by_pair: dict[tuple[str, str], dict[str, None]] = {}
    for rule in _rules(sheet):
        ink, ground = _colours(rule)
        if ink or ground:
            selector = " ".join(tinycss2.serialize(rule.prelude).split())
            pair = (ink or "black", ground or "white")
            selectors_by_pair.setdefault(pair, {})[selector] = None
    found = []
    for (ink, ground), selectors in selectors_by_pair.items():
        ratio = _ratio(ink, ground)
        if ratio is not None:
            found.append(ColourPair(ink, ground, ratio, tuple(selectors)))
    return tuple(sorted(found, key=lambda pair: pair.ratio))


def _rules(sheet: str) -> Iterator[Any]:
    waiting = list(
        tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    )
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, ast.QualifiedRule):
            yield node
        elif isinstance(node, ast.AtRule) and node.lower_at_keyword == "media":
            waiting += tinycss2.parse_rule_list(
                node.content or [], skip_comments=True, skip_whitespace=True
            )


def _colours(rule: Any) -> tuple[str, str]:  # noqa: ANN401 - tinycss2 has no types
    ink = ground = ""
    declarations = tinycss2.parse_blocks_contents(
        rule.content, skip_comments=True, skip_whitespace=True
    )
    for one in declarations:
        if not isinstance(one, ast.Declaration):
            continue
        if one.lower_name == "color":
            ink = _first_colour(one.value)
        elif one.lower_name in ("background", "background-color"):
            ground = _first_colour(one.value)
    return ink, ground


def _first_colour(tokens: Iterable[Any]) -> str:
    for token in tokens:
        if _rgb(tinycss2.serialize([token])) is not None:
            return str(tinycss2.serialize([token])).strip()
    return ""


def _rgb(value: str) -> tuple[_Rgb, float] | None:
    """A colour and its alpha; `None` where it is none that stands for itself."""
    color = color4.parse_color(value)
    if color is None or isinstance(color, str):
        return None
    try:
        red, green, blue = (part or 0.0 for part in color.to("srgb").coordinates)
    except NotImplementedError:
        return None
    return (red, green, blue), float(color.alpha)


def _ratio(ink: str, ground: str) -> float | None:
    below = _over(_rgb(ground), _WHITE)
    words = None if below is None else _over(_rgb(ink), below)
    return None if words is None or below is None else contrast(words, below)


def _over(color: tuple[_Rgb, float] | None, ground: _Rgb) -> _Rgb | None:
    if color is None:
        return None
    parts, alpha = color
    mixed = [c * alpha + g * (1 - alpha) for c, g in zip(parts, ground, strict=True)]
    return mixed[0], mixed[1], mixed[2]


def _luminance(color: Iterable[float]) -> float:
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color
    )
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)
