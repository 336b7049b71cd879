"""What the package document says: Dublin Core, refinements, accessibility.

EPUB 3.3, section 5.5 (https://www.w3.org/TR/epub-33/#sec-pkg-metadata), and EPUB
Accessibility 1.1, section 2 (https://www.w3.org/TR/epub-a11y-11/#sec-discovery).
"""

from __future__ import annotations

import datetime
import json
import uuid
from collections.abc import Iterator

from bookmaker.backends.epub.accessibility import Accessibility
from bookmaker.backends.epub.package import Statement
from bookmaker.config.model import AccessibilityConfig, BookConfig
from bookmaker.document.metadata import Creator, Metadata, Subject
from bookmaker.languages.words import FALLBACK, has_words

_EARLIEST = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)
# The names that the standard reserves for authorities (section 5.5.3.1.2).
_AUTHORITY_BY_SCHEME = {"thema": "Thema", "bisac": "BISAC", "bic": "BIC"}
_RELATORS = "marc:relators"
_ONIX_IDENTIFIERS = "onix:codelist5"
_ONIX_ISBN_13 = "15"
_CONFORMANCE_ID = "conformance"
_CERTIFIER_ID = "certifier"


def identifier_of(config: BookConfig, metadata: Metadata) -> str:
    """The book's identifier: its own, its ISBN, or one made from what it is.

    The last is a name-based UUID of title, authors, language and the manuscript's name:
    equal books have equal identifiers, on every machine. An edition with a name has its
    own identifier, that of its product or one made from its name too: to a reading
    system two files with one identifier are the same book.
    """
    if metadata.identifier is not None and config.edition_name is None:
        return metadata.identifier
    number = _isbn_urn(config)
    if number is not None:
        return number
    named = [config.name, metadata.title, metadata.language]
    named.extend(author.name for author in metadata.authors)
    if config.edition_name is not None:
        named.append(config.edition_name)
    # RFC 9562, 5.5; the name space is that of addresses, which has one for us.
    space = uuid.uuid5(uuid.NAMESPACE_URL, "urn:bookmaker:book")
    return f"urn:uuid:{uuid.uuid5(space, json.dumps(named))}"


def modified_of(metadata: Metadata) -> datetime.datetime:
    """The moment of the last change, in UTC; the earliest that a zip can tell, if none.

    A moment without a zone counts as UTC, never as the machine's own.
    """
    moment = metadata.modified
    if moment is None:
        return _EARLIEST
    if moment.tzinfo is None:
        return moment.replace(tzinfo=datetime.UTC)
    return moment.astimezone(datetime.UTC)


def state_metadata(
    config: BookConfig, metadata: Metadata, accessibility: Accessibility
) -> tuple[Statement, ...]:
    """State all that is known of the book but its identifier; the title comes first."""
    return (
        *_titles(metadata),
        Statement("dc:language", metadata.language),
        *_further_identifiers(config, metadata),
        *_people(metadata.authors, "creator"),
        *_people(metadata.contributors, "contributor"),
        *_plain_terms(metadata),
        *_subjects(metadata.subjects),
        *_series(metadata),
        Statement("schema:bookEdition", str(metadata.edition)),
        *_accessibility(accessibility, metadata.language),
        *_claim(config.accessibility, accessibility),
    )


def page_source_of(config: BookConfig, metadata: Metadata) -> str:
    """What the listed pages are those of: an ISBN, or words that tell the edition.

    Page Source Identification, section 2 (https://www.w3.org/publishing/a11y/page-source-id/).
    The product is that of the edition; the plain PDF is the product `print`.
    """
    name = config.epub.page_list or ""
    edition = config.editions.get(name)
    product = None if edition is None else edition.options.product
    number = _urn_of(config, product or ("print" if name == "pdf" else None))
    if number is not None:
        return number
    words = [metadata.title, *(author.name for author in metadata.authors)]
    words.append("PDF" if name == "pdf" else f"PDF, {name}")
    if metadata.published is not None:
        words.append(str(metadata.published.year))
    return ", ".join(words)


def _titles(metadata: Metadata) -> Iterator[Statement]:
    yield Statement("dc:title", metadata.title, "title")
    yield Statement("title-type", "main", refines="title")
    if metadata.subtitle is not None:
        yield Statement("dc:title", metadata.subtitle, "subtitle")
        yield Statement("title-type", "subtitle", refines="subtitle")


def _further_identifiers(config: BookConfig, metadata: Metadata) -> Iterator[Statement]:
    number = _isbn_urn(config)
    if number is not None and identifier_of(config, metadata) != number:
        yield Statement("dc:identifier", number, "isbn")
        yield Statement(
            "identifier-type", _ONIX_ISBN_13, refines="isbn", scheme=_ONIX_IDENTIFIERS
        )


def _isbn_urn(config: BookConfig) -> str | None:
    name = "epub" if config.edition_name is None else None
    if config.edition is not None:
        name = config.edition.product or name
    return _urn_of(config, name)


def _urn_of(config: BookConfig, name: str | None) -> str | None:
    """The ISBN of a product as a URN."""
    number = config.isbn_of(name)
    return None if number is None else f"urn:isbn:{number}"


def _people(people: tuple[Creator, ...], term: str) -> Iterator[Statement]:
    for number, person in enumerate(people, start=1):
        id_ = f"{term}-{number}"
        yield Statement(f"dc:{term}", person.name, id_)
        yield Statement("role", person.role, refines=id_, scheme=_RELATORS)
        if person.file_as is not None:
            yield Statement("file-as", person.file_as, refines=id_)
        yield Statement("display-seq", str(number), refines=id_)


def _plain_terms(metadata: Metadata) -> Iterator[Statement]:
    published = metadata.published
    terms = {
        "dc:publisher": metadata.publisher,
        "dc:date": published.isoformat() if published is not None else None,
        "dc:rights": metadata.rights,
        "dc:description": metadata.description,
    }
    for name, value in terms.items():
        if value is not None and value.strip():
            yield Statement(name, value)


def _subjects(subjects: tuple[Subject, ...]) -> Iterator[Statement]:
    for number, subject in enumerate(subjects, start=1):
        if subject.scheme is None:
            yield Statement("dc:subject", subject.text)
            continue
        id_ = f"subject-{number}"
        authority = _AUTHORITY_BY_SCHEME.get(subject.scheme.lower(), subject.scheme)
        yield Statement("dc:subject", subject.text, id_)
        yield Statement("authority", authority, refines=id_)
        yield Statement("term", subject.text, refines=id_)


def _series(metadata: Metadata) -> Iterator[Statement]:
    if metadata.series is None:
        return
    yield Statement("belongs-to-collection", metadata.series.name, "series")
    yield Statement("collection-type", "series", refines="series")
    if metadata.series.position is not None:
        yield Statement("group-position", metadata.series.position, refines="series")


def _accessibility(accessibility: Accessibility, language: str) -> Iterator[Statement]:
    for mode in accessibility.modes:
        yield Statement("schema:accessMode", mode)
    for sufficient in accessibility.sufficient_modes:
        yield Statement("schema:accessModeSufficient", sufficient)
    for feature in accessibility.features:
        yield Statement("schema:accessibilityFeature", feature)
    for hazard in accessibility.hazards:
        yield Statement("schema:accessibilityHazard", hazard)
    yield Statement(
        "schema:accessibilitySummary",
        accessibility.summary,
        language=None if has_words(language) else FALLBACK,
    )


def _claim(
    claim: AccessibilityConfig | None, accessibility: Accessibility
) -> Iterator[Statement]:
    """Who found that the edition conforms; nothing where nobody did or nobody could.

    EPUB Accessibility 1.1, 4.3 (https://www.w3.org/TR/epub-a11y-11/#sec-conf-reporting).
    """
    if claim is None or claim.evaluator is None or accessibility.contradiction:
        return
    standard = f"EPUB Accessibility 1.1 - WCAG 2.2 Level {claim.level.value}"
    yield Statement("dcterms:conformsTo", standard, _CONFORMANCE_ID)
    yield Statement(
        "a11y:certifiedBy", claim.evaluator, _CERTIFIER_ID, refines=_CONFORMANCE_ID
    )
    if claim.credential is not None:
        yield Statement(
            "a11y:certifierCredential", claim.credential, refines=_CERTIFIER_ID
        )
    if claim.report is not None:
        yield Statement(
            "a11y:certifierReport", claim.report, refines=_CERTIFIER_ID, is_link=True
        )
    if claim.evaluated is not None:
        yield Statement(
            "dcterms:date", claim.evaluated.isoformat(), refines=_CERTIFIER_ID
        )
