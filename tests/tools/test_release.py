"""dist/: the artifacts, metadata.json, SHA256SUMS."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

from tools.release import main, write_release
from tools.release_check import check_changelog, check_tree, check_wheel

CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf"/></rootfiles></container>"""
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>Bridges</dc:title>
<dc:creator>A</dc:creator><dc:creator>B</dc:creator></metadata></package>"""


def write_editions(folder: Path) -> list[Path]:
    epub, pdf = folder / "bridges.epub", folder / "bridges.pdf"
    with zipfile.ZipFile(epub, "w") as archive:
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr("EPUB/package.opf", PACKAGE)
    pdf.write_bytes(b"%PDF-1.7")
    for path in (epub, pdf):
        told = {
            "format": path.suffix[1:],
            "bytes": path.stat().st_size,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "pages": None,
            "seconds": 1.5,
            "checks": [],
            "words": {"expected": 900, "proven": 900},
        }
        report = folder / f"{path.name}.report.json"
        report.write_text(json.dumps({"outputs": [told]}), "utf-8")
    return [epub, pdf]


def test_release_tells_title_and_creators_of_each_book(tmp_path: Path) -> None:
    write_release(tmp_path / "dist", write_editions(tmp_path))
    record = json.loads((tmp_path / "dist/metadata.json").read_text("utf-8"))
    (book,) = record["books"]
    assert book["metadata"] == {"title": ["Bridges"], "creator": ["A", "B"]}
    assert [artifact["format"] for artifact in book["artifacts"]] == ["epub", "pdf"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (None, "it was made without the proof (--no-proof)"),
        ({"expected": 900, "proven": 897}, "3 of 900 words are not proven"),
    ],
)
def test_an_edition_that_lacks_words_is_not_released(
    words: dict[str, int] | None,
    said: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    editions = write_editions(tmp_path)
    report = tmp_path / "bridges.pdf.report.json"
    record = json.loads(report.read_text("utf-8"))
    record["outputs"][0]["words"] = words
    report.write_text(json.dumps(record), "utf-8")
    assert main([str(tmp_path / "dist"), *map(str, editions)]) == 1
    assert said in capsys.readouterr().err
    assert not (tmp_path / "dist").exists()


def test_sums_cover_every_file_but_themselves(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    write_release(dist, write_editions(tmp_path))
    lines = (dist / "SHA256SUMS").read_text("utf-8").splitlines()
    told = {line[66:]: line[:64] for line in lines}
    files = {path.name: path for path in dist.iterdir() if path.name != "SHA256SUMS"}
    assert told == {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in files.items()
    }


def test_release_is_the_same_when_made_again(tmp_path: Path) -> None:
    artifacts = write_editions(tmp_path)
    for name in ("one", "two"):
        write_release(tmp_path / name, list(reversed(artifacts)))
    one, two = (
        (tmp_path / name / "SHA256SUMS").read_bytes() for name in ("one", "two")
    )
    assert one == two


def test_changelog_must_have_a_dated_section_for_the_version() -> None:
    assert check_changelog("## [1.2.0] - 2026-11-22\n", "1.2.0") == []
    assert check_changelog("## [Unreleased]\n", "1.2.0") != []


def test_uncommitted_files_stand_in_the_way() -> None:
    assert check_tree("") == []
    assert check_tree(" M README.md\n") == ["not committed:  M README.md"]


def test_wheel_must_carry_every_sheet() -> None:
    names = ["bookmaker/_styles/base/text.css"]
    assert check_wheel(names, ["base/text.css"]) == []
    assert check_wheel(names, ["print.css"]) == ["the wheel lacks styles/print.css"]
