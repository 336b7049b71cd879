"""Inline nodes as Markdown, or as inline HTML where Markdown could not say it.

The marks of emphasis open and close only in certain company (CommonMark 0.31, 6.2):
where the neighbours do not allow them, or where a node bears attributes that the marks
cannot, the element stands in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from bookmaker.document.classes import QUOTED
from bookmaker.document.markdown.attributes import braces, html_attributes
from bookmaker.document.markdown.escapes import (
    escape_foreign_start,
    escape_lines,
    escape_words,
    keep_edges,
)
from bookmaker.document.nodes import (
    NO_ATTRIBUTES,
    Abbreviation,
    Attributes,
    Citation,
    Code,
    CrossReference,
    Emphasis,
    Highlight,
    Image,
    IndexRole,
    IndexTerm,
    Inline,
    LineBreak,
    Link,
    Math,
    Node,
    NoteReference,
    RawInline,
    ReferenceForm,
    Ruby,
    SmallCaps,
    SoftBreak,
    Span,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from bookmaker.document.walk import descend

_EDGE = "\n"
_TICKS = re.compile(r"`+")
_AUTOLINK = re.compile(r"(?:https?|mailto):[^<>\x00-\x20]*")
_PLAIN_TARGET = re.compile(r"(?:[^\x00-\x20\x7f()<>\\&]|&(?!#?\w+;))+")
_TARGET_MARKS = re.compile(r"[<>\\]|&(?=#?\w+;)")
_TITLE_MARKS = re.compile(r'[\\"]|&(?=#?\w+;)')
_NAME_OF_KIND = re.compile(r"(?:fig|tbl|sec|eq|lst)[-:][\w:-]+(?:\.[\w:-]+)*")
_TRAILING_SIGNS = re.compile(r"(#+)$")

Marked = Emphasis | Strong | Strikeout | Highlight | Subscript | Superscript


def render_paragraph(nodes: Sequence[Inline], *, guards_dashes: bool = False) -> str:
    """Write the inlines of a leaf that may have several lines."""
    nodes = _with_sound_breaks(nodes)
    return escape_lines(_render(nodes, _EDGE, _EDGE), guards_dashes=guards_dashes)


def render_later_lines(nodes: Sequence[Inline]) -> str:
    """Write inlines that follow a mark of their own: an attribution."""
    first, *others = keep_edges(_render(nodes, _EDGE, _EDGE)).split("\n")
    return "\n".join([first, *(escape_lines(line) for line in others)])


def render_line(nodes: Sequence[Inline], *, is_heading: bool = False) -> str:
    """Write inlines in one line; a line end of the source becomes a space."""
    raw = escape_foreign_start(keep_edges(_render(_in_one_line(nodes), " ", " ")))
    if is_heading:
        raw = without_own_braces(raw)
        raw = _TRAILING_SIGNS.sub(lambda found: "\\#" * len(found[1]), raw)
    return raw


def without_own_braces(raw: str) -> str:
    """Keep the braces that end these words from being read as of what holds them."""
    return f"{raw}<!-- -->" if raw.endswith("}") else raw


def fits_one_line(nodes: Sequence[Inline]) -> bool:
    """Whether no line end would be lost in one line."""
    return not any(isinstance(node, SoftBreak) for node in descend(*nodes))


def _with_sound_breaks(nodes: Sequence[Inline]) -> tuple[Inline, ...]:
    """Leave out line ends that would make an empty line: they part no words."""
    kept: list[Inline] = []
    for node in nodes:
        if not isinstance(node, SoftBreak) or (
            kept and not isinstance(kept[-1], SoftBreak)
        ):
            kept.append(node)
    while kept and isinstance(kept[-1], SoftBreak):
        kept.pop()
    return tuple(kept)


def _in_one_line(nodes: Sequence[Inline]) -> tuple[Inline, ...]:
    return tuple(_OneLine().mapped(nodes))


class _OneLine:
    """Line ends as spaces, and breaks that need no line end."""

    def mapped(self, nodes: Sequence[Inline]) -> list[Inline]:
        mapped: list[Inline] = []
        for node in nodes:
            match node:
                case SoftBreak():
                    mapped.append(Text(" "))
                case LineBreak():
                    mapped.append(RawInline(_break_tag(node), format="break"))
                case (
                    Emphasis()
                    | Strong()
                    | Strikeout()
                    | Highlight()
                    | Subscript()
                    | Superscript()
                    | SmallCaps()
                    | Span()
                    | IndexTerm()
                    | Link()
                ):
                    inner = tuple(self.mapped(node.children))
                    mapped.append(replace(node, children=inner))
                case _:
                    mapped.append(node)
        return mapped


def _render(nodes: Sequence[Inline], before: str, after: str, marks: str = "") -> str:
    """Write nodes between two characters; `marks` are those open around them."""
    out = ""
    for index, node in enumerate(nodes):
        following = nodes[index + 1] if index + 1 < len(nodes) else None
        behind = after if following is None else _first_character(following)
        out += _render_node(node, out[-1:] or before, behind, marks, following)
    return out


def _first_character(node: Inline) -> str:
    """A character of the kind that the node will begin with."""
    match node:
        case Text():
            return node.text[:1] or "!"
        case SoftBreak():
            return "\n"
        case NoteReference():
            return "["
        case _:
            return "!"


def _render_node(  # noqa: C901 - a case a node
    node: Inline, before: str, after: str, marks: str, following: Inline | None
) -> str:
    match node:
        case Text():
            return _words(node.text, before, after)
        case SoftBreak():
            return "\n"
        case LineBreak():
            return _line_break(node, following)
        case Emphasis() | Strong() | Strikeout() | Highlight():
            return _marked(node, before, after, marks)
        case Subscript() | Superscript():
            return _raised_or_lowered(node, before, after, marks)
        case SmallCaps():
            classes = ("smallcaps", *node.attributes.classes)
            attributes = replace(node.attributes, classes=classes)
            return f"[{_inside(node, marks)}]{braces(attributes)}"
        case Span():
            return _span(node, marks)
        case CrossReference():
            is_free = (before.isspace() or before == "(") and after in " \n,;)"
            return _cross_reference(node, marks, is_free=is_free)
        case IndexTerm():
            return f"[{_inside(node, marks)}]{braces(_index_attributes(node))}"
        case Ruby():
            inner = _render(node.children, "{", "|", marks)
            return f"{{{inner}|{node.reading}}}"
        case Abbreviation():
            return _render(node.children, before, after, marks)
        case Citation():
            return node.written or _render(node.words, before, after, marks)
        case Code():
            # Two runs of backticks side by side would be one.
            return ("<!-- -->" if before == "`" else "") + _code(node)
        case Link():
            return _link(node, marks)
        case Image():
            return render_image(node)
        case NoteReference():
            return f"[^{node.label}]"
        case Math():
            return f"${node.text}$"
        case RawInline():
            if node.format in ("break", "comment"):
                return node.text
            return escape_words(node.text, before, after)
        case _:
            assert_never(node)


def _words(text: str, before: str, after: str) -> str:
    raw = escape_words(text, before, after)
    # `[^1]: ` and `]{…}` would mean something.
    return "\\" + raw if before == "]" and raw[:1] in (":", "(") else raw


def _line_break(node: LineBreak, following: Inline | None) -> str:
    needs_tag = (
        node.attributes != NO_ATTRIBUTES
        or following is None
        or isinstance(following, SoftBreak | LineBreak)
    )
    return _break_tag(node) if needs_tag else "\\\n"


def _break_tag(node: LineBreak) -> str:
    return f"<br{html_attributes(node.attributes)}/>"


def _inside(node: Link | Span | SmallCaps | IndexTerm, marks: str) -> str:
    return _render(node.children, "[", "]", marks)


def _element(name: str, node: Node, inner: str) -> str:
    return f"<{name}{html_attributes(node.attributes)}>{inner}</{name}>"


# --- Emphasis and the like ---------------------------------------------------------

_MARK_OF: dict[type[Marked], str] = {
    Emphasis: "*",
    Strong: "**",
    Strikeout: "~~",
    Highlight: "==",
    Subscript: "~",
    Superscript: "^",
}
_ELEMENT_OF: dict[type[Marked], str] = {
    Emphasis: "em",
    Strong: "strong",
    Strikeout: "s",
    Highlight: "mark",
    Subscript: "sub",
    Superscript: "sup",
}


_DEEPEST_MARKS = 6


def _marked(
    node: Emphasis | Strong | Strikeout | Highlight, before: str, after: str, marks: str
) -> str:
    mark = _MARK_OF[type(node)]
    if "*" in marks and mark[0] == "*" and "_" not in marks:
        mark = mark.replace("*", "_")
    # What cannot stand in marks is rendered again as an element, which doubles work
    # with each level: nested deeper than any author does, it is elements at once.
    may_be_marks = _depth(node) <= _DEEPEST_MARKS
    if may_be_marks and node.attributes == NO_ATTRIBUTES and mark[0] not in marks:
        inner = _render(node.children, mark[0], mark[0], marks + mark[0])
        if _may_stand(mark, inner, before, after):
            return f"{mark}{inner}{mark}"
    name = _ELEMENT_OF[type(node)]
    inner = _render(node.children, ">", "<", marks)
    return _element(name, node, inner)


def _depth(node: Inline) -> int:
    """How many marks are nested in one another, this one counted."""
    inner = max((_depth(child) for child in getattr(node, "children", ())), default=0)
    return inner + (type(node) in _ELEMENT_OF)


def _may_stand(mark: str, inner: str, before: str, after: str) -> bool:
    """Whether a run of this mark opens before the words and closes behind them."""
    sign = mark[0]
    if not inner or sign in (inner[0], inner[-1], before, after):
        return False
    if inner[0].isspace() or inner[-1].isspace():
        return False
    if _is_letter(before) or _is_letter(after):
        return sign == "*" and inner.isalnum()
    return (before.isspace() or _is_letter(inner[0])) and (
        after.isspace() or _is_letter(inner[-1])
    )


def _is_letter(character: str) -> bool:
    """Whether it is neither white space nor punctuation, as CommonMark counts (2.1)."""
    if character.isalnum():
        return True
    return not character.isspace() and unicodedata.category(character)[0] not in "PS"


def _raised_or_lowered(
    node: Subscript | Superscript, before: str, after: str, marks: str
) -> str:
    mark = _MARK_OF[type(node)]
    is_deep = _depth(node) > _DEEPEST_MARKS
    inner = "" if is_deep else _render(node.children, mark, mark, marks + mark)
    may_stand = (
        inner
        and node.attributes == NO_ATTRIBUTES
        and mark not in marks
        and mark not in inner
        and before != mark
        and after not in ("[", "!")  # `^[` opens a note
        and not inner.startswith("[")
        and not any(character.isspace() for character in inner)
    )
    if may_stand:
        return f"{mark}{inner}{mark}"
    inner = _render(node.children, ">", "<", marks)
    return _element(_ELEMENT_OF[type(node)], node, inner)


# --- Spans, code, links, images ---------------------------------------------------


def _span(node: Span, marks: str) -> str:
    attributes = node.attributes
    if QUOTED in attributes.classes and _has_quote_marks(node):
        return _quotation(node, marks)
    if attributes == NO_ATTRIBUTES or "smallcaps" in attributes.classes:
        return _element("span", node, _render(node.children, ">", "<", marks))
    return f"[{_inside(node, marks)}]{braces(attributes)}"


def _has_quote_marks(node: Span) -> bool:
    """Whether straight quotation marks are around it, as the reader puts them."""
    ends = (*node.children[:1], *node.children[1:][-1:])
    marks = [one.text for one in ends if isinstance(one, Text)]
    return marks == ['"', '"']


def _quotation(node: Span, marks: str) -> str:
    """What HTML marks as quoted; its marks, the first and last child, are the tag's."""
    classes = tuple(name for name in node.attributes.classes if name != QUOTED)
    inner = _render(node.children[1:-1], ">", "<", marks)
    own = replace(node, attributes=replace(node.attributes, classes=classes))
    return _element("q", own, inner)


def _cross_reference(node: CrossReference, marks: str, *, is_free: bool) -> str:
    name = node.target.removeprefix("#")
    own = braces(node.attributes)
    form = node.form
    is_named = _NAME_OF_KIND.fullmatch(name) is not None
    if form is ReferenceForm.NUMBER and not own and not is_named:
        return f"\\ref{{{name}}}"
    if form is not ReferenceForm.PAGE and (own or not is_named):
        form = ReferenceForm.TITLE
    if node.starts_sentence:
        name = name[:1].upper() + name[1:]
    match form:
        case ReferenceForm.LABEL:
            return f"@{name}" if is_free else f"[@{name}]"
        case ReferenceForm.NUMBER:
            return f"[-@{name}]"
        case ReferenceForm.TITLE:
            return f"[]({render_target(node.target, '')}){own}"
        case ReferenceForm.PAGE:
            words = (
                _render(node.children, "[", "]", marks) if node.has_own_words else ""
            )
            page = replace(node.attributes, classes=("page", *node.attributes.classes))
            return f"[{words}]({render_target(node.target, '')}){braces(page)}"
        case _:
            assert_never(form)


_INDEX_CLASSES = {
    IndexRole.PLACE: ("index",),
    IndexRole.MAIN: ("index", "main"),
    IndexRole.START: ("index-start",),
    IndexRole.END: ("index-end",),
}


def _index_attributes(node: IndexTerm) -> Attributes:
    pairs = (
        ("entry", node.entry),
        ("sort", node.sort),
        ("see", node.see),
        ("see-also", node.see_also),
    )
    is_range = node.role in (IndexRole.START, IndexRole.END)
    names_itself = is_range and node.key == node.entry
    return Attributes(
        (None if names_itself else node.key) if is_range else node.attributes.id,
        (*_INDEX_CLASSES[node.role], *node.attributes.classes),
        (*((key, value) for key, value in pairs if value), *node.attributes.pairs),
    )


def _code(node: Code) -> str:
    text = node.text
    if not text:
        return _element("code", node, "")
    length = max((len(run) for run in _TICKS.findall(text)), default=0)
    ticks = "`" * (length + 1)
    is_padded = text.startswith("`") or text.endswith("`")
    is_padded |= text.startswith(" ") and text.endswith(" ") and bool(text.strip(" "))
    pad = " " if is_padded else ""
    return f"{ticks}{pad}{text}{pad}{ticks}{braces(node.attributes)}"


def _link(node: Link, marks: str) -> str:
    if _is_autolink(node):
        return f"<{node.target}>"
    if any(isinstance(inner, Link) for inner in descend(*node.children)):
        title = node.title or None
        tag = html_attributes(node.attributes, href=node.target, title=title)
        return f"<a{tag}>{_render(node.children, '>', '<', marks)}</a>"
    target = render_target(node.target, node.title)
    return f"[{_inside(node, marks)}]({target}){braces(node.attributes)}"


def _is_autolink(node: Link) -> bool:
    return (
        node.attributes == NO_ATTRIBUTES
        and not node.title
        and node.children == (Text(node.target),)
        and _AUTOLINK.fullmatch(node.target) is not None
    )


def render_target(target: str, title: str) -> str:
    """Write what stands in the parentheses of a link or an image."""
    if target and _PLAIN_TARGET.fullmatch(target) is None:
        escaped = _TARGET_MARKS.sub(lambda found: "\\" + found[0], target)
        target = "<" + escaped.replace("\n", "&#10;") + ">"
    if not title:
        return target
    escaped = _TITLE_MARKS.sub(lambda found: "\\" + found[0], title)
    return f'{target or "<>"} "{escaped}"'.replace("\n", "&#10;")


def render_image(node: Image) -> str:
    """Write an image in a line: its brackets are its alternative text."""
    pairs = node.attributes.pairs
    brackets = ""
    alternative = node.alternative
    if alternative is not None and pairs and pairs[-1][0] == "caption":
        brackets, pairs = pairs[-1][1], pairs[:-1]
    elif alternative and alternative == alternative.strip() and "\n" not in alternative:
        brackets, alternative = alternative, None
    if alternative is not None:
        pairs = (("alt", alternative), *pairs)
    attributes = replace(node.attributes, pairs=pairs)
    return image_with(escape_words(brackets, "[", "]"), node, attributes)


def image_with(brackets: str, node: Image, attributes: Attributes) -> str:
    """Write an image with these brackets, already escaped."""
    target = render_target(node.source, node.title)
    return f"![{brackets}]({target}){braces(attributes)}"


def render_caption(nodes: Sequence[Inline]) -> str:
    """Write inlines that stand between brackets."""
    return _render(nodes, "[", "]")
