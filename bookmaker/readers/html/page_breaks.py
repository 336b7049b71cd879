"""Page breaks as HTML has them: a style, `page-break-after: always`, or a class."""

from __future__ import annotations

import re
from dataclasses import replace

from bookmaker.readers.html.elements import Element

_BEFORE = frozenset({"page-break-before", "pagebreak-before", "break-before-page"})
CLASSES = _BEFORE | frozenset(
    "pagebreak page-break page_break newpage new-page page-break-after pagebreak-after "
    "break-after-page force-page-break".split()
)
"""Names that authors give to a division that is a page break and nothing else."""
_RULE = re.compile(
    r"\s*(?:page-)?break-(before|after)\s*:\s*"
    r"(always|page|left|right|recto|verso|auto|avoid|avoid-page)"
    r"\s*(?:!important\s*)?",
    re.IGNORECASE,
)
_NO_BREAK = frozenset({"auto", "avoid", "avoid-page"})


def page_breaks(element: Element) -> tuple[bool, bool, Element]:
    """Whether a page begins before an element and behind it; the element without that.

    An element that is empty and has the class of a page break is one.
    """
    before = after = False
    attributes = dict(element.attributes)
    rules: list[str] = []
    for rule in attributes.get("style", "").split(";"):
        found = _RULE.fullmatch(rule)
        if found is None:
            rules.append(rule)
        elif found[2].lower() not in _NO_BREAK:
            before = before or found[1].lower() == "before"
            after = after or found[1].lower() == "after"
    classes = attributes.get("class", "").split()
    if not CLASSES.isdisjoint(name.lower() for name in classes):
        kept = [name for name in classes if name.lower() not in CLASSES]
        attributes["class"] = " ".join(kept)
        before = before or not _BEFORE.isdisjoint(name.lower() for name in classes)
        after = after or not before
    if (
        not (before or after)
        and len(rules) == attributes.get("style", "").count(";") + 1
    ):
        return False, False, element
    attributes["style"] = ";".join(rules)
    if not attributes["style"].strip():
        del attributes["style"]
    return before, after, replace(element, attributes=attributes)
