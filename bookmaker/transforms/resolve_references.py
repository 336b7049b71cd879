"""Links between the author's files become links between places of the book."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cached_property
from urllib.parse import unquote

from bookmaker.config.folder import MARKDOWN_SUFFIXES
from bookmaker.config.model import BookConfig
from bookmaker.config.near_files import MOST_SOUGHT, as_seen_from, find_near_file
from bookmaker.config.nearest import KnownNames
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.references import (
    AmbiguousIdentifier,
    LinkOutsideBook,
    ReferenceWithoutNumber,
    UnknownIdentifier,
    UnknownPlaceInFile,
    UnusableAddress,
)
from bookmaker.document.addresses import (
    corrected_address,
    is_outward,
    is_unfinished,
    why_unusable,
)
from bookmaker.document.book import Book, Division
from bookmaker.document.identifiers import ascii_id, heading_slug, inner_id
from bookmaker.document.nodes import (
    CrossReference,
    Inline,
    Link,
    Node,
    ReferenceForm,
    Span,
    Text,
)
from bookmaker.document.reference_words import label_of, number_of, words_of_place
from bookmaker.document.text import plain_text
from bookmaker.document.walk import (
    Attributed,
    all_divisions,
    find_nodes,
    map_divisions,
    map_nodes,
)
from bookmaker.languages.caption_words import caption_words_of
from bookmaker.languages.words import words_of
from bookmaker.source import SourceSpan

_PERSON = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HOST = re.compile(
    r"www\.\w|(?:[\w-]+\.)+(?:com|org|net|edu|gov|info|io|eu|uk|de|fr|es|it|nl|ch)(?![\w.])",
    re.IGNORECASE,
)
"""What begins like the name of a host, and hardly like that of a file."""
_OF_A_KIND = re.compile(r"#(?:.*\.)?(?:fig|tbl|lst|eq)-[^.]*$")
"""A target that says of what kind it is."""
_HYPHENS = re.compile(r"-{2,}")
_BEFORE_LETTER = re.compile(r"^(?:id-)?[\d_-]+(?=[A-Za-z])")
_PAGE_CLASS = "page"
_CHAPTER_SUFFIXES = (*MARKDOWN_SUFFIXES, ".html", ".xhtml")
_PAGE_ENDS = (*MARKDOWN_SUFFIXES, "/index.md", "/_index.md", "/README.md", "/index.mdx")


def resolve_references(
    book: Book, config: BookConfig, diagnostics: Diagnostics
) -> Book:
    """Resolve links.

    Before: a link leads to a file, a fragment or an address, as the author wrote it.
    After: it leads to `#id`, an id of this book, or to an address outside; a link that
    leads nowhere is diagnosed and its words stay, without a link. What has no words of
    its own, `@fig-quay` or `[](#quay)`, has those of its target.
    """
    targets = Targets(book)
    wording = _Wording(targets, book.metadata.language, diagnostics)

    def resolved(division: Division) -> Division:
        def mapping(node: Node) -> Node:
            if isinstance(node, Link):
                link = _resolved_link(node, division, targets, diagnostics)
                return wording.worded_link(link) if isinstance(link, Link) else link
            if isinstance(node, CrossReference):
                return _resolved_reference(
                    node, division, targets, wording, diagnostics
                )
            return node

        own = replace(division, divisions=())
        within = map_nodes(own, mapping, Link, CrossReference)
        return replace(within, divisions=division.divisions)

    return map_divisions(book, resolved)


class Targets:
    """Where a file and a fragment lead to."""

    def __init__(self, book: Book) -> None:
        self.division_id_by_file: dict[str, str] = {}
        self._owners_by_id: dict[str, dict[str, None]] = {}
        self._files_sought = 0
        self.node_by_id: dict[str, Node] = {}
        self.division_by_id: dict[str, Division] = {}
        """The division in which an id stands, or which it names."""
        self._title_slug_by_id: dict[str, str] = {}
        for division in all_divisions(book):
            division_id = division.attributes.id or ""
            if division.file is not None:
                self.division_id_by_file.setdefault(division.file, division_id)
            self._title_slug_by_id[division_id] = heading_slug(
                plain_text(division.title)
            )
            self._add(division)
        self._known = KnownNames(sorted(self.node_by_id.keys() | self._owners_by_id))

    @cached_property
    def site_root(self) -> str:
        """The folder that all files share: a site's address `/low.md` begins there."""
        folders = [posixpath.dirname(file) for file in self.division_id_by_file]
        relative = [folder for folder in folders if not folder.startswith("/")]
        return posixpath.commonpath(relative) if relative else ""

    def _add(self, division: Division) -> None:
        division_id = division.attributes.id or ""
        own = replace(division, divisions=())
        for node in find_nodes((own,), Attributed):
            name = node.attributes.id
            if name is not None:
                self.node_by_id[name] = division if node is own else node
                self.division_by_id[name] = division
                local = name.removeprefix(f"{division_id}.")
                self._owners_by_id.setdefault(local, {})[name] = None

    def find(self, division_id: str, fragment: str) -> str | None:
        """The id that a fragment means in a division, or in the book."""
        for name in (inner_id(division_id, fragment), ascii_id(fragment)):
            if name in self.node_by_id:
                return name
        if fragment == self._title_slug_by_id.get(division_id):
            return division_id
        owners = self.owners(fragment)
        if len(owners) == 1:
            return next(iter(owners))
        lowered = fragment.lower()  # GitHub follows `#The-Quay` to `#the-quay`
        if lowered != fragment:
            return self.find(division_id, lowered)
        return self._find_heading(division_id, fragment)

    def _find_heading(self, division_id: str, fragment: str) -> str | None:
        """The heading that a fragment in another program's form means.

        Pandoc keeps stops, `#2.1-low-water`, joins hyphens, `#tide-time` of “Tide &
        Time”, and leaves out what is before the first letter; GitLab joins hyphens too.
        """
        names = self._names_by_bare_form.get(_bare_form(fragment), {})
        own = [name for name in names if name.startswith(f"{division_id}.")]
        meant = own or list(names)
        return meant[0] if len(meant) == 1 else None

    @cached_property
    def _names_by_bare_form(self) -> dict[str, dict[str, None]]:
        """Ids by what is equal in all programs' forms of them."""
        names: dict[str, dict[str, None]] = {}
        forms = [
            (local, name) for local, of in self._owners_by_id.items() for name in of
        ]
        forms += [(slug, name) for name, slug in self._title_slug_by_id.items()]
        for form, name in forms:
            bare = _bare_form(form)
            for key in (bare, _BEFORE_LETTER.sub("", bare)):
                names.setdefault(key, {})[name] = None
        return names

    def owners(self, fragment: str) -> Collection[str]:
        """All ids that a fragment without a file may mean, in the book's order."""
        return self._owners_by_id.get(ascii_id(fragment), {})

    def nearest_file(self, path: str, division: Division) -> str | None:
        """The listed file that is most like a path, as the author would write it."""
        self._files_sought += 1
        if self._files_sought > MOST_SOUGHT:
            return None
        folder = posixpath.dirname(division.file or "")
        whole = posixpath.normpath(posixpath.join(folder, path.replace("\\", "/")))
        near = find_near_file(whole, tuple(self.division_id_by_file))
        if near is None or near.path == division.file:
            return None
        return as_seen_from(division.file or "", near)

    def nearest(self, fragment: str) -> str | None:
        """The known id that is most like a fragment."""
        return self._known.nearest(fragment)


def _bare_form(fragment: str) -> str:
    """A fragment without what programs that make ids of headings treat in own ways."""
    return _HYPHENS.sub("-", ascii_id(fragment.replace(".", ""))).strip("-")


def _resolved_link(
    link: Link, division: Division, targets: Targets, diagnostics: Diagnostics
) -> Node:
    if is_outward(link.target):
        return _checked_address(link, diagnostics)
    path, _, fragment = link.target.partition("#")
    division_id = division.attributes.id or ""
    if path:
        found = find_linked_division(unquote(path.partition("?")[0]), division, targets)
        if found is None:
            nearest = _meant_address(link.target) or targets.nearest_file(
                path, division
            )
            diagnostics.add(LinkOutsideBook(link.target, nearest, span=link.span))
            return _words(link)
        division_id = found
    fragment = unquote(fragment)
    if not fragment:
        return replace(link, target=f"#{division_id}") if path else _words(link)
    name = targets.find(division_id, fragment)
    if name is not None:
        return replace(link, target=f"#{name}")
    nearest = targets.nearest(fragment)
    if path:
        diagnostics.add(UnknownPlaceInFile(path, fragment, nearest, span=link.span))
        return replace(link, target=f"#{division_id}")
    diagnostics.add(_dangling(fragment, targets, link.span))
    return _words(link)


def _checked_address(link: Link, diagnostics: Diagnostics) -> Node:
    """A link out of the book, or its words where nothing can follow it."""
    reason = why_unusable(link.target)
    if reason is None:
        return link
    # What is unfinished or mistyped was reported when its file was read.
    if not (is_unfinished(link.target) or corrected_address(link.target)):
        diagnostics.add(
            UnusableAddress(target=link.target, reason=reason, span=link.span)
        )
    return _words(
        replace(link, children=link.children or (Text(link.target, span=link.span),))
    )


def _meant_address(target: str) -> str | None:
    """The whole address that a target without its beginning means."""
    if _PERSON.fullmatch(target):
        return f"mailto:{target}"
    return f"https://{target}" if _HOST.match(target) else None


def _dangling(
    fragment: str, targets: Targets, span: SourceSpan | None
) -> AmbiguousIdentifier | UnknownIdentifier:
    owners = targets.owners(fragment)
    if len(owners) > 1:
        return AmbiguousIdentifier(fragment, len(owners), span=span)
    return UnknownIdentifier(fragment, targets.nearest(fragment), span=span)


def _resolved_reference(
    reference: CrossReference,
    division: Division,
    targets: Targets,
    wording: _Wording,
    diagnostics: Diagnostics,
) -> Node:
    fragment = reference.target.removeprefix("#")
    if reference.children and fragment in targets.node_by_id:
        return reference
    name = targets.find(division.attributes.id or "", fragment)
    if name is None:
        diagnostics.add(_dangling(fragment, targets, reference.span))
        return Text(f"@{fragment}", span=reference.span)
    return wording.worded(replace(reference, target=f"#{name}"))


class _Wording:
    """Gives references the words of their targets."""

    def __init__(
        self, targets: Targets, language: str, diagnostics: Diagnostics
    ) -> None:
        self._targets = targets
        self._captions = caption_words_of(language)
        self._quotes = words_of(language).quotes
        self._diagnostics = diagnostics

    def worded_link(self, link: Link) -> Node:
        """Word a link without words; make a reference of one that asks for a page.

        A link within a link cannot be: a reference in one is its words.
        """
        if not link.target.startswith("#"):
            children = link.children or (Text(link.target, span=link.span),)
            return replace(link, children=_without_references(children))
        children = _without_references(link.children)
        asks_for_page = _PAGE_CLASS in link.attributes.classes
        if children and not asks_for_page:
            return replace(link, children=children)
        rest = tuple(name for name in link.attributes.classes if name != _PAGE_CLASS)
        reference = CrossReference(
            link.target,
            ReferenceForm.PAGE if asks_for_page else ReferenceForm.TITLE,
            children,
            has_own_words=bool(children),
            attributes=replace(link.attributes, classes=rest),
            span=link.span,
        )
        return reference if children else self.worded(reference)

    def worded(self, reference: CrossReference) -> CrossReference:
        """Give a resolved reference its words."""
        name = reference.target.removeprefix("#")
        place = self._targets.node_by_id[name]
        if reference.form is ReferenceForm.NUMBER:
            said = number_of(place)
            if said is None:
                problem = ReferenceWithoutNumber(name, span=reference.span)
                self._diagnostics.add(problem)
        else:
            said = label_of(place, self._captions)
        if said is None:
            return replace(reference, children=self._title(reference, place))
        if reference.starts_sentence:
            said = said[:1].upper() + said[1:]
        return replace(reference, children=(Text(said, span=reference.span),))

    def _title(self, reference: CrossReference, place: Node) -> tuple[Inline, ...]:
        """The words of what has no number; those of its chapter where it has none."""
        name = reference.target.removeprefix("#")
        title = words_of_place(place)
        if not title and _OF_A_KIND.match(reference.target):
            # Its chapter's title would say something else.
            return (Text(f"@{name}", span=reference.span),)
        if not title:
            division = self._targets.division_by_id[name]
            title = words_of_place(division) or (Text(division.label or name),)
        if reference.form is not ReferenceForm.LABEL:
            return title
        opening, closing = self._quotes
        return (Text(opening), *title, Text(closing))


def _without_references(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    def flat(node: Node) -> Node | tuple[Node, ...]:
        return node.children if isinstance(node, CrossReference) else node

    return map_nodes(Span(children), flat, CrossReference).children


def find_linked_division(path: str, division: Division, targets: Targets) -> str | None:
    own = division.file or ""
    folder = posixpath.dirname(own)
    file = posixpath.normpath(posixpath.join(folder, path)).lstrip("/")
    stem, suffix = posixpath.splitext(file)
    known = targets.division_id_by_file
    if suffix not in _CHAPTER_SUFFIXES:
        return _find_page(path, own, known)
    candidates = [file, *(f"{stem}{suffix}" for suffix in MARKDOWN_SUFFIXES)]
    if path.startswith("/"):
        candidates += [posixpath.join(targets.site_root, name) for name in candidates]
    return next((known[name] for name in candidates if name in known), None)


def _find_page(path: str, own: str, known: Mapping[str, str]) -> str | None:
    """The page that an address without a suffix means, as sites have them: `../ford/`.

    It counts from the file's folder, or from the address of the page itself.
    """
    for base in (posixpath.dirname(own), posixpath.splitext(own)[0]):
        file = posixpath.normpath(posixpath.join(base, path)).lstrip("/")
        names = (file, *(f"{file}{end}" for end in _PAGE_ENDS))
        found = next((known[name] for name in names if name in known), None)
        if found is not None:
            return found
    return None


def _words(link: Link) -> Span:
    return Span(link.children, attributes=link.attributes, span=link.span)
