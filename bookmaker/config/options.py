"""The tables of options in `book.toml`: products, numbering, print, EPUB."""

from __future__ import annotations

import re

from bookmaker.config.folder import PICTURE_SUFFIXES, inside_path, is_file
from bookmaker.config.model import (
    AccessibilityConfig,
    ChapterOpening,
    CodeConfig,
    Composition,
    CoverConfig,
    EpubConfig,
    LintConfig,
    NotePlacement,
    NumberingConfig,
    NumberStyle,
    PrintConfig,
    ProductConfig,
    ReadingConfig,
    TypographyConfig,
)
from bookmaker.config.named_files import (
    missing_problem,
    outside_problem,
    take_fonts,
    take_profile,
    take_sheet,
    take_theme,
)
from bookmaker.config.table import TableReader
from bookmaker.config.values import (
    LEAST_TEXT,
    SIZE_BY_TRIM_NAME,
    TYPE_SIZES,
    find_isbn_fault,
    find_trim_name,
    is_possible_trim,
    isbn_13,
    parse_trim,
    without_isbn_label,
)
from bookmaker.diagnostics.catalog.configuration import (
    BadIsbn,
    BadTrim,
    MissingKey,
    NoTextArea,
    SharedIsbn,
    WrongFileForm,
)
from bookmaker.languages.digits import Digits
from bookmaker.lint import OPTIONAL, RULE_BY_CODE
from bookmaker.trade import printer_names, printer_of
from bookmaker.units import Length

DEEPEST_CONTENTS = 6
"""Headings have six levels in Markdown and in HTML."""

_PRICE = re.compile(r"[0-9]+(\.[0-9]{1,3})? [A-Z]{3}")
_TERRITORY = re.compile(r"world|[A-Z]{2}( [A-Z]{2})*")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_ADD_ON = re.compile(r"[0-9]{5}")


def take_products(top: TableReader) -> dict[str, ProductConfig]:
    """Take `[products.*]`, in the author's order."""
    products = top.table("products")
    if products is None:
        return {}
    product_by_name = {}
    for name in products.values:
        table = products.table(name)
        if table is not None:
            product_by_name[name] = _take_product(table)
            table.close()
    _check_shared_isbns(products, product_by_name)
    return product_by_name


def _take_product(table: TableReader) -> ProductConfig:
    price = table.formed_text(
        "price", _PRICE, "an amount and a currency's code: 12.50 GBP"
    )
    territory = table.formed_text(
        "territory", _TERRITORY, "world, or countries' codes: GB IE"
    )
    add_on = table.formed_text("add-on", _ADD_ON, "five digits: 51299")
    return ProductConfig(
        isbn=_take_isbn(table), price=price, territory=territory, add_on=add_on
    )


def _take_isbn(table: TableReader) -> str | None:
    text = table.text("isbn")
    if text is None:
        return None
    fault = find_isbn_fault(text)
    if fault is None:
        return without_isbn_label(text)
    table.surroundings.diagnostics.add(
        BadIsbn(
            text=text,
            digits=fault.digits,
            check_digit=fault.check_digit,
            span=table.surroundings.span((*table.path, "isbn")),
        )
    )
    return None


def _check_shared_isbns(
    products: TableReader, product_by_name: dict[str, ProductConfig]
) -> None:
    name_by_isbn: dict[str, str] = {}
    for name, product in product_by_name.items():
        if product.isbn is None:
            continue
        first = name_by_isbn.setdefault(isbn_13(product.isbn), name)
        if first != name:
            span = products.surroundings.span((*products.path, name, "isbn"))
            problem = SharedIsbn(isbn=product.isbn, first=first, second=name, span=span)
            products.surroundings.diagnostics.add(problem)


def take_numbering(top: TableReader) -> NumberingConfig:
    """Take `[numbering]`."""
    defaults = NumberingConfig()
    table = top.table("numbering")
    if table is None:
        return defaults
    numbering = NumberingConfig(
        parts=table.choice("parts", defaults.parts),
        chapters=table.choice_if_given(
            "chapters", NumberStyle.ARABIC, defaults.chapters
        ),
        chapter_word=table.flag("chapter-word", default=defaults.chapter_word),
        section_depth=table.whole(
            "section-depth",
            defaults.section_depth,
            lowest=0,
            highest=DEEPEST_CONTENTS,
        ),
        notes=table.choice("notes", defaults.notes),
        digits=table.choice_if_given("digits", Digits.LATIN, defaults.digits),
    )
    table.close()
    return numbering


def take_typography(top: TableReader) -> TypographyConfig:
    """Take `[typography]`."""
    defaults = TypographyConfig()
    table = top.table("typography")
    if table is None:
        return defaults
    typography = TypographyConfig(
        smarten=table.flag("smarten", default=defaults.smarten),
        expand_abbreviations=table.choice(
            "expand-abbreviations", defaults.expand_abbreviations
        ),
        initials=table.choice("initials", defaults.initials),
        fonts=take_fonts(table),
    )
    table.close()
    return typography


def take_code(top: TableReader) -> CodeConfig:
    """Take `[code]`."""
    defaults = CodeConfig()
    table = top.table("code")
    if table is None:
        return defaults
    code = CodeConfig(
        highlight=table.flag("highlight", default=defaults.highlight),
        long_lines=table.choice("long-lines", defaults.long_lines),
    )
    table.close()
    return code


def take_reading(top: TableReader) -> ReadingConfig:
    """Take `[reading]`."""
    defaults = ReadingConfig()
    table = top.table("reading")
    if table is None:
        return defaults
    name = "heading-references"
    asked = table.flag(name, default=defaults.heading_references)
    table.close()
    return ReadingConfig(heading_references=asked)


def take_lint(top: TableReader) -> LintConfig:
    """Take `[lint]`."""
    table = top.table("lint")
    if table is None:
        return LintConfig()
    off = _codes(table, "off", "M168", tuple(RULE_BY_CODE))
    on = _codes(table, "on", "L001", tuple(sorted(OPTIONAL)))
    table.close()
    return LintConfig(off=off, on=on)


def _codes(
    table: TableReader, key: str, example: str, known: tuple[str, ...]
) -> tuple[str, ...]:
    codes = []
    for code, way in table.entries(key, f'["{example}"]'):
        if not isinstance(code, str):
            example_line = f'{key} = ["{example}"]'
            table.refuse_type(key, code, "codes of rules", example_line, way)
        elif code not in known:
            table.refuse_choice(key, code, way, known)
        else:
            codes.append(code)
    return tuple(codes)


def take_print(top: TableReader) -> PrintConfig:
    """Take `[print]`."""
    table = top.table("print")
    if table is None:
        return PrintConfig()
    options = print_options(table, PrintConfig())
    table.close()
    return options


def print_options(table: TableReader, defaults: PrintConfig) -> PrintConfig:
    """The options of print that a table gives; the others are as in `defaults`."""
    options = PrintConfig(
        trim=_take_trim(table) or defaults.trim,
        theme=take_theme(table) or defaults.theme,
        sheet=take_sheet(table) or defaults.sheet,
        margin_inner=table.length("margin-inner") or defaults.margin_inner,
        margin_outer=table.length("margin-outer") or defaults.margin_outer,
        margin_top=table.length("margin-top") or defaults.margin_top,
        margin_bottom=table.length("margin-bottom") or defaults.margin_bottom,
        type_size=table.length("type-size", TYPE_SIZES) or defaults.type_size,
        notes=table.choice("notes", defaults.notes),
        links=table.choice("links", defaults.links),
        chapters_open=table.choice_if_given(
            "chapters-open", ChapterOpening.RECTO, defaults.chapters_open
        ),
        front_folios=table.choice("front-folios", defaults.front_folios),
        hyphenate=_take_hyphenate(table, defaults),
        composition=table.choice_if_given(
            "composition", Composition.OFF, defaults.composition
        ),
        contents_depth=table.whole(
            "contents-depth",
            defaults.contents_depth,
            lowest=1,
            highest=DEEPEST_CONTENTS,
        ),
        adaptation=table.choice("adaptation", defaults.adaptation),
        purpose=table.choice("purpose", defaults.purpose),
        standard=table.choice("standard", defaults.standard),
        printer=_take_printer(table) or defaults.printer,
        ink=table.choice("ink", defaults.ink),
        profile=take_profile(table) or defaults.profile,
        paper=table.text("paper") or defaults.paper,
    )
    _check_paper(table, options)
    _check_text_area(table, options)
    return options


def _take_hyphenate(table: TableReader, defaults: PrintConfig) -> bool | None:
    is_given = "hyphenate" in table.values
    is_on = table.flag("hyphenate", default=True)
    return is_on if is_given else defaults.hyphenate


def _take_printer(table: TableReader) -> str | None:
    name = table.text("printer")
    if name is None or name in printer_names():
        return name
    table.refuse_choice("printer", name, ("printer",), printer_names())
    return None


def _check_paper(table: TableReader, options: PrintConfig) -> None:
    """Refuse a paper that the printer doesn't have, if this table names it."""
    if "paper" not in table.values or options.paper is None:
        return
    names = tuple(paper.name for paper in printer_of(options.printer).papers)
    if options.paper not in names:
        table.refuse_choice("paper", options.paper, ("paper",), names)


def _take_trim(table: TableReader) -> tuple[Length, Length] | None:
    text = table.text("trim")
    if text is None:
        return None
    trim = parse_trim(text)
    if trim is not None and is_possible_trim(trim):
        return trim
    table.surroundings.diagnostics.add(
        BadTrim(
            text=text,
            is_size=trim is not None,
            names=tuple(SIZE_BY_TRIM_NAME),
            nearest=find_trim_name(text),
            span=table.surroundings.span((*table.path, "trim")),
        )
    )
    return None


def _check_text_area(table: TableReader, options: PrintConfig) -> None:
    """Refuse margins that leave no text; those the theme sets are its own affair."""
    across = {
        "margin-inner": options.margin_inner,
        "margin-outer": options.margin_outer,
    }
    down = {"margin-top": options.margin_top, "margin-bottom": options.margin_bottom}
    for side, margins in zip(options.trim, (across, down), strict=True):
        given = {key: margin for key, margin in margins.items() if margin is not None}
        left = side
        for margin in given.values():
            left -= margin
        if given and left < LEAST_TEXT:
            keys = tuple(given)
            span = table.surroundings.span((*table.path, keys[-1]))
            problem = NoTextArea(keys=keys, left=_in_millimetres(left), span=span)
            table.surroundings.diagnostics.add(problem)


def _in_millimetres(length: Length) -> str:
    nothing = Length.parse("0mm")
    if length <= nothing:
        return "nothing"
    return f"{round(float(length.inches) * 25.4, 1):g}mm"


def take_accessibility(top: TableReader) -> AccessibilityConfig | None:
    """Take `[accessibility]`; `None` where the claim is not complete."""
    table = top.table("accessibility")
    if table is None:
        return None
    evaluator = table.required_text(
        "evaluator", owner="[accessibility]", example='evaluator = "A. Reader"'
    )
    if "evaluated" not in table.values:
        span = table.surroundings.span(table.path)
        table.surroundings.diagnostics.add(
            MissingKey(
                key="evaluated",
                owner="[accessibility]",
                example="evaluated = 2026-11-01",
                span=span,
            )
        )
    evaluated = table.date("evaluated")
    options = AccessibilityConfig(
        evaluator=evaluator,
        evaluated=evaluated,
        report=table.formed_text("report", _ADDRESS, "an address: https://…"),
        credential=table.text("credential"),
        level=table.choice("level", AccessibilityConfig().level),
    )
    table.close()
    return options if evaluator and evaluated else None


def take_epub(top: TableReader) -> EpubConfig:
    """Take `[epub]`."""
    table = top.table("epub")
    if table is None:
        return EpubConfig()
    options = epub_options(table, EpubConfig())
    table.close()
    return options


def epub_options(table: TableReader, defaults: EpubConfig) -> EpubConfig:
    """The options of an EPUB that a table gives; the others are as in `defaults`."""
    return EpubConfig(
        cover=_take_picture(table, "cover") or defaults.cover,
        cover_alternative=table.text("cover-alternative") or defaults.cover_alternative,
        theme=take_theme(table) or defaults.theme,
        sheet=take_sheet(table) or defaults.sheet,
        notes=table.choice(
            "notes",
            defaults.notes,
            (NotePlacement.CHAPTER_END, NotePlacement.BOOK_END),
        ),
        contents_depth=table.whole(
            "contents-depth",
            defaults.contents_depth,
            lowest=1,
            highest=DEEPEST_CONTENTS,
        ),
        page_list=table.text("page-list") or defaults.page_list,
    )


_SPINES = Length.parse("1mm"), Length.parse("120mm")


def take_cover(top: TableReader) -> CoverConfig:
    """Take `[cover]`."""
    defaults = CoverConfig()
    table = top.table("cover")
    if table is None:
        return defaults
    cover = CoverConfig(
        front=_take_picture(table, "front"),
        back=table.text("back", is_one_line=False),
        barcode=table.flag("barcode", default=defaults.barcode),
        spine_width=table.length("spine-width", _SPINES),
        spine_direction=table.choice("spine-direction", defaults.spine_direction),
    )
    table.close()
    return cover


def _take_picture(table: TableReader, key: str) -> str | None:
    text = table.text(key)
    if text is None:
        return None
    root, near = table.surroundings.root, table.surroundings.near_files
    span = table.surroundings.span((*table.path, key))
    path = inside_path(root, text)
    if path is None:
        outside = outside_problem(near, text, PICTURE_SUFFIXES, span)
        table.surroundings.diagnostics.add(outside)
    elif not path.lower().endswith(PICTURE_SUFFIXES):
        expected = "a JPEG or PNG image"
        problem = WrongFileForm(path=path, expected=expected, span=span)
        table.surroundings.diagnostics.add(problem)
    elif not is_file(root, path):
        missing = missing_problem(near, path, PICTURE_SUFFIXES, span)
        table.surroundings.diagnostics.add(missing)
    else:
        return path
    return None
