"""What rendering asks of the edition: where an id and a picture are to be found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bookmaker.document.nodes import NO_ATTRIBUTES, Attributes
from bookmaker.languages.words import direction_of
from bookmaker.xhtml.highlighting import Highlight, highlight
from bookmaker.xhtml.serialize import Attrs


def same_document(target: str) -> str:
    """Leave a link as it is: every id is in one document, or outside the book."""
    return target


@dataclass(frozen=True, slots=True)
class Context:
    """How one edition resolves what the tree names."""

    href: Callable[[str], str | None] = same_document
    """From a link's target (`#id` within the book) to the address written.

    `None` where the edition has no such place: the words then stand without a link.
    """
    picture: Callable[[str], str] = same_document
    """From a picture's path in the manuscript to the address written."""
    highlight: Highlight = highlight
    """From code and its language to runs of one colour each."""
    hangs_code_lines: bool = False
    """Whether the rest of a long line of code hangs below it: on a screen."""
    keeps_code_words: bool = False
    """Whether short words of code are marked to be kept on one line: on a screen."""
    scrolls_wide_tables: bool = False
    """Whether a table of many columns is in a box that scrolls: on a screen."""
    code_direction: str | None = None
    """What code says of its direction: `ltr` where text around it may run otherwise."""


DEFAULT_CONTEXT = Context()


def attached(
    attributes: Attributes, css_class: str | None = None, **more: str | None
) -> dict[str, str | None]:
    """Join what the author attached with our own class and attributes.

    Our class stands first; `lang` is written for HTML and XML parsers both.
    """
    if attributes is NO_ATTRIBUTES:
        return {"class": css_class, **more}
    classes = " ".join(filter(None, (css_class, *attributes.classes)))
    language = attributes.find("lang")
    return {
        "id": attributes.id,
        "class": classes or None,
        "lang": language,
        "xml:lang": language,
        "dir": attributes.find("dir") or _direction(language),
        **more,
    }


def language_attrs(language: str | None) -> Attrs:
    """The attributes that tell a language; its direction too, where it is stated."""
    direction = direction_of(language) if language is not None else None
    return {"lang": language, "xml:lang": language, "dir": direction}


def _direction(language: str | None) -> str | None:
    """The direction of words whose author names their language and nothing else."""
    if language is None or direction_of(language) == "ltr":
        return None
    return "rtl"
