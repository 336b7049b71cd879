"""EPUBCheck finds nothing in what we make.

Where EPUBCheck or Java is not installed, these tests are skipped.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.backends.epub import EpubBackend
from bookmaker.backends.services import BuildServices
from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.addresses import SCHEMES, why_unusable
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.metadata import Metadata
from bookmaker.document.nodes import Attributes, Link, Paragraph, Text
from bookmaker.system.workspace import Workspace
from bookmaker.transforms.complete_addresses import complete_addresses
from tests.support.epub import make_specimen
from tools.epubcheck import MissingValidatorError, run_epubcheck

pytestmark = pytest.mark.slow


def messages_of(content: bytes, folder: Path) -> list[str]:
    """What EPUBCheck says of an EPUB, usage included."""
    target = folder / "book.epub"
    target.write_bytes(content)
    try:
        verdict = run_epubcheck(target)
    except MissingValidatorError as error:
        pytest.skip(f"EPUBCheck cannot run: {error}")
    assert verdict.documents > 0
    # A class in the sheet that this book does not use is no fault of the book.
    found = [one for one in verdict.messages if " CSS-028 " not in one]
    is_faulty = any(not one.startswith("USAGE") for one in found)
    assert verdict.is_valid is not is_faulty, found
    return found


@pytest.mark.parametrize("theme", ["literary", "technical"])
def test_a_book_of_every_construct_is_valid(theme: str, tmp_path: Path) -> None:
    assert messages_of(make_specimen(theme).content, tmp_path) == []


def test_addresses_that_links_may_have_are_accepted(tmp_path: Path) -> None:
    targets = [
        *(f"{scheme}:x" for scheme in sorted(SCHEMES)),
        *("http:a.org/x", "http://a_b.org./", "http://[::1]:80/a[b]|^?c={d}#e`f"),
        *(
            "//a.org/x",
            "http://user:word@ä.org/%zz",
            "mailto:ann@[home",
            "tel:+47 (12)",
        ),
    ]
    usable = [one for one in targets if why_unusable(one) is None]
    links = Paragraph(tuple(Link((Text("x"),), target) for target in usable))
    chapter = Division(
        DivisionKind.CHAPTER, (Text("One"),), (links,), attributes=Attributes(id="one")
    )
    book = Book(Metadata("Links"), body=(chapter,))
    config = BookConfig(name="links", metadata=book.metadata)
    book = complete_addresses(book, config, Diagnostics())
    workspace, services = Workspace(tmp_path), BuildServices()
    artifact = EpubBackend().render(book, config, workspace, Diagnostics(), services)
    assert messages_of(artifact.content, tmp_path) == []


def test_an_empty_book_is_valid(tmp_path: Path) -> None:
    book = Book(Metadata("Nothing Yet"))
    config = BookConfig(name="empty", metadata=book.metadata)
    workspace = Workspace(tmp_path)
    artifact = EpubBackend().render(
        book, config, workspace, Diagnostics(), BuildServices()
    )
    assert messages_of(artifact.content, tmp_path) == []
