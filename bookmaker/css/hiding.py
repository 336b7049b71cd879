"""Which words of a document a sheet hides from whoever reads it on a screen.

What comes in: a sheet with literal values, and the body of a content document. What
goes out: stretches of its text with the declaration that hides each. No engine is at
hand, so it is judged by the properties that hide words in CSS 2.1, CSS Color 4, CSS
Masking, CSS Transforms and CSS Overflow; what depends on the width of a screen is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

import cssselect2
import tinycss2
from lxml import etree
from tinycss2 import ast
from tinycss2.color5 import parse_color

from bookmaker.css.contrast import contrast
from bookmaker.css.sums import SUMS, work_out

Style = Mapping[str, str]
Rgb = tuple[float, float, float]

_LEAST_CONTRAST = 1.2
"""Between words and ground, as for the printed page."""
_EM_BY_UNIT = {
    "": 1 / 16,
    "px": 1 / 16,
    "pt": 1 / 12,
    "pc": 1.0,
    "em": 1.0,
    "rem": 1.0,
    "ex": 0.5,
    "ch": 0.5,
    "in": 6.0,
    "cm": 2.36,
    "mm": 0.236,
    "%": 0.3,
    "vw": 0.3,
    "vh": 0.3,
}
"""Of sixteen pixels, on a screen thirty em wide."""
_FAR = 20.0
"""Em beyond which words lie off any page; hanging indents and margins reach five."""
_TIGHT = -0.25
"""Em between letters that then stand in each other."""
_DRAWN_UP = -1.3
"""Em of margin by which a paragraph comes to stand upon the line before it."""
_LENGTH = re.compile(
    r"([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)([a-z%]*)", re.IGNORECASE
)
_FUNCTION = re.compile(r"([a-z][a-z0-9]*)\(([^()]*)\)", re.IGNORECASE)
_BLOCKS = frozenset(
    "article aside blockquote body dd div dl dt figcaption figure footer h1 h2 h3 h4 h5"
    " h6 header li main nav ol p pre section table td th tr ul".split()
)
_READ = frozenset(
    "-webkit-text-fill-color background background-color background-image bottom clip"
    " clip-path color contain content content-visibility display filter font font-size"
    " height inset padding padding-left padding-right text-security z-index zoom"
    " left letter-spacing line-height margin margin-bottom margin-left margin-right"
    " margin-top mask mask-image max-height max-width mix-blend-mode opacity overflow"
    " overflow-x overflow-y position right rotate scale text-indent top transform"
    " translate visibility white-space width animation animation-name"
    "".split()
)
_PHYSICAL = {
    "block-size": ("height",),
    "inline-size": ("width",),
    "max-block-size": ("max-height",),
    "max-inline-size": ("max-width",),
    "inset-block": ("top", "bottom"),
    "inset-block-start": ("top",),
    "inset-block-end": ("bottom",),
    "inset-inline": ("left", "right"),
    "inset-inline-start": ("left",),
    "inset-inline-end": ("right",),
    "margin-block": ("margin-top", "margin-bottom"),
    "margin-block-start": ("margin-top",),
    "margin-block-end": ("margin-bottom",),
    "margin-inline": ("margin-left", "margin-right"),
    "margin-inline-start": ("margin-left",),
    "margin-inline-end": ("margin-right",),
    "overflow-block": ("overflow",),
    "overflow-inline": ("overflow",),
}
"""The names of CSS Logical Properties, in text that runs from left to right."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """A stretch of a document's text that nobody sees."""

    start: int
    end: int
    cause: str
    """The declaration, or what is wrong with it: `display: none`."""


def hidden_words(body: etree._Element, sheet: HidingSheet) -> tuple[Hidden, ...]:
    """The stretches of the text of a body that a sheet hides, in order."""
    walk = _Walk(sheet)
    wrapped = cssselect2.ElementWrapper.from_html_root(body.getroottree().getroot())
    element = next(e for e in wrapped.iter_subtree() if e.etree_element is body)
    walk.go(element, _Context())
    found = sorted(walk.found, key=lambda hidden: hidden.start)
    return tuple(hidden for hidden in found if hidden.end > hidden.start)


class HidingSheet:
    """The rules of a sheet that may hide something."""

    def __init__(self, sheet: str) -> None:
        self._matcher = cssselect2.Matcher()
        self._weighty = cssselect2.Matcher()
        rules = tinycss2.parse_stylesheet(sheet, skip_comments=True)
        self._fading = frozenset(_fading_animations(rules))
        for node in rules:
            self._know(node, ())

    def _know(self, node: ast.Node, around: _Selector) -> None:
        if isinstance(node, ast.QualifiedRule):
            selector = _nested(node.prelude, around)
            if not selector:
                return
            self._know_declarations(node.content, selector)
            for part in tinycss2.parse_blocks_contents(node.content):
                if not isinstance(part, ast.Declaration):
                    self._know(part, selector)
        elif isinstance(node, ast.AtRule) and _is_for_screens(node):
            if around:
                self._know_declarations(node.content or (), around)
            if node.lower_at_keyword == "scope":
                roots = (n for n in node.prelude if n.type == "() block")
                around = next((n.content for n in roots), around)
            for inner in tinycss2.parse_blocks_contents(node.content or ()):
                self._know(inner, around)

    def _know_declarations(
        self, content: Sequence[ast.Node], selector: _Selector
    ) -> None:
        plain: dict[str, str] = {}
        weighty: dict[str, str] = {}
        for part in tinycss2.parse_blocks_contents(content):
            if isinstance(part, ast.Declaration):
                target = weighty if part.important else plain
                target.update(_read_declaration(part))
        for matcher, declared in ((self._matcher, plain), (self._weighty, weighty)):
            if self._fading.isdisjoint(declared.get("animation", "").split()):
                declared.pop("animation", None)
            if declared:
                try:
                    selectors = cssselect2.compile_selector_list(selector)
                except cssselect2.SelectorError:
                    return
                for selector in selectors:
                    matcher.add_selector(selector, declared)

    def styles(self, element: Any) -> dict[str | None, dict[str, str]]:  # noqa: ANN401
        """What is declared of an element, and of its pseudo-elements by their names."""
        found: dict[str | None, dict[str, str]] = {None: {}}
        for matcher in (self._matcher, self._weighty):
            for _, _, pseudo, declared in matcher.match(element):
                found.setdefault(pseudo, {}).update(declared)
        return found


_Selector = Sequence[ast.Node]


def _nested(prelude: _Selector, around: _Selector) -> _Selector:
    """The selector of a rule within another's, as CSS Nesting 1 reads it.

    Empty where it would be endless.
    """
    if not around:
        return prelude
    outer = f":is({tinycss2.serialize(around).strip()})"
    whole: list[str] = []
    for _, parts in groupby(prelude, lambda part: part == ","):
        alternative = list(parts)
        inner = tinycss2.serialize(alternative).strip().replace(":scope", "&")
        is_named = "&" in inner
        whole.append(inner.replace("&", outer) if is_named else f"{outer} {inner}")
    text = " ".join(whole).replace(f"{outer} ,", ",")
    if len(text) > _LONGEST_SELECTOR:
        return ()  # `& &` in `& &` doubles with each level
    selector: _Selector = tinycss2.parse_component_value_list(text)
    return selector


_LONGEST_SELECTOR = 4096
"""Characters; no sheet that somebody wrote has one so long."""


def _read_declaration(part: ast.Declaration) -> Iterator[tuple[str, str]]:
    value = tinycss2.serialize(part.value).strip().lower()
    own = part.lower_name
    if own not in _READ:
        own = _PREFIX.sub("", own)
    for name in _PHYSICAL.get(own, (own,)):
        if name in _READ:
            yield from _longhands(name, value)


_PREFIX = re.compile(r"^-(webkit|moz|ms|o|epub)-")


def _fading_animations(rules: Iterable[ast.Node]) -> Iterator[str]:
    """The names of animations whose last frame shows nothing."""
    for rule in rules:
        if not isinstance(rule, ast.AtRule):
            continue
        if not rule.lower_at_keyword.endswith("keyframes"):
            continue
        last: dict[str, str] = {}
        for frame in tinycss2.parse_blocks_contents(rule.content or ()):
            if isinstance(frame, ast.QualifiedRule) and _LAST_FRAME.search(
                tinycss2.serialize(frame.prelude)
            ):
                for part in tinycss2.parse_blocks_contents(frame.content):
                    if isinstance(part, ast.Declaration):
                        last.update(_read_declaration(part))
        is_invisible = last.get("visibility", "visible") != "visible"
        if is_invisible or _not_drawn(last, "") is not None:
            yield tinycss2.serialize(rule.prelude).strip().lower()


_LAST_FRAME = re.compile(r"\bto\b|100%", re.IGNORECASE)
_STAYS = ("forwards", "both", "infinite")
"""What keeps an animation's last frame, or brings it back."""


def _is_for_screens(rule: ast.AtRule) -> bool:
    if rule.lower_at_keyword in ("supports", "layer", "container", "scope"):
        return True
    if rule.lower_at_keyword != "media":
        return False
    asked = " ".join(tinycss2.serialize(rule.prelude).lower().split())
    asked = _OF_ANY_SCREEN.sub("", asked)
    return not re.search(r"\bprint\b|\bspeech\b|\bamzn|prefers-|\bnot\b", asked)


_OF_ANY_SCREEN = re.compile(
    r"\bnot (?:all and )?(?:print|speech)\b|prefers-color-scheme ?: ?light"
)
"""What is asked of a medium, and true of a screen by day."""


def _longhands(name: str, value: str) -> Iterator[tuple[str, str]]:
    if name == "background":
        yield "background-image", "image" if "(" in value and "url" in value else "none"
        if "gradient(" in value:
            yield "background-image", "image"
        color = next((v for v in _values(value) if _rgba(v) is not None), "transparent")
        yield "background-color", color
    elif name == "font":
        size = next((v for v in _values(value) if _LENGTH.fullmatch(v)), None)
        if size is not None and _em(size) is not None:
            yield "font-size", size
    elif name in ("margin", "inset", "padding"):
        top, right, bottom, left = _four(value)
        lead = "" if name == "inset" else f"{name}-"
        yield f"{lead}top", top
        yield f"{lead}right", right
        yield f"{lead}bottom", bottom
        yield f"{lead}left", left
    elif name == "-webkit-text-fill-color":
        yield "color", value
    elif name.endswith(("animation", "animation-name")):
        yield "animation", value
    elif name.endswith(("mask", "mask-image")):
        yield "mask", value
    elif name in ("overflow-x", "overflow-y"):
        yield "overflow", value
    else:
        yield name, value


def _values(value: str) -> list[str]:
    nodes = tinycss2.parse_component_value_list(value)
    return [
        tinycss2.serialize([node])
        for node in nodes
        if not isinstance(node, ast.WhitespaceToken)
    ]


def _four(value: str) -> tuple[str, str, str, str]:
    sides = _values(value) or ["0"]
    top = sides[0]
    right = sides[1] if len(sides) > 1 else top
    bottom = sides[2] if len(sides) > 2 else top
    left = sides[3] if len(sides) > 3 else right
    return top, right, bottom, left


# --- the walk ---


@dataclass(frozen=True, slots=True)
class _Context:
    """What an element has from those around it."""

    color: Rgb | None = (0.0, 0.0, 0.0)
    """`None` where it isn't known."""
    said: str = ""
    """The declaration that gave the colour."""
    ground: Rgb | None = (1.0, 1.0, 1.0)
    is_clear: bool = False
    """Whether the colour lets the ground through."""
    is_invisible: bool = False
    has_own_ground: bool = False
    """Whether a box with a background is around, below which words can lie."""
    anchor: int = 0
    """Which element is the containing block of what is positioned."""


@dataclass(slots=True)
class _Walk:
    sheet: HidingSheet
    at: int = 0
    found: list[Hidden] = field(default_factory=list)
    _taken: dict[tuple[object, ...], tuple[int, int]] = field(default_factory=dict)
    """The places that positioned words have taken."""

    def go(self, element: Any, above: _Context) -> None:  # noqa: ANN401
        node = element.etree_element
        styles = self.sheet.styles(element)
        style = styles[None]
        length = len("".join(node.itertext()))
        start, end = self.at, self.at + length
        cause = _cause(style, etree.QName(node).localname)
        if cause is None:
            cause = _covering(styles) or _below_a_ground(style, above)
        if cause is not None:
            self.found.append(Hidden(start, end, cause))
            self.at = end
            return
        context = _within(style, above, id(node))
        self._look_at_place(style, above, start, end)
        self._look_at_beginnings(styles, context, node, start)
        self._text(node.text, context)
        children = {child.etree_element: child for child in element.iter_children()}
        for child in node:
            if child in children:
                self.go(children[child], context)
            self._text(child.tail, context)

    def _text(self, text: str | None, context: _Context) -> None:
        if not text:
            return
        start, self.at = self.at, self.at + len(text)
        if not text.strip():
            return
        if context.is_invisible:
            self.found.append(Hidden(start, self.at, "visibility: hidden"))
        elif context.is_clear or _is_same(context.color, context.ground):
            self.found.append(Hidden(start, self.at, context.said))

    def _look_at_place(
        self, style: Style, above: _Context, start: int, end: int
    ) -> None:
        """Words that are put where other words were put stand upon them."""
        if style.get("position") not in ("absolute", "fixed") or start == end:
            return
        sides = tuple(style.get(side) for side in ("top", "right", "bottom", "left"))
        place = (above.anchor, *sides)
        if place in self._taken:
            cause = f"position: {style['position']} puts several texts in one place"
            for stretch in (self._taken[place], (start, end)):
                self.found.append(Hidden(*stretch, cause))
        self._taken[place] = (start, end)

    def _look_at_beginnings(
        self,
        styles: Mapping[str | None, dict[str, str]],
        context: _Context,
        node: etree._Element,
        start: int,
    ) -> None:
        text = "".join(node.itertext())
        begin = len(text) - len(text.lstrip())
        for pseudo, end in (("first-line", _LINE), ("first-letter", 1)):
            style = styles.get(pseudo)
            is_box = _is_box(styles[None], etree.QName(node).localname)
            if style is None or not text.strip() or not is_box:
                continue
            own = _within(style, context, context.anchor)
            is_hidden = own.is_clear or _is_same(own.color, own.ground)
            if is_hidden or _is_nothing(style.get("font-size")):
                stop = min(len(text), begin + end)
                said = own.said or "font-size: 0"
                self.found.append(
                    Hidden(start + begin, start + stop, f"::{pseudo} {{ {said} }}")
                )


_LINE = 40
"""Characters of a first line that are named; how long it is, the screen decides."""


def _within(style: Style, above: _Context, name: int) -> _Context:
    context = above
    if "background-image" in style and style["background-image"] != "none":
        context = replace(context, ground=None)
    elif "background-color" in style and style["background-color"] != "inherit":
        shade = _rgba(style["background-color"])
        if shade is None:
            context = replace(context, ground=None)
        elif shade[3] > 0:
            ground = _over(shade, context.ground)
            context = replace(context, ground=ground, has_own_ground=True)
    value = style.get("color", "inherit")
    if value not in ("inherit", "unset", "currentcolor"):
        shade = _rgba(value)
        said = f"color: {value}"
        color = None if shade is None else _over(shade, context.ground)
        is_clear = shade is not None and shade[3] < _CLEAR
        context = replace(context, color=color, said=said, is_clear=is_clear)
    elif context.ground != above.ground and context.said == above.said:
        context = replace(context, said=context.said or "the colour of its ground")
    visibility = style.get("visibility")
    if visibility in ("hidden", "collapse", "visible"):
        context = replace(context, is_invisible=visibility != "visible")
    if style.get("position") in _POSITIONED:
        context = replace(context, anchor=name)
        if style.get("z-index", "auto") != "auto":
            context = replace(context, has_own_ground=False)  # all within is upon it
    return context


_POSITIONED = ("absolute", "relative", "fixed", "sticky")


_CLEAR = 0.05


# --- what hides ---


def _cause(style: Style, name: str) -> str | None:
    """The declaration by which an element hides all that is in it."""
    if not style:
        return None
    for judge in (_not_drawn, _cut, _moved_away, _squeezed):
        found = judge(style, name)
        if found is not None:
            return f"{found}: {style[found]}"
    return None


def _not_drawn(style: Style, _name: str) -> str | None:
    # What has a ground of its own turns with it.
    is_bare = style.keys().isdisjoint(("background-color", "background-image"))
    tests: tuple[tuple[str, Callable[[str], bool]], ...] = (
        ("display", lambda v: v in ("none", "table-column", "table-column-group")),
        ("content-visibility", lambda v: v == "hidden"),
        ("opacity", lambda v: _number(v, 1.0) < _CLEAR),
        ("filter", lambda v: "opacity" in v and _argument(v, "opacity", 1.0) < _CLEAR),
        ("filter", lambda v: (_em(_inside(v, "blur")) or 0.0) >= _BLURRED),
        ("font-size", _is_nothing),
        ("zoom", lambda v: 0 < _number(v, 1.0) < _CLEAR),
        ("text-security", lambda v: v != "none"),
        ("content", lambda v: v.startswith(('"', "'", "url("))),
        ("scale", lambda v: min(map(_number, v.split()), default=1.0) < _CLEAR),
        ("transform", _is_flat),
        ("mask", _masks_all),
        ("mix-blend-mode", _BLENDS_INTO_PAPER.__contains__),
        ("animation", lambda v: any(word in v.split() for word in _STAYS)),
        ("filter", lambda v: is_bare and _argument(v, "invert", 0.0) > 1 - _CLEAR),
    )
    return next((n for n, test in tests if n in style and test(style[n])), None)


_BLURRED = 0.5
"""Em of a blur in which no letter is left."""
_BLENDS_INTO_PAPER = frozenset(
    "color color-burn color-dodge difference exclusion hue lighten overlay plus-lighter"
    " saturation screen soft-light".split()
)
"""By Compositing 1 each of these leaves white paper white under black letters."""


def _masks_all(value: str) -> bool:
    """Whether a mask is a gradient without any colour that covers."""
    gradient = re.search(r"gradient\((.*)\)", value)
    if gradient is None:
        return False
    shades = [
        shade
        for node in tinycss2.parse_component_value_list(gradient[1])
        if (shade := _rgba(tinycss2.serialize([node]))) is not None
    ]
    return bool(shades) and all(shade[3] < _CLEAR for shade in shades)


def _cut(style: Style, name: str) -> str | None:
    cuts = style.get("overflow", "visible").split()[0] in ("hidden", "clip")
    for side in ("height", "max-height", "width", "max-width"):
        length = _em(style.get(side))
        if length is None or not _is_box(style, name):
            continue
        is_high = side.endswith("height")
        if length < _HALF_A_LINE and (is_high or cuts):
            return side
        if cuts and is_high and not style[side].endswith(("%", "vh")):
            return side
    if cuts and {"size", "strict"}.intersection(style.get("contain", "").split()):
        return None if "height" in style else "contain"
    if cuts and style.get("white-space") in ("nowrap", "pre") and name in _BLOCKS:
        return "white-space"
    clip = style.get("clip", "")
    if clip.startswith("rect") and style.get("position") in ("absolute", "fixed"):
        sides = [abs(_em(v) or 0.0) for v in re.findall(r"[-+.\w%]+", clip[5:])]
        if sides and max(sides) < _HALF_A_LINE:
            return "clip"
    return "clip-path" if _clips_all(style.get("clip-path", "")) else None


_HALF_A_LINE = 0.5


def _is_box(style: Style, name: str) -> bool:
    """Whether an element has a height, a width and a first line of its own."""
    display = style.get("display", "block" if name in _BLOCKS else "inline")
    return display not in ("inline", "contents")


def _clips_all(value: str) -> bool:
    shape = _FUNCTION.match(value)
    if shape is None:
        return False
    lengths = [(float(n), unit) for n, unit in _LENGTH.findall(shape[2])]
    numbers = [n for n, _ in lengths]
    match shape[1]:
        case "inset" if numbers and "%" in shape[2]:
            top, right, bottom, left = (
                _number(v) for v in _four(shape[2].partition("round")[0])
            )
            return top + bottom >= 100 or left + right >= 100
        case "inset" if "vw" in shape[2] or "vh" in shape[2]:
            return any(n >= 100 and u in ("vw", "vh") for n, u in lengths)
        case "rect" if len(numbers) == 4 and "%" not in shape[2]:
            return numbers[0] >= numbers[2] or numbers[3] >= numbers[1]
        case "xywh" if len(numbers) >= 4:
            return min(numbers[2:4]) == 0
        case "circle" | "ellipse":
            return bool(numbers) and numbers[0] == 0
        case "polygon":
            return len(set(numbers)) == 1
        case _:
            return False


def _moved_away(style: Style, name: str) -> str | None:
    sides = ["text-indent", "margin-left", "margin-right"]
    if style.get("position") in ("absolute", "fixed", "relative"):
        sides += ["left", "right", "top", "bottom"]
    if (side := _below(style, sides, -_FAR)) is not None:
        return side
    for side in (*sides, "padding-left", "padding-right"):
        if (_em(style.get(side)) or 0.0) >= 2 * _FAR:
            return side
    for property_name in ("transform", "translate"):
        value = style.get(property_name, "")
        inner = value if property_name == "translate" else _translation(value)
        if any(abs(_em(v) or 0.0) >= 2 * _FAR for v in re.split(r"[\s,]+", inner)):
            return property_name
    if name not in _BLOCKS:
        return None
    return _below(style, ["margin-top", "margin-bottom"], _DRAWN_UP)


def _below(style: Style, names: Iterable[str], bound: float) -> str | None:
    lengths = ((name, _em(style.get(name))) for name in names)
    return next((n for n, em in lengths if em is not None and em <= bound), None)


def _squeezed(style: Style, name: str) -> str | None:
    spacing = _em(style.get("letter-spacing"))
    if spacing is not None and spacing <= _TIGHT:
        return "letter-spacing"
    height = style.get("line-height")
    if name in _BLOCKS and height is not None and _LENGTH.fullmatch(height):
        unit = _LENGTH.fullmatch(height)
        lines = _number(height) if unit is not None and not unit[2] else _em(height)
        if lines is not None and lines < _HALF_A_LINE:
            return "line-height"
    return None


def _covering(styles: Mapping[str | None, dict[str, str]]) -> str | None:
    """A box before or after an element that lies upon all of it."""
    for pseudo in ("before", "after"):
        style = styles.get(pseudo, {})
        shade = _rgba(style.get("background-color", "transparent"))
        if (
            style.get("position") in ("absolute", "fixed")
            and "content" in style
            and shade is not None
            and shade[3] == 1
            and _spans(style, "left", "right", "width")
            and _spans(style, "top", "bottom", "height")
        ):
            return f"::{pseudo} with a background covers it"
    return None


def _below_a_ground(style: Style, above: _Context) -> str | None:
    """Whether words lie below the background of a box around them."""
    index = style.get("z-index", "")
    is_below = index.startswith("-") and style.get("position") in _POSITIONED
    return f"z-index: {index}" if is_below and above.has_own_ground else None


def _spans(style: Style, one: str, other: str, size: str) -> bool:
    is_at_edge = _em(style.get(one)) == 0
    return is_at_edge and (_em(style.get(other)) == 0 or style.get(size) == "100%")


def _is_flat(value: str) -> bool:
    for name, arguments in _FUNCTION.findall(value):
        numbers = [float(n) for n, _ in _LENGTH.findall(arguments)]
        if name.startswith("scale") and min(map(abs, numbers), default=1.0) < _CLEAR:
            return True
        if name in _TURNING and numbers and abs(numbers[0]) % 180 == 90:
            return True
        if name == "matrix" and len(numbers) == 6:
            across, up, over, down = numbers[:4]
            return abs(across * down - up * over) < _CLEAR**2
    return False


_TURNING = ("rotatex", "rotatey", "skew", "skewx", "skewy")


def _translation(value: str) -> str:
    return " ".join(a for n, a in _FUNCTION.findall(value) if n.startswith("translate"))


def _is_nothing(value: str | None) -> bool:
    length = _em(value)
    return length is not None and length < _SMALLEST


_SMALLEST = 0.12
"""Em of letters of two pixels."""


def _em(value: str | None) -> float | None:
    """A length in em, percentages of thirty; `None` where it isn't one."""
    if value is not None and value.startswith(SUMS):
        return work_out(value, _EM_BY_UNIT)
    match = _LENGTH.fullmatch(value or "")
    if match is None or match[2] not in _EM_BY_UNIT:
        return None
    return float(match[1]) * _EM_BY_UNIT[match[2]]


def _number(value: str, otherwise: float = 0.0) -> float:
    if value.startswith(SUMS):
        found = work_out(value, {"": 1.0, "%": 0.01})
        return otherwise if found is None else found
    match = _LENGTH.fullmatch(value.strip())
    if match is None:
        return otherwise
    return float(match[1]) / (100 if match[2] == "%" and otherwise else 1)


def _argument(value: str, name: str, otherwise: float) -> float:
    return _number(_inside(value, name), otherwise)


def _inside(value: str, name: str) -> str:
    """What stands in the brackets of a function."""
    return next((a for n, a in _FUNCTION.findall(value) if n == name), "")


# --- colours ---


def _rgba(value: str) -> tuple[float, float, float, float] | None:
    """A colour as shares of red, green, blue and cover; `None` where it isn't one."""
    if value in _PAPER:
        return 1.0, 1.0, 1.0, 1.0
    if value.startswith("color-mix("):
        return _mixed(value)
    if "from" in value and not value.rpartition("/")[2].strip("0.% )"):
        return 0.0, 0.0, 0.0, 0.0  # a relative colour without any cover
    color = parse_color(value)
    if color is None or isinstance(color, str):
        return None
    red, green, blue = _as_srgb(color)
    return red, green, blue, color.alpha


_PAPER = ("canvas", "field", "window")
"""The system colours of CSS Color 4 that are the page's own by day."""


def _mixed(value: str) -> tuple[float, float, float, float] | None:
    """A mix of two colours in sRGB, as near to that of another space as matters."""
    if value.count("color-mix(") > _MOST_MIXES:
        return None
    mix = tinycss2.parse_one_component_value(value)
    if not isinstance(mix, ast.FunctionBlock):
        return None
    parts: list[tuple[tuple[float, float, float, float], float | None]] = []
    for is_comma, group in groupby(mix.arguments, lambda part: part == ","):
        nodes = [n for n in group if n.type not in ("whitespace", "comment")]
        if is_comma or not nodes:
            continue
        if isinstance(nodes[0], ast.IdentToken) and nodes[0].lower_value == "in":
            continue
        shares = [n.value / 100 for n in nodes if isinstance(n, ast.PercentageToken)]
        rest = [n for n in nodes if not isinstance(n, ast.PercentageToken)]
        color = _rgba(tinycss2.serialize(rest).strip())
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


def _over(color: tuple[float, ...], ground: Rgb | None) -> Rgb | None:
    alpha = color[3]
    if alpha >= 1:
        return color[0], color[1], color[2]
    if ground is None:
        return None
    mixed = [c * alpha + g * (1 - alpha) for c, g in zip(color, ground, strict=False)]
    return mixed[0], mixed[1], mixed[2]


def _is_same(color: Rgb | None, ground: Rgb | None) -> bool:
    if color is None or ground is None:
        return False
    return contrast(color, ground) < _LEAST_CONTRAST
