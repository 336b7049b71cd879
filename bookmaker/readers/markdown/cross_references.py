"""References by kind and name: `@fig-quay`, `[-@tbl-tides]`, as Quarto writes them.

pandoc-crossref's `@fig:quay` is the same.
"""

from __future__ import annotations

import re

from bookmaker.document.nodes import CrossReference, ReferenceForm
from bookmaker.readers.markdown.inlines import Construct, InlineScan

_NAME = r"@((?:[Ff]ig|[Tt]bl|[Ss]ec|[Ee]q|[Ll]st)[-:]\w+(?:[.:-]\w+)*)"
_BARE = re.compile(_NAME)
_ONE = re.compile(rf"(-)?{_NAME}")
_BETWEEN = re.compile(r"[;,][ \t\n]++(?=-?@)")
_OPENINGS = ("[@", "[-@")


class BareReference(Construct):
    """`@fig-quay` in a sentence; `@Fig-quay` at the head of one."""

    triggers = "@"

    def read(self, scan: InlineScan, at: int) -> int | None:
        """Read a reference; behind a letter, as in a mail address, it is none."""
        if at and (scan.text[at - 1].isalnum() or scan.text[at - 1] in "._-"):
            return None
        found = _BARE.match(scan.text, at)
        if found is None:
            return None
        _add(scan, found[1], ReferenceForm.LABEL, at, found.end())
        return found.end()


class BracketedReferences(Construct):
    """`[@fig-quay]`, `[-@fig-quay]` for the bare number, `[@fig-a; @fig-b]`."""

    triggers = "["

    def read(self, scan: InlineScan, at: int) -> int | None:
        """Read references of ours alone; with anything else it is a citation."""
        if not scan.text.startswith(_OPENINGS, at):
            return None
        found: list[re.Match[str]] = []
        end = at + 1
        while (one := _ONE.match(scan.text, end)) is not None:
            found.append(one)
            end = one.end()
            between = _BETWEEN.match(scan.text, end)
            if between is None:
                break
            end = between.end()
        if not found or not scan.text.startswith("]", end):
            return None
        if scan.text[end + 1 : end + 2] in ("(", "["):
            return None
        for before, one in zip([None, *found], found, strict=False):
            if before is not None:
                scan.add_text("; ", before.end(), one.start())
            form = ReferenceForm.NUMBER if one[1] else ReferenceForm.LABEL
            _add(scan, one[2], form, one.start(), one.end())
        return end + 1


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
