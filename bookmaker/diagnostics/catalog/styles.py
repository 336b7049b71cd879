"""Kinds of problem with codes in `S`: style sheets, themes and fonts."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import ClassVar

from bookmaker.diagnostics import Diagnostic, Severity, did_you_mean


class UnknownTheme(Diagnostic, kw_only=True):
    """The book asks for a theme that bookmaker does not have.

    A theme is the look of the book: its fonts, its page, its ornaments. Without one
    there is nothing to set the pages in. Write the name of a theme that exists:
    `theme = "literary"` under `[print]` in `book.toml`.
    """

    code: ClassVar[str] = "S001"
    severity: ClassVar[Severity] = Severity.ERROR

    theme: str
    nearest: str | None
    themes: tuple[str, ...]

    def message(self) -> str:
        """Name the theme that does not exist."""
        return f"there is no theme “{self.theme}”"

    def help(self) -> str:
        """Name the nearest theme, or all of them."""
        if self.nearest is not None:
            return did_you_mean(self.nearest)
        return f"choose one of: {', '.join(self.themes)}"


class UnusableCitationStyle(Diagnostic, kw_only=True):
    """The book asks for a citation style that bookmaker cannot use.

    `style` under `[citations]` is `author-date`, `notes` or `numeric`, or a file in
    the book's folder that holds a style of the Citation Style Language; there are
    thousands to choose from in its repository, `chicago-notes.csl` for one.
    """

    code: ClassVar[str] = "S020"
    severity: ClassVar[Severity] = Severity.ERROR

    style: str
    reason: str
    nearest: str | None = None

    def message(self) -> str:
        """Name the style and what is wrong with it."""
        return f"the citation style “{self.style}” {self.reason}"

    def help(self) -> str:
        """Name the nearest style, or what there is."""
        if self.nearest is not None:
            return f"did you mean “{self.nearest}”?"
        return "choose author-date, notes, numeric, or a .csl file in the book’s folder"


class BrokenSheet(Diagnostic, kw_only=True):
    """A style sheet of the book's own cannot be read.

    Sheets are CSS. `@import "x.css";` may name another sheet of the same folder, and
    in the `theme.css` of a theme of your own, a theme that it builds upon:
    `@import "technical";`.
    """

    code: ClassVar[str] = "S021"
    severity: ClassVar[Severity] = Severity.ERROR

    sheet: str
    reason: str

    def message(self) -> str:
        """Name the sheet and what is wrong."""
        return f"the style sheet “{self.sheet}” {self.reason}"

    def help(self) -> str:
        """Say what to do."""
        return "correct the sheet; `bookmaker themes` lists themes and tokens"


class FileInEpubSheet(Diagnostic, kw_only=True):
    """A style sheet for the EPUB names a file: a picture, a font.

    An EPUB's sheet may only name what is packed with it, and reading systems often
    leave such things out. Keep them to the print edition (`print.css` in a theme of
    your own, or `sheet` under `[print]`), or write them into the text.
    """

    code: ClassVar[str] = "S022"
    severity: ClassVar[Severity] = Severity.ERROR

    sheet: str

    def message(self) -> str:
        """Name the sheet."""
        return f"the EPUB’s style sheet “{self.sheet}” names a file with url()"

    def help(self) -> str:
        """Say what to do."""
        return "move the rule to a sheet for print alone"


_MOST_NAMED = 4


class MissingGlyph(Diagnostic, kw_only=True):
    """The book uses a character that no font of its theme can show.

    In print an empty box would stand in its place; an EPUB shows what the reading
    system's own fonts have. A release takes no such edition, and the PDF does not say
    that it is PDF/UA or PDF/A. Write the character in another way, or choose a theme
    whose fonts have it. Whole words of a script are an error (P022). Example: `🜚`, the
    alchemists' sign for gold, is in none.
    """

    code: ClassVar[str] = "S002"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {"characters": "ŵŷ"}

    characters: str
    """Letters of one script, or signs of one piece of text; none is reported twice."""

    def message(self) -> str:
        """Name the first few characters by sign, number and Unicode name."""
        named = [_named(c) for c in self.characters[:_MOST_NAMED]]
        rest = len(self.characters) - len(named)
        if rest:
            named.append(f"{rest} more")
        return f"no font of the theme has {', '.join(named)}"

    def help(self) -> str:
        """Offer the two ways out."""
        return "bring a font that has it: `[typography] fonts`, or write it otherwise"


def _named(character: str) -> str:
    name = unicodedata.name(character, "without a name")
    return f"“{character}” (U+{ord(character):04X} {name})"


class TableSetSmaller(Diagnostic):
    """A table is too wide for the page, and is set much smaller.

    In print a table whose columns find no room is set in smaller type, down to three
    fifths. It is all there, but small: fewer or narrower columns read better.
    """

    code: ClassVar[str] = "S010"
    severity: ClassVar[Severity] = Severity.NOTE
    sample: ClassVar[Mapping[str, object]] = {"percent": 70}
    percent: int

    def message(self) -> str:
        return f"the table is set at {self.percent} % of its size, to fit the page"

    def help(self) -> str:
        return "divide it, or shorten the words of its heads"


class TableCrowded(Diagnostic):
    """A table finds no room on the page even in the smallest type.

    It is set at three fifths of its size, and its words are divided wherever the line
    ends. Nothing of it is lost, but it is hard to read: make two of it, or turn its
    rows into columns.
    """

    code: ClassVar[str] = "S011"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {"percent": 50}
    percent: int

    def message(self) -> str:
        return f"the table has no room even at {self.percent} % of its size"

    def help(self) -> str:
        return "divide it, or turn rows and columns about"


class FontUnusable(Diagnostic, kw_only=True):
    """A font of the book's own cannot be used.

    `[typography] fonts` names OpenType fonts: `.otf`, `.ttf`, or packed as `.woff` or
    `.woff2`. This file is none, is damaged, or says no family's name. Example: a web
    page saved as `mine.woff2`.
    """

    code: ClassVar[str] = "S030"
    severity: ClassVar[Severity] = Severity.ERROR

    path: str
    reason: str
    """Completes “the font …”."""

    def message(self) -> str:
        return f"the font “{self.path}” {self.reason}"

    def help(self) -> str:
        return "bring the font anew from where it is published"


class FontForbidsEmbedding(Diagnostic, kw_only=True):
    """A font says of itself that it may not be embedded in a book.

    The field fsType of an OpenType font tells what its licence lets be done. Both
    editions carry the font within them, the PDF no more of it than it needs. A font
    that forbids that needs another licence, and then another file, from its maker.
    """

    code: ClassVar[str] = "S031"
    severity: ClassVar[Severity] = Severity.ERROR

    path: str
    refusal: str
    """What it forbids: `embedding`, `subsets` or `outlines`."""

    def message(self) -> str:
        said = {
            "subsets": "to be embedded in part",
            "outlines": "to be embedded but as bitmaps",
        }
        what = said.get(self.refusal, "to be embedded")
        return f"the font “{self.path}” does not allow itself {what}"

    def help(self) -> str:
        return "ask its maker for a licence for books, or choose a free font"


class SheetBeyondEngine(Diagnostic, kw_only=True):
    """The layout engine cannot read a style sheet of the book's own.

    The sheet is CSS, but something in it is more than the engine (WeasyPrint) can take:
    `:is()` around a selector of dozens of parts, for example. The message is the
    engine's own.
    """

    code: ClassVar[str] = "S040"
    severity: ClassVar[Severity] = Severity.ERROR

    sheet: str
    reason: str

    def message(self) -> str:
        """Name the sheet and quote the engine."""
        return f"the layout engine cannot read “{self.sheet}”: {self.reason}"

    def help(self) -> str:
        """Say what to do."""
        return "take out the longest selectors, one after the other, until it can"
