"""Printers as data: one TOML file a printer, `NAME.toml` in this folder.

A file holds what a printer on demand asks of the pages that it prints: trims, numbers
of pages, margins, bleed, images, colours, what a PDF must not hold; and of the cover:
how thick the papers are, where words may be printed. Each table says
where its figures are from (`source`), when that was looked at (`verified-on`), and what
they rest on (`basis`):

- `printer`: the printer's own page was read.
- `quoted`: others quote the printer; its own page was not read.
- `assumed`: no page gives it. It is what this program goes by for want of a figure.

Printers change their rules. A figure that is missing limits nothing.
"""

from __future__ import annotations

import datetime
import enum
import functools
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from bookmaker.diagnostics.errors import InternalError
from bookmaker.units import Length

FOLDER = Path(__file__).parent
GENERIC = "generic"
"""The printer of whom nothing is known."""
TOLERANCE = Length.parse("0.01in")
"""By how much a page may miss its size: printers give inches with two decimals."""


class Basis(enum.Enum):
    """What a figure rests on."""

    PRINTER = "printer"
    QUOTED = "quoted"
    ASSUMED = "assumed"


class Ink(enum.Enum):
    """What the pages are printed with."""

    BLACK = "black"
    COLOUR = "colour"


class Colours(enum.Enum):
    """The colour spaces that a printer takes."""

    GREY = "grey"
    RGB = "rgb"
    CMYK = "cmyk"


class Feature(enum.Enum):
    """What a PDF may hold and a printer may forbid."""

    ANNOTATIONS = "annotations"
    ATTACHMENTS = "attachments"
    ENCRYPTION = "encryption"
    LAYERS = "layers"
    LINKS = "links"
    MARKS = "marks"
    METADATA = "metadata"
    OUTLINE = "outline"
    SCRIPTS = "scripts"
    TRANSPARENCY = "transparency"


class PageSide(enum.Enum):
    """The sides of a page, wherever its spine is."""

    TOP = "top"
    BOTTOM = "bottom"
    OUTER = "outer"
    INNER = "inner"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the figures of a table are from."""

    basis: Basis
    source: str
    """An address, or in words why there is none."""
    verified_on: datetime.date


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper, and how many pages of it are bound."""

    name: str
    ink: Ink
    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class Gutter:
    """The inner margin of books of so many pages."""

    most: int | None
    """Pages, included; `None`: any number."""
    margin: Length


class PressStandard(enum.Enum):
    """The form of PDF that a printer asks for: ISO 15930."""

    NONE = "none"
    """Any PDF."""
    X_1A = "x-1a"
    """PDF/X-1a:2001: black, or four inks, and nothing transparent."""
    X_4 = "x-4"
    """PDF/X-4: with the profile of the press, if the book names one."""


@dataclass(frozen=True, slots=True)
class SpineFormula:
    """How wide the spine is of a book on some papers."""

    papers: tuple[str, ...]
    page: Fraction
    """How thick a page is, half a leaf, in points."""
    binding: Length
    """What the cover itself, and its glue, add."""

    def width(self, pages: int) -> Length:
        """The width of the spine of a book of so many pages."""
        return Length(self.page * pages) + self.binding


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverRules:
    """What a printer asks of the cover of a paperback, one sheet around the pages."""

    bleed: Length
    """At all four edges of the sheet."""
    safe: Length
    """The least distance of words from the trim and from the spine's edges."""
    colours: frozenset[Colours]
    spines: tuple[SpineFormula, ...]
    least_pages_for_spine_text: int
    spine_safe: Length
    """The least distance of the spine's words from its edges."""
    barcode: tuple[Length, Length]
    """The room for the barcode on the back, width by height."""
    barcode_from_edges: Length
    """How far that is from the spine and from the foot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printer:
    """What a printer asks for. Sizes are of the trimmed page."""

    name: str
    """The name of its file: `kdp`."""
    label: str
    """What messages call it."""
    widths: tuple[Length, Length] | None
    """The least and the most; with `heights`, any size between is cut."""
    heights: tuple[Length, Length] | None
    sizes: tuple[tuple[Length, Length], ...]
    """Width by height; with none, and no `widths`, any size is cut."""
    multiple: int
    """The number of pages is a multiple of it."""
    ends_blank: bool
    """Whether the last page must be blank."""
    papers: tuple[Paper, ...]
    gutters: tuple[Gutter, ...]
    """By rising numbers of pages."""
    outer: Length
    """The least distance from the trim of what must not be cut, but at the spine."""
    outer_with_bleed: Length
    """The same in a file with bleed."""
    bleed: Length
    bleed_sides: frozenset[PageSide]
    """The sides on which the pages of a file with bleed reach beyond the trim."""
    least_per_inch: int
    """Pixels of an image at its printed size."""
    most_per_inch: int | None
    colours: frozenset[Colours]
    forbidden: frozenset[Feature]
    most_megabytes: int | None
    standard: PressStandard
    condition: str
    """The printing condition in the ICC's registry, where a file names it; or empty."""
    most_ink: int | None
    """Of all four inks on one place, in per cent."""
    cover: CoverRules
    evidence: Mapping[str, Evidence]
    """By the names of the file's tables; of papers and spines by `papers.NAME` and
    `spines.NAME`, with the name of a paper."""

    def inner_margin(self, pages: int) -> Length:
        """The least inner margin of a book of so many pages.

        A book of more pages than any step allows has the margin of the last.
        """
        for step in self.gutters:
            if step.most is None or pages <= step.most:
                return step.margin
        return self.gutters[-1].margin

    def offers(self, width: Length, height: Length) -> bool:
        """Whether pages of this size are cut."""
        if any(_is_near(width, w) and _is_near(height, h) for w, h in self.sizes):
            return True
        if self.widths is not None and self.heights is not None:
            return _is_within(width, self.widths) and _is_within(height, self.heights)
        return not self.sizes

    def page_limits(self, ink: Ink) -> tuple[int | None, int | None]:
        """The least and the most pages that any paper for this ink allows."""
        papers = [paper for paper in self.papers if paper.ink is ink]
        least = [paper.least for paper in papers]
        most = [paper.most for paper in papers]
        return (
            None if None in least else min(filter(None, least), default=None),
            None if None in most else max(filter(None, most), default=None),
        )

    def paper(self, name: str | None, ink: Ink) -> Paper:
        """The paper of a name, or the first that takes this ink.

        Raises `KeyError` where there is none.
        """
        for paper in self.papers:
            if paper.name == name or (name is None and paper.ink is ink):
                return paper
        raise KeyError(name)

    def spine_formula(self, paper: Paper) -> SpineFormula:
        """How wide the spine of a book on a paper is; every paper has a formula."""
        return next(one for one in self.cover.spines if paper.name in one.papers)

    def margin(self, *, has_bleed: bool) -> Length:
        """The least outer margin of a file."""
        return self.outer_with_bleed if has_bleed else self.outer


def printer_names() -> tuple[str, ...]:
    """The names of the printers that there are files of, the generic one last."""
    names = sorted(path.stem for path in FOLDER.glob("*.toml"))
    return (*(name for name in names if name != GENERIC), GENERIC)


@functools.cache
def printer_of(name: str) -> Printer:
    """The printer of a name. Raises `KeyError` where there is none.

    Raises `InternalError` where its file lacks something or has something odd.
    """
    if name not in printer_names():
        raise KeyError(name)
    text = (FOLDER / f"{name}.toml").read_text("utf-8")
    try:
        return _printer(name, tomllib.loads(text))
    except (KeyError, TypeError, ValueError) as error:
        message = f"bookmaker/trade/{name}.toml: {error!r}"
        raise InternalError(message) from error


_TABLES = frozenset(
    {
        "trims",
        "pages",
        "gutters",
        "margins",
        "bleed",
        "images",
        "colours",
        "file",
        "spine-text",
        "cover",
        "barcode",
        "standard",
    }
)


def _printer(name: str, table: dict[str, Any]) -> Printer:
    if table.keys() != _TABLES | {"label", "papers", "spines"}:
        message = f"its keys are {sorted(table)}"
        raise ValueError(message)
    evidence = {key: _evidence(table[key]) for key in sorted(_TABLES)}
    for paper in table["papers"]:
        evidence[f"papers.{paper['name']}"] = _evidence(paper)
    for spine in table["spines"]:
        own = _evidence(spine)
        evidence |= {f"spines.{name}": own for name in spine["papers"]}
    trims, pages, images = table["trims"], table["pages"], table["images"]
    return Printer(
        name=name,
        label=table["label"],
        widths=_range(trims.pop("widths", None)),
        heights=_range(trims.pop("heights", None)),
        sizes=tuple(_size(text) for text in trims.pop("sizes", ())),
        multiple=pages.pop("multiple"),
        ends_blank=pages.pop("ends-blank", False),
        papers=tuple(_papers(table["papers"])),
        gutters=tuple(
            Gutter(step.get("most"), Length.parse(step["margin"]))
            for step in table["gutters"].pop("inner-margins")
        ),
        outer=Length.parse(table["margins"].pop("outer")),
        outer_with_bleed=Length.parse(table["margins"].pop("outer-with-bleed")),
        bleed=Length.parse(table["bleed"].pop("width")),
        bleed_sides=frozenset(map(PageSide, table["bleed"].pop("sides"))),
        least_per_inch=images.pop("least-per-inch"),
        most_per_inch=images.pop("most-per-inch", None),
        colours=frozenset(map(Colours, table["colours"].pop("allowed"))),
        forbidden=frozenset(map(Feature, table["file"].pop("forbidden"))),
        most_megabytes=table["file"].pop("most-megabytes", None),
        standard=PressStandard(table["standard"].pop("name")),
        condition=table["standard"].pop("condition", ""),
        most_ink=table["standard"].pop("most-ink", None),
        cover=_cover(table),
        evidence=evidence,
    )


def _cover(table: dict[str, Any]) -> CoverRules:
    cover, barcode, words = table["cover"], table["barcode"], table["spine-text"]
    rules = CoverRules(
        bleed=Length.parse(cover["bleed"]),
        safe=Length.parse(cover["safe"]),
        colours=frozenset(map(Colours, cover["colours"])),
        spines=tuple(_spine(one) for one in table["spines"]),
        least_pages_for_spine_text=words["least-pages"],
        spine_safe=Length.parse(words["safe"]),
        barcode=(Length.parse(barcode["width"]), Length.parse(barcode["height"])),
        barcode_from_edges=Length.parse(barcode["from-edges"]),
    )
    formulas = [name for spine in rules.spines for name in spine.papers]
    if sorted(formulas) != sorted(paper["name"] for paper in table["papers"]):
        message = f"its papers with a formula for the spine are {formulas}"
        raise ValueError(message)
    return rules


def _spine(table: dict[str, Any]) -> SpineFormula:
    if "page" in table:
        page = Length.parse(table["page"]).points
    else:
        page = Fraction(72, table["pages-in-an-inch"])
    binding = Length.parse(table.get("binding", "0in"))
    return SpineFormula(tuple(table["papers"]), page, binding)


def _evidence(table: dict[str, Any]) -> Evidence:
    verified_on = table.pop("verified-on")
    if not isinstance(verified_on, datetime.date):
        message = "verified-on is not a date"
        raise TypeError(message)
    return Evidence(Basis(table.pop("basis")), table.pop("source"), verified_on)


def _papers(tables: list[dict[str, Any]]) -> Iterator[Paper]:
    for table in tables:
        ink = Ink(table["ink"])
        yield Paper(table["name"], ink, table.get("least"), table.get("most"))


def _range(texts: list[str] | None) -> tuple[Length, Length] | None:
    if texts is None:
        return None
    least, most = map(Length.parse, texts)
    return least, most


def _size(text: str) -> tuple[Length, Length]:
    width, height = text.split(" x ")
    return Length.parse(width), Length.parse(height)


def _is_near(one: Length, other: Length) -> bool:
    return abs(one.points - other.points) <= TOLERANCE.points


def _is_within(length: Length, limits: tuple[Length, Length]) -> bool:
    slack: Fraction = TOLERANCE.points
    return limits[0].points - slack <= length.points <= limits[1].points + slack
