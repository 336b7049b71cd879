"""What a reference says of the place it leads to: its number, or its words."""

from __future__ import annotations

from bookmaker.document.book import Division
from bookmaker.document.contents import repeated_title
from bookmaker.document.nodes import (
    CodeBlock,
    Figure,
    Heading,
    Inline,
    MathBlock,
    Node,
    Panel,
    PanelKind,
    Section,
    Span,
    Table,
    Text,
)
from bookmaker.languages.caption_words import CaptionWords, numbered
from bookmaker.languages.words import NO_BREAK_SPACE


def label_of(node: Node, words: CaptionWords) -> str | None:
    """Its number with its word, as within a sentence; `None` where it has none."""
    match node:
        case Figure(number=str(number)) | Panel(PanelKind.FIGURE, number=str(number)):
            return numbered(words.figure[1], number)
        case Table(number=str(number)) | Panel(PanelKind.TABLE, number=str(number)):
            return numbered(words.table[1], number)
        case CodeBlock(number=str(number)) | Panel(
            PanelKind.LISTING, number=str(number)
        ):
            return numbered(words.listing[1], number)
        case MathBlock(number=str(number)):
            return numbered(words.equation[1], number)
        case Section(number=str(number)):
            return numbered(words.section, number)
        case Division(label=str(label)):
            return label.replace(" ", NO_BREAK_SPACE)
        case _:
            return None


def number_of(node: Node) -> str | None:
    """Its bare number; `None` where it has none."""
    match node:
        case (
            Figure()
            | Panel()
            | Table()
            | CodeBlock()
            | MathBlock()
            | Section()
            | Division()
        ):
            return node.number
        case _:
            return None


def words_of_place(node: Node) -> tuple[Inline, ...]:
    """Its title, its caption or its own words; empty where it has none."""
    match node:
        case Section() | Division():
            return repeated_title(node.title)
        case Heading() | Span():
            return repeated_title(node.children)
        case Figure():
            said = node.image.alternative
            return repeated_title(node.caption) or ((Text(said),) if said else ())
        case Panel() | Table() | CodeBlock():
            return repeated_title(node.caption)
        case _:
            return ()
