"""Pages as programs and sites write them: each kind of markup by more than one site."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.support.importing import chapter_texts, imported_files, lost_words

PROSE = (
    "The harbour office had a clock that nobody had wound, and nobody asked who "
    "should have wound it at all."
)
MORE = "".join(f"<p>{PROSE}</p>" for _ in range(4))


def imported(
    page: str, folder: Path, words: str = ""
) -> tuple[list[str], dict[str, object], str]:
    """The chapters, the book and what was set aside; no word of these is lost."""
    source = folder / "page.html"
    source.write_text(page, encoding="utf-8")
    files = imported_files(source)
    assert lost_words(words, files) == []
    book = tomllib.loads(files["book.toml"].decode())
    return chapter_texts(files), book, files["set-aside.md"].decode()


def page(body: str, head: str = "", lang: str = "en") -> str:
    return f'<html lang="{lang}"><head>{head}</head><body>{body}</body></html>'


LINES = ("Roses are red in the lea,", "Salt is white in the hand.", "And I sing.")


@pytest.mark.parametrize(
    "verse",
    [
        '<div class="poetry-container"><div class="poetry"><div class="stanza">'
        '<div class="verse indent0">{0}</div><div class="verse indent2">{1}</div></div>'
        '<div class="stanza"><div class="verse">{2}</div></div></div></div>',
        '<div class="poem"><div class="stanza"><span class="i0">{0}<br></span>'
        '<span class="i2">{1}<br></span></div><div class="stanza">'
        '<span class="i0">{2}<br></span></div></div>',
        '<blockquote class="verse"><p class="stanza"><span class="l">{0}</span><br>'
        '<span class="l i2">{1}</span></p><p class="stanza"><span class="l">{2}</span>'
        "</p></blockquote>",
        '<div class="poem"><div class="stanza"><p class="line">{0}</p>'
        '<p class="line i2">{1}</p></div><div class="stanza"><p class="line">{2}</p>'
        "</div></div>",
        '<pre class="wp-block-verse">{0}\n  {1}\n\n{2}</pre>',
        '<div class="preformatted-block"><pre class="text">{0}\n  {1}\n\n{2}'
        "</pre></div>",
    ],
)
def test_verse_is_verse(verse: str, tmp_path: Path) -> None:
    (chapter,), *_ = imported(
        page(f"<article><h1>T</h1>{MORE}{verse.format(*LINES)}</article>"), tmp_path
    )
    first, second, third = LINES
    assert f"\n| {first}\n|   {second}\n|\n| {third}\n" in chapter


def test_code_of_a_blog_is_no_verse(tmp_path: Path) -> None:
    code = "<pre>x = 1;\nf(x)</pre><pre><code>tide\nrope</code></pre>"
    (chapter,), *_ = imported(page(f"<article>{MORE}{code}</article>"), tmp_path)
    assert chapter.count("```") == 4


IMAGE = '<img src="a.png" alt="A clock">'


@pytest.mark.parametrize(
    "figure",
    [
        '<figure><a href="a.png"><div><picture><source srcset="x">{0}'
        "</picture></div></a>"
        '<figcaption class="image-caption">{1}</figcaption></figure>',
        '<figure class="wp-block-gallery"><figure>{0}<figcaption>{1}'
        "</figcaption></figure>"
        "</figure>",
        '<div class="wp-caption alignnone">{0}<p class="wp-caption-text">{1}</p></div>',
        '<table class="tr-caption-container"><tr><td><a href="b.png">{0}</a></td></tr>'
        '<tr><td class="tr-caption">{1}</td></tr></table>',
        '<div class="figcenter">{0}<div class="caption">{1}</div></div>',
        '<div class="figleft"><a href="b.png">{0}</a><span class="caption">{1}'
        "</span></div>",
        '<div class="thumbinner">{0}<div class="thumbcaption">{1}</div></div>',
    ],
)
def test_a_figure_is_a_picture_and_its_caption(figure: str, tmp_path: Path) -> None:
    shown = figure.format(IMAGE, "The <i>old</i> clock.")
    (chapter,), *_ = imported(
        page(f"<article>{MORE}{shown}{MORE}</article>"), tmp_path, "The old clock"
    )
    picture = '![The *old* clock.](../images/missing-1.png){alt="A clock"}'
    assert f"\n\n{picture}\n\n" in chapter


@pytest.mark.parametrize(
    "made",
    [
        page(
            f'<article><header><h1 class="entry-title">T</h1><div class="entry-meta">'
            '<span class="posted-on">Posted on <time datetime="2021-05-03">May 3</time>'
            '</span> by <span class="author vcard"><a class="url fn n">Ada Moreau</a>'
            f"</span></div></header>{MORE}</article>"
        ),
        page(
            f'<h1 class="title">Slow Ear</h1>'
            f'<h2 class="date-header">Monday, May 3, 2021'
            f'</h2><div class="post"><h3 class="post-title entry-title">T</h3><div '
            f'class="post-body">{MORE}</div><div class="post-footer-line"><span '
            'class="post-author vcard">Posted by <span class="fn">Ada Moreau'
            "</span></span>"
            "</div></div>",
            "<title>Slow Ear: T</title>",
        ),
        page(
            f'<article><h1 class="p-name">T</h1>{MORE}<footer><p>By '
            f'<a class="p-author">'
            'Ada Moreau</a> on <time datetime="2021-05-03">May 3</time>.</p></footer>'
            "</article>"
        ),
        page(
            f"<article><h1>T</h1>{MORE}</article>",
            '<script type="application/ld+json">{"@graph": [{"author": [{"name": '
            '"Ada Moreau"}], "datePublished": "2021-05-03T10:00Z"}]}</script>',
        ),
        page(
            f"<article><h1>T</h1>{MORE}</article>",
            '<meta name="dc.creator" content="Moreau, Ada">'
            '<meta name="date" content="2021-05-03">',
        ),
    ],
)
def test_who_wrote_it_and_when(made: str, tmp_path: Path) -> None:
    (chapter,), book, _ = imported(made, tmp_path)
    assert book["authors"] == ["Ada Moreau"]
    assert str(book["published"]) == "2021-05-03"
    assert chapter.startswith("# T\n")
    assert chapter.count("\n\n") == 4


@pytest.mark.parametrize("broken", ["{", "[[[[", '"x"', "", '{"author": 7}', "null"])
def test_broken_records_are_passed_over(broken: str, tmp_path: Path) -> None:
    head = f'<script type="application/ld+json">{broken}</script>'
    (chapter,), book, _ = imported(page(f"<h1>T</h1>{MORE}", head), tmp_path)
    assert "authors" not in book
    assert PROSE in chapter


def test_a_document_of_google_is_chapters_comments_and_nested_lists(
    tmp_path: Path,
) -> None:
    body = (
        '<p class="title"><span>Tides</span></p><p class="subtitle">A Novel</p>'
        f'<h1>One</h1>{MORE}<p>Words.<sup><a href="#cmnt1" id="cmnt_ref1">[a]'
        f"</a></sup></p>"
        '<p class="c3">A quotation set in.</p>'
        '<hr style="page-break-before:always;display:none;">'
        f"<h1>Two</h1>{MORE}<p><a "
        'href="https://www.google.com/url?q=https://example.org/a&amp;sa=D">a link</a><'
        "/"
        "p"
        ">"
        '<ul class="lst-kix_x-0"><li>Up</li></ul><ul class="lst-kix_x-1">'
        "<li>In</li></ul>"
        '<ul class="lst-kix_x-2"><li>Deep</li></ul><ul class="lst-kix_x-0">'
        "<li>Out</li></ul>"
        '<div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Too short?'
        "</span></p></div>"
    )
    head = "<style>.c3{margin-left:36pt}</style>"
    (first, second), book, _ = imported(page(body, head), tmp_path, "Too short Words")
    assert (book["title"], book["subtitle"]) == ("Tides", "A Novel")
    assert "Words.<!-- TODO comment: Too short? -->" in first
    assert "\n> A quotation set in.\n" in first
    assert "[^" not in first
    assert "[a link](https://example.org/a)" in second
    assert "- Up\n  - In\n    - Deep" in second
    assert "***" not in first + second


def test_word_saved_as_a_page(tmp_path: Path) -> None:
    body = (
        f"<p class=MsoTitle>Tides</p><h1>One</h1>{MORE}<p class=MsoQuote>Red.</p>"
        "<p class=MsoListParagraphCxSpFirst><span>·<span>&nbsp;&nbsp;</span>"
        "</span>First"
        "</p><p class=MsoListParagraphCxSpLast>·&nbsp; Second <i>one</i></p>"
        f"<p class=MsoListParagraph>1.<span>&nbsp;</span>Third</p><h1>Two</h1>{MORE}"
    )
    (first, second), book, _ = imported(page(body), tmp_path, "First Second one Third")
    assert book["title"] == "Tides"
    assert "\n> Red.\n" in first
    assert "- First\n- Second *one*\n" in first
    assert "Third" in first
    assert "·" not in first
    assert second.startswith("# Two\n")


def test_an_encyclopedia_page_is_its_text_and_its_references(tmp_path: Path) -> None:
    body = (
        '<main><h1>Port Ellis</h1><div id="siteSub">From the encyclopedia</div>'
        '<div role="note" class="hatnote">See Ellis.</div>'
        f'<p>Ellis<sup class="reference" id="cite_ref-1"><a href="#cite_note-1"><span>['
        "</span>1<span>]</span></a></sup> is a harbour.</p>"
        f'{MORE}<div id="toc" class="toc"><h2>Contents</h2><ul><li>1</li></ul></div>'
        '<h2 id="H">History</h2><span class="mw-editsection">[edit]</span>'
        f'{MORE}<h2>References</h2><ol class="references"><li id="cite_note-1"><b>'
        '<a href="#cite_ref-1">^</a></b> <span>Moreau, <i>Salt</i>.</span></li></ol>'
        '<div class="navbox">Harbours</div></main>'
    )
    (chapter,), _, aside = imported(page(body), tmp_path, "Moreau Salt History edit")
    assert "Ellis[^1] is a harbour." in chapter
    assert "[^1]: Moreau, *Salt*." in chapter
    assert [line for line in chapter.splitlines() if line.startswith("#")] == [
        "# Port Ellis",
        "## History",
    ]
    assert all(w in aside for w in ("encyclopedia", "See Ellis", "Harbours", "edit"))


@pytest.mark.parametrize(
    ("head", "number"),
    [
        (
            '<section class="pg-boilerplate" id="pg-header">*** START OF THE PROJECT '
            "GUTENBERG EBOOK TIDES ***</section>",
            '<span class="pagenum">[Pg 1]</span>',
        ),
        (
            "<pre>Title: Tides\n\n*** START OF THIS PROJECT GUTENBERG EBOOK TIDES ***"
            "</pre>",
            '<span class="pageno">7</span>',
        ),
    ],
)
def test_a_page_of_project_gutenberg_is_a_book(
    head: str, number: str, tmp_path: Path
) -> None:
    body = (
        f"{head}<h1>TIDES</h1><h2>BY ADA MOREAU</h2><p>LONDON</p><h2>CONTENTS</h2>"
        '<table><tr><td><a href="#c1">I.</a></td><td>THE ROPE</td></tr></table>'
        f'<h2 id="c1">CHAPTER I<br>THE ROPE</h2><p>{number}{PROSE}</p>'
        '<p><span class="smcap">Ines</span> sang:</p>'
        f"<pre>  Roses are red\n    Salt is white</pre><h2>CHAPTER II</h2>{MORE}"
        "<div>*** END OF THE PROJECT GUTENBERG EBOOK TIDES ***</div><div>LICENSE</div>"
    )
    (first, second), book, aside = imported(page(body), tmp_path, "LONDON LICENSE")
    assert book["title"] == "TIDES"
    assert book["authors"] == ["ADA MOREAU"]
    assert first.startswith(f"# CHAPTER I: THE ROPE\n\n{PROSE}\n")
    assert "[Ines]{.smallcaps}" in first
    assert "| Roses are red\n|   Salt is white" in first
    assert second.startswith("# CHAPTER II\n")
    assert "LICENSE" in aside


def test_cards_and_films_keep_their_addresses(tmp_path: Path) -> None:
    body = (
        f'<article><h1>T</h1>{MORE}<figure class="kg-bookmark-card"><a '
        'href="https://example.org/s"><div>Salt</div><div>What is left.</div>'
        '<img src="t.png"></a></figure><div class="graf--mixtapeEmbed"><a '
        'href="https://example.org/r"><strong>Rope</strong><br><em>Hemp</em></a></div>'
        '<figure><iframe title="A film" src="https://www.example.com/embed/abc"></iframe>'
        "</figure></article>"
    )
    (chapter,), *_ = imported(page(body), tmp_path, "Salt What is left Rope Hemp")
    assert "[Salt](https://example.org/s) (What is left.)" in chapter
    assert "[Rope](https://example.org/r) (Hemp)" in chapter
    assert "[A film](https://www.example.com/embed/abc)" in chapter


@pytest.mark.parametrize(
    "hidden",
    ["<p hidden>{0}</p>", '<p style="display: none">{0}</p>',
     '<span style="mso-hide:all">{0}</span>', '<p style="visibility:hidden">{0}</p>'],
)  # fmt: skip
def test_hidden_words_are_set_aside(hidden: str, tmp_path: Path) -> None:
    shown = page(f"<article>{MORE}{hidden.format('unseenword')}</article>")
    (chapter,), _, aside = imported(shown, tmp_path)
    assert "unseenword" not in chapter
    assert "unseenword" in aside
