"""The index: groups, entries, and the locators that print turns into pages.

EPUB Indexes 1.0 (https://idpf.org/epub/idx/) names the parts. A locator of the print
edition is an empty link of the class `page-reference`: the sheet, or the print engine,
writes the folio into it. Each entry's locators stand in an element whose
`data-index-entry` is the entry's id, so that equal pages can be shown once
(`backends/pdf/index_folios.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from bookmaker.document.nodes import (
    Index,
    IndexEntry,
    IndexGroup,
    IndexLocator,
    IndexReference,
    Inline,
)
from bookmaker.xhtml import semantics
from bookmaker.xhtml.context import Context
from bookmaker.xhtml.serialize import EMPTY, Markup, element, escape, lines

RenderInlines = Callable[[Iterable[Inline], Context], Markup]


def index(
    node: Index, context: Context, render_inlines: RenderInlines, *, rank: int
) -> Markup:
    """The whole index; each letter's heading stands one level below the title."""
    renderer = _Renderer(node, context, render_inlines)
    groups = (renderer.group(g, f"h{min(rank + 1, 6)}") for g in node.groups)
    return element("div", {"class": "index-pages"}, lines(groups))


class _Renderer:
    """Renders the parts of one index."""

    def __init__(
        self, node: Index, context: Context, render_inlines: RenderInlines
    ) -> None:
        self._index = node
        self._context = context
        self._render_inlines = render_inlines
        self._comma = Markup(f"{node.comma} ")
        self._semicolon = f"{node.semicolon} "

    def group(self, group: IndexGroup, name: str) -> Markup:
        heading = element(name, {"class": "heading"}, escape(group.heading))
        inner = lines((heading, self._entries(group.entries)))
        return element("section", semantics.INDEX_GROUP.attrs, inner)

    def _entries(self, entries: Iterable[IndexEntry]) -> Markup:
        rendered = lines(self._entry(entry) for entry in entries)
        return element("ul", semantics.INDEX_ENTRIES.attrs, rendered)

    def _entry(self, entry: IndexEntry) -> Markup:
        term = self._inlines(entry.term)
        parts = [element("span", semantics.INDEX_TERM.attrs, term)]
        if entry.locators:
            parts += [self._comma, self._locators(entry)]
        parts += self._references(entry)
        if entry.entries:
            parts.append(self._entries(entry.entries))
        attrs = {"id": entry.attributes.id, **semantics.INDEX_ENTRY.attrs}
        return element("li", attrs, *parts)

    def _locators(self, entry: IndexEntry) -> Markup:
        attrs = dict(semantics.INDEX_LOCATORS.attrs)
        if all(locator.words for locator in entry.locators):
            named = self._comma.join(self._named(loc) for loc in entry.locators)
            return element("span", attrs, Markup(named))
        attrs["data-index-entry"] = entry.attributes.id
        places = (
            self._place(locator, self._comma if number else EMPTY)
            for number, locator in enumerate(entry.locators)
        )
        return element("span", attrs, *places)

    def _named(self, locator: IndexLocator) -> Markup:
        """A place that is named for its section."""
        attrs = {
            **semantics.INDEX_LOCATOR.attrs,
            "href": self._context.href(f"#{locator.target}"),
        }
        link = element("a", attrs, escape(locator.words))
        return element("b", {}, link) if locator.is_main else link

    def _place(self, locator: IndexLocator, separator: Markup) -> Markup:
        """A place that shows its page; what parts it from the last goes with it."""
        parts = [separator, self._page_link(locator.target)]
        if locator.end is not None:
            end = Markup(f"\N{EN DASH}{self._page_link(locator.end)}")
            parts.append(element("span", {"class": "index-to"}, end))
        attrs = {
            "class": "index-place main" if locator.is_main else "index-place",
            "data-main": "" if locator.is_main else None,
        }
        return element("span", attrs, *parts)

    def _page_link(self, target: str) -> Markup:
        href = self._context.href(f"#{target}")
        return element("a", {"class": "page-reference", "href": href})

    def _references(self, entry: IndexEntry) -> Iterator[Markup]:
        """`. See Cachalot`: where to look instead, or besides."""
        kinds = (
            (entry.see, self._index.see, semantics.INDEX_SEE),
            (entry.see_also, self._index.see_also, semantics.INDEX_SEE_ALSO),
        )
        for references, word, kind in kinds:
            if references:
                yield Markup(". ")
                links = self._semicolon.join(self._reference(r) for r in references)
                intro = element("em", {}, escape(f"{word[0].upper()}{word[1:]}"))
                yield element("span", kind.attrs, intro, Markup(f" {links}"))

    def _reference(self, reference: IndexReference) -> Markup:
        inner = self._inlines(reference.words)
        if reference.target is None:
            return inner
        href = self._context.href(f"#{reference.target}")
        return element("a", {"class": "reference", "href": href}, inner)

    def _inlines(self, inlines: Iterable[Inline]) -> Markup:
        return self._render_inlines(inlines, self._context)
