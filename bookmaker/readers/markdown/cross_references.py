"""References by kind and name: `@fig-quay`, `[-@tbl-tides]`, as Quarto writes them.

pandoc-crossref's `@fig:quay` is the same.
"""

from __future__ import annotations

import re
import unicodedata

from bookmaker.document.nodes import CrossReference, ReferenceForm
from bookmaker.readers.markdown.inlines import Construct, InlineScan

_NAME = r"@((?:[Ff]ig|[Tt]bl|[Ss]ec|[Ee]q|[Ll]st)[-:]\w+(?:[.:-]\w+)*)"
_BARE = re.compile(_NAME)
_ONE = re.compile(rf"(-)?{_NAME}")
_THEOREM = r"(?:thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|tip|nte|wrn|imp|cau)-\w"
"""How Quarto's references to theorems and callouts begin; they stay characters."""
_ANY = re.compile(rf"(?<![\w.])@(?!{_THEOREM})\w")
_BRACKETS = re.compile(r"\[([^\[\]]{1,1000}+)\]")
_BETWEEN = re.compile(r"^[;,]\s+$|\s*\n\s*")
_OWN_WORD = re.compile(
    r"\b(?:[Cc]hap(?:ter|\.)?s?|[Ss]ec(?:tion|\.)?s?|[Pp]arts?|[Aa]ppendi(?:x|ces)|§§?"
    r"|[Ff]ig(?:ure|\.)?s?|[Tt]ab(?:le|\.)?s?|[Ee]q(?:uation|\.)?s?|[Ll]istings?"
    r"|[Kk]ap(?:itel|\.)?|[Aa]bb(?:ildung|\.)?|[Aa]bschn(?:itt|\.)?|[Cc]hapitre|[Ss]ection"
    r"|[Cc]ap[ií]tulo|[Tt]ableaux?|[Tt]abellen?|[Tt]abla|[Ff]igura|[Cc]apitolo)\s+$"
)
"""The word for what is referred to, as an author writes it before the reference."""
_NO_BREAK = re.compile(r"\s+$")


def joins_addresses(character: str) -> bool:
    """Whether an `@` behind a character is that of a mail address.

    Arabic and Hebrew write “in”, “and” and “as” together with the word behind them:
    `ב@fig-quay`. No address has such letters.
    """
    if not character.isalnum():
        return False
    return unicodedata.bidirectional(character) not in ("R", "AL")


class BareReference(Construct):
    """`@fig-quay` in a sentence; `@Fig-quay` at the head of one."""

    triggers = "@"

    def read(self, scan: InlineScan, at: int) -> int | None:
        """Read a reference; behind a letter, as in a mail address, it isn't one."""
        if at and (joins_addresses(scan.text[at - 1]) or scan.text[at - 1] in "._-"):
            return None
        found = _BARE.match(scan.text, at)
        if found is None:
            return None
        _add(scan, found[1], ReferenceForm.LABEL, at, found.end())
        return found.end()


class SuppressedReference(Construct):
    """`-@fig-quay` in a sentence: the number alone, as in `[-@fig-quay]`."""

    triggers = "-"

    def read(self, scan: InlineScan, at: int) -> int | None:
        """Read a reference behind a hyphen that no word ends with."""
        if at and (scan.text[at - 1].isalnum() or scan.text[at - 1] in "-–—_."):
            return None
        found = _BARE.match(scan.text, at + 1)
        if found is None:
            return None
        _add(scan, found[1], ReferenceForm.NUMBER, at, found.end())
        return found.end()


class BracketedReferences(Construct):
    """`[@fig-quay]`, `[-@fig-quay]`, `[@fig-a; @fig-b]`, `[see @sec-one and @fig-one]`.

    A word that stands right before a reference and says what it is, `[Chapter @sec-b]`,
    `[Fig. @fig-b]`, takes the place of ours: the number alone follows it.
    """

    triggers = "["

    def read(self, scan: InlineScan, at: int) -> int | None:
        """Read references of ours; where a work is cited too, it is a citation."""
        if "[@" in scan.searched_in_vain:
            return None
        text = scan.text
        if text.find("@", at) < 0:
            scan.searched_in_vain.add("[@")
            return None
        brackets = _BRACKETS.match(text, at)
        if brackets is None or "@" not in brackets[1]:
            return None
        end = brackets.end()
        if text[end : end + 1] in ("(", "[", "{"):
            return None
        found = list(_ONE.finditer(text, at + 1, end - 1))
        others = _ANY.findall(text, at + 1, end - 1)
        if not found or len(others) != len(found):
            return None
        self._read_all(scan, found, at + 1, end - 1)
        return end

    @staticmethod
    def _read_all(
        scan: InlineScan, found: list[re.Match[str]], start: int, end: int
    ) -> None:
        """Add the references and the words between them; `;` parts them as it does."""
        for one in found:
            words = _BETWEEN.sub("; ", scan.text[start : one.start()])
            has_own_word = _OWN_WORD.search(words) is not None
            if words:
                scan.add_text(
                    _NO_BREAK.sub("\N{NO-BREAK SPACE}", words)
                    if has_own_word
                    else words,
                    start,
                    one.start(),
                )
            is_number = one[1] is not None or has_own_word
            form = ReferenceForm.NUMBER if is_number else ReferenceForm.LABEL
            _add(scan, one[2], form, one.start(), one.end())
            start = one.end()
        if start < end:
            scan.add_text(scan.text[start:end], start, end)


def _add(
    scan: InlineScan, name: str, form: ReferenceForm, start: int, end: int
) -> None:
    is_capital = name[0].isupper()
    target = name[0].lower() + name[1:]
    reference = CrossReference(
        f"#{target}", form, starts_sentence=is_capital, span=scan.span(start, end)
    )
    scan.add_node(reference)


def is_name_of_kind(name: str) -> bool:
    """Whether a name says of what kind its bearer is: `fig-quay`."""
    return _BARE.fullmatch(f"@{name}") is not None
