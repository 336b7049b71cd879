"""Markdown and the tree it makes: `read/*.txt`, many cases each.

A case is a line `@@@ its name`, the Markdown, a line `@@@`, and what comes of it: the
tree with the place of each node, the notes, the metadata, the diagnostics.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.dump import dump
from bookmaker.readers.markdown import MarkdownFile, read_markdown

FOLDER = Path(__file__).parent / "read"
_CASE = re.compile(r"^@@@ (.+)\n((?:(?!@@@).*\n)*)@@@\n((?:(?!@@@).*\n?)*)", re.M)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda p: p.stem)
def test_markdown_gives_the_agreed_tree(
    path: Path,
    accept: bool,  # noqa: FBT001 - a fixture
) -> None:
    content = path.read_text(encoding="utf-8")
    cases = _CASE.findall(content)
    assert len(cases) == content.count("\n@@@ ") + content.startswith("@@@ ")
    given = "".join(
        f"@@@ {name}\n{markdown}@@@\n{_read(markdown)}\n" for name, markdown, _ in cases
    )
    if accept:
        path.write_text(given, encoding="utf-8")
    assert given == content


def _read(markdown: str) -> str:
    diagnostics = Diagnostics()
    found = read_markdown(markdown, "x.md", diagnostics)
    lines = [dump(node, shows_spans=True) for node in (*found.blocks, *found.notes)]
    lines += _metadata(found)
    lines += [
        f"{problem.code} @{problem.span.line}:{problem.span.column}"
        f"-{problem.span.end_line}:{problem.span.end_column} {problem.message()}\n"
        for problem in diagnostics
        if problem.span is not None
    ]
    return "".join(lines)


def _metadata(found: MarkdownFile) -> list[str]:
    metadata = found.metadata
    values = {
        "title": metadata.title,
        "subtitle": metadata.subtitle,
        "short-title": metadata.short_title,
        "author": metadata.author,
        "lang": metadata.language,
        "translator": metadata.translator,
        "epigraph": metadata.epigraph or None,
        "first-published": metadata.first_published or None,
        "role": metadata.role,
        "numbered": metadata.numbered,
    }
    return [
        f"metadata {key}: {value!r} @{span.line}:{span.column}\n"
        for key, value in values.items()
        if value is not None and (span := metadata.span_by_key.get(key)) is not None
    ]
