"""Marks and comments of other programs that are words here, and so are printed.

What comes in: the blocks of a file, and its lines. What goes out: warnings. A file of a
known project has had its marks translated before it is read; what is left, or is in a
manuscript of our own, was meant by nobody to be printed. Each pattern is one that
hardly any sentence has: a warning that is wrong is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bookmaker.config.conventions import Conventions
from bookmaker.diagnostics import Diagnostic
from bookmaker.diagnostics.catalog import manuscript as problems
from bookmaker.document.nodes import (
    Code,
    CodeBlock,
    Inline,
    Node,
    Paragraph,
    SoftBreak,
    Text,
)
from bookmaker.readers.found_words import find_below, shortened
from bookmaker.readers.idioms.mkdocs_inlines import emoji_characters
from bookmaker.source import SourceSpan

_ADMONITION = "write ::: note … ::: around the passage"
_WORDS = "delete it, or write the text itself"
_IDENTIFIER = "write {#name} after the heading, figure or table"


@dataclass(frozen=True, slots=True)
class _Mark:
    """How a mark begins, and what to write instead."""

    program: str
    pattern: re.Pattern[str]
    advice: str = _WORDS

    def problem(self, words: str, span: SourceSpan) -> Diagnostic:
        """Say that the mark is printed."""
        return problems.ForeignMark(words, self.program, self.advice, span=span)


def _mark(program: str, pattern: str, advice: str = _WORDS) -> _Mark:
    return _Mark(program, re.compile(pattern), advice)


_QUOTATION_MARKS = frozenset('“”‘’„«»"')
_LETTERS_AT_START = re.compile(
    r"[A-Z]> |(?:image|video|include)::|(?:h[1-6]|bq|fn\d)[.(]|INT|EXT|I/E"
    r"|(?:id|collapsed|title|alias|tags):: |import |export "
)
"""How those of `_AT_START` that begin with a letter begin; quick to ask."""
_AT_START = (
    _mark("MkDocs", r"!!!\+? [a-z][\w-]*.*", _ADMONITION),
    _mark("MkDocs", r"\?\?\?\+? [a-z][\w-]*.*", _ADMONITION),
    _mark("MkDocs", r"=== [\"'].+[\"']$", "write a heading"),
    _mark("MkDocs", r"::: [\w-]+(?:[./][\w-]+)+$"),
    _mark("Leanpub", r"[ABCDEGIQTWX]> .*", _ADMONITION),
    _mark(
        "Leanpub", r"\{/?(?:aside|blurb|quiz|exercise)\b[^{}]{0,200}\}$", _ADMONITION
    ),
    _mark(
        "Leanpub",
        r"\{(?:class|id|icon|sample|width|float|align|title|caption|lang|format"
        r"|line-numbers|crop-start|column-widths): [^{}]{0,200}\}$",
        "write {#name .class key=value} after the heading, image or fence",
    ),
    _mark("MyST", r"\([\w-]+\)=$", _IDENTIFIER),
    _mark(
        "MyST", r"\+\+\+(?: ?[\^{].*)?$", "write *** for a scene break, or delete it"
    ),
    _mark("reStructuredText", r"\.\. [\w-]+::.*", _ADMONITION),
    _mark("AsciiDoc", r"(?:image|video|include)::[^\s\[\]]+\[.*", "write ![…](file)"),
    _mark("AsciiDoc", r"\[(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]$", _ADMONITION),
    _mark("AsciiDoc", r"={2,6} [^\s=].*", "write ## and the title"),
    _mark(
        "AsciiDoc",
        r"\[(?:quote|verse|source|NOTE|TIP|abstract|example|sidebar|discrete|role)"
        r"(?:[,%.=][^\[\]]{1,200})\]$",
    ),
    _mark("AsciiDoc", r"(?:={4,}|\*{5,}|_{4,})$", _ADMONITION),
    _mark("reStructuredText", r"\.\. _[\w-]+:.*", _IDENTIFIER),
    _mark("reStructuredText", r"={2,}(?: +={2,})+$", "write a pipe table"),
    _mark("AsciiDoc", r"\|={3,}$", "write a pipe table"),
    _mark("Textile", r"(?:h[1-6]|bq|fn\d)(?:\([^()]*\))?\. \S.*"),
    _mark(
        "Fountain",
        r"(?:INT|EXT|INT\./EXT|INT/EXT|I/E)\.? [^a-z]{2,80} [-\u2013\u2014] [^a-z]+$",
        "write ## and the scene",
    ),
    _mark("Org", r"#\+[A-Za-z_]+(?::|\b).*"),
    _mark("MediaWiki", r"\{\|(?: .*)?$", "write a pipe table"),
    _mark("Jira", r"\|\|.+\|\|.+\|\|$", "write a pipe table"),
    _mark(
        "HackMD",
        r"\[(?:name|time|color)=[^\[\]]{1,80}\].*",
        "write — and the name on the last line of the quotation",
    ),
    _mark(
        "iA Writer",
        r"/[^\s/][^\n]{0,200}\.(?:md|markdown|txt|csv|png|jpe?g|gif)"
        r"(?: [\"'(].{1,200}[\"')])?$",
        "write {{< include file.md >}}, or ![…](file)",
    ),
    _mark("Bear", r"\[(?:image|file):[^\[\]]{1,200}\]$", "write ![…](file)"),
    _mark("Logseq", r"(?:id|collapsed|title|alias|tags):: .*"),
    _mark("MDX", r"import .{1,99} from ['\"]"),
    _mark("MDX", r"export (?:const|default|function) \w.*"),
    _mark("novelWriter", r"#{1,3}! \S.*", "write # and the title"),
    _mark(
        "Writerside",
        r"\{[a-z][\w-]*=\"[^\"{}]*\"(?: [a-z][\w-]*=\"[^\"{}]*\")*\}$",
        "write ::: {…} above the block, and ::: below it",
    ),
)
"""At the beginning of a paragraph, or of one of its lines."""

_ANYWHERE = (
    _mark("Hugo", r"\{\{%-? ?/?[ \w][^\n]{0,200}?%\}\}"),
    _mark("Jekyll or GitBook", r"\{%[-+]? ?\w.{0,200}?%\}"),
    _mark(
        "kramdown",
        r"\{:(?::/?[a-z]+[^{}\n]{0,200}|/[a-z]*|toc| ?[.#][A-Za-z][^{}\n]{0,200}"
        r"| ?[A-Za-z][\w-]*=[^{}\n]{0,200})\}",
        "write {.class}, or delete it",
    ),
    _mark("Logseq", r"\{\{(?:embed|query|renderer) [^{}]{1,200}\}\}"),
    _mark(
        "BBCode",
        r"\[(?P<tag>b|i|u|s|url|quote|img|center|color|size|spoiler|list)"
        r"(?:=[^\[\]]{1,200})?\].{1,300}?\[/(?P=tag)\]",
        "write *words*, **words**, > or [words](address)",
    ),
    _mark(
        "WordPress",
        r"\[/?(?:caption|gallery|embed|audio|video|playlist|contact-form)"
        r"(?: [^\[\]]{0,200})?\]",
    ),
    _mark("CriticMarkup", r"\{(\+\+|--).{1,200}?\1\}", "keep the words that are right"),
)
_MDBOOK = _mark("mdBook", r"\{\{ ?#[a-z]\w*[^{}]{0,200}\}\}")
_WIKI = (
    _mark(
        "Obsidian",
        r"!\[\[[^\[\]\n|#]{1,200}(?:[|#][^\[\]\n]{0,200})?\]\]",
        "write ![what it shows](file)",
    ),
    _mark(
        "Obsidian",
        r"\[\[(?:[^\W\d_a-z][^\[\]\n,=|#]{2,200}|[^\W\d][^\[\]\n,=|#]{0,200}\.md)"
        r"(?:[|#][^\[\]\n]{0,200})?\]\]",
        "write [words](file.md)",
    ),
)
_TAG = r"#[^\W\d_][\w/-]*"
_TAGS = re.compile(rf"{_TAG}(?:[ \t]+{_TAG})+|#[a-z][a-z0-9/-]*")
"""Hashtags alone; a capital of one alone is rather that of a heading."""
_TAGS_ALONE = _mark("Obsidian or Bear", "", "delete it; to print it, write \\#")
_COMMENTS_AT_START = re.compile(
    r"%+ ?(?!(?:of|de|des|der|von|van|av|di|del) )[^\W\d_][^%]*$"
    r"|\{/\*.*|/\*.*\*/$|\{#(?![\w.:-]+[ }]).*#\}$"
)
_COMMENTS = re.compile(
    r"\{>>.{0,300}?<<\}|(?<![^\s(])%%[^%\n]{1,300}%%|\{\{!--.{0,300}?--\}\}"
    r"|\{\{</?\*.{0,300}?\*/>\}\}|\{\{/\*.{0,300}?\*/\}\}|<%--.{0,300}?--%>"
)
_UNCLOSED_SHORTCODE = re.compile(
    r"\{\{<[ \t]*/?[\w-]+[^<>{}\n]{0,200}+(?!>\}\})(?:[ >}]{0,9}$|\}\})"
)
_BARE_WEB = re.compile(r"<(?P<address>www\.[^<>\s]{3,200})>")
_FENCE_LOOKALIKE = re.compile(
    r"(?P<marks>：{3,}|: : :|::)(?= ?[^:\s]|$)(?P<name> ?[a-z][a-z-]*)?$"
)
_DIVISION_NAMES = frozenset(
    "note tip warning caution important epigraph verse aside sidebar letter".split()
)
_PAIRS = (
    _mark(
        "Logseq",
        r"\(\([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\)\)",
    ),
    _mark(
        "Bear or Ulysses",
        r"(?<![\w:])::(?=[^\W\d_])[^:\n]{1,80}(?<=\w)::(?![\w:])",
        "write ==words==",
    ),
    _mark(
        "Typora or Joplin",
        r"(?<![\w+])\+\+(?=[^\W\d_])[^+\n]{1,80}(?<=[\w.,;!?])\+\+(?![\w+])",
        "write [words]{.underline}, or only the words",
    ),
    _mark(
        "Ulysses",
        r"(?<![\w|])\|\|(?=[^\W\d_])[^|\n]{1,80}(?<=[\w.,;!?])\|\|(?![\w|])",
        "write ~~words~~, or only the words",
    ),
    _mark(
        "AsciiDoc",
        r"(?<!\w)(?:link|xref|mailto):[^\s\[\]]{1,200}\[[^\[\]]{0,200}\]",
        "write [words](address)",
    ),
    _mark(
        "MediaWiki",
        r"(?<!')'''(?=[^\W\d_])[^'\n]{1,80}'''(?!')",
        "write **words**",
    ),
    _mark("AsciiDoc", r"<<[A-Za-z][\w-]{0,60}(?:, ?[^<>\n]{1,80})?>>", "write [](#id)"),
    _mark(
        "HackMD",
        r"!\[[^\[\]\n]{0,200}\]\([^()\s]{1,200} +=\d*[x%]\d*\)",
        "write {width=…} behind the image",
    ),
)
"""Marks among words, in a text that has one of `_PAIR_SIGNS`."""
_PAIR_SIGNS = re.compile(
    r"\(\(|'''|::|\+\+|\|\||<<|\w:\S{1,200}\[| =\d*[x%]\d*\)|:[\w+-]{1,99}:"
)
_EMOJI = re.compile(r"(?<![\w:/]):[a-z+-][a-z0-9_+-]{1,40}:(?![\w:])")
_ROLE = re.compile(r"(?:\{[a-z][\w:.-]*\}|(?:^|(?<=[\s(]))(?::[a-z][\w.-]*){1,3}:)$")
_COMPUTED = re.compile(r"\{(python|r|julia|ojs)\} \S|(r) [^\s]")
_DIRECTIVE = re.compile(r"(?:`{3,}|~{3,})[ \t]*\{(?P<name>[A-Za-z][\w:-]*)\}")
_CELLS = frozenset("r python julia bash sql ojs stan js css perl ruby".split())
"""Cells of R Markdown: their code is what is shown."""
_MYST_ROLE = _mark("MyST", "", "write a link, or the words themselves")
_TEXT_ROLE = _mark("reStructuredText", "", "write a link, or the words themselves")
_START_OF_LINE, _START_OF_PARAGRAPH = 1, 2

_Find = tuple[str, Callable[[str, SourceSpan], Diagnostic]]
"""Words that are printed, and what makes a diagnostic of them and their place."""


def find_foreign_marks(
    blocks: Iterable[Node], lines: Sequence[str], conventions: Conventions
) -> Iterator[Diagnostic]:
    """Find marks and comments of other programs that are printed as words.

    `blocks` are those that the file itself has, and none that it includes.
    """
    anywhere = (
        *_ANYWHERE,
        *(() if conventions.has_mdbook_marks else (_MDBOOK,)),
        *(() if conventions.has_wiki_links else _WIKI),
    )
    for block in blocks:
        span = block.span
        if span is None:
            continue
        if isinstance(block, CodeBlock):
            yield from _of_fence(block, span, lines)
        if not isinstance(block, Paragraph):
            continue
        if conventions.has_cells and not conventions.idiom.value:
            yield from _computed_words(block)
        last = (span.line, span.column - 1)
        for words, make in _of_words(block.children, anywhere):
            place = find_below(words, last, span, lines)
            if place is None:
                continue  # written with entities or escapes: meant as it is
            last = (place.line, place.end_column - 1)
            yield make(shortened(words.strip()), place)


def _computed_words(block: Paragraph) -> Iterator[Diagnostic]:
    """Find code among words that Quarto or knitr would put the result of."""
    for node in block.children:
        if isinstance(node, Code) and (found := _COMPUTED.match(node.text)) is not None:
            yield problems.CodeNotRun(found[1] or found[2], span=node.span)


def _of_words(children: Sequence[Inline], anywhere: Sequence[_Mark]) -> Iterator[_Find]:
    """What in each text of a paragraph was not meant to be printed."""
    start = _START_OF_PARAGRAPH
    last = len(children) - 1
    for index, node in enumerate(children):
        if isinstance(node, Text):
            text = node.text
            is_role = index < last and isinstance(children[index + 1], Code)
            if start or is_role or _may_have_finds(text):
                yield from _finds(text, anywhere, start, is_role=is_role)
            start = 0
        else:
            start = _START_OF_LINE if isinstance(node, SoftBreak) else 0


def _may_have_finds(text: str) -> bool:
    """Whether `_finds` may find something in the middle of a line; quick to ask."""
    return (
        "{" in text
        or "%" in text
        or "[" in text
        or "<www." in text
        or _may_have_pairs(text)
    )


def _finds(
    text: str, anywhere: Sequence[_Mark], start: int, *, is_role: bool
) -> list[_Find]:
    """What in a text was not meant to be printed, in the order in which it is there."""
    if start and (whole := _find_at_start(text, start)) is not None:
        return [whole]
    finds: list[tuple[int, _Find]] = []
    if "{" in text or "%" in text or "[" in text:
        for mark in anywhere:
            make = mark.problem
            finds += [(m.start(), (m[0], make)) for m in mark.pattern.finditer(text)]
        finds += [(m.start(), (m[0], _comment)) for m in _COMMENTS.finditer(text)]
        if (found := _UNCLOSED_SHORTCODE.search(text)) is not None:
            finds.append((found.start(), (found[0], _unclosed)))
    if _may_have_pairs(text) and _PAIR_SIGNS.search(text) is not None:
        for mark in _PAIRS:
            make = mark.problem
            finds += [(m.start(), (m[0], make)) for m in mark.pattern.finditer(text)]
        finds += [
            (m.start(), (m[0], _emoji))
            for m in _EMOJI.finditer(text)
            if emoji_characters(m[0])
        ]
    if "<www." in text:
        finds += [(m.start(), (m[0], _web)) for m in _BARE_WEB.finditer(text)]
    if is_role and (found := _ROLE.search(text)) is not None:
        make = (_MYST_ROLE if found[0][0] == "{" else _TEXT_ROLE).problem
        finds.append((found.start(), (found[0], make)))
    return _outermost(finds)


def _outermost(finds: list[tuple[int, _Find]]) -> list[_Find]:
    """Finds in the order of the text, without those that are within others."""
    found: list[_Find] = []
    end = 0
    for start, (words, make) in sorted(
        finds, key=lambda placed: (placed[0], -len(placed[1][0]))
    ):
        if start >= end:
            found.append((words, make))
            end = start + len(words)
    return found


def _may_have_pairs(text: str) -> bool:
    """Whether `_PAIR_SIGNS` may find something: quicker to ask than the pattern."""
    return (
        ":" in text
        or "((" in text
        or "'''" in text
        or "++" in text
        or "||" in text
        or "<<" in text
        or " =" in text
    )


def _find_at_start(text: str, start: int) -> _Find | None:
    is_plain = text[:1].isalnum() or text[:1] in _QUOTATION_MARKS
    if is_plain and _LETTERS_AT_START.match(text) is None:
        return None  # as most lines of prose
    for mark in _AT_START:
        if mark.pattern.match(text) is not None:
            return text, mark.problem
    if start == _START_OF_PARAGRAPH and _TAGS.fullmatch(text) is not None:
        return text, _TAGS_ALONE.problem
    if start == _START_OF_PARAGRAPH and _COMMENTS_AT_START.match(text) is not None:
        return text, _comment
    found = _FENCE_LOOKALIKE.match(text)
    if found is None:
        return None
    name = (found["name"] or "").strip()
    is_meant = found["marks"][0] == "：" or name in _DIVISION_NAMES
    return (found[0], _fence) if is_meant else None


def _comment(words: str, span: SourceSpan) -> Diagnostic:
    return problems.CommentPrinted(words, span=span)


def _emoji(words: str, span: SourceSpan) -> Diagnostic:
    advice = f"write {emoji_characters(words)}"
    return problems.ForeignMark(words, "GitHub", advice, span=span)


def _unclosed(words: str, span: SourceSpan) -> Diagnostic:
    nearest = f"{words.rstrip(' >}')} >}}}}"
    return problems.ConstructNotRead(words, nearest, is_known=False, span=span)


def _web(words: str, span: SourceSpan) -> Diagnostic:
    advice = f"write <https://{words[1:]}"
    return problems.LinkNotRead(words=words, advice=advice, span=span)


def _fence(words: str, span: SourceSpan) -> Diagnostic:
    name = words.strip(":： ")
    return problems.DivisionNotRead(words, f"::: {name}".rstrip(), span=span)


def _of_fence(
    block: CodeBlock, span: SourceSpan, lines: Sequence[str]
) -> Iterator[Diagnostic]:
    """Find a directive of MyST: a fence with a name in braces, and no attributes."""
    if (block.language or "").startswith("ad-"):
        mark = _mark("Obsidian", "", _ADMONITION)
        line = lines[span.line - 1]
        start = len(line) - len(line.lstrip()) + 1
        place = SourceSpan(span.file, span.line, start, span.line, len(line) + 1)
        yield mark.problem(line.strip(), place)
    if not (block.language or "").startswith("{"):
        return
    found = _DIRECTIVE.search(lines[span.line - 1])
    if found is not None and found["name"].lower() not in _CELLS:
        place = SourceSpan(
            span.file, span.line, found.start() + 1, span.line, found.end() + 1
        )
        mark = _mark("MyST", "", f"write ::: {found['name']} … ::: or Markdown")
        yield mark.problem(found[0], place)
