"""Patches of WeasyPrint 70.0's layout for what no option reaches.

Each changes one private function, says why, and has a test in tests/facts that shows
when it may go. A line is rewritten only where it is found exactly once; in a version of
WeasyPrint that has it otherwise the function stays as it is, and `unapplied` names it,
so that the build warns instead of failing.
"""

from __future__ import annotations

import inspect
import re
from typing import Any

from bookmaker.backends.pdf.cluster_texts import glyph_text
from bookmaker.backends.pdf.structure import ARTIFACT, OWN_WORDS, REST, WORD

_MAY_MOVE_NOTES = (
    "report = not context.in_column and can_break_now and not could_break_before"
)
_MAY_NOT_MOVE_NOTES = "report = False"
_FITS = "if resume_index is None and first_line_width <= max_width:"
_IS_INDENTED_AT_ITS_END = "offset_x -= line.width\n"
_IS_INDENTED = "offset_x -= line.width + linebox.text_indent\n"
_IS_JUSTIFIED = "            layout.deactivate()\n"
_FILLS_ITS_BOX = """\
            fill_box(layout, box, nb_spaces)
            layout.deactivate()
"""
_HAS_ITS_CLUSTERS_TEXT = (
    "font.to_unicode[glyph_id] = utf8_text[offset+t1:offset+t2].decode()"
)
_HAS_ITS_OWN_TEXT = (
    "font.to_unicode[glyph_id] = glyph_text(font, glyph_item, i, utf8_text)"
)
_FITS_BUT_FOR_A_SPACE = (
    "if resume_index is None and (first_line_width <= max_width or space_collapse and"
    " words_fit(text, style, context, max_width, justification_spacing)):"
)


def keep_notes_with_their_calls(block_layout: Any) -> None:  # noqa: ANN401 - a module without types
    """Never move notes to the next page for the sake of a line.

    WeasyPrint does so where a paragraph's first line would stand alone at the foot of a
    page; that line can go to the next page itself. `block_layout` is
    `weasyprint.layout.block`. Done once; later calls do nothing.
    """
    _rewrite(block_layout, "_linebox_layout", _MAY_MOVE_NOTES, _MAY_NOT_MOVE_NOTES)


def end_lines_before_spaces(line_break: Any, inline_layout: Any) -> None:  # noqa: ANN401 - modules without types
    """Take words that fit a line but for the space behind them as a line.

    WeasyPrint takes them as too long to fit, and sets the first of them on a line of
    its own, where something else follows them in the paragraph: a word in italics,
    say. The modules are `weasyprint.text.line_break` and `weasyprint.layout.inline`.
    Done once; later calls do nothing.
    """

    def words_fit(
        text: str,
        style: Any,  # noqa: ANN401 - a module without types
        context: Any,  # noqa: ANN401 - a module without types
        width: float,
        spacing: float,
    ) -> bool:
        words = text.rstrip(" ")
        layout = line_break.create_layout(words, style, context, None, spacing)
        line, _ = layout.get_first_line()  # which lives as long as its layout
        return bool(words) and bool(line_break.line_size(line, style)[0] <= width)

    line_break.words_fit = words_fit
    _rewrite(line_break, "split_first_line", _FITS, _FITS_BUT_FOR_A_SPACE)
    inline_layout.split_first_line = line_break.split_first_line


def look_no_further_than_a_line(line_break: Any, inline_layout: Any) -> None:  # noqa: ANN401 - modules without types
    """Break a line without looking at all that follows it, however long a word is.

    WeasyPrint shapes the rest of a paragraph for each line where a word is longer than
    a line: twenty thousand letters without a space took half a minute. The modules are
    `weasyprint.text.line_break` and `weasyprint.layout.inline`. Done once; later calls
    do nothing.
    """
    split = line_break.split_first_line
    if getattr(split, "is_brief", False):
        return

    def split_first_line(
        text: str,
        style: Any,  # noqa: ANN401
        context: Any,  # noqa: ANN401
        max_width: float | None,
        *rest: Any,  # noqa: ANN401
        **named: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        if max_width is not None and style["font_size"]:
            enough = (
                _ENOUGH_CHARACTERS + _MOST_TO_AN_EM * max_width / style["font_size"]
            )
            if enough < len(text):
                found = split(
                    text[: int(enough)], style, context, max_width, *rest, **named
                )
                if found[2] is not None:
                    return found
        return split(text, style, context, max_width, *rest, **named)

    split_first_line.is_brief = split_first_line.is_mended = True  # type: ignore[attr-defined]
    line_break.split_first_line = inline_layout.split_first_line = split_first_line


_ENOUGH_CHARACTERS = 400
_MOST_TO_AN_EM = 8
"""No letters are so narrow; what is looked at reaches well beyond a line's end, so that
the words around it are whole."""


def fill_lines_of_several_faces(line_break: Any, inline_layout: Any) -> None:  # noqa: ANN401 - modules without types
    """Let justified lines reach their edge where their spaces change their face.

    A space between two words of a face that others lack is that face's own; Pango
    takes it from the first face of the list as soon as it has a width of its own, and
    WeasyPrint counts with the width that it had. The modules are
    `weasyprint.text.line_break` and `weasyprint.layout.inline`. Done once; later calls
    do nothing.
    """

    def fill_box(layout: Any, box: Any, spaces: int) -> None:  # noqa: ANN401
        if not _MAY_HAVE_A_FACE_OF_ITS_OWN.search(layout.text):
            return
        wanted = box.width + layout.justification_spacing * spaces
        layout.set_text(layout.text, justify=True)
        line, _ = layout.get_first_line()
        lacking = wanted - line_break.line_size(line, box.style)[0]
        layout.justification_spacing += lacking / spaces

    inline_layout.fill_box = fill_box
    _rewrite(inline_layout, "add_word_spacing", _IS_JUSTIFIED, _FILLS_ITS_BOX)


_MAY_HAVE_A_FACE_OF_ITS_OWN = re.compile(
    "[\u0300-\u1fff\u2070-\u209f\u2100-\U0010ffff]"
)
"""Not Latin, nor its punctuation: measuring each line of those again would be dear."""


def indent_where_lines_begin(inline_layout: Any) -> None:  # noqa: ANN401 - a module without types
    """Indent paragraphs from right to left at the right.

    WeasyPrint takes the indent from the line's end. `inline_layout` is
    `weasyprint.layout.inline`. Done once; later calls do nothing.
    """
    _rewrite(inline_layout, "get_next_linebox", _IS_INDENTED_AT_ITS_END, _IS_INDENTED)


_DECORATION = frozenset({"line-number", "turnover"})
_FORMULA = "formula"


def say_what_elements_are(tags: Any) -> None:  # noqa: ANN401 - a module without types
    """Give the elements of the structure what their markup knows.

    WeasyPrint writes no language but the book's, takes a formula for a figure, and line
    numbers and marks of turned-over code for words. `tags` is `weasyprint.pdf.tags`.
    Done once; later calls do nothing.
    """
    build = tags._build_box_tree  # noqa: SLF001
    if getattr(build, "is_mended", False):
        return

    def build_box_tree(box: Any, *given: Any) -> Any:  # noqa: ANN401
        node = getattr(box, "element", None)
        for element in build(box, *given):
            if node is not None and "::" not in (box.element_tag or ""):
                _describe(element, node, given[1])
            yield element

    build_box_tree.is_mended = True  # type: ignore[attr-defined]
    tags._build_box_tree = build_box_tree  # noqa: SLF001


def _describe(element: Any, node: Any, pdf: Any) -> None:  # noqa: ANN401 - pydyf's
    import pydyf

    classes = (node.get("class") or "").split()
    language = node.get("lang")
    if language and node.tag not in ("html", "body"):
        element["Lang"] = pydyf.String(language)
        if element["S"] == "/NonStruct":
            element["S"] = "/Span"
    if element["S"] == "/Figure" and _FORMULA in classes:
        element["S"] = "/Formula"
    if not _DECORATION.isdisjoint(classes):
        element[ARTIFACT] = "true"
    for attribute, key in (("data-first-word", WORD), ("data-rest-of-word", REST)):
        if node.get(attribute):
            element[key] = pydyf.String(node.get(attribute))
    words = node.get("data-words")
    if words:
        for kid in element["K"]:
            reference = (
                pdf.objects[int(kid.split()[0])] if isinstance(kid, bytes) else {}
            )
            if reference.get("Type") == "/OBJR":
                annotation = pdf.objects[int(reference["Obj"].split()[0])]
                annotation["Contents"] = pydyf.String(words)
                annotation[OWN_WORDS] = "true"


def show_no_empty_strings(stream: Any) -> None:  # noqa: ANN401 - a module without types
    """Begin no line with a string of no glyphs: readers skip the step behind it.

    Both PDFium and Poppler do, so spaces of another face were half as wide as they
    should be. `stream` is `weasyprint.pdf.stream`. Done once; later calls do nothing.
    """
    show_text = stream.Stream.show_text
    if getattr(show_text, "is_mended", False):
        return

    def show_text_alone(self: Any, text: str) -> None:  # noqa: ANN401
        show_text(self, text.replace("<>", " "))

    show_text_alone.is_mended = True  # type: ignore[attr-defined]
    stream.Stream.show_text = show_text_alone


def tell_glyphs_of_a_cluster_apart(draw_text: Any) -> None:  # noqa: ANN401 - a module without types
    """Let each glyph stand for what is its own of a letter that several glyphs draw.

    WeasyPrint lets one of them stand for the whole letter: where an accent does, it
    says so behind every other letter too. `draw_text` is `weasyprint.draw.text`. Done
    once; later calls do nothing.
    """
    draw_text.glyph_text = glyph_text
    _rewrite(draw_text, "draw_first_line", _HAS_ITS_CLUSTERS_TEXT, _HAS_ITS_OWN_TEXT)


_unapplied: dict[str, None] = {}


def unapplied() -> tuple[str, ...]:
    """The functions of WeasyPrint that are not as they are known, and left alone."""
    return tuple(_unapplied)


def _rewrite(module: Any, name: str, line: str, mended: str) -> None:  # noqa: ANN401 - a module without types
    function = getattr(module, name)
    if getattr(function, "is_mended", False):
        return
    source = inspect.getsource(function)
    if source.count(line) != 1:
        _unapplied[name] = None
        return
    exec(compile(source.replace(line, mended), module.__file__, "exec"), vars(module))
    getattr(module, name).is_mended = True


def leave_out_font_programs(fonts: Any) -> None:  # noqa: ANN401 - a module without types
    """Write faces without their programs: those are joined once, over the whole book.

    `fonts` is `weasyprint.pdf.fonts`. A face keeps its file as `program`. Done once;
    later calls do nothing.
    """
    fonts.Font.clean = _leave_out_program


_CFF_BEGINS = b"OTTO"


def _leave_out_program(font: Any, _to_unicode: object, _hinting: object) -> None:  # noqa: ANN401
    font.program = font.file_content
    # WeasyPrint tells the two kinds of outlines apart by these letters.
    is_cff = font.file_content.startswith(_CFF_BEGINS)
    font.file_content = _CFF_BEGINS if is_cff else b""
