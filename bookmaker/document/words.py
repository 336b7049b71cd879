"""The words and marks that a book's language asks for.

Quotation marks and spaces follow the usage that the Unicode CLDR (delimiters) and the
national style guides give; the generated words are the trade's in each language.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace

NO_BREAK_SPACE = "\u00a0"
NARROW_NO_BREAK_SPACE = "\u202f"
OPENING_MARKS = "\"'“”„‟«»‹›‘’‚‛¿¡([" + NO_BREAK_SPACE + NARROW_NO_BREAK_SPACE
"""What may stand before the first letter of a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What one language says and how it quotes."""

    quotes: tuple[str, str]
    """Opening and closing mark of a quotation, spaces within included."""
    inner_quotes: tuple[str, str]
    """The same within a quotation."""
    space_before_colon: str = ""
    space_before_high_marks: str = ""
    """Before `;`, `!` and `?`."""
    half_title: str
    title_page: str
    copyright: str
    dedication: str
    epigraph: str
    contents: str
    cover: str
    notes: str
    part: str
    chapter: str
    appendix: str
    index: str
    bibliography: str
    glossary: str
    edited_by: str
    translated_by: str
    illustrated_by: str
    with_: str
    """Before any other contributor."""
    published_by: str
    """`{year}` and `{publisher}` stand where they belong."""
    edition: str
    """`{number}` stands where it belongs."""
    printing: str
    and_: str
    and_others: str
    note: str
    tip: str
    warning: str
    caution: str
    important: str
    start_of_text: str
    """The landmark that leads to the first page of the body."""
    see: str
    see_also: str
    """Before the entry of an index that another refers to."""
    symbols: str
    """Over the entries of an index that begin with no letter."""
    links: str
    """Over the addresses that a chapter's links lead to."""
    sources: str
    """Over where the pieces of a book stood first."""
    picture_credits: str
    first_appeared: str
    """`{title}` and `{place}` stand where they belong."""
    also_by: str
    """`{author}` stands where it belongs."""
    description: str
    """What a link to a picture's long description says."""
    descriptions: str
    volume: str
    """`{position}` and `{series}` stand where they belong."""


_ENGLISH = Words(
    quotes=("“", "”"),
    inner_quotes=("‘", "’"),
    half_title="Half title",
    title_page="Title page",
    copyright="Copyright",
    dedication="Dedication",
    epigraph="Epigraph",
    contents="Contents",
    cover="Cover",
    notes="Notes",
    part="Part",
    chapter="Chapter",
    appendix="Appendix",
    index="Index",
    bibliography="Bibliography",
    glossary="Glossary",
    edited_by="Edited by",
    translated_by="Translated by",
    illustrated_by="Illustrated by",
    with_="With",
    published_by="First published in {year} by {publisher}",
    edition="Edition {number}",
    printing="Printing {number}",
    and_="and",
    and_others="and others",
    note="Note",
    tip="Tip",
    warning="Warning",
    caution="Caution",
    important="Important",
    start_of_text="Start of the text",
    see="see",
    see_also="see also",
    symbols="Symbols",
    links="Links",
    sources="First publications",
    picture_credits="Picture credits",
    first_appeared="{title} first appeared in {place}",
    also_by="Also by {author}",
    description="Description",
    descriptions="Descriptions of pictures",
    volume="Volume {position} of {series}",
)

_GERMAN = Words(
    quotes=("„", "“"),
    inner_quotes=("‚", "‘"),
    half_title="Schmutztitel",
    title_page="Titelseite",
    copyright="Impressum",
    dedication="Widmung",
    epigraph="Motto",
    contents="Inhalt",
    cover="Umschlag",
    notes="Anmerkungen",
    part="Teil",
    chapter="Kapitel",
    appendix="Anhang",
    index="Register",
    bibliography="Literatur",
    glossary="Glossar",
    edited_by="Herausgegeben von",
    translated_by="Übersetzt von",
    illustrated_by="Illustriert von",
    with_="Mit",
    published_by="Erstmals erschienen {year} bei {publisher}",
    edition="{number}. Auflage",
    printing="{number}. Druck",
    and_="und",
    and_others="und andere",
    note="Hinweis",
    tip="Tipp",
    warning="Warnung",
    caution="Vorsicht",
    important="Wichtig",
    start_of_text="Beginn des Textes",
    see="siehe",
    see_also="siehe auch",
    symbols="Zeichen",
    links="Links",
    sources="Erstveröffentlichungen",
    picture_credits="Bildnachweis",
    first_appeared="{title} erschien zuerst in {place}",
    also_by="Weitere Bücher von {author}",
    description="Beschreibung",
    descriptions="Bildbeschreibungen",
    volume="{series}, Band {position}",
)

_FRENCH = Words(
    quotes=(f"«{NARROW_NO_BREAK_SPACE}", f"{NARROW_NO_BREAK_SPACE}»"),
    inner_quotes=("“", "”"),
    space_before_colon=NO_BREAK_SPACE,
    space_before_high_marks=NARROW_NO_BREAK_SPACE,
    half_title="Faux-titre",
    title_page="Page de titre",
    copyright="Mentions légales",
    dedication="Dédicace",
    epigraph="Épigraphe",
    contents="Table des matières",
    cover="Couverture",
    notes="Notes",
    part="Partie",
    chapter="Chapitre",
    appendix="Annexe",
    index="Index",
    bibliography="Bibliographie",
    glossary="Glossaire",
    edited_by="Sous la direction de",
    translated_by="Traduit par",
    illustrated_by="Illustré par",
    with_="Avec",
    published_by="Première publication en {year} par {publisher}",
    edition="Édition {number}",
    printing="Tirage {number}",
    and_="et",
    and_others="et d’autres",
    note="Note",
    tip="Conseil",
    warning="Avertissement",
    caution="Attention",
    important="Important",
    start_of_text="Début du texte",
    see="voir",
    see_also="voir aussi",
    symbols="Symboles",
    links="Liens",
    sources="Premières publications",
    picture_credits="Crédits des illustrations",
    first_appeared="{title} a d’abord paru dans {place}",
    also_by="Autres livres de {author}",
    description="Description",
    descriptions="Descriptions des images",
    volume="{series}, volume {position}",
)

_SPANISH = Words(
    quotes=("«", "»"),
    inner_quotes=("“", "”"),
    half_title="Portadilla",
    title_page="Portada",
    copyright="Página de créditos",
    dedication="Dedicatoria",
    epigraph="Epígrafe",
    contents="Índice",
    cover="Cubierta",
    notes="Notas",
    part="Parte",
    chapter="Capítulo",
    appendix="Apéndice",
    index="Índice alfabético",
    bibliography="Bibliografía",
    glossary="Glosario",
    edited_by="Edición de",
    translated_by="Traducción de",
    illustrated_by="Ilustraciones de",
    with_="Con",
    published_by="Publicado por primera vez en {year} por {publisher}",
    edition="Edición {number}",
    printing="Impresión {number}",
    and_="y",
    and_others="y otros",
    note="Nota",
    tip="Consejo",
    warning="Advertencia",
    caution="Precaución",
    important="Importante",
    start_of_text="Comienzo del texto",
    see="véase",
    see_also="véase también",
    symbols="Símbolos",
    links="Enlaces",
    sources="Primeras publicaciones",
    picture_credits="Créditos de las imágenes",
    first_appeared="{title} apareció por primera vez en {place}",
    also_by="Otros libros de {author}",
    description="Descripción",
    descriptions="Descripciones de las imágenes",
    volume="{series}, volumen {position}",
)

_ITALIAN = Words(
    quotes=("«", "»"),
    inner_quotes=("“", "”"),
    half_title="Occhiello",
    title_page="Frontespizio",
    copyright="Colophon",
    dedication="Dedica",
    epigraph="Epigrafe",
    contents="Indice",
    cover="Copertina",
    notes="Note",
    part="Parte",
    chapter="Capitolo",
    appendix="Appendice",
    index="Indice analitico",
    bibliography="Bibliografia",
    glossary="Glossario",
    edited_by="A cura di",
    translated_by="Traduzione di",
    illustrated_by="Illustrazioni di",
    with_="Con",
    published_by="Prima pubblicazione nel {year} presso {publisher}",
    edition="Edizione {number}",
    printing="Ristampa {number}",
    and_="e",
    and_others="e altri",
    note="Nota",
    tip="Suggerimento",
    warning="Avvertenza",
    caution="Attenzione",
    important="Importante",
    start_of_text="Inizio del testo",
    see="vedi",
    see_also="vedi anche",
    symbols="Simboli",
    links="Collegamenti",
    sources="Prime pubblicazioni",
    picture_credits="Crediti delle immagini",
    first_appeared="{title} è apparso per la prima volta in {place}",
    also_by="Altri libri di {author}",
    description="Descrizione",
    descriptions="Descrizioni delle immagini",
    volume="{series}, volume {position}",
)

_DUTCH = Words(
    quotes=("‘", "’"),
    inner_quotes=("“", "”"),
    half_title="Franse titel",
    title_page="Titelpagina",
    copyright="Colofon",
    dedication="Opdracht",
    epigraph="Motto",
    contents="Inhoud",
    cover="Omslag",
    notes="Noten",
    part="Deel",
    chapter="Hoofdstuk",
    appendix="Bijlage",
    index="Register",
    bibliography="Bibliografie",
    glossary="Verklarende woordenlijst",
    edited_by="Samengesteld door",
    translated_by="Vertaald door",
    illustrated_by="Geïllustreerd door",
    with_="Met",
    published_by="Voor het eerst verschenen in {year} bij {publisher}",
    edition="{number}e druk",
    printing="{number}e oplage",
    and_="en",
    and_others="en anderen",
    note="Opmerking",
    tip="Tip",
    warning="Waarschuwing",
    caution="Let op",
    important="Belangrijk",
    start_of_text="Begin van de tekst",
    see="zie",
    see_also="zie ook",
    symbols="Tekens",
    links="Links",
    sources="Eerste publicaties",
    picture_credits="Beeldverantwoording",
    first_appeared="{title} verscheen eerder in {place}",
    also_by="Andere boeken van {author}",
    description="Beschrijving",
    descriptions="Beschrijvingen van de afbeeldingen",
    volume="{series}, deel {position}",
)

_PORTUGUESE = Words(
    quotes=("“", "”"),
    inner_quotes=("‘", "’"),
    half_title="Falsa folha de rosto",
    title_page="Folha de rosto",
    copyright="Ficha técnica",
    dedication="Dedicatória",
    epigraph="Epígrafe",
    contents="Sumário",
    cover="Capa",
    notes="Notas",
    part="Parte",
    chapter="Capítulo",
    appendix="Apêndice",
    index="Índice remissivo",
    bibliography="Bibliografia",
    glossary="Glossário",
    edited_by="Organização de",
    translated_by="Tradução de",
    illustrated_by="Ilustrações de",
    with_="Com",
    published_by="Publicado pela primeira vez em {year} por {publisher}",
    edition="Edição {number}",
    printing="Impressão {number}",
    and_="e",
    and_others="e outros",
    note="Nota",
    tip="Dica",
    warning="Aviso",
    caution="Cuidado",
    important="Importante",
    start_of_text="Início do texto",
    see="ver",
    see_also="ver também",
    symbols="Símbolos",
    links="Ligações",
    sources="Primeiras publicações",
    picture_credits="Créditos das imagens",
    first_appeared="{title} apareceu pela primeira vez em {place}",
    also_by="Outros livros de {author}",
    description="Descrição",
    descriptions="Descrições das imagens",
    volume="{series}, volume {position}",
)

_POLISH = Words(
    quotes=("„", "”"),
    inner_quotes=("«", "»"),
    half_title="Przedtytuł",
    title_page="Strona tytułowa",
    copyright="Strona redakcyjna",
    dedication="Dedykacja",
    epigraph="Motto",
    contents="Spis treści",
    cover="Okładka",
    notes="Przypisy",
    part="Część",
    chapter="Rozdział",
    appendix="Dodatek",
    index="Indeks",
    bibliography="Bibliografia",
    glossary="Słowniczek",
    edited_by="Redakcja:",
    translated_by="Przekład:",
    illustrated_by="Ilustracje:",
    with_="Współpraca:",
    published_by="Pierwsze wydanie: {publisher}, {year}",
    edition="Wydanie {number}",
    printing="Dodruk {number}",
    and_="i",
    and_others="i inni",
    note="Uwaga",
    tip="Wskazówka",
    warning="Ostrzeżenie",
    caution="Ostrożnie",
    important="Ważne",
    start_of_text="Początek tekstu",
    see="zob.",
    see_also="zob. też",
    symbols="Znaki",
    links="Odsyłacze",
    sources="Pierwodruki",
    picture_credits="Źródła ilustracji",
    first_appeared="{title}: pierwodruk: {place}",
    also_by="Inne książki: {author}",
    description="Opis",
    descriptions="Opisy ilustracji",
    volume="{series}, tom {position}",
)

_RUSSIAN = Words(
    quotes=("«", "»"),
    inner_quotes=("„", "“"),
    half_title="Авантитул",
    title_page="Титульный лист",
    copyright="Выходные данные",
    dedication="Посвящение",
    epigraph="Эпиграф",
    contents="Оглавление",
    cover="Обложка",
    notes="Примечания",
    part="Часть",
    chapter="Глава",
    appendix="Приложение",
    index="Указатель",
    bibliography="Библиография",
    glossary="Словарь терминов",
    edited_by="Составитель:",
    translated_by="Перевод:",
    illustrated_by="Иллюстрации:",
    with_="При участии:",
    published_by="Первое издание: {publisher}, {year}",
    edition="Издание {number}",
    printing="Тираж {number}",
    and_="и",
    and_others="и др.",
    note="Примечание",
    tip="Совет",
    warning="Предупреждение",
    caution="Осторожно",
    important="Важно",
    start_of_text="Начало текста",
    see="см.",
    see_also="см. также",
    symbols="Знаки",
    links="Ссылки",
    sources="Первые публикации",
    picture_credits="Источники иллюстраций",
    first_appeared="{title}: впервые опубликовано: {place}",
    also_by="Другие книги: {author}",
    description="Описание",
    descriptions="Описания иллюстраций",
    volume="{series}, том {position}",
)

_WORDS_BY_LANGUAGE = {
    "en": _ENGLISH,
    "de": _GERMAN,
    "fr": _FRENCH,
    "es": _SPANISH,
    "it": _ITALIAN,
    "nl": _DUTCH,
    "pt": _PORTUGUESE,
    "pl": _POLISH,
    "ru": _RUSSIAN,
}

_QUOTES_BY_REGION: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "de-ch": (("«", "»"), ("‹", "›")),
    "de-li": (("«", "»"), ("‹", "›")),
    "pt-pt": (("«", "»"), ("“", "”")),
}
"""Where a country quotes otherwise than its language (CLDR, delimiters)."""


@functools.cache
def words_of(language: str) -> Words:
    """The words of a BCP 47 tag's language; English where we have none of its own."""
    words = _WORDS_BY_LANGUAGE.get(primary_language(language), _ENGLISH)
    quotes = _QUOTES_BY_REGION.get(language.lower())
    if quotes is None:
        return words
    return replace(words, quotes=quotes[0], inner_quotes=quotes[1])


def has_words(language: str) -> bool:
    """Whether the language has words of its own here."""
    return primary_language(language) in _WORDS_BY_LANGUAGE


def primary_language(tag: str) -> str:
    """The first subtag of a BCP 47 tag, in small letters."""
    return tag.split("-", 1)[0].lower()


_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})
"""Languages that publish in scripts written from right to left (Unicode, UAX 31)."""


def direction_of(language: str) -> str:
    """The direction in which a BCP 47 tag's language is written: `ltr` or `rtl`."""
    if "-latn" in language.lower():
        return "ltr"
    return "rtl" if primary_language(language) in _RIGHT_TO_LEFT else "ltr"
