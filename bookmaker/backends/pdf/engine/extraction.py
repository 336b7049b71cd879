"""Some pages of a finished PDF as a PDF of their own: a chapter for a preview."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf


def extract_pages(content: bytes, pages: Sequence[int]) -> bytes:
    """The pages of these indices, counted from 0, in the order given.

    Links to other pages lead nowhere in it, and it has neither tags nor outline: it is
    made to be looked at.
    """
    with pikepdf.open(io.BytesIO(content)) as whole, pikepdf.new() as part:
        for index in pages:
            part.pages.append(whole.pages[index])
        written = io.BytesIO()
        part.save(written, deterministic_id=True)
        return written.getvalue()
