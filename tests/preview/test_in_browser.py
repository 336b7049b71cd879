"""The preview in a real browser: edits, errors, clicks, the EPUB, and no barriers."""

from __future__ import annotations

import importlib.util
import shlex
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bookmaker.cli import run
from bookmaker.pipeline.request import Request
from bookmaker.preview.loop import PreviewOptions, run_preview
from tests.support.browser import Page, needs_chromium, opened
from tests.support.programs import HANG

pytestmark = [needs_chromium, pytest.mark.slow]

LOREM = "The tide goes out twice a day and takes a little of the ford along. " * 14
TOML = 'title = "Tides"\nlanguage = "en"\n[contents]\nbody = ["low.md", "high.md"]\n'
LOW = "# Low water\n\n" + "\n\n".join(f"Ebb {n}. {LOREM}" for n in range(12)) + "\n"
HIGH = (
    "# High water\n\nThe boat came in.[^a]\n\n"
    + "\n\n".join(f"Flood {n}. {LOREM}" for n in range(12))
    + "\n\n[^a]: With the spring tide.\n"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A preview that runs, in a browser."""

    folder: Path
    page: Page
    opened: Path
    """What the editor was told, a line for each time."""

    def edit(self, name: str, text: str) -> None:
        """Save a file as an editor does: a new one takes the old one's place."""
        new = self.folder / f".{name}.new"
        new.write_text(text, "utf-8")
        new.replace(self.folder / name)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    """One preview for all tests here; each leaves the book as it was."""
    root = tmp_path_factory.mktemp("preview")
    folder = root / "tides"
    folder.mkdir()
    for name, text in (("book.toml", TOML), ("low.md", LOW), ("high.md", HIGH)):
        (folder / name).write_text(text, "utf-8")
    told = root / "opened.txt"
    editor = root / "editor.py"
    editor.write_text(
        "import sys\n"
        f"with open({str(told)!r}, 'a') as file:\n"
        "    print(*sys.argv[1:], file=file)\n",
        "utf-8",
    )
    program = shlex.join([sys.executable, str(editor)])
    command = f"{program} {{file}} {{line}} {{column}}"
    addresses: list[str] = []
    ready, ended = threading.Event(), threading.Event()

    def take(address: str) -> None:
        addresses.append(address)
        ready.set()

    thread = threading.Thread(
        target=run_preview,
        args=(Request(manuscript=folder, jobs=1), PreviewOptions(editor=command), take),
        kwargs={"must_end": ended.is_set},
    )
    thread.start()
    try:
        assert ready.wait(HANG)
        with opened(addresses[0]) as page:
            page.wait_for("document.querySelectorAll('.page').length > 8")
            page.wait_for("document.getElementById('document').length > 2")
            yield Shown(folder, page, told)
    finally:
        ended.set()
        thread.join(HANG)
    assert not thread.is_alive()


WORDS = "[...document.querySelectorAll('.words span')]"


def words_with(text: str) -> str:
    """In JavaScript: the words that are this text."""
    return f"{WORDS}.filter((word) => word.textContent.trim() === '{text}')"


def text_of_page(number: str) -> str:
    return (
        f"document.querySelectorAll('.page')[{number}].querySelector('.words')"
        ".textContent"
    )


TOP = (
    "(() => { const top = document.getElementById('print').getBoundingClientRect().top;"
    " const page = [...document.querySelectorAll('.page')]"
    ".find((one) => one.getBoundingClientRect().bottom > top + 40);"
    " return { words: page.querySelector('.words').textContent.slice(0, 60),"
    " offset: Math.round(page.getBoundingClientRect().top - top) }; })()"
)


def test_a_changed_word_is_on_its_page_and_the_place_is_kept(shown: Shown) -> None:
    page = shown.page
    page.ask("document.querySelectorAll('.page')[9].scrollIntoView()")
    page.wait_for(f"{text_of_page('9')}.length > 100")
    before = page.wait_for(f"{TOP}.words && {TOP}")
    # Half a page more before what is read: the pages behind it get other numbers.
    shown.edit("low.md", LOW.replace("Ebb 1.", f"Changed. {LOREM * 3} Ebb 1."))
    page.wait_for("document.querySelectorAll('.page.changed').length > 0")
    page.wait_for(f"{TOP}.words.length > 20")
    assert page.ask(TOP)["words"][:20] == before["words"][:20]
    page.ask("document.querySelector('.page.changed').scrollIntoView()")
    page.wait_for(f"{words_with('Changed.')}.length === 1")
    shown.edit("low.md", LOW)
    page.wait_for("document.getElementById('status').textContent.startsWith('changed')")
    page.wait_for(f"{words_with('Changed.')}.length === 0")


@pytest.mark.parametrize(
    ("name", "broken", "message", "place"),
    [
        ("high.md", f"{HIGH}\n![](gone.png)\n", "gone.png", "high.md:31:1"),
        ("book.toml", "title = \n", "", "book.toml:1"),
    ],
)
def test_an_error_stands_over_the_last_good_pages(
    shown: Shown, name: str, broken: str, message: str, place: str
) -> None:
    page = shown.page
    count = page.ask("document.querySelectorAll('.page').length")
    good = (shown.folder / name).read_text("utf-8")
    shown.edit(name, broken)
    page.wait_for("!document.getElementById('problems').hidden")
    said = page.ask("document.getElementById('problems').textContent")
    assert message in said
    assert place in said
    assert "^" in page.ask("document.querySelector('#problems pre').textContent")
    assert page.ask("document.querySelectorAll('.page').length") == count
    shown.edit(name, good)
    page.wait_for("document.getElementById('problems').hidden")


def test_a_click_opens_the_word_in_the_editor(shown: Shown) -> None:
    page = shown.page
    page.ask("document.querySelector('[data-folio=\"1\"]').scrollIntoView()")
    page.wait_for(f"{words_with('Ebb')}.length > 0")
    left, top = page.ask(
        f"(() => {{ const box = {words_with('Ebb')}[0].getBoundingClientRect();"
        " return [box.left + box.width / 2, box.top + box.height / 2]; })()"
    )
    page.click_at(left, top)
    page.wait_for("document.getElementById('status').textContent.startsWith('opened')")
    end = time.monotonic() + HANG
    while not shown.opened.exists() and time.monotonic() < end:
        time.sleep(0.05)
    file = shown.folder.resolve() / "low.md"
    assert shown.opened.read_text("utf-8").splitlines()[-1] == f"{file} 3 1"


def test_a_click_opens_the_line_where_the_word_is_now(shown: Shown) -> None:
    page = shown.page
    place = "document.querySelector('[data-folio=\"2\"]').place[1]"
    before = page.ask(place)
    # The pages stay as they are: only the lines of the file move.
    shown.edit("low.md", LOW.replace("# Low water\n", "# Low water\n\n\n"))
    page.wait_for(f"{place} === {before + 2}")
    page.ask("document.querySelector('[data-folio=\"1\"]').scrollIntoView()")
    page.wait_for(f"{words_with('Ebb')}.length > 0")
    page.ask(f"{words_with('Ebb')}[0].click()")
    status = "document.getElementById('status').textContent"
    page.wait_for(f"{status}.startsWith('opened low.md:5:1')")
    shown.edit("low.md", LOW)
    page.wait_for(f"{place} === {before}")


def test_warnings_are_folded_to_a_line_and_errors_are_open(shown: Shown) -> None:
    page = shown.page
    folded = "document.getElementById('fold').getAttribute('aria-expanded')"
    shown.edit("high.md", f"{HIGH}\nNo note.[^gone]\n")
    page.wait_for("document.getElementById('fold').textContent === '1 warning'")
    assert page.ask(folded) == "false"
    assert page.ask("document.getElementById('all-problems').hidden")
    page.ask("document.getElementById('fold').click()")
    assert page.ask(folded) == "true"
    shown.edit("high.md", f"{HIGH}\nNo note.[^gone] [No place](#gone)\n")
    status = "document.getElementById('status').textContent"
    page.wait_for(f"{status} === '1 error: the pages are those of the last good build'")
    assert page.ask("document.getElementById('fold').textContent") == (
        "1 error, 1 warning"
    )
    assert page.ask(folded) == "true"
    shown.edit("high.md", HIGH)
    page.wait_for("document.getElementById('problems').hidden")


@pytest.mark.parametrize(
    ("line", "has_caret"), [("Ebb [x](#gone)", True), ("גאות 潮 [x](#gone)", False)]
)
def test_a_problem_is_marked_in_its_line(
    shown: Shown, line: str, *, has_caret: bool
) -> None:
    """A caret stands below it only where every letter is as wide as the caret."""
    page = shown.page
    shown.edit("high.md", f"{HIGH}\n{line}\n")
    excerpt = "document.querySelector('#problems pre')?.textContent.split('\\n')"
    page.wait_for(f"({excerpt} || [''])[0] === '{line}'")
    marked = page.ask("document.querySelector('#problems mark').textContent")
    assert marked == "[x](#gone)"
    below = page.ask(excerpt)[1:]
    assert below == ([" " * line.index("[") + "^" * len(marked)] if has_caret else [])
    shown.edit("high.md", HIGH)
    page.wait_for("document.getElementById('problems').hidden")


def test_a_page_that_is_loaded_again_is_where_it_was(shown: Shown) -> None:
    page = shown.page
    page.ask("document.querySelectorAll('.page')[9].scrollIntoView()")
    before = page.wait_for(f"{TOP}.words.length > 20 && {TOP}")
    page.ask("window.isOld = true")
    page.command("Page.reload")
    page.wait_for("!window.isOld")
    page.wait_for("document.querySelectorAll('.page')[9]?.place")
    after = page.wait_for(f"{TOP}.words.length > 20 && {TOP}")
    assert after == before
    assert page.ask("document.querySelector('.page.changed')") is None


def test_a_spread_fits_the_window_and_keys_turn_it(shown: Shown) -> None:
    page = shown.page
    page.ask("document.getElementById('fit').click()")
    sizes = page.ask(
        "(() => { const page = document.querySelector('.page').getBoundingClientRect();"
        " const print = document.getElementById('print');"
        " return [2 * page.width, print.clientWidth, page.height, print.clientHeight];"
        " })()"
    )
    assert sizes[0] < sizes[1]
    assert sizes[2] < sizes[3]
    page.ask("document.querySelectorAll('.page')[4].scrollIntoView()")
    place = "document.getElementById('print').scrollTop"
    before = page.ask(place)
    rows = page.ask(
        "[...new Set([...document.querySelectorAll('.page')]"
        ".map((one) => one.offsetTop))]"
    )
    page.press("ArrowRight", 39)
    page.wait_for(f"Math.round({place} - {before}) === {rows[1] - rows[0]}")
    page.press("ArrowLeft", 37)
    page.wait_for(f"{place} === {before}")


def test_a_page_is_opened_by_a_key_and_tab_goes_past_the_pages(shown: Shown) -> None:
    page = shown.page
    page.ask("document.querySelector('[data-folio=\"2\"]').scrollIntoView()")
    page.ask("document.getElementById('print').focus()")
    page.press("o", 79)
    status = "document.getElementById('status').textContent"
    page.wait_for(f"/^opened low.md:[0-9]+:[0-9]+$/.test({status})")
    stops = "[...document.querySelectorAll('.page button')].map((one) => one.tabIndex)"
    assert set(page.ask(stops)) == {-1}


def test_a_narrow_window_has_one_page_under_another_and_no_side_bar(
    shown: Shown,
) -> None:
    page = shown.page
    size = {"height": 780, "deviceScaleFactor": 1, "mobile": False}
    page.command("Emulation.setDeviceMetricsOverride", width=390, **size)
    lefts = (
        "[...document.querySelectorAll('.page')]"
        ".map((one) => Math.round(one.getBoundingClientRect().left))"
    )
    page.wait_for(f"new Set({lefts}).size === 1")
    page.wait_for("document.querySelector('.page').getBoundingClientRect().right < 390")
    side = "getComputedStyle(document.getElementById('side')).display"
    assert page.ask(side) == "none"
    page.ask("document.getElementById('menu').click()")
    assert page.ask(side) == "flex"
    page.ask("document.querySelector('#outline button').click()")
    assert page.ask(side) == "none"
    page.command("Emulation.clearDeviceMetricsOverride")
    page.wait_for(f"new Set({lefts}).size === 2")


def test_a_lost_connection_keeps_the_place(shown: Shown) -> None:
    page = shown.page
    page.command("Page.enable")
    page.command(
        "Page.addScriptToEvaluateOnNewDocument",
        source="const Own = WebSocket; window.sockets = [];"
        " window.WebSocket = class extends Own { constructor(...given) {"
        " super(...given); window.sockets.push(this); } };",
    )
    page.command("Page.reload")
    page.wait_for("window.sockets?.length === 1")
    page.wait_for("document.querySelectorAll('.page')[9]?.place")
    page.ask("document.querySelectorAll('.page')[9].scrollIntoView()")
    before = page.wait_for(f"{TOP}.words.length > 20 && {TOP}")
    page.ask("document.querySelector('.page').dataset.old = 'yes'")
    page.ask("window.sockets[0].close()")
    page.wait_for("window.sockets.length === 2")
    page.wait_for("!document.querySelector('[data-old]')")
    page.wait_for("document.querySelectorAll('.page')[9]?.place")
    after = page.wait_for(f"{TOP}.words.length > 20 && {TOP}")
    assert after["words"] == before["words"]
    assert abs(after["offset"] - before["offset"]) < 4


def test_an_editor_leads_the_preview(shown: Shown) -> None:
    assert run(["where", "--show", "high.md:5", str(shown.folder)]) == 0
    shown.page.wait_for("document.querySelectorAll('.words .found').length > 0")
    found = shown.page.ask("document.querySelector('.words .found').textContent.trim()")
    assert found == "Flood"
    assert run(["where", "--show", "high.md:999", str(shown.folder)]) == 2
    assert run(["where", "--show", "high.md:5", str(shown.folder.parent)]) == 2


def test_search_outline_and_folios_lead_to_pages(shown: Shown) -> None:
    page = shown.page
    outline = "[...document.querySelectorAll('#outline button')]"
    titles = page.ask(f"{outline}.map((one) => one.textContent)")
    assert [title.split("  ")[0][:20] for title in titles] == [
        "Chapter 1 Low water ",
        "Chapter 2 High water",
    ]
    page.ask(f"{outline}[1].click()")
    page.wait_for(
        "document.querySelector('.words .found')?.textContent.trim() === 'High'"
    )
    page.ask(
        "(() => { document.getElementById('tab-search').click();"
        " const query = document.getElementById('query'); query.value = 'ebb 7.';"
        " query.dispatchEvent(new Event('input')); })()"
    )
    page.wait_for("document.querySelectorAll('#found button').length === 1")
    page.ask(
        "(() => { document.getElementById('folio').value = '3';"
        " document.getElementById('go').requestSubmit(); })()"
    )
    page.wait_for(
        "(() => { const print = document.getElementById('print');"
        " const top = print.getBoundingClientRect().top;"
        " const page = document.querySelector('[data-folio=\"3\"]');"
        " return Math.abs(page.getBoundingClientRect().top - top) < 40; })()"
    )


def test_the_epub_is_beside_it_with_notes_and_a_readers_wishes(shown: Shown) -> None:
    page = shown.page
    page.ask(
        "(() => { const choose = (id, value) => {"
        " const one = document.getElementById(id);"
        " one.value = value; one.dispatchEvent(new Event('change')); };"
        " choose('editions', 'both'); choose('size', '22'); choose('colours', 'night');"
        " choose('document', [...document.getElementById('document').options]"
        ".find((one) => one.textContent.includes('High')).value); })()"
    )
    reader = page.frame("/high")
    assert reader("getComputedStyle(document.documentElement).fontSize") == "22px"
    assert reader("document.body.textContent").count("Flood") == 12
    with pytest.raises(AssertionError, match="SecurityError"):
        reader("parent.document.title")
    with pytest.raises(AssertionError, match="SecurityError"):
        reader("localStorage.length")
    reader("document.querySelector('[role=doc-noteref]').click()")
    page.wait_for("!document.getElementById('note').hidden")
    note = page.frame("only=")
    assert "With the spring tide." in note("document.body.textContent")
    assert "Flood" not in note("document.body.textContent")
    page.ask("document.getElementById('close-note').click()")
    page.ask(
        "(() => { const one = document.getElementById('editions'); one.value = 'print';"
        " one.dispatchEvent(new Event('change')); })()"
    )


def test_axe_finds_no_barriers(shown: Shown) -> None:
    package = importlib.util.find_spec("axe_core_python")
    assert package is not None
    assert package.origin is not None
    page = shown.page
    page.ask((Path(package.origin).parent / "axe.min.js").read_text("utf-8"))
    shown.edit("high.md", f"{HIGH}\nNo note.[^gone] [No place](#gone)\n")
    page.wait_for("!document.getElementById('problems').hidden")
    tabs = ("tab-outline", "tab-thumbs", "tab-search", "tab-todo")
    for scheme, tab in [*(("light", tab) for tab in tabs), ("dark", tabs[0])]:
        scheme_wanted = {"name": "prefers-color-scheme", "value": scheme}
        page.command("Emulation.setEmulatedMedia", features=[scheme_wanted])
        page.ask(f"document.getElementById('{tab}').click()")
        # Transparent words are left out: the picture below them shows the same.
        found = page.ask(
            "axe.run({ exclude: [['.words']] }, { iframes: false })"
            ".then((found) => found.violations.map("
            "(one) => `${one.id}: ${one.nodes.map((node) => node.html)}`))"
        )
        assert found == []
    page.command("Emulation.setEmulatedMedia", features=[])
    shown.edit("high.md", HIGH)
    page.wait_for("document.getElementById('problems').hidden")


def test_the_browser_refused_nothing(shown: Shown) -> None:
    """The last here: the page's own policy has stopped none of its parts."""
    shown.page.ask("1")
    assert [one for one in shown.page.refused if "Content Security" in one] == []
