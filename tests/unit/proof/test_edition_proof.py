"""The proof on bare values: what may move moves, and whatever else differs is told."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from bookmaker.proof.edition_proof import FaultKind, Proof, prove
from bookmaker.proof.expectation import Expected, Standing, fingerprint
from bookmaker.source import SourceSpan

WORDS = (
    "tide pier boat quay harbour mast oar gull wave net rope sail keel anchor buoy fog"
).split()


def piece(text: str, line: int = 1, standing: Standing = Standing.FLOW) -> Expected:
    """A piece of text on one line of the manuscript."""
    span = SourceSpan("tides.md", line, 1, line, len(text) + 1)
    return Expected(text, ((0, span),), standing)


TEXT = (
    piece("The tide was out.", 1),
    piece("The pier stood dry for days.", 3),
    piece("Nobody came by.", 5),
)
SOUND = ("The tide was out. The pier stood", "dry for days. Nobody came by.")


def test_pages_that_say_all_are_proven() -> None:
    assert prove(TEXT, SOUND) == Proof(13, 13)


def test_no_pages_prove_nothing() -> None:
    proof = prove(TEXT, ())
    assert (proof.words_proven, proof.faults[0].kind) == (0, FaultKind.MISSING)


@pytest.mark.parametrize(
    ("said", "kind", "words", "line"),
    [
        ("The tide was out. The pier dry for days.", "MISSING", "stood", 3),
        ("The tide was out. The pier stood stood dry for days.", "DOUBLED", "stood", 3),
        ("The tide was out. The quay stood dry for days.", "REPLACED", "pier", 3),
        ("The tide was out. The stood pier dry for days.", "MOVED", "pier", 3),
        ("The tide was out. The pier stood dry. Alas! for days.", "STRAY", ".alas!", 3),
    ],
)
def test_each_fault_is_named_with_its_line(
    said: str, kind: str, words: str, line: int
) -> None:
    proof = prove(TEXT, (said, "Nobody came by."))
    (fault,) = proof.faults
    assert (fault.kind.name, fault.words) == (kind, words)
    assert fault.span is not None
    assert fault.span.line == line


def test_a_place_is_that_of_the_word() -> None:
    (fault,) = prove(
        TEXT, ("The tide was out. The pier stood dry for.", SOUND[1][-15:])
    ).faults
    assert str(fault.span) == "tides.md:3:24"


def test_divided_words_and_ligatures_are_the_same_words() -> None:
    pages = (
        "The ti-\nde was out. The pier stood d\u00adry",
        "for days. No\ufffebody came by.",
    )
    assert prove(TEXT, pages).faults == ()
    assert prove([piece("The office is ﬁne.")], ("The oﬃce is fine.",)).faults == ()


NOTED = (
    piece("A word1", 1),
    piece("1. The note.", 9, Standing.NOTE),
    piece("goes on over the page.", 1),
    piece("1.", 3, Standing.MARKER),
    piece("An item.", 3),
)


@pytest.mark.parametrize(
    "pages",
    [
        ("A word1 goes on 1. The note.", "over the page. An item. 1."),
        ("A word1 1. The note.", "goes on over the page. An item. 1."),
        ("A word1 goes on over the page. An item. 1. 1. The note.",),
    ],
)
def test_notes_stand_at_the_foot_and_numbers_beside(pages: tuple[str, ...]) -> None:
    assert prove(NOTED, pages).faults == ()


@pytest.mark.parametrize(
    ("pages", "line"),
    [
        (("A word1 goes on", "over the page. An item. 1."), 9),
        (("A word1 goes on 1. The note.", "over the page. An item."), 3),
        (("A word1 goes on 1. The nole.", "over the page. An item. 1."), 9),
        (("A word1 goes on 1. The note.", "over the page. An item. 2."), 3),
    ],
)
def test_what_stands_beside_is_proven_too(pages: tuple[str, ...], line: int) -> None:
    lines = [fault.span.line for fault in prove(NOTED, pages).faults if fault.span]
    assert line in lines


LONG_NOTE = (
    "1. The note of the pier says more than a page of harbours can hold at once."
)
NOTED_AT_LENGTH = (
    piece("A word1 goes on.", 1),
    piece(LONG_NOTE, 9, Standing.NOTE),
    piece("On the next page, and", 3),
    piece("2. Short.", 11, Standing.NOTE),
    piece("on the last.", 3),
)


@pytest.mark.parametrize("first", range(4, len(LONG_NOTE) - 9, 7))
@pytest.mark.parametrize("second", [0, 5])
def test_a_note_goes_on_at_the_foot_of_the_next_pages(first: int, second: int) -> None:
    cut = first + second
    pages = (
        f"A word1 goes on. {LONG_NOTE[:first]}",
        f"On the next page, {LONG_NOTE[first:cut]}",
        f"and on the last. {LONG_NOTE[cut:]} 2. Short.",
    )
    assert prove(NOTED_AT_LENGTH, pages).faults == ()


@pytest.mark.parametrize(
    "pages",
    [
        # A word is lost where the note goes on, then at its very end.
        ("A word1 goes on. 1. The note of the pier", "{0} more than {1} 2. Short."),
        ("A word1 goes on. 1. The note of the pier", "{0} says more than a page"),
        # What was on the page before is there again.
        (
            "A word1 goes on. 1. The note of the pier",
            "{0} the pier says more than {1} 2. Short.",
        ),
    ],
)
def test_a_word_lost_from_a_note_over_pages_is_a_fault(pages: tuple[str, ...]) -> None:
    text = "On the next page, and on the last."
    rest = "a page of harbours can hold at once."
    said = tuple(page.format(text, rest) for page in pages)
    proof = prove(NOTED_AT_LENGTH, said)
    assert proof.faults
    assert proof.words_proven < proof.words_expected


TABLE = (
    piece("Ship", 1, Standing.HEAD),
    piece("Port", 1, Standing.HEAD),
    piece("Alba and her crew of nine", 2, Standing.CELL),
    piece("Bergen by way of Leith", 2, Standing.CELL),
    piece("Corva", 3, Standing.CELL),
    piece("Dover", 3, Standing.CELL),
    piece("After the table.", 5),
)


@pytest.mark.parametrize(
    "pages",
    [
        (
            "Ship Port Alba and her crew of nine Bergen by way of Leith Corva Dover "
            "After the table.",
        ),
        (
            "Ship Port Alba and her Bergen by",
            "Ship Port crew of nine way of Leith Corva Dover After the table.",
        ),
        (
            "Ship Port Alba and her Bergen by",
            "crew of nine way of Leith Corva Dover After the table.",
        ),
        (
            "Ship Port Alba and her Bergen by way of Leith",
            "Ship Port crew of nine",
            "Ship Port Corva Dover After the table.",
        ),
        (
            "Ship Port Alba Bergen",
            "Ship Port and her by way",
            "Ship Port crew of nine of Leith Corva Dover",
            "After the table.",
        ),
    ],
)
def test_cells_take_turns_and_heads_are_repeated(pages: tuple[str, ...]) -> None:
    assert prove(TABLE, pages).faults == ()


@pytest.mark.parametrize(
    "pages",
    [
        (
            "Ship Port Alba and her Bergen by",
            "Ship Port crew of way of Leith Corva Dover After the table.",
        ),
        (
            "Ship Port Alba and her Bergen by",
            "Ship Port crew of nine way of Leith Dover After the table.",
        ),
        (
            "Ship Port Alba and her Bergen by",
            "Ship Port nine of crew way of Leith Corva Dover After the table.",
        ),
        ("Ship Port Alba and her Corva Dover After the table.",),
    ],
)
def test_a_cell_that_loses_a_word_is_reported(pages: tuple[str, ...]) -> None:
    assert prove(TABLE, pages).faults


def test_a_note_with_another_word_is_reported_by_that_word() -> None:
    text = (
        piece("The pier stood dry1.", 1),
        piece("1. Nobody came by it.", 9, Standing.NOTE),
    )
    (fault,) = prove(text, ("The pier stood dry1. 1. Somebody came by it.",)).faults
    assert (fault.kind, fault.words) == (FaultKind.REPLACED, "Nobody")
    assert str(fault.span) == "tides.md:9:4"


NOTE_WITH_A_TABLE = (
    piece("A pier1 ", 1),
    Expected(
        "1. See Ship Port Alba and her crew of nine Bergen by way of Leith There. ",
        standing=Standing.NOTE,
        cells=((0, 0), (7, 1), (12, 2), (17, 3), (43, 4), (66, 0)),
    ),
    piece("and a quay2 ", 1),
    piece("2. Last.", 9, Standing.NOTE),
    piece("by the harbour.", 1),
)


@pytest.mark.parametrize(
    "pages",
    [
        (
            "A pier1 and a quay2 1. See Ship Port Alba and her Bergen by",
            "by the harbour. crew of nine way of Leith There. 2. Last.",
        ),
        (
            "A pier1 1. See Ship Port Alba Bergen by",
            "and a quay2 and her way",
            "by the harbour. crew of nine of Leith There. 2. Last.",
        ),
        (
            "A pier1 1. See Ship Port Bergen by",
            "and a quay2 Alba and her crew of nine",
            "by the harbour. way of Leith There. 2. Last.",
        ),
    ],
)
def test_cells_in_notes_take_turns(pages: tuple[str, ...]) -> None:
    assert prove(NOTE_WITH_A_TABLE, pages).faults == ()
    for number, page in enumerate(pages):
        words = page.split()
        for left_out in range(len(words)):
            shorter = " ".join((*words[:left_out], *words[left_out + 1 :]))
            lacking = (*pages[:number], shorter, *pages[number + 1 :])
            assert prove(NOTE_WITH_A_TABLE, lacking).faults


_CELLS_WITH_NOTES = (
    Expected("Alba and her crew of nine1", standing=Standing.CELL, cell=1),
    Expected("1. Note on the crew.", standing=Standing.NOTE, cell=1),
    Expected("Bergen2 by way of Leith", standing=Standing.CELL, cell=2),
    Expected("2. Note on the way of ships.", standing=Standing.NOTE, cell=2),
    piece("There.", 9),
)


@pytest.mark.parametrize(
    "pages",
    [
        (
            "Alba and Bergen2 by 2. Note on the way of ships.",
            "her crew of nine1 way of Leith There. 1. Note on the crew.",
        ),
        (
            "Alba and Bergen2 by 2. Note on the",
            "her crew way of way of ships.",
            "of nine1 Leith There. 1. Note on the crew.",
        ),
    ],
)
def test_the_note_of_a_later_cell_may_begin_before_that_of_an_earlier_one(
    pages: tuple[str, ...],
) -> None:
    """And go on on the next page."""
    assert prove(_CELLS_WITH_NOTES, pages).faults == ()
    for number, page in enumerate(pages):
        words = page.split()
        for left_out in range(len(words)):
            shorter = " ".join((*words[:left_out], *words[left_out + 1 :]))
            lacking = (*pages[:number], shorter, *pages[number + 1 :])
            assert prove(_CELLS_WITH_NOTES, lacking).faults


def test_contents_have_leaders_and_their_folios() -> None:
    contents = (
        piece("Tides"),
        Expected("12", (), Standing.FOLIO),
        piece("2 Piers, etc."),
        Expected("104", (), Standing.FOLIO),
    )
    assert prove(contents, ("Tides . . . . 12\n2 Piers, etc. . . 104",)).faults == ()
    assert prove(contents, ("Tides . . . . 13\n2 Piers, etc. . . 104",)).faults
    # Each folio without its first figure.
    assert prove(contents, ("Tides . . . . 2\n2 Piers, etc. . . 04",)).faults


def test_an_index_has_whatever_folios_layout_gives() -> None:
    index = (
        piece("Tides,"),
        Expected("", (), Standing.LOCATORS),
        piece("Whales,"),
        Expected("", (), Standing.LOCATORS),
    )
    assert prove(index, ("Tides, 3, 12–14\nWhales, iv, 9",)).faults == ()
    assert prove(index, ("Tides, 3, 12–14\nWales, iv, 9",)).faults


def test_markers_in_notes_come_after_all_notes_of_a_page() -> None:
    text = [
        piece("A pier.1 A quay.2", 1),
        piece("•", 2, Standing.MARKER),
        piece("1. With one", 5, Standing.NOTE),
        piece("•", 6, Standing.NOTE_MARKER),
        piece("2. Short.", 7, Standing.NOTE),
        piece("On the next page.", 9),
    ]
    page = "A pier.1 A quay.2 • 1. With one 2. Short."
    assert prove(text, (f"{page} •", "On the next page.")).faults == ()
    (fault,) = prove(text, (page, "On the next page.")).faults
    assert (fault.kind.name, fault.words) == ("MISSING", "•")


def test_words_without_glyphs_are_unproven_and_no_fault() -> None:
    proof = prove([piece("A ☃ came.")], ("A came.",), frozenset("☃"))
    assert proof == Proof(3, 2)
    boxed = prove([piece("A ☃ came.")], ("A ☃ came.",), frozenset("☃"))
    assert boxed == Proof(3, 2)


@pytest.mark.parametrize(
    "said",
    [
        "pier dry",
        "ebb pier dry",
        "pier dry ebb ebb ebb",
        "ebb ebb ebb pier dry low tide ebb low tide",
        "pier ebb dry",
    ],
)
def test_words_of_markers_may_be_said_any_number_of_times(said: str) -> None:
    drawing = replace(
        piece("pier dry", 2, Standing.PICTURE), tolerated="ebb\nlow tide\n"
    )
    expected = (piece("One."), drawing, drawing, piece("Two."))
    assert prove(expected, (f"One. {said} {said} Two.",)).faults == ()


def test_a_drawing_of_markers_alone_excuses_no_other_words() -> None:
    drawing = replace(piece("", 2, Standing.PICTURE), tolerated="ebb\n")
    expected = (piece("One."), drawing, piece("Two."))
    assert prove(expected, ("One. ebb ebb ebb Two.",)).faults == ()
    (fault,) = prove(expected, ("One. ebb quay ebb Two.",)).faults
    assert fault.kind is FaultKind.STRAY


def test_words_in_drawings_are_not_words_of_the_text() -> None:
    drawn = (piece("One."), piece("pierdry", 2, Standing.PICTURE), piece("Two."))
    assert prove(drawn, ("One. pier dry Two.",)) == Proof(2, 2)
    (fault,) = prove(drawn, ("One. Two.",)).faults
    assert (fault.kind, fault.words) == (FaultKind.UNDRAWN, "pierdry")


def test_proofs_of_chapters_add_up() -> None:
    assert prove(TEXT[:1], SOUND[:1]) != Proof(4, 4)
    whole = prove(TEXT[:1], ("The tide was out.",)) + prove(
        TEXT[1:], ("The pier stood dry for days. Nobody came by.",)
    )
    assert whole == prove(TEXT, SOUND)


def test_a_fingerprint_tells_words_and_not_places() -> None:
    moved = [piece(p.text, 77) for p in TEXT]
    assert fingerprint(moved) == fingerprint(TEXT)
    assert fingerprint(TEXT[:2]) != fingerprint(TEXT)


def random_book(chance: random.Random) -> tuple[list[Expected], list[str]]:
    """Pieces of all kinds, and pages that say them as layout would."""
    pieces: list[Expected] = []
    pages: list[str] = []
    flow, markers, notes = "", "", ""
    for line in range(1, chance.randrange(4, 30)):
        text = " ".join(chance.choices(WORDS, k=chance.randrange(1, 30))) + f" {line}."
        if chance.random() < 0.3:
            pieces.append(piece(f"{line}.", line, Standing.MARKER))
            markers += f"{line}. "
        pieces.append(piece(text, line))
        flow += f"{text} "
        if chance.random() < 0.2:
            note = f"{line}. " + " ".join(chance.choices(WORDS, k=5))
            pieces.append(piece(note, line, Standing.NOTE))
            notes += f"{note} "
        if chance.random() < 0.3:
            pages.append(flow + markers + notes)
            flow, markers, notes = "", "", ""
    return pieces, [*pages, flow + markers + notes]


@pytest.mark.sampled
@pytest.mark.parametrize("seed", range(60))
def test_any_damage_to_any_pages_is_reported(seed: int) -> None:
    chance = random.Random(seed)
    pieces, pages = random_book(chance)
    assert prove(pieces, pages).faults == ()
    for _ in range(6):
        index = chance.choice([i for i, p in enumerate(pages) if len(p.split()) > 2])
        words = pages[index].split()
        at = chance.randrange(len(words) - 1)
        one, two = words[at], words[at + 1]
        changes = {
            "deleted": [two],
            "doubled": [one, one, two],
            "swapped": [two, one],
            "replaced": ["zebra", two],
        }
        for name, changed in changes.items():
            if "".join(changed) == one + two:
                continue
            if name == "swapped" and "." in one + two:
                continue  # the number of an item may stand before or beside it
            damaged = [*words[:at], *changed, *words[at + 2 :]]
            said = [*pages[:index], " ".join(damaged), *pages[index + 1 :]]
            assert prove(pieces, said).faults, (name, one, two)


def test_words_in_another_order_are_moved_and_none_is_lost() -> None:
    text = (piece("abab", 1), piece("The pier stood.", 3))
    (fault,) = prove(text, ("baba The pier stood.",)).faults[:1]
    assert fault.kind is FaultKind.MOVED


def test_letters_of_another_word_replace_it() -> None:
    text = (piece("The tide was out.", 1),)
    (fault,) = prove(text, ("The tile was out.",)).faults
    assert fault.kind is FaultKind.REPLACED
