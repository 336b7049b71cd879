"""Pages pasted as text: descriptions of pictures, buttons, counts, notes, page ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.importers.model import ImportOptions, Question
from bookmaker.importers.plain_text.badges import is_badge
from bookmaker.importers.plain_text.furniture import is_phrase
from bookmaker.importers.plain_text.picture_lines import describes_picture
from tests.support.importing import chapter_texts, imported_files, lost_words

PROSE = (
    "My grandmother used to say that a river is only a road that has not been asked "
    "properly, and I did not understand her until the bridge came."
)
MORE = (
    "It is easy to be sentimental about this, and the ferry was cold and it was slow."
)

DESCRIPTIONS = [
    "Artwork of a boat on a flat sea, painted by a child.",
    "Watercolour of two ferrymen hauling a chain across a winter river.",
    "Linocut showing a crowd on a jetty with one lantern raised.",
    "Screenshot of an old survey sheet with the river drawn twice.",
    "A portrait of the author in a raincoat",
    "An early twentieth-century photograph of a man who was the last to row.",
    "Black-and-white photo of the quay, where the ferry used to land",
    "Pen-and-ink drawing of a heron by the weir.",
    "Diagram showing how the sluice opens",
    "Map of the valley with the old road in red.",
    "A still from the film, showing a door",
    "Aquarell von zwei Fährleuten an einer Kette.",
    "Foto einer leeren Werkstatt im Winter",
    "Dessin de deux bateaux sur un lac gelé.",
    "Capture d’écran de la carte de la vallée.",
    "Dibujo de una barca en un río helado.",
    "Fotografía de la plaza vacía al amanecer",
]
SENTENCES = [
    "A portrait of the king hung in the hall.",
    "Maps lie by leaving out.",
    "A map of the valley covered the wall of his room.",
    "The photograph of my father is all I have of him.",
    "Photographs of the dead were kept in a tin.",
    "A drawing of a boat was pinned above the stove.",
    "I kept a sketch of it in my coat.",
    "Pictures of that kind cost nothing then.",
    "The picture of health, she said.",
    "The art of losing isn’t hard to master, they say.",
    "A picture of the river came with the letter.",
    "Ein Foto von ihm hing an der Wand.",
    "Le portrait de ma mère était dans la chambre.",
    "El retrato de mi padre colgaba en la sala.",
]


@pytest.mark.sampled(12)
@pytest.mark.parametrize("words", DESCRIPTIONS)
@pytest.mark.parametrize("place", ["head", "middle", "foot"])
def test_a_paragraph_that_describes_a_picture_is_proposed_as_one(
    words: str, place: str, tmp_path: Path
) -> None:
    parts = {
        "head": [words, PROSE, MORE],
        "middle": [PROSE, words, MORE],
        "foot": [PROSE, MORE, words],
    }
    source = tmp_path / "essay.txt"
    source.write_text("\n\n".join(["The Last Ferryman", *parts[place]]) + "\n")
    asked: list[str] = []

    def ask(question: Question) -> str:
        asked.append(question.words)
        return "f"

    files = imported_files(source, options=ImportOptions(ask=ask))
    (chapter,) = chapter_texts(files)
    assert f'![](../images/placeholder-1.png){{alt="{words}"}}' in chapter
    assert PROSE in chapter
    assert MORE in chapter
    assert asked == [words]
    assert "Does this describe" not in chapter


def test_who_says_that_it_is_a_paragraph_keeps_it(tmp_path: Path) -> None:
    source = tmp_path / "essay.txt"
    source.write_text("\n\n".join(["The Ferry", DESCRIPTIONS[0], PROSE, MORE]) + "\n")
    files = imported_files(source, options=ImportOptions(ask=lambda _question: "p"))
    (chapter,) = chapter_texts(files)
    assert f"\n{DESCRIPTIONS[0]}\n" in chapter


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_about_a_picture_is_the_authors(
    sentence: str, tmp_path: Path
) -> None:
    assert not describes_picture(sentence)
    source = tmp_path / "essay.txt"
    source.write_text("\n\n".join(["The Ferry", PROSE, sentence, MORE]) + "\n")
    (chapter,) = chapter_texts(imported_files(source))
    assert f"\n{sentence}\n" in chapter


@pytest.mark.parametrize(
    "words",
    [
        "A badge reading 'Find it in the App Store'; selecting it opens the shop",
        "A button labelled “Begin”",
        "Button to share this post",
        "An icon that says “Follow”",
        "Logo for downloading from the store",
        "Get the Scribbler app",
        "Download our free app on the App Store",
        "Get it on Google Play",
        "Available on F-Droid",
        "Start writing today. Use the button below to create your own publication",
        "Schaltfläche mit der Aufschrift „Folgen“",
        "Lade unsere App herunter",
        "Bouton pour partager",
        "Téléchargez notre application",
        "Botón para compartir",
        "Descarga la aplicación",
    ],
)
def test_badges_and_invitations_are_furniture(words: str) -> None:
    assert is_badge(words)
    assert is_phrase(words)


@pytest.mark.parametrize(
    "sentence",
    [
        "A button labelled “Begin” was all that the machine had.",
        "She pressed the button, and it sank.",
        "The link between them was older than the bridge.",
        "A badge of office hung from his coat.",
        "Get the boat, she said.",
        "The icon stood in the corner, and a lamp burned before it.",
        "We found it in the app that she had written.",
        "Der Knopf an seinem Mantel war aus Horn.",
        "Le bouton de la porte était froid.",
        "El botón de la camisa era azul.",
        "The logo reads ‘Tide’ to anybody who looks twice.",
    ],
)
def test_an_authors_sentence_is_no_badge(sentence: str) -> None:
    assert not is_badge(sentence)
    assert not is_phrase(sentence)


def test_an_attribution_that_goes_on_in_the_next_line_is_whole(
    tmp_path: Path,
) -> None:
    said = (
        "“A lively story, which nobody who has ever been to sea, or has wished\n"
        "to go there, will put down before the last of its pages.”—_The Harbour\n"
        "Post._"
    )
    wide = "The rope was long, and it was wet, and nobody on the quay wanted it."
    prose = "\n".join([wide] * 4)
    text = f"The Quay\n\n{prose}\n\n{said}\n\n{prose}\n\n{said}\n"
    source = tmp_path / "quay.txt"
    source.write_text(text, encoding="utf-8")
    files = imported_files(source)
    assert lost_words(text, files) == []
    (chapter,) = chapter_texts(files)
    assert chapter.count("Harbour Post") == 2


AUTHORS_LINES = [
    "Mehr Licht",
    "Folge dem Fluss",
    "Entra en la casa",
    "Leer las manos",
    "Lire les lignes de la main",
    "Más de mil noches",
    "Want to know why?",
    "Merci ! dit-elle, et elle partit.",
    "Thanks! she said, and was gone.",
    "Follow me into the garden",
    "Previous lives",
    "The next morning",
    "Get up, said the ferryman, and get in.",
    "Join hands, he told us, and sign nothing.",
    "I deleted my account, my e-mail and the app, and went out.",
    "We read the comments together; the editor had written most of them.",
    "Ich habe den Newsletter abbestellt, und der Artikel war trotzdem gut.",
    "Published at last, and read by nobody",
]


@pytest.mark.parametrize("words", AUTHORS_LINES)
def test_a_line_of_an_author_is_no_button(words: str) -> None:
    assert not is_phrase(words)


FEET = {
    "de": (
        "Die Uhr im Hafenamt ging nicht, und niemand wusste, wer sie zuletzt "
        "aufgezogen hatte.",
        ["Teilen", "Gefällt mir", "12 Kommentare", "Schlagwörter: Hafen, Zeit"],
        ["Kommentar schreiben", "Deine E-Mail-Adresse wird nicht veröffentlicht."],
    ),
    "fr": (
        "L’horloge du port ne marchait pas, et personne ne savait qui l’avait "
        "remontée.",
        ["Partager", "J’aime", "3 commentaires", "Catégories : Mer"],
        ["Laisser un commentaire", "Merci d’avoir lu ! Abonnez-vous pour la suite."],
    ),
    "es": (
        "El reloj del puerto no andaba, y nadie sabía quién le había dado cuerda.",
        ["Compartir", "Me gusta", "4 comentarios", "Etiquetas: mar, tiempo"],
        ["Deja un comentario", "Gracias por leer. Suscríbete para recibir más."],
    ),
}


@pytest.mark.parametrize("language", FEET)
def test_feet_abroad_are_set_aside(language: str, tmp_path: Path) -> None:
    sentence, buttons, comments = FEET[language]
    source = tmp_path / "essay.txt"
    text = "\n\n".join(["Ines", sentence, sentence + " 1862.", *buttons, *comments])
    source.write_text(text + "\n", encoding="utf-8")
    files = imported_files(source)
    assert lost_words(text, files) == []
    (chapter,) = chapter_texts(files)
    assert chapter.endswith("1862.\n")
    assert chapter.count(sentence) == 2
    assert f'language = "{language}"' in files["book.toml"].decode()


@pytest.mark.parametrize(
    "head",
    [
        ["Open in app", "Sign in", "T", "Ada Moreau", "The Quay", "Ada Moreau",
         "Follow",
         "Published in", "The Quay", "6 min read", "112", "3", "Listen"],
        ["The Quay", "SubscribeSign in", "T", "A standfirst of some words",
         "Ada Moreau",
         "May 03, 2021", "112", "3", "14", "Share"],
    ],
)  # fmt: skip
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_counts_and_repeated_names_at_the_head_are_furniture(
    head: list[str], gap: str, tmp_path: Path
) -> None:
    title = "Why Nobody Winds the Clock"
    source = tmp_path / "essay.txt"
    lines = [title if line == "T" else line for line in head]
    foot = ["Tides", "Harbour", "Memoir", "112", "", "Written by Ada Moreau",
            "1.2K Followers", "Writer for The Quay", "I write about tides.",
            "", "Follow"]  # fmt: skip
    source.write_text(
        gap.join(lines) + f"\n\n{PROSE}\n\n{MORE}\n\n" + "\n".join(foot) + "\n"
    )
    files = imported_files(source)
    (chapter,) = chapter_texts(files)
    assert chapter.startswith(f"# {title}\n")
    assert chapter.endswith(f"{PROSE}\n\n{MORE}\n")
    assert "\n112\n" not in chapter
    assert "The Quay" not in chapter
    assert 'authors = ["Ada Moreau"]' in files["book.toml"].decode()


@pytest.mark.parametrize(
    ("calls", "notes"),
    [
        (("rope.[1]", "lamp.[2]"), "^\nIt was hemp.\n\n^\nIt was oil."),
        (("rope.[1]", "lamp.[2]"), "[1] It was hemp.\n\n[2] It was oil."),
        (("rope.¹", "lamp.²"), "Notes\n\n1. It was hemp.\n2. It was oil."),
        (("rope.¹", "lamp.²"), "Anmerkungen\n\n¹ It was hemp.\n\n² It was oil."),
        (("rope.1", "lamp.2"), "1\nIt was hemp.\n\n2\nIt was oil."),
        (("rope.1", "lamp.2"), "1\n\nIt was hemp.\n\n2\n\nIt was oil."),
        (
            ("rope.[A]", "lamp.[B]"),
            "[Footnote A: It was hemp.]\n\n[Footnote B: It was oil.]",
        ),
    ],
)  # fmt: skip
def test_notes_in_the_forms_of_pastes(
    calls: tuple[str, str], notes: str, tmp_path: Path
) -> None:
    source = tmp_path / "essay.txt"
    first, second = calls
    source.write_text(
        f"The Quay\n\n{MORE} He had a {first}\n\n{PROSE} He had a {second}\n\n"
        f"{notes}\n",
        encoding="utf-8",
    )
    (chapter,) = chapter_texts(imported_files(source))
    assert "rope.[^1]" in chapter
    assert "lamp.[^2]" in chapter
    assert "[^1]: It was hemp." in chapter
    assert "[^2]: It was oil." in chapter


@pytest.mark.parametrize(
    "words",
    ["It was 5 m² and 7 m².", "He won in 1986.", "See [1] there.", "It is version 1.2"],
)
def test_figures_that_call_nothing_stay(words: str, tmp_path: Path) -> None:
    source = tmp_path / "essay.txt"
    source.write_text(f"The Quay\n\n{MORE} {words}\n\n{PROSE}\n", encoding="utf-8")
    (chapter,) = chapter_texts(imported_files(source))
    assert "[^" not in chapter
    assert words.replace("[1]", r"\[1\]") in chapter


@pytest.mark.parametrize(
    "diagram",
    [
        "    0                   1\n    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5\n"
        "   +-+-+-+-+-+-+-+-+\n   |  Tide | Rope  |\n   +-+-+-+-+-+-+-+-+",
        "  +------+     +------+\n  | lamp |---->| rope |\n  +------+     +------+",
        "  | a | b |\n  |---|---|\n  | 1 | 2 |",
    ],
)
def test_a_diagram_stays_as_it_was_drawn(diagram: str, tmp_path: Path) -> None:
    source = tmp_path / "memo.txt"
    source.write_text(f"The Quay\n\n{PROSE}\n\n{diagram}\n\n{MORE}\n")
    (chapter,) = chapter_texts(imported_files(source))
    indent = min(len(o) - len(o.lstrip()) for o in diagram.splitlines())
    drawn = "\n".join(o[indent:] for o in diagram.splitlines())
    assert f"```\n{drawn}\n```" in chapter


def test_page_ends_are_set_aside_and_their_paragraph_joined(tmp_path: Path) -> None:
    pages = [
        f"THE QUAY   {n}\n\n{MORE}\n\n{PROSE.removesuffix('the bridge came.')}\n\n{n}"
        for n in range(1, 5)
    ]
    joined = "\n\f".join(pages).replace(
        "THE QUAY   2\n\n", "THE QUAY   2\n\nthe bridge came.\n\n"
    )
    source = tmp_path / "scan.txt"
    source.write_text(f"The Ferry\n\n{joined}\n")
    files = imported_files(source)
    assert lost_words(joined, files) == []
    (chapter,) = chapter_texts(files)
    assert PROSE in chapter
    assert "THE QUAY" not in chapter
    assert "\n3\n" not in chapter


def test_a_collection_of_poems_has_titles_and_whole_poems(tmp_path: Path) -> None:
    source = tmp_path / "songs.txt"
    poem = "Hemp in the hand\nand tar on the air,\nthe morning is bent"
    source.write_text(
        f"SONGS\n\nPoems by Ada Moreau\n\nThe Rope\n\n{poem}\nlike a stair.\n\n"
        f"Salt, Again\n\n{poem},\n\nand the sea went on.\n\n1862\n\n{poem}.\n"
    )
    (chapter,) = chapter_texts(imported_files(source))
    heads = [o for o in chapter.splitlines() if o.startswith("#")]
    assert heads == ["# SONGS", "## The Rope", "## Salt, Again", "## 1862"]
    assert "| the morning is bent,\n|\n| and the sea went on.\n" in chapter


MARKDOWN = (
    "# Notes\n\nIt is **not** wound.[^1]\n\n```\ntide = rope\n```\n\n[^1]: Ever.\n"
)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (
            "markdown",
            "It is **not** wound.[^1]\n\n```\ntide = rope\n```\n\n[^1]: Ever.",
        ),
        ("auto", r"It is \*\*not\*\* wound."),
        ("prose", r"It is \*\*not\*\* wound."),
    ],
)
def test_a_text_is_markdown_where_its_owner_says_so(
    kind: str, expected: str, tmp_path: Path
) -> None:
    source = tmp_path / "notes.txt"
    source.write_text(MARKDOWN)
    files = imported_files(source, options=ImportOptions(text_kind=kind))
    (chapter,) = chapter_texts(files)
    assert expected in chapter
    hint = "--text-kind markdown" in files["IMPORT.md"].decode()
    assert hint is (kind == "auto")


VERSE = "Hemp in the hand\nand tar on the air"


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("verse", "The Rope\n\nHemp in the hand is what we have and hold.\n\nSalt.",
         "| Hemp in the hand is what we have and hold."),
        ("prose", VERSE, "Hemp in the hand and tar on the air"),
        ("play", "ANN.\nWho is there, and why at this hour of the night?\nSay it.",
         "| ANN.\n| Who is there, and why at this hour of the night?\n| Say it."),
        ("auto", VERSE, "| Hemp in the hand\n| and tar on the air"),
    ],
)  # fmt: skip
def test_what_a_text_is_said_to_be(
    kind: str, text: str, expected: str, tmp_path: Path
) -> None:
    source = tmp_path / "text.txt"
    source.write_text(f"{PROSE}\n\n{text}\n\n{MORE}\n")
    files = imported_files(source, options=ImportOptions(text_kind=kind))
    (chapter,) = chapter_texts(files)
    if kind == "prose":
        assert "|" not in chapter
    else:
        assert expected in chapter


ABOVE = "The Last Ferryman\n\nBy Ann Lee\n\nMay 3, 2021, 6:00 AM ET\nShare\nSave\n\n"
WITH_EVIDENCE = [
    # A whole sentence, with what only a picture has next to it.
    "A man bends over a chain, a hook in his hand.\nView image in fullscreen",
    "A man bends over a chain.\nView image in fullscreen\nPhotograph: Bo Ek/The Weir",
    "A man bends over a chain, a hook in his hand.\nPhoto by the author",
    "Ein Mann steht am Ufer, nur ein Fenster ist hell.\n© Foto: Bo Ek/Agentur",
    "Un uomo sta accanto a una campana di bronzo.\n(Foto di Bo Ek)",
    "Una mujer cuelga un paraguas negro.\nAna Gil, el pasado martes. BO EK",
]


@pytest.mark.parametrize("words", WITH_EVIDENCE)
@pytest.mark.parametrize("place", ["head", "middle"])
def test_a_sentence_with_a_credit_or_a_button_is_a_picture(
    words: str, place: str, tmp_path: Path
) -> None:
    parts = [words, PROSE, MORE] if place == "head" else [PROSE, words, MORE]
    source = tmp_path / "essay.txt"
    source.write_text(ABOVE + "\n\n".join(parts) + "\n")
    (chapter,) = chapter_texts(imported_files(source))
    first = words.partition("\n")[0]
    assert f'alt="{first}"' in chapter
    assert "View image" not in chapter


def test_a_name_below_is_a_maker_only_if_a_credit_says_so(tmp_path: Path) -> None:
    said = "A brass dial is above the door.\nBo Ek"
    source = tmp_path / "essay.txt"
    source.write_text(ABOVE + "\n\n".join([PROSE, said, MORE]) + "\n")
    assert "![" not in chapter_texts(imported_files(source))[0]
    credit = "A quay at night.\nPhotograph by Bo Ek for The Weir"
    source.write_text(ABOVE + "\n\n".join([credit, PROSE, said, MORE]) + "\n")
    assert chapter_texts(imported_files(source))[0].count("![") == 2


def test_a_verbless_line_below_the_head_is_a_picture_and_a_sentence_is_not(
    tmp_path: Path,
) -> None:
    source = tmp_path / "essay.txt"
    phrase = "Un chien roux couché sur un rouleau de cordage, face à la mer."
    source.write_text(f"{ABOVE}{phrase}\n\n{PROSE}\n\n{MORE}\n")
    assert f'alt="{phrase}"' in chapter_texts(imported_files(source))[0]
    sentence = "A dog is asleep on a coil of rope, and nobody has ever woken him."
    source.write_text(f"{ABOVE}{sentence}\n\n{PROSE}\n\n{MORE}\n")
    assert "![" not in chapter_texts(imported_files(source))[0]
    source.write_text(f"{ABOVE}{PROSE}\n\n{phrase}\n\n{MORE}\n")
    assert "![" not in chapter_texts(imported_files(source))[0]


@pytest.mark.parametrize(
    "words",
    [
        "This article appears in the May 2021 print edition with the headline “Low.”",
        "When you buy a book using a link on this page, we receive a commission.",
        "Ann Lee is a staff writer at The Weir.",
        "Le Quai est une publication soutenue par ses lecteurs. Abonnez-vous.",
        "Mit der Anmeldung akzeptieren Sie unsere Datenschutzerklärung.",
        "¿No ves bien este correo? Ábrelo en tu navegador",
        "Hola, *|FNAME|*:",
    ],
)
def test_what_a_house_says_is_furniture(words: str) -> None:
    assert is_phrase(words)


@pytest.mark.parametrize(
    "words",
    [
        "This article appears to me to be wrong.",
        "When you buy a boat, buy two.",
        "Ann Lee is a baker at the mill.",
        "La Seine est une rivière soutenue par ses ponts.",
    ],
)
def test_what_an_author_says_like_that_is_not(words: str) -> None:
    assert not is_phrase(words)


@pytest.mark.parametrize("kicker", ["The long read", "Opinion piece", "Life"])
def test_the_name_of_a_section_is_not_the_title(kicker: str, tmp_path: Path) -> None:
    title = "‘You can’t hurry a hedge’: the man who lays them by hand"
    source = tmp_path / "essay.txt"
    head = f"Skip to main content\nSign in\n\n{kicker}\n\n{title}\n\nBy Ann Lee\n\n"
    foot = f"Explore more on these topics\nFarming\n{kicker}\nfeatures\n"
    source.write_text(f"{head}{PROSE}\n\n{MORE}\n\n{PROSE}\n\n{foot}")
    assert chapter_texts(imported_files(source))[0].startswith(f"# {title}\n")
