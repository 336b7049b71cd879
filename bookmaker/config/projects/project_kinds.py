"""The kinds of project that a folder without a `book.toml` may be.

Each kind finds the file that makes a folder one of its projects, and makes the
configuration of such a folder. The first that finds its file is taken. mdBook's own
`book.toml` is recognised in `load.py`; a vault of Obsidian has no such file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bookmaker.config.configuration_files import ConfigDoor
from bookmaker.config.model import BookConfig
from bookmaker.config.projects.bookdown import find_bookdown, load_bookdown
from bookmaker.config.projects.docsify import find_docsify, load_docsify
from bookmaker.config.projects.docusaurus import find_docusaurus, load_docusaurus
from bookmaker.config.projects.gitbook import find_gitbook, load_gitbook
from bookmaker.config.projects.hugo import find_hugo, load_hugo
from bookmaker.config.projects.jekyll import find_jekyll, load_jekyll
from bookmaker.config.projects.leanpub import find_book_list, load_leanpub
from bookmaker.config.projects.longform import (
    find_longform,
    find_longform_here,
    load_longform,
)
from bookmaker.config.projects.mdbook import find_summary, load_mdbook
from bookmaker.config.projects.mkdocs import find_mkdocs, load_mkdocs
from bookmaker.config.projects.myst import find_myst, load_myst
from bookmaker.config.projects.pandoc import find_pandoc, load_pandoc
from bookmaker.config.projects.quarto import QUARTO_NAME, load_quarto
from bookmaker.config.projects.vitepress import find_vitepress, load_vitepress
from bookmaker.diagnostics import Diagnostics


@dataclass(frozen=True, slots=True)
class ProjectKind:
    """One kind of project."""

    find: Callable[[ConfigDoor], str | None]
    """The file that makes a folder such a project, relative to it, if it is there."""
    load: Callable[[ConfigDoor, str, str, Diagnostics], BookConfig]
    """Make the configuration, of that file and the folder's name.

    Raises `ManuscriptError` where the file cannot be read.
    """
    find_in_folder: Callable[[ConfigDoor], str | None] | None = None
    """As `find`, and no folder below is looked into; `None`: nor does `find`."""

    def is_one(self, door: ConfigDoor) -> bool:
        """Whether the folder itself has the file.

        Raises `ManuscriptError` where it cannot be read.
        """
        return (self.find_in_folder or self.find)(door) is not None


def _find_quarto(door: ConfigDoor) -> str | None:
    return QUARTO_NAME if door.has(QUARTO_NAME) else None


def _find_mdbook(door: ConfigDoor) -> str | None:
    return find_summary(door, {})


def _load_quarto(
    door: ConfigDoor, file: str, name: str, diagnostics: Diagnostics
) -> BookConfig:
    del file  # there is one name for it
    return load_quarto(door, name, diagnostics)


def _load_mdbook(
    door: ConfigDoor, file: str, name: str, diagnostics: Diagnostics
) -> BookConfig:
    return load_mdbook(door, file, {}, name, diagnostics)


PROJECT_KINDS = (
    ProjectKind(_find_quarto, _load_quarto),
    ProjectKind(find_bookdown, load_bookdown),
    ProjectKind(find_gitbook, load_gitbook),
    ProjectKind(_find_mdbook, _load_mdbook),
    ProjectKind(find_book_list, load_leanpub),
    ProjectKind(find_mkdocs, load_mkdocs),
    ProjectKind(find_myst, load_myst),
    ProjectKind(find_docusaurus, load_docusaurus),
    ProjectKind(find_vitepress, load_vitepress),
    ProjectKind(find_hugo, load_hugo),
    ProjectKind(find_jekyll, load_jekyll),
    ProjectKind(find_docsify, load_docsify),
    ProjectKind(find_longform, load_longform, find_longform_here),
    ProjectKind(find_pandoc, load_pandoc),
)
"""The kinds, first asked first."""
