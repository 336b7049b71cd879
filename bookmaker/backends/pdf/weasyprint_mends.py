"""Mends of WeasyPrint 70's layout that no option reaches.

Each rewrites one line of a private function, says why, and stands with a test in
tests/facts; another version of that function is refused, so that an upgrade tells us.
"""

from __future__ import annotations

import inspect
from typing import Any

from bookmaker.diagnostics.errors import InternalError

_NAME = "_linebox_layout"
_MAY_MOVE_NOTES = (
    "report = not context.in_column and can_break_now and not could_break_before"
)
_MAY_NOT_MOVE_NOTES = "report = False"


def keep_notes_with_their_calls(block_layout: Any) -> None:  # noqa: ANN401 - a module without types
    """Never move notes to the next page for the sake of a line.

    WeasyPrint does so where a paragraph's first line would stand alone at the foot of a
    page; that line can go to the next page itself. `block_layout` is
    `weasyprint.layout.block`. Done once; later calls do nothing.
    """
    function = getattr(block_layout, _NAME)
    if getattr(function, "keeps_notes", False):
        return
    source = inspect.getsource(function)
    if source.count(_MAY_MOVE_NOTES) != 1:
        message = "this version of WeasyPrint breaks lines in a way that is not known"
        raise InternalError(message)
    mended = source.replace(_MAY_MOVE_NOTES, _MAY_NOT_MOVE_NOTES)
    exec(compile(mended, block_layout.__file__, "exec"), vars(block_layout))
    getattr(block_layout, _NAME).keeps_notes = True


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
