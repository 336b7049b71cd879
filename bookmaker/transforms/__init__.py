"""Tree to tree: what is done to every book, and to each edition, in this order.

A transform is a function of a book, its configuration and the diagnostics that gives a
book; applying it twice is applying it once. `pipeline/stages.py` alone chooses the
tuples.
"""

from __future__ import annotations

from collections.abc import Callable

from bookmaker.config.model import BookConfig
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.book import Book
from bookmaker.transforms.cite_sources import cite_sources
from bookmaker.transforms.complete_addresses import complete_addresses
from bookmaker.transforms.compose_contents import (
    compose_epub_contents,
    compose_print_contents,
)
from bookmaker.transforms.compose_index import compose_index, name_index_places
from bookmaker.transforms.compose_title_pages import compose_title_pages
from bookmaker.transforms.convert_mathematics import convert_mathematics
from bookmaker.transforms.free_note_calls import free_note_calls
from bookmaker.transforms.gather_contributors import gather_contributors
from bookmaker.transforms.identify_targets import identify_targets
from bookmaker.transforms.join_east_asian_lines import join_east_asian_lines
from bookmaker.transforms.keep_classes_apart import keep_classes_apart
from bookmaker.transforms.lead_back_from_descriptions import (
    lead_back_from_descriptions,
)
from bookmaker.transforms.leave_out_empty_pages import leave_out_empty_pages
from bookmaker.transforms.link_descriptions import link_descriptions
from bookmaker.transforms.link_terms import link_terms
from bookmaker.transforms.mark_abbreviations import mark_abbreviations
from bookmaker.transforms.mark_initials import mark_initials
from bookmaker.transforms.mark_listings import mark_listings
from bookmaker.transforms.nest_sections import nest_sections
from bookmaker.transforms.number_captions import number_captions
from bookmaker.transforms.number_divisions import number_divisions
from bookmaker.transforms.number_notes import number_notes
from bookmaker.transforms.part_links import part_links
from bookmaker.transforms.place_notes import place_epub_notes, place_print_notes
from bookmaker.transforms.refuse_endless_paragraphs import (
    refuse_endless_chapters,
    refuse_endless_paragraphs,
)
from bookmaker.transforms.resolve_references import resolve_references
from bookmaker.transforms.set_opening_marks_apart import set_opening_marks_apart
from bookmaker.transforms.shape_forms import shape_forms
from bookmaker.transforms.show_links import show_links
from bookmaker.transforms.smarten_punctuation import smarten_punctuation
from bookmaker.transforms.title_admonitions import title_admonitions
from bookmaker.transforms.word_page_references import word_page_references

Transform = Callable[[Book, BookConfig, Diagnostics], Book]

COMMON: tuple[Transform, ...] = (
    keep_classes_apart,  # all classes are still the author's
    refuse_endless_paragraphs,  # paragraphs are still the author's own
    refuse_endless_chapters,
    join_east_asian_lines,  # lines are as the author broke them
    shape_forms,  # headings are still blocks, and lines as the author broke them
    nest_sections,  # headings become sections before anything is named after them
    identify_targets,  # every target has its id before anything refers to it
    number_divisions,  # numbers follow the order of the book alone
    number_captions,  # their numbers begin with the chapter's
    link_descriptions,  # names labels; its links are resolved with the author's own
    resolve_references,  # links need the ids
    lead_back_from_descriptions,  # links to descriptions lead to ids
    link_terms,  # terms may stand in notes
    cite_sources,  # a style of notes makes notes
    complete_addresses,  # the sources' links are there
    number_notes,  # notes need the ids of their divisions
    free_note_calls,  # calls are links once they are numbered
    part_links,  # citations and references are links by now
    smarten_punctuation,  # the author's own words are complete
    mark_abbreviations,  # the words are as they will be
    compose_index,  # its entries are the text's own words, smartened
    compose_title_pages,  # generated words need no smartening
    gather_contributors,  # title pages name those of the whole book alone
    title_admonitions,  # generated words need no smartening
    convert_mathematics,  # anywhere: it looks at formulas alone
    mark_initials,  # titles are known from text, and words are as they will be
    mark_listings,  # anywhere: it looks at listings alone
)

FOR_EPUB: tuple[Transform, ...] = (
    leave_out_empty_pages,  # all but notes and lists have what they show
    place_epub_notes,  # may add the division of the notes, which the contents list
    name_index_places,  # a section's title is complete
    compose_epub_contents,
    set_opening_marks_apart,  # the words are final
)

FOR_PDF: tuple[Transform, ...] = (
    word_page_references,  # notes hold references too, before they are placed
    show_links,  # makes notes, which are then placed
    leave_out_empty_pages,  # addresses are notes by now
    place_print_notes,  # the same
    compose_print_contents,
)
