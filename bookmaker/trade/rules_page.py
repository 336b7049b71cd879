"""`docs/printers.md`: the rules of each printer, what they rest on, who checks them."""

from __future__ import annotations

from collections.abc import Iterator

from bookmaker.trade import (
    Evidence,
    Paper,
    PressStandard,
    Printer,
    printer_names,
    printer_of,
)
from bookmaker.units import POINTS_PER_MILLIMETRE, Length

_HEAD = '''\
# Printers

From a manuscript to the files that a printer takes:

1. Say in `book.toml` who prints the book, on which paper, and its ISBN:

   <!-- not run: a part of a file -->

   ```toml
   description = """
   What shops and the back cover say of the book.

   An empty line begins a paragraph.
   """

   [products.paperback]
   isbn = "978-3-16-148410-0"

   [print]
   printer = "kdp"
   paper = "cream"

   [cover]
   front = "images/front.png"
   ```

   Without `front`, a front is made from the title. Every key of `[cover]` is in
   [config.md](config.md).
2. `bookmaker build my-book --edition print` writes `build/my-book-print.pdf`: the pages
   without links and outline, in the inks of the press, with the inner margin that the
   printer asks for at this number of pages. Problems have a code; `bookmaker explain
   P061` says more about one.
3. `bookmaker cover my-book` writes `build/my-book-print-cover.pdf`, one sheet with the
   back, the spine and the front. The spine fits the pages as they are now: make the
   cover again after each change of the text. `build/my-book-print-cover-guide.pdf`
   shows where the sheet is cut and folded, and where words are safe; keep it for
   yourself.
4. `bookmaker validate build/my-book-print.pdf --printer kdp` checks the finished file
   once more, as it checks files of any other program; `--cover` checks a cover.
5. `bookmaker release my-book --edition epub --edition print` writes `dist/`: the files
   above, the front as an image for shops, metadata and sums, checked and the same on
   each run.

Colours: without `ink = "colour"` everything is printed in black ink. With it, most
printers take the colours of a screen (RGB). A press that takes CMYK needs its ICC
profile, which your printer gives you: `profile = "colour/press.icc"` under `[print]`.

## What printers ask for

The rest of this page is generated from `bookmaker/trade/`. It lists what bookmaker
takes each printer to ask for, what each figure rests on, and the diagnostics that
report a file that doesn't meet it: `P` codes when a book is built, `V` codes of
`bookmaker validate`.

- *printer*: the printer's own page was read.
- *quoted*: others quote the printer; its own page was not read.
- *assumed*: no page gives it.

Printers change their rules: look at their help pages before you upload.
'''


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
    return f"### {printer.label[:1].upper()}{printer.label[1:]} (`{name}`)\n\n{body}\n"


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
    standard = _STANDARDS[printer.standard]
    ink = f"; at most {printer.most_ink} % of ink" if printer.most_ink else ""
    yield "standard", f"form of the PDF: {standard}{ink}", "made so, V062, V063"
    yield from _cover_rules(printer)
    yield "file", f"the PDF has no {forbidden}{limit}", "made so, V055, V056, V060"


_STANDARDS = {
    PressStandard.NONE: "any",
    PressStandard.X_1A: "PDF/X-1a:2001",
    PressStandard.X_4: "PDF/X-4, if `[print] profile` names the profile of the press",
}


def _cover_rules(printer: Printer) -> Iterator[tuple[str, str, str]]:
    rules = printer.cover
    for spine in rules.spines:
        papers = ", ".join(f"“{name}”" for name in spine.papers)
        page = f"{float(spine.page / POINTS_PER_MILLIMETRE):.5f} mm a page"
        binding = f" and {_size(spine.binding)}" if spine.binding.points else ""
        rule = f"spine on {papers}: {page}{binding}"
        yield f"spines.{spine.papers[0]}", rule, "made so, P070"
    least = rules.least_pages_for_spine_text
    free = _size(rules.spine_safe)
    rule = f"words on the spine: from {least} pages on, {free} from its edges"
    yield "spine-text", rule, "made so, P071"
    colours = ", ".join(sorted(one.value for one in rules.colours))
    edges = f"bleed {_size(rules.bleed)}, words {_size(rules.safe)} from the edges"
    yield "cover", f"cover: {edges}; colours: {colours}", "made so, P063"
    width, height = rules.barcode
    room = f"{_number(width)} × {_size(height)}, {_size(rules.barcode_from_edges)}"
    yield (
        "barcode",
        f"room for the barcode: {room} from spine and foot",
        "made so, P072",
    )


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
