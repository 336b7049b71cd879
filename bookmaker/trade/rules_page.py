"""`docs/printers.md`: the rules of each printer, what they rest on, who checks them."""

from __future__ import annotations

from collections.abc import Iterator

from bookmaker.trade import Evidence, Paper, Printer, printer_names, printer_of
from bookmaker.units import POINTS_PER_MILLIMETRE, Length

_HEAD = """\
# Printers

This page is generated from `bookmaker/trade/`. It lists what bookmaker takes each
printer to ask for, what each figure rests on, and the diagnostics that report a file
that doesn't meet it: `P` codes when a book is built with
`bookmaker build --edition print`, `V` codes of
`bookmaker validate FILE.pdf --printer NAME`.

- *printer*: the printer's own page was read.
- *quoted*: others quote the printer; its own page was not read.
- *assumed*: no page gives it.

Printers change their rules: look at their help pages before you upload.
"""


def render_rules() -> str:
    """Write the page."""
    return "\n".join([_HEAD, *map(_section, printer_names())])


def _section(name: str) -> str:
    printer = printer_of(name)
    rows = [
        "| asks for | rests on | looked at | checked by |",
        "| --- | --- | --- | --- |",
    ]
    for table, rule, codes in _rules(printer):
        evidence = printer.evidence[table]
        cells = (rule, _basis(evidence), f"{evidence.verified_on}", codes)
        rows.append(f"| {' | '.join(cells)} |")
    body = "\n".join(rows)
    return f"## {printer.label[:1].upper()}{printer.label[1:]} (`{name}`)\n\n{body}\n"


def _basis(evidence: Evidence) -> str:
    if evidence.source.startswith("https://"):
        return f"{evidence.basis.value}: <{evidence.source}>"
    return f"{evidence.basis.value}: {evidence.source}"


def _rules(printer: Printer) -> Iterator[tuple[str, str, str]]:
    yield "trims", f"trim: {_trims(printer)}", "P060, V057"
    ends = "; the last page is blank" if printer.ends_blank else ""
    yield "pages", f"pages: a multiple of {printer.multiple}{ends}", "added, V058"
    for paper in printer.papers:
        yield f"papers.{paper.name}", _paper(paper), "P061, V058"
    steps = ", ".join(
        f"{'more' if one.most is None else f'to {one.most}'}: {_size(one.margin)}"
        for one in printer.gutters
    )
    yield "gutters", f"inner margin by pages: {steps}", "laid out so, P062, V059"
    outer = f"{_size(printer.outer)}, with bleed {_size(printer.outer_with_bleed)}"
    yield "margins", f"other margins: {outer}", "laid out so, P062, V059"
    sides = ", ".join(sorted(side.value for side in printer.bleed_sides))
    yield "bleed", f"bleed: {_size(printer.bleed)} ({sides})", "P064, V057"
    most = "" if printer.most_per_inch is None else f", at most {printer.most_per_inch}"
    images = f"images: at least {printer.least_per_inch} pixels per inch{most}"
    yield "images", images, "P010, V053"
    colours = ", ".join(sorted(one.value for one in printer.colours))
    yield "colours", f"colours: {colours}", "P063, V054"
    forbidden = ", ".join(sorted(one.value for one in printer.forbidden))
    size = printer.most_megabytes
    limit = "" if size is None else f"; at most {size} MB"
    yield "file", f"the PDF has no {forbidden}{limit}", "made so, V055, V056, V060"


def _trims(printer: Printer) -> str:
    if printer.widths is not None and printer.heights is not None:
        across = f"{_number(printer.widths[0])} to {_size(printer.widths[1])} wide"
        down = f"{_number(printer.heights[0])} to {_size(printer.heights[1])} high"
        return f"{across}, {down}"
    if not printer.sizes:
        return "any"
    return ", ".join(f"{_number(w)} × {_size(h)}" for w, h in printer.sizes)


def _paper(paper: Paper) -> str:
    least = "" if paper.least is None else f"{paper.least} pages and more"
    most = "" if paper.most is None else f"at most {paper.most} pages"
    limits = ", ".join(filter(None, (least, most))) or "no limit is known"
    return f"paper “{paper.name}”, {paper.ink.value} ink: {limits}"


def _size(length: Length) -> str:
    return f"{_number(length)} mm"


def _number(length: Length) -> str:
    return f"{round(float(length.points / POINTS_PER_MILLIMETRE), 1):g}"
