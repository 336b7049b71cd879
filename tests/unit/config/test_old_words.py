"""Words that other programs use for a choice are read, with a note."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.config.synonyms import WORD_BY_SYNONYM
from bookmaker.pipeline.request import Request
from bookmaker.pipeline.stages import read


@pytest.mark.parametrize(("key", "word"), WORD_BY_SYNONYM)
def test_a_synonym_is_read_as_the_choice(key: str, word: str, tmp_path: Path) -> None:
    (tmp_path / "book.toml").write_text(
        f'title = "T"\n[contents]\nbody = ["a.md"]\n[print]\n{key} = "{word}"\n'
    )
    (tmp_path / "a.md").write_text("# A\n\nA word.\n")
    [note] = read(Request(manuscript=tmp_path)).diagnostics
    assert note.code == "C080"
    assert note.help() == f'write {key} = "{WORD_BY_SYNONYM[key, word]}"'
