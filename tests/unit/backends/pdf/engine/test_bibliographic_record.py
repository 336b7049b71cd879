"""The record of a book that a PDF/A-4f has attached."""

from __future__ import annotations

import datetime
import json

from bookmaker.backends.pdf.engine.bibliographic_record import bibliographic_record
from bookmaker.document.metadata import Creator, Metadata, Series, Subject


def test_people_stand_under_the_property_of_their_role() -> None:
    metadata = Metadata(
        title="T",
        authors=(Creator("Ann"), Creator("Ben", role="aui")),
        contributors=(Creator("Cleo", role="trl"),),
    )
    record = json.loads(bibliographic_record(metadata, None, 1))
    assert record["author"] == [{"name": "Ann"}]
    assert record["translator"] == [{"name": "Cleo"}]
    assert record["contributor"] == [{"name": "Ben"}]


def test_what_the_book_does_not_say_is_left_out() -> None:
    record = json.loads(bibliographic_record(Metadata(title="T"), None, 3))
    assert record == {
        "@context": "https://schema.org",
        "@type": "Book",
        "name": "T",
        "bookEdition": "1",
        "bookFormat": "https://schema.org/EBook",
        "inLanguage": "en",
        "numberOfPages": 3,
    }


def test_the_rest_is_as_the_book_has_it() -> None:
    metadata = Metadata(
        title="Überfahrt",
        published=datetime.date(2026, 3, 1),
        series=Series("Tides", "2.5"),
        subjects=(Subject("Ferries"), Subject("WGC", "thema")),
    )
    content = bibliographic_record(metadata, "9781566199094", 300)
    record = json.loads(content)
    assert "Überfahrt".encode() in content
    assert record["datePublished"] == "2026-03-01"
    assert record["isbn"] == "9781566199094"
    assert record["isPartOf"] == {"@type": "BookSeries", "name": "Tides"}
    assert record["position"] == "2.5"
    assert record["keywords"] == ["Ferries", "WGC"]
