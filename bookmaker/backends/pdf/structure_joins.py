"""Make one element of what pages divide: a paragraph, a list, a table, a division.

WeasyPrint 70 writes an element for each box, and a box for each page and each line: a
table of four pages is four tables, and its heads are read four times. PDF 1.7
(ISO 32000-1), 14.8.4, has one element for one thing. What comes in: the tree, and the
node of the markup that each element was written for. What goes out: fragments of one
node that follow one another are one element, heads that a table repeats are decoration,
and boxes that say nothing of their own are gone.
"""

from __future__ import annotations

from bookmaker.backends.pdf.structure_file import Element, Kid, Nodes, StructureFile

_WHOLE = frozenset({"/Figure", "/Formula"})
"""Have a box on one page, and stand on it whole."""
_REPEATED = frozenset({"/THead", "/TFoot"})
_BARE_KEYS = frozenset({"Type", "S", "K", "Pg", "P"})
HOLDERS_OF_TEXT = frozenset(
    f"/{name}"
    for name in (
        "P H1 H2 H3 H4 H5 H6 Span Link LBody Lbl TD TH Caption Em Strong Code RT RB"
    ).split()
)
"""Elements that may hold text with no element between."""
_OF_BLOCKS = frozenset({"/Document", "/Sect", "/Div", "/Aside", "/Index", "/Part"})
_MAY_UNWRAP = frozenset({"/NonStruct", "/Span"})


def join_fragments(file: StructureFile, element: Element, nodes: Nodes) -> None:
    """Join what is below an element, from the top down.

    The cells of a row that pages divide take turns, so any before may be what a cell
    continues; other fragments follow one another.
    """
    kids: list[Kid] = []
    before: list[Element] = []
    for kid in tuple(element["K"]):
        child = file.element_at(kid)
        if child is None:
            kids.append(kid)
            before = []
            continue
        begun = next((b for b in before if _is_fragment(b, child, nodes)), None)
        if begun is not None:
            _join(file, begun, child, nodes)
        else:
            kids.append(kid)
            before = [*before, child] if element["S"] == "/TR" else [child]
    element["K"][:] = kids
    for child in file.elements_in(element):
        join_fragments(file, child, nodes)


def _is_fragment(before: Element, child: Element, nodes: Nodes) -> bool:
    node = nodes.of(child)
    return (
        node is not None
        and node is nodes.of(before)
        and before["S"] == child["S"]
        and child["S"] not in _WHOLE
        and not ({"ActualText", "ID"} & child.keys())
    )


def _join(file: StructureFile, before: Element, child: Element, nodes: Nodes) -> None:
    repeated = {
        id(nodes.of(head))
        for head in file.elements_in(before)
        if head["S"] in _REPEATED
    }
    for head in file.elements_in(child):
        if head["S"] in _REPEATED and id(nodes.of(head)) in repeated:
            file.discard(head, child)
    before["K"].extend(file.give_kids(child, before))
    child.clear()


def unwrap(file: StructureFile, element: Element, nodes: Nodes) -> None:
    """Take out what says nothing: boxes of one node, and bare ones around words."""
    kids: list[Kid] = []
    waiting = list(reversed(element["K"]))
    while waiting:
        kid = waiting.pop()
        child = file.element_at(kid)
        if child is not None and element["S"] in _OF_BLOCKS and file.is_blank(child):
            file.discard(child, element)
            continue
        if child is None or not _says_nothing(file, child, element, nodes):
            kids.append(kid)
            continue
        waiting.extend(reversed(list(file.give_kids(child, element))))
        child.clear()
    element["K"][:] = kids
    for child in file.elements_in(element):
        unwrap(file, child, nodes)


def _says_nothing(
    file: StructureFile, child: Element, parent: Element, nodes: Nodes
) -> bool:
    if not child.keys() <= _BARE_KEYS | {"Lang"}:
        return False
    node = nodes.of(child)
    if child["S"] == parent["S"] and node is not None and node is nodes.of(parent):
        return True
    if "Lang" in child or child["S"] not in _MAY_UNWRAP:
        return False
    return parent["S"] in HOLDERS_OF_TEXT or (
        child["S"] == "/NonStruct"
        and all(file.element_at(kid) is not None for kid in child["K"])
    )
