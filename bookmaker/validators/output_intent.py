"""Whether a file is what it says of presses: PDF/X and its output intent.

ISO 15930-1 (X-1a:2001), 15930-4 (X-1a:2003), 15930-6 (X-3:2003) and 15930-7 (X-4).
"""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Array, Name, Object, Pdf, Stream

from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.catalog.validators import OutputIntentWrong
from bookmaker.source import SourceSpan

_INKS_OF_A_PRESS = (1, 4)
"""Components of a profile: black, or four inks."""


def check_intent(pdf: Pdf, span: SourceSpan) -> Iterator[Diagnostic]:
    """Yield what is wrong with the output intent of a file that says it is PDF/X."""
    claim = _claim(pdf)
    intent = _intent(pdf)
    if not claim:
        return
    if intent is None:
        why = f"the file says that it is {claim}, and has no output intent"
        yield OutputIntentWrong(why=why, span=span)
        return
    if not str(intent.get(Name.OutputConditionIdentifier, "")):
        yield OutputIntentWrong(why="the output intent names no press", span=span)
    profile = intent.get(Name.DestOutputProfile)
    if profile is None and "X-4" in claim:
        yield OutputIntentWrong(
            why="a PDF/X-4 needs the profile of the press", span=span
        )
    if isinstance(profile, Stream):
        inks = int(profile.get(Name.N, 0))
        if inks not in _INKS_OF_A_PRESS:
            why = f"the profile of the output intent has {inks} colours, not four inks"
            yield OutputIntentWrong(why=why, span=span)


def _claim(pdf: Pdf) -> str:
    """What the file says that it is: `PDF/X-1:2001`; or nothing."""
    said = str(pdf.docinfo.get(Name("/GTS_PDFXVersion"), ""))
    metadata = pdf.Root.get(Name.Metadata)
    if said or not isinstance(metadata, Stream):
        return said
    return "PDF/X-4" if b"PDF/X-4" in metadata.read_bytes() else ""


def _intent(pdf: Pdf) -> Object | None:
    intents = pdf.Root.get(Name.OutputIntents, Array())
    for intent in intents.as_list():
        if intent.get(Name.S) == Name("/GTS_PDFX"):
            return intent
    return None
