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


class FileDamaged(Diagnostic, kw_only=True):
    """A PDF can't be read as it should be.

    Its structure is damaged: a transfer that broke off, or a program that writes bad
    files. Viewers often repair such a file without a word; a printer may not. Write the
    file again with the program that made it. Example: a PDF without its last bytes.
    """

    code: ClassVar[str] = "V050"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {"reason": "unable to find trailer"}

    reason: str

    def message(self) -> str:
        """Quote the library that reads it."""
        return f"the PDF is damaged: {self.reason}"

    def help(self) -> str:
        """Say what to do."""
        return "write the file again"


class FontNotEmbedded(Diagnostic, kw_only=True):
    """A font is named in the PDF, but isn't in it, or what is in it isn't a font.

    A printer that lacks the font prints another, with other widths and perhaps without
    some characters. Embed all fonts when you write the PDF. bookmaker embeds every font
    itself. Example: a PDF from an office program, with Helvetica.
    """

    code: ClassVar[str] = "V051"
    severity: ClassVar[Severity] = Severity.ERROR

    font: str
    page: int
    """Of the file, counted from 1, as of the other kinds."""
    is_broken: bool = False
    """Whether something is embedded that no program can read as a font."""

    def message(self) -> str:
        """Name the font."""
        what = "is embedded as data that isn’t a font"
        state = what if self.is_broken else "is not embedded"
        return f"page {self.page}: the font “{self.font}” {state}"

    def help(self) -> str:
        """Say what to do."""
        return "embed all fonts when the PDF is written"

    def shared_cause(self) -> str:
        """A font is embedded for the whole file."""
        return self.font


class GlyphMissing(Diagnostic, kw_only=True):
    """A page draws the sign that a font has for characters that it lacks.

    It is printed as an empty box or as nothing. Choose a font that has the character.
    Example: a Chinese character in a Latin font.
    """

    code: ClassVar[str] = "V052"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {"page": 12, "glyphs": 2}

    page: int
    glyphs: int
    """How many."""

    def message(self) -> str:
        """Say how many and where."""
        count = "a character" if self.glyphs == 1 else f"{self.glyphs} characters"
        return f"page {self.page}: {count} of the text is not in its font (.notdef)"

    def help(self) -> str:
        """Say what to do."""
        return "use a font that has the character"


class ImageResolution(Diagnostic, kw_only=True):
    """An image has fewer or more pixels per inch than the printer asks for.

    Too few are seen as steps; too many make the file large, and are refused by some.
    What counts is the size on the page. Example: a photograph of 600 pixels that is
    printed four inches wide.
    """

    code: ClassVar[str] = "V053"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {
        "printer": "Lulu",
        "page": 12,
        "per_inch": 150,
        "limit": 300,
    }

    printer: str
    page: int
    per_inch: int
    limit: int

    def message(self) -> str:
        """Give both numbers."""
        asked = "at least" if self.per_inch < self.limit else "at most"
        return (
            f"page {self.page}: an image has {self.per_inch} pixels per inch, and"
            f" {self.printer} asks for {asked} {self.limit}"
        )

    def help(self) -> str:
        """Say what to do."""
        if self.per_inch > self.limit:
            return "make the image smaller in pixels"
        return "print the image smaller, or use one with more pixels"


class ColourRefused(Diagnostic, kw_only=True):
    """Something is in colours that the printer doesn't take, or that print badly.

    Text in RGB, or in four inks (“rich black”), is printed as dots of several inks,
    which never lie exactly on one another. Black text belongs in black ink alone. A
    PDF for print from bookmaker is so. Example: text in `0 0 0 rg`.
    """

    code: ClassVar[str] = "V054"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {
        "what": "black text",
        "space": "RGB",
        "page": 12,
        "why": "small type frays unless it is printed in black ink alone",
    }

    what: str
    space: str
    page: int
    why: str

    def message(self) -> str:
        """Say what is in which colours, and why that matters."""
        return f"page {self.page}: {self.what} is in {self.space}; {self.why}"

    def help(self) -> str:
        """Say what to do."""
        return (
            'with bookmaker, build an edition with `purpose = "print"`; otherwise'
            " convert the colours when the PDF is written"
        )

    def shared_cause(self) -> str:
        """One setting is wrong for all pages."""
        return f"{self.what} {self.space}"


class TransparencyFound(Diagnostic, kw_only=True):
    """A page has something transparent, which the printer wants flattened.

    Older presses can't mix colours that lie over one another, or print a box around
    them. An SVG with `opacity`, or a PNG with a transparent ground, brings it about;
    bookmaker puts images on white in PDFs for print, and leaves SVGs as they are.
    Example: a shape with `opacity: 0.5`.
    """

    code: ClassVar[str] = "V055"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {
        "printer": "Lulu",
        "page": 12,
        "what": "shapes or text",
    }

    printer: str
    page: int
    what: str

    def message(self) -> str:
        """Name what is transparent."""
        return (
            f"page {self.page}: {self.what} is transparent, and {self.printer} asks for"
            " flattened pages"
        )

    def help(self) -> str:
        """Say what to do."""
        return (
            "use opaque colours, or replace the SVG with a PNG of 300 pixels per inch"
        )


class FeatureForbidden(Diagnostic, kw_only=True):
    """The PDF has something that the printer forbids.

    Links, bookmarks (the outline), comments, metadata and passwords do nothing on
    paper, and the printer's programs stop at them. Build an edition with
    `purpose = "print"` and this `printer`: it has what the printer takes. Example: the
    PDF for readers, sent to KDP.
    """

    code: ClassVar[str] = "V056"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {
        "printer": "Amazon KDP",
        "feature": "links",
        "page": 12,
    }

    printer: str
    feature: str
    page: int | None = None
    """The first that has it; `None`: the file as a whole."""

    def message(self) -> str:
        """Name it and the printer."""
        where = "" if self.page is None else f"page {self.page}: "
        feature = _FEATURES[self.feature]
        return f"{where}the PDF has {feature}, which {self.printer} forbids"

    def help(self) -> str:
        """Say how to get a file without it."""
        return 'with bookmaker, build an edition for this printer: `printer = "…"`'


_FEATURES = {
    "annotations": "comments or forms",
    "attachments": "attached files",
    "encryption": "a password or restrictions",
    "layers": "layers",
    "links": "links",
    "marks": "printer’s marks",
    "metadata": "metadata",
    "outline": "bookmarks (an outline)",
    "scripts": "JavaScript",
    "transparency": "transparency",
}


class PageBoxWrong(Diagnostic, kw_only=True):
    """A page has a size, or a bleed, that the printer can't cut.

    All pages have one trim size, and it is one that the printer offers. Where images
    reach the edge, the page is larger by the bleed on the sides that the printer
    names. Example: one page of letter size in a book of 6 by 9 inches.
    """

    code: ClassVar[str] = "V057"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {
        "page": 12,
        "box": "210.0 × 297.0 mm",
        "why": "page 1 is 152.4 × 228.6 mm",
    }

    page: int
    box: str
    why: str

    def message(self) -> str:
        """Give the size and what is wrong with it."""
        return f"page {self.page} is {self.box}: {self.why}"

    def help(self) -> str:
        """Say what to do."""
        return "set the trim and the bleed to what the printer offers"


class PagesNotBound(Diagnostic, kw_only=True):
    """The PDF has a number of pages that the printer doesn't bind.

    Most printers add blank pages themselves, but then the spine of your cover is wrong.
    The limits are those of the paper that allows most. Example: 75 pages.
    """

    code: ClassVar[str] = "V058"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {
        "printer": "Amazon KDP",
        "pages": 75,
        "why": "binds multiples of 2",
    }

    printer: str
    pages: int
    why: str

    def message(self) -> str:
        """Give the number and the limit."""
        pages = "1 page" if self.pages == 1 else f"{self.pages} pages"
        return f"the PDF has {pages}; {self.printer} {self.why}"

    def help(self) -> str:
        """Say what to do."""
        return "add blank pages at the end, or change the trim or the type size"


class TextOutsideSafeArea(Diagnostic, kw_only=True):
    """Text is too near to the edge of the page, or to the spine.

    The knife may cut it off, or it disappears into the binding. The inner margin that
    is needed grows with the number of pages. Page numbers and running heads count too.
    Example: an inner margin of 10 mm in a book of 400 pages.
    """

    code: ClassVar[str] = "V059"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {
        "printer": "Amazon KDP",
        "page": 12,
        "edge": "inner",
        "letter": "T",
        "distance": "10.0 mm",
        "wanted": "15.9 mm",
    }

    printer: str
    page: int
    edge: str
    letter: str
    """The one that reaches furthest."""
    distance: str
    wanted: str

    def message(self) -> str:
        """Give both distances."""
        return (
            f"page {self.page}: “{self.letter}” is {self.distance} from the"
            f" {self.edge} edge, and {self.printer} asks for {self.wanted}"
        )

    def help(self) -> str:
        """Say what to do."""
        return "make that margin wider"

    def shared_cause(self) -> str:
        """A margin is the same on all pages."""
        return self.edge


class FileTooLarge(Diagnostic, kw_only=True):
    """The file is larger than the printer takes.

    Nearly always images are the reason: more than 300 pixels per inch aren't seen.
    Example: a PDF of 700 MB for KDP.
    """

    code: ClassVar[str] = "V060"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {
        "printer": "Amazon KDP",
        "megabytes": 700,
        "most": 650,
    }

    printer: str
    megabytes: int
    most: int

    def message(self) -> str:
        """Give both sizes."""
        return (
            f"the PDF has {self.megabytes} MB, and {self.printer} takes {self.most} MB"
            " at most"
        )

    def help(self) -> str:
        """Say what to do."""
        return "use smaller images"


class TooMuchInk(Diagnostic, kw_only=True):
    """A place on a page takes more ink than the printer allows.

    Wet paper sticks to the next sheet. The inks of a colour are added up: `1 1 1 1 k`
    is 400 %. Convert the image with a profile that limits the ink. Example: a
    photograph that was converted for coated paper.
    """

    code: ClassVar[str] = "V062"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {
        "printer": "IngramSpark",
        "percent": 320,
        "limit": 240,
        "page": 12,
    }

    printer: str
    percent: int
    limit: int
    page: int

    def message(self) -> str:
        """Give both figures."""
        return (
            f"page {self.page}: the inks add up to {self.percent} %, and"
            f" {self.printer} takes {self.limit} % at most"
        )

    def help(self) -> str:
        """Say what to do."""
        return "convert the colours with a profile that limits the ink"

    def shared_cause(self) -> str:
        """One profile made all of them."""
        return f"{self.printer} {self.limit}"


class OutputIntentWrong(Diagnostic, kw_only=True):
    """The file isn't the PDF/X that it says it is.

    A PDF/X says for which press its colours are meant, its output intent: the name of a
    printing condition, or an ICC profile. A PDF for print from bookmaker has one if the
    printer asks for it and nothing on its pages is transparent. Example: a file that
    says it is PDF/X-4 and has no profile.
    """

    code: ClassVar[str] = "V063"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {
        "why": "the file says that it is PDF/X-4, and has no output intent"
    }

    why: str

    def message(self) -> str:
        """Say what is wrong."""
        return self.why

    def help(self) -> str:
        """Say what to do."""
        return (
            'with bookmaker, build an edition with `purpose = "print"` for the printer;'
            " otherwise export the PDF as PDF/X"
        )


class ValidatorFinding(Diagnostic, kw_only=True):
    """Another program that checks books found a fault in a file.

    `bookmaker validate` runs EPUBCheck and Ace on EPUBs, qpdf and veraPDF on PDFs, and
    passes on what they report, with their own codes. If bookmaker made the file, this
    is a bug in bookmaker: report it. Example: EPUBCheck's RSC-005.
    """

    code: ClassVar[str] = "V061"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {
        "program": "EPUBCheck",
        "finding": "RSC-005: element “p” not allowed here",
        "place": "EPUB/text.xhtml:12:4",
    }

    program: str
    finding: str
    """With the program's own code."""
    place: str = ""
    """In the file: `EPUB/text.xhtml:12:4`."""

    def message(self) -> str:
        """Quote the program."""
        where = f"{self.place}: " if self.place else ""
        return f"{self.program}: {where}{self.finding}"

    def help(self) -> str:
        """Say whose fault it is."""
        return "if bookmaker made this file, report it with the manuscript"


class WhiteOverprinted(Diagnostic, kw_only=True):
    """Something white is set to overprint, so it isn't printed.

    Ink that overprints leaves the ink below it as it is. White is the absence of
    ink: on screens it hides what is below, on paper it does nothing. Turn overprinting
    off for white text and shapes. Example: white letters on a dark cover, exported with
    “overprint fill”.
    """

    code: ClassVar[str] = "V064"
    severity: ClassVar[Severity] = Severity.WARNING

    page: int

    def message(self) -> str:
        """Say where, and what happens."""
        return (
            f"page {self.page}: something white is set to overprint, so it will be"
            " missing in print"
        )

    def help(self) -> str:
        """Say what to do."""
        return "turn off overprinting for white text and shapes"


class EpubContainerWrong(Diagnostic, kw_only=True):
    """The EPUB isn't packed as an EPUB is.

    An EPUB is a zip archive whose first file is `mimetype`, not compressed, with
    `application/epub+zip` in it; `META-INF/container.xml` says where its package
    document is. Shops and readers know an EPUB by these bytes, and an archive that was
    packed again with an ordinary zip program lacks them. Pack `mimetype` first:
    `zip -X0 book.epub mimetype`, then `zip -Xr9D book.epub . -x mimetype`.
    """

    code: ClassVar[str] = "V065"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {"why": "“mimetype” is compressed"}

    why: str

    def message(self) -> str:
        """Say what is wrong with it."""
        return f"the EPUB isn’t packed correctly: {self.why}"

    def help(self) -> str:
        """Say what to do."""
        return "write the EPUB again, or pack `mimetype` first and without compression"


class EpubFileWrong(Diagnostic, kw_only=True):
    """A file of the EPUB is missing, isn't listed, can't be read, or is on the web.

    The package document lists every file of the EPUB in its manifest; what is listed
    and isn't there, or is there and isn't listed, makes an EPUB invalid. Images, style
    sheets and scripts must be in the file. Example: an image that was put into the
    archive by hand.
    """

    code: ClassVar[str] = "V066"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {
        "name": "EPUB/images/quay.png",
        "why": "the manifest doesn’t list it",
    }

    name: str
    """In the EPUB, with a line where one is known: `EPUB/text.xhtml:12`."""
    why: str

    def message(self) -> str:
        """Name the file and what is wrong."""
        return f"{self.name}: {self.why}"

    def help(self) -> str:
        """Say what to do."""
        return "correct the manifest, or put the file into the EPUB"


class EpubNavigationMissing(Diagnostic, kw_only=True):
    """The EPUB has no table of contents that a reading system can show.

    An EPUB 3 has a navigation document: a file of the manifest with the property `nav`,
    in which `<nav epub:type="toc">` lists the chapters. An EPUB 2 has an NCX. Example:
    an EPUB whose contents are only a page of links.
    """

    code: ClassVar[str] = "V067"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {
        "why": "no file of the manifest has the property “nav”"
    }

    why: str

    def message(self) -> str:
        """Say what is missing."""
        return f"the EPUB has no navigation: {self.why}"

    def help(self) -> str:
        """Say what to do."""
        return "write the EPUB again with a program that makes a table of contents"


class EpubImageWithoutText(Diagnostic, kw_only=True):
    """An image of the EPUB has no alt text.

    A screen reader reads `alt` in its place; without the attribute it may read the
    file's name. A decorative image has an empty one, `alt=""`. Example:
    `<img src="quay.png"/>`.
    """

    code: ClassVar[str] = "V068"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {"place": "EPUB/text.xhtml:12"}

    place: str
    """In the EPUB, with its line."""

    def message(self) -> str:
        """Say where."""
        return f"{self.place}: an image has no alt text"

    def help(self) -> str:
        """Say what to do."""
        return 'describe it with `alt="…"`, or write `alt=""` if it is only decoration'


class EpubHeadingSkipped(Diagnostic, kw_only=True):
    """A heading of the EPUB is more than one level below the one above it.

    Readers who can't see the page move from heading to heading, and miss the
    level between. Each document is looked at by itself. Example: `<h2>`, and then
    `<h4>`.
    """

    code: ClassVar[str] = "V069"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {
        "place": "EPUB/text.xhtml:12",
        "level": 4,
        "above": 2,
    }

    place: str
    """In the EPUB, with its line."""
    level: int
    """Counted from 1."""
    above: int
    """The level of the heading before it."""

    def message(self) -> str:
        """Give both levels."""
        return (
            f"{self.place}: a heading of level {self.level} is below one of level"
            f" {self.above}"
        )

    def help(self) -> str:
        """Say what to do."""
        return f"make it a heading of level {self.above + 1}"


class EpubLanguageMissing(Diagnostic, kw_only=True):
    """The EPUB, or one of its documents, doesn't say in which language it is.

    Screen readers choose their voice by it, and reading systems their hyphenation. The
    package document says it in `dc:language`, each document in the attribute `lang` of
    `<html>`. Example: a document that begins with a plain `<html>`.
    """

    code: ClassVar[str] = "V070"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {"name": "EPUB/text.xhtml"}

    name: str
    """The document, in the EPUB."""

    def message(self) -> str:
        """Name the document."""
        return f"{self.name}: the language is missing"

    def help(self) -> str:
        """Say what to do."""
        return 'name it: `<dc:language>en</dc:language>`, `<html lang="en">`'

    def shared_cause(self) -> str:
        """One program leaves it out of all documents."""
        return "language"


class PdfImageWithoutText(Diagnostic, kw_only=True):
    """A tagged PDF has an image without alt text.

    A screen reader has nothing to read in its place. An image that is only decoration
    is no figure: it belongs among the artifacts. Example: `/S /Figure` without `/Alt`.
    """

    code: ClassVar[str] = "V071"
    severity: ClassVar[Severity] = Severity.ERROR
    sample: ClassVar[Mapping[str, object]] = {"page": 12}

    page: int | None
    """Counted from 1; `None` if the file doesn't say."""

    def message(self) -> str:
        """Say where."""
        return f"{_on_page(self.page)}an image has no alt text"

    def help(self) -> str:
        """Say what to do."""
        return "describe the image in the program that wrote the PDF"


class PdfHeadingSkipped(Diagnostic, kw_only=True):
    """A heading of a tagged PDF is more than one level below the one above it.

    Readers who can't see the page move from heading to heading, and miss the level
    between; PDF/UA-1 forbids it. Example: `H2`, and then `H4`.
    """

    code: ClassVar[str] = "V072"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {"page": 12, "level": 4, "above": 2}

    page: int | None
    """Counted from 1; `None` if the file doesn't say."""
    level: int
    """Counted from 1."""
    above: int
    """The level of the heading before it."""

    def message(self) -> str:
        """Give both levels."""
        return (
            f"{_on_page(self.page)}a heading of level {self.level} is below one of"
            f" level {self.above}"
        )

    def help(self) -> str:
        """Say what to do."""
        return f"make it a heading of level {self.above + 1}"


class PdfLanguageMissing(Diagnostic, kw_only=True):
    """A tagged PDF doesn't name its language.

    Screen readers choose their voice by it. It is `/Lang` in the document's
    catalog. Example: a catalog with `/MarkInfo` and without `/Lang`.
    """

    code: ClassVar[str] = "V073"
    severity: ClassVar[Severity] = Severity.ERROR

    def message(self) -> str:
        """Say what is missing."""
        return "the language is missing"

    def help(self) -> str:
        """Say what to do."""
        return "set the document’s language in the program that wrote the PDF"


def _on_page(number: int | None) -> str:
    return "" if number is None else f"page {number}: "
