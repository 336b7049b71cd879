"""Fill dist/ for a release: the artifacts, metadata.json, the SBOM, SHA256SUMS.

`python -m tools.release dist build/a.epub build/a.pdf`. What is written depends on the
artifacts alone, never on the moment, so that a release can be made again and compared.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import shutil
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import bookmaker
from bookmaker.pipeline.verification import DECISIVE
from tools.sbom import bill
from tools.table import load_output

MANUSCRIPTS = Path("manuscripts")
LOCK = Path(__file__).parents[1] / "requirements.lock"

DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
CONTAINER = ".//{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"


def load_package(epub: Path) -> ET.Element:
    """An EPUB's package document. Raises `ValueError` if it has none."""
    with zipfile.ZipFile(epub) as archive:
        container = ET.fromstring(archive.read("META-INF/container.xml"))
        root_file = container.find(CONTAINER)
        if root_file is None:
            message = f"{epub}: no package document"
            raise ValueError(message)
        return ET.fromstring(archive.read(root_file.attrib["full-path"]))


def load_modified(epub: Path) -> str | None:
    """When an EPUB was last changed, by its package document: `dcterms:modified`."""
    return next(
        (
            element.text
            for element in load_package(epub).iter()
            if element.get("property") == "dcterms:modified"
        ),
        None,
    )


def load_package_metadata(epub: Path) -> dict[str, list[str]]:
    """The Dublin Core of an EPUB's package document, by element name."""
    metadata: dict[str, list[str]] = {}
    for element in load_package(epub).iter():
        if element.tag.startswith(DUBLIN_CORE):
            name = element.tag.removeprefix(DUBLIN_CORE)
            metadata.setdefault(name, []).append(element.text or "")
    return metadata


def describe(artifact: Path) -> dict[str, object]:
    """One artifact as `metadata.json` tells it."""
    output = load_output(artifact)
    return {
        "file": artifact.name,
        "format": output.format,
        "edition": output.edition,
        "bytes": output.size,
        "sha256": output.sha256,
        "pages": output.pages,
    }


def describe_books(artifacts: list[Path]) -> list[dict[str, object]]:
    """Every book with its metadata and its artifacts, by name."""
    books: list[dict[str, object]] = []
    for name in sorted({artifact.stem for artifact in artifacts}):
        editions = sorted(path for path in artifacts if path.stem == name)
        epub = next((path for path in editions if path.suffix == ".epub"), None)
        books.append(
            {
                "name": name,
                "manuscript": find_manuscript(name),
                "metadata": {} if epub is None else load_package_metadata(epub),
                "modified": None if epub is None else load_modified(epub),
                "artifacts": [describe(path) for path in editions],
            }
        )
    return books


def made_with() -> dict[str, str]:
    """The versions of bookmaker and of what decides its bytes."""
    return {
        "bookmaker": bookmaker.__version__,
        **{name: importlib.metadata.version(name) for name in DECISIVE},
    }


def epoch() -> int | None:
    """The moment by which the editions are dated, where one was given."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    return int(given) if given else None


def find_manuscript(name: str) -> str | None:
    """Where `bookmaker verify` finds the manuscript, from the release's own place."""
    for path in (MANUSCRIPTS / name, MANUSCRIPTS / f"{name}.md"):
        if path.exists():
            return path.name
    return None


def write_release(folder: Path, artifacts: list[Path]) -> None:
    """Write the folder anew; what it held before is removed."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for artifact in artifacts:
        shutil.copyfile(artifact, folder / artifact.name)
    record = {
        "schema": 1,
        "made-with": made_with(),
        "epoch": epoch(),
        "books": describe_books(artifacts),
    }
    words = json.dumps(record, ensure_ascii=False, indent=2)
    (folder / "metadata.json").write_text(f"{words}\n", "utf-8")
    lock = LOCK.read_text("utf-8")
    (folder / "bookmaker.cdx.json").write_text(
        f"{json.dumps(bill(lock), indent=2)}\n", "utf-8"
    )
    sums = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(folder.iterdir())
    ]
    (folder / "SHA256SUMS").write_text("".join(sums), "utf-8")


def find_unproven(artifacts: list[Path]) -> list[str]:
    """A line for each artifact that was not proven to show every word of its book."""
    lines = []
    for artifact in artifacts:
        proof = load_output(artifact).proof
        if proof is None:
            lines.append(f"{artifact}: it was made without the proof (--no-proof)")
        elif proof.words_proven != proof.words_expected:
            lacking = proof.words_expected - proof.words_proven
            lines.append(
                f"{artifact}: {lacking} of {proof.words_expected} words are not proven:"
                " no font of its theme has their characters (S002)"
            )
    return lines


def main(arguments: list[str]) -> int:
    """Write the release and list it; with an edition that lacks words there is none."""
    folder, artifacts = Path(arguments[0]), [Path(path) for path in arguments[1:]]
    unproven = find_unproven(artifacts)
    if unproven:
        sys.stderr.write("".join(f"{line}\n" for line in unproven))
        return 1
    write_release(folder, artifacts)
    for path in sorted(folder.iterdir()):
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
