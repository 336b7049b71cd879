"""A cache that is never wrong: what is not whole is not there, whatever happened."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bookmaker.system.store import Memo, Store

CONTENT = b"a laid-out chapter" * 40


def key_of(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


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
def test_an_entry_that_was_cut_short_is_none(store: Store, length: int) -> None:
    path = entry(store)
    path.write_bytes(path.read_bytes()[:length])
    assert store.find(KEY) is None


@pytest.mark.parametrize("place", [0, 31, 32, -1])
def test_an_entry_of_which_one_byte_changed_is_none(store: Store, place: int) -> None:
    path = entry(store)
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
    assert store.find(KEY) is None


def test_an_entry_under_another_name_is_none(store: Store) -> None:
    other = key_of("two")
    path = entry(store)
    target = path.parents[1] / other[:2] / other[2:]
    target.parent.mkdir(exist_ok=True)
    path.rename(target)
    assert store.find(other) is None


def test_a_damaged_entry_is_made_anew(store: Store) -> None:
    entry(store).write_bytes(b"")
    store.keep(KEY, CONTENT)
    assert store.find(KEY) == CONTENT


def test_a_folder_in_the_place_of_an_entry_is_none(store: Store) -> None:
    path = entry(store)
    path.unlink()
    path.mkdir()
    assert store.find(KEY) is None


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


def test_several_programs_may_use_a_folder_at_once(tmp_path: Path) -> None:
    both = [
        subprocess.Popen([sys.executable, "-c", _WRITER, str(tmp_path)])
        for _ in range(2)
    ]
    assert [program.wait(timeout=60) for program in both] == [0, 0]
    assert [path.name for path in tmp_path.rglob(".new-*")] == []


def test_a_memo_recalls_what_was_made_of_the_same_parts(store: Store) -> None:
    first = Memo(store, "proofs")
    assert first.recall(["a", b"b"], lambda: ["made"]) == ["made"]
    first.save()
    second = Memo(store, "proofs")
    assert second.recall([b"a", "b"], lambda: ["anew"]) == ["made"]
    assert second.recall(["ab"], lambda: ["another"]) == ["another"]


def test_a_memo_forgets_what_is_not_asked_for(store: Store) -> None:
    for asked in ("a", "b", "a"):
        memo = Memo(store, "proofs")
        told = memo.recall([asked], lambda asked=asked: f"{asked} made")  # type: ignore[misc]
        memo.save()
        assert told == f"{asked} made"
    assert Memo(store, "proofs").recall(["b"], lambda: "anew") == "anew"
