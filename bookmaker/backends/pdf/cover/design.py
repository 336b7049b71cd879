"""What a book’s cover says and how it looks: words, faces, colours.

What comes in: the options of an edition and its metadata. What goes out: a canvas that
nothing is drawn on yet. Words that no face can show, a number that is missing and a
spine that is too narrow are reported.
"""

from __future__ import annotations

from dataclasses import replace

from bookmaker.backends.cover_design import (
    CoverColour,
    CoverColours,
    colours_of,
    composed,
    is_plain,
    names_on_cover,
    seed_of,
    series_on_cover,
)
from bookmaker.backends.pdf.cover.canvas import (
    CoverCanvas,
    CoverLook,
    CoverType,
    CoverWords,
)
from bookmaker.backends.pdf.cover.front_picture import FrontPicture
from bookmaker.backends.pdf.cover.plan import CoverPlan
from bookmaker.backends.pdf.ruler import Ruler
from bookmaker.backends.pdf.setting import PrintStyle
from bookmaker.config.model import BookConfig, SpineDirection
from bookmaker.config.values import isbn_13
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.printing import (
    BackTextTooLong,
    BarcodeWithoutIsbn,
    SpineWordsLeftOut,
)
from bookmaker.diagnostics.catalog.styles import MissingGlyph
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.metadata import Metadata
from bookmaker.languages import language_of
from bookmaker.languages.words import direction_of
from bookmaker.trade import Printer

_PRODUCTS = ("paperback", "print", "pdf")
"""Names of products that a print edition is, where its table names none."""
_LEAST_SPINE = 5.4
"""Points that letters of 6 points need, beside what is kept free."""


def canvas_of(
    config: BookConfig,
    metadata: Metadata,
    pages: int,
    plan: CoverPlan,
    printer: Printer,
    front: FrontPicture | None,
    style: PrintStyle,
    diagnostics: Diagnostics,
) -> CoverCanvas:
    kind = _type(style, is_plain=is_plain(config.print.theme))
    words = _shown(_words(config, metadata, diagnostics), kind, config, diagnostics)
    seed = seed_of(words.title)
    colours = colours_of(seed) if front is None else _colours_beside(front)
    look = CoverLook(
        colours=colours,
        seed=seed,
        is_plain=is_plain(config.print.theme),
        picture=None if front is None else front.address,
    )
    turn = spine_turn(config.cover.spine_direction, metadata.language)
    if not _has_room_on_spine(plan, printer, pages):
        turn = 0
        place = config.place("print.printer") or config.place("title")
        limit = printer.cover.least_pages_for_spine_text
        diagnostics.add(
            SpineWordsLeftOut(
                printer=printer.label, pages=pages, limit=limit, span=place
            )
        )
    return CoverCanvas(plan=plan, words=words, kind=kind, look=look, spine_turn=turn)


def _words(
    config: BookConfig, metadata: Metadata, diagnostics: Diagnostics
) -> CoverWords:
    back = config.cover.back or metadata.description or ""
    isbn, shown, add_on = _isbn(config, diagnostics)
    return CoverWords(
        language=metadata.language,
        direction=direction_of(metadata.language),
        title=composed(metadata.title),
        subtitle=composed(metadata.subtitle or ""),
        series=series_on_cover(metadata),
        names=tuple(names_on_cover(metadata)),
        publisher=composed(metadata.publisher or ""),
        back=tuple(filter(None, map(composed, back.split("\n\n")))),
        isbn=isbn,
        isbn_shown=shown,
        add_on=add_on,
    )


def _isbn(
    config: BookConfig, diagnostics: Diagnostics
) -> tuple[str | None, str, str | None]:
    """The digits of the product's ISBN, the same with hyphens, and the add-on."""
    if not config.cover.barcode:
        return None, "", None
    named = config.edition.product if config.edition is not None else None
    names = (named,) if named else (config.edition_name or "", *_PRODUCTS)
    products = [config.products[n] for n in names if n in config.products]
    product = next((one for one in products if one.isbn is not None), None)
    if product is None or product.isbn is None:
        place = config.place("print.product") or config.place("title")
        known = tuple(name for name, one in config.products.items() if one.isbn)
        diagnostics.add(BarcodeWithoutIsbn(products=known, span=place))
        return None, "", None
    # Loaded where there is a number to print.
    from stdnum import isbn

    digits = isbn_13(product.isbn)
    return digits, isbn.format(digits), product.add_on


def _type(style: PrintStyle, *, is_plain: bool) -> CoverType:
    text, heading, code = (
        style.families[name]
        for name in ("--type-text", "--type-heading", "--type-code")
    )
    weight = 700 if is_plain else 400
    faces = style.fonts.faces
    return CoverType(
        title=Ruler(heading, faces, weight=weight),
        title_family=heading,
        title_weight=weight,
        text=Ruler(text, faces),
        text_family=text,
        figures=Ruler(code, faces),
        figures_family=code,
    )


def _shown(
    words: CoverWords, kind: CoverType, config: BookConfig, diagnostics: Diagnostics
) -> CoverWords:
    """The words without the characters that no face has, which are reported."""
    front = (words.title, words.subtitle, words.series, *words.names)
    said = {
        "title": (kind.title, " ".join(front)),
        "cover.back": (kind.text, " ".join((*words.back, words.publisher))),
    }
    lacking = ""
    for key, (ruler, text) in said.items():
        own = "".join(c for c in ruler.lacks(text) if c not in lacking)
        if own:
            lacking += own
            place = config.place(key) or config.place("description")
            diagnostics.add(MissingGlyph(characters=own, span=place))
    if not lacking:
        return words

    def kept(text: str) -> str:
        return composed("".join(c for c in text if c not in lacking))

    return replace(
        words,
        title=kept(words.title),
        subtitle=kept(words.subtitle),
        series=kept(words.series),
        names=tuple(filter(None, map(kept, words.names))),
        publisher=kept(words.publisher),
        back=tuple(filter(None, map(kept, words.back))),
    )


def _colours_beside(front: FrontPicture) -> CoverColours:
    """A ground that goes on from the picture's edges, and an ink that is read on it."""
    red, green, blue = front.edge.rgb
    luminance = (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255
    ink = (0, 0, 0) if luminance > _MIDDLE else (255, 255, 255)
    return CoverColours(front.edge, CoverColour(ink, (0, 0, 0, 0)))


_MIDDLE = 0.4
"""The luminance at which black and white are read as well: about a contrast of 4.5."""


def spine_turn(asked: SpineDirection, language: str) -> int:
    """The degrees, clockwise, by which a line is turned to run as asked."""
    if asked is SpineDirection.LANGUAGE:
        asked = SpineDirection(language_of(language).spine_words)
    runs_down = asked is SpineDirection.DOWN
    return 90 if runs_down is (direction_of(language) == "ltr") else -90


def _has_room_on_spine(plan: CoverPlan, printer: Printer, pages: int) -> bool:
    room = float(plan.spine - 2 * plan.spine_safe)
    return pages >= printer.cover.least_pages_for_spine_text and room >= _LEAST_SPINE


def check_room(
    canvas: CoverCanvas,
    printer: Printer,
    pages: int,
    config: BookConfig,
    diagnostics: Diagnostics,
) -> None:
    """Report what the sheet had no room for."""
    if not canvas.back_fits:
        place = config.place("cover.back") or config.place("description")
        raise ManuscriptError(
            BackTextTooLong(characters=sum(map(len, canvas.words.back)), span=place)
        )
    for key, lost, shown in (
        ("title", canvas.words.title, canvas.title_on_spine),
        ("authors", canvas.lost_on_spine, None),
    ):
        if shown is not None or (key == "authors" and lost):
            diagnostics.add(
                SpineWordsLeftOut(
                    printer=printer.label,
                    pages=pages,
                    words=lost,
                    shown=shown or "",
                    span=config.place(key),
                )
            )
