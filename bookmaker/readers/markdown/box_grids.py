"""Tables of box-drawing characters, `┌──┬──┐`, as the grids that they are.

What comes in: the lines of a drawing. What goes out: the same lines, character by
character, in the signs of a grid table, so that every cell keeps its place. Terminals,
databases and plain-text editors print such tables; a head has a line of its own below
it: the only line between rows, or a heavy or double one (`╞══╡`, `┡━━┩`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bookmaker.readers.markdown.places import LeafLine

TOP_LEFT = "┌┍┎┏╔╒╓╭"
_HORIZONTAL = "─━═╌┄┈╍┅┉"
_VERTICAL = "│┃║╎┆┊╏┇┋"
_ENDS = "┐┑┒┓╗╕╖╮└┕┖┗╚╘╙╰┘┙┚┛╝╛╜╯"
_TEES = "├┝┞┟┠┡┢┣╠╞╟┤┥┦┧┨┩┪┫╣╡╢┬┭┮┯┰┱┲┳╦╤╥┴┵┶┷┸┹┺┻╩╧╨┼┽┾┿╀╁╂╃╄╅╆╇╈╉╊╋╬╪╫"
_JUNCTIONS = TOP_LEFT + _ENDS + _TEES
BOX_TOP = re.compile(rf"[{TOP_LEFT}][{_HORIZONTAL}┬┭┮┯┰┱┲┳╦╤╥]+[┐┑┒┓╗╕╖╮][ \t]*$")
"""The line above a box."""
BOX_SIGNS = frozenset(_JUNCTIONS + _HORIZONTAL + _VERTICAL)
_WALLS = str.maketrans(dict.fromkeys(_VERTICAL, "|"))
_RULES = str.maketrans(
    dict.fromkeys(_HORIZONTAL, "-")
    | dict.fromkeys(_VERTICAL, "|")
    | dict.fromkeys(_JUNCTIONS, "+")
)
_HEAVY = frozenset("━═")
_FEWEST_SIGNS = 2


def as_grid(lines: Sequence[LeafLine]) -> list[LeafLine]:
    """The lines of a box in the signs of a grid table."""
    texts = [line[0] for line in lines]
    rules = [i for i, text in enumerate(texts) if _is_rule(text)]
    head = _head_rule(texts, rules)
    made: list[LeafLine] = []
    for index, (text, number, offset) in enumerate(lines):
        has_junction = not _JUNCTION_SET.isdisjoint(text)
        shown = text.translate(_RULES if has_junction else _WALLS)
        if index == head:
            shown = shown.replace("-", "=")
        made.append((shown, number, offset))
    return made


_JUNCTION_SET = frozenset(_JUNCTIONS)


def _is_rule(text: str) -> bool:
    return BOX_SIGNS.issuperset(text.strip()) and not _JUNCTION_SET.isdisjoint(text)


def _head_rule(texts: Sequence[str], rules: Sequence[int]) -> int:
    """The index of the line below the head; -1 where rows are all alike."""
    inner = rules[1:-1]
    if len(inner) == 1:
        return inner[0]
    if inner and _is_heavy(texts[inner[0]]) and not _is_heavy(texts[inner[1]]):
        return inner[0]
    return -1


def _is_heavy(text: str) -> bool:
    return not _HEAVY.isdisjoint(text)


def is_drawn(texts: Sequence[str]) -> bool:
    """Whether each of some lines has signs of a box, so that a table was meant."""
    return len(texts) >= _FEWEST_SIGNS and all(
        not BOX_SIGNS.isdisjoint(text) for text in texts
    )
