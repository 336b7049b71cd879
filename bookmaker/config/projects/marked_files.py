"""Markdown of another program without its project: known by marks that only it reads.

What comes in: the Markdown files of a folder, or one, that no project's file explains.
What goes out: the conventions of the program whose marks are in them. A single mark may
be an example in a text about the program; several mean that it is its Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bookmaker.config.configuration_files import ConfigDoor
from bookmaker.config.conventions import NATIVE, Conventions, Idiom
from bookmaker.config.projects.obsidian import without_code
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.manuscript import OtherMarkdownFound
from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.source import SourceSpan

_LEAST = 2
"""How many marks there are at least."""
_MOST_FILES = 200
_MOST_CHARACTERS = 100_000
_MDX_SUFFIX = ".mdx"


@dataclass(frozen=True, slots=True)
class _Signs:
    """The marks of one program."""

    program: str
    idiom: Idiom
    pattern: re.Pattern[str]
    in_code: bool = False
    """Whether they look like listings, so that listings are looked at too."""


def _signs(
    program: str, idiom: Idiom, pattern: str, *, in_code: bool = False
) -> _Signs:
    return _Signs(program, idiom, re.compile(pattern, re.MULTILINE), in_code)


_ALL_SIGNS = (
    _signs(
        "MyST",
        Idiom.MYST,
        r"^[ ]{0,3}[`:]{3,}\{(?:admonition|note|tip|warning|important|seealso|figure"
        r"|code-block|code-cell|toctree|math|image|list-table|glossary|epigraph|margin"
        r"|contents|index|prf:[a-z]+|exercise|solution)\}|^\([A-Za-z][\w:-]*\)=$"
        r"|\{(?:ref|numref|doc|eq|cite(?::[a-z]+)?|term|any)\}`",
        in_code=True,
    ),
    _signs(
        "MDX",
        Idiom.MDX,
        r"^import\s+(?:[\w*{][^\n]{0,200}?\s+from\s+)?['\"][^'\"\n]+['\"];?[ \t]*$"
        r"|^[ \t]*</?(?:Tabs|TabItem|Admonition|Callout|Steps|Card)\b[^<>\n]*>",
    ),
    _signs(
        "MkDocs",
        Idiom.MKDOCS,
        r"^[ ]{0,3}(?:!!!|\?\?\?\+?) [a-z][\w-]*(?: .*)?$|^=== \"[^\"\n]+\"$",
    ),
    _signs(
        "Leanpub",
        Idiom.MARKUA,
        r"^[AWTEDQXI]> \S.*(?:\n[AWTEDQXI]>.*)*"
        r"|^\{/?(?:aside|blurb|quiz|exercise)\b[^{}\n]*\}[ \t]*$"
        r"|^\{(?:frontmatter|mainmatter|backmatter|pagebreak)\}[ \t]*$",
    ),
    _signs(
        "Hugo",
        Idiom.HUGO,
        r"\{\{% ?/?[a-z][\w/-]*[^{}\n]*%\}\}"
        r"|\{\{< ?/?(?:figure|ref|relref|highlight|youtube|notice|hint|tabs?|alert"
        r"|callout|details)\b[^{}\n]*>\}\}",
    ),
    _signs(
        "GitBook",
        Idiom.GITBOOK,
        r"\{% (?:hint|endhint|tabs?|endtabs?|code|endcode|embed|content-ref)"
        r" ?[^{}\n]*%\}",
    ),
    _signs(
        "Jekyll",
        Idiom.JEKYLL,
        r"\{%-? (?:highlight|endhighlight|include|link|post_url|raw|endraw|assign|if"
        r"|for)\b[^{}\n]*%\}|\{\{ ?(?:site|page)\.[\w.]+[^{}\n]*\}\}"
        r"|^\{: ?(?:[.#][\w-]|[a-z-]+=|toc)[^{}\n]*\}[ \t]*$",
    ),
    _signs(
        "VitePress",
        Idiom.VUE,
        r"^[ ]{0,3}::: ?(?:code-group|v-pre)\b|^<<< \S+$|<!-- ?@include: ?\S+ ?-->"
        r"|^<script setup[^<>\n]*>",
    ),
    _signs(
        "docsify",
        Idiom.DOCSIFY,
        r"^[?!]> \S|\]\(\S+ ['\"]:(?:include|ignore|size=)[^'\"\n]*['\"]\)"
        r"|^<!-- tabs:start -->",
    ),
)
"""First asked first: the marks of the later ones are in texts of the earlier ones."""


def marked_conventions(
    door: ConfigDoor, files: Iterable[str], diagnostics: Diagnostics
) -> Conventions:
    """Find whose marks these files have, and report it; without any, our own."""
    counts = dict.fromkeys(_ALL_SIGNS, 0)
    first_files: dict[_Signs, str] = {}
    for file, text in _texts(door, files):
        bare = without_code(text)
        for signs in _ALL_SIGNS:
            count = len(signs.pattern.findall(text if signs.in_code else bare))
            if signs.idiom is Idiom.MDX and file.endswith(_MDX_SUFFIX):
                count = max(count, _LEAST)
            if count:
                counts[signs] += count
                first_files.setdefault(signs, file)
    signs = max(counts, key=counts.__getitem__)
    if counts[signs] < _LEAST:
        return NATIVE
    file = first_files[signs]
    span = SourceSpan.of_file(file)
    found = OtherMarkdownFound(f"the marks in {file}", signs.program, span=span)
    diagnostics.add(found)
    return Conventions(
        program=signs.program,
        is_lenient=True,
        idiom=signs.idiom,
        has_captions=signs.idiom is Idiom.MARKUA,
    )


def _texts(door: ConfigDoor, files: Iterable[str]) -> Iterator[tuple[str, str]]:
    for number, file in enumerate(files):
        if number == _MOST_FILES:
            return
        try:
            text = door.read_start(file, _MOST_CHARACTERS).replace("\r\n", "\n")
        except ManuscriptError:  # reported when it is read as a chapter
            continue
        yield file, text
