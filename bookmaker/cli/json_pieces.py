"""A report in JSON that is never in memory as a whole.

A chapter can have half a million problems: their report is a hundred times as long as
the chapter.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import click

from bookmaker.cli.report import as_text

_INDENT: Final = 2
"""Spaces of a level, as `json.dumps` writes them."""
_ENOUGH: Final = 1024 * 1024
"""Characters that are written at once."""


def in_pieces(
    report: Mapping[str, object], name: str, items: Iterable[object], *, level: int
) -> Iterator[str]:
    """Write a report as one JSON text with a line end, piece by piece.

    Its first empty list of the name, `level` levels deep, gets the items. Together the
    pieces are what `json.dumps` makes of it with the items in their place.
    """
    # In a string the quotation marks would be behind backslashes.
    before, empty, after = _as_json(report).partition(f'"{name}": []')
    yield before + empty.removesuffix("]")
    line = "\n" + " " * _INDENT * (level + 1)
    mark = ""
    for item in items:
        yield mark + line + _as_json(item).replace("\n", line)
        mark = ","
    end = "\n" + " " * _INDENT * level if mark else ""
    yield f"{end}]{after}\n"


def _as_json(value: object) -> str:
    return as_text(json.dumps(value, ensure_ascii=False, indent=_INDENT))


def echo_pieces(pieces: Iterable[str]) -> None:
    """Write pieces to standard output, many at once."""
    waiting: list[str] = []
    length = 0
    for piece in pieces:
        waiting.append(piece)
        length += len(piece)
        if length >= _ENOUGH:
            click.echo("".join(waiting), nl=False)
            waiting, length = [], 0
    click.echo("".join(waiting), nl=False)
