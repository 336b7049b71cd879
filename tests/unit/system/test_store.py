"""A cache that is never wrong: what is not whole is not there, whatever happened."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bookmaker.system import store as store_module
from bookmaker.system.store import Key, Memo, Store
from tests.support.programs import HANG

CONTENT = b"a laid-out chapter" * 40


def key_of(name: str) -> Key:
    return Key(hashlib.sha256(name.encode()).hexdigest())


KEY = key_of("one")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with one entry."""
    made = Store(tmp_path / "parts")
    made.keep(KEY, CONTENT)
    return made


def entry(store: Store) -> Path:
    """The file of the only entry."""
    (only,) = store.entries()
    return only.path


def test_what_was_kept_is_found(store: Store) -> None:
    assert store.find(KEY) == CONTENT
    assert store.find(key_of("another")) is None
    assert (store.made, store.found, store.trouble) == (1, 1, None)


def test_without_a_folder_nothing_is_kept() -> None:
    store = Store(None)
    store.keep(KEY, CONTENT)
    assert store.find(KEY) is None
    assert (store.made, store.found) == (0, 0)
    assert list(store.entries()) == []


@pytest.mark.parametrize("length", [0, 1, 31, 32, 33, len(CONTENT)])
def test_an_entry_that_was_cut_short_is_not_found(store: Store, length: int) -> None:
    path = entry(store)
    path.write_bytes(path.read_bytes()[:length])
    assert store.find(KEY) is None


@pytest.mark.parametrize("place", [0, 31, 32, -1])
def test_an_entry_of_which_one_byte_changed_is_not_found(
    store: Store, place: int
) -> None:
    path = entry(store)
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
    assert store.find(KEY) is None


def test_an_entry_under_another_name_is_not_found(store: Store) -> None:
    other = key_of("two")
    path = entry(store)
    target = path.parents[1] / other[:2] / other[2:]
    target.parent.mkdir(exist_ok=True)
    path.rename(target)
    assert store.find(other) is None


def test_a_damaged_entry_is_made_again(store: Store) -> None:
    entry(store).write_bytes(b"")
    store.keep(KEY, CONTENT)
    assert store.find(KEY) == CONTENT


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _full_folder(path: Path) -> None:
    path.mkdir()
    (path / "more").write_bytes(b"x")


OBSTACLES: dict[str, Callable[[Path], None]] = {
    "a folder": Path.mkdir,
    "a full folder": _full_folder,
    "a pipe": _fifo,
    "a link to nothing": lambda path: path.symlink_to("nothing"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a link to a device": lambda path: path.symlink_to("/dev/zero"),
    "a file that is closed": lambda path: path.touch(mode=0),
}


@pytest.mark.skipif(os.name != "posix", reason="pipes and links are POSIX's")
@pytest.mark.parametrize("obstacle", OBSTACLES)
def test_what_stands_in_the_place_of_an_entry_is_not_one_and_makes_way(
    store: Store, obstacle: str
) -> None:
    path = entry(store)
    path.unlink()
    OBSTACLES[obstacle](path)
    assert store.find(KEY) is None
    store.keep(KEY, CONTENT)
    assert store.find(KEY) == CONTENT
    assert store.trouble is None


def test_beyond_the_limit_the_oldest_go_first(tmp_path: Path) -> None:
    store = Store(tmp_path, limit=3 * (len(CONTENT) + 32))
    for age, name in enumerate(("one", "two", "three", "four")):
        store.keep(key_of(name), CONTENT)
        (path,) = {e.path for e in store.entries() if e.path.name == key_of(name)[2:]}
        os.utime(path, (age, age))
    assert store.find(key_of("one")) == CONTENT  # used now: no longer the oldest
    store.shrink()
    kept = [n for n in ("one", "two", "three", "four") if store.find(key_of(n))]
    assert kept == ["one", "four"]
    assert sum(one.size for one in store.entries()) <= store.limit


def test_within_the_limit_everything_stays(store: Store) -> None:
    store.shrink()
    assert store.find(KEY) == CONTENT


def test_what_an_interrupted_program_left_is_cleared_with_the_rest(
    store: Store,
) -> None:
    left = entry(store).parent / ".new-left"
    left.write_bytes(b"half")
    assert store.clear() == 2
    assert list(store.entries()) == []


def test_a_folder_that_cannot_be_written_is_trouble_and_no_failure(
    tmp_path: Path,
) -> None:
    (tmp_path / "file").write_bytes(b"")
    store = Store(tmp_path / "file")
    store.keep(KEY, CONTENT)
    assert isinstance(store.trouble, OSError)
    assert store.find(KEY) is None


_SHORT_OF_ROOM = """
import resource, signal, sys
from pathlib import Path
from bookmaker.system.store import Store
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
store = Store(Path(sys.argv[1]))
store.keep("ab" * 32, b"x" * 1000)
print(store.trouble is not None, store.made, store.find("ab" * 32))
store.keep("cd" * 32, b"x")
print(store.made)
"""


@pytest.mark.skipif(os.name != "posix", reason="limits are POSIX's")
def test_a_full_disk_is_trouble_and_leaves_no_half_entry(tmp_path: Path) -> None:
    run = [sys.executable, "-c", _SHORT_OF_ROOM, str(tmp_path)]
    said = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    assert said.splitlines() == ["True 0 None", "0"]
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


_WRITER = """
import sys
from pathlib import Path
from bookmaker.system.store import Store
store = Store(Path(sys.argv[1]), limit=20_000)
for number in range(300):
    key = f"{number % 7:064x}"
    content = key.encode() * 50
    found = store.find(key)
    assert found in (None, content), found
    store.keep(key, content)
    store.shrink()
assert store.trouble is None, store.trouble
"""


@pytest.mark.slow
def test_several_programs_may_use_a_folder_at_once(tmp_path: Path) -> None:
    both = [
        subprocess.Popen([sys.executable, "-c", _WRITER, str(tmp_path)])
        for _ in range(2)
    ]
    assert [program.wait(timeout=HANG) for program in both] == [0, 0]
    assert [path.name for path in tmp_path.rglob(".new-*")] == []


def test_a_memo_recalls_what_was_made_of_the_same_parts(store: Store) -> None:
    first = Memo(store, "proofs")
    assert first.recall(["a", b"b"], lambda: ["made"]) == ["made"]
    first.save()
    second = Memo(store, "proofs")
    assert second.recall([b"a", "b"], lambda: ["anew"]) == ["made"]
    assert second.recall(["ab"], lambda: ["another"]) == ["another"]


def remembered(store: Store, *asked: str) -> list[str]:
    """What a build that asks for these finds, and does not make."""
    memo, made = Memo(store, "proofs"), []
    for one in asked:
        memo.recall([one], lambda one=one: made.append(one) or f"{one} made")  # type: ignore[misc, func-returns-value]
    memo.save()
    return [one for one in asked if one not in made]


@pytest.mark.parametrize("count", [2, 3])
def test_books_built_by_turns_find_what_is_theirs(tmp_path: Path, count: int) -> None:
    books = [f"/books/{number}" for number in range(count)]
    found = [
        remembered(Store(tmp_path, book=book), "a", f"{book} alone")
        for _ in range(3)
        for book in books
    ]
    assert [len(one) for one in found] == [0] * count + [2] * count * 2


def test_editions_built_by_turns_find_what_is_theirs(store: Store) -> None:
    found = [remembered(store, "both", own) for own in ("epub", "pdf") * 3]
    assert found[:2] == [[], ["both"]]
    assert found[2:] == [["both", "epub"], ["both", "pdf"]] * 2


def test_a_memo_forgets_what_many_builds_did_not_ask_for(store: Store) -> None:
    remembered(store, "old")
    for number in range(20):
        remembered(store, str(number))
    assert remembered(store, "old", "19", "15") == ["19", "15"]


def test_a_memo_that_changes_nothing_is_not_written(store: Store) -> None:
    remembered(store, "a")
    made = store.made
    assert remembered(store, "a") == ["a"]
    assert store.made == made


@pytest.mark.parametrize("kept", [b"", b"[]", b"1", b'{"a": 1}', b'{"a": ["x", 1]}'])
def test_what_is_not_a_memo_is_forgotten(store: Store, kept: bytes) -> None:
    store.keep(store_module.key_of("memo", store.book, "proofs"), kept)
    assert remembered(store, "a") == []
    assert remembered(store, "a") == ["a"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("a", "b"), ("ab",)),
        (("a", "b"), ("a", "b", "")),
        (("a\0b",), ("a", "b")),
        (("ab", "c"), ("a", "bc")),
        (("a",), ("b",)),
    ],
)
def test_other_parts_have_another_name(
    one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    assert store_module.key_of("kind", *one) != store_module.key_of("kind", *other)


def test_a_name_that_is_not_text_has_a_key() -> None:
    assert store_module.key_of("kind", "\udcff") != store_module.key_of("kind", "?")


def test_other_programs_have_other_names(monkeypatch: pytest.MonkeyPatch) -> None:
    before = store_module.key_of("kind", "part")
    monkeypatch.setattr(store_module, "installed_programs", lambda: "others")
    assert store_module.key_of("kind", "part") != before


def test_files_that_are_not_ours_are_neither_counted_nor_cleared(store: Store) -> None:
    assert store.folder is not None
    theirs = [store.folder / name for name in ("01/one.md", "ab/notes.txt", "abc/x")]
    for path in theirs:
        path.parent.mkdir(exist_ok=True)
        path.write_text("An author's", "utf-8")
    assert len(list(store.entries())) == 1
    assert store.clear() == 1
    assert all(path.is_file() for path in theirs)
