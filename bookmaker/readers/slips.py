"""Slips of the pen that Markdown reads as something else, without a word.

What comes in: what a file holds and its text. What goes out: warnings. All of them are
about what CommonMark reads in one way and the author meant in another, so each check
errs on the side of silence: a warning that is wrong is worse than none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from bookmaker.config.conventions import NATIVE, Conventions
from bookmaker.config.values import find_language_tag, is_language_tag
from bookmaker.diagnostics import Diagnostic, Diagnostics
from bookmaker.diagnostics.catalog import manuscript as problems
from bookmaker.document.addresses import corrected_address, is_unfinished
from bookmaker.document.identifiers import heading_slug
from bookmaker.document.nodes import (
    NO_ATTRIBUTES,
    CodeBlock,
    Figure,
    Heading,
    Link,
    Math,
    MathBlock,
    Node,
    NoteReference,
    Panel,
    Paragraph,
    SceneBreak,
    Table,
    Text,
)
from bookmaker.document.text import plain_text
from bookmaker.document.walk import descend, find_nodes
from bookmaker.readers.conflict_marks import find_conflicts
from bookmaker.readers.foreign_marks import find_foreign_marks
from bookmaker.readers.found_words import find_below, shortened
from bookmaker.readers.joined_lines import find_joined_lines
from bookmaker.readers.markdown import MarkdownFile
from bookmaker.readers.markdown.odd_attributes import report_braces
from bookmaker.readers.markdown.targets import normal_label
from bookmaker.readers.metadata_slips import find_metadata_slips
from bookmaker.source import SourceSpan

_HASHES = re.compile(
    r"(?P<marks>[#＃]{1,9})(?P<gap>[\s\u200b\u2060\ufeff]*)(?P<words>[^\s#＃].*)"
)
_LEVELS = 6
_MARKS_ALONE = re.compile(r"#{1,6}")
_PLAIN_GAP = re.compile(r"[ \t]")
_IDENTIFIER_AT_END = re.compile(r"\{[^{}]*#[^{}]+\}$")
_HASHTAGS = re.compile(r"(?:#\S+\s*)+")
_SENTENCE_WORDS = 12
"""A longer line is prose that begins with a hashtag, and no title."""

_MARKS = re.compile(
    r"\]\([^()\n]*\)|\[\^[^\]\n]{1,99}\]|\{[#.][^{}\n]*\}|[*_\[\]]|(?<=\w)`|`(?=\w)"
)
"""Marks of Markdown: those of a paragraph that was meant to be one."""
_PUNCTUATION = frozenset(".,;:!?'\"’‘“”„«»‹›—–-…()¿¡、。，！？「」『』؟،।&")
_ENDINGS = frozenset(".!?…”’\"'»›:—–。！？」』؟।)")
_OPENINGS = frozenset("“‘„«‹\"'—–¿¡「『(*_[…")
_PROSE_WORDS = 5
_PROSE_CHARACTERS = 8
"""Of a script that has no spaces."""

_UNFINISHED_SIGN = re.compile("TODO|FIXME|TBD|XXX|orem ipsum")
"""In a text that `_UNFINISHED` finds something in; quick to look for."""
_UNFINISHED = re.compile(
    r"\b(?:TODO|FIXME|TBD|XXX)\b(?=:)|^(?:TODO|FIXME)\b|(?<=[\[(])(?:TODO|FIXME|TBD)\b"
    r"|\b[Ll]orem ipsum(?= dolor)"
)

_FILE_SUFFIX = r"\.(?:png|jpe?g|gif|svg|webp|tiff?|bmp|md|pdf)"
_SPACE_IN_PATH = re.compile(
    rf"!?\[[^\[\]\n]*\]\((?P<path>[^()<>\n\s]+ [^()<>\n\"]*?{_FILE_SUFFIX})\)",
    re.IGNORECASE,
)
_SPACE_IN_ADDRESS = re.compile(
    r"!?\[[^\[\]\n]*\]\((?P<path>(?:https?://|www\.|tel:|\+[0-9])[^()<>\n\s\"']*"
    r" [^()<>\n\"']*)\)",
    re.IGNORECASE,
)
_SPACE_BEFORE_PATH = re.compile(
    rf"!?\[[^\[\]\n]+\] \((?P<path>https?://[^()\s]+|[^()\s]+{_FILE_SUFFIX})\)",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"(?<![\w\]!])\[(?P<words>[^\[\]^\n][^\[\]\n]{1,99})\](?:\[(?P<label>[^\[\]\n]{0,99})\])?"
)
_NAME = re.compile(r"[^\W\d_]{3}")
"""In a label or a title; `[a-z][0-9]` has none."""
_BRACKETS_SWAPPED = re.compile(
    r"\((?P<words>[^()\n]+)\)\[(?P<path>https?://[^\]\s]+)\]", re.IGNORECASE
)

_UNCLOSED_ADDRESS = re.compile(
    rf"!?\[[^\[\]\n]{{1,99}}\]\((?P<path>https?://[^()\s]{{1,199}}|#[\w-]{{1,99}}"
    rf"|[^()\s]{{1,199}}{_FILE_SUFFIX})(?=\s|$)(?![^()\n]*\))",
    re.IGNORECASE,
)
_UNCLOSED_WORDS = re.compile(
    rf"!\[(?P<words>[^\[\]()\n]{{0,99}})\((?P<path>[^()\s]{{1,199}}{_FILE_SUFFIX})\)",
    re.IGNORECASE,
)

_SECOND_ID = re.compile(
    r"\{[^{}\n]{0,99}?#([^\s{}#.\"']++)[^{}\n]{0,99}?\s#([^\s{}#.\"']++)"
)

_FENCE_BRACES = re.compile(
    r"(?:`{3,}|~{3,})[^{`]*(\{\s*[#.][^\n]*|\{(?!\d)[^\n]*=[^\n]*)$"
)
_KNITR_CELL = re.compile(r"\{[A-Za-z]+[ ,}]")
_FORMULA_BRACES = re.compile(r"\$\$\s*(\{[#.][^{}\n]*\}?)\s*$")
_BRACES_AT_END = re.compile(r"\{\s*[#.][\w-][^{}\n]{0,300}\}?$")
_BRACE_MISSING = re.compile(r"(?<=\s)[.#][\w-]+(?: [.#][\w-]+)*\}$")

_DASH_GROUPS = re.compile(r"-{2,}(?:[ \t]+-{2,})+[ \t]*")

_WITH_LINES = (Paragraph, Heading, CodeBlock, MathBlock, Table, SceneBreak)
"""Blocks of which something is asked that their lines say."""

_PREFIXES = ("fig", "tbl", "sec", "eq", "lst")
_PREFIX_BY_KIND: dict[type[Node], str] = {
    Figure: "fig",
    Table: "tbl",
    Heading: "sec",
    MathBlock: "eq",
    CodeBlock: "lst",
}


def report_slips(
    reading: MarkdownFile,
    text: str,
    file: str,
    diagnostics: Diagnostics,
    conventions: Conventions = NATIVE,
) -> None:
    """Report what a file's author has probably not meant.

    What the file includes is another file's, and is reported there.
    """
    lines = text.split("\n")
    roots = (*reading.blocks, *reading.notes)
    blocks, spoken, attributed = _nodes_of_file(roots, file)
    texts = [node for node in spoken if isinstance(node, Text)]
    titles = _titles(roots)
    _report_odd_words(spoken, lines, titles, diagnostics)
    diagnostics.extend(_headings_without_space(blocks, lines))
    diagnostics.extend(_indented_prose(blocks, lines))
    for node in blocks:
        if node.span is not None:
            _report_odd_braces(node, node.span, lines, diagnostics)
    diagnostics.extend(_lone_marks(texts, lines))
    diagnostics.extend(_skipped_levels(reading, file))
    diagnostics.extend(_unended_tables(blocks, lines))
    diagnostics.extend(find_joined_lines(roots, blocks, lines))
    for node in attributed:
        diagnostics.extend(_odd_languages(node))
        diagnostics.extend(_mistyped_prefixes(node))
        diagnostics.extend(_prefixes_of_another_kind(node))
    diagnostics.extend(_second_identifiers(attributed, lines, file))
    diagnostics.extend(find_conflicts(roots, lines, file))
    diagnostics.extend(find_metadata_slips(reading, lines, file))
    diagnostics.extend(find_foreign_marks(blocks, lines, conventions))


def _nodes_of_file(
    roots: Sequence[Node], file: str
) -> tuple[list[Node], list[Text | Link], list[Node]]:
    """The nodes that the file itself has, sorted in one walk.

    Blocks that their lines are asked about, words and links, and what has attributes.
    """
    blocks: list[Node] = []
    spoken: list[Text | Link] = []
    attributed: list[Node] = []
    for node in descend(*roots):
        if node.span is None or node.span.file != file:
            continue
        if isinstance(node, Text | Link):
            spoken.append(node)
        elif isinstance(node, _WITH_LINES):
            blocks.append(node)
        if node.attributes is not NO_ATTRIBUTES:
            attributed.append(node)
    return blocks, spoken, attributed


def _titles(roots: Sequence[Node]) -> dict[str, str]:
    """By the words of each heading, included ones too: its identifier."""
    return {
        normal_label(words): heading.attributes.id or heading_slug(words)
        for heading in find_nodes(roots, Heading)
        if (words := plain_text(heading.children))
    }


def _report_odd_words(
    nodes: Sequence[Text | Link],
    lines: Sequence[str],
    titles: Mapping[str, str],
    diagnostics: Diagnostics,
) -> None:
    said = "\n".join(node.text for node in nodes if isinstance(node, Text))
    may_be_unfinished = _UNFINISHED_SIGN.search(said) is not None
    may_have_marks = _has_marks(said)
    for node in nodes:
        if isinstance(node, Text):
            if may_be_unfinished and _UNFINISHED_SIGN.search(node.text) is not None:
                diagnostics.extend(_unfinished_text(node))
            if may_have_marks and _has_marks(node.text):
                diagnostics.extend(_slips_among_words(node, lines, titles))
        else:
            diagnostics.extend(_odd_links(node, lines))


def _has_marks(text: str) -> bool:
    """Whether `_slips_among_words` may find something; most texts have no mark."""
    return "[" in text or "*" in text or "`" in text or "~" in text or "<!" in text


def _slips_among_words(
    node: Text, lines: Sequence[str], titles: Mapping[str, str]
) -> Iterator[Diagnostic]:
    yield from _unread_links(node, lines)
    yield from _unclosed_openings(node, lines)
    yield from _marks_in_html(node, lines) or _unmatched_marks(node, lines)
    yield from _undefined_references(node, lines, titles)


def _source_line(span: SourceSpan, lines: Sequence[str], number: int = 0) -> str:
    """A line of the file, from where the span begins if it is its first."""
    line = lines[(number or span.line) - 1]
    return line[span.column - 1 :] if number in (0, span.line) else line.lstrip(" \t>")


# --- Headings -----------------------------------------------------------------------


def _headings_without_space(
    nodes: Sequence[Node], lines: Sequence[str]
) -> Iterator[Diagnostic]:
    for node in nodes:
        if not isinstance(node, Paragraph) or node.span is None:
            continue
        span = node.span
        for number in range(span.line, span.end_line + 1):
            line = _source_line(span, lines, number)
            found = _HASHES.match(line)
            if found is None or not _is_title(
                found, line, is_first=number == span.line
            ):
                continue
            column = lines[number - 1].index(line) + 1
            yield problems.HashWithoutSpace(
                words=shortened(line.strip()),
                level=len(found["marks"]),
                gap=found["gap"],
                span=SourceSpan(
                    span.file, number, column, number, column + len(line.rstrip())
                ),
            )


def _is_title(found: re.Match[str], line: str, *, is_first: bool) -> bool:
    """Whether a line was meant as a heading, and is not a hashtag or number sign."""
    marks, rest = found["marks"], found["words"].strip()
    if len(marks) > _LEVELS:
        return found["gap"] != "" and rest[0].isalnum() and not rest.endswith("#")
    if found["gap"]:
        # After marks of ASCII a plain space makes a heading, unless it is escaped.
        is_plain = _PLAIN_GAP.match(found["gap"]) is not None
        return not (is_plain and _MARKS_ALONE.fullmatch(marks))
    if _IDENTIFIER_AT_END.search(rest[-99:]):
        return True
    if not (rest[0].isalpha() or (len(marks) > 1 and rest[0].isdecimal())):
        return False
    if len(marks) > 1:
        return True
    if not is_first or len(rest.split()) > _SENTENCE_WORDS or rest.endswith((".", ",")):
        return False
    is_tag = rest[0].islower() or _HASHTAGS.fullmatch(line.strip()) is not None
    if not is_tag:
        return True
    return " " not in rest and not rest[0].islower() and rest[1:] == rest[1:].lower()


def _skipped_levels(reading: MarkdownFile, file: str) -> Iterator[Diagnostic]:
    before = 0
    for block in reading.blocks:
        if not isinstance(block, Heading):
            continue
        span = block.span
        if (
            before
            and block.level > before + 1
            and span is not None
            and span.file == file
        ):
            yield problems.SkippedHeadingLevel(
                level=block.level, before=before, span=span
            )
        before = block.level


def _unended_tables(
    blocks: Sequence[Node], lines: Sequence[str]
) -> Iterator[Diagnostic]:
    """Find groups of dashes above columns that nothing ends: a scene break is read.

    Where words are directly above them, the reader has reported them.
    """
    for node in blocks:
        if not isinstance(node, SceneBreak) or node.span is None:
            continue
        if node.span.line > 1 and lines[node.span.line - 2].strip():
            continue
        groups = _DASH_GROUPS.fullmatch(_source_line(node.span, lines))
        if groups is None or len({*groups[0].split()}) == 1:
            continue  # groups that are all alike are a scene break
        reason = "no line of dashes is below its last row"
        yield problems.TornTable(reason, span=node.span)


# --- Paragraphs that are listings ---------------------------------------------------


def _indented_prose(
    nodes: Sequence[Node], lines: Sequence[str]
) -> Iterator[Diagnostic]:
    found = [
        node.span
        for node in nodes
        if isinstance(node, CodeBlock)
        and node.span is not None
        and not _source_line(node.span, lines).startswith(("`", "~", "<", "{"))
        and is_prose(node.text)
    ]
    if found:
        yield problems.IndentedProse(count=len(found), span=found[0])


def is_prose(text: str) -> bool:
    """Whether these are sentences, and nothing that a program would read or print."""
    words = _MARKS.sub("", text).strip()
    if not words or not _is_opening(text.strip()[0]) or words[-1] not in _ENDINGS:
        return False
    count = 0
    for character in words:
        category = unicodedata.category(character)
        if category[0] in "LM":
            count += 1
        elif not (character.isspace() or category == "Nd" or character in _PUNCTUATION):
            return False
    has_spaces = " " in words
    return (
        len(words.split()) >= _PROSE_WORDS
        if has_spaces
        else count >= _PROSE_CHARACTERS and not words.isascii()
    )


def _is_opening(character: str) -> bool:
    return (
        unicodedata.category(character) in {"Lu", "Lt", "Lo"} or character in _OPENINGS
    )


# --- Links --------------------------------------------------------------------------


def _odd_links(link: Link, lines: Sequence[str]) -> Iterator[Diagnostic]:
    if link.span is None:
        return
    source = _source_line(link.span, lines)
    if source.startswith(("[", "<a")) and _has_no_words(link):
        yield problems.EmptyLink(words="", target=link.target, span=link.span)
        return
    is_markdown = source.startswith("[")
    if is_unfinished(link.target) or (is_markdown and not link.target):
        words = shortened(plain_text(link.children))
        yield problems.EmptyLink(words=words, target=link.target, span=link.span)
        return
    nearest = corrected_address(link.target)
    if nearest is not None:
        yield problems.MistypedAddress(
            target=link.target,
            nearest=nearest,
            address_span=_address_span(link.span, link.target, lines),
            span=link.span,
        )


def _has_no_words(link: Link) -> bool:
    """Whether nothing in a link can be read out; without children it is filled in."""
    is_filled = any(find_nodes(link.children, Math, NoteReference))
    return (
        bool(link.children) and not is_filled and not plain_text(link.children).strip()
    )


def _address_span(
    span: SourceSpan, target: str, lines: Sequence[str]
) -> SourceSpan | None:
    """Where the address is written as it is; `None` where it has escapes."""
    if span.line != span.end_line:
        return None
    line = lines[span.line - 1]
    start = line.find(f"]({target}", span.column - 1, span.end_column - 1)
    if start < 0:
        return None
    column = start + 3
    return SourceSpan(span.file, span.line, column, span.line, column + len(target))


def _unread_links(node: Text, lines: Sequence[str]) -> Iterator[Diagnostic]:
    """Find what was meant as a link or a picture and is words.

    Where a backslash is before a bracket, words were meant.
    """
    span = node.span
    if span is None or not any(mark in node.text for mark in ("](", "] (", ")[", "![")):
        return
    source = "\n".join(lines[span.line - 1 : span.end_line])
    for pattern, advice in (
        (_SPACE_IN_PATH, "write “%20” for each space in “{path}”"),
        (_SPACE_IN_ADDRESS, "an address has no spaces: write it between < and >"),
        (_SPACE_BEFORE_PATH, "delete the space between ] and ("),
        (_BRACKETS_SWAPPED, "write [{words}]({path})"),
        (_UNCLOSED_ADDRESS, "write ) behind “{path}”"),
        (_UNCLOSED_WORDS, "write ![{words}]({path})"),
    ):
        for found in pattern.finditer(node.text):
            at = source.find(found[0])
            if at < 0 or source[:at].endswith("\\"):
                continue
            yield problems.LinkNotRead(
                words=shortened(found[0]),
                advice=advice.format(**found.groupdict()),
                span=node.span,
            )


def _undefined_references(
    node: Text, lines: Sequence[str], titles: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Find `[words][label]` without a definition, and `[Title]` of a heading."""
    span = node.span
    if span is None or "[" not in node.text:
        return
    last = (span.line, span.column - 1)
    for found in _REFERENCE.finditer(node.text):
        label = found["label"] or found["words"]
        is_title = normal_label(label) in titles
        if (found["label"] is None and not is_title) or not _NAME.search(label):
            continue
        place = find_below(found[0], last, span, lines)
        if place is None:
            continue
        last = (place.line, place.end_column - 1)
        advice = f"define it on a line of its own: [{label}]: https://…"
        if is_title:
            advice = f"write [{found['words']}](#{titles[normal_label(label)]})"
        yield problems.LinkNotRead(words=shortened(found[0]), advice=advice, span=place)


# --- Words --------------------------------------------------------------------------


def _unclosed_openings(node: Text, lines: Sequence[str]) -> Iterator[Diagnostic]:
    """Find a comment or a note that its paragraph does not close: it is printed."""
    span = node.span
    for tag in ("<!--", "^["):
        if tag not in node.text or span is None:
            continue
        place = find_below(tag, (span.line, span.column - 1), span, lines)
        if place is not None:
            yield problems.UnclosedInlineTag(tag=tag, span=place)


def _marks_in_html(node: Text, lines: Sequence[str]) -> list[Diagnostic]:
    """Find whole marks of Markdown that are words: they are within a tag of HTML."""
    span = node.span
    found = _WHOLE_MARKS.search(node.text)
    if span is None or found is None:
        return []
    place = find_below(found[0], (span.line, span.column - 1), span, lines)
    above = "".join(lines[max(0, span.line - _LINES_ABOVE) : span.end_line])
    if place is None or "<" not in above or _NO_MARKDOWN.search(above):
        return []
    return [problems.MarkdownInHtml(words=shortened(found[0]), span=place)]


def _unmatched_marks(node: Text, lines: Sequence[str]) -> Iterator[Diagnostic]:
    """Find what should begin or end bold or struck-out words, and does neither.

    Between spaces (`2 ** 3`) or within a word (`a**b`) it is a sign of its own, and so
    is what programs write before a name (`**kwargs`).
    """
    span = node.span
    if span is None or not ("**" in node.text or "~~" in node.text):
        return
    found = _UNMATCHED.search(node.text)
    if found is None:
        return
    place = find_below(found[0], (span.line, span.column - 1), span, lines)
    if place is not None:
        marks = found["begin"] or found["end"]
        yield problems.UnmatchedMarks(marks=marks, words=found[0], span=place)


def _lone_marks(texts: Sequence[Text], lines: Sequence[str]) -> Iterator[Diagnostic]:
    """Find what should begin slanted words or code, and does not.

    Where a file has many of them, or an asterisk behind a word too, they are signs: of
    notes, of forms of words, of pointers. So is `_` in a file with `names_like_this`.
    """
    found: list[problems.UnmatchedMarks] = []
    has_names = False
    for node in texts:
        span = node.span
        if span is None or not _has_lone(node.text):
            continue
        if _ASTERISK_BEHIND.search(node.text) is not None:
            return
        has_names = has_names or _NAME_OF_CODE.search(node.text) is not None
        for mark in _LONE.finditer(node.text):
            place = find_below(mark[0], (span.line, span.column - 1), span, lines)
            if place is not None:
                marks, words = mark[0][0], mark[0]
                found.append(problems.UnmatchedMarks(marks, words, span=place))
    if len(found) <= _SLIPS_AT_MOST:
        yield from (it for it in found if not (has_names and it.marks == "_"))


def _has_lone(text: str) -> bool:
    """Whether a text may have a lone mark; most have none."""
    return "*" in text or "_" in text or "`" in text


_SLIPS_AT_MOST = 3
_LONE = re.compile(r"(?<![\w*_`\\/.$])(?:\*|_|`(?![^`]*['’]))[^\W\d_]{1,30}(?=[,;]? )")
"""A mark before a word with others behind it. TeX has `quoted' words."""
_NAME_OF_CODE = re.compile(r"\w_\w")
_ASTERISK_BEHIND = re.compile(r"\w[.,;:!?)]?\*(?![\w*])")
_NO_MARKDOWN = re.compile(r"\bmarkdown=[\"']?0")
_LINES_ABOVE = 100
"""How far above its words a tag of HTML may open."""
_WHOLE_MARKS = re.compile(
    r"(?<![\w*~\\/])(\*{1,3}|~~)[^\s*~][^*~\n]{0,99}(?<=[^\s*~])\1(?![\w*~])"
    r"|(?<![\w`\\])`[^`\n]{1,99}`(?![\w`])"
    r"|\[[^\[\]\n]{1,99}\]\([^()\s]{1,199}\)"
)
_UNMATCHED = re.compile(
    r"(?<![\w*~\\/])(?P<begin>\*\*|~~)(?!(?:kw|opt|arg|param)\w*|\w*_)\w{1,30}"
    r"|\w{1,30}[.,;:!?]?(?P<end>\*\*|~~)(?![\w*~/])"
)


def _unfinished_text(node: Text) -> Iterator[Diagnostic]:
    found = _UNFINISHED.search(node.text)
    if found is None:
        return
    words = shortened(node.text[found.start() :].strip())
    yield problems.UnfinishedText(words=words, span=node.span)


# --- Attributes -----------------------------------------------------------------------


def _report_odd_braces(
    node: Node, span: SourceSpan, lines: Sequence[str], diagnostics: Diagnostics
) -> None:
    """Report braces at the end of a block that were meant as its attributes."""
    line = _source_line(span, lines)
    number = span.line
    match node:
        case CodeBlock():
            found = _FENCE_BRACES.match(line)
            words = found[1].strip() if found is not None else ""
            if _KNITR_CELL.match(words):
                return
        case MathBlock() | Paragraph(children=(Math(), *_)):
            number = span.end_line
            found = _FORMULA_BRACES.search(lines[number - 1])
            words = found[1] if found is not None else ""
        case Paragraph():
            if not line.startswith("{"):
                return
            words = plain_text(node.children)
            if not _BRACES_AT_END.match(words):
                return
        case Heading():
            words = _last_braces(node.children)
        case Table():
            words = _last_braces(node.caption)
            place = node.caption[-1].span if node.caption else None
            number = place.end_line if place is not None else number
        case _:
            return
    column = lines[number - 1].find(words) + 1 if words else 0
    if column:
        place = SourceSpan(span.file, number, column, number, column + len(words))
        report_braces(words, place, diagnostics)


def _last_braces(inlines: Sequence[Node]) -> str:
    """The braces that end some words; empty where none do."""
    words = plain_text(inlines[-1:])[-400:]
    found = _BRACES_AT_END.search(words) or _BRACE_MISSING.search(words)
    return found[0] if found is not None else ""


def _odd_languages(node: Node) -> Iterator[Diagnostic]:
    for key in ("lang", "xml:lang"):
        text = node.attributes.find(key)
        if text and not is_language_tag(text):
            nearest = find_language_tag(text)
            yield problems.OddLanguage(text=text, nearest=nearest, span=node.span)


def _mistyped_prefixes(node: Node) -> Iterator[Diagnostic]:
    identifier = node.attributes.id
    wanted = next(
        (prefix for kind, prefix in _PREFIX_BY_KIND.items() if isinstance(node, kind)),
        None,
    )
    if identifier is None or wanted is None:
        return
    found = re.match(r"([A-Za-z]+)([-_:])(?=.)", identifier)
    if found is None or (found[1] == wanted and found[2] in "-:"):
        return
    if found[1] == wanted or (
        found[1] not in _PREFIXES and _is_one_slip(found[1].lower(), wanted)
    ):
        nearest = f"{wanted}-{identifier[found.end() :]}"
        yield problems.MistypedPrefix(
            identifier=identifier, nearest=nearest, span=node.span
        )


def _prefixes_of_another_kind(node: Node) -> Iterator[Diagnostic]:
    """Find `fig-x` on what is not a figure, which gets no number."""
    found = re.match(r"(fig|tbl|lst|eq)-.", node.attributes.id or "")
    if found is None or isinstance(node, Panel):
        return
    wanted = _PREFIX_BY_KIND.get(type(node))
    if wanted != found[1]:
        yield problems.PrefixOfAnotherKind(
            identifier=node.attributes.id or "", prefix=found[1], span=node.span
        )


def _is_one_slip(word: str, wanted: str) -> bool:
    """Whether one letter too many, swapped letters, or other case are between two."""
    if word == wanted:
        return True
    if len(word) == len(wanted):
        return sorted(word) == sorted(wanted)
    longer = len(word) == len(wanted) + 1 and len(wanted) > 2
    return longer and any(
        word[:at] + word[at + 1 :] == wanted and word[at] in wanted
        for at in range(len(word))
    )


def _second_identifiers(
    nodes: Sequence[Node], lines: Sequence[str], file: str
) -> Iterator[Diagnostic]:
    """Find braces with two identifiers, the last of which something in the file has."""
    used = {node.attributes.id for node in nodes}
    for number, line in enumerate(lines, start=1):
        if "{" not in line or " #" not in line:
            continue
        for found in _SECOND_ID.finditer(line):
            if found[2] not in used:
                continue
            span = SourceSpan(file, number, found.start(1), number, found.end(2) + 1)
            yield problems.SecondIdentifier(first=found[1], last=found[2], span=span)
