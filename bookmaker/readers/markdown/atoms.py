"""Inline constructs that hold no other: code, escapes, breaks, addresses, characters.

CommonMark 0.31, 2.4, 2.5, 6.1, 6.4, 6.5, 6.7 and 6.8.
"""

from __future__ import annotations

import re

from bookmaker.document.nodes import Code, LineBreak, Link, SoftBreak, Text
from bookmaker.readers.markdown.attributes import read_attributes
from bookmaker.readers.markdown.emphasis import read_run
from bookmaker.readers.markdown.escapes import (
    PUNCTUATION,
    REFERENCE,
    decode_reference,
)
from bookmaker.readers.markdown.inlines import Construct, InlineScan
from bookmaker.readers.markdown.pieces import WordRun
from bookmaker.readers.markdown.raw import RAW_FORMAT, add_raw

_TICKS = re.compile(r"`+")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\x00-\x20]*+)>")
_MAIL = re.compile(
    r"<([a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]++"
    r"@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
    r"(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*)>"
)
_TEX_QUOTED = re.compile(r"`[^\W_][^`\n']{0,120}'(?!\w)")
"""Words between the single quotation marks of TeX."""
_TEX_CLOSING = re.compile(r"(?<=[\w.,;:!?…])''(?!\w)")
_LOW_QUOTED = re.compile(r"(?<![\w,]),,[^\W\d_][^`]*$")
_LENGTHS = {"~": (1, 2), "^": (1,), "=": (2,)}


class CodeSpan(Construct):
    """Code between runs of backticks of the same length (6.1)."""

    triggers = "`"

    def read(self, scan: InlineScan, at: int) -> int | None:
        """Read code; an unmatched run of backticks is text."""
        text = scan.text
        opening = _TICKS.match(text, at)
        if opening is None:
            return None
        length = opening.end() - at
        closing = self._find_closing(scan, opening.end(), length)
        is_dialect = scan.context.options.is_dialect
        if is_dialect and _is_tex_mark(text, at, length, closing):
            mark = "'" if length == 1 else '"'
            scan.add_text(mark, at, opening.end())
            return opening.end()
        if closing < 0:
            scan.add_text(opening[0], at, opening.end())
            return opening.end()
        code = text[opening.end() : closing].replace("\n", " ")
        if code.startswith(" ") and code.endswith(" ") and code.strip(" "):
            code = code[1:-1]
        end = closing + length
        if is_dialect and text.startswith("{", end):
            raw = RAW_FORMAT.match(text, end)
            if raw is not None:
                add_raw(scan, raw[1], (opening.end(), closing), (at, raw.end()))
                return raw.end()
            found = read_attributes(text, end)
            if found is not None:
                span = scan.span(at, found[1])
                scan.add_node(Code(code, attributes=found[0], span=span))
                return found[1]
        scan.add_node(Code(code, span=scan.span(at, end)))
        return end

    @staticmethod
    def _find_closing(scan: InlineScan, start: int, length: int) -> int:
        """The next run of just this length; once none is found, none is sought."""
        key = f"`{length}"
        if key in scan.searched_in_vain:
            return -1
        text = scan.text
        next_tick = text.find("`", start)
        if length == 1 and next_tick >= 0 and not text.startswith("``", next_tick):
            return next_tick  # as nearly all code
        for run in _TICKS.finditer(text, start):
            if run.end() - run.start() == length:
                return run.start()
        scan.searched_in_vain.add(key)
        return -1


def _is_tex_mark(text: str, at: int, length: int, closing: int) -> bool:
    """Whether backticks are quotation marks: ``TeX's'', `single', ,,or German``.

    Where backticks of the same length follow, only if these open the next quotation:
    they stand behind a space and before a word, and the first one is closed between.
    """
    if length != 2 and (length > 2 or closing >= 0):
        return False
    behind = at + length
    before, after = text[at - 1 : at] if at else "", text[behind : behind + 1]
    if length == 1:
        return not before.isalnum() and _TEX_QUOTED.match(text, at) is not None
    if before and not before.isspace() and not after.isalnum():
        return _LOW_QUOTED.search(text, max(0, at - 200), at) is not None
    end = closing if closing >= 0 else len(text)
    if closing < 0 and not at and after.isalnum():
        return True  # the quotation goes on in the next paragraph
    closed = _TEX_CLOSING.search(text, behind, end)
    if closed is None or not after or after.isspace():
        return False
    beyond = text[closing + length : closing + length + 1]
    return (
        closing < 0
        or not text[closed.start() - 1].isalnum()
        or (text[closing - 1].isspace() and bool(beyond) and not beyond.isspace())
    )


class Escape(Construct):
    """A backslash: a literal character, or a hard break (2.4, 6.7)."""

    triggers = "\\"

    def read(self, scan: InlineScan, at: int) -> int | None:
        """Read an escape; before anything else a backslash is itself."""
        following = scan.text[at + 1 : at + 2]
        if following == "\n":
            scan.add_node(LineBreak(span=scan.span(at, at + 2)))
            return at + 2
        if following in PUNCTUATION:
            scan.add_text(following, at, at + 2)
            return at + 2
        if following == " " and scan.context.options.is_dialect:
            scan.add_text("\N{NO-BREAK SPACE}", at, at + 2)
            return at + 2
        return None


class LineEnd(Construct):
    """A line end: soft, or hard behind two spaces (6.7, 6.8)."""

    triggers = "\n"

    def read(self, scan: InlineScan, at: int) -> int | None:
        """Read a line end and drop the spaces before it."""
        is_hard = False
        start = at
        last = scan.pieces[-1] if scan.pieces else None
        if isinstance(last, WordRun) and last.end == at:
            kept = last.text.rstrip(" ")
            dropped = len(last.text) - len(kept)
            is_hard = dropped >= 2
            last.text = kept
            last.end -= dropped
            start -= dropped if is_hard else 0
            if not kept:
                scan.pieces.pop()
        span = scan.span(start, at + 1)
        scan.add_node(LineBreak(span=span) if is_hard else SoftBreak(span=span))
        return at + 1


class Autolink(Construct):
    """An address between angle brackets (6.5)."""

    triggers = "<"

    def read(self, scan: InlineScan, at: int) -> int | None:
        """Read an address or a mail address."""
        found = _AUTOLINK.match(scan.text, at)
        prefix = ""
        if found is None:
            found = _MAIL.match(scan.text, at)
            prefix = "mailto:"
        if found is None:
            return None
        target = found[1]
        words = Text(target, span=scan.span(at + 1, found.end() - 1))
        span = scan.span(at, found.end())
        if scan.context.is_safe_target(prefix + target, span):
            scan.add_node(Link((words,), prefix + target, span=span), 2)
        else:
            scan.add_node(words)
        return found.end()


class CharacterReference(Construct):
    """An entity or a numeric character reference (2.5)."""

    triggers = "&"

    def read(self, scan: InlineScan, at: int) -> int | None:
        """Read a reference to a character that exists."""
        found = REFERENCE.match(scan.text, at)
        if found is None or (text := decode_reference(found)) is None:
            return None
        scan.add_text(text, at, found.end())
        return found.end()


class DelimiterRun(Construct):
    """A run of characters that mark emphasis (6.2)."""

    triggers = "*_"

    def read(self, scan: InlineScan, at: int) -> int | None:
        """Read a run; which runs belong together is found later."""
        end = _end_of_run(scan.text, at)
        _add_run(scan, at, end)
        return end


class DialectRun(Construct):
    """Strikeout, sub- and superscript, highlight: runs of a fixed length."""

    triggers = "~^="

    def read(self, scan: InlineScan, at: int) -> int | None:
        """Read a run; one of another length is words."""
        end = _end_of_run(scan.text, at)
        if scan.text.startswith("^^[", at):
            end = at + 1  # the end of what is raised, before a note: `x^2^^[Note.]`
        if end - at in _LENGTHS[scan.text[at]]:
            _add_run(scan, at, end)
        else:
            scan.add_text(scan.text[at:end], at, end)
        return end


def _end_of_run(text: str, at: int) -> int:
    character = text[at]
    end = at + 1
    while end < len(text) and text[end] == character:
        end += 1
    return end


def _add_run(scan: InlineScan, start: int, end: int) -> None:
    run = read_run(scan.text, start, end)
    if run.can_open or run.can_close:
        scan.pieces.append(run)
    else:
        scan.add_text(scan.text[start:end], start, end)
