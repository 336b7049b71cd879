"""Citations as pandoc writes them: `[see @key, p. 3; @other]`, `@key`, `[-@key]`."""

from __future__ import annotations

import re

from bookmaker.document.nodes import Citation, CitedSource, Inline
from bookmaker.readers.markdown.cross_references import joins_addresses
from bookmaker.readers.markdown.inlines import Construct, InlineScan, read_leaf
from bookmaker.readers.markdown.places import LeafText
from bookmaker.readers.markdown.reader_options import NESTING_LIMIT

_KEY = r"@(\w+(?:[:.#$%&+?<>~/-]\w+)*)"
_BARE = re.compile(_KEY)
_LONGEST = 1000
_BRACKETS = re.compile(rf"\[([^\[\]]{{1,{_LONGEST}}}+)\]")
_PART = re.compile(
    rf"(?P<prefix>[^@;]*?)(?P<minus>-)?(?<![\w.]){_KEY}(?P<suffix>[^;]*)"
)
_LABEL_BY_WORD = {
    "": "page",
    **dict.fromkeys(("p.", "pp.", "page", "pages", "s.", "стр.", "с."), "page"),
    **dict.fromkeys(("ص.", "ص", "صص.", "صص", "עמ'", "עמ’", "עמ׳", "עמ"), "page"),
    **dict.fromkeys(("ch.", "chap.", "chapter", "kap.", "cap."), "chapter"),
    **dict.fromkeys(("sec.", "section", "§", "§§"), "section"),
    **dict.fromkeys(("vol.", "volume", "bd."), "volume"),
    **dict.fromkeys(("fig.", "figure"), "figure"),
    **dict.fromkeys(("n.", "nn.", "note"), "note"),
    **dict.fromkeys(("l.", "ll.", "line", "lines"), "line"),
    **dict.fromkeys(("v.", "vv.", "verse"), "verse"),
    **dict.fromkeys(("para.", "¶", "¶¶", "paragraph"), "paragraph"),
    **dict.fromkeys(("pt.", "part"), "part"),
    **dict.fromkeys(("bk.", "book"), "book"),
    **dict.fromkeys(("fol.", "folio"), "folio"),
    **dict.fromkeys(("no.", "number"), "issue"),
}
_WORDS = "|".join(re.escape(w) for w in sorted(_LABEL_BY_WORD, key=len, reverse=True))
_LOCATOR = re.compile(
    rf",?\s*(?P<label>(?i:{_WORDS}))\s*"
    r"(?P<number>(?:\d[\w.:]*|[IVXLCDMivxlcdm]+\b)"
    r"(?:\s*(?:--?|[–—,&]|and)\s*(?:\d[\w.:]*|[IVXLCDMivxlcdm]+\b))*)"
)


class BareCitation(Construct):
    """`@key` as a word of the sentence, with `[p. 3]` behind it if need be."""

    triggers = "@"

    def read(self, scan: InlineScan, at: int) -> int | None:
        """Read a citation; behind a letter, as in a mail address, it isn't one."""
        if at and (joins_addresses(scan.text[at - 1]) or scan.text[at - 1] in "._-@/"):
            return None
        found = _BARE.match(scan.text, at)
        if found is None:
            return None
        end = found.end()
        source = CitedSource(found[1], span=scan.span(at, end))
        behind = _BRACKETS.match(scan.text, end + 1) if scan.text[end:] else None
        if behind is not None and scan.text[end] == " ":
            located = _LOCATOR.fullmatch(behind[1].strip())
            if located is not None:
                end = behind.end()
                source = CitedSource(
                    found[1],
                    label=_LABEL_BY_WORD[located["label"].lower()],
                    locator=located["number"].replace("--", "-"),
                    span=scan.span(at, end),
                )
        written = scan.text[at:end]
        citation = Citation(
            (source,), is_in_text=True, written=written, span=scan.span(at, end)
        )
        scan.add_node(citation, 2)
        return end


class BracketedCitation(Construct):
    """`[see @key, p. 3; @other]` and `[-@key]`."""

    triggers = "["

    def read(self, scan: InlineScan, at: int) -> int | None:
        """Read a citation: each part between semicolons names a source."""
        if "[@" in scan.searched_in_vain:
            return None
        if scan.text.find("@", at) < 0:
            scan.searched_in_vain.add("[@")
            return None
        found = _BRACKETS.match(scan.text, at)
        if found is None or "@" not in found[1]:
            return None
        end = found.end()
        if scan.text[end : end + 1] in ("(", "[", "{"):
            return None
        sources = []
        start = at + 1
        for part in found[1].split(";"):
            read = _PART.fullmatch(part)
            if read is None:
                return None
            sources.append(_source(read, scan, start))
            start += len(part) + 1
        span = scan.span(at, end)
        scan.add_node(Citation(tuple(sources), written=found[0], span=span), 3)
        return end


def locator_of(words: str) -> tuple[str, str, str]:
    """The label, the number and the rest of what follows a cited work."""
    located = _LOCATOR.match(words.strip())
    if located is None:
        return "page", "", words
    label = _LABEL_BY_WORD[located["label"].lower()]
    number = located["number"].replace("--", "-")
    return label, number, words.strip()[located.end() :]


def _source(part: re.Match[str], scan: InlineScan, start: int) -> CitedSource:
    suffix_start = part.start("suffix")
    located = _LOCATOR.match(part["suffix"])
    label = locator = ""
    if located is not None:
        label = _LABEL_BY_WORD[located["label"].lower()]
        locator = located["number"].replace("--", "-")
        suffix_start += located.end()
    return CitedSource(
        part[3],
        _inlines(scan, part.string[: part.end("prefix")], start),
        _inlines(scan, part.string[suffix_start:], start + suffix_start),
        label or "page",
        locator,
        part["minus"] is not None,
        span=scan.span(start, start + len(part.string)),
    )


def _inlines(scan: InlineScan, words: str, start: int) -> tuple[Inline, ...]:
    """Read what the author says before or behind a source."""
    bare = words.strip()
    if not bare:
        return ()
    at = start + len(words) - len(words.lstrip())
    leaf = LeafText.at(bare.replace("\n", " "), scan.span(at, at + len(bare)))
    return read_leaf(leaf, scan.context, scan.grammar, NESTING_LIMIT - scan.room + 2)


def is_citation_key(name: str) -> bool:
    """Whether a key can be cited as it is, `@name`."""
    return _BARE.fullmatch(f"@{name}") is not None
