"""Draw the heads and folios of pages whose text is laid out already.

What comes in: pages by what a sheet's `@page` rules can ask of them, their folio and
running strings. What goes out: a WeasyPrint document of pages that hold margin boxes
and nothing else. It walks a private path of WeasyPrint 70, the one that lays out margin
boxes (tests/facts/test_weasyprint_margins.py): pages of a common kind share a style, so
that a page takes a fraction of an empty page's time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bookmaker.backends.pdf.orders import Margin

_SIDES = ("top", "right", "bottom", "left")


class Margins:
    """The margin boxes of one sheet."""

    def __init__(
        self,
        weasyprint: Any,  # noqa: ANN401 - a module without types
        html: Any,  # noqa: ANN401 - WeasyPrint's, as what follows
        sheet: Any,  # noqa: ANN401
        fonts: Any,  # noqa: ANN401
        counters: Any,  # noqa: ANN401 - the counter styles that the sheet declares
    ) -> None:
        self._weasyprint = weasyprint
        self._html = html
        self._fonts = fonts
        options = dict(weasyprint.DEFAULT_OPTIONS)
        options["stylesheets"] = [sheet]
        self._context = weasyprint.document.Document._build_layout_context(  # noqa: SLF001
            html, fonts, counters, {}, options
        )
        self._counted = _counted_pages(sheet.page_rules)
        self._kinds: dict[Any, Any] = {}

    def draw(
        self,
        orders: Sequence[Margin],
        profiles: Mapping[str, object],
        intent: str,
    ) -> Any:  # noqa: ANN401 - WeasyPrint's document
        """Lay out the margin boxes of each page."""
        document = self._weasyprint.document
        return document.Document(
            [document.Page(self._page(order)) for order in orders],
            document.DocumentMetadata(),
            self._html.url_fetcher,
            self._fonts,
            dict(profiles),
            intent,
        )

    def _page(self, order: Margin) -> Any:  # noqa: ANN401 - WeasyPrint's box
        layout = self._weasyprint.layout
        context = self._context
        kind = self._kind(order)
        box = layout.boxes.PageBox(kind, context.style_for(kind))
        size = box.style["size"]
        layout.page.resolve_percentages(box, size)
        box.position_x = box.position_y = 0
        layout.page.page_width(box, context, size[0])
        layout.page.page_height(box, context, size[1])
        context.page_bottom = box.content_box_y() + box.height
        # Strings are looked up by page: what is carried over stands on the first.
        context.current_page = 2
        context.string_set.clear()
        for name, text in order.before.items():
            context.string_set[name][1] = [text]
        for name, texts in order.strings.items():
            context.string_set[name][2] = list(texts)
        counters = {"page": [order.folio], "pages": [order.pages]}
        no_groups: list[object] = []
        state = ([0], counters, [set(counters)], no_groups)
        box.children = tuple(layout.page.make_margin_boxes(context, box, state))
        layout.background.layout_box_backgrounds(box, box, context.get_image_from_uri)
        box.canvas_background = None
        if not order.draws_page:
            self._leave_out_the_page(box)
        return box

    def _leave_out_the_page(self, box: Any) -> None:  # noqa: ANN401 - WeasyPrint's
        """Its own background and border are drawn below its text, not here."""
        box.background = None
        for side in _SIDES:
            setattr(box, f"border_{side}_width", 0)

    def _kind(self, order: Margin) -> Any:  # noqa: ANN401 - WeasyPrint's page type
        layout = self._weasyprint.layout.page
        wanted = layout.PageType(
            order.side,
            order.is_blank,
            order.name,
            min(order.index, 1),
            tuple((name, self._count(index)) for name, index in order.groups),
        )
        if wanted not in self._kinds:
            self._kinds[wanted] = wanted
            layout.set_page_type_computed_styles(
                wanted, self._html, self._context.style_for
            )
        return self._kinds[wanted]

    def _count(self, index: int) -> int:
        """An index in a page group, no further than the sheet distinguishes pages."""
        return index if self._counted is None else min(index, self._counted)


def _counted_pages(page_rules: Sequence[Any]) -> int | None:
    """The page of a group from which on a sheet treats all alike; `None` if none is."""
    last = 0
    for _rule, selectors, _declarations in page_rules:
        for _specificity, _pseudo, wanted in selectors:
            if wanted.index is not None:
                step, offset, _name = wanted.index
                if step:
                    return None
                last = max(last, offset)
    return last
