"""The preview answers the browser that has its address, and refuses everybody else."""

from __future__ import annotations

import http.client
import re
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from bookmaker.preview import server
from bookmaker.preview.epub_view import frame_policy
from bookmaker.preview.guard import PAGE_POLICY
from bookmaker.preview.live import LiveBook
from bookmaker.preview.server import listening_socket, serving

TOKEN = "only-the-browser-knows"


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A server with nothing built yet, on a port of its own."""
    book = LiveBook(tmp_path_factory.mktemp("book"))
    with serving(book, lambda *_: True, _free_port(), TOKEN) as number:
        yield number


def _free_port() -> int:
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])


def ask(
    port: int, path: str, method: str = "GET", body: str = "", **headers: str
) -> http.client.HTTPResponse:
    """The answer to a request; `Host` is right unless it is given."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.putrequest(
        method, path, skip_host="Host" in headers, skip_accept_encoding=True
    )
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    if body:
        connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body.encode() or None)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def test_the_address_answers_with_a_strict_policy(port: int) -> None:
    answer = ask(port, f"/{TOKEN}/")
    assert answer.status == 200
    assert answer.headers["Content-Security-Policy"] == PAGE_POLICY
    assert "unsafe" not in PAGE_POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Access-Control-Allow-Origin"] is None


@pytest.mark.parametrize(
    "path", ["/", "/wrong/", "/page/app.js", "/live", f"/{TOKEN}x/", f"/x/{TOKEN}/"]
)
def test_without_the_token_nothing_answers(port: int, path: str) -> None:
    assert ask(port, path).status == 403


@pytest.mark.parametrize(
    "host", ["example.org", "example.org:80", "127.0.0.1", "127.0.0.1.example.org"]
)
def test_another_host_is_refused(port: int, host: str) -> None:
    assert ask(port, f"/{TOKEN}/", Host=host).status == 421


@pytest.mark.parametrize(
    "path",
    [
        "../../../etc/passwd",
        "page/../../../../etc/passwd",
        "page/..%2f..%2f..%2fetc%2fpasswd",
        "page/%2e%2e/server.py",
        "epub/1/18-book-day/../../../etc/passwd",
        "epub/1/18-book-day/%2e%2e%2f%2e%2e%2fetc/passwd",
        "picture/../../x/100.png",
        "words/..%2f..%2fetc%2fpasswd",
        f"picture/x/{'9' * 5000}.png",
        "picture/x/-1.png",
        f"locate?file=a.md&line={'9' * 5000}",
        f"epub/{'9' * 5000}/18-book-day/a.xhtml",
        f"epub/1/{'9' * 5000}-book-day/a.xhtml",
    ],
)
def test_nothing_outside_is_served(port: int, path: str) -> None:
    assert ask(port, f"/{TOKEN}/{path}").status in (403, 404)


def test_another_page_can_not_open_an_editor(port: int) -> None:
    body = '{"file": "ford.md", "line": 1}'
    own = f"http://127.0.0.1:{port}"
    for origin in ("http://example.org", "null", f"http://localhost:{port}"):
        headers = {"Origin": origin, "Content_Type": "application/json"}
        assert ask(port, f"/{TOKEN}/open", "POST", body, **headers).status == 403
    without = {"Content_Type": "application/json"}
    assert ask(port, f"/{TOKEN}/open", "POST", body, **without).status == 403
    kinds = {"text/plain": 404, "application/json": 200}
    for kind, status in kinds.items():
        headers = {"Origin": own, "Content_Type": kind}
        assert ask(port, f"/{TOKEN}/open", "POST", body, **headers).status == status


@pytest.mark.parametrize(
    "body",
    [
        '{"file": 3, "line": 1}',
        '{"file": "a", "line": "1"}',
        '{"file": "a", "line": true}',
        f'{{"file": "a", "line": {"9" * 5000}}}',
        '{"page": "x", "word": 0}',
        f'{{"page": "x", "word": {"9" * 4000}}}',
        "[]",
        "[" * 9000,
        "{",
        "x" * 99999,
    ],
)
def test_a_question_of_another_form_has_no_answer(port: int, body: str) -> None:
    headers = {
        "Origin": f"http://127.0.0.1:{port}",
        "Content_Type": "application/json",
    }
    assert ask(port, f"/{TOKEN}/open", "POST", body, **headers).status == 404


def test_a_web_socket_from_another_origin_is_refused(port: int) -> None:
    address = f"ws://127.0.0.1:{port}/{TOKEN}/live"
    for origin in (Origin("http://example.org"), None):
        with (
            pytest.raises(InvalidStatus) as refused,
            connect(address, origin=origin),
        ):
            pass
        assert refused.value.response.status_code == 403
    with connect(address, origin=Origin(f"http://127.0.0.1:{port}")) as opened:
        assert '"state"' in str(opened.recv(timeout=60))
    with pytest.raises(InvalidStatus), connect(f"ws://127.0.0.1:{port}/wrong/live"):
        pass


def test_a_long_message_ends_its_web_socket_alone(port: int) -> None:
    address = f"ws://127.0.0.1:{port}/{TOKEN}/live"
    origin = Origin(f"http://127.0.0.1:{port}")
    with connect(address, origin=origin) as opened:
        opened.send("x" * 1_000_000)
        received = [opened.recv(timeout=60) for _ in range(3)]
        assert '"state"' in str(received[0])
        with pytest.raises(ConnectionClosed):
            opened.recv(timeout=60)
    with connect(address, origin=origin) as opened:
        assert '"state"' in str(opened.recv(timeout=60))


def test_a_client_that_sends_half_a_request_keeps_nobody_waiting(port: int) -> None:
    with ExitStack() as stack:
        for _ in range(40):
            slow = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
            slow.sendall(f"POST /{TOKEN}/open HTTP/1.1\r\nHost: ".encode())
        assert ask(port, f"/{TOKEN}/").status == 200


def test_a_frame_of_the_book_runs_our_script_alone_and_has_no_origin() -> None:
    policy = dict(
        part.partition(" ")[::2] for part in frame_policy("a-nonce").split("; ")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'nonce-a-nonce'"
    assert policy["sandbox"] == "allow-scripts"
    assert "connect-src" not in policy


@pytest.mark.parametrize("name", ["app.js", "frame.js"])
def test_names_and_messages_are_never_read_as_markup(name: str) -> None:
    page = Path(server.__file__).with_name("page")
    script = (page / name).read_text("utf-8")
    ways = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|Function\("
    assert re.findall(ways, script) == []


def test_only_the_loopback_interface_listens(port: int) -> None:
    with listening_socket(None) as first, listening_socket(None) as second:
        assert first.getsockname()[0] == second.getsockname()[0] == "127.0.0.1"
        assert first.getsockname()[1] != second.getsockname()[1]
    with pytest.raises(OSError, match="in use"):
        listening_socket(port)


def test_the_server_ends_while_a_browser_listens(tmp_path: Path) -> None:
    with ExitStack() as stack:
        number = stack.enter_context(
            serving(LiveBook(tmp_path), lambda *_: True, _free_port(), TOKEN)
        )
        origin = Origin(f"http://127.0.0.1:{number}")
        address = f"ws://127.0.0.1:{number}/{TOKEN}/live"
        listening = connect(address, origin=origin)
        with listening as opened:
            opened.recv(timeout=60)
            stack.close()
    with pytest.raises(ConnectionRefusedError):
        ask(number, f"/{TOKEN}/")
