"""TeX among Markdown: `\\emph{…}`, `\\footnote{…}`, `\\cite{…}`, `\\( … \\)`.

What has a meaning in a book is read; layout is left out, with what to write instead. A
backslash before a letter is nothing to Markdown, so a command is one only where its
name is known or braces follow; in a path, `C:\\footnote`, and in code it is characters.
Whoever writes about TeX puts it between backticks, or doubles the backslash.
"""

from __future__ import annotations

import re
from unicodedata import normalize

from bookmaker.diagnostics.catalog import manuscript as problems
from bookmaker.document.nodes import (
    Attributes,
    Citation,
    CitedSource,
    Code,
    CrossReference,
    Inline,
    LineBreak,
    Link,
    Math,
    NoteReference,
    ReferenceForm,
    Span,
    Text,
)
from bookmaker.readers.markdown import tex_commands as tex
from bookmaker.readers.markdown.citations import locator_of
from bookmaker.readers.markdown.cross_references import is_name_of_kind
from bookmaker.readers.markdown.escapes import unescape
from bookmaker.readers.markdown.inlines import (
    Closings,
    Construct,
    InlineScan,
    read_leaf,
)
from bookmaker.readers.markdown.reader_options import NESTING_LIMIT

_COMMAND = re.compile(r"\\([A-Za-z]{1,40})\*?(?![A-Za-z])")
_VERBATIM = re.compile(r"\\verb\*?(?P<sign>[^\w\s*])(?P<words>[^\n]{1,200}?)(?P=sign)")
_ACCENT = re.compile(r"\\(['`\"^~=.]|[cvHkru])\{\\?([A-Za-z])\}")
_LENGTH = re.compile(
    r"[ \t]*=?[ \t]*-?\d*\.?\d+[ \t]*(?:pt|em|ex|cm|mm|in|pc|bp|sp)\b"
    r"(?:[ \t]*(?:plus|minus)[ \t]*\d*\.?\d+[ \t]*(?:pt|em|ex|cm|mm|in|fill?))*"
)
_DEFINED = re.compile(r"\\[A-Za-z@]+(?:#\d)*")
_GROUP = re.compile(r"\{\\([A-Za-z]+)(?![A-Za-z])[ \t]*")
_BRACES = re.compile(r"\\[\s\S]|[{}\[\]]")
_IN_PATH = re.compile(r"(?:(?<![A-Za-z])[A-Za-z]:|\\([A-Za-z]+)[\w.-]*)$")
_BEFORE = 64
"""How many characters before a command may be part of a path."""
_FORMULA = re.compile(
    r"\\\((?P<line>(?:[^\\$]|\\(?![()]).)+?)\\\)"
    r"|\\\[(?P<display>(?:[^\\$]|\\(?![\[\]]).)+?)\\\]",
    re.DOTALL,
)
_DOUBLED = re.compile(
    r"\\\\\((?P<line>.+?)\\\\\)|\\\\\[(?P<display>.+?)\\\\\]", re.DOTALL
)
"""As mdBook's authors write them, whose backslashes Markdown halves."""
_ESCAPED = re.compile(r"\\([%#&_~{}$])")
_LONGEST_FORMULA = 4_000
_SIGNS = re.compile(r"(?<!\\)\\[A-Za-z]+|[\^_=<>+]|\d\s*[-*/]\s*\d")
_SURE_SIGNS = re.compile(r"(?<!\\)(?:\\[A-Za-z]+|\^|_\{)")
"""Signs that no escaped words hold."""
_GROUPED = re.compile(r"\\[A-Za-z]+\*?|\{[^{}]*\}")
_PROSE = re.compile(r"[^\W\d_]{3,}[,;]?\s+[^\W\d_]{3,}")
_LETTER = re.compile(r"[^\W\d_](?:'*)")


class TexFormula(Construct):
    """`\\( … \\)` in a line, `\\[ … \\]` set off, where what stands within is TeX.

    Brackets and parentheses are escaped for other reasons too, `\\[sic\\]`.
    """

    triggers = "\\"

    def read(self, scan: InlineScan, at: int) -> int | None:
        """Read a formula; anything else is left to be an escape."""
        text = scan.text
        opening = text[at + 1 : at + 2]
        if opening == "\\" and scan.context.options.conventions.has_mdbook_marks:
            return _read_doubled(scan, at)
        if opening not in ("(", "["):
            return None
        closing = "\\)" if opening == "(" else "\\]"
        if closing in scan.searched_in_vain:
            return None
        if text.find(closing, at) < 0:
            scan.searched_in_vain.add(closing)
            return None
        found = _FORMULA.match(text, at, at + _LONGEST_FORMULA)
        if found is None:
            return None
        words = found["line"] or found["display"]
        is_after_word = at > 0 and text[at - 1].isalnum()
        if is_after_word or not _is_formula(words, is_line=opening == "("):
            return None
        scan.add_node(Math(words.strip(), span=scan.span(at, found.end())))
        return found.end()


def _read_doubled(scan: InlineScan, at: int) -> int | None:
    opening = scan.text[at + 2 : at + 3]
    closing = {"(": "\\\\)", "[": "\\\\]"}.get(opening)
    if closing is None or closing in scan.searched_in_vain:
        return None
    if scan.text.find(closing, at) < 0:
        scan.searched_in_vain.add(closing)
        return None
    found = _DOUBLED.match(scan.text, at, at + _LONGEST_FORMULA)
    if found is None:
        return None
    words = unescape((found["line"] or found["display"]).strip())
    scan.add_node(Math(words, span=scan.span(at, found.end())))
    return found.end()


def _is_formula(words: str, *, is_line: bool) -> bool:
    """Whether words are TeX mathematics, and not words of a sentence.

    Brackets are escaped more often than parentheses, so between them signs count that
    prose has too, `a = b`, only where a space stands inside the first.
    """
    bare = _GROUPED.sub(" ", _GROUPED.sub(" ", words))
    if _PROSE.search(bare):
        return False
    if is_line:
        is_letter = _LETTER.fullmatch(words.strip()) is not None
        return is_letter or _SIGNS.search(words) is not None
    signs = _SIGNS if words[0].isspace() else _SURE_SIGNS
    return signs.search(words) is not None


class TexCommand(Construct):
    """A command with what it says, or one that is left out."""

    triggers = "\\"

    def read(self, scan: InlineScan, at: int) -> int | None:
        """Read a command; a backslash in a path is one of its characters."""
        accent = _ACCENT.match(scan.text, at)
        if accent is not None:
            letter = normalize("NFC", accent[2] + tex.ACCENTS[accent[1]])
            if len(letter) == 1:  # no letter has another mark: `\\r{x}` is code
                scan.add_text(letter, at, accent.end())
                return accent.end()
        found = _COMMAND.match(scan.text, at)
        if found is None:
            return None
        name, end = found[1], found.end()
        following = scan.text[end : end + 1]
        verbatim = _VERBATIM.match(scan.text, at)
        if verbatim is None and name not in tex.KNOWN and following not in ("{", "["):
            return None
        if _is_in_path(scan.text, at, end):
            return None
        if verbatim is not None:
            span = scan.span(at, verbatim.end())
            scan.add_node(Code(verbatim["words"], span=span))
            return verbatim.end()
        return _read_command(scan, name, at, end)


def _is_in_path(text: str, at: int, end: int) -> bool:
    before = _IN_PATH.search(text, max(0, at - _BEFORE), at)
    if before is not None and (before[1] is None or before[1] not in tex.KNOWN):
        return True
    behind = _COMMAND.match(text, end)
    if behind is not None and behind[1] not in tex.KNOWN:
        return text[behind.end() : behind.end() + 1] != "{"
    return text[end : end + 1] in ("\\", ".", "_") and text[end + 1 : end + 2].isalnum()


def _read_command(scan: InlineScan, name: str, at: int, end: int) -> int | None:
    arguments = _Arguments(scan, end)
    if name in tex.WITH_ARGUMENT:
        if not arguments.given:
            return None
        return _read_with_arguments(scan, name, at, arguments)
    if name in tex.CHARACTERS:
        end = _behind_empty_braces(scan.text, end)
        if tex.CHARACTERS[name] in tex.OPENING_QUOTES and scan.text[end - 1] != "}":
            while scan.text.startswith(" ", end):
                end += 1
        scan.add_text(tex.CHARACTERS[name], at, end)
        return end
    if name in tex.BREAKS:
        end = _behind_empty_braces(scan.text, end)
        scan.add_node(LineBreak(span=scan.span(at, end)))
        return end
    if name in tex.NATIVE_FORMS:
        return _leave_out(scan, name, at, arguments)
    if not arguments.given:
        return None
    if name == "hyperref" and arguments.optional:
        return _read_words(scan, name, arguments, at)
    return _read_unknown(scan, name, at, arguments)


def _read_unknown(
    scan: InlineScan, name: str, at: int, arguments: _Arguments
) -> int | None:
    """Report a command that nobody knows; what pandoc leaves out is left out."""
    shown = f"\\{name}{{…}}"
    span = scan.span(at, arguments.start)
    if scan.context.options.conventions.is_of_pandoc:
        scan.context.report_tex(shown, tex.native_form(name), span)
        return _behind_space(scan.text, at, arguments.end)
    scan.context.diagnostics.add(problems.UnknownTex(command=shown, span=span))
    return None


def _leave_out(
    scan: InlineScan, name: str, at: int, arguments: _Arguments
) -> int | None:
    """Leave out a command with what only it needs; the words in it stay."""
    end = arguments.start
    is_of_words = bool(arguments.given) and name not in tex.ARGUMENTS
    if name in tex.LENGTHS and (length := _LENGTH.match(scan.text, end)):
        end = length.end()
    elif name == "def" and (defined := _DEFINED.match(scan.text, end)):
        end = _Arguments(scan, defined.end()).end
    elif name in tex.DEFINITIONS:
        end = _Arguments(scan, arguments.end).end
    elif name in tex.ARGUMENTS:
        end = arguments.end
    if not is_of_words:
        end = _behind_space(scan.text, at, _behind_empty_braces(scan.text, end))
    scan.context.report_tex(f"\\{name}", tex.native_form(name), scan.span(at, end))
    return _read_last_words(scan, arguments) if is_of_words else end


def _read_last_words(scan: InlineScan, arguments: _Arguments) -> int | None:
    """Read the last argument of a command whose look alone is left out."""
    start, stop = arguments.given[-1]
    span = scan.span(start, stop)
    if not scan.fits(_HEIGHT, span):
        return None
    depth = NESTING_LIMIT - scan.room + _HEIGHT
    closings = closing_braces(scan).within(start, stop)
    leaf = scan.leaf.slice(start, stop)
    for node in read_leaf(leaf, scan.context, scan.grammar, depth, closings):
        scan.add_node(node, _HEIGHT)
    return arguments.end


class TexGroup(Construct):
    """`{\\it words}`: a group whose first command says how it looks."""

    triggers = "{"

    def read(self, scan: InlineScan, at: int) -> int | None:
        """Read a group; one that begins with another command stays characters."""
        found = _GROUP.match(scan.text, at)
        if found is None or found[1] not in tex.DECLARATIONS:
            return None
        closing = closing_braces(scan).of(at)
        span = scan.span(at, found.end() if closing is None else closing + 1)
        if closing is None or not scan.fits(_HEIGHT, span):
            return None
        start = min(found.end(), closing)
        depth = NESTING_LIMIT - scan.room + _HEIGHT
        closings = closing_braces(scan).within(start, closing)
        leaf = scan.leaf.slice(start, closing)
        children = read_leaf(leaf, scan.context, scan.grammar, depth, closings)
        wrapper = tex.DECLARATIONS[found[1]]
        if wrapper is not None:
            scan.add_node(wrapper(children, span=span), _HEIGHT)
            return closing + 1
        name = found[1]
        scan.context.report_tex(f"\\{name}", tex.native_form(name), span)
        for node in children:
            scan.add_node(node, _HEIGHT)
        return closing + 1


def _behind_empty_braces(text: str, end: int) -> int:
    return end + 2 if text.startswith("{}", end) else end


def _behind_space(text: str, at: int, end: int) -> int:
    """The offset behind the white space that a command that is left out would leave."""
    if at and not text[at - 1].isspace():
        return end
    while text[end : end + 1] in (" ", "\t"):
        end += 1
    return end + 1 if at == 0 and text.startswith("\n", end) else end


class _Arguments:
    """The arguments right behind a command: optional ones, then those in braces."""

    def __init__(self, scan: InlineScan, start: int) -> None:
        self.optional: list[tuple[int, int]] = []
        """The offsets within each pair of brackets."""
        self.given: list[tuple[int, int]] = []
        """The offsets within each pair of braces."""
        self.start = start
        """The offset behind the command."""
        text = scan.text
        closings = closing_braces(scan)
        at = start
        while text[at : at + 1] in ("[", "{"):
            closing = closings.of(at)
            if closing is None:
                break
            place = (at + 1, closing)
            if text[at] == "{":
                self.given.append(place)
            elif self.given:
                break
            else:
                self.optional.append(place)
            at = closing + 1
        self.end = at

    def end_of(self, count: int) -> int:
        """The offset behind so many of those in braces."""
        return self.given[count - 1][1] + 1


def closing_braces(scan: InlineScan) -> Closings:
    """Which brace or bracket of a leaf closes which; found once."""
    if scan.closing_braces is None:
        closings: dict[int, int] = {}
        opened: dict[str, list[int]] = {"{": [], "[": []}
        for found in _BRACES.finditer(scan.text):
            mark = found[0]
            if mark in opened:
                opened[mark].append(found.start())
            elif mark in "]}" and opened["[" if mark == "]" else "{"]:
                opening = opened["[" if mark == "]" else "{"].pop()
                closings[opening] = found.start()
        scan.closing_braces = Closings(closings, 0, len(scan.text))
    return scan.closing_braces


def _read_with_arguments(
    scan: InlineScan, name: str, at: int, arguments: _Arguments
) -> int | None:
    start, stop = arguments.given[0]
    end = arguments.end_of(1)
    span = scan.span(at, end)

    def words() -> str:
        # Not looked at where commands are nested: each holds all the others.
        return " ".join(scan.text[start:stop].split())

    if name in _REFERENCES or name == "label":
        _add_reference(scan, name, words(), at, end)
    elif name in tex.CITATIONS or name in tex.CITATIONS_IN_TEXT:
        _add_citation(scan, name, arguments, at)
    elif name == "texttt":
        scan.add_node(Code(words(), span=span))
    elif name == "url":
        target = _ESCAPED.sub(r"\1", words())
        _add_link(scan, target, (Text(target, span=scan.span(start, stop)),), at, end)
    else:
        return _read_words(scan, name, arguments, at)
    return end


_REFERENCES: dict[str, ReferenceForm] = {
    **dict.fromkeys(tex.NUMBERS, ReferenceForm.NUMBER),
    **dict.fromkeys(tex.LABELS, ReferenceForm.LABEL),
    **dict.fromkeys(tex.PAGES, ReferenceForm.PAGE),
}


def _add_reference(scan: InlineScan, name: str, target: str, at: int, end: int) -> None:
    span = scan.span(at, end)
    if name == "label":
        scan.add_node(Span((), attributes=Attributes(target), span=span))
        return
    form = _REFERENCES[name]
    for number, one in enumerate(target.split(",")):
        if number:
            scan.add_text(", ", at, end)
        place = f"#{one.strip()}"
        if form is ReferenceForm.NUMBER or (
            form is ReferenceForm.LABEL and is_name_of_kind(one.strip())
        ):
            scan.add_node(CrossReference(place, form, span=span))
        else:
            classes = ("page",) if form is ReferenceForm.PAGE else ()
            attributes = Attributes(classes=classes)
            scan.add_node(Link((), place, attributes=attributes, span=span))


def _add_citation(scan: InlineScan, name: str, arguments: _Arguments, at: int) -> None:
    """`\\cite[see][p. 3]{a,b}`: the last optional argument follows the works."""
    end = arguments.end_of(1)
    span = scan.span(at, end)
    start, stop = arguments.given[0]
    optional = [scan.text[first:last] for first, last in arguments.optional]
    suffix = optional[-1].replace("~", " ") if optional else ""
    prefix = optional[0] if len(optional) > 1 else ""
    label, locator, rest = locator_of(suffix)
    keys = [key.strip() for key in scan.text[start:stop].split(",") if key.strip()]
    sources = tuple(
        CitedSource(
            key,
            _text(prefix if number == 0 else ""),
            _text(rest if number == len(keys) - 1 else ""),
            label=label if number == len(keys) - 1 else "page",
            locator=locator if number == len(keys) - 1 else "",
            span=span,
        )
        for number, key in enumerate(keys)
    )
    if not sources:
        scan.add_text(scan.text[at:end], at, end)
        return
    citation = Citation(
        sources,
        is_in_text=name in tex.CITATIONS_IN_TEXT,
        written=scan.text[at:end],
        span=span,
    )
    scan.add_node(citation, 3)


def _text(words: str) -> tuple[Inline, ...]:
    return (Text(words.strip()),) if words.strip() else ()


def _add_link(
    scan: InlineScan, target: str, words: tuple[Inline, ...], at: int, end: int
) -> None:
    span = scan.span(at, end)
    if scan.context.is_safe_target(target, span):
        scan.add_node(Link(words, target, span=span), 2)
    else:
        for node in words:
            scan.add_node(node)


def _read_words(
    scan: InlineScan, name: str, arguments: _Arguments, at: int
) -> int | None:
    """Read a command whose argument is words of the text."""
    is_pair = name in ("href", "hypertarget", "hyperlink", "lettrine")
    count = 2 if is_pair and len(arguments.given) > 1 else 1
    start, stop = arguments.given[count - 1]
    end = arguments.end_of(count)
    span = scan.span(at, end)
    if not scan.fits(_HEIGHT, span):
        return None
    depth = NESTING_LIMIT - scan.room + _HEIGHT
    leaf = scan.leaf.slice(start, stop)
    closings = closing_braces(scan).within(start, stop)
    children = read_leaf(leaf, scan.context, scan.grammar, depth, closings)
    if name == "href":
        first, last = arguments.given[0]
        target = _ESCAPED.sub(r"\1", scan.text[first:last].strip())
        _add_link(scan, target, children, at, end)
    elif name in ("hyperlink", "hyperref"):
        first, last = (arguments.given if name == "hyperlink" else arguments.optional)[
            0
        ]
        _add_link(scan, f"#{scan.text[first:last].strip()}", children, at, end)
    elif name == "hypertarget":
        first, last = arguments.given[0]
        named = Attributes(scan.text[first:last].strip() or None)
        scan.add_node(Span(children, attributes=named, span=span), _HEIGHT)
    elif name in tex.NOTES:
        label = scan.context.add_inline_note(children, span, scan.span(start, stop))
        scan.add_node(NoteReference(label, span=span))
    elif name in tex.WRAPPERS:
        scan.add_node(tex.WRAPPERS[name](children, span=span), _HEIGHT)
    elif name in tex.UNDERLINES:
        attributes = Attributes(classes=("underline",))
        scan.add_node(Span(children, attributes=attributes, span=span), _HEIGHT)
    else:
        marks = '"' if name == "enquote" else ""
        if name == "lettrine" and count > 1:
            first, last = arguments.given[0]
            scan.add_text(scan.text[first:last], first, last)
        scan.add_text(marks, at, start)
        for node in children:
            scan.add_node(node, _HEIGHT)
        scan.add_text(marks, stop, end)
    return end


_HEIGHT = 2
"""How deep an argument's nodes count: what they hold is counted when they are read."""


class TexSpace(Construct):
    """`~` where TeX ties words, `5\\,km`: spaces at which no line breaks."""

    triggers = "~\\"

    def read(self, scan: InlineScan, at: int) -> int | None:
        """Read a tie behind an abbreviation or before a reference; else none."""
        for pattern, space in _SPACES:
            found = pattern.match(scan.text, at)
            if found is not None:
                scan.add_text(space, at, found.end())
                return found.end()
        return None


_Spaces = tuple[tuple[re.Pattern[str], str], ...]
_SPACES: _Spaces = (
    (re.compile(r"(?<=[^\W\d_]\.)~(?=[\w\\])"), "\N{NO-BREAK SPACE}"),
    (
        re.compile(r"(?<=[\w.])~(?=\\[A-Za-z]*(?:ref|cite[a-z]*)[\[{])"),
        "\N{NO-BREAK SPACE}",
    ),
    (re.compile(r"(?<=\d)\\,(?=[^\W\d_]|[%°€$£])"), "\N{NARROW NO-BREAK SPACE}"),
)
