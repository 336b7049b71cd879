"""Small books and the facts of their pages: labels, text, bookmarks, links, fonts.

`pdf/<case>/manuscript/` is a manuscript, `expected.txt` the facts. The bytes are never
golden: pages, sizes, text and links are.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bookmaker.pipeline.stages import Request, build
from tests.support.pdf import PdfInspector
from tests.support.samples import SHARED_PARTS

FOLDER = Path(__file__).parent / "pdf"
CASES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("case", CASES)
def test_the_pages_are_as_expected(
    case: str,
    accept: bool,  # noqa: FBT001 - a fixture
    tmp_path: Path,
) -> None:
    target = tmp_path / "book.pdf"
    request = Request(manuscript=FOLDER / case / "manuscript", environment=SHARED_PARTS)
    outcome = build(request, {"pdf": target})
    assert [problem.message() for problem in outcome.diagnostics] == []
    text = "\n".join(facts(PdfInspector.of(target.read_bytes()))) + "\n"
    expected = FOLDER / case / "expected.txt"
    if accept:
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")


def facts(pdf: PdfInspector) -> Iterator[str]:
    yield f"sizes: {', '.join(f'{w:g} x {h:g} pt' for w, h in sorted(pdf.sizes))}"
    yield f"fonts: {', '.join(sorted(pdf.fonts))}"
    yield f"addresses: {', '.join(pdf.addresses) or 'none'}"
    dead = sorted(set(pdf.internal_links) - pdf.destinations)
    yield f"links within: {len(pdf.internal_links)}, dead: {', '.join(dead) or 'none'}"
    yield "bookmarks:"
    yield from (f"  {line}" for line in pdf.outline)
    for label, text in zip(pdf.labels, pdf.texts, strict=True):
        yield ""
        yield f"--- page {label}"
        yield from (line.rstrip() for line in text.split("\n") if line.strip())
