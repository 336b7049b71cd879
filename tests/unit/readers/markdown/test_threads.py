"""Two threads read at once, each with a host of its own."""

from __future__ import annotations

import threading

from bookmaker.readers.markdown.host import Host, host_for
from bookmaker.readers.markdown.reader_options import ReaderOptions


def test_a_thread_has_its_own_host_and_keeps_it() -> None:
    options = ReaderOptions()
    ours = host_for(options)
    theirs: list[Host] = []
    thread = threading.Thread(
        target=lambda: theirs.extend((host_for(options), host_for(options)))
    )
    thread.start()
    thread.join()
    assert host_for(options) is ours
    assert theirs[0] is theirs[1]
    assert theirs[0] is not ours
