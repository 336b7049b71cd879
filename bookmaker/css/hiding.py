"""Which words of a document a sheet hides from whoever reads it on a screen.

What comes in: the rules of a sheet, and the body of a content document. What goes out:
stretches of its text with the declaration that hides each. No engine is at hand, so it
is judged by the properties that hide words (`hiding_causes`), by the colours of words
and ground, and by the places that words and boxes take.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import cssselect2
from lxml import etree

from bookmaker.css.hiding_causes import (
    Style,
    cause_of,
    clips,
    filtered,
    is_box,
    is_nothing,
    moved_out,
)
from bookmaker.css.hiding_rules import HidingSheet
from bookmaker.css.measures import em, functions_of, parts_of, screens
from bookmaker.css.shades import CLEAR, PAPER, Rgb, is_same, over, rgba


@dataclass(frozen=True, slots=True)
class Hidden:
    """A stretch of a document's text that nobody sees."""

    start: int
    end: int
    cause: str
    """The declaration, or what is wrong with it: `display: none`."""


def hidden_words(body: etree._Element, sheet: HidingSheet) -> tuple[Hidden, ...]:
    """The stretches of the text of a body that a sheet hides, in order.

    What is declared of the elements around the body counts (`:root { opacity: 0 }`).
    """
    walk = _Walk(sheet)
    wrapped = cssselect2.ElementWrapper.from_html_root(body.getroottree().getroot())
    element = next(e for e in wrapped.iter_subtree() if e.etree_element is body)
    context = _Context()
    for around in element.ancestors:
        styles = sheet.styles(around)
        cause = _cause_of_all(styles, around.etree_element, context)
        if cause is not None:
            return (Hidden(0, len("".join(body.itertext())), cause),)
        context = _within(styles[None], context, id(around.etree_element))
    walk.go(element, context)
    found = sorted(walk.found, key=lambda hidden: hidden.start)
    return tuple(hidden for hidden in found if hidden.end > hidden.start)


@dataclass(frozen=True, slots=True)
class _Context:
    """What an element has from those around it."""

    color: Rgb | None = (0.0, 0.0, 0.0)
    """`None` where it isn't known."""
    said: str = ""
    """The declaration that gave the colour."""
    ground: Rgb | None = PAPER
    is_ground_filtered: bool = False
    is_clear: bool = False
    """Whether the colour lets the ground through."""
    is_invisible: bool = False
    has_own_ground: bool = False
    """Whether a box with a background is around, below which words can lie."""
    anchor: int = 0
    """Which element is the containing block of what is positioned."""
    grid: int = 0
    """The element around, if it is a grid."""
    is_cut_off: bool = False
    """Whether a box around cuts off what reaches out of it."""
    filters: str = ""
    outer_ground: Rgb | None = PAPER
    """The ground around what is filtered."""
    stroke: Rgb | None = None
    """The colour of lines around letters that cover them."""

    def colors(self) -> tuple[Rgb | None, Rgb | None]:
        """The colours of words and of their ground, as they are seen."""
        color, ground = self.color, self.ground
        if self.filters:
            color = color and filtered(self.filters, color)
            ground = ground and filtered(self.filters, ground)
            if not self.is_ground_filtered:
                ground = self.outer_ground
        return color, ground


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
        cause = _cause_of_all(styles, node, above)
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
        elif context.is_clear or is_same(*context.colors()):
            self.found.append(Hidden(start, self.at, context.said))
        elif is_same(context.stroke, context.ground):
            self.found.append(Hidden(start, self.at, "-webkit-text-stroke"))

    def _look_at_place(
        self, style: Style, above: _Context, start: int, end: int
    ) -> None:
        """Words that are put where other words were put stand upon them."""
        place = _place_of(style, above)
        if place is None or start == end:
            return
        if place in self._taken:
            cause = f"{place[0]} puts several texts in one place"
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
            has_lines = is_box(styles[None], etree.QName(node).localname)
            if style is None or not text.strip() or not has_lines:
                continue
            own = _within(style, context, context.anchor)
            said = own.said if own.is_clear or is_same(*own.colors()) else None
            if is_nothing(style.get("font-size")):
                said = said or f"font-size: {style['font-size']}"
            elif pseudo == "first-letter":
                said = said or cause_of(style, "span")
            if said is not None:
                stop = min(len(text), begin + end)
                self.found.append(
                    Hidden(start + begin, start + stop, f"::{pseudo} {{ {said} }}")
                )


_LINE = 40
"""Characters of a first line that are named; how long it is, the screen decides."""


def _cause_of_all(
    styles: Mapping[str | None, Style], node: etree._Element, above: _Context
) -> str | None:
    """What hides an element with all that is in it."""
    style = styles[None]
    return (
        cause_of(style, etree.QName(node).localname)
        or (moved_out(style) if above.is_cut_off else None)
        or _covering(styles)
        or _below_a_ground(style, above)
        or _reversed(style, node)
    )


def _place_of(style: Style, above: _Context) -> tuple[object, ...] | None:
    """The place that a box takes whatever else is there; `None`: its own."""
    if style.get("position") in ("absolute", "fixed"):
        sides = (style.get(side) for side in ("top", "right", "bottom", "left"))
        return (f"position: {style['position']}", above.anchor, *sides)
    area = style.get("grid-area", "")
    if not area and "grid-row" in style and "grid-column" in style:
        area = f"{style['grid-row']} / {style['grid-column']}"
    if above.grid and area:
        return (f"grid-area: {area}", above.grid)
    return None


def _within(style: Style, above: _Context, name: int) -> _Context:
    is_grid = style.get("display", "") in ("grid", "inline-grid")
    context = replace(
        above,
        grid=name if is_grid else 0,
        is_cut_off=above.is_cut_off or clips(style),
    )
    if style.get("filter", "none") != "none":
        context = replace(
            context,
            filters=f"{style['filter']} {above.filters}",
            outer_ground=above.outer_ground if above.filters else above.ground,
            is_ground_filtered=False,
            said=f"filter: {style['filter']}",
        )
    context = _on_ground(style, context)
    value = style.get("color", "inherit")
    if value not in ("inherit", "unset", "currentcolor"):
        shade = rgba(value)
        said = f"color: {value}"
        color = None if shade is None else over(shade, context.ground)
        is_clear = shade is not None and shade[3] < CLEAR
        context = replace(context, color=color, said=said, is_clear=is_clear)
    elif context.ground != above.ground and context.said == above.said:
        context = replace(context, said=context.said or "the colour of its ground")
    if "-webkit-text-stroke-width" in style:
        context = replace(context, stroke=_stroke_of(style))
    visibility = style.get("visibility")
    if visibility in ("hidden", "collapse", "visible"):
        context = replace(context, is_invisible=visibility != "visible")
    if style.get("position") in _POSITIONED:
        context = replace(context, anchor=name)
        if style.get("z-index", "auto") != "auto":
            context = replace(context, has_own_ground=False)  # all within is upon it
    return context


def _on_ground(style: Style, context: _Context) -> _Context:
    value = style.get("box-shadow") or style.get("background-color", "inherit")
    if style.get("background-image", "none") != "none":
        return replace(context, ground=None)
    if value == "inherit":
        return context
    shade = rgba(value)
    if shade is None:
        return replace(context, ground=None)
    if shade[3] > 0:
        return replace(
            context,
            ground=over(shade, context.ground),
            has_own_ground=True,
            is_ground_filtered=True,
        )
    return context


def _stroke_of(style: Style) -> Rgb | None:
    """The colour of lines around letters, where they are wide and upon the letters."""
    shade = rgba(style.get("-webkit-text-stroke-color", ""))
    is_below = style.get("paint-order", "").startswith("stroke")
    is_wide = (em(style["-webkit-text-stroke-width"]) or 0) >= _WIDE
    return shade[:3] if shade is not None and is_wide and not is_below else None


_WIDE = 0.1
"""Em of a line on both sides of a stem that leaves nothing of it."""
_POSITIONED = ("absolute", "relative", "fixed", "sticky")


def _covering(styles: Mapping[str | None, Style]) -> str | None:
    """A box before or after an element that lies upon all of it."""
    for pseudo in ("before", "after"):
        style = styles.get(pseudo, {})
        is_there = style.get("content", "none") not in ("none", "normal")
        is_upon = not style.get("z-index", "").startswith("-")
        if (
            is_there
            and is_upon
            and style.get("position") in ("absolute", "fixed")
            and (_is_thick(style) or (_is_opaque(style) and _spans_all(style)))
        ):
            return f"::{pseudo} covers it"
    return None


def _is_thick(style: Style) -> bool:
    """Whether the edge, the shadow or the text of a box covers whatever is about it."""
    edges = (style.get(name, "") for name in ("border", "border-width", "outline"))
    lengths = [em(part) or 0 for edge in edges for part in parts_of(edge)]
    blocks = style["content"].count("█") + style["content"].count("\\2588")
    return max(lengths, default=0) >= _THICK or blocks >= _MANY or "far-shadow" in style


_THICK = 5.0
_MANY = 8
"""Blocks of the colour of paper that cover a word."""


def _is_opaque(style: Style) -> bool:
    shade = rgba(style.get("background-color", "transparent"))
    if shade is not None and shade[3] >= _COVERS:
        return True
    return any(
        name in ("blur", "brightness", "contrast", "opacity")
        for name, _ in functions_of(style.get("backdrop-filter", ""))
    )


_COVERS = 0.9


def _spans_all(style: Style) -> bool:
    return _spans(style, "left", "right", "width") and _spans(
        style, "top", "bottom", "height"
    )


def _below_a_ground(style: Style, above: _Context) -> str | None:
    """Whether words lie below the background of a box around them."""
    index = style.get("z-index", "")
    is_below = index.startswith("-") and style.get("position") in _POSITIONED
    return f"z-index: {index}" if is_below and above.has_own_ground else None


def _reversed(style: Style, node: etree._Element) -> str | None:
    """Letters that are read from left to right, set from right to left."""
    way = style.get("unicode-bidi", "")
    if style.get("direction") != "rtl" or not way.endswith("override"):
        return None
    ways = [unicodedata.bidirectional(letter) for letter in "".join(node.itertext())]
    return f"unicode-bidi: {way}" if 2 * ways.count("L") > len(ways) else None


def _spans(style: Style, one: str, other: str, size: str) -> bool:
    first, last, length = em(style.get(one)), em(style.get(other)), style.get(size)
    is_long = screens(length) >= 1 or (em(length) or 0) >= _FILLS
    return (
        first is not None
        and first <= 0
        and ((last is not None and last <= 0) or is_long)
    )


_FILLS = 20.0
"""Em of a box that covers a passage."""
