"""Ten known edits of a sample: the errata sheet names them and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import bookmaker
from bookmaker.pipeline.comparison import Comparison, compare_states
from bookmaker.pipeline.comparison.states import State
from bookmaker.pipeline.request import Request
from bookmaker.system.workspace import Environment
from tests.support.known_edits import check_sheet, make_edits

pytestmark = pytest.mark.slow
SAMPLE = Path("manuscripts/the-underside-of-bridges")


def test_the_sheet_names_ten_known_edits_by_page_and_line(tmp_path: Path) -> None:
    edited = shutil.copytree(SAMPLE, tmp_path / "bridges")
    files = sorted(
        path.relative_to(edited).as_posix() for path in edited.glob("chapters/0*.md")
    )
    edits = make_edits(edited, files, 10)
    environment = Environment(cache_folder=tmp_path / "cache")
    request = Request(manuscript=SAMPLE, environment=environment, jobs=2)
    found = compare_states(State("old", SAMPLE), State("new", edited), request)
    assert isinstance(found, Comparison)
    with bookmaker.open_session(
        SAMPLE, ("pdf",), proof=False, epoch=0, cache_folder=tmp_path / "cache"
    ) as session:
        old = session.render()
    assert check_sheet(found, edits, old) == []
    changed = [one.pair.new for one in found.chapters if one.added or one.removed]
    assert {one.file for one in changed if one} == {edit.file for edit in edits}
    assert [one.needs_file for one in found.editions] == [True, True]
