"""Which editions a build makes is known before it begins."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

import bookmaker
from bookmaker.backends import UnknownTargetError, target_of
from bookmaker.pipeline.planning import UnknownEditionError, file_name, plan_editions


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book with an edition of its own, which a build makes by default."""
    folder = tmp_path / "roads"
    folder.mkdir()
    for name in ("ford", "weir", "mill"):
        text = f"# The {name}\n\nSee [the mill](mill.md).\n"
        (folder / f"{name}.md").write_text(text, "utf-8")
    (folder / "book.toml").write_text(
        'title = "Roads"\n[contents]\nbody = ["ford.md", "weir.md", "mill.md"]\n'
        '[products.epub]\nisbn = "978-0-306-40615-7"\n'
        '[products.gift]\nisbn = "978-1-4028-9462-6"\n'
        '[editions.gift]\ntarget = "epub"\nproduct = "gift"\ndefault = true\n',
        "utf-8",
    )
    return folder


def test_a_build_without_names_makes_the_default_editions(
    book: Path, tmp_path: Path
) -> None:
    assert plan_editions(book) == {"gift": "epub"}
    plain = tmp_path / "plain.md"
    plain.write_text("# Plain\n", "utf-8")
    assert list(plan_editions(plain)) == ["epub", "pdf"]
    assert list(plan_editions(tmp_path / "missing")) == ["epub", "pdf"]


def test_formats_and_editions_add_up_in_the_order_built(book: Path) -> None:
    plan = plan_editions(book, ["pdf"], ["review", "gift", "sample-epub"])
    assert plan == {
        "gift": "epub",
        "sample-epub": "epub",
        "pdf": "pdf",
        "review": "pdf",
    }
    assert list(plan.values()) == ["epub", "epub", "pdf", "pdf"]
    assert plan_editions(book, ["pdf"]) == {"pdf": "pdf"}


def test_an_unknown_name_is_refused_with_those_there_are(book: Path) -> None:
    with pytest.raises(UnknownEditionError, match="gift, epub, pdf, reading-pdf"):
        plan_editions(book, (), ["gfit"])
    with pytest.raises(UnknownTargetError):
        plan_editions(book, ["docx"])


def test_a_configuration_with_errors_is_left_to_the_build(book: Path) -> None:
    (book / "book.toml").write_text('titel = "T"\n[editions.gift]\n', "utf-8")
    assert list(plan_editions(book)) == ["epub", "pdf"]
    assert plan_editions(book, (), ["gift", "review"]) == {"review": "pdf"}
    assert list(plan_editions(book, (), ["gift"])) == ["epub", "pdf"]


def test_files_are_named_after_the_book_and_the_edition() -> None:
    assert file_name("roads", "pdf", target_of("pdf")) == "roads.pdf"
    assert (
        file_name("roads", "large-print", target_of("pdf")) == "roads-large-print.pdf"
    )


def test_editions_have_their_own_identifiers_files_and_words(
    book: Path, tmp_path: Path
) -> None:
    names = ("epub", "gift", "sample-epub")
    done = bookmaker.build(book, tmp_path / "out", editions=names, cache=False)
    assert not done.diagnostics.has_errors
    assert [(one.edition, one.format, one.path.name) for one in done.outputs] == [
        ("epub", "epub", "roads.epub"),
        ("gift", "epub", "roads-gift.epub"),
        ("sample-epub", "epub", "roads-sample-epub.epub"),
    ]
    whole, gift, sample = (opf_of(one.path) for one in done.outputs)
    assert "urn:isbn:9780306406157" in whole
    assert "urn:isbn:9781402894626" in gift
    assert "urn:isbn" not in sample
    assert "mill.xhtml" in whole
    assert "mill.xhtml" not in sample


def opf_of(path: Path) -> str:
    """The package document of an EPUB."""
    with zipfile.ZipFile(path) as archive:
        (name,) = (n for n in archive.namelist() if n.endswith(".opf"))
        return archive.read(name).decode()


def test_an_edition_found_again_is_written_where_it_was_asked_for(
    book: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    first = bookmaker.build(book, tmp_path / "a", cache_folder=cache)
    again = bookmaker.build(book, tmp_path / "b", cache_folder=cache)
    (before,), (after,) = first.outputs, again.outputs
    assert again.timings.found["editions"] == 1
    assert after.path == tmp_path / "b" / "roads-gift.epub"
    assert after.edition == "gift"
    assert after.sha256 == before.sha256


@pytest.mark.slow
def test_editions_with_the_same_page_share_their_chapters(
    book: Path, tmp_path: Path
) -> None:
    config = book / "book.toml"
    twin = '\n[editions.on-screen]\nbased-on = "reading-pdf"\n'
    config.write_text(config.read_text("utf-8") + twin, "utf-8")
    done = bookmaker.build(
        book,
        tmp_path / "out",
        editions=("reading-pdf", "on-screen"),
        cache_folder=tmp_path / "cache",
        jobs=1,
    )
    assert [one.edition for one in done.outputs] == ["reading-pdf", "on-screen"]
    assert done.timings.found["chapters"] >= 3
    assert done.timings.made["files"] == 3


def test_a_check_looks_at_the_default_editions(book: Path) -> None:
    config = book / "book.toml"
    config.write_text(config.read_text("utf-8") + 'theme = "nope"\n', "utf-8")
    found = bookmaker.check(book, cache=False)
    (unknown,) = [one for one in found.diagnostics if one.code == "S001"]
    assert unknown.span is not None
    assert unknown.span.line == 12
