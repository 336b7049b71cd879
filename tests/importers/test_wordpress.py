"""Exports of WordPress: each shortcode and block is read, or named with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.document.nodes import CodeBlock, Figure
from bookmaker.document.text import plain_text
from bookmaker.document.walk import find_nodes
from bookmaker.importers.model import Imported, ImportOptions
from bookmaker.importers.sources import import_sources
from tests.support.importing import (
    chapter_texts,
    imported_files,
    picture,
    words_of_manuscript,
)

SENTENCE = "The river was low all week, and the old sill showed its teeth again."
HEAD = (
    '<?xml version="1.0"?>\n<rss xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" '
    'xmlns:wp="http://wordpress.org/export/1.2/">\n<channel><title>The Diary</title>'
    "<language>en</language>\n"
)


def item(text: str, *, number: int = 1, kind: str = "post", fields: str = "") -> str:
    """An item of an export; its text begins in its second line."""
    return (
        f"<item><title>Title{number}</title>{fields}\n<content:encoded><![CDATA[{text}]]>"
        "</content:encoded><wp:status>publish</wp:status>"
        f"<wp:post_id>{number}</wp:post_id><wp:post_type>{kind}</wp:post_type></item>\n"
    )


def medium(number: int, name: str, caption: str = "", parent: int = 0) -> str:
    """A picture of the media library."""
    return item(
        "",
        number=number,
        kind="attachment",
        fields=f"<excerpt:encoded>{caption}</excerpt:encoded>"
        f"<wp:attachment_url>https://weir.example/{name}</wp:attachment_url>"
        f"<wp:post_parent>{parent}</wp:post_parent><wp:postmeta><wp:meta_key>"
        f"_wp_attachment_image_alt</wp:meta_key><wp:meta_value>Alt{number}"
        "</wp:meta_value></wp:postmeta>",
    )


MEDIA = (
    medium(11, "boat.png", "The boat", 1)
    + medium(12, "post.png", "", 1)
    + item("The oddblock text.", number=13, kind="wp_block")
)


def export(tmp_path: Path, *items: str) -> Path:
    """Write an export of a few items, beside the pictures of its library."""
    for name in ("boat.png", "post.png"):
        (tmp_path / name).write_bytes(picture())
    path = tmp_path / "export.xml"
    path.write_text(f"{HEAD}{''.join(items)}</channel></rss>", "utf-8")
    return path


def post(tmp_path: Path, text: str) -> Imported:
    """What an export of one post, with this among two sentences, gives."""
    whole = f"{SENTENCE}\n\n{text}\n\n{SENTENCE}"
    path = export(tmp_path, item(whole), MEDIA)
    (imported,) = import_sources((path,), ImportOptions())
    assert plain_text(imported.chapters[0].blocks).count(SENTENCE) == 2
    return imported


READ = {
    # What is in the post, and what is then in the chapter.
    "gallery": ('[gallery ids="11,12"]', ["Alt11", "The boat", "Alt12"]),
    "gallery of the post": ("[gallery]", ["Alt11", "Alt12"]),
    "gallery in order": ("[gallery include='12']", ["Alt12"]),
    "a builder’s image": ('[vc_single_image image="11" x="y"]', ["Alt11"]),
    "caption": (
        '[caption id="a"]<img src="boat.png" alt="Odd" /> A <em>post</em>[/caption]',
        ["Odd", "A post"],
    ),
    "caption in an attribute": (
        '[caption caption="A post"]<img src="boat.png" alt="Odd" />[/caption]',
        ["Odd", "A post"],
    ),
    "wp_caption": (
        '[wp_caption]<a href="x"><img src="boat.png" alt="Odd"></a>A post[/wp_caption]',
        ["Odd", "A post"],
    ),
    "embed": ("[embed]https://video.example/a[/embed]", ["https://video.example/a"]),
    "embed with a size": (
        '[embed width="10"]https://video.example/a[/embed]',
        ["https://video.example/a"],
    ),
    "video": (
        '[video width="640" mp4="https://weir.example/a.mp4"][/video]',
        ["https://weir.example/a.mp4"],
    ),
    "audio": (
        '[audio src="https://weir.example/a.mp3"]',
        ["https://weir.example/a.mp3"],
    ),
    "youtube": ("[youtube https://youtu.be/abc]", ["https://youtu.be/abc"]),
    "vimeo": ("[vimeo 1234567]", ["https://vimeo.com/1234567"]),
    "quotes of a text editor": (
        "[video mp4=“https://weir.example/a.mp4”]",
        ["https://weir.example/a.mp4"],
    ),
    "words between": ("[quote]The odd words[/quote]", ["The odd words"]),
    "columns": (
        '[vc_row][vc_column width="1/2"]The odd words[/vc_column][/vc_row]',
        ["The odd words"],
    ),
    "a reusable block": ('<!-- wp:block {"ref":13} /-->', ["The oddblock text."]),
    "a block with words": (
        "<!-- wp:paragraph --><p>Odd words</p><!-- /wp:paragraph -->",
        ["Odd words"],
    ),
    "escaped": ('Write [[gallery ids="1"]] there.', ['[[gallery ids="1"]]']),
    "brackets of an author": ("He said [sic] and [1].", ["[sic] and [1]"]),
    "a line in brackets": ("[Laughter]", ["[Laughter]"]),
    "in a listing": ("<pre>[section]\nkey[a=1]</pre>", ["[section]", "key[a=1]"]),
}


@pytest.mark.parametrize("name", READ)
def test_marks_that_a_site_shows_are_read(name: str, tmp_path: Path) -> None:
    text, shown = READ[name]
    imported = post(tmp_path, text)
    chapter = imported.chapters[0]
    alternatives = [o.image.alternative for o in find_nodes(chapter.blocks, Figure)]
    words = plain_text(chapter.blocks) + " ".join(map(str, alternatives))
    links = chapter_texts(imported_files(tmp_path / "export.xml"))[0]
    assert [o for o in shown if o not in words and o not in links] == []
    is_marked = name in ("escaped", "brackets of an author", "a line in brackets")
    if not is_marked and name != "in a listing":
        assert "[" not in words
    assert not [piece for piece in imported.pieces if piece.what == "not read"]


NAMED = [
    ('[contact-form-7 id="404" title="Ask"]', "[contact-form-7]"),
    ("[contact-form-7]", "[contact-form-7]"),
    ('[gallery ids="11,404"]', "[gallery]"),
    ("[recent_posts]", "[recent_posts]"),
    ('[odd key="value"]', "[odd]"),
    ("[polldaddy poll=1]", "[polldaddy]"),
    ("[su_box title='Odd words']", "[su_box]"),
    ('<!-- wp:latest-posts {"postsToShow":3} /-->', "wp:latest-posts"),
    ('<!-- wp:acf/box {"data":{"text":"Odd words"}} /-->', "wp:acf/box"),
    ('<!-- wp:block {"ref":404} /-->', "wp:block"),
    ("<!--nextpage-->", "<!--nextpage-->"),
    ("<!--more Go on-->", "<!--more-->"),
    ("<!-- ask Bo about it -->", "comment"),
]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_other_marks_are_named_with_count_and_place(
    text: str, name: str, tmp_path: Path
) -> None:
    imported = post(tmp_path, f"{text}\n\n{SENTENCE[:20]}.\n\n{text}")
    (piece,) = (piece for piece in imported.pieces if piece.words == text)
    assert piece.what == f"{name}, 2 times"
    # The text of the post begins in the fifth line, the mark is two lines below.
    assert piece.line == 7
    report = imported_files(tmp_path / "export.xml")["IMPORT.md"].decode()
    assert f"{name} (2 times)" in report.replace("\\", "")


def test_notes_of_a_plugin_are_notes(tmp_path: Path) -> None:
    imported = post(
        tmp_path, "It fell.[footnote]In <em>May</em>.[/footnote] And so on."
    )
    (note,) = imported.chapters[0].notes
    assert plain_text(note.blocks) == "In May."


@pytest.mark.parametrize("code", ["if (a < b) {}", "if (a &lt; b) {}"])
def test_a_listing_in_a_shortcode_is_code(code: str, tmp_path: Path) -> None:
    imported = post(tmp_path, f'[code language="php"]\n{code}\n\nb[i=1]\n[/code]')
    (listing,) = find_nodes(imported.chapters[0].blocks, CodeBlock)
    assert listing.text == "if (a < b) {}\n\nb[i=1]"
    assert listing.language == "php"


def test_what_a_gallery_shows_is_not_set_aside(tmp_path: Path) -> None:
    imported = post(tmp_path, '[gallery ids="11"]')
    aside = [o.words for o in imported.pieces if o.what == "a caption"]
    assert aside == []
    assert "boat" in " ".join(imported.pictures)


def test_excerpts_comments_and_descriptions_are_set_aside(tmp_path: Path) -> None:
    fields = (
        "<description>oddone</description><excerpt:encoded>oddtwo</excerpt:encoded>"
        "<wp:comment><wp:comment_author>Bo</wp:comment_author><wp:comment_content>"
        "oddthree &lt;b&gt;odd&lt;/b&gt;four</wp:comment_content></wp:comment>"
    )
    path = export(
        tmp_path,
        "<description>oddfive</description><wp:category><wp:category_description>oddsix"
        "</wp:category_description></wp:category>",
        item(SENTENCE, fields=fields),
        medium(11, "boat.png", "oddseven"),
        item("", number=3, kind="nav_menu_item"),
    )
    found = words_of_manuscript(imported_files(path))
    odd = (
        "oddone oddtwo oddthree oddfour oddfive oddsix oddseven Title11 Title3".split()
    )
    assert [word for word in odd if not found[word]] == []


def test_the_second_reading_counts_all_items(tmp_path: Path) -> None:
    """Nothing of an export needed it: all its words had been given a place."""
    path = export(tmp_path, item(SENTENCE), MEDIA, item("x y", number=9, kind="odd"))
    for imported in import_sources((path,), ImportOptions()):
        assert not [piece for piece in imported.pieces if piece.what == "not read"]


@pytest.mark.parametrize(
    "text",
    ["[caption]" * 2000, "[a b=" * 2000, "<!--" * 2000, "[fn]" * 2000 + "[/fn]"],
)
def test_no_export_ends_in_a_fault(text: str, tmp_path: Path) -> None:
    path = export(tmp_path, item(f"{SENTENCE}\n\n{text}"))
    assert import_sources((path,), ImportOptions())
