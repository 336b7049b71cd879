"""What `{{< meta … >}}` can say of a book."""

from __future__ import annotations

from pathlib import Path

from bookmaker.document.text import plain_text
from bookmaker.pipeline.request import Request
from bookmaker.pipeline.stages import read

_CONFIG = """\
title = "The Salt Roads"

[products.paperback]
price = "12.50 GBP"
territory = "GB IE"

[contents]
body = ["one.md"]
"""


def test_a_products_price_and_territory_can_be_printed(tmp_path: Path) -> None:
    (tmp_path / "book.toml").write_text(_CONFIG, "utf-8")
    (tmp_path / "one.md").write_text(
        "# One\n\n{{< meta price.paperback >}} in {{< meta territory.paperback >}}\n",
        "utf-8",
    )
    outcome = read(Request(manuscript=tmp_path))
    assert outcome.book is not None
    assert plain_text(outcome.book.body[0].blocks) == "12.50 GBP in GB IE"
