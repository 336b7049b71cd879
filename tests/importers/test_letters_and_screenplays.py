"""Messages, exports of WordPress, screenplays, and what no class of a page names."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.nodes import Group, Heading, NoteReference, Verse
from bookmaker.document.text import plain_text
from bookmaker.document.walk import find_nodes
from bookmaker.importers.model import Disposition, Imported, ImportOptions
from bookmaker.importers.sources import import_sources

SENTENCE = "The river was low all week, and the old sill showed its teeth again."


def _imported(tmp_path: Path, name: str, text: str) -> tuple[Imported, ...]:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return import_sources((path,), ImportOptions())


def _words(imported: Imported) -> str:
    return "\n".join(plain_text(chapter.blocks) for chapter in imported.chapters)


def _aside(imported: Imported) -> str:
    pieces = (p for p in imported.pieces if p.fate is not Disposition.KEPT)
    return "\n".join(piece.words for piece in pieces)


# --- Messages -------------------------------------------------------------------------

HEAD = """From: "Ann Lee from The Letter" <ann@letter.example>
To: b@example.org
Subject: =?utf-8?Q?Fwd=3A_On_low_w=C3=A4ter?=
Date: Tue, 03 Feb 2026 09:00:00 +0000
MIME-Version: 1.0
"""
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5E"
    "rkJggg=="
)
PAGE = f"""{HEAD}Content-Type: multipart/related; boundary="b"

--b
Content-Type: text/html; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

<p><a href=3D"x">View this email in your browser</a></p>
<p>{SENTENCE} Caf=E9.</p><p><img src=3D"cid:pic@1" alt=3D"A post"></p>
<p>{SENTENCE}</p><p><a href=3D"y">Unsubscribe</a></p>
--b
Content-Type: image/png
Content-ID: <pic@1>
Content-Transfer-Encoding: base64

{PIXEL}
--b--
"""


def test_the_page_of_a_message_is_imported(tmp_path: Path) -> None:
    (imported,) = _imported(tmp_path, "letter.eml", PAGE)
    (chapter,) = imported.chapters
    assert plain_text(chapter.title) == "On low wäter"
    assert chapter.authors == ("Ann Lee",)
    assert str(chapter.date) == "2026-02-03"
    assert _words(imported).count(SENTENCE) == 2
    assert "Café" in _words(imported)
    assert "Unsubscribe" not in _words(imported)
    assert "browser" not in _words(imported)
    assert [path for path in imported.pictures if "missing" not in path]


@pytest.mark.parametrize(
    ("sender", "author"),
    [
        ("Ann Lee at The Letter", "Ann Lee"),
        ("Ann Lee | The Letter", "Ann Lee"),
        ("Ann van Lee", "Ann van Lee"),
        ("Ann de la Weir", "Ann de la Weir"),
        ("Ann von Lee", "Ann von Lee"),
    ],
)
def test_the_author_of_a_message_is_its_sender(
    sender: str, author: str, tmp_path: Path
) -> None:
    text = PAGE.replace("Ann Lee from The Letter", sender)
    (imported,) = _imported(tmp_path, "letter.eml", text)
    assert imported.chapters[0].authors == (author,)


def test_the_text_of_a_message_without_a_page_is_imported(tmp_path: Path) -> None:
    text = (
        f"{HEAD}Content-Type: text/plain; charset=utf-8\n\n{SENTENCE}\n\nÄ {SENTENCE}\n"
    )
    (imported,) = _imported(tmp_path, "letter.eml", text)
    assert _words(imported).count(SENTENCE) == 2
    assert plain_text(imported.chapters[0].title) == "On low wäter"


@pytest.mark.parametrize("text", ["", HEAD, f"{HEAD}Content-Type: image/png\n\nx\n"])
def test_a_message_without_text_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(ManuscriptError) as caught:
        _imported(tmp_path, "letter.eml", text)
    assert {d.code for d in caught.value.diagnostics} == {"I007"}


# --- WordPress ------------------------------------------------------------------------


def _post(title: str, text: str, day: int, kind: str = "post", state: str = "") -> str:
    return (
        f"<item><title>{title}</title><dc:creator>ann</dc:creator><content:encoded>"
        f"<![CDATA[{text}]]></content:encoded><wp:post_date>2026-01-{day:02} 09:00:00"
        f"</wp:post_date><wp:status>{state or 'publish'}</wp:status>"
        f"<wp:post_type>{kind}</wp:post_type></item>"
    )


def _export(*items: str) -> str:
    return (
        '<?xml version="1.0"?><rss xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>The Diary</title>'
        "<language>en-GB</language><wp:author><wp:author_login>ann</wp:author_login>"
        "<wp:author_display_name>Ann Lee</wp:author_display_name></wp:author>"
        f"{''.join(items)}</channel></rss>"
    )


def test_posts_of_wordpress_are_chapters_by_date(tmp_path: Path) -> None:
    bare = (
        f"{SENTENCE}\n\nA second\nline.\n\n[caption id='a']<img src='a.png' alt='A' />"
        f" The post[/caption]\n\n[gallery ids='1']\n\n{SENTENCE}"
    )
    export = _export(
        _post("Second", bare, 3),
        _post("First &amp; last", f"<!-- wp:paragraph --><p>{SENTENCE}</p>", 1),
        _post("Draft", "<p>Not <em>yet</em>.</p>", 4, state="draft"),
        _post("Menu", "<p>Menu words</p>", 4, kind="nav_menu_item"),
    )
    imported = _imported(tmp_path, "export.xml", export)
    titles = [plain_text(one.chapters[0].title) for one in imported]
    assert titles == ["First & last", "Second"]
    assert {one.chapters[0].authors for one in imported} == {("Ann Lee",)}
    assert {one.metadata.title for one in imported} == {"The Diary", None}
    words = _words(imported[1])
    assert words.count(SENTENCE) == 2
    assert "The post" in words
    assert "[" not in words
    everything = "".join(map(_aside, imported))
    assert "Not yet." in everything
    assert "Menu words" in everything


def test_other_xml_is_no_export(tmp_path: Path) -> None:
    with pytest.raises(ManuscriptError):
        _imported(tmp_path, "other.xml", "<rss><channel/></rss>")


# --- Screenplays ----------------------------------------------------------------------

PLAY = """Title:
    The *Low* Road
Author: Ann Lee & Bo Ek
Draft date: 2026-01-02

FADE IN:

EXT. QUAY - NIGHT #1A#

Rain on the *planks* and **posts**.

HOLM
(quietly)
Nobody comes
this way.

@McKAY ^
I do. [[really?]]

.THE BOAT

= A synopsis

> THE END <

~Low water,
~bring me home

!INT. is not a scene here.

/* struck
out */

CUT TO:
"""


def test_a_screenplay_has_scenes_and_speakers(tmp_path: Path) -> None:
    (imported,) = _imported(tmp_path, "low-road.fountain", PLAY)
    (chapter,) = imported.chapters
    assert plain_text(chapter.title) == "The Low Road"
    assert chapter.authors == ("Ann Lee", "Bo Ek")
    headings = list(find_nodes(chapter.blocks, Heading))
    assert [plain_text(h.children) for h in headings] == [
        "EXT. QUAY - NIGHT",
        "THE BOAT",
    ]
    (dialogue,) = find_nodes(chapter.blocks, Group)
    assert [plain_text([block]) for block in dialogue.blocks] == [
        "HOLM: (quietly) Nobody comes this way.",
        "McKAY: I do.",
    ]
    assert len(list(find_nodes(chapter.blocks, Verse))) == 1
    words = _words(imported)
    assert "INT. is not a scene here." in words
    assert "Rain on the planks and posts." in words
    for hidden in ("really?", "A synopsis", "struck\nout"):
        assert hidden not in words
        assert hidden in _aside(imported)


def test_acts_are_above_scenes(tmp_path: Path) -> None:
    text = (
        "# Act One\n\nINT. SHED - DAY\n\nRain.\n\n## Later\n\nEXT. QUAY - DAY\n\nSun.\n"
    )
    (imported,) = _imported(tmp_path, "a.fountain", text)
    headings = find_nodes(imported.chapters[0].blocks, Heading)
    assert [heading.level for heading in headings] == [2, 3, 3, 4]


@pytest.mark.parametrize(
    "text",
    ["*" * 5000, "_a" * 3000, "/*" * 3000, "[[" * 3000, "#\n" * 500 + "x", "HOLM\n"],
)
def test_no_screenplay_ends_in_a_fault(text: str, tmp_path: Path) -> None:
    assert _imported(tmp_path, "a.fountain", text)


# --- What no class names --------------------------------------------------------------

BODY = "".join(f"<p>{SENTENCE} {n}</p>" for n in range(4))


def _page(inner: str) -> str:
    return f"<html lang='en'><head><title>Low</title></head><body>{inner}</body></html>"


@pytest.mark.parametrize(
    "link",
    [
        "<a href='/e'>[edit]</a>",
        "<span>[<a href='/e'>edit source</a>]</span>",
        "[<a href='/e'>modifier</a>]",
        "<span>[<a href='/e'>Bearbeiten</a> | <a href='/q'>Quelltext bearbeiten</a>]"
        "</span>",
    ],
)
def test_links_to_edit_a_section_are_set_aside(link: str, tmp_path: Path) -> None:
    page = _page(f"<h1>Low</h1>{BODY}<h2>The post {link}</h2>{BODY}")
    (imported,) = _imported(tmp_path, "a.html", page)
    (heading,) = find_nodes(imported.chapters[0].blocks, Heading)
    assert plain_text(heading.children).strip() == "The post"


def test_a_word_that_an_author_links_in_a_heading_is_kept(tmp_path: Path) -> None:
    page = _page(
        f"<h1>Low</h1>{BODY}<h2>How to <a href='/x'>edit a page</a></h2>{BODY}"
    )
    (imported,) = _imported(tmp_path, "a.html", page)
    (heading,) = find_nodes(imported.chapters[0].blocks, Heading)
    assert plain_text(heading.children) == "How to edit a page"


BAR = (
    "<a href='https://twitter.com/intent/tweet?u=x'>Twitter</a> "
    "<a href='https://www.facebook.com/sharer.php?u=x'>Facebook</a> "
    "<a href='mailto:?subject=x'>E-mail</a>"
)


@pytest.mark.parametrize(
    "bar", [f"<p>{BAR}</p>", f"<div>{BAR}</div>", f"<ul><li>{BAR}</ul>"]
)
def test_a_bar_of_share_links_is_set_aside(bar: str, tmp_path: Path) -> None:
    page = _page(f"<h1>Low</h1>{BODY}<p>Share this:</p>{bar}{BODY}")
    (imported,) = _imported(tmp_path, "a.html", page)
    assert _words(imported).count(SENTENCE) == 8
    assert "Facebook" not in _words(imported)
    assert "Share this" not in _words(imported)
    assert "Facebook" in _aside(imported)


def test_a_sentence_with_a_link_to_share_is_the_author_s(tmp_path: Path) -> None:
    said = f"I wrote of it on {BAR} long before anybody else had thought of doing so."
    (imported,) = _imported(
        tmp_path, "a.html", _page(f"<h1>L</h1>{BODY}<p>{said}</p>{BODY}")
    )
    assert "I wrote of it on Twitter" in _words(imported)


FOOT = """<p>Like this: Like Loading...</p><h3>Related</h3><ul><li><a href='/1'>On high
water</a></li><li><a href='/2'>On no water</a></li></ul><p>← <a href='/p'>Previous</a>
<a href='/n'>Next</a> →</p><h3>Leave a Reply</h3>"""


def test_the_foot_of_a_page_is_known_by_its_place_and_words(tmp_path: Path) -> None:
    (imported,) = _imported(tmp_path, "a.html", _page(f"<h1>Low</h1>{BODY}{FOOT}"))
    words = _words(imported)
    assert words.count(SENTENCE) == 4
    for one in ("Like", "Related", "high", "Previous", "Reply"):
        assert one not in words
        assert one in _aside(imported)


@pytest.mark.parametrize(
    "end",
    [
        "<h3>Sources</h3><ul><li><a href='https://a.b'>The tide tables</a></li></ul>",
        "<p>Ann Lee, Ford</p>",
        "<p><em>Low water</em></p><p>The end of it</p>",
    ],
)
def test_what_an_author_ends_with_is_kept(end: str, tmp_path: Path) -> None:
    page = _page(f"<article><h1>Low</h1>{BODY}{end}</article>")
    (imported,) = _imported(tmp_path, "a.html", page)
    last = end.rpartition("</")[0].rpartition(">")[2] or "tide tables"
    assert last in _words(imported)


# --- Project Gutenberg in other languages ---------------------------------------------

GUTENBERG = """Title: Les Vannes

Author: Anne Lis

Language: French

*** START OF THE PROJECT GUTENBERG EBOOK LES VANNES ***




LES VANNES




I

LE GARDIEN


La rivière était basse toute la semaine, et le vieux seuil montrait de
nouveau ses dents[1].

--Personne ne vient ici, dit le gardien--jamais.




II

LA LAMPE


L'eau revint à quatre heures, comme toujours, et les poteaux disparurent
l'un après l'autre.

FIN


NOTES:

[{word} 1: Le mois où l'eau est la plus basse.]




*** END OF THE PROJECT GUTENBERG EBOOK LES VANNES ***
"""


@pytest.mark.parametrize("word", ["Note", "Footnote", "Note de bas de page", "Fußnote"])
def test_notes_in_the_language_of_a_gutenberg_text(word: str, tmp_path: Path) -> None:
    text = GUTENBERG.replace("{word}", word)
    (imported,) = _imported(tmp_path, "vannes.txt", text)
    (note,) = (note for chapter in imported.chapters for note in chapter.notes)
    assert plain_text(note.blocks) == "Le mois où l'eau est la plus basse."
    calls = [
        call
        for chapter in imported.chapters
        for call in find_nodes(chapter.blocks, NoteReference)
    ]
    assert len(calls) == 1
    words = _words(imported)
    assert "—Personne ne vient ici, dit le gardien—jamais." in words
    assert "NOTES" not in words
