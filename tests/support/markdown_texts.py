"""Markdown as nobody would write it: tokens that mean something, in any order.

`wordN` are the words of such a text; `lost_words` says which of them the tree no
longer holds. The tokens of `SAFE` hold no words themselves and hide none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from hypothesis import strategies as st

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.dump import dump
from bookmaker.document.nodes import Node
from bookmaker.document.walk import descend
from bookmaker.readers.markdown import MarkdownFile, read_markdown

SAFE = (
    *("\n", "\n\n", " ", "  \n", "\\\n", "\t", "    ", "\n> ", "\n>", "\n- ", "\n1. "),
    *(
        "\n  - ",
        "\n   ",
        "\n# ",
        "\n###### ",
        "\n===\n",
        "\n---\n",
        "\n***\n",
        "\n* * *",
    ),
    *(
        "*",
        "**",
        "***",
        "_",
        "__",
        "`",
        "``",
        "~",
        "~~",
        "^",
        "==",
        "[",
        "]",
        "![",
        "^[",
    ),
    *(
        "](x)",
        '](<y z> "t")',
        "](x",
        "(",
        ")",
        "{.a}",
        "{.index}",
        "[@",
        "; @",
        "{#b}",
        '{c="d"}',
        "{-}",
        "{",
    ),
    *("}", "[^n]", "\n\n[^n]: ", "|", "\n| ", " |\n|---|\n", "\n|:-:|-:|\n", "\n: "),
    *("\n::: note\n", "\n:::\n", "\n::: verse\n", "\n::: epigraph\n", "\n:::: {.x}\n"),
    *("\n— ", "\n-- ", "\n\n{.blank}\n", "\n- [ ] ", "<b>", "</b>", "<em>", "</em>"),
    *("<T>", "<br>", "<span>", "</span>", "\n<div>\n", "\n</div>\n", "<p>", "</p>"),
    *(
        "\n<table>\n",
        "<tr>",
        "<td>",
        "</table>",
        "\n<ul><li>",
        "</ul>",
        "\n<pre>",
        "<a/>",
    ),
    *(
        "\n<figure>\n",
        "</figure>",
        "<hr>",
        "&amp;",
        "&",
        "&#",
        "<",
        ">",
        "\\",
        "!",
    ),
    *(
        "{{<",
        ">}}",
        "<https://x.y>",
        "\u00a0",
        "é",
        "😀",
        "\u2028",
        "<iframe>",
        "<kbd>",
    ),
)
"""Tokens among which every word must survive."""

HOSTILE = (
    *SAFE,
    *(
        "<!--",
        "-->",
        "<?",
        "?>",
        "<![CDATA[",
        "]]>",
        "<script>",
        "</script>",
        "<style>",
    ),
    *('<a href="javascript:', '">', "<img src=", "\n[l]: x\n", "]:", "]: ", "\n---\n"),
    *("---\ntitle: ", "\n```", "\n~~~", "``` rust,x {#y}\n", "\x00", "\x0b", "\x1f"),
    *(
        "\u202e",
        "\ufeff",
        "\ufffe",
        "\r",
        "\r\n",
        "](javascript:",
        "\n<Listing number=",
    ),
    *(
        "\x02",
        "\x03",
        "\x02klzzwxh:0000\x03",
        "\x02wzxhzdk:0\x03",
        "<svg",
        "&#0;",
        "&#x1;",
    ),
)
"""Tokens that may hide words: comments, definitions, listings and the like."""

_WORD = re.compile(r"word\d+")


def texts(tokens: Iterable[str]) -> st.SearchStrategy[str]:
    """Texts of tokens and numbered words."""
    piece = st.sampled_from(sorted(set(tokens)))
    pieces = st.lists(st.one_of(piece, st.just("word")), max_size=40)
    return pieces.map(number_words)


def number_words(pieces: Iterable[str]) -> str:
    """Join pieces, each `word` with a number of its own; a word comes first."""
    numbered = [
        f"word{index}" if piece == "word" else piece
        for index, piece in enumerate(pieces, 1)
    ]
    return "word0 " + "".join(numbered)


def lost_words(text: str, found: MarkdownFile) -> list[str]:
    """The words of a text that its tree does not hold."""
    held = "\n".join(dump(node) for node in (*found.blocks, *found.notes))
    kept = set(_WORD.findall(held))
    return [word for word in _WORD.findall(text) if word not in kept]


def read_and_look(text: str) -> MarkdownFile:
    """Read a text; its places must be places of the text, its depth bounded."""
    diagnostics = Diagnostics()
    found = read_markdown(text, "x.md", diagnostics)
    lines = text.split("\n")
    spans = [p.span for p in diagnostics]
    spans += [node.span for node in descend(*found.blocks, *found.notes)]
    for span in spans:
        if span is not None:
            assert span.line <= span.end_line <= len(lines), span
            assert span.column <= len(lines[span.line - 1]) + 1, span
            assert span.end_column <= len(lines[span.end_line - 1]) + 2, span
    assert depth_of((*found.blocks, *found.notes)) <= 112
    for problem in diagnostics:
        assert problem.message()
        assert isinstance(problem.help(), str)
    return found


def depth_of(nodes: Iterable[Node]) -> int:
    """How deep nodes are nested."""
    deepest = 0
    for node in nodes:
        for line in dump(node).split("\n"):
            deepest = max(deepest, (len(line) - len(line.lstrip(" "))) // 2)
    return deepest
