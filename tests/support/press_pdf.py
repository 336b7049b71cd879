"""PDFs for preflight: one that printers take, and what is drawn on its pages."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from bookmaker.diagnostics import Diagnostic
from bookmaker.trade import printer_of
from bookmaker.validators.preflight import preflight

WIDTH, HEIGHT = 432, 648
PAGES = 24
WORDS = b"BT /F 10 Tf 100 300 Td <00010002> Tj ET"
TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /F def 1 begincodespacerange <0000> <FFFF> endcodespacerange
2 beginbfchar <0001> <0061> <0002> <0062> endbfchar endcmap end end"""


def sound(pages: int = PAGES) -> Pdf:
    """A file that printers take: some words on each page."""
    pdf = Pdf.new()
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/Fen"),
        FontFile2=Stream(pdf, b"\x00\x01\x00\x00 a font"),
        Flags=4,
    )
    inner = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/Fen"),
        FontDescriptor=descriptor,
        CIDToGIDMap=Name.Identity,
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/Fen"),
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(inner)]),
        ToUnicode=Stream(pdf, TO_UNICODE),
    )
    shared = pdf.make_indirect(font)
    for _ in range(pages):
        page = pdf.add_blank_page(page_size=(WIDTH, HEIGHT)).obj
        page.Resources = Dictionary(
            Font=Dictionary(F=shared), XObject=Dictionary(), ExtGState=Dictionary()
        )
        page.Contents = Stream(pdf, WORDS)
    return pdf


def written(pdf: Pdf, encryption: pikepdf.Encryption | None = None) -> bytes:
    """The bytes of a file."""
    target = io.BytesIO()
    pdf.save(target, encryption=encryption or False)
    return target.getvalue()


def found_in(content: bytes, name: str = "kdp") -> list[Diagnostic]:
    """What a printer has against a file."""
    return list(preflight(content, printer_of(name), "book.pdf"))


def codes(found: list[Diagnostic]) -> set[str]:
    """The kinds of what was found."""
    return {one.code for one in found}


def page_of(pdf: Pdf, number: int = 5) -> pikepdf.Object:
    """A page, counted from 1."""
    return pdf.pages[number - 1].obj


def draw(pdf: Pdf, content: bytes, number: int = 5) -> None:
    """Draw something more on a page."""
    page_of(pdf, number).Contents = Stream(pdf, WORDS + b" " + content)


def image_of(pdf: Pdf, pixels: int, space: Name = Name.DeviceGray) -> Stream:
    """A square image."""
    count = 3 if space == Name.DeviceRGB else 1
    image = Stream(pdf, bytes(pixels * pixels * count))
    image.Type, image.Subtype, image.ColorSpace = Name.XObject, Name.Image, space
    image.Width = image.Height = pixels
    image.BitsPerComponent = 8
    return image
