"""Lines that are a date and no more, in the languages whose pages are known."""

from __future__ import annotations

import datetime
import re

_MONTHS = (
    "january february march april may june july august september october november "
    "december"
).split()
_MONTH = r"(?:" + "|".join(f"{m}|{m[:3]}\\.?" for m in _MONTHS) + r"|sept\.?)"
_DATE = re.compile(
    rf"""
    (?:(?:(?:last\ )?(?:updated|modified|revised)|published|posted|written|date)
      (?:\ on)?:?\s+)?
    (?:(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?
    (?: (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\.?\s+(?P<m1>{_MONTH}),?\s+(?P<y1>\d{{4}})
      | (?P<m2>{_MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})
      | (?P<y3>\d{{4}})-(?P<m3>\d{{2}})-(?P<d3>\d{{2}})
      | (?P<y4>(?:1[5-9]|20)\d{{2}})
      | (?:(?:spring|summer|autumn|fall|winter|easter|christmas|{_MONTH}),?\s+)
        (?P<y5>\d{{4}}) )
    (?:\s?[,•·|]?\ (?:at\ )?\d{{1,2}}[:.]\d\d.{{0,20}}|\ at\ .{{1,20}})?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DAY = re.compile(rf"{_MONTH}\s+\d{{1,2}}", re.IGNORECASE)
"""As newsletters have it, without a year."""
_ABROAD: dict[str, int] = {
    name: number
    for names in (
        "januar jänner februar märz april mai juni juli august september oktober "
        "november dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre "
        "décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre "
        "noviembre diciembre",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre "
        "novembre dicembre",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro "
        "novembro dezembro",
        "januari februari maart april mei juni juli augustus september oktober "
        "november december",
    )
    for number, name in enumerate((n for n in names.split() if n != "jänner"), 1)
}
_ABROAD["jänner"] = 1
_SHORT = (
    "jan feb mär apr mai jun jul aug sep okt nov dez",
    "janv févr mars avr mai juin juil août sept oct nov déc",
    "ene feb mar abr may jun jul ago sept oct nov dic",
)
_ABROAD |= {
    name: number
    for names in _SHORT
    for number, name in enumerate(names.split(), 1)
    if name not in _ABROAD
}
_MONTH_ABROAD = "|".join(sorted(_ABROAD, key=len, reverse=True))
_DATE_ABROAD = re.compile(
    rf"""
    (?:(?:(?:zuletzt\ )?(?:veröffentlicht|erschienen|aktualisiert|geändert|stand)
        (?:\ am|\ im)?
      |(?:publiée?|mise?\ à\ jour|modifiée?|paru|posté)(?:\ le)?
      |(?:publicado|actualizado|escrito)(?:\ el)?
      |(?:pubblicato|aggiornato)(?:\ il)?|(?:publicado|atualizado)(?:\ em)?
      |(?:geplaatst|gepubliceerd)(?:\ op)?|am|vom|le|du|el|il|em|op)\s?:?\s+)?
    (?:(?:(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|lundi|mardi|mercredi|jeudi
      |vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo)
      ,?\s+(?:den\s+)?)?
    (?:(?P<day>\d{{1,2}})(?:\.|er|º|°)?\s+(?:de\s+)?)?
      (?P<month>{_MONTH_ABROAD})\.?,?\s+(?:del?\s+)?(?P<year>\d{{4}})
    (?:\s?[,•·|–-]?\s?(?:um|à|a\ las|alle|às|om)?\s?\d{{1,2}}[:.h]\s?\d\d.{{0,45}}
      |,\s(?:mis|aktualisiert|actualizado).{{3,45}})?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FIGURES = re.compile(
    r"(?P<day>\d{1,2})(?:\.|/)\s?(?P<month>\d{1,2})(?:\.|/)\s?(?P<year>(?:1[89]|20)\d\d)"
    r"(?:[,\s]+\d{1,2}[:.h]\d\d(?:\s(?:Uhr|Uhr\.|h))?)?"
)
"""Day, month, year: where figures alone stand, pages in English are in doubt."""


_TIME = re.compile(
    r"(?<=\d{4}),?\s(?:at\s)?\d{1,2}[:.]\d\d\s?[ap]\.?m\.?(?:\s[A-Z]{2,4})?$",
    re.IGNORECASE,
)
"""`May 3, 2021, 6:00 AM ET`."""


def is_date(words: str) -> bool:
    """Whether a line is a date and no more; a dash may stand before it."""
    words = words.removeprefix("- ").removeprefix("– ").removeprefix("— ")
    words = _TIME.sub("", words)
    return any(form.fullmatch(words) for form in (_DATE, _DATE_ABROAD, _FIGURES))


_DAY_OF_ANY = re.compile(r"\b\d{1,2}\.?\s(?:[^\W\d_]+\s){1,3}(?:19|20)\d\d\b")
_LONGEST_DATED = 50


def is_dated(words: str) -> bool:
    """Whether a short line holds a day, a month in any language, and a year.

    `Publicerad 4 november 2019 kl. 05.30`: a page's line about when, if it stands where
    such lines do.
    """
    return len(words) <= _LONGEST_DATED and _DAY_OF_ANY.search(words) is not None


_DAY_ALONE = re.compile(
    r"(?:[^\W\d_]{2,4}\s)?\d{1,2}(?:\.|er|º|th|st|nd|rd)?\s(?:d[eio]\s)?[^\W\d_]{3,10}"
    r"(?:\s\d{4})?"
)


def is_day_of_any(words: str) -> bool:
    """Whether a line is no more than a day and a month: `Le 3 mars`, `12. Juni 1911`.

    A count of things looks the same (`6 plums`): its place says which it is.
    """
    return is_date(words) or _DAY_ALONE.fullmatch(words) is not None


def is_month(word: str) -> bool:
    """Whether a word is the name of a month."""
    word = word.lower().rstrip(".")
    return word in _ABROAD or any(word in (name, name[:3]) for name in _MONTHS)


def is_day(words: str) -> bool:
    """Whether a line is a month and a day without a year: `Oct 2`."""
    return _DAY.fullmatch(words) is not None


def date_of(words: str) -> datetime.date | None:
    """The day a line names; `None` where it names a month or a year alone."""
    words = _TIME.sub("", words)
    found = _DATE.fullmatch(words)
    if found is not None:
        return _english_date(found)
    abroad = _DATE_ABROAD.fullmatch(words)
    if abroad is not None and abroad["day"]:
        return _date(abroad["year"], _ABROAD[abroad["month"].lower()], abroad["day"])
    return None


def _english_date(found: re.Match[str]) -> datetime.date | None:
    part = found.groupdict()
    year = next(part[f"y{n}"] for n in range(1, 6) if part[f"y{n}"])
    month = next((part[f"m{n}"] for n in (1, 2, 3) if part[f"m{n}"]), None)
    day = next((part[f"d{n}"] for n in (1, 2, 3) if part[f"d{n}"]), None)
    if month is None or day is None:
        return None
    if month.isdecimal():
        return _date(year, int(month), day)
    stem = month.lower()[:3]
    return _date(
        year, next(i for i, m in enumerate(_MONTHS, 1) if m.startswith(stem)), day
    )


def _date(year: str, month: int, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), month, int(day))
    except ValueError:
        return None
