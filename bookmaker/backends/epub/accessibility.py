"""What readers with other senses can expect of a book, taken from its tree.

The terms are those of the Schema.org Accessibility Properties for Discoverability
vocabulary (https://www.w3.org/community/reports/a11y-discov-vocab/).
"""

from __future__ import annotations

from dataclasses import dataclass

from bookmaker.backends.epub.survey import Survey
from bookmaker.languages import language_of

_TEXTUAL = "textual"
_VISUAL = "visual"


@dataclass(frozen=True, slots=True)
class Accessibility:
    """What the package document says of access."""

    modes: tuple[str, ...]
    sufficient_modes: tuple[str, ...]
    features: tuple[str, ...]
    summary: str
    hazards: tuple[str, ...]
    contradiction: str
    """What in the tree speaks against WCAG 2.2, as a clause; empty where nothing is
    known to."""


_NO_HAZARD = ("none",)
"""Words and pictures that stand still neither flash nor move nor sound."""
_HAZARDS_OF_MOVEMENT = (
    "unknownFlashingHazard",
    "unknownMotionSimulationHazard",
    "noSoundHazard",
)


def judge_accessibility(
    survey: Survey, language: str, *, moves: bool = False, has_pages: bool = False
) -> Accessibility:
    """Derive what can be said of access; `language` is that of the summary.

    `moves` says whether a picture or a sheet has an animation in it; `has_pages`,
    whether the pages of a print edition are marked and listed.
    """
    has_pictures, has_words_for_all = survey.has_pictures, survey.has_words_for_all
    features = ["tableOfContents", "readingOrder", "structuralNavigation"]
    features += ("displayTransformability", "unlocked")
    if has_pages:
        features += ("pageBreakMarkers", "pageNavigation")
    if has_pictures and has_words_for_all:
        features.append("alternativeText")
    if survey.has_descriptions:
        features.append("longDescription")
    if survey.has_formulas:
        features.append("MathML")
    if survey.has_readings:
        features.append("rubyAnnotations")
    sufficient = [_TEXTUAL] if has_words_for_all else []
    if has_pictures:
        sufficient.append(f"{_TEXTUAL},{_VISUAL}")
    return Accessibility(
        modes=(_TEXTUAL, _VISUAL) if has_pictures else (_TEXTUAL,),
        sufficient_modes=tuple(sufficient),
        features=tuple(features),
        summary=_summary(
            language, has_pictures=has_pictures, has_words_for_all=has_words_for_all
        ),
        hazards=_HAZARDS_OF_MOVEMENT if moves else _NO_HAZARD,
        contradiction=_contradiction(survey),
    )


def _contradiction(survey: Survey) -> str:
    if survey.has_faults:
        return "this draft has faults"
    if not survey.has_words_for_all:
        return "an image has no alt text"
    return ""


def _summary(language: str, *, has_pictures: bool, has_words_for_all: bool) -> str:
    said = language_of(language).accessibility
    sentences = [said["text"]]
    if has_pictures:
        key = "described-pictures" if has_words_for_all else "undescribed-pictures"
        sentences.append(said[key])
    return " ".join(sentences)
