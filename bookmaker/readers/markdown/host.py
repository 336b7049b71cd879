"""Python-Markdown as the host of the reader.

`md.parser` is our block phase, `md.inlinePatterns` holds our inline constructs under
the names that Python-Markdown gives to its own, and `md.references` the link
reference definitions. Inline extensions of others register there as they always do;
the scan asks them in the registry's order.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable
from functools import lru_cache, partial
from xml.etree import ElementTree

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.inlinepatterns import InlineProcessor
from markdown.util import Registry

from bookmaker.diagnostics import Diagnostics
from bookmaker.readers.markdown.atoms import (
    Autolink,
    CharacterReference,
    CodeSpan,
    DelimiterRun,
    DialectRun,
    Escape,
    LineEnd,
)
from bookmaker.readers.markdown.citations import BareCitation, BracketedCitation
from bookmaker.readers.markdown.containers import BlockReader
from bookmaker.readers.markdown.cross_references import (
    BareReference,
    BracketedReferences,
    SuppressedReference,
)
from bookmaker.readers.markdown.dialect_starts import DIALECT_STARTS
from bookmaker.readers.markdown.fancy_lists import ExampleReference
from bookmaker.readers.markdown.index_marks import IndexCommand
from bookmaker.readers.markdown.inline_html import InlineHtml
from bookmaker.readers.markdown.inlines import Construct, Grammar
from bookmaker.readers.markdown.links import (
    ClosingBracket,
    InlineNote,
    NoteCall,
    OpeningBracket,
    OpeningImage,
)
from bookmaker.readers.markdown.mathematics import InlineFormula
from bookmaker.readers.markdown.reader_options import ReaderOptions
from bookmaker.readers.markdown.ruby import LOOKS_LIKE_RUBY, AozoraRuby, RubyText
from bookmaker.readers.markdown.shortcodes import Shortcode
from bookmaker.readers.markdown.starts import STARTS
from bookmaker.readers.markdown.tex import (
    TexCommand,
    TexFormula,
    TexGroup,
    TexSpace,
)
from bookmaker.readers.markdown.third_party_inlines import ThirdPartyInlines
from bookmaker.readers.markdown.wiki_links import BlockMark, WikiEmbed, WikiLink

_COMMONMARK: tuple[tuple[type[Construct], str], ...] = (
    (CodeSpan, "backtick"),
    (Escape, "escape"),
    (OpeningBracket, "link"),
    (OpeningImage, "image_link"),
    (ClosingBracket, "closing_bracket"),
    (Autolink, "autolink"),
    (LineEnd, "linebreak"),
    (InlineHtml, "html"),
    (CharacterReference, "entity"),
    (DelimiterRun, "em_strong"),
)
"""Our constructs, first asked first, by the names of Python-Markdown's own."""
_DIALECT: tuple[tuple[type[Construct], str], ...] = (
    (CodeSpan, "backtick"),
    (IndexCommand, "index_command"),
    (TexFormula, "tex_formula"),
    (TexCommand, "tex_command"),
    (TexSpace, "tex_space"),
    (Escape, "escape"),
    (WikiLink, "wiki_link"),
    (WikiEmbed, "wiki_embed"),
    (BlockMark, "block_mark"),
    (NoteCall, "note_call"),
    (InlineNote, "inline_note"),
    (BracketedReferences, "cross_references"),
    (BareReference, "cross_reference"),
    (SuppressedReference, "suppressed_reference"),
    (ExampleReference, "example_reference"),
    (BracketedCitation, "citations"),
    (BareCitation, "citation"),
    *_COMMONMARK[2:],
    (DialectRun, "dialect_runs"),
    (InlineFormula, "formula"),
    (Shortcode, "shortcode"),
    (TexGroup, "tex_group"),
    (RubyText, "ruby"),
    (AozoraRuby, "ruby_behind"),
)
_ON_SIGHT = {
    "!": r"!(?=\[)",
    "-": r"-(?=@\w)",
    "{": rf"\{{(?=\{{<|\\[A-Za-z]|{LOOKS_LIKE_RUBY})",
    "=": "==+",
}
"""Triggers that mean nothing without what follows them; they are common in prose."""


class BlockTree(ElementTree.ElementTree):
    """What Python-Markdown asks of a block phase, with our blocks in it."""

    def __init__(self, tag: str, reader: BlockReader) -> None:
        super().__init__(ElementTree.Element(tag))
        self.reader = reader


class BlockPhase(BlockParser):
    """The block phase, in Python-Markdown's place for it."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.file = ""
        self.first_number = 1
        """The line of the file at which the lines to parse begin."""
        self.options = ReaderOptions()
        self.diagnostics = Diagnostics()

    def parseDocument(self, lines: Iterable[str]) -> BlockTree:  # noqa: N802
        """Read lines into blocks and fill `md.references`."""
        starts = DIALECT_STARTS if self.options.is_dialect else STARTS
        reader = BlockReader(starts, self.file, self.diagnostics, self.options)
        reader.read(lines, self.first_number)
        self.md.references.update(reader.references.target_by_label)
        return BlockTree(self.md.doc_tag, reader)


class Host(Markdown):
    """Python-Markdown with our two phases."""

    def __init__(self, options: ReaderOptions) -> None:
        self.options = options
        super().__init__(extensions=list(options.extensions))
        self.grammar = self._grammar()

    def build_parser(self) -> Host:
        """Fill the registries that are ours and leave the others empty."""
        self.preprocessors = Registry()
        self.parser = self.phase = BlockPhase(self)
        self.inlinePatterns = Registry()
        constructs = _DIALECT if self.options.is_dialect else _COMMONMARK
        for place, (construct, name) in enumerate(constructs):
            self.inlinePatterns.register(construct(self), name, 190 - 10 * place)
        self.treeprocessors = Registry()
        self.postprocessors = Registry()
        return self

    def read_blocks(
        self, lines: Iterable[str], file: str, first_number: int, found: Diagnostics
    ) -> BlockReader:
        """Run the block phase over the lines of a file."""
        self.reset()
        phase = self.phase
        phase.file = file
        phase.first_number = first_number
        phase.options = self.options
        phase.diagnostics = found
        return phase.parseDocument(lines).reader

    def _grammar(self) -> Grammar:
        """The constructs as they stand in the registry, those of extensions too."""
        constructs_by_trigger: dict[str, tuple[Construct, ...]] = {}
        others: list[InlineProcessor] = []
        for pattern in self.inlinePatterns:
            if isinstance(pattern, Construct):
                for trigger in pattern.triggers:
                    known = constructs_by_trigger.get(trigger, ())
                    constructs_by_trigger[trigger] = (*known, pattern)
            elif isinstance(pattern, InlineProcessor):
                others.append(pattern)
        return Grammar(
            _trigger_pattern(constructs_by_trigger),
            constructs_by_trigger,
            partial(ThirdPartyInlines, tuple(others), self.htmlStash)
            if others
            else None,
        )


def _trigger_pattern(triggers: Iterable[str]) -> re.Pattern[str]:
    bare = "".join(re.escape(t) for t in triggers if t not in _ON_SIGHT)
    guarded = [pattern for t, pattern in _ON_SIGHT.items() if t in triggers]
    return re.compile("|".join([f"[{bare}]", *guarded]))


class _Hosts(threading.local):
    """A thread's hosts: each remembers the file that it reads just now."""

    def __init__(self) -> None:
        self.host_for = lru_cache(maxsize=8)(Host)


_hosts = _Hosts()


def host_for(options: ReaderOptions) -> Host:
    """This thread's host for these options; it serves one file after another."""
    return _hosts.host_for(options)
