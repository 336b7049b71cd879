"""What a configuration in JavaScript or TypeScript says in literals; nothing is run.

What comes in: the text of such a file. What goes out: the first table in it that has
one of the keys asked for, or the values of a key. A value that is computed counts as
none; where names are followed, a constant or a function that returns a literal stands
for what it is.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping

from bookmaker.config.projects.settings_values import Value, mapping

_OPENING = re.compile(
    r"(?:export\s+default|module\.exports\s*=|return|=|=>)\s*(?:\w+\s*\(|\()?\s*(?=\{)"
)
_TOKEN = re.compile(
    r"\s+|//[^\n]*|/\*.*?(?:\*/|\Z)"
    r"|(?P<string>'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"|`(?:[^`\\]|\\.)*`)"
    r"|(?P<number>-?\d+(?:\.\d+)?)|(?P<word>[A-Za-z_$][\w$]*)|(?P<sign>.)",
    re.DOTALL,
)
_NAMED = (
    r"(?:\b(?:const|let|var)\s+{name}\b[^=;\n]{{0,200}}=\s*(?:\([^()]*\)\s*=>\s*\(?\s*)?"
    r"|\bfunction\s+{name}\s*\([^()]*\)[^{{]{{0,200}}\{{\s*return\s*)(?=[\[{{])"
)
_MOST_NAMES = 500
"""How often names are followed in one text."""
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_LONGEST = 100_000
_MOST_TABLES = 20
_DEEPEST = 40
_CLOSING = {"{": "}", "[": "]", "(": ")"}
_WORDS: Mapping[str, Value] = {"true": True, "false": False, "null": None}
_Token = tuple[str, str]


def read_js_table(text: str, *keys: str) -> Mapping[str, Value]:
    """The first table with one of these keys, or the first at all where none is given.

    Empty where there is none.
    """
    text = text[:_LONGEST]
    for found in itertools.islice(_OPENING.finditer(text), _MOST_TABLES):
        reader = _Reader(_tokens(text, found.end()))
        table = mapping(reader.value(0))
        if table and (not keys or any(key in table for key in keys)):
            return table
    return {}


def read_js_values(text: str, key: str) -> Iterator[Value]:
    """The values of a key, wherever it stands, in their order; names are followed."""
    text = text[:_LONGEST]
    names = _Names(text)
    opening = re.compile(rf"\b{re.escape(key)}['\"]?\s*:\s*")
    for found in itertools.islice(opening.finditer(text), _MOST_TABLES):
        tokens = _tokens(text, found.end())
        yield _Reader([*tokens, ("sign", ",")], names).value(0)


class _Names:
    """The literals that the names in a text stand for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._rest = _MOST_NAMES

    def value(self, name: str, depth: int) -> Value:
        """The literal of a name; `None` where it has none."""
        self._rest -= 1
        if self._rest < 0 or depth >= _DEEPEST:
            return None
        found = re.search(_NAMED.format(name=re.escape(name)), self._text)
        if found is None:
            return None
        tokens = _tokens(self._text, found.end())
        return _Reader([*tokens, ("sign", ",")], self).value(depth + 1)


def _tokens(text: str, start: int) -> list[_Token]:
    """The tokens of the value that begins here, up to its last bracket or its end."""
    tokens: list[_Token] = []
    depth = 0
    for found in _TOKEN.finditer(text, start):
        kind = found.lastgroup
        if kind is None:
            continue
        tokens.append((kind, found[0]))
        if kind == "sign":
            depth += (found[0] in "{[(") - (found[0] in "}])")
            if depth <= 0 and found[0] not in ".(":
                break
    return tokens


class _Reader:
    """Reads values off a list of tokens, each once."""

    def __init__(self, tokens: list[_Token], names: _Names | None = None) -> None:
        self._tokens = tokens
        self._names = names
        self._at = 0

    def _peek(self) -> _Token:
        return self._tokens[self._at] if self._at < len(self._tokens) else ("", "")

    def _take(self) -> _Token:
        token = self._peek()
        self._at += 1
        return token

    def value(self, depth: int) -> Value:
        """A value; `None` for one that is computed."""
        kind, words = self._peek()
        made: Value = None
        if kind == "string":
            made = _ESCAPE.sub(r"\1", words[1:-1])
            self._at += 1
        elif kind == "number":
            made = float(words)
            self._at += 1
        elif words in ("{", "[") and depth < _DEEPEST:
            self._at += 1
            made = self._table(depth) if words == "{" else self._list(depth)
        elif kind == "word" and words in _WORDS:
            made = _WORDS[words]
            self._at += 1
        elif kind == "word" and self._names is not None:
            made = self._named(words, depth)
        if self._is_at_end():
            return made
        self._skipped()
        return None

    def _named(self, name: str, depth: int) -> Value:
        """The value of a name, or of the call of a function of that name."""
        self._at += 1
        if self._peek()[1] == "(":
            ahead = self._tokens[self._at + 1 : self._at + 2]
            if ahead and ahead[0][1] == ")":
                self._at += 2
        if not self._is_at_end() or self._names is None:
            return None
        return self._names.value(name, depth)

    def _spread(self, depth: int) -> Value:
        """The value behind `...`, whose dots are passed over; `None` for others."""
        if [one[1] for one in self._tokens[self._at : self._at + 3]] != ["."] * 3:
            return None
        self._at += 3
        return self.value(depth + 1)

    def _is_at_end(self) -> bool:
        kind, words = self._peek()
        return not kind or words in (",", "}", "]")

    def _skipped(self) -> None:
        """Pass over what is computed, up to the next value."""
        closings: list[str] = []
        while self._at < len(self._tokens):
            kind, words = self._peek()
            if kind == "sign":
                if not closings and words in (",", "}", "]"):
                    return
                if words in _CLOSING:
                    closings.append(_CLOSING[words])
                elif closings and words == closings[-1]:
                    closings.pop()
            self._at += 1

    def _table(self, depth: int) -> Value:
        table: dict[str, Value] = {}
        while self._at < len(self._tokens):
            spread = self._spread(depth)
            if isinstance(spread, dict):
                table |= mapping(spread)
                continue
            kind, words = self._take()
            if words == "}" and kind == "sign":
                return table
            if kind in ("string", "word", "number") and self._peek()[1] == ":":
                self._at += 1
                key = words[1:-1] if kind == "string" else words
                table[key] = self.value(depth + 1)
            elif words != "," or kind != "sign":
                self._skipped()
        return table

    def _list(self, depth: int) -> Value:
        values: list[Value] = []
        while self._at < len(self._tokens):
            words = self._peek()[1]
            if self._peek()[0] == "sign" and words in ("]", ","):
                self._at += 1
                if words == "]":
                    return values
                continue
            spread = self._spread(depth)
            if isinstance(spread, list):
                values += spread
                continue
            values.append(self.value(depth + 1))
            if self._peek()[1] == "}":
                self._at += 1
        return values
