"""What is in a Word file is in the manuscript, counted."""

from __future__ import annotations

import collections
import tomllib
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from bookmaker.diagnostics import Diagnostics
from bookmaker.diagnostics.catalog.importing import TrackedChanges
from bookmaker.diagnostics.errors import ManuscriptError, ToolError
from bookmaker.document.walk import descend
from bookmaker.importers.model import ImportOptions
from bookmaker.readers.markdown import read_markdown
from tests.support.importing import (
    chapter_texts,
    imported_files,
    lost_words,
)
from tests.support.word_files import (
    find_pandoc,
    packed,
    tracked_file,
    typed_file,
    unpacked,
    word_file,
)

WORDS = """
Tides and Times Notes from the pier Slack Water The year was 1986 It was a good year for
eels and for signs Founded in ad 79 and closed in ad 410 Everything that floats was once
a tree Jonas Petrel The Hull No pier is ever early Edda Petrel No boat is ever late
The tide went out to look for more and left its slippers at the door
A blue rectangle of sea Low Water The mud An oar A rope Place Feet Wath Twelve The
last paragraph stands in a style of its own
Eels are counted by weight Is this the end Voss Tides draft seven
"""


MAMMOTH = ImportOptions()
PANDOC = ImportOptions(uses_pandoc=True)


@pytest.fixture
def pandoc(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pandoc be found."""
    folder = find_pandoc()
    if folder is None:
        pytest.skip("pandoc is not installed")
    monkeypatch.setenv("PATH", str(folder))


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file with everything."""
    source = tmp_path_factory.mktemp("word") / "draft.docx"
    source.write_bytes(word_file())
    return source


@pytest.fixture(params=["mammoth", "pandoc"])
def files(request: pytest.FixtureRequest, source: Path) -> Mapping[str, bytes]:
    """The manuscript that comes of it, by either reader."""
    if request.param == "pandoc":
        request.getfixturevalue("pandoc")
        return imported_files(source, options=PANDOC)
    return imported_files(source, options=MAMMOTH)


def test_each_first_heading_begins_a_chapter(files: Mapping[str, bytes]) -> None:
    first, second = chapter_texts(files)
    assert first.startswith("# Slack Water\n")
    assert second.startswith("# Low Water\n")
    assert second.count("\n## The mud\n") == 1


def test_title_and_author_are_the_books(files: Mapping[str, bytes]) -> None:
    book = tomllib.loads(files["book.toml"].decode())
    assert book["title"] == "Tides and Times"
    assert book["subtitle"] == "Notes from the pier"
    assert book["authors"] == ["Ada Voss"]


def test_what_is_there_is_counted(files: Mapping[str, bytes]) -> None:
    found = collections.Counter(
        type(node).__name__
        for text in chapter_texts(files)
        for read in (read_markdown(text, "x.md", Diagnostics()),)
        for node in descend(*read.blocks, *read.notes)
    )
    expected = {
        "Heading": 3,
        "BlockQuote": 3,
        "Verse": 1,
        "VerseLine": 2,
        "SmallCaps": 2,
        "Note": 1,
        "NoteReference": 1,
        "Figure": 1,
        "List": 1,
        "ListItem": 2,
        "Table": 1,
        "TableCell": 4,
    }
    assert {name: found[name] for name in expected} == expected
    first, second = chapter_texts(files)
    assert "[^1]: Eels are counted by weight." in first
    assert "*a good year*" in first
    assert r"\*eels\* and for # signs" in first
    assert "> — Jonas Petrel, The Hull\n\n> No pier is ever early." in first
    assert "> — Edda Petrel\n\n> No boat is ever late." in first
    assert 'alt="A blue rectangle of sea"' in first
    assert second.count("<!-- TODO Editor: Is this the end? -->") == 1
    assert len([name for name in files if name.startswith("images/")]) == 1


def test_an_unknown_style_is_listed(files: Mapping[str, bytes]) -> None:
    assert "Body Text 3" in files["IMPORT.md"].decode()


def test_every_word_is_kept_or_set_aside(files: Mapping[str, bytes]) -> None:
    assert lost_words(WORDS, files) == []
    assert "Voss: Tides, draft seven" in files["set-aside.md"].decode()


def test_tracked_changes_wait_for_the_author(tmp_path: Path) -> None:
    source = tmp_path / "changed.docx"
    source.write_bytes(tracked_file())
    with pytest.raises(ManuscriptError) as refused:
        imported_files(source)
    assert refused.value.diagnostics == (TrackedChanges(path="changed.docx", count=2),)


def test_accepted_changes_are_taken_and_what_was_deleted_is_listed(
    tmp_path: Path,
) -> None:
    source = tmp_path / "changed.docx"
    source.write_bytes(tracked_file())
    files = imported_files(source, options=ImportOptions(accepts_changes=True))
    assert "The tide was incoming" in chapter_texts(files)[0]
    assert "outgoing" in files["set-aside.md"].decode()


def test_a_heading_level_can_be_asked_for(tmp_path: Path) -> None:
    source = tmp_path / "draft.docx"
    source.write_bytes(word_file())
    files = imported_files(source, options=ImportOptions(split_at=2))
    assert [text.split("\n")[0] for text in chapter_texts(files)] == [
        "# Slack Water",
        "# Low Water",
        "# The mud",
    ]


def test_pandoc_is_asked_for_by_name_and_reported_as_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "draft.docx"
    source.write_bytes(word_file())
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ToolError, match="pandoc is not installed"):
        imported_files(source, options=ImportOptions(uses_pandoc=True))


@pytest.mark.usefixtures("pandoc")
def test_pandoc_leaves_out_what_was_deleted_and_lists_it(tmp_path: Path) -> None:
    source = tmp_path / "changed.docx"
    source.write_bytes(tracked_file())
    with pytest.raises(ManuscriptError):
        imported_files(source, options=PANDOC)
    options = ImportOptions(uses_pandoc=True, accepts_changes=True)
    files = imported_files(source, options=options)
    assert "The tide was incoming" in chapter_texts(files)[0]
    assert "outgoing" not in chapter_texts(files)[0]
    assert "outgoing" in files["set-aside.md"].decode()


@pytest.mark.usefixtures("pandoc")
def test_a_file_that_pandoc_cannot_read_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "broken.docx"
    document = '<w:document xmlns:w="http://example.org/none"/>'
    parts = {"[Content_Types].xml": b"<x/>", "word/document.xml": document.encode()}
    source.write_bytes(packed(parts))
    with pytest.raises(ManuscriptError) as refused:
        imported_files(source, options=PANDOC)
    assert {problem.code for problem in refused.value.diagnostics} == {"I005"}


def test_words_that_the_reader_passes_over_are_set_aside(tmp_path: Path) -> None:
    """An element that mammoth does not know: its words are in no chapter."""
    parts = unpacked(word_file())
    run = "<w:r><w:t>Adrift between the lines</w:t></w:r>"
    unknown = f"<w:p><w:unknown>{run}</w:unknown></w:p>"
    document = parts["word/document.xml"].decode()
    before, mark, after = document.rpartition("<w:sectPr")
    parts["word/document.xml"] = f"{before}{unknown}{mark}{after}".encode()
    source = tmp_path / "draft.docx"
    source.write_bytes(packed(parts))
    files = imported_files(source, options=MAMMOTH)
    assert "Adrift" not in "".join(chapter_texts(files))
    assert "Adrift between the lines" in files["set-aside.md"].decode()


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def bare_file(body: str, main: str = "word/document.xml", comments: str = "") -> bytes:
    """A Word file of this body, in a main part of this name."""
    kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    folder, _, name = main.rpartition("/")
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{main}" ContentType="{kinds}.document.main+xml"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship '
        f'Id="r1" Type="{office}/officeDocument" Target="{main}"/></Relationships>',
        main: f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
    }
    parts[f"{folder}/styles.xml"] = (
        f'<w:styles xmlns:w="{_W}"><w:style w:type="paragraph" w:styleId="H1">'
        '<w:name w:val="heading 1"/></w:style></w:styles>'
    )
    parts[f"{folder}/comments.xml"] = (
        f'<w:comments xmlns:w="{_W}">{comments}</w:comments>'
    )
    parts[f"{folder}/_rels/{name}.rels"] = (
        f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="c" Type="{office}/comments" Target="comments.xml"/>'
        f'<Relationship Id="s" Type="{office}/styles" Target="styles.xml"/>'
        "</Relationships>"
    )
    return packed({name: text.encode() for name, text in parts.items()})


def paragraph(runs: str, style: str = "") -> str:
    """A paragraph of runs."""
    own = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{own}{runs}</w:p>"


def run(words: str, inside: str = "") -> str:
    """A run of words."""
    return f"<w:r>{inside}<w:t xml:space='preserve'>{words}</w:t></w:r>"


@pytest.mark.parametrize("main", ["document", "document1", "document2", "document17"])
def test_the_main_part_may_have_another_name(main: str, tmp_path: Path) -> None:
    source = tmp_path / "a.docx"
    source.write_bytes(bare_file(paragraph(run("It was hemp.")), f"word/{main}.xml"))
    assert "It was hemp." in chapter_texts(imported_files(source))[0]


@pytest.mark.parametrize("parting", ["<w:tab/>", "<w:br/>", "<w:cr/>"])
def test_what_is_in_a_chapter_is_not_set_aside_as_well(
    parting: str, tmp_path: Path
) -> None:
    line = f"<w:r><w:t>The gull is white</w:t>{parting}<w:t>The sea is wide</w:t></w:r>"
    source = tmp_path / "a.docx"
    source.write_bytes(bare_file(paragraph(line)))
    files = imported_files(source)
    assert "gull" in chapter_texts(files)[0]
    assert "gull" not in files["set-aside.md"].decode()


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ('<w:fldSimple w:instr=" REF x ">', "</w:fldSimple>"),
        ('<w:dir w:val="rtl">', "</w:dir>"),
        ('<w:bdo w:val="rtl">', "</w:bdo>"),
    ],
)
def test_what_holds_runs_leaves_no_hole(
    opening: str, closing: str, tmp_path: Path
) -> None:
    inner = f"{run('See ')}{opening}{run('Figure 1')}{closing}{run(' there.')}"
    source = tmp_path / "a.docx"
    source.write_bytes(bare_file(paragraph(inner)))
    files = imported_files(source)
    assert "See Figure 1 there." in chapter_texts(files)[0]
    assert "Figure" not in files["set-aside.md"].decode()


@pytest.mark.parametrize("value", ["", ' w:val="1"', ' w:val="true"', ' w:val="0"'])
def test_hidden_text_is_set_aside(value: str, tmp_path: Path) -> None:
    secret = run("secret ", f"<w:rPr><w:vanish{value}/></w:rPr>")
    source = tmp_path / "a.docx"
    source.write_bytes(bare_file(paragraph(run("Seen ") + secret + run("words."))))
    files = imported_files(source)
    is_shown = value.endswith('"0"')
    assert ("secret" in chapter_texts(files)[0]) == is_shown
    assert ("secret" in files["set-aside.md"].decode()) != is_shown


def test_a_comment_on_a_heading_is_not_in_a_title(tmp_path: Path) -> None:
    call = '<w:r><w:commentReference w:id="1"/></w:r>'
    said = f'<w:comment w:id="1" w:author="Ann">{paragraph(run("Too short?"))}'
    body = "".join(
        paragraph(run(title) + call, "H1") + paragraph(run("It was hemp."))
        for title in ("The Rope", "The Lamp")
    )
    source = tmp_path / "a.docx"
    source.write_bytes(bare_file(body, comments=f"{said}</w:comment>"))
    files = imported_files(source)
    heads = [text.partition("\n")[0] for text in chapter_texts(files)]
    assert heads == ["# The Rope", "# The Lamp"]
    assert "Too short?" in "".join(chapter_texts(files))
    assert "Too short" not in files["book.toml"].decode()


@pytest.mark.parametrize(
    ("field", "address"),
    [
        ('HYPERLINK "https://a.example/x" \\l "part"', "https://a.example/x#part"),
        ('HYPERLINK "https://a.example/x" \\o "a tip"', "https://a.example/x"),
        ('HYPERLINK "https://a.example/x" \\t "_blank" \\h', "https://a.example/x"),
        ('HYPERLINK "https://a.example/x"', "https://a.example/x"),
    ],
)
def test_the_switches_of_a_links_field_are_no_part_of_its_address(
    field: str, address: str, tmp_path: Path
) -> None:
    quoted = field.replace('"', "&quot;")
    paragraph = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>'
        f'<w:instrText xml:space="preserve"> {quoted} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>the quay</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    source = tmp_path / "a.docx"
    source.write_bytes(typed_file(paragraph))
    (chapter,) = chapter_texts(imported_files(source))
    assert f"[the quay]({address})" in chapter


@pytest.mark.parametrize("body", ["", "<w:p/>", "<w:p/><w:p><w:r><w:br/></w:r></w:p>"])
def test_a_file_without_a_word_is_refused_with_advice(
    body: str, tmp_path: Path
) -> None:
    source = tmp_path / "empty.docx"
    source.write_bytes(bare_file(body))
    with pytest.raises(ManuscriptError) as caught:
        imported_files(source)
    (found,) = caught.value.diagnostics
    assert found.code == "I007"
    assert "open it in the program that made it" in (found.help() or "")


def test_a_file_with_nothing_but_a_heading_is_not_refused(tmp_path: Path) -> None:
    source = tmp_path / "head.docx"
    source.write_bytes(bare_file(paragraph(run("Low water"), "Heading1")))
    assert "# Low water" in chapter_texts(imported_files(source))[0]


def test_the_words_of_a_diagram_are_set_aside(tmp_path: Path) -> None:
    source = tmp_path / "diagram.docx"
    source.write_bytes(bare_file(paragraph(run("It was low."))))
    drawn = "http://schemas.openxmlformats.org/drawingml/2006/main"
    with zipfile.ZipFile(source, "a") as archive:
        archive.writestr(
            "word/diagrams/data1.xml",
            f'<d xmlns:a="{drawn}"><a:p><a:r><a:t>The od</a:t></a:r><a:r><a:t>d sill'
            "</a:t></a:r></a:p></d>",
        )
    assert "The odd sill" in imported_files(source)["set-aside.md"].decode()
