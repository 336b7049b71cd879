"""The files of a vault by their names: Obsidian links to a note wherever it is.

What comes in: a folder, and a name as a link has it. What goes out: the path of the
file, from the folder. A name with folders in it names the end of a path.
"""

from __future__ import annotations

import posixpath
from collections import defaultdict
from pathlib import Path

from bookmaker.config.folder import list_all_files

_SUFFIX = ".md"


class Vault:
    """The files below a folder; listed when the first one is asked for."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._paths_by_name: dict[str, list[str]] | None = None

    def find(self, name: str, folder: str) -> str | None:
        """Find a file by its name; beside the asking file first, then the shortest."""
        wanted = posixpath.normpath(name.replace("\\", "/")).lstrip("/").casefold()
        found = self._ending_in(f"{wanted}{_SUFFIX}") or self._ending_in(wanted)
        beside = [path for path in found if posixpath.dirname(path) == folder]
        exact = [path for path in found if path.casefold().startswith(wanted)]
        choices = exact or beside or found
        return min(choices, key=lambda path: (path.count("/"), path), default=None)

    def _ending_in(self, wanted: str) -> list[str]:
        if self._paths_by_name is None:
            self._paths_by_name = defaultdict(list)
            for path in list_all_files(self._root):
                name = posixpath.basename(path).casefold()
                self._paths_by_name[name].append(path)
        named = self._paths_by_name.get(posixpath.basename(wanted), ())
        return [path for path in named if f"/{path.casefold()}".endswith(f"/{wanted}")]
