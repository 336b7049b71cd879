"""Small manuscripts, a construct each, and how their PDF is read aloud.

`structure/NAME.md`, or a folder `NAME`, is the manuscript, `NAME.txt` what a screen
reader meets: elements with their languages, alternatives and links
(`tests/support/read_aloud.py`).
"""

from __future__ import annotations

import typing
from pathlib import Path

import pytest

from bookmaker.document import nodes
from bookmaker.document.walk import find_nodes
from bookmaker.pipeline.stages import Request, build, read, read_as_written
from tests.support.pdf import PdfInspector
from tests.support.print_facts import faults_of_structure
from tests.support.read_aloud import read_aloud
from tests.support.samples import SHARED_PARTS

FOLDER = Path(__file__).parent / "structure"
CASES = {
    path.stem: path
    for path in sorted(FOLDER.iterdir())
    if path.is_dir() or path.suffix == ".md"
}

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("case", CASES)
def test_a_construct_is_read_aloud_as_expected(
    case: str,
    accept: bool,  # noqa: FBT001 - a fixture
    tmp_path: Path,
) -> None:
    target = tmp_path / "book.pdf"
    request = Request(manuscript=CASES[case], environment=SHARED_PARTS)
    build(request, {"pdf": target})
    pdf = PdfInspector.of(target.read_bytes())
    assert faults_of_structure(pdf) == []
    text = "\n".join(read_aloud(pdf)) + "\n"
    expected = FOLDER / f"{case}.txt"
    if accept:
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")


MADE_LATER = {"Contents", "NoteList"}
"""Those that the print edition composes: of `apparatus`, and of `sources`."""
NEVER_PRINTED = {"FaultMark", "RawBlock", "RawInline"}
"""A fault is for drafts; raw markup has become other nodes, or text."""


def test_every_construct_is_in_a_manuscript() -> None:
    kinds = {*typing.get_args(nodes.Block), *typing.get_args(nodes.Inline)}
    missing = set(kinds)
    for manuscript in CASES.values():
        request = Request(manuscript=manuscript)
        for outcome in (read(request), read_as_written(request)):
            assert outcome.book is not None
            found = outcome.book.divisions
            missing = {kind for kind in missing if not any(find_nodes(found, kind))}
    assert {kind.__name__ for kind in missing} == MADE_LATER | NEVER_PRINTED
