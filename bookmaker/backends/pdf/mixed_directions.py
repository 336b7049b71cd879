"""Words of the other direction stay one run where emphasis or a link is among them.

WeasyPrint 70 orders the inline boxes of a line by the direction of their paragraph, and
the letters of each box by themselves. In an Arabic paragraph `Lee, *Weirs*, 1998` was
seen as “, 1998 *Weirs* ,Lee”. So a run of the other direction that is in several boxes
is put into one that has this direction. The runs are those of Unicode Standard Annex 9
(`languages/reading_runs.py`); what has a direction of its own, and a note's call, is
one neutral sign in them, as an isolate is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from xml.etree import ElementTree

from bookmaker.languages.reading_runs import levels_of

_FROM_RIGHT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]"
)
_FROM_LEFT = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u052f]")
_INLINE = frozenset("a abbr b cite em i mark q s small span strong sub sup u".split())
_ISOLATED = frozenset({"foot-note", "note-call-mark", "note-call", "initial"})
_WITHIN = _INLINE | {"code", "img"}
"""What may be in a run; a line break, or a block, ends it."""
_ISOLATE = "\ufffc"


def bind_mixed_directions(tree: ElementTree.Element) -> None:
    """Put each run of the other direction that is in several boxes into one."""
    if _FROM_RIGHT.search("".join(tree.itertext())) is not None:
        _bind_below(tree, tree.get("dir") or "ltr")


def ends_within_run(element: ElementTree.Element, direction: str) -> bool:
    """Whether the last word is one of several of a run of the other direction."""
    words = "".join(element.itertext())
    other = _FROM_LEFT if direction == "rtl" else _FROM_RIGHT
    space = words.rfind(" ")
    if space < 1 or other.search(words) is None:
        return False
    base = int(direction == "rtl")
    levels = levels_of(words, begins_right=direction == "rtl")
    return levels[space] != base and levels[space + 1] != base


def _bind_below(element: ElementTree.Element, direction: str) -> None:
    if element.tag == "pre":
        return  # its lines are code
    if len(element) and _is_mixed(element, direction):
        _bind(element, direction)
    for child in element:
        _bind_below(child, child.get("dir") or direction)


def _is_mixed(element: ElementTree.Element, direction: str) -> bool:
    """Whether words among the children may run against the paragraph's direction."""
    if not (element.text or "").strip() and not any(
        (child.tail or "").strip() or child.tag in _INLINE for child in element
    ):
        return False
    other = _FROM_LEFT if direction == "rtl" else _FROM_RIGHT
    return any(other.search(text) is not None for text in element.itertext())


@dataclass(frozen=True, slots=True)
class _Piece:
    """A text, or an element with what stands for it in the line."""

    content: str | ElementTree.Element
    is_foreign: bool
    """Whether all of it runs against the paragraph."""


def _bind(element: ElementTree.Element, direction: str) -> None:
    pieces = list(_pieces(element, begins_right=direction == "rtl"))
    groups = [
        (is_foreign, list(group))
        for is_foreign, group in groupby(pieces, key=lambda piece: piece.is_foreign)
    ]
    if not any(is_foreign and _needs_box(group) for is_foreign, group in groups):
        return
    for child in list(element):
        element.remove(child)
        child.tail = None
    element.text = None
    for is_foreign, group in groups:
        target = element
        if is_foreign and _needs_box(group):
            other = "ltr" if direction == "rtl" else "rtl"
            target = ElementTree.SubElement(element, "span", {"dir": other})
        for piece in group:
            if not isinstance(piece.content, str):
                _keep_direction_of_notes(piece.content, direction)
            _append(target, piece.content)


def _needs_box(group: list[_Piece]) -> bool:
    """Whether a run is in several boxes; white space beside one is none."""
    texts = [it.content for it in group if isinstance(it.content, str)]
    boxes = len(group) - len(texts)
    return boxes > 1 or (boxes == 1 and any(text.strip() for text in texts))


def _keep_direction_of_notes(element: ElementTree.Element, direction: str) -> None:
    """A note that is called within a run has the direction of the page."""
    for note in element.iter("span"):
        if "foot-note" in (note.get("class") or "").split():
            note.set("dir", note.get("dir") or direction)


def _append(target: ElementTree.Element, content: str | ElementTree.Element) -> None:
    if not isinstance(content, str):
        target.append(content)
    elif len(target):
        target[-1].tail = (target[-1].tail or "") + content
    else:
        target.text = (target.text or "") + content


def _pieces(element: ElementTree.Element, *, begins_right: bool) -> Iterator[_Piece]:
    """What is in an element; texts are parted where their direction changes."""
    contents: list[tuple[str | ElementTree.Element, str]] = []
    if element.text:
        contents.append((element.text, element.text))
    for child in element:
        contents.append((child, _shown(child)))
        if child.tail:
            contents.append((child.tail, child.tail))
    levels = levels_of("".join(s for _, s in contents), begins_right=begins_right)
    are_foreign = [level != int(begins_right) for level in levels]
    start = 0
    for content, shown in contents:
        end = start + len(shown)
        if isinstance(content, str):
            for is_foreign, places in groupby(
                range(start, end), key=are_foreign.__getitem__
            ):
                text = "".join(shown[place - start] for place in places)
                yield _Piece(text, is_foreign)
        else:
            here = are_foreign[start:end]
            is_foreign = content.tag in _WITHIN and bool(here) and all(here)
            yield _Piece(content, is_foreign)
        start = end


def _shown(element: ElementTree.Element) -> str:
    """What stands for an element in its line: its words, or one neutral sign."""
    classes = (element.get("class") or "").split()
    if (
        element.get("dir") is not None
        or element.tag not in _INLINE
        or not _ISOLATED.isdisjoint(classes)
    ):
        return _ISOLATE
    return "".join(element.itertext())
