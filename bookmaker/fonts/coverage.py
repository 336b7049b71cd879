"""Find characters of the tree that no face of the theme has, before layout.

Layout would print an empty box for them and say so without a place.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field

import uharfbuzz

from bookmaker.diagnostics.catalog.printing import ScriptWithoutFont
from bookmaker.diagnostics.catalog.styles import MissingGlyph
from bookmaker.document.book import Book, Division
from bookmaker.document.nodes import (
    Code,
    CodeBlock,
    Node,
    RawBlock,
    RawInline,
    Ruby,
    Text,
)
from bookmaker.document.walk import find_nodes
from bookmaker.languages import primary_language
from bookmaker.languages.east_asian import is_east_asian
from bookmaker.source import SourceSpan

_WORDED = (Text, Code, CodeBlock, RawInline, RawBlock, Ruby, Division)
"""Kinds of node whose characters editions show."""
_WITHOUT_GLYPH = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""Unicode categories that layout handles without drawing."""


def characters_of(faces: Iterable[bytes]) -> frozenset[int]:
    """The code points that at least one of the faces has a glyph for."""
    covered: set[int] = set()
    for face in faces:
        covered.update(uharfbuzz.Face(face).unicodes)
    return frozenset(covered)


Said = tuple[str, SourceSpan | None]
"""Words, and where the author wrote them."""


def check_coverage(
    book: Book, covered: frozenset[int], drawn: Iterable[Said] = ()
) -> Iterator[MissingGlyph | ScriptWithoutFont]:
    """Report what no face has, once, where it stands first; `drawn` is in drawings.

    Whole words of a script are an error, and one problem: one font brings them all. So
    are letters that many words lack: Urdu in a font for Arabic. A letter or sign here
    and there is a warning; so are a few words in a long book, such as the names of
    languages in a list of translations.
    """
    language = primary_language(book.metadata.language)
    known = {chr(code_point) for code_point in covered}
    scripts: dict[str, _Script] = {}
    signs_by_span: list[tuple[str, SourceSpan | None]] = []
    reported: set[str] = set()
    length = 0
    for text, span in (*_said(book), *drawn):
        length += len(text)
        if known.issuperset(text):
            continue
        signs = _signs_of(text, known)
        if new := signs - reported:
            reported |= new
            kept = "".join(c for c in dict.fromkeys(text) if c in new)
            signs_by_span.append((kept, span))
        for run in _runs_of_letters(text, known):
            name = _group_of(run.text[0])
            scripts.setdefault(name, _Script()).take(run, span)
    if (east_asian := scripts.get(_TOGETHER)) and east_asian.words:
        # Who has the letters has their punctuation too.
        signs_by_span = [(_without_east_asian(s), span) for s, span in signs_by_span]
    for kept, span in signs_by_span:
        if kept:
            yield MissingGlyph(characters=kept, span=span)
    for name, script in scripts.items():
        letters = "".join(script.letters)
        if name != _INHERITED and script.is_needed_in(length):
            yield ScriptWithoutFont(
                script=_own_name(script, language) if name == _TOGETHER else name,
                characters=letters,
                count=script.count,
                words=script.first_word or letters,
                is_part=not script.words,
                span=script.span_of_word or script.span,
            )
        else:
            yield MissingGlyph(characters=letters, span=script.span)


def _group_of(character: str) -> str:
    """The script of a letter; one for all that stand in one East Asian word."""
    script = _script_of(character)
    return _TOGETHER if script in _EAST_ASIAN else script


def _without_east_asian(signs: str) -> str:
    return "".join(sign for sign in signs if not is_east_asian(sign))


def _own_name(script: _Script, language: str) -> str:
    """Which of the scripts that one font has together these letters are.

    In a book in one of them it is that one.
    """
    if language in _SCRIPT_BY_LANGUAGE:
        return _SCRIPT_BY_LANGUAGE[language]
    scripts = {_script_of(letter) for letter in script.letters} & _EAST_ASIAN
    scripts -= {"CJK"}
    if len(scripts) > 1:
        return _TOGETHER
    return scripts.pop() if scripts else "CJK"


_A_FEW = 500
"""A long book may lack one character of a script in so many and still be one."""
_A_FEW_LETTERS = 100
"""The same for single letters within words, which are an error from so many on:"""
_LEAST_LETTERS = 10


@dataclass(frozen=True, slots=True)
class _Run:
    """Letters of one script, side by side, that no face has."""

    text: str
    is_whole: bool
    """Whether they are a word by themselves, and no letter among others."""


@dataclass(slots=True)
class _Script:
    """What is missing of a script."""

    letters: dict[str, None] = field(default_factory=dict)
    count: int = 0
    words: int = 0
    first_word: str = ""
    span: SourceSpan | None = None
    span_of_word: SourceSpan | None = None

    def is_needed_in(self, length: int) -> bool:
        """Whether a book of so many characters can't do without what is missing."""
        if self.words:
            return self.count * _A_FEW >= length
        return self.count >= _LEAST_LETTERS and self.count * _A_FEW_LETTERS >= length

    def take(self, run: _Run, span: SourceSpan | None) -> None:
        if self.span is None:
            self.span = span
        self.letters |= dict.fromkeys(run.text)
        self.count += len(run.text)
        if run.is_whole:
            if not self.words or self.span_of_word is None:
                self.first_word, self.span_of_word = run.text, span
            self.words += 1


def _signs_of(text: str, known: Set[str]) -> frozenset[str]:
    missing = frozenset(text) - known
    return frozenset(c for c in missing if _script_of(c) == "" and _is_drawn(c))


def _runs_of_letters(text: str, known: Set[str]) -> Iterator[_Run]:
    start = 0
    while start < len(text):
        script = "" if text[start] in known else _group_of(text[start])
        if not script:
            start += 1
            continue
        end = start + 1
        while (
            end < len(text)
            and text[end] not in known
            and _group_of(text[end]) in (script, _INHERITED)
        ):
            end += 1
        run = text[start:end]
        is_beside_letter = _is_letter(text[start - 1 : start]) or _is_letter(
            text[end : end + 1]
        )
        letters = sum(map(_is_letter, run))
        yield _Run(run, letters >= _LETTERS_OF_A_WORD and not is_beside_letter)
        start = end


_LETTERS_OF_A_WORD = 2
_INHERITED = "COMBINING"
_TOGETHER = "CHINESE, JAPANESE, KOREAN"
_EAST_ASIAN = frozenset({"CJK", "JAPANESE", "HANGUL"})
"""Scripts that stand in one text, and that one font has."""
_SCRIPT_BY_LANGUAGE = {"zh": "CJK", "ja": "JAPANESE", "ko": "HANGUL"}
_ONE_SCRIPT = {
    "HIRAGANA": "JAPANESE",
    "KATAKANA": "JAPANESE",
    "KATAKANA-HIRAGANA": "JAPANESE",
    "HALFWIDTH": "JAPANESE",
    "FULLWIDTH": "CJK",
    "BOPOMOFO": "CJK",
    "IDEOGRAPHIC": "CJK",
    "VERTICAL": "JAPANESE",
}


def _is_letter(character: str) -> bool:
    """Whether a character that has a name by its script is one; of none, no."""
    return bool(character) and unicodedata.category(character)[0] == "L"


def _said(book: Book) -> Iterator[Said]:
    for node in find_nodes(book.divisions, *_WORDED):
        for text in _texts(node):
            yield text, node.span


def _texts(node: Node) -> tuple[str, ...]:
    if isinstance(node, (Text, Code, CodeBlock, RawInline, RawBlock)):
        return (node.text,)
    if isinstance(node, Ruby):
        return (node.reading,)
    if isinstance(node, Division):
        said = (node.label, node.short_title, node.author, node.translated_by)
        return tuple(filter(None, said))
    return ()


def _script_of(character: str) -> str:
    """The script of a letter, by the first word of its name; of a sign, nothing."""
    if unicodedata.category(character)[0] not in "LM" or not _is_drawn(character):
        return ""
    name = unicodedata.name(character, "").partition(" ")[0]
    return _ONE_SCRIPT.get(name, name)


def _is_drawn(character: str) -> bool:
    if 0xFE00 <= ord(character) <= 0xFE0F:  # variation selectors
        return False
    return unicodedata.category(character) not in _WITHOUT_GLYPH
