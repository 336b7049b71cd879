"""Storms: texts of a few marks, many times, that a careless reader never ends.

After the pathological tests of cmark and the constructs of the dialect. Each gives a
text of about `n` repetitions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isqrt
from types import MappingProxyType

Storm = Callable[[int], str]


def _numbered(form: str) -> Storm:
    return lambda n: "".join(form.format(index) for index in range(n))


def _repeated(unit: str, before: str = "", after: str = "") -> Storm:
    return lambda n: before + unit * n + after


def _nested(opening: str, inside: str, closing: str, before: str = "") -> Storm:
    return lambda n: before + opening * n + inside + closing * n


def _in_turn(*units: str) -> Storm:
    return lambda n: "".join(unit * n for unit in units)


def _wide_table(n: int) -> str:
    columns = isqrt(n) * 4
    return "|" + "a|" * columns + "\n|" + "-|" * columns + "\n" + "|a\n" * columns


def _grid(n: int) -> str:
    columns = isqrt(n) * 2
    return ("+" + "-+" * columns + "\n|" + "a|" * columns + "\n") * isqrt(n)


def _torn_grid(n: int) -> str:
    columns = isqrt(n) * 2
    rule = "+" + "-+" * columns
    return rule + "\n" + ("|" + "+-" * columns + "|\n") * isqrt(n) + rule + "\n"


def _nested_grid(n: int) -> str:
    depth = isqrt(n) // 2
    width = 4 * depth + 5
    lines: list[str] = []
    for level in range(depth):
        side = "| " * level
        inside = width - 4 * level - 2
        lines.append(f"{side}+{'-' * inside}+{side[::-1]}")
    return "\n".join([*lines, *reversed(lines)]) + "\n"


STORMS: dict[str, Storm] = {
    "comments of other programs": _in_turn("{>>", "%% ", "{{!-- ", "{/* ", "<%-- "),
    "marks of other programs": _in_turn("{++", "{{% ", "{% ", "{{#a ", "{::a", "[[Ab "),
    "marks of other programs that end": _repeated("{% a %} {{% b %}} %%c%% [[De f]] "),
    "marks of other programs, escaped": _repeated("\\{% a %} &#123;% b %} "),
    "nested commands of TeX": _nested("\\emph{", "a", "}"),
    "half commands of TeX": _repeated("\\emph{a "),
    "commands of TeX": _repeated("\\emph{a}\\ldots \\cite{b} "),
    "half formulas of TeX": _repeated("\\(a^"),
    "half displays of TeX": _repeated("\\[a^\n"),
    "formulas of TeX": _repeated("\\(a^2\\)"),
    "environments of TeX": _repeated("\\begin{center}\n"),
    "ends of environments": _repeated("\\end{center}\n"),
    "environments in turn": _in_turn("\\begin{center}\n", "\\end{center}\n"),
    "examples": _repeated("(@a) b (@a)\n"),
    "items by letters": _repeated("a. b\n\n"),
    "roman items": _repeated("iv) b\n"),
    "alerts": _repeated("> [!NOTE]\n\n"),
    "half page breaks": _repeated("{pagebreak}\na\n"),
    "ties": _repeated("a.~b"),
    "raw passages": _repeated("`<b>x`{=html}"),
    "a grid": _grid,
    "a torn grid": _torn_grid,
    "grids in grids": _nested_grid,
    "rules of grids": _repeated("+--+\n\n"),
    "lines of dashes": _repeated("--- ---\na   b\n"),
    "tables of dashes": _repeated("a   b\n--- ---\nc   d\n\n"),
    "open tables of dashes": _repeated("-------\na   b\n--- ---\nc   d\n"),
    "headings in brackets": _repeated("# [a [b]{.c}\n"),
    "a heading of brackets": _nested("[", "a", "]{.b}", "# "),
    "nested brackets": _nested("[", "a", "]"),
    "open brackets": _repeated("["),
    "closing brackets": _repeated("a]"),
    "half links": _repeated("[a](b"),
    "half links in angles": _repeated("[a](<b"),
    "half links with titles": _repeated('[a](b "c'),
    "titles of both kinds": _in_turn("[a](b 'c", '[a](b "c'),
    "links": _repeated("[a](b)"),
    "brackets around links": lambda n: "[" * n + "[a](b)" * n + "]" * n,
    "images around links": _in_turn("![", "[a](b)"),
    "nested images": _nested("![", "", "](x)"),
    "dollars": _repeated("$a "),
    "half formulas": _repeated("$$ a \\ "),
    "lines of half formulas": _repeated("$$\na\n\n"),
    "references": _repeated("[@fig-a; @fig-b"),
    "ruby": _repeated("{a|b}"),
    "half ruby": _repeated("{a|b"),
    "half citations": _repeated("[see @a; "),
    "citations": _repeated("[@a, p. 3] @b "),
    "citations of everything": _repeated("@a;", "[", "]"),
    "half commands of an index": _repeated("\\index{a"),
    "commands of an index": _repeated("\\index{a!b|see{c}}"),
    "marks of an index": _repeated("[a]{.index}"),
    "nested spans": _nested("[", "x", "]{.a}"),
    "parentheses in a target": _nested("(", "", ")", "[a]("),
    "parentheses in targets": _repeated("[a](((((((((((((("),
    "backticks of all lengths": lambda n: "".join(
        "e" + "`" * length for length in range(1, isqrt(4 * n))
    ),
    "backticks": _repeated("`a``b"),
    "half backticks": _repeated("``a`"),
    "emphasis that opens": _repeated("*a **b "),
    "a run of stars": _nested("*", "a", "*"),
    "stars that open and close": _in_turn("a**b", "c* "),
    "stars that close": _repeated("a* "),
    "mixed emphasis": _repeated("*a_ "),
    "emphasis that never meets": _in_turn("_a ", "*b ", "c_ "),
    "lowered words": _repeated("~a"),
    "raised words": _in_turn("^a ", "a^ "),
    "carets": _in_turn("^ ", "^"),
    "marked words": _repeated("==a "),
    "ampersands": _repeated("&"),
    "half entities": _repeated("&amp"),
    "entities": _repeated("&amp;"),
    "angles": _repeated("<"),
    "half tags": _repeated("<a "),
    "half attributes": _repeated('<a b="'),
    "attributes without end": _repeated(" b", "x <a"),
    "half comments in a line": _repeated("x <!--"),
    "half comments": _repeated("<!--\n"),
    "half instructions": _repeated("x <?"),
    "half character data": _repeated("x <![CDATA["),
    "half declarations": _repeated("x <!A"),
    "open tags in a line": _repeated("<b>", "x "),
    "nested tags in a line": _nested("<b>", "", "</b>", "x "),
    "tags that never meet": _nested("<b>", "", "</i>", "x "),
    "tags that cross": _nested("<b><i>", "", "</b>", "x "),
    "open block tags": _repeated("<div>\n\n"),
    "nested block tags": _nested("<div>\n", "", "</div>\n"),
    "block tags that cross": _nested("<div><p>", "", "</section>"),
    "lists of tags": _repeated("<ul><li>"),
    "items of tags": _repeated("<li>", "<ul>"),
    "cells of tags": _repeated("<td>", "<table>"),
    "scripts in a line": _repeated("x <script>"),
    "scripts": _repeated("<script>\n"),
    "words between tags": _repeated("< ", "<p>"),
    "quotation marks": _repeated(">", "", "a"),
    "deep quotations": _repeated("> a\n", "> " * 50 + "\n"),
    "a staircase of quotations": lambda n: "".join(
        ">" * (index % 120) + "a\n" for index in range(n // 4)
    ),
    "nested lists": lambda n: "".join(
        "  " * (index % 200) + "- a\n" for index in range(n // 4)
    ),
    "lists in one line": _repeated("- ", "", "a"),
    "numbered lists in one line": _repeated("1. ", "", "a"),
    "a list full of blank lines": lambda n: "- a\n" + "\n" * n + "- b\n",
    "empty items": _repeated("-\n"),
    "tasks": _repeated("- [ ] a\n"),
    "definitions of links": _numbered("[a{}]: b\n"),
    "definitions and links": lambda n: (
        _numbered("[a{}]: b\n")(n) + "\n" + _numbered("[a{}] ")(n)
    ),
    "half definitions": _repeated("[a]: "),
    "a long label": lambda n: "[" + "a" * n + "]: b",
    "definitions with half titles": _repeated('[a]: b "c\n'),
    "a long paragraph": _repeated("word "),
    "a paragraph of many lines": _repeated("word\n"),
    "hard breaks": _repeated("word  \n"),
    "spaces": _repeated(" ", "a", "b"),
    "tabs": _repeated("\t", "", "a"),
    "headings": _repeated("# a\n"),
    "number signs in a heading": _repeated("a #", "# "),
    "spaces in a heading": lambda n: "# a" + " " * n + "#" * n + " b",
    "braces in a heading": _repeated(' {a="', "# a", "}"),
    "an underlined paragraph": _repeated("a\n", "", "===\n"),
    "half breaks": _repeated("* ", "", "a"),
    "fences": _repeated("```\n"),
    "notes": _numbered("[^{}]: a\n"),
    "nested notes": _repeated("[^a]: "),
    "calls of no note": _repeated("[^a]"),
    "nested inline notes": _nested("^[", "", "]"),
    "open divisions": _repeated("::: a\n"),
    "nested divisions": _nested("::: a\n", "", ":::\n"),
    "ends of divisions": _repeated(":::\n"),
    "a long table": _repeated("| c | d |\n", "| a | b |\n|---|---|\n"),
    "a wide table": lambda n: "|" + "a|" * n + "\n|" + "-|" * n + "\n",
    "a wide table with short rows": _wide_table,
    "bars in a row": _repeated("|", "a|b\n-|-\n"),
    "half tables": _repeated("a|b\n-|-|-\n"),
    "definitions": _repeated("a\n: b\n"),
    "nested definitions": _repeated(": ", "a\n"),
    "verse": _repeated("| a\n"),
    "verse that runs on": _repeated(" b\n", "| a\n"),
    "half attributes of spans": _repeated('[a]{b="'),
    "attributes of a span": _repeated(".b ", "[a]{", "}"),
    "half attributes of definitions": _repeated('[a]: b "c" {.d e="'),
    "definitions with attributes": _repeated('[a]: b "c" {.d e="f"}\n'),
    "half attributes of links": _repeated("[a](b c="),
    "attributes of a link": _repeated("c=d ", "[a](b ", ")"),
    "attributes of an image": _repeated("width=4 ", '![a](b "c" ', ")"),
    "half shortcodes": _repeated("{{<"),
    "backslashes": _repeated("\\"),
    "half addresses": _repeated("<a:"),
    "half mail addresses": _repeated("a.", "<a@"),
    "attributions": _repeated("> a\n> — b\n\n"),
    "metadata": _repeated("a: b\n", "---\n", "---\n"),
    "nested metadata": _repeated("[", "---\na: ", "\n---\n"),
    "scene breaks": _repeated("---\n"),
    "underscores": _repeated("a_"),
}

IDIOM_STORMS = (
    "<project:#x",
    "](project:#",
    "[x](project:#x/",
    "{% x ",
    "{{< x ",
    "{{</* x ",
    "{# ",
    "!!! note\n",
    "(\\#eq:a)\n",
    "{% comment %}",
    "{% raw %}",
    "{::comment}",
    "{$$}a",
    "`{{ ",
    "{: ",
    "{i: a",
    "++a+",
    "{++ ",
    "$$\\begin{align}",
    "{{< math >}}",
    "{{footnote: ",
    "```{r fig.cap='a",
    "<p :a=",
    "<my-a b=",
    "[a](b ':",
    "?> a\n",
    "<<< a\n",
    "\\kode{a",
)
"""Marks of other programs without their end, again and again."""

BIBTEX_STORMS: Mapping[str, Storm] = MappingProxyType(
    {
        "entries": _numbered("@book{{k{0}, title = {{T}}}}\n"),
        "entries on one line": _numbered("@book{{k{0}, title = {{T}}}} "),
        "entries without a key": _repeated("@book{"),
        "entries that begin in a row": _repeated("@book{k,"),
        "entries without fields": _repeated("@book{k}\n"),
        "open fields": _repeated("@book{k, title = {T\n"),
        "open fields on one line": _repeated("@book{k, title = {T "),
        "open quotes": _repeated('@book{k, title = "T\n'),
        "escaped braces": _repeated("@book{k, title = {a \\{ b}}\n"),
        "escaped closing braces": _repeated("\\} ", "@book{k, title = {", "}}"),
        "backslashes": _repeated("\\", "@book{k, title = {", "}}"),
        "fields": _numbered("@book{{k, a{0} = {{b}}}}\n"),
        "fields of one entry": _repeated(", a = {b}", "@book{k", "}"),
        "open fields of one entry": _repeated(", a = {b", "@book{k", "}"),
        "joined pieces": _repeated(' # "b"', '@book{k, a = "b"', "}"),
        "joints": _repeated("# ", "@book{k, a = b ", "}"),
        "nested braces": _nested("{", "a", "}", "@book{k, title = "),
        "comments": _repeated("@comment{"),
        "strings": _numbered("@string{{s{0} = {{T}}}}\n"),
        "doubled strings": lambda n: (
            "@string{s0 = {T}}\n"
            + "".join(f"@string{{s{i + 1} = s{i} # s{i}}}\n" for i in range(n))
            + f"@book{{k, title = s{n}}}"
        ),
        "a string in many fields": lambda n: (
            "@string{s = {" + "T" * n + "}}\n@book{k" + ", a = s" * n + "}"
        ),
        "at signs": _repeated("@"),
        "at signs and names": _repeated("@a "),
        "spaces before a field": _repeated(" ", "@book{k,", "}"),
        "spaces behind a field": _repeated(" ", "@book{k, a = {b}", "x}"),
        "spaces in a name": _repeated(" ", "@book{k, author = {A", "B}}"),
        "spaces in a title": _repeated(" ", "@book{k, title = {A", "B}}"),
        "people": _repeated(" and B, A", "@book{k, author = {B, A", "}}"),
        "accents": _repeated("\\'{", "@book{k, title = {", "}}"),
        "open commands": _repeated("\\enquote{", "@book{k, title = {", "}}"),
        "settings": _repeated("\\href {", "@book{k, title = {", "}}"),
        "fractions": _repeated("\\frac{1", "@book{k, title = {$", "$}}"),
        "dollars": _repeated("$", "@book{k, title = {", "}}"),
        "line ends": _repeated("\\\\[", "@book{k, title = {", "}}"),
    }
)
"""What a file of sources can hold; each is a BibTeX text."""
