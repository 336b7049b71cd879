"""Lines that describe pictures, in ten languages, and sentences that don't."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.importers.plain_text.picture_lines import (
    describes_picture,
    looks_like_picture,
)
from tests.support.importing import chapter_texts, imported_files

NAMED = [
    "Bar chart comparing the rainfall of ten winters, the last one by far the wettest",
    "Hand-drawn map of a bay, with the words “not after dark” in pencil",
    'Screenshot of a group called "Roof Committee" with eleven thumbs-up',
    "Balkendiagramm der Fundstücke eines Jahres: Hüte, Hauben, Schuhe",
    "Lageplan des alten Hafens mit drei roten Kreuzen",
    "Schwarzweißaufnahme zweier Frauen auf einer Mole",
    "Zeichnung aus dem Tagebuch, daneben die Maße in Zoll",
    "Dibujo a tinta de un brazo metido en la boca de un pozo",
    "Fotografía en blanco y negro de dos pescadores",
    "Gráfica con las mareas de una semana",
    "Photo en noir et blanc d’une rue sous la neige",
    "Plan du moulin, avec le bief en bleu",
    "Disegno a matita di una barca su un lago",
    "Cartina della valle con la strada vecchia in rosso",
    "Fotografia a preto e branco de um farol",
    "Gráfico de barras com as chuvas de dez invernos",
    "Pentekening van een reiger bij de sluis",
    "Plattegrond van de oude haven met drie kruisjes",
    "Svartvitt fotografi av två kvinnor på en brygga",
    "Karta över viken med den gamla vägen i rött",
    "Фотография старого моста с фонарями на перилах",
    "Рисунок пером — лодка на замёрзшем озере",
    "Wood engraving: a heron in reeds",
    "Grafik: Anzahl der Züge pro Tag in zehn Jahren",
    "Scanned page of a hymnal with a pressed flower",
    "Handwritten note reading “Back at four, if the tide lets me”",
    "Handgeschreven lijst met boodschappen op een envelop",
    "Carte postale écrite à la main, tachée de café",
    "Tafel mit der Aufschrift „Heute geschlossen“ an einer Tür",
    "Panneau portant les mots “Fermé” sur une porte",
    "Painted portrait of a woman holding a set of keys",
    "Крупный план рук, держащих старый ключ",
    "橋の上に立つ少年の写真",
    "古い港の手描きの地図",
]
UNNAMED = [
    "A row of canes with nothing growing up them, and a sign that says “beans”",
    "Page from a ledger in blue ink, with a column of notes beside a column of dates",
    "Zwei Kinder auf einem Steg, im Hintergrund ein Dampfer",
    "En gammal brevlåda med avskavd färg vid en grusväg",
    "Две женщины на перроне, у одной в руках клетка с птицей",
    "Timeline of repairs to the sluice, drawn on an envelope",
    "Anziana signora davanti a una finestra accesa, di spalle",
    "Two men in aprons tilting a ladle into a pit, seen from above",
    "Hände mit schwarzen Fingern über einer Presse, daneben ein Stapel feuchter Bögen",
    "Mains tachées de craie sur un établi, avec un rabot et trois copeaux clairs",
]
SENTENCES = [
    "A chart comparing the two was pinned to the wall of the office.",
    "Bar charts comparing winters are what he loved.",
    "Die Zeichnung aus dem Tagebuch lag auf dem Tisch.",
    "Das Foto mit dem Boot ist von meinem Vater.",
    "El mapa de la ciudad colgaba en la sala.",
    "Los dibujos a tinta de su abuelo llenaron la casa.",
    "Le plan du moulin dormait dans un tiroir.",
    "Il disegno a matita di mia madre è andato perso.",
    "O mapa com as ruas antigas ficava na parede, e era meu.",
    "De tekening van mijn vader hing boven de kachel.",
    "Kartan över viken hängde i köket.",
    "Фотография старого моста висела над столом.",
    "Рисунок с лодкой он подарил мне.",
    "その写真は父のものだった。",
    "彼は古い港の地図を見た。",
    "He drew a map of the bay and said “not after dark” to each of us.",
]
OTHERS = [
    "My plan: get out before noon and tell nobody",
    "A man walked in with a sign reading “Repent” and sat down.",
    "Handwritten letters came every week.",
    "The map — the one I trusted — was wrong.",
    "Фотография лежит на столе у окна.",
    "En la esquina de casa hay uno, el número diecinueve.",
    "Drawn on the back of an envelope, it looked simple.",
]
NOT_PICTURES = [
    *OTHERS,
    *SENTENCES,
    "Notes on a Journey through the Hills with a Donkey and a Conscience and no Money",
    "A Short History of the Lamps of the Harbour and of Those Who Lit Them",
    "In which the ferry is late, and nobody is sorry about it",
]


@pytest.mark.parametrize("words", NAMED)
def test_what_names_a_kind_of_picture_describes_one(words: str) -> None:
    assert describes_picture(words)


@pytest.mark.parametrize("words", UNNAMED)
def test_a_long_phrase_without_a_verb_could_describe_one(words: str) -> None:
    assert looks_like_picture(words)


@pytest.mark.parametrize("words", NOT_PICTURES)
def test_sentences_and_titles_do_not(words: str) -> None:
    assert not describes_picture(words)
    assert not looks_like_picture(words)


PROSE = (
    "The ferry left the quay at six, as it had on every morning since the war, and "
    "nobody who stood on its deck looked back at the town."
)
MORE = (
    "It is easy to be sentimental about this, and the ferry was cold and it was slow, "
    "and the bread that they sold on it was of the day before."
)
PAIRS = [
    ("A drawing of two boats on a river", "Drawing: Ann Lee"),
    ("Ein Foto von zwei Booten auf einem Fluss", "Foto: Archiv der Stadt"),
    ("Dibujo a tinta de dos barcas", "Ilustración: Ana Ruiz"),
    ("Two women in oilskins on a quay, seen from the mast of a ship", "Photo: Bo Ek"),
    ("Map of the river in winter", "The river, about 1900. Photograph: Ann Lee"),
]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(("words", "credit"), PAIRS)
def test_the_credit_of_a_picture_is_its_caption_over_a_blank_line_too(
    words: str, credit: str, gap: str, tmp_path: Path
) -> None:
    source = tmp_path / "ferry.txt"
    parts = ["The Last Ferry", PROSE, f"{words}{gap}{credit}", MORE]
    source.write_text("\n\n".join(parts) + "\n")
    made = imported_files(source)
    (chapter,) = chapter_texts(made)
    assert [name for name in made if name.startswith("images/")] == [
        "images/placeholder-1.png"
    ]
    assert f'{{alt="{words}"}}' in chapter
    assert credit in " ".join(chapter.split())
    assert credit not in made["set-aside.md"].decode()


def test_a_text_without_blank_lines_has_its_parts_all_the_same(tmp_path: Path) -> None:
    lines = [
        *("The Last Ferry", "By Ann Lee", PROSE, MORE),
        *("The men who rowed", PROSE, "After the war there was nobody to row it."),
        *("Black-and-white photograph of a man on a quay", "The quay. Photo: Bo Ek"),
        MORE,
        *(
            "What is thrown away has only been misunderstood.",
            "— Ida Berg, Small Boats",
        ),
        *(PROSE, "What it cost", MORE),
    ]
    source = tmp_path / "ferry.txt"
    source.write_text("\n".join(lines) + "\n")
    made = imported_files(source)
    (chapter,) = chapter_texts(made)
    assert "\n## The men who rowed\n" in chapter
    assert "\n## What it cost\n" in chapter
    assert '{alt="Black-and-white photograph of a man on a quay"}' in chapter
    assert "> What is thrown away has only been misunderstood." in chapter
    assert "Ida Berg" in chapter
    assert chapter.count("The ferry left the quay at six") == 3
