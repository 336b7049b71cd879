"""What a print edition is set in, known before its book is read: page, sheet, faces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from bookmaker.backends.pdf.engine.sheets import text_sheet
from bookmaker.backends.pdf.galley import BASE
from bookmaker.backends.pdf.geometry import (
    DIVISION_TOKEN,
    PageGeometry,
    page_tokens,
    plan_page,
)
from bookmaker.backends.pdf.heads import HeadSetting
from bookmaker.backends.pdf.orders import LayoutStyle
from bookmaker.backends.pdf.press.printer_rules import (
    check_page,
    least_margins,
    printer_for,
)
from bookmaker.config.model import Adaptation, BookConfig, Composition, PrintConfig
from bookmaker.css.bundle import OwnSheets, load_sheet
from bookmaker.css.locate import own_sheet_contents, theme_names
from bookmaker.css.theme_numbers import wrong_numbers
from bookmaker.css.tokens import declare_tokens, read_tokens
from bookmaker.diagnostics.catalog.printing import NoRoomForText, ThemeNumberUnusable
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.folios import LATIN_FOLIOS, Folios
from bookmaker.fonts.families import (
    Family,
    families_named,
    families_of_language,
)
from bookmaker.fonts.own_faces import read_own_faces, with_own_families
from bookmaker.fonts.static_faces import FontSet, font_set
from bookmaker.fonts.superiors import has_superiors
from bookmaker.languages.words import direction_of
from bookmaker.system.store import Memo, Store
from bookmaker.system.workspace import Workspace
from bookmaker.units import POINTS_PER_MILLIMETRE

_FAMILY_TOKENS_OF_WORDS = ("--type-text", "--type-heading")
_FAMILY_TOKENS = (*_FAMILY_TOKENS_OF_WORDS, "--type-code")
_KEYS_OF_THE_PAGE = tuple(
    f"print.{key}"
    for key in (
        "trim",
        "margin-inner",
        "margin-outer",
        "margin-top",
        "margin-bottom",
        "type-size",
    )
)
_SUPERIORS: Mapping[str, str] = {
    "--call-size": "1em",
    "--call-position": "super",
    "--call-shift": "baseline",
}
"""How the calls of notes are set where the faces have superior figures."""
_FEWEST_LINES = 6
_FEWEST_CHARACTERS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintStyle:
    """What the book is set in."""

    tokens: Mapping[str, str]
    """The theme's, by name."""
    families: Mapping[str, str]
    """The lists of families, by token, with those that the book brings."""
    page: PageGeometry
    sheet: str
    """With the tokens of the page."""
    sheet_of_text: str
    """The same without margin boxes."""
    fonts: FontSet
    heads: HeadSetting
    composes_lines: bool
    """Whether the breaks of a paragraph are chosen together."""
    folios: Folios = LATIN_FOLIOS
    division_break: str | None = None
    """What `--break-division` is, where the sheet of the text leaves that open:
    editions that differ in nothing else share their laid-out chapters."""

    def is_like(self, other: PrintStyle) -> bool:
        """Whether pages look the same in both, wherever the faces' files stand."""
        return (
            self.sheet == other.sheet
            and self.sheet_of_text == other.sheet_of_text
            and self.page == other.page
            and self.composes_lines == other.composes_lines
            and self.division_break == other.division_break
            and self.fonts.digest_by_name == other.fonts.digest_by_name
        )

    def size_of(self, token: str) -> Fraction:
        """A size of type that a token gives in em of the text's, in points."""
        return self.page.type_size * Fraction(self.tokens[token].removesuffix("em"))

    def number(self, token: str) -> float:
        """The number that a token of the theme's is."""
        return float(self.tokens[token])

    def layout_style(
        self,
        language: str,
        *,
        measures_lines: bool = False,
        names_elements: bool = False,
    ) -> LayoutStyle:
        """What all chapters of a book in a language are laid out with."""
        return LayoutStyle(
            sheet=self.sheet_of_text,
            head_sheet=self.sheet,
            base=BASE,
            language=language,
            font_configuration=self.fonts.configuration,
            faces=self.fonts.digest_by_name,
            composes_lines=self.composes_lines,
            letter_fit=self.number("--letter-fit"),
            measures_lines=measures_lines,
            names_elements=names_elements,
        )


@contextmanager
def print_style_of(
    config: BookConfig, workspace: Workspace, store: Store, pages: int = 1
) -> Iterator[PrintStyle]:
    """Plan the page and give the faces, as files for as long as the context lasts.

    `pages` is how many the book has, as far as is known: the margin at the spine of a
    book that is printed depends on it. Faces, and what is made of our own sheets alone,
    are kept in the store.

    Raises `ManuscriptError` where there is no such theme, no room for text, a token
    of the theme or a font of the book's own that cannot be used, a page that the
    printer refuses, and `ToolError` where the faces cannot be written.
    """
    memo = Memo(store, "print sheets")
    rules = _rules(config, workspace, memo)
    tokens = memo.recall(("tokens", rules), lambda: read_tokens(rules))
    _check_numbers(tokens, config)
    has_bleed = Fraction(tokens["--plan-bleed"]) > 0
    least = least_margins(config.print, pages, has_bleed=has_bleed)
    brought = read_own_faces(
        config.typography.fonts, workspace, config.place("typography.fonts"), store
    )
    of_language = families_of_language(config.metadata.language)
    leading_ones = [one for one in of_language if one.leads and not brought]
    if _is_ours(config.print):
        tokens = _with_room_for(leading_ones, tokens)
    page = plan_page(config.print, tokens, least)
    _check_room(page, config)
    _check_printer(page, config)
    added = [face.family for face in brought] + [one.name for one in of_language]
    lists = with_own_families(tokens, _FAMILY_TOKENS, added)
    for family in leading_ones:
        lists |= {n: f'"{family.name}", {lists[n]}' for n in _FAMILY_TOKENS_OF_WORDS}
    given = page_tokens(page, config.print) | (lists if added else {})
    given |= _size_of_notes(tokens)
    families = (*families_named(lists.values()), *of_language)
    with font_set(families, store, brought) as fonts:
        families_of_calls = (lists["--type-text"], lists["--type-heading"])
        if has_superiors(fonts.faces, families_of_calls):
            given |= _SUPERIORS
        # Chapters and heads are the same wherever a division opens.
        is_shared = _is_ours(config.print)
        division_break = given.pop(DIVISION_TOKEN, None) if is_shared else None
        declared = "\n".join(declare_tokens(given))
        sheet = f"{rules}{declared}\n"
        # Our own rules are whole, so editions that differ in values share their text.
        apart = (rules, f"{declared}\n") if is_shared else (sheet,)
        of_text = "".join(
            memo.recall(("text", part), partial(text_sheet, part)) for part in apart
        )
        memo.save()
        yield PrintStyle(
            tokens=tokens,
            families=lists,
            page=page,
            sheet=sheet,
            sheet_of_text=of_text,
            fonts=fonts,
            heads=_heads(tokens, lists, page, fonts),
            folios=config.folios,
            composes_lines=_composition(config, tokens) == Composition.LINES.value,
            division_break=division_break,
        )


def _with_room_for(
    families: Iterable[Family], tokens: dict[str, str]
) -> dict[str, str]:
    """The tokens with the leading that the letters of these families need."""
    least = max((family.leading for family in families), default=0.0)
    leading = max(Fraction(tokens["--plan-leading"]), Fraction(str(least)))
    return {**tokens, "--plan-leading": str(float(leading))} if least else tokens


def _size_of_notes(tokens: Mapping[str, str]) -> Mapping[str, str]:
    """The size of notes by that of the text, and not of the words that call them."""
    size = tokens.get("--type-note", "")
    is_by_parent = size.endswith("em") and not size.endswith("rem")
    return {"--type-note": f"{size.removesuffix('em')}rem"} if is_by_parent else {}


def _is_ours(options: PrintConfig) -> bool:
    """Whether no sheet of the author's decides what the pages look like."""
    return options.sheet is None and options.theme in theme_names()


def _composition(config: BookConfig, tokens: Mapping[str, str]) -> str:
    asked = config.print.composition
    return tokens["--composition"] if asked is None else asked.value


def _heads(
    tokens: Mapping[str, str],
    lists: Mapping[str, str],
    page: PageGeometry,
    fonts: FontSet,
) -> HeadSetting:
    # A family list that the book's own fonts lengthened counts for heads too.
    own_by_theme = {tokens[name]: family_list for name, family_list in lists.items()}
    family = tokens["--head-family"]
    return HeadSetting(
        {**tokens, "--head-family": own_by_theme.get(family, family)},
        page,
        fonts.faces,
    )


def _rules(config: BookConfig, workspace: Workspace, memo: Memo) -> str:
    theme, place = config.print.theme, config.place("print.theme")
    way = direction_of(config.metadata.language)
    folios = config.folios
    asked = config.print.adaptation
    adaptation = None if asked is Adaptation.NONE else asked.value
    if _is_ours(config.print):
        return memo.recall(
            (theme, way, adaptation or "", repr(folios), *own_sheet_contents()),
            lambda: load_sheet(
                "print", theme, direction=way, adaptation=adaptation, folios=folios
            ),
        )
    own = OwnSheets(workspace, config.print.sheet)
    return load_sheet(
        "print",
        theme,
        place=place,
        own=own,
        direction=way,
        adaptation=adaptation,
        folios=folios,
    )


def _check_numbers(tokens: Mapping[str, str], config: BookConfig) -> None:
    """Report what an author's sheet gives tokens that the page is worked out from."""
    key = "print.theme" if config.print.sheet is None else "print.sheet"
    span = config.place(key) or config.place("print.theme")
    found = [
        ThemeNumberUnusable(token=name, value=value, wanted=str(wanted), span=span)
        for name, value, wanted in wrong_numbers(tokens)
    ]
    if found:
        raise ManuscriptError(*found)


def _check_printer(page: PageGeometry, config: BookConfig) -> None:
    printer = printer_for(config.print)
    found = () if printer is None else tuple(check_page(config, page, printer))
    if found:
        raise ManuscriptError(*found)


def _check_room(page: PageGeometry, config: BookConfig) -> None:
    narrowest = _FEWEST_CHARACTERS * page.type_size / 2
    if page.lines >= _FEWEST_LINES and page.measure >= narrowest:
        return
    raise ManuscriptError(
        NoRoomForText(
            measure=f"{max(0, round(page.measure / POINTS_PER_MILLIMETRE))} mm",
            lines=page.lines,
            span=next(filter(None, map(config.place, _KEYS_OF_THE_PAGE)), None),
        )
    )
