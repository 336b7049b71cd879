"""What an author reads when bookmaker writes Markdown."""

from __future__ import annotations

import pytest

from bookmaker.document.markdown import render_markdown
from bookmaker.document.nodes import (
    Attributes,
    BlockQuote,
    Code,
    Emphasis,
    Heading,
    Inline,
    Link,
    List,
    ListItem,
    Note,
    NoteReference,
    Paragraph,
    SceneBreak,
    SmallCaps,
    SoftBreak,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from tests.support.round_trip import written_and_read


def written(*words: str | Inline) -> str:
    nodes = tuple(Text(word) if isinstance(word, str) else word for word in words)
    return render_markdown((Paragraph(nodes),))


@pytest.mark.parametrize(
    "words",
    [
        "5 * 3 = 15, and a_b stays a_b.",
        "AT&T, R&B and 3 < 4 > 2: (so) it is!",
        "It cost 5 % – or “more”… didn’t it?",
        "Mail me at a@b.org -- or not.",
        "C# is a language; # is a sign, and so is issue #12.",
        "a::b, i++ and x || y: 50 %, 100 %% off.",
    ],
)
def test_plain_prose_is_not_escaped(words: str) -> None:
    assert written(words) == f"{words}\n"


@pytest.mark.parametrize(
    ("words", "markdown"),
    [
        ("1986. A good year.", r"1986\. A good year."),
        ("# not a heading", r"\# not a heading"),
        ("- not a list", r"\- not a list"),
        ("#tag and (#tag) or a#tag", r"\#tag and (\#tag) or a#tag"),
        ("##Tag", r"\##Tag"),
        ("＃ Tag", "&#65283; Tag"),
        ("!!! note", r"\!!! note"),
        ("%%a word%% and %%b%%", r"\%%a word%% and \%%b%%"),
        ("a ::word:: or ++word++", r"a \::word:: or \++word++"),
        (".. note:: A", r"\.. note:: A"),
        ("/notes/low.md", r"\/notes/low.md"),
        ("+ not a list", r"\+ not a list"),
        ("> not a quotation", r"\> not a quotation"),
        ("*not* emphasis", r"\*not\* emphasis"),
        ("[1] no link", r"\[1\] no link"),
        ("&amp; no entity", r"\&amp; no entity"),
        ("a<b>c", r"a\<b>c"),
        ("a==b", r"a\=\=b"),
        ("| no verse", r"\| no verse"),
    ],
)
def test_what_would_be_markup_is_escaped(words: str, markdown: str) -> None:
    assert written(words) == f"{markdown}\n"


def test_a_line_within_a_paragraph_is_guarded_too() -> None:
    assert written("Born in", SoftBreak(), "1986. Then") == "Born in\n1986\\. Then\n"


def test_marks_give_way_to_tags_where_their_neighbours_forbid_them() -> None:
    soft = Emphasis((Text("un"),))
    assert written(soft, "fold") == "*un*fold\n"
    assert written(Emphasis((Text(" out"),))) == "<em> out</em>\n"
    assert written("a", Strong((Text("“b”"),)), "c") == "a<strong>“b”</strong>c\n"
    assert written(Superscript((Text("a b"),))) == "<sup>a b</sup>\n"


def test_emphasis_in_strong_words_alternates_its_mark() -> None:
    inner = Emphasis((Text("very"),))
    assert written(Strong((inner, Text(" much")))) == "**_very_ much**\n"


def test_small_capitals_code_and_addresses_are_written_as_authors_write_them() -> None:
    assert written(SmallCaps((Text("bce"),))) == "[bce]{.smallcaps}\n"
    assert written(Code("a`b")) == "``a`b``\n"
    address = "https://example.org/a_b"
    assert written(Link((Text(address),), address)) == f"<{address}>\n"


def test_a_quotation_bears_its_attribution_behind_a_dash() -> None:
    quote = BlockQuote((Paragraph((Text("Low water."),)),), (Text("Ada Voss"),))
    assert render_markdown((quote,)) == "> Low water.\n>\n> — Ada Voss\n"


def test_speech_that_begins_with_a_dash_is_not_an_attribution() -> None:
    said = Paragraph((Text("— Who is there?"),))
    greeting = Paragraph((Text("She knocked."),))
    quote = BlockQuote((greeting, said))
    assert written_and_read((quote,), ()) == written_and_read((quote,), ())
    assert "&mdash; Who" in render_markdown((quote,))
    assert render_markdown((said,)) == "— Who is there?\n"


def test_two_lists_side_by_side_stay_two() -> None:
    one = List((ListItem((Paragraph((Text("a"),)),)),))
    assert render_markdown((one, one)) == "- a\n\n* a\n"


def test_notes_stand_behind_the_text_that_calls_them() -> None:
    note = Note("1", (Paragraph((Text("So they say."),)), SceneBreak()))
    text = Paragraph((Text("The tide"), NoteReference("1")))
    assert render_markdown((text,), (note,)) == (
        "The tide[^1]\n\n[^1]: So they say.\n\n    ***\n"
    )


def test_a_heading_keeps_its_attributes_and_its_own_signs() -> None:
    name = Attributes("shore", ("unnumbered",))
    heading = Heading(2, (Text("C #"),), attributes=name)
    assert render_markdown((heading,)) == "## C \\# {#shore .unnumbered}\n"


def test_marks_nested_without_an_end_are_written_in_their_time() -> None:
    kinds = (Strikeout, Strong, Subscript, Emphasis, Superscript)
    node: Inline = Text("word")
    for level in range(60):
        node = kinds[level % len(kinds)]((node, Text(" word")))
    markdown = render_markdown((Paragraph((node,)),))
    assert markdown.count("<strong>") + markdown.count("**") // 2 <= 12
    assert markdown.count("word") == 61
