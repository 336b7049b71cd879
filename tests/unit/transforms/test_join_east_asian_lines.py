"""A line end within Chinese or Japanese is no space, whatever marks stand there."""

from __future__ import annotations

import pytest

from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book
from bookmaker.document.nodes import (
    LineBreak,
    Link,
    Node,
    NoteReference,
    Paragraph,
    Ruby,
    SoftBreak,
)
from bookmaker.document.walk import find_nodes
from bookmaker.readers.markdown import read_markdown
from bookmaker.transforms.join_east_asian_lines import join_east_asian_lines
from tests.support.builders import book_of, chapter, config_of


def _joined(text: str, language: str) -> Book:
    found = read_markdown(text, "a.md", Diagnostics())
    book = book_of(chapter("a.md", *found.blocks, notes=found.notes), language=language)
    return join_east_asian_lines(book, config_of(book), Diagnostics())


def _count(text: str, kind: type[Node], language: str = "zh") -> int:
    return len([*find_nodes(_joined(text, language).divisions, kind)])


def _breaks(text: str, language: str = "zh") -> int:
    """How many line ends are still spaces."""
    return _count(text, SoftBreak, language)


@pytest.mark.parametrize(
    "text",
    [
        "中文\n中文",
        "ひらがな\n漢字",
        "カタカナー\nです",
        "上一行，\n下一行",
        "上一行,\n下一行",
        "**强调**,\n后面",
        "前面\n(注)后",
        "上一行。\n「引」",
        "（注）\n后",
        "**强调**\n后面",
        "前面\n*强调*后",
        "**强调\n里面**",
        "[链接](https://example.org)\n后面",
        "{漢字|かんじ}\nを読む",
        "前\n{漢字|かんじ}",
        "词[^a]\n后面\n\n[^a]: 注\n    解。",
        "词[术语]{.index}\n后面",
        '词[]{.index entry="术语"}\n后面',
        "> 引文\n> 后面",
        "- 项目\n  后面",
        "- 项目\n后面",
        "<span>中</span>\n后",
        "標題\n二行\n---",
        "术语\n:   定义\n    后面",
        "他说：“好。”\n后面",
        "省略……\n后面",
        "前面\n——破折号",
        "葛\U000e0100\n飾",
    ],
)
def test_no_space_stands_between_han_or_kana(text: str) -> None:
    assert _breaks(text) == 0


@pytest.mark.parametrize(
    "text",
    [
        "中文\nEnglish",
        "English\n中文",
        "한국어 문장은\n띄어쓰기가",
        "한국어\n漢字",
        "漢字\n한국어",
        "中文\n$a^2$",
        "中文\n`code`",
        "中文 word,\n后面",
        "中文,\nword",
        "two\nwords",
        "数12\n个",
        "灯🚢\n🚢",
    ],
)
def test_a_space_stays_where_either_side_asks_for_one(text: str) -> None:
    assert _breaks(text) == 1


def test_marks_of_all_scripts_join_in_chinese_and_japanese_alone() -> None:
    text = "他说：“好”\n后面"
    assert [_breaks(text, language) for language in ("zh", "ja", "ko", "en")] == [
        0,
        0,
        1,
        1,
    ]
    assert _breaks(f"[{text}]{{lang=zh-Hant}}", "en") == 0


def test_a_hard_break_stays_a_break_and_verse_its_lines() -> None:
    text = "中文\\\n中文\n\n| 诗句\n| 诗句\n"
    assert _breaks(text) == 0
    assert _count(text, LineBreak) == 1


def test_what_stands_at_the_line_end_stays() -> None:
    text = "见[^a]\n[链](https://example.org)\n{漢|かん}\n完\n\n[^a]: 注。\n"
    paragraph = next(find_nodes(_joined(text, "zh").divisions, Paragraph))
    kinds = [type(node) for node in paragraph.children]
    assert {NoteReference, Link, Ruby} <= set(kinds)


def test_a_line_end_is_judged_by_the_words_next_to_it_and_no_later_ones() -> None:
    assert _breaks("中文\nwords *中文* 中文") == 1
