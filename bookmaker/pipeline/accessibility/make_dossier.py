"""Make the dossier: build the editions, check them, and write what was found.

What comes in: a request. What goes out: the bytes of an EPUB and of a page of HTML. The
dossier is a book itself: it is written in our Markdown and built as any other.
"""

from __future__ import annotations

import io
import json
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bookmaker.backends import target_of
from bookmaker.config.load import load_manuscript
from bookmaker.css.contrast import ColourPair, find_colour_pairs
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.writing import OutputTaken, OutputUnwritable
from bookmaker.diagnostics.errors import InternalError
from bookmaker.document.book import Book
from bookmaker.document.markdown import render_markdown, render_title
from bookmaker.document.nodes import Text
from bookmaker.pipeline.accessibility.book_facts import PictureFact, facts_of
from bookmaker.pipeline.accessibility.dossier import (
    FileFacts,
    Findings,
    compose_dossier,
)
from bookmaker.pipeline.accessibility.page import render_page
from bookmaker.pipeline.outline import outline_of
from bookmaker.pipeline.outputs import may_be_replaced
from bookmaker.pipeline.planning import file_name, plan_editions
from bookmaker.pipeline.release_record import load_package
from bookmaker.pipeline.request import Outcome, Request, default_name
from bookmaker.pipeline.stages import build
from bookmaker.system.files import read_file
from bookmaker.system.workspace import (
    RefusedFileError,
    Workspace,
    near,
    temporary_folder,
    why_unwritable,
    write_whole,
)
from bookmaker.validators.checks import check_file

_MOST_BYTES = 2 * 1024 * 1024 * 1024
_META = "{http://www.idpf.org/2007/opf}meta"
_LINK = "{http://www.idpf.org/2007/opf}link"
_ITEM = "{http://www.idpf.org/2007/opf}item"
_ITEMREF = "{http://www.idpf.org/2007/opf}itemref"
_STATED = ("schema:access", "a11y:", "dcterms:conformsTo", "pageBreakSource")
_CHAPTER = "dossier.md"
_HTML = b"<!DOCTYPE html>"


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierOutcome:
    """What came of a request for a dossier."""

    outcome: Outcome
    """That of the editions."""
    diagnostics: Diagnostics
    epub: bytes | None = None
    """`None` where the editions cannot be built."""
    page: bytes | None = None
    """The same as HTML."""
    reports: tuple[str, ...] = ()
    """A line for each check of a file."""


def make_dossier(request: Request, *, is_validated: bool = True) -> DossierOutcome:
    """Build the default editions, check them, and make the dossier of them.

    Raises `ToolError` where a library is missing.
    """
    plan = plan_editions(request.manuscript, is_untrusted=request.is_untrusted)
    name = default_name(request.manuscript)
    with temporary_folder("bookmaker-dossier-") as folder:
        targets = {
            edition: folder / file_name(name, edition, target_of(target))
            for edition, target in plan.items()
        }
        outcome = build(replace(request, target_by_edition=plan), targets)
        if outcome.missing_tool is not None:
            raise outcome.missing_tool
        book = outcome.book
        if book is None or len(outcome.outputs) < len(targets):
            return DossierOutcome(outcome=outcome, diagnostics=outcome.diagnostics)
        files = tuple(_checked(request, outcome, is_validated=is_validated))
        epub = next((o.path for o in outcome.outputs if o.format == "epub"), None)
        content = None if epub is None else read_file(epub, _MOST_BYTES)
    made = _made(request, outcome, book, files, content)
    return DossierOutcome(
        outcome=outcome,
        diagnostics=outcome.diagnostics,
        epub=made[0],
        page=made[1],
        reports=tuple(f"{one.name}: {line}" for one in files for line in one.reports),
    )


def write_dossier(made: DossierOutcome, epub: Path, page: Path) -> tuple[Path, ...]:
    """Write both forms; files that are something else are left, with a diagnostic."""
    if made.epub is None or made.page is None:
        return ()
    target = target_of("epub")
    if not may_be_replaced(epub, target):
        taken = OutputTaken(path=near(epub).as_posix(), kind=target.label)
        made.diagnostics.add(taken)
    if page.exists() and not _is_page(page):
        made.diagnostics.add(OutputTaken(path=near(page).as_posix(), kind="HTML page"))
    if made.diagnostics.has_errors:
        return ()
    written = []
    for path, content in ((epub, made.epub), (page, made.page)):
        try:
            write_whole(path, content)
        except OSError as error:
            reason = why_unwritable(error)
            found = OutputUnwritable(path=near(path).as_posix(), reason=reason)
            made.diagnostics.add(found)
        else:
            written.append(path)
    return tuple(written)


def _is_page(path: Path) -> bool:
    try:
        return read_file(path, _MOST_BYTES)[: len(_HTML)] in (_HTML, b"")
    except RefusedFileError:
        return False


def _checked(
    request: Request, outcome: Outcome, *, is_validated: bool
) -> Iterator[FileFacts]:
    for output in outcome.outputs if is_validated else ():
        name = output.path.name
        request.progress(f"checking {name}")
        content = read_file(output.path, _MOST_BYTES)
        checks = [
            check
            for check in check_file(output.path, name, content, None)
            if not check.is_preflight
        ]
        reports = tuple(check.report for check in checks)
        found = tuple(one for check in checks for one in check.found)
        yield FileFacts(name, reports, found)


def _made(
    request: Request,
    outcome: Outcome,
    book: Book,
    files: tuple[FileFacts, ...],
    epub: bytes | None,
) -> tuple[bytes, bytes]:
    """The dossier as an EPUB and as HTML."""
    request.progress("making the dossier")
    manuscript = load_manuscript(
        request.manuscript, Diagnostics(), is_untrusted=request.is_untrusted
    )
    facts = facts_of(book)
    workspace = Workspace(manuscript.root, request.environment)
    images = dict(_images(facts.pictures, workspace))
    found = Findings(
        metadata=book.metadata,
        facts=facts,
        outline=outline_of(book),
        files=files,
        problems=tuple(outcome.diagnostics),
        stated=() if epub is None else tuple(_stated(epub)),
        colours=() if epub is None else _colours(epub),
        path_by_source={source: path for source, (path, _) in images.items()},
    )
    title = f"Accessibility of “{book.metadata.title}”"
    with temporary_folder("bookmaker-dossier-") as above:
        folder = above / "dossier"  # its name decides the identifier
        folder.mkdir()
        for path, content in images.values():
            write_whole(folder / path, content)
        blocks = compose_dossier(found)
        text = f"# {render_title((Text(title),))}\n\n{render_markdown(blocks)}"
        (folder / _CHAPTER).write_text(text, "utf-8")
        (folder / "book.toml").write_text(_settings(title, book), "utf-8")
        target = folder / "dossier.epub"
        asked = Request(
            manuscript=folder,
            environment=request.environment,
            jobs=request.jobs,
            is_untrusted=request.is_untrusted,
        )
        made = build(asked, {"epub": target})
        if not made.outputs:
            reasons = "; ".join(one.message() for one in made.diagnostics)
            message = f"the dossier could not be built: {reasons}"
            raise InternalError(message)
        content = read_file(target, _MOST_BYTES)
    return content, render_page(content, _chapter_of(content), title)


def _settings(title: str, book: Book) -> str:
    """The dossier's own `book.toml`: in English, dated as the book is."""
    modified = book.metadata.modified or book.metadata.published
    lines = [
        f"title = {json.dumps(title, ensure_ascii=False)}",
        'language = "en"',
        *([] if modified is None else [f"modified = {modified.isoformat()}"]),
        "[contents]",
        f'front = ["contents"]\nbody = ["{_CHAPTER}"]',
        '[numbering]\nchapters = "none"',
        '[epub]\ntheme = "technical"',
        "[typography]\nsmarten = false",
    ]
    return "\n".join(lines) + "\n"


def _images(
    pictures: tuple[PictureFact, ...], workspace: Workspace
) -> Iterator[tuple[str, tuple[str, bytes]]]:
    """By the path of each image that can be read: its path here, and its bytes."""
    for number, source in enumerate(dict.fromkeys(p.source for p in pictures), 1):
        try:
            content = workspace.read(source)
        except RefusedFileError:
            continue
        suffix = posixpath.splitext(source)[1].lower()
        yield source, (f"images/{number}{suffix}", content)


def _stated(epub: bytes) -> Iterator[tuple[str, str]]:
    _, package = load_package(epub)
    for element in package.iter():
        name = element.get("property") or element.get("rel") or ""
        value = element.text or element.get("href") or ""
        if element.tag in (_META, _LINK) and name.startswith(_STATED):
            yield name, value.strip()


def _colours(epub: bytes) -> tuple[ColourPair, ...]:
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        sheets = [n for n in sorted(archive.namelist()) if n.endswith(".css")]
        whole = "\n".join(archive.read(name).decode() for name in sheets)
    return find_colour_pairs(whole)


def _chapter_of(epub: bytes) -> str:
    """The path of the content document that is the chapter."""
    path, package = load_package(epub)
    href_by_id = {item.get("id"): str(item.get("href")) for item in package.iter(_ITEM)}
    order = [href_by_id[one.get("idref")] for one in package.iter(_ITEMREF)]
    return posixpath.join(posixpath.dirname(path), order[-1])
