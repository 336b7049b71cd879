"""Web pages and exports of blogs: the article, its notes, its pictures, its words."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from bookmaker.importers.model import ImportOptions
from tests.support.importing import chapter_texts, imported_files, lost_words, picture

PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>The Clock | Slow Ear</title>
<meta name="author" content="Ada Voss">
<script>var x = "not words";</script><style>p { color: red }</style></head>
<body><nav><a href="/">Open in app</a><a href="/s">Sign in</a></nav>
<article><header><h1>The Clock</h1>
<time datetime="2021-05-06">May 6, 2021</time></header>
<div><button>Listen</button><button>Share</button></div>
<p>First <em>paragraph</em> with a call<sup><a href="#fn1" id="r1">1</a></sup> and
<a href="https://example.org/a?b=1&amp;c=2">a link</a>.</p>
<figure><img src="files/pic.png" alt="A clock">
<figcaption>In <i>1901</i></figcaption></figure>
<figure><img src="https://cdn.example/far.jpg" alt="Far">
<figcaption>Away</figcaption></figure>
<h2>Part two</h2>
<blockquote><p>Time is a thing.</p><p>— Someone</p></blockquote>
<pre><code class="language-python">def f():
    return "a &lt; b"
</code></pre>
<table><thead><tr><th>a</th><th>b</th></tr></thead>
<tbody><tr><td>1</td><td>2</td></tr></tbody></table>
<ul><li>one</li><li>two</li></ul><p>* * *</p>
<iframe src="https://www.example.com/embed/abc" title="A film"></iframe>
<p>Line one<br>line two<br><br>1986. A year, # and * and all.</p>
<div class="share-buttons">Share on X</div>
<section class="footnotes"><hr><ol>
<li id="fn1"><p>A note. <a href="#r1">↩</a></p></li></ol></section></article>
<footer>© 2021 Slow Ear <p>Help</p></footer></body></html>
"""
WORDS = """
The Clock Slow Ear Open in app Sign in May 6 2021 Listen Share First paragraph with a
call and a link A clock In 1901 Far Away Part two Time is a thing Someone def f return a
b a b 1 2 one two A film Line one line two 1986 A year and and all Share on X A note
2021 Slow Ear Help
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page with the folder that a browser saves beside it."""
    source = tmp_path / "clock.html"
    source.write_text(PAGE, encoding="utf-8")
    (tmp_path / "files").mkdir()
    (tmp_path / "files/pic.png").write_bytes(picture())
    return source


@pytest.fixture
def files(page: Path) -> Mapping[str, bytes]:
    """The manuscript that comes of it."""
    return imported_files(page)


def test_the_article_is_the_chapter(files: Mapping[str, bytes]) -> None:
    (text,) = chapter_texts(files)
    assert text == (
        "# The Clock\n\nFirst *paragraph* with a call[^1] and "
        "[a link](https://example.org/a?b=1&c=2).\n\n"
        '![In *1901*](../images/pic.png){alt="A clock"}\n\n'
        '![Away](../images/missing-1.png){alt="Far"}\n\n## Part two\n\n'
        "> Time is a thing.\n>\n> — Someone\n\n"
        '```python\ndef f():\n    return "a < b"\n```\n\n'
        "| a | b |\n| --- | --- |\n| 1 | 2 |\n\n- one\n- two\n\n***\n\n"
        "[A film](https://www.example.com/embed/abc)\n\nLine one\\\nline two\n\n"
        "1986\\. A year, # and * and all.\n\n[^1]: A note.\n"
    )


def test_every_word_is_kept_or_set_aside(files: Mapping[str, bytes]) -> None:
    assert lost_words(WORDS, files) == []
    assert "not words" not in files["set-aside.md"].decode()


def test_pictures_come_from_the_folder_and_never_from_the_network(
    files: Mapping[str, bytes],
) -> None:
    assert files["images/pic.png"] == picture()
    assert "https://cdn.example/far.jpg" in files["set-aside.md"].decode()


def test_a_picture_outside_the_pages_folder_is_not_taken(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "secret.png").write_bytes(picture("red"))
    source = inner / "page.html"
    words = "Some words of an article that is long enough to be one, here and there. "
    source.write_text(
        f"<article><p>{words * 3}</p><img src='../secret.png'></article>", "utf-8"
    )
    assert picture("red") not in imported_files(source).values()


def test_an_export_of_a_blog_is_a_chapter_for_each_post(tmp_path: Path) -> None:
    words = "Some words of an article that is long enough to be one, here and there. "
    archive = tmp_path / "export.zip"
    with zipfile.ZipFile(archive, "w") as export:
        for day in (9, 3):
            export.writestr(
                f"posts/2020-05-0{day}.html",
                f"<article class='h-entry'><h1>Day {day}</h1>"
                f"<section data-field='body'><p>{words * 3}</p>"
                f"<img src='day{day}.png' alt='Day {day}'></section>"
                f"<footer><time datetime='2020-05-0{day}T10:00'>.</time></footer>"
                "</article>",
            )
            export.writestr(f"posts/day{day}.png", picture())
        export.writestr("profile/profile.html", "<p>Who I am</p>")
    files = imported_files(archive)
    assert [text.split("\n")[0] for text in chapter_texts(files)] == [
        "# Day 3",
        "# Day 9",
    ]


def test_a_page_without_an_article_gives_its_densest_part(tmp_path: Path) -> None:
    source = tmp_path / "old.html"
    words = "A sentence of some length which an author has written down with care. "
    source.write_text(
        "<html><body><div id='menu'><p>Home</p></div><div class='c'><h1>Old</h1>"
        + f"<p>{words}</p>" * 5
        + "</div><div><p>Imprint and other things</p></div></body></html>",
        "utf-8",
    )
    files = imported_files(source, options=ImportOptions())
    assert chapter_texts(files)[0].count(words.strip()) == 5
    assert "Imprint and other things" in files["set-aside.md"].decode()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("La canci&amp;oacute;n", "La canción"),
        ("Ann&amp;rsquo;s road", "Ann’s road"),
        ("Road &amp;#8230; low", "Road … low"),
        ("Salt &amp; sill", "Salt & sill"),
        ("What &amp;amp; means", "What &amp; means"),
    ],
)
@pytest.mark.parametrize(
    "page",
    [
        "<title>{0}</title></head><body><h1>{0}</h1>",
        "<title>{0}</title></head><body>",
        '<meta property="og:title" content="{0}"></head><body>',
    ],
)
def test_entities_that_a_site_escaped_twice_are_letters_in_a_title(
    page: str, written: str, shown: str, tmp_path: Path
) -> None:
    source = tmp_path / "page.html"
    text = "The river was low all week, and the old sill showed its teeth again."
    source.write_text(
        f"<html><head>{page.format(written)}<p>{text}</p><p>{text}</p></body></html>"
    )
    files = imported_files(source)
    assert f'title = "{shown}"' in files["book.toml"].decode()


def test_headings_in_blocks_skip_no_level(tmp_path: Path) -> None:
    source = tmp_path / "page.html"
    text = "The river was low all week, and the old sill showed its teeth again."
    slide = f"<div id='a'><h3>The sill</h3><p>{text} <a href='#a'>there</a></p></div>"
    source.write_text(
        f"<html><head><title>Low</title></head><body>{slide}<p>{text}</p></body></html>"
    )
    (chapter,) = chapter_texts(imported_files(source))
    assert "## The sill" in chapter
    assert "### The sill" not in chapter


TITLES = {
    "The Clock | Slow Ear": ("", "The Clock"),
    "The Clock – A Life": ("", "The Clock – A Life"),
    "The Clock - Slow Ear": (
        '<meta property="og:site_name" content="Slow Ear">',
        "The Clock",
    ),
    "The Clock — Slow Ear": (
        '<link rel="canonical" href="https://www.slow-ear.example/clock">',
        "The Clock",
    ),
    "The Clock · Slow Ear": ("<p><a href='/'>Slow Ear</a></p>", "The Clock"),
    "The Clock – Slow Ear": ("<footer>© 2024 Slow Ear</footer>", "The Clock"),
    "Salt – Water – Slow Ear": ("<p><a href='/'>Slow Ear</a></p>", "Salt – Water"),
    "Salt – Water": ("<p><a href='/'>Slow Ear</a></p>", "Salt – Water"),
    "1914 - 1918": ("", "1914 - 1918"),
}


@pytest.mark.parametrize("said", TITLES)
def test_behind_a_dash_in_a_title_is_a_subtitle_unless_the_page_names_a_site(
    said: str, tmp_path: Path
) -> None:
    more, title = TITLES[said]
    text = "The tide turned, and the clock of the harbour did not. " * 6
    source = tmp_path / "page.html"
    source.write_text(
        f"<html><head><meta charset='utf-8'><title>{said}</title></head><body>{more}"
        f"<article><p>{text}</p><p>{text}</p></article></body></html>",
        encoding="utf-8",
    )
    made = imported_files(source)
    assert f'title = "{title}"' in made["book.toml"].decode()
