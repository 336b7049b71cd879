"""Links, images, spans and note calls: what stands in square brackets.

CommonMark 0.31, 6.3 and 6.4, and the dialect's `[x]{.class}`, `[^x]` and `^[x]`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bookmaker.diagnostics.catalog import manuscript as problems
from bookmaker.document.nodes import (
    NO_ATTRIBUTES,
    Attributes,
    Image,
    IndexTerm,
    Inline,
    Link,
    NoteReference,
    SmallCaps,
    Span,
)
from bookmaker.document.text import plain_text
from bookmaker.readers.html.allow_list import embedded_image
from bookmaker.readers.markdown.attributes import merge_attributes, read_attributes
from bookmaker.readers.markdown.context import ImageBrackets
from bookmaker.readers.markdown.index_marks import is_index_mark, make_index_mark
from bookmaker.readers.markdown.inlines import Construct, InlineScan
from bookmaker.readers.markdown.odd_attributes import report_braces
from bookmaker.readers.markdown.pieces import Bracket, NoteBracket
from bookmaker.readers.markdown.targets import (
    LABEL,
    LinkTarget,
    read_inline_target,
)
from bookmaker.readers.markdown.wiki_sizes import with_size, without_size
from bookmaker.source import SourceSpan

_LABEL_LIMIT = 999
_PICTURE_WITH_MORE = re.compile(
    r"(?![A-Za-z][A-Za-z0-9+.-]+:|//)"
    r"([^?#]+\.(?:png|jpe?g|gif|svg|webp|avif|tiff?|bmp))"
    r"(?:[?#][\w=&.,;%-]*)+",
    re.IGNORECASE,
)
"""A picture's path with what web pages put behind it: `?raw=true`, `#left`."""
_NOTE_CALL = re.compile(r"\[\^([^\]\[\s\\^]{1,999}+)\]")
_WORDS_IN_CALL = re.compile(r"\[\^((?=[^\W_])[^\]\[\n\\^]{1,999})\](?![(\[:])")
"""A label of several words, or MultiMarkdown's note within the text."""
_WORDS_OF_NOTE = 3
"""Fewer are a label that is missing."""
_LOOKS_LIKE_ATTRIBUTES = re.compile(r"\{\s*(?:[#.][\w-]|[\w-]+=)[^{}\n]*\}?")


class OpeningBracket(Construct):
    """A `[` that may begin a link or a span."""

    triggers = "["

    def read(self, scan: InlineScan, at: int) -> int | None:
        """Put the bracket by."""
        if scan.brackets:
            scan.brackets[-1].has_bracket_inside = True
        bracket = Bracket(len(scan.pieces), at, at + 1)
        scan.brackets.append(bracket)
        scan.pieces.append(bracket)
        return at + 1


class OpeningImage(Construct):
    """A `![` that may begin an image."""

    triggers = "!"

    def read(self, scan: InlineScan, at: int) -> int | None:
        """Put the bracket by."""
        if not scan.text.startswith("[", at + 1):
            return None
        note = _NOTE_CALL.match(scan.text, at + 1)
        if note is not None and note[1] in scan.context.labels:
            return None  # an exclamation mark before a call
        if scan.brackets:
            scan.brackets[-1].has_bracket_inside = True
        bracket = Bracket(len(scan.pieces), at, at + 2, is_image=True)
        scan.brackets.append(bracket)
        scan.pieces.append(bracket)
        return at + 2


class NoteCall(Construct):
    """`[^x]`, where the file defines a note of that label."""

    triggers = "["

    def read(self, scan: InlineScan, at: int) -> int | None:
        """Read a call; one that calls nothing stays as its characters."""
        found = _NOTE_CALL.match(scan.text, at) or _WORDS_IN_CALL.match(scan.text, at)
        if found is None:
            return None
        span = scan.span(at, found.end())
        is_known = found[1] in scan.context.labels
        if not is_known and len(found[1].split()) >= _WORDS_OF_NOTE:
            bracket = NoteBracket(len(scan.pieces), at, at + 2)
            scan.brackets.append(bracket)
            scan.pieces.append(bracket)
            return at + 2
        if is_known:
            scan.context.called.add(found[1])
            scan.add_node(NoteReference(found[1], span=span))
            braces = read_attributes(scan.text, found.end())
            return found.end() if braces is None else braces[1]
        if scan.text[found.end() : found.end() + 1] in ("(", "["):
            return None
        scan.context.diagnostics.add(problems.UndefinedNote(label=found[1], span=span))
        scan.add_text(found[0], at, found.end())
        return found.end()


class InlineNote(Construct):
    """`^[…]`: a note where it is called."""

    triggers = "^"

    def read(self, scan: InlineScan, at: int) -> int | None:
        """Put the bracket by; it closes like a link's."""
        if not scan.text.startswith("[", at + 1):
            return None
        call = _NOTE_CALL.match(scan.text, at + 1)
        if call is not None and call[1] in scan.context.labels:
            return None  # the end of what is raised, before a call: `x^2^[^a]`
        bracket = NoteBracket(len(scan.pieces), at, at + 2)
        scan.brackets.append(bracket)
        scan.pieces.append(bracket)
        return at + 2


class ClosingBracket(Construct):
    """A `]`: what the last open bracket turns out to be."""

    triggers = "]"

    def read(self, scan: InlineScan, at: int) -> int | None:
        """Close the last bracket; where it comes to nothing, both are text."""
        if not scan.brackets:
            return None
        bracket = scan.brackets[-1]
        if isinstance(bracket, NoteBracket):
            return self._close_note(scan, bracket, at)
        is_inactive = not bracket.is_image and len(scan.brackets) <= scan.inactive_below
        target = None if is_inactive else self._find_target(scan, bracket, at)
        if target is not None:
            return self._close_target(scan, bracket, target)
        if scan.context.options.is_dialect and scan.text.startswith("{", at + 1):
            end = self._close_span(scan, bracket, at)
            if end is not None:
                return end
        scan.brackets.pop()
        scan.inactive_below = min(scan.inactive_below, len(scan.brackets))
        return None

    @staticmethod
    def _find_target(scan: InlineScan, bracket: Bracket, at: int) -> LinkTarget | None:
        text = scan.text
        if text.startswith("(", at + 1):
            target = read_inline_target(text, at + 1)
            if target is not None:
                return target
        labelled = LABEL.match(text, at + 1) if text.startswith("[", at + 1) else None
        if labelled is not None and labelled[1]:
            return scan.context.find_reference(labelled[1], labelled.end())
        if bracket.has_bracket_inside or at - bracket.end > _LABEL_LIMIT:
            return None
        end = labelled.end() if labelled is not None else at + 1
        return scan.context.find_reference(text[bracket.end : at], end)

    def _close_target(
        self, scan: InlineScan, bracket: Bracket, target: LinkTarget
    ) -> int:
        start = bracket.start
        attributes, end = self._read_attributes(scan, target.end)
        attributes = merge_attributes(target.attributes, attributes)
        depth = len(scan.brackets) - 1
        children, height = scan.build(scan.cut(bracket))
        inlines = tuple(child.node for child in children)
        span = scan.span(start, end)
        if bracket.is_image:
            if embedded_image(target.target) is not None or scan.context.is_safe_target(
                target.target, span
            ):
                image, has_alternative = _image(target, inlines, attributes, span)
                options = scan.context.options
                # A number alone is a width in a vault; elsewhere it is words.
                if options.conventions.has_wiki_links or (
                    options.is_dialect and "|" in (image.alternative or "")
                ):
                    image = with_size(image)
                    inlines = without_size(inlines)
                scan.add_node(image)
                scan.context.brackets_by_span[span] = ImageBrackets(
                    inlines, has_alternative
                )
            else:
                scan.pieces.extend(children)
            return end
        scan.inactive_below = depth
        if scan.context.is_safe_target(target.target, span) and scan.fits(
            height + 1, scan.span(start, end)
        ):
            link = Link(
                inlines, target.target, target.title, attributes=attributes, span=span
            )
            scan.add_node(link, height + 1)
        else:
            scan.pieces.extend(children)
        return end

    @staticmethod
    def _read_attributes(scan: InlineScan, at: int) -> tuple[Attributes, int]:
        if not scan.context.options.is_dialect or not scan.text.startswith("{", at):
            return NO_ATTRIBUTES, at
        found = read_attributes(scan.text, at)
        if found is not None:
            return found
        report_odd_braces(scan, at)
        return NO_ATTRIBUTES, at

    @staticmethod
    def _close_span(scan: InlineScan, bracket: Bracket, at: int) -> int | None:
        if bracket.is_image:
            return None
        found = read_attributes(scan.text, at + 1)
        if found is None:
            report_odd_braces(scan, at + 1)
            return None
        attributes, end = found
        start = bracket.start
        children, height = scan.build(scan.cut(bracket))
        if not scan.fits(height + 1, scan.span(start, end)):
            scan.pieces.extend(children)
            return end
        inlines = tuple(child.node for child in children)
        scan.add_node(make_span(inlines, attributes, scan, start, end), height + 1)
        return end

    @staticmethod
    def _close_note(scan: InlineScan, bracket: Bracket, at: int) -> int:
        start, end = bracket.start, at + 1
        children, height = scan.build(scan.cut(bracket))
        if not scan.fits(height + 2, scan.span(start, end)):
            scan.pieces.extend(children)
            return end
        inlines = tuple(child.node for child in children)
        label = scan.context.add_inline_note(
            inlines, scan.span(start, end), scan.span(start + 2, at)
        )
        scan.add_node(NoteReference(label, span=scan.span(start, end)))
        return end


def _image(
    target: LinkTarget,
    inlines: tuple[Inline, ...],
    attributes: Attributes,
    span: SourceSpan,
) -> tuple[Image, bool]:
    """An image in a line, and whether its alternative was given apart.

    Where it was not, the brackets are its alternative.
    """
    given = attributes.find("alt")
    if given is None:
        given = attributes.find("fig-alt")
    if given is not None:
        rest = tuple(p for p in attributes.pairs if p[0] not in ("alt", "fig-alt"))
        if words := plain_text(inlines):
            rest = (*rest, ("caption", words))
        attributes = replace(attributes, pairs=rest)
    alternative = given if given is not None else (plain_text(inlines) or None)
    path = _PICTURE_WITH_MORE.fullmatch(target.target)
    source = path[1] if path is not None else target.target
    image = Image(source, alternative, target.title, attributes=attributes, span=span)
    return image, given is not None


def make_span(
    inlines: tuple[Inline, ...],
    attributes: Attributes,
    scan: InlineScan,
    start: int,
    end: int,
) -> Span | SmallCaps | IndexTerm:
    """The node for `[…]{…}`."""
    span = scan.span(start, end)
    if is_index_mark(attributes):
        return make_index_mark(inlines, attributes, scan, span)
    if "smallcaps" in attributes.classes:
        rest = tuple(name for name in attributes.classes if name != "smallcaps")
        attributes = replace(attributes, classes=rest)
        return SmallCaps(inlines, attributes=attributes, span=span)
    return Span(inlines, attributes=attributes, span=span)


def report_odd_braces(scan: InlineScan, at: int) -> None:
    """Report braces that look like attributes but cannot be read."""
    found = _LOOKS_LIKE_ATTRIBUTES.match(scan.text, at)
    if found is not None:
        span = scan.span(at, found.end())
        report_braces(found[0], span, scan.context.diagnostics)
