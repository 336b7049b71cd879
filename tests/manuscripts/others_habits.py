"""Habits of typists, word processors and note programs, with what readers find.

Rows as in `others_markdown.py`: what no program's manual teaches, and what exports,
pasted text and hands used to another notation leave in a manuscript.
"""

from __future__ import annotations

from tests.manuscripts.others_markdown import NATIVE, PICTURE, Row, folder, one

_GERMAN = NATIVE.replace('"en"', '"de"')

TYPING = (
    folder(
        "metadata in JSON, with a byte order mark and CRLF",
        {
            "a.md": '\ufeff{\r\n\t"title": "Le \\"phare\\"",\r\n\t"author": '
            '["Anne Roy", "Bo Ek"]\r\n}\r\n\r\nTexte.\r\n'
        },
        ">Le “phare”</dc:title>",
        ">Bo Ek</dc:creator>",
        "<p>Texte.</p>",
        has_not=("{", "author"),
    ),
    folder(
        "metadata in JSON between semicolons",
        {"a.md": ';;;\n{"title": "Low", "lang": "fr"}\n;;;\n\nTexte.'},
        ">Low</dc:title>",
        "<p>Texte.</p>",
        has_not=(";;;", "lang"),
    ),
    folder(
        "metadata of MultiMarkdown",
        {
            "a.md": "Title:    The Tower\nAuthor:   Eva Holm\n   and Son\n"
            "Date: 2024\n\nText: none.\n"
        },
        ">The Tower</dc:title>",
        ">Eva Holm and Son</dc:creator>",
        "<p>Text: none.</p>",
        has_not=("Author:",),
    ),
    one(
        "a text that begins with braces or with a colon is no metadata",
        '{ "low": 1 }\n\nDear Ann: no.\n',
        "<p>{ “low”: 1 }</p>",
        codes="M161",
    ),
    one(
        "a line of tags of HackMD",
        "# Weirs\n\n###### tags: `a` `b`\n\n> ######tags: c\n\nLow.\n#### tags: d\n",
        "<p>Low.</p>",
        has_not=("tags",),
    ),
    one(
        "signs of Japanese, Korean and web novels are scene breaks",
        "# Weirs\n\na\n\n◆\n\nb\n\n＊　　＊　　＊\n\nc\n\n※\n\nd\n\n"
        "oOo\n\ne\n\n~\n\nf\n\n-o-\n\ng\n\n■\n\nh ◆ i\n",
        '<p>a</p> <hr class="scene-break"/> <p>b</p> <hr class="scene-break"/>',
        '<p>g</p> <hr class="scene-break"/> <p>h ◆ i</p>',
        has_not=("oOo", "＊", "※", "■", "-o-"),
    ),
    one(
        "links to headings with their capitals, as on GitHub",
        "# Weirs\n\nSee [a](#The-Ford) and [b](#the-ford).\n\n## The Ford\n\nLow.\n",
        'href="a.xhtml#a.the-ford">a</a>',
        'href="a.xhtml#a.the-ford">b</a>',
    ),
    one(
        "quotation marks and code of German and French TeX",
        "# Weirs\n\nEr: \\glqq Ja\\grqq{} und \\flqq Non\\frqq, \\verb|a_b*| "
        "und C:\\verb\\x.\n",
        "<p>Er: „Ja“ und «Non», <code>a_b*</code> ",
    ),
    one(
        "a width behind a bar, and a number that is the alt text",
        "# Weirs\n\n![A quay|100](p.png)\n\n![1984](p.png)\n",
        'alt="A quay"',
        'alt="1984"',
        has_not=("|100",),
        p_png=PICTURE,
    ),
    one(
        "a template of a wiki is no ruby",
        "# Weirs\n\n{{Low|x}} and {漢字|かんじ}.\n",
        "<p>{{Low|x}} and <ruby>",
    ),
    one(
        "cells between tabs are reported",
        "# Weirs\n\nPlace\tFeet\tYear\nFord\t3\t1921\n\n"
        "- a\tb\n  c\td\n  e\tf\n\nx\ty\nz\tw\n",
        codes="M190",
    ),
)

FOLDERS = (
    folder(
        "Markdown by any suffix is a chapter; other texts are named",
        {
            "1.markdown": "# Low\n\nOne.\n",
            "2.mdx": "# Ford\n\nTwo, see [four](4.mkd) and [one](/1.html).\n",
            "3.qmd": "# Mill\n\nThree.\n",
            "4.mkd": "# Lock\n\nFour.\n",
            "5.Rmd": "# Weir\n\nFive.\n",
            "notes.txt": "Six.\n",
        },
        "<p>One.</p>",
        "<p>Two, see <a",
        ">four</a> and <a",
        ">one</a>",
        "<p>Three.</p>",
        "<p>Four.</p>",
        "<p>Five.</p>",
        has_not=("Six",),
    ),
    folder(
        "pictures and links by their paths from the folder of the book",
        {
            "a.md": "# Low\n\n![A quay](/images/quay.png?raw=true)\n\n"
            "[b](/sub/b.md#ford)\n",
            "sub/b.md": "# Mill\n\n"
            'A <img src="/images/quay.png" alt="Stone">\n\n## Ford\n',
            "images/quay.png": PICTURE,
        },
        'alt="A quay"',
        'alt="Stone"',
        'href="b.xhtml#b.ford">b</a>',
    ),
    folder(
        "Hugo: pictures of “static” in a site of several languages",
        {
            "hugo.toml": 'defaultContentLanguage = "en"\n[languages.en]\n'
            "[languages.fr]\n",
            "content/en/a.md": "---\ntitle: Low\n---\n![A quay](/images/quay.png)\n",
            "content/fr/a.md": "---\ntitle: Bas\n---\nNon.\n",
            "static/images/quay.png": PICTURE,
        },
        'alt="A quay"',
        has_not=("Non",),
    ),
)

DOCUSAURUS = {
    "docusaurus.config.ts": "import {themes} from 'prism';\nconst config = {\n"
    "  // the title\n  title: 'Weirs', tagline: \"Low\", url: `https://a.example`,\n"
    "  i18n: {defaultLocale: 'en', locales: ['en', 'fr']},\n  presets: [['classic', "
    "{docs: {routeBasePath: '/', f: () => { return {a: 1}; }}}]],\n};\n"
    "export default config;\n",
    "docs/intro.mdx": "---\nid: start\ntitle: Start\n---\n\n"
    "import Tabs from '@theme/Tabs';\nimport X, {\n  Y,\n} from './y';\n\n"
    "export const Z = () => (\n  <b>never</b>\n);\n\n"
    "import duties rose. {/* secret */}\n\n"
    '<Tabs groupId="os">\n<TabItem value="a" label="Apple" default>\n\nRed.\n\n'
    "</TabItem>\n"
    '</Tabs>\n\n<Admonition type="tip" title="Mind">\n\nIt.\n\n</Admonition>\n\n'
    'A <Z colour={{a: 1}}>green</Z> door; <img src={require("./quay.png").default} '
    'alt="A quay"/>\n\n![Stone](/img/stone.png)\n\nSee [one](./rivers/ford), '
    "[two](/rivers/ford#deep) and [three](rivers/).\n\n"
    "```text\nconst low = 1;\n// highlight-next-line\nconst high = 2;\n```\n",
    "docs/quay.png": PICTURE,
    "static/img/stone.png": PICTURE,
    "docs/rivers/_category_.json": '{"label": "The Rivers", "position": 2}',
    "docs/rivers/01-mill.md": "---\nsidebar_position: 2\n---\n# Mill\n\nMills.\n",
    "docs/rivers/ford.md": "---\nsidebar_position: 1\n---\n# Ford\n\n:::note\nHere.\n"
    ":::\n\n## Deep\n",
    "docs/rivers/index.md": "# All rivers\n\nThey run.\n",
    "docs/_part.md": "Only included.\n",
    "docs/z.md": "---\ndraft: true\n---\n# Draft\n\nNot yet.\n",
    "blog/a.md": "# Post\n\nNo chapter.\n",
    "i18n/fr/a.md": "Non.\n",
}
SITES = (
    folder(
        "Docusaurus: a folder in its order, and MDX",
        DOCUSAURUS,
        ">Weirs</dc:title>",
        ">Start</span>",
        "<p>import duties rose.</p>",
        "<strong>Apple</strong>",
        "<p>Red.</p>",
        ">Mind</",
        "green",
        'alt="A quay"',
        'alt="Stone"',
        ">one</a>",
        '#ford.deep">two</a>',
        ">three</a>",
        "The Rivers",
        "They run.",
        "const low = 1;",
        has_not=(
            *("never", "secret", "Tabs", "TabItem", "default", "highlight", "Draft"),
            *("Not yet", "No chapter", "Non.", "Only included", "from", "colour"),
        ),
        codes="M290",
    ),
    folder(
        "Docusaurus: the order of its sidebars, below “website”",
        {
            "website/docusaurus.config.js": "module.exports = {title: 'Weirs'};\n",
            "website/sidebars.js": "/** @type {x} */\nconst sidebars = {\n  docs: [\n"
            "    'second',\n    {type: 'category', label: 'Rivers', collapsed: false,\n"
            "     link: {type: 'doc', id: 'rivers/all'},\n"
            "     items: ['rivers/ford', {type: 'link', label: 'x', href: 'y'},\n"
            "       {type: 'autogenerated', dirName: 'rivers'}]},\n"
            "    {Seas: ['first', {More: ['gone']}]},\n  ],\n};\n"
            "module.exports = sidebars;\n",
            "docs/first.md": "# One\n\nIt is one.\n",
            "docs/second.md": "# Two\n\nIt is two.\n",
            "docs/rivers/all.md": "# All\n\nThey are all.\n",
            "docs/rivers/ford.md": "# Ford\n\nIt is a ford.\n",
            "docs/rivers/mill.md": "# Mill\n\nIt is a mill.\n",
        },
        "<p>It is two.</p>",
        "Rivers",
        "They are all.",
        "It is a ford.",
        "It is a mill.",
        "It is one.",
    ),
    folder(
        "links to pages by their addresses, without suffixes",
        {
            "a.md": "# Low\n\n[b](b), [b2](./sub/b#ford), [b3](sub/), [b4](../b/)\n",
            "b.md": "# High\n\n[a](../a)\n",
            "sub/b.md": "# Mill\n\n[a](../../a/)\n\n## Ford\n",
            "sub/index.md": "# All\n\n[b](b)\n",
        },
        ">b</a>",
        '#sub-b.ford">b2</a>',
        ">b3</a>",
        ">b4</a>",
        ">a</a>",
    ),
)

LISTS = (
    one(
        "bullets that are characters",
        "# Weirs\n\n"
        "Points:\n• one that goes\non\n• *two*\n\n"
        "‣ a\n‣ b\n\n"
        "·\tc\n·\td\n\n"
        "▪\u00a0e\n▪\u00a0f\n\n"
        "1. In a list\n   • g\n   • h\n\n"
        "> • i\n> • j\n\n"
        "::: box\n◦ k\n◦ l\n:::\n\n"
        "A note.[^n]\n\n[^n]: Of it:\n\n    • m\n    • n\n\n"
        "• • •\n\nFord • Mill\n• Lock\n\n● no space: ●o\n",
        '<p>Points:</p> <ul class="tight"><li>one that goes on</li> <li><em>two</em>',
        "<li>a</li> <li>b</li>",
        "<li>c</li> <li>d</li>",
        "<li>e</li> <li>f</li>",
        'In a list <ul class="tight"><li>g</li> <li>h</li>',
        '<blockquote><ul class="tight"><li>i</li>',
        '<div class="group box"><ul class="tight"><li>k</li>',
        "<li>m</li> <li>n</li>",
        '<hr class="scene-break"/>',
        "<p>Ford • Mill • Lock</p>",
        has_not=("‣", "·", "▪", "◦"),
    ),
    one(
        "a loose list of bullets that are characters",
        "# Weirs\r\n\r\n• one\r\n\r\n• two\r\n\r\n  • below\r\n",
        '<ul class="loose"><li><p>one</p></li> <li><p>two</p> <ul class="tight">',
        has_not=("•",),
    ),
    one(
        "lines with marks of a list or of speech are reported",
        "# Weirs\n\n– eins\n– zwei\n",
        "<p>– eins – zwei</p>",
        codes="M311",
    ),
)

QUOTES = (
    one(
        "quotation marks of TeX and of typewriters",
        "# A ``title''\n\n``All of it,'' she said, ``and `more'.'' He: ''double''.\n\n"
        "``One paragraph\n\n``and the next.''\n\n*``Low''* and **`water'**.\n\n"
        "> ``Quoted,'' she said.\n\n| ``a'' | b |\n|---|---|\n| `c' | ''d'' |\n\n"
        "Code: ``a `b` c``, ``don't``, ``f('')``, `''`, ``y'' + y``, `x`.\n\n"
        "The class of '68ers, 5' 10\" tall.\n",
        "A “title”",
        "All of it,” she said, “and ‘more’.” He: “double”.",
        "One paragraph</p>",
        "“and the next.”",
        "<em>“Low”</em> and <strong>‘water’</strong>",
        "“Quoted,” she said.",
        '<th scope="col">“a”</th>',
        "<td>‘c’</td><td>“d”</td>",
        "<code>a `b` c</code>, <code>don't</code>, <code>f('')</code>, "
        "<code>''</code>, <code>y'' + y</code>, <code>x</code>.",
        "The class of ’68ers, 5′ 10″ tall.",
    ),
    Row(
        "low quotation marks that are two commas",
        {
            "book.toml": _GERMAN,
            "a.md": "# Eins\n\nEr: ,,Komm``, ,,geh'' und ,,sitz\". Ein `Wort'.\n\n"
            "Zwei,, drei.\n",
        },
        ("„Komm“, „geh“ und „sitz“. Ein ‚Wort‘.", "Zwei,, drei."),
        ("``", "''"),
    ),
)

EAST_ASIAN = (
    Row(
        "readings behind their base, and dots",
        {
            "book.toml": NATIVE.replace('"en"', '"ja"'),
            "a.md": "# 一\n\n｜漢字《かんじ》と東京《とうきょう》、"
            "｜ABC《エービーシー》、"
            "|大阪《おおさか》、《《傍点》》。書《红楼梦》。`東《ひがし》`\n\n"
            "> 京都《きょうと》\n\n- 奈良《なら》[^n]\n\n[^n]: 神戸《こうべ》\n\n"
            "| 東《ひがし》 | b |\n|---|---|\n| 西《にし》 | d |\n",
        },
        (
            "<ruby>漢字<rt>かんじ</rt></ruby>と<ruby>東京<rt>とうきょう</rt></ruby>、"
            "<ruby>ABC<rt>エービーシー</rt></ruby>、"
            "<ruby>大阪<rt>おおさか</rt></ruby>、<em>傍点</em>。書《红楼梦》。"
            "<code>東《ひがし》</code>",
            "<blockquote><p><ruby>京都<rt>きょうと</rt></ruby></p>",
            "<ruby>奈良<rt>なら</rt></ruby>",
            "<ruby>神戸<rt>こうべ</rt></ruby>",
            '<th scope="col"><ruby>東<rt>ひがし</rt></ruby></th>',
        ),
        ("｜", "|"),
    ),
)

BOXES = (
    one(
        "tables of box-drawing characters",
        """# Weirs

┌──────┬────┐
│ Ford │ 12 │
├──────┼────┤
│ *in* │ 13 │
└──────┴────┘

: Heights

┏━━━┳━━━┓
┃ a ┃ b ┃
┡━━━╇━━━┩
│ 1 │ 2 │
├───┼───┤
│ 3 │ 4 │
└───┴───┘

╔═══╦═══╗
║ c ║ d ║
╚═══╩═══╝

- In a list:

  ╭──────┬───╮
  │ 漢字 │ e │
  ╰──────┴───╯

> ┌───────┐
> │ words │
> │ more  │
> └───────┘
""",
        "<caption>Heights</caption>",
        '<th scope="col">Ford</th>',
        "<td><em>in</em></td>",
        '<th scope="col">b</th></tr></thead> <tbody><tr><td>1</td>',
        "<td>c</td><td>d</td>",
        "<td>漢字</td><td>e</td>",
        "<td>words more</td>",
        has_not=("─", "│", "━", "═"),
    ),
    one(
        "boxes that can't be read are reported",
        "# Weirs\n\n┌───┐\n│ torn │\n└───┘\n\n a │ b\n───┼───\n 1 │ 2\n\n"
        "src\n├── a\n└── b\n",
        "torn",
        codes="M190 M311",
    ),
    one(
        "captions of MultiMarkdown",
        "# Weirs\n\n[Above *it*]\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n[Below][tbl]\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n[not one]\n",
        "<caption>Above <em>it</em></caption>",
        "<caption>Below</caption>",
        "<p>[not one]</p>",
    ),
)

HTML = (
    one(
        "Markdown directly below a tag",
        """# Weirs

<div class="box">
A **bold** word, [one](https://example.org) and `code`.
</div>

<aside>
💡 A callout with *words*.

</aside>

<details>
<summary>More</summary>
- a
- b
</details>

> <blockquote>
> An _inner_ one.
> </blockquote>

- <div>
  A *word*.
  </div>

<table>
<tr>
<td>
A *cell*.
</td>
<td>b</td>
</tr>
</table>

<center>
* * *
</center>

<div>
5 * 3 * 2 and snake_case
</div>
""",
        '<div class="group box"><p>A <strong>bold</strong> word, <a ',
        "<p>💡 A callout with <em>words</em>.</p>",
        "<li>a</li> <li>b</li>",
        "An <em>inner</em> one.",
        '<li><div class="group"><p>A <em>word</em>.</p>',
        "<td>A <em>cell</em>.</td><td>b</td>",
        '<hr class="scene-break"/>',
        "<p>5 * 3 * 2 and",
    ),
    one(
        "Markdown between tags on their line is reported",
        '# Weirs\n\n<p align="center">A **word**</p>\n\n'
        "<ul><li>[one](https://example.org)</li></ul>\n\n"
        "Escaped: \\*\\*no\\*\\* and \\[no](x).\n\n<pre>\n*kept*\n</pre>\n",
        "Escaped: **no** and [no](x).",
        "<code>*kept*</code>",
        codes="M312",
    ),
)

ADMONITIONS = (
    one(
        "alerts of exports and of other hands",
        "# Weirs\n\n> \\[!NOTE\\]\n> One.\n\n> [!caution]\\\n> Two.\n\n"
        "> [! TIP] Three\n> Words.\n\n> [!info]Four\n> Words.\n\n"
        ":::danger\nFive.\n:::\n\n:::info[Six]\nWords.\n:::\n\n"
        ":::hint Seven\nWords.\n:::\n\n::: {.info}\nEight.\n:::\n\n"
        "> \\[!NOTE] nine\n",
        '<p class="admonition-title">Note</p> <p>One.</p>',
        '<p class="admonition-title">Caution</p> <p>Two.</p>',
        '<p class="admonition-title">Three</p>',
        '<p class="admonition-title">Four</p>',
        '<div class="admonition warning danger" role="doc-notice">'
        '<p class="admonition-title">Danger</p> <p>Five.</p>',
        '<p class="admonition-title">Six</p>',
        '<p class="admonition-title">Seven</p>',
        '<div class="group info"><p>Eight.</p>',
        "<p>[!NOTE] nine</p>",
    ),
)

BREAKS = (
    one(
        "page breaks between dashes, and those of WordPress",
        "# Weirs\n\na\n\n---pagebreak---\n\nb\n\n----- Page Break -----\n\nc\n\n"
        "<!--nextpage-->\n\nd\n\n***page break***\n\ne\n\n-newpage\n",
        *(
            f'<p>{words}</p> <div class="page-break"></div> <p>{after}</p>'
            for words, after in ("ab", "bc", "cd", "de")
        ),
        "-newpage",
        has_not=("agebreak", "age Break"),
    ),
    one(
        "titles between two lines, as reStructuredText has them",
        "====\nWeir\n====\n\nWords.\n\nA heading <!-- omit in toc -->\n---------\n",
        '<span class="title-words">Weir</span>',
        '<h2 class="heading">A heading</h2>',
        has_not=("===",),
    ),
)

NOTES = (
    one(
        "labels of several words, and notes of MultiMarkdown",
        "# Weirs\n\nOne[^the ford]. Two[^A note *in* its place].\n\n"
        "[^the ford]: Its words.\n",
        "<p>Its words.</p>",
        "<p>A note <em>in</em> its place</p>",
        has_not=("[^",),
    ),
    one(
        "a label of two words without a note",
        "# Weirs\n\nOne[^the ford].\n",
        "One[^the ford].",
        codes="M013",
    ),
    one(
        "addresses of pictures with what web pages put behind them",
        "# Weirs\n\n![A](x.png#center)\n\n![B](x.png?raw=true)\n",
        'alt="A"',
        'alt="B"',
        x_png=PICTURE,
    ),
    one(
        "languages of HackMD's fences",
        "# Weirs\n\n```js=101\nx\n```\n\n```python!\ny\n```\n\n```c++\nz\n```\n",
        'class="language-js"',
        'class="language-python"',
        'class="language-c++"',
    ),
)

BOOKS = (
    folder(
        "one file: a title alone above chapters of the second level",
        {
            "a.md": "# The Low Road\n\n## Chapter 1: Ford\n\nA.[^1]\n\n### Deep\n\nB."
            "\n\n## Chapter 2: Weir\n\nC.\n\n[^1]: N.\n"
        },
        '<h1 class="book-title">The Low Road</h1>',
        '<span class="title-words">Chapter 1: Ford</span></h1>',
        '<h2 class="heading">Deep</h2>',
        '<span class="title-words">Chapter 2: Weir</span></h1>',
        codes="X070",
    ),
    folder(
        "one file: a long text under headings of the second level",
        {
            "a.md": "# The Low Road\n\n"
            + "".join(
                f"## {name}\n\n{'The water is low at noon. ' * 200}\n\n"
                for name in ("Ford", "Weir", "Lock")
            )
        },
        '<span class="label">Chapter 3</span> <span class="title-words">Lock</span>',
    ),
    folder(
        "one file: an essay stays whole",
        {"a.md": "# The Low Road\n\n## Ford\n\nA.\n\n## Weir\n\nB.\n"},
        '<h2 class="heading">Weir</h2>',
    ),
    folder(
        "Quarto: a website, by its navigation",
        {
            "_quarto.yml": "project:\n  type: website\nlang: en\nwebsite:\n"
            "  title: Weirs\n  sidebar:\n    contents:\n      - section: Rivers\n"
            "        contents: [b.qmd, { href: a.qmd, text: A }]\n",
            "index.qmd": "# Home\n\nSee [a](a.qmd).\n",
            "a.qmd": "# Locks\n\nA lock.\n",
            "b.qmd": "# Fords\n\nA ford.\n",
            "posts/z.qmd": "# Post\n\nLast.\n",
            "_draft.qmd": "# Draft\n\nHidden.\n",
        },
        '<span class="title-words">Home</span>',
        '<span class="label">Part I</span> <span class="title-words">Rivers</span>',
        '<span class="label">Chapter 2</span> <span class="title-words">Fords</span>',
        '<span class="label">Chapter 3</span> <span class="title-words">Locks</span>',
        '<span class="label">Chapter 4</span> <span class="title-words">Post</span>',
        has_not=("Hidden",),
    ),
    folder(
        "Quarto: a folder that says no more than its format",
        {
            "_quarto.yml": "project:\n  title: Weirs\nlang: en\nformat: html\n",
            "one.qmd": "# Locks\n\nA lock.\n",
            "two.qmd": "# Fords\n\nA ford.\n",
        },
        '<h1 class="book-title">Weirs</h1>',
        "<p>A ford.</p>",
    ),
)

LATE = (
    folder(
        "tags that have Markdown within others, and none within code",
        {
            "_config.yml": "title: Weirs\nlang: en\n",
            "a.md": """---
title: One
lang: en
---
<aside markdown="1" class="pull">
  <img src="x.png" alt="A">
  Words *here*.
  <p markdown="1" class="credit">
- [Low](https://example.org)
  </p>
</aside>

<table markdown="1"><tr><td>A **b** <code>*c*</code></td></tr></table>

<ul markdown="0"><li>*d*</li></ul>
""",
            "x.png": PICTURE,
        },
        "Words <em>here</em>.",
        '<p class="credit">- <a class="address" href="https://example.org">Low</a></p>',
        "<td>A <strong>b</strong> <code>*c*</code></td>",
        "<li>*d*</li>",
    ),
    folder(
        "Sphinx: lessons",
        {
            "content/conf.py": 'project = "Weirs"\nlanguage = "en"\n'
            'extensions = ["sphinx_lesson"]\n',
            "content/index.md": "# Home\n\n:::{prereq}\nA boat.\n:::\n\n"
            "```{keypoints}\n- Low\n```\n\n::::{challenge} The ford\nCross it.\n"
            "::::\n\n```{toctree}\nlock\n```\n",
            "content/lock.md": "# Lock\n\nIt opens.\n",
        },
        '<p class="admonition-title">Prerequisites</p> <p>A boat.</p>',
        '<p class="admonition-title">Key points</p> <ul ',
        '<p class="admonition-title">The ford</p>',
        "<p>It opens.</p>",
        has_not=("{", ":::"),
    ),
    one(
        "pandoc's image that is no figure",
        "# Weirs\n\n![A ford](x.png)\\\n\n![A *lock*](x.png){width=50%}\\\n\nWords.\n",
        'alt="A ford"/></figure>',
        'alt="A lock" style="width: 50%"/></figure>',
        has_not=("\\", "A ford", "A lock"),
        x_png=PICTURE,
    ),
    one(
        "what sites have behind a fence: lines to mark, a title",
        '# Weirs\n\n```js {1,4-6} title="src/a.js" showLineNumbers\nx\n```\n\n'
        "```py{2}\ny\n```\n\n```js {.old}\nz\n```\n",
        '<p class="listing-file"><code>src/a.js</code></p>',
        'class="language-py"',
        'class="listing highlighted old"',
    ),
)

HABITS = (
    *TYPING,
    *FOLDERS,
    *SITES,
    *LATE,
    *LISTS,
    *QUOTES,
    *EAST_ASIAN,
    *BOXES,
    *HTML,
    *ADMONITIONS,
    *BREAKS,
    *NOTES,
    *BOOKS,
)
