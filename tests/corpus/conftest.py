"""The two real books, each built once for all tests that ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.single_render import Printed, print_book
from tools.corpus import BOOKS, corpus_manuscript

_SHORTER = "moby-dick"
"""It stands for both in `make test`; the other one takes three times as long."""


@dataclass(frozen=True, slots=True)
class RealBook:
    """A book and what came of it."""

    manuscript: Path
    cache: Path
    printed: Printed


@pytest.fixture(
    scope="session",
    params=[
        # In one group: a book is built once, by whichever process has it.
        pytest.param(
            name,
            marks=[
                pytest.mark.xdist_group(f"corpus: {name}"),
                *([] if name == _SHORTER else [pytest.mark.long]),
            ],
        )
        for name in BOOKS
    ],
)
def real_book(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> RealBook:
    """Both editions of one of them, by two workers."""
    folder = tmp_path_factory.mktemp("corpus")
    manuscript = corpus_manuscript(request.param, folder)
    cache = folder / "cache"
    printed = print_book(manuscript, cache, jobs=2, formats=("epub", "pdf"))
    return RealBook(manuscript, cache, printed)
