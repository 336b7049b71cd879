"""Text boxes whose glyphs are known before they are laid out, and how they are drawn.

WeasyPrint shapes each text three times: to break it, to stretch its spaces, to draw it.
A composed line has been shaped already, word by word; its boxes carry a `FinishedText`
where WeasyPrint's carry a layout of Pango's, and what is drawn is joined from what the
words show. What a box of WeasyPrint's needs besides, where it stands and how high it
is, is given it by `composed_lines`.

Only plain words of one face are drawn so (`word_shapes`). Where a style asks for what
is seen only when a line is drawn, an ellipsis for example, the box is drawn as before.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bookmaker.backends.pdf.patching import Function, patch_function
from bookmaker.backends.pdf.word_shapes import Shape, SizedFont, StyleShapes

NOT_COMPOSED = "Not composed (%s: %s): %s"
"""A record of the log: an exception's name and words, and the first words of a text."""
NOT_OURS = (OSError, MemoryError, RecursionError)
"""What the engine would meet too: the system refuses, or the book is too deep."""
_WORDS_QUOTED = 6
_SPACE = re.compile("([ \N{NO-BREAK SPACE}])")


@dataclass(slots=True, eq=False)
class FinishedText:
    """The words of a text box, in the place of WeasyPrint's layout."""

    text: str
    face: SizedFont
    words: Sequence[Shape]
    spaces: Sequence[Shape]
    """Those between the words: one less than there are words."""
    width: float
    """In CSS pixels, with spaces that aren't stretched."""
    word_spacing: float
    """What the style adds to each space, in CSS pixels."""
    stretches: int
    """How many of the spaces stretch: all, or none in code."""
    first_line_direction: int = 0
    """As WeasyPrint asks for it: from left to right."""

    def reactivate(self, style: Any) -> None:  # noqa: ANN401 - WeasyPrint's
        """Do nothing: there is no layout to be built again."""

    def deactivate(self) -> None:
        """Do nothing."""

    def get_first_line(self) -> tuple[None, None]:
        """Say that all of the text is in the first line."""
        return None, None


def report_not_composed(words: str, error: Exception) -> None:
    """Report that the engine sets some words, in its own log, which is read."""
    began = " ".join(words.split()[:_WORDS_QUOTED])
    logging.getLogger("weasyprint").warning(
        NOT_COMPOSED, type(error).__name__, error, began
    )


def report_box_not_composed(
    box: Any,  # noqa: ANN401 - WeasyPrint's
    error: Exception,
    between: str = "",
) -> None:
    """Report the same of the words in a box; `between` separates its texts."""
    texts = (getattr(one, "text", None) for one in box.descendants())
    words = between.join([text for text in texts if isinstance(text, str)])
    report_not_composed(words, error)


def finish_text(
    text: str, shapes: StyleShapes, *, is_code: bool = False
) -> FinishedText | None:
    """The words of a text; `None` where one isn't plain or of another face."""
    if "\N{NO-BREAK SPACE}" in text:
        parts = _SPACE.split(text)
        words = [shapes[part] for part in parts[::2]]
        spaces = [shapes[part] for part in parts[1::2]]
    else:
        words = [shapes[part] for part in text.split(" ")]
        spaces = [shapes[" "]] * (len(words) - 1)
    nothing = shapes[""]
    faces = {shape.face for shape in (*words, *spaces) if shape is not nothing}
    face = faces.pop() if faces else None
    if face is None or faces:
        return None
    width = sum([shape.width for shape in words])
    width += sum([shape.width for shape in spaces])
    stretches = 0 if is_code else len(spaces)
    return FinishedText(
        text, face, words, spaces, width, shapes.word_spacing, stretches
    )


def draw_finished_texts(weasyprint: Any) -> None:  # noqa: ANN401 - a module without types
    """Draw texts that are finished from their words; later calls do nothing."""
    draw_text, line_break = weasyprint.draw.text, weasyprint.text.line_break

    def from_words(draw: Function) -> Function:
        def draw_first_line(stream: Any, textbox: Any, *how: Any) -> Any:  # noqa: ANN401 - WeasyPrint's
            finished = textbox.pango_layout
            if isinstance(finished, FinishedText):
                overflow, ellipsis, matrix = how
                font = _font_of(stream, finished.face)
                is_cut = overflow == "ellipsis" or ellipsis != "none"
                has_pictures = font.svg or font.png or font.colr or font.bitmap
                if (
                    not is_cut
                    and not has_pictures
                    and _is_drawn(stream, textbox, finished, font, matrix)
                ):
                    return []
                textbox.pango_layout = _laid_out(line_break, textbox)
            return draw(stream, textbox, *how)

        return draw_first_line

    patch_function(draw_text, "draw_first_line", from_words)


def _laid_out(line_break: Any, textbox: Any) -> Any:  # noqa: ANN401 - WeasyPrint's
    """What WeasyPrint would have laid out, for what only it can draw."""
    layout = line_break.create_layout(
        textbox.text, textbox.style, None, None, textbox.justification_spacing
    )
    layout.set_text(layout.text, justify=True)
    layout.max_width = textbox.width
    return layout


def _font_of(stream: Any, face: SizedFont) -> Any:  # noqa: ANN401 - WeasyPrint's
    fonts = stream._fonts  # noqa: SLF001
    font = fonts.get(face.key)
    return stream.add_font(face.font)[0] if font is None else font


def _is_drawn(
    stream: Any,  # noqa: ANN401 - WeasyPrint's, as the next
    textbox: Any,  # noqa: ANN401
    finished: FinishedText,
    font: Any,  # noqa: ANN401
    matrix: Any,  # noqa: ANN401
) -> bool:
    """Draw the words; `False` where that fails, and nothing is drawn yet."""
    if not textbox.text.strip():
        return True
    try:
        shown = _shown(textbox, finished, font)
    except Exception as error:  # noqa: BLE001 - whatever it is, the engine draws it
        report_not_composed(textbox.text, error)
        return False
    stream.set_text_matrix(*matrix.values)
    stream.set_font_size(font.hash, finished.face.size)
    stream.show_text(f"<{shown}>")
    return True


def _shown(textbox: Any, finished: FinishedText, font: Any) -> str:  # noqa: ANN401 - WeasyPrint's
    """The words, each where it should begin, however widths were rounded."""
    known = _shapes_of(font)
    more = finished.word_spacing + textbox.justification_spacing
    stretch = more * 1000 / finished.face.size
    parts: list[str] = []
    drawn = exact = 0.0
    spaces = iter(finished.spaces)
    for word in finished.words:
        if word.shown:
            step = round(drawn - exact)
            if step:
                parts.append(f">{step}<")
                drawn -= step
            if word not in known:
                _introduce(font, word)
                known.add(word)
            parts.append(word.shown)
            drawn += word.drawn
            exact += word.exact
        space = next(spaces, None)
        if space is not None:
            if space not in known:
                _introduce(font, space)
                known.add(space)
            parts.append(space.shown)
            drawn += space.drawn
            exact += space.exact + stretch
    return "".join(parts)


def _shapes_of(font: Any) -> set[Shape]:  # noqa: ANN401 - WeasyPrint's
    """The words whose glyphs a font of a file knows already."""
    known: set[Shape] | None = getattr(font, "finished_shapes", None)
    if known is None:
        known = font.finished_shapes = set()
    return known


def _introduce(font: Any, shape: Shape) -> None:  # noqa: ANN401 - WeasyPrint's
    for glyph, width, text in shape.glyphs:
        font.to_unicode.setdefault(glyph, text)
        font.widths.setdefault(glyph, width)
