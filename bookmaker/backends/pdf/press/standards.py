"""Write a file as PDF/X: ISO 15930-1 (X-1a:2001) and 15930-7 (X-4).

A file says that it is PDF/X only where it is: nothing transparent and no font of a
later PDF in X-1a; the profile of the press in X-4. There is no free validator: our
preflight looks at colours, boxes, fonts and the output intent.
"""

from __future__ import annotations

import io

from pikepdf import (
    Array,
    Dictionary,
    Name,
    ObjectStreamMode,
    Pdf,
    Stream,
    String,
)
from pikepdf.models import PdfMetadata

from bookmaker.backends.pdf.press.inks import Inks
from bookmaker.backends.pdf.press.separation import PressProfile
from bookmaker.trade import PressStandard, Printer

_REGISTRY = "http://www.color.org"
_INKS = 4
_X_NAMESPACE = "http://www.npes.org/pdfx/ns/id/"
_NO_TITLE = "Untitled"


def standard_of(
    printer: Printer, profile: PressProfile | None, inks: Inks
) -> PressStandard:
    """The standard that the file of a printer can be."""
    is_possible = {
        PressStandard.NONE: True,
        PressStandard.X_1A: not inks.has_transparency,
        PressStandard.X_4: profile is not None,
    }
    wanted = printer.standard
    return wanted if is_possible[wanted] else PressStandard.NONE


def write_for_press(
    pdf: Pdf,
    standard: PressStandard,
    condition: str,
    profile: PressProfile | None = None,
) -> bytes:
    """Write the file as a standard has it; `condition` is a name of the registry."""
    if standard is PressStandard.X_1A and not _has_late_fonts(pdf):
        _declare_x_1a(pdf)
        _intend(pdf, condition, profile)
        return _written(pdf, "1.3", ObjectStreamMode.disable)
    if standard is PressStandard.X_4:
        _declare_x_4(pdf)
        _intend(pdf, condition, profile)
        return _written(pdf, "1.6", ObjectStreamMode.generate)
    return _written(pdf, "", ObjectStreamMode.generate)


def _written(pdf: Pdf, version: str, mode: ObjectStreamMode) -> bytes:
    written = io.BytesIO()
    pdf.save(
        written,
        object_stream_mode=mode,
        deterministic_id=True,
        force_version=version,
    )
    return written.getvalue()


def _has_late_fonts(pdf: Pdf) -> bool:
    """Whether a font is an OpenType program, which PDF 1.6 brought."""
    return any(
        isinstance(found, Stream) and found.get(Name.Subtype) == Name.OpenType
        for found in pdf.objects
    )


def _intend(pdf: Pdf, condition: str, profile: PressProfile | None) -> None:
    """Say for which press the inks are: PDF 1.7, 14.11.5."""
    name = condition if profile is None or condition else "Custom"
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name("/GTS_PDFX"),
        OutputConditionIdentifier=String(name),
        RegistryName=String(_REGISTRY),
        Info=String(name if profile is None else profile.name or name),
    )
    if profile is not None:
        stream = Stream(pdf, profile.content)
        stream.N = _INKS
        intent.DestOutputProfile = pdf.make_indirect(stream)
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def _declare_x_1a(pdf: Pdf) -> None:
    """ISO 15930-1, 6.7 and 6.8: the version, and whether inks are trapped."""
    pdf.docinfo[Name("/GTS_PDFXVersion")] = String("PDF/X-1:2001")
    pdf.docinfo[Name("/GTS_PDFXConformance")] = String("PDF/X-1a:2001")
    _fill_information(pdf)


def _fill_information(pdf: Pdf) -> None:
    pdf.docinfo[Name.Trapped] = Name("/False")
    if Name.Title not in pdf.docinfo:
        pdf.docinfo[Name.Title] = String(_NO_TITLE)
    for key, other in (
        (Name.CreationDate, Name.ModDate),
        (Name.ModDate, Name.CreationDate),
    ):
        if key not in pdf.docinfo and other in pdf.docinfo:
            pdf.docinfo[key] = pdf.docinfo[other]


def _declare_x_4(pdf: Pdf) -> None:
    """ISO 15930-7, 6.7: the version is in XMP, as are title, dates and trapping."""
    PdfMetadata.register_xml_namespace(_X_NAMESPACE, "pdfxid")
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp.load_from_docinfo(pdf.docinfo)
        xmp["pdfxid:GTS_PDFXVersion"] = "PDF/X-4"
        xmp["pdf:Trapped"] = "False"
        if "xmp:CreateDate" in xmp:
            xmp["xmp:MetadataDate"] = xmp["xmp:CreateDate"]
    _fill_information(pdf)
