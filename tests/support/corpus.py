"""Tests that need the two real books beside the project; absent, they skip."""

from __future__ import annotations

import pytest

from tools.corpus import CORPUS

needs_corpus = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the corpus is not beside the project"
)
