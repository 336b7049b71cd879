"""Word files for tests, made so that what is in them can be counted."""

from __future__ import annotations

import importlib.util
import io
import re
import shutil
import zipfile
from functools import cache
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Inches
from PIL import Image

_NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_NOTES_KIND = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NOTE_MARK = "NOTEHERE"


def find_pandoc() -> Path | None:
    """The folder of pandoc: an installed one, or that of the package `pypandoc`."""
    found = shutil.which("pandoc")
    if found is not None:
        return Path(found).parent
    package = importlib.util.find_spec("pypandoc")
    if package is None or package.origin is None:
        return None
    folder = Path(package.origin).parent / "files"
    return folder if (folder / "pandoc").is_file() else None


_KEPT_DESIGNS = ("Normal Table", "Table Grid")


@cache
def _small_template() -> bytes:
    """python-docx's template without table styles: mammoth reads a tenth of it all."""
    document = docx.Document()
    styles = document.styles.element
    for style in list(styles):
        name = style.find(qn("w:name"))
        is_design = (
            style.get(qn("w:type")) == "table"
            and name.get(qn("w:val")) not in _KEPT_DESIGNS
        )
        if is_design or style.tag == qn("w:latentStyles"):
            styles.remove(style)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def blank_document() -> Document:
    """A document without words, to be filled and saved."""
    return docx.Document(io.BytesIO(_small_template()))


def word_file() -> bytes:
    """A file with everything that a manuscript from Word is likely to hold.

    Two chapters, three quotations (two with an attribution), verse of two lines, a list
    of two items, a table of two by two, a picture with an alternative text, two runs
    in small capitals, a note, a comment, a header, and a paragraph of an unknown style.
    """
    document = blank_document()
    document.core_properties.author = "Ada Voss"
    document.core_properties.title = "Tides and Times"
    document.add_paragraph("Tides and Times", "Title")
    document.add_paragraph("Notes from the pier", "Subtitle")
    document.add_heading("Slack Water", 1)
    first = document.add_paragraph("The year was 1986. It was ")
    first.add_run("a good year").italic = True
    first.add_run(" for *eels* and for # signs.")
    first.add_run(NOTE_MARK)
    small = document.add_paragraph("Founded in ")
    _small_caps(small, "ad 79")
    small.add_run(" and closed in ")
    _small_caps(small, "ad 410")
    document.add_paragraph("Everything that floats was once a tree.", "Quote")
    document.add_paragraph("— Jonas Petrel, The Hull", "Quote")
    document.add_paragraph("No pier is ever early.", "Quote")
    document.add_paragraph("— Edda Petrel", "Quote")
    document.add_paragraph("No boat is ever late.", "Intense Quote")
    document.styles.add_style("Verse", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("The tide went out to look for more,", "Verse")
    document.add_paragraph("and left its slippers at the door.", "Verse")
    _picture(document)
    document.add_heading("Low Water", 1)
    document.add_heading("The mud", 2)
    document.add_paragraph("An oar.", "List Bullet")
    document.add_paragraph("A rope.", "List Bullet")
    table = document.add_table(2, 2)
    for index, words in enumerate(("Place", "Feet", "Wath", "Twelve")):
        table.cell(index // 2, index % 2).text = words
    noted = document.add_paragraph("The last paragraph stands in a style of its own.")
    noted.style = document.styles["Body Text 3"]
    document.add_comment(noted.runs[0], text="Is this the end?", author="Editor")
    document.sections[0].header.paragraphs[0].text = "Voss: Tides, draft seven"
    made = io.BytesIO()
    document.save(made)
    return _with_note(made.getvalue(), "Eels are counted by weight.")


def _small_caps(paragraph, words: str) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - python-docx exports no types
    paragraph.add_run(words).font.small_caps = True


def _picture(document) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    drawn = io.BytesIO()
    Image.new("RGB", (320, 200), (40, 60, 90)).save(drawn, "PNG")
    drawn.seek(0)
    document.add_picture(drawn, width=Inches(3))
    shape = document.inline_shapes[-1]
    shape._inline.docPr.set("descr", "A blue rectangle of sea")


def _with_note(content: bytes, words: str) -> bytes:
    """Put a footnote where `NOTE_MARK` stands; python-docx has none."""
    parts = unpacked(content)
    document = parts["word/document.xml"].decode()
    reference = '<w:footnoteReference w:id="2"/>'
    document = re.sub(rf"<w:t[^>]*>{NOTE_MARK}</w:t>", reference, document)
    note = (
        f'<?xml version="1.0"?><w:footnotes xmlns:w="{_W}"><w:footnote w:id="2"><w:p>'
        f"<w:r><w:t>{words}</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    relations = parts["word/_rels/document.xml.rels"].decode()
    relation = f'<Relationship Id="rIdN" Type="{_NOTES}" Target="footnotes.xml"/>'
    kinds = parts["[Content_Types].xml"].decode()
    kind = f'<Override PartName="/word/footnotes.xml" ContentType="{_NOTES_KIND}"/>'
    parts["word/document.xml"] = document.encode()
    parts["word/footnotes.xml"] = note.encode()
    parts["word/_rels/document.xml.rels"] = relations.replace(
        "</Relationships>", f"{relation}</Relationships>"
    ).encode()
    parts["[Content_Types].xml"] = kinds.replace("</Types>", f"{kind}</Types>").encode()
    return packed(parts)


def tracked_file() -> bytes:
    """A file in which one word was deleted and another inserted, by an editor."""
    document = blank_document()
    document.add_paragraph("The tide was MARK.")
    made = io.BytesIO()
    document.save(made)
    parts = unpacked(made.getvalue())
    before = "<w:r><w:t>The tide was MARK.</w:t></w:r>"
    after = (
        '<w:r><w:t xml:space="preserve">The tide was </w:t></w:r>'
        '<w:del w:id="1" w:author="E"><w:r><w:delText>outgoing</w:delText></w:r>'
        "</w:del>"
        '<w:ins w:id="2" w:author="E"><w:r><w:t>incoming</w:t></w:r></w:ins>'
    )
    text = parts["word/document.xml"].decode()
    assert before in text
    parts["word/document.xml"] = text.replace(before, after).encode()
    return packed(parts)


def unpacked(content: bytes) -> dict[str, bytes]:
    """The parts of an archive by their names."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    """An archive of parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def typed(words: str, looks: str = "", run: str = "") -> str:
    """The XML of a paragraph: `looks` are its properties, `run` those of its words.

    A tab in the words is Word's; `\\f` is a page break before what follows.
    """
    parts = (
        words.replace("&", "&amp;")
        .replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
        .replace("\f", '</w:t><w:br w:type="page"/><w:t xml:space="preserve">')
    )
    text = f'<w:t xml:space="preserve">{parts}</w:t>' if words else ""
    inner = f"<w:r><w:rPr>{run}</w:rPr>{text}</w:r>" if words else ""
    return f"<w:p><w:pPr>{looks}</w:pPr>{inner}</w:p>"


CENTRED = '<w:jc w:val="center"/>'
BOLD = "<w:b/>"
LARGE = '<w:sz w:val="32"/>'
NEW_PAGE = "<w:pageBreakBefore/>"


def typed_file(*paragraphs: str, styles: str = "") -> bytes:
    """A Word file of paragraphs of XML, and of styles of its own."""
    names = "http://schemas.openxmlformats.org"
    spaces = (
        f'xmlns:w="{_W}" xmlns:m="{names}/officeDocument/2006/math" '
        f'xmlns:r="{names}/officeDocument/2006/relationships"'
    )
    body = f"<w:body>{''.join(paragraphs)}</w:body>"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{names}/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType="application/'
            'vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{kind}'
            '.document.main+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{names}/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{names}/officeDocument/2006/relationships/'
            'officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{names}/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{names}/officeDocument/2006/relationships/'
            'styles" Target="styles.xml"/></Relationships>'
        ),
        "word/document.xml": f"<w:document {spaces}>{body}</w:document>",
        "word/styles.xml": f"<w:styles {spaces}>{styles}</w:styles>",
    }
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return packed({name: (head + text).encode() for name, text in parts.items()})
