"""Ten known edits of a long novel: the errata sheet names them and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import bookmaker
from bookmaker.pipeline.comparison import Comparison, compare_states
from bookmaker.pipeline.comparison.states import State
from bookmaker.pipeline.request import Request
from bookmaker.system.workspace import Environment
from tests.support.corpus import needs_corpus
from tests.support.known_edits import check_sheet, make_edits
from tools.corpus import corpus_manuscript

pytestmark = [
    pytest.mark.slow,
    needs_corpus,
    pytest.mark.xdist_group("corpus: moby-dick"),
]


@pytest.mark.long
def test_the_sheet_names_ten_known_edits_by_page_and_line(tmp_path: Path) -> None:
    manuscript = corpus_manuscript("moby-dick", tmp_path)
    edited = shutil.copytree(manuscript, tmp_path / "edited")
    files = sorted(
        path.relative_to(edited).as_posix() for path in edited.glob("chapters/*.md")
    )
    edits = make_edits(edited, files, 10)
    cache = tmp_path / "cache"
    request = Request(
        manuscript=manuscript, environment=Environment(cache_folder=cache), jobs=2
    )
    found = compare_states(State("old", manuscript), State("new", edited), request)
    assert isinstance(found, Comparison)
    with bookmaker.open_session(
        manuscript, ("pdf",), proof=False, jobs=2, epoch=0, cache_folder=cache
    ) as session:
        old = session.render()
    assert check_sheet(found, edits, old) == []
