"""The software bill of materials of a release: CycloneDX 1.6, from the lock.

`python -m tools.sbom requirements.lock dist/bookmaker.cdx.json`: every package with its
version and hashes, as it is installed from. What is written depends on the lock alone.
https://cyclonedx.org/docs/1.6/json/
"""

from __future__ import annotations

import json
import re
import sys
import uuid
from pathlib import Path

import bookmaker

_PACKAGE = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_NAMESPACE = uuid.UUID("7d5f0f0e-64b8-5f0b-9d53-6d1c6e1b2f4a")


def read_components(lock: str) -> list[dict[str, object]]:
    """Each package of a lock, by name."""
    found = list(_PACKAGE.finditer(lock))
    ends = [*(match.start() for match in found[1:]), len(lock)]
    components: list[dict[str, object]] = []
    for match, end in zip(found, ends, strict=True):
        name, version = match[1].lower(), match[2]
        hashes = sorted(set(_HASH.findall(lock, match.start(), end)))
        address = f"pkg:pypi/{name}@{version}"
        components.append(
            {
                "type": "library",
                "bom-ref": address,
                "name": name,
                "version": version,
                "purl": address,
                "hashes": [{"alg": "SHA-256", "content": one} for one in hashes],
            }
        )
    return sorted(components, key=lambda component: str(component["purl"]))


def bill(lock: str) -> dict[str, object]:
    """The whole bill."""
    root = f"pkg:pypi/bookmaker-press@{bookmaker.__version__}"
    components = read_components(lock)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_NAMESPACE, lock)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": root,
                "name": "bookmaker-press",
                "version": bookmaker.__version__,
                "purl": root,
            }
        },
        "components": components,
        "dependencies": [
            {"ref": root, "dependsOn": [str(part["bom-ref"]) for part in components]}
        ],
    }


def main(arguments: list[str]) -> int:
    """Write the bill."""
    lock, target = Path(arguments[0]), Path(arguments[1])
    words = json.dumps(bill(lock.read_text("utf-8")), indent=2)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(f"{words}\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
