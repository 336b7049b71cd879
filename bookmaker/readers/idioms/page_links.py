"""Links between the pages of a site by their addresses: `[tides](/docs/tides/#low)`."""

from __future__ import annotations

import posixpath
import re

from bookmaker.config.projects.site_pages import PAGE
from bookmaker.readers.idioms.passages import replaced
from bookmaker.readers.idioms.translated import IdiomContext

_LINK = re.compile(
    r"(?P<before>\]\(<?|^[ \t]*\[[^\[\]\n]+\]:[ \t]+<?)(?P<address>/(?!/)[^()<>\s#]*)"
    r"(?P<fragment>#[^()<>\s]*)?",
    re.MULTILINE,
)


def with_page_links(text: str, around: IdiomContext) -> str:
    """Let links to addresses of pages lead to their files; others stay."""
    if "](/" not in text and "]: /" not in text and "](</" not in text:
        return text
    page_by_address = {
        key.removeprefix(PAGE): file
        for key, file in around.conventions.variables
        if key.startswith(PAGE)
    }
    here = posixpath.dirname(around.file) or "."

    def linked(found: re.Match[str], _line: int) -> str:
        address = found["address"].rstrip("/").removesuffix(".html").lower()
        file = page_by_address.get(address)
        if file is None:
            return found[0]
        path = posixpath.relpath(file, here).replace(" ", "%20")
        return f"{found['before']}{path}{found['fragment'] or ''}"

    return replaced(text, _LINK, linked)
