"""What the inline phase of one file knows and collects."""

from __future__ import annotations

import re

from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog import manuscript as problems
from bookmaker.document.nodes import Inline, Note, Paragraph
from bookmaker.readers.html.allow_list import unsafe_scheme
from bookmaker.readers.markdown.constructs import Construct
from bookmaker.readers.markdown.host import Host
from bookmaker.readers.markdown.inlines import InlineScan, TagOpening
from bookmaker.readers.markdown.options import NESTING_LIMIT
from bookmaker.readers.markdown.places import LeafText
from bookmaker.readers.markdown.strangers import Strangers
from bookmaker.readers.markdown.targets import Target, normal_label
from bookmaker.source import SourceSpan

_TRIGGERS_ON_SIGHT = {"!": r"!(?=\[)", "{": r"\{(?=\{<)", "=": "==+"}
"""Triggers that mean nothing without what follows them; they are common in prose."""


class InlineContext:
    """The state of the inline phase for one file."""

    def __init__(
        self, host: Host, file: str, diagnostics: Diagnostics, labels: frozenset[str]
    ) -> None:
        self.host = host
        self.file = file
        self.diagnostics = diagnostics
        self.options = host.options
        self.constructs_by_trigger = _by_trigger(host.constructs())
        self.trigger = _trigger_pattern(self.constructs_by_trigger)
        self.called: set[str] = set()
        """The labels of the notes that were called."""
        self.inline_notes: list[Note] = []
        self.caption_by_span: dict[SourceSpan, tuple[Inline, ...]] = {}
        """What stood in the brackets of each image of the present leaf."""
        self._labels = labels
        self._references = host.references
        self._strangers = Strangers(host)
        self._was_too_deep = False

    def read(self, leaf: LeafText, depth: int) -> tuple[Inline, ...]:
        """Read a leaf that stands `depth` nodes deep."""
        if not leaf.text:
            return ()
        return InlineScan(leaf, self, NESTING_LIMIT - depth).read()

    def strangers_for(self, text: str) -> Strangers | None:
        """The inline processors of extensions, made ready for a text."""
        return self._strangers.ready_for(text) if self._strangers.has_any else None

    def find_reference(self, label: str, end: int) -> Target | None:
        """The target that the file defines for a label; `end` is passed on."""
        found = self._references.get(normal_label(label))
        return Target(found[0], found[1], end) if found is not None else None

    def call_note(self, label: str) -> bool:
        """Whether the file defines this note; it then counts as called."""
        if label not in self._labels:
            return False
        self.called.add(label)
        return True

    def add_inline_note(
        self, inlines: tuple[Inline, ...], span: SourceSpan, inside: SourceSpan
    ) -> str:
        """Keep a note that was written where it is called; its label comes back."""
        number = len(self.inline_notes) + 1
        while (label := f"inline-{number}") in self._labels:
            number += 1
        blocks = (Paragraph(inlines, span=inside),)
        self.inline_notes.append(Note(label, blocks, span=span))
        return label

    def is_safe_target(self, target: str, span: SourceSpan) -> bool:
        """Whether a link or an image may lead there; an unsafe one is an error."""
        if not self.options.is_dialect:
            return True
        scheme = unsafe_scheme(target)
        if scheme is None:
            return True
        self.diagnostics.add(problems.UnsafeTarget(scheme=scheme, span=span))
        return False

    def report_depth(self, span: SourceSpan) -> None:
        """Report nesting that goes too deep, once for a file."""
        if not self._was_too_deep:
            self._was_too_deep = True
            self.diagnostics.add(
                problems.NestingTooDeep(limit=NESTING_LIMIT, span=span)
            )

    def report_unclosed_tag(self, scan: InlineScan, tag: TagOpening) -> None:
        """Report a start tag in a line that nothing closes."""
        span = scan.span(tag.start, tag.end)
        self.diagnostics.add(problems.UnclosedInlineTag(tag=tag.name, span=span))


def _by_trigger(
    constructs: tuple[Construct, ...],
) -> dict[str, tuple[Construct, ...]]:
    found: dict[str, tuple[Construct, ...]] = {}
    for construct in constructs:
        for trigger in construct.triggers:
            found[trigger] = (*found.get(trigger, ()), construct)
    return found


def _trigger_pattern(
    constructs_by_trigger: dict[str, tuple[Construct, ...]],
) -> re.Pattern[str]:
    bare = [t for t in constructs_by_trigger if t not in _TRIGGERS_ON_SIGHT]
    parts = [f"[{''.join(re.escape(trigger) for trigger in bare)}]"]
    parts += [
        pattern
        for trigger, pattern in _TRIGGERS_ON_SIGHT.items()
        if trigger in constructs_by_trigger
    ]
    return re.compile("|".join(parts))
