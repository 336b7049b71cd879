"""The software bill of materials names every package of the lock."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tools.sbom import bill, main, read_components

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")


def test_every_pinned_package_is_a_component_with_its_hashes() -> None:
    components = read_components(LOCK)
    pinned = set(re.findall(r"^(\S+?)==(\S+)", LOCK, re.MULTILINE))
    named = {(str(part["name"]), str(part["version"])) for part in components}
    assert named == {(name.lower(), version.rstrip("\\")) for name, version in pinned}
    assert all(part["hashes"] for part in components)


def test_the_bill_is_the_same_when_made_again(tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert main([str(ROOT / "requirements.lock"), str(tmp_path / name)]) == 0
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    written = json.loads((tmp_path / "one").read_text("utf-8"))
    assert written == bill(LOCK)
    assert (written["bomFormat"], written["specVersion"]) == ("CycloneDX", "1.6")
