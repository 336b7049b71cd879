"""The commands of TeX that authors write among Markdown, and what becomes of each."""

from __future__ import annotations

from bookmaker.document.nodes import (
    Emphasis,
    Highlight,
    SmallCaps,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
)

Wrapper = type[
    Emphasis | Strong | SmallCaps | Superscript | Subscript | Strikeout | Highlight
]

WRAPPERS: dict[str, Wrapper] = {
    **dict.fromkeys(("emph", "textit", "textsl"), Emphasis),
    "textbf": Strong,
    "textsc": SmallCaps,
    "textsuperscript": Superscript,
    "textsubscript": Subscript,
    **dict.fromkeys(("sout", "st"), Strikeout),
    "hl": Highlight,
}
"""What a command makes of its argument."""
UNDERLINES = frozenset({"underline", "uline"})
PLAIN = frozenset(
    (
        "mbox hbox textrm textsf textup textmd textnormal textlf uppercase lettrine "
        "newthought gls Gls glspl Glspl acrshort acrlong acs ac"
    ).split()
)
"""Commands whose argument is words, and no more."""
DECLARATIONS: dict[str, Wrapper | None] = {
    **dict.fromkeys(("em", "it", "sl", "itshape", "slshape"), Emphasis),
    **dict.fromkeys(("bf", "bfseries"), Strong),
    **dict.fromkeys(("sc", "scshape"), SmallCaps),
    **dict.fromkeys(
        (
            "tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge "
            "tt ttfamily rm sffamily rmfamily sf normalfont centering raggedright "
            "raggedleft"
        ).split()
    ),
}
"""What a command at the beginning of a group, `{\\it …}`, makes of it."""
NOTES = frozenset(
    "footnote footnotetext endnote sidenote marginnote marginpar thanks".split()
)
CITATIONS = frozenset(
    "cite citep parencite autocite footcite citeauthor smartcite fullcite".split()
)
CITATIONS_IN_TEXT = frozenset({"citet", "textcite"})
NUMBERS = frozenset({"ref"})
LABELS = frozenset({"autoref", "cref", "Cref", "eqref", "vref", "nameref"})
PAGES = frozenset({"pageref"})
BREAKS = frozenset({"newline", "linebreak"})
WITH_ARGUMENT = frozenset(
    {
        *WRAPPERS,
        *UNDERLINES,
        *PLAIN,
        *NOTES,
        *CITATIONS,
        *CITATIONS_IN_TEXT,
        *NUMBERS,
        *LABELS,
        *PAGES,
        *("texttt", "enquote", "url", "href", "label", "hypertarget", "hyperlink"),
    }
)
"""Commands that are read where an argument in braces follows them."""

OPENING_QUOTES = ("„", "‚", "«", "‹")
"""Marks behind which a space only ends the command."""
CHARACTERS = {
    **dict.fromkeys(("ldots", "dots", "textellipsis"), "…"),
    **dict.fromkeys(("LaTeX", "LaTeXe"), "LaTeX"),
    "TeX": "TeX",
    "XeLaTeX": "XeLaTeX",
    "BibTeX": "BibTeX",
    "textendash": "–",
    "textemdash": "—",
    "textquoteleft": "‘",
    "textquoteright": "’",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    **dict.fromkeys(("glqq", "quotedblbase"), "„"),
    "grqq": "“",
    **dict.fromkeys(("glq", "quotesinglbase"), "‚"),
    "grq": "‘",
    **dict.fromkeys(("flqq", "guillemotleft", "guillemetleft"), "«"),
    **dict.fromkeys(("frqq", "guillemotright", "guillemetright"), "»"),
    **dict.fromkeys(("flq", "guilsinglleft"), "‹"),
    **dict.fromkeys(("frq", "guilsinglright"), "›"),
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textbar": "|",
    "textless": "<",
    "textgreater": ">",
    "textbullet": "•",
    "textdegree": "°",
    **dict.fromkeys(("copyright", "textcopyright"), "©"),
    "textregistered": "®",
    "texttrademark": "™",
    **dict.fromkeys(("euro", "texteuro"), "€"),
    **dict.fromkeys(("pounds", "textsterling"), "£"),
    **dict.fromkeys(("S", "textsection"), "§"),
    **dict.fromkeys(("P", "textparagraph"), "¶"),
    **dict.fromkeys(("dag", "textdagger"), "†"),
    **dict.fromkeys(("ddag", "textdaggerdbl"), "‡"),
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "o": "ø",
    "O": "Ø",
    "aa": "å",
    "AA": "Å",
    "ss": "ß",
    "l": "ł",
    "L": "Ł",
    "quad": "\N{EM SPACE}",
    "qquad": "\N{EM SPACE}\N{EM SPACE}",
    "enspace": "\N{EN SPACE}",
    "thinspace": "\N{NARROW NO-BREAK SPACE}",
    "nobreakspace": "\N{NO-BREAK SPACE}",
}
"""Commands that stand for characters."""

_SPACE = (
    "delete it: the theme sets spacing; for a blank line, write *** and {.blank} below"
)
_TYPE = "write *…*, **…** or [x]{.smallcaps}; the theme sets sizes"
_SETTING = "the look of pages is set in book.toml, the theme and its tokens"
_LIST = "list “{}” under [contents] in book.toml"
NATIVE_FORMS = {
    **dict.fromkeys(
        (
            "vspace hspace vfill hfill hfil vskip hskip smallskip medskip bigskip "
            "vphantom hphantom phantom strut addvspace parskip baselineskip kern"
        ).split(),
        _SPACE,
    ),
    **dict.fromkeys(
        ("noindent", "indent", "par"), "delete it: the theme indents paragraphs"
    ),
    **dict.fromkeys(
        "centering raggedright raggedleft".split(), "write ::: center … ::: around it"
    ),
    **dict.fromkeys(
        (
            "tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge "
            "bfseries itshape scshape ttfamily sffamily rmfamily mdseries upshape "
            "normalfont selectfont bf it sc tt rm em sl sf fontsize textcolor color "
            "colorbox fcolorbox parbox raisebox scalebox resizebox rotatebox makebox "
            "framebox fbox adjustbox"
        ).split(),
        _TYPE,
    ),
    **dict.fromkeys(
        (
            "thispagestyle pagestyle pagenumbering setlength addtolength setcounter "
            "addtocounter stepcounter usepackage documentclass newcommand renewcommand "
            "markboth markright sloppy fussy protect relax geometry hypersetup "
            "onehalfspacing doublespacing singlespacing enlargethispage "
            "nopagebreak nolinebreak allowbreak twocolumn onecolumn frenchspacing "
            "selectlanguage phantomsection addcontentsline def let providecommand "
            "newenvironment parindent foreignlanguage textlang"
        ).split(),
        _SETTING,
    ),
    **dict.fromkeys(
        "pagebreak newpage clearpage cleardoublepage".split(),
        "put it on a line of its own",
    ),
    **dict.fromkeys(("rule", "hrule", "hrulefill", "dotfill"), "*** is a scene break"),
    "tableofcontents": _LIST.format("contents"),
    "listoffigures": _LIST.format("list-of-figures"),
    "listoftables": _LIST.format("list-of-tables"),
    **dict.fromkeys(("printindex", "makeindex"), _LIST.format("index")),
    **dict.fromkeys(
        (
            "bibliography printbibliography bibliographystyle nocite addbibresource"
        ).split(),
        _LIST.format("bibliography"),
    ),
    **dict.fromkeys(("printglossary", "glossary"), _LIST.format("glossary")),
    **dict.fromkeys(
        ("maketitle", "title", "author"), "book.toml has title and authors"
    ),
    **dict.fromkeys(
        "frontmatter mainmatter backmatter appendix".split(),
        "book.toml has front, body and back under [contents]",
    ),
    "footnotemark": "write [^a] and below [^a]: the note",
    **dict.fromkeys(("input", "include"), "write {{< include file.md >}}"),
    "includegraphics": "write ![caption](image.png)",
    "today": "write the date, or {{< meta year >}}",
    "thepage": "the theme prints page numbers",
    **dict.fromkeys(("begin", "end"), "write ::: name … ::: or Markdown"),
    "multicolumn": "begin a cell with []{colspan=2}",
    "multirow": "begin a cell with []{rowspan=2}",
    "part": 'list it under [contents] in book.toml: { part = "…", chapters = […] }',
    "item": "begin the item with - or 1.",
    "caption": "write ![caption](image.png), or : caption below a table",
}
"""Commands that are left out, with what to do instead."""
ARGUMENTS = frozenset(
    (
        "vspace hspace vskip hskip addvspace phantom hphantom vphantom thispagestyle "
        "pagestyle pagenumbering setlength addtolength setcounter addtocounter "
        "stepcounter usepackage documentclass newcommand renewcommand markboth "
        "markright geometry hypersetup enlargethispage addcontentsline bibliography "
        "bibliographystyle nocite addbibresource input include includegraphics begin "
        "end rule color fontsize selectlanguage footnotemark nopagebreak nolinebreak "
        "pagebreak glossary printglossary providecommand newenvironment def let "
        "addlinespace"
    ).split()
)
"""Those of them whose arguments are left out with them; the words of others stay."""
DEFINITIONS = frozenset("newcommand renewcommand providecommand newenvironment".split())
"""Commands whose arguments in brackets stand between those in braces."""
LENGTHS = frozenset("vskip hskip kern parindent parskip baselineskip".split())
"""Commands that a length may follow without braces: `\\vskip 1em`."""
HEADINGS = {
    "chapter": 1,
    "section": 2,
    "subsection": 3,
    "subsubsection": 4,
    "paragraph": 5,
    "subparagraph": 6,
}
"""Commands that are headings where they are alone on a line."""
ACCENTS = {
    "'": "\u0301",
    "`": "\u0300",
    '"': "\u0308",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "c": "\u0327",
    "v": "\u030c",
    "H": "\u030b",
    "k": "\u0328",
    "r": "\u030a",
    "u": "\u0306",
}
"""The mark that a command such as `\\'{e}` puts on its letter."""
KNOWN = WITH_ARGUMENT | CHARACTERS.keys() | NATIVE_FORMS.keys() | BREAKS | {"index"}

FORMULAS = {
    **dict.fromkeys(("equation", "displaymath", "math"), ""),
    **dict.fromkeys(("align", "alignat", "flalign", "split"), "aligned"),
    **dict.fromkeys(("gather", "multline"), "gathered"),
    "eqnarray": "array",
}
"""Environments that are formulas, and the one within a formula that looks the same."""
VERBATIM = frozenset({"verbatim", "Verbatim", "lstlisting", "minted"})
QUOTATIONS = frozenset({"quote", "quotation", "displayquote"})
PLACED = {"center": "center", "flushright": "right", "flushleft": "left"}
DRAWN = {
    **dict.fromkeys(
        ("tikzpicture", "picture", "pgfpicture", "pspicture"),
        "save it as SVG and write ![caption](image.svg)",
    ),
    **dict.fromkeys(("figure", "wrapfigure"), "write ![caption](image.png){#fig-name}"),
    **dict.fromkeys(
        ("table", "tabular", "tabularx", "longtable"),
        "write a pipe table, with its caption below: : caption {#tbl-name}",
    ),
    "thebibliography": "keep the works in a .bib file, named under [citations]",
    "filecontents": "keep the file next to the manuscript",
}
"""Environments that are left out whole, and what to do instead."""


def native_form(command: str) -> str:
    """What to write instead of a command or an environment."""
    return NATIVE_FORMS.get(command) or DRAWN.get(command) or "write it in Markdown"
