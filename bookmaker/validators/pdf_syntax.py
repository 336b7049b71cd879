"""qpdf's check of how a PDF is written: its tables, objects and compressed streams.

What comes in: the bytes of a file. What goes out: what qpdf's library reports, as our
diagnostics. It is the check of `qpdf --check`; pikepdf has the same library in it.
"""

from __future__ import annotations

import re

import pikepdf

from bookmaker.diagnostics.catalog.validators import ValidatorFinding
from bookmaker.source import SourceSpan
from bookmaker.validators.limits import open_pdf, refuse_content
from bookmaker.validators.programs import Ran

_PROGRAM = "qpdf"
_STREAM = re.compile(
    r"^WARNING: |(?:stream )?<_io\.BytesIO object(?: at \w+)?>[:,]? ?|^, "
)
"""What qpdf calls a file that is given to it as bytes."""


def without_address(text: str) -> str:
    """What qpdf says, without the place in memory that stands for the file's name."""
    return _STREAM.sub("", text)


def check_syntax(content: bytes, name: str) -> Ran:
    """What is wrong with the syntax of a PDF; problems call the file `name`."""
    try:
        with open_pdf(content) as pdf:
            refuse_content(pdf)
            found = list(dict.fromkeys(map(str, pdf.check_pdf_syntax())))
    except pikepdf.PasswordError:
        found = ["the file can’t be read without its password"]
    except (pikepdf.PdfError, ValueError, RuntimeError, OSError) as error:
        found = [str(error) or type(error).__name__]
    span = SourceSpan.of_file(name)
    short = map(without_address, found)
    return Ran(
        _PROGRAM,
        tuple(
            ValidatorFinding(program=_PROGRAM, finding=one, span=span) for one in short
        ),
    )
