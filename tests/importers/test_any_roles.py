"""A chapter comes of lines whatever each of them was taken for.

What a line is, is guessed by rules of many modules, whose answers need not fit one
another: an item may be a title, and the list goes on below it.
"""

from __future__ import annotations

import random
import re

from bookmaker.importers.manuscript_files import make_manuscript
from bookmaker.importers.model import Imported, take_safe_choice
from bookmaker.importers.plain_text.chapter_making import build_chapter
from bookmaker.importers.plain_text.lines import Role
from bookmaker.importers.plain_text.recognise import recognise
from bookmaker.importers.source_words import with_lost_paragraphs
from tests.support.importing import words_of_manuscript
from tests.support.tiers import examples

LINES = (
    *("Pier{0} was out.", "- pier{0}", "1. pier{0}", "  2) pier{0} went on", "V"),
    *("CHAPTER {0}", "* * *", "Gull{0}[1]", "“Pier{0},” said he.", "— Ann Pier{0}", ""),
    *("By Ann Pier{0}", "> pier{0}", "    pier{0}", "Image: pier{0}", "[1] pier{0}"),
    *("https://example.org/pier{0}", "pier{0}-", "12 May 2020", "by", "| pier{0} |"),
    "Subject: pier{0}",
)


def _name(number: int) -> str:
    """Three letters: digits are not compared."""
    return "x" + "".join(chr(97 + part) for part in divmod(number, 26))


def made_of(seed: int) -> tuple[Imported, str]:
    """What comes of lines with roles at random, and their text."""
    chance = random.Random(seed)
    text = "".join(
        chance.choice(LINES).format(_name(number)) + "\n"
        for number in range(chance.randrange(1, 30))
    )
    recognised = recognise(text, "x.txt", take_safe_choice)
    for line in recognised.lines:
        if line.words and chance.random() < 0.7:
            line.role = chance.choice([role for role in Role if role is not Role.BLANK])
    return build_chapter(recognised, "x.txt", "x", ()), text


def test_lines_of_any_roles_make_chapters() -> None:
    for seed in range(examples(60, 300)):
        imported, text = made_of(seed)
        again = with_lost_paragraphs(imported, "x.txt", text)
        files = make_manuscript((again,), "Tides").content_by_path
        kept = " ".join(words_of_manuscript(files))
        assert [
            n
            for n in re.findall(r"(?:pier|gull)[a-z]{3}", text, re.IGNORECASE)
            if n not in kept
        ] == [], seed
