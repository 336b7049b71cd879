"""Results that Quarto or a notebook keeps are in the book, if they are its text's."""

from __future__ import annotations

import base64
import hashlib
import io
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image as Pictures

import bookmaker
from bookmaker.document.nodes import Block, CodeBlock, Figure
from bookmaker.document.text import plain_text
from bookmaker.document.walk import find_nodes

SETTINGS = "book:\n  title: Weirs\n  chapters: [index.qmd, more.ipynb]\nlang: en\n"
TEXT = "# Weirs\n\n```{r}\n#| label: fig-w\nplot(1)\n```\n"
FROZEN = (
    "# Weirs\n\n::: {.cell}\n::: {.cell-output-display}\n"
    "![A weir](index_files/figure-html/w.png){#fig-w}\n:::\n:::\n\nIt is 3 m.\n"
)


def _picture() -> bytes:
    content = io.BytesIO()
    Pictures.new("RGB", (40, 30), "teal").save(content, "PNG")
    return content.getvalue()


def _cell(kind: str, source: str, *outputs: Mapping[str, object]) -> dict[str, object]:
    return {"cell_type": kind, "source": [source], "outputs": list(outputs)}


NOTEBOOK = {
    "metadata": {"kernelspec": {"language": "python"}},
    "cells": [
        _cell("markdown", "# More\n\nWords *of* it."),
        _cell(
            "code",
            "#| fig-cap: The tide\n#| label: fig-t\nplot()",
            {"output_type": "stream", "text": ["\x1b[31mRed\x1b[0m line\n"]},
            {
                "output_type": "display_data",
                "data": {"image/png": base64.b64encode(_picture()).decode()},
            },
        ),
        _cell(
            "code",
            "#| echo: false\n1 + 1",
            {"output_type": "execute_result", "data": {"text/plain": ["2"]}},
        ),
    ],
}


def _read(root: Path, kept: str) -> tuple[tuple[Block, ...], list[str]]:
    (root / "_quarto.yml").write_text(SETTINGS)
    (root / "index.qmd").write_text(TEXT)
    (root / "more.ipynb").write_text(json.dumps(NOTEBOOK))
    frozen = root / "_freeze" / "index"
    (frozen / "execute-results").mkdir(parents=True)
    (frozen / "figure-html").mkdir()
    (frozen / "figure-html" / "w.png").write_bytes(_picture())
    digest = hashlib.md5(kept.encode(), usedforsecurity=False).hexdigest()
    told = {"hash": digest, "result": {"markdown": FROZEN}}
    (frozen / "execute-results" / "html.json").write_text(json.dumps(told))
    outcome = bookmaker.read(root)
    assert outcome.book is not None
    blocks = tuple(block for one in outcome.book.body for block in one.blocks)
    return blocks, [d.code for d in outcome.diagnostics]


def test_results_of_the_text_as_it_is_are_shown(tmp_path: Path) -> None:
    blocks, codes = _read(tmp_path, TEXT)
    assert codes == ["M132"]
    frozen, tide = find_nodes(blocks, Figure)
    assert frozen.image.source == "_freeze/index/figure-html/w.png"
    assert "It is 3 m." in plain_text(blocks)
    assert plain_text(tide.caption) == "The tide"
    assert tide.attributes.id == "fig-t"
    code = [block.text for block in find_nodes(blocks, CodeBlock)]
    assert code == ["plot()", "Red line", "2"]


def test_results_of_an_older_text_are_not_shown(tmp_path: Path) -> None:
    blocks, codes = _read(tmp_path, TEXT + "\nChanged since.\n")
    assert "M291" in codes
    assert "M235" in codes
    assert "It is 3 m." not in plain_text(blocks)


@pytest.mark.slow
def test_a_notebook_builds_with_its_pictures(tmp_path: Path) -> None:
    _read(tmp_path, TEXT)
    outcome = bookmaker.build(tmp_path, tmp_path / "out", formats=("epub",))
    assert not [d for d in outcome.diagnostics if d.severity.value == "error"]


def test_what_is_not_a_notebook_is_reported(tmp_path: Path) -> None:
    (tmp_path / "_quarto.yml").write_text("book:\n  chapters: [a.ipynb]\n")
    (tmp_path / "a.ipynb").write_text("# Words\n")
    codes = {d.code for d in bookmaker.read(tmp_path).diagnostics}
    assert "M292" in codes
