"""Sentences that a site says, and no author: about accounts, cookies, letters by mail.

One word such as `newsletter` may be an author's; two in one sentence that has no `I` in
it are a site's where furniture is above and below. Nothing here decides alone.
"""

from __future__ import annotations

import re

from bookmaker.importers.plain_text import italian_dutch_portuguese as more

_OF_A_SITE = re.compile(
    rf"\b(?:{more.OF_A_SITE}|"
    r"""
 subscri\w+|unsubscri\w+|newsletters?|sign(?:ing|ed)?[\s-](?:up|in)|log(?:ging|ged)?
  [\s-]?in|inbox|e-?mails?|cookies?|privacy|terms(?=\sof)|user\sagreement|copyright
 |(?:web)?site|web\s?page|(?:this|our)\s(?:articles?|posts?|page|publication|content)
 |accounts?|password|moderat(?:ed|ion|ors?)|comment(?:s|ing)?|click(?:ing)?
 |republish\w*|creative\scommons|affiliates?|advert\w*|ads?|recaptcha|akismet|javascript
 |browser|download\w*|apps?|donat\w+|members?(?:hip|-only)?|free\strial|spam
 |magic\slink|billing|print\sedition|headline|facebook|instagram|twitter|tiktok
 |whatsapp|linkedin|youtube|bluesky|mastodon|podcast|wordpress|blogger|medium|substack
 |mailchimp|wix|squarespace|opt(?:ed)?\sin|preferences|notifications?|registered
 |registration|issues|journalism|journalists|reporting|editors?|letters\sto\sthe\seditor
 |funding|consult|free|updates?|daily|weekly|monthly|readers?|licen[cs]e|library
 |abonn\w+|abo|e-?mail-?adresse|postfach|anmeld\w*|registrier\w*|konto|passwort
 |datenschutz\w*|nutzungsbedingungen|seite|webseite|werbung|kommentar\w*|klick\w*
 |spende\w*|beitr(?:a|ä)g\w*|artikel\w*|leser\w*|redaktion|kostenlos|wöchentlich
 |bestellen|kündigen|teilnahme|browser|verarbeitet
 |inscri\w+|infolettre|lettre\sd['’]information|courriels?|messagerie|compte|mot\sde
  \spasse|confidentialité|conditions|site|publicités?|commentaires?|cliqu\w+|dons?
 |article|lecteurs?|lectrices?|rédaction|gratuit\w*|contributions?|adresse|données
 |navigateur|réservée?s?|connecte\w*|partage\w*
 |suscri\w+|boletín|correo|cuenta|contraseña|privacidad|sitio|publicidad|comentarios?
 |clic|donaci\w+|artículo|lectores|redacción|gratis|gratuit\w+|regístrate|registr\w+
 |identificar\w*|navegador|contenidos?|seguir\sa|apuntarte|recibir
 )\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""What sites speak of: words that are evidence together, not by themselves."""
_FIRST_PERSON = re.compile(
    r"\b(?:I|I['’]\w+|my|me|ich|mein\w*|je|mon|ma|yo|mi|io|mia|mio|ik|mijn|eu|meu|minha)\b"
    r"|\bj['’]"
)
_INVITES = re.compile(
    r"(?:follow|sign\ up|subscribe|get|join|support|download|learn|visit|click|donate"
    r"|become|register|abonnieren|bestellen|melden|unterstützen|abonnez|inscrivez|recevez"
    r"|soutenez|iscriviti|abbonati|sostieni|assine|subscreva|apoie|ontvang|steun|suscríbete|regístrate|recibe|apoya|apúntate)\b",
    re.VERBOSE | re.IGNORECASE,
)
_SPONSORED = re.compile(
    r"(?:today|this|our|diese|esta?|questa?|cette|ce|deze|dit|det|den|a[nl]?|der|die"
    r"|el|la|il|le|het)\b.{0,60}\b(?:brought\sto\syou\sby|sponsored\sby|patrocinad[oa]s?\s(?:por|by)"
    r"|gesponsert\svon|präsentiert\svon|offerte?s?\spar|sponsorisée?\spar|sponsorizzat[oa]\sda"
    r"|offert[oa]\sda|gesponsord\sdoor|mogelijk\sgemaakt\sdoor|sponsras\sav)\b.*",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"\b(?:codes?|código|codice|[\w]*code|kod|kode|cupón|coupon)\b\W{0,3}(?-i:[A-Z0-9]{4,})\b",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"\d\s?%|[€$£]\s?\d|\d\s?€|\b(?:free|gratis|kostenlos|gratuit\w*|off)\b", re.I
)
_LEAST = 2
_MANY = 3
_LONGEST = 420


def invites(words: str) -> bool:
    """Whether a sentence asks everybody to subscribe, to follow, to give."""
    if _INVITES.match(words) is None or len(words) > _LONGEST:
        return False
    return len({found.lower() for found in _OF_A_SITE.findall(words)}) >= _MANY


def is_sponsors(words: str) -> bool:
    """Whether a sentence is who pays for a letter, or offers a code for less."""
    if len(words) > _LONGEST or _FIRST_PERSON.search(words) is not None:
        return False
    is_offer = _CODE.search(words) is not None and _OFFER.search(words) is not None
    return is_offer or _SPONSORED.fullmatch(words) is not None


def is_of_house(words: str) -> bool:
    """Whether a sentence could be the site's own, among furniture."""
    if len(words) > _LONGEST or _FIRST_PERSON.search(words) is not None:
        return False
    said = {found.lower() for found in _OF_A_SITE.findall(words)}
    return len(said) >= _LEAST
