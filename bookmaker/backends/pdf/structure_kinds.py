"""Give elements of the structure the types that their markup stands for.

WeasyPrint 70 knows few types: code, emphasis and notes are boxes without meaning to it,
a list of definitions is a list of twice as many items, contents are a list of links.
PDF 1.7 (ISO 32000-1), 14.8.4, has the types; `ROLES` maps those that only PDF 2.0
(ISO 32000-2) has to one that PDF 1.7 knows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bookmaker.backends.pdf.structure_file import (
    Element,
    Kid,
    Nodes,
    StructureFile,
    reference_of,
)
from bookmaker.backends.pdf.structure_joins import unwrap

ROLES: Mapping[str, str] = {"Em": "Span", "Strong": "Span", "Aside": "Div"}
"""The standard type of PDF 1.7 for each one of PDF 2.0 that is written."""
_TYPE_BY_TAG = {
    "em": "Em",
    "i": "Em",
    "strong": "Strong",
    "b": "Strong",
    "code": "Code",
    "figure": "Div",
    "hr": "P",
    "nav": "Div",
    "pre": "P",
    "ruby": "Ruby",
    "rt": "RT",
    **dict.fromkeys(("abbr", "cite", "mark", "s", "small", "sub", "sup"), "Span"),
}
_TYPE_BY_CLASS = {
    "foot-note": "Note",
    "note-paragraph": "P",
    "note-mark": "Lbl",
    "checkbox": "Lbl",
    "equation": "P",
    "admonition": "Aside",
    "sidebar": "Aside",
    "index": "Index",
    "stanza": "P",
}
_RETYPED = frozenset({"/NonStruct", "/Span", "/Div", "/Sect", "/P"})
_NUMBERING = {
    "decimal": "Decimal",
    "lower-alpha": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
}
"""By the class of a list, which is its style; PDF 1.7, table 347."""
_INLINE = frozenset(
    f"/{name}"
    for name in (
        "Span Link Reference Em Strong Code Quote Ruby Formula Figure Lbl NonStruct"
    ).split()
)


def type_of(written: str, tag: str, classes: frozenset[str]) -> str:
    """The type of an element of a tag and classes that is `written` as another."""
    if written not in _RETYPED:
        return written
    by_class = sorted(classes & _TYPE_BY_CLASS.keys())
    if by_class:
        return f"/{_TYPE_BY_CLASS[by_class[0]]}"
    return f"/{_TYPE_BY_TAG[tag]}" if tag in _TYPE_BY_TAG else written


def group_kinds(file: StructureFile, element: Element, nodes: Nodes) -> None:
    """Group what is below an element as its kinds ask for, from the inside out."""
    for child in file.elements_in(element):
        group_kinds(file, child, nodes)
    tag = nodes.tag(element)
    group = _GROUP_BY_TAG.get(tag) or _GROUP_BY_TYPE.get(element.get("S", ""))
    if group is not None:
        group(file, element, nodes)


Group = Callable[[StructureFile, Element, Nodes], None]


def _group_definitions(file: StructureFile, element: Element, nodes: Nodes) -> None:
    """Make an item of each term, its label, and what is said of it, its body."""
    if element["S"] != "/L":
        return
    kids: list[Kid] = []
    item: Element | None = None
    for entry in file.elements_in(element):
        is_term = nodes.tag(entry) == "dt"
        if is_term or item is None:
            item = entry
            kids.append(reference_of(entry))
            for body in file.elements_in(entry) if is_term else ():
                body["S"] = "/Lbl"
        else:
            item["K"].extend(file.give_kids(entry, item))
            entry.clear()
    element["K"][:] = kids
    for entry in file.elements_in(element):
        _join_bodies(file, entry)


def _join_bodies(file: StructureFile, entry: Element) -> None:
    """Leave one body in an item: several descriptions are blocks of it."""
    parts = file.elements_in(entry)
    bodies = [part for part in parts if part["S"] == "/LBody"]
    if len(bodies) <= 1:
        return
    joined = file.add("/LBody", entry)
    for body in bodies:
        is_inline = all(e["S"] in _INLINE for e in file.elements_in(body))
        body["S"] = "/P" if is_inline else "/Div"
        joined["K"].append(file.move(body, joined))
    labels = [reference_of(part) for part in parts if part["S"] == "/Lbl"]
    entry["K"][:] = [*labels, reference_of(joined)]


def _group_list(file: StructureFile, element: Element, nodes: Nodes) -> None:
    """Put a list within a list into the item before it, and say how it counts."""
    kids: list[Kid] = []
    before: Element | None = None
    for kid in tuple(element["K"]):
        child = file.element_at(kid)
        if child is not None and child["S"] == "/L" and before is not None:
            body = _body_of(file, before)
            body["K"].append(file.move(child, body))
            continue
        kids.append(kid)
        before = child if child is not None and child["S"] == "/LI" else None
    element["K"][:] = kids
    entries = file.elements_in(element)
    labels = [p for e in entries for p in file.elements_in(e) if p["S"] == "/Lbl"]
    if labels and nodes.tag(element) in ("ol", "ul"):
        style = sorted(nodes.classes(element) & _NUMBERING.keys())
        _say(element, _NUMBERING[style[0]] if style else "Disc")
    for entry in entries:
        _take_marks_out(file, entry)


def _say(element: Element, numbering: str) -> None:
    import pydyf

    element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": f"/{numbering}"})


def _body_of(file: StructureFile, entry: Element) -> Element:
    bodies = [part for part in file.elements_in(entry) if part["S"] == "/LBody"]
    if bodies:
        return bodies[-1]
    body = file.add("/LBody", entry)
    entry["K"].append(reference_of(body))
    return body


def _take_marks_out(file: StructureFile, entry: Element) -> None:
    """Put the box of a task, which is within its text, before the item's body."""
    parts = file.elements_in(entry)
    if len(parts) != 1 or parts[0]["S"] != "/LBody":
        return
    first = file.element_at(parts[0]["K"][0]) if parts[0]["K"] else None
    if first is not None and first["S"] == "/Lbl":
        parts[0]["K"].pop(0)
        entry["K"].insert(0, file.move(first, entry))


def _group_contents(file: StructureFile, element: Element, nodes: Nodes) -> None:
    """Make contents of the list of links in a `nav`; its items refer to places."""
    for entries in file.elements_in(element):
        if entries["S"] == "/L":
            _make_contents(file, entries, nodes)


def _make_contents(file: StructureFile, entries: Element, nodes: Nodes) -> None:
    entries["S"] = "/TOC"
    entries.pop("A", None)
    for entry in file.elements_in(entries):
        if entry["S"] != "/LI":
            continue
        entry["S"] = "/TOCI"
        kids: list[Kid] = []
        for part in file.elements_in(entry):
            if part["S"] == "/LBody":
                kids.extend(file.give_kids(part, entry))
                part.clear()
            else:
                kids.append(reference_of(part))
        entry["K"][:] = kids
        for part in file.elements_in(entry):
            if part["S"] == "/L":
                _make_contents(file, part, nodes)
            elif part["S"] == "/Link":
                at = entry["K"].index(reference_of(part))
                entry["K"][at] = reference_of(file.surround(part, "/Reference"))


def _group_figure(file: StructureFile, element: Element, _nodes: Nodes) -> None:
    """Put the caption of one picture into its figure (ISO 32000-2, 14.8.4.8.3).

    What has a caption in common is no figure: its caption is a paragraph.
    """
    parts = file.elements_in(element)
    if [part["S"] for part in parts] == ["/Figure", "/Caption"]:
        figure, caption = parts
        element["K"].remove(reference_of(caption))
        figure["K"].append(file.move(caption, figure))
        return
    for part in parts:
        if part["S"] == "/Caption":
            part["S"] = "/P"


def _group_ruby(file: StructureFile, element: Element, _nodes: Nodes) -> None:
    """Let what a reading is given for be its base (PDF 1.7, 14.8.4.4.2)."""
    kids: list[Kid] = []
    base: Element | None = None
    for kid in tuple(element["K"]):
        child = file.element_at(kid)
        if child is not None and child["S"] == "/RT":
            kids.append(kid)
            base = None
            continue
        if base is None:
            base = file.add("/RB", element)
            kids.append(reference_of(base))
        if child is not None and child["S"] == "/Span" and "Lang" not in child:
            base["K"].extend(file.give_kids(child, base))
            child.clear()
        else:
            base["K"].append(file.given(kid, element, base))
    element["K"][:] = kids


def _group_note(file: StructureFile, element: Element, nodes: Nodes) -> None:
    """Let a note be its number, the label, and blocks."""
    kids: list[Kid] = []
    label: Element | None = None
    for kid in tuple(element["K"]):
        child = file.element_at(kid)
        if child is not None and not kids and child["S"] == "/Link":
            label = file.add("/Lbl", element)
            label["K"].append(file.move(child, label))
            kids.append(reference_of(label))
        elif label is not None and (child is None or child["S"] in _INLINE):
            # The space behind the number.
            label["K"].append(file.given(kid, element, label))
            unwrap(file, label, nodes)
        else:
            label = None
            kids.append(kid)
    element["K"][:] = kids


_GROUP_BY_TAG: Mapping[str, Group] = {
    "dl": _group_definitions,
    "nav": _group_contents,
    "figure": _group_figure,
    "ruby": _group_ruby,
}
_GROUP_BY_TYPE: Mapping[str, Group] = {"/L": _group_list, "/Note": _group_note}
