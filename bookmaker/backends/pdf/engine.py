"""Lay out a galley: one function, whatever works behind it.

What comes in: a galley, its sheet and its fonts. What goes out: the PDF and what
layout knows of its pages. Today it is one render of the whole book.
"""

from __future__ import annotations

import hashlib
from xml.etree import ElementTree

from bookmaker.backends.pdf.galley import BASE, Galley
from bookmaker.backends.pdf.weasyprint_adapter import LaidOut, LayoutOrder
from bookmaker.backends.pdf.weasyprint_adapter import lay_out as lay_out_at_once
from bookmaker.fonts.static_faces import FontSet
from bookmaker.workspace import Workspace


def lay_out(
    galley: Galley, sheet: str, fonts: FontSet, workspace: Workspace
) -> LaidOut:
    """Lay out the pages. Raises `ToolError` where a system library is missing."""
    identity = hashlib.sha256(ElementTree.tostring(galley.root))
    identity.update(sheet.encode())
    return lay_out_at_once(
        LayoutOrder(
            root=galley.root,
            sheet=sheet,
            base=BASE,
            font_configuration=fonts.configuration,
            read_file=workspace.read,
            identifier=identity.digest()[:16],
            links=galley.links,
            body_start=galley.body_start,
        )
    )
