"""Say in the file's metadata that it is PDF/UA-1 besides PDF/A-2a, or neither.

WeasyPrint 70 names one variant. PDF/A-2 (ISO 19005-2), 6.6.2.3 wants every property
that it does not know described in the file: hence the extension schema. A file with a
character that no font has is neither (PDF/A-2, 6.2.11.8; PDF/UA-1, 7.21.8).
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

_END = b"</rdf:RDF>"
_PDF_UA = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 pdfuaid:part="1"/>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


_PDF_A = re.compile(rb'<rdf:Description rdf:about="" pdfaid:[^>]*/>')
_NO_CLAIM = "bookmaker-claims-nothing"


def claim_nothing(root: ElementTree.Element) -> None:
    """Have the file of a galley claim nothing: some of its characters have no glyph."""
    ElementTree.SubElement(root[0], "meta", {"name": _NO_CLAIM, "content": "yes"})


def declare(pdf: Any, head: str) -> None:  # noqa: ANN401 - pydyf's
    """Complete the metadata of a file that is not yet written, by the galley's head."""
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    is_claimed = _NO_CLAIM not in head
    metadata.stream = [
        _declared(part, is_claimed=is_claimed) if isinstance(part, bytes) else part
        for part in metadata.stream
    ]


def _declared(part: bytes, *, is_claimed: bool) -> bytes:
    return part.replace(_END, _PDF_UA + _END) if is_claimed else _PDF_A.sub(b"", part)


_PDF_UA_2 = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 pdfuaid:part="2" pdfuaid:rev="2024"/>
"""
_PDF_A_4 = b"""\
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 pdfaid:part="4" pdfaid:rev="2020" pdfaid:conformance="F"/>
"""


_CLAIM_OF_UA_1 = re.compile(rb'<rdf:Description[^>]*pdfuaid:part="1"[^>]*/>')
_EXTENSION = re.compile(
    rb"<rdf:Description[^>]*xmlns:pdfaExtension.*?</rdf:Description>", re.DOTALL
)


def declare_second(metadata: bytes) -> bytes:
    """The metadata of a file that is PDF/UA-2 and PDF/A-4f.

    A file that claims nothing claims nothing after it. PDF/A-4 needs no description of
    properties.
    """
    metadata = _CLAIM_OF_UA_1.sub(lambda _found: _PDF_UA_2, metadata)
    return _PDF_A.sub(lambda _found: _PDF_A_4, _EXTENSION.sub(b"", metadata))


def declare_direction(pdf: Any, direction: str) -> None:  # noqa: ANN401 - pydyf's
    """Say in a file that is not yet written which way its pages are turned.

    PDF 1.7, 12.2: viewers show facing pages by it; left to right is what they assume.
    """
    import pydyf

    if direction == "rtl":
        preferences = pdf.catalog.setdefault("ViewerPreferences", pydyf.Dictionary({}))
        preferences["Direction"] = "/R2L"
