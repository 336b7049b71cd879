"""Kinds of problem with codes in `L`: what a copy editor would ask about the prose.

All are notes: none of them stops a build, and `build` doesn't look for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from bookmaker.diagnostics import Diagnostic, Severity
from bookmaker.diagnostics.edits import Edit


class Prose(Diagnostic, kw_only=True):
    """What all of them have: words to show, and perhaps another way to write them."""

    severity: ClassVar[Severity] = Severity.NOTE
    is_safe: ClassVar[bool] = False
    """Whether the correction is never in doubt."""

    words: str
    """The place with a few words around it."""
    replacement: str | None = None
    """What to write at the place; `None` where that is not known."""

    def edit(self) -> Edit | None:
        """Write the replacement at the place."""
        if self.span is None or self.replacement is None:
            return None
        return Edit(self.span, self.replacement, is_safe=self.is_safe)


class _Habit(Prose, kw_only=True):
    """What an author does in the same way everywhere: reported once."""

    def shared_cause(self) -> str:
        """One habit has one cause."""
        return ""


class DoubledSpace(_Habit, kw_only=True):
    """Two spaces or more are between words.

    Editions show one space, so this changes nothing that readers see; some publishers
    ask for clean files. The rule is off by default: `on = ["L001"]` in the table
    `[lint]` of `book.toml` switches it on. Example: `ebbed.  The gate`.
    """

    code: ClassVar[str] = "L001"
    is_safe: ClassVar[bool] = True
    sample: ClassVar[Mapping[str, object]] = {"words": "ebbed.  The gate"}

    def message(self) -> str:
        """Say where."""
        shown = self.words.replace("  ", "␣␣")
        return f"more than one space between words: “{shown}”"

    def help(self) -> str:
        """Say what to do."""
        return "write one space, or run “bookmaker check --fix”"


class SpaceBeforePunctuation(_Habit, kw_only=True):
    """A space is before a punctuation mark.

    French has a space before `:`, `;`, `!` and `?`, so only a comma or a full stop is
    reported there; most other languages have none. A line could end before the mark.
    Example: `the gate , and`.
    """

    code: ClassVar[str] = "L002"
    is_safe: ClassVar[bool] = True
    sample: ClassVar[Mapping[str, object]] = {"words": "the gate , and", "mark": ","}
    mark: str

    def message(self) -> str:
        """Say where."""
        return f"a space before “{self.mark}”: “{self.words}”"

    def help(self) -> str:
        """Say what to do."""
        return "delete the space"


class RepeatedPunctuation(Prose, kw_only=True):
    """A punctuation mark is there twice, or two are there that exclude each other.

    Reported are `,,`, `;;`, `,.`, `;,` and similar, and a full stop after a full stop
    at the end of a word. Three dots are an ellipsis; `?!` and `!!` are left alone.
    Example: `the gate,, and`.
    """

    code: ClassVar[str] = "L003"
    sample: ClassVar[Mapping[str, object]] = {"words": "the gate,, and", "marks": ",,"}
    marks: str

    def message(self) -> str:
        """Say where."""
        return f"“{self.marks}” is one mark too many: “{self.words}”"

    def help(self) -> str:
        """Say what to do."""
        if self.marks == "..":
            return "write one full stop, or three dots for an ellipsis"
        return "keep the mark that you mean"


class HyphenForDash(_Habit, kw_only=True):
    """A hyphen between spaces stands for a dash.

    It is printed as a hyphen, which is shorter than a dash. `--` becomes an en dash,
    `---` an em dash. Between numbers it may be a minus sign, so those aren't reported.
    Example: `the gate - or what was left`.
    """

    code: ClassVar[str] = "L004"
    sample: ClassVar[Mapping[str, object]] = {"words": "the gate - or"}

    def message(self) -> str:
        """Say where."""
        return f"a hyphen stands for a dash: “{self.words}”"

    def help(self) -> str:
        """Say what to do."""
        return "write -- for an en dash, or --- for an em dash"


class HyphenInRange(_Habit, kw_only=True):
    """A hyphen is between two years or two pages.

    Ranges have an en dash: `1914--1918`, `pp. 12--15`.
    Example: `from 1914-1918`.
    """

    code: ClassVar[str] = "L005"
    sample: ClassVar[Mapping[str, object]] = {"words": "1914-1918"}

    def message(self) -> str:
        """Say where."""
        return f"a range with a hyphen: “{self.words}”"

    def help(self) -> str:
        """Say what to do."""
        return "write --, which becomes an en dash"


class UnclosedQuotation(Prose, kw_only=True):
    """A paragraph opens a quotation that it doesn't close, or the other way round.

    Speech that goes on in the next paragraph, which opens it again, is fine. Feet,
    inches and minutes aren't counted. Only double quotation marks are, because a single
    one may be an apostrophe. Example: `“The gate is open, she said.`
    """

    code: ClassVar[str] = "L006"
    sample: ClassVar[Mapping[str, object]] = {"words": "“The gate is open, she said."}
    is_open: bool = True
    """Whether the closing mark is missing, and not the opening one."""

    def message(self) -> str:
        """Say which is missing."""
        missing = "closing" if self.is_open else "opening"
        return f"a quotation without its {missing} mark: “{self.words}”"

    def help(self) -> str:
        """Say what to do."""
        return "write the mark that is missing"


class SpaceInsideQuotation(Prose, kw_only=True):
    """A space is after an opening quotation mark, or before a closing one.

    The mark then is alone at the end of a line sooner or later. French guillemets have
    such spaces, so they aren't reported. Example: `“ The gate`.
    """

    code: ClassVar[str] = "L007"
    is_safe: ClassVar[bool] = True
    sample: ClassVar[Mapping[str, object]] = {"words": "“ The gate"}

    def message(self) -> str:
        """Say where."""
        return f"a space inside a quotation mark: “{self.words}”"

    def help(self) -> str:
        """Say what to do."""
        return "delete the space"


class AccentForApostrophe(Prose, kw_only=True):
    """A lone accent stands for an apostrophe.

    The keys for `´` and the backtick are for accents on letters. Write `'`, which
    becomes a curly apostrophe. Example: `don´t`.
    """

    code: ClassVar[str] = "L008"
    is_safe: ClassVar[bool] = True
    sample: ClassVar[Mapping[str, object]] = {"words": "don´t", "mark": "´"}
    mark: str

    def message(self) -> str:
        """Say where."""
        return f"“{self.mark}” stands for an apostrophe: “{self.words}”"

    def help(self) -> str:
        """Say what to do."""
        return "write '"


class CallBeforePunctuation(_Habit, kw_only=True):
    """The call of a note is before a comma or a full stop.

    English books, and those in several other languages, have it after the mark:
    `the weir,[^1]`. Where it is about the last word only, leave it before the mark, and
    switch the rule off with `off = ["L009"]` in the table `[lint]` of `book.toml`.
    Example: `the weir[^1],`.
    """

    code: ClassVar[str] = "L009"
    sample: ClassVar[Mapping[str, object]] = {"words": "the weir[^…],", "mark": ","}
    mark: str

    def message(self) -> str:
        """Say where."""
        return f"the call of a note is before “{self.mark}”: “{self.words}”"

    def help(self) -> str:
        """Say what to do."""
        return "write the call after the mark"


class HeadingEnd(_Habit, kw_only=True):
    """A heading ends in a full stop, comma or semicolon.

    Headings are not sentences, and the contents repeat the mark. Abbreviations,
    ellipses, numbers and headings of more than one sentence aren't reported, and no
    heading is in a file where most end in a full stop. Example: `## The gate.`
    """

    code: ClassVar[str] = "L010"
    sample: ClassVar[Mapping[str, object]] = {"words": "The gate.", "mark": "."}
    mark: str

    def message(self) -> str:
        """Say which."""
        return f"the heading “{self.words}” ends in “{self.mark}”"

    def help(self) -> str:
        """Say what to do."""
        return "delete the mark"


class RepeatedWord(Prose, kw_only=True):
    """A word is there twice in a row.

    Reported are only words that a sentence hardly ever has twice, such as `the the`
    or `und und`; in a language that bookmaker has no list for, none is. No fix deletes
    a word. Example: `the the gate`.
    """

    code: ClassVar[str] = "L011"
    sample: ClassVar[Mapping[str, object]] = {"words": "the the"}

    def message(self) -> str:
        """Say which."""
        return f"a word is repeated: “{self.words}”"

    def help(self) -> str:
        """Say what to do."""
        return "delete one of the two"


class MissingSpace(Prose, kw_only=True):
    """There is no space between a punctuation mark and the next word.

    Reported are a comma between two words, and a full stop before a capitalized word
    that often begins a sentence. Addresses, names of files and code aren't.
    Example: `the gate,and`.
    """

    code: ClassVar[str] = "L012"
    sample: ClassVar[Mapping[str, object]] = {"words": "the gate,and", "mark": ","}
    mark: str

    def message(self) -> str:
        """Say where."""
        return f"no space after “{self.mark}”: “{self.words}”"

    def help(self) -> str:
        """Say what to do."""
        return "write a space after the mark"


class LikelyTypo(Prose, kw_only=True):
    """A word looks like a slip on the keyboard.

    Reported are swapped letters of the commonest English words (`teh`, `adn`) and a
    second letter that is a capital too (`THe`). This is not a spelling check, and no
    fix changes a word. Example: `teh gate`.
    """

    code: ClassVar[str] = "L013"
    sample: ClassVar[Mapping[str, object]] = {"words": "teh", "meant": "the"}
    meant: str

    def message(self) -> str:
        """Say which."""
        return f"“{self.words}” looks like a slip"

    def help(self) -> str:
        """Say what is probably meant."""
        return f"did you mean “{self.meant}”?"


class EmptyElement(Prose, kw_only=True):
    """A list item, heading or quotation has nothing in it.

    Screen readers announce it, and readers wonder what is missing.
    Example: a line that is only `-` in a list.
    """

    code: ClassVar[str] = "L014"
    sample: ClassVar[Mapping[str, object]] = {"words": "", "what": "list item"}
    what: str

    def message(self) -> str:
        """Say what is empty."""
        return f"this {self.what} is empty"

    def help(self) -> str:
        """Say what to do."""
        return "delete it, or write what belongs there"


class AlternativeSaysImage(Prose, kw_only=True):
    """An alt text begins with “image of” or similar, or says only that.

    Screen readers say that it is an image before they read the alt text. Describe what
    it shows. Example: `![Image of a gate](gate.png)`.
    """

    code: ClassVar[str] = "L015"
    sample: ClassVar[Mapping[str, object]] = {
        "words": "Image of a gate",
        "opening": "Image of",
    }
    opening: str

    def message(self) -> str:
        """Say which."""
        return f"the alt text “{self.words}” says “{self.opening}”"

    def help(self) -> str:
        """Say what to do."""
        return "describe what the image shows; that it is an image is said already"
