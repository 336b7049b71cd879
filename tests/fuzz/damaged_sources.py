"""Sources of every kind that can be imported, damaged in a way that a number decides.

Comes in: a number. Goes out: a source in a folder. Of an archive one of its files is
damaged, which is packed again, or the archive itself; a text is made of tokens that
mean something to the importer, with words between them that must be kept.
"""

from __future__ import annotations

import io
import random
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.fuzz.damages import damaged_bytes
from tests.support.importing import older_epub, picture, small_epub
from tests.support.word_files import word_file

_XML = (
    *(b"<p>", b"</p>", b"<div>", b"</div>", b"<table><tr><td>", b"</table>", b"<h1>"),
    *(b"<sup>1</sup>", b"<a href='#a'>", b"</a>", b"<img src='x.png'/>", b"&nbsp;"),
    *(
        b"<!--",
        b"-->",
        b"<![CDATA[",
        b"]]>",
        b"<?x?>",
        b"<!DOCTYPE x>",
        b"&x;",
        b"<br/>",
    ),
    *(b"<blockquote>", b"<pre>", b"<ol><li>", b"<svg>", b"<math><mi>x</mi>", b"id='a'"),
    *(b"<w:p>", b"</w:p>", b"<w:r>", b"<w:t>", b"<w:tab/>", b"<w:br w:type='page'/>"),
    *(b"w:val='9'", b"w:val=''", b"<w:tbl>", b"<w:footnoteReference w:id='7'/>"),
    *(b"<w:fldChar w:fldCharType='begin'/>", b"<w:instrText>TOC</w:instrText>"),
    *(b"<w:del>", b"<w:ins>", b"<w:vanish/>", b"<m:oMath>", b"r:id='rId99'"),
    *(b"href='../../x'", b"idref='gone'", b"full-path=''", b"<itemref/>", b"%2e%2e"),
)
_TEXT = (
    *("\n", "\n\n", "\n\n\n\n", "\f", "\t", "    ", "\r\n", " ", "  "),
    *("CHAPTER I", "CHAPTER I.\n\n", "\nII\n\n", "1.\n", "* * *\n", "***", "-----\n"),
    *(
        "[1]",
        "[1] ",
        "[2]",
        "_",
        "*",
        "“",
        "”",
        '"',
        "--",
        "- ",
        "> ",
        "1) ",
        "\u2022 ",
    ),
    *("by ", "By Ada Voss\n", "THE END\n", "Contents\n", "Page 7\n", "7\n", "p. 3"),
    *("[Illustration]", "[Footnote 1: ", "]", "(", ")", "*** START OF THE PROJECT "),
    *("GUTENBERG EBOOK ***", "https://example.org/x", "Share\n", "Follow\n", "# "),
    *("## ", "```\n", "| a | b |\n", "---\n", "===\n", "PROLOGUE\n\n", "Act I\n"),
    *(
        "HAMLET. ",
        "Scene 1.\n",
        "\u00a0",
        "\u00ad",
        "\u2028",
        "\u200f",
        "é",
        "漢字",
        "ا",
    ),
    *(
        "{{< meta title >}}",
        "$x$",
        "<b>",
        "</b>",
        "&amp;",
        "\\\\",
        "::: note\n",
        "^[x]",
    ),
    *("Dear Ada,\n", "12 May 2020\n", "Subject: x\n", "From: x\n", "-- \n"),
)
_PAGE = """\
<!DOCTYPE html><html lang="en"><head><title>Tides</title><meta charset="utf-8">
<meta name="author" content="Ada Voss"><style>.x{display:none}</style>
<script type="application/ld+json">{"@type":"Article","headline":"Tides"}</script>
</head><body><nav><a href="/">Home</a></nav><article><h1>Tides</h1>
<p class="byline">By Ada Voss</p><p>The <em>tide</em> was <b>out</b>.<sup><a href="#n1"
id="c1">1</a></sup> It came &amp; went, <code>so</code> it did.</p><figure><img
src="quay.png" alt="A quay"><figcaption>The quay.</figcaption></figure><ul><li>One
<ul><li>Two</li></ul></li></ul><table><tr><th>a<th>b<tr><td>c<td>d</table><pre>x
  y</pre><blockquote><p>Said he.</p><cite>He</cite></blockquote><h2>Ebb</h2><p>It went
<span style="font-style:italic">out</span>.</p><hr><p lang="de">Und <u>so</u>
weiter.</p><svg><text>Port</text></svg><math><mi>x</mi><mo>=</mo><mn>1</mn></math>
<div class="footnotes"><p id="n1"><a href="#c1">1</a> So they say.</p></div></article>
<footer>Share this</footer></body></html>
"""


@dataclass(frozen=True)
class Source:
    """Something to import."""

    path: Path
    words: tuple[str, ...] = ()
    """What must be in the manuscript that comes of it."""


def damaged_source(seed: int, folder: Path) -> Source:
    """Write the source of a number."""
    chance = random.Random(seed)
    return _KINDS[seed % len(_KINDS)](folder, chance)


def _text(folder: Path, chance: random.Random) -> Source:
    parts, words = [], []
    for index in range(chance.randrange(5, 80)):
        parts.append(chance.choice(_TEXT))
        if chance.random() < 0.6:
            words.append(f"wordy{index}x")
            parts.append(words[-1] + chance.choice(("", " ", ". ", "\n")))
    path = folder / "source.txt"
    path.write_text("".join(parts), "utf-8")
    return Source(path, tuple(words))


def _damaged_text(folder: Path, chance: random.Random) -> Source:
    source = _text(folder, chance)
    tokens = tuple(token.encode() for token in _TEXT)
    source.path.write_bytes(damaged_bytes(source.path.read_bytes(), tokens, chance))
    return Source(source.path)


def _page(folder: Path, chance: random.Random) -> Source:
    path = folder / "page.html"
    (folder / "quay.png").write_bytes(picture())
    path.write_bytes(damaged_bytes(_PAGE.encode(), _XML, chance))
    return Source(path)


def _damaged_member(content: bytes, chance: random.Random) -> bytes:
    """An archive of which one file is damaged, or left out, or there twice."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        content_by_name = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(content_by_name))
    names = [*content_by_name]
    what = chance.random()
    if what < 0.85:
        content_by_name[name] = damaged_bytes(content_by_name[name], _XML, chance)
    elif what < 0.95:
        names.remove(name)
    method = chance.choice(
        (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for one in names:
            archive.writestr(one, content_by_name[one])
    return made.getvalue()


@cache
def _whole(kind: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x"
        if kind == "docx":
            return word_file()
        if kind == "old.epub":
            older_epub(path, picture())
        elif kind == "zip":
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr("posts/1_tides.html", _PAGE)
                archive.writestr("posts/2_ebb.html", _PAGE.replace("Tides", "Ebb"))
                archive.writestr("quay.png", picture())
        else:
            body = _PAGE[_PAGE.index("<article>") :].split("</article>")[0]
            pages = {"one.xhtml": f"{body}</article>", "two.xhtml": "<p>More.</p>"}
            small_epub(path, pages, files={"s.css": ".i { font-style: italic }"})
        return path.read_bytes()


def _archive(kind: str) -> Callable[[Path, random.Random], Source]:
    def write(folder: Path, chance: random.Random) -> Source:
        content = _whole(kind)
        if chance.random() < 0.75:
            content = _damaged_member(content, chance)
        if chance.random() < 0.25:
            content = damaged_bytes(content, (b"PK\x01\x02", b"PK\x03\x04"), chance)
        path = folder / f"source.{kind.rpartition('.')[2]}"
        path.write_bytes(content)
        return Source(path)

    return write


_PROJECT: Mapping[str, bytes] = {
    "mkdocs.yml": b"site_name: Tides\nnav:\n  - index.md\n  - One: one.md\n",
    "docs/index.md": b'# Tides\n\n!!! note "Ebb"\n    The [tide](one.md).\n',
    "docs/one.md": b'# One\n\n![A quay](quay.png){ width=50% }\n\n=== "A"\n\n    x\n',
    "docs/quay.png": b"\x89PNG",
}


def _project(folder: Path, chance: random.Random) -> Source:
    root = folder / "project"
    damaged = chance.choice(sorted(_PROJECT))
    for name, content in _PROJECT.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        tokens = (b"- ", b": ", b"!!! note", b"{", b"}", b"[", b"](", b"../", b"    ")
        new = damaged_bytes(content, tokens, chance) if name == damaged else content
        path.write_bytes(new)
    return Source(root)


_KINDS: tuple[Callable[[Path, random.Random], Source], ...] = (
    _text,
    _page,
    _archive("docx"),
    _archive("epub"),
    _archive("old.epub"),
    _damaged_text,
    _archive("zip"),
    _project,
)
