"""Small manuscripts, a construct each, and how their PDF is read aloud.

`structure/NAME.md`, or a folder `NAME`, is the manuscript, `NAME.txt` what a screen
reader meets: elements with their languages, alternatives and links
(`tests/support/read_aloud.py`).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.pipeline.stages import Request, build
from tests.support.pdf import PdfInspector
from tests.support.print_facts import faults_of_structure
from tests.support.read_aloud import read_aloud

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
    build(Request(manuscript=CASES[case]), {"pdf": target})
    pdf = PdfInspector.of(target.read_bytes())
    assert faults_of_structure(pdf) == []
    text = "\n".join(read_aloud(pdf)) + "\n"
    expected = FOLDER / f"{case}.txt"
    if accept:
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")
