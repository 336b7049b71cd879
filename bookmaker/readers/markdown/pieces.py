"""What the inline phase puts by until it knows what it is."""

from __future__ import annotations

from bookmaker.document.nodes import Inline
from bookmaker.readers.html.tags import HtmlAttributes
from bookmaker.readers.markdown.emphasis import Delimiter


class WordRun:
    """A run of words: its text as read and where it stands in the leaf."""

    __slots__ = ("end", "start", "text")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.start = start
        self.end = end


class Built:
    """A finished node and how deep it is."""

    __slots__ = ("height", "node")

    def __init__(self, node: Inline, height: int = 1) -> None:
        self.node = node
        self.height = height


class Opening:
    """Something that may still close: a bracket or an HTML tag."""

    __slots__ = ("end", "index", "start")

    def __init__(self, index: int, start: int, end: int) -> None:
        self.index = index
        """Where it stands among the pieces."""
        self.start = start
        self.end = end


class Bracket(Opening):
    """A `[` or `![`."""

    __slots__ = ("has_bracket_inside", "is_image")

    def __init__(
        self, index: int, start: int, end: int, *, is_image: bool = False
    ) -> None:
        super().__init__(index, start, end)
        self.is_image = is_image
        self.has_bracket_inside = False


class NoteBracket(Bracket):
    """The `^[` of an inline note."""

    __slots__ = ()


class TagOpening(Opening):
    """An HTML start tag within a line."""

    __slots__ = ("attributes", "name")

    def __init__(
        self, index: int, start: int, end: int, name: str, attributes: HtmlAttributes
    ) -> None:
        super().__init__(index, start, end)
        self.name = name
        self.attributes = attributes


Piece = WordRun | Built | Delimiter | Bracket | TagOpening
