"""What VitePress, docsify, Softcover and kramdown write becomes the dialect's."""

from __future__ import annotations

import pytest

from bookmaker.config.conventions import Conventions, Idiom
from bookmaker.config.projects.myst import PATH_LABEL
from bookmaker.diagnostics import Diagnostics
from bookmaker.readers.idioms import translate


def _made(
    idiom: Idiom, text: str, *, program: str = "X", roots: tuple[str, ...] = ("",)
) -> tuple[str, list[str]]:
    found = Diagnostics()
    conventions = Conventions(program=program, idiom=idiom, roots=roots)
    made = translate(text, "docs/a.md", conventions, found)
    if made.numbers is not None:
        assert len(made.numbers) == made.text.count("\n") + 1
    return made.text.strip(), [d.code for d in found]


VUE = [
    ("::: details Click {open}\nW\n:::", "::: details Click\nW\n:::"),
    ("::: tip {no-title}\nW\n:::", "::: tip\nW\n:::"),
    ("```js{1,4}\nx\n```", "```js\nx\n```"),
    ("```js [a.js]\nx\n```", '```{.js filename="a.js"}\nx\n```'),
    ("```js:line-numbers=2 {1}\nx\n```", '```{.js .numberLines startFrom="2"}\nx\n```'),
    ("```js\nx // [!code focus]\n```", "```js\nx\n```"),
    ("[[toc]]\n\nWords", "Words"),
    ("<!--@include: ./b.md-->", "{{< include ./b.md >}}"),
    ("<!-- @include: ./b.md{2,5} -->", "{{< include ./b.md:2-5 >}}"),
    ("<!--@include: @/p/b.md-->", "{{< include /p/b.md >}}"),
    (
        "<<< @/s/low.js#tides{2} [Low]",
        '```{.js filename="Low"}\n{{#include s/low.js:tides}}\n```',
    ),
    ("<script setup>\nlet a = 1\n</script>\n\nWords", "Words"),
    ('<Badge type="tip" text="new" /> Words', "**new** Words"),
    ('<p @click="go" :class="{a}" id="b">W</p>', '<p id="b">W</p>'),
    ("{{ 'x' }} and `{{ y }}`", "x and `{{ y }}`"),
    ("---\nkind: tidal\n---\n{{ $frontmatter.kind }}", "---\nkind: tidal\n---\ntidal"),
    ("::: v-pre\n{{ kept }}\n:::", "::: v-pre\n{{ kept }}\n:::"),
    ("See <https://a.b> and 3 < 4.", "See <https://a.b> and 3 < 4."),
]


@pytest.mark.parametrize(("text", "made"), VUE)
def test_vitepress(text: str, made: str) -> None:
    assert _made(Idiom.VUE, text, roots=("docs/public",)) == (made, [])


@pytest.mark.parametrize("text", ["<TheTeam :members />", "<my-chart/>", "{{ a + b }}"])
def test_what_only_vue_makes_is_reported(text: str) -> None:
    assert _made(Idiom.VUE, f"Words {text}") == ("Words", ["M290"])


DOCSIFY = [
    ("?> Mind *it*\nnow.\n\nW", "> [!TIP]\n> Mind *it*\n> now.\n\nW"),
    ("!> Danger", "> [!IMPORTANT]\n> Danger"),
    ("## Low :id=low", "## Low {#low}"),
    ("## Low {docsify-ignore}", "## Low"),
    ("## Low <!-- {docsify-ignore} -->", "## Low"),
    ("## Low :id=low {docsify-ignore}", "## Low {#low}"),
    ("![a](b.png ':size=50x100')", "![a](b.png){width=50px height=100px}"),
    ("![a](b.png ':size=40%')", "![a](b.png){width=40%}"),
    ("[a](https://b ':target=_blank')", "[a](https://b)"),
    ("[a](b.md ':include')", "{{< include b.md >}}"),
    ("[a](b.js ':include :type=code')", "```js\n{{#include b.js}}\n```"),
    ("[a](b.mp4 ':include')", "[a](b.mp4)"),
    ("[a](/b?id=low)", "[a](/b#low)"),
    ("[a](?id=low)", "[a](#low)"),
    ("[a](#/b)", "[a](/b)"),
    ('[a](b "A title")', '[a](b "A title")'),
    ("```\n?> code\n```", "```\n?> code\n```"),
]


@pytest.mark.parametrize(("text", "made"), DOCSIFY)
def test_docsify(text: str, made: str) -> None:
    assert _made(Idiom.DOCSIFY, text) == (made, [])


SOFTCOVER = [
    ("\\kode{x y} and \\filepath{a.md}", "`x y` and `a.md`"),
    ("\\codecaption{Low \\kode{x}. \\ \\filepath{a}}", "**Low `x`.  `a`**"),
    ("The \\PolyTeX\\ way, \\softcover.", "The PolyTeX way, softcover."),
    ("\\begin{aside}\n\nW\n\n\\end{aside}", "::: aside\n\nW\n\n:::"),
    ("\\input{chapters/b}", "{{< include /chapters/b.md >}}"),
    ("\\coloredtext{red}{warm}", "warm"),
    ("#Preface\n\nW", "# Preface\n\nW"),
]


@pytest.mark.parametrize(("text", "made"), SOFTCOVER)
def test_softcover(text: str, made: str) -> None:
    assert _made(Idiom.MARKUA, text, program="Softcover") == (made, [])


KRAMDOWN = [
    ('{:lang="js"}\n~~~\nx\n~~~', "~~~{.js}\nx\n~~~"),
    ("Words.\n{: .lead}\n\nMore.", "Words.\n\n\nMore."),
    ('{:: encoding="utf-8" /}\n\nMore.', "More."),
    ("A {::nomarkdown}*b*{:/} c", "A *b* c"),
]


@pytest.mark.parametrize(("text", "made"), KRAMDOWN)
def test_kramdown_at_leanpub(text: str, made: str) -> None:
    assert _made(Idiom.MARKUA, text) == (made, [])


INCLUSIONS = [
    ('Words:\n{% include "b.md" %}', "Words:\n\n{{< include b.md >}}"),
    ('<!--x--> {% include "b.md" %}', "<!--x-->\n\n{{< include b.md >}}"),
    ('{% include "b.md" %}\nWords', "{{< include b.md >}}\n\nWords"),
    ('{% include "b.md" %}\n\nWords', "{{< include b.md >}}\n\nWords"),
    (
        '{% include "b.md" %}\n{% include "c.md" %}',
        "{{< include b.md >}}\n\n{{< include c.md >}}",
    ),
]


@pytest.mark.parametrize(("text", "made"), INCLUSIONS)
def test_an_inclusion_among_words_is_set_apart(text: str, made: str) -> None:
    assert _made(Idiom.GITBOOK, text) == (made, [])


def test_a_page_of_gitbook_s_may_name_words_itself() -> None:
    text = "{% set low = '<b>x</b>' %}\n\nA {{ low }} and {{ other }}."
    assert _made(Idiom.GITBOOK, text) == ("A <b>x</b> and {{ other }}.", [])


@pytest.mark.parametrize("tag", ["Matplotlib <single: Matplotlib>", "Matplotlib"])
def test_an_index_mark_of_myst_s_is_its_words(tag: str) -> None:
    assert _made(Idiom.MYST, f"# {{index}}`{tag}`") == ("# Matplotlib", [])


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("{doc}`jax:autodiff`", "autodiff"),
        ("{doc}`the tides <jax:autodiff.md>`", "the tides"),
        ("{doc}`tides`", "[](<tides.md>)"),
    ],
)
def test_a_page_of_another_project_is_its_words(text: str, made: str) -> None:
    assert _made(Idiom.MYST, text) == (made, [])


@pytest.mark.parametrize(
    ("text", "made", "codes"),
    [
        ("A.\n\n::: weirs.Gate\n\nB.", "A.\n\n\n\nB.", ["M290"]),
        ("::: weirs\n    options:\n        show: true\n\nB.", "B.", ["M290"]),
        ("::: note\n\nB.", "::: note\n\nB.", []),
        ("```\n::: weirs.Gate\n```", "```\n::: weirs.Gate\n```", []),
    ],
)
def test_code_that_mkdocstrings_documents_is_left_out(
    text: str, made: str, codes: list[str]
) -> None:
    assert _made(Idiom.MKDOCS, text) == (made, codes)


@pytest.mark.parametrize(
    ("link", "made"),
    [
        ("[x](syntax/low)", "[x](#syntax/low)"),
        ("[x](#syntax/low)", "[x](#syntax/low)"),
        ("[x](syntax/high)", "[x](syntax/high)"),
        ("[x](https://a.b/c)", "[x](https://a.b/c)"),
        ("[x](project:#low)", "[x](#low)"),
        ("<project:#low>", "[](#low)"),
        ("[x](project:#syntax/low)", "[x](#syntax/low)"),
        ("[x](project:#a/b) [y](project:c.md)", "[x](#a/b) [y](project:c.md)"),
    ],
)
def test_a_label_of_myst_s_may_look_like_a_file(link: str, made: str) -> None:
    conventions = Conventions(
        program="MyST", idiom=Idiom.MYST, variables=((PATH_LABEL, "syntax/low"),)
    )
    assert translate(link, "a.md", conventions, Diagnostics()).text == made
