"""The idioms of other programs' Markdown, turned into bookmaker's dialect.

What comes in: the text of a file in another program's project. What goes out: the same
words in the dialect, which the reader of Markdown then reads as it reads ours. A tag
that has no equivalent in a book is reported, and the words between tags stay. One
module for each idiom.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from bookmaker.config.conventions import Conventions, Idiom
from bookmaker.diagnostics import Diagnostics
from bookmaker.readers.idioms.bookdown_marks import translate_bookdown
from bookmaker.readers.idioms.docsify_marks import translate_docsify
from bookmaker.readers.idioms.fenced_notes import translate_fences
from bookmaker.readers.idioms.gitbook_tags import translate_gitbook
from bookmaker.readers.idioms.hugo_shortcodes import translate_hugo
from bookmaker.readers.idioms.jekyll_tags import translate_jekyll
from bookmaker.readers.idioms.markua_marks import translate_markua
from bookmaker.readers.idioms.mdx_tags import translate_mdx
from bookmaker.readers.idioms.mkdocs_inlines import emoji_characters
from bookmaker.readers.idioms.mkdocs_marks import translate_mkdocs
from bookmaker.readers.idioms.myst_marks import translate_myst
from bookmaker.readers.idioms.passages import replaced
from bookmaker.readers.idioms.set_apart import with_inclusions_apart
from bookmaker.readers.idioms.translated import IdiomContext, Translated
from bookmaker.readers.idioms.vue_marks import translate_vue

__all__ = ["Translated", "translate"]

_Translator = Callable[[str, IdiomContext], Translated]

_TRANSLATORS: Mapping[Idiom, _Translator] = {
    Idiom.BOOKDOWN: translate_bookdown,
    Idiom.DOCSIFY: translate_docsify,
    Idiom.GITBOOK: translate_gitbook,
    Idiom.HUGO: translate_hugo,
    Idiom.JEKYLL: translate_jekyll,
    Idiom.MARKUA: translate_markua,
    Idiom.MDX: translate_mdx,
    Idiom.MKDOCS: translate_mkdocs,
    Idiom.MYST: translate_myst,
    Idiom.VUE: translate_vue,
}


_WITH_INCLUSIONS = frozenset(
    {Idiom.DOCSIFY, Idiom.GITBOOK, Idiom.JEKYLL, Idiom.MARKUA, Idiom.VUE}
)
"""Those whose inclusions may stand among words."""
_WITH_EMOJI = frozenset(
    {
        *(Idiom.DOCSIFY, Idiom.GITBOOK, Idiom.HUGO, Idiom.JEKYLL, Idiom.MARKUA),
        *(Idiom.MDX, Idiom.VUE),
    }
)
_EMOJI = re.compile(r"(?<![\w:]):[a-z0-9_+-]+:(?![\w:])")
"""`:smile:`, as GitHub writes it; MkDocs' own are read with its icons."""


def translate(
    text: str, file: str, conventions: Conventions, diagnostics: Diagnostics
) -> Translated:
    """Turn a text into the dialect; one of ours stays as it is."""
    translator = _TRANSLATORS.get(conventions.idiom)
    if conventions.has_mdbook_marks or conventions.has_wiki_links:
        translator = translate_fences
    if translator is None:
        return Translated(text)
    translated = translator(text, IdiomContext(file, conventions, diagnostics))
    if conventions.idiom in _WITH_INCLUSIONS:
        translated = with_inclusions_apart(translated)
    if conventions.idiom not in _WITH_EMOJI or ":" not in text:
        return translated
    shown = replaced(
        translated.text, _EMOJI, lambda found, _: emoji_characters(found[0]) or found[0]
    )
    return Translated(shown, translated.numbers)
