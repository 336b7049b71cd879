"""Numbers from 1 to 99 in words: `Chapter Twenty-one`.

English, German, French and Spanish; in any other language, and from 100 on, figures.
"""

from __future__ import annotations

from bookmaker.document.words import primary_language

_ENGLISH = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()

_GERMAN = (
    "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
    "fünfzehn sechzehn siebzehn achtzehn neunzehn"
).split()
_GERMAN_TENS = (
    "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"
).split()

_FRENCH = (
    "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze "
    "quinze seize dix-sept dix-huit dix-neuf"
).split()
_FRENCH_TENS = "vingt trente quarante cinquante soixante".split()

_SPANISH = (
    "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce "
    "quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós "
    "veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho "
    "veintinueve"
).split()
_SPANISH_TENS = ("treinta cuarenta cincuenta sesenta setenta ochenta noventa").split()


def number_in_words(number: int, language: str) -> str:
    """Write a number from 1 on in words, beginning with a capital."""
    write = {
        "en": _in_english,
        "de": _in_german,
        "fr": _in_french,
        "es": _in_spanish,
    }.get(primary_language(language))
    if write is None or not 1 <= number <= 99:
        return str(number)
    words = write(number)
    return f"{words[0].upper()}{words[1:]}"


def _in_english(number: int) -> str:
    if number < 20:
        return _ENGLISH[number - 1]
    tens, unit = divmod(number, 10)
    word = _ENGLISH_TENS[tens - 2]
    return f"{word}-{_ENGLISH[unit - 1]}" if unit else word


def _in_german(number: int) -> str:
    if number < 20:
        return _GERMAN[number - 1]
    tens, unit = divmod(number, 10)
    word = _GERMAN_TENS[tens - 2]
    if not unit:
        return word
    before = "ein" if unit == 1 else _GERMAN[unit - 1]
    return f"{before}und{word}"


def _in_french(number: int) -> str:
    if number < 20:
        return _FRENCH[number - 1]
    if number >= 80:
        rest = number - 80
        return f"quatre-vingt-{_in_french(rest)}" if rest else "quatre-vingts"
    tens = min(number // 10, 6)
    rest = number - tens * 10
    word = _FRENCH_TENS[tens - 2]
    if not rest:
        return word
    joint = " et " if rest in (1, 11) else "-"
    return f"{word}{joint}{_in_french(rest)}"


def _in_spanish(number: int) -> str:
    if number < 30:
        return _SPANISH[number - 1]
    tens, unit = divmod(number, 10)
    word = _SPANISH_TENS[tens - 3]
    return f"{word} y {_SPANISH[unit - 1]}" if unit else word
