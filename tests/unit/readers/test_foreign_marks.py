"""Marks and comments of other programs are reported where they would be printed."""

from __future__ import annotations

import pytest

from bookmaker.config.conventions import NATIVE, Conventions
from bookmaker.diagnostics import Diagnostic, Diagnostics
from bookmaker.readers.markdown import ReaderOptions, read_markdown
from bookmaker.readers.slips import report_slips

MARKS = {
    "MkDocs": ("!!! note", '??? tip "T"', '=== "Tab"', "::: package.module"),
    "Hugo": ("{{% notice note %}}", "{{% /notice %}}"),
    "Jekyll or GitBook": ("{% hint %}", "{%- endif -%}"),
    "mdBook": ("{{#inclde x.md}}", "{{ #include x.md }}"),
    "Leanpub": ("W> Mind it.", "{blurb}", "{/aside}", "{class: part}"),
    "Obsidian": ("![[quay.png]]", "[[The Ford]]", "[[Ford|there]]", "[[a.md]]"),
    "MyST": ("(ford)=", "+++", "{ref}`ford`", "```{figure} x.svg\n```"),
    "reStructuredText": (*(".. note:: Mind it.", ":ref:`ford`", ".. _ford:"),),
    "AsciiDoc": (
        *("image::quay.png[Quay]", "[NOTE]", "== The ford", "[quote, Ann Lee]"),
        *("link:https://example.org[there]", "<<ford>>", "<<ford, the ford>>"),
    ),
    "MediaWiki": ('{| class="wikitable"', "'''low'''"),
    "Jira": ("||Ford||Mill||",),
    "HackMD": ("[name=Ann Lee] [time=noon]", "![Quay](quay.png =100x)"),
    "iA Writer": ("/ford.md", '/quay.png "A quay"'),
    "Bear": ("[image:ab/quay.png]",),
    "Bear or Ulysses": ("::low::",),
    "Ulysses": ("||low water||",),
    "Typora or Joplin": ("++low++",),
    "Logseq": (
        *("id:: 64a1b2", "{{embed x}}", "((64a1b2c3-1111-2222-3333-444455556666))"),
    ),
    "GitHub": (":smile:", ":+1:"),
    "Org": ("#+TITLE: Ford", "#+BEGIN_SRC"),
    "MDX": ("import Tabs from 'tabs';", "export const ford = 1;"),
    "novelWriter": ("#! The Ford", "##! One"),
    "Writerside": ('{style="note"}',),
    "BBCode": ("[b]low[/b]", "[url=http://a.example]there[/url]"),
    "WordPress": ('[caption id="a"]', "[/caption]", "[gallery]"),
    "Textile": ("h2. The ford", "bq. Low water"),
    "Fountain": ("INT. THE FORD - NIGHT", "EXT. WEIR – DAY"),
    "Obsidian or Bear": ("#ford #low/water", "#ford", "#日本 #旅行"),
    "kramdown": ("{: .note}", "{:toc}", "{::nomarkdown}"),
    "CriticMarkup": ("{++new++}", "{--old--}"),
}
COMMENTS = (
    "% Ask her.",
    "%Synopsis: they meet.",
    "{>>Ask her.<<}",
    "%%Ask her.%%",
    "{{!-- Ask her. --}}",
    "{/* Ask her. */}",
    "{# Ask her. #}",
    "<%-- Ask her. --%>",
)
PLACES = ("{}", "- {}", "> {}", "Words.[^1]\n\n[^1]: {}", "Words.\n\n- 1. {}")


def _found(text: str, conventions: Conventions = NATIVE) -> list[Diagnostic]:
    options = ReaderOptions(conventions=conventions)
    reading = read_markdown(text, "x.md", Diagnostics(), options=options)
    found = Diagnostics()
    report_slips(reading, text, "x.md", found, conventions)
    return list(found)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("program", "mark"), [(name, mark) for name, all_ in MARKS.items() for mark in all_]
)
def test_a_mark_is_reported_at_its_place(program: str, mark: str, place: str) -> None:
    text = f"# One\n\n{place.format(mark)}\n"
    (problem,) = _found(text)
    assert problem.code == "M294"
    assert f"a mark of {program}," in problem.message()
    assert problem.span is not None
    start = text.split("\n")[problem.span.line - 1][problem.span.column - 1 :]
    assert start.startswith(mark[:3])


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("comment", COMMENTS)
def test_a_comment_that_is_printed_is_reported(comment: str, place: str) -> None:
    (problem,) = _found(f"# One\n\n{place.format(comment)}\n")
    assert problem.code == "M295"
    assert problem.span is not None


@pytest.mark.parametrize("comment", COMMENTS)
def test_a_comment_behind_any_mark_is_reported(comment: str) -> None:
    alone = [
        problem.code for problem in _found(f"# One\n\nWords and {comment} here.\n")
    ]
    marks = [mark for marks in MARKS.values() for mark in marks if "\n" not in mark]
    for mark in marks:
        found = _found(f"# One\n\nWords {mark} and {comment} here.\n")
        codes = [problem.code for problem in found]
        assert codes.count("M295") == alone.count("M295"), mark


@pytest.mark.parametrize("line", [":: note", "：：： note", "：：："])
def test_colons_that_open_no_block_are_reported(line: str) -> None:
    (problem,) = _found(f"# One\n\nWords.\n{line}\nMore.\n")
    assert problem.code == "M296"
    assert (problem.span.line, problem.span.column) == (4, 1)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{< include ford.md", "M030"),
        ("So {{< meta title }} it is.", "M030"),
        ("See <www.example.org>.", "M174"),
        ("[call](+44 20 7946 0958)", "M174"),
        ("[see](https://exam ple.org/a)", "M174"),
    ],
)
def test_what_was_begun_and_not_ended_is_reported(text: str, code: str) -> None:
    assert [found.code for found in _found(f"# One\n\n{text}\n")] == [code]


@pytest.mark.parametrize(
    "text",
    [
        "He paid 5 % of it, and 100% of the rest.",
        "% of the votes",
        "It is [[nodiscard]], or [[1, 2], [3]], or [[x]].",
        "A set {x} and {a: 1}, f{:.2f} and {0}.",
        "He wrote: {base|reading} and [x]{.smallcaps}.",
        "\\{% if %}, \\[[The Ford]] and \\!!! note",
        "`{% if %}` and `[[The Ford]]`, `%%x%%` and `{>>x<<}`",
        "A > B, C> is a prompt in a line.",
        "Stop!!! note that he did.",
        "What??? tip him off.",
        "The ratio 3 :: 4 is one.",
        "[words](https://example.org \"a title\") and [x](https://example.org 'b c')",
        "```\n{% if %}\n!!! note\n% x\n```",
        "```{.python #lst-x}\nx\n```",
        "See `code` and (a `b`) and {x} `c`.",
        "Images: none. Image::Magick is a module.",
        "export of corn, import duties from 'abroad'",
        "The [b] of [sic], [s] and [/i], [quote] him; '''Tis' and 'a'''.",
        "INT. is short for interior - or so. EXT. - no",
        "h2.5 and bq., fn1.",
        "Words\n#ford #weir",
        "\\#ford #weir",
        "#42 #43",
    ],
)
def test_sentences_are_left_alone(text: str) -> None:
    codes = {found.code for found in _found(f"# One\n\n{text}\n")}
    assert codes.isdisjoint({"M030", "M174", "M294", "M295", "M296"})


def test_an_escaped_mark_does_not_hide_the_next_one() -> None:
    (problem,) = _found("# One\n\nA \\{% if %} and {% if %}.\n")
    assert problem.span is not None
    assert problem.span.column == 17


def test_code_that_a_program_would_put_the_result_of_is_reported() -> None:
    text = "# One\n\nThere are `r nrow(x)` and `{python} len(x)`, `r` and `python x`.\n"
    found = _found(text, Conventions(program="Quarto", has_cells=True))
    assert [problem.code for problem in found] == ["M133", "M133"]
    assert _found(text) == []


@pytest.mark.parametrize(
    "words",
    [
        "C++ and c++, a||b||c, std::vector::iterator, 12:30:45, 1:2:3",
        "x == 2 << 3 >> 1 and :param: and at https://example.org:80/x:y:",
        "((twice)) and f(x =2) and a = b ::",
        "== 2",
    ],
)
def test_words_that_look_like_marks_are_not_reported(words: str) -> None:
    assert _found(f"# One\n\nWords: {words}\n") == []
