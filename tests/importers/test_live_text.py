"""Text that is imported stays text: nothing in it includes, cites, breaks or hides.

Whatever a source says, in whatever place, comes back as the same words; a file that an
inclusion could have read lies beside the chapters, and its word stands nowhere.
"""

from __future__ import annotations

import html
import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image as Pictures

from bookmaker.diagnostics import Diagnostic
from bookmaker.document.book import Book, Division
from bookmaker.document.nodes import (
    Citation,
    CodeBlock,
    Image,
    IndexTerm,
    Math,
    MathBlock,
    PageBreak,
)
from bookmaker.document.text import plain_text
from bookmaker.document.walk import descend_book
from bookmaker.pipeline.stages import Request, read_as_written
from tests.support.importing import MERITED, imported_files
from tests.support.word_files import blank_document

CANARY = "quetzalcanaryword"
INCLUDED = ("_x.md", "chapters/_x.md", "chapters/x.rs")
LIVE = (
    "{{#include _x.md}}",
    "{{#include _x.md:1}}",
    "{{#rustdoc_include _x.md}}",
    "{{#playground x.rs}}",
    "\\{{#include _x.md}}",
    "\\\\{{#include _x.md}}",
    "{{< include _x.md >}}",
    "{{<include _x.md>}}",
    "{{{< include _x.md >}}}",
    "\\{{< include _x.md >}}",
    "{{< meta title >}}",
    "{{< pagebreak >}}",
    "\\newpage",
    "\\pagebreak",
    "\\index{eels}",
    "\\footnote{eels}",
    "[[_x]]",
    "![[_x.md]]",
    "![a](_x.md)",
    "[eels](_x.md)",
    "[eels]{.index}",
    "{漢字|かんじ}",
    "@eels",
    "[@eels, p. 3]",
    "[-@eels]",
    "@fig-eels",
    "[^1]",
    "[^1]: eels",
    "^[eels]",
    "*[HTML]: eels",
    "$eels$",
    "$$",
    "\\(eels\\)",
    "%% eels %%",
    "% eels",
    "<!-- eels -->",
    "<script>eels</script>",
    "<div>",
    "&amp;",
    "&#0;",
    "{.eels}",
    "{#eels}",
    "{include=_x.md}",
    "{=html}",
    "::: {.content-hidden}",
    "::: eels",
    ":::",
    "::::",
    "***eels***",
    "__eels__",
    "~~eels~~",
    "==eels==",
    "H~2~O^3^",
    "`eels`",
    "```",
    "~~~ eels",
    "# eels",
    "eels {.unnumbered}",
    "> eels",
    "> [!NOTE]",
    "- eels",
    "- [ ] eels",
    "1. eels",
    "(@) eels",
    "+---+---+ eels",
    "| eels | b |",
    "----- ---- eels",
    ": eels",
    "Table: eels",
    "| eels",
    "code # <1>",
    "code // <1> <2>",
    "code # \\<1>",
    "#| echo: false",
    "~ eels",
    "www.eels.org",
    "http://eels.org/",
    "<http://eels.org/>",
    "a@eels.org",
    "two  spaces",
    "a\\",
)
PLAIN = ("eels", "é", "12", ".", '"', "'", "&", "<", "{", "[", "(", "\\", "`", "*", "_")
_ACTING = (Citation, IndexTerm, Math, MathBlock, PageBreak)
_REPORTS = {"M120", "M121", "M122", "M123", "M124", "M125"}
"""Codes of inclusions, variables and shortcodes."""


def _picture() -> bytes:
    target = io.BytesIO()
    Pictures.new("RGB", (900, 900), "white").save(target, "PNG")
    return target.getvalue()


PICTURE = _picture()
Page = Callable[[str], str]
PLACES: dict[str, Page] = {
    "a paragraph": "<p>{0}</p>".format,
    "lines": lambda text: f"<p>{text.replace(' ', '<br>')}</p>",
    "an emphasis": "<p>a<em>{0}</em>b</p>".format,
    "a heading": "<h2>{0}</h2>".format,
    "a list": "<ul><li>{0}</li><li>b</li></ul>".format,
    "a cell": "<table><tr><th>A</th></tr><tr><td>{0}</td></tr></table>".format,
    "a table's caption": (
        "<table><caption>{0}</caption><tr><th>A</th></tr><tr><td>c</td></tr></table>"
    ).format,
    "a quotation": "<blockquote><p>{0}</p></blockquote>".format,
    "a definition": "<dl><dt>{0}</dt><dd>{0}</dd></dl>".format,
    "a listing": "<pre>{0}</pre>".format,
    "a listing's line": "<pre>one\n  {0}\ntwo</pre>".format,
    "a listing in a language": (
        '<pre><code class="language-rust">{0}</code></pre>'
    ).format,
    "a listing with attributes": (
        '<pre include="_x.md" file="_x.md" id="q" class="numberLines">{0}</pre>'
    ).format,
    "a listing in a list": "<ul><li><p>a</p><pre>{0}</pre></li></ul>".format,
    "code": "<p>a <code>{0}</code> b</p>".format,
    "an alternative text": '<p><img src="a.png" alt="{0}"></p>'.format,
    "a figure's caption": (
        '<figure><img src="a.png" alt="A"><figcaption>{0}</figcaption></figure>'
    ).format,
    "a link": '<p><a href="http://eels.org/" title="{0}">{0}</a></p>'.format,
    "after a table": (
        "<table><tr><th>A</th></tr><tr><td>c</td></tr></table><p>{0}</p>"
    ).format,
    "after a list": "<ul><li>a</li></ul><pre>{0}</pre>".format,
    "before a line": "<p>{0}</p><hr>".format,
}


def _page(body: str, heading: str = "Heading") -> str:
    return (
        f'<html lang="en"><head><title>T</title></head><body><h1>{heading}</h1>'
        f"<p>First words.</p>{body}<p>Last words.</p></body></html>"
    )


def _came_back(
    folder: Path, source: str, content: bytes
) -> tuple[Book, str, list[Diagnostic]]:
    """The book that comes of a source, all of its words, and what was reported."""
    folder.mkdir(exist_ok=True)
    (folder / source).write_bytes(content)
    (folder / "a.png").write_bytes(PICTURE)
    manuscript = folder / "book"
    for name in INCLUDED:
        path = manuscript / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{CANARY}\n", "utf-8")
    # A link here has its words as its title too, in which the reader finds them.
    merited = MERITED | {"M022", "M174", "M293", "M312"}
    for name, written in imported_files(folder / source, merited=merited).items():
        path = manuscript / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written)
    outcome = read_as_written(Request(manuscript=manuscript, keeps_parts=False))
    assert outcome.book is not None
    words = [outcome.book.metadata.title]
    for node in descend_book(outcome.book):
        if isinstance(node, Division):
            words += [plain_text(node.title), plain_text(node.blocks)]
        elif isinstance(node, Image):
            words.append(node.alternative or "")
    return outcome.book, "\n".join(words), list(outcome.diagnostics)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _check(came: tuple[Book, str, list[Diagnostic]], text: str) -> None:
    book, words, found = came
    assert CANARY not in words
    assert _squeezed(text) in _squeezed(words)
    assert [n for n in descend_book(book) if isinstance(n, _ACTING)] == []
    assert [
        n for n in descend_book(book) if isinstance(n, CodeBlock) and n.callouts
    ] == []
    assert [one for one in found if one.code in _REPORTS] == []


@pytest.mark.sampled(12)
@pytest.mark.parametrize("text", LIVE)
def test_what_would_act_is_words_in_a_page(text: str, tmp_path: Path) -> None:
    places = ("a paragraph", "a listing", "a listing in a language", "code", "a cell")
    escaped = html.escape(text)
    body = "<p>then</p>".join(PLACES[place](escaped) for place in places)
    page = _page(body, heading=f"Of {escaped} now")
    came = _came_back(tmp_path, "p.html", page.encode())
    _check(came, text)
    squeezed = _squeezed(text)
    # The title of the chapter is the book's as well.
    assert _squeezed(came[1]).count(squeezed) >= len(places) + 2


@pytest.mark.slow
@pytest.mark.parametrize("place", PLACES)
def test_random_text_comes_back_from_every_place(place: str, tmp_path: Path) -> None:
    chance = random.Random(place)
    lost = []
    for number in range(30):
        gap = chance.choice(("", " ", "\n" if "listing" in place else " "))
        tokens = [chance.choice((*LIVE, *PLAIN)) for _ in range(chance.randint(1, 4))]
        text = gap.join(("eels", *tokens) if number % 2 else (*tokens, "eels"))
        page = _page(PLACES[place](html.escape(text)))
        came = _came_back(tmp_path / str(number), "p.html", page.encode())
        try:
            _check(came, text)
        except AssertionError as error:
            lost.append((text, str(error)))
    assert lost == []


@pytest.mark.sampled(8)
@pytest.mark.parametrize("text", LIVE)
def test_what_would_act_is_words_in_an_epub(text: str, tmp_path: Path) -> None:
    chapter = (
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head>'
        f"<title>T</title></head><body><h1>One</h1><p>{html.escape(text)}</p>"
        f"<pre>{html.escape(text)}</pre></body></html>"
    )
    package = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" '
        'version="3.0" unique-identifier="i"><metadata '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">urn:x:y'
        "</dc:identifier><dc:title>T</dc:title><dc:language>en</dc:language></metadata>"
        '<manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/>'
        '</manifest><spine><itemref idref="c"/></spine></package>'
    )
    container = (
        '<?xml version="1.0"?><container version="1.0" '
        'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile '
        'full-path="p.opf" media-type="application/oebps-package+xml"/></rootfiles>'
        "</container>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", container)
        archive.writestr("p.opf", package)
        archive.writestr("c.xhtml", chapter)
    _check(_came_back(tmp_path, "b.epub", target.getvalue()), text + text)


@pytest.mark.parametrize(
    "text",
    [
        # Writing and reading a Word file takes a third of a second.
        pytest.param(text, marks=[pytest.mark.slow] if number % 10 else [])
        for number, text in enumerate(LIVE)
    ],
)
def test_what_would_act_is_words_in_a_word_file(text: str, tmp_path: Path) -> None:
    document = blank_document()
    document.add_heading("One", 1)
    document.add_paragraph(f"Of {text} now")
    document.add_paragraph(text, "Quote")
    document.add_table(1, 1).cell(0, 0).text = text
    target = io.BytesIO()
    document.save(target)
    _check(_came_back(tmp_path, "d.docx", target.getvalue()), text)


@pytest.mark.sampled(12)
@pytest.mark.parametrize("text", LIVE)
def test_what_would_act_does_not_act_in_plain_text(text: str, tmp_path: Path) -> None:
    """Whether a sign is a heading there or a list is for the importer to guess."""
    plain = f"The Pier\n\nThe tide was out.\n\n{text}\n\n    {text}\n\nThe end of it.\n"
    book, words, found = _came_back(tmp_path, "p.txt", plain.encode())
    assert CANARY not in words
    assert [n for n in descend_book(book) if isinstance(n, PageBreak | Citation)] == []
    assert [one for one in found if one.code in _REPORTS] == []


def test_attributes_of_a_page_ask_for_nothing(tmp_path: Path) -> None:
    keys = (
        "include file description when-format class id caption short lst-cap lines "
        "start-from filename lang number"
    ).split()
    asking = " ".join(f'{key}="_x.md"' for key in keys)
    names = "p div pre code span section figure h3 blockquote ul em table aside".split()
    body = "".join(f"<{name} {asking}>eels</{name}>" for name in names)
    page = _page(f'{body}<img src="a.png" alt="A" {asking}>')
    _check(_came_back(tmp_path, "p.html", page.encode()), "eels" * 3)
