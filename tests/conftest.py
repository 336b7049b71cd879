"""What every test may ask for, and what `pytest` may be asked for."""

from __future__ import annotations

import compileall
import gc
import os
import random
import shutil
import sys
import tempfile
import zlib
from pathlib import Path
from py_compile import PycInvalidationMode

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import settings

from tests.support.tiers import (
    LONG_PROFILE,
    asks_validators,
    is_long,
    is_property,
    may_have_fast_tests,
    may_have_slow_tests,
    put_samples_in_tiers,
    share_fixtures_of_modules,
    shares_fixture,
)

# Files of tests are as new as the test: the editions are dated alike on every run.
os.environ.setdefault("SOURCE_DATE_EPOCH", "946684800")

# What a build writes is flushed to the disk, and most tests would wait longer for that
# than they work. They write to memory where there is enough of it.
_IN_MEMORY = Path("/dev/shm")
_ENOUGH = 4 << 30
if (
    "TMPDIR" not in os.environ
    and os.access(_IN_MEMORY, os.W_OK)
    and shutil.disk_usage(_IN_MEMORY).free >= _ENOUGH
):
    os.environ["TMPDIR"] = str(_IN_MEMORY)
    tempfile.tempdir = None

# The cache of the tests is theirs. The person's own may hold a gigabyte, which a build
# looks through at its end, and editions that would be found and not made.
_IS_FIRST = "PYTEST_XDIST_WORKER" not in os.environ
if _IS_FIRST:
    os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="bookmaker-cache-")

# Modules are compiled once, also where Python is told to keep nothing. To compile the
# program takes a second, in each process that a test starts.
sys.dont_write_bytecode = False

# A change lands or not by what it holds, never by what was drawn: CI draws the same
# every time. No deadline: machines are busy.
_FEW = settings(max_examples=25, deadline=None, derandomize="CI" in os.environ)
settings.register_profile("bookmaker", _FEW)
settings.register_profile(LONG_PROFILE, _FEW, max_examples=200)


_PROGRAM = Path(__file__).parents[1] / "bookmaker"
_LONGEST_NAME = 60
"""Characters of a value in a test's name."""

_LISTED_S = 0.005
"""A set-up that takes less is not in the list of `--durations`."""

# What is collected stays until the end: the collector need not look at it again and
# again, neither meanwhile nor in each test and in each process that a test forks.
gc.disable()


def pytest_configure(config: pytest.Config) -> None:
    """Choose how many examples of a property are tried, and how many cores are used."""
    settings.load_profile(LONG_PROFILE if config.getoption("--long") else "bookmaker")
    if (config.getoption("numprocesses", 0) or 0) > 1:
        # Each process has a core of its own. A second layout process for each small
        # book would cost a third more of its time, and shorten nothing.
        os.environ.setdefault("PYTHON_CPU_COUNT", "1")


def pytest_sessionstart() -> None:
    """Compile the program before a test starts it; no test then writes beside it."""
    if _IS_FIRST:
        # Said because of SOURCE_DATE_EPOCH, with which Python would compile each module
        # by its checksum: anew on every run, and read again by each process.
        compileall.compile_dir(
            _PROGRAM, quiet=2, invalidation_mode=PycInvalidationMode.TIMESTAMP
        )


def pytest_unconfigure() -> None:
    """Take the cache of the tests away."""
    if _IS_FIRST:
        shutil.rmtree(os.environ["XDG_CACHE_HOME"], ignore_errors=True)


def pytest_collection_finish() -> None:
    """Let the collector work again, on what tests make."""
    gc.freeze()
    gc.enable()


def pytest_make_parametrize_id(val: object) -> str | None:
    """Shorten long texts: names go to each worker and into each child's environment."""
    if not isinstance(val, str | bytes) or len(val) <= _LONGEST_NAME:
        return None
    data = val if isinstance(val, bytes) else val.encode("utf-8", "surrogatepass")
    beginning = ascii(val[: _LONGEST_NAME - 10])
    return (
        f"{beginning[beginning.index(beginning[-1]) + 1 : -1]}...{zlib.crc32(data):08x}"
    )


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--accept`, `--long` and `--shuffle`."""
    parser.addoption(
        "--accept",
        action="store_true",
        help="rewrite golden files with what the program gives now",
    )
    parser.addoption(
        "--long",
        action="store_true",
        help="run the tests that are marked `long`, and properties with more examples",
    )
    parser.addoption(
        "--shuffle",
        metavar="SEED",
        help="run the tests in a random order: equal seeds give equal orders",
    )


_MAY_HAVE_BY_CHOICE = {"not slow": may_have_fast_tests, "slow": may_have_slow_tests}
"""By what `-m` says: to load a module and list its tests takes longer than most run."""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Pass over modules without a test of the tier where one alone is asked for."""
    may_have = _MAY_HAVE_BY_CHOICE.get(config.getoption("markexpr"))
    is_module = collection_path.suffix == ".py" and "test_" in collection_path.name
    if not is_module or may_have is None:
        return None
    return None if may_have(collection_path.read_text(encoding="utf-8")) else True


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Choose between long tests and all others; shuffle where that is asked for.

    It comes before pytest's own choice by `-m`, which looks at what is marked here.
    """
    put_samples_in_tiers(items)
    share_fixtures_of_modules(items)
    chosen, left_out = list[pytest.Item](), list[pytest.Item]()
    for item in items:
        is_wanted = not is_long(item)
        if config.getoption("--long"):
            is_wanted = is_long(item) or is_property(item)
        (chosen if is_wanted else left_out).append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
    # What takes long runs first, so that no process is left alone with it.
    chosen.sort(key=lambda item: (not shares_fixture(item), not asks_validators(item)))
    seed = config.getoption("--shuffle")
    if seed is not None:
        random.Random(seed).shuffle(chosen)
    items[:] = chosen


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(
    item: pytest.Item, nextitem: pytest.Item | None
) -> bool | None:
    """Run a test in a process of pytest-xdist, and send its result in one message.

    Without this it sends five: that the test begins and ends, and that its set-up and
    its tear-down passed as well. They take longer than most rows of a table.
    """
    if _IS_FIRST or item.config.getoption("xmlpath"):
        return None
    reports = runtestprotocol(item, nextitem=nextitem, log=False)
    has_passed = all(report.passed for report in reports)
    for report in reports:
        if not has_passed or report.when == "call" or report.duration >= _LISTED_S:
            item.ihook.pytest_runtest_logreport(report=report)
    return True


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be rewritten and not compared."""
    return bool(request.config.getoption("--accept"))
