"""Items of lists that say nothing have a line each, so that no number hides another."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.proven import proven_pdf

pytestmark = pytest.mark.slow

WITHOUT_WORDS = ("", '<a id="x{0}"></a>', "<b></b>", "<span></span>", "[]{{#y{0}}}")


@pytest.mark.parametrize("inside", WITHOUT_WORDS)
def test_the_numbers_of_items_without_words_are_all_printed(
    inside: str, tmp_path: Path
) -> None:
    (tmp_path / "book.toml").write_text(
        'title = "Items"\nlanguage = "en"\nmodified = 2026-01-02\n', "utf-8"
    )
    items = "".join(f"{n}. {inside.format(n)}\n" for n in range(1, 6))
    (tmp_path / "one.md").write_text(f"# Items\n\n{items}\nBehind them.\n", "utf-8")
    text = "".join("".join(proven_pdf(tmp_path).texts).split())
    assert "1.2.3.4.5." in text
