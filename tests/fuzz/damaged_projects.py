"""Manuscripts of every kind of file, each damaged in a way that a number decides.

Comes in: a number. Goes out: a manuscript in a folder, and the file that was damaged.
"""

from __future__ import annotations

import io
import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from tests.fuzz.damages import damaged_bytes


@dataclass(frozen=True)
class Target:
    """A file that is damaged, in the manuscript that it is part of."""

    name: str
    files: Mapping[str, bytes]
    tokens: tuple[bytes, ...] = ()
    """What means something in its format."""
    is_printed: bool = False
    """Whether it decides what pages look like, so that they must be laid out."""


def _picture(kind: str, mode: str = "RGB") -> bytes:
    picture = Image.effect_noise((24, 16), 60).convert(mode)
    target = io.BytesIO()
    picture.save(target, kind)
    return target.getvalue()


_TOML = b"""\
title = "Tides"
subtitle = "Of Weirs"
authors = [{ name = "Ann Lee", role = "aut", file-as = "Lee, Ann" }]
language = "en"
published = 2026-01-02
modified = 2026-01-02T03:04:05Z
edition = 2
series = { name = "Weirs", position = "3" }
subjects = ["Weirs"]
[contents]
front = ["title-page", "contents"]
body = ["one.md", { part = "Two", chapters = ["two.md"] }]
back = ["index", "bibliography"]
[print]
trim = "5x8in"
margin-inner = "20mm"
sheet = "own.css"
[epub]
sheet = "epub.css"
[citations]
files = ["sources.bib", "more.json"]
style = "own.csl"
[products.epub]
isbn = "9780306406157"
[numbering]
chapters = "words"
[typography]
smarten = true
"""

_ONE = b"""\
---
title: The Weir
author: Ann Lee
lang: en-GB
role: chapter
numbered: true
---

The weir[^1] and *the* `pond` [@lind, p. 3] at [](#end), [weir]{.index} $a^2$.

![](drawing.svg){#fig-a width=50% alt="A drawing"}

![](picture.png){alt="A picture"} <b>Bold</b> <!-- a word -->

| a | b |
| - | - |
| c | d |

::: {.aside}
An aside.
:::

```python
print("weir")
```

[^1]: A note of [a link](two.md).

## The end {#end}

{{< include _part.md >}}
"""

_CSS = b"""\
@import "more.css";
@page { size: 120mm 200mm; margin: 20mm 15mm;
 @bottom-center { content: counter(page) } }
@media print { .aside > p:not(.x)::first-letter { color: rgb(10 20 30 / 50%) } }
:root { --a: 2mm; --b: calc(var(--a) * 2) }
h2 { font: italic bold 12pt/1.5 serif; margin: var(--b) auto; transform: rotate(3deg) }
table { border-collapse: collapse; width: 80%; columns: 2 }
td:nth-child(2n+1) { background: linear-gradient(red, blue); padding: 1px }
p { display: block; position: relative; float: none; text-indent: 1em; orphans: 2 }
"""
_CSS_TOKENS = (
    *(
        b"p{",
        b"}",
        b"(",
        b")",
        b"[",
        b"calc(",
        b"var(--a)",
        b":is(",
        b":not(",
        b"&",
        b";",
    ),
    *(
        b"!important",
        b"@media print{",
        b"@supports(",
        b"@page{",
        b"url(x)",
        b"display:grid;",
    ),
    *(b"position:absolute;", b"float:footnote;", b"transform:scale(0);", b"columns:9;"),
    *(
        b"width:1e9px;",
        b"height:0;",
        b"font-size:0;",
        b"line-height:0;",
        b"content:counter(x);",
    ),
    *(
        b"break-before:left;",
        b"display:none;",
        b"display:flex;",
        b"string-set:a content();",
    ),
    *(b"grid-template-columns:repeat(99,1fr);", b"bookmark-level:1;", b"max-lines:1;"),
    *(
        b"text-indent:-9em;",
        b"margin:-99cm;",
        b"size:1mm;",
        b"::before",
        b"*",
        b"opacity:0;",
    ),
)

_CSL = b"""\
<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>x</title><id>x</id><updated>2020-01-01T00:00:00Z</updated></info>
<macro name="who"><names variable="author">
<name form="short" and="text"/></names></macro>
<macro name="when"><date variable="issued"><date-part name="year"/></date></macro>
<citation et-al-min="3" et-al-use-first="1"><sort><key macro="who"/></sort>
<layout prefix="(" suffix=")" delimiter="; "><group delimiter=", "><text macro="who"/>
<text macro="when"/><choose><if locator="page"><text variable="locator"/></if>
<else><number variable="volume"/></else></choose></group></layout></citation>
<bibliography><layout suffix="."><text macro="who"/><text variable="title"
font-style="italic"/><text term="in"/></layout></bibliography></style>
"""
_BIB = b"""\
@string{w = "Weirs"}
@book{lind, author = {Lind, Ada and Holm, {\\"O}la and others},
 title = {The {Weir} \\& w},
 date = {2020-05/2021-06~}, publisher = w # { Press}, pages = {3--9}, isbn = {1}}
@article{holm, author = "van der Holm, Jr., Ole", title = {On $x^2$},
 year = 1999, crossref = {lind}}
@comment{x} @preamble{"y"}
"""
_JSON = b"""[{"id": "berg", "type": "book", "title": "<i>Berg</i>", "author":
[{"family": "Berg", "given": "Bo", "non-dropping-particle": "von"}], "issued":
{"date-parts": [[2020, 1, 2]]}, "volume": 3, "page": "3-4"}]"""

_SVG = b"""\
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
 width="60" height="40" viewBox="0 0 60 40">
<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient>
<clipPath id="c"><rect width="9" height="9"/></clipPath>
<g id="u"><path d="M0 0L9 9z"/></g>
<mask id="m"><circle r="3"/></mask><pattern id="p" width="3" height="3"><rect width="1"
height="1"/></pattern><marker id="k" markerWidth="3"><path d="M0 0h3"/></marker></defs>
<style>.a { fill: url(#g); stroke: #123 }</style>
<use xlink:href="#u" x="3" transform="rotate(30) scale(2, 1)"/><rect class="a" x="1"
width="20" height="10" rx="2" clip-path="url(#c)" mask="url(#m)"/><path
d="M1,1 C 2 2 3 3 4 4 A 5 5 0 0 1 9 9 Q1 1 2 2 T3 3z"
marker-end="url(#k)" fill="url(#p)"/>
<text x="3" y="9" font-size="4" text-anchor="middle">Weir
<tspan dx="2">two</tspan></text>
<ellipse rx="3" ry="2"/><polyline points="1,2 3,4 5,6"/>
<image href="picture.png" width="9"/>
</svg>
"""
_XML_TOKENS = (
    *(
        b"<g>",
        b"</g>",
        b"<use href='#u'/>",
        b"<text>x</text>",
        b"&amp;",
        b"&x;",
        b"<![CDATA[",
    ),
    *(b"<!--", b"transform='scale(0)'", b"viewBox='0 0 0 0'", b"width='-1'", b"d='M'"),
    *(
        b"<foreignObject><p>x</p></foreignObject>",
        b"xml:id='u'",
        b"href='#u'",
        b"<script/>",
    ),
    *(b"<!DOCTYPE x>", b"font-size='0'", b"font-size='1e99'", b"stroke-dasharray='0'"),
)
_QUARTO = b"""\
project:
  type: book
book:
  title: "Tides"
  author:
    - name: Ann Lee
      affiliation: "Weir"
  date: 2026-01-02
  cover-image: picture.png
  chapters:
    - index.qmd
    - part: "One"
      chapters: [one.qmd]
  appendices:
    - two.qmd
bibliography: sources.bib
csl: own.csl
format:
  html: default
execute: { echo: false }
"""
_YAML_TOKENS = (
    *(
        b"- ",
        b": ",
        b"{",
        b"}",
        b"[",
        b"]",
        b"&a ",
        b"*a",
        b"|\n",
        b">-\n",
        b"!!python/object:x ",
    ),
    *(
        b"? ",
        b"---\n",
        b"...\n",
        b'"',
        b"'",
        b"#",
        b"<<: *a",
        b"\n  ",
        b"1:30",
        b"~",
        b"%YAML 1.1\n",
    ),
)
_SUMMARY = b"""\
# Summary

[Foreword](index.md)

# Part *one*

- [One](one.md)
    - [Two](two.md)
    - [Draft]()
* [Three [x]](<a b.md>)
1. [Four](../out.md)

---

[After](two.md#end)
"""
_MARKS = (
    *(
        b"- ",
        b"[",
        b"](",
        b")",
        b"<",
        b">",
        b"#",
        b"    ",
        b"\n\n",
        b"../",
        b"%20",
        b"\\",
    ),
    *(
        b"{{#include one.md}}",
        b"{{< meta title >}}",
        b"```",
        b":::",
        b"$$",
        b"[^1]",
        b"|",
        b"@lind",
    ),
)
_TOML_TOKENS = (
    *(
        b"[",
        b"]",
        b"[[",
        b"]]",
        b"{",
        b"}",
        b"=",
        b'"',
        b"'''",
        b"1979-05-27",
        b"07:32:00",
        b"inf",
    ),
    *(
        b"true",
        b"\n",
        b".",
        b",",
        b"#",
        b"0x",
        b"1_000",
        b'"..."',
        b"extends = ",
        b'"../x"',
    ),
)


def _native(**more: bytes) -> dict[str, bytes]:
    files = {
        "book.toml": _TOML,
        "one.md": _ONE,
        "two.md": b"# Two\n\nWords. [@berg] [](#fig-a)\n",
        "_part.md": b"A part.\n",
        "own.css": _CSS,
        "more.css": b"li { margin: 1mm }\n",
        "epub.css": b"p { color: var(--x, red) }\n",
        "own.csl": _CSL,
        "sources.bib": _BIB,
        "more.json": _JSON,
        "drawing.svg": _SVG,
        "picture.png": _picture("PNG"),
    }
    return files | {name.replace("__", "."): content for name, content in more.items()}


def _quarto() -> dict[str, bytes]:
    chapters = {
        "index.qmd": b"# Preface\n\nx\n",
        "one.qmd": _ONE,
        "two.qmd": b"# Two\n\nx\n",
    }
    rest = _native()
    return {"_quarto.yml": _QUARTO, "_part.md": b"A part.\n", **chapters} | {
        name: rest[name]
        for name in ("own.csl", "sources.bib", "drawing.svg", "picture.png")
    }


def _mdbook() -> dict[str, bytes]:
    chapters = {
        "src/index.md": b"# Fore\n\nx\n",
        "src/one.md": _ONE,
        "src/two.md": b"# Two {#end}\n",
    }
    pictures = {
        f"src/{name}": _native()[name]
        for name in ("drawing.svg", "picture.png", "_part.md")
    }
    toml = b'[book]\ntitle = "Tides"\nauthors = ["Ann"]\nlanguage = "en"\nsrc = "src"\n'
    return {"book.toml": toml, "src/SUMMARY.md": _SUMMARY, **chapters, **pictures}


def _with_picture(name: str, content: bytes) -> dict[str, bytes]:
    files = _native()
    text = f'\n\n![]({name}){{alt="A"}}\n'.encode()
    return files | {name: content, "two.md": files["two.md"] + text}


TARGETS: tuple[Target, ...] = (
    Target("own.css", _native(), _CSS_TOKENS, is_printed=True),
    Target("epub.css", _native(), _CSS_TOKENS),
    Target("own.csl", _native(), _XML_TOKENS),
    Target(
        "sources.bib",
        _native(),
        (b"@book{", b"{", b"}", b'"', b"#", b",", b"=", b"\\", b"and", b"$"),
    ),
    Target(
        "more.json",
        _native(),
        (b"[", b"{", b"null", b"1", b'"', b"[[]]", b":", b",", b"true"),
    ),
    Target("one.md", _native(), _YAML_TOKENS),
    Target("two.md", _native(), _MARKS),
    Target("book.toml", _native(), _TOML_TOKENS),
    Target("_quarto.yml", _quarto(), _YAML_TOKENS),
    Target("src/SUMMARY.md", _mdbook(), _MARKS),
    Target("book.toml", _mdbook(), _TOML_TOKENS),
    Target("drawing.svg", _native(), _XML_TOKENS, is_printed=True),
    *(
        Target(
            f"p.{kind.lower()}",
            _with_picture(f"p.{kind.lower()}", _picture(kind, mode)),
            is_printed=True,
        )
        for kind, mode in (
            *(("PNG", mode) for mode in ("RGB", "P", "L", "1", "RGBA", "I;16")),
            *(("JPEG", mode) for mode in ("RGB", "L", "CMYK")),
            *(("GIF", "P"), ("WEBP", "RGB"), ("TIFF", "RGB"), ("BMP", "RGB")),
            *(("JPEG2000", "RGB"), ("AVIF", "RGB")),
        )
    ),
)


def damaged_project(seed: int, folder: Path) -> Target:
    """Write the manuscript of a number, with one of its files damaged."""
    chance = random.Random(seed)
    target = TARGETS[seed % len(TARGETS)]
    for name, content in target.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    damaged = damaged_bytes(target.files[target.name], target.tokens, chance)
    (folder / target.name).write_bytes(damaged[:200_000])
    return target
