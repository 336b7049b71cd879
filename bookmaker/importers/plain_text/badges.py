"""What a reading voice says of buttons and badges, and what invites to an app.

A pasted page has these descriptions as lines: `A badge reading 'Find it in the App
Store'; selecting it opens the shop`. None of them is the author's.
"""

from __future__ import annotations

import re

_THING = (
    r"(?:badge|button|icon|logo|banner|link|thumbnail|avatar|qr[ -]code|arrow|checkbox"
    r"|schaltfläche|knopf|symbol|plakette|abzeichen|bouton|icône|vignette|botón|icono"
    r"|insignia)"
)
_ARTICLE = (
    r"(?:an?|the|one|two|three|eine?|ein|der|die|das|une?|le|la|l['’]|un|el|los|las)"
)
_SAYS = (
    r"(?:reading|labell?ed|marked|saying|captioned|titled|inscribed|with the words"
    r"|that (?:says|reads)|which (?:says|reads)"
    r"|for (?:downloading|sharing|subscribing|following)"
    r"|to (?:download|share|subscribe|follow|sign|open|install|print|close)|leading to"
    r"|linking to|opens?\b|mit der aufschrift|zum (?:teilen|abonnieren|herunterladen)"
    r"|intitulé|marqué|portant|pour (?:partager|télécharger|s['’]abonner)"
    r"|que dice|con el texto|para (?:compartir|descargar|suscribirse))"
)
_BADGE = re.compile(
    rf"(?:{_ARTICLE}\s*)?(?:[\w-]+\s+){{0,3}}{_THING}s?\b,?\s*{_SAYS}.*", re.I
)
_STORE = r"(?:app\s?store|google\s?play|play\s?store|f-droid|galaxy\s?store|appgallery)"
_APP = re.compile(
    rf"(?:get|download|install|open|try|find)\s(?:it\s(?:on|in)\s.{{0,30}}"
    rf"|(?:\S+\s){{0,4}}app)(?:\s(?:on|from|in|for)\s.{{1,40}})?[.!]?"
    rf"|.{{0,40}}\b{_STORE}\b.{{0,40}}"
    r"|(?:lade?|hol)\S*\s.{0,30}\bapp\b.{0,30}|jetzt\s(?:herunter)?laden"
    r"|télécharge[rz]\s.{0,20}\bappli(?:cation)?\b.{0,30}|disponible\ssur\s.{1,30}"
    r"|descarga(?:r)?\s.{0,20}\b(?:app|aplicación)\b.{0,30}|disponible\sen\s.{1,30}",
    re.I,
)
_INVITES = re.compile(
    r"(?:start|begin)\s(?:writing|publishing)\b.{0,140}"
    r"|.{0,80}\b(?:use|click|tap|press)\sthe\sbutton\s(?:below|above)\b.{0,100}"
    r"|.{0,80}\bcreate\syour\sown\s(?:publication|newsletter|substack|blog|site)\b.{0,60}"
    r"|pledge\syour\ssupport|.{0,200}\bpledging\sa\sfuture\ssubscription\b.{0,120}",
    re.I,
)
_ACTED = re.compile(r"\b(?:selecting|clicking|tapping|pressing)\sit\b", re.I)
_LONGEST = 320
_LONGEST_APP = 70


def is_badge(words: str) -> bool:
    """Whether a line is what a reading voice says of a button or a badge."""
    if len(words) > _LONGEST:
        return False
    is_told = _BADGE.fullmatch(words) is not None and (
        _ACTED.search(words) is not None or _is_quoted(words)
    )
    is_app = len(words) <= _LONGEST_APP and _APP.fullmatch(words) is not None
    ends = words.endswith((".", "?", ",", ";", ":", "”", '"')) and not is_told
    return is_told or (is_app and not ends) or _INVITES.fullmatch(words) is not None


def _is_quoted(words: str) -> bool:
    """Whether the line ends with what stands on the button, or says no more."""
    found = re.search(r"['\"‘“«„](.+?)['\"’”»“](.*)$", words)
    if found is None:
        return not words.endswith(".") and len(words) <= _LONGEST_APP
    behind = found[2].strip(" .;,")
    return not behind or _ACTED.search(behind) is not None
