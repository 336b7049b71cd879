"""The software bill of materials of a release: CycloneDX 1.6.

Every package that the editions were made with, with its version, and with its hashes
where a lock is given. What is written depends on the lock, or on what is installed,
alone. https://cyclonedx.org/docs/1.6/json/
"""

from __future__ import annotations

import importlib.metadata
import re
import uuid
from functools import lru_cache

from bookmaker.system.version import VERSION

_OWN_NAME = "bookmaker-press"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_SEPARATORS = re.compile(r"[-_.]+")
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
        components.append(_component(name, version, hashes))
    return sorted(components, key=lambda component: str(component["purl"]))


def _component(name: str, version: str, hashes: list[str]) -> dict[str, object]:
    address = f"pkg:pypi/{name}@{version}"
    listed = [{"alg": "SHA-256", "content": one} for one in hashes]
    return {
        "type": "library",
        "bom-ref": address,
        "name": name,
        "version": version,
        "purl": address,
        **({"hashes": listed} if listed else {}),
    }


def installed_components() -> list[dict[str, object]]:
    """Each package that bookmaker needs, as it is installed here, by name."""
    return [_component(name, version, []) for name, version in _installed_versions()]


@lru_cache(maxsize=1)
def _installed_versions() -> tuple[tuple[str, str], ...]:
    """Names and versions; read once: each stands in a file with pages of other text."""
    waiting, version_by_name = [_OWN_NAME], dict[str, str]()
    while waiting:
        name = waiting.pop()
        for text in importlib.metadata.requires(name) or ():
            needed = _NAME.match(text)
            if needed is None or "extra ==" in text:
                continue
            other = _SEPARATORS.sub("-", needed[0]).lower()
            if other in version_by_name:
                continue
            try:
                version_by_name[other] = importlib.metadata.version(other)
            except importlib.metadata.PackageNotFoundError:
                continue  # another system or Python needs it
            waiting.append(other)
    return tuple(sorted(version_by_name.items()))


def bill(lock: str | None) -> dict[str, object]:
    """The whole bill: of what a lock pins, or of what is installed."""
    components = installed_components() if lock is None else read_components(lock)
    return _bill(components, VERSION, lock)


def is_of_lock(listed: object) -> bool:
    """Whether a bill was made from a lock: only a lock knows hashes."""
    return any("hashes" in component for component in _components_of(listed))


def installed_bill_like(listed: object) -> dict[str, object]:
    """The bill of an installation that has what another bill lists."""
    components = [
        _component(str(one.get("name")), str(one.get("version")), [])
        for one in _components_of(listed)
    ]
    return _bill(components, _version_of(listed), None)


def _components_of(listed: object) -> list[dict[str, object]]:
    components = listed.get("components") if isinstance(listed, dict) else None
    members = components if isinstance(components, list) else []
    return [one for one in members if isinstance(one, dict)]


def _version_of(listed: object) -> str:
    """bookmaker's own version in a bill, which may be anybody's."""
    for key in ("metadata", "component", "version"):
        listed = listed.get(key) if isinstance(listed, dict) else None
    return str(listed)


def _bill(
    components: list[dict[str, object]], version: str, lock: str | None
) -> dict[str, object]:
    root = f"pkg:pypi/{_OWN_NAME}@{version}"
    named = "\n".join(str(component["purl"]) for component in components)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_NAMESPACE, lock or named)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": root,
                "name": _OWN_NAME,
                "version": version,
                "purl": root,
            }
        },
        "components": components,
        "dependencies": [
            {"ref": root, "dependsOn": [str(part["bom-ref"]) for part in components]}
        ],
    }
