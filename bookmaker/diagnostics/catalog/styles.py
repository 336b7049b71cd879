"""Kinds of problem with codes in `S`: style sheets, themes and fonts."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import ClassVar

from bookmaker.diagnostics import Diagnostic, Severity, did_you_mean


class UnknownTheme(Diagnostic, kw_only=True):
    """The book asks for a theme that bookmaker doesn't have.

    A theme is the look of the book: its fonts, its page, its ornaments. Write the name
    of a theme that exists: `theme = "literary"` under `[print]` in `book.toml`.
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
    """The book asks for a citation style that bookmaker can't use.

    `style` under `[citations]` is `author-date`, `notes` or `numeric`, or a file in the
    manuscript folder that holds a style of the Citation Style Language. There are
    thousands to choose from in its repository, for example `chicago-notes.csl`.
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
        return (
            "choose author-date, notes, numeric, or a .csl file in the manuscript"
            " folder"
        )


class BrokenSheet(Diagnostic, kw_only=True):
    """A style sheet in the manuscript can't be read.

    Style sheets are CSS. `@import "x.css";` may name another style sheet in the same
    folder, and in the `theme.css` of your own theme, the theme that it builds on:
    `@import "technical";`.
    """

    code: ClassVar[str] = "S021"
    severity: ClassVar[Severity] = Severity.ERROR

    sheet: str
    reason: str

    def message(self) -> str:
        """Name the sheet and what is wrong."""
        return f"the style sheet “{self.sheet}” {self.reason.removesuffix('.')}"

    def help(self) -> str:
        """Say what to do."""
        return "correct the style sheet; `bookmaker themes` lists themes and tokens"


class FileInEpubSheet(Diagnostic, kw_only=True):
    """A style sheet for the EPUB names a file: an image or a font.

    An EPUB style sheet can only name what is packed with it, and reading systems often
    leave such things out. Use them only in the print edition (`print.css` in your own
    theme, or `sheet` under `[print]`), or put them into the text.
    """

    code: ClassVar[str] = "S022"
    severity: ClassVar[Severity] = Severity.ERROR

    sheet: str

    def message(self) -> str:
        """Name the sheet."""
        return f"the EPUB’s style sheet “{self.sheet}” names a file with url()"

    def help(self) -> str:
        """Say what to do."""
        return "move the rule to a style sheet only for print"


_MOST_NAMED = 4


class MissingGlyph(Diagnostic, kw_only=True):
    """The book uses a character that no font of its theme can show.

    Print would have an empty box in its place; an EPUB shows what the reading system's
    own fonts have. With `--strict` no edition is written, and the PDF doesn't claim to
    be PDF/UA or PDF/A. Write the character in another way, add a font that has it, or
    choose a theme whose fonts have it. Whole words of a script are an error (P022).
    Example: `🜚`, the alchemists' sign for gold, is in no bundled font.
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
        return (
            "add a font that has it with `[typography] fonts`, or replace the character"
        )


def _named(character: str) -> str:
    name = unicodedata.name(character, "without a name")
    return f"“{character}” (U+{ord(character):04X} {name})"


class TableSetSmaller(Diagnostic):
    """A table is too wide for the page, and is set much smaller.

    In print, a table whose columns don't fit is set in smaller type, down to three
    fifths. It is complete, but small: fewer or narrower columns are easier to read.
    """

    code: ClassVar[str] = "S010"
    severity: ClassVar[Severity] = Severity.NOTE
    sample: ClassVar[Mapping[str, object]] = {"percent": 70}
    percent: int

    def message(self) -> str:
        return f"the table is set at {self.percent} % of its size to fit the page"

    def help(self) -> str:
        return "split the table, or shorten its column headings"


class TableCrowded(Diagnostic):
    """A table doesn't fit on the page even in the smallest type.

    It is set at three fifths of its size, and its words are broken at the ends of
    lines. Nothing of it is lost, but it is hard to read: split the table, or swap rows
    and columns.
    """

    code: ClassVar[str] = "S011"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {"percent": 50}
    percent: int

    def message(self) -> str:
        return f"the table doesn’t fit even at {self.percent} % of its size"

    def help(self) -> str:
        return "split the table, or swap rows and columns"


class FontUnusable(Diagnostic, kw_only=True):
    """A font file in the manuscript can't be used.

    `[typography] fonts` names OpenType fonts: `.otf`, `.ttf`, a face of a collection
    (`.ttc` or `.otc`), or packed as `.woff` or `.woff2`. The file isn't a font, is
    damaged, or has no family name; or it has images of its characters, not outlines, as
    Noto Color Emoji does, and PDF/UA and PDF/A don't allow these. Example: a web page
    saved as `mine.woff2`.
    """

    code: ClassVar[str] = "S030"
    severity: ClassVar[Severity] = Severity.ERROR

    path: str
    reason: str
    """Completes “the font …”."""
    advice: str = "download the font again"

    def message(self) -> str:
        return f"the font “{self.path}” {self.reason}"

    def help(self) -> str:
        return self.advice


class FontForbidsEmbedding(Diagnostic, kw_only=True):
    """The licence of a font doesn't permit embedding it in a book.

    The `fsType` field of an OpenType font records what its licence permits. Both
    editions embed the font; the PDF embeds only the characters that it needs. For a
    font that forbids this you need another licence, and then another file, from its
    maker.
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
        return f"the licence of the font “{self.path}” doesn’t allow it {what}"

    def help(self) -> str:
        return "ask its maker for a licence for books, or choose a free font"


class SheetBeyondEngine(Diagnostic, kw_only=True):
    """The layout engine can't read a style sheet in the manuscript.

    It is CSS, but something in it is more than the engine (WeasyPrint) can handle: for
    example, `:is()` around a selector of dozens of parts. The message is from the
    engine.
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
        return "remove the longest selectors, one by one, until it can"


class UnknownToken(Diagnostic, kw_only=True):
    """A style sheet gives a value to a token that doesn't exist.

    It would have no effect. `bookmaker themes literary` lists the tokens. A custom
    property of your own is fine if one of your rules uses it with `var()`.
    """

    code: ClassVar[str] = "S080"
    severity: ClassVar[Severity] = Severity.ERROR

    token: str
    nearest: str | None = None

    def message(self) -> str:
        """Name the token."""
        return f"there is no token “{self.token}”"

    def help(self) -> str:
        """Name the nearest token, or where they are listed."""
        if self.nearest is not None:
            return did_you_mean(self.nearest)
        return "remove it; `bookmaker themes literary` lists the tokens"


class TokenOfBook(Diagnostic, kw_only=True):
    """A style sheet gives a value to a token that `book.toml` decides.

    It has no effect, because the value from `book.toml` comes after every style sheet:
    `type-size = "12pt"` under `[print]` is the size of the text. Line spacing is
    `--plan-leading`, a number: 1.5 sets the lines one and a half times the text size
    apart.
    """

    code: ClassVar[str] = "S081"
    severity: ClassVar[Severity] = Severity.WARNING

    token: str
    instead: str
    """What to change in its place."""

    def message(self) -> str:
        """Name the token."""
        return f"the token “{self.token}” has no effect in a style sheet"

    def help(self) -> str:
        """Name what decides it."""
        return f"change {self.instead}"


class OddLeader(Diagnostic, kw_only=True):
    """The leader of the contents has a character that could be text.

    bookmaker reads the finished pages back and compares their words with the
    manuscript's. It knows leaders of dots and of spaces: `leader(".")`,
    `leader(" . ")`, `dotted`.
    """

    code: ClassVar[str] = "S082"
    severity: ClassVar[Severity] = Severity.ERROR

    value: str

    def message(self) -> str:
        """Quote the leader."""
        return f"“{self.value}” can’t be the leader of the contents"

    def help(self) -> str:
        """Name the leaders that there are."""
        return 'write --contents-leader: leader("."), or leader(" ") for none'


class FaceNotNamed(Diagnostic, kw_only=True):
    """`[typography] fonts` doesn't say which face of a font collection is meant.

    A `.ttc` or `.otc` file holds several faces; those of Noto CJK have the forms of
    Japan, Korea, China, Taiwan and Hong Kong. Write the full or PostScript name of one
    after a `#`: `fonts = ["fonts/NotoSerifCJK-Regular.ttc#NotoSerifCJKjp-Regular"]`.
    Its number works too, counted from 0 as `fc-list` shows it. For another face of the
    same file, add another entry.
    """

    code: ClassVar[str] = "S083"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {
        "named": "Sea",
        "faces": ("NotoSerifCJKjp-Regular", "NotoSerifCJKkr-Regular"),
    }

    path: str
    named: str
    """Empty where none is."""
    faces: tuple[str, ...]
    """The PostScript names of all faces, in the file's order."""

    def message(self) -> str:
        """Name the file and what is missing."""
        if not self.named:
            return f"the font “{self.path}” is a collection, and no face of it is named"
        return f"the font collection “{self.path}” has no face “{self.named}”"

    def help(self) -> str:
        """List the faces, the first as it is written."""
        first, *others = self.faces
        rest = len(others) - _MOST_FACES_NAMED
        named = ", ".join(others[:_MOST_FACES_NAMED])
        also = f"; the others are {named}" if others else ""
        more = f" and {rest} more" if rest > 0 else ""
        return f'write "{self.path}#{first}"{also}{more}'


_MOST_FACES_NAMED = 9
