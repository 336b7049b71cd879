"""What readers with other senses can expect of a book, taken from its tree.

The terms are those of the Schema.org Accessibility Properties for Discoverability
vocabulary (https://www.w3.org/community/reports/a11y-discov-vocab/).
"""

from __future__ import annotations

from dataclasses import dataclass

from bookmaker.backends.epub.survey import Survey
from bookmaker.document.words import primary_language

_TEXTUAL = "textual"
_VISUAL = "visual"
_WITH_TEXT = {
    "en": "The text can be read aloud and resized; headings, contents and landmarks "
    "lead through it.",
    "de": "Der Text lässt sich vorlesen und in der Größe ändern; Überschriften, Inhalt "
    "und Orientierungspunkte führen durch das Buch.",
    "fr": "Le texte peut être lu à voix haute et agrandi ; titres, table des matières "
    "et points de repère permettent de s’y orienter.",
    "es": "El texto puede leerse en voz alta y ampliarse; títulos, índice y puntos de "
    "referencia guían por el libro.",
}
_PICTURES_WITH_WORDS = {
    "en": "Every picture is described in words.",
    "de": "Jedes Bild ist in Worten beschrieben.",
    "fr": "Chaque image est décrite par un texte.",
    "es": "Cada imagen está descrita con palabras.",
}
_PICTURES_WITHOUT_WORDS = {
    "en": "Some pictures have no description in words.",
    "de": "Einige Bilder haben keine Beschreibung in Worten.",
    "fr": "Certaines images n’ont pas de description textuelle.",
    "es": "Algunas imágenes no tienen descripción en palabras.",
}


@dataclass(frozen=True, slots=True)
class Accessibility:
    """What the package document says of access."""

    modes: tuple[str, ...]
    sufficient_modes: tuple[str, ...]
    features: tuple[str, ...]
    summary: str
    is_conforming: bool
    """Whether nothing in the tree speaks against WCAG 2.2 at level AA."""


def judge_accessibility(survey: Survey, language: str) -> Accessibility:
    """Derive what can be said of access; `language` is that of the summary."""
    has_pictures, has_words_for_all = survey.has_pictures, survey.has_words_for_all
    features = ["tableOfContents", "readingOrder", "structuralNavigation"]
    features.append("displayTransformability")
    if has_pictures and has_words_for_all:
        features.append("alternativeText")
    if survey.has_descriptions:
        features.append("longDescription")
    if survey.has_formulas:
        features.append("MathML")
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
        is_conforming=has_words_for_all and not survey.has_faults,
    )


def _summary(language: str, *, has_pictures: bool, has_words_for_all: bool) -> str:
    primary = primary_language(language)
    key = primary if primary in _WITH_TEXT else "en"
    sentences = [_WITH_TEXT[key]]
    if has_pictures:
        pictures = (
            _PICTURES_WITH_WORDS if has_words_for_all else _PICTURES_WITHOUT_WORDS
        )
        sentences.append(pictures[key])
    return " ".join(sentences)
