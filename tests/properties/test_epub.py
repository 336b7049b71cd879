"""Any tree becomes a well-formed EPUB with all its text; the same every time."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from PIL import Image as Raster

from bookmaker.config.model import BookConfig, EpubConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book, DivisionKind
from bookmaker.document.nodes import Figure, Image, Node, Text
from bookmaker.document.walk import all_divisions, descend, map_book
from bookmaker.transforms import COMMON, FOR_EPUB
from tests.support.epub import Epub, make_specimen, render_epub, workspace_of
from tests.support.tiers import examples
from tests.support.trees import books

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).parents[2]
MAKE = (
    "import hashlib; from tests.support.epub import make_specimen; "
    "print(hashlib.sha256(make_specimen().content).hexdigest())"
)


def finished(book: Book) -> Book:
    """The tree as a backend receives it; no workspace here holds pictures."""

    def kept(node: Node) -> Node | tuple[Node, ...]:
        return () if isinstance(node, (Figure, Image)) else node

    config = BookConfig(name="any", metadata=book.metadata)
    for transform in (*COMMON, *FOR_EPUB):
        book = transform(book, config, Diagnostics())
    return map_book(book, kept)


def solid(text: str) -> str:
    """The text without white space, which markup may add and take."""
    return "".join(text.split())


def small_cover() -> bytes:
    """A cover that takes no time: drawing one would take most of the test's."""
    target = io.BytesIO()
    Raster.new("L", (1, 1)).save(target, "PNG")
    return target.getvalue()


WORKSPACE = workspace_of(cover_png=small_cover())


@settings(
    max_examples=examples(12, 100),
    deadline=None,
    suppress_health_check=[HealthCheck.data_too_large, HealthCheck.too_slow],
)
@given(books())
def test_any_tree_is_packed_and_proven_with_all_its_text(book: Book) -> None:
    book = finished(book)
    config = BookConfig(
        name="any", metadata=book.metadata, epub=EpubConfig(cover="cover.png")
    )
    # Well-formed it is: the backend parses each document before it packs it.
    artifact = render_epub(book, config=config, workspace=WORKSPACE)
    assert artifact.prove is not None
    assert artifact.prove().faults == ()
    epub = Epub(artifact.content)
    read = solid("".join(epub.text(name) for name in epub.reading_order))
    for division in all_divisions(book):
        if division.kind is DivisionKind.CONTENTS:
            continue  # navigation's entries stand for those that it held
        for node in descend(*division.blocks):
            if isinstance(node, Text):
                assert solid(node.text) in read


@pytest.mark.parametrize(
    ("seed", "zone", "folder"),
    [("1", "UTC", REPOSITORY), ("2", "Asia/Kolkata", REPOSITORY / "tests")],
)
def test_two_worlds_give_the_same_bytes(seed: str, zone: str, folder: Path) -> None:
    surroundings = {
        **os.environ,
        "PYTHONHASHSEED": seed,
        "TZ": zone,
        "LC_ALL": "C",
        "PYTHONPATH": str(REPOSITORY),
    }
    done = subprocess.run(
        (sys.executable, "-c", MAKE),
        capture_output=True,
        check=True,
        cwd=folder,
        env=surroundings,
        text=True,
    )
    here = hashlib.sha256(make_specimen().content).hexdigest()
    assert done.stdout.strip() == here
