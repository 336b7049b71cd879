"""The rules of a sheet by which words may be hidden on a screen.

What comes in: a sheet with literal values. What goes out: for an element what is
declared of it, in long names. Rules that are only for print, for speech or for a device
with settings of its own are left out; those for the night keep what isn't a colour.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

import cssselect2
import tinycss2
from tinycss2 import ast

from bookmaker.css.hiding_causes import ENDLESS, FADES, cause_of
from bookmaker.css.measures import LENGTH, em, functions_of, parts_of, sides_of
from bookmaker.css.shades import CLEAR, PAPER, is_same, rgba, same_of_all

_READ = ENDLESS | frozenset(
    "-webkit-text-fill-color -webkit-text-stroke -webkit-text-stroke-color"
    " -webkit-text-stroke-width animation animation-fill-mode"
    " animation-iteration-count animation-name animation-play-state aspect-ratio"
    " backdrop-filter backface-visibility background background-color background-image"
    " bottom box-shadow clip clip-path color columns column-count contain"
    " container-type content content-visibility direction display filter font font-size"
    " font-size-adjust grid-area grid-auto-rows grid-column grid-row"
    " grid-template-columns grid-template-rows height inset left letter-spacing"
    " line-clamp line-height margin mask mask-border mask-composite mask-image"
    " mask-mode mask-position mask-size max-height max-lines max-width mix-blend-mode"
    " offset offset-path opacity overflow overflow-x overflow-y padding paint-order"
    " position right rotate scale text-combine-upright text-decoration"
    " text-decoration-line text-decoration-thickness text-security text-size-adjust"
    " text-wrap text-wrap-mode top transform translate unicode-bidi visibility"
    " white-space z-index zoom".split()
)
_OF_DAYLIGHT = frozenset(
    "background background-color background-image box-shadow color filter"
    " mix-blend-mode".split()
)
"""What means something else where the page is black."""
_PHYSICAL = {
    "block-size": ("height",),
    "inline-size": ("width",),
    "max-block-size": ("max-height",),
    "max-inline-size": ("max-width",),
    "min-block-size": ("min-height",),
    "min-inline-size": ("min-width",),
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
    "padding-block": ("padding-top", "padding-bottom"),
    "padding-block-start": ("padding-top",),
    "padding-block-end": ("padding-bottom",),
    "padding-inline": ("padding-left", "padding-right"),
    "padding-inline-start": ("padding-left",),
    "padding-inline-end": ("padding-right",),
    "overflow-block": ("overflow",),
    "overflow-inline": ("overflow",),
    "grid-gap": ("gap",),
    "max-lines": ("line-clamp",),
    "mask-box-image": ("mask-border",),
}
"""The names of CSS Logical Properties, in text that runs from left to right, and others
that mean the same."""


class HidingSheet:
    """The rules of a sheet that may hide something."""

    def __init__(self, sheet: str) -> None:
        self._matcher = cssselect2.Matcher()
        self._weighty = cssselect2.Matcher()
        rules = tinycss2.parse_stylesheet(sheet, skip_comments=True)
        self._namespaces = dict(_namespaces(rules))
        self._animations = {name: ends for name, *ends in _fading_animations(rules)}
        for node in rules:
            self._know(node, (), at_night=False)

    def _know(self, node: ast.Node, around: _Selector, *, at_night: bool) -> None:
        if isinstance(node, ast.QualifiedRule):
            selector = _nested(node.prelude, around)
            if not selector:
                return
            self._know_declarations(node.content, selector, at_night=at_night)
            for part in tinycss2.parse_blocks_contents(node.content):
                if not isinstance(part, ast.Declaration):
                    self._know(part, selector, at_night=at_night)
        elif isinstance(node, ast.AtRule) and (screens := screens_of(node)):
            at_night = at_night or screens is Screens.NIGHT
            if around:
                content = node.content or ()
                self._know_declarations(content, around, at_night=at_night)
            if node.lower_at_keyword == "scope":
                roots = (n for n in node.prelude if n.type == "() block")
                around = next((n.content for n in roots), around)
            for inner in tinycss2.parse_blocks_contents(node.content or ()):
                self._know(inner, around, at_night=at_night)

    def _know_declarations(
        self, content: Sequence[ast.Node], selector: _Selector, *, at_night: bool
    ) -> None:
        plain: dict[str, str] = {}
        weighty: dict[str, str] = {}
        for part in tinycss2.parse_blocks_contents(content):
            if isinstance(part, ast.Declaration):
                target = weighty if part.important else plain
                target.update(_read_declaration(part))
        for matcher, declared in ((self._matcher, plain), (self._weighty, weighty)):
            if at_night:
                for name in _OF_DAYLIGHT.intersection(declared):
                    del declared[name]
            if declared:
                try:
                    selectors = cssselect2.compile_selector_list(
                        selector, self._namespaces
                    )
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
        if self._animations:
            for style in found.values():
                self._judge_animation(style)
        return found

    def _judge_animation(self, style: dict[str, str]) -> None:
        said = " ".join(
            v for n, v in style.items() if n.startswith("animation")
        ).split()
        for name in said:
            fades_first, fades_last = self._animations.get(name, (False, False))
            stays = not _STAYS.isdisjoint(said)
            if (fades_last and stays) or (fades_first and "paused" in said):
                style["animation"] = f"{FADES}{name}"


_STAYS = frozenset({"forwards", "both", "infinite"})
"""What keeps an animation's last frame, or brings it back."""
_Selector = Sequence[ast.Node]


def _namespaces(rules: Iterable[ast.Node]) -> Iterator[tuple[str | None, str]]:
    for rule in rules:
        if isinstance(rule, ast.AtRule) and rule.lower_at_keyword == "namespace":
            parts = [part for part in rule.prelude if part.type != "whitespace"]
            if parts and isinstance(parts[-1], ast.StringToken | ast.URLToken):
                name = parts[0].value if len(parts) > 1 else None
                yield name, parts[-1].value


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


def _fading_animations(rules: Iterable[ast.Node]) -> Iterator[tuple[str, bool, bool]]:
    """The names of animations; whether their first and last frames show nothing."""
    for rule in rules:
        if not isinstance(rule, ast.AtRule):
            continue
        if not rule.lower_at_keyword.endswith("keyframes"):
            continue
        first: dict[str, str] = {}
        last: dict[str, str] = {}
        for frame in tinycss2.parse_blocks_contents(rule.content or ()):
            if isinstance(frame, ast.QualifiedRule):
                places = tinycss2.serialize(frame.prelude)
                for part in tinycss2.parse_blocks_contents(frame.content):
                    if isinstance(part, ast.Declaration):
                        declared = dict(_read_declaration(part))
                        first |= declared if _FIRST_FRAME.search(places) else {}
                        last |= declared if _LAST_FRAME.search(places) else {}
        name = tinycss2.serialize(rule.prelude).strip().lower()
        yield name, _shows_nothing(first), _shows_nothing(last)


_FIRST_FRAME = re.compile(r"\bfrom\b|(?<!\d)0%", re.IGNORECASE)
_LAST_FRAME = re.compile(r"\bto\b|100%", re.IGNORECASE)


def _shows_nothing(style: dict[str, str]) -> bool:
    shade = rgba(style.get("color", "black"))
    is_unseen = shade is not None and (shade[3] < CLEAR or is_same(shade[:3], PAPER))
    is_invisible = style.get("visibility", "visible") != "visible"
    return is_unseen or is_invisible or cause_of(style, "p") is not None


class Screens(enum.Enum):
    """When a screen obeys the rules in an at-rule."""

    ANY = "any"
    NIGHT = "night"


def screens_of(rule: ast.AtRule) -> Screens | None:
    """When a screen may obey what is in an at-rule; `None`: never."""
    if rule.lower_at_keyword in ("supports", "layer", "container", "scope"):
        return Screens.ANY
    if rule.lower_at_keyword != "media":
        return None
    if _may_be(rule.prelude, wanted=True, at_night=False):
        return Screens.ANY
    if _may_be(rule.prelude, wanted=True, at_night=True):
        return Screens.NIGHT
    return None


def _may_be(nodes: Sequence[ast.Node], *, wanted: bool, at_night: bool) -> bool:
    """Whether a media query may be true of a screen, or false if that is wanted.

    After Media Queries 4, 3: what depends on the size of a screen may be either.
    """
    nodes = [n for n in nodes if n.type not in ("whitespace", "comment")]
    for sign in (",", "not", "only", "or", "and"):
        groups = _split_at(sign, nodes)
        if len(groups) < 2:
            continue
        if sign in ("not", "only"):
            rest = groups[-1] if not groups[0] else []
            is_wanted = wanted if sign == "only" else not wanted
            return not rest or _may_be(rest, wanted=is_wanted, at_night=at_night)
        found = (_may_be(g, wanted=wanted, at_night=at_night) for g in groups)
        return all(found) if (sign == "and") == wanted else any(found)
    if len(nodes) == 1 and nodes[0].type == "() block":
        inner = nodes[0].content
        if any(n.type == "() block" for n in inner):
            return _may_be(inner, wanted=wanted, at_night=at_night)
        feature = "".join(tinycss2.serialize(inner).lower().split())
        if feature in _NEVER or (feature == _DARK and not at_night):
            return not wanted
        if feature in _ALWAYS or (feature == _DARK and at_night):
            return wanted
        return True
    medium = tinycss2.serialize(nodes).strip().lower()
    return (medium in ("screen", "all", "")) == wanted


def _split_at(sign: str, nodes: Sequence[ast.Node]) -> list[list[ast.Node]]:
    groups: list[list[ast.Node]] = [[]]
    for node in nodes:
        is_sign = getattr(node, "lower_value", getattr(node, "value", "")) == sign
        if is_sign and (sign not in ("not", "only") or groups == [[]]):
            groups.append([])
        else:
            groups[-1].append(node)
    return groups


_DARK = "prefers-color-scheme:dark"
_ALWAYS = frozenset(
    "color prefers-color-scheme:light prefers-reduced-motion:no-preference"
    " prefers-contrast:no-preference prefers-reduced-transparency:no-preference"
    " forced-colors:none inverted-colors:none".split()
)
_NEVER = frozenset(
    "monochrome prefers-reduced-motion prefers-reduced-motion:reduce prefers-contrast"
    " prefers-contrast:more prefers-contrast:less prefers-contrast:custom"
    " prefers-reduced-transparency prefers-reduced-transparency:reduce"
    " prefers-reduced-data prefers-reduced-data:reduce forced-colors"
    " forced-colors:active inverted-colors inverted-colors:inverted grid".split()
)
"""Features of few devices: who asks for them means their readers."""


def _longhands(name: str, value: str) -> Iterator[tuple[str, str]]:
    if name in ("background", "background-image"):
        yield from _ground(name, value)
    elif name == "font":
        size = next((v for v in parts_of(value) if LENGTH.fullmatch(v)), None)
        if size is not None and em(size) is not None:
            yield "font-size", size
    elif name in ("margin", "inset", "padding"):
        lead = "" if name == "inset" else f"{name}-"
        for side, length in zip(_SIDES, sides_of(value), strict=True):
            yield f"{lead}{side}", length
    elif name == "-webkit-text-stroke":
        parts = parts_of(value)
        yield "-webkit-text-stroke-width", next((p for p in parts if em(p)), "0")
        yield "-webkit-text-stroke-color", next((p for p in parts if rgba(p)), "")
    elif name == "box-shadow":
        yield name, _inner_shade(value)
        if _is_far_shadow(value):
            yield "far-shadow", value
    elif name in ("text-wrap", "text-wrap-mode"):
        yield "white-space", "nowrap" if value.startswith("nowrap") else "normal"
    else:
        yield _SAME_AS.get(name, name), value


_SIDES = ("top", "right", "bottom", "left")
_SAME_AS = {
    "-webkit-text-fill-color": "color",
    "mask-image": "mask",
    "overflow-x": "overflow",
    "overflow-y": "overflow",
}


def _ground(name: str, value: str) -> Iterator[tuple[str, str]]:
    """A background: its colour, and whether a picture is upon it.

    A gradient from a colour to the same one is a colour.
    """
    shades = [
        rgba(part)
        for function, arguments in functions_of(value)
        if "gradient" in function
        for argument in arguments
        for part in parts_of(argument)
        if rgba(part) is not None
    ]
    only = same_of_all(shades) if "url(" not in value else None
    if only is not None:
        yield "background-image", "none"
        red, green, blue = (round(255 * part) for part in only[:3])
        yield "background-color", f"rgb({red}, {green}, {blue})"
        return
    has_picture = "(" in value and ("url" in value or "gradient(" in value)
    yield "background-image", "image" if has_picture else "none"
    if name == "background":
        color = next((v for v in parts_of(value) if rgba(v) is not None), "transparent")
        yield "background-color", color


def _inner_shade(value: str) -> str:
    """The colour with which shadows within a box fill it; empty where they don't."""
    for parts in _shadows(value):
        lengths = [length for part in parts if (length := em(part)) is not None]
        if "inset" in parts and len(lengths) == 4 and lengths[3] >= _FILLS:
            return next((part for part in parts if rgba(part) is not None), "black")
    return ""


def _shadows(value: str) -> Iterator[list[str]]:
    """The parts of each shadow of a box."""
    for _, group in groupby(_between_commas(value), lambda part: part == ","):
        yield [part for part in group if part != ","]


def _between_commas(value: str) -> Iterator[str]:
    for node in tinycss2.parse_component_value_list(value):
        if not isinstance(node, ast.WhitespaceToken):
            yield tinycss2.serialize([node])


def _is_far_shadow(value: str) -> bool:
    """Whether a shadow without a colour of its own reaches far around its box."""
    return any(
        "inset" not in parts and sum((em(part) or 0) >= _FAR for part in parts)
        for parts in _shadows(value)
    )


_FAR = 5.0
"""Em of a shadow that covers the passage that its box is in."""
_FILLS = 1.0
"""Em of a shadow from each side that reach over a line."""
