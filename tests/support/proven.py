"""The print edition of a manuscript, whose words are proven to be on its pages."""

from __future__ import annotations

from pathlib import Path

from bookmaker.backends.forkserver import begin_to_load
from bookmaker.pipeline.request import Request
from bookmaker.pipeline.session import Session
from bookmaker.system.workspace import Environment
from tests.support.pdf import PdfInspector


def proven_pdf(folder: Path) -> PdfInspector:
    """Lay out the manuscript of a folder, with a cache in it, and prove the pages."""
    # A session ends the process that loads WeasyPrint, unless it was there before.
    begin_to_load()
    environment = Environment(cache_folder=folder / "cache")
    request = Request(manuscript=folder, environment=environment)
    with Session(request, ("pdf",)) as session:
        rendered = session.render()
    artifact = rendered.artifacts["pdf"]
    assert artifact.prove is not None
    proof = artifact.prove()
    assert (proof.faults, proof.unread) == ((), ())
    return PdfInspector.of(artifact.content)
