"""A manuscript that is being edited: only what changed is read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.pipeline import stages
from bookmaker.pipeline.request import Request
from bookmaker.readers.readings import ReadingMemory
from bookmaker.system.workspace import Environment

CONFIG = 'title = "T"\npublished = 2026-11-01\n[contents]\nbody = ["a.md", "b.md"]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "book.toml").write_text(CONFIG, "utf-8")
    (tmp_path / "a.md").write_text("# A\n\n[b](b.md#c)[^1]\n", "utf-8")
    (tmp_path / "b.md").write_text("# B\n\n[c]{#c}\n\nPlain.\n", "utf-8")
    return tmp_path


def codes(folder: Path, memory: ReadingMemory, **unsaved: str) -> list[tuple[str, str]]:
    request = Request(manuscript=folder, environment=Environment())
    texts = {folder / f"{name}.md": text.encode() for name, text in unsaved.items()}
    found = stages.read_unsaved(request, texts, memory).outcome.diagnostics
    return [(d.code, d.span.file if d.span else "") for d in found]


def test_only_the_changed_file_is_read(folder: Path) -> None:
    memory = ReadingMemory()
    before = codes(folder, memory)
    kept = dict(memory.remembered_by_file)
    assert len(before) == 1
    assert codes(folder, memory) == before
    assert memory.remembered_by_file == kept
    after = codes(folder, memory, b="# B\n\nPlain.\n")
    assert set(after) == {*before, ("X006", "a.md")}
    assert memory.remembered_by_file["a.md"] is kept["a.md"]
    assert memory.remembered_by_file["b.md"] is not kept["b.md"]


def test_what_is_not_saved_is_not_written(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    codes(folder, ReadingMemory(), b="# Another\n")
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_problems_are_looked_for_again_when_files_have_changed(folder: Path) -> None:
    memory = ReadingMemory()
    text = "# A\n\n{{< include more.txt >}}\n"
    first = codes(folder, memory, a=text)
    assert first
    (folder / "more.txt").write_text("Words.\n", "utf-8")
    memory.forget_problems()
    assert codes(folder, memory, a=text) == []
