"""What authors of other programs write, each with what a reader of the book finds.

A row is a small manuscript of its own: its files, what the text of the EPUB has (its
markup, white space made single), what it must not have, and the codes of the warnings
and errors that it gives. A file's content is text, or the name of a picture to draw.
"""

from __future__ import annotations

from dataclasses import dataclass

PICTURE = "picture"
"""In the place of a file's text: a small picture."""
NATIVE = 'title = "Weirs"\nlanguage = "en"\nauthors = ["Ann Lee"]\n'


@dataclass(frozen=True, slots=True)
class Row:
    """One way of writing, and its right result."""

    name: str
    files: dict[str, str]
    has: tuple[str, ...] = ()
    has_not: tuple[str, ...] = ()
    codes: frozenset[str] = frozenset()
    """Of warnings and errors, `M270` (no date) apart."""
    language: str | None = None


def one(
    name: str,
    text: str,
    *has: str,
    has_not: tuple[str, ...] = (),
    codes: str = "",
    **more: str,
) -> Row:
    """A row that is one file, with a `book.toml` that says nothing of its contents."""
    files = {"book.toml": NATIVE, "a.md": text}
    files |= {key.replace("_", "."): value for key, value in more.items()}
    return Row(name, files, has, has_not, frozenset(codes.split()))


def folder(
    name: str,
    files: dict[str, str],
    *has: str,
    has_not: tuple[str, ...] = (),
    codes: str = "",
) -> Row:
    """A row that is a folder."""
    return Row(name, files, has, has_not, frozenset(codes.split()))


TABLES = (
    one(
        "a grid table",
        """# Weirs

+-------+-------------+
| Place | Of it       |
+=======+=============+
| Ford  | - low       |
|       | - old       |
+-------+-------------+
| Mill  | One line.   |
|       |             |
|       | Another.    |
+-------+-------------+

: Two weirs
""",
        '<table class="table"><caption>Two weirs</caption>',
        '<th scope="col">Place</th>',
        '<td><ul class="tight"><li>low</li> <li>old</li></ul></td>',
        "<td><p>One line.</p> <p>Another.</p></td>",
        has_not=("+--", "|"),
    ),
    one(
        "a multiline table",
        """# Weirs

-------------------------------
Place     Feet  Said of it
-------- ----- ----------------
Ford        12 A low weir, and
               an old one.

Mill         7 New.
-------------------------------

Table: Heights of weirs.
""",
        "<caption>Heights of weirs.</caption>",
        '<td class="end">12</td>',
        "A low weir, and an old one.",
        has_not=("---", "Table:"),
    ),
    one(
        "a simple table",
        """# Weirs

  Right  Left    Middle
-------  ------ --------
     12  ford      x
    123  mill      y
""",
        '<th class="end" scope="col">Right</th>',
        '<td class="start">mill</td>',
        has_not=("---",),
    ),
    one(
        "tables of pandoc in a list, a quotation and a division",
        """# Weirs

- In a list:

    Place     Feet
    ------- ------
    Ford        12

> +------+----+
> | Mill | 7  |
> +------+----+

::: box
  Weir   Feet
------ ------
  Lock     90
:::
""",
        "<li><p>In a list:</p> <table",
        '<div class="quotation"><blockquote><table',
        '<div class="group box"><table',
        has_not=("---", "+-", "|"),
    ),
)

BREAKS = (
    one(
        "page breaks of every kind",
        "# Weirs\n\n"
        + "\n\n".join(
            f"{mark}\n\nPage {number}."
            for number, mark in enumerate(
                (
                    '<div style="page-break-after: always;"></div>',
                    '<div class="pagebreak"></div>',
                    '<p style="page-break-before: always"></p>',
                    "\\pagebreak",
                    "\\newpage",
                    "\\clearpage",
                    "\\\\newpage",
                    "{pagebreak}",
                    "{{< pagebreak >}}",
                    "::: pagebreak\n:::",
                    "::: {.page-break}\n:::",
                    "<!-- pagebreak -->",
                    "<!-- Page break -->",
                    "[[pagebreak]]",
                    "<<<",
                    "```{=latex}\n\\newpage\n```",
                )
            )
        ),
        *(
            f'<div class="page-break"></div> <p>Page {number}.</p>'
            for number in range(16)
        ),
        has_not=("newpage", "pagebreak", "&lt;"),
    ),
    one(
        "scene breaks of every kind",
        "# Weirs\n\n"
        + "\n\n".join(
            f"Scene {number}.\n\n{mark}"
            for number, mark in enumerate(
                ("* * *", "---", "#", "\\* \\* \\*", "\\*\\*\\*", "⁂", "• • •", "❦")
            )
        )
        + "\n\nThe end.\n",
        *(f"<p>Scene {number}.</p> <hr " for number in range(8)),
        '<hr class="scene-break asterism"/>',
        has_not=("<h2", "***", "* * *", "•"),
    ),
    one(
        "blank lines by a no-break space or a line break",
        "# Weirs\n\nOne.\n\n&nbsp;\n\nTwo.\n\n<br>\n\nThree.\n",
        '<p>One.</p> <hr class="scene-break blank"/> <p>Two.</p> <hr class="scene-',
        has_not=("<br/>",),
    ),
)

RAW = (
    one(
        "TeX among words",
        r"""# Weirs

\noindent A weir\footnote{A low dam.} is \emph{old}, \textbf{grey} and \LaTeX{}.

\vspace{2cm}

\begin{center}
Between.
\end{center}

`\today`{=latex}Words`<b>bold</b>`{=html}.

\[ a^2 \]
""",
        "A weir<sup ",
        "is <em>old</em>, <strong>grey</strong> and",
        "<p>A low dam.</p>",
        '<div class="group center"><p>Between.</p></div>',
        "Words<strong>bold</strong>.",
        'display="block" alttext="a squared"',
        has_not=("noindent", "vspace", "begin{", "today", "footnote{"),
        codes="M191 M192",
    ),
    one(
        "TeX in notes, captions and headings",
        r"""# The \emph{old} weir

A word.[^a]

[^a]: A \textbf{low} one.

| a | b |
|---|---|
| 1 | 2 |

: Heights \textit{in feet}
""",
        "The <em>old</em> weir</span></h1>",
        "<p>A <strong>low</strong> one.</p>",
        "<caption>Heights <em>in feet</em></caption>",
        has_not=("\\textit", "\\emph", "\\textbf"),
    ),
    one(
        "\\newline in a formula",
        "# Weirs\n\n$$\n\\begin{aligned}\na &= b \\newline\nc\n\\end{aligned}\n$$\n",
        "<mtr>",
        'alttext="a equals b; c"',
    ),
    one(
        "HTML",
        """# Weirs

One<br>two. <u>under</u> <kbd>Ctrl</kbd> <mark>m</mark> <a name="here"></a>

<center>Middle *words*</center>

<div style="text-align: right">

Right *words*

</div>

<details><summary>Answer</summary>

Hidden words.

</details>

<table><tr><td colspan=2>x</td></tr><tr><td>a<td>b</table>

A `Vec<T>` and a < b. See [there](#here).
""",
        "One<br/>two.",
        '<span class="underline">under</span>',
        '<div class="group center"><p>Middle',
        '<div class="group right"><p>Right <em>words</em></p></div>',
        "<p>Hidden words.</p>",
        '<td colspan="2">x</td>',
        "Vec&lt;T&gt;",
        'href="a.xhtml#here"',
        codes="M312",
    ),
    one(
        "comments that are link definitions",
        """# Weirs

[comment]: # "first"

A word,
[//]: # (in a paragraph, with (brackets))
and more.

[comment]: # "second, see the TODO file"
[//]: <> (third)
[//]: # no marks around it

<!-- see the file called TODO first -->
""",
        "<p>A word, and more.</p>",
        has_not=("first", "second", "third", "paragraph", "marks"),
    ),
)

WORDS = (
    one(
        "alerts and callouts",
        """# Weirs

> [!NOTE]
> Mind the step.

> [!warning]- Deep water
> Not here.
>
> > [!tip]
> > Inside.
""",
        '<div class="admonition note" role="note"><p class="admonition-title">Note</p>',
        '<p class="admonition-title">Deep water</p> <p>Not here.</p>',
        '<p class="admonition-title">Tip</p> <p>Inside.</p>',
        has_not=("[!",),
    ),
    one(
        "apostrophes and quotation marks",
        "# Weirs\n\n'Ullo there.\n\nThe 'eighties, the 'alf crown.\n\n"
        '"\'E\'s gone," she said.\n\nHe said:"Come in."\n\n6\'2" tall.\n',
        '<span class="opening-marks">’</span>Ullo there.',
        "The ’eighties, the ’alf crown.",
        "“’E’s gone,”",
        "said:“Come in.”",
        "6′2″ tall.",
        has_not=("'", "‘"),
    ),
    Row(
        "Chinese quotation marks, line ends and emphasis",
        {
            "book.toml": NATIVE.replace('"en"', '"zh"'),
            "a.md": "# 灯\n\n他说:\"你好\"。她说:'不'。\n这一行,\n下一行\n再一行。\n\n"
            "**「强调」**后面的字。\n\nTwo\nwords 文章\n里。\n\n{漢字|かんじ}を。\n",
        },
        (
            "他说:“你好”。她说:‘不’。这一行,下一行再一行。",
            "<strong>「强调」</strong>后面的字。",
            "Two words 文章里。",
            "<ruby>漢字<rt>かんじ</rt></ruby>を。",
        ),
        ("**", "{"),
    ),
    one(
        "calls of notes",
        """# Weirs

| Place | Feet      |
|-------|-----------|
| Ford  | 12[^cell] |

: Heights.[^cap]

A claim.[^a][^b]

[^cell]: Cell.
[^cap]: Caption.
[^a]: A.
[^b]: B.
""",
        'href="a.xhtml#a.note-cap">1</a></sup></caption>',
        'href="a.xhtml#a.note-cell">2</a></sup></td>',
        '3</a></sup> <sup class="note-call-mark">',
    ),
    one(
        "a picture's brackets are its alternative text too",
        "# Weirs\n\n![A heron on the quay](x.png)\n\nWords.\n",
        'alt="A heron on the quay"',
        "<figcaption>A heron on the quay</figcaption>",
        has_not=('alt=""', "presentation"),
        x_png=PICTURE,
    ),
    one(
        "addresses, and links that are none",
        """# Links

Mail <jo@example.org>, see https://example.org/a_b_c?x=1&y=2 and snake_case_word.

[one], [here][one], [there][nope], [Low water][] and [Low water].

[one]: <https://example.org/with space> 'Title'

## Low water
""",
        'href="mailto:jo@example.org"',
        "https://example.org/a_b_c?x=1&amp;y=2",
        'href="https://example.org/with%20space"',
        "[there][nope]",
        codes="M174",
    ),
)

HEADS = (
    folder(
        "pandoc's title block, lists and references",
        {
            "a.md": """% A Title
% Ann Lee; Bo Ek
% 2026

# Setup

(@good) A good example.

(@) Another. As (@good) shows.

#. one
#. two

i. roman
ii. two

(a) alpha
(b) beta

Term
:   First.
:   Second.

| A line
|   indented

# Later

Words.
"""
        },
        '<ol class="decimal loose"><li><p>A good example.</p></li>',
        "As (1) shows.",
        '<ol class="lower-roman tight">',
        '<ol class="lower-alpha tight">',
        "<dd>First.</dd> <dd>Second.</dd>",
        '<span class="line indent-1">indented</span>',
        '<span class="title-words">Later</span></h1>',
        has_not=("%", "#.", "(@"),
    ),
    folder(
        "metadata blocks",
        {
            "a.md": "\ufeff---\r\ntitle: One\r\nauthor:\r\n  - name: Ann Lee\r\n"
            "    affiliation: None\r\n  - Bo Ek\r\n...\r\n\r\n# First\r\n\r\nText.\r\n",
            "b.md": "---\ntitle: Two\nlayout: post\n---\nDirectly.\n\n---\n\nBreak.\n",
            "c.md": '+++\ntitle = "Three"\n+++\n\nText.\n',
        },
        '<span class="title-words">One</span></h1> <p class="byline">Ann Lee, Bo Ek<',
        '<h2 class="heading">First</h2>',
        '<p>Directly.</p> <hr class="scene-break"/> <p>Break.</p>',
        '<span class="title-words">Three</span>',
        has_not=("+++", "layout", "affiliation"),
        codes="M008",
    ),
    folder(
        "one file that is a whole book",
        {"a.md": "---\ntitle: The Low Road\n---\n\n# Ford\n\nA.\n\n# Weir\n\nB.\n"},
        '<span class="label">Chapter 1</span> <span class="title-words">Ford</span>',
        '<span class="label">Chapter 2</span> <span class="title-words">Weir</span>',
    ),
    folder(
        "numbers in titles, and levels that are skipped",
        {
            "book.toml": f'{NATIVE}[contents]\nbody = ["a.md", "b.md"]\n'
            '[numbering]\nchapters = "words"\n',
            "a.md": "# Chapter 1: The Start\n\nText.\n\n# Again\n\nMore.\n",
            "b.md": "## At two\n\nWords.\n\n#### At four\n\nWords.\n",
        },
        '<span class="label">Chapter One</span>',
        codes="M164 X070",
    ),
    folder(
        "headings with notes, code, links, marks and braces",
        {
            "book.toml": f'{NATIVE}[contents]\nfront = ["contents"]\nbody = ["a.md"]\n',
            "a.md": "# The pier[^p] and `quay()` at [low](https://example.org)\n\n"
            "## The [Flâneur]{lang=fr}\n\n## A & <5 boats {#boats}\n\n### Deep^[In a "
            "note.]\n\nSee [there](#boats).\n\n[^p]: On the *pier*.\n",
        },
        '<span class="title-words">The pier<sup ',
        '<span class="entry-title">The pier and <code>quay()</code> at low</span>',
        '<h2 class="heading">The <span lang="fr" xml:lang="fr">Flâneur</span></h2>',
        "A &amp; &lt;5 boats",
        "On the <em>pier</em>.",
        has_not=("{",),
    ),
    folder(
        "headings in divisions, and classes of our own",
        {
            "a.md": "# Weirs\n\nA.\n\n::: title\n# The lock\n\nWords.\n:::\n\n"
            '<div class="box">\n\n### A keeper\n\nMore.\n\n</div>\n'
        },
        '<div class="group own-title"><h2',
        'class="heading heading-1">The lock</h2>',
        '<div class="group box"><h',
        codes="M166",
    ),
)

REFERENCES = (
    folder(
        "references of Quarto",
        {
            "book.toml": f'{NATIVE}[contents]\nbody = ["a.md", "b.md"]\n',
            "a.md": """# One {#sec-one}

::: {#fig-two layout-ncol=2}
![Low](x.png){#fig-a}

![High](x.png){#fig-b}

Two weirs
:::

[Fig. @fig-b], [Chapter @sec-two], [see @sec-one and @fig-two], @tbl-x, [-@fig-two].

::: {#tbl-x}
| a | b |
|---|---|
| 1 | 2 |

Heights
:::
""",
            "b.md": "# Two {#sec-two}\n\nText of [](#sec-one).\n",
            "x.png": PICTURE,
        },
        'Fig. <a class="reference" href="sec-one.xhtml#fig-b">1.1 (b)</a>',
        'Chapter <a class="reference" href="sec-two.xhtml#sec-two">2</a>',
        'see <a class="reference" href="sec-one.xhtml#sec-one">Chapter 1</a> and <a ',
        '<figcaption><span class="label">Figure 1.1</span> Two weirs</figcaption>',
        '<caption><span class="label">Table 1.1</span> Heights</caption>',
        has_not=("citation", "@"),
    ),
    folder(
        "citations",
        {
            "book.toml": f'{NATIVE}[contents]\nbody = ["a.md"]\n'
            'back = ["bibliography"]\n[citations]\nfiles = ["r.bib"]\n',
            "a.md": "# One [@ch]\n\nAs @lind says [see @lind, p. 3; @holm].\n\n"
            "> Quoted [@ch, chap. 2].\n\nA note.[^1]\n\n[^1]: See @ch.\n",
            "r.bib": "@book{holm, author={Holm, Eva}, title={Tides}, "
            "date={2021-05/2021-06}}\n@book{lind, author={Lind, Per and others}, "
            "title={Weirs}, year=2020}\n@incollection{ch, author={Ek, Bo}, "
            "title={Clerks}, booktitle={Offices}, editor={Ash, Cy}, year=1999}\n",
        },
        'Lind et al. (<a class="reference" href="bibliography.xhtml#ref-lind">2020<',
        "Holm 2021",
        "Ek, Bo. 1999. “Clerks.” In <em>Offices</em>, edited by Cy Ash.",
        "Lind, Per, et al. 2020.",
        has_not=("and et al", "(Holm)", ". in", "@"),
    ),
    folder(
        "a bibliography by chapter",
        {
            "book.toml": f'{NATIVE}[contents]\nbody = ["a.md"]\n[citations]\n'
            'files = ["r.bib"]\nby-chapter = true\n',
            "a.md": "# Low water\n\nWritten down [@berg].\n",
            "r.bib": "@book{berg, author={Berg, Eva}, title={Low Water}, year=2021}\n",
        },
        '<div class="works-cited"><h2 class="heading">Bibliography</h2>',
        "Berg, Eva. 2021. <em>Low Water</em>.",
    ),
    folder(
        "a piece's authors in the contents",
        {
            "book.toml": f'{NATIVE}[contents]\nfront = ["contents"]\nbody = ["a.md"]\n',
            "a.md": "---\ntitle: An account\nauthor: Ann Lee and Bo Ek\n---\n\nText.\n",
        },
        'An account, <span class="entry-author">Ann Lee and Bo Ek</span>',
    ),
    folder(
        "a summary of accessibility in the book's language",
        {
            "book.toml": NATIVE.replace('"en"', '"pt-BR"') + "published = 2026-11-01\n",
            "a.md": '# Um\n\nTexto "assim" -- ok.\n',
        },
        "O texto pode ser lido em voz alta",
        "Texto “assim” – ok.",
    ),
)

PROJECTS = (
    folder(
        "mdBook: brackets and code in titles",
        {
            "book.toml": '[book]\ntitle = "Weirs"\n',
            "src/SUMMARY.md": "# Summary\n\n- [Locks](a.md)\n  - [#[gate]](b.md)\n"
            "- [The `[sluice]` key](c.md)\n- [Later]()\n",
            "src/a.md": "# Locks\n\nSee [gates](b.md).\n",
            "src/b.md": "# Gates\n\nThey turn.\n",
            "src/c.md": "# Sluice\n\nIt opens.\n",
        },
        "<p>They turn.</p>",
        "<p>It opens.</p>",
        'See <a class="reference" href="b.xhtml#b">gates</a>.',
    ),
    folder(
        "mdBook: groups, brackets around paths, titles of links",
        {
            "SUMMARY.md": "# Summary\n\n* [Foreword](f.md)\n* Waters\n"
            "  * [Locks](a.md)\n"
            '  * [Weirs](<the weirs.md>)\n  * [Sluice](c.md "How it opens")\n',
            "f.md": "# Foreword\n\nHello.\n",
            "a.md": "# Locks\n\nA lock.\n",
            "the weirs.md": "# Weirs\n\nA weir.\n",
            "c.md": "# Sluice\n\nA sluice.\n",
        },
        '<span class="label">Part I</span> <span class="title-words">Waters</span>',
        "<p>A lock.</p>",
        "<p>A weir.</p>",
        "<p>A sluice.</p>",
    ),
    folder(
        "mdBook: hidden lines, inclusions, formulas, warnings",
        {
            "book.toml": '[book]\ntitle = "Weirs"\n',
            "src/SUMMARY.md": "# Summary\n\n- [Gates](a.md)\n",
            "src/a.md": """# Gates

{{#title Custom}}

Inline \\\\( a^2 \\\\) and

\\\\[ b^2 \\\\]

```rust,editable
# fn main() {
let gate = 1;
## kept
# }
```

{{#playground ex.rs}}

```rust
{{#include gate.rs:shut}}
```

<div class="warning">

Mind the gap.

</div>

![A gate, shut](x.png)

[Elsewhere](not-there.md#x)
""",
            "src/ex.rs": "fn main() {}\n",
            "src/gate.rs": "fn open() {}\n// ANCHOR: shut\nfn shut() {}\n",
            "src/x.png": PICTURE,
        },
        'alttext="a squared"',
        'display="block" alttext="b squared"',
        "gate = ",
        '<div class="admonition warning"',
        "Mind the gap.",
        'alt="A gate, shut"/></figure>',
        "Elsewhere",
        has_not=("fn open", "Custom", "{{", "ANCHOR", "\\("),
        codes="X002",
    ),
    folder(
        "Quarto",
        {
            "_quarto.yml": "project:\n  type: book\nbook:\n  title: Harbours\n"
            "  author: Ana Lima\n  cover-image: x.png\n  chapters:\n    - index.qmd\n"
            "    - part: One\n      chapters: [a.qmd]\n  appendices: [app.qmd]\n"
            "execute:\n  echo: false\n",
            "index.qmd": "# Preface {.unnumbered}\n\nHello.\n",
            "a.qmd": """---
title: Winds
author:
  - name: Ana Lima
    affiliation: Coast
---

::: {.callout-note title="Mind" collapse="true"}
A callout.
:::

::: {.panel-tabset}
## Tab one
Words one.
## Tab two
Words two.
:::

```{r}
#| label: fig-weir
#| fig-cap: A weir.
knitr::include_graphics("x.png")
```

```{python}
#| label: fig-plot
#| fig-cap: A plot.
plot(secret)
```

See @fig-weir and @fig-plot.
""",
            "app.qmd": "# Tables\n\nText.\n",
            "x.png": PICTURE,
        },
        '<span class="label">Part I</span> <span class="title-words">One</span>',
        '<span class="label">Appendix A</span> <span class="title-words">Tables</span>',
        '<p class="admonition-title">Mind</p>',
        "Words two.",
        '<figcaption><span class="label">Figure 1.1</span> A weir.</figcaption>',
        '<figcaption><span class="label">Figure 1.2</span> A plot.</figcaption>',
        has_not=("secret", "include_graphics", "echo", "@fig"),
        codes="E003 M235",
    ),
    folder(
        "Obsidian",
        {
            "1 Start.md": """---
tags: [book]
aliases: [Begin]
---
# Start

See [[2 Next]], [[2 Next#Part two|the part]] and ![[x.png|100]].

> [!quote]- Folded
> Body.

%% a private
comment %%

==marked== and a block ^quay

![[2 Next#Part two]]
""",
            "2 Next.md": "# Next\n\n## Part two\n\nText.\n",
            "x.png": PICTURE,
        },
        'href="next.xhtml#next">2 Next</a>',
        'href="next.xhtml#next.part-two">the part</a>',
        'style="width: 100px"',
        "<mark>marked</mark>",
        '<p class="admonition-title">Folded</p>',
        has_not=("private", "[[", "%%", "==", "^quay"),
        codes="M085",
    ),
    folder(
        "a folder names what is no chapter",
        {
            "book/ch1.md": "# The Lock\n\nA lock.\n",
            "book/CHANGELOG.md": "# Changes\n\nNothing yet.\n",
            "book/gates/README.md": "# Gates\n\nA gate.\n",
        },
        "<p>A lock.</p>",
        has_not=("Nothing yet", "A gate"),
    ),
)

MKDOCS = folder(
    "MkDocs: snippets, keys, emoji, edits, attributes, Markdown in HTML",
    {
        "mkdocs.yml": """site_name: Weirs
nav: [index.md]
markdown_extensions:
  - pymdownx.snippets:
      base_path: [parts]
      auto_append: [parts/abbr.md]
plugins: [search, macros]
extra: {version: "1.2"}
""",
        "parts/abbr.md": "*[HTML]: Hyper Text\n",
        "parts/part.md": 'A part.\n\n--8<-- "inner.md"\n',
        "parts/inner.md": "An inner part.\n",
        "parts/x.py": "x = 1\n",
        "docs/x.png": PICTURE,
        "docs/index.md": """# Home

Icon :material-account:{ .big } and :smile:. ++ctrl+"My Key"++

{--out--}{++in++}{==hi==}{>>aside<<} {~~old~>new~~}

--8<-- "part.md"

--8<--
inner.md
--8<--

--8<-- "nowhere.md"

```py linenums="1"
--8<-- "x.py"
```

![Pic](x.png){ width="100" }
/// caption
Of it
///

<figure markdown="span">
  ![Two](x.png){ width="300" }
  <figcaption>Cap</figcaption>
</figure>

<div class="grid" markdown>

- *card*

</div>

A paragraph.
{: .lead #here }

Text(1)
{ .annotate }

Version {{ extra.version }}{# hidden #} {% raw %}{{ kept }}{% endraw %}. HTML.

![](x.png#only-dark)

See [there](#here) and [ref].

[ref]: https://example.org
""",
    },
    "😄",
    '<span class="kbd">My Key</span>',
    '<s>out</s><span class="underline">in</span><mark>hi</mark>',
    '<s>old</s><span class="underline">new</span>',
    "<p>A part.</p> <p>An inner part.</p> <p>An inner part.</p> <pre",
    '<span class="line-number">1 </span>x = ',
    "<figcaption>Of it</figcaption>",
    'alt="Two"/> <figcaption>Cap</figcaption>',
    "<li><em>card</em></li>",
    '<p>A paragraph. <span id="here"></span></p>',
    "Version 1.2 {{ kept }}.",
    '<abbr title="Hyper Text">HTML</abbr>',
    '<a class="address" href="https://example.org">ref</a>',
    has_not=("8<", "aside", "hidden", "{:", "annotate", ".lead", "include", "{ ."),
    codes="M120 M290",
)

LEANPUB = folder(
    "Leanpub: code in files, index, formulas, notes at the end, hidden lines",
    {
        "manuscript/Book.txt": "one.md\n",
        "manuscript/code/x.rb": 'puts "file"\n',
        "manuscript/one.md": """{id: ch1}
# Chapter One {#chap}

![Code](code/x.rb)

{#par}
A paragraph{i: "weirs!low"}. See [one](#chap), [two](#ch1), [three](#par).

A note[^^2] and `x^2`$ and {$$}a^2{/$$}.

[^^2]: At the end.

{$$}
b^2
{/$$}

{title: "Heights"}
| a | b |
|---|---|
| 1 | 2 |

{quiz, id: q1}
? What?
{/quiz}

{poem}
line one
  line two
{/poem}

%% a private line

{comment}
another
{/comment}

```ruby
a
{leanpub-start-insert}
b
{leanpub-end-insert}
```

# Chapter Two

Words.
""",
    },
    '<p class="listing-file"><code>Code</code></p>',
    "puts",
    'class="index-mark"',
    'href="chap.xhtml#chap">one</a>, <a class="reference" href="chap.xhtml#ch1">two<',
    "<p>At the end.</p>",
    'alttext="x squared"',
    'display="block" alttext="b squared"',
    "<caption>Heights</caption>",
    "<p>? What?</p>",
    '<span class="line indent-1">line two</span>',
    '<span class="label">Chapter 2</span> <span class="title-words">Chapter Two',
    has_not=(
        "private",
        "another",
        "{quiz",
        "{poem",
        "leanpub-",
        "$$",
        "{i:",
        "^^",
        "<span></span>",
    ),
    codes="M290 X070",
)

BOOKDOWN = folder(
    "bookdown: captions by reference, environments between signs",
    {
        "_bookdown.yml": "rmd_files: [index.Rmd]\n",
        "x.png": PICTURE,
        "index.Rmd": r"""---
title: Weirs
lang: en
---

# One {#one}

(ref:cap-a) A *low* weir, see \@ref(fig:a).

```{r a, fig.cap='(ref:cap-a)', echo=FALSE}
knitr::include_graphics("x.png")
```

$$
\begin{equation}
a = b
(\#eq:e)
\end{equation}
$$

Figure \@ref(fig:a), equation \@ref(eq:e).

```{asis, echo=TRUE}
::: {.box}
As *it* is.
:::

<p>In HTML.</p>
```

After it.
""",
    },
    "A <em>low</em> weir, see <a ",
    '<div id="eq-e" class="equation">',
    '<a class="reference" href="one.xhtml#fig-a">1',
    "<p>As <em>it</em> is.</p></div> <p>In HTML.</p></div> <p>After it.</p>",
    has_not=("(ref:", "@ref", "(#eq", "$$"),
)

INCLUDED = folder(
    "an included file's links and abbreviations",
    {
        "book.toml": f'{NATIVE}[contents]\nbody = ["a.md"]\n',
        "a.md": "# A\n\n{{< include _b.md >}}\n\nAfter [ref], HTML.\n\n"
        "[ref]: https://example.org\n",
        "_b.md": "In [ref].\n\n[ref]: https://example.com\n\n*[HTML]: Hyper Text\n",
    },
    'In <a class="address" href="https://example.com">ref</a>.',
    'After <a class="address" href="https://example.org">ref</a>, <abbr title="Hyper',
)

HUGO = folder(
    "Hugo: boxes in one line, formulas, attributes, marks shown as they are",
    {
        "hugo.toml": 'title = "Weirs"\nlanguageCode = "en"\n',
        "content/docs/_index.md": """---
title: Docs
---
{{< expand "More" >}}Inner *words*{{< /expand >}}

After it.

{{< note >}}Mind it.{{< /note >}}

{{% alert title="Danger!" %}} This is over
two lines. {{% /alert %}}

{{< katex display >}}
x^2
{{< /katex >}}

In {{< katex >}}y^2{{< /katex >}}. A {{< tooltip text="tip words" >}}.

A paragraph.
{.lead #here}

{{</* kept */>}}
""",
    },
    '<p class="admonition-title">More</p> <p>Inner <em>words</em></p></div> <p>After',
    "<p>Mind it.</p></div>",
    '<p class="admonition-title">Danger!</p> <p>This is over two lines.</p></div>',
    'display="block" alttext="x squared"',
    'alttext="y squared"',
    "A tip words.",
    "<code>{{&lt; kept &gt;}}</code>",
    has_not=(":::", "$", "{.lead", "katex"),
    codes="M290",
)

JEKYLL = folder(
    "Jekyll: pictures from the root, kramdown's comments, words of inclusions",
    {
        "_config.yml": "title: Weirs\nlang: en\n",
        "assets/x.png": PICTURE,
        "_includes/figure.html": "<img>",
        "docs/a.md": """---
title: Home
---
![One]({{ site.baseurl }}/assets/x.png) and ![Two](/assets/x.png).

{::comment}
A private word.
{:/comment}

{% include figure.html src="/assets/x.png" caption="Of *it*" %}

{% include note.html content="Kept words." %}
""",
    },
    'alt="One"',
    'alt="Two"',
    "Kept words.",
    has_not=("private", "{%", "content="),
    codes="M290",
)

ADMONISH = folder(
    "mdBook: admonitions in fences, notes and unknown marks of plugins",
    {
        "book.toml": '[book]\ntitle = "Weirs"\nlanguage = "en"\n',
        "src/SUMMARY.md": "# Summary\n\n- [One](a.md)\n",
        "src/b.md": "Included.\n",
        "src/a.md": """# One

```admonish warning title="Deep water"
Not *here*.

- list
```

- item

  ~~~admonish
  In it.
  ~~~

{{ #include b.md }}

A word.{{footnote: At the foot.}}

{{#quiz x.toml}}
""",
    },
    '<p class="admonition-title">Deep water</p> <p>Not <em>here</em>.</p> <ul',
    "<p>In it.</p>",
    "<p>Included.</p>",
    "<p>At the foot.</p>",
    has_not=("admonish", "{{footnote", "title="),
    codes="M030",
)

PLUGINS = folder(
    "Obsidian: queries and admonitions in fences",
    {
        ".obsidian/app.json": "{}",
        "a.md": """# One

```dataview
TABLE file.name
```

```ad-note
title: Mind it
collapse: open
Words of *it*.
```

> ```ad-tip
> In a quotation.
> ```

End.
""",
    },
    '<p class="admonition-title">Mind it</p> <p>Words of <em>it</em>.</p>',
    "<p>In a quotation.</p>",
    "<p>End.</p>",
    has_not=("TABLE", "collapse", "ad-"),
    codes="M290",
)

SHORTCODES = folder(
    "Quarto: shortcodes, numbers alone, conditions by profile",
    {
        "_quarto.yml": "book:\n  title: Weirs\n  chapters: [index.qmd]\nlang: en\n",
        "_variables.yml": "email:\n  info: a@example.org\n",
        "x.png": PICTURE,
        "index.qmd": """# One

![Low](x.png){#fig-a}

Write to {{< var email.info >}}, press {{< kbd Ctrl-P >}} {{< fa star >}}, as in
fig. -@fig-a. A well-@known word.

{{< video https://example.org/v >}}

[Hidden]{.content-hidden when-format="epub"}

::: {.content-visible when-profile="advanced"}
For some.
:::

End.
""",
    },
    "Write to",
    "a@example.org",
    '<span class="kbd">Ctrl-P</span>',
    'fig. <a class="reference" href="index.xhtml#fig-a">1</a>',
    'href="https://example.org/v"',
    has_not=("{{", "For some", "Hidden", "-@fig", "<p></p>"),
    codes="M290",
)

RIGHT_TO_LEFT = (
    Row(
        "Arabic: contents, code, notes and lists",
        {
            "book.toml": 'title = "كتاب"\nlanguage = "ar"\nauthors = ["ليلى"]\n'
            '[contents]\nfront = ["contents"]\nbody = ["a.md"]\n',
            "a.md": "# فصل\n\nقال رجل إلى البحر.[^1] استعمل `ls -l` هنا.\n\n1. أولا\n"
            "2. ثانيا\n\n```sh\ngit clone X $\n```\n\n[^1]: حاشية.\n",
        },
        (
            '<pre class="listing highlighted" dir="ltr">',
            '<code dir="ltr">ls <span class="unbroken">-l</span></code>',
            "حاشية.",
        ),
        (),
    ),
)

RELATIVES = (
    one(
        "a caption directly below a pipe table, in a list too",
        """# Weirs

| a | b |
|---|---|
| c | d |
Table: Two *weirs* {#tbl-w}

- | e | f |
  |---|---|
  | g | h |
  Table: In a list

See @tbl-w.
""",
        '<caption><span class="label">Table 1</span> Two <em>weirs</em></caption>',
        "<caption>In a list</caption>",
        has_not=("<td>Table:",),
    ),
    folder(
        "a note of two chapters in one file",
        {
            "a.md": "---\ntitle: Weirs\nauthor: A\nlang: en\n---\n\n"
            "# Ford\n\nX.[^1]\n\n[^1]: The same note, see[^2].\n\n"
            "[^2]: Another.\n\n# Mill\n\nY.[^1]\n"
        },
        'id="ford.note-1"',
        'id="mill.note-1"',
        'id="mill.note-2"',
        has_not=('<a class="note-call">',),
    ),
    folder(
        "what Quarto shows in no format",
        {
            "_quarto.yml": "project:\n  type: book\nbook:\n  title: Weirs\n"
            "  author: A\n  chapters: [index.qmd]\nlang: en\n",
            "index.qmd": "# Weirs\n\n::: {.hidden}\nprivate\n:::\n\n"
            "There are `r nrow(x)` of `{python} len(x)`.\n",
        },
        "<p>There are",
        has_not=("private",),
        codes="M133 M290",
    ),
    folder(
        "highlighted code in a line of Jekyll's",
        {
            "_config.yml": "title: Weirs\nlang: en\n",
            "a.md": "# Weirs\n\n"
            "So {% highlight ruby %}puts 1{% endhighlight %} it is.\n\n"
            "{% highlight py %}\nprint(1)\n{% endhighlight %}\n",
        },
        "<p>So <code>puts 1</code> it is.</p>",
        '<code class="language-py">',
        has_not=("rubyputs", "```"),
    ),
    folder(
        "marks of Obsidian's comments in formulas and comments of HTML",
        {
            ".obsidian/app.json": "{}",
            "a.md": "---\nlang: en\n---\n# Weirs\n\n$$\nx\n%% y\n$$\n\n"
            "<!-- %% --> seen %% private\n\nprivate %% seen too\n",
        },
        "seen",
        "seen too",
        has_not=("private",),
    ),
    one(
        "marks and comments that no one reads",
        """# Weirs

!!! note "Mind the step"

{>>ask<<} and {% if dry %}

% to do

:: note

![x][[y]]
""",
        "!!! note",
        codes="M294 M295 M296",
    ),
    one(
        "a quotation within two others",
        '# Weirs\n\n"She said \'he said "no" to me\' today."\n',
        '<span class="opening-marks">“</span>She said ‘he said “no” to me’ today.”',
    ),
)

SCENES = (
    "~*~",
    "~ * ~",
    "-=-=-",
    "~ ~ ~",
    "<center>***</center>",
    '<p align="center">* * *</p>',
    "### * * *",
    "## ***",
    "**\\***",
    "**\\*\\*\\***",
    "<p>***</p>",
    "❦ ❦ ❦",
)
PAGES = (
    "***pagebreak***",
    "{{pagebreak}}",
    "[page break]",
    "[NEWPAGE]",
    "[[PAGEBREAK]]",
    "{newpage}",
    "+++pagebreak+++",
    "%pagebreak%",
    "==pagebreak==",
    "#pagebreak()",
    "<pagebreak />",
    "<mbp:pagebreak />",
    '<br style="page-break-before: always">',
    '<br clear="all" style="page-break-before:always" />',
    '<span style="page-break-after: always"></span>',
    '<div class="page-break-before"></div>',
    '<p style="page-break-after: always">&nbsp;</p>',
    '<div style="break-after:page"><br></div>',
    "`\\newpage`{=latex}",
    "`\\clearpage`{=tex}",
)
CONTENTS_MARKS = (
    "[TOC]",
    "[toc]",
    "[[_TOC_]]",
    "[[toc]]",
    "{{toc}}",
    "${toc}",
    "@[toc]",
)

MARKS = (
    folder(
        "pandoc's metadata of an EPUB, and tabs after keys",
        {
            "a.md": "---\ntitle:\n- type: main\n  text: Weirs\n- type: subtitle\n"
            "  text: Low ones\ncreator:\n- role: author\n  text: Ann Lee\n"
            "lang:\ten\n---\n# One\n\nX.\n\n# Two\n\nY.\n",
        },
        '<dc:title id="title">Weirs</dc:title>',
        '<dc:title id="subtitle">Low ones</dc:title>',
        "Ann Lee</dc:creator>",
        "<dc:language>en</dc:language>",
    ),
    one(
        "scene breaks of exports and of novels",
        "# Weirs\n\n"
        + "\n\n".join(f"Scene {n}.\n\n{mark}" for n, mark in enumerate(SCENES))
        + "\n\nThe end.\n",
        *(f"<p>Scene {n}.</p> <hr " for n in range(len(SCENES))),
        has_not=("*", "~", "<h2", "<dl", "="),
    ),
    one(
        "blank paragraphs of HTML",
        "# Weirs\n\nOne.\n\n<p>&nbsp;</p>\n\nTwo.\n\n<br>\n<br>\n\nThree.\n",
        '<p>One.</p> <hr class="scene-break blank"/> <p>Two.</p> <hr class="scene-',
    ),
    one(
        "page breaks of other programs",
        "# Weirs\n\n"
        + "\n\n".join(f"{mark}\n\nPage {n}." for n, mark in enumerate(PAGES)),
        *(
            f'<div class="page-break"></div> <p>Page {n}.</p>'
            for n in range(len(PAGES))
        ),
        has_not=("break", "NEW", "new", "&lt;", "%", "="),
    ),
    one(
        "a hashtag is no page break",
        "# Weirs\n\n#pagebreak and #newpage\n\n#pagebreak\n",
        "#pagebreak",
        "#newpage",
        codes="M294",
    ),
    one(
        "marks for a page's contents",
        "# Weirs\n\n" + "\n\n".join(CONTENTS_MARKS) + "\n\nWords.\n",
        "<p>Words.</p>",
        has_not=("TOC", "toc"),
    ),
    one(
        "attributes after what is marked, code and calls of notes",
        "# Weirs\n\nA *low*{.old}, **grey**{#grey} `x`{.py} weir[^a]{.side}, "
        "==wet=={: .blue}. See [it](#grey).\n\n[^a]: A note.\n",
        '<em class="old">low</em>',
        "<strong id=",
        has_not=("{",),
    ),
    one(
        "definitions of images with sizes, as MultiMarkdown has them",
        "# Weirs\n\n![A *weir*][w] and ![][v].\n\n[w]: x.png width=40%\n"
        '[v]: x.png "Title" width=200px height=100px\n',
        'style="width: 40%"',
        "width: 200px",
        'title="Title"',
        has_not=("][", "width="),
        codes="M085",
        x_png=PICTURE,
    ),
    one(
        "images within the text, as Google Docs exports them",
        "# **Weirs**\n\nA \\- dash.\n\n![A dot][image1]\n\n"
        "![Same](data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAAB"
        "AAEAAAIBRAA7)\n\n"
        '<img src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAAB'
        'AAEAAAIBRAA7" alt="Third">\n\n'
        "[image1]: <data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ"
        "AAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==>\n",
        'alt="A dot"',
        'alt="Same"',
        'alt="Third"',
        has_not=("base64",),
    ),
    one(
        "formulas of GitHub, and labels within dollars",
        "# Weirs\n\nA $`x^2`$ and \\( y \\) and \\( a^2 \\).\n\n```math\na = b\n```\n\n"
        "$$\nc = d \\label{eq:one}\n$$\n\nSee @eq:one.\n",
        'alttext="x squared"',
        'alttext="y"',
        'alttext="a squared"',
        'display="block" alttext="a equals b"',
        'display="block" alttext="c equals d"',
        "Equation 1",
        has_not=("label", "`"),
    ),
    one(
        "ruby of HTML, pictures with sources, an SVG among paragraphs",
        "# Weirs\n\n<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</rt></ruby> "
        'and <b>x</b>.\n\n<picture>\n<source srcset="y.webp">\n'
        '<img src="x.png" alt="A weir">\n</picture>\n\n<svg width="9">\n'
        '<path d="M0"/>\n<g>\n<text x="1">Low</text>\n</g>\n</svg>\n',
        "<ruby>漢<rt>かん</rt></ruby><ruby>字<rt>じ</rt></ruby>",
        'alt="A weir"',
        "Low",
        has_not=("(", "&lt;", "text x"),
        codes="M018",
        x_png=PICTURE,
    ),
)

TEX_RELATIVES = (
    one(
        "TeX: marks that no letter has are characters",
        "# Weirs\n\nIn Rust \\u{e9}, \\r{x} and \\c{q}.\n",
        "\\u{e9}",
        "\\r{x}",
        "\\c{q}",
        codes="M193",
    ),
    one(
        "TeX: groups, arguments that are words, accents, lengths, definitions",
        r"""# Weirs

{\em One}, {\bf two}, {\small three} and \textcolor{red}{four}.

Caf\'{e}, na\"{\i}ve, Fran\c{c}ois, \v{S}umava.

\vskip 1em
\parindent=0pt
\newcommand{\foo}[1]{\emph{#1}}
\def\bar{Baz}
A \hyperref[low]{link}, \hypertarget{low}{here}, \hyperlink{low}{back}\footnotemark[1].

\lettrine{O}{nce upon} a time, \newthought{in the} hills\marginpar{At the side.}.
""",
        "<em>One</em>, <strong>two</strong>, three and four.",
        "Café, naïve, François, Šumava.",
        ">link</a>",
        ">back</a>",
        "Once upon a time, in the hills",
        "<p>At the side.</p>",
        has_not=("{", "}", "\\", "red", "1em", "0pt", "Baz", "#1", "[1]"),
        codes="M192",
    ),
    one(
        "TeX: headings on lines of their own",
        "\\chapter{Weirs}\\label{ch:weirs}\n\n\\section{Low \\emph{water}}\n\n"
        "Words.\n\n\\subsection*{Lower}\n\nSee \\hyperref[ch:weirs]{it}.\n",
        '<span class="title-words">Weirs</span>',
        "Low <em>water</em></h2>",
        ">Lower</h3>",
        has_not=("\\", "{"),
    ),
)

TABLE_RELATIVES = (
    one(
        "a multiline table of one row, and rows that Org draws",
        """# Weirs

-------------------------------
Place     Feet  Said of it
-------- ----- ----------------
Ford        12 A low weir, and
               an old one.

-------------------------------

| One | Two   |
|-----+-------|
| my  | table |
""",
        "A low weir, and an old one.",
        '<th scope="col">One</th>',
        "<td>table</td>",
        has_not=("---", "|", "+"),
    ),
)

MYST_FILES = {
    "index.md": """---
title: Home
---
(low)=
# Home

:::{note .dropdown open=true}
Words *x*.
:::

```{admonition} Mind it
:class: tip
Deep.
```

```{figure} x.png
:name: weir
:alt: A weir
Cap *x*
```

See {ref}`weir`, {numref}`Figure %s <weir>`, {ref}`here <low>`, {doc}`a`, [](#weir),
{math}`x^2`, {kbd}`Ctrl`, {term}`Ford`, H{sub}`2`O and `{ref}` a role.

% private

+++

````{tab-set}
```{tab-item} Mac
On a Mac.
```
````

```{code-block} python
:linenos:
y = 1
```

```{math}
:label: one
c = d
```

In {eq}`one`.

```{list-table} Heights
:header-rows: 1
:name: heights
* - Place
  - Feet
* - Ford
  - 12
```

```{glossary}
Ford
  Shallow.
```

```{epigraph}
Said.

-- Ann
```

```{swagger} Kept words
And these.
```

```{toctree}
a
```
""",
    "a.md": "# Aye\n\nText.\n",
    "b.md": "# Bee\n\nMore.\n",
    "x.png": PICTURE,
}
_MYST_HAS = (
    '<div class="admonition note"',
    '<p class="admonition-title">Mind it</p>',
    '<figcaption><span class="label">Figure 1.1</span> Cap <em>x</em></figcaption>',
    'Figure <a class="reference" href="low.xhtml#fig-weir">1.1</a>',
    'href="low.xhtml#low">here</a>',
    'alttext="x squared"',
    '<span class="kbd">Ctrl</span>',
    "H<sub>2</sub>O and <code",
    "<strong>Mac</strong>",
    'display="block" alttext="c equals d"',
    '<span class="label">Table 1.1</span> Heights</caption>',
    "<dd>Shallow.</dd>",
    '<p class="attribution">Ann</p>',
    "Kept words",
    "And these.",
    "<p>Text.</p>",
    "<p>More.</p>",
)
_MYST_HAS_NOT = (
    "{no",
    "private",
    ":linenos",
    "toctree",
    ":::",
    "```",
    "+++",
    ":class:",
)
MYST = tuple(
    folder(
        f"MyST, by {name}",
        {**MYST_FILES, **files},
        *_MYST_HAS,
        *has,
        has_not=_MYST_HAS_NOT,
        codes="M290",
    )
    for name, files, has in (
        (
            "myst.yml",
            {
                "myst.yml": "version: 1\nproject:\n  title: Weirs\n  language: en\n"
                "  authors: [{name: Ann Lee}]\n  toc:\n    - file: index.md\n"
                "    - title: On rivers\n      children:\n        - file: b.md\n"
                "    - file: a\n",
            },
            ('<span class="label">Part I</span> <span class="title-words">On rivers',),
        ),
        (
            "_toc.yml",
            {
                "_toc.yml": "format: jb-book\nroot: index\nparts:\n"
                "  - caption: On rivers\n    chapters:\n      - file: b\n"
                "  - chapters:\n      - file: a\n",
                "_config.yml": "title: Weirs\nauthor: Ann Lee\nlanguage: en\n",
            },
            ('<span class="label">Part I</span> <span class="title-words">On rivers',),
        ),
        (
            "conf.py",
            {
                "conf.py": 'project = "Weirs"\nlanguage = "en"\n'
                'extensions = ["myst_parser"]\n',
                "a.md": "# Aye\n\nText.\n\n```{toctree}\nThe bee <b>\n```\n",
            },
            (),
        ),
    )
)

PROJECT_RELATIVES = (
    folder(
        "Hugo: addresses of pages, files that code has its name from",
        {
            "hugo.toml": 'title = "Weirs"\nlanguageCode = "en"\n',
            "content/docs/_index.md": "---\ntitle: Docs\n---\n[Low](/docs/tides/#low), "
            '[all][t], [up](/).\n\n```go {file="x.html"}\ny\n```\n\n[t]: /docs/tides\n',
            "content/docs/tides.md": "---\ntitle: Tides\n---\n## Low\n\n[Up](/docs/)\n",
        },
        'href="tides.xhtml#tides.low">Low</a>',
        'href="tides.xhtml#tides">all</a>',
        '<p class="listing-file"><code>x.html</code></p>',
        codes="X002",
    ),
    folder(
        "Jekyll: addresses of pages, collections and posts",
        {
            "_config.yml": "title: Weirs\nlang: en\ncollections: [chapters]\n",
            "index.md": "---\ntitle: Home\n---\n[A](/chapters/aye/), "
            "[b](/docs/b.html#x), "
            "[post](/2020/01/02/post.html).\n",
            "_chapters/Aye.md": "---\ntitle: Aye\n---\nText.\n",
            "docs/b.md": "---\ntitle: Bee\n---\n## X\n\n[home](/)\n",
            "_posts/2020-01-02-post.md": "---\ntitle: Post\n---\nText.\n",
        },
        'href="aye.xhtml#aye">A</a>',
        'href="b.xhtml#b.x">b</a>',
        ">post</a>",
        ">home</a>",
    ),
    folder(
        "GitBook: a glossary's terms, variables of a page, emoji",
        {
            "book.json": '{"title": "Weirs", "language": "en"}',
            "README.md": "# Intro\n\nIn {{ file.path }} :smile:.\n",
            "SUMMARY.md": "# Summary\n\n* [A](a.md)\n",
            "a.md": '# A\n\nText.\n\n[import:2-2, title:"Two"](x.js)\n',
            "x.js": "one\ntwo\nthree\n",
            "GLOSSARY.md": "## Weir\nA low dam.\n\n## Ford\n\nShallow.\n\nOld.\n",
        },
        '<span class="title-words">Glossary</span>',
        "<dt>Ford</dt> <dd>",
        "Shallow.",
        "<p>In 😄.</p>",
        '<p class="listing-file"><code>Two</code></p>',
        ">two<",
        has_not=("{{", "##"),
        codes="M290",
    ),
    folder(
        "Leanpub: a title page before the front matter, pictures in resources",
        {
            "manuscript/Book.txt": "title.md\nfrontmatter:\npreface.md\nmark.txt\n"
            "one.md\n",
            "manuscript/title.md": "# A title\n\nWords first.\n",
            "manuscript/preface.md": "# Preface\n\nBefore it.\n",
            "manuscript/mark.txt": "{mainmatter}\n",
            "manuscript/one.md": "# One\n\n![Low](images/x.png)\n\nC> Centred.\n\n"
            'G> Generic.\n\n{caption: "Heights"}\n| a | b |\n|---|---|\n| c | d |\n\n'
            "A ____low____ :rocket:.\n\n{discussion}\nTalk.\n{/discussion}\n",
            "manuscript/resources/images/x.png": PICTURE,
        },
        'alt="Low"',
        '<div class="group center"><p>Centred.</p></div>',
        "<p>Generic.</p>",
        "<caption>Heights</caption>",
        '<span class="underline">low</span> 🚀.',
        '<span class="label">Chapter 1</span> <span class="title-words">One</span>',
        has_not=("G&gt;", "{discussion", "____"),
        codes="M290",
    ),
    folder(
        "MkDocs: icons at the head of items, languages of code in a line",
        {
            "mkdocs.yml": "site_name: Weirs\nnav: [index.md]\ntheme: {language: en}\n",
            "docs/index.md": '# Home\n\n<div class="grid cards" markdown>\n\n'
            "-   :material-clock:{ .lg } __Quick__\n\n    ---\n\n    Kept words.\n\n"
            "-   Second\n\n</div>\n\n[Press](javascript:x)\n\n```md\n"
            "        ```\n        x\n        ```\n```\n\n!!! note\n\n    In it.\n\n"
            "Run `#!python x = 1` now.\n",
        },
        "<p><strong>Quick</strong></p> <hr ",
        "<p>Kept words.</p>",
        "x = 1</code> now.",
        "<p>Press</p>",
        "<p>In it.</p>",
        has_not=("#!", "---", "!!!"),
        codes="M020 M290",
    ),
    folder(
        "Jekyll: what a page says of itself",
        {
            "_config.yml": "title: Weirs\nlang: en\n",
            "a.md": '---\ntitle: "Low water"\nby: Ann\n---\n# {{ page.title }}\n\n'
            "By {{ page.by }}, *old*{: .x} :smile:.\n",
        },
        '<span class="title-words">Low water</span>',
        '<p>By Ann, <em class="x">old</em> 😄.</p>',
        has_not=("{", "<hr"),
    ),
    folder(
        "bookdown: marks of parts behind a chapter, appendices in one file",
        {
            "_bookdown.yml": "delete_merged_file: true\n",
            "index.Rmd": "---\ntitle: Weirs\nlang: en\n---\n# Preface {-}\n\nHello.\n",
            "01.Rmd": "# One\n\n# Empty\n\nFirst.\n\n```r\n# (PART) none {-}\n```\n\n"
            "# (PART) Rivers {-}\n",
            "02.Rmd": "# Two\n\nSecond.\n\n# (APPENDIX) Appendix {-}\n",
            "03.Rmd": "# Tables\n\nx\n\n# More\n\ny\n",
        },
        '<span class="label">Chapter 1</span> <span class="title-words">One</span>',
        '<span class="title-words">Empty</span>',
        '<span class="label">Part I</span> <span class="title-words">Rivers</span>',
        '<span class="label">Chapter 3</span> <span class="title-words">Two</span>',
        '<span class="label">Appendix A</span> <span class="title-words">Tables</span>',
        '<span class="label">Appendix B</span> <span class="title-words">More</span>',
    ),
    folder(
        "Longform: the only novel below a vault",
        {
            ".obsidian/app.json": "{}",
            "Journal.md": "---\nlang: en\n---\nPrivate.\n",
            "novel/index.md": "---\nlang: en\nlongform:\n  format: scenes\n"
            "  title: Weirs\n  sceneFolder: Scenes\n  scenes: [Two, One]\n---\n",
            "novel/Scenes/One.md": "Words one.\n",
            "novel/Scenes/Two.md": "Words two.\n",
        },
        "<p>Words two.</p>",
        "<p>Words one.</p>",
        has_not=("Private",),
    ),
    folder(
        "Quarto: errors that a notebook kept",
        {
            "_quarto.yml": "book:\n  title: Weirs\n  chapters: [index.qmd, a.ipynb]\n"
            "lang: en\n",
            "index.qmd": "# One\n\nText.\n",
            "a.ipynb": '{"cells": [{"cell_type": "markdown", "source": ["# Two"]}, '
            '{"cell_type": "code", "source": ["f()"], "outputs": [{"output_type": '
            '"error", "ename": "NameError", "evalue": "no f", "traceback": '
            '["\\u001b[31mNameError\\u001b[0m: no f"]}]}], "metadata": {}, '
            '"nbformat": 4, "nbformat_minor": 5}',
        },
        "NameError: no f",
    ),
)

ROWS = (
    *TABLES,
    *RELATIVES,
    *BREAKS,
    *RAW,
    *WORDS,
    *HEADS,
    *REFERENCES,
    *PROJECTS,
    MKDOCS,
    LEANPUB,
    BOOKDOWN,
    INCLUDED,
    HUGO,
    JEKYLL,
    ADMONISH,
    PLUGINS,
    SHORTCODES,
    *RIGHT_TO_LEFT,
    *MARKS,
    *TEX_RELATIVES,
    *TABLE_RELATIVES,
    *MYST,
    *PROJECT_RELATIVES,
)
