"""Kinds of problem with codes in `P`: the print edition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from bookmaker.diagnostics import Diagnostic, Severity


class LayoutTrouble(Diagnostic, kw_only=True):
    """The layout engine met something that it could not do, and left it out.

    The pages are made, but one of them may not look as it should. The message is the
    engine's own (WeasyPrint); what it speaks of can often be written more simply.
    Example: a drawing (SVG) with a style sheet of its own that uses uncommon selectors.
    """

    code: ClassVar[str] = "P001"
    severity: ClassVar[Severity] = Severity.WARNING

    trouble: str

    def message(self) -> str:
        """Quote the engine."""
        return f"the layout engine says: {self.trouble}"

    def shared_cause(self) -> str:
        """The same words of the engine are about the same rule or picture."""
        return self.trouble

    def help(self) -> str:
        """Point at the pages."""
        return "look at the page in question; a simpler form may help"


class NoRoomForText(Diagnostic, kw_only=True):
    """The margins leave hardly any room for text on the page.

    Lines need a length that holds some words, and a page some lines. Make the trim
    larger or the margins smaller: `margin-inner = "18mm"` under `[print]`. Example: a
    page 100 mm wide with two margins of 45 mm.
    """

    code: ClassVar[str] = "P002"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {"lines": 4, "measure": "40mm"}

    measure: str
    """The length of a line, in words: `31 mm`."""
    lines: int

    def message(self) -> str:
        """Say how little room there is."""
        return (
            "the page has too little room for text:"
            f" {max(self.lines, 0)} lines of {self.measure}"
        )

    def help(self) -> str:
        """Say which options decide it."""
        return "make `trim` larger, or the margins or `type-size` smaller"


class TextOffPage(Diagnostic, kw_only=True):
    """Some text is wider or longer than the page, and what passes the edge is lost.

    A table has too many columns, a word without a break is set too large, or lists
    stand too deep in one another. Make the table narrower or turn it about, break the
    word, or choose a larger trim. `--draft` makes the pages all the same. Example: a
    table of sixty columns on a page 6 in wide.
    """

    code: ClassVar[str] = "P003"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {"page": 47}

    page: int
    """Of the file, counted from 1."""
    words: str
    """The first that pass the edge."""
    pieces: int = 1
    """How many lines or cells pass it."""

    def message(self) -> str:
        """Say what is lost and where."""
        shown = f"{self.words[:40]}…" if len(self.words) > 40 else self.words
        if self.pieces == 1:
            return f"“{shown}” runs off page {self.page} of the PDF"
        count = self.pieces - 1
        return f"“{shown}” and {count} more run off page {self.page} of the PDF"

    def help(self) -> str:
        """Say what helps."""
        return "make the table, the word or the list narrower, or the trim larger"


class ChapterNotLaidOut(Diagnostic, kw_only=True):
    """A chapter could not be laid out: it needs more than it may have, or is too odd.

    Each chapter is laid out in a process of its own, with limits, so that one cannot
    hold up the machine. Part the chapter, or simplify what is unusual in it: a table of
    many thousand cells, a drawing of many thousand shapes. Example: a chapter of 10 MB.
    Where the engine fails, a rule of your own style sheet is the likely reason, and the
    message names the first words of the block. Example: `transform: scale(0)`.
    """

    code: ClassVar[str] = "P004"
    severity: ClassVar[Severity] = Severity.ERROR

    title: str
    """What the chapter is known by; empty for heads and folios."""
    reason: str
    """Completes “its layout …”."""

    def message(self) -> str:
        """Name the chapter and say what happened."""
        chapter = f"“{self.title}”" if self.title else "a division"
        return f"{chapter} has no pages: its layout {self.reason}"

    def help(self) -> str:
        """Say what makes a chapter lighter."""
        return (
            "part the chapter, simplify its largest tables and drawings, or look for an"
            " unusual rule in your style sheet"
        )


class UnsettledPageNumbers(Diagnostic, kw_only=True):
    """The page numbers that a chapter prints move the pages that they speak of.

    A reference to a page takes room; where that room pushes its target to another page,
    the number changes, and may need other room again. Change a few words near the
    reference. Example: “see page 99” in the last line of a page before page 100.
    """

    code: ClassVar[str] = "P005"
    severity: ClassVar[Severity] = Severity.ERROR

    title: str

    def message(self) -> str:
        """Name the chapter."""
        return f"the page numbers that “{self.title}” refers to do not settle"

    def help(self) -> str:
        """Say what breaks the circle."""
        return "change a few words near the references to pages"


class PictureCoarse(Diagnostic, kw_only=True):
    """A picture has too few pixels for its width on paper.

    Printers ask for 300 pixels to the inch; below 200 the pixels are seen. Make the
    picture narrower, or bring one with more pixels; enlarging it in a drawing program
    only blurs it. Example: 600 pixels are sharp up to 50 mm (two inches).
    """

    code: ClassVar[str] = "P010"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {
        "width": 120,
        "per_inch": 96,
        "sharp": 38,
        "pixels": 1417,
    }

    path: str
    width: int
    """In millimetres, as the next but one."""
    per_inch: int
    sharp: int
    """The largest width at which it has 300 pixels to the inch."""
    pixels: int
    """How many a picture of this width needs."""

    def message(self) -> str:
        """Say how coarse it is."""
        size = f"{self.width} mm wide with {self.per_inch} pixels to the inch"
        return f"“{self.path}” is printed {size}"

    def help(self) -> str:
        """Give the largest honest width."""
        wider = f"bring one that is {self.pixels} pixels wide"
        if self.sharp == 0:
            return wider
        return (
            f"make it at most {self.sharp} mm wide (`width={self.sharp}mm`), or {wider}"
        )


class FontInSheet(Diagnostic, kw_only=True):
    """A print style sheet brings a font of its own with `@font-face`.

    The faces of a book are known before its pages are laid out: each is checked for its
    licence and its characters, and embedded once. A font that only a sheet names would
    pass by all of that. Name its file in `book.toml`, under `[typography] fonts`, and
    its family in the sheet. Example: `fonts = ["fonts/Harbour.otf"]` in `book.toml`,
    and `.sign { font-family: "Harbour" }` in the sheet.
    """

    code: ClassVar[str] = "P030"
    severity: ClassVar[Severity] = Severity.ERROR

    sheet: str

    def message(self) -> str:
        """Name the sheet."""
        return f"the print style sheet “{self.sheet}” has an @font-face rule"

    def help(self) -> str:
        """Say where fonts are named."""
        return "name the font's file in book.toml, under [typography] fonts"


class HtmlInDrawing(Diagnostic, kw_only=True):
    """A drawing has labels in HTML, which the print edition cannot show.

    Mermaid, draw.io and other programs put the words of an SVG into `foreignObject`,
    HTML within the drawing. Browsers show that; printers and many reading systems leave
    the boxes empty. Where the drawing offers the same words as SVG text too, those are
    printed and nothing is reported. Mermaid: `"htmlLabels": false` in its configuration
    writes text. draw.io: leave “Word Wrap” and “Formatted Text” off. With any program:
    export as PNG, three times as large as it is shown, or as PDF and convert that to
    SVG. Example: a flowchart that was saved from Mermaid's live editor.
    """

    code: ClassVar[str] = "P020"
    severity: ClassVar[Severity] = Severity.ERROR

    path: str
    words: tuple[str, ...]
    """What is said in HTML; a picture there is named by its element."""

    def message(self) -> str:
        """Name the drawing and its first words."""
        first = self.words[0]
        shown = f"{first[:40]}…" if len(first) > 40 else first
        more = f" and {len(self.words) - 1} more" if len(self.words) > 1 else ""
        return f"“{shown}”{more} in “{self.path}” is HTML, which print cannot show"

    def help(self) -> str:
        """Say how such a drawing is exported."""
        return "export it with `htmlLabels: false`, or as PNG"


class DrawingHidesWords(Diagnostic, kw_only=True):
    """A drawing (SVG) has words that nobody sees on the page.

    They lie outside the part of the drawing that is shown (its `viewBox`), are cut off
    by a clip or a mask, are covered, or have the colour of what is behind them; or they
    are of a kind that the layout engine does not draw: along a path (`textPath`), in a
    `symbol`. Words that the drawing does not paint at all (a hidden layer, `display:
    none`, no fill) are not reported. Example: a label that reaches beyond the edge.
    """

    code: ClassVar[str] = "P021"
    severity: ClassVar[Severity] = Severity.WARNING

    words: str

    def message(self) -> str:
        """Quote the words."""
        return f"“{self.words}” is in the drawing, but not to be seen on the page"

    def help(self) -> str:
        """Say what to do."""
        return "move them inside its edges, or have the text written as paths"


class ScriptWithoutFont(Diagnostic, kw_only=True):
    """Whole words are in a script that no font of the book has.

    On paper they would be empty boxes, so there is no print edition. Fonts of the Noto
    family are free and cover nearly every script. Put the file into the manuscript's
    folder and name it in `book.toml`, under `[typography]`:
    `fonts = ["fonts/NotoSansThai-Regular.ttf"]`; it is embedded in both editions and
    used for what the theme's fonts lack. Python packages hold many of them too:
    `pip install fontpkg-noto-sans-thai`. For Chinese, Japanese and Korean
    `pip install 'bookmaker-press[cjk]'` is enough in a book of that language. A single
    letter or sign is only warned of (S002). Example: a line of Chinese in an English
    book.
    """

    code: ClassVar[str] = "P022"
    severity: ClassVar[Severity] = Severity.ERROR

    script: str
    """As Unicode begins the names of its letters: `DEVANAGARI`, `CJK`."""
    characters: str
    """Those that are missing, each once."""
    count: int
    """How often such characters stand in the book."""
    words: str
    """The first of them."""

    def message(self) -> str:
        """Name the script and say how much of it there is."""
        script, _ = _name_and_font(self.script)
        shown = f"{self.words[:20]}…" if len(self.words) > 20 else self.words
        kinds = (
            f"{len(self.characters)} kinds" if len(self.characters) > 1 else "a kind"
        )
        return (
            f"no font of the book has {script}: “{shown}” is the first of"
            f" {self.count} characters of {kinds}"
        )

    def help(self) -> str:
        """Name a font and where it is written down."""
        _, font = _name_and_font(self.script)
        file = font.replace(" ", "")
        fonts = f'`fonts = ["fonts/{file}-Regular.ttf"]`'
        if self.script in _EAST_ASIAN:
            return (
                "install a font that has it, for books whose language is zh, ja or ko:"
                f" `pip install 'bookmaker-press[cjk]'`; or bring one: {fonts} under"
                " `[typography]`"
            )
        return f"bring a font that has it, {font} say: {fonts} under `[typography]`"


class RunningHeadShortened(Diagnostic, kw_only=True):
    """A title has no room at the head of the page, so the head ends with an ellipsis.

    The title itself is printed whole. Give the chapter a short title of its own for the
    head: `short-title` in the metadata at the top of its file, or `{short="…"}` behind
    the heading. Example: a title of eighty letters on a page 5 in wide.
    """

    code: ClassVar[str] = "P040"
    severity: ClassVar[Severity] = Severity.NOTE

    words: str
    shown: str

    def message(self) -> str:
        """Quote the head as it is printed."""
        return f"the running head is shortened to “{self.shown}”"

    def help(self) -> str:
        """Say where a shorter one is written."""
        if self.span is None:
            return "make the book’s `title` shorter: put the rest into `subtitle`"
        return (
            "write `short-title: …` at the top of the chapter’s file, or"
            ' `{short="…"}` behind the heading'
        )


_TOGETHER = "CHINESE, JAPANESE, KOREAN"
_EAST_ASIAN = frozenset({"CJK", "JAPANESE", "HANGUL", _TOGETHER})
"""The scripts of the optional extra `cjk`."""
_NAME_AND_FONT = {
    _TOGETHER: ("Chinese, Japanese and Korean", "Noto Sans CJK"),
    "CJK": ("Chinese characters", "Noto Sans SC"),
    "JAPANESE": ("Japanese", "Noto Sans JP"),
    "HANGUL": ("Korean", "Noto Sans KR"),
    "LATIN": ("some Latin letters", "Noto Sans"),
    "GREEK": ("Greek", "Noto Sans"),
    "CYRILLIC": ("Cyrillic", "Noto Sans"),
    "ARABIC": ("Arabic", "Noto Naskh Arabic"),
    "CANADIAN": ("Canadian syllabics", "Noto Sans Canadian Aboriginal"),
    "NKO": ("N’Ko", "Noto Sans NKo"),
    "OLD": ("an old script", "Noto Sans"),
    "": ("letters without a name", "Noto Sans"),
}


def _name_and_font(script: str) -> tuple[str, str]:
    name = script.capitalize()
    return _NAME_AND_FONT.get(script, (name, f"Noto Sans {name}"))
