"""The pages of a Quarto project that is no book: a website, a manuscript, or nothing.

What comes in: the values of `_quarto.yml` and the folder. What goes out: a list of
chapters as Quarto's books have it: the home page, then what the sidebar lists, else the
navigation bar, then the other pages by name. The format is that of
https://quarto.org/docs/websites/website-navigation.html.
"""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Iterator, Mapping

from bookmaker.config.configuration_files import ConfigDoor
from bookmaker.config.folder import list_files, natural_key
from bookmaker.config.projects.settings_values import Value, listed, mapping, text_of

_PAGES = (".qmd", ".ipynb", ".rmd", ".md")
_HOMES = ("index.qmd", "index.md", "index.ipynb", "index.rmd")
_ASIDE = frozenset({"readme.md", "license.md", "changelog.md", "contributing.md"})
_AUTO = "auto"


def website_pages(door: ConfigDoor, values: Mapping[str, Value]) -> list[Value]:
    """The chapters that a project without a list of chapters has, parts with theirs."""
    files = _files(door)
    site = mapping(values.get("website"))
    navigation: list[Value] = []
    for sidebar in listed(site.get("sidebar")):
        table = mapping(sidebar)
        navigation += listed(table.get("contents")) if table else [sidebar]
    if not navigation:
        bar = mapping(site.get("navbar"))
        navigation = [*listed(bar.get("left")), *listed(bar.get("right"))]
    made: list[Value] = []
    taken: set[str] = set()
    home = next((name for name in _HOMES if name in files), None)
    if home is not None:
        taken.add(home)
        made.append(home)
    for member in navigation:
        made += _entries(member, files, taken)
    made += [file for file in files if file not in taken]
    return made


def _files(door: ConfigDoor) -> list[str]:
    """The pages of the folder by name, without those that Quarto never renders."""
    found = list_files(door.root, _PAGES)
    return sorted(
        (
            file
            for file in found
            if not any(part.startswith(("_", ".")) for part in file.split("/"))
            and file.rpartition("/")[2].lower() not in _ASIDE
        ),
        key=natural_key,
    )


def _entries(
    member: Value, files: Iterable[str], taken: set[str], depth: int = 0
) -> Iterator[Value]:
    """What a member of the navigation stands for; each page once."""
    table = mapping(member)
    inner = table.get("contents", table.get("menu"))
    title = text_of(table.get("section") or table.get("text"))
    if inner is None:
        path = text_of(table.get("href") or table.get("file")) if table else None
        yield from _pages(path or text_of(member) or "", files, taken)
        return
    own = _pages(text_of(table.get("href")) or "", files, taken)
    below = [
        *own,
        *(e for one in listed(inner) for e in _entries(one, files, taken, depth + 1)),
    ]
    if title is not None and below and not depth:
        yield {"part": title, "chapters": below}
    else:
        yield from below


def _pages(path: str, files: Iterable[str], taken: set[str]) -> list[Value]:
    """The pages that a path or a pattern names and that stand nowhere before."""
    path = path.removeprefix("/").removeprefix("./").partition("#")[0]
    pattern = "*" if path == _AUTO else path
    if path and f"{path.rstrip('/*')}/index.qmd" in files and "." not in path:
        pattern = f"{path.rstrip('/*')}/*"
    found = [
        file
        for file in files
        if file not in taken and (file == path or fnmatch.fnmatchcase(file, pattern))
    ]
    taken.update(found)
    return [*found]
