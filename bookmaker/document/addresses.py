"""Addresses outside the book, and why some can’t be opened.

The rules are those of EPUBCheck, which shops run: the URL Standard
(https://url.spec.whatwg.org, “host parsing”), and RFC 3986, 3: what follows a scheme
may be short, but is more than a fragment.
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import unquote, urlsplit

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_OUTWARD = re.compile(rf"{_SCHEME.pattern}(?!:)|//")
"""`std::ops::Index` is a name in Rust, which its own program links."""
_WEB = re.compile(r"(?:https?|ftp|gopher):", re.IGNORECASE)
_UNFINISHED = re.compile(r"(?:https?|mailto):/*", re.IGNORECASE)
_MISTYPED = re.compile(
    r"(?!https?://[^/])(?:h+t*p+|ht+p*)(?P<secure>s*)(?:[:;.,]/{1,4}|//+)(?=[^/\s])",
    re.IGNORECASE,
)
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_ONLY_SCHEME = re.compile(rf"{_SCHEME.pattern}(?:#|\Z)")
_LONGEST_LABEL = 63
_NO_IPV6 = "the host in brackets isn’t an IPv6 address"
_NOT_IN_HOST = re.compile(r"[\s\x00-\x20\x7f\"#%/:<>?@\[\\\]^`{|}]")
SCHEMES = frozenset(
    """
    aaa aaas acap afs cap cid crid dav dict dns dtn fax ftp go gopher h323
    http https iax icap im imap info ipp irc iris ldap mailserver mailto mid modem msrp
    msrps mtqp mupdate news nfs nntp opaquelocktoken pack pop pres prospero rtsp service
    shttp sip sips snews snmp tag tel telnet tftp thismessage tip tn3270 tv urn vemmi
    videotex wais xmpp
    """.split()
)
"""The schemes that EPUBCheck 5 knows; for any other it warns (HTM-025).

Those that run code or read local files are missing: `file:`, `data:`, `javascript:`.
"""


def scheme_of(address: str) -> str | None:
    """The scheme of an address, in lower case without its colon."""
    found = _SCHEME.match(address)
    return None if found is None else found[1].lower()


def is_outward(address: str) -> bool:
    """Whether an address is outside the book: it has a scheme, or begins with `//`."""
    return _OUTWARD.match(address) is not None


def is_unfinished(address: str) -> bool:
    """Whether only the beginning of an address is there, such as `https://`."""
    return _UNFINISHED.fullmatch(address) is not None


def corrected_address(address: str) -> str | None:
    """What was meant by `htps:/example.org`; `None` if its beginning isn't mistyped."""
    found = _MISTYPED.match(address)
    if found is None:
        return None
    return ("https://" if found["secure"] else "http://") + address[found.end() :]


def why_unusable(address: str) -> str | None:
    """Why an address can't be opened, as the end of a sentence; `None`: it can.

    `address` is outside the book (`is_outward`).
    """
    if _DRIVE.match(address):
        return "it is a file of one computer"
    if _ONLY_SCHEME.match(address):
        return "nothing is between its scheme and its end"
    scheme = scheme_of(address)
    if scheme is not None and scheme not in SCHEMES:
        return f"reading systems don’t know “{scheme}:”"
    if not _WEB.match(address):
        return None
    try:
        parts = urlsplit(re.sub(r"^([A-Za-z]+):/*", r"\1://", address))
        host = unquote(parts.hostname or "")
        _ = parts.port  # raises an error if it isn’t one
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
