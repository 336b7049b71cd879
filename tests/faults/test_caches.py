"""Whatever happens to a cache, the editions are those that would be made without it."""

from __future__ import annotations

import io
import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from bookmaker.cli import run

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="pipes and links are POSIX's"),
]

_BOOK = """\
# The shore

The tide[^1] was out, and $a^2$ is a square; see [](#quay){.page}.

![The quay](quay.webp){width=20mm alt="A wall"}

```python
print("One")
```

[^1]: And the boats.
"""


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A book that keeps something of every kind; we stand beside it."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "book.toml").write_text(
        'title = "Tides"\nlanguage = "en"\n[contents]\n'
        'front = ["contents"]\nbody = ["one.md", "two.md"]\n',
        "utf-8",
    )
    (folder / "one.md").write_text(_BOOK, "utf-8")
    (folder / "two.md").write_text("# The quay {#quay}\n\nIt is long.\n", "utf-8")
    picture = io.BytesIO()
    Image.new("RGB", (300, 200), (200, 30, 30)).save(picture, "WEBP")
    (folder / "quay.webp").write_bytes(picture.getvalue())
    return folder


def editions(book: Path, cache: str = "cache", *words: str) -> list[bytes]:
    """Build both, without an error, and give them."""
    for path in Path("out").glob("*"):
        path.unlink()
    asked = ["build", str(book), "-o", "out", "-q", "--cache-folder", cache]
    assert run([*asked, *words]) == 0
    return [path.read_bytes() for path in sorted(Path("out").glob("*"))]


def entries() -> dict[Path, bytes]:
    """All files of the cache that are entries, by their paths."""
    found = sorted(Path("cache").rglob("*"))
    return {path: path.read_bytes() for path in found if path.is_file()}


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _grow(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\0")


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _blank(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[random.Random(str(path)).randrange(len(content))] ^= 1
    path.write_bytes(content)


def _instead(make: Callable[[Path], None]) -> Callable[[Path], None]:
    def put(path: Path) -> None:
        path.unlink()
        make(path)

    return put


def _full_folder(path: Path) -> None:
    path.mkdir()
    (path / "more").write_bytes(b"x")


DAMAGES: dict[str, Callable[[Path], None]] = {
    "cut short": _cut,
    "empty": _empty,
    "longer": _grow,
    "a byte changed": _flip,
    "zeros": _blank,
    "gone": Path.unlink,
    "a folder": _instead(_full_folder),
    "a pipe": _instead(os.mkfifo),
    "a link to nothing": _instead(lambda path: path.symlink_to("nothing")),
    "a link to a device": _instead(lambda path: path.symlink_to("/dev/zero")),
}


def _forget_the_record(sound: list[bytes]) -> None:
    """Let each part be looked for: an equal build would be found whole."""
    (record,) = (p for p, kept in entries().items() if kept.endswith(sound[-1]))
    record.unlink()


def _is_made_whole(book: Path, sound: list[bytes]) -> None:
    assert editions(book) == sound
    after = entries()
    _forget_the_record(sound)
    assert editions(book) == sound
    assert entries() == after, "nothing is left to be made"


@pytest.mark.sampled
@pytest.mark.parametrize("share", ["all", "half"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_damaged_is_made_again(book: Path, damage: str, share: str) -> None:
    sound = editions(book)
    paths = list(entries())
    assert len(paths) > 20
    if share == "half":
        _forget_the_record(sound)
        paths = list(entries())[::2]
    for path in paths:
        DAMAGES[damage](path)
    _is_made_whole(book, sound)


@pytest.mark.parametrize("steps", [1, 2, 7])
def test_entries_under_each_others_names_are_made_again(book: Path, steps: int) -> None:
    sound = editions(book)
    before = entries()
    # None keeps its own: the record of the whole build would do for all the rest.
    contents = [*before.values()][steps:] + [*before.values()][:steps]
    for path, content in zip(before, contents, strict=True):
        path.write_bytes(content)
    _is_made_whole(book, sound)


def test_a_face_with_other_letters_prints_no_other_words(book: Path) -> None:
    sound = editions(book)
    faces = [p for p, kept in entries().items() if kept[32:36] == b"\0\1\0\0"]
    assert len(faces) > 3, "faces are kept"
    for path in faces:
        content = path.read_bytes()
        path.write_bytes(content[:-400] + bytes(400))
    for path in entries().keys() - set(faces):
        path.unlink()  # the pages are laid out again
    assert editions(book) == sound


def test_nothing_is_kept_and_nothing_is_left_without_a_cache(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("home", "temporary"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home" / "caches"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    with_cache = editions(book)
    kept = entries()
    assert editions(book, "cache", "--no-cache") == with_cache
    assert editions(book, "never", "--no-cache") == with_cache
    assert entries() == kept
    assert not Path("never").exists()
    assert list((tmp_path / "home").iterdir()) == []
    left = [p.name for p in (tmp_path / "temporary").iterdir()]
    assert [name for name in left if not name.startswith("pymp-")] == []


def test_books_built_by_turns_with_one_cache_find_all_that_is_theirs(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    books = [book]
    for number in (2, 3):
        other = tmp_path / f"book {number}"
        other.mkdir()
        for path in book.iterdir():
            (other / path.name).write_bytes(path.read_bytes())
        text = _BOOK.replace("One", f"Number {number}").replace("was", f"{number} was")
        (other / "one.md").write_text(text, "utf-8")
        books.append(other)
    first = [editions(one) for one in books]
    kept = entries()
    for one, sound in zip(books, first, strict=True):
        _forget_the_record(sound)
        capsys.readouterr()
        asked = ["build", str(one), "-o", "out", "--cache-folder", "cache"]
        assert run([*asked, "--timings"]) == 0
        told = capsys.readouterr().out
        assert entries() == kept, told


@pytest.mark.parametrize("form", ["a file", "closed", "below a file", "full of links"])
def test_a_cache_folder_that_cannot_be_used_costs_nothing_but_time(
    book: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    sound = editions(book, "other")
    cache = Path("cache")
    if form == "closed":
        if os.geteuid() == 0:
            pytest.skip("nothing is closed to root")
        cache.mkdir(mode=0o500)
    elif form == "full of links":
        cache.mkdir()
        (cache / "parts").symlink_to("parts")
    else:
        cache.touch()
    name = "cache/below" if form == "below a file" else "cache"
    asked = ["build", str(book), "-o", "out", "--cache-folder", name]
    status = run(asked)
    said = capsys.readouterr().err
    if form == "a file":
        assert (status, "is a file" in said) == (2, True)
        return
    assert status == 0
    assert "note W003: the cache folder" in said
    assert [path.read_bytes() for path in sorted(Path("out").glob("*"))] == sound
