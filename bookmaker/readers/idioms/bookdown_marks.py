"""bookdown's idiom: `\\@ref(fig:x)`, `(\\#eq:x)`, `(ref:x)`, `# (PART) One`.

The forms are those of “bookdown: Authoring Books” (https://bookdown.org/yihui/bookdown),
chapter 2. What is referred to gets the name that the dialect has for its kind, `fig-x`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from html import escape

from bookmaker.config.projects.bookdown import RESULT_LABELS, SECTION_LABELS
from bookmaker.diagnostics.catalog.manuscript import CodeNotRun
from bookmaker.readers.idioms.passages import prose_lines, replaced
from bookmaker.readers.idioms.translated import IdiomContext, Translated
from bookmaker.readers.markdown.cells import OPTIONS_IN_BRACES, value_in_r
from bookmaker.source import SourceSpan

_HEAD = re.compile(r"\A---[ \t]*\n(?:.*\n)*?---[ \t]*(?:\n|\Z)")
_KINDS = {"fig": "fig", "tab": "tbl", "eq": "eq", "lst": "lst"}
_REFERENCE = re.compile(
    r"\\@ref\((?:(?P<kind>[a-z]{2,4}):)?(?P<label>[\w:./-]+)\)"
    r"|\]\(#(?P<target>[\w:.-]+)\)"
)
_INLINE_CODE = re.compile(r"`r [^`\n]+`")
_PART = re.compile(r"#[ \t]+\((?:PART|APPENDIX)(?:\\?\*)?\)[ \t].*")
_TEXT = re.compile(r"\(ref:([\w-]+)\)[ \t]+(\S.*)")
_TEXT_CALL = re.compile(r"\(ref:([\w-]+)\)")
_PICTURE = re.compile(
    r"!\[(?P<before>[^\[\]\n]*)\(\\#fig:(?P<label>[\w-]+)\)[ \t]*"
    r"(?P<after>[^\[\]\n]*)\]"
    r"(?P<target>\([^()\n]*\))(?:\{(?P<braces>[^{}\n]*)\})?"
)
_CAPTION = re.compile(
    r"(?:Table:|:)[ \t]+(?P<before>.*?)\(\\#tab:(?P<label>[\w-]+)\)[ \t]*(?P<after>.*)"
)
_FORMULA_LABEL = re.compile(r"(?:\n[ \t]*|[ \t]*)\(\\#eq:([\w-]+)\)")
_OPENING = re.compile(
    r"\\begin\{(?P<name>equation|align|eqnarray|gather|multline)\*?\}|\$\$"
)
_NESTED_FORMULA = re.compile(
    r"\$\$[ \t]*\n?(?P<inner>[ \t]*"
    r"\\begin\{(?P<name>(?:equation|align|eqnarray|gather|multline)\*?)\}"
    r"(?:(?!\$\$)[\s\S]){1,4000}?\\end\{(?P=name)\})[ \t]*\n?[ \t]*\$\$"
)
"""An environment of formulas that is between `$$` too."""
_LONGEST_FORMULA = 4_000
_ROWS = frozenset({"align", "eqnarray", "gather", "multline"})
_CHUNK = re.compile(
    r"(?P<fence>[ \t]*`{3,})\{(?P<engine>[A-Za-z]\w*)"
    rf"(?P<rest>{OPTIONS_IN_BRACES})\}}"
)
_CHUNK_LINE = re.compile(
    r"^(?P<fence>[ \t]*`{3,})(?P<braces>\{[A-Za-z]\w*[ ,][^\n]*\}[ \t]*)$",
    re.MULTILINE,
)
"""A chunk; where its options have code, CommonMark takes it for words."""
_TICKED = re.compile(r"`([^`\n]+)`")
_LABEL = re.compile(
    r"[ ,]*(?:label[ \t]*=[ \t]*['\"]?)?(?P<label>[\w.-]+)['\"]?[ \t]*(?=,|$)"
)
_CAPTION_OPTION = re.compile(r"\bfig\.cap[ \t]*=[ \t]*")
_TABLE_CAPTION = re.compile(
    r"kable\([\s\S]{0,600}?caption[ \t]*=[ \t]*(?:\"([^\"]*)\"|'([^']*)')"
)
_CHILD = re.compile(r"\bchild[ \t]*=[ \t]*['\"]([^'\"]+)['\"]")
_NAME = re.compile(r"\bname[ \t]*=[ \t]*['\"]([^'\"]*)['\"]")
_TYPE = re.compile(r"\btype[ \t]*=[ \t]*['\"]([^'\"]*)['\"]")
_THEOREMS = frozenset(
    "theorem lemma corollary proposition conjecture definition example exercise "
    "hypothesis proof remark solution".split()
)
_PREFIX_BY_THEOREM = {
    "theorem": "thm",
    "lemma": "lem",
    "corollary": "cor",
    "proposition": "prp",
    "conjecture": "cnj",
    "definition": "def",
    "example": "exm",
    "exercise": "exr",
    "hypothesis": "hyp",
}
_ENGINES = {"rcpp": "cpp", "js": "javascript", "cat": "text"}
_MOST_LINES = 60
"""Of a chunk, in which a caption is looked for."""
_CODED_HEADING = re.compile(
    r"^`r if \(knitr:::?is_html_output\(\)\) ['\"](#{1,6} [^'\"\n]*)['\"]`[ \t]*$",
    re.MULTILINE,
)
_DIVISION = re.compile(r":::+[ \t]*\{(?P<braces>[^{}]*)\}[ \t]*")
_BLOCKS = {"rmdwarning": "warning", "rmdcaution": "caution", "rmdtip": "tip"}
_HEADING = re.compile(
    r"#{1,6}[ \t]+(?P<words>.+?)(?:[ \t]*\{(?P<braces>[^{}]*)\})?[ \t]*#*[ \t]*"
)
_ID = re.compile(r"#([\w:.-]+)")


def translate_bookdown(text: str, around: IdiomContext) -> Translated:
    """Turn bookdown's forms into the dialect."""
    labels = frozenset(
        label for key, label in around.conventions.variables if key == SECTION_LABELS
    )
    # What the head says is the book's, and read with the project.
    text = _HEAD.sub(lambda found: "\n" * found[0].count("\n"), text, count=1)
    text = _CHUNK_LINE.sub(_without_ticks, text)
    results = frozenset(
        label for key, label in around.conventions.variables if key == RESULT_LABELS
    )
    text, words_by_label = _without_texts(text)
    text = _with_formulas(_NESTED_FORMULA.sub(_without_signs, text))
    text = replaced(text, _PICTURE, lambda found, _line: _picture(found))
    if words_by_label:
        known = {
            label: _REFERENCE.sub(lambda found: _reference(found, labels), words)
            for label, words in words_by_label.items()
        }
        text = _TEXT_CALL.sub(lambda found: known.get(found[1], found[0]), text)
    text = replaced(text, _REFERENCE, lambda found, _line: _reference(found, labels))
    text = _with_headings(text)
    _report_inline_code(text, around)
    return _lines(text, labels, results)


def _without_ticks(chunk: re.Match[str]) -> str:
    """The line with HTML's tags for the ticks: no fence has these behind it."""
    if "`" not in chunk["braces"]:
        return chunk[0]
    braces = _TICKED.sub(
        lambda code: f"<code>{escape(code[1])}</code>", chunk["braces"]
    )
    return chunk["fence"] + braces.replace("`", "")


def _without_texts(text: str) -> tuple[str, Mapping[str, str]]:
    """The text without the paragraphs that `(ref:x)` names, and their words."""
    words_by_label: dict[str, str] = {}
    lines = text.split("\n")
    are_prose = prose_lines(text)
    for index, line in enumerate(lines):
        found = _TEXT.fullmatch(line) if are_prose[index] else None
        if found is None or (
            index and lines[index - 1].strip() and not _TEXT.fullmatch(lines[index - 1])
        ):
            continue
        said = [found[2]]
        end = index + 1
        while (
            end < len(lines) and lines[end].strip() and not _TEXT.fullmatch(lines[end])
        ):
            said.append(lines[end].strip())
            end += 1
        words_by_label[found[1]] = " ".join(said)
        lines[index:end] = [""] * (end - index)
    return "\n".join(lines), words_by_label


def _without_signs(found: re.Match[str]) -> str:
    inner = found["inner"].strip()
    return inner + "\n" * (found[0].count("\n") - inner.count("\n"))


def _with_formulas(text: str) -> str:
    """Give each formula with a label the dialect's form: `$$ … $$ {#eq-x}`."""
    parts: list[str] = []
    kept = 0
    for label in _FORMULA_LABEL.finditer(text):
        found = _formula_around(text, label, kept)
        if found is None:
            continue
        opening, start, end = found
        is_rows = opening["name"] in _ROWS
        body = _FORMULA_LABEL.sub("", text[opening.end() : start])
        made = "$$\\begin{aligned}" if is_rows else "$$"
        closing = "\\end{aligned}$$" if is_rows else "$$"
        made += f"{body}{closing} {{#eq-{label[1]}}}"
        lost = text.count("\n", opening.start(), end) - made.count("\n")
        parts += (text[kept : opening.start()], made, "\n" * lost)
        kept = end
    parts.append(text[kept:])
    return "".join(parts)


def _formula_around(
    text: str, label: re.Match[str], kept: int
) -> tuple[re.Match[str], int, int] | None:
    """What opens the formula of a label, where its end begins, and the end of it."""
    if label.start() < kept:
        return None
    first = max(kept, label.start() - _LONGEST_FORMULA)
    openings = list(_OPENING.finditer(text, first, label.start()))
    if not openings:
        return None
    opening = openings[-1]
    closing = "$$"
    if opening["name"]:
        closing = opening[0].replace("begin", "end")
    start = text.find(closing, label.end(), label.end() + _LONGEST_FORMULA)
    return None if start < 0 else (opening, start, start + len(closing))


def _picture(found: re.Match[str]) -> str:
    words = f"{found['before']}{found['after']}".strip()
    more = f" {found['braces']}" if found["braces"] else ""
    return f"![{words}]{found['target']}{{#fig-{found['label']}{more}}}"


def _reference(found: re.Match[str], labels: frozenset[str]) -> str:
    if found["target"] is not None:
        target = found["target"]
        return f"](#sec-{target})" if target in labels else found[0]
    kind, label = found["kind"], found["label"]
    if kind in _KINDS:
        return f"[-@{_KINDS[kind]}-{label}]"
    if kind is not None:
        return f"[{label}](#{kind}-{label})"
    return f"[-@sec-{label}]"


def _report_inline_code(text: str, around: IdiomContext) -> None:
    for number, line in enumerate(text.split("\n"), start=1):
        if "`r " in line and _INLINE_CODE.search(line):
            span = SourceSpan.at(around.file, number)
            around.diagnostics.add(CodeNotRun("r", span=span))


def _lines(text: str, labels: frozenset[str], results: frozenset[str]) -> Translated:
    """Translate what stands on lines of its own."""
    lines = text.split("\n")
    are_prose = prose_lines(text)
    made: list[str] = []
    numbers: list[int] = []
    closing = ""
    """The fence of a listing that is words."""
    for index, line in enumerate(lines):
        added = [line]
        if closing:
            if line.strip() == closing:
                added, closing = ["", ":::", ""], ""
        elif not are_prose[index]:
            chunk = _CHUNK.fullmatch(line.rstrip())
            if chunk is not None:
                added, closing = _chunk(chunk, lines, index, results)
        elif _PART.fullmatch(line):
            added = [""]
        elif (found := _CAPTION.fullmatch(line)) is not None:
            words = f"{found['before']}{found['after']}".strip()
            added = [f": {words} {{#tbl-{found['label']}}}"]
        elif (found := _DIVISION.fullmatch(line)) is not None:
            added = _division(found["braces"], line)
        elif (found := _HEADING.fullmatch(line)) is not None:
            added = [_heading(found, line, labels)]
        made += added
        numbers += [index + 1] * len(added)
    return Translated("\n".join(made), tuple(numbers))


def _heading(found: re.Match[str], line: str, labels: frozenset[str]) -> str:
    braces = found["braces"] or ""
    own = _ID.search(braces)
    label = own[1] if own is not None else _slug(found["words"])
    if label not in labels:
        return line
    rest = _ID.sub("", braces).strip()
    marks = line[: line.index(found["words"])]
    return f"{marks}{found['words']} {{#sec-{label}{' ' + rest if rest else ''}}}"


def _slug(words: str) -> str:
    """The identifier that pandoc gives a heading (its manual, `auto_identifiers`)."""
    plain = re.sub(r"\[([^\[\]]*)\]\([^()]*\)|[`*]", r"\1", words).strip().lower()
    plain = "".join(
        c
        for c in plain
        if c.isalnum() or c in "_-. " or unicodedata.category(c)[0] == "M"
    )
    return re.sub(r"\s+", "-", plain).lstrip("0123456789-._")


def _chunk(
    found: re.Match[str], lines: list[str], index: int, results: frozenset[str]
) -> tuple[list[str], str]:
    """The lines that open a chunk, and the fence that ends one of words."""
    engine, rest = found["engine"], found["rest"]
    fence = found["fence"].strip()
    first = _LABEL.match(rest)
    label = first["label"] if first is not None else ""
    if engine in _THEOREMS:
        name = _NAME.search(rest)
        return _theorem(engine, label, name[1] if name is not None else ""), fence
    if engine == "asis":
        return ["::: {}", ""], fence
    if engine in ("block", "block2"):
        kind = _TYPE.search(rest)
        return [_box(kind[1] if kind is not None else "")], fence
    if (child := _CHILD.search(rest)) is not None:
        return [f"{{{{< include {child[1]} >}}}}", "", found[0]], ""
    engine = _ENGINES.get(engine.lower(), engine)
    options = _result_options(
        label, rest, lines[index + 1 : index + _MOST_LINES], fence
    )
    if f"fig:{label}" in results and not options:
        options = f"fig-{label}{_after(rest)}"
    elif f"tab:{label}" in results and not options:
        options = f"tbl-{label}{_after(rest)}"
    if options:
        return [f"{found['fence']}{{{engine} {options}}}"], ""
    return [f"{found['fence']}{{{engine}{rest}}}"], ""


def _result_options(label: str, rest: str, lines: list[str], fence: str) -> str:
    """The options of a chunk with a caption; empty where it has none."""
    if not label:
        return ""
    caption = _CAPTION_OPTION.search(rest)
    if caption is not None:
        strings, end = value_in_r(rest, caption.end())
        option = f'fig.cap="{_in_marks("".join(strings) or label)}"'
        whole = rest[: caption.start()] + option + rest[end:]
        return f"fig-{label}{_after(whole)}"
    end = lines.index(fence) if fence in lines else len(lines)
    table = _TABLE_CAPTION.search("\n".join(lines[:end]))
    if table is None:
        return ""
    said = _in_marks(table[1] or table[2] or "")
    return f'tbl-{label}, tbl.cap="{said}"{_after(rest)}'


def _in_marks(words: str) -> str:
    """Words of an R string that stand between double quotation marks."""
    return words.replace("\\\\", "\\").replace('\\"', "”").replace('"', "”")


def _box(kind: str) -> str:
    return f"::: {{.callout-{_BLOCKS.get(kind, 'note')}}}"


def _with_headings(text: str) -> str:
    """A heading that a line of code writes for web pages is a heading."""
    return _CODED_HEADING.sub(r"\1", text)


def _after(rest: str) -> str:
    """The options of a chunk behind its label."""
    first = _LABEL.match(rest)
    return rest[first.end() :] if first is not None else rest


def _theorem(kind: str, label: str, name: str) -> list[str]:
    prefix = _PREFIX_BY_THEOREM.get(kind, kind)
    own = f" #{prefix}-{label}" if label else ""
    title = kind.capitalize() + (f" ({name})" if name else "")
    return [f"::: {{.{kind}{own}}}", f"**{title}.**", ""]


def _division(braces: str, line: str) -> list[str]:
    classes = re.findall(r"\.([\w-]+)", braces)
    kind = next((name for name in classes if name in _THEOREMS), None)
    if kind is not None:
        own = _ID.search(braces)
        name = _NAME.search(braces)
        label = own[1] if own is not None else ""
        return _theorem(kind, label, name[1] if name is not None else "")
    block = next((name for name in classes if name.startswith("rmd")), None)
    if block is not None:
        return [_box(block)]
    return [line]
