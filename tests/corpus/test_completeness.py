"""The completeness proof raises no false alarm: samples and constructs."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.backends import target_of
from bookmaker.backends.services import BuildServices
from bookmaker.config.model import BookConfig, EpubConfig, NotePlacement, PrintConfig
from bookmaker.css.locate import theme_names
from bookmaker.diagnostics import Diagnostics, Severity
from bookmaker.pipeline.stages import Outcome, Request, build
from bookmaker.system.workspace import Workspace
from bookmaker.transforms import COMMON, FOR_EPUB, FOR_PDF
from tests.support.samples import SHARED_PARTS, built, together
from tests.support.specimen import OVERLAY, specimen_book

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
GOLDEN = sorted(
    folder / "manuscript"
    for kind in ("epub", "pdf")
    for folder in (ROOT / "tests" / "golden" / kind).iterdir()
    if (folder / "manuscript").is_dir()
)
SAMPLES = [
    path
    for path in sorted((ROOT / "manuscripts").iterdir())
    if path.name != "README.md" and (path.is_dir() or path.suffix == ".md")
]


def false_alarms(manuscript: Path, folder: Path) -> list[str]:
    """Those of both editions of a manuscript."""
    targets = {name: folder / f"one.{name}" for name in ("epub", "pdf")}
    request = Request(manuscript=manuscript, environment=SHARED_PARTS)
    return false_alarms_of(build(request, targets))


def false_alarms_of(outcome: Outcome) -> list[str]:
    """What the proof says of editions, and which words it did not prove."""
    faults = [
        f"{found.span}: {found.message()}"
        for found in outcome.diagnostics
        if found.code.startswith("V02")
    ]
    missing = any(found.code == "S002" for found in outcome.diagnostics)
    for output in outcome.outputs:
        assert output.proof is not None
        if output.proof.words_proven != output.proof.words_expected and not missing:
            faults.append(f"{output.format}: {output.proof}")
    assert outcome.outputs or outcome.diagnostics.count(Severity.ERROR)
    return faults


@pytest.mark.parametrize(
    "name", [pytest.param(path.name, marks=together(path.name)) for path in SAMPLES]
)
def test_no_false_alarm_on_a_sample(name: str) -> None:
    assert false_alarms_of(built(name)) == []


@pytest.mark.parametrize(
    "manuscript", GOLDEN, ids=lambda path: str(path.relative_to(ROOT))
)
def test_no_false_alarm_on_a_manuscript_of_ours(
    manuscript: Path, tmp_path: Path
) -> None:
    assert false_alarms(manuscript, tmp_path) == []


@pytest.mark.sampled
@pytest.mark.parametrize("name", ["epub", "pdf"])
@pytest.mark.parametrize("theme", theme_names())
@pytest.mark.parametrize("notes", NotePlacement)
def test_no_false_alarm_on_any_construct(
    name: str, theme: str, notes: NotePlacement, tmp_path: Path
) -> None:
    book = specimen_book()
    config = BookConfig(
        name="specimen",
        metadata=book.metadata,
        print=PrintConfig(theme=theme, notes=notes),
        epub=EpubConfig(notes=notes),
    )
    for transform in (*COMMON, *(FOR_EPUB if name == "epub" else FOR_PDF)):
        book = transform(book, config, Diagnostics())
    workspace = Workspace(tmp_path, overlay=OVERLAY)
    artifact = (
        target_of(name)
        .load_backend()
        .render(book, config, workspace, Diagnostics(), BuildServices())
    )
    assert artifact.prove is not None
    assert artifact.prove().faults == ()


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=together(name))
        for name in ("the-underside-of-bridges", "handbook")
    ],
)
def test_both_editions_count_the_same_words_of_the_manuscript(name: str) -> None:
    proofs = [output.proof for output in built(name).outputs]
    counts = [proof.words_of_manuscript for proof in proofs if proof is not None]
    assert len(counts) == 2
    # Passages for one edition, and references that name a page in print, may differ.
    assert abs(counts[0] - counts[1]) <= counts[0] / 200
    for proof in proofs:
        assert proof is not None
        assert dict(proof.words_added).keys() <= {
            "contents",
            "descriptions",
            "index",
            "labels",
        }


def test_a_book_of_prose_and_notes_has_one_count(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "# One\n\nWords[^1], and more words[^2].\n\n* * *\n\n- an item\n\n1. another"
        "\n\n[A link](https://example.org/path) and $a^2$.\n\n"
        "[^1]: A note of six words is here.\n[^2]: Another.\n"
    )
    (tmp_path / "book.toml").write_text('title = "T"\n[contents]\nbody = ["a.md"]\n')
    targets = {kind: tmp_path / f"one.{kind}" for kind in ("epub", "pdf")}
    outcome = build(Request(manuscript=tmp_path), targets)
    counts = {o.proof.words_of_manuscript for o in outcome.outputs if o.proof}
    assert len(counts) == 1
