"""What a person has to judge, because no program can: questions, in groups.

After EPUB Accessibility 1.1 (https://www.w3.org/TR/epub-a11y-11/) and WCAG 2.2
(https://www.w3.org/TR/WCAG22/), whose criteria stand in parentheses.
"""

from __future__ import annotations

CHECKLIST: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Images and formulas",
        (
            "Each alt text says what the image says, at its place in the book (1.1.1).",
            "Images without alt text are decoration and nothing else (1.1.1).",
            "Text is text, and not the image of text (1.4.5).",
            "What is in a diagram or a graph is in the text or a description too"
            " (1.1.1).",
            "Each formula can be understood as it is read aloud (1.1.1).",
        ),
    ),
    (
        "Structure",
        (
            "Headings say what is below them, and no level is skipped (1.3.1, 2.4.6).",
            "What looks like a heading, a list or a table is one (1.3.1).",
            "The order of reading makes sense, also around boxes and figures (1.3.2).",
            "Each table has the head cells that it needs, and none of them is a table"
            " for the looks alone (1.3.1).",
            "The contents lead to every part of the book (2.4.5).",
        ),
    ),
    (
        "Words",
        (
            "Each link can be understood by its words, or by its sentence (2.4.4).",
            "The language of the book and of each foreign passage is right (3.1.1,"
            " 3.1.2).",
            "Nothing is said by colour, shape or position alone (1.3.3, 1.4.1).",
        ),
    ),
    (
        "Sight, sound and movement",
        (
            "The book can be read with text of twice the size, with other colours and"
            " fonts, and on a narrow screen (1.4.4, 1.4.10, 1.4.12).",
            "Words on images and in diagrams have enough contrast (1.4.3, 1.4.11).",
            "Nothing flashes more than three times a second; nothing moves that cannot"
            " be stopped (2.2.2, 2.3.1).",
            "What is said in sound or film is there in words too (1.2).",
        ),
    ),
    (
        "By ear and by keyboard",
        (
            "A quarter of an hour with a screen reader in the EPUB: titles, notes,"
            " tables, formulas and images are read as they should be.",
            "The same in the PDF, if it is published.",
            "Everything can be reached with the keyboard (2.1.1).",
        ),
    ),
    (
        "Metadata",
        (
            "What the EPUB says of its features and hazards is true.",
            "The summary is true, and readers can write to somebody about problems.",
        ),
    ),
)
