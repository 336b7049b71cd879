"""What we believe of WeasyPrint 70; a test that fails here tells of an upgrade.

Each of these facts shapes our code: the sheets' selectors, the markup's form, the
adapter's log and the installation of system libraries.
"""

from __future__ import annotations

import ctypes
import io
import logging
import subprocess
import sys
from collections.abc import Iterator, Mapping

import pikepdf
import pytest
import weasyprint
from weasyprint.urls import URLFetcher, URLFetcherResponse

pytestmark = pytest.mark.slow

BASE = "https://book.invalid/"
"""Never reached; relative addresses are joined to known schemes alone."""


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """WeasyPrint's log, which is kept from the console."""
    logger = logging.getLogger("weasyprint")
    before = logger.propagate
    logger.propagate = True
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        yield caplog
    logger.propagate = before


def open_pdf(html: str, css: str = "") -> pikepdf.Pdf:
    document = weasyprint.HTML(string=html, base_url=BASE)
    content = document.write_pdf(stylesheets=[weasyprint.CSS(string=css)])
    assert content is not None
    return pikepdf.open(io.BytesIO(content))


def page_width_pt(html: str, css: str) -> float:
    with open_pdf(html, css) as pdf:
        left, _, right, _ = pdf.pages[0].mediabox.as_list()
        return float(right) - float(left)


def words_of_warnings(log: pytest.LogCaptureFixture) -> str:
    return "\n".join(record.getMessage() for record in log.records)


def test_page_size_takes_a_custom_property() -> None:
    css = ":root { --page-width: 100mm } @page { size: var(--page-width) 200pt }"
    assert page_width_pt("<p>a", css) == pytest.approx(100 / 25.4 * 72, abs=0.01)


def test_tokens_that_come_last_win_down_to_the_page_size() -> None:
    css = """
        :root { --page-width: 100pt }
        @page { size: var(--page-width) 200pt }
        :root { --page-width: 300pt }
    """
    assert page_width_pt("<p>a", css) == pytest.approx(300, abs=0.01)


@pytest.mark.parametrize(
    "css",
    [
        "@supports (float: footnote) { p { color: red } }",
        "p { hanging-punctuation: first }",
        "p { text-wrap: balance }",
        '@namespace epub "http://www.idpf.org/2007/ops";',
        "[epub|type~=bridgehead] { color: red }",
    ],
    ids=["supports", "hanging-punctuation", "text-wrap", "namespace", "epub-type"],
)
def test_what_it_does_not_know_draws_a_warning(
    css: str, log: pytest.LogCaptureFixture
) -> None:
    weasyprint.CSS(string=css)
    assert log.records


def test_self_closed_span_swallows_the_text_after_it() -> None:
    html = weasyprint.HTML(
        string="<p><span class='dot'/>after</p><p>later", base_url=BASE
    )
    span = html.etree_element.find(".//span")
    assert span is not None
    assert span.text == "after"


def test_pdf_comes_although_an_image_is_missing(log: pytest.LogCaptureFixture) -> None:
    with open_pdf("<p>a<img src='missing.png'>") as pdf:
        assert len(pdf.pages) == 1
    assert "missing.png" in words_of_warnings(log)


def test_pdf_comes_although_a_link_leads_nowhere(
    log: pytest.LogCaptureFixture,
) -> None:
    with open_pdf("<p><a href='#nowhere'>a</a>") as pdf:
        assert len(pdf.pages) == 1
    assert "nowhere" in words_of_warnings(log)


def test_sheet_given_as_text_drops_its_font_faces(
    log: pytest.LogCaptureFixture,
) -> None:
    css = "@font-face { font-family: Never; src: url(https://book.invalid/never.otf) }"
    weasyprint.CSS(string=css)
    assert not log.records  # not even tried, and not a word said


def test_fetcher_decides_what_is_read() -> None:
    asked: list[str] = []

    class Fetcher(URLFetcher):  # type: ignore[misc]  # the library has no types
        def fetch(
            self, url: str, headers: Mapping[str, str] | None = None
        ) -> URLFetcherResponse:
            asked.append(url)
            svg = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
            described = {**(headers or {}), "Content-Type": "image/svg+xml"}
            return URLFetcherResponse(url, svg, described)

    html = weasyprint.HTML(
        string="<img src='images/a.svg'>", base_url=BASE, url_fetcher=Fetcher()
    )
    html.write_pdf()
    assert asked == ["https://book.invalid/images/a.svg"]


def test_log_is_one_logger_with_a_level_for_each_record(
    log: pytest.LogCaptureFixture,
) -> None:
    open_pdf("<p style='colour: red'>a").close()
    (record,) = log.records
    assert (record.name, record.levelno) == ("weasyprint", logging.WARNING)


def test_equal_input_gives_equal_bytes_under_a_fixed_date(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    first, second = (
        weasyprint.HTML(string="<p>a", base_url=BASE).write_pdf() for _ in range(2)
    )
    assert first == second


@pytest.mark.slow
def test_pillow_is_set_to_take_pictures_that_break_off() -> None:
    # A process of its own: the switch is one for all.
    words = (
        "import weasyprint; from PIL import ImageFile;"
        "print(ImageFile.LOAD_TRUNCATED_IMAGES)"
    )
    done = subprocess.run(
        [sys.executable, "-c", words], capture_output=True, text=True, check=True
    )
    assert done.stdout == "True\n"


@pytest.mark.skipif(sys.platform != "linux", reason="names a library as Linux does")
def test_fonts_are_subset_by_harfbuzz_where_its_subsetter_is() -> None:
    # Without it fontTools subsets, and the bytes differ: so set-up installs it.
    ctypes.CDLL("libharfbuzz-subset.so.0")
    from weasyprint.text import ffi

    assert ffi.harfbuzz_subset is not None


@pytest.mark.slow
def test_import_is_silent_with_warnings_as_errors() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", "import weasyprint"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
