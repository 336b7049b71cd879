"""Numbers from 1 to 99 in words: `Chapter Twenty-one`.

In English, German, French, Spanish, Italian, Dutch, Portuguese and Polish the cardinal;
in Russian the ordinal, of the gender of its chapter and part (`Глава первая`).
In any other language, and from 100 on, figures.
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

_ITALIAN = (
    "uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici "
    "quattordici quindici sedici diciassette diciotto diciannove"
).split()
_ITALIAN_TENS = (
    "venti trenta quaranta cinquanta sessanta settanta ottanta novanta"
).split()

_DUTCH = (
    "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien "
    "vijftien zestien zeventien achttien negentien"
).split()
_DUTCH_TENS = (
    "twintig dertig veertig vijftig zestig zeventig tachtig negentig"
).split()

_PORTUGUESE = (
    "um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze "
    "dezesseis dezessete dezoito dezenove"
).split()
_PORTUGUESE_TENS = (
    "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa"
).split()

_POLISH = (
    "jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście "
    "dwanaście trzynaście czternaście piętnaście szesnaście siedemnaście osiemnaście "
    "dziewiętnaście"
).split()
_POLISH_TENS = (
    "dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt "
    "osiemdziesiąt dziewięćdziesiąt"
).split()

_RUSSIAN = (
    "первая вторая третья четвёртая пятая шестая седьмая восьмая девятая десятая "
    "одиннадцатая двенадцатая тринадцатая четырнадцатая пятнадцатая шестнадцатая "
    "семнадцатая восемнадцатая девятнадцатая"
).split()
_RUSSIAN_ROUND = (
    "двадцатая тридцатая сороковая пятидесятая шестидесятая семидесятая "
    "восьмидесятая девяностая"
).split()
_RUSSIAN_TENS = (
    "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто"
).split()


def number_in_words(number: int, language: str) -> str:
    """Write a number from 1 on in words, beginning with a capital."""
    write = {
        "en": _in_english,
        "de": _in_german,
        "fr": _in_french,
        "es": _in_spanish,
        "it": _in_italian,
        "nl": _in_dutch,
        "pt": _in_portuguese,
        "pl": _in_polish,
        "ru": _in_russian,
    }.get(primary_language(language))
    if language.lower() == "pt-pt" and number in _EUROPEAN_PORTUGUESE:
        return _EUROPEAN_PORTUGUESE[number]
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


_EUROPEAN_PORTUGUESE = {16: "Dezasseis", 17: "Dezassete", 19: "Dezanove"}
"""Numbers that Portugal writes otherwise than Brazil."""


def _in_italian(number: int) -> str:
    if number < 20:
        return _ITALIAN[number - 1]
    tens, unit = divmod(number, 10)
    word = _ITALIAN_TENS[tens - 2]
    if not unit:
        return word
    if unit in (1, 8):  # venti and uno meet in ventuno
        word = word[:-1]
    return f"{word}tré" if unit == 3 else f"{word}{_ITALIAN[unit - 1]}"


def _in_dutch(number: int) -> str:
    if number < 20:
        return _DUTCH[number - 1]
    tens, unit = divmod(number, 10)
    word = _DUTCH_TENS[tens - 2]
    if not unit:
        return word
    first = _DUTCH[unit - 1]
    joint = "ën" if first.endswith("e") else "en"
    return f"{first}{joint}{word}"


def _in_portuguese(number: int) -> str:
    if number < 20:
        return _PORTUGUESE[number - 1]
    tens, unit = divmod(number, 10)
    word = _PORTUGUESE_TENS[tens - 2]
    return f"{word} e {_PORTUGUESE[unit - 1]}" if unit else word


def _in_polish(number: int) -> str:
    if number < 20:
        return _POLISH[number - 1]
    tens, unit = divmod(number, 10)
    word = _POLISH_TENS[tens - 2]
    return f"{word} {_POLISH[unit - 1]}" if unit else word


def _in_russian(number: int) -> str:
    if number < 20:
        return _RUSSIAN[number - 1]
    tens, unit = divmod(number, 10)
    if not unit:
        return _RUSSIAN_ROUND[tens - 2]
    return f"{_RUSSIAN_TENS[tens - 2]} {_RUSSIAN[unit - 1]}"
