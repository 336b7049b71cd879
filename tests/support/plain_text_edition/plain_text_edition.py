"""A plain-text edition in one file: the recipe of docs/architecture.md, followed."""

from __future__ import annotations

from functools import partial

from bookmaker.backends import Target
from bookmaker.backends.protocol import Artifact
from bookmaker.backends.services import BuildServices
from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book
from bookmaker.proof.edition_proof import prove
from bookmaker.proof.expectation import Shown, expected_of_book
from bookmaker.system.workspace import Workspace


class PlainTextBackend:
    """Writes every block of words on lines of its own."""

    def get_ready(
        self, config: BookConfig, workspace: Workspace, services: BuildServices
    ) -> None:
        """Nothing takes long."""

    def close(self) -> None:
        """Nothing is open."""

    def render(
        self,
        book: Book,
        config: BookConfig,  # noqa: ARG002 - a backend's signature
        workspace: Workspace,  # noqa: ARG002
        diagnostics: Diagnostics,  # noqa: ARG002
        services: BuildServices,
    ) -> Artifact:
        """Render the book, and say how many pages it has where they were made."""
        expected = tuple(expected_of_book(book, Shown()))
        text = "".join(f"{block.text}\n\n" for block in expected)
        proof = partial(prove, expected, (text,))
        printed = services.artifact_by_target.get("pdf")
        head = "" if printed is None else f"{printed.pages} pages in print\n\n"
        return Artifact(content=(head + text).encode(), prove=proof)


TARGET = Target(
    name="txt",
    label="plain text",
    suffix=".txt",
    media_type="text/plain",
    backend="plain_text_edition:PlainTextBackend",
    transforms="bookmaker.transforms:FOR_EPUB",
    condition_names=("txt", "plain"),
    uses=("pdf",),
)
