"""Emphasis beside Chinese, Japanese and Korean, whose words have no spaces around."""

from __future__ import annotations

import pytest

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.nodes import Emphasis, Highlight, Ruby, Strikeout, Strong
from bookmaker.document.text import plain_text
from bookmaker.document.walk import find_nodes
from bookmaker.readers.markdown import read_markdown


def _marked(text: str) -> list[str]:
    found = read_markdown(text, "a.md", Diagnostics())
    marked = (
        *find_nodes(found.blocks, Strong, Emphasis),
        *find_nodes(found.blocks, Strikeout, Highlight),
    )
    return [plain_text(node.children) for node in marked]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("**「强调」**后面的字", ["「强调」"]),
        ("中文**强调。**中文", ["强调。"]),
        ("中文**（强调）**中文", ["（强调）"]),
        ("これは**「太字」**です。", ["「太字」"]),
        ("これは*『斜体』*です。", ["『斜体』"]),
        ("**“强调”**后面", ["“强调”"]),
        ("前面**“强调”**后面", ["“强调”"]),
        ("**스크립트(script)**라고", ["스크립트(script)"]),
        ("**[链接](x.md)**后面", ["链接"]),
        ("前**`码`**后", ["码"]),
        ("**强调**，**「再」**后", ["强调", "「再」"]),
        ("~~「删」~~后", ["「删」"]),
        ("- **「项」**后", ["「项」"]),
        ("删，==「亮」==后", ["「亮」"]),
        ("**葛\U000e0100。**後", ["葛\U000e0100。"]),
        ("***「强」***后", ["「强」", "「强」"]),
    ],
)
def test_punctuation_beside_han_keeps_no_emphasis_open(
    text: str, marked: list[str]
) -> None:
    assert _marked(text) == marked


@pytest.mark.parametrize(
    "text",
    ['a**"b"**c', "a*(b)*c", "中文 ** 中文 **", "snake_case_词_字", "2**「3"],
)
def test_elsewhere_commonmark_s_rule_stands(text: str) -> None:
    assert _marked(text) == []


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("{漢字|かんじ}を", [("漢字", "かんじ")]),
        ("{東京|とう|きょう}を", [("東", "とう"), ("京", "きょう")]),
        (
            "{電子書籍|でん|し|しょ|せき}",
            [("電", "でん"), ("子", "し"), ("書", "しょ"), ("籍", "せき")],
        ),
        ("{今日|き|ょ|う}", [("今日", "きょう")]),
        ("*{漢字|かん|じ}*", [("漢", "かん"), ("字", "じ")]),
    ],
)
def test_each_character_may_have_its_reading(
    text: str, pairs: list[tuple[str, str]]
) -> None:
    found = read_markdown(text, "a.md", Diagnostics())
    read = [(plain_text(r.children), r.reading) for r in find_nodes(found.blocks, Ruby)]
    assert read == pairs
