"""The EPUB edition, in five steps: split, render, navigate, describe, pack."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from html import unescape
from urllib.parse import unquote

from bookmaker.backends.epub.accessibility import Accessibility, judge_accessibility
from bookmaker.backends.epub.container import pack_again
from bookmaker.backends.epub.cover import COVER_PICTURE_ID, cover_resource, make_cover
from bookmaker.backends.epub.document_words import DocumentWords
from bookmaker.backends.epub.documents import (
    SHEET_NAME,
    document_id,
    render_cover,
    render_documents,
)
from bookmaker.backends.epub.hidden_words import unseen_in_documents
from bookmaker.backends.epub.metadata import (
    identifier_of,
    modified_of,
    page_source_of,
    state_metadata,
)
from bookmaker.backends.epub.navigation import (
    PageTarget,
    find_landmarks,
    guides_of,
    navigation_entries,
    render_ncx,
    with_contents,
)
from bookmaker.backends.epub.package import Package, Resource, Statement
from bookmaker.backends.epub.page_list import PageList
from bookmaker.backends.epub.pictures import pack_pictures
from bookmaker.backends.epub.split import (
    COVER_NAME,
    ContentDocument,
    link_resolver,
    split_book,
)
from bookmaker.backends.epub.survey import Survey, survey_documents
from bookmaker.backends.epub.weight import check_weight
from bookmaker.backends.protocol import Artifact
from bookmaker.backends.services import BuildServices
from bookmaker.config.model import BookConfig
from bookmaker.css.bundle import OwnSheets, load_sheet
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.epub import ConformanceContradicted, PagesNotListed
from bookmaker.document.book import Book
from bookmaker.document.metadata import Metadata
from bookmaker.document.nodes import ContentsEntry
from bookmaker.fonts.own_faces import (
    OwnFace,
    characters_to_show,
    face_rules,
    read_own_faces,
    reduced_to,
)
from bookmaker.images.animation import has_animation
from bookmaker.languages.words import direction_of
from bookmaker.proof.completeness import prove_documents
from bookmaker.proof.tracing import lines_in
from bookmaker.system.workspace import Workspace
from bookmaker.xhtml.context import Context
from bookmaker.xhtml.direction import code_direction


class EpubBackend:
    """Turns a finished tree into an EPUB 3.3."""

    def get_ready(
        self, config: BookConfig, workspace: Workspace, services: BuildServices
    ) -> None:
        """Nothing takes that long."""

    def close(self) -> None:
        """Nothing was begun."""

    def render(
        self,
        book: Book,
        config: BookConfig,
        workspace: Workspace,
        diagnostics: Diagnostics,
        services: BuildServices,
    ) -> Artifact:
        """Render the book; equal input gives equal bytes."""
        # EbookLib loads only when an EPUB is made.
        from bookmaker.backends.epub.ebooklib_adapter import pack

        split = split_book(book)
        entries = navigation_entries(book, split, depth=config.epub.contents_depth)
        split = with_contents(split, entries)
        package = _package(
            book.metadata, split, entries, config, workspace, diagnostics, services
        )
        content = pack_again(pack(package), package.modified)
        diagnostics.extend(check_weight(content))
        return Artifact(
            content=content,
            prove=partial(
                prove_documents,
                tuple(document.division for document in split if document.is_read),
                content,
                partial(unseen_in_documents, content)
                if _has_own_look(config)
                else None,
            ),
            checks=("well-formed",),
            document_words=DocumentWords(split, content, lines_in(workspace)),
        )


def _package(
    metadata: Metadata,
    documents: tuple[ContentDocument, ...],
    entries: tuple[ContentsEntry, ...],
    config: BookConfig,
    workspace: Workspace,
    diagnostics: Diagnostics,
    services: BuildServices,
) -> Package:
    language = metadata.language
    theme = config.epub.theme or config.print.theme
    faces = read_own_faces(
        config.typography.fonts,
        workspace,
        config.place("typography.fonts"),
        services.store,
    )
    identifier = identifier_of(config, metadata)

    survey = survey_documents(documents)
    resolve = link_resolver(survey.file_by_id)
    landmarks = find_landmarks(documents, language)
    pictures = pack_pictures(survey.images, workspace, diagnostics, services)
    cover = make_cover(
        config,
        metadata,
        workspace,
        diagnostics,
        theme=theme,
        store=services.store,
        own_faces=faces,
    )
    cover_picture = cover_resource(cover)
    context = Context(
        resolve,
        pictures.address,
        highlight=services.highlight,
        hangs_code_lines=True,
        keeps_code_words=True,
        scrolls_wide_tables=True,
        code_direction=code_direction(
            language, (document.division for document in documents)
        ),
    )
    pages = _page_list(services, survey)
    rendered = (
        render_cover(cover, cover_picture.file_name, language),
        *render_documents(documents, context, landmarks, metadata, pages),
    )
    listed = () if pages is None else pages.entries
    read = (document.file_name for document in documents if document.is_read)
    rules = _rules(config, theme, workspace)
    if faces:
        digits = config.digits.write("0123456789")  # markers of lists
        shown = characters_to_show(f"{_shown_text(rendered, rules)}{digits}")
        faces = tuple(reduced_to(face, shown) for face in faces)
    sheet = _sheet(rules, faces)
    accessibility = judge_accessibility(
        survey,
        language,
        moves=pictures.moves or has_animation(sheet.content),
        has_pages=bool(listed),
    )
    _report_shortcomings(pages, accessibility, config, diagnostics)
    return Package(
        identifier=identifier,
        language=language,
        direction=direction_of(language),
        modified=modified_of(metadata),
        statements=(
            *state_metadata(config, metadata, accessibility),
            *((_SHOWS_FONTS,) if faces else ()),
            *(
                (Statement("pageBreakSource", page_source_of(config, metadata)),)
                if listed
                else ()
            ),
        ),
        resources=(
            *rendered,
            sheet,
            *(_font(face) for face in faces),
            cover_picture,
            *pictures.resources,
        ),
        reading_order=tuple(document_id(name) for name in (COVER_NAME, *read)),
        ncx=render_ncx(
            entries,
            title=metadata.title,
            identifier=identifier,
            language=language,
            href=resolve,
            pages=[PageTarget(p.label, f"{p.file_name}#{p.id}") for p in listed],
            place_of=_places_in(rendered),
        ),
        cover_id=COVER_PICTURE_ID,
        guides=guides_of(landmarks),
    )


def _page_list(services: BuildServices, survey: Survey) -> PageList | None:
    """What marks the pages of the edition that is listed; `None` where none is."""
    if services.paged is None or services.paged.find_printed_text is None:
        return None
    taken = frozenset(survey.file_by_id)
    return PageList(services.paged.find_printed_text(), taken)


def _report_shortcomings(
    pages: PageList | None,
    accessibility: Accessibility,
    config: BookConfig,
    diagnostics: Diagnostics,
) -> None:
    """Report pages that have no place in the markup, and a claim that isn't true."""
    if pages is not None and pages.missing:
        diagnostics.add(
            PagesNotListed(labels=pages.missing, span=config.place("epub.page-list"))
        )
    if config.accessibility is not None and accessibility.contradiction:
        diagnostics.add(
            ConformanceContradicted(
                reason=accessibility.contradiction,
                span=config.place("accessibility.evaluator"),
            )
        )


_ID = re.compile(r'\sid="([^"]*)"')


def _places_in(documents: tuple[Resource, ...]) -> Callable[[str], tuple[int, int]]:
    """Make what says where an address leads: which document, and where in it."""
    number_by_name = {one.file_name: n for n, one in enumerate(documents)}
    places_by_name: dict[str, dict[str, int]] = {}

    def place_of(href: str) -> tuple[int, int]:
        name, _, fragment = href.partition("#")
        if name not in places_by_name:
            content = documents[number_by_name[name]].content.decode()
            places_by_name[name] = {
                unescape(found[1]): found.start() for found in _ID.finditer(content)
            }
        place = places_by_name[name].get(unquote(fragment), 0)
        return number_by_name[name], place

    return place_of


def _has_own_look(config: BookConfig) -> bool:
    """Whether a sheet of the author's decides what the edition looks like."""
    theme = config.epub.theme or config.print.theme
    return config.epub.sheet is not None or theme.startswith("./")


_FONT_FOLDER = "fonts"
_SHOWS_FONTS = Statement("ibooks:specified-fonts", "true")
"""Without it Apple Books heeds no font that an edition embeds."""


def _font(face: OwnFace) -> Resource:
    return Resource(
        id=f"font-{face.name}",
        file_name=f"{_FONT_FOLDER}/{face.name}",
        media_type=face.media_type,
        content=face.content,
    )


def _rules(config: BookConfig, theme: str, workspace: Workspace) -> str:
    """The sheet of the theme with the author's own."""
    own = OwnSheets(workspace, config.epub.sheet)
    way = direction_of(config.metadata.language)
    place = config.place("epub.theme") or config.place("print.theme")
    return load_sheet(
        "epub", theme, place=place, own=own, direction=way, folios=config.folios
    )


def _sheet(rules: str, faces: tuple[OwnFace, ...]) -> Resource:
    return Resource(
        id="style",
        file_name=SHEET_NAME,
        media_type="text/css",
        content=(face_rules(faces, _FONT_FOLDER) + rules).encode(),
    )


def _shown_text(documents: Iterable[Resource], rules: str) -> str:
    """What the documents show, with their tags, and their sheet: it may have signs."""
    texts = [unescape(document.content.decode()) for document in documents]
    return "".join((*texts, rules, *_escaped(rules)))


def _escaped(rules: str) -> Iterator[str]:
    """Yield the characters that a sheet writes as escapes (CSS Syntax 3, 4.3.7)."""
    for figures in _CSS_ESCAPE.findall(rules):
        number = int(figures, 16)
        if number <= sys.maxunicode and not 0xD800 <= number <= 0xDFFF:
            yield chr(number)


_CSS_ESCAPE = re.compile(r"\\([0-9A-Fa-f]{1,6})")
