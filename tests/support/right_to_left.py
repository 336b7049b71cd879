"""Books from right to left, and random paragraphs that mix directions."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any


def _frozen(value: Any) -> Any:  # noqa: ANN401 - whatever TOML has
    return tuple(value) if isinstance(value, list) else value


@dataclass(frozen=True)
class Tongue:
    """Words of a language, for books that nobody has written before."""

    title: str
    author: str
    headings: tuple[str, str, str]
    sentences: tuple[str, ...]
    word: str
    """One that is indexed, and looked up."""


TONGUES = {
    code: Tongue(**{key: _frozen(value) for key, value in words.items()})
    for code, words in tomllib.loads(
        Path(__file__).with_suffix(".toml").read_text("utf-8")
    ).items()
}
WRITTEN_IN_AMIRI = frozenset({"fa", "ur"})
"""What has letters that the themes' faces lack, or is to be seen in another face."""
FACES = ("Regular", "Italic", "Bold")
KINDS = ("story", "manual")


def write_book(folder: Path, language: str, kind: str, theme: str) -> None:
    """Write a manuscript: a story with verse and letters, or a manual with code."""
    tongue = TONGUES[language]
    config = f"""title = "{tongue.title} (Harbour Book)"
authors = ["{tongue.author}", "Ann Lee"]
language = "{language}"
publisher = "Quay Press"
rights = "This work may be shared by all; ask first (2024)."
[contents]
front = ["half-title", "title-page", "copyright", "contents"]
body = ["one.md", "two.md", "three.md"]
back = ["index"]
[print]
theme = "{theme}"
"""
    if language in WRITTEN_IN_AMIRI:
        (folder / "fonts").mkdir()
        for face in FACES:
            source = resources.files("fontpkg_amiri") / "files" / f"Amiri-{face}.ttf"
            (folder / "fonts" / source.name).write_bytes(source.read_bytes())
        paths = ", ".join(f'"fonts/Amiri-{face}.ttf"' for face in FACES)
        config += f"[typography]\nfonts = [{paths}]\n"
    (folder / "book.toml").write_text(config, "utf-8")
    chapter = _story if kind == "story" else _manual
    for number, name in enumerate(("one", "two", "three")):
        text = chapter(tongue, number)
        (folder / f"{name}.md").write_text(text, "utf-8")


def _story(tongue: Tongue, number: int) -> str:
    one, two, three, four, five, six = _turned(tongue.sentences, number)
    return f"""# {tongue.headings[number]}

{one}[^1] {two} {three} [{tongue.word}]{{.index}} {four}

{five} {six} *{one}* **{two}**[^2] {three}

> {four} {one}[^3]

::: verse
{one}
    {two}
:::

{three} {four}

***

{two} [{six}]{{lang=en}}

[^1]: {three} {six}
[^2]: {four}

    - {one}
    - {two}

[^3]: {five}
"""


def _manual(tongue: Tongue, number: int) -> str:
    one, two, three, four, five, six = _turned(tongue.sentences, number)
    return f"""# {tongue.headings[number]}

{one} `git clone --depth=1 a.git`[^1] {two} `f(x, y)`: {five}

## {tongue.headings[number - 1]}

- {one}
- {two} `ls -l`
    1. {three}
    2. {four}[^2]

| {tongue.word} | depth (m) | `code()` |
|---|--:|---|
| {one} | 12.5 | {four} |
| {six} | 7 | `x[0]` |

: {two}

    $ git clone git://example.org/a.git
    print("{tongue.word}")  # {tongue.word}

{six} $a^2 + b^2 = c^2$ {three}

$$ E = mc^2 $$

{tongue.word}
: {five} [{tongue.word}]{{.index}}

::: note
{three}
:::

[^1]: {four} `--help` {five}
[^2]: {six}
"""


def _turned(sentences: tuple[str, ...], number: int) -> tuple[str, ...]:
    return (*sentences[number:], *sentences[:number])


_ARABIC = "كتب الرجل سطراً لا إلى البَيتِ، ثمَّ ذهب أحياناً قال: مدينةٍ؟".split()
_HEBREW = "שלום בַּיִת, אמר: הים ״קול״ ש״ח צה״ל! מָקוֹם עיר".split()
_LATIN = "the Harbour Ltd. e.g. café O’Brien, naïve—so C++ (i.e.) µm".split()
_FIGURES = "12 3.5% 1,250 12–14 3/4/1987 ١٢ ۷٫۵ +5 -3 №7 § 10:30 1°".split()
_SIGNS = "( ) [ ] « » “ ” … — / ! ؟ ، ؛ * & = < > ± → ≤ x²".split()


def mixed_paragraph(chance: random.Random, words: int) -> str:
    """Words of both directions with figures, signs, notes, code and emphasis."""
    parts: list[str] = []
    for _ in range(words):
        pool = chance.choice((_ARABIC, _ARABIC, _HEBREW, _HEBREW, _LATIN, _FIGURES))
        word = chance.choice(pool)
        match chance.randrange(14):
            case 0:
                word = f"{word}[^n]"
            case 1:
                word = f"`{chance.choice(_LATIN).strip(',')}({chance.choice('xyz')})`"
            case 2:
                word = f"*{word} {chance.choice(_HEBREW)}*"
            case 3:
                word = chance.choice(_SIGNS).replace("<", "\\<").replace("*", "\\*")
            case 4:
                word = f"[{word} {chance.choice(_LATIN)}]{{lang=en}}"
            case 5:
                word = f"[{chance.choice(_ARABIC)} {word}]{{lang=ar}}"
            case _:
                pass
        parts.append(word.replace("[^n]", f"[^n{len(parts)}]"))
    return " ".join(parts)


def mixed_chapter(chance: random.Random, paragraphs: int) -> str:
    """A chapter of such paragraphs, and the notes that they call."""
    blocks = ["# כותרת عنوان Title"]
    for number in range(paragraphs):
        text = mixed_paragraph(chance, chance.randrange(3, 40))
        text = text.replace("[^n", f"[^{number}n")
        blocks.append(f"{chance.choice(('', '', '- ', '> '))}{text}")
        for label in sorted(set(_labels(text))):
            blocks.append(f"[^{label}]: {mixed_paragraph_without_notes(chance)}")
    return "\n\n".join(blocks) + "\n"


def mixed_paragraph_without_notes(chance: random.Random) -> str:
    """A short one, for a note."""
    pools = (_ARABIC, _HEBREW, _LATIN, _FIGURES)
    return " ".join(chance.choice(chance.choice(pools)) for _ in range(6))


def _labels(text: str) -> list[str]:
    return [part.partition("]")[0] for part in text.split("[^")[1:]]


def write_whole_book(folder: Path, language: str, theme: str) -> None:
    """Write a manuscript of more than twenty pages that has all that books have."""
    write_book(folder, language, "manual", theme)
    for chapter in folder.glob("*.md"):
        chapter.unlink()
    tongue = TONGUES[language]
    config = (folder / "book.toml").read_text("utf-8")
    start, end = config.index("[contents]"), config.index("[print]")
    names = [f"c{number}.md" for number in range(5)]
    contents = f"""[contents]
front = ["half-title", "title-page", "copyright", "contents", "list-of-tables"]
body = {names}
back = ["glossary", "bibliography", "index"]
[citations]
files = ["works.bib"]
"""
    (folder / "book.toml").write_text(config[:start] + contents + config[end:], "utf-8")
    (folder / "works.bib").write_text(
        f"@book{{k, title={{{tongue.title}}}, author={{{tongue.author}}}, year=2020,"
        " url={https://example.org/a/b}}\n",
        "utf-8",
    )
    draw = random.Random(language)

    def words(count: int) -> str:
        return " ".join(draw.choice(tongue.sentences) for _ in range(count))

    for number, name in enumerate(names):
        text = _whole_chapter(tongue, number, words)
        (folder / name).write_text(text, "utf-8")


def _whole_chapter(tongue: Tongue, number: int, words: Callable[[int], str]) -> str:
    first, second, third = _turned(tongue.headings, number)
    one, two, three, four, *_ = _turned(tongue.sentences, number)
    return f"""# {first} {{#sec-{number}}}

::: epigraph
{one}

— {tongue.author}
:::

{words(6)}[^1] [{tongue.word}]{{.index}} {words(8)} [@k, 12-14] *{one}* **{two}**

{words(9)} https://example.org/a_b/c?d=1 {words(1)} @tbl-{number} @sec-{-number % 5}

## {second}

1. {one}
2. {two}
   - {three}
   - {words(2)}
3. {four}

- [ ] {one}
- [x] {two}

| {first} | {second} | {third} |
|:---|---:|:---:|
| {tongue.word} | 12.5 | {first} |
| {one} | 7 | `x_y` |

: {second} {number} {{#tbl-{number}}}

{words(4)} `git clone https://example.org/$USER` {words(2)} $a^2 + b_1 = c$[^2]

> {words(2)}
>
> — {tongue.author}, *{tongue.title}*

```python
def tide(level):  # {tongue.word}
    return level * 2  # 37%
```

$$ \\int_0^1 x\\,dx = \\frac{{1}}{{2}} $$ {{#eq-{number}}}

::: verse
{one}
{two}
:::

::: {{.note title="{third}"}}
{words(2)}
:::

***

### {third}

{words(8)}[^3] The English sentence (with brackets, 3/4). {words(3)} C++, 10%–20%, [c].

[]{{.index entry="{tongue.word}!{first}"}}{words(9)}

::: {{.glossary}}
{first} {number}
:   {three}
:::

[^1]: {words(2)}
[^2]: {four} `code()` https://example.org/n
[^3]: {words(3)}

    {words(1)}
"""
