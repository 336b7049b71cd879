"""Small changes of Python source, each of which a good test suite should notice.

What comes in: the text of a module. What goes out: every `Mutation` of it, in the
order of the text. The operators are those of mutmut and cosmic-ray (comparisons, `and`
and `or`, `not`, conditions, numbers, texts, arithmetic, returned values, loops) and one
more: a call whose value nobody takes is left out. Annotations, docstrings and what only
a type checker runs are left alone, since no test could notice a change there.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitAnd: ast.BitOr,
}


_NOT_RUN = frozenset(("annotation", "returns", "decorator_list", "bases", "keywords"))
"""Fields of definitions; a call has `keywords` too, and they run."""


@dataclass(frozen=True, slots=True)
class Mutation:
    """One change of a module."""

    operator: str
    line: int
    """Counted from 1."""
    before: str
    after: str
    source: str
    """The whole module, changed."""


@dataclass(frozen=True, slots=True)
class _Place:
    node: ast.expr | ast.stmt
    operator: str
    after: str


def mutations_of(source: str) -> Iterator[Mutation]:
    """Change a module in every way, one at a time."""
    lines = source.encode().splitlines(keepends=True)
    for place in _places(ast.parse(source)):
        node = place.node
        start = sum(map(len, lines[: node.lineno - 1])) + node.col_offset
        last = node.end_lineno or node.lineno
        end = sum(map(len, lines[: last - 1])) + (node.end_col_offset or 0)
        text = source.encode()
        # The lines below keep their numbers: tests of places must fail for cause.
        rest = "\n" * text[start:end].count(b"\n")
        changed = text[:start] + _on_one_line(place, rest).encode() + text[end:]
        yield Mutation(
            place.operator,
            node.lineno,
            text[start:end].decode(),
            place.after,
            changed.decode(),
        )


def _on_one_line(place: _Place, rest: str) -> str:
    """A change in brackets, which may hold the line ends of what was there."""
    if isinstance(place.node, ast.stmt):
        return place.after + rest
    return f"({place.after}{rest})"


def _places(module: ast.Module) -> Iterator[_Place]:
    for node in _walk(module):
        for kind, change in _CHANGES:
            if isinstance(node, kind):
                yield from change(node)
        if isinstance(node, ast.If | ast.While | ast.IfExp):
            yield from _condition(node.test)
        elif isinstance(node, ast.comprehension):
            for test in node.ifs:
                yield from _condition(test)


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    """What runs below a node: no annotations, docstrings or texts in texts."""
    yield node
    if isinstance(node, ast.JoinedStr):
        return
    for name, value in ast.iter_fields(node):
        if name in _NOT_RUN and not isinstance(node, ast.Call):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_silent(child):
                yield from _walk(child)


def _is_silent(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def _compared(node: ast.Compare) -> Iterator[_Place]:
    other = _COMPARISONS[type(node.ops[0])]()
    ops = [other, *node.ops[1:]]
    yield _Place(node, "comparison", ast.unparse(_with(node, ops=ops)))


def _joined(node: ast.BoolOp) -> Iterator[_Place]:
    op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield _Place(node, "and-or", ast.unparse(_with(node, op=op)))


def _negated(node: ast.UnaryOp) -> Iterator[_Place]:
    if isinstance(node.op, ast.Not):
        yield _Place(node, "not", ast.unparse(node.operand))


def _constant(node: ast.Constant) -> Iterator[_Place]:
    value = node.value
    if isinstance(value, bool):
        yield _Place(node, "truth", repr(not value))
    elif isinstance(value, int):
        yield _Place(node, "number", repr(value + 1))
    elif isinstance(value, str) and value:
        yield _Place(node, "text", repr("X" + value))


def _computed(node: ast.BinOp) -> Iterator[_Place]:
    other = _ARITHMETIC.get(type(node.op))
    if other is not None:
        yield _Place(node, "arithmetic", ast.unparse(_with(node, op=other())))


def _returned(node: ast.Return) -> Iterator[_Place]:
    if node.value is not None and ast.unparse(node.value) != "None":
        yield _Place(node, "return", "return None")


def _called(node: ast.Expr) -> Iterator[_Place]:
    if isinstance(node.value, ast.Call):
        yield _Place(node, "call", "pass")


def _left(node: ast.Break | ast.Continue) -> Iterator[_Place]:
    yield _Place(node, "loop", "continue" if isinstance(node, ast.Break) else "break")


def _condition(test: ast.expr) -> Iterator[_Place]:
    for truth in ("True", "False"):
        yield _Place(test, "condition", truth)


_CHANGES: tuple[tuple[type, Callable[..., Iterator[_Place]]], ...] = (
    (ast.Compare, _compared),
    (ast.BoolOp, _joined),
    (ast.UnaryOp, _negated),
    (ast.Constant, _constant),
    (ast.BinOp, _computed),
    (ast.Return, _returned),
    (ast.Expr, _called),
    (ast.Break, _left),
    (ast.Continue, _left),
)


def _with(node: ast.expr, **fields: object) -> ast.expr:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed
