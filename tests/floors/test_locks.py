"""The locks hold names, versions and hashes, and say nothing of any machine."""

from __future__ import annotations

import itertools
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock")
PIN = re.compile(r"([a-z0-9][a-z0-9.-]*)==([0-9][^ ;]*)( ; [^\\]+)? \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
COMMENT = re.compile(r"#.*|    #.*")


def load_pins(lock: str) -> dict[str, str]:
    """Version by name."""
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    matches = (PIN.fullmatch(line) for line in lines)
    return {match[1]: match[2] for match in matches if match}


def names_of(requirements: list[str]) -> set[str]:
    """The names in a list of requirements, as an index normalizes them."""
    heads = (re.split(r"[<>=!~;\[ ]", line, maxsplit=1)[0] for line in requirements)
    return {re.sub(r"[-_.]+", "-", head).lower() for head in heads}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_is_a_pin_a_hash_or_a_comment(lock: str) -> None:
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    strange = [
        line
        for line in lines
        if not any(kind.fullmatch(line) for kind in (PIN, HASH, COMMENT))
    ]
    assert strange == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash(lock: str) -> None:
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    after = [
        following
        for line, following in itertools.pairwise(lines)
        if PIN.fullmatch(line)
    ]
    assert after
    assert all(HASH.fullmatch(line) for line in after)


@pytest.mark.parametrize("lock", LOCKS)
def test_comments_name_no_index_folder_or_address(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    for forbidden in ("://", "--find-links", "--index", "--extra", "file:", " @ "):
        assert forbidden not in text
    paths = re.findall(r"(?<![\w.])/\w+/", text)
    assert paths == []


def test_lock_for_users_pins_every_direct_dependency_and_the_build_backend() -> None:
    pins = load_pins("requirements.lock")
    wanted = names_of(PROJECT["project"]["dependencies"])
    assert wanted - pins.keys() == set()
    (backend,) = PROJECT["build-system"]["requires"]
    assert f"hatchling=={pins['hatchling']}" == backend


def test_lock_for_developers_holds_the_other_and_every_tool() -> None:
    pins = load_pins("requirements-dev.lock")
    assert load_pins("requirements.lock").items() <= pins.items()
    assert names_of(PROJECT["dependency-groups"]["dev"]) - pins.keys() == set()


def test_lock_for_bench_pins_what_is_compared_with() -> None:
    pins = load_pins("requirements-bench.lock").keys()
    assert pins == {"pypandoc-binary", "typst"}


@pytest.mark.parametrize("lock", LOCKS)
def test_no_pin_asks_for_a_python_after_debian_12(lock: str) -> None:
    # 13 asks for Python 3.11.5; Debian 12 has 3.11.2.
    version = load_pins(lock).get("pymdown-extensions", "12")
    assert int(version.split(".")[0]) < 13
