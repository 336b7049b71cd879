"""The starter manuscript is a sound one, whatever its title."""

from __future__ import annotations

import datetime
from pathlib import Path

import click
import pytest

from bookmaker.cli.new import new
from bookmaker.config.load import load_manuscript
from bookmaker.config.scaffold import sample_languages, scaffold
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.metadata import Creator
from bookmaker.pipeline.stages import Request, check
from bookmaker.system.workspace import write_whole

DAY = datetime.date(2026, 11, 1)


def write(root: Path, files: dict[str, bytes]) -> Path:
    """Write a starter manuscript."""
    for path, content in files.items():
        write_whole(root / path, content)
    return root


@pytest.mark.parametrize(
    ("title", "author", "language"),
    [
        ("The Salt Roads", "Ada Voss", "en-GB"),
        ('A "Quoted" \\ Title', "", "de"),
        ("Tab\tand\x7f", "Zoë 漢", "fr"),
    ],
)
def test_a_starter_manuscript_has_no_fault(
    tmp_path: Path, title: str, author: str, language: str
) -> None:
    title = title.replace("\x7f", "")
    diagnostics = Diagnostics()
    root = write(tmp_path, scaffold(title, author, language, DAY))
    config = load_manuscript(root, diagnostics).config
    assert list(diagnostics) == []
    assert config.metadata.title == title.replace("\t", " ")
    assert config.metadata.authors == ((Creator(author),) if author else ())
    assert config.metadata.language == language
    assert config.metadata.published == DAY


def test_every_chapter_is_listed_and_ends_with_a_line_end() -> None:
    files = scaffold("T", "A", "en", DAY)
    listed = files["book.toml"].decode()
    for path, content in files.items():
        assert content.endswith(b"\n")
        if path.startswith("chapters/"):
            assert f'"{path}"' in listed


def test_the_chapters_say_that_they_are_english_in_a_book_that_is_not() -> None:
    danish = scaffold("T", "A", "da", DAY)["chapters/preface.md"]
    assert danish.startswith(b"---\nlang: en\n---\n\n# Preface")
    german = scaffold("T", "A", "de-AT", DAY)["chapters/preface.md"]
    assert german.startswith(b"# Vorwort")
    english = scaffold("T", "A", "en-GB", DAY)["chapters/preface.md"]
    assert english.startswith(b"# Preface")


def test_the_day_is_the_one_that_is_given() -> None:
    text = scaffold("T", "A", "en", DAY)["book.toml"].decode()
    assert "published = 2026-11-01" in text
    assert "© 2026 A" in text


def test_the_help_names_the_languages_that_there_are_chapters_in() -> None:
    text = " ".join(click.Context(new).get_help().split())
    english = {"de": "German", "en": "English", "es": "Spanish", "fr": "French"}
    english |= {"it": "Italian", "nl": "Dutch", "pt": "Portuguese"}
    assert english.keys() == set(sample_languages())
    assert [name for name in english.values() if name not in text] == []


def test_the_chapters_of_every_language_have_the_same_constructs() -> None:
    for language in sample_languages():
        files = scaffold("T", "A", language, DAY)
        text = "\n".join(content.decode() for content in files.values())
        for construct in ("::: epigraph", "[^", "\n***\n", "\n| ", "](margins.md)"):
            assert construct in text, language


@pytest.mark.sampled(1)
@pytest.mark.slow
@pytest.mark.parametrize(
    "language", ["en-GB", "da", *(tag for tag in sample_languages() if tag != "en")]
)
def test_a_starter_manuscript_passes_every_check(tmp_path: Path, language: str) -> None:
    root = write(tmp_path, scaffold("The Salt Roads", "Ada Voss", language, DAY))
    outcome = check(Request(manuscript=root, is_strict=True))
    assert list(outcome.diagnostics) == []
    assert outcome.book is not None
