"""What every test may ask for; `--accept` rewrites golden files."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# A change lands or not by what it holds, never by what was drawn: CI draws the same
# every time. No deadline: machines are busy.
settings.register_profile("bookmaker", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("bookmaker")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--accept`."""
    parser.addoption(
        "--accept",
        action="store_true",
        help="rewrite golden files with what the program gives now",
    )


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be rewritten and not compared."""
    return bool(request.config.getoption("--accept"))
