"""Where styles/ is: in the checkout or in the installed package.

What comes in: nothing. What goes out: the folder, and the themes in it.
"""

from __future__ import annotations

import re
from pathlib import Path

from bookmaker.diagnostics.errors import InternalError

_PACKAGE = Path(__file__).resolve().parent.parent


def styles_folder() -> Path:
    """The folder of the sheets: the wheel carries it as `bookmaker/_styles`."""
    for folder in (_PACKAGE / "_styles", _PACKAGE.parent / "styles"):
        if (folder / "tokens.css").is_file():
            return folder
    message = "the style sheets are missing from this installation"
    raise InternalError(message)


def theme_names() -> tuple[str, ...]:
    """The names of all themes, sorted."""
    themes = styles_folder() / "themes"
    return tuple(sorted(f.parent.name for f in themes.glob("*/theme.css")))


def own_sheet_contents() -> tuple[bytes, ...]:
    """The contents of all sheets of ours: what is made of them is new when they are."""
    return tuple(sheet.read_bytes() for sheet in sorted(styles_folder().rglob("*.css")))


_FIRST_COMMENT = re.compile(r"/\*\s*[\w -]+:\s*(.*?)\s*\*/", re.DOTALL)


def theme_descriptions() -> dict[str, str]:
    """What each theme is, in the words of the comment that its sheet opens with."""
    description_by_name = {}
    for name in theme_names():
        sheet = styles_folder() / "themes" / name / "theme.css"
        found = _FIRST_COMMENT.match(sheet.read_text(encoding="utf-8"))
        description_by_name[name] = " ".join(found[1].split()) if found else ""
    return description_by_name
