"""What every test may ask for, and what `pytest` may be asked for."""

from __future__ import annotations

import gc
import os
import random
import zlib

import pytest
from hypothesis import settings

# Files of tests are as new as the test: the editions are dated alike on every run.
os.environ.setdefault("SOURCE_DATE_EPOCH", "946684800")

# A change lands or not by what it holds, never by what was drawn: CI draws the same
# every time. No deadline: machines are busy.
settings.register_profile("bookmaker", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("bookmaker")


_LONGEST_NAME = 60
"""Characters of a value in a test's name."""

# What is collected stays until the end: the collector need not look at it again and
# again, neither meanwhile nor in each test and in each process that a test forks.
gc.disable()


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
        help="run the tests that are marked `long`, and no others",
    )
    parser.addoption(
        "--shuffle",
        metavar="SEED",
        help="run the tests in a random order: equal seeds give equal orders",
    )


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Choose between long tests and all others; shuffle where that is asked for."""
    is_long = bool(config.getoption("--long"))
    chosen = [item for item in items if ("long" in item.keywords) is is_long]
    if len(chosen) < len(items):
        left_out = [item for item in items if ("long" in item.keywords) is not is_long]
        config.hook.pytest_deselected(items=left_out)
    seed = config.getoption("--shuffle")
    if seed is not None:
        random.Random(seed).shuffle(chosen)
    items[:] = chosen


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be rewritten and not compared."""
    return bool(request.config.getoption("--accept"))
