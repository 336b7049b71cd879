"""What an author has probably not meant is reported, and what was meant is not."""

from __future__ import annotations

import pytest

from bookmaker.diagnostics import Diagnostic, Diagnostics
from bookmaker.diagnostics.catalog.manuscript import UnmatchedMarks
from bookmaker.readers.markdown import read_markdown
from bookmaker.readers.slips import is_prose, report_slips


def _found(text: str) -> list[Diagnostic]:
    reading = read_markdown(text, "x.md", Diagnostics())
    found = Diagnostics()
    report_slips(reading, text, "x.md", found)
    return list(found)


def _codes(text: str) -> list[str]:
    return [problem.code for problem in _found(text)]


@pytest.mark.parametrize(
    "line",
    [
        "#The Gauge",
        "#The Gauge {#sec-gauge}",
        "#gauge {#sec-gauge}",
        "##Sub",
        "##1. The first",
        "###der Pegel",
        "#Título",
        "#潮",
        "> ##Sub",
        "- ##Sub",
        "#\u00a0The Gauge",
        "##\u3000潮",
        "#\u200bgauge",
        "＃ 潮",
        "＃＃潮",
        "####### seven",
        "####### Seven words",
    ],
)
def test_a_heading_without_its_space_is_reported(line: str) -> None:
    (problem,) = _found(f"# One\n\n{line}\n\nWords.\n")
    assert problem.code == "M160"
    assert problem.span is not None
    assert problem.span.line == 3


def test_every_line_of_a_paragraph_is_looked_at() -> None:
    lines = [p.span.line for p in _found("##Sub\nWords.\n###More\n") if p.span]
    assert lines == [1, 3]


@pytest.mark.parametrize(
    "line",
    [
        "# Title",
        "#1 in the shops",
        "\\#Gauge",
        "`#gauge`",
        "#gauge and what it measures",
        "#MeToo changed how the harbour spoke.",
        "#tide #ford #quay",
        "Words,\n#Hashtag words",
        "#",
        "#######",
        "####### a box #######",
        "C\u266f and #\u00a0in a line",
    ],
)
def test_what_is_not_a_heading_is_left_alone(line: str) -> None:
    assert "M160" not in _codes(f"# One\n\n{line}\n")


@pytest.mark.parametrize(
    "text",
    [
        "----- -------\n Ford 12\n\n Mill 7\n\nWords.",
        "- x\n\n  --- -----\n  a   b\n",
    ],
)
def test_a_table_that_nothing_ends_is_reported(text: str) -> None:
    assert _codes(f"# One\n\n{text}\n") == ["M190"]


@pytest.mark.parametrize("line", ["---", "- - -", "--- --- ---", "----------", "-- --"])
def test_a_scene_break_of_dashes_is_left_alone(line: str) -> None:
    assert _codes(f"# One\n\nX.\n\n{line}\n\nY.\n") == []


@pytest.mark.parametrize(
    "indented",
    [
        "\tHe went to the door. See [](#two).",
        "    He went to the door and looked out.",
        "\t“Who is there?” she asked from the stairs.",
        "    — Qui est là ? demanda-t-elle de l’escalier.",
        "\tOn *Monday* they came, and the[^1] tide went out.\n\n[^1]: X.",
        "\t他走到门口，看了看外面的潮水。",
        "\tОн подошёл к двери и посмотрел на воду.",
        ">     He went to the door and looked out.",
    ],
)
def test_an_indented_paragraph_is_reported(indented: str) -> None:
    assert _codes(f"# One\n\n{indented}\n") == ["M162"]


@pytest.mark.parametrize(
    "text",
    [
        "    x = 1\n    y = 2",
        "    $ make book",
        "    Guess the number!",
        "    def f(x):\n        return x",
        "    - one\n    - two",
        "    SELECT name FROM ports WHERE tide > 3;",
        "    name,hour\n    Ford,6",
        "    #include <stdio.h>",
        "```\nHe went to the door and looked out.\n```",
        "~~~ text\nHe went to the door and looked out.\n~~~",
        "<pre>He went to the door and looked out.</pre>",
        "1. One\n\n    He went to the door and looked out.",
        "[^1]: A note.\n\n    He went to the door and looked out.\n\nX.[^1]",
    ],
)
def test_a_listing_is_left_alone(text: str) -> None:
    assert "M162" not in _codes(f"# One\n\n{text}\n")


def test_many_indented_paragraphs_are_one_warning() -> None:
    text = "\n\nPlain.\n\n".join(["\tHe went to the door and looked out."] * 5)
    (problem,) = _found(f"# One\n\nPlain.\n\n{text}\n")
    assert "4 more" in problem.message()


def test_sentences_are_distinguished_from_what_a_program_prints() -> None:
    assert is_prose("The tide was out, and the quay was dry.")
    assert not is_prose("error: cannot find value `tide` in this scope.")
    assert not is_prose("the tide was out, and the quay was dry.")


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("[docs]()", "M163"),
        ("[docs](<>)", "M163"),
        ("[docs](http://)", "M163"),
        ("[docs](https:)", "M163"),
        ("[docs](mailto:)", "M163"),
        ("[docs][d]\n\n[d]: <>", "M163"),
        ("[ ](https://a.b)", "M163"),
        ("[&nbsp;](#one)", "M163"),
        ("<a href='https://a.b'> </a>", "M163"),
        ("[![](q.png){alt=''}](https://a.b)", "M163"),
        ("[docs](htp://a.b)", "M169"),
        ("[docs](htps://a.b)", "M169"),
        ("[docs](hhttps://a.b)", "M169"),
        ("[docs](httpss://a.b)", "M169"),
        ("[docs](https:/a.b)", "M169"),
        ("[docs](http//a.b)", "M169"),
        ("[docs](https;//a.b)", "M169"),
        ("[docs](https:///a.b)", "M169"),
        ("<a href='http://'>docs</a>", "M163"),
        ("<mailto:>", "M163"),
        ("<a href='htps://a.b'>docs</a>", "M169"),
        ("<htps://a.b>", "M169"),
    ],
)
def test_a_link_that_leads_nowhere_is_reported(link: str, code: str) -> None:
    assert _codes(f"# One\n\nSee {link}\n") == [code]


@pytest.mark.parametrize(
    "link",
    [
        "[](https://a.b)",
        "[](#one)",
        "<a href='https://a.b'></a>",
        "[![A quay](q.png)](https://a.b)",
        "[$x$](https://a.b)",
        "[`x`](https://a.b)",
        "[**x**](https://a.b)",
        '<a id="place"></a>',
    ],
)
def test_a_link_with_words_or_that_is_given_some_is_not(link: str) -> None:
    assert _codes(f"# One\n\nSee {link}\n") == []


@pytest.mark.parametrize(
    "link",
    [
        "[docs](https://a.b)",
        "[docs](HTTP://a.b)",
        "[docs](#one)",
        "[](#one)",
        "[docs](one.md)",
        "[docs](http.md)",
        "[docs](https/one.md)",
        "[docs](ftp://a.b)",
        "[docs](mailto:a@b.c)",
        '<a id="x"></a>',
        "<https://a.b>",
    ],
)
def test_a_link_with_an_address_is_left_alone(link: str) -> None:
    assert _codes(f"# One\n\nSee {link}\n") == []


def test_a_mistyped_address_is_offered_as_it_should_be() -> None:
    (problem,) = _found("[docs](htps:/example.org/a?b#c)\n")
    assert "“https://example.org/a?b#c”" in problem.help()


@pytest.mark.parametrize(
    ("levels", "skipped"),
    [
        ((1, 4), [4]),
        ((1, 2, 4), [4]),
        ((1, 3, 2, 4), [3, 4]),
        ((2, 3, 4), []),
        ((1, 2, 3, 1, 2), []),
        ((3, 1), []),
    ],
)
def test_a_skipped_level_is_reported(
    levels: tuple[int, ...], skipped: list[int]
) -> None:
    text = "\n\n".join(f"{'#' * level} A" for level in levels)
    found = [problem.message() for problem in _found(text)]
    assert [int(words.split("has ")[1][0]) for words in found] == skipped


@pytest.mark.parametrize(
    "text",
    [
        "# One {#a #b}",
        "[x]{#a #b}",
        "[x]{#a .y #b}",
        "::: {#a #b}\nX\n:::",
        "```{#a #b}\nx\n```",
    ],
)
def test_a_second_identifier_is_reported(text: str) -> None:
    (problem,) = _found(text + "\n")
    assert problem.code == "M165"
    assert "#a" in problem.message()
    assert "#b" in problem.message()


@pytest.mark.parametrize(
    "text",
    ["# One {#a}", "`{#a #b}` and [x]{#b2}", '[x]{#a title="see #b"}', "{#a #b}"],
)
def test_one_identifier_is_enough(text: str) -> None:
    assert "M165" not in _codes(text + "\n")


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("[mot]{lang=french}", "fr"),
        ("[mot]{lang=fr_CA}", "fr-CA"),
        ("[word]{lang=en-UK}", "en-GB"),
        ('::: {lang="German"}\nX\n:::', "de"),
        ('<span lang="spanish">x</span>', "es"),
        ("# Titre {lang=french}", "fr"),
    ],
)
def test_a_language_that_is_not_a_tag_is_reported(text: str, nearest: str) -> None:
    (problem,) = _found(text + "\n")
    assert problem.code == "M167"
    assert f"“{nearest}”" in problem.help()


@pytest.mark.parametrize("tag", ["fr", "fr-CA", "zh-Hant", "grc", "la", "x-elvish"])
def test_a_language_tag_is_left_alone(tag: str) -> None:
    found = _codes(f"[mot]{{lang={tag}}}\n")
    assert found == ([] if tag != "x-elvish" else found)


@pytest.mark.parametrize(
    "words",
    [
        "A word. TODO: write more.",
        "TODO write more.",
        "FIXME: is it true?",
        "It was [TODO date] in the harbour.",
        "(TBD)",
        "XXX: look this up.",
        "Lorem ipsum dolor sit amet.",
    ],
)
def test_unfinished_text_is_reported(words: str) -> None:
    assert _codes(f"# One\n\n{words}\n") == ["M168"]


@pytest.mark.parametrize(
    "words",
    [
        "Rule XXX is the thirtieth.",
        "A `TODO:` in the code is no promise.",
        "```\n// TODO: more\n```",
        "He kept a list of todo items.",
        "What TODO comments are for.",
        "<!-- TODO: more -->",
        "They call filler text lorem ipsum.",
    ],
)
def test_words_about_unfinished_work_are_left_alone(words: str) -> None:
    assert "M168" not in _codes(f"# One\n\n{words}\n")


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ('![A](x.png){#fgi-x alt="A"}', "fig-x"),
        ("# One {#sce-one}", "sec-one"),
        ("$$x$$ {#eq_one}", "eq-one"),
        ("| a | b |\n| --- | --- |\n| 1 | 2 |\n\n: Words {#tlb-x}", "tbl-x"),
        ('```{.python #lts-x lst-cap="A"}\nx\n```', "lst-x"),
    ],
)
def test_a_misspelt_prefix_is_reported(text: str, nearest: str) -> None:
    (problem,) = _found(text + "\n")
    assert problem.code == "M172"
    assert f"“#{nearest}”" in problem.help()


@pytest.mark.parametrize(
    "text",
    [
        "# One {#sec-one}",
        "# One {#section-one}",
        '![A](x.png){#gift alt="A"}',
        '![A](x.png){#image-x alt="A"}',
    ],
)
def test_other_identifiers_are_left_alone(text: str) -> None:
    assert "M172" not in _codes(text + "\n")


def test_what_a_file_includes_is_reported_at_its_own_place() -> None:
    reading = read_markdown("##Sub\n", "y.md", Diagnostics())
    found = Diagnostics()
    report_slips(reading, "nothing of it\n", "x.md", found)
    assert not list(found)


@pytest.mark.parametrize(
    "words",
    [
        "![A](../images/my flag.png)",
        '![A](my flag.png){alt="x"}',
        "[A](my chapter.md)",
        "![A] (flag.png)",
        "[A] (https://example.org)",
        "(the docs)[https://example.org]",
    ],
)
def test_what_looks_like_a_link_and_is_words_is_reported(words: str) -> None:
    assert _codes(f"See {words} here.\n") == ["M174"]


@pytest.mark.parametrize(
    "words",
    [
        "![A](<my flag.png>)",
        "![A](my%20flag.png)",
        '![A](flag.png "a title.png")',
        "`![A](my flag.png)`",
        "[sic] (see above)",
        "\\[A](see the map)",
        "\\[A](my chapter.md)",
        "\\[A\\](my chapter.md)",
        "!\\[A](my flag.png)",
        "(as he said)[^1]\n\n[^1]: X.",
    ],
)
def test_other_brackets_are_left_alone(words: str) -> None:
    assert "M174" not in _codes(f"See {words}\n")


@pytest.mark.parametrize(
    "text",
    [
        "# One {#a key=}",
        "## Two {.unnumbered",
        "```{.python #lst-x caption=x\nx\n```",
        "```{.python key=}\nx\n```",
        "$$x$$ {#eq-a",
        "$$\nx\n$$ {#eq-a key=}",
        "| a | b |\n| - | - |\n| 1 | 2 |\n\n: Cap {#tbl-x key=}",
        "Words.\n\n{.blank key=}\n\n***",
    ],
)
def test_odd_braces_are_reported_wherever_attributes_may_be(text: str) -> None:
    (problem,) = _found(text + "\n")
    assert problem.code == "M016"


@pytest.mark.parametrize(
    "text",
    [
        "# One {#a}",
        "# The set {1, 2}",
        "# Sets {x}",
        "```rust,ignore\nx\n```",
        "```{python}\nx\n```",
        "```{r, echo=FALSE}\nx\n```",
        "```{.python #lst-x}\nx\n```",
        "``` {.python}\nx\n```",
        "$$x$$ {#eq-a}",
        "{x} is a set.",
        "`{#a key=}`",
    ],
)
def test_other_braces_are_left_alone(text: str) -> None:
    assert "M016" not in _codes(text + "\n")


@pytest.mark.parametrize("text", ["A <!-- private", "A\nB <!-- private\nC"])
def test_a_comment_that_its_paragraph_does_not_close_is_reported(text: str) -> None:
    (problem,) = _found(text + "\n")
    assert problem.code == "M022"
    assert problem.span is not None
    assert problem.span.line == text.count("\n", 0, text.index("<")) + 1


@pytest.mark.parametrize("text", ["A \\<!-- x", "A `<!--` x", "A <!-- x --> y"])
def test_other_comments_are_left_alone(text: str) -> None:
    assert _codes(text + "\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "# One {#fig-x}",
        "[words]{#fig-x}",
        '<p id="fig-x">Words.</p>',
        "> Words.\n{#fig-x}",
        'Words ![A](x.png){#fig-x alt="A"} and words.',
        "| a |\n| --- |\n| 1 |\n\n: Words {#fig-x}",
        "$$x$$ {#fig-x}",
        '![A](x.png){#tbl-x alt="A"}',
        "::: {#eq-x}\nWords.\n:::",
        "::: {.note #fig-x}\nWords.\n:::",
    ],
)
def test_an_identifier_of_a_kind_on_something_else_is_reported(text: str) -> None:
    assert "M260" in _codes(text + "\n")


@pytest.mark.parametrize(
    "text",
    [
        '![A](x.png){#fig-x alt="A"}',
        "::: {#fig-x}\nWords.\n:::",
        "::: {#tbl-x}\n| a |\n| --- |\n| 1 |\n\nWords.\n:::",
        "::: {#lst-x}\n```\nx\n```\n:::",
        "$$x$$ {#eq-x}",
    ],
)
def test_a_numbered_thing_has_its_identifier(text: str) -> None:
    assert _codes(text + "\n") == []


@pytest.mark.parametrize(
    ("text", "words", "advice"),
    [
        ("See [there][nope].", "[there][nope]", "[nope]: https://…"),
        ("See [there][].", "[there][]", "[there]: https://…"),
        ("See [Low water].\n\n## Low water", "[Low water]", "(#low-water)"),
        ("See [it][low  Water].\n\n## Low water", "[it][low  Water]", "(#low-water)"),
        ("\\[Low water\\] [Low water]\n\n# Low water {#a}", "[Low water]", "(#a)"),
        ("- [there][nope]", "[there][nope]", "[nope]: https://…"),
    ],
)
def test_a_link_without_its_definition_is_reported(
    text: str, words: str, advice: str
) -> None:
    (problem,) = [p for p in _found(text + "\n") if p.code == "M174"]
    assert words in problem.message()
    assert advice in (problem.help() or "")
    assert problem.span is not None
    line = text.split("\n")[problem.span.line - 1]
    assert line[problem.span.column - 1 : problem.span.end_column - 1] == words


@pytest.mark.parametrize(
    "text",
    [
        "a[i][j] and [x][1], [a-z][0-9]",
        "`[there][nope]` and [sic]",
        "\\[Low water\\]\n\n# Low water",
        "[there][nope]\n\n[nope]: /x",
        "[^a][^b]\n\n[^a]: A.\n[^b]: B.",
    ],
)
def test_brackets_that_are_words_are_not_reported(text: str) -> None:
    assert "M174" not in _codes(text + "\n")


@pytest.mark.parametrize(
    ("text", "is_reported"),
    [
        ("See [the quay](https://quay.example and go.", True),
        ("See [the quay](#sec-quay.", False),
        ("See [the quay](#sec-quay", True),
        ("![A quay](quay.png\n\nMore.", True),
        ("See f[1](x and g[2](y.", False),
        ("See [the quay](https://quay.example (in spring) and go.", True),
        ("See [the quay](https://quay.example).", False),
        ("![A quay(quay.png) and more.", True),
        ("![A quay(quay) and more.", False),
        ("\\![A quay(quay.png) and more.", False),
    ],
)
def test_an_address_without_its_bracket_is_reported(
    text: str, *, is_reported: bool
) -> None:
    assert _codes(f"# T\n\n{text}\n") == ["M174"] * is_reported


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A word that **is strong and never ends.", "**is"),
        ("It was over.** So he said.", "over.**"),
        ("A ~~struck run.", "~~struck"),
        ("- **Term: a description", "**Term"),
        ("**bold** and **not", "**not"),
        ("2 ** 3 is a power, and so is a**b.", ""),
        ("All *.py in **/*.py and **kwargs, **my_options.", ""),
        (r"A \*\*literal and `**code` are meant.", ""),
        ("A wave ~~ here, and ~~~.", ""),
        ("See **bold**, ***both*** and ~~struck~~.", ""),
        ("He thought: *I cannot go on. So he went.", "*I"),
        ("*I cannot go on. So he went.", "*I"),
        ("*I can,* he said, *and I will. So he went.", "*and"),
        ("It was _really late that night.", "_really"),
        ("Call `print when it is done.", "`print"),
        ("> Call `print when it is done.", "`print"),
        (r"A \*literal one, a \_literal one and a \`literal one.", ""),
        ("*Prices are for adults.\n\nFive crowns.*", ""),
        ("Tickets* are five crowns.\n\n*For adults only.", ""),
        ("From *bher come *bhor, *bhr and *bhero as words.", ""),
        ("A snake_case name, _private and `quoted' words.", ""),
        ("2 * 3 is six, and *.py is a pattern.", ""),
    ],
)
def test_marks_without_a_counterpart_are_reported(text: str, found: str) -> None:
    problems = _found(f"# T\n\n{text}\n")
    reported = [(p.words, p.span) for p in problems if isinstance(p, UnmatchedMarks)]
    assert [words for words, _ in reported] == [found] * bool(found)
    assert all(span and span.column == text.index(found) + 1 for _, span in reported)


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("So ^[a note that never ends.", 4),
        ("A note^[one] and ^[a second.", 18),
        ("So <!-- it goes.", 4),
        (r"So \^[it goes.", 0),
    ],
)
def test_an_opening_without_its_end_is_reported(text: str, column: int) -> None:
    found = [p.span for p in _found(f"# T\n\n{text}\n") if p.code == "M022"]
    assert [span.column for span in found if span] == [column] * bool(column)
