"""Words of a sample are found in the source, and lines of the source on their page."""

from __future__ import annotations

from pathlib import Path

import pytest

import bookmaker
from tests.support.jumps import SAMPLE, follow_words

pytestmark = pytest.mark.slow


def test_words_of_both_editions_are_at_their_line_and_column() -> None:
    manuscript = Path("manuscripts/the-underside-of-bridges")
    with bookmaker.open_session(manuscript, proof=False) as session:
        found = follow_words(session.render(), manuscript, seed=20)
    assert found.followed >= 2 * SAMPLE
    assert found.wrong_places == ()
    assert found.wrong_pages == ()
