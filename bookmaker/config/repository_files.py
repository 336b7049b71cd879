"""The files of a book's own repository, for `bookmaker new --repository`.

What comes in: the book's title. What goes out: the files by path, made from those in
`repository/`: a Makefile, workflows for GitHub, settings for an editor. Actions are
pinned by commit, to those that bookmaker itself uses.
"""

from __future__ import annotations

import re
from pathlib import Path

from bookmaker.system.files import read_file
from bookmaker.system.version import VERSION

_FOLDER = Path(__file__).with_name("repository")
_MOST_BYTES = 64 * 1024
FIRST_COMMIT = "first-commit.txt"
"""The message of the first commit; git doesn't keep the file."""
_PLACES = {
    "gitignore": ".gitignore",
    "Makefile": "Makefile",
    "README.md": "README.md",
    "first-commit.txt": FIRST_COMMIT,
    "book.yml": ".github/workflows/book.yml",
    "release.yml": ".github/workflows/release.yml",
    "dependabot.yml": ".github/dependabot.yml",
    "settings.json": ".vscode/settings.json",
    "tasks.json": ".vscode/tasks.json",
    "extensions.json": ".vscode/extensions.json",
}
ACTIONS = {
    "CHECKOUT": "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1",
    "SETUP_PYTHON": "actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97"
    " # v7.0.0",
    "CACHE": "actions/cache@27d5ce7f107fe9357f9df03efb73ab90386fccae # v5.0.5",
    "UPLOAD_ARTIFACT": "actions/upload-artifact@"
    "bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0",
}
"""The actions that the workflows use; a test compares them with our own."""
LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
"""What bookmaker needs of Debian and Ubuntu; a test compares it with `doctor`."""
_NAME = re.compile(r"@([A-Z_]+)@")


def repository_files(title: str) -> dict[str, bytes]:
    """Make the files, by path from the top of the repository."""
    values = {
        **ACTIONS,
        "VERSION": VERSION,
        "LIBRARIES": LIBRARIES,
        "TITLE": " ".join(title.split()),
    }
    return {
        place: _NAME.sub(
            lambda found: values[found[1]],
            read_file(_FOLDER / name, _MOST_BYTES).decode(),
        ).encode()
        for name, place in _PLACES.items()
    }
