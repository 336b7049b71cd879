"""Kinds of problem with codes in `E`: the EPUB edition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from bookmaker.diagnostics import Diagnostic, Severity


class CoverUnreadable(Diagnostic, kw_only=True):
    """The cover image can't be read.

    `epub.cover` in book.toml names a file that isn't in the manuscript folder, or that
    you don't have permission to read. No EPUB is written without the cover that you
    chose. Write the path as seen from book.toml, such as `images/cover.jpg`, or leave
    the line out: a cover is then drawn from the title.
    """

    code: ClassVar[str] = "E001"
    severity: ClassVar[Severity] = Severity.ERROR

    path: str
    reason: str

    def message(self) -> str:
        return f"the cover “{self.path}” cannot be used because it {self.reason}"

    def help(self) -> str:
        return "give the path of a JPEG or PNG from book.toml, or leave `cover` out"


class CoverOfWrongKind(Diagnostic, kw_only=True):
    """The cover is neither a JPEG nor a PNG.

    Bookshops accept covers only in these two formats, and reading systems show no
    others in their libraries. What counts is the file's content, not its extension.
    Save the image as JPEG or PNG, for example with 1600 by 2560 pixels.
    """

    code: ClassVar[str] = "E002"
    severity: ClassVar[Severity] = Severity.ERROR

    path: str
    found: str

    def message(self) -> str:
        return f"the cover “{self.path}” is neither JPEG nor PNG but {self.found}"

    def help(self) -> str:
        return "save the image as JPEG or PNG"


class CoverTooSmall(Diagnostic, kw_only=True):
    """The cover has fewer pixels than bookshops want.

    Amazon asks for at least 625 by 1000 pixels (width by height), and Apple for 1400 on
    the shorter side; a smaller image looks blurred in a shop. Use one of 1600 by 2560
    pixels.
    """

    code: ClassVar[str] = "E003"
    severity: ClassVar[Severity] = Severity.WARNING
    sample: ClassVar[Mapping[str, object]] = {"width": 400, "height": 640}

    path: str
    width: int
    height: int

    def message(self) -> str:
        size = f"{self.width} by {self.height} pixels"
        return f"the cover “{self.path}” is small: {size}"

    def help(self) -> str:
        return "use an image of 1600 by 2560 pixels"


class PictureConverted(Diagnostic, kw_only=True):
    """An image was converted for the EPUB.

    Not every reading system shows WebP, AVIF, JPEG 2000, TIFF, BMP, a CMYK JPEG, or a
    PNG with more than 256 greys, or turns a photograph as its Exif data says. The EPUB
    contains the image as PNG, or as JPEG if it is a photograph, which would be several
    times larger as PNG. To decide yourself, save the image upright as PNG or JPEG in
    RGB.
    """

    code: ClassVar[str] = "E004"
    severity: ClassVar[Severity] = Severity.NOTE

    path: str
    before: str
    after: str

    def message(self) -> str:
        return f"“{self.path}” is {self.before}; the EPUB contains it as {self.after}"


class PictureCleaned(Diagnostic, kw_only=True):
    """Scripts or external references were removed from an SVG.

    An SVG can contain scripts and refer to files and addresses elsewhere. A book is
    read offline and must do nothing by itself, so the editions contain the SVG without
    them. Check that the SVG still shows what it should, and embed what it referred to.
    """

    code: ClassVar[str] = "E005"
    severity: ClassVar[Severity] = Severity.WARNING

    path: str
    removed: tuple[str, ...]

    def message(self) -> str:
        removed = ", ".join(self.removed)
        return f"the editions contain “{self.path}” without {removed}"

    def help(self) -> str:
        return "embed what the SVG refers to, and remove scripts"


class CoverLacksLetters(Diagnostic, kw_only=True):
    """The generated cover can't show some letters of the title or the names.

    If book.toml names no cover, one is drawn in a typeface for Latin, Greek and
    Cyrillic letters. Other letters are left out of the image; the text of the book is
    not affected. Provide your own cover with `epub.cover`.
    """

    code: ClassVar[str] = "E006"
    severity: ClassVar[Severity] = Severity.WARNING

    letters: str

    def message(self) -> str:
        return f"the generated cover cannot show “{self.letters}”"

    def help(self) -> str:
        return 'give a cover of your own: cover = "images/cover.jpg" in [epub]'


class PictureReduced(Diagnostic, kw_only=True):
    """An image has more pixels than any screen shows, and was scaled down.

    Apple Books accepts no image of more than 5.6 million pixels, and each one makes the
    book slower to load. The EPUB contains it with fewer; print keeps as many as paper
    can show. Example: a scan of 8,000 by 6,000 pixels.
    """

    code: ClassVar[str] = "E007"
    severity: ClassVar[Severity] = Severity.NOTE
    sample: ClassVar[Mapping[str, object]] = {
        "pixels": 12_000_000,
        "width": 2000,
        "height": 1500,
    }

    path: str
    pixels: int
    width: int
    height: int

    def message(self) -> str:
        millions = f"{self.pixels / 1_000_000:.1f} million pixels"
        size = f"{self.width} by {self.height}"
        return f"“{self.path}” has {millions}; the EPUB contains it with {size}"


class EditionHeavy(Diagnostic, kw_only=True):
    """The EPUB is larger than a bookshop accepts.

    Barnes & Noble accepts EPUBs of at most 20 MB, Kobo 100 MB, Amazon 650 MB. Large
    images are the usual reason: save photographs as JPEG, and none larger than a screen
    shows.
    Example: an EPUB of 25 MB.
    """

    code: ClassVar[str] = "E008"
    severity: ClassVar[Severity] = Severity.NOTE
    sample: ClassVar[Mapping[str, object]] = {
        "megabytes": 700,
        "shops": ("Barnes & Noble", "Kobo", "Amazon"),
    }

    megabytes: int
    shops: tuple[str, ...]

    def message(self) -> str:
        shops = ", ".join(self.shops)
        return f"the EPUB is {self.megabytes} MB, more than these shops accept: {shops}"

    def help(self) -> str:
        return "save photographs as JPEG, and none larger than a screen shows"


class PictureFlashes(Diagnostic, kw_only=True):
    """An animated image flashes so often that it can cause seizures.

    WCAG 2.2, 2.3.1, allows three flashes in a second. Slow the animation down, or use a
    still image. The book doesn’t claim to be free of hazards. Example: a GIF that
    alternates between red and white twelve times a second.
    """

    code: ClassVar[str] = "E020"
    severity: ClassVar[Severity] = Severity.WARNING

    path: str
    flashes: int
    """In the worst second."""

    def message(self) -> str:
        return f"“{self.path}” flashes {self.flashes} times in a second"

    def help(self) -> str:
        return "slow it down to at most three flashes in a second, or use a still image"


class ConformanceContradicted(Diagnostic, kw_only=True):
    """The book can’t conform as `[accessibility]` says that it does.

    The EPUB doesn't mention conformance or who evaluated it, because that would be
    wrong. Fix what the message names and evaluate the edition again. Example: an image
    without alt text in a book that was evaluated at level AA.
    """

    code: ClassVar[str] = "E021"
    severity: ClassVar[Severity] = Severity.WARNING

    reason: str
    """A clause."""

    def message(self) -> str:
        return f"the EPUB doesn’t claim conformance: {self.reason}"

    def help(self) -> str:
        return "correct it, have the edition evaluated again, and give the new date"


class PagesNotListed(Diagnostic, kw_only=True):
    """Pages of the print edition aren't in the EPUB’s page list.

    `page-list` marks the word in the EPUB that opens each printed page. A page has no
    such word if all of it is only in print: an index, a list of addresses, or text
    with the condition `when-format="pdf"`. Nothing is wrong with the other pages.
    """

    code: ClassVar[str] = "E009"
    severity: ClassVar[Severity] = Severity.NOTE
    sample: ClassVar[Mapping[str, object]] = {"labels": ("iii", "214")}

    labels: tuple[str, ...]

    def message(self) -> str:
        shown = ", ".join(self.labels[:_MOST_PAGES])
        further = len(self.labels) - _MOST_PAGES
        rest = f" and {further} more" if further > 0 else ""
        noun = "page" if len(self.labels) == 1 else "pages"
        return f"the page list leaves out {noun} {shown}{rest}, which only print has"


_MOST_PAGES = 12
