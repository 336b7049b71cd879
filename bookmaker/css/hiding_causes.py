"""Which declaration of an element hides all that is in it.

What comes in: the declarations of one element, as `hiding_rules` keeps them. What goes
out: the name of one of them, or `None`. Each is judged alone, by what CSS 2.1, CSS
Color 5, CSS Masking, CSS Transforms 2, CSS Overflow, CSS Containment and Filter Effects
say of it; what depends on the width of a screen is not.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise

from bookmaker.css.measures import (
    LENGTH,
    argument_of,
    degrees,
    em,
    functions_of,
    number,
    parts_of,
    screens,
    sides_of,
)
from bookmaker.css.shades import CLEAR, Rgb, rgba

Style = Mapping[str, str]

BLOCKS = frozenset(
    "article aside blockquote body dd div dl dt figcaption figure footer h1 h2 h3 h4 h5"
    " h6 header li main nav ol p pre section table td th tr ul".split()
)
_FAR = 20.0
"""Em beyond which words are off any page; hanging indents and margins reach five."""
_ENDLESS = 90.0
"""Em of three screens: what is so long, wherever it is, moves words off the page."""
_TIGHT = -0.25
"""Em between letters that then stand in each other."""
_TIGHT_WORDS = -1.0
"""Em between words that then stand in each other."""
_DRAWN_UP = -1.3
"""Em of margin by which a paragraph comes to stand upon the line before it."""
_HALF_A_LINE = 0.5
_BLURRED = 0.5
"""Em of a blur in which no letter is left."""
_SMALLEST = 0.12
"""Em of letters of two pixels."""
_NARROW = 10
"""Columns beside each other in which words stand in each other."""
_THICK = 0.7
"""Em of a line that covers the letters that it runs through."""
_FLAT = 0.05
"""Cosine of an angle at which a plane is seen from its edge."""

ENDLESS = frozenset(
    "word-spacing letter-spacing border border-left border-right border-top"
    " border-bottom border-width border-left-width border-right-width border-top-width"
    " border-bottom-width border-inline border-block border-inline-start"
    " border-block-start border-inline-width border-block-width outline-width outline"
    " outline-offset column-gap row-gap gap border-spacing vertical-align"
    " baseline-shift transform-origin height min-height font-size width"
    " min-width margin-top margin-bottom margin-left margin-right padding-top"
    " padding-bottom padding-left padding-right text-indent flex-basis tab-size".split()
)
"""Properties in which a length without an end moves words off the page."""


def cause_of(style: Style, name: str) -> str | None:
    """The declaration by which an element of this name hides all that is in it."""
    if not style:
        return None
    for judge in (_not_drawn, _masked, _cut, _moved_away, _squeezed):
        found = judge(style, name)
        if found is not None:
            return f"{found}: {style[found]}"
    return None


def is_box(style: Style, name: str) -> bool:
    """Whether an element has a height, a width and a first line of its own."""
    display = style.get("display", "block" if name in BLOCKS else "inline")
    return display not in ("inline", "contents")


def is_nothing(size: str | None) -> bool:
    """Whether a size of letters is too small to be seen."""
    if size is not None and size.endswith("%"):
        return number(size, 1.0) < _SMALLEST
    length = em(size)
    return length is not None and length < _SMALLEST


# --- not drawn ---


def _not_drawn(style: Style, _name: str) -> str | None:
    tests: tuple[tuple[str, Callable[[str], bool]], ...] = (
        ("display", lambda v: v in ("none", "table-column", "table-column-group")),
        ("content-visibility", lambda v: v == "hidden"),
        ("opacity", lambda v: number(v, 1.0) < CLEAR),
        ("filter", _fades),
        ("font-size", is_nothing),
        ("font-size-adjust", lambda v: number(v, 1.0) < _SMALLEST),
        ("text-size-adjust", lambda v: v.endswith("%") and is_nothing(v)),
        ("zoom", lambda v: number(v, 1.0) != 0 and _is_no_scale(v)),
        ("text-security", lambda v: v != "none"),
        ("content", lambda v: v.startswith(('"', "'", "url(")) or "gradient(" in v),
        ("scale", lambda v: any(map(_is_no_scale, v.split()[:2]))),
        ("transform", _is_flat),
        ("rotate", _is_turned_flat),
        ("mix-blend-mode", _BLENDS_INTO_PAPER.__contains__),
        ("animation", lambda v: v.startswith(FADES)),
        ("text-combine-upright", lambda v: v == "all"),
    )
    found = next((n for n, test in tests if n in style and test(style[n])), None)
    if found is None and style.get("backface-visibility") == "hidden":
        return next((n for n in ("transform", "rotate") if _is_behind(style, n)), None)
    return found


FADES = "(fades) "
"""Before the names of an animation that leaves nothing to see."""
_BLENDS_INTO_PAPER = frozenset(
    "color color-burn color-dodge difference exclusion hue lighten overlay plus-lighter"
    " saturation screen soft-light".split()
)
"""By Compositing 1 each of these leaves white paper white under black letters."""


def _fades(value: str) -> bool:
    cover = 1.0
    for name, arguments in functions_of(value):
        if name == "opacity":
            cover *= number(arguments[0] if arguments else "1", 1.0)
        elif (
            name == "blur" and (em(arguments[0] if arguments else "0") or 0) >= _BLURRED
        ):
            return True
    return cover < CLEAR


def filtered(value: str, shade: Rgb) -> Rgb:
    """A colour as the filter functions leave it that change lightness."""
    red, green, blue = shade
    for name, arguments in functions_of(value):
        amount = number(arguments[0] if arguments else "1", 1.0)
        if name == "brightness":
            red, green, blue = (min(1.0, part * amount) for part in (red, green, blue))
        elif name == "contrast":
            red, green, blue = (
                min(1.0, max(0.0, (part - 0.5) * amount + 0.5))
                for part in (red, green, blue)
            )
        elif name == "invert":
            red, green, blue = (
                part + (1 - 2 * part) * min(1.0, amount) for part in (red, green, blue)
            )
    return red, green, blue


def _is_flat(value: str) -> bool:
    """Whether what is transformed is seen from its edge, or is a point, or is huge."""
    return _is_behind_the_eye(value) or any(
        _flattens(name, arguments) for name, arguments in functions_of(value)
    )


def _flattens(name: str, arguments: list[str]) -> bool:
    numbers = [number(argument) for argument in arguments]
    match name:
        case "scale" | "scalex" | "scaley" | "scale3d":
            return any(_is_no_scale(argument) for argument in arguments[:2])
        case "rotatex" | "rotatey" | "skewx" | "skewy" | "skew":
            angles = (degrees(argument) for argument in arguments)
            return any(a is not None and abs(_cosine(a)) < _FLAT for a in angles)
        case "rotate3d" if len(numbers) == 4:
            axis = (numbers[0], numbers[1], numbers[2])
            return _is_edge(axis, degrees(arguments[3]))
        case "matrix" if len(numbers) == 6:
            area = numbers[0] * numbers[3] - numbers[1] * numbers[2]
        case "matrix3d" if len(numbers) == 16:
            area = numbers[0] * numbers[5] - numbers[1] * numbers[4]
        case _:
            return False
    return abs(area) < CLEAR**2


def _is_no_scale(value: str) -> bool:
    """Whether letters become points, or so large that none fits on a page."""
    share = abs(number(value, 1.0))
    return share < CLEAR or share >= _FAR


def _cosine(angle: float) -> float:
    return math.cos(math.radians(angle))


def _is_edge(axis: tuple[float, float, float], angle: float | None) -> bool:
    """Whether a plane that is turned about an axis is seen from its edge."""
    length = math.hypot(*axis)
    if angle is None or not length or not math.isfinite(length):
        return False
    along = axis[2] / length
    return abs(_cosine(angle) * (1 - along**2) + along**2) < _FLAT


def _is_behind_the_eye(value: str) -> bool:
    depth = em(argument_of(value, "perspective"))
    toward = em(argument_of(value, "translatez"))
    return None not in (depth, toward) and (toward or 0) >= (depth or 0) > 0


_AXES = {"x": (1.0, 0.0, 0.0), "y": (0.0, 1.0, 0.0), "z": (0.0, 0.0, 1.0)}


def _is_turned_flat(value: str) -> bool:
    axis, angle = _turn_of(value)
    return _is_edge(axis, angle)


def _turn_of(value: str) -> tuple[tuple[float, float, float], float | None]:
    """The axis and the angle of `rotate`, which may be in any order."""
    angle = next((a for a in map(degrees, value.split()) if a is not None), None)
    rest = [part for part in value.split() if degrees(part) is None]
    if len(rest) == 3:
        x, y, z = map(number, rest)
        return (x, y, z), angle
    return _AXES.get(rest[0] if rest else "z", _AXES["z"]), angle


def _is_behind(style: Style, name: str) -> bool:
    """Whether the back of an element is to be seen."""
    value = style.get(name, "")
    if name == "rotate":
        turns = [_turn_of(value)]
    else:
        turns = [
            (_AXES[turn[-1]], degrees(arguments[0]))
            for turn, arguments in functions_of(value)
            if turn in ("rotatex", "rotatey") and arguments
        ]
    return any(a is not None and not axis[2] and _cosine(a) < 0 for axis, a in turns)


# --- masked and clipped ---


def _masked(style: Style, _name: str) -> str | None:
    """A mask or a clip of which nothing is left.

    A mask is a gradient that covers somewhere, as large as its box; every other one is
    taken for one that hides: a picture's transparency isn't looked at.
    """
    for name in ("mask", "mask-border"):
        if name in style and not _covers(style[name]):
            return name
    if "mask" in style or "mask-size" in style:
        for name in ("mask-size", "mask-position", "mask-mode", "mask-composite"):
            if name in style and _is_odd_mask(style[name]):
                return name
    clip = style.get("clip", "")
    if clip.startswith("rect") and style.get("position") in ("absolute", "fixed"):
        sides = [em(side) for side in parts_of(argument_of(clip, "rect"))]
        if _is_empty_rectangle(sides):
            return "clip"
    return "clip-path" if _clips_all(style.get("clip-path", "")) else None


def _covers(value: str) -> bool:
    if value in ("none", "initial", "unset", "inherit"):
        return True
    shades = [
        shade
        for name, arguments in functions_of(value)
        if name.endswith("gradient")
        for argument in arguments
        for part in parts_of(argument)
        if (shade := rgba(part)) is not None
    ]
    if not shades or all(shade[3] < CLEAR for shade in shades):
        return False
    return not _is_odd_mask(" ".join(p for p in parts_of(value) if "(" not in p))


def _is_odd_mask(value: str) -> bool:
    """Whether a mask has another size, place or way than its box asks for."""
    words = value.replace("/", " ").split()
    if any(word in ("luminance", "exclude", "subtract", "intersect") for word in words):
        return True
    lengths = [em(word) for word in words]
    is_small = "/" in value and any(length == 0 for length in lengths)
    is_nothing = bool(words) and all(length == 0 for length in lengths)
    is_away = any(length is not None and abs(length) >= _FAR for length in lengths)
    return is_small or (is_nothing and len(words) <= 2) or is_away


def _is_empty_rectangle(sides: list[float | None]) -> bool:
    if len(sides) != 4:
        return False
    top, right, bottom, left = sides
    is_low = None not in (top, bottom) and (bottom or 0) - (top or 0) < _HALF_A_LINE
    is_slim = None not in (left, right) and (right or 0) - (left or 0) < _HALF_A_LINE
    return is_low or is_slim


def _clips_all(value: str) -> bool:
    for name, arguments in functions_of(value):
        parts = [part for argument in arguments for part in parts_of(argument)]
        lengths = [em(part) for part in parts]
        match name:
            case "inset":
                return _insets_all(" ".join(arguments).partition("round")[0])
            case "rect":
                return _is_empty_rectangle(lengths[:4])
            case "xywh":
                return any((length or 0) < _HALF_A_LINE for length in lengths[2:4])
            case "circle" | "ellipse":
                return _is_round_nothing(parts)
            case "polygon":
                return _is_empty_polygon(
                    [length for length in lengths if length is not None]
                )
            case "path" | "shape":
                return _is_small_path(value)
            case _:
                continue  # a shape of a later standard
    return False


def _insets_all(value: str) -> bool:
    top, right, bottom, left = map(em, sides_of(value))
    across, down = (left or 0) + (right or 0), (top or 0) + (bottom or 0)
    if "%" in value or "v" in value:
        return max(across, down) >= 30.0  # the whole box, or the screen
    return max(across, down) >= 2 * _FAR


def _is_round_nothing(parts: list[str]) -> bool:
    at = parts.index("at") if "at" in parts else len(parts)
    radii = [length for part in parts[:at] if (length := em(part)) is not None]
    if radii and min(radii) < _HALF_A_LINE:
        return True
    center = [em(part) or 0 for part in parts[at + 1 :]]
    return bool(center) and min(center) <= -max([*radii, 0])


def _is_empty_polygon(lengths: list[float]) -> bool:
    """Whether a polygon has no area, by the formula of Gauss, or is left of its box."""
    points = list(zip(lengths[::2], lengths[1::2], strict=False))
    if not points:
        return False
    area = sum(
        one[0] * two[1] - two[0] * one[1] for one, two in pairwise([*points, points[0]])
    )
    is_away = any(max(point[axis] for point in points) <= 0 for axis in (0, 1))
    return is_away or abs(area) / 2 < _HALF_A_LINE**2


def _is_small_path(value: str) -> bool:
    numbers = [float(n) for n, _ in LENGTH.findall(value)]
    pixels = 16 * _HALF_A_LINE
    return bool(numbers) and (max(numbers) <= 0 or max(map(abs, numbers)) < pixels)


# --- cut ---


def clips(style: Style) -> bool:
    """Whether an element cuts off what reaches out of it."""
    contained = style.get("contain", "").split()
    return style.get("overflow", "visible").split()[0] in ("hidden", "clip") or any(
        word in contained for word in ("paint", "strict", "content")
    )


def _cut(style: Style, name: str) -> str | None:
    cuts = clips(style)
    if is_box(style, name):
        for side in ("height", "max-height", "width", "max-width"):
            if _is_short(style, side, cuts=cuts):
                return side
        if "height" not in style and _has_no_height(style):
            return "contain" if "contain" in style else "container-type"
    if style.get("line-clamp", "none") not in ("none", "0"):
        return "line-clamp"
    return _cut_off(style, name) if cuts else None


def _is_short(style: Style, side: str, *, cuts: bool) -> bool:
    length = em(style.get(side))
    if length is None:
        return False
    is_high = side.endswith("height")
    if length < _HALF_A_LINE and (is_high or cuts):
        return True
    return cuts and is_high and not screens(style[side])


def _has_no_height(style: Style) -> bool:
    """Whether a box is as high as if it were empty."""
    contained = style.get("contain", "").split()
    is_sized = style.get("container-type") == "size"
    return is_sized or "size" in contained or "strict" in contained


def _cut_off(style: Style, name: str) -> str | None:
    """What cuts a line or more off, in a box that shows nothing outside it."""
    if style.get("white-space") in ("nowrap", "pre") and name in BLOCKS:
        return "white-space"
    for side in ("grid-template-rows", "grid-template-columns", "grid-auto-rows"):
        length = em(style.get(side))
        if length is not None and length < _HALF_A_LINE:
            return side
    across, _, down = style.get("aspect-ratio", "").partition("/")
    if number(across, 1.0) > _FAR * number(down or "1", 1.0):
        return "aspect-ratio"
    return None


# --- moved ---


def _moved_away(style: Style, name: str) -> str | None:
    found = _moved(style, -_FAR, 2 * _FAR, 1.0)
    if found is not None:
        return found
    for side in ("padding-left", "padding-right"):
        if (em(style.get(side)) or 0.0) >= 2 * _FAR or screens(style.get(side)) >= 1:
            return side
    endless = next(
        (n for n in style if n in ENDLESS and _is_endless(n, style[n])), None
    )
    if endless is not None:
        return endless
    for property_name in ("offset-path", "offset"):
        if property_name in style and style[property_name] != "none":
            numbers = [float(n) for n, _ in LENGTH.findall(style[property_name])]
            if max(map(abs, numbers), default=0) >= 16 * 2 * _FAR:
                return property_name
    if name not in BLOCKS:
        return None
    return _below(style, ["margin-top", "margin-bottom"], _DRAWN_UP)


def moved_out(style: Style) -> str | None:
    """The declaration that moves an element out of one that cuts it off."""
    name = _moved(style, -_FAR, _FAR, 0.9, down=1.0)
    return None if name is None else f"{name}: {style[name]}"


def _moved(
    style: Style, least: float, most: float, share: float, *, down: float | None = None
) -> str | None:
    """A declaration that moves by less than `least` or by more than `most` em.

    `share` is how much of a screen or of the box itself is as far, `down` how many em
    above or below, if that is less.
    """
    sides = ["text-indent", "margin-left", "margin-right"]
    if style.get("position") in ("absolute", "fixed", "relative"):
        sides += ["left", "right", "top", "bottom"]
    for side in sides:
        length = em(style.get(side))
        if length is None:
            continue
        is_down = side in ("top", "bottom") and down is not None
        if is_down and abs(length) >= (down or 0):
            return side
        is_half_off = side == "text-indent" and screens(style[side]) <= -share / 2
        if (
            length <= least
            or length >= most
            or screens(style[side]) >= share
            or is_half_off
        ):
            return side
    for name in ("transform", "translate"):
        for across, below in _translations(name, style.get(name, "")):
            is_far = any(
                abs(em(v) or 0.0) >= most or abs(screens(v)) >= share
                for v in (across, below)
            )
            if is_far or (down is not None and abs(em(below) or 0.0) >= down):
                return name
    return None


def _translations(name: str, value: str) -> list[tuple[str, str]]:
    """Each translation of a value, across and down."""
    if name == "translate":
        parts = [*parts_of(value), "0", "0"]
        return [(parts[0], parts[1])]
    found = []
    for function, arguments in functions_of(value):
        both = [*arguments, "0", "0"]
        if function in ("translate", "translate3d"):
            found.append((both[0], both[1]))
        elif function == "translatex":
            found.append((both[0], "0"))
        elif function == "translatey":
            found.append(("0", both[0]))
        elif function == "matrix" and len(arguments) == 6:
            found.append((arguments[4], arguments[5]))
        elif function == "matrix3d" and len(arguments) == 16:
            found.append((arguments[12], arguments[13]))
    return found


def _is_endless(name: str, value: str) -> bool:
    for part in parts_of(value):
        length = em(part)
        if length is None or (screens(part) and name != "word-spacing"):
            continue
        if length >= _ENDLESS or length <= -_FAR:
            return True
    return False


def _below(style: Style, names: Iterable[str], bound: float) -> str | None:
    lengths = ((name, em(style.get(name))) for name in names)
    return next(
        (n for n, length in lengths if length is not None and length <= bound), None
    )


# --- squeezed ---


def _squeezed(style: Style, name: str) -> str | None:
    for spacing, least in (("letter-spacing", _TIGHT), ("word-spacing", _TIGHT_WORDS)):
        length = em(style.get(spacing))
        if length is not None and length <= least:
            return spacing
    for columns in ("column-count", "columns"):
        if any(
            p.isdecimal() and int(p) >= _NARROW for p in style.get(columns, "").split()
        ):
            return columns
    height = style.get("line-height")
    if name in BLOCKS and height is not None and LENGTH.fullmatch(height):
        unit = LENGTH.fullmatch(height)
        is_share = unit is not None and unit[2] in ("", "%")
        lines = number(height) if is_share else em(height)
        if lines is not None and (lines < _HALF_A_LINE or lines >= _ENDLESS):
            return "line-height"
    offset = em(style.get("outline-offset")) or 0
    edge = max(
        (em(part) or 0 for part in parts_of(style.get("outline", ""))), default=0
    )
    if offset <= -1 and edge >= 1:
        return "outline"
    return _ruled_out(style)


def _ruled_out(style: Style) -> str | None:
    """A line through letters that is as thick as they are high."""
    value = style.get("text-decoration", "")
    thickness = style.get("text-decoration-thickness", "")
    if "line-through" not in f"{value} {style.get('text-decoration-line', '')}":
        return None
    if any((em(part) or 0) >= _THICK for part in [*parts_of(value), thickness]):
        return "text-decoration" if value else "text-decoration-line"
    return None
