"""The sums and the record of a release are read with care; nothing is built here."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bookmaker.pipeline import bill_of_materials
from bookmaker.pipeline.bill_of_materials import bill
from bookmaker.pipeline.release import ReleaseOptions, write_release
from bookmaker.pipeline.release_record import record_of, write_json
from bookmaker.pipeline.request import Request
from bookmaker.pipeline.verification import Verification, verify_release

NOTES = "notes.txt"


def sum_of(content: bytes, name: str) -> str:
    return f"{hashlib.sha256(content).hexdigest()}  {name}\n"


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A release without editions: a record and a file of notes."""
    folder = tmp_path / "dist"
    write_release(folder, (), ReleaseOptions(), Request(manuscript=tmp_path))
    (folder / NOTES).write_bytes(b"Printed on Monday.\n")
    refresh_sums(folder)
    return folder


def refresh_sums(release: Path) -> None:
    files = sorted(path for path in release.iterdir() if path.name != "SHA256SUMS")
    sums = "".join(sum_of(path.read_bytes(), path.name) for path in files)
    (release / "SHA256SUMS").write_text(sums, "utf-8")


def verified(release: Path, lock: str | None = None) -> Verification:
    """What comes of verifying a release, with the manuscripts next to it."""
    asked = Request(manuscript=release.parent)
    return verify_release(release, release.parent, asked, lambda _: None, lock)


def said_of(release: Path) -> list[tuple[str, str]]:
    """What is said of each file that is not as it should be."""
    return [(one.file, one.text) for one in verified(release).differences]


def write_record(release: Path, record: object) -> None:
    written = write_json(record)
    (release / "metadata.json").write_bytes(written)
    refresh_sums(release)


def test_a_release_that_is_as_its_sums_say_has_no_difference(release: Path) -> None:
    found = verified(release)
    assert found.differences == []
    assert found.files == ["metadata.json", "bookmaker.cdx.json"]
    [notes] = found.uncompared
    assert notes.file == NOTES


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
    sums.write_text("\n".join([lines[0], "x", *lines[1:], lines[0]]), "utf-8")
    assert said_of(release) == [
        ("SHA256SUMS", "line 2 is not a sum and a name"),
        ("SHA256SUMS", "line 5 names bookmaker.cdx.json again"),
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
    names = [name for name, _ in found[1:]]
    assert names == ["bookmaker.cdx.json", "metadata.json", NOTES]


@pytest.mark.parametrize("record", [7, [], "x", None])
def test_a_record_that_is_no_table_is_reported(record: object, release: Path) -> None:
    write_record(release, record)
    missing = "it is missing, or is not the record of a release"
    assert said_of(release) == [("metadata.json", missing)]


@pytest.mark.parametrize(
    ("epoch", "is_moment"), [(0, True), (86400, True), (-1, False), (10**20, False)]
)
def test_an_epoch_is_a_moment(epoch: int, *, is_moment: bool, release: Path) -> None:
    write_record(release, record_of((), epoch))
    expected = [] if is_moment else [("metadata.json", "its epoch is not a moment")]
    assert said_of(release) == expected


def test_an_edition_that_the_record_names_and_nobody_has_is_missing(
    release: Path,
) -> None:
    artifact = {"file": "tides.epub", "format": "epub"}
    book = {"name": "tides", "manuscript": "tides", "artifacts": [artifact, 3]}
    write_record(release, {"books": [book, "x"]})
    missing = "it is missing, but metadata.json names it"
    assert ("tides.epub", missing) in said_of(release)


def test_an_edition_that_the_record_does_not_name_is_reported(release: Path) -> None:
    (release / "tides.epub").write_bytes(b"PK")
    refresh_sums(release)
    unknown = "metadata.json doesn’t say what it was made from"
    assert said_of(release) == [("tides.epub", unknown)]


# --- the bill of materials

BILL = "bookmaker.cdx.json"
LOCK = f"click==8.1.0 \\\n    --hash=sha256:{'a' * 64}\n"


def write_bill(release: Path, content: bytes) -> None:
    (release / BILL).write_bytes(content)
    refresh_sums(release)


def outcome_for_bill(found: Verification) -> str:
    """In which list the bill of materials is, and what is said of it."""
    texts = [one.text for one in found.differences if one.file == BILL]
    if texts:
        return f"differs: {texts[0]}"
    left = [one.text for one in found.uncompared if one.file == BILL]
    return f"not compared: {left[0]}" if left else "same"


def test_a_bill_of_a_lock_is_compared_with_the_lock_alone(release: Path) -> None:
    write_bill(release, write_json(bill(LOCK)))
    assert outcome_for_bill(verified(release, LOCK)) == "same"
    said = outcome_for_bill(verified(release, LOCK.replace("8.1.0", "8.1.1")))
    assert said.startswith("differs: built again, it differs: in serialNumber")
    assert outcome_for_bill(verified(release)).endswith("give it with --lock")


def test_a_bill_of_other_versions_is_not_compared_if_it_agrees_with_itself(
    release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = json.loads((release / BILL).read_bytes())
    first = own["components"][0]
    version = importlib.metadata.version

    def older(name: str) -> str:
        return "0.1" if name == first["name"] else version(name)

    bill_of_materials._installed_versions.cache_clear()
    monkeypatch.setattr(importlib.metadata, "version", older)
    write_bill(release, write_json(bill(None)))
    monkeypatch.undo()
    bill_of_materials._installed_versions.cache_clear()
    said = outcome_for_bill(verified(release))
    assert said.startswith("not compared: it lists programs in other versions")
    text = (release / BILL).read_text("utf-8").replace('"0.1"', '"0.2"')
    write_bill(release, text.encode())
    assert outcome_for_bill(verified(release)).startswith("differs: ")


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"components": [3]}', b"[["])
def test_a_bill_that_is_none_differs(content: bytes, release: Path) -> None:
    write_bill(release, content)
    assert outcome_for_bill(verified(release)).startswith("differs: ")


def test_a_release_without_a_bill_lacks_it(release: Path) -> None:
    (release / BILL).unlink()
    refresh_sums(release)
    text = "differs: it is missing, but a release has it"
    assert outcome_for_bill(verified(release)) == text


@pytest.mark.parametrize(
    "edit",
    [
        lambda sums: sums[:-1],
        lambda sums: sums.replace(b"\n", b"\r\n"),
        lambda sums: sums.replace(b"\n", b"\x0c", 1),
    ],
    ids=["no end", "CRLF", "a form feed"],
)
def test_sums_whose_lines_end_otherwise_are_reported(
    edit: Callable[[bytes], bytes], release: Path
) -> None:
    sums = release / "SHA256SUMS"
    sums.write_bytes(edit(sums.read_bytes()))
    text = "its lines don’t end as a release writes them"
    assert said_of(release) == [("SHA256SUMS", text)]


def record_with(release: Path, **entries: object) -> None:
    record = json.loads((release / "metadata.json").read_text("utf-8"))
    write_record(release, record | entries)


def test_many_wrong_lines_are_counted(release: Path) -> None:
    with (release / "SHA256SUMS").open("a", encoding="utf-8") as sums:
        sums.write("odd\n" * 1000)
    said = said_of(release)
    assert said[0] == ("SHA256SUMS", "line 4 is not a sum and a name")
    assert said[-1] == ("SHA256SUMS", "980 more lines are wrong")
    assert len(said) == 21


def test_many_missing_files_are_counted(release: Path) -> None:
    with (release / "SHA256SUMS").open("a", encoding="utf-8") as sums:
        sums.writelines(sum_of(b"", f"{number}.txt") for number in range(1500))
    said = said_of(release)
    assert len(said) == 1001
    assert ("SHA256SUMS", "500 more files that it names are missing") in said


def test_a_book_that_a_record_names_again_is_built_once(release: Path) -> None:
    files = [{"file": f"{n}.epub", "format": "epub", "edition": "a"} for n in range(90)]
    book = {"name": "tides", "manuscript": "none", "artifacts": files, "covers": files}
    record_with(release, books=[book] * 1000)
    found = verified(release)
    again = [one for one in found.differences if one.text.endswith(" files again")]
    assert len(again) == 2 * 1000 - 1
    missing = [one for one in found.differences if one.file.endswith(".epub")]
    assert len(missing) == 90


def test_a_book_of_too_many_editions_is_none_of_ours(release: Path) -> None:
    files = [
        {"file": f"{n}.epub", "format": "epub", "edition": f"{n}"} for n in range(999)
    ]
    book = {"name": "tides", "manuscript": "none", "artifacts": files}
    record_with(release, books=[book])
    said = said_of(release)
    text = "it names more than 100 editions of one book"
    assert ("metadata.json", text) in said
    assert len([one for one in said if one[0].endswith(".epub")]) == 100


@pytest.mark.parametrize("name", ["", "..", "a b", "\0", "x" * 5000])
def test_odd_programs_are_not_there(name: str, release: Path) -> None:
    record_with(release, **{"made-with": {name: "1"}})
    (version,) = verified(release).versions
    assert version == f"{name} was 1 and is not there"


def test_a_moment_is_a_number(release: Path) -> None:
    record_with(release, epoch=True)
    assert verified(release).files == ["bookmaker.cdx.json"]
