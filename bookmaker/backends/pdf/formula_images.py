"""Formulas drawn for the pages: the only importer of ziamath.

WeasyPrint 70 shows MathML as flat text. What comes in: a tree whose formulas are
MathML, and the workspace. What goes out: the tree with a drawing for each, and the
workspace with the drawings laid over the author's files.
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import replace
from functools import cache, lru_cache

from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.manuscript import BadFormula
from bookmaker.document.book import Book
from bookmaker.document.nodes import FormulaImage, Math, MathBlock, Node
from bookmaker.document.walk import find_nodes, map_book
from bookmaker.system.silence import without_warnings
from bookmaker.system.workspace import Workspace

_SIZE = 20.0
"""Of the type that formulas are drawn in; sizes are parts of it."""
_FOLDER = ".bookmaker-formulas"
"""No file of an author's has a name that begins with a dot."""


def draw_formulas(
    book: Book, workspace: Workspace, diagnostics: Diagnostics
) -> tuple[Book, Workspace]:
    """Draw each formula that has MathML."""
    if not any(find_nodes(book.divisions, Math, MathBlock)):
        return book, workspace
    content_by_source: dict[str, bytes] = {}

    def drawn(node: Node) -> Node:
        if not isinstance(node, Math | MathBlock) or node.mathml is None:
            return node
        try:
            svg, width, depth = _draw(node.mathml)
        except Exception as error:  # noqa: BLE001 - any of them is reported
            reason = f"it cannot be drawn ({type(error).__name__})"
            diagnostics.add(BadFormula(reason, span=node.span))
            return node
        digest = hashlib.sha256(svg).hexdigest()[:16]
        source = f"{_FOLDER}/{digest}.svg"
        content_by_source[source] = svg
        return replace(node, image=FormulaImage(source, _em(width), _em(depth)))

    book = map_book(book, drawn, Math, MathBlock)
    overlay = {**workspace.overlay, **content_by_source}
    return book, replace(workspace, overlay=overlay)


def _em(size: float) -> str:
    return f"{size / _SIZE:.4f}em"


@lru_cache(maxsize=4096)
def _draw(mathml: str) -> tuple[bytes, float, float]:
    """The drawing, its width, and how far it goes below the line (negative)."""
    # ziamath 0.13 does what later versions of Python will not let it do.
    with without_warnings(DeprecationWarning):
        _log_as_a_library_does()
        from ziamath.zmath import Math as Formula

        formula = Formula(mathml, size=_SIZE, margin=0)
        width, _ = formula.getsize()
        return formula.svg().encode(), float(width), float(formula.getyofst())


@cache
def _log_as_a_library_does() -> None:
    """Have ziamath log to a logger of its own.

    ziamath 0.13 and ziafont 0.10 call `logging.debug`, which gives the root logger of
    the whole program a handler that writes to standard error.
    """
    from ziafont import gpos, gsub
    from ziamath.nodes import mnode

    for module in (gpos, gsub, mnode):
        vars(module)["logging"] = logging.getLogger(module.__name__)
