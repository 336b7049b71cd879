"""Classes that the sheets of bookmaker use for what it makes itself.

An author's `::: title` is not a title of a chapter: such a class is written as
`own-title`, so that no sheet of ours takes it for one.
"""

from __future__ import annotations

TAKEN: frozenset[str] = frozenset(
    """
    about-the-author address admonition admonition-title after-part align-end
    align-start also-by attribution bare bibliography-entry bibliography-list
    book-contributor book-creator book-publisher book-series book-subtitle
    book-title bound byline called callout captioned-listing caution chapter
    checkbox code-comment code-deleted code-inserted code-keyword code-meta
    code-name code-number code-string code-type colophon columns-2 columns-3
    columns-4 columns-5 columns-6 contents contents-entries contents-group
    contents-list copyright cover cover-picture crowded decimal dedication deep
    description-link divided-row end entry-author entry-end equation equation-body
    equation-number fault first foot-note formula group half-title hanging-line
    has-long-word heading heading-1 heading-2 heading-3 heading-4 heading-5 heads
    highlighted imprint indent-1 indent-2 indent-3 indent-4 indent-5 indent-6
    indent-7 indent-8 index-entries index-entry index-group index-pages index-place
    index-to initial initial-letter initial-marks label lead-in leaf level-1 level-2
    level-3 level-4 level-5 line line-number link-list listing-caption listing-file
    loose lower-alpha lower-roman main names-next note note-call-mark note-list
    note-mark note-number note-paragraph number opener opening-marks page-bare
    page-break page-front page-reference page-start page-start-bare page-text panel
    panel-content part picture plain-list quotation raised raw reference roman
    run-in scene-break sentence short side-by-side sign stanza start subsection symbol
    table table-continued table-continues task title title-page title-words translator
    turned-page turned-sheet turnover unbroken unhyphenated upper-alpha upper-roman
    warning wide-table works-cited
    """.split()
)
"""The classes of our sheets but for those that they style for authors."""
QUOTED = "quoted"
"""The class of a quotation within a line that HTML marks, with its marks: `<q>`."""
PREFIX = "own-"


def own_class(name: str) -> str:
    """The name under which an author's class is written."""
    return f"{PREFIX}{name}" if name in TAKEN else name
