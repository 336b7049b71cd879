"""The prose rules: what each finds, what it leaves alone, and what its fix writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.pipeline.fixes import fix_manuscript, plan_fixes
from bookmaker.pipeline.request import Request
from bookmaker.pipeline.stages import read


def manuscript(folder: Path, text: str, language: str = "en", lint: str = "") -> Path:
    (folder / "one.md").write_text(f"# One\n\n{text}\n", "utf-8")
    (folder / "book.toml").write_text(
        f'title = "A"\nlanguage = "{language}"\nmodified = 2026-03-01\n'
        f'[contents]\nbody = ["one.md"]\n[lint]\n{lint}\n',
        "utf-8",
    )
    return folder


def found_in(
    folder: Path, text: str, language: str = "en", lint: str = ""
) -> list[str]:
    """The codes of the prose rules that a text has, each at its own place."""
    request = Request(
        manuscript=manuscript(folder, text, language, lint), checks_prose=True
    )
    return [one.code for one in read(request).every_place if one.code[0] == "L"]


FOUND = [
    ("The gate , and the weir.", "en", "L002"),
    ("Das Tor , und das Wehr.", "de", "L002"),
    ("La porte , et le barrage.", "fr", "L002"),
    ("What is this ?", "en", "L002"),
    ("It was *late* , and dark.", "en", "L002"),
    ("It is over..", "en", "L003"),
    ("The weir;; and the gate.", "en", "L003"),
    ("Shut it,.", "en", "L003"),
    ("What is this ? He left.", "en", "L002"),
    ("The gate - or what was left.", "en", "L004"),
    ("“Stop,” he said - “or else.”", "en", "L004"),
    ("From 1914-1918.", "en", "L005"),
    ("See pp. 12-15.", "en", "L005"),
    ("“The gate is open, she said.", "en", "L006"),
    ("The gate is open,” she said.", "en", "L006"),
    ('"The gate is open, she said.', "en", "L006"),
    ("„Das Tor ist offen, sagte sie.", "de", "L006"),
    ("« La porte est ouverte, dit-elle.", "fr", "L006"),
    ("“ The gate is open,” she said.", "en", "L007"),
    ("“The gate is open. ” She left.", "en", "L007"),
    ("Don´t go.", "en", "L008"),
    ("L´arbre est là.", "fr", "L008"),
    ("The weir[^1], and the gate.\n\n[^1]: A note.", "en", "L009"),
    ("## The gate.\n\nIt is shut.", "en", "L010"),
    ("They shut the the gate.", "en", "L011"),
    ("They shut the\nthe gate.", "en", "L011"),
    ("They shut the *the* gate.", "en", "L011"),
    ("Das Tor und und das Wehr.", "de", "L011"),
    ("The gate,and the weir.", "en", "L012"),
    ("They shut the gate.The weir held.", "en", "L012"),
    ("They shut teh gate.", "en", "L013"),
    ("THe gate is shut.", "en", "L013"),
    ("- a gate\n-\n- a weir", "en", "L014"),
    (">\n\nThe gate.", "en", "L014"),
]

SILENT = [
    ("Ouvre la porte ! Pourquoi ? Voici : « rien » ; assez.", "fr"),
    ("“The gate is open.\n\n“The weir is shut,” she said.", "en"),
    ('A board of 6" by 2" was there.', "en"),
    ("He looked at at least two; that that was had had had no end.", "en"),
    ("Wait ... what? Well ... yes; and so on, etc.), then.", "en"),
    ("Wait!! What?! It ended etc. Then: `a , b` and `the the`.", "en"),
    ("Add 5 - 3, and a - b; see x - 1.", "en"),
    ("ISBN 978-0-306-40615-7, 2026-11-30, 01-1800-1900-22, CVE-2014-2019.", "en"),
    ("Read src/gate.The and example.com,or www.example.org/a,b there.", "en"),
    ("In 1,000,000 days or 3.5 hours at 10:30.", "en"),
    ("The file .md , no: `x`. The .NET way; a .5 share.", "en"),
    ("La la la, et je vous vous le dis.", "fr"),
    ("[le le chien , dit-il !]{lang=fr} he said.", "en"),
    ("The dogs' bowls and the '90s.", "en"),
    ("## Acme Inc.\n\nIt is shut.", "en"),
    ("## What now?\n\nIt is shut.", "en"),
    ("## Wait...\n\nIt is shut.", "en"),
    ("- \n- \n- ", "en"),
    ("| a | b |\n|---|---|\n|   | c |", "en"),
    ("The weir[^1] and the gate.[^1]\n\n[^1]: A note.", "en"),
    ("「門は開いている」と彼女は言った。", "ja"),
    ("The operator re-enter ? for more; a ! alone.", "en"),
    ("Released in <!-- 9.4 -->, the last one.", "en"),
    ("## See also:\n\nIt is shut.", "en"),
    ("付録D - 便利な開発ツール", "ja"),
    ("Types: ”e” or ”f” are there.", "en"),
    ("to and fro, the TEH unit and a Teh-based one", "en"),
]


@pytest.mark.parametrize(("text", "language", "code"), FOUND)
def test_what_is_wrong_is_found(
    tmp_path: Path, text: str, language: str, code: str
) -> None:
    assert found_in(tmp_path, text, language) == [code]


@pytest.mark.parametrize(("text", "language"), SILENT)
def test_what_is_right_is_left_alone(tmp_path: Path, text: str, language: str) -> None:
    assert found_in(tmp_path, text, language) == []


def test_an_optional_rule_is_off_until_it_is_asked_for(tmp_path: Path) -> None:
    assert found_in(tmp_path, "The gate.  The weir.") == []
    assert found_in(tmp_path, "The gate.  The weir.", lint='on = ["L001"]') == ["L001"]


def test_a_rule_can_be_switched_off(tmp_path: Path) -> None:
    text = "They shut the the gate , and left."
    assert found_in(tmp_path, text, lint='off = ["L011"]') == ["L002"]


def test_a_rule_that_is_not_optional_cannot_be_switched_on(tmp_path: Path) -> None:
    request = Request(manuscript=manuscript(tmp_path, "A.", lint='on = ["L002"]'))
    assert read(request).diagnostics.has_errors


def test_a_chapter_in_another_language_than_stated_is_left_alone(
    tmp_path: Path,
) -> None:
    text = (
        "Que voulez-vous ? Il est dans la maison avec les enfants, et elle ne vient"
        " pas ! Je le vois ; il est là pour vous."
    )
    assert found_in(tmp_path, text, "en") == []


@pytest.mark.parametrize(
    "alternative", ["Image of a gate", "a picture of a gate", "image", "gate.png"]
)
def test_an_alt_text_that_says_image_is_found(tmp_path: Path, alternative: str) -> None:
    text = f'See ![x](gate.png){{alt="{alternative}"}}.'
    assert found_in(tmp_path, text) == ["L015"]


@pytest.mark.parametrize(
    "alternative", ["A gate", "Photograph of Ada Lovelace", "The imaging of gates", ""]
)
def test_an_alt_text_that_describes_is_left_alone(
    tmp_path: Path, alternative: str
) -> None:
    assert found_in(tmp_path, f'See ![x](gate.png){{alt="{alternative}"}}.') == []


def test_a_build_does_not_look_at_the_prose(tmp_path: Path) -> None:
    request = Request(manuscript=manuscript(tmp_path, "They shut the the gate."))
    assert [one.code for one in read(request).diagnostics] == []


def test_a_habit_is_reported_once_and_fixed_everywhere(tmp_path: Path) -> None:
    folder = manuscript(tmp_path, "A gate , a weir , and\na *door* .")
    request = Request(manuscript=folder, checks_prose=True)
    (found,) = read(request).diagnostics
    assert found.further_places == 2
    assert len(fix_manuscript(request)) == 3
    assert (folder / "one.md").read_text("utf-8") == (
        "# One\n\nA gate, a weir, and\na *door*.\n"
    )
    assert list(read(request).diagnostics) == []


FIXED = [
    ("L001", "The gate.  The   weir.", "The gate. The weir."),
    ("L002", "> It is\\* \\* over ; then .", "> It is\\* \\* over; then."),
    ("L004", "The gate - or not.", "The gate -- or not."),
    ("L005", "From 1914-1918.", "From 1914--1918."),
    ("L007", "“ The gate ” is shut.", "“The gate” is shut."),
    ("L008", "Don´t go.", "Don't go."),
    ("L009", "A weir[^1].\n\n[^1]: A note.", "A weir.[^1]\n\n[^1]: A note."),
    ("L012", "The gate,and so.", "The gate, and so."),
]


@pytest.mark.parametrize(("code", "before", "after"), FIXED)
def test_a_fix_changes_the_marks_and_no_word(
    tmp_path: Path, code: str, before: str, after: str
) -> None:
    on = f'on = ["{code}"]' if code == "L001" else ""
    request = Request(manuscript=manuscript(tmp_path, before, lint=on))
    fix_manuscript(request, (code,))
    assert (tmp_path / "one.md").read_text("utf-8") == f"# One\n\n{after}\n"


@pytest.mark.parametrize("code", ["L004", "L005", "L009", "L012"])
def test_what_may_be_meant_is_fixed_only_by_name(tmp_path: Path, code: str) -> None:
    before = next(before for known, before, _ in FIXED if known == code)
    request = Request(manuscript=manuscript(tmp_path, before))
    assert plan_fixes(request) == ()


def test_the_place_is_that_of_the_mark(tmp_path: Path) -> None:
    folder = manuscript(tmp_path, "- In a *list* &amp; more\n  the the gate , too.")
    found = read(Request(manuscript=folder, checks_prose=True)).every_place
    assert [str(one.span) for one in found] == ["one.md:4:3", "one.md:4:15"]
