"""Every kind of MIME structure: no word of a text part and no other part is lost."""

from __future__ import annotations

import base64
import email
import email.policy
import quopri
import zlib
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from bookmaker.diagnostics.errors import ManuscriptError
from bookmaker.document.nodes import Image
from bookmaker.document.text import plain_text
from bookmaker.document.walk import find_nodes
from bookmaker.importers.mail_words import with_lost_words_of_mail
from bookmaker.importers.model import ImportOptions
from bookmaker.importers.sources import import_sources
from tests.support.importing import (
    chapter_texts,
    imported_files,
    picture,
    words_of_manuscript,
)

FIELDS = (
    "From: Ann Lee <ann@letter.example>\nSubject: On low water\n"
    "Date: Tue, 03 Feb 2026 09:00:00 +0000\nMIME-Version: 1.0\n"
)
PICTURE = base64.encodebytes(picture()).decode()


def text(words: str, kind: str = "plain", fields: str = "") -> str:
    """A part that is text: two paragraphs whose last words are the given ones."""
    sentence = "The river was low all week, and the old sill showed its teeth:"
    if kind == "html":
        body = f"<html><body><p>{sentence} first{words}.</p><p>{sentence} {words}.</p>"
    else:
        body = f"{sentence} first{words}.\n\n{sentence} {words}.\n"
    return f"Content-Type: text/{kind}; charset=utf-8\n{fields}\n{body}\n"


def image(name: str, fields: str = "") -> str:
    """A part that is a picture."""
    return (
        f'Content-Type: image/png; name="{name}"\n{fields}'
        f"Content-Transfer-Encoding: base64\n\n{PICTURE}"
    )


def several(kind: str, *parts: str, fields: str = "") -> str:
    """A part that has parts."""
    mark = f"b{zlib.crc32(''.join(parts).encode())}"
    inner = "".join(f"--{mark}\n{part}\n" for part in parts)
    head = f'Content-Type: multipart/{kind}; boundary="{mark}"{fields}'
    return f"{head}\n\n{inner}--{mark}--\n"


def forwarded(part: str) -> str:
    """A message in a message."""
    return (
        "Content-Type: message/rfc822\n\nFrom: Bo Ek <bo@letter.example>\nSubject: "
        f"On high water\nDate: Mon, 02 Feb 2026 09:00:00 +0000\n{part}"
    )


ATTACHED = 'Content-Disposition: attachment; filename="{}"\n'
INLINE = 'Content-Disposition: inline; filename="{}"\n'
PDF = (
    'Content-Type: application/pdf; name="tide.pdf"\n'
    f"{ATTACHED.format('tide.pdf')}Content-Transfer-Encoding: base64\n\nJVBERi0=\n"
)
SIGNATURE = (
    'Content-Type: application/pgp-signature; name="sign.asc"\n\n-----BEGIN-----\n'
)
EVENT = (
    "Content-Type: text/calendar; charset=utf-8; method=REQUEST\n\nBEGIN:VCALENDAR\n"
    "SUMMARY:oddevent\nEND:VCALENDAR\n"
)
CARD = "Content-Type: text/vcard\n\nBEGIN:VCARD\nFN:oddcard\nEND:VCARD\n"
WITH_PICTURE = (
    "Content-Type: text/html; charset=utf-8\n\n<p>The river was low all week, and the "
    'old sill showed. <img src="cid:boat@1" alt="oddboat"></p>\n'
)

STRUCTURES: dict[str, tuple[str, str, str]] = {
    # The message; words that are in the manuscript or set aside; files that are named.
    "plain": (text("odda"), "odda", ""),
    "html": (text("odda", "html"), "odda", ""),
    "two texts": (several("mixed", text("odda"), text("oddb")), "odda oddb", ""),
    "two pages": (
        several("mixed", text("odda", "html"), text("oddb", "html")),
        "odda oddb",
        "",
    ),
    "page, text, page": (
        several("mixed", text("odda", "html"), text("oddb"), text("oddc", "html")),
        "odda oddb oddc",
        "",
    ),
    "text, then page": (
        several("mixed", text("odda"), text("oddb", "html")),
        "odda oddb",
        "",
    ),
    "alternative": (
        several("alternative", text("odda"), text("odda", "html")),
        "odda",
        "",
    ),
    "alternative forms that differ": (
        several("alternative", text("odda"), text("oddb", "html")),
        "odda oddb",
        "",
    ),
    "alternative with an event": (
        several("alternative", text("odda"), text("odda", "html"), EVENT),
        "odda oddevent",
        "",
    ),
    "alternative with an empty page": (
        several("alternative", text("odda"), "Content-Type: text/html\n\n<br>\n"),
        "odda",
        "",
    ),
    "alternative in mixed": (
        several(
            "mixed",
            several("alternative", text("odda"), text("odda", "html")),
            text("oddb"),
            PDF,
        ),
        "odda oddb",
        "tide.pdf",
    ),
    "related": (
        several("related", WITH_PICTURE, image("boat.png", "Content-ID: <boat@1>\n")),
        "oddboat",
        "",
    ),
    "related with an unused picture": (
        several(
            "related",
            WITH_PICTURE,
            image("boat.png", "Content-ID: <boat@1>\n"),
            image("post.png", "Content-ID: <post@1>\n"),
        ),
        "oddboat",
        "post.png",
    ),
    "related in alternative in mixed": (
        several(
            "mixed",
            several(
                "alternative",
                text("odda"),
                several(
                    "related",
                    WITH_PICTURE,
                    image("boat.png", "Content-ID: <boat@1>\n"),
                ),
            ),
            image("post.png", ATTACHED.format("post.png")),
        ),
        "odda oddboat",
        "post.png",
    ),
    "alternative in related": (
        several(
            "related",
            several("alternative", text("odda"), WITH_PICTURE),
            image("boat.png", "Content-ID: <boat@1>\n"),
        ),
        "odda oddboat",
        "",
    ),
    "the start of related": (
        several(
            "related",
            image("boat.png", "Content-ID: <boat@1>\n"),
            WITH_PICTURE.replace("\n\n", "\nContent-ID: <root@1>\n\n", 1),
            fields='; start="<root@1>"',
        ),
        "oddboat",
        "",
    ),
    "an attached text": (
        several("mixed", text("odda"), text("oddb", "plain", ATTACHED.format("n.txt"))),
        "odda oddb",
        "n.txt",
    ),
    "a text beside the text": (
        several("mixed", text("odda"), text("oddb", "plain", INLINE.format("n.txt"))),
        "odda oddb",
        "",
    ),
    "an attached page": (
        several("mixed", text("odda"), text("oddb", "html", ATTACHED.format("n.htm"))),
        "odda oddb",
        "n.htm",
    ),
    "only an attached page": (
        several(
            "mixed",
            "Content-Type: text/plain\n\n\n",
            text("oddb", "html", ATTACHED.format("n.htm")),
        ),
        "oddb",
        "",
    ),
    "a text by its name": (
        several(
            "mixed",
            text("odda"),
            "Content-Type: application/octet-stream\n"
            f"{ATTACHED.format('n.txt')}\noddb word\n",
        ),
        "odda oddb",
        "n.txt",
    ),
    "an attached picture": (
        several("mixed", text("odda"), image("p.png", ATTACHED.format("p.png"))),
        "odda",
        "p.png",
    ),
    "a picture between texts": (
        several(
            "mixed",
            text("odda"),
            image("p.png", INLINE.format("p.png")),
            text("oddb"),
        ),
        "odda oddb",
        "",
    ),
    "a picture between pages": (
        several(
            "mixed",
            text("odda", "html"),
            image("p.png", INLINE.format("p.png")),
            text("oddb", "html"),
        ),
        "odda oddb",
        "",
    ),
    "forwarded": (
        several("mixed", text("odda"), forwarded(text("oddb"))),
        "odda oddb Ek",
        "",
    ),
    "forwarded without a word": (
        several("mixed", "Content-Type: text/plain\n\n\n", forwarded(text("oddb"))),
        "oddb Ek",
        "",
    ),
    "forwarded in a forwarded one": (
        several(
            "mixed",
            text("odda"),
            forwarded(several("mixed", text("oddb"), forwarded(text("oddc")), PDF)),
        ),
        "odda oddb oddc",
        "tide.pdf",
    ),
    "digest": (
        several("digest", forwarded(text("odda")), forwarded(text("oddb"))),
        "odda oddb",
        "",
    ),
    "signed": (
        several("signed", text("odda", "html"), SIGNATURE),
        "odda",
        "sign.asc",
    ),
    "signed by a list": (
        several("mixed", several("signed", text("odda"), SIGNATURE), text("oddb")),
        "odda oddb",
        "sign.asc",
    ),
    "a report": (
        several(
            "report",
            text("odda"),
            "Content-Type: message/delivery-status\n\nReporting-MTA: dns; oddhost\n",
        ),
        "odda oddhost",
        "",
    ),
    "a card": (several("mixed", text("odda"), CARD), "odda oddcard", ""),
    "a table": (
        several("mixed", text("odda"), text("oddb", "csv", ATTACHED.format("t.csv"))),
        "odda oddb",
        "t.csv",
    ),
    "an unknown multipart": (
        several("x-odd", text("odda"), text("oddb", "html")),
        "odda oddb",
        "",
    ),
    "parts without a boundary": (
        "Content-Type: multipart/mixed\n\nThe river was low all week, odda.\n",
        "odda",
        "",
    ),
    "text outside the parts": (
        several("mixed", text("odda")).replace("\n\n", "\n\noddb before\n", 1),
        "odda oddb",
        "",
    ),
    "no end of the parts": (
        several("mixed", text("odda"), text("oddb")).rpartition("--b")[0],
        "odda oddb",
        "",
    ),
    "two notes of one name": (
        several(
            "mixed",
            *(
                "Content-Type: text/html; charset=utf-8\n\n<p>The river was low all "
                f'week.<sup><a href="#f1" id="r1">1</a></sup></p><p>{words}</p><p '
                f'id="f1"><a href="#r1">1</a>. Note {words}.</p>\n'
                for words in ("odda", "oddb")
            ),
        ),
        "odda oddb",
        "",
    ),
}


def imported(tmp_path: Path, message: bytes | str) -> tuple[dict[str, bytes], str, str]:
    """The files of a message's manuscript, its chapters and its report."""
    path = tmp_path / "letter.eml"
    content = message if isinstance(message, bytes) else (FIELDS + message).encode()
    path.write_bytes(content)
    files = dict(imported_files(path))
    return files, "\n".join(chapter_texts(files)), files["IMPORT.md"].decode()


@pytest.mark.parametrize("name", STRUCTURES)
def test_every_part_of_a_message_is_taken_or_named(name: str, tmp_path: Path) -> None:
    message, words, named = STRUCTURES[name]
    files, _, report = imported(tmp_path, message)
    found = words_of_manuscript(files)
    assert [word for word in words.split() if not found[word]] == []
    assert [file for file in named.split() if file not in report] == []


@pytest.mark.parametrize("name", STRUCTURES)
def test_the_second_reading_finds_every_part(name: str, tmp_path: Path) -> None:
    """Of a manuscript without its words, each text part is found to be missing."""
    message, words, _ = STRUCTURES[name]
    path = tmp_path / "letter.eml"
    path.write_text("From: x\n\nNothing of it.\n")
    given = import_sources((path,), ImportOptions())
    compared = with_lost_words_of_mail(given, (FIELDS + message).encode(), "letter.eml")
    lost = " ".join(piece.words for piece in compared[0].pieces)
    in_texts = [o for o in words.split() if o not in ("Ek", "oddhost", "oddboat")]
    if name in ("parts without a boundary", "text outside the parts"):
        in_texts = []
    if name == "a text by its name":
        in_texts = ["odda"]
    assert [word for word in in_texts if word not in lost] == []


@pytest.mark.parametrize(
    "name", ["alternative", "alternative in mixed", "alternative in related"]
)
def test_what_is_shown_is_not_set_aside_too(name: str, tmp_path: Path) -> None:
    files, chapters, _ = imported(tmp_path, STRUCTURES[name][0])
    shown = "oddboat" if "related" in name else "firstodda"
    assert chapters.count(shown) == 1
    assert shown not in files["set-aside.md"].decode()


@pytest.mark.parametrize(
    "name", ["related", "a picture between texts", "a picture between pages"]
)
def test_a_picture_that_is_shown_is_taken(name: str, tmp_path: Path) -> None:
    files, chapters, report = imported(tmp_path, STRUCTURES[name][0])
    assert [path for path in files if path.startswith("images/")]
    assert "![" in chapters
    assert "isn’t in the book" not in report


def test_pictures_of_one_name_stay_two(tmp_path: Path) -> None:
    data = [
        base64.b64encode(picture(colour)).decode() for colour in ("blue", "red", "blue")
    ]
    parts = [
        "Content-Type: text/html; charset=utf-8\n\n<p>The river was low all week, and "
        f'the old sill showed.<img alt="A" src="data:image/png;base64,{one}"></p>\n'
        for one in data
    ]
    path = tmp_path / "letter.eml"
    path.write_text(FIELDS + several("mixed", *parts))
    (made,) = import_sources((path,), ImportOptions())
    shown = [
        made.pictures[o.source] for o in find_nodes(made.chapters[0].blocks, Image)
    ]
    assert shown == [picture("blue"), picture("red"), picture("blue")]


def test_a_forwarded_message_is_a_chapter_with_its_sender(tmp_path: Path) -> None:
    path = tmp_path / "letter.eml"
    path.write_text(FIELDS + STRUCTURES["forwarded"][0])
    made = import_sources((path,), ImportOptions())
    chapters = [chapter for one in made for chapter in one.chapters]
    titles = {plain_text(o.title): o.authors for o in chapters}
    assert titles == {"On low water": ("Ann Lee",), "On high water": ("Bo Ek",)}


ENCODED: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("base64", base64.encodebytes),
    ("quoted-printable", quopri.encodestring),
    ("8bit", bytes),
    ("x-odd", bytes),
]


@pytest.mark.parametrize(("encoding", "encoded"), ENCODED)
@pytest.mark.parametrize(
    ("named", "real"),
    [
        ("utf-8", "utf-8"),
        ("", "utf-8"),
        ("us-ascii", "utf-8"),
        ("us-ascii", "cp1252"),
        ("utf-8", "cp1252"),
        ("no-such", "utf-8"),
        ("rot13", "utf-8"),
        ("iso-8859-1", "cp1252"),
        ("shift_jis", "shift_jis"),
    ],
)
@pytest.mark.parametrize("kind", ["plain", "html"])
def test_character_sets_and_encodings(
    kind: str,
    named: str,
    real: str,
    encoding: str,
    encoded: Callable[[bytes], bytes],
    tmp_path: Path,
) -> None:
    odd = "潮汐" if real == "shift_jis" else "“Wäter”"
    words = f"The river was low all week, and the old sill showed its {odd}."
    body = f"<p>{words}</p>" if kind == "html" else words
    charset = f"; charset={named}" if named else ""
    head = (
        f"Content-Type: text/{kind}{charset}\nContent-Transfer-Encoding: {encoding}\n\n"
    )
    message = (FIELDS + head).encode() + encoded(body.encode(real))
    _, chapters, _ = imported(tmp_path, message)
    assert odd in chapters


def test_flowed_lines_are_one_paragraph(tmp_path: Path) -> None:
    message = (
        "Content-Type: text/plain; charset=utf-8; format=flowed\n\nThe river was low \n"
        "all week, and the \nold sill showed.\n\nAnd then the rain came.\n"
    )
    _, chapters, _ = imported(tmp_path, message)
    assert "The river was low all week, and the old sill showed." in chapters


def test_a_message_whose_parts_are_endless_is_refused_or_read(tmp_path: Path) -> None:
    part = text("odda")
    for _ in range(3000):
        part = f"Content-Type: message/rfc822\n\n{part}"
    path = tmp_path / "letter.eml"
    path.write_text(FIELDS + part)
    with pytest.raises(ManuscriptError) as caught:
        import_sources((path,), ImportOptions())
    assert {o.code for o in caught.value.diagnostics} == {"I004"}


def test_messages_as_mail_programs_write_them(tmp_path: Path) -> None:
    made = EmailMessage(policy=email.policy.SMTP)
    made["From"], made["Subject"] = "Ann Lee <a@b.example>", "Low water"
    made.set_content("The river was low all week, odda.\n")
    made.add_alternative("<p>The river was low all week, odda.</p>", subtype="html")
    made.add_attachment(picture(), maintype="image", subtype="png", filename="p.png")
    made.add_attachment("oddb word\n", filename="notes.txt")
    files, _, report = imported(tmp_path, made.as_bytes())
    found = words_of_manuscript(files)
    assert found["odda"]
    assert found["oddb"]
    assert "p.png" in report
    assert "notes.txt" in report
