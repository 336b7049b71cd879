"""A file of somebody else's is read whole, or refused with its reason."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bookmaker.system import files
from bookmaker.system.files import (
    FileOutsideError,
    RefusedFileError,
    TooLargeFileError,
    find_file,
    read_file,
)

pytestmark = pytest.mark.skipif(
    os.name != "posix", reason="pipes and links are POSIX's"
)
KIB = 1024


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file, and one outside it."""
    root = tmp_path / "book"
    (root / "deep").mkdir(parents=True)
    (root / "one.md").write_bytes(b"one")
    (root / "deep" / "two.md").write_bytes(b"two")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret").write_bytes(b"secret")
    return root


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as end:
        end.bind(str(path))


def _endless(path: Path) -> None:
    path.touch()
    os.truncate(path, 1 << 40)


Make = Callable[[Path], object]
REFUSED: dict[str, tuple[Make, str]] = {
    "a pipe": (os.mkfifo, "is not a regular file"),
    "a folder": (Path.mkdir, "is a folder"),
    "a link to a device": (
        lambda path: path.symlink_to("/dev/zero"),
        "is not a regular file",
    ),
    "a link to a terminal": (
        lambda path: path.symlink_to("/dev/tty"),
        "is not a regular file",
    ),
    "a link to nothing": (lambda path: path.symlink_to("nothing"), "does not exist"),
    "a link to itself": (lambda path: path.symlink_to(path.name), "does not exist"),
    "nothing": (lambda _: None, "does not exist"),
    "a large file": (
        lambda path: path.write_bytes(b"x" * (KIB * KIB + 1)),
        "is larger than 1 MiB",
    ),
    "a large file of holes": (
        _endless,
        "is larger than 1 MiB",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_not_a_file_of_a_bearable_size_is_refused(
    folder: Path, kind: str
) -> None:
    make, reason = REFUSED[kind]
    path = folder / "odd"
    make(path)
    for read in (read_file, find_file):
        with pytest.raises(RefusedFileError) as refused:
            read(path, KIB * KIB, name="odd")
        assert (refused.value.path, refused.value.reason) == ("odd", reason)


def test_a_socket_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)  # the address of a socket is short
    _socket(Path("odd"))
    with pytest.raises(RefusedFileError, match="is not a regular file"):
        read_file(folder / "odd", KIB)


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000, "\ud800"])
def test_a_name_that_no_file_has_does_not_exist(folder: Path, name: str) -> None:
    with pytest.raises(RefusedFileError, match="does not exist"):
        read_file(folder / name, KIB)


def test_a_file_of_exactly_the_limit_is_read(folder: Path) -> None:
    (folder / "exact").write_bytes(b"x" * KIB)
    assert read_file(folder / "exact", KIB) == b"x" * KIB
    with pytest.raises(TooLargeFileError):
        read_file(folder / "exact", KIB - 1)


def test_an_empty_file_is_read(folder: Path) -> None:
    (folder / "empty").touch()
    assert read_file(folder / "empty", KIB) == b""


def test_a_file_whose_size_is_a_lie_is_read_up_to_the_limit() -> None:
    # The kernel's own files say that they are empty.
    lies = Path("/proc/self/environ")
    if not lies.exists():
        pytest.skip("this system has no /proc")
    assert read_file(lies, KIB * KIB).count(b"=") > 0
    with pytest.raises(TooLargeFileError):
        read_file(lies, 1)


def test_a_file_that_grows_is_read_up_to_the_limit(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_read = os.read
    asked = 0

    def growing(handle: int, size: int) -> bytes:
        nonlocal asked
        asked += size
        with (folder / "one.md").open("ab") as file:
            file.write(b"x" * (2 * size))
        return real_read(handle, size)

    monkeypatch.setattr(os, "read", growing)
    with pytest.raises(TooLargeFileError):
        read_file(folder / "one.md", KIB)
    assert asked <= 2 * (KIB + 1)


def _link_to_link(root: Path) -> None:
    (root / "mid").symlink_to("../outside")
    (root / "odd").symlink_to("mid/secret")


def _neighbour(root: Path) -> None:
    (root.parent / "book2").mkdir()
    (root.parent / "book2" / "secret").write_bytes(b"secret")


OUTSIDE: dict[str, tuple[str, Make]] = {
    "two dots": ("../outside/secret", lambda _: None),
    "dots in the middle": ("deep/../../outside/secret", lambda _: None),
    "a link": ("odd", lambda root: (root / "odd").symlink_to("../outside/secret")),
    "a link by its whole path": (
        "odd",
        lambda root: (root / "odd").symlink_to(root.parent / "outside" / "secret"),
    ),
    "a link to a link": (
        "odd",
        _link_to_link,
    ),
    "a folder that is a link": (
        "odd/secret",
        lambda root: (root / "odd").symlink_to("../outside"),
    ),
    "a folder whose name begins as the root's": (
        "../book2/secret",
        _neighbour,
    ),
}


@pytest.mark.parametrize("way", OUTSIDE)
@pytest.mark.parametrize("exists", [True, False], ids=["there", "not there"])
def test_what_is_outside_is_refused_alike_whether_it_exists(
    folder: Path,
    way: str,
    exists: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    path, make = OUTSIDE[way]
    make(folder)
    if not exists:
        for secret in folder.parent.glob("*/secret"):
            secret.unlink()
    with pytest.raises(FileOutsideError) as refused:
        read_file(folder / path, KIB, within=folder, name=path)
    assert str(refused.value) == f"{path}: it is outside the manuscript folder"


def test_links_inside_are_followed(folder: Path, tmp_path: Path) -> None:
    (folder / "to").symlink_to("deep")
    (folder / "whole").symlink_to(folder / "deep" / "two.md")
    (tmp_path / "alias").symlink_to(folder)
    for root in (folder, tmp_path / "alias"):
        assert read_file(root / "to" / "two.md", KIB, within=root) == b"two"
        assert read_file(root / "whole", KIB, within=root) == b"two"


def test_a_folder_that_may_not_be_listed_is_passed_through(folder: Path) -> None:
    (folder / "deep").chmod(0o100)
    try:
        assert read_file(folder / "deep" / "two.md", KIB, within=folder) == b"two"
    finally:
        (folder / "deep").chmod(0o700)


def _swapped_for(target: str, at: str) -> Callable[[Path], None]:
    def swap(root: Path) -> None:
        (root / at).rename(root / "kept")
        (root / at).symlink_to(target)

    return swap


@pytest.mark.parametrize(
    "swap",
    [
        _swapped_for("../../outside/secret", "deep/two.md"),
        _swapped_for("../outside", "deep"),
    ],
    ids=["the file", "its folder"],
)
def test_a_link_put_there_after_the_check_is_not_followed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, swap: Callable[[Path], None]
) -> None:
    (folder.parent / "outside" / "two.md").write_bytes(b"secret")
    check = files.find_file

    def checked_then_swapped(
        path: Path, largest: int, *, within: Path, name: str
    ) -> Path:
        found = check(path, largest, within=within, name=name)
        swap(folder)
        return found

    monkeypatch.setattr(files, "find_file", checked_then_swapped)
    with pytest.raises(RefusedFileError, match="was replaced while it was read"):
        read_file(folder / "deep" / "two.md", KIB, within=folder)


@pytest.mark.slow
def test_a_file_that_is_swapped_all_the_time_never_gives_the_other(
    folder: Path,
) -> None:
    path = folder / "odd"
    is_over = threading.Event()

    def swap() -> None:
        while not is_over.is_set():
            beside = folder / "beside"
            beside.symlink_to("../outside/secret")
            beside.replace(path)
            beside.write_bytes(b"mine")
            beside.replace(path)

    swapper = threading.Thread(target=swap)
    swapper.start()
    seen = set()
    try:
        while not path.exists():
            time.sleep(0)
        for _ in range(3000):
            try:
                seen.add(read_file(path, KIB, within=folder))
            except RefusedFileError as error:
                seen.add(error.reason.encode())
    finally:
        is_over.set()
        swapper.join()
    assert b"secret" not in seen
