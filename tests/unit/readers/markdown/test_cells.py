"""Of a cell of code, what its options say is shown, and nothing is run."""

from __future__ import annotations

import pytest

from bookmaker.config.conventions import Conventions
from bookmaker.diagnostics import Diagnostics
from bookmaker.document.nodes import Block, CodeBlock, Figure, Panel, PanelKind
from bookmaker.document.text import plain_text
from bookmaker.document.walk import descend
from bookmaker.readers.markdown import ReaderOptions, read_markdown

QUIET = Conventions(program="Quarto", has_cells=True, shows_cells=False)
LOUD = Conventions(program="Quarto", has_cells=True)


def _read(
    text: str, conventions: Conventions = LOUD
) -> tuple[tuple[Block, ...], list[str]]:
    found = Diagnostics()
    options = ReaderOptions(conventions=conventions)
    file = read_markdown(text, "x.qmd", found, options=options)
    return file.blocks, [problem.code for problem in found]


def _code(blocks: tuple[Block, ...]) -> list[str]:
    return [node.text for node in descend(*blocks) if isinstance(node, CodeBlock)]


@pytest.mark.parametrize(
    ("head", "options", "is_shown", "codes"),
    [
        ("{python}", "", True, ["M133"]),
        ("{python}", "#| echo: true", True, ["M133"]),
        ("{python}", "#| echo: false", False, ["M133"]),
        ("{python}", "#| include: false", False, []),
        ("{python}", "#| eval: false", True, []),
        ("{python}", "#| output: false", True, []),
        ("{python}", "#| echo: false\n#| output: false", False, []),
        ("{r}", "#| results: hide", True, []),
        ("{r, echo=FALSE}", "", False, ["M133"]),
        ("{r setup, include=FALSE}", "", False, []),
        ('{r name, eval=FALSE, fig.cap="A, b"}', "", True, []),
        ("{ojs}", "//| echo: false", False, ["M133"]),
        ("{sql}", "--| echo: false", False, ["M133"]),
        ("{mermaid}", "%%| echo: false", False, ["M133"]),
    ],
)
def test_options_say_what_is_shown(
    head: str, options: str, *, is_shown: bool, codes: list[str]
) -> None:
    lines = f"{options}\nrun()" if options else "run()"
    blocks, found = _read(f"```{head}\n{lines}\n```")
    assert _code(blocks) == (["run()"] if is_shown else [])
    assert found == codes


@pytest.mark.parametrize(
    ("conventions", "block", "option", "is_shown"),
    [
        (LOUD, "", "", True),
        (QUIET, "", "", False),
        (QUIET, "", "#| echo: true\n", True),
        (QUIET, "", "#| echo: fenced\n", True),
        (LOUD, "---\nexecute:\n  echo: false\n---\n\n", "", False),
        (QUIET, "---\nexecute:\n  warning: false\n  echo: true\n---\n\n", "", True),
        (LOUD, "---\nexecute:\n  echo: false\n---\n\n", "#| echo: true\n", True),
    ],
)
def test_the_project_and_the_chapter_say_what_cells_do_not(
    conventions: Conventions, block: str, option: str, *, is_shown: bool
) -> None:
    blocks, _ = _read(f"{block}```{{r}}\n{option}run()\n```", conventions)
    assert bool(_code(blocks)) is is_shown


@pytest.mark.parametrize(
    ("code", "sources"),
    [
        ('knitr::include_graphics("weir.png")', ["weir.png"]),
        ("include_graphics('img/a b.jpg', dpi = 300)", ["img/a b.jpg"]),
        ('knitr::include_graphics(c("a.png", "b.svg"))', ["a.png", "b.svg"]),
        ('from IPython.display import Image\nImage("a.png")', ["a.png"]),
        ('Image(filename="a.png")', ["a.png"]),
    ],
)
def test_a_picture_that_a_cell_loads_is_shown(code: str, sources: list[str]) -> None:
    options = '#| label: fig-weir\n#| fig-cap: "A *weir*."\n#| echo: false'
    blocks, found = _read(f"```{{r}}\n{options}\n{code}\n```")
    figures = [block for block in blocks if isinstance(block, Figure)]
    assert [figure.image.source for figure in figures] == sources
    assert figures[-1].attributes.id == "fig-weir"
    assert plain_text(figures[-1].caption) == "A weir."
    assert figures[-1].image.alternative == "A weir."
    assert found == []


@pytest.mark.parametrize(
    ("options", "kind", "name", "caption"),
    [
        ("#| label: fig-p\n#| fig-cap: A plot", PanelKind.FIGURE, "fig-p", "A plot"),
        ("#| label: tbl-p\n#| tbl-cap: 'A b'", PanelKind.TABLE, "tbl-p", "A b"),
        ("#| fig-cap: A plot", PanelKind.FIGURE, None, "A plot"),
        ("#| fig-cap: |\n#|   A long\n#|   one", PanelKind.FIGURE, None, "A long one"),
        ("#| label: fig-p", PanelKind.FIGURE, "fig-p", ""),
    ],
)
def test_what_code_would_make_has_a_placeholder(
    options: str, kind: PanelKind, name: str | None, caption: str
) -> None:
    blocks, found = _read(f"```{{python}}\n{options}\n#| echo: false\nplot()\n```")
    (panel,) = blocks
    assert isinstance(panel, Panel)
    assert (panel.kind, panel.attributes.id) == (kind, name)
    assert plain_text(panel.caption) == caption
    assert plain_text(panel.blocks)
    assert found == ["M235"]


def test_listings_that_are_not_cells_are_read_as_before() -> None:
    blocks, found = _read("```{.python #lst-a}\n#| echo: false\nx\n```")
    assert (_code(blocks), found) == (["#| echo: false\nx"], [])


@pytest.mark.parametrize(
    ("head", "caption"),
    [
        ('fig.cap="A, {b}"', "A, {b}"),
        ("echo=FALSE, fig.cap=paste0('A ', \"weir\", x), dev='png'", "A weir"),
        ("fig.cap = demo$caption('Low (1), high')", "Low (1), high"),
        ("fig.cap=cap, echo=FALSE", ""),
    ],
)
def test_a_caption_in_the_head_may_be_a_call(head: str, caption: str) -> None:
    blocks, found = _read(f"```{{r weir, {head}}}\nplot()\n```")
    (panel,) = [block for block in blocks if isinstance(block, Panel)]
    assert plain_text(panel.caption) == caption
    assert found == ["M235"]


@pytest.mark.parametrize("sign", ["#", "##", "  # "])
def test_a_picture_in_a_comment_is_not_loaded(sign: str) -> None:
    code = f'{sign}knitr::include_graphics("old.png")\nplot(x)'
    blocks, found = _read(f"```{{r, echo=FALSE}}\n{code}\n```")
    assert (blocks, found) == ((), ["M133"])
