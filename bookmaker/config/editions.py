"""Editions by name: `[editions.NAME]` in `book.toml`, and the ready-made ones.

An edition starts from the book's own `[print]` and `[epub]`, or from the edition that
it is based on; an edition with the name of a ready-made one starts from that. The ready
ones are in `ready_editions.toml`, and read like those of a book.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path

from bookmaker.config.model import (
    BookConfig,
    Edition,
    EditionConfig,
    EditionTarget,
    EpubConfig,
    PrintConfig,
)
from bookmaker.config.options import epub_options, print_options
from bookmaker.config.table import TableContext, TableReader
from bookmaker.config.toml_file import TomlTable
from bookmaker.config.toml_places import TomlPlaces, dotted
from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.configuration import MissingKey
from bookmaker.system.files import read_file

PLAIN = ("epub", "pdf")
"""The editions that a book has without a word about them, in the order built."""
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NAME_FORM = "lower-case letters, digits and hyphens: pocket-book"
_MOST_CHAPTERS = 10_000
_MOST_BYTES = 64 * 1024


@cache
def _ready_tables() -> dict[str, TomlTable]:
    content = read_file(Path(__file__).with_name("ready_editions.toml"), _MOST_BYTES)
    return tomllib.loads(content.decode())


def ready_names() -> tuple[str, ...]:
    """The names of the ready-made editions; the plain ones come first."""
    return tuple(_ready_tables())


def take_editions(top: TableReader, config: BookConfig) -> dict[str, Edition]:
    """Take `[editions.*]`, in the author's order."""
    table = top.table("editions")
    if table is None:
        return {}
    edition_by_name: dict[str, Edition] = {}
    for name in table.values:
        own = table.table(name)
        if own is None:
            continue
        if _NAME.fullmatch(name) is None:
            table.refuse_form("edition", name, _NAME_FORM, (name,))
            continue
        edition_by_name[name] = _take_edition(name, own, config, edition_by_name)
    return edition_by_name


def find_edition(config: BookConfig, name: str) -> Edition | None:
    """The edition of a name: the book's own, or a ready-made one."""
    own = config.editions.get(name)
    return own or _ready_edition(name, config)


def default_names(config: BookConfig) -> tuple[str, ...]:
    """The editions that a build makes when none is named, in order."""
    asked = [one.name for one in config.editions.values() if one.options.default]
    return tuple(asked) or PLAIN


def config_of(config: BookConfig, edition: Edition) -> BookConfig:
    """The configuration of a book in an edition; places are those of its keys."""
    key = f"editions.{edition.name}."
    table = "print" if edition.options.target is EditionTarget.PDF else "epub"
    own = {
        f"{table}.{name.removeprefix(key)}": span
        for name, span in config.places.items()
        if name.startswith(key)
    }
    return replace(
        config,
        print=edition.print,
        epub=edition.epub,
        edition=edition.options,
        edition_name=None if edition.name in PLAIN else edition.name,
        places={**config.places, **own} if own else config.places,
    )


def check_page_lists(top: TableReader, config: BookConfig) -> None:
    """Refuse a page list of an edition that has no pages, or that isn't there."""
    paged = [
        name
        for name in dict.fromkeys((*config.editions, *ready_names()))
        if (found := find_edition(config, name))
        and found.options.target is EditionTarget.PDF
    ]
    tables = {("epub",): config.epub} | {
        ("editions", one.name): one.epub for one in config.editions.values()
    }
    for path, options in tables.items():
        if options.page_list in (None, *paged):
            continue
        if config.place(dotted((*path, "page-list"))) is not None:
            table = top.within({}, path)
            word = options.page_list or ""
            table.refuse_choice("page-list", word, ("page-list",), tuple(paged))


def _take_edition(
    name: str, table: TableReader, config: BookConfig, above: dict[str, Edition]
) -> Edition:
    based_on = table.text("based-on")
    base = _ready_edition(name, config)
    if based_on is not None:
        base = above.get(based_on) or _ready_edition(based_on, config)
        if base is None:
            choices = (*above, *ready_names())
            table.refuse_choice("based-on", based_on, ("based-on",), choices)
    edition = _edition(name, table, base or _plain(name, config), based_on)
    product = edition.options.product
    if product is not None and product not in config.products:
        _refuse_product(product, table, tuple(config.products))
    table.close()
    return edition


def _refuse_product(product: str, table: TableReader, names: tuple[str, ...]) -> None:
    if names:
        table.refuse_choice("product", product, ("product",), names)
        return
    span = table.surroundings.span((*table.path, "product"))
    missing = MissingKey(
        key=product,
        owner="[products]",
        example=f'[products.{product}] with isbn = "…"',
        span=span,
    )
    table.surroundings.diagnostics.add(missing)


def _ready_edition(name: str, config: BookConfig) -> Edition | None:
    values = _ready_tables().get(name)
    if values is None:
        return None
    # Ours are right, and whether their pages have room is known when they are planned.
    surroundings = TableContext(Path(), TomlPlaces({}, {}), Diagnostics())
    table = TableReader(values, ("editions", name), surroundings)
    return _edition(name, table, _plain(name, config), None)


def _plain(name: str, config: BookConfig) -> Edition:
    options = EditionConfig()
    return Edition(name=name, options=options, print=config.print, epub=config.epub)


def _edition(
    name: str, table: TableReader, base: Edition, based_on: str | None
) -> Edition:
    default = base.options
    target = table.choice("target", default.target)
    chapters = table.whole(
        "chapters", default.chapters or 0, lowest=1, highest=_MOST_CHAPTERS
    )
    options = EditionConfig(
        target=target,
        based_on=based_on,
        default=table.flag("default", default=False),
        product=table.text("product") or default.product,
        chapters=chapters or None,
    )
    pages: PrintConfig = base.print
    epub: EpubConfig = base.epub
    if target is EditionTarget.PDF:
        pages = print_options(table, base.print)
    else:
        epub = epub_options(table, base.epub)
    return Edition(name=name, options=options, print=pages, epub=epub)
