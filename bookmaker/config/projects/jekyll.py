"""Jekyll's sites: the pages of a folder with `_config.yml`, by `nav_order` or date.

What comes in: a folder with `_config.yml`. Pages come first, then those of collections,
then posts by date. The format is that of https://jekyllrb.com/docs/structure; the keys
`nav_order` and `parent` are those of its themes for documentation.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from fnmatch import fnmatch

from bookmaker.config.configuration_files import ConfigDoor
from bookmaker.config.conventions import Conventions, Idiom
from bookmaker.config.folder import list_files, list_markdown_files
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
    listed,
    mapping,
    read_values,
    text_of,
)
from bookmaker.config.projects.site_pages import (
    SitePage,
    in_order,
    page_addresses,
    read_page,
)
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.metadata import Metadata

_NAME = "_config.yml"
_READ = frozenset(
    "title author description lang locale collections exclude baseurl url".split()
)
_POSTS = "posts"
_SEVERAL = 2
_NO_PAGES = frozenset({"404", "search", "tags", "categories"})


def find_jekyll(door: ConfigDoor) -> str | None:
    """The file that makes a folder a site of Jekyll's, if it has one."""
    return _NAME if door.has(_NAME) else None


def load_jekyll(
    door: ConfigDoor, file: str, name: str, diagnostics: Diagnostics
) -> BookConfig:
    """Make the configuration of a folder of Jekyll's."""
    values = read_values(door, file)
    words = ProjectWords(door, file, diagnostics)
    skipped = [key for key in values if key not in _READ]
    body = tuple(_body(door, values, skipped))
    title = words.text("title", values.get("title"))
    site = tuple(
        (f"site.{key}", said)
        for key, value in values.items()
        if key not in ("baseurl", "url") and (said := text_of(value)) is not None
    )
    config = BookConfig(
        name=name,
        metadata=Metadata(
            title=title or name,
            authors=words.authors(values.get("author")),
            description=words.text("description", values.get("description")),
        ),
        contents=ContentsConfig(front=FRONT, body=body),
        print=PrintConfig(theme="technical"),
        is_title_assumed=title is None,
        conventions=Conventions(
            program="Jekyll",
            is_lenient=True,
            idiom=Idiom.JEKYLL,
            variables=(
                *site,
                *page_addresses(files_of(ContentsConfig(body=body)), ""),
            ),
            has_captions=False,
        ),
    )
    language = words.language("lang", values.get("lang") or values.get("locale"))
    return finished(config, door, file, skipped, diagnostics, language=language)


def _body(
    door: ConfigDoor, values: Mapping[str, Value], skipped: list[str]
) -> list[Entry]:
    collections = values.get("collections")
    names = list(mapping(collections)) or [str(name) for name in listed(collections)]
    folders = [f"_{name}/" for name in dict.fromkeys([*names, _POSTS])]
    excluded = [str(pattern).rstrip("/") for pattern in listed(values.get("exclude"))]
    every = list_markdown_files(door.root)
    usual = frozenset(list_files(door.root, (".md", ".markdown")))
    pages: list[SitePage] = []
    pages_by_folder: dict[str, list[SitePage]] = {folder: [] for folder in folders}
    for path in every:
        folder = next((f for f in folders if path.startswith(f)), None)
        is_hidden = folder is None and any(p[0] in "_#~" for p in path.split("/"))
        stem = posixpath.basename(path).partition(".")[0].lower()
        if is_hidden or _is_excluded(path, excluded) or path not in usual:
            skipped.append(path)
            continue
        page = read_page(door, path)
        if page.is_draft:
            skipped.append(f"{path}, a draft")
        elif not page.has_words or (stem in _NO_PAGES and folder is None):
            skipped.append(
                f"{path}, which has no words" if not page.has_words else path
            )
        elif folder is None:
            pages.append(page)
        else:
            pages_by_folder[folder].append(page)
    language = text_of(values.get("lang") or values.get("locale"))
    pages = _in_one_language(pages, language, skipped)
    for folder, inner in pages_by_folder.items():
        pages_by_folder[folder] = _in_one_language(inner, language, skipped)
    made = _with_parents(pages)
    for folder, inner in pages_by_folder.items():
        if not inner:
            continue
        entries = _with_parents(inner)
        if made and folder != f"_{_POSTS}/" and len(pages_by_folder) > 1:
            words = folder.strip("_/").replace("_", " ").replace("-", " ")
            chapters = tuple(page.entry() for page in _parented(inner))
            title = words[:1].upper() + words[1:]
            entries = [PartEntry(part=title, chapters=chapters)]
        made += entries
    return made


def _in_one_language(
    pages: list[SitePage], language: str | None, skipped: list[str]
) -> list[SitePage]:
    """The pages in the site's language, where each says which it is in.

    Without a language of the site it is that of most pages in the outermost folder.
    """
    tags = {page.file: text_of(page.head.get("lang")) for page in pages}
    said = {tag for tag in tags.values() if tag is not None}
    if len(said) < _SEVERAL:
        return pages
    depth = min(page.file.count("/") for page in pages)
    outermost = [t for file, t in tags.items() if file.count("/") == depth and t]
    main = language if language in said else None
    main = main or max(outermost or sorted(said), key=outermost.count)
    skipped += [f"the language {tag}" for tag in sorted(said - {main})]
    return [page for page in pages if tags[page.file] in (None, main)]


def _is_excluded(path: str, patterns: Iterable[str]) -> bool:
    return any(
        path == pattern or path.startswith(f"{pattern}/") or fnmatch(path, pattern)
        for pattern in patterns
    )


def _with_parents(pages: Iterable[SitePage]) -> list[Entry]:
    return [page.entry() for page in _parented(pages)]


def _parented(pages: Iterable[SitePage]) -> list[SitePage]:
    """The pages without a parent, each with its children, in their order."""
    pages = sorted(
        in_order(pages),
        key=lambda page: (
            posixpath.basename(page.file).lower() != "index.md" or "/" in page.file
        ),
    )
    page_by_title = {page.title: page for page in reversed(pages) if page.title}
    top: list[SitePage] = []
    for page in pages:
        parent = page_by_title.get(text_of(page.head.get("parent")) or "")
        if parent is None or parent is page or _is_below(parent, page):
            top.append(page)
        else:
            parent.below.append(page)
    return top


def _is_below(page: SitePage, other: SitePage) -> bool:
    waiting = list(other.below)
    while waiting:
        one = waiting.pop()
        if one is page:
            return True
        waiting += one.below
    return False
