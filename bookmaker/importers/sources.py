"""What is imported: files and folders, known by what is in them, in the given order."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace
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
from bookmaker.importers.archives import Archive
from bookmaker.importers.document_folders import (
    MOST_DOCUMENTS,
    DocumentFolder,
    FolderKind,
    find_documents,
    in_natural_order,
    unpacked,
)
from bookmaker.importers.imported_files import read_source
from bookmaker.importers.model import Imported, ImportOptions
from bookmaker.importers.plain_text import import_plain_text
from bookmaker.importers.splitting import split_chapter

if TYPE_CHECKING:
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
    imported = list(_import_all(ordered, options))
    if ordered != list(paths) and imported:
        imported[0] = _remarked(imported[0], _NATURAL_ORDER)
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


def _remarked(imported: Imported, remark: str) -> Imported:
    return replace(imported, remarks=(*imported.remarks, remark))


def _import_all(paths: Sequence[Path], options: ImportOptions) -> Sequence[Imported]:
    imported: list[Imported] = []
    found: list[Diagnostic] = []
    for path in paths:
        try:
            imported += _import(path, options)
        except ManuscriptError as error:
            found += error.diagnostics
    if found:
        raise ManuscriptError(*found)
    return imported


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


def _import(path: Path, options: ImportOptions) -> tuple[Imported, ...]:
    if path.is_dir():
        return _import_folder(path, options)
    if is_markdown(path.name) or path.name == "book.toml":
        from bookmaker.importers.markdown_projects import import_markdown

        return (import_markdown(path),)
    content = read_source(path)
    name = path.name
    suffix = path.suffix.lower()
    if suffix == ".rtf" or content.startswith(b"{\\rtf"):
        from bookmaker.importers.html.picture_sources import NoPictures

        return (_import_converted(content, ".rtf", name, NoPictures(), options),)
    if content.startswith(b"PK"):
        return _import_archive(content, path, options)
    if (others := _import_of_suffix(suffix, content, path, options)) is not None:
        return others
    if suffix in PAGE_SUFFIXES or _LOOKS_LIKE_PAGE.match(content[:2048]):
        from bookmaker.importers.html import import_page
        from bookmaker.importers.html.picture_sources import FolderPictures

        return (import_page(content, name, FolderPictures(path.parent), options),)
    if suffix in PLAIN_TEXT_SUFFIXES:
        if not content.strip():
            raise ManuscriptError(problems.EmptySource(path=name))
        return (import_plain_text(content, name, _title_from(path), options),)
    raise ManuscriptError(_refusal(suffix, content, name))


def _import_of_suffix(
    suffix: str, content: bytes, path: Path, options: ImportOptions
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
            pictures = FolderPictures(path.parent)
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
    if any(_WORD_PART.fullmatch(name) for name in archive.names()):
        from bookmaker.importers.word import import_word_file

        return (import_word_file(content, archive, path.name, options),)
    if archive.has("META-INF/container.xml"):
        from bookmaker.importers.epub import import_epub

        return (import_epub(archive, path.name, options),)
    if archive.has("content.xml"):
        from bookmaker.importers.html.picture_sources import ArchivePictures

        beside = ArchivePictures(archive, "content.xml")
        imported = _import_converted(content, ".odt", path.name, beside, options)
        return (_with_words_of_odt(imported, archive),)
    for part, reason in _OTHER_PROGRAMS:
        if archive.has(part):
            raise ManuscriptError(
                problems.UnknownSourceKind(path=path.name, reason=reason)
            )
    found = find_documents(archive.names())
    if found.kind is FolderKind.PAGES and found.has_pages:
        from bookmaker.importers.html.exports import import_archive_of_pages

        return import_archive_of_pages(archive, options)
    with unpacked(archive) as folder:
        return _import_folder(_lone_folder(folder), options)


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


def _with_words_of_odt(imported: Imported, archive: Archive) -> Imported:
    """Compare the words with those of the file, which pandoc alone has read."""
    from bookmaker.importers.source_words import with_lost_words
    from bookmaker.importers.xml import read_xml

    tree = read_xml(archive.read("content.xml"), archive.path)
    body = next((tag for tag in tree if str(tag.tag).endswith("}body")), tree)
    return with_lost_words(imported, [(archive.path, body)])


def _import_folder(path: Path, options: ImportOptions) -> tuple[Imported, ...]:
    if path.suffix.lower() in _PACKAGES or any(path.glob("*.scrivx")):
        reason = _why_unknown(path.suffix.lower() or ".scriv")
        raise ManuscriptError(problems.UnknownSourceKind(path=path.name, reason=reason))
    found = find_documents(list_all_files(path))
    if found.kind is FolderKind.DOCUMENTS:
        return _import_documents(path, found, options)
    if found.kind is FolderKind.MARKDOWN:
        from bookmaker.importers.markdown_projects import import_markdown

        return (import_markdown(path),)
    from bookmaker.importers.html.exports import import_folder_of_pages

    return import_folder_of_pages(path, options)


def _import_documents(
    folder: Path, found: DocumentFolder, options: ImportOptions
) -> tuple[Imported, ...]:
    if len(found.documents) > MOST_DOCUMENTS:
        reason = f"it contains more than {MOST_DOCUMENTS} documents"
        raise ManuscriptError(
            problems.UnknownSourceKind(path=folder.name, reason=reason)
        )
    imported = list(_import_all([folder / path for path in found.documents], options))
    if found.missed:
        names = ", ".join(found.missed)
        imported[0] = _remarked(imported[0], f"Not imported, by their forms: {names}.")
    return tuple(imported)


def _title_from(path: Path) -> str:
    words = re.sub(r"^\d+[-_. ]+", "", path.stem)
    words = re.sub(r"[-_]+", " ", words).strip() or path.stem
    return words[:1].upper() + words[1:]
