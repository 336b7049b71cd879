"""The zip: entry order, fixed dates, mimetype first and stored.

EPUB Open Container Format 3.3, section 4.2
(https://www.w3.org/TR/epub-33/#sec-zip-container-zip). Every byte is decided here, by
the book and never by the moment or the machine.
"""

from __future__ import annotations

import datetime
import io
import zipfile

MEDIA_TYPE = "application/epub+zip"
_FIRST = ("mimetype", "META-INF/container.xml")
# The earliest moment that a zip can tell.
_EARLIEST = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)
_LATEST_YEAR = 2107
_MODE = 0o644
_UNIX = 3
# Compressed already: a second time costs time and gains nothing.
_STORED_SUFFIXES = (".jpg", ".png", ".gif")
# A book is 2 % larger than at the highest level, and packed in half the time.
_LEVEL = 4


def pack_again(packed: bytes, modified: datetime.datetime) -> bytes:
    """Write a zip again so that equal content gives equal bytes.

    The entries keep their order, but for those that the standard wants first.
    """
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed)) as source,
        zipfile.ZipFile(target, "w") as container,
    ):
        names = [n for n in source.namelist() if n not in _FIRST]
        for name in (*_FIRST, *names):
            is_stored = name == "mimetype" or name.endswith(_STORED_SUFFIXES)
            container.writestr(
                _entry(name, modified),
                source.read(name),
                zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED,
                _LEVEL,
            )
    return target.getvalue()


def _entry(name: str, modified: datetime.datetime) -> zipfile.ZipInfo:
    moment = max(modified.astimezone(datetime.UTC), _EARLIEST)
    year = min(moment.year, _LATEST_YEAR)
    # A zip counts seconds by twos.
    date = (year, *moment.timetuple()[1:5], moment.second // 2 * 2)
    entry = zipfile.ZipInfo(name, date)
    entry.create_system = _UNIX
    entry.external_attr = _MODE << 16
    return entry
