"""veraPDF finds nothing in what we print: PDF/UA-1 and PDF/A-2a, every check.

The engine, its Java and what calls it are packages of the `dev` group; where one of
them is not installed, these tests are skipped and say which.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from multiprocessing import get_context
from pathlib import Path

import pikepdf
import pytest

from bookmaker.backends import target_of
from bookmaker.backends.services import BuildServices
from bookmaker.config.model import BookConfig, NotePlacement, PrintConfig
from bookmaker.css.locate import theme_names
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book
from bookmaker.pipeline.stages import Request, build
from bookmaker.system.workspace import Workspace
from bookmaker.transforms import COMMON, FOR_PDF
from tests.support.hard_pages import FILES, hard_book
from tests.support.long_notes import write_long_notes
from tests.support.samples import SHARED_PARTS
from tests.support.specimen import specimen_book
from tools.verapdf import PROFILES, missing_parts, run_verapdf

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        bool(missing_parts()), reason=f"not installed: {', '.join(missing_parts())}"
    ),
]

REPOSITORY = Path(__file__).parents[2]
GOLDEN = sorted((REPOSITORY / "tests/golden/pdf").glob("*/manuscript"))
CONSTRUCTS = sorted(
    path
    for path in (REPOSITORY / "tests/golden/structure").iterdir()
    if path.is_dir() or path.suffix == ".md"
)
"""A small manuscript for each construct of the dialect."""
SAMPLES = sorted(file.parent for file in REPOSITORY.glob("manuscripts/*/book.toml"))


Check = Callable[..., list[str]]


@pytest.fixture(scope="module")
def faults_in() -> Iterator[Check]:
    """What veraPDF finds in files by each profile, in a process of its own for all."""
    with ProcessPoolExecutor(1, get_context("spawn")) as process:

        def check(*files: Path, profiles: Sequence[str] = PROFILES) -> list[str]:
            verdicts = process.submit(run_verapdf, files, profiles).result()
            assert len(verdicts) == len(files) * len(profiles)
            return [
                f"{verdict.file.name}, {verdict.profile}: {failure}"
                for verdict in verdicts
                if not verdict.is_valid
                for failure in verdict.failures or ("no check was made",)
            ]

        yield check


def test_the_program_reports_each_file_and_profile(tmp_path: Path) -> None:
    target = print_book(hard_book(), PrintConfig(), tmp_path / "book.pdf")
    done = subprocess.run(
        [sys.executable, "-m", "tools.verapdf", str(target)],
        capture_output=True,
        check=False,
        cwd=REPOSITORY,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["passed"] * len(PROFILES)


def print_book(book: Book, options: PrintConfig, target: Path) -> Path:
    """The PDF of a tree that no transform has touched."""
    config = BookConfig(name="specimen", metadata=book.metadata, print=options)
    diagnostics = Diagnostics()
    for transform in (*COMMON, *FOR_PDF):
        book = transform(book, config, diagnostics)
    workspace = Workspace(target.parent, overlay=FILES)
    artifact = (
        target_of("pdf")
        .load_backend()
        .render(book, config, workspace, diagnostics, BuildServices())
    )
    target.write_bytes(artifact.content)
    return target


def print_manuscript(manuscript: Path, target: Path) -> Path:
    """The PDF of a manuscript, whatever is wrong with it."""
    request = Request(manuscript=manuscript, is_draft=True, environment=SHARED_PARTS)
    build(request, {"pdf": target})
    return target


_FEW = tuple(zip(theme_names(), NotePlacement, strict=False))
"""Each place of notes once, each in another theme."""
_ALL = tuple(product(theme_names(), NotePlacement))


@pytest.mark.parametrize("make_book", [specimen_book, hard_book])
@pytest.mark.parametrize(
    "settings", [_FEW, pytest.param(_ALL, marks=pytest.mark.long)], ids=["few", "all"]
)
def test_every_construct_passes_in_every_theme_wherever_notes_stand(
    settings: Sequence[tuple[str, NotePlacement]],
    make_book: Callable[[], Book],
    tmp_path: Path,
    faults_in: Check,
) -> None:
    files = [
        print_book(
            make_book(),
            PrintConfig(theme=theme, notes=notes, contents_depth=3),
            tmp_path / f"{theme}-{notes.value}.pdf",
        )
        for theme, notes in settings
    ]
    assert faults_in(*files) == []


def test_a_file_with_a_fault_does_not_pass(tmp_path: Path, faults_in: Check) -> None:
    target = print_book(hard_book(), PrintConfig(), tmp_path / "book.pdf")
    with pikepdf.open(target, allow_overwriting_input=True) as pdf:
        del pdf.Root.MarkInfo
        pdf.save()
    assert any("MarkInfo" in fault for fault in faults_in(target))


@pytest.mark.parametrize(
    "manuscripts",
    [GOLDEN, pytest.param(SAMPLES, marks=pytest.mark.long)],
    ids=["golden", "samples"],
)
def test_the_samples_and_the_golden_manuscripts_pass(
    manuscripts: Sequence[Path], tmp_path: Path, faults_in: Check
) -> None:
    files = [
        print_manuscript(manuscript, tmp_path / f"{number}.pdf")
        for number, manuscript in enumerate(manuscripts)
    ]
    assert faults_in(*files) == []


@pytest.mark.long
def test_notes_that_go_on_over_pages_pass(tmp_path: Path, faults_in: Check) -> None:
    manuscript = write_long_notes(tmp_path)
    assert faults_in(print_manuscript(manuscript, tmp_path / "book.pdf")) == []


@pytest.mark.long
def test_each_construct_passes_the_second_part_by_itself(
    tmp_path: Path, faults_in: Check
) -> None:
    manuscripts = (*CONSTRUCTS, REPOSITORY / "tests/golden/everything/manuscript")
    files = [_second_part_of(one, tmp_path / one.stem) for one in manuscripts]
    assert faults_in(*files, profiles=("PDFUA_2", "PDFA_4_F")) == []


def test_a_book_without_formulas_passes_the_second_part(
    tmp_path: Path, faults_in: Check
) -> None:
    manuscript = tmp_path / "plain.md"
    manuscript.write_text("# One\n\nWords.\n", encoding="utf-8")
    (tmp_path / "quay.svg").write_text("<svg/>", encoding="utf-8")
    file = _second_part_of(manuscript, tmp_path / "plain")
    assert faults_in(file, profiles=("PDFUA_2", "PDFA_4_F")) == []


def _second_part_of(manuscript: Path, folder: Path) -> Path:
    """The PDF/UA-2 of a manuscript."""
    if manuscript.is_dir():
        shutil.copytree(manuscript, folder)
    else:
        folder.mkdir()
        (folder / "book.toml").write_text('title = "T"\n[contents]\nbody = ["x.md"]\n')
        shutil.copy(manuscript, folder / "x.md")
        shutil.copy(manuscript.parent / "quay.svg", folder)
    text = (folder / "book.toml").read_text(encoding="utf-8")
    standard = '[print]\nstandard = "ua-2"\n'
    has_table = "[print]\n" in text
    text = text.replace("[print]\n", standard) if has_table else f"{text}\n{standard}"
    (folder / "book.toml").write_text(text, encoding="utf-8")
    return print_manuscript(folder, folder / "book.pdf")


def test_each_construct_passes_by_itself(tmp_path: Path, faults_in: Check) -> None:
    files = [
        print_manuscript(manuscript, tmp_path / f"{manuscript.stem}.pdf")
        for manuscript in CONSTRUCTS
    ]
    assert faults_in(*files) == []


_TITLED, _UNTITLED = "# One\n\nText.\n\n## Low\n\nText.\n", "Text.\n\n## Low\n\nText.\n"
_SECTIONS = {"titled": "## Ford\n\nText.\n\n### Deep\n", "not": "Text.\n\n### Deep\n"}


def test_divisions_without_titles_skip_no_level(
    faults_in: Check, tmp_path: Path
) -> None:
    """7.4.2: whichever of a chapter and its section files has no title."""
    made = []
    for number, (first, section) in enumerate(
        product((_TITLED, _UNTITLED), _SECTIONS.values())
    ):
        folder = tmp_path / f"book{number}"
        folder.mkdir()
        (folder / "one.md").write_text(first, "utf-8")
        (folder / "low.md").write_text(section, "utf-8")
        body = '{file = "one.md", sections = ["low.md"]}'
        (folder / "book.toml").write_text(
            f'title = "T"\nlanguage = "en"\n[contents]\nfront = []\nbody = [{body}]\n',
            "utf-8",
        )
        made.append(print_manuscript(folder, tmp_path / f"book{number}.pdf"))
    assert faults_in(*made) == []
