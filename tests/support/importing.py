"""What tests of importers share: the folder that comes of it, and its words."""

from __future__ import annotations

import collections
import io
import re
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import PIL.Image

from bookmaker.config.load import load_manuscript
from bookmaker.diagnostics import Diagnostics, Severity
from bookmaker.document.nodes import Image
from bookmaker.document.walk import descend
from bookmaker.importers.compared_words import words_of
from bookmaker.importers.manuscript_files import make_manuscript
from bookmaker.importers.model import ImportOptions
from bookmaker.importers.sources import import_sources
from bookmaker.readers.manuscript import read_manuscript
from bookmaker.readers.markdown import read_markdown
from bookmaker.system.workspace import Workspace

TEXTS = Path(__file__).parents[1] / "importers" / "texts"
_WORD = re.compile(r"\w+")


MERITED = frozenset({"M012", "M168", "M270", "M294", "M320"})
"""Warnings about what a source says, whatever writes it.

A note without a call or without words, unfinished text, a missing date, and marks of
other programs that begin with a letter (`h2. `).
"""


def imported_files(
    *sources: Path,
    options: ImportOptions | None = None,
    merited: frozenset[str] = MERITED,
) -> Mapping[str, bytes]:
    """The files of the manuscript that comes of these sources, which reads cleanly."""
    imported = import_sources(sources, options or ImportOptions())
    made = make_manuscript(imported, "A Book")
    assert warnings_caused_by(made.content_by_path, merited) == []
    return made.content_by_path


def warnings_caused_by(
    files: Mapping[str, bytes], merited: frozenset[str] = MERITED
) -> list[str]:
    """What reading a manuscript warns of and its source can't be blamed for."""
    with tempfile.TemporaryDirectory() as folder:
        for path, content in files.items():
            target = Path(folder, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        found = Diagnostics()
        manuscript = load_manuscript(Path(folder), found)
        read_manuscript(manuscript.config, Workspace(manuscript.root), found)
        return [
            f"{one.code} {one.span}: {one.message()}"
            for one in found
            if one.severity is not Severity.NOTE and one.code not in merited
        ]


def chapter_texts(files: Mapping[str, bytes]) -> list[str]:
    """The Markdown of the chapters, in order."""
    names = sorted(name for name in files if name.startswith("chapters/"))
    return [files[name].decode() for name in names]


def words_in(text: str) -> collections.Counter[str]:
    """The words of a text, each as often as it stands there."""
    return collections.Counter(_WORD.findall(text))


def words_of_manuscript(files: Mapping[str, bytes]) -> collections.Counter[str]:
    """The words of all chapters, of `book.toml` and of `set-aside.md`.

    Those of chapters are what a reader sees of the tree, not the Markdown's own signs;
    of comments, what stands in them.
    """
    found: collections.Counter[str] = collections.Counter()
    for text in chapter_texts(files):
        read = read_markdown(text, "x.md", Diagnostics())
        found += words_in(words_of(read.blocks) + "\n" + words_of(read.notes))
        for node in descend(*read.blocks, *read.notes):
            if isinstance(node, Image) and node.alternative:
                found += words_in(node.alternative)
        found += words_in("\n".join(re.findall(r"<!--(.*?)-->", text, re.DOTALL)))
        found += words_in(text.partition("\n\n")[0])
    found += words_in(files["book.toml"].decode())
    found += words_in(files["set-aside.md"].decode())
    return found


def lost_words(source: str, files: Mapping[str, bytes]) -> list[str]:
    """The words of a source that stand less often in the manuscript."""
    missing = words_in(source) - words_of_manuscript(files)
    return sorted(missing)


def keyed_text(path: Path) -> tuple[str, list[str]]:
    """A text and its key: the letter of each line."""
    lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    return "\n".join(line[2:] for line in lines), [line[0] for line in lines]


def texts_in(folder: str) -> Sequence[Path]:
    """The keyed texts of a folder."""
    return sorted((TEXTS / folder).glob("*.txt"))


def older_epub(path: Path, cover: bytes) -> None:
    """Write an EPUB 2: a cover, a copyright page, two chapters, a note."""
    page = (
        '<?xml version="1.0"?>'
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "x.dtd">'
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head>'
        "<body>{}</body></html>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
            '<rootfiles><rootfile full-path="O/c.opf"/></rootfiles></container>',
        )
        archive.writestr(
            "O/c.opf",
            '<package xmlns="http://www.idpf.org/2007/opf" version="2.0"><metadata '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Old</dc:title>'
            "<dc:language>de</dc:language><dc:creator>Ada</dc:creator>"
            "<dc:date>2020-13-45</dc:date><meta name='cover' content='p'/></metadata>"
            "<manifest>"
            '<item id="p" href="front.png" media-type="image/png"/>'
            '<item id="k" href="k.html" media-type="application/xhtml+xml"/>'
            '<item id="i" href="i.html" media-type="application/xhtml+xml"/>'
            '<item id="a" href="a.html" media-type="application/xhtml+xml"/>'
            '<item id="b" href="b.html" media-type="application/xhtml+xml"/>'
            '<item id="n" href="t.ncx" media-type="application/x-dtbncx+xml"/>'
            '</manifest><spine toc="n"><itemref idref="k"/>'
            '<itemref idref="i"/><itemref idref="b"/><itemref idref="a"/></spine>'
            "<guide><reference type='copyright-page' href='i.html'/></guide>"
            "</package>",
        )
        archive.writestr(
            "O/t.ncx",
            '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint>'
            "<navLabel><text>Zwei</text></navLabel><content src='b.html'/></navPoint>"
            "</navMap></ncx>",
        )
        archive.writestr(
            "O/a.html",
            page.format(
                "<h1>Chapter 1: Ebbe</h1><p>Das&nbsp;Meer<a id='c' href='b.html#n1'>"
                "<sup>1</sup></a> ging.</p>"
            ),
        )
        archive.writestr(
            "O/b.html",
            page.format(
                "<p>Es kam wieder.</p><div class='footnote' id='n1'><p>"
                "<a href='a.html#c'>1</a> So sagt man.</p></div>"
            ),
        )
        archive.writestr("O/front.png", cover)
        archive.writestr("O/k.html", page.format("<div><img src='front.png'/></div>"))
        archive.writestr(
            "O/i.html", page.format("<p>Impressum Verlag</p><img src='logo.png'/>")
        )


def picture(colour: str = "blue") -> bytes:
    """A picture's bytes."""
    made = io.BytesIO()
    PIL.Image.new("RGB", (400, 300), colour).save(made, "PNG")
    return made.getvalue()


def _media_type(name: str) -> str:
    return "image/svg+xml" if name.endswith(".svg") else "application/xhtml+xml"


def small_epub(
    path: Path,
    pages: Mapping[str, str],
    *,
    metadata: str = "",
    files: Mapping[str, str] | None = None,
) -> Path:
    """Write an EPUB of these bodies, in their order, by their names.

    What is named `.svg` is a whole drawing, and stands in the reading order itself; a
    body with a document type is a whole page.
    """
    items = "".join(
        f'<item id="d{n}" href="{name}" media-type="{_media_type(name)}"/>'
        for n, name in enumerate(pages)
    )
    spine = "".join(f'<itemref idref="d{n}"/>' for n in range(len(pages)))
    points = "".join(
        f"<navPoint><navLabel><text>{name.partition('.')[0].upper()}</text></navLabel>"
        f'<content src="{name}"/></navPoint>'
        for name in pages
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
            '<rootfiles><rootfile full-path="c.opf"/></rootfiles></container>',
        )
        archive.writestr(
            "c.opf",
            '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
            'unique-identifier="u"><metadata '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" '
            'xmlns:opf="http://www.idpf.org/2007/opf"><dc:title>Salt</dc:title>'
            f"<dc:language>en</dc:language>{metadata}</metadata><manifest>{items}"
            '<item id="n" href="t.ncx" media-type="application/x-dtbncx+xml"/>'
            f'</manifest><spine toc="n">{spine}</spine></package>',
        )
        archive.writestr(
            "t.ncx",
            '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>'
            f"{points}</navMap></ncx>",
        )
        for name, body in pages.items():
            if name.endswith(".svg") or body.startswith("<!DOCTYPE"):
                archive.writestr(name, body)
                continue
            archive.writestr(
                name,
                '<html xmlns="http://www.w3.org/1999/xhtml" '
                'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>t</title>'
                '<link rel="stylesheet" href="s.css"/></head>'
                f"<body>{body}</body></html>",
            )
        for name, text in (files or {}).items():
            archive.writestr(name, text)
    return path
