"""`docs/config.md` says what the model says."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from bookmaker.config import model
from bookmaker.config.keys_page import options_of, reference

DOCUMENT = Path(__file__, "../../../../docs/config.md").resolve()


def test_the_document_is_what_the_model_gives() -> None:
    stale = "run python -m bookmaker.config.keys_page > docs/config.md"
    assert DOCUMENT.read_text(encoding="utf-8") == reference(), stale


def test_every_option_is_explained() -> None:
    for name in ("ProductConfig", "NumberingConfig", "PrintConfig", "EpubConfig"):
        options = options_of(name, model)
        assert len(options) == len(fields(getattr(model, name)))
        for option in options:
            assert option.meaning.endswith("."), option.key
            assert option.default
