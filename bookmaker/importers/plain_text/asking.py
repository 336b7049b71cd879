"""Asks about what is doubtful, and keeps what was guessed."""

from __future__ import annotations

from collections.abc import Sequence

from bookmaker.importers.model import Ask, Choice, Guess, Question
from bookmaker.importers.plain_text.lines import Line


class Asker:
    """Asks, and keeps what was guessed."""

    def __init__(self, source: str, ask: Ask, lines: Sequence[Line]) -> None:
        self._lines = [line for line in lines if line.words]
        self._place_by_number = {o.number: i for i, o in enumerate(self._lines)}
        self._source = source
        self._ask = ask
        self._answers: dict[tuple[int, str], str] = {}
        """By the line and what was asked about it."""
        self.guesses: list[Guess] = []

    def choose(
        self, line: Line, text: str, choices: tuple[tuple[str, str], ...]
    ) -> str:
        """The key of a choice; the first is the safe one.

        Nothing is asked twice: what a person takes for a paragraph looks to the rules
        that come later as it did before.
        """
        known = self._answers.get((line.number, text))
        if known is not None:
            return known
        options = tuple(Choice(key=key, label=label) for key, label in choices)
        key = self._ask(
            Question(
                source=self._source,
                line=line.number,
                words=line.words,
                text=text,
                choices=options,
                before=self._near(line, -1),
                after=self._near(line, 1),
            )
        )
        chosen = next((c for c in options if c.key == key), options[0])
        others = ", ".join(c.label for c in options if c is not chosen)
        self.note(line, chosen.label, others)
        self._answers[line.number, text] = chosen.key
        return chosen.key

    def _near(self, line: Line, step: int) -> str:
        """The words of the line above or below; empty at an end of the text."""
        at = self._place_by_number.get(line.number, -1) + step
        return self._lines[at].words if 0 <= at < len(self._lines) else ""

    def note(self, line: Line, chosen: str, alternative: str) -> None:
        """Keep a guess that nobody need be asked about."""
        self.guesses.append(
            Guess(
                source=self._source,
                line=line.number,
                words=line.words,
                chosen=chosen,
                alternative=alternative,
            )
        )
