"""The sheet of a cover as markup for the layout engine, and its rules."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bookmaker.backends.pdf.cover.back import BETWEEN_PARAGRAPHS, back
from bookmaker.backends.pdf.cover.canvas import CoverCanvas, at, pt
from bookmaker.backends.pdf.cover.front import classical_front, plain_front
from bookmaker.backends.pdf.cover.plan import CoverPlan
from bookmaker.backends.pdf.cover.spine import spine
from bookmaker.backends.pdf.geometry import Box
from bookmaker.xhtml.serialize import EMPTY, Markup, element, void


def cover_markup(canvas: CoverCanvas, guides: Markup = EMPTY) -> bytes:
    """The whole page; `guides` are drawn over it."""
    attrs = {"lang": canvas.words.language, "dir": canvas.words.direction}
    body = Markup("".join((*_panels(canvas), guides)))
    page = element("html", attrs, element("head", {}), element("body", {}, body))
    return page.encode()


def cover_rules(plan: CoverPlan) -> str:
    """The style sheet of the page."""
    across, down = plan.sheet
    return (
        f"@page {{ size: {pt(across)} {pt(down)}; margin: 0 }}\n"
        "html, body, div, p { margin: 0; padding: 0 }\n"
        "body { hyphens: manual; line-height: 1 }\n"
        "div, img { position: absolute }\n"
        "img { object-fit: cover; image-rendering: crisp-edges }\n"
        ".line { white-space: nowrap }\n"
        f".flow p + p {{ margin-top: {BETWEEN_PARAGRAPHS}em }}\n"
    )


def _panels(canvas: CoverCanvas) -> Iterator[Markup]:
    across, down = canvas.plan.sheet
    whole = Box(left=Fraction(0), top=Fraction(0), right=across, bottom=down)
    yield canvas.filled(whole, canvas.look.colours.ground)
    if canvas.look.picture is not None:
        place = at(canvas.plan.front_with_bleed)
        yield void("img", {"src": canvas.look.picture, "alt": "", "style": place})
    elif canvas.look.is_plain:
        yield from plain_front(canvas)
    else:
        yield from classical_front(canvas)
    if canvas.spine_turn:
        yield from spine(canvas)
    yield from back(canvas)
