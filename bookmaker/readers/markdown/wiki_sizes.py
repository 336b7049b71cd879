"""The width that Obsidian writes into a picture's words: `![A flag|100](flag.png)`."""

from __future__ import annotations

import re
from dataclasses import replace

from bookmaker.document.nodes import NO_ATTRIBUTES, Attributes, Image, Inline, Text

_SIZE = re.compile(r"(?:^|\|)\s*(\d{1,5})(?:x\d{1,5})?\s*$")


def take_size(words: str) -> tuple[str, Attributes]:
    """Part the words of a picture from its width in pixels: `A flag|100`, `100x80`."""
    found = _SIZE.search(words)
    if found is None:
        return words.strip(), NO_ATTRIBUTES
    pairs = (("width", f"{found[1]}px"),)
    return words[: found.start()].strip(), Attributes(pairs=pairs)


def with_size(image: Image) -> Image:
    """Take the width out of the words of a Markdown image, `![A flag|100](…)`."""
    if image.alternative is None:
        return image
    rest, size = take_size(image.alternative)
    if size is NO_ATTRIBUTES:
        return image
    pairs = (*image.attributes.pairs, *size.pairs)
    attributes = replace(image.attributes, pairs=pairs)
    return replace(image, alternative=rest or None, attributes=attributes)


def without_size(words: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The words in the brackets of such an image, without the width at their end."""
    last = words[-1] if words else None
    if not isinstance(last, Text):
        return words
    rest, size = take_size(last.text)
    if size is NO_ATTRIBUTES:
        return words
    return (*words[:-1], replace(last, text=rest)) if rest else words[:-1]
