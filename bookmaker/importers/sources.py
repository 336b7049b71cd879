"""What is imported: files and folders, known by what is in them, in the given order."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from bookmaker.config.folder import is_markdown, list_all_files
from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.catalog import importing as problems
from bookmaker.diagnostics.catalog.foreign_forms import (
    ARCHIVE_SUFFIXES,
    PAGE_SUFFIXES,
    PLAIN_TEXT_SUFFIXES,
    SAVED_FIRST,
    SCREENPLAY_SUFFIXES,
    WORD_SUFFIXES,
    conversion_of,
)
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.characters import title_of_name
from bookmaker.importers.archives import Archive
from bookmaker.importers.document_folders import (
    MOST_DOCUMENTS,
    DocumentFolder,
    FolderKind,
    find_documents,
    in_natural_order,
    unpacked,
)
from bookmaker.importers.imported_files import is_empty, read_source
from bookmaker.importers.model import Imported, ImportOptions
from bookmaker.importers.plain_text import import_plain_text
from bookmaker.importers.splitting import split_chapter

if TYPE_CHECKING:
    from bookmaker.importers.html.page import Tag
    from bookmaker.importers.html.picture_sources import PictureSource

_LOOKS_LIKE_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html)\b", re.I
)


def import_sources(
    paths: Sequence[Path], options: ImportOptions
) -> tuple[Imported, ...]:
    """Import each source.

    They come in the order given, or in natural order where it is a shell's; where every
    one of them has a date, by date. Raises `ManuscriptError` with all that is wrong
    with any of them.
    """
    ordered = in_natural_order(paths)
    imported = _import_all(ordered, options)
    if ordered != list(paths):
        imported = _with_remarks(imported, [_NATURAL_ORDER])
    split = [
        replace(
            one,
            chapters=tuple(
                part
                for chapter in one.chapters
                for part in split_chapter(chapter, options.split_at)
            ),
        )
        for one in imported
    ]
    return _by_date(split)


_NATURAL_ORDER = "The sources are in natural order, with 10 after 2, not before it."


def _with_remarks(
    imported: Sequence[Imported], remarks: Sequence[str]
) -> tuple[Imported, ...]:
    """Say something of a source with several parts, in the account of its first."""
    if not imported or not remarks:
        return tuple(imported)
    first, *others = imported
    return replace(first, remarks=(*first.remarks, *remarks)), *others


def _import_all(
    paths: Sequence[Path], options: ImportOptions, within: Path | None = None
) -> Sequence[Imported]:
    """Import files.

    Where a folder is imported they have to be `within` it, and those without text are
    named in the account.
    """
    imported: list[Imported] = []
    found: list[Diagnostic] = []
    empty: list[Diagnostic] = []
    for path in paths:
        try:
            imported += _import(path, options, within)
        except ManuscriptError as error:
            is_passed = within is not None and is_empty(error)
            (empty if is_passed else found).extend(error.diagnostics)
    if found or (empty and not imported):
        raise ManuscriptError(*(found or empty))
    return _with_remarks(imported, [f"{one.message()}." for one in empty])


def _by_date(imported: Sequence[Imported]) -> tuple[Imported, ...]:
    dates: list[datetime.date] = []
    for one in imported:
        date = one.chapters[0].date if one.chapters else None
        if date is not None:
            dates.append(date)
    if len(dates) < len(imported) or len(imported) < 2:
        return tuple(imported)
    pairs = sorted(zip(dates, range(len(dates)), strict=True))
    ordered = [imported[index] for _, index in pairs]
    if ordered != list(imported):
        remark = "The chapters are in the order of their dates, not in the order given."
        ordered[0] = replace(ordered[0], remarks=(*ordered[0].remarks, remark))
    return tuple(ordered)


def _import(
    path: Path, options: ImportOptions, within: Path | None = None
) -> tuple[Imported, ...]:
    if path.is_dir():
        return _import_folder(path, options)
    if is_markdown(path.name) or path.name == "book.toml":
        from bookmaker.importers.markdown_projects import import_markdown

        return (import_markdown(path),)
    content = read_source(path, within=within)
    name = path.name
    suffix = path.suffix.lower()
    if suffix == ".rtf" or content.startswith(b"{\\rtf"):
        from bookmaker.importers.html.picture_sources import NoPictures

        return (_import_converted(content, ".rtf", name, NoPictures(), options),)
    if content.startswith(b"PK"):
        return _import_archive(content, path, options)
    if (
        others := _import_of_suffix(suffix, content, path, options, within)
    ) is not None:
        return others
    if suffix in PAGE_SUFFIXES or _LOOKS_LIKE_PAGE.match(content[:2048]):
        from bookmaker.importers.html import import_page
        from bookmaker.importers.html.picture_sources import FolderPictures

        pictures = FolderPictures(path.parent, within)
        return (import_page(content, name, pictures, options),)
    if suffix in PLAIN_TEXT_SUFFIXES:
        if not content.strip():
            raise ManuscriptError(problems.EmptySource(path=name))
        return (import_plain_text(content, name, _title_from(path), options),)
    raise ManuscriptError(_refusal(suffix, content, name))


def _import_of_suffix(
    suffix: str,
    content: bytes,
    path: Path,
    options: ImportOptions,
    within: Path | None,
) -> tuple[Imported, ...] | None:
    """What a message, a screenplay or an export of WordPress gives."""
    if suffix == ".eml":
        from bookmaker.importers.mail import import_mail

        return import_mail(content, path.name, options)
    if suffix in SCREENPLAY_SUFFIXES:
        from bookmaker.importers.fountain import import_fountain

        return (import_fountain(content, path.name, _title_from(path), options),)
    if suffix in (".xml", ".wxr"):
        from bookmaker.importers.html.picture_sources import FolderPictures
        from bookmaker.importers.wordpress import (
            import_wordpress,
            looks_like_wordpress,
        )

        if looks_like_wordpress(content):
            pictures = FolderPictures(path.parent, within)
            return import_wordpress(content, path.name, pictures, options)
    return None


_WORD_PART = re.compile(r"word/document\d*\.xml")
"""Word on the web names its main part `document2.xml`."""
_OTHER_PROGRAMS = (("Index/Document.iwa", "export the .pages file as .docx first"),)


_PACKAGES = frozenset({".scriv", ".pages"})
"""Folders that their programs show as one file."""


def _refusal(suffix: str, content: bytes, name: str) -> Diagnostic:
    """Why a file isn't imported."""
    if suffix not in (*WORD_SUFFIXES, ".epub", *ARCHIVE_SUFFIXES):
        return problems.UnknownSourceKind(path=name, reason=_why_unknown(suffix))
    reason = "it isn’t an archive, as such a file should be"
    if not content:
        reason = "it is empty (0 bytes)"
    return problems.DamagedSource(path=name, reason=reason)


def _why_unknown(suffix: str) -> str:
    if suffix in SAVED_FIRST:
        return f"{suffix} files must be saved as .docx first"
    if conversion_of(f"x{suffix}") is not None:
        return "bookmaker does not read this form"
    if suffix in (".scriv", ".scrivx"):
        return "export it as .docx or .epub from the program that made it"
    if suffix == ".pdf":
        return (
            "a PDF contains pages, not paragraphs; find the file that it was made from"
        )
    return "bookmaker does not know what it is"


def _import_archive(
    content: bytes, path: Path, options: ImportOptions
) -> tuple[Imported, ...]:
    archive = Archive(content, path.name)
    imported = _import_opened(archive, content, path.name, options)
    return _with_remarks(imported, archive.remarks)


def _import_opened(
    archive: Archive, content: bytes, name: str, options: ImportOptions
) -> tuple[Imported, ...]:
    """Import an archive by what is in it; `content`: its bytes."""
    if any(_WORD_PART.fullmatch(part) for part in archive.names()):
        from bookmaker.importers.word import import_word_file

        return (import_word_file(content, archive, name, options),)
    if archive.has("META-INF/container.xml"):
        from bookmaker.importers.epub import import_epub

        return (import_epub(archive, name, options),)
    if archive.has("content.xml"):
        from bookmaker.importers.html.picture_sources import ArchivePictures

        beside = ArchivePictures(archive, "content.xml")
        try:
            page = _import_converted(content, ".odt", name, beside, options)
        except ManuscriptError as error:
            if not is_empty(error):
                raise
            page = _import_fields(archive, beside, options)
        return (_with_words_of_odt(page, archive),)
    for part, reason in _OTHER_PROGRAMS:
        if archive.has(part):
            raise ManuscriptError(problems.UnknownSourceKind(path=name, reason=reason))
    with unpacked(archive) as (folder, left_out):
        imported = _import_folder(_lone_folder(folder), options)
    return _with_remarks(imported, _not_imported("names", left_out))


def _lone_folder(folder: Path) -> Path:
    """The folder that an archive has at its top alone, or the archive's."""
    inside = list(folder.iterdir())
    is_lone = len(inside) == 1 and inside[0].is_dir()
    return inside[0] if is_lone else folder


def _import_converted(
    content: bytes,
    suffix: str,
    name: str,
    pictures: PictureSource,
    options: ImportOptions,
) -> Imported:
    """Import what pandoc makes a page of."""
    from bookmaker.importers.html import import_page
    from bookmaker.importers.pandoc import as_page

    made = as_page(content, suffix, name)
    imported = import_page(made, name, pictures, options, is_document=True)
    remark = f"{name} was read by pandoc."
    return replace(imported, remarks=(remark, *imported.remarks))


def _import_fields(
    archive: Archive, pictures: PictureSource, options: ImportOptions
) -> Imported:
    """Import the paragraphs of an `.odt` file whose words are all in fields.

    pandoc leaves fields out: variables, references, dates.
    """
    from bookmaker.importers.html import import_page

    paragraphs = (
        " ".join("".join(tag.itertext()).split())
        for tag in _body_of_odt(archive).iter()
        if str(tag.tag).endswith(("text:1.0}p", "text:1.0}h"))
    )
    made = "".join(f"<p>{escape(words)}</p>" for words in paragraphs if words)
    page = f'<html><head><meta charset="utf-8"></head><body>{made}</body></html>'
    name = archive.path
    imported = import_page(page.encode(), name, pictures, options, is_document=True)
    remark = f"All words of {name} are in fields; they were imported as plain text."
    return replace(imported, remarks=(remark, *imported.remarks))


def _with_words_of_odt(imported: Imported, archive: Archive) -> Imported:
    """Compare the words with those of the file, which pandoc alone has read."""
    from bookmaker.importers.source_words import with_lost_words

    return with_lost_words(imported, [(archive.path, _body_of_odt(archive))])


def _body_of_odt(archive: Archive) -> Tag:
    from bookmaker.importers.xml import read_xml

    tree = read_xml(archive.read("content.xml"), archive.path)
    return next((tag for tag in tree if str(tag.tag).endswith("}body")), tree)


def _import_folder(path: Path, options: ImportOptions) -> tuple[Imported, ...]:
    if path.suffix.lower() in _PACKAGES or any(path.glob("*.scrivx")):
        reason = _why_unknown(path.suffix.lower() or ".scriv")
        raise ManuscriptError(problems.UnknownSourceKind(path=path.name, reason=reason))
    found = find_documents(list_all_files(path))
    imported = _import_found(path, found, options)
    return _with_remarks(imported, _not_imported("forms", found.missed))


def _not_imported(cause: str, names: Sequence[str]) -> Sequence[str]:
    """What the account says of files that are left out for their `cause`."""
    return [f"Not imported, by their {cause}: {', '.join(names)}."] if names else []


def _import_found(
    folder: Path, found: DocumentFolder, options: ImportOptions
) -> tuple[Imported, ...]:
    """Import a folder as what most of its files are."""
    if found.kind is FolderKind.DOCUMENTS:
        return _import_documents(folder, found.documents, options)
    if found.kind is FolderKind.MARKDOWN:
        from bookmaker.importers.markdown_projects import import_markdown

        return (import_markdown(folder),)
    from bookmaker.importers.html.exports import import_folder_of_pages

    return import_folder_of_pages(folder, options)


def _import_documents(
    folder: Path, documents: Sequence[str], options: ImportOptions
) -> tuple[Imported, ...]:
    """Import documents by their paths from a folder, which none may lead out of."""
    if len(documents) > MOST_DOCUMENTS:
        reason = f"it contains more than {MOST_DOCUMENTS} documents"
        raise ManuscriptError(
            problems.UnknownSourceKind(path=folder.name, reason=reason)
        )
    paths = [folder / path for path in documents]
    return tuple(_import_all(paths, options, within=folder))


def _title_from(path: Path) -> str:
    stem = title_of_name(path.stem)
    words = re.sub(r"^\d+[-_. ]+", "", stem)
    words = re.sub(r"[-_]+", " ", words).strip() or stem
    return words[:1].upper() + words[1:]
