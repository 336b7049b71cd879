"""Hugo's sites: the pages below `content`, by their weights.

What comes in: a folder with Hugo's configuration and a folder `content`. A folder's
`_index.md` is the page that the others of the folder are below. The format is that of
https://gohugo.io/content-management.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from bookmaker.config.configuration_files import ConfigDoor
from bookmaker.config.conventions import Conventions, Idiom
from bookmaker.config.folder import list_markdown_files
from bookmaker.config.model import (
    BookConfig,
    ContentsConfig,
    Entry,
    PartEntry,
    PrintConfig,
)
from bookmaker.config.projects.project_note import FRONT, files_of, finished
from bookmaker.config.projects.settings_values import (
    ProjectWords,
    Value,
    mapping,
    read_values,
    text_of,
)
from bookmaker.config.projects.site_pages import (
    SitePage,
    as_entries,
    in_order,
    page_addresses,
    read_page,
)
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.metadata import Metadata
from bookmaker.system.files import is_folder

CONTENT_FOLDER = "content-folder"
"""The name of the variable that has the folder of the pages."""
_NAMES = tuple(
    f"{stem}.{suffix}"
    for stem in ("hugo", "config", "config/_default/hugo", "config/_default/config")
    for suffix in ("toml", "yaml", "yml", "json")
)
_READ = frozenset(
    "title languagecode contentdir defaultcontentlanguage languages params".split()
)
_SECTION = "_index.md"


def find_hugo(door: ConfigDoor) -> str | None:
    """The file that makes a folder a site of Hugo's, if it has one."""
    found = next((name for name in _NAMES if door.has(name)), None)
    if found is None or "hugo" in found or is_folder(door.root / "content"):
        return found
    return None


def load_hugo(
    door: ConfigDoor, file: str, name: str, diagnostics: Diagnostics
) -> BookConfig:
    """Make the configuration of a folder of Hugo's."""
    values = {key.lower(): value for key, value in read_values(door, file).items()}
    words = ProjectWords(door, file, diagnostics)
    skipped = [key for key in values if key not in _READ]
    tag, own, others = _languages(values)
    content = text_of(own.get("contentdir") or values.get("contentdir")) or "content"
    content = posixpath.normpath(content)
    if own.get("contentdir") is None and is_folder(door.root / content / (tag or "")):
        content = posixpath.join(content, tag or "").rstrip("/")
    skipped += [f"the language {other}" for other in others]
    body = _body(door, content, others, skipped)
    title = words.text("title", own.get("title") or values.get("title"))
    params = mapping(values.get("params"))
    author = params.get("author") or params.get("authors") or values.get("author")
    description = words.text("description", params.get("description"))
    config = BookConfig(
        name=name,
        metadata=Metadata(
            title=title or name,
            authors=words.authors(author),
            description=description,
        ),
        contents=ContentsConfig(front=FRONT, body=body),
        print=PrintConfig(theme="technical"),
        is_title_assumed=title is None,
        conventions=Conventions(
            program="Hugo",
            is_lenient=True,
            idiom=Idiom.HUGO,
            roots=("static", content, "assets", ""),
            variables=(
                (CONTENT_FOLDER, content),
                *page_addresses(files_of(ContentsConfig(body=body)), content),
                *(
                    (key, said)
                    for key, value in params.items()
                    if (said := text_of(value)) is not None
                ),
            ),
            has_captions=False,
        ),
    )
    stated = own.get("languagecode") or values.get("languagecode") or tag
    language = words.language("languageCode", stated)
    return finished(config, door, file, skipped, diagnostics, language=language)


def _languages(
    values: Mapping[str, Value],
) -> tuple[str | None, Mapping[str, Value], tuple[str, ...]]:
    """The book's language with what is said of it, and the others."""
    table = mapping(values.get("languages"))
    tag = text_of(values.get("defaultcontentlanguage"))
    if tag is None and table:
        tag = next(iter(table))
    own = mapping(table.get(tag or ""))
    return (
        tag,
        {key.lower(): value for key, value in own.items()},
        tuple(other for other in table if other != tag),
    )


def _body(
    door: ConfigDoor, content: str, others: tuple[str, ...], skipped: list[str]
) -> tuple[Entry, ...]:
    page_by_folder: dict[str, SitePage] = {}
    pages: list[SitePage] = []
    for path in list_markdown_files(door.root, content):
        stem = posixpath.basename(path).removesuffix(".md")
        if any(stem.endswith(f".{other}") for other in others):
            continue
        page = read_page(door, path)
        if page.is_draft:
            skipped.append(f"{path}, a draft")
        elif posixpath.basename(path) == _SECTION:
            page_by_folder[posixpath.dirname(path)] = page
        elif page.has_words:
            pages.append(page)
        else:
            skipped.append(f"{path}, which has no words")
    top = _placed(pages, page_by_folder, content)
    loose = [page for page in top if page.below or page.has_words]
    skipped += [f"{page.file}, which has no words" for page in top if page not in loose]
    return tuple(_named_parts(loose))


def _placed(
    pages: list[SitePage], page_by_folder: Mapping[str, SitePage], content: str
) -> list[SitePage]:
    """The pages that are below no other, each with those below it, in their order."""
    top: list[SitePage] = []

    def place(page: SitePage, folder: str) -> None:
        while folder != content and folder not in page_by_folder:
            folder = posixpath.dirname(folder)
        if folder == content:
            top.append(page)
        else:
            page_by_folder[folder].below.append(page)

    for page in pages:
        folder = posixpath.dirname(page.file)
        if posixpath.basename(page.file) == "index.md":  # a bundle with its pictures
            folder = posixpath.dirname(folder) if folder != content else folder
        place(page, folder)
    for folder, page in page_by_folder.items():
        if folder != content:
            place(page, posixpath.dirname(folder))
    for page in page_by_folder.values():
        page.below = in_order(page.below)
    first = page_by_folder.get(content)
    return [*([first] if first is not None else []), *in_order(top)]


def _named_parts(pages: list[SitePage]) -> list[Entry]:
    """Chapters and parts; a single section is the book itself."""
    sections = [page for page in pages if page.below]
    others = [page for page in pages if not page.below]
    if len(sections) == 1 and len(sections[0].below) > 1:
        (section,) = sections
        alone = SitePage(section.file, section.head, section.has_words)
        opening = [alone] if section.has_words else []
        return [*as_entries([*others, *opening]), *as_entries(section.below)]
    made: list[Entry] = []
    for page in pages:
        if not page.below:
            made += as_entries([page])
            continue
        words = page.title or posixpath.basename(posixpath.dirname(page.file))
        made.append(
            PartEntry(
                part=words,
                chapters=tuple(below.entry() for below in page.below),
                file=page.file if page.has_words else None,
            )
        )
    return made
