"""In the real books too, words are at their line, column and page."""

from __future__ import annotations

import pytest

import bookmaker
from tests.corpus.conftest import RealBook
from tests.support.corpus import needs_corpus
from tests.support.jumps import SAMPLE, follow_words

pytestmark = [pytest.mark.slow, needs_corpus]


@pytest.mark.long
def test_words_of_both_editions_are_at_their_line_and_column(
    real_book: RealBook,
) -> None:
    with bookmaker.open_session(
        real_book.manuscript, proof=False, jobs=2, cache_folder=real_book.cache
    ) as session:
        found = follow_words(session.render(), real_book.manuscript, seed=20)
    assert found.followed >= 2 * SAMPLE
    assert found.wrong_places == ()
    assert found.wrong_pages == ()
