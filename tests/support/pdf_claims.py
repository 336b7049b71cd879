"""PDFs that say that they conform to something."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Name, Stream

_XMP = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" %s>%s</rdf:Description>
</rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def claiming(
    attributes: str = "", elements: str = "", *, encoding: str = "utf-8"
) -> bytes:
    """A PDF of one blank page whose metadata has these properties."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        xmp = (_XMP % (attributes, elements)).encode(encoding)
        pdf.Root.Metadata = Stream(pdf, xmp, Type=Name.Metadata, Subtype=Name.XML)
        target = io.BytesIO()
        pdf.save(target, compress_streams=False, deterministic_id=True)
    return target.getvalue()
