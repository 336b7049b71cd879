"""The software bill of materials names every package of the lock, or what is here."""

from __future__ import annotations

import importlib.metadata
import re
from pathlib import Path

from bookmaker.pipeline.bill_of_materials import (
    bill,
    installed_components,
    read_components,
)

ROOT = Path(__file__).parents[3]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")


def test_every_pinned_package_is_a_component_with_its_hashes() -> None:
    components = read_components(LOCK)
    pinned = set(re.findall(r"^(\S+?)==(\S+)", LOCK, re.MULTILINE))
    named = {(str(part["name"]), str(part["version"])) for part in components}
    assert named == {(name.lower(), version.rstrip("\\")) for name, version in pinned}
    assert all(part["hashes"] for part in components)


def test_the_bill_is_the_same_when_made_again() -> None:
    assert bill(LOCK) == bill(LOCK)
    assert (bill(LOCK)["bomFormat"], bill(LOCK)["specVersion"]) == ("CycloneDX", "1.6")


def test_without_a_lock_it_lists_what_is_installed_and_needed() -> None:
    components = installed_components()
    version_by_name = {part["name"]: part["version"] for part in components}
    assert version_by_name["weasyprint"] == importlib.metadata.version("weasyprint")
    assert "pydyf" in version_by_name, "what a package needs in turn is there too"
    assert "pytest" not in version_by_name
    assert [*version_by_name] == sorted(version_by_name, key=str)
    assert bill(None)["serialNumber"] == bill(None)["serialNumber"]
