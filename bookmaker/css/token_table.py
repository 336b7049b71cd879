"""The tokens of the themes: what each is for, and which of them the book decides.

A token is a custom property of `:root` that a style sheet of the author's may give
another value. What a key of `book.toml` decides is declared after every sheet, so that
a value for it has no effect. `docs/tokens.md` and `bookmaker themes` say the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TokenUse:
    """What a token is for."""

    unit: str
    """The kind of value, in words: `em`, `a number`, `a string`."""
    effect: str
    """What it changes, without a full stop."""
    editions: str = "both"
    """`both` or `PDF`."""
    instead: str = ""
    """What to write in its place, where a value has no effect."""


_EM = "em: parts of the text size"
_NUMBER = "a number"
_LENGTH = "a length"
_FAMILIES = "names of fonts"
_STRING = "a string"
_LINES = "a length: parts of a line"
_TEXT = (
    "a string, or `string(book)`, `string(part)`, `string(chapter)`, `string(section)`"
)

TOKENS: Mapping[str, TokenUse] = {
    # Text.
    "--type-text": TokenUse(_FAMILIES, "font of the text", "PDF"),
    "--type-heading": TokenUse(_FAMILIES, "font of headings", "PDF"),
    "--type-code": TokenUse(_FAMILIES, "font of code"),
    "--type-title": TokenUse(_EM, "size of chapter titles"),
    "--type-subtitle": TokenUse(_EM, "size of subtitles"),
    "--type-heading-1": TokenUse(_EM, "size of section headings, `##`"),
    "--type-heading-2": TokenUse(_EM, "size of headings, `###`"),
    "--type-heading-3": TokenUse(_EM, "size of headings, `####`"),
    "--type-quotation": TokenUse(_EM, "size of block quotations"),
    "--type-small": TokenUse(_EM, "size of small text: copyright page, captions"),
    "--type-note": TokenUse(_EM, "size of notes"),
    "--type-listing": TokenUse(_EM, "size of code blocks"),
    "--type-code-in-line": TokenUse(_EM, "size of code within a sentence"),
    "--type-indent": TokenUse(_EM, "first-line indent of paragraphs"),
    "--type-tracking": TokenUse(_EM, "letter spacing of small capitals in headings"),
    "--type-weight-title": TokenUse("400 to 700", "weight of chapter titles"),
    "--type-weight-heading": TokenUse("400 to 700", "weight of headings"),
    "--type-hyphens": TokenUse(
        "`auto` or `manual`",
        "hyphenation; `hyphenate` in `book.toml` overrides it",
        "PDF",
    ),
    # Space.
    "--space-half": TokenUse(_LINES, "space of half a line", "both"),
    "--space-line": TokenUse(_LINES, "space of a line"),
    "--space-double": TokenUse(_LINES, "space of two lines"),
    "--space-block": TokenUse(_LINES, "space above and below quotations and verse"),
    "--space-list": TokenUse(_LINES, "space above and below lists"),
    "--space-item": TokenUse(_LINES, "space between items with blank lines between"),
    "--space-quotation-side": TokenUse(_EM, "indent of block quotations"),
    "--space-list-side": TokenUse(_EM, "indent of lists"),
    "--space-above-1": TokenUse(_LINES, "space above section headings, `##`"),
    "--space-below-1": TokenUse(_LINES, "space below section headings, `##`"),
    "--space-above-2": TokenUse(_LINES, "space above lower headings, `###`"),
    "--space-run-in": TokenUse(_LINES, "space above headings in the line, `####` on"),
    "--space-below-2": TokenUse(_LINES, "space below lower headings, `###`"),
    "--leading-title": TokenUse(_LINES, "line height of chapter titles"),
    "--leading-heading": TokenUse(_LINES, "line height of headings"),
    "--leading-small": TokenUse(_LINES, "line height of small text"),
    "--leading-note": TokenUse(_LINES, "line height of notes and captions", "PDF"),
    "--leading-listing": TokenUse(_LINES, "line height of code blocks"),
    # Lines and signs.
    "--rule-thin": TokenUse(_EM, "thickness of thin lines"),
    "--rule-thick": TokenUse(_EM, "thickness of thick lines"),
    "--sign-scene-break": TokenUse(_STRING, "sign of a scene break"),
    "--sign-asterism": TokenUse(_STRING, "sign of a scene break with `{.asterism}`"),
    "--sign-ornament": TokenUse(_STRING, "sign of a scene break with `{.ornament}`"),
    "--sign-attribution": TokenUse(_STRING, "what precedes the source of a quotation"),
    "--sign-continued": TokenUse(
        "`auto` or a string",
        "what follows the number of a table on its pages after the first: in the"
        ' language of the book, or your own words; `""` for none',
        "PDF",
    ),
    # Pages.
    "--plan-leading": TokenUse(
        _NUMBER, "line spacing: the distance from line to line in text sizes", "PDF"
    ),
    "--plan-measure": TokenUse(
        _NUMBER, "characters in a line, from which the text size is calculated", "PDF"
    ),
    "--plan-least-type": TokenUse(
        _NUMBER, "smallest text size that is calculated, in points", "PDF"
    ),
    "--plan-most-type": TokenUse(
        _NUMBER, "largest text size that is calculated, in points", "PDF"
    ),
    "--plan-character": TokenUse(
        _NUMBER, "mean width of a character of the text font, in em", "PDF"
    ),
    "--plan-sink": TokenUse(
        _NUMBER, "space above a chapter title, as a part of the page", "PDF"
    ),
    "--plan-opener": TokenUse(
        _NUMBER, "height of a chapter opening, as a part of the page", "PDF"
    ),
    "--plan-inner": TokenUse(
        _NUMBER, "inner margin, as a part of the page width", "PDF"
    ),
    "--plan-outer": TokenUse(
        _NUMBER, "outer margin, as a part of the page width", "PDF"
    ),
    "--plan-top": TokenUse(_NUMBER, "top margin, as a part of the page height", "PDF"),
    "--plan-bottom": TokenUse(
        _NUMBER, "bottom margin, as a part of the page height", "PDF"
    ),
    "--composition": TokenUse(
        "`off` or `lines`",
        "whether the lines of a paragraph are broken together; `composition` under"
        " `[print]` overrides it",
        "PDF",
    ),
    "--break-division": TokenUse(
        "`recto` or `page`",
        "page on which chapters start; `chapters-open` in `book.toml` overrides it",
        "PDF",
    ),
    "--letter-fit": TokenUse(
        _NUMBER,
        "how much wider or narrower letters may be in a composed line, as a part of"
        " their width",
        "PDF",
    ),
    "--call-size": TokenUse(
        _EM, "size of note calls, where the font has no superior figures", "PDF"
    ),
    "--call-position": TokenUse(
        "`normal` or `super`",
        "whether note calls are superior figures of the font: found out from it",
        "PDF",
    ),
    "--call-shift": TokenUse(
        "`super` or `baseline`",
        "height of note calls, where the font has no superior figures",
        "PDF",
    ),
    "--plan-bleed": TokenUse(_LENGTH, "bleed around the page, in points", "PDF"),
    "--plan-marks": TokenUse("`0` or `1`", "crop marks", "PDF"),
    "--head-verso": TokenUse(_TEXT, 'running head of left pages; `""` for none', "PDF"),
    "--head-recto": TokenUse(
        _TEXT, 'running head of right pages; `""` for none', "PDF"
    ),
    "--head-family": TokenUse(_FAMILIES, "font of running heads", "PDF"),
    "--head-size": TokenUse(_EM, "size of running heads", "PDF"),
    "--head-style": TokenUse("`normal` or `italic`", "style of running heads", "PDF"),
    "--head-caps": TokenUse(
        "`small-caps` or `normal`", "small capitals in running heads", "PDF"
    ),
    "--head-transform": TokenUse(
        "`lowercase`, `uppercase` or `none`", "letters of running heads", "PDF"
    ),
    "--head-tracking": TokenUse(_EM, "letter spacing of running heads", "PDF"),
    "--head-align-left": TokenUse(
        "`left`, `center` or `right`",
        "where running heads of left pages are, between the page numbers",
        "PDF",
    ),
    "--head-align-right": TokenUse(
        "`left`, `center` or `right`", "the same, of right pages", "PDF"
    ),
    "--head-gap": TokenUse(_LENGTH, "space between running head and text", "PDF"),
    "--folio-size": TokenUse(_EM, "size of page numbers", "PDF"),
    "--folio-figures": TokenUse(
        "`oldstyle-nums` or `lining-nums`", "figures of page numbers", "PDF"
    ),
    "--contents-leader": TokenUse(
        '`leader(".")`', "dots before page numbers in the contents", "PDF"
    ),
    "--index-columns": TokenUse(_NUMBER, "columns of the index", "PDF"),
    "--index-gap": TokenUse(_EM, "space between the columns of the index", "PDF"),
    "--title-lines": TokenUse(
        _NUMBER, "line spacing of titles, in lines of the text", "PDF"
    ),
    "--initial-lines": TokenUse(_NUMBER, "lines of a drop cap", "PDF"),
    "--initial-height": TokenUse(
        _NUMBER, "height of a capital of the text font, in em", "PDF"
    ),
    # What `bookmaker layout` reports.
    "--limit-loose-space": TokenUse(
        "em", "word space from which `bookmaker layout` reports a line as loose", "PDF"
    ),
    "--limit-tight-space": TokenUse(
        "em", "word space below which `bookmaker layout` reports a line as tight", "PDF"
    ),
    "--limit-loose-lines": TokenUse(
        _NUMBER, "part of the lines that may be loose, for `bookmaker layout`", "PDF"
    ),
    "--limit-divided-lines": TokenUse(
        _NUMBER, "part of the lines that may end in a hyphen, for the same", "PDF"
    ),
    # What the book decides.
    "--type-size": TokenUse(
        _LENGTH, "size of the text", "PDF", "type-size under [print] in book.toml"
    ),
    "--leading": TokenUse(
        _LENGTH, "distance from line to line", "PDF", "--plan-leading, a number"
    ),
    "--page-width": TokenUse(
        _LENGTH, "width of the page", "PDF", "trim under [print] in book.toml"
    ),
    "--page-height": TokenUse(
        _LENGTH, "height of the page", "PDF", "trim under [print] in book.toml"
    ),
    "--page-margin-inner": TokenUse(
        _LENGTH, "inner margin", "PDF", "margin-inner under [print] in book.toml"
    ),
    "--page-margin-outer": TokenUse(
        _LENGTH, "outer margin", "PDF", "margin-outer under [print] in book.toml"
    ),
    "--page-margin-top": TokenUse(
        _LENGTH, "top margin", "PDF", "margin-top under [print] in book.toml"
    ),
    "--page-margin-bottom": TokenUse(
        _LENGTH, "bottom margin", "PDF", "margin-bottom under [print] in book.toml"
    ),
    "--page-text-height": TokenUse(
        _LENGTH,
        "height of the text",
        "PDF",
        "margin-top and margin-bottom under [print]",
    ),
    "--page-edge": TokenUse(
        _LENGTH, "bleed and marks around the page", "PDF", "--plan-bleed, a number"
    ),
    "--page-marks": TokenUse("crop marks", "crop marks", "PDF", "--plan-marks, 0 or 1"),
    "--page-sink": TokenUse(
        _LENGTH, "space above a chapter title", "PDF", "--plan-sink, a number"
    ),
    "--page-opener": TokenUse(
        _LENGTH, "height of a chapter opening", "PDF", "--plan-opener, a number"
    ),
}
"""Every token, by its name; a test compares them with the sheets."""
