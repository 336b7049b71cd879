"""A PDF as a program that reads aloud walks it: its structure tree as lines of text.

Each element is a line, two spaces deeper than the one that it stands in, with what it
says of itself: language, alternative, expansion, where a link leads. Its words follow
in quotation marks; words of one element that follow one another are one. What is not
in the tree, heads and folios, is not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf

from tests.support.pdf import PdfInspector

_SAID = ("Lang", "Alt", "E", "T")
_OF_CELLS = ("Scope", "ColSpan", "RowSpan", "ListNumbering", "NoteType")


def read_aloud(pdf: PdfInspector) -> list[str]:
    """The lines, from the first element below the document."""
    words = {
        page.obj.objgen: dict(words_by_content(page))
        for page in pdf.pdf.pages
        if "/StructParents" in page
    }
    (document,) = pdf.pdf.Root.StructTreeRoot.K
    assert document.S == "/Document"
    return [line for kid in document.K for line in _lines(kid, words, "")]


Words = dict[tuple[int, int], dict[int, str]]


def _lines(element: Any, words: Words, indent: str) -> Iterator[str]:  # noqa: ANN401
    line = f"{indent}{str(element.S)[1:]}{''.join(_said(element))}"
    replaced = "/ActualText" in element
    parts = [str(element.ActualText)] if replaced else list(_parts(element, words))
    if all(isinstance(part, str) for part in parts):
        yield f'{line} "{"".join(parts)}"' if parts else line
        return
    yield line
    for part in parts:
        if isinstance(part, str):
            yield f'{indent}  "{part}"'
        else:
            yield from _lines(part, words, indent + "  ")


def _parts(element: Any, words: Words) -> Iterator[Any]:  # noqa: ANN401
    """Words and elements; words that follow one another are joined."""
    said = ""
    for kid in element.K:
        if isinstance(kid, int):
            said += words[element.Pg.objgen][kid]
        elif kid.get("/Type") == "/MCR":
            said += words[kid.Pg.objgen][int(kid.MCID)]
        elif kid.get("/Type") == "/OBJR":
            continue
        elif _is_replaced(kid):
            said += str(kid.ActualText)
        else:
            if said:
                yield said
            said = ""
            yield kid
    if said:
        yield said


def _is_replaced(element: Any) -> bool:  # noqa: ANN401
    """Whether an element only gives other words for what is in it."""
    return "/ActualText" in element and not (
        {"/Lang", "/Alt", "/E", "/A"} & set(element.keys())
    )


def _said(element: Any) -> Iterator[str]:  # noqa: ANN401
    for key in _SAID:
        if f"/{key}" in element:
            yield f" {key.lower()}={str(element[f'/{key}'])!r}"
    owners = element.get("/A", [])
    for owner in [owners] if isinstance(owners, pikepdf.Dictionary) else owners:
        for key in _OF_CELLS:
            if f"/{key}" in owner:
                yield f" {key.lower()}={str(owner[f'/{key}']).lstrip('/')}"
    for kid in element.K:
        if not isinstance(kid, int) and kid.get("/Type") == "/OBJR":
            link = kid.Obj
            target = str(link.Dest) if "/Dest" in link else str(link.A.get("/URI", ""))
            yield f" -> {target} ({link.Contents})"


def words_by_content(page: pikepdf.Page) -> Iterator[tuple[int, str]]:
    """What each piece of a page's content says, by its number: its replacement text,
    or its glyphs in the order in which they are drawn."""
    words: dict[int, str] = {}
    for number, text in _pieces(page):
        if number is not None:
            words[number] = words.get(number, "") + text
    yield from words.items()


def drawn_words(page: pikepdf.Page) -> Iterator[tuple[str, bool]]:
    """What is drawn on a page, and whether it is content."""
    for number, text in _pieces(page):
        yield text, number is not None


def _pieces(page: pikepdf.Page) -> Iterator[tuple[int | None, str]]:
    if "/Font" not in page.Resources:
        return
    maps = {name: to_unicode(font) for name, font in page.Resources.Font.items()}
    font: dict[int, str] = {}
    marks: list[tuple[int | None, bool]] = [(None, False)]
    for part in pikepdf.parse_content_stream(page):
        operator = str(part.operator)
        if operator in ("BDC", "BMC"):
            given: Any = part.operands[1] if operator == "BDC" else {}
            number, is_replaced = marks[-1]
            number = int(given["/MCID"]) if "/MCID" in given else number
            if "/ActualText" in given and not is_replaced:
                yield number, str(given["/ActualText"])
                is_replaced = True
            elif number is not None:
                yield number, ""
            marks.append((number, is_replaced))
        elif operator == "EMC":
            marks.pop()
        elif operator == "Tf":
            font = maps[str(part.operands[0])]
        elif operator in ("TJ", "Tj") and not marks[-1][1]:
            yield marks[-1][0], "".join(_characters(part.operands[0], font))


def _characters(shown: Any, font: dict[int, str]) -> Iterator[str]:  # noqa: ANN401
    pieces: Iterable[Any] = shown if isinstance(shown, pikepdf.Array) else [shown]
    for piece in pieces:
        if isinstance(piece, pikepdf.String):
            raw = bytes(piece)
            for high, low in zip(raw[::2], raw[1::2], strict=True):
                yield font.get(high * 256 + low, "")


def to_unicode(font: Any) -> dict[int, str]:  # noqa: ANN401 - pikepdf's
    """What the glyphs of a face say, by their ids."""
    found: dict[int, str] = {}
    for line in font.ToUnicode.read_bytes().decode("latin-1").splitlines():
        parts = line.replace("<", " ").replace(">", " ").split()
        if line.startswith("<") and len(parts) == 2:
            found[int(parts[0], 16)] = bytes.fromhex(parts[1]).decode("utf-16-be")
    return found
