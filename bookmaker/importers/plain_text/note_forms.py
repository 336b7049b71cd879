"""Notes in the forms that pasted texts have, each brought to one: `[1]` and `[1] …`.

The number of lines stays the same. A form counts only where each call has its note.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED = re.compile(r"(?<=[^\s²³])([⁰¹²³⁴-⁹]{1,3})(?![⁰¹²³⁴-⁹])")
_GLUED = re.compile(r"(?<=[^\W\d_][.!?,;”\"’)])(\d{1,2})(?=\s|$)", re.M)
_CALL = re.compile(r"\[(\d{1,3}|[A-Z])\]")
_LETTERED = re.compile(r"\[([A-Z])\]")
_HEADING = re.compile(
    r"(?:foot|end)?notes?:?|anmerkungen|fußnoten|notes? de bas de page|notas", re.I
)
_NUMBERED = re.compile(
    r"(?P<number>[⁰¹²³⁴-⁹]+|\d{1,3}[.)]|\(\d{1,3}\))\s*(?P<words>\S.*)"
)
_OF_PROJECT = re.compile(
    r"\[(?:Footnote|Note(?: de bas de page)?|Fu(?:ß|ss)note|Anmerkung|Nota(?: al pie"
    r"| de rodapé)?|Voetnoot|Fotnot|Fodnote|Alaviite)[ :]+"
    r"(?P<label>\d{1,3}|[A-Z])\s?:\s*"
)


def normalise_notes(text: str) -> str:
    """A text whose notes have the form `[1] The note.` and are called by `[1]`."""
    text = _of_project(text)
    forms: tuple[Callable[[list[str]], list[str]], ...] = (_arrows, _listed, _alone)
    lines = text.split("\n")
    for form in forms:
        lines = form(lines)
    return "\n".join(lines)


def _of_project(text: str) -> str:
    """`[Footnote A: Words.]`, which Project Gutenberg writes, to the note's words."""
    if _OF_PROJECT.search(text) is None:
        return text
    labels = [found["label"] for found in _OF_PROJECT.finditer(text)]
    numbers = {int(label) for label in labels if label.isdigit()}
    free = iter(number for number in range(1, 1000) if number not in numbers)
    number_by_letter = {o: str(next(free)) for o in labels if not o.isdigit()}
    parts: list[str] = []
    at = 0
    for found in _OF_PROJECT.finditer(text):
        end = _closing(text, found.end())
        if end is None or found.start() < at:
            continue
        label = number_by_letter.get(found["label"], found["label"])
        parts += [text[at : found.start()], f"[{label}] ", text[found.end() : end]]
        at = end + 1
    text = "".join([*parts, text[at:]])
    return _LETTERED.sub(
        lambda call: f"[{number_by_letter.get(call[1], call[1])}]", text
    )


def _closing(text: str, at: int) -> int | None:
    depth = 1
    for index in range(at, min(len(text), at + 20_000)):
        depth += {"[": 1, "]": -1}.get(text[index], 0)
        if not depth:
            return index
    return None


def _arrows(lines: list[str]) -> list[str]:
    """Notes that stand below a `^` each, in the order of their calls."""
    marks = [i for i, line in enumerate(lines) if line.strip() in ("^", "↑", "↩")]
    calls = list(dict.fromkeys(_CALL.findall("\n".join(lines))))
    if not marks or len(marks) != len(calls):
        return lines
    made = list(lines)
    for mark, label in zip(marks, calls, strict=True):
        at = _next_with_words(lines, mark)
        if at is None:
            return lines
        made[mark], made[at] = "", f"[{label}] {lines[at].strip()}"
    return made


def _next_with_words(lines: list[str], at: int) -> int | None:
    return next((i for i in range(at + 1, len(lines)) if lines[i].strip()), None)


def _listed(lines: list[str]) -> list[str]:
    """Notes in a list below `Notes`, whose numbers stand raised in the text."""
    at = next(
        (
            index
            for index in range(len(lines) - 1, -1, -1)
            if _HEADING.fullmatch(lines[index].strip())
        ),
        None,
    )
    if at is None:
        return lines
    found = {
        index: entry
        for index in range(at + 1, len(lines))
        if (entry := _NUMBERED.fullmatch(lines[index].strip())) is not None
    }
    numbers = [_bare(entry["number"]) for entry in found.values()]
    head = "\n".join(lines[:at])
    called = [call.translate(_SUPERSCRIPTS) for call in _RAISED.findall(head)]
    if not called or called != numbers:
        return lines
    head = _RAISED.sub(lambda call: f"[{_bare(call[1])}]", head)
    made = [*head.split("\n"), *lines[at:]]
    for index, entry in found.items():
        made[index] = f"[{_bare(entry['number'])}] {entry['words']}"
    return made


def _alone(lines: list[str]) -> list[str]:
    """Notes below their number, which stands alone, as a newsletter is pasted."""
    text = "\n".join(lines)
    called = list(dict.fromkeys(_GLUED.findall(text)))
    if called != [str(number) for number in range(1, len(called) + 1)]:
        return lines
    places: dict[int, str] = {}
    start = len(lines) // 3
    for label in called:
        at = next(
            (i for i in range(len(lines) - 1, start, -1) if lines[i].strip() == label),
            None,
        )
        below = _next_with_words(lines, at) if at is not None else None
        if at is None or below is None or below > at + 2:
            return lines
        places[at] = label
    if not places:
        return lines
    first = min(places)
    made = _GLUED.sub(r"[\1]", "\n".join(lines[:first])).split("\n") + lines[first:]
    for at, label in places.items():
        below = _next_with_words(lines, at) or at
        made[at], made[below] = "", f"[{label}] {lines[below].strip()}"
    return made


def _bare(number: str) -> str:
    return number.translate(_SUPERSCRIPTS).strip("().")
