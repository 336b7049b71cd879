"""How deep a sheet nests, counted before anything that nests with it looks at it.

What comes in: nodes as tinycss2 reads them, which it does without recursion. What goes
out: the first node that is too deep, for a message. WeasyPrint 70 and cssselect2 write
a nested selector as Python with as many brackets, of which Python takes 200, and
recur for blocks and functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tinycss2 import ast

DEEPEST = 24
"""Levels of blocks, brackets and functions, and parts of a selector. What people write
has six."""
_MOST_COPIES = 1_000
"""How often a selector may stand in those nested in it: each `&` is a copy, and copies
of copies multiply."""


def find_too_deep(nodes: Iterable[ast.Node]) -> ast.Node | None:
    """Find the first node that nests deeper than `DEEPEST` levels, or multiplies.

    A block counts the levels and the parts of the selector before it: selectors of
    nested rules are put into each other.
    """
    waiting = [(node, 0, 1) for node in nodes]
    while waiting:
        node, depth, copies = waiting.pop()
        if depth > DEEPEST or copies > _MOST_COPIES:
            return node
        prelude = getattr(node, "prelude", None) or ()
        inner = [*prelude, *(getattr(node, "arguments", None) or ())]
        waiting += [(each, depth + 1, copies) for each in inner]
        content = getattr(node, "content", None) or ()
        own = depth + 1 + _levels(prelude) + _parts(prelude)
        if own > DEEPEST:
            return node
        waiting += _with_their_selectors(content, own, copies)
    return None


def _with_their_selectors(
    content: Sequence[ast.Node], depth: int, copies: int
) -> list[tuple[ast.Node, int, int]]:
    """The parts of a block; each inner block with what its selector adds."""
    found = []
    selector: list[ast.Node] = []
    for node in content:
        if isinstance(node, ast.CurlyBracketsBlock):
            levels = depth + _levels(selector) + _parts(selector)
            found.append((node, levels, copies * _copies(selector)))
            selector = []
            continue
        found.append((node, depth, copies))
        selector.append(node)
        if isinstance(node, ast.LiteralToken) and node.value == ";":
            selector = []
    return found


def _levels(nodes: Iterable[ast.Node]) -> int:
    """How deep functions and brackets nest, up to the limit."""
    deepest = 0
    waiting = [(node, 0) for node in nodes]
    while waiting:
        node, depth = waiting.pop()
        deepest = max(deepest, depth)
        if depth <= DEEPEST:
            inner = getattr(node, "arguments", None) or getattr(node, "content", None)
            waiting += [(each, depth + 1) for each in inner or ()]
    return deepest


def _parts(selector: Iterable[ast.Node]) -> int:
    """The combinators of the longest selector of a list: `a b > c` has two."""
    longest = current = 0
    is_between = True
    for node in selector:
        is_sign = isinstance(node, ast.LiteralToken)
        if is_sign and node.value == ",":
            current, is_between = 0, True
        elif isinstance(node, ast.WhitespaceToken) or (is_sign and node.value in ">+~"):
            current += not is_between
            is_between = True
        else:
            is_between = False
            longest = max(longest, current)
    return longest


def _copies(selector: Iterable[ast.Node]) -> int:
    """How many copies of the selector outside it a nested one holds."""
    values = [n.value for n in selector if isinstance(n, ast.LiteralToken)]
    return max(values.count("&"), 1) * (values.count(",") + 1)
