"""Files that anybody may have written are opened in one place, `system/files.py`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "bookmaker"
DOOR = "system/files.py"
_OPENING = frozenset({"open", "fdopen", "read_bytes", "read_text", "FileIO"})
_READERS_OF_BYTES = frozenset(
    {
        "Image.open",
        "Pdf.open",
        "mapping.read_bytes",
        "metadata.read_bytes",
        "page.Contents.read_bytes",
        "program.read_bytes",
    }
    | {"pdf.Root.Metadata.read_bytes"}
)
"""Libraries' functions of these names; ours give them what was read already."""
_OPENED_ELSEWHERE = {
    "backends/pdf/engine/extraction.py": "a PDF that was made already",
    "backends/pdf/quick_patterns.py": "a dictionary of an installed package",
    "backends/pdf/weasyprint_adapter.py": "a colour profile of WeasyPrint's",
    "cli/streams.py": "the streams and the null device",
    "css/bundle.py": "bookmaker's own sheets",
    "css/locate.py": "bookmaker's own sheets",
    "diagnostics/explanations.py": "bookmaker's own examples of messages",
    "fonts/static_faces.py": "faces of installed packages",
    "languages/__init__.py": "bookmaker's own languages",
    "languages/collation.py": "a table of an installed package",
    "importers/archives.py": "a member of an archive that was read already",
    "importers/word.py": "a picture of an archive that was read already",
    "pipeline/outputs.py": "the beginning of what would be replaced",
    "pipeline/specimen.py": "bookmaker's own text of a specimen",
    "preview/running.py": "the address of a running preview",
    "preview/server.py": "the preview's own page",
    "system/programs.py": "the records of installed packages",
    "system/store.py": "the cache",
    "system/workspace.py": "what is written",
    "trade/__init__.py": "bookmaker's own printers",
    "validators/epub_container.py": "a member of an archive that was read already",
    "validators/limits.py": "a stream of a PDF that was read already",
    "transforms/cite_sources.py": "bookmaker's own styles of citation",
}
_NOT_A_FILE = frozenset(
    {
        "door.read_text",
        "self._door.read_text",
        "self.door.read_text",
        "context.surroundings.read_text",
        "self.joiner.open",
        "webbrowser.open",
    }
)
"""Methods of our own of these names, which go through the door."""


_CALL = re.compile(rf"\b(?:{'|'.join(sorted(_OPENING))})\s*\(")
"""To parse a module takes longer than to see that none of the names is in it."""


def _openings(source: str) -> Iterator[str]:
    if _CALL.search(source) is None:
        return
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", None))
        if name in _OPENING:
            yield ast.unparse(node.func)


def test_files_are_opened_by_the_door_alone() -> None:
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        own = set(_openings(path.read_text("utf-8"))) - _NOT_A_FILE - _READERS_OF_BYTES
        if own:
            found[path.relative_to(PACKAGE).as_posix()] = own
    assert set(found) == {DOOR, *_OPENED_ELSEWHERE}, found


def test_no_file_of_a_manuscript_is_opened_elsewhere() -> None:
    rooms = {module.partition("/")[0] for module in _OPENED_ELSEWHERE}
    assert rooms.isdisjoint({"config", "readers", "images", "citations", "proof"})


def test_the_search_sees_every_way_to_open() -> None:
    seen = _openings("open(x); Path(x).read_bytes(); os.fdopen(3); io.FileIO(x)")
    assert len(list(seen)) == 4


def test_pictures_are_opened_in_one_place() -> None:
    """Which keeps Pillow silent about metadata that lie."""
    found = [
        file.relative_to(PACKAGE).as_posix()
        for file in PACKAGE.rglob("*.py")
        if re.search(r"\bImage\.open\(", file.read_text("utf-8"))
    ]
    assert found == ["images/opening.py"]
