"""Other programs' tags become the dialect's, and what a book has no use for is said."""

from __future__ import annotations

import pytest

from bookmaker.config.conventions import Conventions, Idiom
from bookmaker.config.projects.bookdown import RESULT_LABELS, SECTION_LABELS
from bookmaker.config.projects.leanpub import PICTURE_FOLDER
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.nodes import Admonition, Block, Code, CodeBlock
from bookmaker.document.text import plain_text
from bookmaker.document.walk import find_nodes
from bookmaker.readers.idioms import translate
from bookmaker.readers.markdown import MarkdownFile, ReaderOptions, read_markdown
from tests.support.storms import IDIOM_STORMS


def _translated(
    idiom: Idiom, text: str, *variables: tuple[str, str]
) -> tuple[str, list[str]]:
    found = Diagnostics()
    conventions = Conventions(program="X", idiom=idiom, variables=variables)
    made = translate(text, "docs/a.md", conventions, found).text
    return made.strip(), [f"{d.code}:{d.span.line if d.span else 0}" for d in found]


def _read(idiom: Idiom, text: str) -> tuple[MarkdownFile, Diagnostics]:
    found = Diagnostics()
    conventions = Conventions(program="X", idiom=idiom, is_lenient=True)
    made = translate(text, "a.md", conventions, found)
    options = ReaderOptions(conventions=conventions)
    reading = read_markdown(made.text, "a.md", found, options=options)
    return made.placed(reading, "a.md"), made.placed_problems(found, "a.md")


def _words(reading: MarkdownFile) -> str:
    """All words, without the spaces between them."""
    return "".join(plain_text(reading.blocks).split())


def _kinds(blocks: tuple[Block, ...]) -> list[str]:
    return [node.kind.value for node in find_nodes(blocks, Admonition)]


# --- GitBook ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ('{% include "./f.md" %}', "{{< include ./f.md >}}"),
        ("{% include './f.md' %}", "{{< include ./f.md >}}"),
        ("The {{ book.name }}.", "The Weir."),
        ("The {{ other }}.", "The {{ other }}."),
        ("`{{ book.name }}`", "`{{ book.name }}`"),
        ("a {# a remark #} b", "a  b"),
        ("{% raw %}{{ book.name }}{% endraw %}", "{{ book.name }}"),
        ('{% tab title="Old" %}', "**Old**"),
        ('{% embed url="https://a.b/c" %}', "[https://a.b/c](<https://a.b/c>)"),
        (
            '{% code title="a.js" %}\n```js\nx\n```\n{% endcode %}',
            '```{.js filename="a.js"}\nx\n```',
        ),
        ("## The gate {#gate}", "## The gate {#gate}"),
        ("```\n{% hint %}\n```", "```\n{% hint %}\n```"),
    ],
)
def test_gitbook_s_tags(text: str, made: str) -> None:
    assert _translated(Idiom.GITBOOK, text, ("book.name", "Weir")) == (made, [])


@pytest.mark.parametrize("name", ["book.other", "file.path", "gitbook.time"])
def test_a_variable_of_gitbook_s_own_that_is_not_there_is_left_out(name: str) -> None:
    text = f"The {{{{ {name} }}}}."
    assert _translated(Idiom.GITBOOK, text) == ("The .", ["M290:1"])


@pytest.mark.parametrize(
    ("style", "kind"),
    [("info", "note"), ("warning", "warning"), ("danger", "caution"), ("x", "note")],
)
def test_a_hint_is_an_admonition(style: str, kind: str) -> None:
    text = f'A.\n\n{{% hint style="{style}" %}}\nMind **it**.\n{{% endhint %}}\n\nB.\n'
    reading, found = _read(Idiom.GITBOOK, text)
    assert _kinds(reading.blocks) == [kind]
    assert _words(reading) == "A.Mindit.B."
    assert not list(found)


def test_what_stands_between_unknown_tags_is_kept() -> None:
    text = "{% swagger %}\nWords.\n{% endswagger %}"
    assert _translated(Idiom.GITBOOK, text) == ("Words.", ["M290:1", "M290:3"])


# --- MkDocs -------------------------------------------------------------------------

MATERIAL = """One.

!!! tip "Mind *it*"
    Inside.

    - a list
      of two lines

    ```py title="a.py"
    x = 1

    y = 2
    ```

??? danger
    Folded.

    !!! note
        Deep.

=== "Tab"

    In the tab.

Last {: .cls } word.
"""


def test_mkdocs_indented_blocks_are_fenced_ones() -> None:
    reading, found = _read(Idiom.MKDOCS, MATERIAL)
    assert _kinds(reading.blocks) == ["tip", "warning", "note"]
    (code,) = find_nodes(reading.blocks, CodeBlock)
    assert (code.text, code.file_name) == ("x = 1\n\ny = 2", "a.py")
    words = _words(reading)
    for said in ("Inside.", "alistoftwolines", "Folded.", "Deep.", "Inthetab."):
        assert said in words
    assert not list(found)


def test_places_are_those_of_the_file() -> None:
    lines = MATERIAL.split("\n")
    reading, _ = _read(Idiom.MKDOCS, MATERIAL)
    for block in reading.blocks:
        assert block.span is not None
        assert 1 <= block.span.line <= block.span.end_line <= len(lines)
    last = reading.blocks[-1].span
    assert last is not None
    assert lines[last.line - 1].startswith("Last")


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("++ctrl+alt-gr++", "[Ctrl]{.kbd}+[Alt gr]{.kbd}"),
        ("a [b](c.md){: target=_blank } d", "a [b](c.md){target=_blank} d"),
        ('--8<-- "docs/f.md"', "{{< include /docs/f.md >}}"),
        ("[TOC]", ""),
        ("^^new^^", "[new]{.underline}"),
        ("`++a++`", "`++a++`"),
    ],
)
def test_mkdocs_signs_among_words(text: str, made: str) -> None:
    assert _translated(Idiom.MKDOCS, text) == (made, [])


def test_an_icon_is_reported() -> None:
    assert _translated(Idiom.MKDOCS, "a :material-home: b")[1] == ["M290:1"]


# --- Markua -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kinds", "words"),
    [
        ("W> ## Mind\nW> it.\n\nB.", ["warning"], "Mind it. B."),
        ("T> One.\nT>\nT> Two.", ["tip"], "One. Two."),
        (
            "I> I.\n\nQ> Q.\n\nE> E.",
            ["note", "note", "caution"],
            "Information I. Question Q. Error E.",
        ),
        ("A> Aside.", [], "Aside."),
        ("{class: warning}\nB> Mind.", ["warning"], "Mind."),
        ("{aside}\nWords.\n{/aside}\n\nB.", [], "Words. B."),
        ("{blurb, class: tip}\nWords.\n{/blurb}", ["tip"], "Words."),
        ("C> Middle.", [], "Middle."),
        ("A.\n```\nW> code\n```", [], "A. W> code"),
    ],
)
def test_markua_s_asides(text: str, kinds: list[str], words: str) -> None:
    reading, found = _read(Idiom.MARKUA, text)
    assert _kinds(reading.blocks) == kinds
    assert _words(reading) == "".join(words.split())
    assert not list(found)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("![A weir](weir.png)", "![A weir](images/weir.png)"),
        ("![A weir](images/weir.png)", "![A weir](images/weir.png)"),
        ("![A](https://a.b/c.png)", "![A](https://a.b/c.png)"),
        ('{alt: "It"}\n![A](w.png)', '![A](images/w.png){alt="It"}'),
        ("{#gate}\n# The Gate", "# The Gate {#gate}"),
        ("{lang=ruby}\n```\nx\n```", "```{.ruby}\nx\n```"),
        ("-# Part One", "# Part One"),
        ("<<[The code](a.rb)", '```{include="code/a.rb" filename="The code"}\n```'),
    ],
)
def test_markua_s_attributes(text: str, made: str) -> None:
    assert _translated(Idiom.MARKUA, text, (PICTURE_FOLDER, "images")) == (made, [])


# --- bookdown -----------------------------------------------------------------------

LABELS = ((SECTION_LABELS, "locks"), (RESULT_LABELS, "tab:heights"))


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Figure \\@ref(fig:weir)", "Figure [-@fig-weir]"),
        ("Table \\@ref(tab:weir)", "Table [-@tbl-weir]"),
        ("Chapter \\@ref(locks)", "Chapter [-@sec-locks]"),
        ("`\\@ref(fig:weir)`", "`\\@ref(fig:weir)`"),
        ("# Locks", "# Locks {#sec-locks}"),
        ("# The Locks {#locks -}", "# The Locks {#sec-locks -}"),
        ("[it](#locks)", "[it](#sec-locks)"),
        ("# (PART) Inland {-}", ""),
        ("Table: (\\#tab:x) Heights", ": Heights {#tbl-x}"),
        ("![(\\#fig:x) A weir](w.png)", "![A weir](w.png){#fig-x}"),
        ("$$\na\n(\\#eq:x)\n$$", "$$\na\n$$ {#eq-x}"),
        (
            "\\begin{equation}\na (\\#eq:x)\n\\end{equation}",
            "$$\na\n$$ {#eq-x}",
        ),
        (
            "```{r weir, fig.cap='A \"weir\"'}\nx\n```",
            '```{r fig-weir, fig.cap="A ”weir”"}\nx\n```',
        ),
        (
            "```{r weir, fig.cap = f(\"A weir, `{x<}`\", c('b', 2)), echo=F}\n```",
            '```{r fig-weir, fig.cap="A weir, <code>{x&lt;}</code>b", echo=F}\n```',
        ),
        (
            "```{r weir, fig.cap=cap}\nx\n```",
            '```{r fig-weir, fig.cap="weir"}\nx\n```',
        ),
        (
            "(ref:w) A *weir*.\n\n```{r weir, fig.cap='(ref:w)'}\nx\n```",
            '```{r fig-weir, fig.cap="A *weir*."}\nx\n```',
        ),
        (
            "```{r weir}\nkable(x, caption = 'Heights')\n```",
            "```{r tbl-weir, tbl.cap=\"Heights\"}\nkable(x, caption = 'Heights')\n```",
        ),
        ("```{r heights}\nx\n```", "```{r tbl-heights}\nx\n```"),
        ("```{Rcpp}\nx\n```", "```{cpp}\nx\n```"),
        (
            "```{r, child='b.Rmd'}\n```",
            "{{< include b.Rmd >}}\n\n```{r, child='b.Rmd'}\n```",
        ),
        ("::: {.rmdtip}\nA\n:::", "::: {.callout-tip}\nA\n:::"),
    ],
)
def test_bookdown_s_forms(text: str, made: str) -> None:
    assert _translated(Idiom.BOOKDOWN, text, *LABELS) == (made, [])


def test_a_theorem_of_bookdown_is_words() -> None:
    text = '```{theorem pyth, name="Right"}\nIt is *so*.\n```\n\nB.'
    reading, _ = _read(Idiom.BOOKDOWN, text)
    assert _words(reading) == "Theorem(Right).Itisso.B."
    assert not list(find_nodes(reading.blocks, CodeBlock))


def test_code_among_words_is_reported() -> None:
    made, codes = _translated(Idiom.BOOKDOWN, "It is `r 1 + 1`.")
    assert (made, codes) == ("It is `r 1 + 1`.", ["M133:1"])


# --- Hugo and Jekyll ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ('{{< figure src="w.png" alt="A weir" >}}', "![A weir](<w.png>)"),
        (
            '{{< figure src="/w.png" caption="Weir" >}}',
            '![Weir](<../static/w.png>){caption="Weir"}',
        ),
        ('[a]({{< relref "b.md#c" >}})', "[a](b.md#c)"),
        ('[a]({{< ref "/docs/b.md" >}})', "[a](../content/docs/b.md)"),
        ("{{< youtube abc >}}", "<https://www.youtube.com/watch?v=abc>"),
        ("{{< highlight go >}}\nx\n{{< /highlight >}}", "```go\nx\n```"),
        ("{{% notice tip %}}\nA\n{{% /notice %}}", "::: {.callout-tip}\nA\n:::"),
        ("{{< hint warning >}}\nA\n{{< /hint >}}", "::: {.callout-warning}\nA\n:::"),
        ('{{< details "More" >}}', '::: {.callout-note title="More"}'),
        ("`{{< figure >}}`", "`{{< figure >}}`"),
    ],
)
def test_hugo_s_shortcodes(text: str, made: str) -> None:
    assert _translated(Idiom.HUGO, text) == (made, [])


def test_the_words_of_an_unknown_shortcode_are_kept() -> None:
    text = "{{< fancy a=1 >}}\nWords.\n{{< /fancy >}}"
    assert _translated(Idiom.HUGO, text) == ("Words.", ["M290:1"])


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("{% highlight ruby %}\nx\n{% endhighlight %}", "```ruby\nx\n```"),
        ("{% comment %}\nno\n{% endcomment %}\nyes", "yes"),
        ("{{ site.title }} {{ site.baseurl }}", "Weirs"),
        ('[a]({{ "/b" | relative_url }})', "[a](/b)"),
        ("{% link _docs/b.md %}", "../_docs/b.md"),
        ("{: .note }\n> A", "> [!NOTE]\n> A"),
        ("{: .no_toc }", ""),
        ("1. TOC\n{:toc}", ""),
        ('![a](b.png){: width="10" .c}', '![a](b.png){width="10" .c}'),
        ('[a](b){:target="_blank"}', "[a](b)"),
        ("{% raw %}{{ x }}{% endraw %}", "{{ x }}"),
        ("{% include b.md %}", "{{< include /_includes/b.md >}}"),
    ],
)
def test_jekyll_s_tags(text: str, made: str) -> None:
    assert _translated(Idiom.JEKYLL, text, ("site.title", "Weirs")) == (made, [])


def test_liquid_that_makes_nothing_is_reported() -> None:
    text = "{% if a %}\nWords.\n{% endif %}"
    assert _translated(Idiom.JEKYLL, text) == ("Words.", ["M290:1", "M290:3"])


# --- All ----------------------------------------------------------------------------


@pytest.mark.parametrize("idiom", list(Idiom))
def test_plain_markdown_stays_what_it_is(idiom: Idiom) -> None:
    text = "# One\n\nWords *and* `code`.\n\n- a\n- b\n\n> A quote.\n\n    code\n"
    reading, found = _read(idiom, text)
    plain, _ = _read(Idiom.NONE, text)
    assert reading.blocks == plain.blocks
    assert not list(found)
    assert [node.text for node in find_nodes(reading.blocks, Code)] == ["code"]


@pytest.mark.parametrize("idiom", list(Idiom))
@pytest.mark.parametrize("storm", IDIOM_STORMS)
def test_marks_without_an_end_keep_their_lines(idiom: Idiom, storm: str) -> None:
    conventions = Conventions(program="X", idiom=idiom)
    made = translate(storm * 1000, "a.md", conventions, Diagnostics())
    assert made.text.count("\n") >= storm.count("\n") * 1000


@pytest.mark.parametrize(
    ("text", "made"),
    [
        (
            "import A from 'a';\nimport {\n  B,\n} from 'b';\n\nWords.",
            "Words.",
        ),
        ("import duties rose.\n\nexport of corn", None),
        ("`import A from 'a'` and `{/* a */}` and `<Tabs>`", None),
        ("```jsx\nimport A from 'a';\n\n<Tabs>{/* a */}</Tabs>\n```", None),
        ("A {/* never\nsaid */}word", "A \nword"),
        ('<Tabs>\n<TabItem label="One" />\n</Tabs>', "**One**"),
        ('<Admonition type="tip">\n\nLow.\n\n</Admonition>', "::: tip\n\nLow.\n\n:::"),
        ('<Note title="Mind">\n\nLow.\n\n</Note>', None),
        ("<>Low</> and 3 <b>x</b> a<B", "Low and 3 <b>x</b> a<B"),
        ('<img src={useBaseUrl("/a.png")} />', '<img src="/a.png" />'),
        ("<p>{a}</p> {b} <https://a.example>", None),
    ],
)
def test_mdx_is_read(text: str, made: str | None) -> None:
    if "<Note" in text:
        made = '::: {.callout-note title="Mind"}\n\nLow.\n\n:::'
    assert _translated(Idiom.MDX, text) == (text if made is None else made, [])


def test_components_are_reported_and_their_words_stay() -> None:
    text = "A <Badge text='new' /> <Box a={{b: 1}} c={d => <e/>}>\nlow\n</Box>"
    made, codes = _translated(
        Idiom.MDX, "A <Badge text='new' /> <Box a={{b: 1}}>low</Box>"
    )
    assert (made, codes) == ("A **new** low", ["M290:1"])
    assert "low" in _translated(Idiom.MDX, text)[0]


def test_an_exported_component_is_reported() -> None:
    text = "Low.\n\nexport const A = () => (\n  <b>x</b>\n);\n\nHigh."
    assert _translated(Idiom.MDX, text) == ("Low.\n\n\n\n\n\nHigh.", ["M290:3"])
