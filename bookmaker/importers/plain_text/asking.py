"""Asks about what is doubtful, and keeps what was guessed."""

from __future__ import annotations

from bookmaker.importers.model import Ask, Choice, Guess, Question
from bookmaker.importers.plain_text.lines import Line


class Asker:
    """Asks, and keeps what was guessed."""

    def __init__(self, source: str, ask: Ask) -> None:
        self._source = source
        self._ask = ask
        self.guesses: list[Guess] = []

    def choose(
        self, line: Line, text: str, choices: tuple[tuple[str, str], ...]
    ) -> str:
        """The key of a choice; the first is the safe one."""
        options = tuple(Choice(key=key, label=label) for key, label in choices)
        key = self._ask(
            Question(
                source=self._source,
                line=line.number,
                words=line.words,
                text=text,
                choices=options,
            )
        )
        chosen = next((c for c in options if c.key == key), options[0])
        others = ", ".join(c.label for c in options if c is not chosen)
        self.note(line, chosen.label, others)
        return chosen.key

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
