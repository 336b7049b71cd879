"""The sums and the record of a release are read with care; nothing is built here."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from bookmaker.pipeline.request import Request
from bookmaker.pipeline.verification import verify_release

NOTES = "notes.txt"


def sum_of(content: bytes, name: str) -> str:
    return f"{hashlib.sha256(content).hexdigest()}  {name}\n"


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A release without editions: a record and a file of notes."""
    folder = tmp_path / "dist"
    folder.mkdir()
    files = {"metadata.json": b'{"books": []}', NOTES: b"Printed on Monday.\n"}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    sums = "".join(sum_of(content, name) for name, content in files.items())
    (folder / "SHA256SUMS").write_text(sums, "utf-8")
    return folder


def said_of(release: Path) -> list[tuple[str, str]]:
    """What is said of each file that is not as it should be."""
    asked = Request(manuscript=release.parent)
    found = verify_release(release, release.parent, asked, lambda _: None)
    assert found.files == ()
    return [(one.file, one.text) for one in found.differences]


def write_record(release: Path, record: object) -> None:
    content = json.dumps(record).encode()
    (release / "metadata.json").write_bytes(content)
    notes = (release / NOTES).read_bytes()
    sums = sum_of(content, "metadata.json") + sum_of(notes, NOTES)
    (release / "SHA256SUMS").write_text(sums, "utf-8")


def test_a_release_that_is_as_its_sums_say_has_no_difference(release: Path) -> None:
    assert said_of(release) == []


def test_other_bytes_are_reported(release: Path) -> None:
    (release / NOTES).write_bytes(b"Printed on Friday.\n")
    assert said_of(release) == [(NOTES, "its bytes aren’t those that SHA256SUMS names")]


def test_a_file_that_no_sum_names_is_reported(release: Path) -> None:
    (release / "more.txt").write_bytes(b"x")
    assert said_of(release) == [("more.txt", "SHA256SUMS doesn’t list it")]


def test_a_file_that_is_gone_is_reported(release: Path) -> None:
    (release / NOTES).unlink()
    [(name, text)] = said_of(release)
    assert name == NOTES
    assert text.endswith(", and SHA256SUMS names it")


def test_lines_that_are_no_sums_or_name_a_file_again_are_counted(release: Path) -> None:
    sums = release / "SHA256SUMS"
    lines = sums.read_text("utf-8").splitlines()
    sums.write_text("\n".join([lines[0], "x", lines[1], lines[0]]), "utf-8")
    assert said_of(release) == [
        ("SHA256SUMS", "line 2 is not a sum and a name"),
        ("SHA256SUMS", "line 4 names metadata.json again"),
    ]


@pytest.mark.parametrize("content", [b"\xff", None])
def test_sums_that_cannot_be_read_leave_every_file_unlisted(
    content: bytes | None, release: Path
) -> None:
    if content is None:
        (release / "SHA256SUMS").unlink()
    else:
        (release / "SHA256SUMS").write_bytes(content)
    found = said_of(release)
    assert found[0][0] == "SHA256SUMS"
    assert [name for name, _ in found[1:]] == ["metadata.json", NOTES]


@pytest.mark.parametrize("record", [7, [], "x", None])
def test_a_record_that_is_no_table_is_reported(record: object, release: Path) -> None:
    write_record(release, record)
    missing = "it is missing, or is not the record of a release"
    assert said_of(release) == [("metadata.json", missing)]


@pytest.mark.parametrize(
    ("epoch", "is_moment"), [(0, True), (86400, True), (-1, False), (10**20, False)]
)
def test_an_epoch_is_a_moment(epoch: int, *, is_moment: bool, release: Path) -> None:
    write_record(release, {"books": [], "epoch": epoch})
    expected = [] if is_moment else [("metadata.json", "its epoch is not a moment")]
    assert said_of(release) == expected


def test_an_edition_that_the_record_names_and_nobody_has_is_missing(
    release: Path,
) -> None:
    artifact = {"file": "tides.epub", "format": "epub"}
    book = {"name": "tides", "manuscript": "tides", "artifacts": [artifact, 3]}
    write_record(release, {"books": [book, "x"]})
    missing = "it is missing, but metadata.json names it"
    assert said_of(release) == [("tides.epub", missing)]


def test_an_edition_that_the_record_does_not_name_is_reported(release: Path) -> None:
    (release / "tides.epub").write_bytes(b"PK")
    with (release / "SHA256SUMS").open("a", encoding="utf-8") as sums:
        sums.write(sum_of(b"PK", "tides.epub"))
    unknown = "metadata.json doesn’t say what it was made from"
    assert said_of(release) == [("tides.epub", unknown)]
