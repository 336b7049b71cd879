"""Archives and documents that are made to do harm end with a word, soon and small."""

from __future__ import annotations

import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.programs import HANG, limit_work

SECONDS = 30
MEMORY = 1 << 30
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]><x>&a9;</x>"
)

_RUNS = "".join(f"<w:p><w:r><w:t>{n}</w:t></w:r></w:p>" for n in range(99_999))


def _zip(path: Path, parts: dict[str, str | bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def _document(body: str) -> str:
    return f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'


def _word(path: Path, document: str | bytes) -> None:
    _zip(path, {"[Content_Types].xml": "<x/>", "word/document.xml": document})


def _locked(path: Path) -> None:
    _word(path, _document(""))
    content = bytearray(path.read_bytes())
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 4)
    path.write_bytes(bytes(content))


CASES: dict[str, tuple[str, Callable[[Path], None]]] = {
    "a Word file that unpacks to a gigabyte": (
        "I004",
        lambda path: _word(path.with_suffix(".docx"), b" " * (100 << 20)),
    ),
    "an EPUB that unpacks to a gigabyte": (
        "I004",
        lambda path: _zip(
            path.with_suffix(".epub"), {"META-INF/container.xml": b" " * (110 << 20)}
        ),
    ),
    "an archive that would write above its folder": (
        "I004",
        lambda path: _zip(
            path.with_suffix(".epub"),
            {"META-INF/container.xml": "<x/>", "../../evil.html": "<p>x</p>"},
        ),
    ),
    "an archive that would write to the root": (
        "I004",
        lambda path: _zip(path.with_suffix(".zip"), {"/etc/evil.html": "<p>x</p>"}),
    ),
    "an archive of twelve thousand files": (
        "I004",
        lambda path: _zip(
            path.with_suffix(".zip"), {f"{n}.html": "" for n in range(12_000)}
        ),
    ),
    "a Word file of entities": (
        "I004",
        lambda path: _word(path.with_suffix(".docx"), _ENTITIES),
    ),
    "an EPUB of entities": (
        "I004",
        lambda path: _zip(
            path.with_suffix(".epub"), {"META-INF/container.xml": _ENTITIES}
        ),
    ),
    "a Word file that asks for another file": (
        "I004",
        lambda path: _word(
            path.with_suffix(".docx"),
            '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
        ),
    ),
    "a Word file of many runs": (
        "I004",
        lambda path: _word(
            path.with_suffix(".docx"),
            _document(_RUNS),
        ),
    ),
    "a Word file that is no XML": (
        "I005",
        lambda path: _word(path.with_suffix(".docx"), b"\x00\xffno"),
    ),
    "a locked archive": ("I005", lambda path: _locked(path.with_suffix(".docx"))),
    "an archive that is cut short": (
        "I005",
        lambda path: _cut(path.with_suffix(".epub")),
    ),
    "a page nested without an end": (
        "I004",
        lambda path: _write(
            path.with_suffix(".html"), b"<html><body>" + b"<div>" * 100_000 + b"<p>x"
        ),
    ),
    "a page of quotations in quotations": (
        "I004",
        lambda path: _write(
            path.with_suffix(".html"),
            b"<html><body><article>" + b"<blockquote>" * 200 + b"word " * 100,
        ),
    ),
    "a page of a million elements": (
        "I004",
        lambda path: _write(
            path.with_suffix(".html"), b"<html><body>" + b"<p>word</p>" * 400_000
        ),
    ),
    "a page of forty megabytes": (
        "I004",
        lambda path: _write(path.with_suffix(".html"), b"<html>" + b"x" * (40 << 20)),
    ),
    "a text in another encoding": (
        "I002",
        lambda path: _write(path.with_suffix(".txt"), "café".encode("latin-1")),
    ),
    "a text that is none": (
        "I002",
        lambda path: _write(path.with_suffix(".txt"), bytes(range(256)) * 99),
    ),
    "a text longer than any book": (
        "I004",
        lambda path: _write(path.with_suffix(".txt"), b"word " * (4 << 20)),
    ),
    "a letter with an endless subject": (
        "I004",
        lambda path: _write(
            path.with_suffix(".eml"),
            b"Subject:" + b"\n =?utf-8?q?weir?=" * 100_000 + b"\n\nWords.\n",
        ),
    ),
    "a letter within letters": (
        "I004",
        lambda path: _write(
            path.with_suffix(".eml"),
            b"Content-Type: message/rfc822\n\n" * 2000 + b"Subject: a\n\nWords.\n",
        ),
    ),
    "a letter of thousands of parts": (
        "I004",
        lambda path: _write(
            path.with_suffix(".eml"),
            b"Content-Type: multipart/mixed; boundary=a\n\n"
            + b"--a\nContent-Type: text/html\n\n<p>Words</p>\n" * 30_000
            + b"--a--\n",
        ),
    ),
    "a device": ("I005", lambda path: path.with_suffix(".txt").symlink_to("/dev/zero")),
}


def _cut(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04" + b"\0" * 400)


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


_PROGRAM = """
import sys
from pathlib import Path
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.importers.manuscript_files import make_manuscript
from bookmaker.importers.model import ImportOptions
from bookmaker.importers.sources import import_sources
try:
    make_manuscript(import_sources([Path(sys.argv[1])], ImportOptions()), "A Book")
except ManuscriptError as error:
    print(*{problem.code for problem in error.diagnostics})
"""


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    limit_work(SECONDS)


def _codes_of(source: Path) -> list[str]:
    """What an import in `SECONDS` and `MEMORY` says; nothing where it succeeds."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(source)],
        preexec_fn=_limited,
        timeout=HANG,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.mark.sampled(8)
@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_it_is_refused_with_its_code_in_time_and_in_its_memory(
    name: str, tmp_path: Path
) -> None:
    code, make = CASES[name]
    make(tmp_path / "source")
    (source,) = tmp_path.iterdir()
    assert _codes_of(source) == [code]


STORMS: dict[str, bytes] = {
    "letters": b"A" * 1_000_000 + b"\n\n" + b"An " * 300_000,
    "open quotations": "“never closed\n\n".encode() * 20_000,
    "stars": b"* " * 200_000 + b"\n" + b"- " * 200_000,
    "one long line": b"word " * 1_000_000,
    "short lines": b"A line of words\n" * 40_000,
    "hyphens": b"a-\n" * 40_000,
}


@pytest.mark.sampled(2)
@pytest.mark.slow
@pytest.mark.parametrize("name", STORMS)
def test_a_storm_of_text_ends_in_time_and_in_its_memory(
    name: str, tmp_path: Path
) -> None:
    source = tmp_path / "storm.txt"
    source.write_bytes(STORMS[name])
    assert _codes_of(source) == []


@pytest.mark.slow
def test_a_page_of_nested_marks_is_written_in_time(tmp_path: Path) -> None:
    source = tmp_path / "nested.html"
    marks = "".join(f"<{name}>" for name in ("s", "b", "sub", "i", "sup") * 40)
    source.write_text(f"<article>{marks}{'word ' * 100}", encoding="utf-8")
    assert _codes_of(source) == []
