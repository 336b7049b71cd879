"""The only importer of weasyprint; it loads it when pages are asked for.

It lays out an element tree with one sheet and the fonts of one fontconfig file, fetches
through the workspace alone, and gives back what WeasyPrint logs as values: it goes on
whatever is missing, and only says so there.
"""

from __future__ import annotations

import io
import logging
import mimetypes
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

from bookmaker.backends.pdf.metadata import declare_pdf_ua
from bookmaker.backends.pdf.overruns import Overrun, find_overruns
from bookmaker.backends.pdf.structure import LinkWords, mend_structure
from bookmaker.backends.pdf.weasyprint_mends import keep_notes_with_their_calls
from bookmaker.diagnostics.errors import ToolError

ReadFile = Callable[[str], bytes]

_NO_PAGE = "<html/>"
_VARIANT = "pdf/a-2a"
"""Asked for, it brings tags and printable annotations."""
_COLOURS = "srgb"


@dataclass(frozen=True, slots=True)
class EngineMessage:
    """A record of WeasyPrint's log."""

    template: str
    """The message before its arguments are filled in: it tells the kind."""
    text: str
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A laid-out book."""

    content: bytes
    """The PDF."""
    pages: int
    page_by_anchor: Mapping[str, int]
    """On which page, counted from 0, each id stands."""
    messages: tuple[EngineMessage, ...]
    overruns: tuple[Overrun, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutOrder:
    """What is to be laid out, and how the file is to be made."""

    root: ElementTree.Element
    sheet: str
    base: str
    font_configuration: Path
    read_file: ReadFile
    identifier: bytes
    """Of the file: equal for equal books."""
    links: LinkWords
    body_start: str | None
    """The id from which folios are arabic and count from 1."""


def lay_out(order: LayoutOrder) -> LaidOut:
    """Lay out the pages and write them as PDF/A-2a and PDF/UA-1. Raises `ToolError`."""
    with (
        _only_these_fonts(order.font_configuration),
        _deep_trees(),
        _listening() as messages,
    ):
        weasyprint = _load_weasyprint()
        keep_notes_with_their_calls(weasyprint.layout.block)
        document = _render(weasyprint, order)
        page_by_anchor: dict[str, int] = {}
        for index, page in enumerate(document.pages):
            for anchor in page.anchors:
                # What runs over several pages has its anchor on each of them.
                page_by_anchor.setdefault(anchor, index)
        start = page_by_anchor.get(order.body_start or "")
        content = document.write_pdf(
            finisher=lambda _document, pdf: _finish(pdf, start, order.links),
            pdf_variant=_VARIANT,
            # If it is None, WeasyPrint 70 opens its own profile and leaves it open.
            output_intent="",
            pdf_identifier=order.identifier,
        )
        # The one way to the boxes: WeasyPrint 70 keeps them under this name.
        overruns = find_overruns(page._page_box for page in document.pages)  # noqa: SLF001
        pages = len(document.pages)
    return LaidOut(content, pages, page_by_anchor, tuple(messages), overruns)


def _load_weasyprint() -> Any:  # noqa: ANN401 - a module without types
    try:
        import weasyprint
    except OSError as error:
        message = (
            "the system's Pango library cannot be loaded:"
            f" {str(error).splitlines()[0]} (`bookmaker doctor` says how to install it)"
        )
        raise ToolError(message) from error
    return weasyprint


def _render(weasyprint: Any, order: LayoutOrder) -> Any:  # noqa: ANN401 - as above
    import cssselect2

    fetcher = _make_fetcher(weasyprint, order.base, order.read_file)
    html = weasyprint.HTML(string=_NO_PAGE, base_url=order.base, url_fetcher=fetcher)
    # WeasyPrint 70 parses HTML alone, where a block ends the line it stands in; its
    # tree may be any (tests/facts/test_weasyprint_notes.py).
    html.wrapper_element = cssselect2.ElementWrapper.from_html_root(
        order.root, content_language=None
    )
    html.etree_element = html.wrapper_element.etree_element
    configuration = weasyprint.text.fonts.FontConfiguration()
    sheet = weasyprint.CSS(
        string=order.sheet,
        base_url=order.base,
        url_fetcher=fetcher,
        font_config=configuration,
    )
    return html.render(
        font_config=configuration,
        stylesheets=[sheet],
        color_profiles={_COLOURS: _colour_profile(weasyprint)},
        output_intent=_COLOURS,
        pdf_variant=_VARIANT,
    )


def _colour_profile(weasyprint: Any) -> Any:  # noqa: ANN401 - as above
    """The profile that PDF/A wants for what is said in RGB; WeasyPrint brings it."""
    file = resources.files("weasyprint.pdf") / "sRGB2014.icc"
    return weasyprint.css.ColorProfile(
        io.BytesIO(file.read_bytes()),
        file.name,
        "relative-colorimetric",
        (["r"], ["g"], ["b"]),
    )


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
                message = "it lies outside the manuscript"
                raise ValueError(message)
            path = unquote(url.removeprefix(base))
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            return urls.URLFetcherResponse(url, read_file(path), {"Content-Type": kind})

    return WorkspaceFetcher(allowed_protocols=("book", "data"))


def _finish(pdf: Any, body_start: int | None, links: LinkWords) -> None:  # noqa: ANN401
    """Write page labels, mend the structure, declare PDF/UA.

    PDF 1.7 (ISO 32000-1), 12.4.2: a label says the style and where a range begins.
    """
    import pydyf

    numbers = pydyf.Array()
    if body_start != 0:
        numbers += [0, pydyf.Dictionary({"S": "/r" if body_start else "/D"})]
    if body_start is not None:
        numbers += [body_start, pydyf.Dictionary({"S": "/D", "St": 1})]
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": numbers})
    mend_structure(pdf, links)
    declare_pdf_ua(pdf)


@contextmanager
def _only_these_fonts(configuration: Path) -> Iterator[None]:
    """Let fontconfig read one file: it looks at the environment when it loads."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(configuration)
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


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
