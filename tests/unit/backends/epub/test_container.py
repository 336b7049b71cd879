"""The zip, written again."""

from __future__ import annotations

import datetime
import io
import zipfile

from bookmaker.backends.epub.container import pack_again

MOMENT = datetime.datetime(2026, 4, 1, 12, 0, 3, tzinfo=datetime.UTC)


def packed(date: tuple[int, int, int, int, int, int], mode: int) -> bytes:
    """A zip as another moment and machine would write it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as container:
        for name in (
            "EPUB/a.xhtml",
            "META-INF/container.xml",
            "mimetype",
            "EPUB/b.png",
        ):
            entry = zipfile.ZipInfo(name, date)
            entry.external_attr = mode << 16
            container.writestr(entry, name * 50)
    return target.getvalue()


ONE = packed((2026, 1, 1, 0, 0, 0), 0o600)


def entries(content: bytes) -> list[zipfile.ZipInfo]:
    return zipfile.ZipFile(io.BytesIO(content)).infolist()


def test_the_mimetype_comes_first_and_is_stored_without_extras() -> None:
    first = entries(pack_again(ONE, MOMENT))[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert first.extra == b""


def test_the_other_entries_keep_their_order() -> None:
    names = [entry.filename for entry in entries(pack_again(ONE, MOMENT))]
    assert names[1:] == ["META-INF/container.xml", "EPUB/a.xhtml", "EPUB/b.png"]


def test_dates_and_modes_are_the_books_and_not_the_moments() -> None:
    other = packed((2001, 5, 5, 5, 5, 4), 0o777)
    assert pack_again(ONE, MOMENT) == pack_again(other, MOMENT)
    dates = {entry.date_time for entry in entries(pack_again(ONE, MOMENT))}
    assert dates == {(2026, 4, 1, 12, 0, 2)}


def test_a_date_before_1980_becomes_the_earliest_that_a_zip_can_tell() -> None:
    old = datetime.datetime(1851, 10, 18, tzinfo=datetime.UTC)
    first = entries(pack_again(ONE, old))[0]
    assert first.date_time == (1980, 1, 1, 0, 0, 0)


def test_pictures_are_not_compressed_twice() -> None:
    by_name = {entry.filename: entry for entry in entries(pack_again(ONE, MOMENT))}
    assert by_name["EPUB/b.png"].compress_type == zipfile.ZIP_STORED
    assert by_name["EPUB/a.xhtml"].compress_type == zipfile.ZIP_DEFLATED
