"""Straight marks become the language's own; nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book, Division, DivisionKind
from bookmaker.document.metadata import Metadata
from bookmaker.document.nodes import (
    Attributes,
    Code,
    Emphasis,
    Inline,
    NoteReference,
    Paragraph,
    SoftBreak,
    Span,
    Text,
)
from bookmaker.document.text import plain_text
from bookmaker.readers.markdown import read_markdown
from bookmaker.transforms.smarten_punctuation import smarten_punctuation, smarten_text
from tests.support.tiers import examples

ENGLISH = [
    ('"Hello," she said.', "“Hello,” she said."),
    ('He said "no" to me.', "He said “no” to me."),
    ("'Hello,' she said.", "‘Hello,’ she said."),
    ("\"'Hello,' he said,\" she said.", "“‘Hello,’ he said,” she said."),
    ("don't, it's, the dogs' bowls", "don’t, it’s, the dogs’ bowls"),
    ("'Tis the '90s and rock 'n' roll", "’Tis the ’90s and rock ’n’ roll"),
    ('("quoted")', "(“quoted”)"),
    ('word--"quoted"--word', "word–“quoted”–word"),
    ('"I was---" he began', "“I was—” he began"),
    ("pages 3--7", "pages 3–7"),
    ("Well... no", "Well… no"),
    ('"...and then"', "“…and then”"),
    ('He asked "why?"', "He asked “why?”"),
    ("“already curly” and ‘so’", "“already curly” and ‘so’"),
    ("a ---- b", "a ---- b"),
    ('"One paragraph', "“One paragraph"),
]
GERMAN = [
    ('"Hallo", sagte sie.', "„Hallo“, sagte sie."),
    ("\"'Ja', sagte er\", schrieb sie.", "„‚Ja‘, sagte er“, schrieb sie."),
    ("Wie geht's? Hans' Hut", "Wie geht’s? Hans’ Hut"),
    ("Er kam -- endlich", "Er kam – endlich"),
]
FRENCH = [
    ('Il dit "bonjour" !', "Il dit «\u202fbonjour\u202f»\u202f!"),
    ("Quoi? Oui; non: si!", "Quoi\u202f? Oui\u202f; non\u00a0: si\u202f!"),
    ("« mot »", "«\u202fmot\u202f»"),
    ("«mot»", "«\u202fmot\u202f»"),
    ("l'école, aujourd'hui", "l’école, aujourd’hui"),
    ('l\'"école"', "l’«\u202fécole\u202f»"),
    ("à 10:30, https://example.org", "à 10:30, https://example.org"),
    ("Vraiment?!", "Vraiment\u202f?!"),
]
SPANISH = [('"Hola", dijo.', "«Hola», dijo."), ("¿'Qué'?", "¿“Qué”?")]


@pytest.mark.parametrize(
    ("language", "typed", "wanted"),
    [
        (language, *case)
        for language, cases in (
            ("en-GB", ENGLISH),
            ("de", GERMAN),
            ("fr", FRENCH),
            ("es", SPANISH),
        )
        for case in cases
    ],
)
def test_marks_follow_the_language(language: str, typed: str, wanted: str) -> None:
    assert smarten_text(typed, language) == wanted


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
@settings(max_examples=examples(100, 3000))
@given(st.text("ab1 \"'-.«»:;!?()“”’…\u00a0\u202f—", max_size=40))
def test_twice_is_once(language: str, typed: str) -> None:
    once = smarten_text(typed, language)
    assert smarten_text(once, language) == once


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
@given(st.text("abc \"'-.«»:;!?", max_size=40))
def test_no_word_is_lost(language: str, typed: str) -> None:
    def words(text: str) -> str:
        return "".join(mark for mark in text if mark.isalnum())

    assert words(smarten_text(typed, language)) == words(typed)


def _smart(*inlines: Inline, language: str = "en") -> str:
    chapter = Division(DivisionKind.CHAPTER, blocks=(Paragraph(inlines),))
    book = Book(Metadata("T", language), body=(chapter,))
    config = BookConfig(name="t", metadata=book.metadata)
    smart = smarten_punctuation(book, config, Diagnostics())
    return plain_text(smart.body[0].blocks)


def test_a_mark_beside_emphasis_sees_the_words_in_it() -> None:
    assert _smart(Text('"'), Emphasis((Text("Moby"),)), Text('"')) == "“Moby”"


def test_code_is_never_changed_but_marks_may_touch_it() -> None:
    assert _smart(Text('"'), Code('x = "y"'), Text('"')) == '“x = "y"”'


def test_a_line_end_is_a_space_to_a_mark() -> None:
    assert _smart(Text("said"), SoftBreak(), Text('"no"')) == "said “no”"


def test_a_note_call_is_nothing_to_a_mark() -> None:
    assert _smart(Text('"no'), NoteReference("1"), Text('"')) == "“no”"


def test_a_span_in_another_language_is_set_by_that_language() -> None:
    french = Span((Text('"mot"'),), attributes=Attributes(pairs=(("lang", "fr"),)))
    assert _smart(Text('"a" '), french) == "“a” «\u202fmot\u202f»"


@pytest.mark.parametrize(
    ("language", "smart"),
    [
        ("en", "“a ‘b’ c”"),
        ("de", "„a ‚b‘ c“"),
        ("de-CH", "«a ‹b› c»"),
        ("es", "«a “b” c»"),
        ("it", "«a “b” c»"),
        ("nl", "‘a “b” c’"),
        ("pt", "“a ‘b’ c”"),
        ("pt-PT", "«a “b” c»"),
        ("pl", "„a «b» c”"),
        ("ru", "«a „b“ c»"),
    ],
)
def test_quotations_nest_as_each_language_has_them(language: str, smart: str) -> None:
    assert smarten_text("\"a 'b' c\"", language) == smart


@pytest.mark.parametrize("text", ["'s avonds", "'t is", "'k weet"])
def test_dutch_words_begin_with_an_apostrophe(text: str) -> None:
    assert smarten_text(text, "nl") == text.replace("'", "’")


_QUOTED = (
    ("W<q>x</q>", "W“x”"),
    ("<q>one <q>two</q></q>", "“one ‘two’”"),
    ("<q>a</q><q>b</q> (<q>c</q>), 3<q>d</q>5", "“a”“b” (“c”), 3“d”5"),
    ('"so <q>he</q> said"', "“so “he” said”"),
    ("<q>*all*</q>s, <q>it's</q>", "“all”s, “it’s”"),
    ("<q></q>", "“”"),
)


@pytest.mark.parametrize(("written", "shown"), _QUOTED)
def test_quotations_in_html_open_and_close_as_they_are_marked(
    written: str, shown: str
) -> None:
    blocks = read_markdown(written, "a.md", Diagnostics()).blocks
    division = Division(DivisionKind.CHAPTER, blocks=blocks)
    metadata = Metadata(title="T", language="en")
    config = BookConfig(name="t", metadata=metadata)
    once = smarten_punctuation(Book(metadata, body=(division,)), config, Diagnostics())
    assert plain_text(once.body[0].blocks).strip() == shown
    assert smarten_punctuation(once, config, Diagnostics()) == once


@pytest.mark.parametrize(
    ("language", "typed", "shown"),
    [
        ("ar", "-3", "\u200e-3"),
        ("fa", "ژرفا -۳ یا (+۵)", "ژرفا \u200e-۳ یا (\u200e+۵)"),
        ("he", "בין −7 ל־−2", "בין \u200e−7 ל־\u200e−2"),
        ("ur", "12-14, 3/4-5, a-1, 2.-1", "12-14, 3/4-5, a-1, 2.-1"),
        ("ar", "\u200e-3", "\u200e-3"),
        ("en", "it was -3", "it was -3"),
    ],
)
def test_from_right_to_left_a_sign_stays_before_its_number(
    language: str, typed: str, shown: str
) -> None:
    assert smarten_text(typed, language) == shown
    assert smarten_text(shown, language) == shown
