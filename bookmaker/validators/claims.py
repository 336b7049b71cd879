"""What a PDF says that it conforms to: PDF/A, PDF/UA, WTPDF.

What comes in: the bytes of a PDF from any program. What goes out: its claims, as its
metadata states them: ISO 19005-2, 6.6.4; ISO 14289-1, 5; for WTPDF the PDF
Declarations of the PDF Association. Metadata is XML, so prefixes, attributes, elements
and encodings differ between programs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

import pikepdf
from pikepdf import Name, Stream

from bookmaker.validators.limits import open_pdf

_PDF_A = "{http://www.aiim.org/pdfa/ns/id/}"
_PDF_UA = "{http://www.aiim.org/pdfua/ns/id/}"
_CONFORMS = "{http://pdfa.org/declarations/}conformsTo"
_WTPDF = "http://pdfa.org/declarations/wtpdf#"
_LEVELS = {"1": "AB", "2": "ABU", "3": "ABU", "4": "EF"}
"""The levels of each part of PDF/A, by their letters; PDF/A-4 has one without."""
_LEAST_LEVEL = {"1": "B", "2": "B", "3": "B", "4": ""}


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that a file says it conforms to."""

    label: str
    """The usual name: `PDF/A-2a`."""
    profile: str | None
    """veraPDF's name for it; `None`: the standard doesn't exist."""


def claims_of(content: bytes) -> tuple[Claim, ...]:
    """What a file says that it conforms to; nothing if it can't be read."""
    metadata = _metadata(content)
    try:
        root = ElementTree.fromstring(metadata)
    except (ElementTree.ParseError, LookupError, ValueError):
        # Not XML, but other programs may still find a claim in it.
        stated = dict(_loosely(metadata))
        declared: tuple[str, ...] = ()
    else:
        stated = dict(_stated(root))
        declared = tuple(one.text or "" for one in root.iter(_CONFORMS))
    return (*_of_pdf_ua(stated), *_of_pdf_a(stated), *_of_wtpdf(declared))


def _metadata(content: bytes) -> bytes:
    try:
        with open_pdf(content) as pdf:
            metadata = pdf.Root.get(Name.Metadata)
            if not isinstance(metadata, Stream):
                return b""
            return _narrowed(metadata.read_bytes())
    except (
        pikepdf.PasswordError,  # no kind of PdfError
        pikepdf.PdfError,
        ValueError,
        RuntimeError,
        TypeError,
        OSError,
    ):
        return b""


def _narrowed(metadata: bytes) -> bytes:
    """The same as UTF-8 if it is UTF-32, which XMP may be and expat doesn't read."""
    for encoding in ("utf-32-le", "utf-32-be"):
        beginnings = (
            "<".encode(encoding),
            "\N{ZERO WIDTH NO-BREAK SPACE}".encode(encoding),
        )
        if metadata.startswith(beginnings):
            return metadata.decode(encoding, "replace").lstrip("\ufeff").encode()
    return metadata


def _stated(root: ElementTree.Element) -> Iterator[tuple[str, str]]:
    """Properties as attributes and as elements: ISO 16684-1, 7.4 and 7.5."""
    for node in root.iter():
        yield from node.attrib.items()
        yield str(node.tag), (node.text or "").strip()


_LOOSE = re.compile(rb"pdf(ua|a)id:(part|conformance)\s*(?:=\s*[\"']|>)\s*(\w+)")


def _loosely(metadata: bytes) -> Iterator[tuple[str, str]]:
    for kind, name, value in _LOOSE.findall(metadata):
        space = _PDF_UA if kind == b"ua" else _PDF_A
        yield space + name.decode(), value.decode("ascii", "replace")


def _of_pdf_ua(stated: dict[str, str]) -> Iterator[Claim]:
    part = stated.get(f"{_PDF_UA}part")
    if part is not None:
        yield Claim(f"PDF/UA-{part}", f"PDFUA_{part}" if part in ("1", "2") else None)


def _of_pdf_a(stated: dict[str, str]) -> Iterator[Claim]:
    part = stated.get(f"{_PDF_A}part")
    if part is None:
        return
    level = stated.get(f"{_PDF_A}conformance", "")
    label = f"PDF/A-{part}{level.lower()}"
    if part not in _LEVELS:
        yield Claim(label, None)
        return
    # An unknown level fails by the profile of the least one, which says why.
    known = level.upper() in _LEVELS[part] and level != ""
    judged = level.upper() if known else _LEAST_LEVEL[part]
    yield Claim(label, f"PDFA_{part}_{judged}".rstrip("_"))


def _of_wtpdf(declared: tuple[str, ...]) -> Iterator[Claim]:
    for name in declared:
        use = name.strip().removeprefix(_WTPDF)
        if use in ("accessibility1.0", "reuse1.0"):
            known = use.removesuffix("1.0")
            yield Claim(f"WTPDF 1.0 for {known}", f"WTPDF_1_0_{known.upper()}")
