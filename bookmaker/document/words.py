"""The words and marks that a book's language asks for.

Quotation marks and spaces follow the usage that the Unicode CLDR (delimiters) and the
national style guides give; the generated words are the trade's in each language.
"""

from __future__ import annotations

from dataclasses import dataclass

NO_BREAK_SPACE = "\u00a0"
NARROW_NO_BREAK_SPACE = "\u202f"


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
)

_WORDS_BY_LANGUAGE = {
    "en": _ENGLISH,
    "de": _GERMAN,
    "fr": _FRENCH,
    "es": _SPANISH,
}


def words_of(language: str) -> Words:
    """The words of a BCP 47 tag's language; English where we have none of its own."""
    return _WORDS_BY_LANGUAGE.get(primary_language(language), _ENGLISH)


def has_words(language: str) -> bool:
    """Whether the language has words of its own here."""
    return primary_language(language) in _WORDS_BY_LANGUAGE


def primary_language(tag: str) -> str:
    """The first subtag of a BCP 47 tag, in small letters."""
    return tag.split("-", 1)[0].lower()
