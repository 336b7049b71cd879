"""A pipe, a device or a link in the place of a file stops no command from ending."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bookmaker.cli import run

pytestmark = pytest.mark.skipif(
    os.name != "posix", reason="pipes and links are POSIX's"
)
PAGE = '<html lang="en"><body><h1>One</h1><p>The tide.</p>{0}</body></html>'
Make = Callable[[Path], object]
ODD: dict[str, Make] = {
    "a pipe": os.mkfifo,
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "a link to elsewhere": lambda path: path.symlink_to("/etc/passwd"),
    "a link to nothing": lambda path: path.symlink_to("nothing"),
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the commands run."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("kind", ODD)
def test_a_page_in_a_folder_that_is_imported(
    kind: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "pages").mkdir()
    (here / "pages" / "one.html").write_text(PAGE.format(""), "utf-8")
    ODD[kind](here / "pages" / "two.html")
    assert run(["import", "pages", "book", "--yes"]) in (1, 4)
    said = capsys.readouterr().err
    assert "two.html" in said
    assert "error I0" in said
    assert not (here / "book").exists()


@pytest.mark.slow
@pytest.mark.parametrize("kind", ODD)
def test_a_source_that_is_named(
    kind: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ODD[kind](here / "draft.html")
    status = run(["import", "draft.html", "book", "--yes"])
    if kind == "a link to elsewhere":  # whoever names a link means what it links to
        return
    assert status in (1, 2, 4)
    assert "bug in bookmaker" not in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize("kind", ODD)
def test_a_picture_of_a_page(kind: str, here: Path) -> None:
    page = PAGE.format('<p><img src="a.png" alt="A pier"></p>')
    (here / "page.html").write_text(page, "utf-8")
    ODD[kind](here / "a.png")
    assert run(["import", "page.html", "book", "--yes"]) == 0
    written = [path for path in (here / "book").rglob("*") if path.is_file()]
    assert all(path.stat().st_size < 100_000 for path in written)
    assert not any(b"root:" in path.read_bytes() for path in written)


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("name", ["one.md", "book.toml"])
def test_a_file_that_an_earlier_build_has_read(
    kind: str, name: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = here / "book"
    book.mkdir()
    (book / "book.toml").write_text('title = "T"\n[contents]\nbody = ["one.md"]\n')
    (book / "one.md").write_text("# One\n\nText.\n", "utf-8")
    build = ["epub", "book", "-o", "out.epub", "--cache-folder", "cache", "--untrusted"]
    assert run(build) == 0
    (book / name).unlink()
    ODD[kind](book / name)
    assert run(build) in (1, 4)
    said = capsys.readouterr().err
    assert "bug in bookmaker" not in said
    assert "root:" not in said
