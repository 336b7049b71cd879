"""Lines that open a chapter by their number: `Chapter Two`, `Глава первая`, `IV`."""

from __future__ import annotations

import itertools
import re

from bookmaker.importers.plain_text.lines import Role, Stretch

_WORDS = (
    r"chapter|part|book|letter|act|canto|kapitel|teil|buch|chapitre|partie|livre"
    r"|cap[ií]tulo|parte|capitolo|libro|hoofdstuk|deel|глава|часть|книга|rozdział"
)
_NUMBER = (
    r"\d{1,3}|[ivxlc]{1,8}|(?:the\s+)?(?:one|two|three|four|five|six|seven|eight|nine"
    r"|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty(?:-\w+)?"
    r"|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last)"
    r"|eins|zwei|drei|vier|fünf|premier|première|deuxième|troisième|un|deux|trois"
    r"|primer[oa]|segund[oa]|tercer[oa]|uno|due|tre|prim[oa]|second[oa]|terz[oa]"
    r"|перв\w+|втор\w+|трет\w+|четв\w+|пят\w+|шест\w+|седьм\w+|восьм\w+|девят\w+"
    r"|десят\w+"
)
_HEAD = re.compile(rf"(?:{_WORDS})\s+(?:{_NUMBER})(?:[.:]|\s*[–—-])?", re.I)
_BEFORE = re.compile(
    r"(?:(?:erst|zweit|dritt|viert|fünft|sechst|siebt|acht|neunt|zehnt)e[rs]?"
    r"|(?:the\s+)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    r"|last)|premi[eè]re?|deuxième|troisième|quatrième|cinquième)"
    rf"\s+(?:{_WORDS})\.?",
    re.I,
)
_TITLED = re.compile(
    rf"(?:{_WORDS})\s+(?:{_NUMBER})(?:[.:]|\s*[–—-])\s*\S.{{0,70}}", re.I
)
_BARE = re.compile(rf"(?:(?:{_NUMBER})\.?|[-–—]\s*(?:{_NUMBER})\s*[-–—])", re.I)
_ROMAN = re.compile(r"[IVXLC]{1,8}\.?")
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_TENS = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")
NUMERALS = tuple(f"{tens}{ones}" for tens in _TENS for ones in _ONES)[1:]
_SENTENCE_END = re.compile(r"[!?…,;][\"'”’)\]]*$")
_MOST_LINES = 3
_LONGEST = 80


def opens_chapter(words: str) -> bool:
    """Whether a line says that a chapter begins, with its number and no sentence."""
    if _HEAD.fullmatch(words) or _BEFORE.fullmatch(words):
        return True
    ends = words.endswith(",") or (words.endswith(".") and not words.isupper())
    return _TITLED.fullmatch(words) is not None and not ends


def is_roman(words: str) -> bool:
    """Whether a line is a Roman numeral and no more, as `IV` or `IV.`."""
    return _ROMAN.fullmatch(words) is not None


_ROMAN_FIRST = re.compile(
    r"(?P<number>[IVXLC]{1,8})(?:\.?|[.:]\s+\S.*|\s*[–—-]+\s*\S.*)"
)


def roman_number(words: str) -> str | None:
    """The Roman numeral that a heading is or begins with: `IV`, `IV. The Rope`."""
    found = _ROMAN_FIRST.fullmatch(words)
    return found["number"] if found is not None else None


def is_bare_number(words: str) -> bool:
    """Whether a line is the number of a chapter and no more: `4`, `IV.`, `Four`."""
    return _BARE.fullmatch(words) is not None


def _settle_titles_below(blocks: list[Stretch]) -> None:
    """Settle the titles of chapters that stand by themselves below their numbers.

    A short line there may be the first sentence. Where every chapter has one, each
    above longer text, they are titles: with a stop, too, as in old books.
    """
    heads = [
        at
        for at, block in enumerate(blocks)
        if len(block) == 1
        and (_HEAD.fullmatch(block[0].words) or _BEFORE.fullmatch(block[0].words))
    ]
    _settle_titles(blocks, heads)


def settle_titles_of_numerals(blocks: list[Stretch]) -> None:
    """Settle the titles below numerals that are headings, settled or not."""
    heads = [
        at
        for at, block in enumerate(blocks)
        if len(block) == 1
        and block[0].role is Role.HEADING
        and is_roman(block[0].words)
    ]
    _settle_titles(blocks, heads)


def _settle_titles(blocks: list[Stretch], heads: list[int]) -> None:
    """Settle what stands below each head, where all of it are titles above text."""
    if len(heads) < _LEAST_HEADS or heads[-1] + 2 >= len(blocks):
        return
    titles = [blocks[at + 1] for at in heads]
    texts = [blocks[at + 2] for at in heads]
    if all(_is_title(o) for o in titles) and all(_is_longer(o) for o in texts):
        for title in titles:
            if not title[0].is_settled:
                title[0].settle(Role.HEADING)


def _is_title(block: Stretch) -> bool:
    words = block[0].words
    return (
        len(block) == 1
        and len(words.split()) <= _MOST_TITLE_WORDS
        and words[0].isupper()
        and _SENTENCE_END.search(words) is None
        and not opens_chapter(words)
    )


def _is_longer(block: Stretch) -> bool:
    return len(block) > 1 or len(block[0].words.split()) > _MOST_TITLE_WORDS


_LEAST_HEADS = 2
_MOST_TITLE_WORDS = 9


def _settle_among_lines(blocks: list[Stretch]) -> None:
    """Settle heads in a text without blank lines, whose every line is a paragraph."""
    for block in blocks:
        for line, below in itertools.pairwise(block):
            is_head = len(block) > _MOST_LINES and _HEAD.fullmatch(line.words)
            if is_head and len(below.words) > _LONGEST:
                line.settle(Role.HEADING)


def _settle_counted(blocks: list[Stretch]) -> None:
    """Settle figures that stand alone above text, where they count from 1."""
    found = [
        block[0]
        for block, below in itertools.pairwise(blocks)
        if len(block) == 1
        and _FIGURE.fullmatch(block[0].words)
        and len(below[0].words) > _LEAST_OF_TEXT
    ]
    numbers = [int(line.words.rstrip(".")) for line in found]
    if len(found) > 1 and numbers == list(range(1, len(found) + 1)):
        for line in found:
            line.settle(Role.HEADING)


_FIGURE = re.compile(r"\d{1,3}\.?")
_LEAST_OF_TEXT = 40


def settle_chapter_heads(blocks: list[Stretch]) -> None:
    """Settle the lines that open chapters, with the title that stands below in one.

    Numerals that stand alone are headings where they count from one.
    """
    alone = [block[0] for block in blocks if len(block) == 1]
    numerals = [line for line in alone if is_roman(line.words)]
    wanted = NUMERALS[: len(numerals)]
    if [line.words.rstrip(".") for line in numerals] == list(wanted):
        for line in numerals:
            line.settle(Role.HEADING)
    _settle_counted(blocks)
    _settle_titles_below(blocks)
    _settle_among_lines(blocks)
    for block in blocks:
        first, *titles = block
        if (
            first.is_settled
            or len(block) > _MOST_LINES
            or not opens_chapter(first.words)
        ):
            continue
        is_title = all(
            len(line.words) <= _LONGEST
            and _SENTENCE_END.search(line.words) is None
            and (
                not line.words.endswith(".")
                or line.words.isupper()
                or (first.words.endswith(".") and len(titles) == 1)
            )
            for line in titles
        )
        for line in block if is_title else [first]:
            line.settle(Role.HEADING)
