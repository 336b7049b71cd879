"""Addresses outside the book that no program can open, and EPUBCheck refuses.

The rules are those of the URL Standard (https://url.spec.whatwg.org, “host parsing”)
and of RFC 3986, 3: what follows a scheme may be short, but is more than a fragment.
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import unquote, urlsplit

_WEB = re.compile(r"(?:https?|wss?|ftp|gopher):", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_ONLY_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:(?:#|\Z)")
_LONGEST_LABEL = 63
_NO_IPV6 = "the host in brackets isn’t an IPv6 address"
_NOT_IN_HOST = re.compile(r"[\s\x00-\x20\x7f\"#%/:<>?@\[\\\]^`{|}]")


def why_unusable(address: str) -> str | None:
    """Why an address can't be opened, as the end of a sentence; `None`: it can.

    `address` has a scheme, as `https:`, or begins with `//`.
    """
    if _DRIVE.match(address):
        return "it is a file of one computer"
    if _ONLY_SCHEME.match(address):
        return "nothing is between its scheme and its end"
    if not _WEB.match(address):
        return None
    try:
        parts = urlsplit(re.sub(r"^([A-Za-z]+):/*", r"\1://", address))
        host = unquote(parts.hostname or "")
        _ = parts.port  # raises where it is none
    except ValueError as error:
        if "ort" in str(error):
            return "its port isn’t a number up to 65535"
        return _NO_IPV6
    if not host:
        return "it has no host"
    if ":" in host:  # brackets are around it
        return None if _is_ipv6(host) else _NO_IPV6
    labels = host.removesuffix(".").split(".")
    if _NOT_IN_HOST.search(host) or not all(map(_is_label, labels)):
        return f"“{host}” can’t be a host"
    return None


def _is_label(label: str) -> bool:
    """Whether a host may have this between its dots (RFC 1034, 3.1; RFC 3490, 4)."""
    if not label or len(label) > _LONGEST_LABEL:
        return False
    if label.startswith("xn--") and label.isascii():
        try:
            label.encode("ascii").decode("idna")
        except UnicodeError:
            return False
    return True


def _is_ipv6(host: str) -> bool:
    try:
        ipaddress.IPv6Address(host)
    except ValueError:
        return False
    return True
