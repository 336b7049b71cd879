"""Kinds of problem with codes in `P`: the print edition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from bookmaker.diagnostics import Diagnostic, Severity


class LayoutTrouble(Diagnostic, kw_only=True):
    """The layout engine found something that it can't do, and left it out.

    The pages are complete, but one of them may not look as it should. The message is
    from the engine (WeasyPrint); often there is a simpler way to write what it is
    about. Example: an SVG with a style sheet that uses uncommon selectors.
    """

    code: ClassVar[str] = "P001"
    severity: ClassVar[Severity] = Severity.WARNING

    trouble: str

    def message(self) -> str:
        """Quote the engine."""
        return f"the layout engine reports: {self.trouble}"

    def shared_cause(self) -> str:
        """The same words of the engine are about the same rule or picture."""
        return self.trouble

    def help(self) -> str:
        """Point at the pages."""
        return "look at that page; a simpler form may help"


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
    """Some text is wider or longer than the page, and what runs off the edge is lost.

    A table has too many columns, a word without a break is too large, or lists are
    nested too deeply. Make the table narrower or rotate it, break the word, or choose a
    larger trim. `--draft` builds the pages anyway. Example: a table of sixty columns on
    a page 6 in wide.
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
            return f"“{shown}” runs off the edge of page {self.page} of the PDF"
        count = self.pieces - 1
        return (
            f"“{shown}” and {count} more run off the edge of page {self.page} of"
            " the PDF"
        )

    def help(self) -> str:
        """Say what helps."""
        return "make the table, the word or the list narrower, or the trim larger"


class ChapterNotLaidOut(Diagnostic, kw_only=True):
    """A chapter couldn't be laid out: it needs more than the limits allow, or is too
    unusual.

    Each chapter is laid out in its own process, with limits, so that one chapter can't
    block the machine. Split the chapter, or simplify what is unusual in it: a table of
    many thousand cells, an SVG of many thousand shapes. Example: a chapter of 10 MB. If
    the engine fails, a rule of your own style sheet is the likely reason, and the
    message names the first words of the block. Example: `transform: scale(0)`.
    """

    code: ClassVar[str] = "P004"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {
        "title": "The Fen",
        "reason": "takes more than 600 s",
    }

    title: str
    """What the chapter is known by; empty for heads and folios."""
    reason: str
    """Completes “its layout …”."""

    def message(self) -> str:
        """Name the chapter and say what happened."""
        chapter = f"“{self.title}”" if self.title else "a chapter"
        return f"{chapter} has no pages: its layout {self.reason}"

    def help(self) -> str:
        """Say what makes a chapter lighter."""
        return (
            "split the chapter, simplify its largest tables and images, or look for an"
            " unusual rule in your style sheet"
        )


class UnsettledPageNumbers(Diagnostic, kw_only=True):
    """The page numbers that a chapter prints move the pages that they refer to.

    A page reference takes up room; if that pushes its target to another page, the
    number changes, and may need different room again. Change a few words near the
    reference. Example: “see page 99” in the last line of a page before page 100.
    """

    code: ClassVar[str] = "P005"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {"title": "The Fen"}

    title: str

    def message(self) -> str:
        """Name the chapter."""
        return (
            f"the page numbers in “{self.title}” keep changing the pages they refer to"
        )

    def help(self) -> str:
        """Say what breaks the circle."""
        return "change a few words near the page references"


class NotComposed(Diagnostic, kw_only=True):
    """The lines of a paragraph couldn't be chosen together, so each was filled in turn.

    The page is complete; the spaces of the paragraph may be less even than in others.
    This is a bug in bookmaker: please report it, with the paragraph. Until it is fixed,
    `composition = "off"` under `[print]` sets all paragraphs that way.
    """

    code: ClassVar[str] = "P006"
    severity: ClassVar[Severity] = Severity.NOTE
    sample: ClassVar[Mapping[str, object]] = {
        "words": "The pier was long and cold",
        "reason": "KeyError: 5",
    }

    words: str
    """Those that the paragraph begins with, or a part of it."""
    reason: str

    def shared_cause(self) -> str:
        """Where one paragraph fails, others do."""
        return self.code

    def message(self) -> str:
        """Quote the words."""
        return f"the lines at “{self.words}” aren't composed: {self.reason}"

    def help(self) -> str:
        """Say what it means."""
        return "the words are complete; please report it as a bug in bookmaker"


class PictureCoarse(Diagnostic, kw_only=True):
    """An image has too few pixels for its width on paper.

    Printers ask for 300 pixels per inch; below 200 you can see the pixels. Make the
    image narrower, or use one with more pixels; enlarging it in an image editor only
    blurs it. Example: 600 pixels are sharp up to 50 mm (two inches).
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
    """The largest width at which it has 300 pixels per inch."""
    pixels: int
    """How many a picture of this width needs."""

    def message(self) -> str:
        """Say how coarse it is."""
        size = f"{self.width} mm wide with {self.per_inch} pixels per inch"
        return f"“{self.path}” is printed {size}"

    def help(self) -> str:
        """Give the largest honest width."""
        wider = f"use one that is {self.pixels} pixels wide"
        if self.sharp == 0:
            return wider
        return (
            f"make it at most {self.sharp} mm wide (`width={self.sharp}mm`), or {wider}"
        )


class FontInSheet(Diagnostic, kw_only=True):
    """Your style sheet loads its own font with `@font-face`.

    bookmaker has to know the fonts of a book: it checks the licence and the characters
    of each, and embeds it in both editions. A font that it doesn't know could show
    other letters than those that are written, or none. Name the font file in
    `book.toml`, under `[typography] fonts`, and its family in the style sheet. Example:
    `fonts = ["fonts/Harbour.otf"]` in `book.toml`, and
    `.sign { font-family: "Harbour" }` in the style sheet.
    """

    code: ClassVar[str] = "P030"
    severity: ClassVar[Severity] = Severity.ERROR

    sheet: str

    def message(self) -> str:
        """Name the sheet."""
        return f"the style sheet “{self.sheet}” has an @font-face rule"

    def help(self) -> str:
        """Say where fonts are named."""
        return "name the font file in book.toml, under [typography] fonts"


class HtmlInDrawing(Diagnostic, kw_only=True):
    """An SVG has labels in HTML, which the print edition can't show.

    Mermaid, draw.io and other programs put the text of an SVG into `foreignObject`,
    which is HTML within the SVG. Browsers show it; printers and many reading systems
    leave the boxes empty. If the SVG has the same text as SVG text too, that is printed
    and nothing is reported. Mermaid: `"htmlLabels": false` in its configuration writes
    text. draw.io: turn “Word Wrap” and “Formatted Text” off. With any program: export
    as PNG, three times as large as it is shown, or as PDF and convert that to SVG.
    Example: a flowchart that was saved from Mermaid's live editor.
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
    """An SVG has text that nobody sees on the page.

    It is outside the visible part of the SVG (its `viewBox`), is cut off by a clip or a
    mask, is covered, or has the colour of its background; or it is of a kind that the
    layout engine doesn't draw: along a path (`textPath`), in a `symbol`. Text that the
    SVG doesn't paint at all (a hidden layer, `display: none`, no fill) isn't reported.
    Example: a label that reaches beyond the edge.
    """

    code: ClassVar[str] = "P021"
    severity: ClassVar[Severity] = Severity.WARNING

    words: str

    def message(self) -> str:
        """Quote the words."""
        return f"“{self.words}” is in the SVG, but can’t be seen on the page"

    def help(self) -> str:
        """Say what to do."""
        return "move it inside the edges, or convert the text to paths"


class ScriptWithoutFont(Diagnostic, kw_only=True):
    """Words, or letters of many words, are in a script that no font of the book has.

    On paper they would be empty boxes, so no print edition is written. The Noto fonts
    are free and cover nearly every script. Put the file into the manuscript folder and
    name it in `book.toml`, under `[typography]`:
    `fonts = ["fonts/NotoSansThai-Regular.ttf"]`; it is embedded in both editions and
    used for characters that the theme fonts lack. A font of your system can be
    copied there too; a collection (`.ttc`) needs the name of one face (S083). Many are
    available as Python packages: `pip install fontpkg-noto-sans-thai`. For books in
    Chinese, Japanese or Korean, `pip install 'bookmaker-press[cjk]'` is enough. For a
    single letter or sign there is only a warning (S002). Example: a line of Chinese in
    an English book.
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
    is_part: bool = False
    """Whether the fonts have other letters of the script."""

    def message(self) -> str:
        """Name the script and say how much of it there is."""
        script, _ = _name_and_font(self.script)
        if self.is_part and self.script != "LATIN":
            script = f"all letters of {script}"
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
                f" `pip install 'bookmaker-press[cjk]'`; or add one: {fonts} under"
                " `[typography]`"
            )
        return (
            f"add a font that has it, for example {font}: {fonts} under `[typography]`"
        )


class RunningHeadShortened(Diagnostic, kw_only=True):
    """A title doesn't fit into the running head, so the head ends with an ellipsis.

    The title itself is printed in full. Give the chapter a short title for the running
    head: `short-title` in the metadata block of its file, or `{short="…"}` after the
    heading. Example: a title of eighty letters on a page 5 in wide.
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
            ' `{short="…"}` after the heading'
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


class TrimNotOffered(Diagnostic, kw_only=True):
    """The printer doesn't print books of this size.

    Printers on demand cut certain sizes only, and a file of another size is refused.
    Choose one of those that the message lists, or leave out `printer` if a local press
    prints the book. Printers change their sizes; `bookmaker/trade/` says when ours were
    looked at. Example: `trim = "A6"` with `printer = "kdp"`.
    """

    code: ClassVar[str] = "P060"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {
        "printer": "Lulu",
        "trim": "150 x 220mm",
        "offered": ("148 x 210mm", "152.4 x 228.6mm"),
    }

    printer: str
    trim: str
    offered: tuple[str, ...]
    """Sizes, the nearest first, or a range of them."""

    def message(self) -> str:
        """Name the printer and the size."""
        return f"{self.printer} doesn’t print books of {self.trim}"

    def help(self) -> str:
        """Name sizes that are printed."""
        return f"choose another trim: {'; '.join(self.offered)}"


class PageCountRefused(Diagnostic, kw_only=True):
    """The book has fewer or more pages than the printer binds.

    A spine needs a few pages to be glued, and a machine binds only so many. The limit
    is that of the paper that allows most; others allow less. For fewer pages, choose a
    smaller type or a larger trim, or print the book in two volumes. Example: a book of
    16 pages with `printer = "kdp"`, which binds 24 and more.
    """

    code: ClassVar[str] = "P061"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {
        "printer": "Amazon KDP",
        "pages": 16,
        "limit": 24,
    }

    printer: str
    pages: int
    """As bound: blank ones at the end included."""
    limit: int

    def message(self) -> str:
        """Give both numbers."""
        bound = "at least" if self.pages < self.limit else "at most"
        return (
            f"the book has {self.pages} pages, and {self.printer} binds {bound}"
            f" {self.limit}"
        )

    def help(self) -> str:
        """Say what changes the number."""
        return "change the trim, the type size or the printer"


class MarginWidened(Diagnostic, kw_only=True):
    """A margin that you set is too narrow for the printer, so it was widened.

    Near the spine, lines disappear into the binding: the more pages a book has, the
    wider the inner margin must be. At the other edges, the knife doesn’t cut
    exactly on the line. bookmaker uses the least margin that the printer asks for, and
    lays out the pages again. Example: `margin-inner = "10mm"` in a book of 400 pages.
    """

    code: ClassVar[str] = "P062"
    severity: ClassVar[Severity] = Severity.NOTE
    sample: ClassVar[Mapping[str, object]] = {
        "key": "margin-inner",
        "width": "15.9mm",
        "printer": "Amazon KDP",
        "pages": 412,
    }

    key: str
    width: str
    printer: str
    pages: int

    def message(self) -> str:
        """Give the margin that is used."""
        return (
            f"“{self.key}” is {self.width} here: {self.printer} asks for it in a book"
            f" of {self.pages} pages"
        )

    def help(self) -> str:
        """Say how the note goes away."""
        return f"set {self.key} to {self.width} or more, or leave it out"


class InkNotOffered(Diagnostic, kw_only=True):
    """The printer takes colours only in CMYK, and the book names no profile for them.

    Which amounts of ink give a colour depends on press and paper; the ICC profile of
    the press says it. Printers and their organizations (ECI, Idealliance) offer theirs
    for download. Without one bookmaker prints in black ink, or in colours that the
    printer's own machine turns into inks (RGB). Example: `ink = "colour"` with
    `printer = "ingram"`.
    """

    code: ClassVar[str] = "P063"
    severity: ClassVar[Severity] = Severity.ERROR

    printer: str
    is_cover: bool = False
    """Whether it is about the image of a cover."""

    def message(self) -> str:
        """Name the printer."""
        return f"{self.printer} takes colours in CMYK only, and no profile is named"

    def help(self) -> str:
        """Say what can be done."""
        other = "leave the image out" if self.is_cover else 'write `ink = "black"`'
        return (
            f'name the profile of the press: `profile = "colour/press.icc"` under'
            f" [print]; or {other}"
        )


class ProfileUnusable(Diagnostic, kw_only=True):
    """The file that the book names as the profile of the press is not one.

    `profile` under [print] names the ICC profile of a press that prints with four inks:
    cyan, magenta, yellow and black. The profile of a screen or of a camera (RGB) can't
    serve. Example: `profile = "sRGB.icc"`.
    """

    code: ClassVar[str] = "P065"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {
        "path": "sRGB.icc",
        "reason": "is for RGB, not for CMYK",
    }

    path: str
    reason: str

    def message(self) -> str:
        """Say what is wrong with it."""
        return f"the profile “{self.path}” can’t be used because it {self.reason}"

    def help(self) -> str:
        """Say where one is found."""
        return "ask your printer for the ICC profile of the press, or leave it out"


class BleedUnfit(Diagnostic, kw_only=True):
    """A token of the theme asks for bleed or marks that the printer doesn't take.

    Bleed is what is cut away, so that images reach the edge of the page. Printers on
    demand ask for a certain width, and for pages without crop marks. Example:
    `--plan-marks: 1` with `printer = "kdp"`.
    """

    code: ClassVar[str] = "P064"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {
        "printer": "Lulu",
        "token": "--plan-bleed",
        "wanted": "9",
    }

    printer: str
    token: str
    wanted: str = "0"
    """Its least value."""

    def message(self) -> str:
        """Say what the printer asks for."""
        if self.token == "--plan-marks":
            return f"{self.printer} refuses pages with crop marks ({self.token})"
        return f"{self.printer} asks for more bleed than {self.token} gives"

    def help(self) -> str:
        """Give the value."""
        return f"set `{self.token}: {self.wanted}` in your style sheet"


class ThemeNumberUnusable(Diagnostic, kw_only=True):
    """A theme or style sheet gives a token a value that bookmaker can't use.

    Some tokens of a theme are numbers that bookmaker computes with: those that begin
    with `--plan-` and `--limit-`, and the sizes `--type-small` and `--type-listing`.
    `bookmaker themes literary` lists the values of a theme. Example:
    `--plan-leading: 1.2em` instead of `--plan-leading: 1.2`.
    """

    code: ClassVar[str] = "P050"
    severity: ClassVar[Severity] = Severity.ERROR

    token: str
    value: str
    wanted: str
    """What it must be, in words: `a number from 0.5 to 5`."""

    def message(self) -> str:
        """Name the token and its value."""
        value = self.value if len(self.value) <= _LONGEST_VALUE else "a long value"
        return f"the theme’s “{self.token}” is “{value}”, not {self.wanted}"

    def help(self) -> str:
        """Say what to write."""
        return f"give {self.token} {self.wanted} in your style sheet"


_LONGEST_VALUE = 40


class SpineEstimated(Diagnostic, kw_only=True):
    """The width of the spine is an estimate, because the printer publishes no formula.

    The spine is as wide as the pages are thick. Some printers make a template for each
    book instead of saying how thick their papers are. Compare the width with your
    printer’s template, and write it in book.toml if it differs. Example: a book for
    IngramSpark.
    """

    code: ClassVar[str] = "P070"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {
        "printer": "IngramSpark",
        "width": "14.2 mm",
    }

    printer: str
    width: str

    def message(self) -> str:
        """Give the width."""
        return (
            f"the width of the spine, {self.width}, is an estimate for {self.printer}"
        )

    def help(self) -> str:
        """Say where the real one is written."""
        return (
            "compare it with the printer’s template, and write the width there as"
            " `spine-width` under [cover]"
        )


class SpineWordsLeftOut(Diagnostic, kw_only=True):
    """The spine has no words, or not all of them, because it is too narrow or short.

    Books aren’t bound so exactly that words on a narrow spine stay on it; printers
    print them only from a certain number of pages. A title that is too long for the
    spine is cut after its first clause, and the authors’ names are left out if they
    don’t fit.
    Example: a book of 60 pages.
    """

    code: ClassVar[str] = "P071"
    severity: ClassVar[Severity] = Severity.NOTE
    sample: ClassVar[Mapping[str, object]] = {"pages": 60, "limit": 79, "words": ""}

    printer: str
    pages: int
    limit: int = 0
    """The least number of pages; 0: pages are not the reason."""
    words: str = ""
    """What was left out or shortened; empty: everything."""
    shown: str = ""
    """What is there of it."""

    def message(self) -> str:
        """Say what is missing."""
        if self.shown:
            return f"the title on the spine is shortened to “{self.shown}”"
        if self.words:
            return f"the spine has no room for “{self.words}”"
        if self.pages < self.limit:
            return (
                f"the spine is blank: the book has {self.pages} pages, and"
                f" {self.printer} prints words on it from {self.limit} pages on"
            )
        return f"the spine is blank: {self.pages} pages are too thin for words on it"

    def help(self) -> str:
        """Say that nothing is wrong."""
        return "nothing needs to be done; thicker paper or larger type widens the spine"


class BarcodeWithoutIsbn(Diagnostic, kw_only=True):
    """The cover has no barcode, because the printed book has no ISBN.

    The barcode on the back is the ISBN of the edition’s product. Shops need it; some
    printers add a barcode themselves. Name the product in the table of the edition, and
    its ISBN in [products]. Example: a book without [products].
    """

    code: ClassVar[str] = "P072"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {"products": ()}

    products: tuple[str, ...] = ()
    """Those that have an ISBN."""

    def message(self) -> str:
        """Say what is missing."""
        return "the cover has no barcode, because the printed book has no ISBN"

    def help(self) -> str:
        """Say where it is written."""
        if self.products:
            named = ", ".join(f"“{name}”" for name in self.products)
            return (
                f'write `product = "…"` under [editions.print]: one of {named}; or'
                " `barcode = false` under [cover]"
            )
        return (
            "write the `isbn` under [products.paperback], or `barcode = false` under"
            " [cover]"
        )


class FrontCoarse(Diagnostic, kw_only=True):
    """The image of the front cover has too few pixels for its size on paper.

    Printers ask for 300 pixels per inch; below 200 you can see the pixels. The image
    covers the front and the bleed at three of its edges. Enlarging it in an image
    editor only blurs it. Example: a cover made for the EPUB, 1000 by 1600 pixels.
    """

    code: ClassVar[str] = "P073"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {
        "path": "cover.jpg",
        "per_inch": 163,
        "limit": 300,
        "width": 1838,
        "height": 2775,
    }

    path: str
    per_inch: int
    limit: int
    width: int
    """In pixels, as it should be."""
    height: int

    def message(self) -> str:
        """Say how coarse it is."""
        return f"“{self.path}” is printed with {self.per_inch} pixels per inch"

    def help(self) -> str:
        """Give the size that is asked for."""
        return (
            f"use an image of {self.width} by {self.height} pixels, for {self.limit}"
            " pixels per inch"
        )


class FrontCropped(Diagnostic, kw_only=True):
    """The image of the front cover has another shape than the front, and is cropped.

    The image fills the front with its bleed; what reaches beyond at two edges is cut
    away. Words near these edges may be lost. Example: a square image on a page of 6 by
    9 inches.
    """

    code: ClassVar[str] = "P074"
    severity: ClassVar[Severity] = Severity.NOTE
    sample: ClassVar[Mapping[str, object]] = {
        "path": "cover.jpg",
        "share": 12,
        "edges": "left and right",
    }

    path: str
    share: int
    """Per cent of the image."""
    edges: str

    def message(self) -> str:
        """Say how much is lost."""
        return f"{self.share} % of “{self.path}” is cut away at its {self.edges}"

    def help(self) -> str:
        """Say what can be done."""
        return "look at the guide, and give the image the shape of the front with bleed"


class BackTextTooLong(Diagnostic, kw_only=True):
    """The text for the back of the cover is longer than the back has room for.

    It is first set smaller, down to 8 points: smaller type on a back cover is hard to
    read. Write a shorter text under [cover]; the `description` for bookshops can stay
    as it is. Example: a description of four thousand characters.
    """

    code: ClassVar[str] = "P075"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {"characters": 4120}

    characters: int

    def message(self) -> str:
        """Say how long it is."""
        return (
            f"the text of the back cover, {self.characters} characters, doesn’t fit"
            " there"
        )

    def help(self) -> str:
        """Say where a shorter one is written."""
        return 'write a shorter one: `back = "…"` under [cover]'
