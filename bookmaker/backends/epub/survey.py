"""One walk over the tree: where its ids landed, its pictures, what hinders readers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bookmaker.backends.epub.split import COVER_ID, COVER_NAME, ContentDocument, id_of
from bookmaker.document.book import Division
from bookmaker.document.nodes import FaultMark, Image, Math, MathBlock, Ruby
from bookmaker.document.walk import children, descend


@dataclass(frozen=True, slots=True)
class Survey:
    """What all steps after the splitting ask of the tree."""

    file_by_id: Mapping[str, str]
    """The content document that each id landed in."""
    images: Mapping[str, Image]
    """The first image of each path, in the book's order."""
    has_pictures: bool
    """Whether a picture says something; decoration does not."""
    has_words_for_all: bool
    """Whether no picture lacks its words."""
    has_faults: bool
    """Whether this is a draft with faults on its pages."""
    has_formulas: bool = False
    """Whether mathematics stands in it, as MathML."""
    has_descriptions: bool = False
    """Whether pictures lead to long descriptions."""
    has_readings: bool = False
    """Whether words have readings beside them (ruby)."""


def survey_documents(documents: Iterable[ContentDocument]) -> Survey:
    """Walk over the documents that are read."""
    file_by_id = {COVER_ID: COVER_NAME}
    images: dict[str, Image] = {}
    has_pictures = has_faults = has_formulas = has_descriptions = False
    has_words_for_all, has_readings = True, False
    for document in documents:
        if not document.is_read:
            continue
        division = document.division
        file_by_id[id_of(division)] = document.file_name
        own = (node for node in children(division) if not isinstance(node, Division))
        for node in descend(*own):
            if node.attributes.id is not None:
                file_by_id[node.attributes.id] = document.file_name
            if isinstance(node, Image):
                images.setdefault(node.source, node)
                has_pictures = has_pictures or node.alternative != ""
                has_words_for_all = has_words_for_all and node.alternative is not None
                has_descriptions = has_descriptions or node.details is not None
            elif isinstance(node, FaultMark):
                has_faults = True
            elif isinstance(node, Math | MathBlock):
                has_formulas = has_formulas or node.mathml is not None
            elif isinstance(node, Ruby):
                has_readings = True
    return Survey(
        file_by_id,
        images,
        has_pictures,
        has_words_for_all,
        has_faults,
        has_formulas,
        has_descriptions,
        has_readings,
    )
