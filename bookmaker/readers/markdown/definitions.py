"""Definition lists: a term and what is said of it."""

from __future__ import annotations

import itertools

from bookmaker.document.nodes import Block, Definition, DefinitionList
from bookmaker.readers.markdown.blocks import Container, Definitions
from bookmaker.readers.markdown.maker import Maker, has_gap


def make_definitions(maker: Maker, block: Definitions, depth: int) -> DefinitionList:
    """Make a list of one term; those that follow one another are joined later."""
    term = maker.inlines([block.term], depth + 2)
    descriptions = tuple(
        maker.blocks(child.children, depth + 2)
        for child in block.children
        if isinstance(child, Container)
    )
    first = block.children[0] if block.children else block
    is_tight = first.line == block.line + 1 and not has_gap(block.children)
    span = maker.span(block)
    definition = Definition(term, descriptions, span=span)
    return DefinitionList((definition,), is_tight, span=span)


def join_definitions(blocks: list[Block]) -> tuple[Block, ...]:
    """Join definition lists that follow one another: each was read with one term."""
    joined: list[Block] = []
    for is_list, group in itertools.groupby(blocks, _is_definition_list):
        if is_list:
            lists = [block for block in group if isinstance(block, DefinitionList)]
            joined.append(_join_lists(lists))
        else:
            joined.extend(group)
    return tuple(joined)


def _is_definition_list(block: Block) -> bool:
    return type(block) is DefinitionList


def _join_lists(lists: list[DefinitionList]) -> DefinitionList:
    first, last = lists[0], lists[-1]
    if len(lists) == 1:
        return first
    return DefinitionList(
        tuple(definition for one in lists for definition in one.definitions),
        all(one.is_tight for one in lists),
        attributes=last.attributes,
        span=first.span.to(last.span) if first.span and last.span else None,
    )
