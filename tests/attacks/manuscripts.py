"""What an untrusted manuscript may try, one manuscript a way; and the canaries.

In a file `{out}` stands for the folder outside, `{url}` and `{port}` for the listener;
braces are doubled.
"""

from __future__ import annotations

import io
import json
import os
import random
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

WORD = "quetzalcanaryword"
PICTURE_SEED = 20261122
SIZE = 48


def canary_pixels() -> bytes:
    """Noise that no other picture has."""
    return random.Random(PICTURE_SEED).randbytes(SIZE * SIZE * 3)


def canary_picture() -> bytes:
    """A PNG of the noise."""
    target = io.BytesIO()
    Image.frombytes("RGB", (SIZE, SIZE), canary_pixels()).save(target, "PNG")
    return target.getvalue()


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="90" height="90" viewBox="0 0 90 90">{}</svg>'
HEAD = 'title = "Tides"\nlanguage = "en"\n'
LISTED = '[contents]\nfront = ["title-page"]\nbody = ["one.md"]\n'

Content = str | bytes | Callable[[Path], object]


@dataclass(frozen=True)
class Attack:
    """A manuscript and what it is after; `{out}` and `{url}` are filled in."""

    name: str
    files: Mapping[str, Content]


def chapter(text: str) -> dict[str, Content]:
    return {"one.md": f"# One\n\n{text}\n"}


def _pictures(addresses: list[str]) -> str:
    return "\n\n".join(f"![A pier]({address})" for address in addresses)


def _reading() -> Iterator[Attack]:
    ways = [
        "{out}/canary.png",
        "file://{out}/canary.png",
        "file:{out}/canary.png",
        "FILE://localhost{out}/canary.png",
        "../outside/canary.png",
        "..%2foutside%2fcanary.png",
        "%2e%2e/outside/canary.png",
        ".%2e/outside/canary.png",
        "images/../../outside/canary.png",
        "..\\outside\\canary.png",
        "book:///../outside/canary.png",
        "//{out}/canary.png",
        "../outside/canary.png?x=y",
        "../outside/canary.png#x",
        "../outside/canary.svg",
    ]
    yield Attack("files by pictures", chapter(_pictures(ways)))
    yield Attack(
        "files by reference links",
        chapter(
            "![A pier][p] and [words][q].\n\n[p]: ../outside/canary.png\n[q]: file://{out}/canary.txt"
        ),
    )
    yield Attack(
        "files by symbolic links",
        {
            **chapter(
                "![A](one.png)\n\n![B](deep/canary.png)\n\n```{{include=t.txt}}\n```"
            ),
            "one.png": lambda path: path.symlink_to("../outside/canary.png"),
            "t.txt": lambda path: path.symlink_to("../outside/canary.txt"),
            "deep": lambda path: path.symlink_to("../outside"),
        },
    )
    yield Attack(
        "files by raw HTML",
        chapter(
            '<link rel="stylesheet" href="../outside/canary.css"/>\n\n'
            '<style>@import "../outside/canary.css"; p { background: url(../outside/canary.png) }</style>\n\n'
            '<object data="../outside/canary.svg"></object>\n\n'
            '<embed src="../outside/canary.png"/>\n\n<base href="file://{out}/"/>\n\n'
            '<p style="background: url(file://{out}/canary.png); content: url(../outside/canary.png)">x</p>\n\n'
            '<img src="../outside/canary.png" srcset="file://{out}/canary.png 2x" alt="A"/>\n\n'
            '<iframe src="../outside/canary.txt"></iframe>\n\n'
            '<video poster="../outside/canary.png" src="file://{out}/canary.png"></video>\n\n'
            '<svg><image href="../outside/canary.png"/></svg>\n\n'
            "[x]{{style=\"background: url('../outside/canary.png')\"}}"
        ),
    )
    yield Attack(
        "files by a drawing",
        {
            **chapter("![A](a.svg)"),
            "a.svg": SVG.format(
                '<style>@import "../outside/canary.css"; rect {{ fill: url(../outside/canary.svg#a) }}</style>'
                '<image href="../outside/canary.png" width="48" height="48"/>'
                '<image xlink:href="file://{out}/canary.png" width="48" height="48"/>'
                '<use href="../outside/canary.svg#a"/><feImage href="../outside/canary.png"/>'
                "<foreignObject><img xmlns='http://www.w3.org/1999/xhtml' src='../outside/canary.png'/></foreignObject>"
                '<rect width="9" height="9" style="fill: url(../outside/canary.svg#a)"/>'
            ),
        },
    )
    includes = [
        "../outside/canary.txt",
        "{out}/canary.txt",
        "/../outside/canary.txt",
        "%2e%2e/outside/canary.txt",
    ]
    text = "\n\n".join(
        f'{{{{< include {path} >}}}}\n\n```{{.text include="{path}"}}\n```\n\n'
        f'```{{include="{path}"}}\n```\n\n```text file={path}\n```\n\n<<< {path}\n\n!include {path}'
        for path in includes
    )
    yield Attack("files by includes", {"one.md": f"# One\n\n{text}\n"})
    for key, value in (
        ("contents", 'body = ["one.md", "../outside/canary.md"]'),
        ("epub", 'cover = "../outside/canary.png"'),
        ("epub", 'cover = "{out}/canary.png"'),
        ("print", 'theme = "../../outside"'),
        ("epub", 'theme = "{out}"'),
        ("citations", 'files = ["../outside/canary.bib"]'),
        ("citations", 'files = ["s.bib"]\nstyle = "../outside/canary"'),
        ("citations", 'files = ["s.bib"]\nstyle = "../outside/canary.csl"'),
        ("citations", 'files = ["s.bib"]\nstyle = "{out}/canary"'),
    ):
        listed = "" if key == "contents" else LISTED
        yield Attack(
            f"files by book.toml: {value[:40]}",
            {
                "book.toml": f"{HEAD}{listed}[{key}]\n{value}\n",
                "one.md": "# One\n\nSee [@a].\n",
                "s.bib": "@book{{a, title={{Tides}}, author={{A}}, year={{1900}}}}\n",
            },
        )
    yield Attack(
        "files by the head of a chapter",
        {
            "one.md": "---\nbibliography: ../outside/canary.bib\ncsl: ../outside/canary.csl\n"
            "css: ../outside/canary.css\ncover-image: ../outside/canary.png\n"
            "header-includes: <link href='../outside/canary.css'/>\n---\n\n# One\n\nSee [@canary].\n"
        },
    )


def _styled(css: str, **more: Content) -> dict[str, Content]:
    """A manuscript with a sheet of its own for both editions, and some pages."""
    words = "\n\n".join(f"The boat of harbour {n} left at {n * 7}." for n in range(90))
    return {
        "book.toml": f'{HEAD}{LISTED}[print]\nsheet = "own.css"\n[epub]\nsheet = "own.css"\n',
        "own.css": css,
        "one.md": f"# One\n\n{words}\n",
        **more,
    }


def _sheets() -> Iterator[Attack]:
    yield Attack(
        "files by a sheet",
        _styled(
            '@import "../outside/canary.css"; @import url(file://{out}/canary.css); @import "a.css";'
            '@font-face {{ font-family: X; src: url("../outside/canary.png") }}'
            "p {{ background: url(../outside/canary.png); list-style-image: url('file://{out}/canary.svg') }}"
            'h1::before {{ content: url("../outside/canary.svg") attr(x) }}'
            "@color-profile x {{ src: url(../outside/canary.txt) }}",
            **{
                "a.css": '@import "../outside/canary.css"; h1 {{ background: url(../outside/canary.png) }}'
            },
        ),
    )
    yield Attack(
        "network by a sheet",
        _styled(
            '@import "{url}/a.css"; @import url(//127.0.0.1:{port}/a.css);'
            "@font-face {{ font-family: X; src: url({url}/a.ttf) }}"
            "p {{ background: url({url}/a.png); font-family: X }} h1 {{ content: url({url}/b.svg) }}"
            "h2 {{ background: image-set('{url}/c.png' 1x) }}"
        ),
    )
    yield Attack(
        "a sheet by a link",
        _styled(
            "", **{"own.css": lambda path: path.symlink_to("../outside/canary.css")}
        ),
    )
    yield Attack("a sheet that is a pipe", _styled("", **{"own.css": os.mkfifo}))
    yield Attack(
        "a sheet that breaks out of its tag",
        _styled(
            "p::before {{ content: '</style><script>alert(1)</script>' }} ]]> <!-- -->"
        ),
    )
    for name, css in (
        ("tiny pages", "@page {{ size: 1mm 1mm; margin: 0 }}"),
        ("ten thousand columns", "section {{ columns: 10000 }}"),
        (
            "variables that grow",
            ":root {{ --a: x x x x x x x x; "
            + "".join(
                f"--{b}: " + f"var(--{a}) " * 10 + "; "
                for a, b in zip("abcdefg", "bcdefgh", strict=True)
            )
            + "}} p {{ font-family: var(--h) }}",
        ),
        (
            "a huge grid",
            "section {{ display: grid; grid-template-columns: repeat(100000, 1px) }}",
        ),
        (
            "heights",
            "html, body {{ height: 60mm; overflow: hidden; display: flow-root }}",
        ),
        ("a float taller than a page", "section {{ float: left }}"),
        ("nothing displayed", "p:nth-of-type(7) {{ display: none }}"),
    ):
        yield Attack(f"a sheet with {name}", _styled(css))


def _others() -> Iterator[Attack]:
    yield Attack(
        "attachments",
        {
            **chapter(
                '<a rel="attachment" href="secret.txt">x</a>\n\n<a rel="attachment" href="../outside/canary.txt">x</a>\n\n'
                '<link rel="attachment" href="secret.txt"/>\n\n[x](secret.txt){{rel=attachment}}\n\n'
                "[x](../outside/canary.txt){{rel=attachment}}"
            ),
            "secret.txt": "inside",
        },
    )
    addresses = [
        "{url}/a.png",
        "//127.0.0.1:{port}/a.png",
        "HTTP://127.0.0.1:{port}/a.png",
        "ftp://127.0.0.1:{port}/a.png",
        "http:127.0.0.1:{port}/a.png",
        "{url}/a.svg",
    ]
    yield Attack(
        "network",
        {
            **chapter(
                _pictures(addresses)
                + '\n\n<link rel="stylesheet" href="{url}/a.css"/>\n\n'
                "<style>@import url({url}/a.css); @font-face {{ font-family: x; src: url({url}/a.ttf) }}</style>\n\n"
                '<p style="background: url({url}/a.png)">x</p>\n\n<img src="{url}/a.png" srcset="{url}/b.png 2x" alt="A"/>\n\n'
                '<iframe src="{url}/"></iframe>\n\n<script src="{url}/a.js"></script>\n\n![A](a.svg)'
            ),
            "a.svg": SVG.format(
                '<style>@import url({url}/a.css);</style><image href="{url}/a.png" width="9" height="9"/>'
                '<use xlink:href="{url}/a.svg#a"/><rect fill="url({url}/a.svg#b)" width="9" height="9"/>'
            ),
            "book.toml": HEAD + LISTED + '[epub]\ncover = "{url}/cover.png"\n',
        },
    )
    yield Attack(
        "pipes and devices",
        {
            **chapter(
                "![A](a.png)\n\n![B](b.png)\n\n![C](c.png)\n\n![D](/dev/zero)\n\n![E](/proc/self/environ)"
            ),
            "a.png": os.mkfifo,
            "b.png": lambda path: path.symlink_to("/dev/zero"),
            "c.png": lambda path: path.symlink_to("/proc/self/mem"),
        },
    )
    yield Attack("a chapter that is a pipe", {"one.md": os.mkfifo})
    yield Attack("a manifest that is a pipe", {"book.toml": os.mkfifo})
    yield Attack(
        "scripts",
        {
            **chapter(
                '<script>alert(1)</script>\n\n<p onclick="alert(1)">x</p>\n\n[x](javascript:alert(1))\n\n'
                "[x](JaVaScRiPt:alert(1))\n\n[x](java&#10;script:alert(1))\n\n[x](data:text/html,<script>alert(1)</script>)\n\n"
                '<a href="&#106;avascript:alert(1)">x</a>\n\n<iframe srcdoc="<script>alert(1)</script>"></iframe>\n\n'
                '<form action="http://example.org"><input name="a"/></form>\n\n<meta http-equiv="refresh" content="0"/>\n\n'
                '[x](vbscript:alert(1))\n\n<svg onload="alert(1)"><script>alert(1)</script></svg>\n\n'
                '<img src=x onerror=alert(1)>\n\n![A](a.svg)\n\n[x]{{onclick="alert(1)"}}\n\n# T {{onload=alert(1)}}'
            ),
            "a.svg": SVG.format(
                '<script>alert(1)</script><a href="javascript:alert(1)"><rect width="9" height="9" onclick="alert(1)"/></a>'
                '<set attributeName="href" to="javascript:alert(1)"/><foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="x"/></foreignObject>'
            ),
        },
    )
    entities = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file://{out}/canary.txt">]>'
    bomb = '<!DOCTYPE svg [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">'
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    yield Attack(
        "entities",
        {
            **chapter("![A](a.svg)\n\n![B](b.svg)\n\n![C](c.svg)\n\n![D](d.svg)"),
            "a.svg": entities + SVG.format("<text y='20'>&x;</text>"),
            "b.svg": bomb + "]>" + SVG.format("<text y='20'>&i;</text>"),
            "c.svg": lambda path: path.write_text(
                entities.format(out=path.parents[1] / "outside")
                + SVG.format("<text y='20'>&x;</text>"),
                "utf-16",
            ),
            "d.svg": '<!DOCTYPE svg SYSTEM "file://{out}/canary.dtd">'
            + SVG.format("<text y='20'>&x;</text>"),
        },
    )
    tower = "".join(
        f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * 10 + "</g>" for n in range(1, 9)
    )
    yield Attack(
        "towers of repetition",
        {
            **chapter("![A](a.svg)\n\n![B](b.svg)"),
            "a.svg": SVG.format(
                f'<defs><rect id="g0"/>{tower}</defs><use href="#g8"/>'
            ),
            "b.svg": SVG.format('<g id="a"><use href="#a"/></g>'),
        },
    )
    yield Attack(
        "pictures that lie",
        {
            **chapter(
                _pictures(
                    [
                        f"{name}"
                        for name in ("a.png", "b.png", "c.jpg", "d.png", "e.gif")
                    ]
                )
            ),
            "a.png": _png_header(60_000, 60_000),
            "b.png": canary_picture()[:-400],
            "c.jpg": b"\xff\xd8\xff\xe0" + b"x" * 400,
            "d.png": b"GIF89a" + b"\xff" * 300,
            "e.gif": b"",
        },
    )
    yield Attack(
        "storms",
        chapter(
            "[" * 20_000
            + "\n\n"
            + "`" * 9_999
            + " x\n\n"
            + ">" * 20_000
            + " x\n\n"
            + "*a" * 20_000
            + "\n\n"
            + '"' * 9_000
            + "\n\n"
            + "<div>" * 4_000
        ),
    )
    yield Attack(
        "YAML",
        {
            "one.md": "---\na: &a [x, x, x, x, x, x, x, x, x]\n"
            + "".join(
                f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}]\n"
                for a, b in zip("abcdefgh", "bcdefghi", strict=True)
            )
            + "---\n\n# One\n\nx\n"
        },
    )
    yield Attack(
        "YAML that makes objects",
        {
            "one.md": "---\ntitle: !!python/object/apply:os.system ['touch {out}/made']\nlang: no\n---\n\n# One\n\nx\n"
        },
    )
    yield Attack(
        "markup in the title",
        {
            "book.toml": 'title = "<script>alert(1)</script><style>* {{ display: none }}</style> & ]]> Tides"\nlanguage = "en"\nauthors = ["<b onclick=x>A</b>"]\n'
            + LISTED,
        },
    )
    yield Attack("UTF-16", {"one.md": "# One\n\nx\n".encode("utf-16")})
    yield Attack("Latin-1", {"one.md": b"# One\n\ncaf\xe9\n"})
    yield Attack(
        "characters that may not be",
        {
            "one.md": "\ufeff# One\r\n\r\nA\0b\x01c\x1f \u202eevil\u202c \ufffe\uffff x\x85y \ud7ff\r\n".encode()
        },
    )
    yield Attack(
        "odd comments, tags and attributes",
        chapter(
            "<!-- a -- b --->x\n\n<a:b c:d='e'>x</a:b>\n\n<p 1x='a' \"='b'>x</p>\n\n<t<u>v</t>\n\n<!DOCTYPE html>\n\n<?php echo 1 ?>\n\n<![CDATA[x]]>"
        ),
    )
    names = [
        "a#b.md",
        "a?b.md",
        'a"b.md',
        "a<b.md",
        "a b.md",
        "A B.md",
        "con.md",
        "é.md",
        "e\u0301.md",
        "ä:b.md",
    ]
    listed = ", ".join(json.dumps(name, ensure_ascii=False) for name in names)
    yield Attack(
        "odd file names",
        {
            "book.toml": f"{HEAD}[contents]\nbody = [{listed}]\n",
            **{
                name: f"# {index}\n\nChapter {index}.\n"
                for index, name in enumerate(names)
            },
        },
    )
    yield Attack("an empty chapter", {"one.md": ""})


def _png_header(width: int, height: int) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1_000_000)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", pixels)
        + chunk(b"IEND", b"")
    )


ATTACKS = (*_reading(), *_sheets(), *_others())
