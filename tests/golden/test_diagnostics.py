"""Every kind of problem, shown by the smallest manuscript that has it.

`diagnostics/<CODE>/` holds the manuscript; a file `path.txt` there names the path below
the folder that is given to the command, where that is not the folder itself.
`expected.txt` is the report of `bookmaker check`; where a file `output.txt` names a
place below the folder, that of `bookmaker epub -o`, because the problem is there. Where
a file `damage.txt` holds two lines, the first of them is replaced by the second in the
finished EPUB: bookmaker loses no word that we know of, so a fault of its own is staged.
Where a file `import.txt` names a file, that is imported, in the encoding of its second
line if it has one. Where a file `filter.txt` names a program, that is the filter; where
a file `cache.txt` names a place, that is where caches go; where there is a file
`untrusted.txt`, the manuscript is not trusted.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.cli.making import render_for_person
from bookmaker.cli.report import Look
from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.diagnostics.kinds import KIND_BY_CODE
from bookmaker.importers.model import ImportOptions
from bookmaker.importers.sources import import_sources
from bookmaker.pipeline.stages import Request, build, check
from bookmaker.proof.completeness import check_proof, prove_epub
from bookmaker.system.workspace import Environment
from tests.support.damage import finished_epub, with_other_words

FOLDER = Path(__file__).parent / "diagnostics"
CODES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
SHOWN_BY_TESTS = {
    "E008": "unit/backends/epub/test_epub_pictures.py",
    "P004": "faults/test_print_engine.py",
    "P005": "unit/backends/pdf/engine/test_press.py",
    "V030": "unit/proof/test_completeness.py",
    "W010": "unit/cli/test_depfile.py",
}
"""What no manuscript brings about: a process that dies, many megabytes, an odd font."""


@pytest.fixture(scope="module")
def faces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that the manuscripts share: their faces are made once."""
    return tmp_path_factory.mktemp("faces")


@pytest.mark.parametrize("code", CODES)
def test_the_manuscript_shows_its_problem(
    code: str,
    accept: bool,  # noqa: FBT001 - a fixture
    monkeypatch: pytest.MonkeyPatch,
    faces: Path,
) -> None:
    monkeypatch.chdir(FOLDER)
    folder = Path(code)
    named = folder / "path.txt"
    path = named.read_text(encoding="utf-8").strip() if named.exists() else ""
    manuscript = folder / path
    named_filter = folder / "filter.txt"
    filters: tuple[str, ...] = ()
    if named_filter.exists():
        filters = (f"{folder}/{named_filter.read_text(encoding='utf-8').strip()}",)
    cache = folder / "cache.txt"
    environment = Environment(
        cache_folder=folder / cache.read_text("utf-8").strip()
        if cache.exists()
        else faces
    )
    request = Request(
        manuscript=manuscript,
        filters=filters,
        environment=environment,
        is_untrusted=(folder / "untrusted.txt").exists(),
    )
    output = folder / "output.txt"
    if output.exists():
        target = folder / output.read_text(encoding="utf-8").strip()
        found = tuple(build(request, {"epub": target}).diagnostics)
    elif (folder / "damage.txt").exists():
        old, new = (folder / "damage.txt").read_text(encoding="utf-8").split("\n")[:2]
        book, content = finished_epub(folder)
        proof = prove_epub(book, with_other_words(content, old, new))
        found = tuple(check_proof(proof, "EPUB", is_paged=False))
    elif (folder / "import.txt").exists():
        found = _refused(folder)
    else:
        found = tuple(check(request).diagnostics)
    assert code in {problem.code for problem in found}
    text = render_for_person(found, manuscript, Look(), is_quiet=False)
    expected = folder / "expected.txt"
    if accept:
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")


def _refused(folder: Path) -> tuple[Diagnostic, ...]:
    """What `bookmaker import` says of a source that it cannot take."""
    words = (folder / "import.txt").read_text(encoding="utf-8").split()
    options = ImportOptions(encoding=words[1] if len(words) > 1 else None)
    with pytest.raises(ManuscriptError) as refused:
        import_sources([folder / words[0]], options)
    return refused.value.diagnostics


def test_every_kind_of_problem_has_its_manuscript_and_the_reverse() -> None:
    assert set(CODES) == set(KIND_BY_CODE) - set(SHOWN_BY_TESTS)


@pytest.mark.parametrize("code", SHOWN_BY_TESTS)
def test_what_no_manuscript_shows_is_shown_by_a_test(code: str) -> None:
    shown = FOLDER.parents[1] / SHOWN_BY_TESTS[code]
    assert code in shown.read_text(encoding="utf-8")
