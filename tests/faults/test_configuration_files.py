"""Files that configure a book: whatever stands there, it is read or refused at once."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bookmaker.config.configuration_files import MAX_CONFIG_BYTES
from bookmaker.config.load import load_manuscript
from bookmaker.diagnostics import Diagnostic, Diagnostics
from bookmaker.diagnostics.errors import ManuscriptError

pytestmark = pytest.mark.skipif(
    os.name != "posix", reason="pipes and links are POSIX's"
)

SECRET = "quetzalcanaryword"
_BODY = '[contents]\nbody = ["one.md"]\n'
SECRETS = {
    "book.toml": f'title = "T"\nrights = "{SECRET}"\n{_BODY}',
    "shared.toml": f'rights = "{SECRET}"\n',
    "_quarto.yml": f'book:\n  title: "{SECRET}"\n  chapters: [one.md]\n',
    "SUMMARY.md": f"# Summary\n\n# {SECRET}\n\n- [One](one.md)\n",
}
KINDS = {
    "book.toml": ("book.toml", {}),
    "extends": (
        "shared.toml",
        {"book.toml": f'title = "T"\nextends = "shared.toml"\n{_BODY}'},
    ),
    "extends twice": (
        "shared.toml",
        {
            "book.toml": f'title = "T"\nextends = "a.toml"\n{_BODY}',
            "a.toml": 'extends = "shared.toml"\n',
        },
    ),
    "_quarto.yml": ("_quarto.yml", {}),
    "SUMMARY.md": ("SUMMARY.md", {}),
    "src/SUMMARY.md": ("src/SUMMARY.md", {"book.toml": '[book]\ntitle = "T"\n'}),
    "SUMMARY.md with src": (
        "text/SUMMARY.md",
        {"book.toml": '[book]\ntitle = "T"\nsrc = "text"\n'},
    ),
}
"""The file that is put there, and the others of the manuscript."""


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Where a file that configures a book would be; the manuscript is `book`."""
    name, others = KINDS[request.param]
    book = tmp_path / "book"
    path = book / name
    path.parent.mkdir(parents=True)
    for other, text in others.items():
        (book / other).write_text(text, "utf-8")
    for folder in {book, path.parent}:
        (folder / "one.md").write_text("# One\n\nText.\n", "utf-8")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / path.name).write_text(SECRETS[path.name], "utf-8")
    return path


def _found(
    place: Path, *, is_untrusted: bool = True
) -> tuple[str, tuple[Diagnostic, ...]]:
    """What was understood, in words, and what was reported."""
    book = next(folder for folder in place.parents if folder.name == "book")
    diagnostics = Diagnostics()
    try:
        manuscript = load_manuscript(book, diagnostics, is_untrusted=is_untrusted)
    except ManuscriptError:
        return "", tuple(diagnostics)
    return repr(manuscript), tuple(diagnostics)


def _codes(found: tuple[Diagnostic, ...]) -> list[str]:
    return [problem.code for problem in found]


def test_a_file_in_the_folder_is_read(place: Path) -> None:
    place.write_text(SECRETS[place.name], "utf-8")
    said, _ = _found(place)
    assert SECRET in said


def test_a_link_inside_the_folder_is_followed(place: Path) -> None:
    real = place.parent / "real"
    real.write_text(SECRETS[place.name], "utf-8")
    place.symlink_to("real")
    said, _ = _found(place)
    assert SECRET in said


def _endless(path: Path) -> None:
    path.touch()
    os.truncate(path, 1 << 40)


Make = Callable[[Path], object]
ODD: dict[str, tuple[Make, str]] = {
    "a pipe": (os.mkfifo, "regular file"),
    "a folder": (Path.mkdir, "regular file|is a folder"),
    "a device": (lambda path: path.symlink_to("/dev/zero"), "regular file"),
    "a large file": (
        lambda path: path.write_bytes(b"#" * (MAX_CONFIG_BYTES + 1)),
        "larger than 1 MiB",
    ),
    "a file without end": (
        _endless,
        "larger than 1 MiB",
    ),
    "bytes of another encoding": (
        lambda path: path.write_bytes(b"# caf\xe9\n"),
        "0xe9 here is not UTF-8",
    ),
    "a link to nothing": (lambda path: path.symlink_to("nothing"), "does not exist"),
}


@pytest.mark.parametrize("kind", ODD)
def test_what_is_not_such_a_file_is_an_error(place: Path, kind: str) -> None:
    make, reason = ODD[kind]
    make(place)
    said, found = _found(place, is_untrusted=False)
    assert said == ""
    [problem] = found
    assert problem.code in {"C006", "C007", "C030"}

    assert re.search(reason, problem.message())


def _by_whole_path(place: Path) -> None:
    place.symlink_to(_outside(place))


def _by_dots(place: Path) -> None:
    place.symlink_to(os.path.relpath(_outside(place), place.parent))


def _by_a_folder(place: Path) -> None:
    (place.parent / "mid").symlink_to(_outside(place).parent)
    place.symlink_to(f"mid/{place.name}")


def _outside(place: Path) -> Path:
    return _root(place).parent / "outside" / place.name


def _root(place: Path) -> Path:
    return next(folder for folder in place.parents if folder.name == "book")


@pytest.mark.parametrize("way", [_by_whole_path, _by_dots, _by_a_folder])
@pytest.mark.parametrize("exists", [True, False], ids=["there", "not there"])
def test_a_link_to_elsewhere_is_refused_where_the_book_is_untrusted(
    place: Path,
    way: Callable[[Path], None],
    exists: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    way(place)
    if not exists:
        _outside(place).unlink()
    said, found = _found(place)
    assert said == ""
    assert _codes(found) == ["C050"]
    assert SECRET not in str([problem.message() for problem in found])


def test_a_link_to_elsewhere_is_followed_in_a_book_that_is_trusted(
    place: Path,
) -> None:
    _by_whole_path(place)
    said, _ = _found(place, is_untrusted=False)
    assert SECRET in said


EXTENDS = (
    "../outside/shared.toml",
    "./../outside/shared.toml",
    "deep/../../outside/shared.toml",
    "{outside}/shared.toml",
    "//{outside}/shared.toml",
    "link/shared.toml",
    "/dev/zero",
    "/etc/passwd",
    "../outside",
    "..",
)


def _book_with_a_link(above: Path) -> tuple[Path, Path]:
    """A manuscript of a chapter, and a folder beside it that a link in it leads to."""
    book, outside = above / "book", above / "outside"
    book.mkdir()
    outside.mkdir()
    (book / "one.md").write_text("# One\n\nText.\n", "utf-8")
    (book / "link").symlink_to(outside)
    return book, outside


@pytest.mark.parametrize("path", EXTENDS)
@pytest.mark.parametrize("exists", [True, False], ids=["there", "not there"])
def test_extends_never_leaves_an_untrusted_folder(
    tmp_path: Path,
    path: str,
    exists: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    book, outside = _book_with_a_link(tmp_path)
    if exists:
        (outside / "shared.toml").write_text(SECRETS["shared.toml"], "utf-8")
    named = path.format(outside=outside)
    (book / "book.toml").write_text(
        f'title = "T"\nextends = "{named}"\n{_BODY}', "utf-8"
    )
    said, found = _found(book / "book.toml")
    assert said == ""
    [problem] = found
    assert (problem.code, str(problem.span)) == ("C050", "book.toml:2:11")
    assert problem.message() == (
        f"“{named}” points outside the untrusted manuscript’s folder"
    )


def test_extends_may_leave_a_trusted_folder(tmp_path: Path) -> None:
    book = tmp_path / "book"
    book.mkdir()
    (book / "one.md").write_text("# One\n\nText.\n", "utf-8")
    (tmp_path / "shared.toml").write_text(SECRETS["shared.toml"], "utf-8")
    text = f'title = "T"\nextends = "../shared.toml"\n{_BODY}'
    (book / "book.toml").write_text(text, "utf-8")
    said, _ = _found(book / "book.toml", is_untrusted=False)
    assert SECRET in said


@pytest.mark.parametrize("path", ["../outside/s.bib", "link/s.bib", "/etc/s.bib"])
@pytest.mark.parametrize("exists", [True, False], ids=["there", "not there"])
def test_a_project_of_quartos_does_not_tell_what_is_outside(
    tmp_path: Path,
    path: str,
    exists: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    book, outside = _book_with_a_link(tmp_path)
    if exists:
        for name in ("s.bib", "s.md"):
            (outside / name).write_text("x", "utf-8")
    page = path.replace(".bib", ".md")
    (book / "_quarto.yml").write_text(
        f"bibliography: {path}\nbook:\n  title: T\n  chapters:\n"
        f"    - part: {page}\n      chapters: [one.md]\n    - {page}\n",
        "utf-8",
    )
    _, found = _found(book / "_quarto.yml")
    said = [problem.message() for problem in found if problem.code == "C023"]
    assert sorted(said) == sorted(
        f"the file “{missing}” does not exist" for missing in (page, path)
    )
