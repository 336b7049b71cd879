"""Folders and archives of small documents of each form, to be imported."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.support.word_files import blank_document

FORMS = ("docx", "txt", "html", "md", "eml")


def word_document(title: str, words: str) -> bytes:
    """A Word file of a heading and a paragraph."""
    document = blank_document()
    document.add_heading(title, 1)
    document.add_paragraph(words)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def small_document(suffix: str, number: int) -> bytes:
    """A document of this form: `Chapter 3`, in which the tide turned 3 times."""
    title, words = f"Chapter {number}", f"The tide turned {number} times that day."
    if suffix == "docx":
        return word_document(title, words)
    if suffix == "html":
        page = f"<html><body><h1>{title}</h1><p>{words}</p></body></html>"
        return page.encode()
    if suffix == "md":
        return f"# {title}\n\n{words}\n".encode()
    if suffix == "eml":
        return f"Subject: {title}\nFrom: a@example.org\n\n{words}\n".encode()
    return f"{title}\n\n{words}\n".encode()


def written_folder(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write files into a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def zipped(path: Path, files: Iterable[tuple[str | zipfile.ZipInfo, bytes]]) -> Path:
    """Write an archive; a name may come twice."""
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w") as archive:
        warnings.simplefilter("ignore", UserWarning)
        for name, content in files:
            archive.writestr(name, content)
    return path


def turns_in(chapters: Iterable[str]) -> list[str]:
    """The number that each chapter made of a `small_document` tells."""
    return [text.partition("turned ")[2].partition(" ")[0] for text in chapters]
