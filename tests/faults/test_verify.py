"""`bookmaker verify` judges the files that lie there, and says where they differ.

A release is built once; each test changes a copy of it. Whatever is changed, the file
that was changed is never called the same, and the status is 6.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bookmaker.cli import run
from bookmaker.pipeline.differences import find_difference

pytestmark = pytest.mark.slow
EPUB, PDF, RECORD = "tides.epub", "tides.pdf", "metadata.json"
FILES = (
    *("bookmaker.cdx.json", RECORD, "tides-cover.png"),
    *("tides-print-cover.pdf", "tides-print.pdf", "tides.epub", "tides.pdf"),
)
"""All that the release has, apart from its sums."""
FILES_OF_EPUB = ("bookmaker.cdx.json", RECORD, "tides-cover.png", EPUB)
"""What the release of the EPUB alone has, which takes a tenth of the time to build."""
EDITIONS = ("-e", "epub", "-e", "pdf", "-e", "print")
ASKED = (*EDITIONS, "--no-validate", "-q")
SAME = "the same, byte for byte"
CHAPTERS = {
    "one.md": "# One\n\nThe tide was out.\n",
    "two.md": "# Two\n\nThe tide was in.\n",
}


def _released(root: Path, *asked: str) -> Path:
    """A folder with `dist/`, a release of one small book, and `manuscripts/`."""
    book = root / "manuscripts" / "tides"
    book.mkdir(parents=True)
    (book / "book.toml").write_text(
        'title = "Tides"\nlanguage = "en"\n[contents]\nbody = ["one.md", "two.md"]\n',
        "utf-8",
    )
    for name, text in CHAPTERS.items():
        (book / name).write_text(text, "utf-8")
    folder = root / "dist"
    assert run(["release", str(book), *asked, "-o", str(folder)]) == 0
    edit_record(folder, lambda record: record["made-with"].update(weasyprint="1.0"))
    write_sums(folder)
    return root


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of all editions."""
    return _released(tmp_path_factory.mktemp("release"), *ASKED)


@pytest.fixture(scope="module")
def epub_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of the EPUB alone."""
    return _released(tmp_path_factory.mktemp("epub"), "-e", "epub", *ASKED[-2:])


def _copied(release: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of a release, beside its manuscripts, where the command runs."""
    root = folder / "copy"
    shutil.copytree(release, root)
    monkeypatch.chdir(root)
    return root / "dist"


@pytest.fixture
def dist(release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the release of all editions."""
    return _copied(release, tmp_path, monkeypatch)


@pytest.fixture
def epub_dist(
    epub_release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A copy of the release of the EPUB alone."""
    return _copied(epub_release, tmp_path, monkeypatch)


@pytest.fixture
def dist_with(request: pytest.FixtureRequest) -> Callable[[str], Path]:
    """The smaller of the two that has a file."""

    def find(name: str) -> Path:
        found: Path = request.getfixturevalue(
            "epub_dist" if name in FILES_OF_EPUB else "dist"
        )
        return found

    return find


def files_of(dist: Path) -> set[str]:
    """What a release has, apart from its sums."""
    return set(FILES if "print" in (dist / "SHA256SUMS").read_text() else FILES_OF_EPUB)


def write_sums(folder: Path) -> None:
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(folder.iterdir())
        if path.name != "SHA256SUMS" and path.is_file()
    ]
    (folder / "SHA256SUMS").write_text("".join(lines), "utf-8")


def verified(capsys: pytest.CaptureFixture[str]) -> tuple[int, set[str], str]:
    """The status, the files that are called the same, and what is said of others."""
    capsys.readouterr()
    status = run(["verify", "dist"])
    said = capsys.readouterr()
    assert "bug in bookmaker" not in said.err
    same = [line.removesuffix(f": {SAME}") for line in said.out.splitlines()]
    assert len(same) == len(set(same))
    return status, set(same), said.err


def edit_record(folder: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    path = folder / "metadata.json"
    record = json.loads(path.read_text("utf-8"))
    edit(record)
    text = json.dumps(record, ensure_ascii=False, indent=2)
    path.write_text(f"{text}\n", "utf-8")


def test_a_release_that_can_be_built_again_is_verified(
    dist: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dist.is_dir()
    status, same, said = verified(capsys)
    assert (status, same) == (0, set(FILES))
    assert said.startswith("different version: weasyprint was 1.0 and is ")
    assert len(said.splitlines()) == 1


def test_a_book_without_a_date_is_built_again_as_the_record_dates_it(
    release: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    root = tmp_path / "copy"
    shutil.copytree(release, root)
    monkeypatch.chdir(root)
    assert run(["release", "manuscripts/tides", *ASKED, "-o", "dist"]) == 0
    record = json.loads((root / "dist" / "metadata.json").read_text("utf-8"))
    assert record["epoch"] is None
    for chapter in (root / "manuscripts" / "tides").glob("*.md"):
        os.utime(chapter, (2_000_000_000, 2_000_000_000))
    assert verified(capsys) == (0, set(FILES), "")


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    "modified",
    [
        *("", "soon", 7, None, [], "2026-11-29", "2026-11-29T00:00:00"),
        *("9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59"),
    ],
)
def test_an_odd_date_of_a_book_is_no_mistake_of_ours(
    modified: object, epub_dist: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def edit(record: dict[str, Any]) -> None:
        record["books"][0]["modified"] = modified
        record["epoch"] = None

    edit_record(epub_dist, edit)
    write_sums(epub_dist)
    status, _, said = verified(capsys)
    assert status == 6
    assert f"{EPUB}: built again, it differs" in said


def _append(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"x")


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _remove(path: Path) -> None:
    path.unlink()


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _link(path: Path) -> None:
    """To the very same bytes, outside the release."""
    outside = path.parent.parent / path.name
    path.rename(outside)
    path.symlink_to(outside)


def _device(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


CHANGES = (
    _append, _flip, _cut, _empty, _remove, _folder, _pipe, _link, _device,
)  # fmt: skip


@pytest.mark.sampled(8)
@pytest.mark.parametrize("refreshed", [False, True], ids=["", "with new sums"])
@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("change", CHANGES)
def test_a_file_that_was_changed_is_never_called_the_same(
    dist_with: Callable[[str], Path],
    change: Callable[[Path], None],
    name: str,
    refreshed: bool,  # noqa: FBT001 - a parameter of the test
    capsys: pytest.CaptureFixture[str],
) -> None:
    dist = dist_with(name)
    files = files_of(dist)
    change(dist / name)
    if refreshed and change is not _device:
        write_sums(dist)
    status, same, err = verified(capsys)
    assert status == 6
    assert any(line.startswith(f"{name}: ") for line in err.splitlines())
    assert name not in same
    if name != RECORD:  # without it nobody knows what a release was made from
        assert same | {name, RECORD} == files


@pytest.mark.parametrize("name", FILES)
def test_a_byte_that_is_changed_with_the_sums_is_found_in_its_file(
    dist_with: Callable[[str], Path], name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    dist = dist_with(name)
    files = files_of(dist)
    path = dist / name
    content = path.read_bytes()
    # In a record, a letter of a title or a library; elsewhere, the byte in the middle.
    at = content.find(b'"Tides"') + 2 if name == RECORD else len(content) // 2
    path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
    write_sums(dist)
    status, same, err = verified(capsys)
    # The record names the sum and the size of most files.
    assert (status, name in same) == (6, False)
    assert same | {name, RECORD} == files
    assert f"{name}: built again, it differs: " in err


def test_a_byte_of_the_sums_is_found_wherever_it_is(
    epub_dist: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sums = epub_dist / "SHA256SUMS"
    content = sums.read_bytes()
    assert run(["verify", "dist"]) == 0
    for at in (0, 64, 65, 66, len(content) - 1):  # sum, blanks, name, line end
        sums.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        assert verified(capsys)[0] == 6


def test_a_file_that_is_not_from_the_release_is_named(
    epub_dist: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (epub_dist / "more.txt").write_text("x", "utf-8")
    write_sums(epub_dist)
    status, same, err = verified(capsys)
    assert (status, same) == (0, set(FILES_OF_EPUB))
    assert "more.txt: not compared: " in err


def test_each_change_is_reported_in_its_own_words(
    dist: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _append(dist / PDF)
    _remove(dist / EPUB)
    (dist / "more.txt").write_text("x", "utf-8")
    size = (dist / PDF).stat().st_size
    status, same, err = verified(capsys)
    assert (status, same & {EPUB, PDF}) == (6, set())
    for line in (
        f"{EPUB}: it does not exist, and SHA256SUMS names it",
        f"{PDF}: its bytes aren’t those that SHA256SUMS names",
        f"{PDF}: built again, it differs: from byte {size} on",
        "more.txt: SHA256SUMS doesn’t list it",
        f"metadata.json: it says that “bytes” of {PDF} is {size - 1}, and it is {size}",
        "different version: weasyprint was 1.0 and is",
    ):
        assert line in err


def test_a_changed_manuscript_is_reported_with_its_places(
    dist: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = dist.parent / "manuscripts" / "tides"
    (book / "two.md").write_text("# Two\n\nThe tide was up.\n", "utf-8")
    status, same, err = verified(capsys)
    assert (status, same & {EPUB, PDF}) == (6, set())
    assert f"{EPUB}: built again, it differs: in EPUB/two.xhtml, line " in err
    assert f"{PDF}: built again, it differs: on page 2\n" in err
    assert "weasyprint was 1.0 and is" in err


def test_a_manuscript_with_an_error_is_reported(
    dist: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = dist.parent / "manuscripts" / "tides"
    (book / "two.md").write_text("# Two\n\n![x](no.png)\n", "utf-8")
    status, same, err = verified(capsys)
    assert (status, same & {EPUB, PDF}) == (6, set())
    assert f"{EPUB}: it cannot be built again: the book has errors" in err


@pytest.mark.sampled
@pytest.mark.parametrize("name", ["SHA256SUMS", "metadata.json"])
@pytest.mark.parametrize("change", [_remove, _folder, _pipe, _device, _empty])
def test_a_release_without_one_of_its_records_is_reported(
    epub_dist: Path,
    name: str,
    change: Callable[[Path], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    change(epub_dist / name)
    status, _, err = verified(capsys)
    assert status == 6
    assert f"{name}: it " in err or f"{EPUB}: {name} doesn’t list it" in err


def _a_fact(key: str, value: object) -> Callable[[dict[str, Any]], object]:
    def edit(record: dict[str, Any]) -> None:
        artifacts = record["books"][0]["artifacts"]
        next(one for one in artifacts if one["file"] == EPUB)[key] = value

    return edit


def _a_book(key: str, value: object) -> Callable[[dict[str, Any]], object]:
    def edit(record: dict[str, Any]) -> None:
        record["books"][0][key] = value

    return edit


EDITS: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "a sum": (_a_fact("sha256", "0" * 64), "metadata.json: it says that “sha256” of"),
    "a size": (_a_fact("bytes", 7), f"metadata.json: it says that “bytes” of {EPUB}"),
    "a count of pages": (
        _a_fact("pages", 7),
        f"metadata.json: it says that {EPUB} has",
    ),
    "a file's name": (
        _a_fact("file", "other.epub"),
        "other.epub: it is missing, but metadata.json names it",
    ),
    "a file elsewhere": (
        _a_fact("file", "../manuscripts/tides/one.md"),
        "one.md: it is missing, but metadata.json names it",
    ),
    "a format": (_a_fact("format", "docx"), f"{EPUB}: metadata.json doesn’t say"),
    "the moment": (lambda record: record.update(epoch=86400), f"{EPUB}: built again"),
    "an endless moment": (
        lambda record: record.update(epoch=10**20),
        "metadata.json: its epoch is not a moment",
    ),
    "a moment before": (
        lambda record: record.update(epoch=-1),
        "metadata.json: its epoch is not a moment",
    ),
    "an edition of another name": (
        _a_fact("edition", "pdf"),
        "metadata.json: built again, it differs: in books[0].artifacts",
    ),
    "a format of another edition": (
        _a_fact("format", "pdf"),
        f"{EPUB}: its edition has another format",
    ),
    "an edition with a NUL": (_a_fact("edition", "a\0b"), f"{RECORD}: "),
    "no books": (
        lambda record: record.update(books=7),
        "doesn’t say what it was made",
    ),
    "odd books": (
        lambda record: record.update(books=[1, {"artifacts": 2}, {"artifacts": [3]}]),
        f"{EPUB}: metadata.json doesn’t say what it was made from",
    ),
    "a title": (
        lambda record: record["books"][0]["metadata"].update(title=["Ebbs"]),
        "metadata.json: built again, it differs: in books[0].metadata.title[0]",
    ),
    "a name": (_a_book("name", "ebbs"), "it differs: in books[0].name"),
    "one more thing": (lambda record: record.update(more=1), "it differs: in more"),
    **{
        f"a manuscript named {name!r}": (
            _a_book("manuscript", name),
            f"{EPUB}: its manuscript is not in manuscripts",
        )
        for name in ("../manuscripts/tides", "..", ".", "", "no", "/", 7, None)
    },
}


@pytest.mark.sampled(8)
@pytest.mark.parametrize("edit", EDITS)
def test_an_edited_record_is_reported(
    epub_dist: Path, edit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    change, told = EDITS[edit]
    edit_record(epub_dist, change)
    write_sums(epub_dist)
    status, _, err = verified(capsys)
    assert status == 6
    assert told in err


def test_a_record_that_names_no_covers_is_reported(
    dist: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit_record(dist, lambda record: record["books"][0].pop("covers"))
    write_sums(dist)
    status, _, err = verified(capsys)
    assert status == 6
    assert "it differs: in books[0].covers" in err


def test_sums_that_name_others_are_reported(
    epub_dist: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (epub_dist / "SHA256SUMS").open("a", encoding="utf-8") as file:
        file.write(f"{'0' * 64}  gone.txt\n{'0' * 64}  {EPUB}\nwords\n{'0' * 64}  ..\n")
    status, same, err = verified(capsys)
    assert (status, same) == (6, set(FILES_OF_EPUB))
    for line in (
        "gone.txt: it does not exist, and SHA256SUMS names it",
        f"SHA256SUMS: line 6 names {EPUB} again",
        "SHA256SUMS: line 7 is not a sum and a name",
        "..: it points outside the release, and SHA256SUMS names it",
    ):
        assert line in err


@pytest.mark.parametrize(
    "words",
    [["verify", "nothere"], ["verify", "dist", "--manuscripts", "nothere"]],
    ids=["the release", "the manuscripts"],
)
def test_a_folder_that_is_not_there_is_wrong_usage(
    epub_dist: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert epub_dist.is_dir()
    assert run(words) == 2
    assert "there is no folder “nothere”" in capsys.readouterr().err


def _repacked(epub: bytes, edit: Callable[[dict[str, bytes]], object]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    edit(members)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("edit", "where"),
    [
        (dict.copy, "from byte "),
        (lambda files: files.pop("EPUB/two.xhtml"), "EPUB/two.xhtml is missing"),
        (lambda files: files.update(more=b"x"), "more was added"),
        (
            lambda files: files.update(
                {"EPUB/two.xhtml": files["EPUB/two.xhtml"].replace(b"was", b"is")}
            ),
            "in EPUB/two.xhtml, line ",
        ),
    ],
    ids=["how it is packed", "a file less", "a file more", "a word"],
)
def test_the_place_in_an_epub_is_said(
    epub_release: Path, edit: Callable[[dict[str, bytes]], object], where: str
) -> None:
    epub = (epub_release / "dist" / EPUB).read_bytes()
    assert find_difference(".epub", _repacked(epub, edit), epub).startswith(where)


@pytest.mark.sampled
@pytest.mark.parametrize("suffix", [".epub", ".pdf", ".other"])
@pytest.mark.parametrize("content", [b"", b"x", b"PK\x03\x04", b"%PDF-1.7\n%%EOF\n"])
def test_what_cannot_be_opened_differs_from_a_byte_on(
    suffix: str, content: bytes, epub_release: Path
) -> None:
    own = (epub_release / "dist" / EPUB).read_bytes()
    assert find_difference(suffix, content, own).startswith("from byte ")
