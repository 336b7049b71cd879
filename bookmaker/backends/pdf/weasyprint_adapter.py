"""The only importer of weasyprint; it loads it when pages are asked for.

A `Typesetter` lays out chapters and draws heads with one sheet and the fonts of one
fontconfig file. It fetches through the workspace alone, and gives back what WeasyPrint
logs as values: it goes on whatever is missing, and only says so there.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import logging
import mimetypes
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, redirect_stdout
from dataclasses import replace
from importlib import resources
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

from bookmaker.backends.line_meter import SetLine
from bookmaker.backends.pdf.balanced_lines import BalancedLines
from bookmaker.backends.pdf.composed_lines import ComposedLines
from bookmaker.backends.pdf.conformance_metadata import declare, declare_direction
from bookmaker.backends.pdf.drawn_text import keep_drawn_text
from bookmaker.backends.pdf.engine_faults import EngineError, reporting_engine_faults
from bookmaker.backends.pdf.facts import (
    ChapterFacts,
    ChapterPdf,
    DrawnPage,
    EngineMessage,
    FontFacts,
    PageFacts,
)
from bookmaker.backends.pdf.geometry import DIVISION_BREAKS
from bookmaker.backends.pdf.line_ends import ReadableLines, write_line_ends
from bookmaker.backends.pdf.line_facts import LineReader, MeasuredLines
from bookmaker.backends.pdf.lines import GreedyLines, LineSetter, set_lines_with
from bookmaker.backends.pdf.margins import Margins
from bookmaker.backends.pdf.mirrored_glyphs import as_drawn
from bookmaker.backends.pdf.orders import ChapterMarkup, LayoutStyle, Margin
from bookmaker.backends.pdf.page_composition import compose_pages
from bookmaker.backends.pdf.page_facts import (
    facts_of,
    opening_side_of,
    text_left_of,
)
from bookmaker.backends.pdf.page_filling import fill_pages
from bookmaker.backends.pdf.structure import CONTINUED_ROW, LinkWords, fix_structure
from bookmaker.backends.pdf.weasyprint_patches import (
    KNOWN_VERSION,
    apply_patches,
    unknown_version,
)
from bookmaker.diagnostics.errors import EngineRefusedSheetError, ToolError
from bookmaker.languages.words import direction_of

ReadFile = Callable[[str], bytes]

_NO_PAGE = "<html/>"
_SOME_WORDS = "Hyphenation of words: 1234567890, “quotation” — "
_LINES_OF_WORDS = 8
_VARIANT = "pdf/a-2a"
"""Asked for, it brings tags and printable annotations."""
_COLOURS = "srgb"
_NO_IDENTIFIER = b"bookmaker"
"""The files of chapters are parts of one file, which has its own."""


class Typesetter:
    """WeasyPrint, loaded once, for any number of chapters.

    Raises `ToolError` where a system library is missing, or where fontconfig has other
    faces than those of the style, and `EngineRefusedSheetError` where the sheet is
    more than WeasyPrint can read.
    """

    def __init__(self, layout_style: LayoutStyle, read_file: ReadFile) -> None:
        # fontconfig looks at the environment when it loads.
        os.environ["FONTCONFIG_FILE"] = str(layout_style.font_configuration)
        os.environ["XDG_CACHE_HOME"] = str(layout_style.font_configuration.parent)
        self._forme = layout_style
        self._weasyprint = load_weasyprint()
        apply_patches(self._weasyprint)
        self._strange_version = unknown_version(self._weasyprint)
        self._composer: ComposedLines | None = None
        if self._strange_version is None:
            set_lines_with(self._weasyprint.layout.block, self._line_setter)
            filler = fill_pages(self._weasyprint.layout.page, self._composer)
            composer = self._composer if layout_style.plans_pages else None
            compose_pages(self._weasyprint.layout, composer, filler)
            write_line_ends(self._weasyprint.draw.text)
        self._drawn_text = keep_drawn_text(self._weasyprint)
        self._reader = _Reader(read_file)
        self._fetcher = _make_fetcher(
            self._weasyprint, layout_style.base, self._reader.read
        )
        self._fonts = self._weasyprint.text.fonts.FontConfiguration()
        _check_faces(self._weasyprint.text.ffi, self._fonts, layout_style)
        # What `@counter-style` declares in the sheets.
        self._counters = self._weasyprint.css.counters.CounterStyle()
        try:
            with _deep_trees(), self._reporting_faults(), _listening() as messages:
                self._sheet = self._css(self._known_rules(layout_style.sheet))
        except EngineError as error:
            raise EngineRefusedSheetError(str(error)) from error
        self._sheet_is_sound = not messages
        self._margins: Margins | None = None

    def _known_rules(self, sheet: str) -> str:
        """The sheet, without what only our patches leave out of first pages."""
        if self._strange_version is None:
            return sheet
        return f"{sheet}\n.{CONTINUED_ROW} {{ display: none }}\n"

    def _line_setter(self, greedy: GreedyLines) -> LineSetter:
        setter: LineSetter = greedy
        if self._forme.composes_lines:
            fit = self._forme.letter_fit
            setter = self._composer = ComposedLines(self._weasyprint, setter, fit)
        setter = BalancedLines(self._weasyprint, setter)
        setter = ReadableLines(setter)
        return MeasuredLines(setter) if self._forme.measures_lines else setter

    def read_through(self, read_file: ReadFile) -> None:
        """Read files through another function from now on."""
        self._reader.read_file = read_file

    def warm_up(self) -> None:
        """Have the faces, the sheet and the hyphens of the language loaded."""
        root = _empty_root(self._forme.language)
        ElementTree.SubElement(root[1], "p").text = _SOME_WORDS * _LINES_OF_WORDS
        no_links = LinkWords(note_by_call={}, words_by_target={})
        markup = ElementTree.tostring(root)
        self.lay_out(
            ChapterMarkup(markup=markup, links=no_links, elsewhere=frozenset())
        )

    def lay_out(self, copy: ChapterMarkup) -> ChapterPdf:
        """Lay out a chapter and write it as a file of its own.

        Raises `EngineError` where WeasyPrint fails on it.
        """
        self._reader.forget()
        with _deep_trees(), self._reporting_faults(), _listening() as messages:
            _report_version(self._strange_version)
            document = self._html(ElementTree.fromstring(copy.markup)).render(
                font_config=self._fonts,
                counter_style=self._counters,
                stylesheets=[self._sheet],
                color_profiles=self._profiles(),
                output_intent=_COLOURS,
                pdf_variant=_VARIANT,
            )
            pages = facts_of(document.pages)
            if self._forme.measures_lines:
                lines = LineReader(self._weasyprint).read(document.pages)
                pages = tuple(map(_with_lines, pages, lines))
            opens = opening_side_of(document.pages[0])
            opens_by_choice = {
                choice: opening_side_of(document.pages[0], choice)
                for choice in DIVISION_BREAKS
            }
            _say_where_else(document.pages, copy.elsewhere)
            fonts: list[FontFacts] = []
            drawn: list[DrawnPage] = []
            self._drawn_text.begin()

            def finish(finished: Any, pdf: Any) -> None:  # noqa: ANN401 - WeasyPrint's
                names = self._forme.names_elements
                fix_structure(pdf, copy.links, names_elements=names)
                _make_room_for_heads(pdf)
                drawn.extend(self._drawn_text.pages(pdf))
                fonts.extend(_font_facts(finished.fonts.values()))

            content = document.write_pdf(
                finisher=finish,
                pdf_variant=_VARIANT,
                # If it is None, WeasyPrint 70 opens its own profile and leaves it open.
                output_intent="",
                pdf_identifier=_NO_IDENTIFIER,
            )
        facts = ChapterFacts(
            opens=opens,
            opens_by_choice=opens_by_choice,
            pages=pages,
            text_lefts=tuple(text_left_of(page) for page in document.pages),
            fonts=tuple(fonts),
            messages=tuple(messages),
            files=dict(self._reader.digests),
            drawn=tuple(drawn),
        )
        return ChapterPdf(facts, content)

    def draw_margins(self, orders: Sequence[Margin]) -> ChapterPdf:
        """Draw the heads and folios of pages: a page for each, with nothing else."""
        self._reader.forget()
        with self._reporting_faults(), _listening() as messages:
            if self._margins is None:
                self._margins = Margins(
                    self._weasyprint,
                    self._html(_empty_root(self._forme.language)),
                    self._page_css(self._forme.head_sheet),
                    self._fonts,
                    self._counters,
                )
            document = self._margins.draw(orders, self._profiles(), _COLOURS)
            fonts: list[FontFacts] = []
            content = document.write_pdf(
                finisher=lambda finished, _pdf: fonts.extend(
                    _font_facts(finished.fonts.values())
                ),
                output_intent="",
                pdf_identifier=_NO_IDENTIFIER,
            )
        facts = ChapterFacts(
            opens="any",
            opens_by_choice={},
            pages=(),
            text_lefts=tuple(text_left_of(page) for page in document.pages),
            fonts=tuple(fonts),
            messages=tuple(messages),
            files=dict(self._reader.digests),
        )
        return ChapterPdf(facts, content)

    def write_shell(self, head: str) -> bytes:
        """Write a file of one empty page with the metadata that a head's markup says.

        It is declared as PDF/A-2a and PDF/UA-1 unless the head says otherwise, has the
        colour profile and an empty structure tree.
        """
        with self._reporting_faults():
            root = _empty_root(self._forme.language)
            root[0].extend(ElementTree.fromstring(f"<head>{head}</head>"))
            document = self._html(root).render(
                font_config=self._fonts,
                color_profiles=self._profiles(),
                output_intent=_COLOURS,
                pdf_variant=_VARIANT,
            )

            def finish(_document: object, pdf: Any) -> None:  # noqa: ANN401 - pydyf's
                declare(pdf, head)
                declare_direction(pdf, direction_of(self._forme.language))

            content: bytes = document.write_pdf(
                finisher=finish,
                pdf_variant=_VARIANT,
                output_intent="",
                pdf_identifier=_NO_IDENTIFIER,
            )
        return content

    def _reporting_faults(self) -> AbstractContextManager[None]:
        """What a version does that we do not know is not a mistake of ours."""
        return reporting_engine_faults(blames_all=self._strange_version is not None)

    def _profiles(self) -> dict[str, Any]:
        """The file's colours, new for each file.

        WeasyPrint 70 writes a profile that it has written before in another way: the
        bytes would tell which worker had done what before.
        """
        return {_COLOURS: _colour_profile(self._weasyprint)}

    def _html(self, root: ElementTree.Element) -> Any:  # noqa: ANN401 - WeasyPrint's
        import cssselect2

        html = self._weasyprint.HTML(
            string=_NO_PAGE, base_url=self._forme.base, url_fetcher=self._fetcher
        )
        # WeasyPrint 70 parses HTML alone, where a block ends the line it stands in; its
        # tree may be any (tests/facts/test_weasyprint_notes.py).
        html.wrapper_element = cssselect2.ElementWrapper.from_html_root(
            root, content_language=None
        )
        html.etree_element = html.wrapper_element.etree_element
        return html

    def _page_css(self, sheet: str) -> Any:  # noqa: ANN401 - WeasyPrint's
        """The sheet of the margins, whose rules of elements are those of the text.

        They are read already, and to read them again would take a third of what a book
        of a page takes; but their faults are reported with their places in this sheet.
        """
        import tinycss2

        if not self._sheet_is_sound or self._strange_version is not None:
            return self._css(sheet)
        rules = tinycss2.parse_stylesheet(sheet)
        at_rules = [rule for rule in rules if rule.type != "qualified-rule"]
        if any(getattr(rule, "lower_at_keyword", "") == "import" for rule in at_rules):
            return self._css(sheet)  # its place decides what it does
        pages = self._css("")
        self._weasyprint.css.preprocess_stylesheet(
            "print",
            self._forme.base,
            at_rules,
            self._fetcher,
            pages.matcher,
            pages.page_rules,
            pages.layers,
            self._fonts,
            {},
            {},
        )
        pages.matcher = self._sheet.matcher
        return pages

    def _css(self, sheet: str) -> Any:  # noqa: ANN401 - WeasyPrint's
        return self._weasyprint.CSS(
            string=sheet,
            base_url=self._forme.base,
            url_fetcher=self._fetcher,
            font_config=self._fonts,
            counter_style=self._counters,
        )


_C_TYPES = (
    "FcChar8 **",
    "PangoFcFontMap *",
    "PangoLogAttr[]",
    "PangoRectangle *",
    "char[]",
    "char[4]",
    "hb_tag_t[100]",
    "uintptr_t",
    "unsigned int *",
)
"""What WeasyPrint names while it lays out a page with text in it."""


def read_c_types(weasyprint: Any) -> None:  # noqa: ANN401 - a module without types
    """Have the names of C types parsed, once for all processes that are forked.

    Otherwise each process parses them, with a parser of C: a tenth of what it takes to
    lay out a book of a page.
    """
    for name in _C_TYPES:
        # One that is gone in another version isn't asked for.
        with contextlib.suppress(Exception):
            weasyprint.text.ffi.ffi.typeof(name)


def load_weasyprint() -> Any:  # noqa: ANN401 - a module without types
    """Import it. Raises `ToolError` where the system lacks what it needs."""
    try:
        # Where a library is missing WeasyPrint 70.0 prints a banner of its own, once
        # for each process that tries; what is missing is said below, once.
        with redirect_stdout(io.StringIO()):
            import weasyprint
    except OSError as error:
        reason = str(error).partition(":")[0].splitlines()[0]
        message = f"the PDF needs the system's Pango library: {reason}"
        raise ToolError(message, tool="Pango") from error
    return weasyprint


def _check_faces(ffi: Any, fonts: Any, layout_style: LayoutStyle) -> None:  # noqa: ANN401
    """Look whether fontconfig loaded the faces of the style and no others.

    Where it cannot read its configuration it takes the machine's fonts and only prints
    a line.
    """
    wanted = layout_style.faces.keys()
    loaded = frozenset(_loaded_faces(ffi, fonts))
    if loaded == wanted:
        return
    missing, strange = sorted(wanted - loaded), sorted(loaded - wanted)
    fault = f"does not load {missing[0]}" if missing else f"also loads {strange[0]}"
    message = (
        f"fontconfig {fault}: it must have the book's {len(wanted)} faces alone"
        f" ({layout_style.font_configuration})"
    )
    raise ToolError(message)


def _loaded_faces(ffi: Any, fonts: Any) -> Iterator[str]:  # noqa: ANN401
    """The names of the files; WeasyPrint 70 keeps its configuration to itself."""
    system = ffi.fontconfig.FcSetSystem
    loaded = ffi.fontconfig.FcConfigGetFonts(fonts._config, system)  # noqa: SLF001
    name = ffi.ffi.new("FcChar8 **")
    for number in range(loaded.nfont):
        face = loaded.fonts[number]
        ffi.fontconfig.FcPatternGetString(face, b"file", 0, name)
        yield os.path.basename(os.fsdecode(ffi.ffi.string(name[0])))  # noqa: PTH119


def _empty_root(language: str) -> ElementTree.Element:
    root = ElementTree.Element("html", {"lang": language})
    root.extend([ElementTree.Element("head"), ElementTree.Element("body")])
    return root


def _make_room_for_heads(pdf: Any) -> None:  # noqa: ANN401 - pydyf's
    """Let each page end by drawing its margins, which are made when folios are known.

    They are not content: they say nothing that is not said elsewhere.
    """
    for reference in pdf.page_references:
        page = pdf.objects[int(reference.split()[0])]
        stream = pdf.objects[int(page["Contents"].split()[0])].stream
        stream.insert(0, b"q")
        stream += [b"Q", b"/Artifact BMC", b"/Heads Do", b"EMC"]


def _with_lines(page: PageFacts, lines: tuple[SetLine, ...]) -> PageFacts:
    return replace(page, lines=lines)


def _say_where_else(pages: Sequence[Any], elsewhere: frozenset[str]) -> None:
    """Let links to other chapters stand: WeasyPrint 70 drops those that lead nowhere.

    Where they lead is written when the chapters are joined.
    """
    for name in sorted(elsewhere):
        pages[0].anchors.setdefault(name, (0, 0, 0, 0))


def _font_facts(fonts: Iterable[Any]) -> Iterator[FontFacts]:
    """What is used of each face: WeasyPrint 70 may have several objects for one."""
    fonts_by_hash: dict[str, list[Any]] = {}
    for font in fonts:
        fonts_by_hash.setdefault(font.hash, []).append(font)
    for name, alike in fonts_by_hash.items():
        first = alike[0]
        yield FontFacts(
            name=name,
            base_font=first.name.decode().removeprefix("/"),
            family=first.family,
            program=hashlib.sha256(first.program).hexdigest(),
            is_cff=first.type == "otf",
            flags=first.flags,
            ascent=first.ascent,
            descent=first.descent,
            italic_angle=first.italic_angle,
            stem=first.stemv,
            widths={k: v for font in alike for k, v in font.widths.items()},
            text_by_glyph=as_drawn(
                first.program,
                {k: v for font in alike for k, v in font.to_unicode.items()},
            ),
            missing={k: v for font in alike for k, v in font.missing.items()},
        )


def _colour_profile(weasyprint: Any) -> Any:  # noqa: ANN401 - a module without types
    """The profile that PDF/A wants for what is said in RGB; WeasyPrint brings it."""
    file = resources.files("weasyprint.pdf") / "sRGB2014.icc"
    return weasyprint.css.ColorProfile(
        io.BytesIO(file.read_bytes()),
        file.name,
        "relative-colorimetric",
        (["r"], ["g"], ["b"]),
    )


class _Reader:
    """Reads files and keeps the digest of each."""

    def __init__(self, read_file: ReadFile) -> None:
        self.read_file = read_file
        self.digests: dict[str, str | None] = {}

    def forget(self) -> None:
        """Begin again."""
        self.digests = {}

    def read(self, path: str) -> bytes:
        """Read a file; what cannot be read is remembered as well."""
        self.digests[path] = None
        content = self.read_file(path)
        self.digests[path] = hashlib.sha256(content).hexdigest()
        return content


def _make_fetcher(weasyprint: Any, base: str, read_file: ReadFile) -> Any:  # noqa: ANN401
    """A fetcher of files below the base and of nothing else."""
    urls = weasyprint.urls

    class WorkspaceFetcher(urls.URLFetcher):  # type: ignore[misc, name-defined]
        """Reads the manuscript's files; the network does not exist."""

        def fetch(
            self,
            url: str,
            headers: object = None,
        ) -> Any:  # noqa: ANN401 - WeasyPrint's response
            if url.startswith("data:"):
                return super().fetch(url, headers)
            if not url.startswith(base):
                message = "it is outside the manuscript folder"
                raise ValueError(message)
            path = unquote(url.removeprefix(base))
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            return urls.URLFetcherResponse(url, read_file(path), {"Content-Type": kind})

    return WorkspaceFetcher(allowed_protocols=("book", "data"))


_DEEPEST = 20_000
"""Calls within calls: the reader's deepest nesting (100) takes some 5,000."""


@contextmanager
def _deep_trees() -> Iterator[None]:
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, _DEEPEST))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def _report_version(strange: str | None) -> None:
    """Say in the engine's own log that its layout isn't what we know."""
    if strange is not None:
        logging.getLogger("weasyprint").warning(
            "WeasyPrint is version %s, and not the %s that bookmaker is made for:"
            " lines, notes and tags may be worse",
            strange,
            KNOWN_VERSION,
        )


class _Listener(logging.Handler):
    """Keeps the records of a log."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: dict[EngineMessage, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record, once."""
        given = record.args if isinstance(record.args, tuple) else ()
        arguments = tuple(str(argument) for argument in given)
        message = EngineMessage(str(record.msg), record.getMessage(), arguments)
        self.messages[message] = None


@contextmanager
def _listening() -> Iterator[Mapping[EngineMessage, None]]:
    logger = logging.getLogger("weasyprint")
    listener = _Listener()
    was_propagating = logger.propagate
    logger.addHandler(listener)
    logger.propagate = False
    try:
        yield listener.messages
    finally:
        logger.removeHandler(listener)
        logger.propagate = was_propagating
