"""What a page's style sheets say of spans: italics by class, as word processors write.

Google Docs, calibre and InDesign write `<span class="c3">` for words in italics.
Only selectors of one class are read, with or without an element; a later rule wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bookmaker.importers.html.page import Tag, name_of

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"(?:span|a|font|p)?\.([A-Za-z_][\w-]*)")
_WANTED = frozenset(
    {
        "font-style",
        "font-weight",
        "font-variant",
        "vertical-align",
        "text-decoration",
        "margin-left",
        "margin-right",
    }
)


def write_styles_out(root: Tag, sheets: Iterable[str]) -> None:
    """Give each span, as a style of its own, what the sheets say of its classes."""
    style_by_class: dict[str, str] = {}
    for sheet in sheets:
        for selectors, block in _RULE.findall(_COMMENT.sub("", sheet)):
            wanted = ";".join(
                statement.strip().lower()
                for statement in block.split(";")
                if statement.partition(":")[0].strip().lower() in _WANTED
            )
            for selector in selectors.split(",") if wanted else ():
                found = _SELECTOR.fullmatch(selector.strip())
                if found is not None:
                    before = style_by_class.get(found[1], "")
                    style_by_class[found[1]] = f"{before};{wanted}".strip(";")
    if not style_by_class:
        return
    for tag in root.iter():
        if name_of(tag) in ("span", "p") and tag.get("class"):
            given = [
                style_by_class[name]
                for name in (tag.get("class") or "").split()
                if name in style_by_class
            ]
            if given:
                tag.set("style", ";".join([*given, tag.get("style") or ""]).strip(";"))
