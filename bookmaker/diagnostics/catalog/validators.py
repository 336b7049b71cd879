"""Kinds of problem with codes in `V`: outside validators and proofs."""

from __future__ import annotations

from typing import ClassVar

from bookmaker.diagnostics import Diagnostic, Severity

_MEND = "this is bookmaker's own failing: write the passage otherwise, and report it"


class WordsMissing(Diagnostic, kw_only=True):
    """Words of the manuscript are not in the edition.

    After every build the finished file is read back, and its words are compared with
    the manuscript's. Nothing is written where one is lost. It is no fault of yours: the
    passage met something that bookmaker, or the layout engine, cannot do. Write it in
    another way; `--draft` makes the edition all the same. Example: a box of a fixed
    height that holds more lines than it has room for.
    """

    code: ClassVar[str] = "V020"
    severity: ClassVar[Severity] = Severity.ERROR

    words: str
    place: str
    """In the edition: `page 12 of the PDF`."""

    def message(self) -> str:
        """Say what is wrong."""
        return f"“{self.words}” is missing from {self.place}"

    def help(self) -> str:
        """Say what to do."""
        return _MEND


class WordsDoubled(Diagnostic, kw_only=True):
    """Words stand in the edition twice that the manuscript has once.

    The finished file was read back and compared with the manuscript. Example: a line
    that ends one page and begins the next.
    """

    code: ClassVar[str] = "V021"
    severity: ClassVar[Severity] = Severity.ERROR

    words: str
    place: str
    """In the edition: `page 12 of the PDF`."""

    def message(self) -> str:
        """Say what is wrong."""
        return f"“{self.words}” stands twice in {self.place}"

    def help(self) -> str:
        """Say what to do."""
        return _MEND


class WordsMoved(Diagnostic, kw_only=True):
    """Words stand in another order in the edition than in the manuscript.

    Notes, floats and what stands beside the text may move, as a whole; nothing else
    may. Example: two words of a line that changed places.
    """

    code: ClassVar[str] = "V022"
    severity: ClassVar[Severity] = Severity.ERROR

    words: str
    place: str
    """In the edition: `page 12 of the PDF`."""

    def message(self) -> str:
        """Say what is wrong."""
        return f"“{self.words}” stands in the wrong place in {self.place}"

    def help(self) -> str:
        """Say what to do."""
        return _MEND


class WordsReplaced(Diagnostic, kw_only=True):
    """Other words stand in the edition than in the manuscript.

    The finished file was read back: what it says where these words should stand is
    something else. A font that draws one character as another does this too. Example: a
    list that begins with 5 and is numbered from 1.
    """

    code: ClassVar[str] = "V023"
    severity: ClassVar[Severity] = Severity.ERROR

    words: str
    found: str
    """What stands there, without spaces."""
    place: str
    """In the edition: `page 12 of the PDF`."""

    def message(self) -> str:
        """Say what is wrong."""
        return (
            f"{self.place} says “{self.found}” where the manuscript says “{self.words}”"
        )

    def help(self) -> str:
        """Say what to do."""
        return _MEND


class WordsStray(Diagnostic, kw_only=True):
    """The edition says words that the manuscript does not.

    What bookmaker adds by itself (numbers, labels, the contents) is known; this is
    something else. Example: the same note printed on two pages.
    """

    code: ClassVar[str] = "V024"
    severity: ClassVar[Severity] = Severity.ERROR

    words: str
    place: str
    """In the edition: `page 12 of the PDF`."""

    def message(self) -> str:
        """Say what is wrong."""
        return f"{self.place} says “{self.words}”, which the manuscript does not"

    def help(self) -> str:
        """Say what to do."""
        return _MEND


class WordsUnseen(Diagnostic, kw_only=True):
    """Words are in the edition, and nobody can see them.

    The finished page was drawn with its text and without it: where these words stand,
    both look the same, or they are printed upon other words. In an EPUB the declaration
    that hides them is named. A rule of the book's own
    sheet or theme does that: the colour of the ground (`color: white`), a height of
    nothing, a clip, a box that covers them, a place that is taken already
    (`position: absolute`). What an edition shall not say is better left out of it:
    `::: {.epub-only}`. Example: `p::first-line { color: white }`.
    """

    code: ClassVar[str] = "V040"
    severity: ClassVar[Severity] = Severity.WARNING

    words: str
    place: str
    """In the edition: `page 12 of the PDF`."""
    why: str
    """Completes the message: `it has no ink`, a declaration."""

    def message(self) -> str:
        """Say what is wrong."""
        where = (
            f"on {self.place}" if self.place.startswith("page") else f"in {self.place}"
        )
        return f"“{self.words}” is not to be seen {where}: {self.why}"

    def help(self) -> str:
        """Say what to do."""
        return "change the rule of your own sheet or theme that hides it"


class WordsUnread(Diagnostic, kw_only=True):
    """Words are on the page, but a program that reads the PDF does not find them.

    After every build the finished file is read back. Here each glyph of the passage was
    drawn, and is in the file as it was drawn; but a reader of PDF gives other
    characters for them, or gives them in another order: the page is sound, and search
    and copying are not. It happens in scripts whose letters change with their
    neighbours, where an accent stands over an accent, and with rare symbols. The
    edition is written. Example: a font that draws two letters with a glyph that it has
    drawn for others before.
    """

    code: ClassVar[str] = "V030"
    severity: ClassVar[Severity] = Severity.WARNING

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

    `bookmaker check` answers in time: the layout of a chapter may take 12 seconds of a
    processor, which is more than a hundred and fifty plain pages need. Everything else
    of the book was checked, and a build lays out the chapter, with a limit of its own.
    `--layout-seconds` gives a check as much time as it names. Example: a chapter of
    100,000 headings.
    """

    code: ClassVar[str] = "V031"
    severity: ClassVar[Severity] = Severity.NOTE

    title: str
    """What the chapter is known by; empty for heads and folios."""
    seconds: int

    def message(self) -> str:
        """Name the chapter."""
        chapter = f"of “{self.title}”" if self.title else "of a division"
        return (
            f"the pages {chapter} were not checked: laying them out takes more than"
            f" {self.seconds} s"
        )

    def help(self) -> str:
        """Say how they are checked."""
        return "check with `--layout-seconds 600`, or part the chapter"
