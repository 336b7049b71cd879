"""Languages of listings: nearly a known one (`pyhton`), or of a diagram (`mermaid`)."""

from __future__ import annotations

from bookmaker.config.nearest import is_one_slip
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.manuscript import (
    DiagramAsCode,
    MisspeltLanguageOfCode,
)
from bookmaker.document.book import Book
from bookmaker.document.nodes import CodeBlock
from bookmaker.document.walk import find_nodes

_USUAL = frozenset(
    """
    bash shell console powershell python java javascript typescript kotlin swift rust
    ruby perl php html xml css scss json yaml toml sql haskell scala clojure elixir
    erlang fortran cobol lua julia matlab dart groovy makefile dockerfile markdown
    latex csharp cpp objective-c assembly diff text plaintext
    """.split()
)
"""Languages that authors write most; nobody means a rare one by a slip."""
_OTHERS = frozenset({"jsonc", "jsonl", "xhtml", "texts", "output", "javac"})
"""Names that mean themselves, though nothing colours them."""
_SHORTEST = 4
_OF_DIAGRAMS = frozenset(
    """
    mermaid plantuml puml graphviz dot ditaa d2 nomnoml svgbob wavedrom vega vega-lite
    vegalite markmap pikchr bpmn erd blockdiag seqdiag actdiag nwdiag packetdiag
    rackdiag c4plantuml structurizr excalidraw
    """.split()
)
"""Those of Kroki and Mermaid: other programs put the diagram in the code's place."""


def report_languages_of_code(book: Book, diagnostics: Diagnostics) -> None:
    """Report languages that are one slip away from a usual one, and diagrams.

    A listing with a caption shows the code of a diagram on purpose.
    """
    near_by_name: dict[str, str | None] = {}
    for listing in find_nodes(book.divisions, CodeBlock):
        name = listing.language
        if name is None:
            continue
        if name.casefold() in _OF_DIAGRAMS and not listing.caption:
            diagnostics.add(DiagramAsCode(name, span=listing.span))
            continue
        if name not in near_by_name:
            near_by_name[name] = find_meant_language(name)
        near = near_by_name[name]
        if near is not None:
            diagnostics.add(
                MisspeltLanguageOfCode(name=name, nearest=near, span=listing.span)
            )


def find_meant_language(name: str) -> str | None:
    """The usual language that was meant by a name; `None` if it means itself."""
    plain = name.casefold()
    if plain in _USUAL | _OTHERS or len(plain) < _SHORTEST:
        return None
    near = next((known for known in sorted(_USUAL) if is_one_slip(plain, known)), None)
    if near is None or _is_known(name):
        return None
    return near


def _is_known(name: str) -> bool:
    from bookmaker.xhtml.highlighting import is_known

    return is_known(name)
