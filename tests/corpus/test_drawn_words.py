"""Words of drawings: printed as they are painted, or reported; never a false alarm."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.pipeline.stages import Request, build
from tests.support.pdf import PdfInspector

pytestmark = pytest.mark.slow

_SHOWN = "<text y='40'>SHOWN</text>"
_MARKER = (
    "<marker id='m' markerWidth='90' markerHeight='90'><text y='9'>M</text></marker>"
)
_OTHER = _MARKER.replace("'m'", "'n'")
SOUND = {
    "white upon black": "<rect width='200' height='60'/>"
    "<text x='5' y='20' fill='white'>SHOWN</text>",
    "plain": "<text x='5' y='20'>SHOWN</text>",
    "right before left": "<text x='99' y='20'>SHOWN</text><text y='20'>FIRST</text>",
    "turned": "<text transform='rotate(-90 20 50)' x='20' y='50'>SHOWN</text>",
    "letter by letter": "<text x='10 30 50 70 90' y='50'>SHOWN</text>",
    "in the middle": "<text text-anchor='middle' x='100' y='50'>SHOWN it</text>",
    "used twice": "<defs><text id='a' y='9'>SHOWN</text></defs>"
    "<use href='#a'/><use href='#a' y='30'/>",
    "a choice": "<switch><text systemLanguage='de' y='20'>GONE</text>"
    "<text y='20'>SHOWN</text></switch>",
    "a marker": f"{_MARKER}<path d='M10 10L50 50' stroke='black'"
    f" marker-end='url(#m)'/>{_SHOWN}",
    "a marker in many places": f"{_MARKER}<path d='M10 10H50H90V50H50' fill='none'"
    f" stroke='black' marker='url(#m)'/>{_SHOWN}",
    "two markers on two lines": f"{_MARKER}{_OTHER}{_SHOWN}"
    "<line x1='9' x2='50' y1='9' y2='9' marker-start='url(#m)' marker-end='url(#n)'/>"
    "<polyline points='9,30 50,30 90,30' marker-mid='url(#m)' fill='none'/>",
    "a marker of something used": f"{_MARKER}<defs><path id='u' d='M10 10H50'"
    " marker-end='url(#m)'/></defs><use href='#u'/><use href='#u' y='9'/>" + _SHOWN,
    "a marker that says the same": _MARKER.replace(">M<", ">SHOWN<")
    + f"<path d='M20 10H90' marker-end='url(#m)'/>{_SHOWN}",
    "a pattern": "<pattern id='p' width='30' height='20' patternUnits='userSpaceOnUse'>"
    "<text y='9'>P</text></pattern><rect width='99' height='30' fill='url(#p)'/>"
    + _SHOWN,
    "no fill": "<g fill='none'><text y='20'>GONE</text></g>" + _SHOWN,
    "no opacity": "<g opacity='0'><text y='20'>GONE</text></g>" + _SHOWN,
    "no display": "<g display='none'><text y='20'>GONE</text></g>" + _SHOWN,
    "collapsed": "<text visibility='collapse' y='20'>GONE</text>" + _SHOWN,
    "clear": "<text fill='rgba(0,0,0,0)' y='20'>GONE</text>" + _SHOWN,
    "from right to left": "<text x='20' y='20'>שלום SHOWN עולם</text>",
}
HIDING = {
    "outside": "<text x='900' y='20'>LOST</text>",
    "a span outside": "<text y='20'>SHOWN <tspan x='900'>LOST</tspan></text>",
    "below": "<text x='5' y='900'>LOST</text>",
    "white": "<text x='5' y='20' fill='white'>LOST</text>",
    "covered": "<text x='5' y='20'>LOST</text><rect width='200' height='60'/>",
    "clipped": "<clipPath id='c'><rect width='5' height='5'/></clipPath>"
    "<text clip-path='url(#c)' x='50' y='30'>LOST</text>",
    "in a nested drawing": "<svg width='20' height='20'><text x='99'>LOST</text></svg>",
    "tiny": "<text x='5' y='20' font-size='0.01'>LOST</text>",
    # WeasyPrint 70 draws neither of these, though browsers do.
    "a symbol": "<symbol id='a'><text y='20'>LOST</text></symbol><use href='#a'/>",
    "along a path": "<path id='p' d='M10 40Q100 0 190 40' fill='none'/>"
    "<text><textPath href='#p'>LOST along it</textPath></text>",
}


def _printed(drawings: dict[str, str], folder: Path) -> tuple[list[str], list[str]]:
    """The text of each drawing's page, and what was found."""
    for number, parts in enumerate(drawings.values()):
        (folder / f"{number}.svg").write_text(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60"'
            f' width="200" height="60">{parts}</svg>'
        )
        (folder / f"{number}.md").write_text(
            f'# C{number}\n\nBefore.\n\n![]({number}.svg){{alt="A"}}\n\nBehind it.\n'
        )
    files = ", ".join(f'"{number}.md"' for number in range(len(drawings)))
    (folder / "book.toml").write_text(f'title = "T"\n[contents]\nbody = [{files}]\n')
    target = folder / "book.pdf"
    outcome = build(Request(manuscript=folder), {"pdf": target})
    found = [f"{d.span.file if d.span else ''} {d.code}" for d in outcome.diagnostics]
    texts = PdfInspector.of(target.read_bytes()).texts if target.exists() else []
    return [text for text in texts if "Before" in text], found


def test_painted_words_are_printed_and_no_others(tmp_path: Path) -> None:
    pages, found = _printed(SOUND, tmp_path)
    assert found == []
    texts = dict(zip(SOUND, pages, strict=True))
    wrong = [
        name
        for name, text in texts.items()
        if "GONE" in text or sorted("SHOWN") != sorted(set("SHOWN") & set(text))
    ]
    assert wrong == []


def test_words_that_nobody_sees_in_a_drawing_are_reported(tmp_path: Path) -> None:
    _, found = _printed(HIDING, tmp_path)
    assert sorted(found) == sorted(f"{n}.md P021" for n in range(len(HIDING)))
