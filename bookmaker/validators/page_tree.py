"""What a page inherits from the nodes above it: PDF 1.7, 7.7.3.4."""

from __future__ import annotations

from typing import Any

from pikepdf import Name, Object

_HIGHEST = 64
"""Nodes above a page: a malicious file may have a cycle of them."""


def inherited(page: Object, key: Name) -> Any:  # noqa: ANN401 - any object
    """An entry of a page, or of the nodes above it; `None` if none has it."""
    node: Object | None = page
    for _ in range(_HIGHEST):
        if node is None or key in node:
            break
        node = node.get(Name.Parent)
    return None if node is None else node.get(key)
