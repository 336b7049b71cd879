"""Link reference definitions at the head of paragraphs (CommonMark 0.31, 4.7)."""

from __future__ import annotations

from dataclasses import dataclass, field

from bookmaker.document.nodes import NO_ATTRIBUTES, Attributes
from bookmaker.readers.markdown.blocks import ParagraphLeaf
from bookmaker.readers.markdown.places import LeafLine
from bookmaker.readers.markdown.targets import normal_label, read_link_definition

_NOWHERE = frozenset({"", "#"})
"""Targets of definitions that are comments: `[//]: # (words)`, `[comment]: <> "…"`."""


@dataclass(slots=True)
class References:
    """The link reference definitions of a file: target and title by label."""

    target_by_label: dict[str, tuple[str, str]] = field(default_factory=dict)
    attributes_by_label: dict[str, Attributes] = field(default_factory=dict)
    """What MultiMarkdown's definitions say of size and class."""
    repeated: list[tuple[str, int, int]] = field(default_factory=list)
    """The label, line and offset of those that came too late."""


def take_definitions(paragraph: ParagraphLeaf, references: References) -> None:
    """Take the definitions off the paragraph's head; the first of a label counts."""
    lines = paragraph.lines
    if not lines or not lines[0][0].startswith("["):
        return
    text = "\n".join(line[0] for line in lines)
    at = 0
    taken = 0
    while text.startswith("[", at):
        found = read_link_definition(text, at)
        if found is None:
            break
        label = normal_label(found.label)
        line = lines[taken]
        if label not in references.target_by_label:
            references.target_by_label[label] = (found.target, found.title)
            if found.attributes != NO_ATTRIBUTES:
                references.attributes_by_label[label] = found.attributes
        elif found.target not in _NOWHERE:
            references.repeated.append((found.label, line[1], line[2]))
        taken += text.count("\n", at, found.end)
        at = found.end
    _drop_lines(paragraph, len(lines) if at >= len(text) else taken)


def _drop_lines(paragraph: ParagraphLeaf, count: int) -> None:
    kept: list[LeafLine] = paragraph.lines[count:]
    paragraph.lines = kept
