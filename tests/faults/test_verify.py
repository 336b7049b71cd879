"""`bookmaker verify`: equal releases are equal, and whatever is changed is told."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from bookmaker.cli import run

pytestmark = pytest.mark.slow


@pytest.fixture
def dist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A release of one small book, and its manuscript in `manuscripts/`."""
    monkeypatch.chdir(tmp_path)
    book = tmp_path / "manuscripts" / "tides"
    book.mkdir(parents=True)
    (book / "book.toml").write_text(
        'title = "Tides"\nlanguage = "en"\n[contents]\nbody = ["one.md"]\n', "utf-8"
    )
    (book / "one.md").write_text("# One\n\nThe tide was out.\n", "utf-8")
    folder = tmp_path / "dist"
    assert run(["build", "manuscripts/tides", "-o", "dist"]) == 0
    artifacts = [{"file": f"tides.{k}", "format": k} for k in ("epub", "pdf")]
    record = {
        "made-with": {"weasyprint": "1.0"},
        "epoch": None,
        "books": [{"name": "tides", "manuscript": "tides", "artifacts": artifacts}],
    }
    (folder / "metadata.json").write_text(json.dumps(record), "utf-8")
    write_sums(folder)
    return folder


def write_sums(folder: Path) -> None:
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(folder.iterdir())
        if path.name != "SHA256SUMS"
    ]
    (folder / "SHA256SUMS").write_text("".join(lines), "utf-8")


def test_a_release_that_can_be_made_again_is_verified(
    dist: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["verify", str(dist)]) == 0
    assert capsys.readouterr().out == (
        "tides.epub: the same, byte for byte\ntides.pdf: the same, byte for byte\n"
    )


def test_a_changed_manuscript_is_told_with_the_versions(
    dist: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("manuscripts/tides/one.md").write_text("# One\n\nThe tide was in.\n", "utf-8")
    assert run(["verify", str(dist)]) == 6
    said = capsys.readouterr().err
    assert "tides.epub: made again, it has other bytes" in said
    assert "weasyprint was 1.0 and is" in said


def test_a_changed_file_is_told(dist: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (dist / "tides.epub").open("ab") as file:
        file.write(b"x")
    (dist / "more.txt").write_text("x", "utf-8")
    assert run(["verify", str(dist)]) == 6
    said = capsys.readouterr().err
    assert "tides.epub: its bytes are not those that SHA256SUMS names" in said
    assert "more.txt: SHA256SUMS does not name it" in said


@pytest.mark.parametrize("name", ["SHA256SUMS", "metadata.json"])
def test_a_release_without_its_records_is_told(dist: Path, name: str) -> None:
    (dist / name).unlink()
    assert run(["verify", str(dist)]) == 6


def test_a_record_cannot_name_a_manuscript_elsewhere(
    dist: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = json.loads((dist / "metadata.json").read_text("utf-8"))
    record["books"][0]["manuscript"] = "../manuscripts/tides"
    (dist / "metadata.json").write_text(json.dumps(record), "utf-8")
    write_sums(dist)
    assert run(["verify", str(dist)]) == 6
    assert "its manuscript is not in manuscripts" in capsys.readouterr().err


def test_a_release_without_a_book_is_no_traceback(
    dist: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (dist / "metadata.json").write_text('{"books": [1, {"artifacts": [2]}]}', "utf-8")
    write_sums(dist)
    assert run(["verify", str(dist)]) == 6
    said = capsys.readouterr().err
    assert "tides.pdf: metadata.json does not say what it was made from" in said
