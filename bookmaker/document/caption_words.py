"""What a book's language calls its figures, tables, listings, equations and pages.

A caption has the whole word with a capital; a reference within a sentence has the form
that the language's style guides give there: small in most, short where the word would
be inflected (Polish, Russian). The number follows behind a no-break space.
"""

from __future__ import annotations

from dataclasses import dataclass

from bookmaker.document.words import NO_BREAK_SPACE, primary_language


@dataclass(frozen=True, slots=True)
class CaptionWords:
    """The words of one language: in a caption, and within a sentence."""

    figure: tuple[str, str]
    table: tuple[str, str]
    listing: tuple[str, str]
    equation: tuple[str, str]
    section: str
    """Within a sentence; a heading has no word."""
    page: str
    """Within a sentence."""
    figures: str
    """The title of the list of figures."""
    tables: str
    listings: str


_ENGLISH = CaptionWords(
    ("Figure", "Figure"),
    ("Table", "Table"),
    ("Listing", "Listing"),
    ("Equation", "Equation"),
    "Section",
    "page",
    "Figures",
    "Tables",
    "Listings",
)

_WORDS_BY_LANGUAGE = {
    "en": _ENGLISH,
    "de": CaptionWords(
        ("Abbildung", "Abbildung"),
        ("Tabelle", "Tabelle"),
        ("Listing", "Listing"),
        ("Gleichung", "Gleichung"),
        "Abschnitt",
        "Seite",
        "Abbildungen",
        "Tabellen",
        "Listings",
    ),
    "fr": CaptionWords(
        ("Figure", "figure"),
        ("Tableau", "tableau"),
        ("Listage", "listage"),
        ("Équation", "équation"),
        "section",
        "page",
        "Table des figures",
        "Liste des tableaux",
        "Liste des listages",
    ),
    "es": CaptionWords(
        ("Figura", "figura"),
        ("Tabla", "tabla"),
        ("Listado", "listado"),
        ("Ecuación", "ecuación"),
        "sección",
        "página",
        "Índice de figuras",
        "Índice de tablas",
        "Índice de listados",
    ),
    "it": CaptionWords(
        ("Figura", "figura"),
        ("Tabella", "tabella"),
        ("Listato", "listato"),
        ("Equazione", "equazione"),
        "sezione",
        "pagina",
        "Elenco delle figure",
        "Elenco delle tabelle",
        "Elenco dei listati",
    ),
    "nl": CaptionWords(
        ("Figuur", "figuur"),
        ("Tabel", "tabel"),
        ("Codefragment", "codefragment"),
        ("Vergelijking", "vergelijking"),
        "paragraaf",
        "pagina",
        "Lijst van figuren",
        "Lijst van tabellen",
        "Lijst van codefragmenten",
    ),
    "pt": CaptionWords(
        ("Figura", "figura"),
        ("Tabela", "tabela"),
        ("Listagem", "listagem"),
        ("Equação", "equação"),
        "secção",
        "página",
        "Lista de figuras",
        "Lista de tabelas",
        "Lista de listagens",
    ),
    "pl": CaptionWords(
        ("Rysunek", "rys."),
        ("Tabela", "tab."),
        ("Listing", "listing"),
        ("Równanie", "równ."),
        "rozdz.",
        "s.",
        "Spis rysunków",
        "Spis tabel",
        "Spis listingów",
    ),
    "ru": CaptionWords(
        ("Рисунок", "рис."),
        ("Таблица", "табл."),
        ("Листинг", "листинг"),
        ("Формула", "форм."),
        "разд.",
        "с.",
        "Список иллюстраций",
        "Список таблиц",
        "Список листингов",
    ),
}


def caption_words_of(language: str) -> CaptionWords:
    """The words of a BCP 47 tag's language; English where we have none of its own."""
    return _WORDS_BY_LANGUAGE.get(primary_language(language), _ENGLISH)


def numbered(word: str, number: str) -> str:
    """Join a word and its number so that no line ends between them."""
    return f"{word}{NO_BREAK_SPACE}{number}"
