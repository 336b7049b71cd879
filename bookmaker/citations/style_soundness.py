"""Whether citeproc can be given a CSL style: no endless macros, no endless depth.

CSL 1.0.2: a macro may call others, never itself, by way of others or not.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree

_NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
_DEEPEST = 50
"""Elements within elements, macros written out. Published styles have under 20."""
_MOST_ELEMENTS = 100_000
"""Of a style with its macros written out. Published ones have under 10,000."""


class BrokenStyleError(Exception):
    """A citation style that cannot be used; the message completes “the style …”."""


def check_style(style: bytes) -> None:
    """Raise `BrokenStyleError` where a style would never end, or go too deep."""
    try:
        root = ElementTree.fromstring(style)
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        message = f"cannot be read: {error}"
        raise BrokenStyleError(message) from error
    macro_by_name = {
        macro.get("name", ""): macro for macro in root.iter(f"{_NAMESPACE}macro")
    }
    size_by_name: dict[str, int] = {}
    for name in macro_by_name:
        _size_of(name, macro_by_name, size_by_name, ())
    for part in root:
        _written_out(part, macro_by_name, size_by_name, ())


def _size_of(
    name: str,
    macro_by_name: Mapping[str, ElementTree.Element],
    size_by_name: dict[str, int],
    above: tuple[str, ...],
) -> int:
    if name in above:
        message = f"has a macro that calls itself: “{name}”"
        raise BrokenStyleError(message)
    if len(above) > _DEEPEST:
        message = f"has macros that call each other more than {_DEEPEST} deep"
        raise BrokenStyleError(message)
    if name not in size_by_name:
        size_by_name[name] = _written_out(
            macro_by_name[name], macro_by_name, size_by_name, (*above, name)
        )
    return size_by_name[name]


def _written_out(
    part: ElementTree.Element,
    macro_by_name: Mapping[str, ElementTree.Element],
    size_by_name: dict[str, int],
    above: tuple[str, ...],
) -> int:
    """Count the elements of a part, with those of the macros that it calls."""
    count = 0
    waiting = [(part, 0)]
    while waiting:
        element, depth = waiting.pop()
        if depth > _DEEPEST:
            message = f"nests deeper than {_DEEPEST} elements"
            raise BrokenStyleError(message)
        waiting += [(child, depth + 1) for child in element]
        called = element.get("macro", "")
        count += 1
        if called in macro_by_name:
            count += _size_of(called, macro_by_name, size_by_name, above)
        if count > _MOST_ELEMENTS:
            message = "writes out to more elements than any style has"
            raise BrokenStyleError(message)
    return count
