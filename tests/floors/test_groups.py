"""Tests of one group run in one process, so that what they share is built once."""

from __future__ import annotations

import pytest

GROUP = "a group"


@pytest.mark.xdist_group(GROUP)
def test_groups_are_seen(request: pytest.FixtureRequest) -> None:
    """The plugin writes the group behind a test's name, and goes by that."""
    if not hasattr(request.config, "workerinput") or not request.config.getoption(
        "loadgroup"
    ):
        pytest.skip("not run by several processes with `--dist loadgroup`")
    assert request.node.nodeid.endswith(f"@{GROUP}")
