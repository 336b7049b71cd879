"""Write what ends a line into the text of a PDF: a space, or that a word goes on.

Layout drops the space at a line's end, adds a hyphen to a divided word, and draws no
space that stands alone between two elements. A program that reads the words in the
order of the structure tree would join two words, and read the hyphen. PDF 1.7
(ISO 32000-1), 14.8.2.5, asks for the space; 14.8.2.2.3, for a soft hyphen (U+00AD)
where a word is divided.

How: `ReadableLines` passes on another setter's lines, and notes on the last text box of
each one what stood between it and the next line. When that box is drawn, a space is
shown behind it, or its hyphen gets U+00AD as its replacement text (14.9.4). Words from
right to left are drawn from the left: what they say is noted for the structure tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bookmaker.backends.pdf.cluster_texts import glyph_of
from bookmaker.backends.pdf.lines import Line, LineSetter, Paragraph
from bookmaker.backends.pdf.patching import Function, patch_function
from bookmaker.backends.pdf.structure_file import blank_contents, replaced_contents

_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_FROM_THE_RIGHT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001eeff]"
)
"""Letters and marks of scripts that run from right to left (UAX 9)."""
_LINE_END = "line_end"
"""The note on a text box: a space or a soft hyphen."""


class ReadableLines:
    """Another setter's lines; the last text box of each knows how its line ends."""

    def __init__(self, setter: LineSetter) -> None:
        self._setter = setter

    def lines(self, paragraph: Paragraph) -> Iterator[Line]:
        """Yield the lines of the other setter."""
        for line, resume_at in self._setter.lines(paragraph):
            if resume_at is not None:
                _note_end(line, paragraph.box, resume_at)
            elif paragraph.box.element_tag == "span":
                # A block within a paragraph: a line of verse.
                _note(_last_text_box(line), " ")
            yield line, resume_at


def _note_end(line: Any, source: Any, resume_at: Any) -> None:  # noqa: ANN401 - WeasyPrint's
    last = _last_text_box(line)
    if last is None:
        return
    before = _character_before(source, resume_at)
    hyphen = last.style["hyphenate_character"]
    if before.isspace():
        _note(last, " ")
    elif before and last.text.endswith(hyphen) and not before.endswith(hyphen):
        _note(last, _SOFT_HYPHEN)


def _note(box: Any, line_end: str) -> None:  # noqa: ANN401 - WeasyPrint's
    if box is not None:
        setattr(box, _LINE_END, line_end)


def _last_text_box(box: Any) -> Any:  # noqa: ANN401 - WeasyPrint's
    """The last text of a line that is drawn, unless something else follows it."""
    text = getattr(box, "text", None)
    if isinstance(text, str):
        return box if text.strip() else None
    for child in reversed(getattr(box, "children", ())):
        found = _last_text_box(child)
        if found is not None:
            return found
    return None


def _character_before(box: Any, place: Any) -> str:  # noqa: ANN401 - WeasyPrint's
    """The character before a place, as WeasyPrint counts it; empty if there is none."""
    ((index, inner),) = place.items()
    text = getattr(box, "text", None)
    if isinstance(text, str):
        return text.encode()[:index].decode(errors="ignore")[-1:]
    children = box.children
    if inner is not None and (found := _character_before(children[index], inner)):
        return found
    return next(filter(None, map(_last_character, reversed(children[:index]))), "")


def _last_character(box: Any) -> str:  # noqa: ANN401 - WeasyPrint's
    text = getattr(box, "text", None)
    if isinstance(text, str):
        return text[-1:]
    children = reversed(getattr(box, "children", ()))
    return next(filter(None, map(_last_character, children)), "")


def write_line_ends(draw_text: Any) -> None:  # noqa: ANN401 - a module without types
    """Write line ends from now on; later calls do nothing.

    `draw_text` is `weasyprint.draw.text`.
    """

    def with_ends(draw: Function) -> Function:
        def draw_first_line(stream: Any, textbox: Any, *how: Any) -> Any:  # noqa: ANN401 - WeasyPrint's
            emojis = draw(stream, textbox, *how)
            if textbox in (stream._tags or ()):  # noqa: SLF001 - text of an SVG image is in none
                _write_more(stream, textbox, matrix=how[-1])
            return emojis

        return draw_first_line

    patch_function(draw_text, "draw_first_line", with_ends)


def _write_more(stream: Any, textbox: Any, matrix: Any) -> None:  # noqa: ANN401
    end = getattr(textbox, _LINE_END, None)
    is_turned = textbox.pango_layout.first_line_direction % 2
    if is_turned or _FROM_THE_RIGHT.search(textbox.text):
        number = stream._tags[textbox]["mcid"]  # noqa: SLF001
        behind = " " if end == " " else ""
        replaced_contents(stream)[number] = textbox.text + behind
        return
    if textbox.text and not textbox.text.strip():
        # A space between two elements: WeasyPrint draws nothing.
        blank_contents(stream).add(stream._tags[textbox]["mcid"])  # noqa: SLF001
        used = stream._old_font  # noqa: SLF001
        if used is not None:
            stream.set_text_matrix(*matrix.values)
            stream.set_font_size(*used)
            _show_space(stream, textbox.text.count(" "))
    elif end == " ":
        _show_space(stream)
    elif end is not None:
        _mark_hyphen(stream)


def _show_space(stream: Any, count: int = 1) -> None:  # noqa: ANN401 - WeasyPrint's
    """Show the space of the face that was used last; it may have none."""
    used = stream._current_font  # noqa: SLF001
    if used is None:
        return
    font = next(f for f in stream._fonts.values() if f.hash == used[0])  # noqa: SLF001
    glyph, width = glyph_of(font, " ")
    if glyph and count:
        font.to_unicode.setdefault(glyph, " ")
        font.widths.setdefault(glyph, width)
        stream.show_text(f"<{f'{glyph:04x}' * count}>")


def _mark_hyphen(stream: Any) -> None:  # noqa: ANN401 - WeasyPrint's
    """Let the glyph that was shown last be read as a soft hyphen."""
    import pydyf

    shown = stream.stream[-1]
    before, _, behind = shown.rpartition(b">")
    if not shown.endswith(b"] TJ") or len(before) < _HEX or b"<" in before[-_HEX:]:
        return
    stream.stream[-1] = before[:-_HEX] + b">] TJ"
    properties = pydyf.Dictionary({"ActualText": pydyf.String(_SOFT_HYPHEN)})
    stream.begin_marked_content("Span", properties)
    stream.stream.append(b"[<" + before[-_HEX:] + b">" + behind)
    stream.end_marked_content()


_HEX = 4
"""Digits of a glyph in a string that is shown."""
