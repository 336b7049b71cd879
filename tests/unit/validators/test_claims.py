"""What a PDF says it is: forms that metadata of other programs has."""

from __future__ import annotations

import pytest

from bookmaker.validators.claims import Claim, claims_of
from tests.support.pdf_claims import claiming

DECLARED = """\
<pdfd:declarations xmlns:pdfd="http://pdfa.org/declarations/"><rdf:Bag>
<rdf:li rdf:parseType="Resource"><pdfd:conformsTo>%s</pdfd:conformsTo></rdf:li>
</rdf:Bag></pdfd:declarations>"""
WTPDF = "http://pdfa.org/declarations/wtpdf#accessibility1.0"


@pytest.mark.parametrize(
    ("attributes", "profile"),
    [
        ('pdfaid:part="1" pdfaid:conformance="A"', "PDFA_1_A"),
        ('pdfaid:part="1" pdfaid:conformance="B"', "PDFA_1_B"),
        ('pdfaid:part="2" pdfaid:conformance="A"', "PDFA_2_A"),
        ('pdfaid:part="2" pdfaid:conformance="B"', "PDFA_2_B"),
        ('pdfaid:part="2" pdfaid:conformance="U"', "PDFA_2_U"),
        ('pdfaid:part="3" pdfaid:conformance="U"', "PDFA_3_U"),
        ('pdfaid:part="4"', "PDFA_4"),
        ('pdfaid:part="4" pdfaid:conformance="E"', "PDFA_4_E"),
        ('pdfaid:part="4" pdfaid:conformance="F"', "PDFA_4_F"),
        ('pdfuaid:part="1"', "PDFUA_1"),
        ('pdfuaid:part="2" pdfuaid:rev="2024"', "PDFUA_2"),
        # A level that the part doesn't have: judged by the least, which reports it.
        ('pdfaid:part="2"', "PDFA_2_B"),
        ('pdfaid:part="2" pdfaid:conformance="X"', "PDFA_2_B"),
        ('pdfaid:part="1" pdfaid:conformance="U"', "PDFA_1_B"),
        ('pdfaid:part="2" pdfaid:conformance="EF"', "PDFA_2_B"),
    ],
)
def test_each_level_has_its_profile(attributes: str, profile: str) -> None:
    assert [one.profile for one in claims_of(claiming(attributes))] == [profile]


def test_two_claims_are_two() -> None:
    content = claiming('pdfaid:part="2" pdfaid:conformance="A" pdfuaid:part="1"')
    assert claims_of(content) == (
        Claim("PDF/UA-1", "PDFUA_1"),
        Claim("PDF/A-2a", "PDFA_2_A"),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32", "utf-32-be"])
def test_elements_are_read_in_each_encoding_of_xmp(encoding: str) -> None:
    elements = (
        "<pdfaid:part> 2 </pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"
    )
    found = claims_of(claiming(elements=elements, encoding=encoding))
    assert found == (Claim("PDF/A-2b", "PDFA_2_B"),)


def test_a_prefix_is_only_a_prefix() -> None:
    named = 'xmlns:a="http://www.aiim.org/pdfa/ns/id/" a:part="3" a:conformance="B"'
    assert claims_of(claiming(named)) == (Claim("PDF/A-3b", "PDFA_3_B"),)
    other = 'xmlns:q="http://example.org/" q:part="2"'
    assert claims_of(claiming(other)) == ()


def test_well_tagged_pdf_is_declared() -> None:
    found = claims_of(claiming(elements=DECLARED % WTPDF))
    expected = Claim("WTPDF 1.0 for accessibility", "WTPDF_1_0_ACCESSIBILITY")
    assert found == (expected,)
    assert claims_of(claiming(elements=DECLARED % "http://example.org/")) == ()


def test_metadata_that_is_no_xml_still_claims() -> None:
    content = claiming('pdfaid:part="2" pdfaid:conformance="B"', "<unclosed>")
    assert claims_of(content) == (Claim("PDF/A-2b", "PDFA_2_B"),)


@pytest.mark.parametrize("part", ["0", "9", "x"])
def test_a_part_that_does_not_exist_has_no_profile(part: str) -> None:
    (found,) = claims_of(claiming(f'pdfaid:part="{part}"'))
    assert found == Claim(f"PDF/A-{part}", None)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", claiming()])
def test_other_files_claim_nothing(content: bytes) -> None:
    assert claims_of(content) == ()
