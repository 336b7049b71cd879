"""Where styles/ is: in the checkout or in the installed package.

What comes in: nothing. What goes out: the folder, and the themes in it.
"""

from __future__ import annotations

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
