"""Sites whose order a program says, in literals: VitePress, VuePress, docsify."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookmaker.config.load import load_manuscript
from bookmaker.diagnostics import Diagnostics
from tests.support.project_folders import Order, load_folder, order_of

CONFIG = """import { defineConfig } from 'vitepress'
const more = [{ text: 'Weirs', link: '/guide/weirs' }]
export default defineConfig({
  title: 'Weirs', description: "All of them", lang: 'en-GB',
  themeConfig: { nav: nav(), sidebar: {
    '/guide/': { base: '/guide/', items: guide() } } },
  locales: { root: { label: 'English' }, de: { label: 'Deutsch' } }
})
function guide() {
  return [
    { text: 'Start', collapsed: false, items: [
      { text: 'Locks', link: 'locks' }, { text: 'Gates', link: 'gates.html#low' },
    ] },
    { text: 'More', items: [...more, { text: 'Gone', link: 'gone' }] },
    { text: 'End', link: '/end' },
  ]
}
"""
PAGES = {
    "guide/locks.md": "# Locks\n",
    "guide/gates.md": "# Gates\n",
    "guide/weirs.md": "# Weirs\n",
    "guide/index.md": "---\nlayout: home\n---\n",
    "end.md": "# End\n",
    "spare.md": "# Spare\n",
    "de/guide/locks.md": "# Schleusen\n",
}
ORDER: Order = [
    ("Start", ["guide/locks.md", "guide/gates.md"]),
    ("More", ["guide/weirs.md"]),
    "end.md",
]


@pytest.mark.parametrize("name", ["config.ts", "config/index.mts", "config.js"])
def test_vitepress_is_read_by_its_sidebar(name: str, tmp_path: Path) -> None:
    config, messages = load_folder(tmp_path, {f".vitepress/{name}": CONFIG, **PAGES})
    assert order_of(config.contents.body) == ORDER
    assert config.metadata.title == "Weirs"
    assert config.metadata.description == "All of them"
    assert config.metadata.language == "en-GB"
    assert messages == [
        f"this is a project for VitePress, read from .vitepress/{name}; not read: the "
        "language de, “/guide/gone”, which is not a page, guide/index.md, spare.md"
    ]


def test_a_sidebar_of_vitepress_may_be_in_a_file_of_its_own(tmp_path: Path) -> None:
    main, _, functions = CONFIG.partition("function guide")
    files = {
        "docs/.vitepress/config.ts": "export default { title: 'Weirs' }\n",
        "docs/.vitepress/sidebar.ts": f"{main}function guide{functions}",
        **{f"docs/{name}": text for name, text in PAGES.items()},
    }
    config, _ = load_folder(tmp_path, files)
    assert order_of(config.contents.body)[-1] == "docs/end.md"


def test_a_sidebar_with_an_empty_entry_and_a_link_elsewhere(tmp_path: Path) -> None:
    text = (
        "export default { themeConfig: { sidebar: { '/guide/': { base: '/guide/', items"
        ": [ [], { text: 'Out', link: 'https://a.b/c' }, { link: 'locks' } ] } } } }\n"
    )
    config, messages = load_folder(tmp_path, {".vitepress/config.ts": text, **PAGES})
    assert order_of(config.contents.body) == ["guide/locks.md"]
    assert "a.b" not in "".join(messages)


def test_without_a_sidebar_every_page_is_read(tmp_path: Path) -> None:
    files = {
        ".vitepress/config.ts": "export default { title: 'Weirs' }\n",
        "index.md": "---\nlayout: home\n---\n",
        "b.md": "# B\n",
        "a/index.md": "# A\n",
    }
    config, _ = load_folder(tmp_path, files)
    assert order_of(config.contents.body) == ["a/index.md", "b.md"]


def test_a_language_in_a_folder_without_one_in_its_address(tmp_path: Path) -> None:
    text = CONFIG.replace("title:", "rewrites: { 'en/:rest*': ':rest*' }, title:")
    files = {
        f"en/{name}" if not name.startswith("de/") else name: words
        for name, words in PAGES.items()
    }
    config, _ = load_folder(tmp_path, {".vitepress/config.ts": text, **files})
    assert order_of(config.contents.body)[-1] == "en/end.md"


def test_vuepress_is_read_by_its_sidebar(tmp_path: Path) -> None:
    text = (
        "module.exports = { title: 'Weirs', themeConfig: { sidebar: [ '/',"
        " { title: 'Start', children: ['/guide/locks', ['/guide/gates', 'G']] },"
        " '/end.md' ] } }\n"
    )
    files = {".vuepress/config.js": text, "README.md": "# Home\n", **PAGES}
    config, _ = load_folder(tmp_path, files)
    assert order_of(config.contents.body) == [
        "README.md",
        ("Start", ["guide/locks.md", "guide/gates.md"]),
        "end.md",
    ]
    assert config.conventions.program == "VuePress"


SIDEBAR = """- Start
  - [Locks](guide/locks)
  - [Gates](/guide/gates.md "title")
- [End](#/end)
* [Elsewhere](https://a.b)
"""
PAGE = """<title>Site</title><script>
window.$docsify = { name: 'Weirs', loadSidebar: true }
</script><script src="//cdn.jsdelivr.net/npm/docsify@4"></script>"""


def test_docsify_is_read_by_its_sidebar(tmp_path: Path) -> None:
    files = {
        "index.html": PAGE,
        "_sidebar.md": SIDEBAR,
        "_coverpage.md": "# Cover\n",
        "README.md": "# Home\n",
        "cover.jpg": "",
        **PAGES,
    }
    config, messages = load_folder(tmp_path, files)
    assert config.metadata.title == "Weirs"
    assert config.epub.cover == "cover.jpg"
    assert order_of(config.contents.body) == [
        "README.md",
        ("Start", ["guide/locks.md", "guide/gates.md"]),
        "end.md",
    ]
    (message,) = messages
    assert "“Elsewhere”, a link to https://a.b, _coverpage.md, de/guide/" in message


@pytest.mark.parametrize("page", ["", "<p>Another site's page.</p>"])
def test_docsify_without_a_sidebar_or_a_page(page: str, tmp_path: Path) -> None:
    files = {"README.md": "# Home\n", "a.md": "# A\n", "index.html": page or PAGE}
    config, _ = load_folder(tmp_path, files)
    is_docsify = not page
    assert (config.conventions.program == "docsify") is is_docsify
    assert order_of(config.contents.body) == (
        ["README.md", "a.md"] if is_docsify else ["a.md"]
    )


def test_softcover_has_its_chapters_in_a_folder(tmp_path: Path) -> None:
    files = {
        "Book.txt": "cover\nfrontmatter:\nmaketitle\ntableofcontents\npreface.md\n"
        "mainmatter:\nlocks.md\nproof.tex\n",
        "config/book.yml": "---\ntitle: Weirs\nsubtitle: All\nauthor: Ann Lee\n",
        "chapters/preface.md": "# Preface\n",
        "chapters/locks.md": "# Locks\n",
        "chapters/proof.tex": "Words.\n",
    }
    config, messages = load_folder(tmp_path, files)
    assert order_of(config.contents.body) == ["chapters/locks.md"]
    assert order_of(config.contents.front[2:]) == ["chapters/preface.md"]
    assert config.metadata.title == "Weirs"
    assert [one.name for one in config.metadata.authors] == ["Ann Lee"]
    assert messages == [
        "this is a project for Softcover, read from Book.txt; not read: proof.tex; "
        "assumed: the language English"
    ]


def test_a_site_of_jekyll_s_in_several_languages_is_read_in_one(tmp_path: Path) -> None:
    files = {
        "_config.yml": "title: Weirs\ncollections: {articles: {output: true}}\n",
        "_articles/locks.md": "---\ntitle: Locks\nlang: en\n---\nA lock.\n",
        "_articles/gates.md": "---\ntitle: Gates\nlang: en\n---\nA gate.\n",
        "_articles/ar/locks.md": "---\ntitle: X\nlang: ar\n---\nY.\n",
        "_articles/de/locks.md": "---\ntitle: Schleusen\nlang: de\n---\nEine.\n",
    }
    config, messages = load_folder(tmp_path, files)
    assert order_of(config.contents.body) == [
        "_articles/gates.md",
        "_articles/locks.md",
    ]
    assert "the language ar, the language de" in messages[0]


def test_a_project_in_the_only_folder_with_chapters_is_the_book(tmp_path: Path) -> None:
    files = {
        "README.md": "# The repository\n",
        "book/mkdocs.yml": "site_name: Weirs\n",
        "book/docs/locks.md": "# Locks\n",
    }
    config, _ = load_folder(tmp_path, files)
    assert config.conventions.program == "MkDocs"
    (tmp_path / "own.md").write_text("# Own\n")
    assert load_manuscript(tmp_path, Diagnostics()).config.conventions.program == ""


MARKED = {
    "MyST": "# A\n\n```{note}\nMind.\n```\n\nSee {ref}`low`.\n",
    "MDX": "import { Tabs } from 'x'\n\n# A\n\n<Tabs>\nWords\n</Tabs>\n",
    "MkDocs": '# A\n\n!!! note\n    Mind.\n\n??? tip "So"\n    Go.\n',
    "Leanpub": "# A\n\nA> An aside.\n\nW> Mind.\n",
    "Hugo": '# A\n\n{{< figure src="a.png" >}}\n\n{{% notice %}}N.{{% /notice %}}\n',
    "GitBook": '# A\n\n{% hint style="info" %}\nMind.\n{% endhint %}\n',
    "Jekyll": "# A\n\n{% highlight c %}x{% endhighlight %}\n\nW.\n{: .lead}\n",
    "VitePress": "# A\n\n::: code-group\n```js\nx\n```\n:::\n\n<<< ./a.js\n",
    "docsify": "# A\n\n?> Mind.\n\n!> The step.\n",
}


@pytest.mark.parametrize("program", MARKED)
def test_markdown_without_its_project_is_known_by_its_marks(
    program: str, tmp_path: Path
) -> None:
    config, messages = load_folder(tmp_path, {"a.md": MARKED[program]})
    assert config.conventions.program == program
    said = f"reading this as Markdown for {program}, because of the marks in a.md"
    assert said in messages
    found = Diagnostics()
    assert load_manuscript(tmp_path / "a.md", found).config.conventions == (
        config.conventions
    )


@pytest.mark.parametrize(
    "text",
    [
        "# A\n\nJekyll has `{% raw %}` and `{% include %}`.\n",
        "# A\n\n```\n!!! note\n!!! tip\n```\n",
        "# A\n\nOne mark: {% raw %} alone.\n",
        "# A\n\n{{< pagebreak >}}\n\n{{< include b.md >}}\n",
        "# A\n\nWords.\n{.lead}\n\n::: note\nMind.\n:::\n",
    ],
)
def test_a_text_about_marks_is_our_own(text: str, tmp_path: Path) -> None:
    config, messages = load_folder(tmp_path, {"a.md": text})
    assert config.conventions.program == ""
    assert not any("reading this as" in message for message in messages)


def test_a_book_with_a_configuration_of_ours_is_our_own(tmp_path: Path) -> None:
    files = {
        "book.toml": 'title = "A"\n[contents]\nbody = ["a.md"]\n',
        "a.md": MARKED["MkDocs"],
    }
    config, _ = load_folder(tmp_path, files)
    assert config.conventions.program == ""
