"""Which products need a new file, and who takes it.

What comes in: the editions of two states as they were made, with their configuration.
What goes out: for each edition whether its file is another, and what has to be done
with it. Equal input gives equal bytes, so files that differ are another edition.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from bookmaker.backends.protocol import Artifact
from bookmaker.config.editions import config_of, find_edition
from bookmaker.config.model import BookConfig, ProductConfig, Purpose
from bookmaker.document.metadata import Metadata
from bookmaker.trade import GENERIC, printer_of

_NOT_COMPARED = frozenset({"modified"})
"""Fields of the metadata that say when and not what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionChange:
    """What becomes of an edition."""

    name: str
    format: str
    product: str | None
    """The name in `[products]` of what it is sold as."""
    isbn: str | None
    needs_file: bool
    """Whether its file differs from that of the old state, or is new."""
    is_new: bool
    """Whether the old state lacks it."""
    pages_before: int | None
    pages_now: int | None
    printer: str | None
    """Who prints the file; `None`: it isn't for a printer whom the book names."""
    is_for_print: bool
    to_do: tuple[str, ...]
    """What has to be done with it, as sentences' ends: `upload the new file to …`."""


@dataclass(frozen=True, slots=True)
class DataChange:
    """Something that catalogues and shops say of the book."""

    what: str
    """The key in `book.toml`: `title`, `products.paperback.price`."""
    old: str
    new: str


def edition_changes(
    old: Mapping[str, Artifact],
    new: Mapping[str, Artifact],
    formats: Mapping[str, str],
    config: BookConfig,
) -> tuple[EditionChange, ...]:
    """What becomes of each edition of the new state, in its order."""
    return tuple(
        _edition_change(name, formats[name], old.get(name), artifact, config)
        for name, artifact in new.items()
    )


def _edition_change(
    name: str, target: str, old: Artifact | None, new: Artifact, config: BookConfig
) -> EditionChange:
    edition = find_edition(config, name)
    own = config if edition is None else config_of(config, edition)
    product = None if edition is None else edition.options.product
    sold = config.products.get(product or "")
    is_for_print = new.pages is not None and own.print.purpose is Purpose.PRINT
    printer = own.print.printer if is_for_print else GENERIC
    named = None if printer == GENERIC else printer_of(printer).label
    needs_file = old is None or old.content != new.content
    before = None if old is None else old.pages
    return EditionChange(
        name=name,
        format=target,
        product=product,
        isbn=None if sold is None else sold.isbn,
        needs_file=needs_file,
        is_new=old is None,
        pages_before=before,
        pages_now=new.pages,
        printer=named,
        is_for_print=is_for_print,
        to_do=tuple(_to_do(needs_file, before, new.pages, is_for_print, named)),
    )


def _to_do(
    needs_file: bool,  # noqa: FBT001 - one of the facts of an edition
    before: int | None,
    now: int | None,
    is_for_print: bool,  # noqa: FBT001
    printer: str | None,
) -> Iterator[str]:
    if not needs_file:
        return
    if is_for_print:
        yield f"send the new file to {printer or 'the printer'}"
        if None not in (before, now) and before != now:
            yield f"make a new cover: the spine is now that of {now} pages"
    elif now is None:
        yield "upload the new file to each shop that sells it"
    else:
        yield "replace the file wherever it is offered"


def data_changes(
    old: Metadata,
    new: Metadata,
    old_products: Mapping[str, ProductConfig],
    new_products: Mapping[str, ProductConfig],
) -> tuple[DataChange, ...]:
    """What shops and catalogues have to be informed of."""
    return (*_metadata(old, new), *_products(old_products, new_products))


def _metadata(old: Metadata, new: Metadata) -> Iterator[DataChange]:
    for own in fields(Metadata):
        before, now = getattr(old, own.name), getattr(new, own.name)
        if own.name not in _NOT_COMPARED and before != now:
            key = own.name.replace("_", "-")
            yield DataChange(key, _written(before), _written(now))


def _products(
    old: Mapping[str, ProductConfig], new: Mapping[str, ProductConfig]
) -> Iterator[DataChange]:
    for name in dict.fromkeys((*old, *new)):
        before, now = old.get(name, ProductConfig()), new.get(name, ProductConfig())
        for own in fields(ProductConfig):
            one, other = getattr(before, own.name), getattr(now, own.name)
            if one != other:
                key = f"products.{name}.{own.name}"
                yield DataChange(key, _written(one), _written(other))


def _written(value: object) -> str:
    """A value for people: names of persons, words of subjects, nothing for none."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "; ".join(map(_written, value))
    name = getattr(value, "name", None) or getattr(value, "text", None)
    return name if isinstance(name, str) else str(value)
