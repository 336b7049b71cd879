"""Kinds of problem with codes in `V`: outside validators and proofs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from bookmaker.diagnostics import Diagnostic, Severity

_MEND = "this is a bug in bookmaker: write the passage in another way, and report it"
_OWN_RULE = (
    "look in your own style sheet or theme for a rule that moves words or breaks lines"
    " in an unusual way; without one this is a bug in bookmaker: report it"
)


class WordsMissing(Diagnostic, kw_only=True):
    """Words of the manuscript are missing from the edition.

    After every build bookmaker reads the finished file back and compares its words with
    the manuscript's. If one is lost, nothing is written. A rule of your own style sheet
    may hide it (`display: none`). Without one this is a bug, not your
    mistake: bookmaker, or the layout engine, can't handle the passage. Write it in
    another way; `--draft` writes the edition anyway. Example: a box of a fixed height
    that contains more lines than fit.
    """

    code: ClassVar[str] = "V020"
    severity: ClassVar[Severity] = Severity.ERROR

    words: str
    place: str
    """In the edition: `page 12 of the PDF`."""
    may_be_hidden: bool = False
    """Whether a style sheet of the author's own had a say in what is shown."""

    def with_own_look(self) -> WordsMissing:
        """The same in a book with a style sheet of its own."""
        return WordsMissing(
            words=self.words, place=self.place, may_be_hidden=True, span=self.span
        )

    def message(self) -> str:
        """Say what is wrong."""
        return f"“{self.words}” is missing from {self.place}"

    def help(self) -> str:
        """Say what to do."""
        if self.may_be_hidden:
            return (
                "look in your own style sheet or theme for a rule that hides them,"
                " `display: none` or `visibility: hidden`; to leave words out of an"
                ' edition, write `::: {.content-visible when-format="epub"}`'
            )
        return _MEND


class WordsDoubled(Diagnostic, kw_only=True):
    """Words appear twice in the edition that are in the manuscript once.

    The finished file was read back and compared with the manuscript. Example: a line
    that ends one page and begins the next.
    """

    code: ClassVar[str] = "V021"
    severity: ClassVar[Severity] = Severity.ERROR

    words: str
    place: str
    """In the edition: `page 12 of the PDF`."""
    is_own_look: bool = False
    """Whether a style sheet of the author's own had a say in what is shown."""

    def with_own_look(self) -> WordsDoubled:
        """The same in a book with a style sheet of its own."""
        return replace(self, is_own_look=True)

    def message(self) -> str:
        """Say what is wrong."""
        return f"“{self.words}” appears twice in {self.place}"

    def help(self) -> str:
        """Say what to do."""
        return _OWN_RULE if self.is_own_look else _MEND


class WordsMoved(Diagnostic, kw_only=True):
    """Words are in a different order in the edition than in the manuscript.

    Notes, floats and what is next to the text may move as a whole; nothing else may.
    Example: two words of a line that changed places.
    """

    code: ClassVar[str] = "V022"
    severity: ClassVar[Severity] = Severity.ERROR

    words: str
    place: str
    """In the edition: `page 12 of the PDF`."""
    is_own_look: bool = False
    """Whether a style sheet of the author's own had a say in what is shown."""

    def with_own_look(self) -> WordsMoved:
        """The same in a book with a style sheet of its own."""
        return replace(self, is_own_look=True)

    def message(self) -> str:
        """Say what is wrong."""
        return f"“{self.words}” is in the wrong place in {self.place}"

    def help(self) -> str:
        """Say what to do."""
        return _OWN_RULE if self.is_own_look else _MEND


class WordsReplaced(Diagnostic, kw_only=True):
    """The edition has other words than the manuscript.

    The finished file was read back: it has something else where these words should be.
    A font that draws one character as another causes this too. Example: a list that
    begins with 5 and is numbered from 1.
    """

    code: ClassVar[str] = "V023"
    severity: ClassVar[Severity] = Severity.ERROR

    words: str
    found: str
    """What stands there, without spaces."""
    place: str
    """In the edition: `page 12 of the PDF`."""
    is_own_look: bool = False
    """Whether a style sheet of the author's own had a say in what is shown."""

    def with_own_look(self) -> WordsReplaced:
        """The same in a book with a style sheet of its own."""
        return replace(self, is_own_look=True)

    def message(self) -> str:
        """Say what is wrong."""
        return (
            f"{self.place} has “{self.found}” where the manuscript has “{self.words}”"
        )

    def help(self) -> str:
        """Say what to do."""
        return _OWN_RULE if self.is_own_look else _MEND


class WordsStray(Diagnostic, kw_only=True):
    """The edition has words that aren't in the manuscript.

    bookmaker knows what it adds (numbers, labels, the contents); this is something
    else. In a book with a style sheet of its own it is a warning, since the sheet may
    add words (`content: "Note: "`). Example: the same note printed on two pages.
    """

    code: ClassVar[str] = "V024"
    severity: ClassVar[Severity] = Severity.ERROR

    words: str
    place: str
    """In the edition: `page 12 of the PDF`."""
    may_be_added: bool = False
    """Whether a style sheet of the author's own may have added them."""

    def with_own_look(self) -> WordsStray:
        """A warning: in a book with a style sheet of its own they may be meant."""
        return WordsStray(
            words=self.words,
            place=self.place,
            may_be_added=True,
            span=self.span,
            is_softened=True,
        )

    def message(self) -> str:
        """Say what is wrong."""
        return f"{self.place} has “{self.words}”, which isn’t in the manuscript"

    def help(self) -> str:
        """Say what to do."""
        if self.may_be_added:
            return (
                "if your own style sheet or theme adds them with `content`, all is"
                " well; if it moves or floats words there, change that rule"
            )
        return _MEND


class WordsUnseen(Diagnostic, kw_only=True):
    """Words are in the edition, but nobody can see them.

    bookmaker drew the finished page with its text and without it: where these words
    are, both look the same, or the words are printed over other words. In an EPUB, the
    message names the declaration that hides them. The cause is a rule in your own style
    sheet or theme: the colour of the background (`color: white`), a height of zero, a
    clip, a box that covers them, a place that is already taken (`position: absolute`).
    To leave a passage out of one edition, use a condition:
    `::: {.content-visible when-format="epub"}`. Example:
    `p::first-line { color: white }`.
    """

    code: ClassVar[str] = "V040"
    severity: ClassVar[Severity] = Severity.WARNING

    words: str
    place: str
    """In the edition: `page 12 of the PDF`."""
    why: str
    """Completes the message: `it leaves no mark`, a declaration."""

    def message(self) -> str:
        """Say what is wrong."""
        where = (
            f"on {self.place}" if self.place.startswith("page") else f"in {self.place}"
        )
        return f"“{self.words}” can’t be seen {where}: {self.why}"

    def help(self) -> str:
        """Say what to do."""
        return "change the rule in your own style sheet or theme that hides it"


class WordsUnread(Diagnostic, kw_only=True):
    """Words are on the page, but a program that reads the PDF doesn't find them.

    After every build bookmaker reads the finished file back. Each glyph of the passage
    was drawn and is in the file, but a PDF reader gets other characters for them, or
    gets them in another order: the page is right, but search and copying aren't. This
    happens in scripts whose letters change with their neighbours, where an accent is
    over an accent, and with rare symbols. The edition is written. Example: a font that
    draws two letters with a glyph that it has used for others.
    """

    code: ClassVar[str] = "V030"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {
        "words": "the quay",
        "place": "page 12 of the PDF",
    }

    words: str
    place: str
    """In the edition, of the first of them: `page 12 of the PDF`."""
    passages: int

    def message(self) -> str:
        """Say what is wrong."""
        others = f", and {self.passages - 1} more passages" if self.passages > 1 else ""
        return (
            f"“{self.words}” on {self.place}{others} cannot be read back from the file,"
            " though the pages show them"
        )

    def help(self) -> str:
        """Say what to do."""
        return "look at the page, and report it with the passage and the font"


class PagesUnchecked(Diagnostic, kw_only=True):
    """A check left out the pages of a chapter, since laying them out takes long.

    `bookmaker check` limits the layout of each chapter to 12 seconds of processor time,
    more than a hundred and fifty plain pages need. Everything else
    of the book was checked, and a build lays out the chapter: its limit is higher.
    `--layout-seconds` gives a check as much time as it names. Example: a chapter of
    100,000 headings.
    """

    code: ClassVar[str] = "V031"
    severity: ClassVar[Severity] = Severity.NOTE
    sample: ClassVar[Mapping[str, object]] = {"title": "The Fen", "seconds": 12}

    title: str
    """What the chapter is known by; empty for heads and folios."""
    seconds: int

    def message(self) -> str:
        """Name the chapter."""
        pages = f"the pages of “{self.title}”" if self.title else "some pages"
        return (
            f"{pages} were not checked: laying them out takes more than"
            f" {self.seconds} s"
        )

    def help(self) -> str:
        """Say how they are checked."""
        return "check with `--layout-seconds 600`, or split the chapter"
