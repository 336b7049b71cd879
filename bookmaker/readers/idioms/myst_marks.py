"""MyST's directives and roles: ```` ```{note} ````, `:::{figure} x.png`, `{ref}`x``.

The forms are those of https://mystmd.org/guide/syntax-overview and of
https://myst-parser.readthedocs.io. What a directive that has no equivalent holds is
kept; its name is reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bookmaker.config.projects.myst import (
    FIGURE_LABEL,
    LISTING_LABEL,
    PATH_LABEL,
    TABLE_LABEL,
)
from bookmaker.readers.idioms.translated import IdiomContext, Translated

_OPENING = re.compile(
    r"(?P<indent>[ \t>]*(?:[-*+][ \t]+|[0-9]{1,9}[.)][ \t]+)?)"
    r"(?P<fence>`{3,}|~{3,}|:{3,})[ \t]*"
    r"\{(?P<name>[A-Za-z][\w:+-]*)(?:[ \t][^{}\n]*)?\}[ \t]*"
    r"(?P<argument>[^\n]*?)[ \t]*"
)
_FENCE = re.compile(r"[ \t>]*(?:[-*+][ \t]+)?(?P<fence>`{3,}|~{3,})[^`]*")
_OPTION = re.compile(r"[ \t>]*:(?P<key>[\w-]+):[ \t]*(?P<value>[^\n]*?)[ \t]*")
_YAML_OPTION = re.compile(r"[ \t>]*(?P<key>[\w-]+):[ \t]*(?P<value>[^\n]*?)[ \t]*")
_ROLE = re.compile(
    r"(?<!`)\{(?P<name>[A-Za-z][\w:.+-]*)\}(?P<ticks>`+)(?P<words>.+?)(?P=ticks)(?!`)"
)
_TARGET = re.compile(r"[ \t]*\((?P<label>[^()\s]+)\)=[ \t]*")
_HEADING = re.compile(r"#{1,6}[ \t]+\S.*")
_LABELLED = re.compile(r"(?P<words>.*?)[ \t]*<(?P<label>[^<>]+)>", re.DOTALL)
_OF_OTHER_PROJECT = re.compile(r"[A-Za-z][\w.-]*:(?!//)")
"""A page of another project, which Sphinx finds in its inventory: `jax:autodiff`."""
_PATH_LINK = re.compile(r"\]\(#?([\w-]+(?:/[\w-]+)+)\)")
_PROJECT = re.compile(r"\]\(project:(?=#)")
"""Before a place that is in this project, which it is anyway."""
_PROJECT_ALONE = re.compile(r"<project:(#[\w:./-]+)>")
_LINK = re.compile(r"\]\(#(?P<label>[\w:.-]+)\)")
_EMBEDDED = re.compile(r"!\[[^\[\]\n]*\]\(#[^()\n]*\)")
"""What shows again something that has a label."""
_SUBSTITUTION = re.compile(r"\{\{[ \t]*[\w.-]+[ \t]*\}\}")
_BLOCK_BREAK = re.compile(r"\+\+\+(?:[ \t]*[{^].*)?[ \t]*")
_MOST_DEEP = 30
_OF_LESSONS = {
    "callout": "Note",
    "challenge": "Challenge",
    "checklist": "Checklist",
    "demo": "Demo",
    "discussion": "Discussion",
    "homework": "Homework",
    "instructor-note": "Instructor note",
    "keypoints": "Key points",
    "objectives": "Objectives",
    "output": "Output",
    "prereq": "Prerequisites",
    "prerequisites": "Prerequisites",
    "questions": "Questions",
    "testimonial": "Testimonial",
    "type-along": "Type along",
}
"""Admonitions of lessons (https://coderefinery.github.io/sphinx-lesson/directives/)."""
_KINDS = {
    **dict.fromkeys(_OF_LESSONS, "note"),
    **dict.fromkeys(("note", "seealso", "todo", "versionadded", "deprecated"), "note"),
    **dict.fromkeys(("versionchanged", "admonition"), "note"),
    **dict.fromkeys(("tip", "hint", "success"), "tip"),
    **dict.fromkeys(("warning", "attention"), "warning"),
    **dict.fromkeys(("caution", "danger", "error"), "caution"),
    "important": "important",
}
_TITLES = {"seealso": "See also", "todo": "To do", **_OF_LESSONS}
_NOTHING = frozenset(
    "toctree tableofcontents contents index meta sectionauthor codeauthor "
    "exerciselist currentmodule module default-role highlight only".split()
)
_CODE = frozenset("code code-block sourcecode code-cell parsed-literal".split())
_AROUND = frozenset(
    "tab-set tabs grid grids container div card-group compound rst-class".split()
)
"""Directives whose contents alone are seen."""
_TITLED = frozenset(
    "tab-item tab group-tab grid-item grid-item-card card dropdown details".split()
)
_ASIDES = {
    "margin": "aside",
    "aside": "aside",
    "sidebar": "sidebar",
    "topic": "sidebar",
}
_QUOTES = frozenset({"epigraph", "pull-quote", "blockquote", "highlights"})
_CITED = re.compile(r"cite(?::\w+)*$")
_PLAIN_ROLES = frozenset({"sub", "sup", "abbr", "kbd", "term", "math", "eval", "del"})
_CODE_ROLES = frozenset(
    "code samp file command program option envvar literal mimetype regexp".split()
)
_STRONG_ROLES = frozenset({"guilabel", "menuselection", "strong", "dfn"})


def translate_myst(text: str, around: IdiomContext) -> Translated:
    """Turn MyST into the dialect."""
    reader = _Reader(around)
    lines = [(line, number) for number, line in enumerate(text.split("\n"), start=1)]
    reader.read(_without_head(lines, reader), 0)
    return Translated("\n".join(reader.made), tuple(reader.numbers))


_Line = tuple[str, int]


def _without_head(lines: list[_Line], reader: _Reader) -> list[_Line]:
    """The lines below the metadata block, which stays as it is."""
    if not lines or lines[0][0].rstrip() != "---":
        return lines
    for index, (line, _) in enumerate(lines[1:], start=1):
        if line.rstrip() == "---":
            for head in lines[: index + 1]:
                reader.add(*head)
            return lines[index + 1 :]
    return lines


@dataclass(slots=True)
class _Directive:
    """A directive, with its options apart from its body."""

    name: str
    argument: str
    indent: str
    number: int
    options: dict[str, str]
    body: list[_Line]


@dataclass(slots=True)
class _Reader:
    """Reads line by line; a directive is read as a whole."""

    around: IdiomContext
    made: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)

    def add(self, line: str, number: int) -> None:
        self.made.append(line)
        self.numbers.append(number)

    def read(self, lines: Sequence[_Line], depth: int) -> None:
        """Read lines that stand so many directives deep."""
        index = 0
        label = ""
        while index < len(lines):
            line, number = lines[index]
            opening = _OPENING.fullmatch(line)
            if opening is not None and depth < _MOST_DEEP:
                end = _end_of(lines, index, opening["fence"])
                self._directive(_parsed(lines[index:end], opening), depth)
                index = min(end + 1, len(lines))
                continue
            if (fence := _FENCE.fullmatch(line)) is not None:
                end = min(_end_of(lines, index, fence["fence"]) + 1, len(lines))
                for one in lines[index:end]:
                    self.add(*one)
                index = end
                continue
            index += 1
            if (target := _TARGET.fullmatch(line)) is not None:
                label = target["label"]
                self.add("", number)
            else:
                label = self._line(line, number, label)

    def _line(self, line: str, number: int, label: str) -> str:
        """Read a line of words; the label that is still waiting comes back."""
        if _BLOCK_BREAK.fullmatch(line) or re.match(r"%(?!%)", line):
            self.add("", number)
            return label
        line = self._words(line, number)
        if label and line.strip():
            name = self._name(label)
            if _HEADING.fullmatch(line):
                line = f"{line.rstrip()} {{#{name}}}" if line[-1] != "}" else line
            else:
                self.add(f"[]{{#{name}}}", number)
                self.add("", number)
            label = ""
        self.add(line, number)
        return label

    def _words(self, line: str, number: int) -> str:
        if "](#" in line and "![" in line:
            for found in _EMBEDDED.finditer(line):
                self.around.leave_out(found[0], number)
            line = _EMBEDDED.sub("", line)
        if "`" in line:
            line = _ROLE.sub(lambda found: self._role(found, number), line)
        line = _PROJECT.sub("](", line)
        line = _PROJECT_ALONE.sub(r"[](\1)", line)
        line = _LINK.sub(lambda found: f"](#{self._name(found['label'])})", line)
        if "](" in line:
            line = _PATH_LINK.sub(self._path_link, line)
        if "{{" in line:
            for found in _SUBSTITUTION.finditer(line):
                self.around.leave_out(found[0], number)
            line = _SUBSTITUTION.sub("", line)
        return line

    def _path_link(self, found: re.Match[str]) -> str:
        """A link to a label that looks like a file: `(syntax/low)=`."""
        is_label = (PATH_LABEL, found[1]) in self.around.conventions.variables
        return f"](#{found[1]})" if is_label else found[0]

    def _name(self, label: str) -> str:
        """The name that what has a label has here: its kind is in front."""
        given = self.around.conventions.variables
        kinds = ((FIGURE_LABEL, "fig"), (TABLE_LABEL, "tbl"), (LISTING_LABEL, "lst"))
        for key, prefix in kinds:
            if (key, label) in given:
                is_named = label.startswith(f"{prefix}-")
                return label if is_named else f"{prefix}-{label.replace(':', '-')}"
        return label

    # --- Roles --------------------------------------------------------------------

    def _role(self, found: re.Match[str], number: int) -> str:
        name, words = found["name"], found["words"].strip()
        if _CITED.match(name):
            keys = [key.strip() for key in words.split(",")]
            if name.endswith((":t", ":ts", ":ct")) and len(keys) == 1:
                return f"@{keys[0]}"
            return f"[{'; '.join(f'@{key}' for key in keys)}]"
        if name in ("ref", "numref", "eq", "prf:ref", "doc", "any", "download"):
            return self._reference(name, words)
        if name in _PLAIN_ROLES:
            return _plain(name, words)
        if name in _STRONG_ROLES:
            return f"**{words}**"
        if name == "index":
            labelled = _LABELLED.fullmatch(words)
            return words if labelled is None else labelled["words"]
        if name not in _CODE_ROLES and ":" not in name and name != "raw":
            self.around.leave_out(f"{{{name}}}", number)
        return f"`{words}`"

    def _reference(self, role: str, words: str) -> str:
        labelled = _LABELLED.fullmatch(words)
        said = labelled["words"] if labelled is not None else ""
        label = labelled["label"] if labelled is not None else words
        if role == "doc" and _OF_OTHER_PROJECT.match(label):
            return said or label.partition(":")[2]
        if role in ("doc", "download"):
            path = label if role == "download" or "." in label else f"{label}.md"
            return f"[{said}](<{path}>)"
        name = self._name(label)
        is_numbered = name.startswith(("fig-", "tbl-", "lst-", "eq-"))
        if role == "eq" and not is_numbered:
            name, is_numbered = f"eq-{name}", True
        if is_numbered and (not said or "%s" in said or "{number}" in said):
            number = f"[-@{name}]"
            bare = f"@{name}"
            return re.sub(r"%s|\{number\}", number, said) if said else bare
        return f"[{said}](#{name})"

    # --- Directives ---------------------------------------------------------------

    def _directive(self, one: _Directive, depth: int) -> None:
        maker = self._maker(one.name)
        self.add("", one.number)
        if maker is None:
            self.around.leave_out(f"{{{one.name}}}", one.number)
            self._titled(one, depth)
        else:
            maker(one, depth)
        self.add("", one.number)

    def _maker(self, name: str) -> Callable[[_Directive, int], None] | None:
        """What makes a directive, if there is anything."""
        for names, maker in (
            (_NOTHING, self._nothing),
            (_KINDS, self._admonition),
            (_CODE, self._code),
            (_AROUND, self._titled),
            (_TITLED, self._titled),
            (_ASIDES, self._aside),
            (_QUOTES, self._quotation),
            (("figure", "image"), self._figure),
            (("table", "list-table", "csv-table"), self._table),
            (("math",), self._formula),
            (("glossary",), self._glossary),
            (("include", "literalinclude"), self._include),
            (("bibliography",), self._bibliography),
            (("mermaid",), self._code),
        ):
            if name in names:
                return maker
        is_theorem = name.startswith("prf:") or name in ("exercise", "solution")
        return self._theorem if is_theorem else None

    def _nothing(self, one: _Directive, depth: int) -> None:
        """Lists that a site makes, which a book makes by itself."""

    def _division(self, head: str, one: _Directive, depth: int) -> None:
        self.add(f"{one.indent}::: {head}", one.number)
        self.read(one.body, depth + 1)
        last = one.body[-1][1] if one.body else one.number
        self.add(f"{one.indent}:::", last)

    def _admonition(self, one: _Directive, depth: int) -> None:
        given = one.options.get("class", "").split()
        kind = next((_KINDS[c] for c in given if c in _KINDS), _KINDS[one.name])
        if one.name == "admonition" or one.name in _TITLES or not one.argument:
            title = one.argument or _TITLES.get(one.name, "")
        else:
            title = ""
            one.body.insert(0, (one.indent + one.argument, one.number))
        said = title.replace('"', "”")
        words = f' title="{said}"' if said else ""
        self._division(f"{{.callout-{kind}{words}}}", one, depth)

    def _titled(self, one: _Directive, depth: int) -> None:
        if one.argument:
            self.add(f"{one.indent}**{one.argument}**", one.number)
            self.add("", one.number)
        self.read(one.body, depth + 1)

    def _aside(self, one: _Directive, depth: int) -> None:
        if one.argument:
            bold = f"{one.indent}**{one.argument}**"
            one.body[:0] = [(bold, one.number), ("", one.number)]
        self._division(f"{{.{_ASIDES[one.name]}}}", one, depth)

    def _quotation(self, one: _Directive, depth: int) -> None:
        is_epigraph = one.name == "epigraph"
        self._division("epigraph" if is_epigraph else "{.pull-quote}", one, depth)

    def _theorem(self, one: _Directive, depth: int) -> None:
        name = one.name.removeprefix("prf:").capitalize()
        named = f"**{name} ({one.argument}).**" if one.argument else f"**{name}.**"
        one.body[:0] = [(one.indent + named, one.number), ("", one.number)]
        label = one.options.get("label") or one.options.get("name", "")
        head = f"{{#{label} .theorem}}" if label else "{.theorem}"
        self._division(head, one, depth)

    def _code(self, one: _Directive, _depth: int) -> None:
        language = "mermaid" if one.name == "mermaid" else one.argument.split(" ")[0]
        language = language.strip("{}") or one.options.get("lang", "")
        parts = [f".{language}"] if re.fullmatch(r"[\w+#-]+", language) else []
        parts = self._listing_parts(one, parts)
        head = f"{{{' '.join(parts)}}}" if parts else ""
        sign = "`" * max(4, *(_ticks(line) + 1 for line, _ in one.body), 0)
        self.add(f"{one.indent}{sign}{head}", one.number)
        for line, number in one.body:
            self.add(line, number)
        self.add(f"{one.indent}{sign}", one.number + len(one.body))

    def _listing_parts(self, one: _Directive, parts: list[str]) -> list[str]:
        if label := self._label(one, "lst"):
            parts = [f"#{label}", *parts]
        if caption := one.options.get("caption", "").replace('"', "”"):
            parts.append(f'lst-cap="{caption}"')
        if name := one.options.get("filename", ""):
            parts.append(f'filename="{name}"')
        if "linenos" in one.options or "lineno-start" in one.options:
            parts.append(".numberLines")
        return parts

    def _label(self, one: _Directive, prefix: str) -> str:
        label = one.options.get("name") or one.options.get("label", "")
        if not label:
            return ""
        name = self._name(label)
        return name if name.startswith(f"{prefix}-") else f"{prefix}-{name}"

    def _figure(self, one: _Directive, depth: int) -> None:
        alternative = one.options.get("alt", "").replace('"', "”")
        given = [f'alt="{alternative}"'] if alternative else []
        if width := one.options.get("width"):
            given.append(f"width={width}" if "%" in width else f'width="{width}"')
        braces = f"{{{' '.join(given)}}}" if given else ""
        picture = f"{one.indent}![](<{one.argument}>){braces}"
        has_words = any(line.strip() for line, _ in one.body)
        if not one.argument or one.argument.startswith("#"):
            if one.argument:
                self.around.leave_out(f"{{{one.name}}} {one.argument}", one.number)
            self.read(one.body, depth + 1)
            return
        label = self._label(one, "fig")
        if not label and not has_words:
            self.add(picture, one.number)
            return
        one.body[:0] = [(picture, one.number), ("", one.number)]
        self._division(f"{{#{label or f'fig-at-line-{one.number}'}}}", one, depth)

    def _table(self, one: _Directive, depth: int) -> None:
        label = self._label(one, "tbl")
        caption = [(one.indent + one.argument, one.number)] if one.argument else []
        gap = ("", one.number)
        if one.name == "list-table":
            rows = one.options.get("header-rows", "0")
            columns = one.options.get("stub-columns", "0")
            name = f"#{label} " if label else ""
            head = f"header-rows={rows} header-cols={columns}"
            one.body[:0] = [*caption, gap]
            self._division(f"{{{name}.list-table {head}}}", one, depth)
        elif one.name == "csv-table":
            name = f"#{label} " if label else ""
            said = one.argument.replace('"', "”")
            words = f' lst-cap="{said}"' if said else ""
            self.add(f"{one.indent}````{{{name}.csv-table{words}}}", one.number)
            if header := one.options.get("header"):
                self.add(header, one.number)
            for line, number in one.body:
                self.add(line, number)
            self.add(f"{one.indent}````", one.number)
        elif caption:
            name = f" {{#{label}}}" if label else ""
            words = f"{one.indent}: {one.argument}{name}"
            self.read([*one.body, gap], depth + 1)
            self.add(self._words(words, one.number), one.number)
        else:
            self.read(one.body, depth + 1)

    def _formula(self, one: _Directive, _depth: int) -> None:
        label = one.options.get("label") or one.options.get("name", "")
        name = label if label.startswith("eq-") else f"eq-{label}"
        self.add(f"{one.indent}$$", one.number)
        lines = [(one.argument, one.number)] if one.argument else []
        for line, number in [*lines, *one.body]:
            if line.strip():
                self.add(line, number)
        self.add(f"{one.indent}$$" + (f" {{#{name}}}" if label else ""), one.number)

    def _glossary(self, one: _Directive, depth: int) -> None:
        """Terms, and below each, indented, what is said of it."""
        lines: list[_Line] = []
        is_first = False
        for line, number in one.body:
            is_said = line[:1].isspace()
            if line.strip() and not is_said:
                lines += [("", number), (line, number)]
                is_first = True
            elif is_said and is_first:
                lines.append((f": {line.strip()}", number))
                is_first = False
            else:
                lines.append((f"  {line.strip()}", number))
        one.body[:] = lines
        self._division("{.glossary}", one, depth)

    def _include(self, one: _Directive, _depth: int) -> None:
        if one.name == "include" and "literal" not in one.options:
            path = one.argument
            self.add(f"{one.indent}{{{{< include {path} >}}}}", one.number)
            return
        language = one.options.get("language") or one.options.get("lang", "")
        parts = [f".{language}"] if language else []
        parts.append(f'include="{one.argument}"')
        if lines := one.options.get("lines"):
            parts.append(f'lines="{lines}"')
        parts = self._listing_parts(one, parts)
        self.add(f"{one.indent}````{{{' '.join(parts)}}}", one.number)
        self.add(f"{one.indent}````", one.number)

    def _bibliography(self, one: _Directive, _depth: int) -> None:
        self.add(f"{one.indent}::: {{#refs}}", one.number)
        self.add(f"{one.indent}:::", one.number)


def _plain(name: str, words: str) -> str:
    if name == "math":
        return f"${words}$"
    if name == "kbd":
        return f"[{words}]{{.kbd}}"
    if name == "term":
        labelled = _LABELLED.fullmatch(words)
        if labelled is not None:
            return f'[{labelled["words"]}]{{.term of="{labelled["label"]}"}}'
        return f"[{words}]{{.term}}"
    if name in ("sub", "sup"):
        sign = "~" if name == "sub" else "^"
        return sign + words.replace(" ", "\\ ") + sign
    return f"~~{words}~~" if name == "del" else words


def _ticks(line: str) -> int:
    found = re.match(r"[ \t]*(`*)", line)
    return len(found[1]) if found is not None else 0


def _end_of(lines: Sequence[_Line], start: int, fence: str) -> int:
    """The index of the line that closes a fence, or of the end."""
    closing = re.compile(rf"[ \t>]*{re.escape(fence[0])}{{{len(fence)},}}[ \t]*")
    nested = 0
    for index in range(start + 1, len(lines)):
        line = lines[index][0]
        if closing.fullmatch(line):
            if not nested:
                return index
            nested -= 1
        elif fence[0] == ":" and re.match(
            rf"[ \t>]*{re.escape(fence)}(?!:)[ \t]*\S", line
        ):
            nested += 1
    return len(lines)


def _parsed(lines: Sequence[_Line], opening: re.Match[str]) -> _Directive:
    """A directive of its lines; the options stand at the head of its body."""
    body = list(lines[1:])
    options: dict[str, str] = {}
    if body and body[0][0].strip() == "---":
        end = next((i for i, x in enumerate(body[1:], 1) if x[0].strip() == "---"), 0)
        for line, _ in body[1:end]:
            if (found := _YAML_OPTION.fullmatch(line)) is not None:
                options[found["key"]] = found["value"].strip("\"'")
        body = body[end + 1 :] if end else body
    while body and (found := _OPTION.fullmatch(body[0][0])) is not None:
        options[found["key"]] = found["value"]
        body.pop(0)
    while body and not body[0][0].strip():
        body.pop(0)
    number = lines[0][1]
    name, argument = opening["name"].lower(), opening["argument"]
    return _Directive(name, argument, opening["indent"], number, options, body)
