"""Kinds of problem with codes in `E`: the EPUB edition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from bookmaker.diagnostics import Diagnostic, Severity


class CoverUnreadable(Diagnostic, kw_only=True):
    """The cover's picture cannot be read.

    `epub.cover` in book.toml names a file that is not in the manuscript's folder, or
    that may not be read. An EPUB without the cover that its maker meant is not worth
    giving out. Write the path as seen from book.toml, such as `images/cover.jpg`, or
    leave the line out: a cover is then drawn from the title.
    """

    code: ClassVar[str] = "E001"
    severity: ClassVar[Severity] = Severity.ERROR

    path: str
    reason: str

    def message(self) -> str:
        return f"the cover “{self.path}” cannot be used: it {self.reason}"

    def help(self) -> str:
        return "give the path of a JPEG or PNG from book.toml, or leave `cover` out"


class CoverOfWrongKind(Diagnostic, kw_only=True):
    """The cover is neither a JPEG nor a PNG.

    Bookshops take covers in these two kinds only, and reading systems show no others
    on their shelves. What counts is the file's content, not the end of its name. Save
    the picture as JPEG or PNG, for example with 1600 by 2560 pixels.
    """

    code: ClassVar[str] = "E002"
    severity: ClassVar[Severity] = Severity.ERROR

    path: str
    found: str

    def message(self) -> str:
        return f"the cover “{self.path}” is neither JPEG nor PNG but {self.found}"

    def help(self) -> str:
        return "save the picture as JPEG or PNG"


class CoverTooSmall(Diagnostic, kw_only=True):
    """The cover has fewer pixels than bookshops want.

    Amazon asks for at least 625 by 1000 pixels (width by height), and Apple for 1400 on
    the shorter side; a smaller picture looks blurred on a shelf. Use one of 1600 by
    2560 pixels.
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
        return "use a picture of 1600 by 2560 pixels"


class PictureConverted(Diagnostic, kw_only=True):
    """A picture was converted for the EPUB.

    Not every reading system shows WebP, AVIF, JPEG 2000, TIFF, BMP, or a JPEG in the
    four colours of a press. The edition carries the picture as PNG, or as JPEG where it
    is a photograph, which would be several times larger as PNG. To decide yourself,
    save the picture as PNG or JPEG in RGB.
    """

    code: ClassVar[str] = "E004"
    severity: ClassVar[Severity] = Severity.NOTE

    path: str
    before: str
    after: str

    def message(self) -> str:
        return f"“{self.path}” is {self.before}; the EPUB carries it as {self.after}"


class PictureCleaned(Diagnostic, kw_only=True):
    """A drawing lost what may act or reach out of the book.

    An SVG can hold scripts and refer to files and addresses elsewhere. A book is read
    without a network and must do nothing by itself, so the editions carry the drawing
    without them. Look whether the drawing still shows what it should, and embed what it
    referred to.
    """

    code: ClassVar[str] = "E005"
    severity: ClassVar[Severity] = Severity.WARNING

    path: str
    removed: tuple[str, ...]

    def message(self) -> str:
        removed = ", ".join(self.removed)
        return f"“{self.path}” went into the book without {removed}"

    def help(self) -> str:
        return "embed in the drawing what it refers to, and take scripts out"


class CoverLacksLetters(Diagnostic, kw_only=True):
    """The drawn cover cannot show some letters of the title or the names.

    Where book.toml names no cover, one is drawn in a typeface for Latin, Greek and
    Cyrillic letters. Other letters are left out of the picture; the text of the book is
    not affected. Give a cover of your own with `epub.cover`.
    """

    code: ClassVar[str] = "E006"
    severity: ClassVar[Severity] = Severity.WARNING

    letters: str

    def message(self) -> str:
        return f"the drawn cover cannot show “{self.letters}”"

    def help(self) -> str:
        return 'give a cover of your own: cover = "images/cover.jpg" in [epub]'


class PictureReduced(Diagnostic, kw_only=True):
    """A picture has more pixels than any screen shows, and was made smaller.

    Apple Books takes no picture of more than 5.6 million pixels, and each one makes the
    book slower to load. The EPUB carries it with fewer; print keeps all that paper can
    show. Example: a scan of 8,000 by 6,000 pixels.
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
        return f"“{self.path}” has {millions}; the EPUB carries it with {size}"


class EditionHeavy(Diagnostic, kw_only=True):
    """The EPUB is larger than a bookshop takes.

    Barnes & Noble takes EPUBs of at most 20 MB, Kobo of 100, Amazon of 650. Pictures
    are what makes a book heavy: save photographs as JPEG, and none larger than a screen
    shows. Example: an EPUB of 25 MB.
    """

    code: ClassVar[str] = "E008"
    severity: ClassVar[Severity] = Severity.NOTE
    sample: ClassVar[Mapping[str, object]] = {"megabytes": 700}

    megabytes: int
    shops: tuple[str, ...]

    def message(self) -> str:
        shops = ", ".join(self.shops)
        return f"the EPUB has {self.megabytes} MB, more than these take: {shops}"

    def help(self) -> str:
        return "save photographs as JPEG, and none larger than a screen shows"


class PictureFlashes(Diagnostic, kw_only=True):
    """An animated picture flashes so often that it can cause seizures.

    WCAG 2.2, 2.3.1, allows three flashes in a second. Slow the animation down, or use a
    picture that stands still. The book doesn’t say that it is without hazards. Example:
    a GIF that is red and white by turns, twelve times a second.
    """

    code: ClassVar[str] = "E020"
    severity: ClassVar[Severity] = Severity.WARNING

    path: str
    flashes: int
    """In the worst second."""

    def message(self) -> str:
        return f"“{self.path}” flashes {self.flashes} times in a second"

    def help(self) -> str:
        return (
            "make it slower, three flashes in a second at most, or let it stand still"
        )


class ConformanceContradicted(Diagnostic, kw_only=True):
    """The book can’t conform as `[accessibility]` says that it does.

    The EPUB says nothing of conformance or of who evaluated it, for what it says would
    be wrong. Mend what the message names and evaluate the edition anew. Example: a
    picture without alternative text in a book that was evaluated at level AA.
    """

    code: ClassVar[str] = "E021"
    severity: ClassVar[Severity] = Severity.WARNING

    reason: str
    """A clause."""

    def message(self) -> str:
        return f"the EPUB claims no conformance: {self.reason}"

    def help(self) -> str:
        return "correct it, have the edition evaluated again, and give the new date"
