"""Our own check of EPUBs: a sound one, and one that is broken in each way."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import cache

import pytest

from bookmaker.diagnostics import Diagnostic
from bookmaker.validators import epub_container
from bookmaker.validators.epub_checks import check_epub
from tests.support.epub import make_specimen

CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"
 version="1.0"><rootfiles><rootfile full-path="E/a.opf"
 media-type="application/oebps-package+xml"/></rootfiles></container>"""
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:language>en</dc:language>
</metadata><manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="one" href="one.xhtml" media-type="application/xhtml+xml"/>
<item id="sheet" href="a.css" media-type="text/css"/>
<item id="quay" href="quay%20a.png" media-type="image/png"/>
</manifest><spine><itemref idref="one"/></spine></package>"""
NAVIGATION = """<html xmlns="http://www.w3.org/1999/xhtml" lang="en"
 xmlns:epub="http://www.idpf.org/2007/ops"><body><nav epub:type="toc"><ol><li>
<a href="one.xhtml">One</a></li></ol></nav></body></html>"""
DOCUMENT = """<html xmlns="http://www.w3.org/1999/xhtml" lang="en">
<head><link rel="stylesheet" href="a.css"/></head><body>
<h1>One</h1><h2>Two</h2><p><img src="quay%20a.png" alt=""/></p></body></html>"""
SHEET = "p { background: url('quay a.png') }"
FILES: dict[str, str | bytes] = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": CONTAINER,
    "E/a.opf": PACKAGE,
    "E/nav.xhtml": NAVIGATION,
    "E/one.xhtml": DOCUMENT,
    "E/a.css": SHEET,
    "E/quay a.png": b"\x89PNG",
}


def packed(files: Mapping[str, str | bytes], compressed: str | None = None) -> bytes:
    """An EPUB of files, in their order; one of them is compressed."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as container:
        for name, content in files.items():
            deflated = name == compressed
            kind = zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED
            # Without the time of day, which would be in the names of tests.
            container.writestr(zipfile.ZipInfo(name), content, kind)
    return target.getvalue()


def changed(name: str, old: str, new: str) -> bytes:
    """The sound EPUB with other words in a file."""
    content = FILES[name]
    assert isinstance(content, str)
    assert old in content
    return packed({**FILES, name: content.replace(old, new)})


def found_in(content: bytes) -> list[Diagnostic]:
    return list(check_epub(content, "a.epub"))


def test_a_sound_epub_passes() -> None:
    assert found_in(packed(FILES)) == []


@cache
def own() -> bytes:
    return make_specimen("literary").content


def test_what_bookmaker_makes_passes() -> None:
    assert found_in(own()) == []


def _with_extra_field() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as container:
        for name, content in FILES.items():
            entry = zipfile.ZipInfo(name)
            entry.extra = b"UT\x05\x00\x03abcd" if name == "mimetype" else b""
            container.writestr(entry, content)
    return target.getvalue()


def _without(name: str) -> bytes:
    return packed({one: content for one, content in FILES.items() if one != name})


def _img(attributes: str) -> bytes:
    return changed("E/one.xhtml", 'alt=""', attributes)


def _body(markup: str) -> bytes:
    return changed("E/one.xhtml", "</body>", f"{markup}</body>")


def _sheet(rules: str) -> bytes:
    return changed("E/a.css", SHEET, rules)


def _package(old: str, new: str) -> bytes:
    return changed("E/a.opf", old, new)


def _locked() -> bytes:
    content = bytearray(packed(FILES))
    place = content.index(b"PK\x01\x02")
    content[place + 8] |= 1
    return bytes(content)


BROKEN: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "compressed mimetype": (
        *(lambda: packed(FILES, compressed="mimetype"), "V065"),
        "“mimetype” is compressed",
    ),
    "mimetype in the middle": (
        lambda: packed({"a": "", **FILES}),
        *("V065", "“mimetype” isn’t its first file"),
    ),
    "no mimetype": (lambda: _without("mimetype"), "V065", "no file “mimetype”"),
    "other mimetype": (
        lambda: changed("mimetype", "application/epub+zip", "application/epub+zip\n"),
        *("V065", "alone"),
    ),
    "extra field": (_with_extra_field, "V065", "has an extra field"),
    "no zip": (lambda: b"PK\x03\x04 nothing", "V065", "isn’t a valid zip"),
    "no container": (
        lambda: _without("META-INF/container.xml"),
        *("V065", "it is missing"),
    ),
    "container without a package": (
        lambda: changed("META-INF/container.xml", "full-path", "path"),
        *("V065", "names no package document"),
    ),
    "no package": (lambda: _without("E/a.opf"), "V065", "it is missing"),
    "name that leads out": (
        lambda: packed({**FILES, "../a": ""}),
        *("V065", "“../a” leads out of it"),
    ),
    "locked": (_locked, "V065", "“mimetype” is locked with a password"),
    "not listed": (
        lambda: packed({**FILES, "E/b.png": ""}),
        *("V066", "E/b.png: the manifest doesn’t list it"),
    ),
    "listed and missing": (
        lambda: _package("a.css", "b.css"),
        *("V066", "E/b.css: the manifest lists it, but it is missing"),
    ),
    "not in the manifest's order": (
        lambda: _package('idref="one"', 'idref="two"'),
        *("V066", "the reading order names “two”"),
    ),
    "empty order": (
        lambda: _package('<itemref idref="one"/>', ""),
        *("V066", "spine) is empty"),
    ),
    "listed on the web": (
        lambda: _package("quay%20a.png", "https://a.example/quay.png"),
        *("V066", "it is on the web"),
    ),
    "image on the web": (
        lambda: _body('<img alt="" src="HTTP://a.example/b.png"/>'),
        *("V066", "E/one.xhtml:3: it loads “HTTP://a.example/b.png”, which is on"),
    ),
    "script on the web": (
        lambda: _body('<script src="//a.example/b.js"/>'),
        *("V066", "it loads “//a.example/b.js”, which is on the web"),
    ),
    "sheet on the web": (
        lambda: changed("E/one.xhtml", "a.css", "https://a.example/a.css"),
        *("V066", "which is on the web"),
    ),
    "image that isn't there": (
        lambda: _body('<p><img alt="" src="../b.png"/></p>'),
        *("V066", "E/one.xhtml:3: it loads “b.png”, which is missing"),
    ),
    "import from the web": (
        lambda: _sheet('@import "https://a.example/a.css";'),
        *("V066", "E/a.css:1: it loads “https://a.example/a.css”"),
    ),
    "background from the web": (
        lambda: _sheet("@media print { p { background: url(https://a.example/b) } }"),
        *("V066", "it loads “https://a.example/b”"),
    ),
    "not well-formed": (
        lambda: _body("<p>"),
        *("V066", "E/one.xhtml: its XML is not well-formed"),
    ),
    "no navigation": (
        lambda: _package(' properties="nav"', ""),
        *("V067", "no file of the manifest has the property “nav”"),
    ),
    "navigation without contents": (
        lambda: changed("E/nav.xhtml", "toc", "lot"),
        *("V067", "“E/nav.xhtml” has no <nav"),
    ),
    "no NCX": (lambda: _package("3.0", "2.0"), "V067", "the manifest lists no NCX"),
    "no alternative text": (
        lambda: _img(""),
        *("V068", "E/one.xhtml:3: an image has no alt text"),
    ),
    "drawing without a name": (
        lambda: _body('<svg xmlns="http://www.w3.org/2000/svg" role="img"/>'),
        *("V068", "an image has no alt text"),
    ),
    "skipped heading": (
        lambda: _body("<h4>Four</h4>"),
        *("V069", "a heading of level 4 is below one of level 2"),
    ),
    "skipped heading by its role": (
        lambda: _body('<p role="heading" aria-level="5">Five</p>'),
        *("V069", "a heading of level 5 is below one of level 2"),
    ),
    "package without a language": (
        lambda: _package(
            "<dc:language>en</dc:language>", "<dc:language> </dc:language>"
        ),
        *("V070", "E/a.opf: the language is missing"),
    ),
    "document without a language": (
        lambda: changed("E/one.xhtml", ' lang="en"', ""),
        *("V070", "E/one.xhtml: the language is missing"),
    ),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_each_fault_is_caught_with_its_place(kind: str) -> None:
    make, code, words = BROKEN[kind]
    found = found_in(make())
    assert any(one.code == code and words in one.message() for one in found), [
        one.message() for one in found
    ]


@pytest.mark.parametrize(
    "content",
    [
        _body('<video src="https://a.example/a.mp4" poster="quay a.png"/>'),
        _sheet("@font-face { src: url(https://a.example/a.woff2) }"),
        _body('<a href="https://a.example/">there</a>'),
        _body('<p><img alt="" src="data:image/png;base64,aaaa"/></p>'),
        _img('role="presentation"'),
        _img('aria-label="The quay"'),
        _body(
            '<svg xmlns="http://www.w3.org/2000/svg" role="img"><title>A</title></svg>'
        ),
        _body("<h2>Three</h2><h3>Four</h3><h1>Five</h1>"),
        changed("E/one.xhtml", ' lang="en"', ' xml:lang="en"'),
        changed(
            "E/one.xhtml", "<html", "<!DOCTYPE html SYSTEM 'file:///etc/passwd'>\n<html"
        ),
    ],
)
def test_what_is_allowed_is_not_reported(content: bytes) -> None:
    assert found_in(content) == []


def test_a_locked_document_is_not_read() -> None:
    encryption = """<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"
     xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData><e:CipherData>
     <e:CipherReference URI="E/one.xhtml"/></e:CipherData></e:EncryptedData>
     </encryption>"""
    files = {**FILES, "META-INF/encryption.xml": encryption, "E/one.xhtml": b"\0\1"}
    assert found_in(packed(files)) == []


def test_entities_are_not_followed() -> None:
    storm = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 30))
    head = f'<!DOCTYPE html [<!ENTITY a0 "a"><!ENTITY f SYSTEM "a.css">{storm}]>'
    document = DOCUMENT.replace("Two", "&a29; &f;")
    found = found_in(packed({**FILES, "E/one.xhtml": head + document}))
    assert all(one.code == "V066" for one in found)


def test_what_unpacks_to_too_much_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(epub_container, "_MOST_UNPACKED", 5000)
    large = packed({**FILES, "E/one.xhtml": " " * 5001}, compressed="E/one.xhtml")
    (found,) = found_in(large)
    assert found.message() == "E/one.xhtml: it unpacks to more than any document has"
    monkeypatch.setattr(epub_container, "_MOST_OF_ALL", 1000)
    assert found_in(packed(FILES))


def test_a_damaged_epub_never_ends_in_a_bug() -> None:
    """Each tenth byte of the small EPUB is another one, and it is cut there."""
    whole = packed(FILES, compressed="E/one.xhtml")
    for place in range(0, len(whole), 10):
        other = bytes([whole[place] ^ 0xFF])
        found_in(whole[:place] + other + whole[place + 1 :])
        assert found_in(whole[:place])


def test_places_are_lines_of_the_document() -> None:
    lines = "\n" * 7
    (found,) = found_in(_body(f"{lines}<p><img src='quay%20a.png'/></p>"))
    assert re.search(r"one\.xhtml:10:", found.message())
