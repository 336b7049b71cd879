"""Node kind to element, class, `epub:type` and role: one table each.

Sources: EPUB 3 Structural Semantics Vocabulary 1.1 (the `epub:type` values),
DPUB-ARIA 1.1 (the roles and the elements they may stand on), ARIA in HTML.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookmaker.document.book import DivisionKind
from bookmaker.document.nodes import AdmonitionKind, ContentsKind, TitleRole


@dataclass(frozen=True, slots=True)
class Semantics:
    """What an element is, for sheets, reading systems and assistive technology."""

    element: str
    css_class: str
    epub_type: str | None = None
    role: str | None = None

    @property
    def attrs(self) -> dict[str, str | None]:
        """The attributes, in the order written."""
        return {
            "class": self.css_class,
            "epub:type": self.epub_type,
            "role": self.role,
        }


def _division(
    kind: DivisionKind, epub_type: str | None, role: str | None = None
) -> tuple[DivisionKind, Semantics]:
    return kind, Semantics("section", kind.value, epub_type, role)


DIVISIONS: dict[DivisionKind, Semantics] = dict(
    (
        _division(DivisionKind.HALF_TITLE, "halftitlepage"),
        _division(DivisionKind.TITLE_PAGE, "titlepage"),
        _division(DivisionKind.COPYRIGHT, "copyright-page"),
        _division(DivisionKind.DEDICATION, "dedication", "doc-dedication"),
        _division(DivisionKind.EPIGRAPH, "epigraph", "doc-epigraph"),
        _division(DivisionKind.CONTENTS, None),
        _division(DivisionKind.LIST_OF_FIGURES, None),
        _division(DivisionKind.LIST_OF_TABLES, None),
        _division(DivisionKind.LIST_OF_LISTINGS, None),
        _division(DivisionKind.FOREWORD, "foreword", "doc-foreword"),
        _division(DivisionKind.PREFACE, "preface", "doc-preface"),
        _division(
            DivisionKind.ACKNOWLEDGEMENTS, "acknowledgments", "doc-acknowledgments"
        ),
        _division(DivisionKind.INTRODUCTION, "introduction", "doc-introduction"),
        _division(DivisionKind.PROLOGUE, "prologue", "doc-prologue"),
        _division(DivisionKind.PART, "part", "doc-part"),
        _division(DivisionKind.CHAPTER, "chapter", "doc-chapter"),
        _division(DivisionKind.SECTION, None),
        _division(DivisionKind.EPILOGUE, "epilogue", "doc-epilogue"),
        _division(DivisionKind.CONCLUSION, "conclusion", "doc-conclusion"),
        _division(DivisionKind.AFTERWORD, "afterword", "doc-afterword"),
        _division(DivisionKind.APPENDIX, "appendix", "doc-appendix"),
        _division(DivisionKind.NOTES, "endnotes", "doc-endnotes"),
        _division(DivisionKind.GLOSSARY, "glossary", "doc-glossary"),
        _division(DivisionKind.BIBLIOGRAPHY, "bibliography", "doc-bibliography"),
        _division(DivisionKind.INDEX, "index", "doc-index"),
        _division(DivisionKind.ABOUT_THE_AUTHOR, None),
        _division(DivisionKind.ALSO_BY, None),
        _division(DivisionKind.DESCRIPTIONS, "appendix", "doc-appendix"),
        _division(DivisionKind.COLOPHON, "colophon", "doc-colophon"),
    )
)

ADMONITION_ROLES: dict[AdmonitionKind, str] = {
    AdmonitionKind.NOTE: "note",
    AdmonitionKind.TIP: "doc-tip",
    AdmonitionKind.WARNING: "doc-notice",
    AdmonitionKind.CAUTION: "doc-notice",
    AdmonitionKind.IMPORTANT: "doc-notice",
}

TITLE_LINE_CLASSES: dict[TitleRole, str] = {
    TitleRole.TITLE: "book-title",
    TitleRole.SUBTITLE: "book-subtitle",
    TitleRole.SERIES: "book-series",
    TitleRole.CREATOR: "book-creator",
    TitleRole.CONTRIBUTOR: "book-contributor",
    TitleRole.PUBLISHER: "book-publisher",
    TitleRole.IMPRINT: "imprint",
}

EPIGRAPH = Semantics("div", "epigraph", "epigraph", "doc-epigraph")
QUOTATION = Semantics("div", "quotation")
VERSE = Semantics("div", "verse")
NOTE = Semantics("aside", "note", "footnote", "doc-footnote")
NOTE_LIST = Semantics("section", "note-list", "footnotes")
NOTE_CALL = Semantics("a", "note-call", "noteref", "doc-noteref")
BACKLINK = Semantics("a", "note-number", "backlink", "doc-backlink")
CONTENTS: dict[ContentsKind, Semantics] = {
    ContentsKind.DIVISIONS: Semantics("nav", "contents-list", "toc", "doc-toc"),
    ContentsKind.FIGURES: Semantics("nav", "contents-list", "loi"),
    ContentsKind.TABLES: Semantics("nav", "contents-list", "lot"),
    # The vocabulary has no word for a list of listings.
    ContentsKind.LISTINGS: Semantics("nav", "contents-list"),
}
INDEX_GROUP = Semantics("section", "index-group", "index-group")
INDEX_ENTRIES = Semantics("ul", "index-entries", "index-entry-list")
INDEX_ENTRY = Semantics("li", "index-entry", "index-entry")
INDEX_TERM = Semantics("span", "index-term", "index-term")
INDEX_LOCATORS = Semantics("span", "index-locators", "index-locator-list")
INDEX_LOCATOR = Semantics("a", "index-locator", "index-locator")
INDEX_SEE = Semantics("span", "index-see", "index-xref-preferred")
INDEX_SEE_ALSO = Semantics("span", "index-see", "index-xref-related")
SUBTITLE = Semantics("p", "subtitle", None, "doc-subtitle")
FAULT = Semantics("p", "fault", None, "note")

_GROUP = Semantics("div", "group")
_SIDEBAR = Semantics("aside", "group", None, "note")
"""DPUB-ARIA has no role for it; `note` is for what is ancillary to the main text. The
`epub:type` of sidebars is deprecated (EPUBCheck 5.3, OPF-086b)."""


def group_of(classes: Sequence[str]) -> Semantics:
    """What a group of blocks is, by the classes that its author gave it."""
    return _SIDEBAR if "sidebar" in classes else _GROUP


def link_role(classes: Sequence[str]) -> str | None:
    """The role of a link by its classes: a description leads back to its picture."""
    return "doc-backlink" if "description-return" in classes else None
