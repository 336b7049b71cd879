"""Patches of WeasyPrint 70.0's layout for what no option reaches.

Each wraps one private function, says why, and has a test in tests/facts that shows when
it may go. `apply_patches` applies them to the version that they were written for and to
no other: another one has its ordinary layout, and `unknown_version` names it, so that
the build warns. Nothing of WeasyPrint's source is rewritten.
"""

from __future__ import annotations

import re
from typing import Any

from bookmaker.backends.pdf.baseline_grid import return_to_grid
from bookmaker.backends.pdf.cluster_texts import glyph_text
from bookmaker.backends.pdf.finished_text import draw_finished_texts
from bookmaker.backends.pdf.note_patches import divide_notes
from bookmaker.backends.pdf.notes_in_rows import keep_rows_above_notes
from bookmaker.backends.pdf.patching import Function, patch_function
from bookmaker.backends.pdf.quick_patterns import parse_patterns_when_needed
from bookmaker.backends.pdf.structure import (
    ARTIFACT,
    CONTINUED_ROW,
    OWN_WORDS,
    REST,
    WORD,
)
from bookmaker.backends.pdf.structure_file import nodes_of
from bookmaker.backends.pdf.structure_kinds import type_of

KNOWN_VERSION = "70.0"
"""The version that pyproject.toml pins."""


def apply_patches(weasyprint: Any) -> None:  # noqa: ANN401 - a module without types
    """Apply all that follow; in a version that isn't known, what joining files needs.

    Done once; later calls do nothing.
    """
    leave_out_font_programs(weasyprint.pdf.fonts)
    if unknown_version(weasyprint) is not None:
        return
    parse_patterns_when_needed(weasyprint.text.line_break.pyphen)
    divide_notes(weasyprint)
    end_lines_before_spaces(weasyprint.text.line_break, weasyprint.layout.inline)
    look_no_further_than_a_line(weasyprint.text.line_break, weasyprint.layout.inline)
    fill_lines_of_several_faces(weasyprint.text.line_break, weasyprint.layout.inline)
    divide_no_word_that_is_respelt(weasyprint.text.line_break)
    keep_leading_of_other_faces(weasyprint.layout.inline)
    indent_where_lines_begin(weasyprint.layout.inline)
    keep_spaces_of_code(weasyprint.layout.inline)
    join_leaders(weasyprint.layout.leader, weasyprint.layout.inline)
    keep_captions_with_rows(weasyprint.layout.block)
    say_that_tables_continue(weasyprint.layout.block)
    keep_rows_above_notes(weasyprint.layout.block)
    return_to_grid(weasyprint)
    say_what_elements_are(weasyprint.pdf.tags)
    show_no_empty_strings(weasyprint.pdf.stream)
    tell_glyphs_of_a_cluster_apart(weasyprint.draw.text)
    draw_finished_texts(weasyprint)
    draw_letters_to_fit(weasyprint.draw.text)


def unknown_version(weasyprint: Any) -> str | None:  # noqa: ANN401 - as above
    """The version, if it isn't the one that the patches were written for."""
    version = str(weasyprint.__version__)
    return None if version == KNOWN_VERSION else version


_COLLAPSES_AND_WRAPS = frozenset({"normal", "pre-line"})
"""Values of `white-space`."""


def end_lines_before_spaces(line_break: Any, inline_layout: Any) -> None:  # noqa: ANN401 - modules without types
    """Take words that fit a line but for the space behind them as a line.

    WeasyPrint takes them as too long to fit, and sets the first of them on a line of
    its own, where something else follows them in the paragraph: a word in italics, for
    example. The modules are `weasyprint.text.line_break` and
    `weasyprint.layout.inline`.
    """

    def words_fit(
        text: str,
        style: Any,  # noqa: ANN401
        context: Any,  # noqa: ANN401
        width: float,
        spacing: float,
    ) -> bool:
        words = text.rstrip(" ")
        layout = line_break.create_layout(words, style, context, None, spacing)
        line, _ = layout.get_first_line()  # which lives as long as its layout
        return bool(words) and bool(line_break.line_size(line, style)[0] <= width)

    def counting_no_space(split: Function) -> Function:
        def split_first_line(
            text: str,
            style: Any,  # noqa: ANN401
            context: Any,  # noqa: ANN401
            max_width: float | None,
            justification_spacing: float,
            *rest: Any,  # noqa: ANN401
            **named: Any,  # noqa: ANN401
        ) -> Any:  # noqa: ANN401
            spacing = justification_spacing
            found = split(text, style, context, max_width, spacing, *rest, **named)
            if (
                max_width is None
                or not text.endswith(" ")
                or "\n" in text
                or style["white_space"] not in _COLLAPSES_AND_WRAPS
                or len(text) > _most_characters(max_width, style)
                or (found[2] is None and found[1] == len(text.encode()))
                or not words_fit(text, style, context, max_width, spacing)
            ):
                return found
            # Without a width nothing is too long; the layout keeps it for drawing.
            whole = split(text, style, context, None, spacing, *rest, **named)
            whole[0].max_width = max_width
            return whole

        return split_first_line

    patch_function(line_break, "split_first_line", counting_no_space)
    inline_layout.split_first_line = line_break.split_first_line


def look_no_further_than_a_line(line_break: Any, inline_layout: Any) -> None:  # noqa: ANN401 - modules without types
    """Break a line without looking at all that follows it, however long a word is.

    WeasyPrint shapes the rest of a paragraph for each line where a word is longer than
    a line: twenty thousand letters without a space took half a minute. The modules are
    `weasyprint.text.line_break` and `weasyprint.layout.inline`.
    """

    def looking_at_enough(split: Function) -> Function:
        def split_first_line(
            text: str,
            style: Any,  # noqa: ANN401
            context: Any,  # noqa: ANN401
            max_width: float | None,
            *rest: Any,  # noqa: ANN401
            **named: Any,  # noqa: ANN401
        ) -> Any:  # noqa: ANN401
            if max_width is not None and style["font_size"]:
                enough = _most_characters(max_width, style)
                if enough < len(text):
                    found = split(
                        text[: int(enough)], style, context, max_width, *rest, **named
                    )
                    if found[2] is not None:
                        return found
            return split(text, style, context, max_width, *rest, **named)

        return split_first_line

    patch_function(line_break, "split_first_line", looking_at_enough)
    inline_layout.split_first_line = line_break.split_first_line


def _most_characters(width: float, style: Any) -> float:  # noqa: ANN401
    """More characters than any line of a width holds, in CSS pixels."""
    size = style["font_size"]
    return _ENOUGH_CHARACTERS + (_MOST_TO_AN_EM * width / size if size else 0)


_ENOUGH_CHARACTERS = 400
_MOST_TO_AN_EM = 8
"""No letters are so narrow; what is looked at reaches well beyond a line's end, so that
the words around it are whole."""


def fill_lines_of_several_faces(line_break: Any, inline_layout: Any) -> None:  # noqa: ANN401 - modules without types
    """Let justified lines reach their edge where their spaces change their face.

    A space between two words of a face that others lack is that face's own; Pango
    takes it from the first face of the list as soon as it has a width of its own, and
    WeasyPrint counts with the width that it had. The modules are
    `weasyprint.text.line_break` and `weasyprint.layout.inline`.
    """

    def filling(add: Function) -> Function:
        def add_word_spacing(
            context: Any,  # noqa: ANN401
            box: Any,  # noqa: ANN401
            spacing: float,
            x_advance: float,
        ) -> Any:  # noqa: ANN401
            advance = add(context, box, spacing, x_advance)
            text = getattr(box, "text", None)
            if isinstance(text, str) and _MAY_HAVE_A_FACE_OF_ITS_OWN.search(text):
                spaces = inline_layout.count_expandable_spaces(box)
                if spaces:
                    box.pango_layout = filled(context, box, spacing, spaces)
            return advance

        return add_word_spacing

    def filled(context: Any, box: Any, spacing: float, spaces: int) -> Any:  # noqa: ANN401
        layout = line_break.create_layout(box.text, box.style, context, None, spacing)
        layout.set_text(layout.text, justify=True)
        line, _ = layout.get_first_line()
        lacking = box.width - line_break.line_size(line, box.style)[0]
        layout.justification_spacing += lacking / spaces
        layout.deactivate()
        return layout

    patch_function(inline_layout, "add_word_spacing", filling)


_MAY_HAVE_A_FACE_OF_ITS_OWN = re.compile(
    "[\u0300-\u1fff\u2070-\u209f\u2100-\U0010ffff]"
)
"""Not Latin, nor its punctuation: measuring each line of those again would be dear."""


def keep_leading_of_other_faces(inline_layout: Any) -> None:  # noqa: ANN401 - a module without types
    """Make a line no higher where a word's letters are of another face than the text's.

    A face that stands in for what the text's own lacks has other heights above and
    below the baseline. WeasyPrint puts half of the leading around them, so that every
    such line is a fraction of a pixel to some pixels higher than the others, and the
    page is off its grid. Here, as in browsers, the first face of the list counts.
    `inline_layout` is `weasyprint.layout.inline`.
    """

    def on_one_baseline(split: Function) -> Function:
        def split_text_box(*given: Any, **named: Any) -> Any:  # noqa: ANN401
            box, *rest = split(*given, **named)
            if box is not None and box.style["line_height"] != "normal":
                leading, baseline = inline_layout.strut(box.style)
                box.margin_top += baseline - box.baseline
                box.margin_bottom = leading - box.height - box.margin_top
                box.baseline = baseline
            return (box, *rest)

        return split_text_box

    patch_function(inline_layout, "split_text_box", on_one_baseline)


def indent_where_lines_begin(inline_layout: Any) -> None:  # noqa: ANN401 - a module without types
    """Indent paragraphs from right to left at the right.

    WeasyPrint takes the indent from the line's end. `inline_layout` is
    `weasyprint.layout.inline`.
    """

    def from_the_right(next_line: Function) -> Function:
        def get_next_linebox(
            context: Any,  # noqa: ANN401
            linebox: Any,  # noqa: ANN401
            position_y: float,
            bottom_space: float,
            skip_stack: Any,  # noqa: ANN401
            containing_block: Any,  # noqa: ANN401
            *rest: Any,  # noqa: ANN401
        ) -> Any:  # noqa: ANN401
            line, resume_at = next_line(
                context,
                linebox,
                position_y,
                bottom_space,
                skip_stack,
                containing_block,
                *rest,
            )
            if (
                line is not None
                and linebox.text_indent
                and containing_block.style["direction"] == "rtl"
                and not inline_layout.is_phantom_linebox(line)
            ):
                line.translate(-linebox.text_indent, ignore_floats=True)
            return line, resume_at

        return get_next_linebox

    patch_function(inline_layout, "get_next_linebox", from_the_right)


def keep_spaces_of_code(inline_layout: Any) -> None:  # noqa: ANN401 - a module without types
    """Stretch no spaces of code in a justified line: code has as many as it has.

    `inline_layout` is `weasyprint.layout.inline`.
    """

    def is_code(box: Any) -> bool:  # noqa: ANN401
        return box.element_tag == "code" and isinstance(getattr(box, "text", None), str)

    def counting_none(count: Function) -> Function:
        def count_expandable_spaces(box: Any) -> Any:  # noqa: ANN401
            return 0 if is_code(box) else count(box)

        return count_expandable_spaces

    def stretching_none(add: Function) -> Function:
        def add_word_spacing(
            context: Any,  # noqa: ANN401
            box: Any,  # noqa: ANN401
            spacing: float,
            x_advance: float,
        ) -> Any:  # noqa: ANN401
            return add(context, box, 0 if is_code(box) else spacing, x_advance)

        return add_word_spacing

    patch_function(inline_layout, "count_expandable_spaces", counting_none)
    patch_function(inline_layout, "add_word_spacing", stretching_none)


_DECORATION = frozenset({"line-number", "turnover", CONTINUED_ROW})
_FORMULA = "formula"
_PAGE_REFERENCE = "page-reference"


def keep_captions_with_rows(block_layout: Any) -> None:  # noqa: ANN401 - a module without types
    """Split a table below its caption, if it is at the top of a page and too long.

    Rows that stay whole go to the next page where there is something above them. For
    WeasyPrint a caption is enough, which was alone on its page then. `block_layout` is
    `weasyprint.layout.block`.
    """

    def knowing_wrappers(lay_out: Function) -> Function:
        def block_container_layout(
            context: Any,  # noqa: ANN401
            box: Any,  # noqa: ANN401
            bottom_space: float,
            skip_stack: Any,  # noqa: ANN401
            page_is_empty: bool,  # noqa: FBT001 - WeasyPrint's
            *rest: Any,  # noqa: ANN401
            **named: Any,  # noqa: ANN401
        ) -> Any:  # noqa: ANN401
            if box.is_table_wrapper:
                box.is_first_on_page = page_is_empty
            return lay_out(
                context, box, bottom_space, skip_stack, page_is_empty, *rest, **named
            )

        return block_container_layout

    def splitting(lay_out: Function) -> Function:
        def table_layout(
            context: Any,  # noqa: ANN401
            table: Any,  # noqa: ANN401
            bottom_space: float,
            skip_stack: Any,  # noqa: ANN401
            wrapper: Any,  # noqa: ANN401
            page_is_empty: bool,  # noqa: FBT001 - WeasyPrint's
            *rest: Any,  # noqa: ANN401
        ) -> Any:  # noqa: ANN401
            is_first = page_is_empty or getattr(wrapper, "is_first_on_page", False)
            return lay_out(
                context, table, bottom_space, skip_stack, wrapper, is_first, *rest
            )

        return table_layout

    patch_function(block_layout, "block_container_layout", knowing_wrappers)
    patch_function(block_layout, "table_layout", splitting)


def say_that_tables_continue(block_layout: Any) -> None:  # noqa: ANN401 - a module without types
    """Leave a table's first page without the row that says that it continues.

    WeasyPrint repeats all rows of a head, and knows no other on the first page.
    `block_layout` is `weasyprint.layout.block`.
    """

    def without_words(header: Any) -> Any:  # noqa: ANN401
        if not any(map(_is_continued_row, header.children)):
            return header
        rows = [
            row.copy_with_children([c.copy_with_children([]) for c in row.children])
            if _is_continued_row(row)
            else row
            for row in header.children
        ]
        return header.copy_with_children(rows)

    def telling_first_pages(lay_out: Function) -> Function:
        def table_layout(
            context: Any,  # noqa: ANN401
            table: Any,  # noqa: ANN401
            bottom_space: float,
            skip_stack: Any,  # noqa: ANN401
            *rest: Any,  # noqa: ANN401
            **named: Any,  # noqa: ANN401
        ) -> Any:  # noqa: ANN401
            head, *others = table.children or [None]
            has_head = head is not None and head.is_header
            if skip_stack is None and has_head:
                table = table.copy_with_children([without_words(head), *others])
            return lay_out(context, table, bottom_space, skip_stack, *rest, **named)

        return table_layout

    patch_function(block_layout, "table_layout", telling_first_pages)


def _is_continued_row(row: Any) -> bool:  # noqa: ANN401
    node = row.element
    return node is not None and node.get("class") == CONTINUED_ROW


def say_what_elements_are(tags: Any) -> None:  # noqa: ANN401 - a module without types
    """Give the elements of the structure what their markup knows.

    WeasyPrint writes no language but the book's, takes a formula for a figure, and line
    numbers and marks of turned-over code for words. `tags` is `weasyprint.pdf.tags`.
    """

    def describing(build: Function) -> Function:
        def build_box_tree(box: Any, *given: Any) -> Any:  # noqa: ANN401
            node = getattr(box, "element", None)
            for element in build(box, *given):
                tag = box.element_tag or ""
                # The boxes of `html` and `body` give what is in them.
                is_described = element.number in nodes_of(given[1])
                if node is not None and "::" not in tag and not is_described:
                    _describe(element, node, given[1])
                elif getattr(box, "is_leader", False):
                    element[ARTIFACT] = "true"
                elif node is not None and tag in ("a::after", "span::after"):
                    _part_folio(element, node)
                yield element

        return build_box_tree

    patch_function(tags, "_build_box_tree", describing)


def _describe(element: Any, node: Any, pdf: Any) -> None:  # noqa: ANN401 - pydyf's
    import pydyf

    nodes_of(pdf)[element.number] = node
    classes = frozenset((node.get("class") or "").split())
    element["S"] = type_of(element["S"], node.tag, classes)
    if node.tag == "abbr" and node.get("title"):
        element["E"] = pydyf.String(node.get("title"))
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
    if node.get("data-words"):
        _name_links(element, node.get("data-words"), pdf)


def _part_folio(element: Any, node: Any) -> None:  # noqa: ANN401 - pydyf's
    """Put a space before the folio of an entry of the contents: its dots are none."""
    import pydyf

    folio = node.get("data-page")
    if folio and _PAGE_REFERENCE not in (node.get("class") or "").split():
        element["ActualText"] = pydyf.String(f" {folio}")


def _name_links(element: Any, words: str, pdf: Any) -> None:  # noqa: ANN401 - pydyf's
    """Give the annotations of a link its own words."""
    import pydyf

    for kid in element["K"]:
        reference = pdf.objects[int(kid.split()[0])] if isinstance(kid, bytes) else {}
        if reference.get("Type") == "/OBJR":
            annotation = pdf.objects[int(reference["Obj"].split()[0])]
            annotation["Contents"] = pydyf.String(words)
            annotation[OWN_WORDS] = "true"


def divide_no_word_that_is_respelt(line_break: Any) -> None:  # noqa: ANN401 - a module without types
    """Divide no word where its spelling changes: `kulcs-csal` for `kulccsal`.

    Hungarian, Catalan and the old spelling of German do. WeasyPrint takes the first
    part as it changes and the rest as it is written: it printed `kulcs-sal`.
    `line_break` is `weasyprint.text.line_break`.
    """

    def only_as_written(iterate: Function) -> Function:
        def divisions(self: Any, word: str) -> Any:  # noqa: ANN401
            for first, second in iterate(self, word):
                if first + second == word:
                    yield first, second

        return divisions

    patch_function(line_break.pyphen.Pyphen, "iterate", only_as_written)


def show_no_empty_strings(stream: Any) -> None:  # noqa: ANN401 - a module without types
    """Begin no line with a string of no glyphs: readers skip the step behind it.

    Both PDFium and Poppler do, so spaces of another face were half as wide as they
    should be. `stream` is `weasyprint.pdf.stream`.
    """

    def without_empty_strings(show: Function) -> Function:
        def show_text(self: Any, text: str) -> None:  # noqa: ANN401
            show(self, text.replace("<>", " "))

        return show_text

    patch_function(stream.Stream, "show_text", without_empty_strings)


_SAME_WIDTH = 0.05
"""How far, in pixels, a leader of one text may be from as many single ones: Pango
rounds each to a 1024th of a point."""


def join_leaders(leader: Any, inline_layout: Any) -> None:  # noqa: ANN401 - modules without types
    """Make one text of a leader's dots, which WeasyPrint shapes and draws one by one.

    They were thirty texts in each entry of the contents, and a third of its layout. The
    dots stay where they were: where the one text has another width, for example
    because of `word-spacing`, they stay apart. The modules are
    `weasyprint.layout.leader` and `weasyprint.layout.inline`.
    """

    def joining(handle: Function) -> Function:
        def handle_leader(context: Any, line: Any, containing_block: Any) -> None:  # noqa: ANN401
            handle(context, line, containing_block)
            _, box = leader.leader_index(line)
            if box is not None and len(box.children) > 1:
                box.children = _joined(inline_layout, context, box.children)

        return handle_leader

    patch_function(inline_layout, "handle_leader", joining)


def _joined(
    inline_layout: Any,  # noqa: ANN401 - a module without types
    context: Any,  # noqa: ANN401 - WeasyPrint's
    dots: tuple[Any, ...],
) -> tuple[Any, ...]:
    """One text instead of equal ones side by side, the leftmost last; or those."""
    first = dots[-1]
    text = first.text * len(dots)
    spacing = first.justification_spacing
    found = inline_layout.split_first_line(text, first.style, context, None, spacing)
    layout, _, rest, width, *_ = found
    if rest is not None or abs(width - first.width * len(dots)) > _SAME_WIDTH:
        return dots
    one = first.copy_with_text(text)
    one.width = width
    one.pango_layout = layout
    return (one,)


def draw_letters_to_fit(draw_text: Any) -> None:  # noqa: ANN401 - a module without types
    """Draw a text a little wider or narrower if its line was composed so.

    `draw_text` is `weasyprint.draw.text`; the text's box knows its `letter_scale`.
    """

    def scaling(draw: Function) -> Function:
        def draw_first_line(stream: Any, textbox: Any, *how: Any) -> Any:  # noqa: ANN401
            scale = getattr(textbox, "letter_scale", 1.0)
            if scale != 1.0:
                *others, matrix = how
                a, b, c, d, e, f = matrix.values
                how = (*others, type(matrix)(a * scale, b, c, d, e, f))
            return draw(stream, textbox, *how)

        return draw_first_line

    patch_function(draw_text, "draw_first_line", scaling)


def tell_glyphs_of_a_cluster_apart(draw_text: Any) -> None:  # noqa: ANN401 - a module without types
    """Let each glyph stand for what is its own of a letter that several glyphs draw.

    WeasyPrint lets one of them stand for the whole letter: where an accent does, it
    says so behind every other letter too. What it noted of glyphs that are new to a
    face is corrected after the line that they are in. `draw_text` is
    `weasyprint.draw.text`.
    """

    def correcting(draw: Function) -> Function:
        def draw_first_line(stream: Any, textbox: Any, *how: Any) -> Any:  # noqa: ANN401
            fonts = stream._fonts  # noqa: SLF001
            known = {key: len(font.to_unicode) for key, font in fonts.items()}
            emojis = draw(stream, textbox, *how)
            new = {
                font: set(list(font.to_unicode)[known.get(key, 0) :])
                for key, font in fonts.items()
                if len(font.to_unicode) != known.get(key, 0)
            }
            if new:
                _correct_texts(draw_text, stream, textbox.pango_layout, new)
            return emojis

        return draw_first_line

    patch_function(draw_text, "draw_first_line", correcting)


def _correct_texts(
    draw_text: Any,  # noqa: ANN401 - a module without types
    stream: Any,  # noqa: ANN401 - WeasyPrint's, as the next
    layout: Any,  # noqa: ANN401
    new: dict[Any, set[int]],
) -> None:
    """Note what new glyphs stand for, each where it first stands in the line."""
    text = layout.text.encode()
    unknown = draw_text.pango.PANGO_GLYPH_UNKNOWN_FLAG
    empty = draw_text.pango.PANGO_GLYPH_EMPTY
    line, _ = layout.get_first_line()
    run = line.runs[0]
    while run != draw_text.ffi.NULL:
        item, run = run.data, run.next
        font, _size = stream.add_font(item.item.analysis.font)
        waiting = new.get(font, set())
        for index in range(item.glyphs.num_glyphs if waiting else 0):
            glyph = item.glyphs.glyphs[index].glyph
            if glyph == empty:
                continue
            if glyph & unknown:
                glyph = font.get_unused_glyph_id(glyph - unknown)
            if glyph in waiting:
                waiting.remove(glyph)
                font.to_unicode[glyph] = glyph_text(font, item, index, text)


def leave_out_font_programs(fonts: Any) -> None:  # noqa: ANN401 - a module without types
    """Write faces without their programs: those are joined once, over the whole book.

    `fonts` is `weasyprint.pdf.fonts`. A face keeps its file as `program`. Done once;
    later calls do nothing.
    """
    fonts.Font.clean = _leave_out_program


_CFF_BEGINS = b"OTTO"


def _leave_out_program(font: Any, _to_unicode: object, _hinting: object) -> None:  # noqa: ANN401
    font.program = font.file_content
    # WeasyPrint distinguishes the two kinds of outlines by these letters.
    is_cff = font.file_content.startswith(_CFF_BEGINS)
    font.file_content = _CFF_BEGINS if is_cff else b""
