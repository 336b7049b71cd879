"""Which files have a number: those of the text, and appendices."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.pipeline.request import Request
from bookmaker.pipeline.stages import read


@pytest.mark.parametrize(
    ("entry", "head", "label"),
    [
        ('"thanks.md"', "", None),
        ('"acknowledgements.md"', "", None),
        ('{ file = "thanks.md", role = "acknowledgements" }', "", None),
        ('{ file = "thanks.md", role = "appendix" }', "", "Appendix A"),
        ('{ file = "thanks.md", role = "chapter" }', "", "Chapter 3"),
        ('"thanks.md"', "---\nnumbered: true\n---\n\n", "Chapter 3"),
        ('"thanks.md"', "---\nrole: appendix\n---\n\n", "Appendix A"),
        (
            '{ file = "thanks.md", role = "appendix" }',
            "---\nnumbered: false\n---\n\n",
            None,
        ),
    ],
)
def test_a_plain_file_after_the_text_is_no_chapter(
    entry: str, head: str, label: str | None, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.md").write_text(f"# {name}\n\nA word.\n")
    for name in ("thanks", "acknowledgements"):
        (tmp_path / f"{name}.md").write_text(f"{head}# Thanks\n\nTo all.\n")
    (tmp_path / "book.toml").write_text(
        f'title = "T"\n[contents]\nbody = ["one.md", "two.md"]\nback = [{entry}]\n'
    )
    book = read(Request(manuscript=tmp_path)).book
    assert book is not None
    [last] = book.back
    assert last.label == label
