"""Read tokens; put their literal values in the EPUB sheet.

A token is a custom property of `:root`. The last declaration wins, as in the cascade;
a token may be made of others. CSS Custom Properties 1:
https://www.w3.org/TR/css-variables-1/
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import tinycss2
from tinycss2 import ast

from bookmaker.diagnostics.errors import InternalError


def declare_tokens(tokens: Mapping[str, str]) -> tuple[str, ...]:
    """Write one rule that gives tokens their values; none where there are none."""
    if not tokens:
        return ()
    declared = " ".join(f"{name}: {value};" for name, value in tokens.items())
    return (f":root {{ {declared} }}",)


_LONGEST_FILLED = 4096
"""Characters of a token that is made of others: eight that each hold ten of the one
before are a line of CSS and a day of work."""


def read_tokens(sheet: str) -> dict[str, str]:
    """Read the tokens of a flat sheet with their literal values.

    Raises `InternalError` where one is made of itself, of none, or grows too long.
    """
    return dict(_read_tokens(sheet))


@lru_cache(maxsize=8)
def _read_tokens(sheet: str) -> Mapping[str, str]:
    rules = _rules(sheet)
    return _filled_tokens(rules, _all_declared(rules))


def _filled_tokens(
    rules: Sequence[ast.Node], declared: Mapping[str, list[str]]
) -> dict[str, str]:
    """The literal values; the nodes of the declarations themselves are used up."""
    _check_lengths(declared)
    values: dict[str, list[ast.Node]] = {}
    for rule in rules:
        if _is_root(rule):
            values.update(_declared_tokens(rule))
    return {
        name: tinycss2.serialize(list(_filled(value, values, (name,)))).strip()
        for name, value in values.items()
    }


@lru_cache(maxsize=8)
def fill_tokens(sheet: str) -> str:
    """Replace every `var()` by its value, and leave out the tokens' declarations.

    A custom property of some elements alone has its value in the rule that declares it;
    elsewhere its `var()` stays, for the reading system.
    """
    # To parse a sheet takes longer than all that is done with it: once is enough.
    rules = _rules(sheet)
    declared = _all_declared(rules)
    values = {
        name: tinycss2.parse_component_value_list(value)
        for name, value in _filled_tokens(rules, declared).items()
    }
    local = frozenset(declared).difference(values)
    filled = (_filled_rule(rule, values, local) for rule in rules)
    return "\n".join(filter(None, filled)) + "\n"


def _rules(sheet: str) -> list[ast.Node]:
    return list(
        tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    )


def _is_root(rule: ast.Node) -> bool:
    return (
        isinstance(rule, ast.QualifiedRule)
        and tinycss2.serialize(rule.prelude).strip() == ":root"
    )


def _is_token(node: ast.Node) -> bool:
    return isinstance(node, ast.Declaration) and str(node.name).startswith("--")


def _declared_tokens(rule: ast.Node) -> Iterator[tuple[str, list[ast.Node]]]:
    declarations = tinycss2.parse_blocks_contents(
        rule.content, skip_comments=True, skip_whitespace=True
    )
    for declaration in declarations:
        if _is_token(declaration):
            yield declaration.name, declaration.value


def _all_declared(rules: Sequence[ast.Node]) -> Mapping[str, list[str]]:
    """All values that custom properties have anywhere, in the sheet's order."""
    texts_by_name: dict[str, list[str]] = {}
    waiting = [*rules]
    while waiting:
        node = waiting.pop()
        if _is_token(node):
            text = tinycss2.serialize(node.value)
            texts_by_name.setdefault(node.name, []).append(text)
        content = getattr(node, "content", None)
        if content and any(map(_may_declare, content)):
            waiting += tinycss2.parse_blocks_contents(
                content, skip_comments=True, skip_whitespace=True
            )
    return texts_by_name


def _may_declare(node: ast.Node) -> bool:
    """Whether what stands in a rule may be a token's name, or a rule in it."""
    is_name = isinstance(node, ast.IdentToken) and node.value.startswith("--")
    return is_name or isinstance(node, ast.CurlyBracketsBlock)


def _check_lengths(texts_by_name: Mapping[str, list[str]]) -> None:
    lengths: dict[str, int] = {}

    def length_of(name: str, above: frozenset[str]) -> int:
        if name in above or name not in texts_by_name:
            return 0  # reported when it is filled in
        if len(above) > _DEEPEST:
            message = f"the token {name} is nested too deeply in others"
            raise InternalError(message)
        if name not in lengths:
            inner = above | {name}
            lengths[name] = max(
                len(text) + sum(length_of(u, inner) for u in _USED.findall(text))
                for text in texts_by_name[name]
            )
            is_made = any("var(" in text.lower() for text in texts_by_name[name])
            if is_made and lengths[name] > _LONGEST_FILLED:
                message = f"the token {name} grows beyond {_LONGEST_FILLED} characters"
                raise InternalError(message)
        return lengths[name]

    for name in texts_by_name:
        length_of(name, frozenset())


_DEEPEST = 50
_USED = re.compile(r"var\(\s*(--[^\s,)]+)", re.IGNORECASE)


def _filled_rule(
    rule: ast.Node, values: Mapping[str, list[ast.Node]], local: frozenset[str]
) -> str:
    if _is_root(rule):
        kept = tinycss2.serialize(
            [
                declaration
                for declaration in tinycss2.parse_blocks_contents(
                    rule.content, skip_comments=True, skip_whitespace=True
                )
                if not _is_token(declaration)
                and not isinstance(declaration, ast.ParseError)
            ]
        )
        if not kept:
            return ""
        rule.content[:] = tinycss2.parse_component_value_list(f" {kept} ")
    if rule.content is not None:
        if local and isinstance(rule, ast.QualifiedRule):
            own = {n: v for n, v in _declared_tokens(rule) if n in local}
            values, local = {**values, **own}, local.difference(own)
        rule.content[:] = _filled(rule.content, values, (), local)
    return str(rule.serialize())


def _filled(
    nodes: Iterable[ast.Node],
    values: Mapping[str, list[ast.Node]],
    above: tuple[str, ...],
    local: frozenset[str] = frozenset(),
) -> Iterator[ast.Node]:
    for node in nodes:
        if isinstance(node, ast.FunctionBlock) and node.lower_name == "var":
            yield from _value_of(node, values, above, local)
            continue
        if isinstance(node, ast.FunctionBlock):
            node.arguments[:] = list(_filled(node.arguments, values, above, local))
        elif isinstance(node, (ast.CurlyBracketsBlock, ast.ParenthesesBlock)):
            node.content[:] = list(_filled(node.content, values, above, local))
        yield node


def _value_of(
    call: ast.Node,
    values: Mapping[str, list[ast.Node]],
    above: tuple[str, ...],
    local: frozenset[str],
) -> Iterator[ast.Node]:
    arguments = [n for n in call.arguments if n.type not in ("whitespace", "comment")]
    if not arguments or not isinstance(arguments[0], ast.IdentToken):
        message = f"{call.serialize()} names no token"
        raise InternalError(message)
    name = arguments[0].value
    if name in local:
        yield call
        return
    if name not in values and len(arguments) > 2:
        after_comma = call.arguments.index(arguments[1]) + 1
        yield from _filled(call.arguments[after_comma:], values, above, local)
        return
    if name in above or name not in values:
        what = "refers to itself" if name in above else "has no value"
        message = f"the token {name} {what}"
        raise InternalError(message)
    # Made again each time: filling a value changes its nodes in place.
    text = tinycss2.serialize(values[name]).strip()
    fresh = tinycss2.parse_component_value_list(text)
    yield from _filled(fresh, values, (*above, name), local)
