"""docsify's sites: Markdown behind one page of HTML, by `_sidebar.md`.

What comes in: a folder with `index.html` that loads docsify. Its settings are a
program: what they say in literals is read, and nothing is run. The formats are those of
https://docsify.js.org/#/more-pages and https://docsify.js.org/#/configuration.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace

from bookmaker.config.configuration_files import ConfigDoor
from bookmaker.config.conventions import Conventions, Idiom
from bookmaker.config.folder import first_file, is_file, list_markdown_files
from bookmaker.config.model import (
    BookConfig,
    ContentsConfig,
    EpubConfig,
    FileEntry,
    PrintConfig,
)
from bookmaker.config.projects.js_values import read_js_table
from bookmaker.config.projects.project_note import FRONT, files_of, finished, role_of
from bookmaker.config.projects.settings_values import ProjectWords, text_of
from bookmaker.config.projects.site_pages import page_addresses
from bookmaker.config.projects.summary_chapters import SummaryReader
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.metadata import Metadata

_PAGES = ("index.html", "docs/index.html")
_SIGN = re.compile(r"\$docsify\b|\bdocsify(?:@[\w.]+)?(?:\.min)?\.js\b|/docsify[@/]")
_SIDEBAR = "_sidebar.md"
_HEAD_TITLE = re.compile(r"<title>([^<>]{1,200})</title>", re.IGNORECASE)
_LONGEST = 200_000
_COVERS = ("cover.png", "cover.jpg")
_ASIDE = ("_coverpage.md", "_navbar.md", "_404.md", "_footer.md", _SIDEBAR)


def find_docsify(door: ConfigDoor) -> str | None:
    """The page that makes a folder a site of docsify's, if it has one."""
    for name in _PAGES:
        if not door.has(name):
            continue
        try:
            text = door.read_start(name, _LONGEST)
        except ManuscriptError:  # something else has that name
            continue
        if _SIGN.search(text) is not None:
            return name
    sidebars = (posixpath.join(folder, _SIDEBAR) for folder in ("", "docs"))
    return next((name for name in sidebars if door.has(name)), None)


def load_docsify(
    door: ConfigDoor, file: str, name: str, diagnostics: Diagnostics
) -> BookConfig:
    """Make the configuration of a folder of docsify's."""
    home = posixpath.dirname(file)
    text = door.read_start(file, _LONGEST) if file.endswith(".html") else ""
    values = read_js_table(text, "name", "loadSidebar", "repo", "el")
    words = ProjectWords(door, file, diagnostics)
    named = values.get("loadSidebar")
    sidebar = posixpath.join(home, named if isinstance(named, str) else _SIDEBAR)
    skipped: list[str] = []
    contents = _contents(door, home, sidebar, skipped, diagnostics)
    taken = frozenset(files_of(contents))
    skipped += [
        path
        for path in list_markdown_files(door.root)
        if path not in taken and path != sidebar
    ]
    shown = _HEAD_TITLE.search(text)
    title = words.text("name", text_of(values.get("name")))
    title = title or words.text("title", shown[1] if shown is not None else None)
    covers = (posixpath.join(home, cover) for cover in _COVERS)
    config = BookConfig(
        name=name,
        metadata=Metadata(title=title or name),
        contents=contents,
        print=PrintConfig(theme="technical"),
        epub=EpubConfig(cover=first_file(door.root, covers)),
        is_title_assumed=title is None,
        conventions=Conventions(
            program="docsify",
            is_lenient=True,
            idiom=Idiom.DOCSIFY,
            roots=(home, ""),
            variables=tuple(page_addresses(sorted(taken), home)),
            has_captions=False,
        ),
    )
    return finished(config, door, file, skipped, diagnostics, language=None)


def _contents(
    door: ConfigDoor,
    home: str,
    sidebar: str,
    skipped: list[str],
    diagnostics: Diagnostics,
) -> ContentsConfig:
    """The home page, then what the sidebar lists; without one, every page."""
    contents = ContentsConfig(front=FRONT)
    readme = posixpath.join(home, "README.md")
    if is_file(door.root, sidebar):
        reader = SummaryReader(door, sidebar, diagnostics, site=home)
        contents = reader.read()
        skipped += reader.skipped
    if not contents.body:
        pages = [
            path
            for path in list_markdown_files(door.root, home)
            if posixpath.basename(path) not in _ASIDE
        ]
        pages.sort(key=lambda path: (path != readme, posixpath.dirname(path) != home))
        entries = tuple(FileEntry(file=path, role=role_of(path)) for path in pages)
        return replace(contents, body=entries)
    if readme not in frozenset(files_of(contents)) and is_file(door.root, readme):
        first = FileEntry(file=readme, is_numbered=False)
        contents = replace(contents, body=(first, *contents.body))
    return contents
