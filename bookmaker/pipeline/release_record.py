"""What a release says of itself: `metadata.json`, `SHA256SUMS`, and an EPUB's front.

What comes in: the books of a release as they were built. What goes out: bytes that
depend on them alone. `release` writes them; `verification` makes them again.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

from bookmaker.diagnostics import Diagnostics, Severity
from bookmaker.pipeline.request import Output
from bookmaker.system.version import VERSION

SUMS, RECORD, BILL = "SHA256SUMS", "metadata.json", "bookmaker.cdx.json"
SAMPLES = ("sample-epub", "sample-pdf")
"""Ready-made editions that a release has of a book long enough for them."""
DECISIVE = (
    "ebooklib",
    "lxml",
    "markdown",
    "pikepdf",
    "pillow",
    "uharfbuzz",
    "weasyprint",
)
"""The libraries whose versions decide an edition's bytes."""
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_CONTAINER = ".//{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"
_ITEM = "{http://www.idpf.org/2007/opf}item"
_IMAGE_SUFFIX = {"image/png": ".png", "image/jpeg": ".jpg"}


@dataclass(slots=True, kw_only=True)
class ReleasedBook:
    """A book of a release, and what was found out about it."""

    manuscript: Path
    name: str
    outputs: tuple[Output, ...] = ()
    covers: tuple[tuple[str, str], ...] = ()
    """File and edition of each cover of a printed book."""
    content_by_file: dict[str, bytes] = field(default_factory=dict)
    diagnostics: Diagnostics = field(default_factory=Diagnostics)
    reports: list[str] = field(default_factory=list)
    """A line for each check of a file."""
    failures: list[str] = field(default_factory=list)
    """Why it cannot be released, beside the errors among its problems."""

    def is_fit(self, *, is_strict: bool) -> bool:
        """Whether it can be released."""
        has_warnings = self.diagnostics.count(Severity.WARNING) > 0
        is_sound = not self.diagnostics.has_errors
        return is_sound and not self.failures and not (is_strict and has_warnings)


def write_sums(content_by_file: Mapping[str, bytes]) -> bytes:
    """The text of `SHA256SUMS`, as `sha256sum` writes it: a line a file, by name."""
    lines = (
        f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        for name, content in sorted(content_by_file.items())
    )
    return "".join(lines).encode()


def write_json(value: object) -> bytes:
    """A value as JSON for people to read."""
    return f"{json.dumps(value, ensure_ascii=False, indent=2)}\n".encode()


# --- what an EPUB says of itself


def load_package(epub: bytes) -> tuple[str, ET.Element]:
    """The path and the root of an EPUB's package document. Raises `ValueError`."""
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        container = ET.fromstring(archive.read("META-INF/container.xml"))
        root_file = container.find(_CONTAINER)
        if root_file is None:
            message = "no package document"
            raise ValueError(message)
        path = root_file.attrib["full-path"]
        return path, ET.fromstring(archive.read(path))


def fronts_of(output: Output, epub: bytes) -> Iterator[tuple[str, bytes]]:
    """The picture that shops show, with the name of its file; a sample has none."""
    if output.format != "epub" or output.edition in SAMPLES:
        return
    path, package = load_package(epub)
    for item in package.iter(_ITEM):
        if "cover-image" not in (item.get("properties") or "").split():
            continue
        suffix = _IMAGE_SUFFIX.get(item.get("media-type") or "")
        if suffix is None:
            continue
        inner = path.rpartition("/")[0]
        place = f"{inner}/{item.get('href')}" if inner else str(item.get("href"))
        with zipfile.ZipFile(io.BytesIO(epub)) as archive:
            yield f"{output.path.stem}-cover{suffix}", archive.read(place)


def _metadata_of(package: ET.Element) -> dict[str, list[str]]:
    """The Dublin Core of a package document, by element name."""
    metadata: dict[str, list[str]] = {}
    for element in package.iter():
        if element.tag.startswith(_DUBLIN_CORE):
            name = element.tag.removeprefix(_DUBLIN_CORE)
            metadata.setdefault(name, []).append(element.text or "")
    return metadata


def _modified_of(package: ET.Element) -> str | None:
    """When the EPUB was last changed: `dcterms:modified`."""
    moments = (
        element.text
        for element in package.iter()
        if element.get("property") == "dcterms:modified"
    )
    return next(moments, None)


# --- the record


def record_of(books: Sequence[ReleasedBook], epoch: int | None) -> dict[str, object]:
    """The content of `metadata.json`; `epoch` is `SOURCE_DATE_EPOCH`, if it is set."""
    return {
        "schema": 1,
        "made-with": versions_of_programs(),
        "epoch": epoch,
        "books": [_book(one) for one in sorted(books, key=lambda book: book.name)],
    }


def versions_of_programs() -> dict[str, object]:
    """The versions, by name, of the programs that decide an edition's bytes."""
    return {
        "bookmaker": VERSION,
        **{name: importlib.metadata.version(name) for name in DECISIVE},
    }


def _book(book: ReleasedBook) -> dict[str, object]:
    epubs = [one for one in book.outputs if one.format == "epub"]
    package = None
    if epubs:
        described = min(epubs, key=_rank)
        package = load_package(book.content_by_file[described.path.name])[1]
    artifacts = sorted(book.outputs, key=lambda output: output.path.name)
    record: dict[str, object] = {
        "name": book.name,
        "manuscript": book.manuscript.resolve().name,
        "metadata": {} if package is None else _metadata_of(package),
        "modified": None if package is None else _modified_of(package),
        "artifacts": [_artifact(output) for output in artifacts],
    }
    if book.covers:
        record["covers"] = [
            {"file": file, "edition": edition, **_facts(book.content_by_file[file])}
            for file, edition in sorted(book.covers)
        ]
    return record


def _rank(epub: Output) -> tuple[bool, bool, str]:
    """Which of several EPUBs describes the book: the least; the order is settled by
    the editions, not by how they were asked for."""
    return epub.edition != "epub", epub.edition in SAMPLES, epub.path.name


def _artifact(output: Output) -> dict[str, object]:
    return {
        "file": output.path.name,
        "format": output.format,
        "edition": output.edition,
        "bytes": output.size,
        "sha256": output.sha256,
        "pages": output.pages,
    }


def _facts(content: bytes) -> dict[str, object]:
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
