"""Small EPUBs, unzipped, as a person agreed to them.

Each folder of `golden/epub/` holds a manuscript and what is expected of its EPUB: the
XML and XHTML files as they are, and `files.txt` with every file in the order packed.
Sheet and pictures are named there but not kept: they have tests of their own.
"""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pytest

from bookmaker.pipeline.stages import Request, build
from tests.support.samples import SHARED_PARTS

CASES = sorted(path.parent for path in Path(__file__).parent.glob("epub/*/manuscript"))
KEPT = (".xhtml", ".opf", ".ncx", ".xml")


def unzipped(manuscript: Path, folder: Path) -> dict[str, bytes]:
    """Build the EPUB of a manuscript; its readable files and the list of all."""
    files = list(manuscript.iterdir())
    source = files[0] if len(files) == 1 and files[0].is_file() else manuscript
    target = folder / "book.epub"
    outcome = build(
        Request(manuscript=source, environment=SHARED_PARTS), {"epub": target}
    )
    assert outcome.outputs, [d.message() for d in outcome.diagnostics]
    with zipfile.ZipFile(io.BytesIO(target.read_bytes())) as container:
        names = container.namelist()
        kept = {n: container.read(n) for n in names if n.endswith(KEPT)}
    return {**kept, "files.txt": "".join(f"{n}\n" for n in names).encode()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_epub_is_as_agreed(case: Path, tmp_path: Path, *, accept: bool) -> None:
    expected = case / "expected"
    found = unzipped(case / "manuscript", tmp_path)
    if accept:
        shutil.rmtree(expected, ignore_errors=True)
        for name, content in found.items():
            target = expected / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    agreed = {
        path.relative_to(expected).as_posix(): path.read_bytes()
        for path in expected.rglob("*")
        if path.is_file()
    }
    assert found.keys() == agreed.keys()
    for name, content in found.items():
        assert content.decode() == agreed[name].decode(), name
