"""The starter manuscript of `bookmaker new`: a small book that shows how one is made.

What comes in: title, author, language and a day. What goes out: the files by path. The
text is ours and free to keep, change or throw away; what it quotes is in the public
domain.
"""

from __future__ import annotations

import datetime
import re

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def scaffold(
    title: str, author: str, language: str, published: datetime.date
) -> dict[str, bytes]:
    """Make the files of a starter manuscript, by path.

    An empty author is left out. The chapters are in English whatever the language is,
    and say so.
    """
    text_by_path = {
        "book.toml": _book_toml(title, author, language, published),
        "README.md": _README,
    }
    is_english = language.partition("-")[0].lower() == "en"
    for path, chapter in _CHAPTERS.items():
        block = "" if is_english else "---\nlang: en\n---\n\n"
        text_by_path[path] = block + chapter
    return {path: text.encode() for path, text in text_by_path.items()}


def _book_toml(title: str, author: str, language: str, published: datetime.date) -> str:
    rights = f"Copyright © {published.year} {author}".rstrip()
    authors = f"[{_quoted(author)}]" if author else "[]"
    return f"""\
# Metadata and settings of the book. `bookmaker explain book.toml` lists every key.
title = {_quoted(title)}
language = {_quoted(language)}
authors = {authors}
published = {published.isoformat()}
rights = {_quoted(rights)}

# The order of the book. A name without .md is a page that bookmaker generates.
[contents]
front = ["half-title", "title-page", "copyright", "contents", "chapters/preface.md"]
body = [
  {{ part = "Paper", chapters = ["chapters/margins.md", "chapters/corrections.md"] }},
  {{ part = "Voice", chapters = ["chapters/reading-aloud.md"] }},
]
back = ["chapters/about-the-author.md"]

[print]
trim = "trade"
theme = "literary"

[epub]
notes = "chapter-end"
"""


def _quoted(text: str) -> str:
    """Write a basic string of TOML (1.0.0, String)."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_CONTROL.sub(_escape, escaped)}"'


def _escape(control: re.Match[str]) -> str:
    return f"\\u{ord(control[0]):04x}"


_README = """\
# A manuscript

`book.toml` has the metadata, the settings and the order of the book; `chapters/` has
its text. Replace both with your own. From the folder that contains this one:

    bookmaker check NAME     look for problems
    bookmaker build NAME     build the EPUB and the PDF, in build/

The sample chapters show what a chapter can contain: a part, an epigraph, notes, a
block quotation with its source, verse, a scene break, emphasis and a link to another
chapter.
"""

_PREFACE = """\
# Preface

This is a small book about books. It is here so that the first thing you make has pages
to turn, and so that you can see how a thing is written beside how it is printed. Every
file of it may be written over.

It begins with the white of the page, goes on to the mistakes in the black, and ends
with the voice of whoever reads it to someone else.
"""

_MARGINS = """\
# In Praise of Margins

::: epigraph
Some books are to be tasted, others to be swallowed, and some few to be chewed and
digested.

— Francis Bacon, “Of Studies”
:::

Open any book that you like to hold, and look at what is not printed. In a well-made
page almost half of the paper carries nothing. A merchant would call that waste. A
reader has never complained of it, because a reader needs somewhere to put the thumbs.

The white is not shared out evenly. There is little at the spine, since two pages lie
side by side and their inner margins are seen as one. There is more at the head, more
again at the outer edge, and most of all at the foot. Hold the book up in both hands
and the reason shows itself: the foot is where it is held.[^hands]

The scribes knew this before there were printers. They ruled the page first and wrote
afterwards, and where the margins were wide enough, the next owner wrote there too:
a correction, a hand with a pointing finger, a complaint about the cold. *Margin* and
*mark* are near neighbours in more than the dictionary.

***

There is a second kind of white, which the author makes and not the printer. It is the
line left blank between one scene and the next, where the clock may run on by a minute
or by twenty years. Nobody reads it, and everybody knows what happened there.

[^hands]: It is also where an eye comes to rest at the end of a page. Text that sits
    exactly in the middle of the paper looks as though it were sliding down.
"""

_CORRECTIONS = """\
# The Art of Being Corrected

Every book that was ever printed has a mistake in it. The makers knew, and for some
centuries they said so: a list of errata stood at the end, with an apology to the
courteous reader and a request to mend the faults by pen. A few thousand readers then
sat down with a few thousand pens. It was the largest proof-reading that a text could
have, and it came just too late.

What drove them all was the belief that the thing mattered. Milton, who was writing
against the censors and had reason to weigh his words, put it higher than anyone:

> A good book is the precious life-blood of a master-spirit, embalmed and treasured up
> on purpose to a life beyond life.
>
> — John Milton, November 1644

A life beyond life deserves a second look at the commas. There are three ways to take
it, and each finds what the others pass over:

1. Read it backwards, a sentence at a time. The story no longer carries you along, and
   what is left is what you wrote.
2. Read it on paper. The eye that skims a screen grows honest on a page, as the one
   that has read [about margins](margins.md) may have guessed.
3. Read it aloud, to somebody.

The third is the best, and has a chapter of its own.^[Authors who have nobody at hand
have been known to read to a cat. The cat finds fewer mistakes but the ear, being
used, finds just as many.]
"""

_READING_ALOUD = """\
# Reading Aloud

For most of its history, reading was something that one heard. A household had one
book open and one candle by it, and the others sewed, or peeled, or listened. The
sentences were built for that. They could be long, so long as there was a place in
them to breathe.

Emily Dickinson, who seldom left her father's house, knew how far it carried:

| There is no frigate like a book
|   To take us lands away,
| Nor any coursers like a page
|   Of prancing poetry.
|
| This traverse may the poorest take
|   Without oppress of toll;
| How frugal is the chariot
|   That bears a human soul!

Try it on the nearest person. The lines are short, so that the voice stops where the
paper does, and the second and the fourth stand a little further in, so that the eye
finds its way home. Nothing on the page is there for ornament. It is a score, and you
are the instrument.

***

And if a sentence of yours trips the tongue, do not blame the tongue. Mend the
sentence, and read on.
"""

_ABOUT = """\
# About the Author

Here the author says, in a few lines and in the third person, what a reader would like
to know: where the author lives, what else there is to read, and nothing about prizes
that were almost won.
"""

_CHAPTERS = {
    "chapters/preface.md": _PREFACE,
    "chapters/margins.md": _MARGINS,
    "chapters/corrections.md": _CORRECTIONS,
    "chapters/reading-aloud.md": _READING_ALOUD,
    "chapters/about-the-author.md": _ABOUT,
}
