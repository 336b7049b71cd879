"""What pages are set with: sheets that editions share."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.backends.pdf.engine.sheets import text_sheet
from bookmaker.backends.pdf.setting import print_style_of
from bookmaker.config.editions import config_of, find_edition
from bookmaker.config.model import BookConfig
from bookmaker.document.metadata import Metadata
from bookmaker.system.store import Store
from bookmaker.system.workspace import Workspace


@pytest.mark.slow
@pytest.mark.parametrize("name", ["print", "large-print", "review"])
def test_the_sheet_of_the_text_is_made_of_the_whole_sheet(
    name: str, tmp_path: Path
) -> None:
    """Rules and tokens are looked through apart: nothing may depend on both."""
    book = BookConfig(name="tides", metadata=Metadata(title="Tides"))
    edition = find_edition(book, name)
    assert edition is not None
    config = config_of(book, edition)
    with print_style_of(config, Workspace(tmp_path), Store(None)) as style:
        assert style.sheet_of_text == text_sheet(style.sheet)


def test_a_book_in_arabic_letters_is_set_in_their_face_with_more_leading(
    tmp_path: Path,
) -> None:
    book = BookConfig(name="tides", metadata=Metadata(title="Tides", language="ar"))
    with print_style_of(book, Workspace(tmp_path), Store(None)) as style:
        assert style.families["--type-text"].startswith('"Amiri", "EB Garamond"')
        assert style.families["--type-code"].startswith('"JetBrains Mono"')
        assert float(style.tokens["--plan-leading"]) == 1.6
