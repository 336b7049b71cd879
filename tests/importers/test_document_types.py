"""Documents with a DTD: its entities are words of the text, and never a danger."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.importers.doctype import MOST_GROWTH, without_doctype
from tests.support.importing import chapter_texts, imported_files, small_epub

XHTML = (
    'PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd"'
)
INTERNAL = "<!ENTITY boat \"Halcyon\"><!ENTITY q '&boat;'>"


@pytest.mark.parametrize(
    ("doctype", "text", "expected"),
    [
        (f"<!DOCTYPE html {XHTML}>", "a&nbsp;b &eacute;", "a&#160;b &#233;"),
        ("<!DOCTYPE html>", "&hellip;&amp;&lt;", "&#8230;&amp;&lt;"),
        (f"<!DOCTYPE html [{INTERNAL}]>", "&boat; &q;", "Halcyon Halcyon"),
        (f"<!doctype html {XHTML} [\n {INTERNAL} ]\n>", "&q;", "Halcyon"),
        ("<!DOCTYPE x [<!ENTITY a 'one'><!ENTITY a 'two'>]>", "&a;", "one"),
        ("<!DOCTYPE x [<!ENTITY a '<i>b</i> > ]'>]>", "&a;", "<i>b</i> > ]"),
        ("<!DOCTYPE x [<!ENTITY a '&#38;#62;'>]>", "&a;", "&#62;"),
        ("<!DOCTYPE x [<!-- ]> ' --><!ELEMENT x (y)*>]>", "b", "b"),
        ("<!DOCTYPE x [<!ENTITY % p SYSTEM 'x.mod'> %p; ]>", "b &c;", "b &c;"),
        ("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>", "&e;", "&amp;e;"),
        ("", "a &boat; <![CDATA[&nbsp;]]>", "a &boat; <![CDATA[&nbsp;]]>"),
        (f"<!DOCTYPE x [{INTERNAL}]>", "<!-- &boat; --> é", "<!-- &boat; --> é"),
    ],
)
@pytest.mark.parametrize("prologue", ["", '<?xml version="1.0"?>\n<!-- > -->\n'])
def test_what_a_file_declares_is_written_out(
    prologue: str, doctype: str, text: str, expected: str
) -> None:
    content = f"{prologue}{doctype}<p>{text}</p>".encode()
    assert without_doctype(content, "x") == f"{prologue}<p>{expected}</p>".encode()


def test_a_file_in_utf_16_is_read_alike() -> None:
    content = f"<!DOCTYPE p [{INTERNAL}]><p>é &q;</p>".encode("utf-16")
    assert without_doctype(content, "x") == "<p>é Halcyon</p>".encode()


_CHAIN = "".join(f'<!ENTITY a{n} "&a{n + 1};">' for n in range(5_000))
_LAUGHS = '<!ENTITY a0 "aaaaaaaaaa">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
)
_LONG = f'<!ENTITY a "{"x" * 10_000}">'


@pytest.mark.parametrize(
    ("declared", "text"),
    [
        (_LAUGHS, "&a9;"),
        ('<!ENTITY a "&b;"><!ENTITY b "&a;">', "&a;"),
        (_CHAIN, "&a0;"),
        (_LONG, "&a;" * (MOST_GROWTH // 10_000 + 1)),
        ("<!ENTITY a 'never closed", ""),
        ("<!ENTITY <", ""),
    ],
)
def test_a_bomb_is_refused(declared: str, text: str) -> None:
    with pytest.raises(ManuscriptError) as caught:
        without_doctype(f"<!DOCTYPE x [{declared}]><x>{text}</x>".encode(), "x")
    (problem,) = caught.value.diagnostics
    assert problem.code in ("I004", "I005")


def test_a_book_with_entities_loses_no_word_of_it(tmp_path: Path) -> None:
    drawing = (
        '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY ns "http://www.w3.org/2000/svg">'
        ']><svg xmlns="&ns;" width="9" height="9"><title>Oar</title></svg>'
    )
    epub = small_epub(
        tmp_path / "e.epub",
        {
            "a.xhtml": f"<!DOCTYPE html {XHTML} [{INTERNAL}]>"
            '<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>Tides</h1>'
            "<p>The &boat;&nbsp;came &agrave; <i>&q;</i>.</p>"
            '<p><img src="oar.svg" alt="Oar"/></p></body></html>',
        },
        files={"oar.svg": drawing},
    )
    files = imported_files(epub)
    (chapter,) = chapter_texts(files)
    assert "The Halcyon\u00a0came à *Halcyon*." in chapter
    (image,) = (c for name, c in files.items() if name.endswith(".svg"))
    assert b"ENTITY" not in image
    assert b'xmlns="http://www.w3.org/2000/svg"' in image
