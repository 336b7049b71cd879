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

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from bookmaker.cli.making import render_for_person
from bookmaker.cli.report import ReportLook
from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.all_kinds import KIND_BY_CODE
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.importers.model import ImportOptions
from bookmaker.importers.sources import import_sources
from bookmaker.pipeline.stages import Request, build, check, read
from bookmaker.proof.completeness import check_proof, prove_epub
from bookmaker.system.workspace import Environment
from tests.support.damage import finished_epub, with_other_words

FOLDER = Path(__file__).parent / "diagnostics"
CODES = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
SHOWN_BY_TESTS = {
    "M270": "unit/pipeline/test_last_change.py",
    "M292": "unit/readers/test_kept_results.py",
    "M151": "unit/transforms/test_refuse_endless_paragraphs.py",
    "M262": "unit/transforms/test_refuse_endless_paragraphs.py",
    "E008": "unit/backends/epub/test_epub_pictures.py",
    "P004": "faults/test_print_engine.py",
    "P005": "unit/backends/pdf/engine/test_part_cache.py",
    "V031": "unit/backends/pdf/engine/test_part_cache.py",
    "P006": "unit/backends/pdf/test_composing_fails.py",
    "V030": "unit/proof/test_completeness.py",
    **dict.fromkeys(
        (f"V0{number}" for number in range(50, 61)),
        "unit/validators/test_preflight.py",
    ),
    **dict.fromkeys(
        (f"P07{number}" for number in range(6)),
        "unit/backends/pdf/cover/test_make_cover.py",
    ),
    **dict.fromkeys(
        (*(f"V06{number}" for number in range(5, 10)), "V070"),
        "unit/validators/test_epub_checks.py",
    ),
    **dict.fromkeys(("V071", "V072", "V073"), "unit/validators/test_pdf_tags.py"),
    "V061": "unit/validators/test_programs.py",
    "V062": "unit/validators/test_preflight.py",
    "V063": "unit/validators/test_preflight.py",
    "V064": "unit/validators/test_preflight_kinds.py",
    "P065": "unit/backends/pdf/test_separation.py",
    "W010": "unit/cli/test_depfile.py",
}
"""What no manuscript brings about: a process that dies, many megabytes, an odd font."""


_SPECIAL = ("output.txt", "damage.txt", "import.txt")
"""Where one of them stands beside the manuscript it is not `check` that is asked."""


def is_special(code: str) -> bool:
    """Whether something else than `check` shows the problem."""
    return any((FOLDER / code / name).exists() for name in _SPECIAL)


def manuscript_of(code: str) -> Path:
    """What is given to the command, seen from the folder of all of them."""
    named = Path(code) / "path.txt"
    path = named.read_text(encoding="utf-8").strip() if named.exists() else ""
    return Path(code) / path


def request_of(code: str, faces: Path) -> Request:
    """What the command is asked."""
    folder = Path(code)
    named_filter, cache = folder / "filter.txt", folder / "cache.txt"
    filters: tuple[str, ...] = ()
    if named_filter.exists():
        filters = (f"{folder}/{named_filter.read_text(encoding='utf-8').strip()}",)
    if cache.exists():
        faces = folder / cache.read_text("utf-8").strip()
    return Request(
        manuscript=manuscript_of(code),
        filters=filters,
        environment=Environment(cache_folder=faces),
        is_untrusted=(folder / "untrusted.txt").exists(),
        checks_prose=code.startswith("L"),
    )


def find_problems(code: str, faces: Path) -> tuple[Diagnostic, ...]:
    """All that the whole command finds."""
    folder, request = Path(code), request_of(code, faces)
    output = folder / "output.txt"
    if output.exists():
        target = folder / output.read_text(encoding="utf-8").strip()
        return tuple(build(request, {"epub": target}).diagnostics)
    if (folder / "damage.txt").exists():
        old, new = (folder / "damage.txt").read_text(encoding="utf-8").split("\n")[:2]
        book, content = finished_epub(folder)
        proof = prove_epub(book, with_other_words(content, old, new))
        return tuple(check_proof(proof, "EPUB", is_paged=False))
    if (folder / "import.txt").exists():
        return _refused(folder)
    return tuple(check(request).diagnostics)


def find_by_reading(code: str, faces: Path) -> tuple[Diagnostic, ...]:
    """What is found before an edition is made."""
    return tuple(read(request_of(code, faces)).diagnostics)


def find_by_epub(code: str, faces: Path, folder: Path) -> tuple[Diagnostic, ...]:
    """What is found where the EPUB alone is made."""
    return tuple(
        build(request_of(code, faces), {"epub": folder / "made.epub"}).diagnostics
    )


def report_of(code: str, found: Sequence[Diagnostic]) -> str:
    """What the command says of problems."""
    return render_for_person(found, manuscript_of(code), ReportLook(), is_quiet=False)


@pytest.fixture(scope="module")
def faces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that the manuscripts share: their faces are made once."""
    return tmp_path_factory.mktemp("faces")


_BY_PAGES = frozenset(
    {"E009", "M150", "M296", "S002", "S010", "S011", "S040", "V040", "X005"}
)
"""What is found when pages are laid out, besides problems of print."""


def is_by_pages(code: str) -> bool:
    """Whether a problem shows where pages are laid out, and only there."""
    return code[0] == "P" or code in _BY_PAGES


@pytest.mark.parametrize(
    "code",
    [
        pytest.param(
            code,
            marks=[pytest.mark.slow] if is_by_pages(code) else [],
        )
        for code in CODES
    ],
)
def test_the_manuscript_shows_its_problem(
    code: str,
    accept: bool,  # noqa: FBT001 - a fixture
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    faces: Path,
) -> None:
    """The cheapest step that shows the problem is enough."""
    monkeypatch.chdir(FOLDER)
    expected = Path(code) / "expected.txt"
    if accept:
        found = find_problems(code, faces)
        expected.write_text(report_of(code, found), encoding="utf-8")
    said = expected.read_text(encoding="utf-8")
    assert f" {code}:" in said
    for find in (find_by_reading, partial(find_by_epub, folder=tmp_path)):
        if not is_special(code) and report_of(code, find(code, faces)) == said:
            return
    assert is_special(code) or is_by_pages(code), "say so in _BY_PAGES, or make it so"
    found = find_problems(code, faces)
    assert code in {problem.code for problem in found}
    assert report_of(code, found) == said


@pytest.mark.long
@pytest.mark.parametrize("code", [code for code in CODES if not is_special(code)])
def test_a_check_of_the_manuscript_shows_its_problem_alone(
    code: str, monkeypatch: pytest.MonkeyPatch, faces: Path
) -> None:
    monkeypatch.chdir(FOLDER)
    said = (Path(code) / "expected.txt").read_text(encoding="utf-8")
    assert report_of(code, find_problems(code, faces)) == said


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
