"""Part a galley into chapters that are laid out alone, and name each by its content.

What comes in: the markup of the whole book. What goes out: a job for every division
that begins on a page of its own, with the sections that go on behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from xml.etree import ElementTree

from bookmaker.backends.pdf.galley import ENTRY_END, Galley
from bookmaker.backends.pdf.index_folios import merge_index_folios
from bookmaker.backends.pdf.orders import ChapterMarkup
from bookmaker.backends.pdf.structure import LinkWords
from bookmaker.source import SourceSpan

PAGE_ATTRIBUTE = "data-page"
"""Where a link whose sheet prints a page number carries it: the sheet of the text asks
for this instead of a counter, which ends with its chapter."""
_PAGE_REFERENCE = "page-reference"
UNKNOWN_PAGE = "000"
"""Stands for a page number until there is one: most have as many figures or fewer."""


@dataclass(frozen=True, slots=True)
class Job:
    """A chapter to be laid out, whatever its page numbers."""

    title: str
    """What people know it by: its running head."""
    root: ElementTree.Element
    span: SourceSpan | None
    """Where its text begins."""
    leaves: int
    """How many divisions it holds."""
    links: LinkWords
    elsewhere: frozenset[str]
    """The ids in other chapters that its links lead to."""
    ids: frozenset[str]
    references: tuple[ElementTree.Element, ...]
    """The links that print the page they lead to."""

    @property
    def targets(self) -> tuple[str, ...]:
        """The ids whose pages are printed, in order."""
        return tuple(_target(link) or "" for link in self.references)

    def fill_page_numbers(self, labels: Mapping[str, str]) -> ChapterMarkup:
        """What is laid out, with the folios that its references print."""
        for link in self.references:
            label = labels.get(_target(link) or "", UNKNOWN_PAGE)
            for node in link.iter():
                if node is link or node.get("class") == ENTRY_END:
                    node.set(PAGE_ATTRIBUTE, label)
            if _PAGE_REFERENCE in (link.get("class") or "").split():
                link.set("data-words", " ".join((*_words_of(link), label)))
        merge_index_folios(self.root, labels)
        # A link that has no words of its own is known by the page that it prints.
        words = {t: labels[t] for t in self.targets if t in labels}
        own = {t: said for t, said in self.links.words_by_target.items() if said}
        return ChapterMarkup(
            markup=ElementTree.tostring(self.root),
            links=replace(self.links, words_by_target={**words, **own}),
            elsewhere=self.elsewhere,
        )


def part_galley(galley: Galley) -> tuple[Job, ...]:
    """Part it; the order is the book's. The galley's tree is taken apart."""
    parts = [list(part) for part in _parts(galley.root)]
    ids = [frozenset(_ids(part)) for part in parts]
    everywhere = frozenset[str]().union(*ids)
    jobs = []
    leaves = 0
    for part, own in zip(parts, ids, strict=True):
        span = galley.spans[leaves]
        leaves += len(part)
        jobs.append(_job(galley, part, span, own, everywhere))
    return tuple(jobs)


def parts_of(copy: ChapterMarkup) -> tuple[str | bytes, ...]:
    """All that the layout of a chapter depends on but the style and the files it reads.

    Equal parts are equal copies.
    """
    links = copy.links
    return (
        copy.markup,
        repr(sorted(links.note_by_call.items())),
        repr(sorted(links.words_by_target.items())),
        repr(sorted(copy.elsewhere)),
    )


def _parts(root: ElementTree.Element) -> Iterator[list[ElementTree.Element]]:
    part: list[ElementTree.Element] = []
    for leaf in root.iterfind("./body/div"):
        if part and "continued" not in (leaf.get("class") or "").split():
            yield part
            part = []
        part.append(leaf)
    if part:
        yield part


def _ids(part: Iterable[ElementTree.Element]) -> Iterator[str]:
    for leaf in part:
        for node in leaf.iter():
            name = node.get("id")
            if name:
                yield name


def _job(
    galley: Galley,
    part: list[ElementTree.Element],
    span: SourceSpan | None,
    own: frozenset[str],
    everywhere: frozenset[str],
) -> Job:
    root = ElementTree.Element("html", galley.root.attrib)
    ElementTree.SubElement(root, "head")
    ElementTree.SubElement(root, "body").extend(part)
    wanted = frozenset(target for link in root.iter("a") if (target := _target(link)))
    calls = galley.links.note_by_call
    words = galley.links.words_by_target
    heads = root.find(".//div[@data-chapter]")
    return Job(
        title="" if heads is None else heads.get("data-chapter", ""),
        span=span,
        leaves=len(part),
        root=root,
        links=LinkWords(
            note_by_call={
                call: note
                for call, note in calls.items()
                if call in own or call in wanted
            },
            words_by_target={name: words[name] for name in wanted if name in words},
        ),
        elsewhere=(wanted & everywhere) - own,
        ids=own,
        references=tuple(_references(root)),
    )


def _words_of(link: ElementTree.Element) -> list[str]:
    return "".join(link.itertext()).split()


def _target(link: ElementTree.Element) -> str | None:
    address = link.get("href") or ""
    return address[1:] if address.startswith("#") else None


def _references(root: ElementTree.Element) -> Iterator[ElementTree.Element]:
    for contents in root.iter("nav"):
        yield from (link for link in contents.iter("a") if _target(link))
    for link in root.iter("a"):
        if _PAGE_REFERENCE in (link.get("class") or "").split() and _target(link):
            yield link
