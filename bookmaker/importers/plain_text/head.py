"""The head of a plain text: furniture, the title, the byline and the date."""

from __future__ import annotations

import collections
import datetime
import itertools
import re
from collections.abc import Sequence

from bookmaker.importers.plain_text.chapter_heads import is_roman, opens_chapter
from bookmaker.importers.plain_text.dates import date_of, is_date, is_dated, is_day
from bookmaker.importers.plain_text.furniture import (
    LONGEST,
    is_count,
    is_label,
    is_phrase,
    is_sure,
    reads_as_sentence,
    stands_alone,
    unglued,
)
from bookmaker.importers.plain_text.line_shapes import find_item
from bookmaker.importers.plain_text.lines import Line, Role, Stretch
from bookmaker.importers.plain_text.picture_lines import (
    describes_picture,
    is_credit,
    is_long_description,
    is_marked_picture,
    is_picture_credit,
    is_title_case,
)
from bookmaker.importers.plain_text.quotations import (
    attributes_quotation,
    is_attribution,
    is_whole_quotation,
    opens_quotation,
    split_attribution,
)

_BYLINE = re.compile(
    r"""
    (?P<what>by
      |(?:an?\ |in\ )?(?:interview|conversation|talk|discussion)\ with\ .{3,50}?,?\ by
      |an?\ (?:\w+\ )?(?:novel(?:la)?|memoir|story|tale|romance|play|comedy|tragedy
      |thriller|mystery|collection|biography|essay)\ by
      |(?:(?:words|text|story|essay|written|edited|translated|photos|photographs|pictures
      |photography|interview|illustrations?|illustrated|drawings|told|recorded|set\ down
      |compiled|reviewed|reported|poems?|music)(?:\ (?:and|&)\ \w+)?)\ by
      |(?:words|text|author|story|photos|photography|illustrations?|by):)
    \s+(?!(?:the|an?)\b)(?P<name>[^\W\d_].{1,60})
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BYLINE_ABROAD = re.compile(
    r"(?:(?i:(?P<what>(?:texte?|texto|testo|ein\s+\w+|eine\s+\w+|un\s+\w+|une\s+\w+|propos"
    r"\s+recueillis|entrevista|interview|aufgezeichnet|fotos?|photos?|fotografías?)\s+)?"
    r"(?:von|par|por|door|av)|(?-i:de|di)|(?:autor(?:in)?|auteure?|autora|texte?|texto)(?i:\s+(?:y|et|und)\s+\w+)?\s?:))\s+"
    r"(?P<name>[A-ZÀ-ÖØ-Þ][\w'’-]*\.?(?:\s+(?:(?:de|van|von|der|la|le|du|da|di)\s+)*"
    r"[A-ZÀ-ÖØ-Þ][\w'’-]*\.?){1,3})"
)
"""`Von Ada Moreau`: of these words a name alone makes a byline."""
_NAME = re.compile(
    r"(?:(?:The\s+)?(?:Dr|Prof(?:essor)?|Mr|Mrs|Ms|Sir|Dame|Revd?|Fr|Hon|Capt|Col)\.?\s+)?"
    r"[A-ZÀ-ÖØ-ÞА-ЯЁΑ-Ω][\w'’-]*\.?"
    r"(?:\s+(?:(?:de|van|von|der|la|le|du|da|di|of|and|&)\s+)*"
    r"[A-ZÀ-ÖØ-ÞА-ЯЁΑ-Ω][\w'’-]*\.?){1,3}"
)
_NAMES_KIND = re.compile(
    r"(?:(?:an?|eine?|une?|una)\s+(?:[\w-]+\s+){0,2})?"
    r"(?:novel(?:la)?|comedy|tragedy|play|farce|melodrama|romance|tale|story|memoir"
    r"|roman|erzählung|novelle|komödie|lustspiel|trauerspiel|schauspiel|märchen"
    r"|romance|novela|conto|crónica|toneelstuk|verhaal|sprookje"
    r"|comédie|tragédie|drame|récit|nouvelle|conte|novela|cuento|comedia|tragedia"
    r"|drama|romanzo|racconto|commedia)"
    r"(?:\s+(?:in|en|for|für|pour|para)\s+.{3,40}|\s+(?:von|de|by|di))?",
    re.IGNORECASE,
)
"""A subtitle: `A Comedy in One Act`, `Eine Erzählung von`."""
_NO_NAME = re.compile(
    r"(?:photo|foto|bild|portrait|the(?!\s+(?:rev|hon))|an?|in|on|of|to|from|chapter|part|book|section|act|scene|canto|letter"
    r"|prologue|preface|introduction|foreword)\b",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*[·•∙|]\s*")
_DASHED = re.compile(r"\s[—–-]\s")
_LONGEST_TITLE = 120
_NEVER_A_TITLE = re.compile(r"[.,;:]$|^[“\"‘'—–―*•]|^-")
_LONGEST_STANDFIRST = 240
_NEAR = 4
"""Lines below a standfirst among which a date or a byline says that it is one."""
_LONGEST_HEAD = 30
"""Blocks: what is not there by then is nowhere."""
_MOST_LINES = 120
_MOST_SENTENCES = 2
_GOES_ON = re.compile(r"[,;:—–-]$")
_HEADER = re.compile(
    r"(?:from|to|cc|date|sent|reply-to|von|an|datum|gesendet|de|à|envoyé|para|fecha):\s",
    re.IGNORECASE,
)
_SENDER = re.compile(
    r"(?i:from|von|de):\s+\"?(?P<name>"
    r"[A-ZÀ-ÖØ-Þ][\w'’-]*\.?(?:\s+[A-ZÀ-ÖØ-Þ][\w'’-]*\.?){1,3})\"?\s+<\S+@\S+>"
)
_AT_RIGHT = re.compile(r"\S.*\S\s{6,}(?P<name>(?:[A-Z]\.\s?)+[A-Z][\w'’-]+)")
"""`Network Working Group          J. Postel`: an initial makes it a name."""
_DATED_BY = re.compile(
    r"(?P<date>\S.{4,50}?),?\s+(?P<by>(?:by|von|par|por|door)\s+\S.{2,50})",
    re.IGNORECASE,
)
"""As blogs have it: `Posted on May 3, 2011 by Ann Lee`."""
_COLUMNS = re.compile(r"\S\s{6,}\S")
"""Two columns: who and where, at the left and the right of a memo's head."""
_SUBJECT = re.compile(
    r"(?:subject|betreff|objet|asunto|title|titel|titre|título|titolo):\s+(?:re:\s+)?",
    re.IGNORECASE,
)
_BUTTON = re.compile(
    r"(?:follow|subscribe|share|save|listen|print|tweet|e-?mail|like|play|bookmark|donate"
    r"|teilen|folgen|anhören|merken|drucken|abonnieren|vorlesen|speichern"
    r"|partager|suivre|écouter|enregistrer|imprimer|s['’]abonner"
    r"|compartir|seguir|escuchar|guardar|imprimir|suscribirse|suscríbete"
    r"|segui|condividi|ascolta|salva|stampa|iscriviti|abbonati|altro"
    r"|delen|volgen|bewaren|luister|reageer|opslaan|afdrukken|abonneer"
    r"|partilhar|compartilhar|seguir|ouvir|gostar|assinar|comentar)",
    re.IGNORECASE,
)
_NAMES_NEXT = re.compile(
    r"(?:published|posted|originally published) in|in"
    r"|veröffentlicht in|erschienen in|publié dans|publicado (?:en|em)|pubblicato in"
    r"|gepubliceerd in|em",
    re.IGNORECASE,
)
"""What stands above the name of a magazine."""
_FEW_WORDS = 3
_LEAST_FULL = 45
"""Columns of a line that a page's end may have ended."""
_BY = re.compile(
    r"(?:(?:written|posted|published) )?by|authors?|von|par|por|autor(?:in|a)?|auteure?"
    r"|(?:geschrieben|veröffentlicht) von|(?:écrit|publié) par"
    r"|(?:escrito|publicado) por|di|da|door|(?:scritto|pubblicato) da|geschreven door",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"(?:skip|jump)\s+to\b|(?:toggle|open|close|main|site)?\s*(?:menu|navigation)$|sections?$"
    r"|home(?:$|\s*[>›»/→|·])|you\s+are\s+here|about(?:\s+(?:us|me))?$|contact|search"
    r"|archives?$|log\s?in|sign\s?(?:in|up)|.*\|.*\||donate$|subscribe\s+(?:log|sign|for)"
    r"|.*\bcookies\b|accept|today|get\b|become\b|unlock\b|0\s+items|show\s+more|hide$"
    r"|store$|shop$|view\s+this\b|download\b|manage\b|table\s+of",
    re.IGNORECASE,
)


_NAMES_HOUSE = re.compile(
    r"©|copyright|subscribe to |thanks for reading |discover more from "
    r"|reader-supported|receiving this|mailing address|powered by|abonnieren"
    r"|abonnez|suscríbete|iscriviti|assine|subscreva|ontvangt",
    re.IGNORECASE,
)
"""Where a site, a newsletter or a magazine says its own name."""


def _parts(words: str) -> list[str]:
    """What stands between the dots or bars of a line: `By Ann Lee · 3 May · 5 min`."""
    dated = _DATED_BY.fullmatch(words)
    if dated is not None and is_date(dated["date"]) and is_byline(dated["by"]):
        return [dated["date"], dated["by"]]
    parts = [part for part in _SEPARATOR.split(words.strip(" ·•∙|")) if part]
    dashed = _DASHED.split(words)
    if len(parts) == 1 and any(map(is_date, dashed)) and not is_date(words):
        parts = dashed
    is_about_text = len(parts) > 1 and all(
        is_date(part) or is_phrase(part) or is_byline(part) or _NAME.fullmatch(part)
        for part in parts
    )
    names_any = any(not is_phrase(part) for part in parts)
    return parts if is_about_text and names_any else [words]


def read_date(words: str) -> datetime.date | None:
    """The day a line names; `None` where it names a month or a year alone."""
    part = next((part for part in _parts(words) if is_date(part)), None)
    return date_of(part) if part is not None else None


def is_byline(words: str) -> bool:
    """Whether a line says who made the text, with a word for it."""
    found = _BYLINE.fullmatch(words) or _BYLINE_ABROAD.fullmatch(words)
    return found is not None and not words.endswith((".", "!", "?", ",", ";"))


_ROLES = {"edited": "edt", "translated": "trl", "illust": "ill", "drawings": "ill"}


def names_kind(words: str) -> bool:
    """Whether a line says what kind of book it is, as a subtitle: `A Novel`."""
    return _NAMES_KIND.fullmatch(words) is not None


def says_only_by(words: str) -> bool:
    """Whether a line is the word before a name that stands on the next line."""
    return _BY.fullmatch(words) is not None


def read_byline(words: str) -> tuple[str, str]:
    """The name and the role, as relators have it: `aut`, `pht`."""
    parts = _parts(words)
    photographer = _PHOTOGRAPHER.fullmatch(words)
    if photographer is not None:
        return photographer["name"], "pht"
    forms = (_BYLINE, _BYLINE_ABROAD)
    found = next((f for o in parts for form in forms if (f := form.fullmatch(o))), None)
    if found is None:
        names = (part for part in parts if not is_date(part) and not is_phrase(part))
        return next(names, words), "aut"
    what = (found["what"] or "").lower()
    if what.startswith(("photo", "foto")):
        return found["name"], "pht"
    role = next((code for stem, code in _ROLES.items() if what.startswith(stem)), "aut")
    return _without_stop(found["name"]), role


def _without_stop(name: str) -> str:
    """A name without the stop that old title pages set behind it: `ADA MOREAU.`"""
    is_initial = len(name.split()[-1]) <= _INITIAL
    return name if is_initial or not name.isupper() else name.removesuffix(".")


_INITIAL = 3


def settle_head(blocks: list[Stretch]) -> Line | None:
    """Settle the lines above the text; gives the title's line, if there is one."""
    lines = _head_lines(blocks)
    every = [line.words for block in blocks for line in block]
    houses = [words for words in every if _NAMES_HOUSE.search(words)]
    labels = _repeated_labels(every)
    is_alone = len(blocks) == 1 and len(blocks[0]) == 1
    title = _find_title(lines, houses, labels, is_alone=is_alone)
    if title is None:
        return None
    title.settle(Role.TITLE)
    _settle_portraits(lines)
    at = lines.index(title)
    is_below = any(_names_day(line.words) for line in lines[at + 1 :])
    _settle_above_title(lines[:at], is_dated=is_below)
    _settle_below_title(lines[at + 1 :])
    return title


def _repeated_labels(words: Sequence[str]) -> frozenset[str]:
    """Short lines that stand again on the page: the name of a section is one."""
    short = collections.Counter(o for o in words if len(o.split()) <= _FEW_WORDS)
    return frozenset(o for o, count in short.items() if count > 1)


_PORTRAIT = re.compile(
    r"(?:(?:foto|photo|bild|imagen|image|portrait|avatar|picture)\s(?:de|du|von|of)"
    r"|profilbild(?:\svon)?)\s(?:perfil\s(?:de\s)?|profil\s(?:de\s)?)?(?P<name>\S.*)",
    re.IGNORECASE,
)


def _settle_portraits(lines: Sequence[Line]) -> None:
    """Settle what describes the picture of a maker whose name stands below it."""
    for line, below in itertools.pairwise(lines):
        found = _PORTRAIT.fullmatch(line.words)
        if found is not None and found["name"] == below.words:
            line.settle(Role.FURNITURE)


def settle_repeated(lines: Sequence[Line]) -> None:
    """Settle what a page says again and again between its title and its text.

    Counts, the name of a magazine, tags that stand at the foot too: furniture, where
    other furniture stands among them.
    """
    at = next((i for i, o in enumerate(lines) if o.role is Role.TITLE), None)
    if at is None:
        return
    zone: list[Line] = []
    for line in lines[at + 1 : at + _MOST_LINES]:
        is_described = describes_picture(line.words)
        if line.names_chapter or (opens_chapter(line.words) and not line.is_settled):
            break
        if line.role is Role.PICTURE or (
            reads_as_sentence(line.words) and not is_described
        ):
            break
        if not is_described:
            zone.append(line)
    furniture = [o for o in zone if o.role in (Role.FURNITURE, Role.DATE)]
    if len(furniture) < _LEAST_FURNITURE:
        return
    often = collections.Counter(line.words for line in lines if line.words)
    for line in zone:
        is_free = line.words and line.role in (Role.BODY, Role.BYLINE, Role.HEADING)
        first = next(o for o in lines if o.words == line.words)
        is_again = often[line.words] > 1 and is_label(line.words)
        is_repeated = is_again and (line.role is not Role.BYLINE or first is not line)
        if is_free and (is_count(line.words) or is_repeated):
            line.settle(Role.FURNITURE)


_LEAST_FURNITURE = 2


def _head_lines(blocks: list[Stretch]) -> list[Line]:
    """The lines above the author's text, some of which are the author's too.

    A sentence is above the text if a byline, a date or furniture follows it at once;
    an epigraph is left out.
    """
    whole = [line for block in blocks[:_LONGEST_HEAD] for line in block]
    found: list[Line] = []
    has_candidate = False
    sentences = 0
    at = 0
    for block in blocks[:_LONGEST_HEAD]:
        if has_candidate and (
            _looks_like_verse(block)
            or opens_chapter(block[0].words)
            or (len(block) == 1 and is_roman(block[0].words))
        ):
            break
        if _is_wrapped_sentence(block):
            break
        was_picture = False
        is_left_out = has_candidate and _is_epigraph(block)
        for line in block:
            at += 1
            is_portrait = _PORTRAIT.fullmatch(line.words) is not None
            is_picture = not is_portrait and (
                _is_of_picture(line.words) or (was_picture and is_credit(line.words))
            )
            if is_picture and found and _is_maker_below(line, found[-1]):
                is_picture = False
            was_picture = is_picture
            if is_left_out or (has_candidate and is_picture):
                continue
            if at > _MOST_LINES:
                return found
            if _is_of_text(line.words):
                sentences += 1
                is_site = not has_candidate and any(is_phrase(o.words) for o in found)
                is_above = sentences <= _MOST_SENTENCES and _is_above_more(
                    line, whole[at : at + _NEAR], found
                )
                if not is_site and not is_above:
                    return found
            found.append(line)
            is_candidate = _could_be_title(line.words) and not is_phrase(line.words)
            has_candidate = has_candidate or is_candidate
    return found


_PHOTOGRAPHER = re.compile(
    rf"(?:photo|foto|bild)\w*\s?:\s*(?P<name>{_NAME.pattern})", re.IGNORECASE
)


def _is_maker_below(line: Line, above: Line) -> bool:
    """Whether a line right below a byline says who took the pictures of the text."""
    is_next = line.number == above.number + 1
    is_made = _PHOTOGRAPHER.fullmatch(line.words) is not None
    return is_next and is_made and is_byline(above.words)


def _is_of_picture(words: str) -> bool:
    """Whether a line describes a picture or says who made it."""
    return (
        describes_picture(words)
        or is_long_description(words)
        or (
            is_credit(words)
            and ":" in words
            and not is_byline(words)
            and len(words.split()) <= _LONGEST_CREDIT
        )
    )


_LONGEST_CREDIT = 6


def _is_wrapped_sentence(block: Stretch) -> bool:
    """Whether a sentence goes on over the ends of a block's lines: not a title."""
    if len(block) < 2 or any(_is_matter(line.words) for line in block):
        return False
    first, second = block[0].words, block[1].words
    is_full = len(first) >= _LEAST_FULL and second[0].islower()
    return is_full and reads_as_sentence(" ".join(line.words for line in block))


def _is_of_text(words: str) -> bool:
    if _is_matter(words):
        return False
    return (
        (reads_as_sentence(words) and not _is_old_style(words))
        or _GOES_ON.search(words) is not None
        or find_item(words) is not None
    )


def _is_matter(words: str) -> bool:
    """Whether a line is what stands about a text and not in it."""
    return (
        is_phrase(words)
        or _names_day(words)
        or is_byline(words)
        or says_only_by(words)
        or _HEADER.match(words) is not None
        or _SUBJECT.match(words) is not None
        or _COLUMNS.search(words) is not None
        or len(_parts(words)) > 1
    )


def _is_above_more(
    line: Line, following: Sequence[Line], above: Sequence[Line]
) -> bool:
    """Whether a byline, furniture or the first date follows a sentence at once."""
    if len(line.words) > _LONGEST_STANDFIRST or not following:
        return False
    if _is_of_text(following[0].words) or stands_alone(following[0].words):
        return False
    has_date = any(is_date(o.words) for o in above)
    for at, other in enumerate(following):
        words = other.words
        if _is_of_text(words) and not describes_picture(words):
            return False
        if has_date and is_date(words):
            continue
        if _names_day(words) or is_byline(words) or len(_parts(words)) > 1:
            return True
        if at < 2 and _is_sure_matter(words):
            return True
    return False


def _is_sure_matter(words: str) -> bool:
    """Whether a line is not a heading either, as a word such as `Archive` may be."""
    is_weak = (
        is_phrase(words) and not is_sure(words) and _BUTTON.fullmatch(words) is None
    )
    return _is_matter(words) and not (is_weak and len(words.split()) < _FEW_WORDS)


def _is_epigraph(block: Stretch) -> bool:
    return len(block) > 1 and attributes_quotation(block[-1].words, is_close=False)


def _looks_like_verse(block: Stretch) -> bool:
    words = [line.words for line in block]
    return len(block) > 2 and (
        not any(_is_matter(line) or is_count(line) for line in words)
        and sum(len(line.split()) for line in words) > 3 * len(words)
    )


def _could_be_title(words: str) -> bool:
    return (
        _COLUMNS.search(words) is None
        and len(words) <= _LONGEST_TITLE
        and not _is_never_a_title(words)
        and not (is_sure(words) or is_count(words) or is_date(words))
        and not (is_byline(words) or is_marked_picture(words))
        and _HEADER.match(words) is None
        and _HANDLE.fullmatch(words) is None
        and len(_parts(words)) == 1
        and any(character.isalpha() for character in words)
    )


def _is_never_a_title(words: str) -> bool:
    """Whether a line's first or last sign says that it is not a title."""
    if _QUOTED_FIRST.match(words) is not None:
        return False
    if opens_quotation(words):
        if is_whole_quotation(words) and is_title_case(words):
            return False
        is_signed = split_attribution(words) is not None
        return is_signed or reads_as_sentence(words)
    return _NEVER_A_TITLE.search(words) is not None and not _is_old_style(words)


_QUOTED_FIRST = re.compile(r"[‘“'\"«„][^‘’“”\"«»„]{3,60}[’”'\"»“]\s?:\s\S")
"""`‘You can’t hurry a hedge’: the man who lays them` is a title of a newspaper."""


def _is_old_style(words: str) -> bool:
    """Whether a line is in capitals and has a stop, as old title pages do."""
    return words.isupper() and words.endswith(".") and len(words) <= _LONGEST_TITLE


def _find_title(
    lines: Sequence[Line],
    houses: Sequence[str],
    labels: frozenset[str],
    *,
    is_alone: bool,
) -> Line | None:
    """The line that speaks most for being the title; the first of equal ones.

    `houses` are lines in which a site names itself; `labels` stand on it again.
    """
    candidates = [at for at, line in enumerate(lines) if _could_be_title(line.words)]
    if is_alone or not candidates:
        return None

    def speaks(at: int) -> int:
        words = lines[at].words
        is_house = any(words in said and words != said for said in houses)
        is_below_title = at > 0 and _is_standfirst(lines[at], lines[at - 1])
        speaks = _speaks_for_title(lines, at)
        return speaks - 4 * is_house - 4 * is_below_title - 3 * (words in labels)

    best = max(candidates, key=lambda at: (speaks(at), -at))
    return lines[best]


def _is_standfirst(line: Line, above: Line) -> bool:
    """Whether a line is rather the long one that sums a text up, below its title."""
    is_longer = len(line.words) > max(_LONG_TITLE, len(above.words) * 3 // 2)
    return (
        is_longer
        and line.number > above.number + 1
        and len(above.words.split()) > _FEW_WORDS
        and _could_be_title(above.words)
        and not is_phrase(above.words)
    )


_LONG_TITLE = 60


def read_sender(words: str) -> str | None:
    """The name in a mail's line of who sent it, or at the right of a memo's head.

    `None` for other lines.
    """
    found = _SENDER.fullmatch(words) or _AT_RIGHT.fullmatch(words)
    return found["name"] if found is not None else None


def without_subject(words: str) -> str:
    """A title without the word that a mail has before its subject."""
    return _SUBJECT.sub("", words)


def _speaks_for_title(lines: Sequence[Line], at: int) -> int:
    """How much speaks for a line as the title: its place, its neighbours, its words."""
    line = lines[at]
    above, below = lines[:at], lines[at + 1 :]
    begins_block = (
        at == 0 or above[-1].number < line.number - 1 or is_date(above[-1].words)
    )
    ends_block = not below or below[0].number > line.number + 1
    names_makers = any(
        _names_makers(o.words) or (_is_bare_name(o.words) and not is_phrase(o.words))
        for o in below[: 3 if begins_block and ends_block else 2]
    )
    is_long = len(line.words.split()) > 1
    is_brief = len(line.words.split()) <= _FEW_WORDS
    is_again = sum(o.words == line.words for o in lines) > 1
    recurs = is_long and any(
        line.words in o.words and o.words != line.words for o in (*above, *below)
    )
    return (
        3 * names_makers
        + 2 * (begins_block and (ends_block or names_makers))
        + begins_block
        + 2 * (not any(is_phrase(o.words) for o in above))
        + 3 * recurs
        + (len(line.words.split()) > 2)
        - 5 * is_phrase(line.words)
        - 6 * _is_name_below_title(lines, at)
        - 6 * (at > 0 and _NAMES_KIND.fullmatch(line.words) is not None)
        - 3 * (reads_as_sentence(line.words) and not _is_old_style(line.words))
        - 5 * _is_above_menu(below)
        - 5 * _is_of_menu(line, below)
        - 5 * (_PATH.fullmatch(line.words) is not None)
        - 2 * (is_whole_quotation(line.words) and not is_title_case(line.words))
        - 4 * (_IS_SERIAL.search(line.words) is not None)
        - 4 * (_SUBJECT.match(line.words) is not None)
        - 5 * (_TWO_SENTENCES.search(line.words) is not None)
        - 3 * (not begins_block and is_phrase(above[-1].words) and is_brief)
        - 4 * (_is_bare_name(line.words) and is_again)
    )


def _is_name_below_title(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is the name below a title, unless others are named below it."""
    if at == 0 or not _is_bare_name(lines[at].words):
        return False
    below = lines[at + 1 : at + 3]
    return not any(is_byline(o.words) or _is_bare_name(o.words) for o in below)


def _names_day(words: str) -> bool:
    """Whether a line is a date, or says when in a few words of any language."""
    return is_date(words) or (is_dated(words) and is_label(words))


def _names_makers(words: str) -> bool:
    return (
        _names_day(words)
        or is_byline(words)
        or says_only_by(words)
        or len(_parts(words)) > 1
    )


def _is_above_menu(below: Sequence[Line]) -> bool:
    """Whether lines below are of a site: one that says so, or several of its words."""
    # What stands below who made a text and when belongs to the text.
    makers = (
        at for at, o in enumerate(below) if is_byline(o.words) or is_date(o.words)
    )
    near = below[: next(makers, len(below))]
    words = [o.words for o in near if is_phrase(o.words) and len(_parts(o.words)) == 1]
    others = [w for w in words if not is_sure(w) and _BUTTON.fullmatch(w) is None]
    return any(_is_of_site(w) for w in words) or len(others) > _FEW_WORDS


def _is_of_menu(line: Line, below: Sequence[Line]) -> bool:
    """Whether the next lines are as short as entries of a menu, and name no maker.

    They are as far apart as the line is from them: a title has more space.
    """
    near = [o.words for o in below[:_MENU_LINES]]
    numbers = [line.number, *(o.number for o in below[:2])]
    is_even = len(numbers) == 3 and numbers[1] * 2 == numbers[0] + numbers[2]
    return (
        is_even
        and len(near) == _MENU_LINES
        and all(
            is_label(words)
            and len(words.split()) <= _MENU_WORDS
            and not (is_byline(words) or is_date(words) or _is_bare_name(words))
            for words in near
        )
    )


_IS_SERIAL = re.compile(
    r"[–—|:]\s(?:the|an?|der|die|das|ein|le|la|un|une|el|una)\s(?:[\w-]+\s)?"
    r"(?:blog|newsletter|podcast|magazine?|revue|revista|journal|letter|brief|lettre|carta)\b",
    re.IGNORECASE,
)
"""What a site or a letter is, behind its name."""
_TWO_SENTENCES = re.compile(r"[^\W\d_]{3,}[.!?]\s+[A-ZÀ-Þ][a-zà-þ]+\s")
"""A standfirst, not a title: a stop, and another sentence behind it."""
_HANDLE = re.compile(r"@?\w*[_\d]\w*")
"""The name of a member of a forum."""
_PATH = re.compile(
    r"[^\W\d_][\w&’'-]*(?: [\w&’'-]+){0,2}"
    r"(?:\s[/›»>→]\s[\w&’'-]+(?: [\w&’'-]+){0,2}){1,4}"
)
"""Where a page is on its site: `Cities / Essays`."""
_MENU_LINES = 3
_MENU_WORDS = 4


def _is_of_site(words: str) -> bool:
    """Whether a line belongs to the site, whose lines stand above every title."""
    return _SITE.match(unglued(words)) is not None


def _settle_menus(lines: Sequence[Line]) -> None:
    """Settle labels that stand next to each other."""
    for block in _next_to_each_other(lines):
        if len(block) > 1 and all(is_label(line.words) for line in block):
            for line in block:
                line.settle(Role.FURNITURE)


def _settle_sentences_of_menus(lines: Sequence[Line]) -> None:
    """Settle the one sentence in a block that is furniture otherwise."""
    for block in _next_to_each_other(lines):
        rest = [o for o in block if o.role is not Role.FURNITURE]
        is_one = len(rest) == 1 < len(block) and rest[0].role is Role.BODY
        if is_one and reads_as_sentence(rest[0].words):
            rest[0].settle(Role.FURNITURE)


def _settle_above_title(lines: Sequence[Line], *, is_dated: bool) -> None:
    """What stands above the title is furniture where some of it says so.

    `is_dated` says that a date stands below the title, which is the text's then: short
    lines next to each other above such a title are a menu, whatever they say.
    """
    if not any(_is_matter(line.words) for line in lines):
        if is_dated:
            _settle_menus(lines)
        return
    for line in lines:
        is_dated_by = _DATED_BY.fullmatch(line.words) and len(_parts(line.words)) > 1
        if is_byline(line.words) or is_dated_by:
            line.settle(Role.BYLINE)
        elif is_date(line.words) and not is_dated:
            line.settle(Role.DATE)
        elif _is_matter(line.words) or is_count(line.words) or is_label(line.words):
            line.settle(Role.FURNITURE)
    for above, line, below in zip(lines, lines[1:], lines[2:], strict=False):
        is_amid = above.number == line.number - 1 and below.number == line.number + 1
        are_both = above.role is below.role is Role.FURNITURE
        if not line.is_settled and is_amid and are_both and len(line.words) <= LONGEST:
            line.settle(Role.FURNITURE)
    _settle_sentences_of_menus(lines)


def _settle_below_title(lines: Sequence[Line]) -> None:
    """Settle makers, dates and furniture below the title, and what stands between."""
    has_name = is_named = False
    for at, line in enumerate(lines):
        words = line.words
        if at and _is_maker_below(line, lines[at - 1]):
            line.settle(Role.BYLINE)
        elif is_named or (says_only_by(words) and at + 1 < len(lines)):
            line.settle(Role.BYLINE)
            is_named = not is_named
            has_name = True
        elif (role := _matter(lines, at)) is not None:
            line.settle(role)
            has_name = has_name or role is Role.BYLINE
        elif line.is_settled:
            continue
        elif not has_name and _is_bare_name(words) and _is_of_plain_words(words):
            line.settle(Role.HEADING)
        elif not has_name and _is_bare_name(words) and _may_name(lines, at):
            line.settle(Role.BYLINE)
            has_name = True
    _settle_labels_of_matter(lines)
    _settle_between(lines)


def _is_button(line: Line) -> bool:
    """Whether a line is furniture already, or a count."""
    return line.role is Role.FURNITURE or is_count(line.words)


def _next_to_each_other(lines: Sequence[Line]) -> list[Stretch]:
    """The runs of lines that have no blank line between them."""
    found: list[Stretch] = []
    for line in lines:
        if found and found[-1][-1].number == line.number - 1:
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _settle_labels_of_matter(lines: Sequence[Line]) -> None:
    """Settle short labels right below makers and dates, as buttons: `Save`, `6 min`.

    They are in any language what stands there, in blocks without a sentence.
    """
    was_of_makers = False
    for block in _next_to_each_other(lines):
        of_makers = (Role.DATE, Role.BYLINE)
        own = (o.role in of_makers or is_dated(o.words) for o in block)
        at = next((i for i, is_own in enumerate(own) if is_own), None)
        if at is None and was_of_makers and any(_is_button(o) for o in block):
            at = 0
        was_of_makers = at is not None
        if at is None or any(reads_as_sentence(o.words) for o in block):
            continue
        labels = [o for o in block[at:] if not (o.is_settled or is_credit(o.words))]
        if len(block) > _FEW_WORDS and all(_is_short_label(o.words) for o in labels):
            for line in labels:
                line.settle(Role.DATE if is_dated(line.words) else Role.FURNITURE)


def _is_short_label(words: str) -> bool:
    """Whether a line could be a button, and is no name, chapter or picture."""
    return (
        is_label(words)
        and (len(words.split()) <= _MENU_WORDS or is_dated(words))
        and not (_is_bare_name(words) or opens_chapter(words) or names_kind(words))
        and not (is_marked_picture(words) or is_credit(words) or is_roman(words))
    )


def _matter(lines: Sequence[Line], at: int) -> Role | None:
    words = lines[at].words
    parts = _parts(words)
    if len(parts) > 1:
        has_person = any(not is_date(p) and not is_phrase(p) for p in parts)
        return Role.BYLINE if has_person else Role.DATE
    if _names_day(words) or is_day(words):
        return Role.DATE
    if is_byline(words):
        return Role.BYLINE
    if is_picture_credit(words) and at and _is_above_caption(lines[at - 1], lines[at]):
        return None
    if is_sure(words) or _BUTTON.fullmatch(words) is not None:
        return Role.FURNITURE
    # A word such as `Home`, or a number, may be the author's where it stands alone.
    if is_phrase(words) and len(words.split()) >= _FEW_WORDS:
        return Role.FURNITURE
    near = [o for o in lines[max(0, at - 1) : at + 2] if o is not lines[at]]
    is_amid = any(
        abs(o.number - lines[at].number) <= 2
        and (_is_matter(o.words) or is_count(o.words))
        for o in near
    )
    is_furniture = is_amid and (is_phrase(words) or is_count(words))
    return Role.FURNITURE if is_furniture else None


def _may_name(lines: Sequence[Line], at: int) -> bool:
    """Whether a name is where makers are named: below the title, above a date."""
    is_dated = any(_names_day(line.words) for line in lines[at + 1 : at + 3])
    return is_dated or all(line.is_settled or at < 3 for line in lines[:at])


def _settle_between(lines: Sequence[Line]) -> None:
    """Settle what stands among settled lines, and a sentence above some.

    A few words among them are furniture (`in`, the name of a magazine); a sentence
    or a subtitle is the author's, and no heading.
    """
    last = max((i for i, line in enumerate(lines) if line.is_settled), default=-1)
    for at, line in enumerate(lines[: last + 1]):
        if line.is_settled:
            continue
        above = lines[at - 1] if at else None
        is_amid = (
            above is not None
            and above.role is Role.FURNITURE
            and above.number == line.number - 1
            and (
                lines[at + 1].number == line.number + 1
                or _NAMES_NEXT.fullmatch(above.words) is not None
            )
            and len(line.words.split()) <= _FEW_WORDS
        )
        if is_amid:
            line.settle(Role.FURNITURE)
        elif not (
            is_marked_picture(line.words)
            or is_credit(line.words)
            or opens_quotation(line.words)
            or is_attribution(line.words)
            or _is_above_caption(line, lines[at + 1])
        ):
            line.settle(Role.BODY)


def _is_above_caption(line: Line, below: Line) -> bool:
    """Whether a caption or credit stands in the next line, so that both are decided."""
    is_next = below.number == line.number + 1
    return is_next and (is_marked_picture(below.words) or is_credit(below.words))


_PLAIN_WORDS = frozenset(
    "early late first last final second third new old beginning beginnings years "
    "days year day morning evening night winter summer spring autumn childhood youth "
    "home school war peace death birth arrival departure return journey voyage this "
    "memo notes background conclusion lessons things people work life love".split()
)
"""Words that head a chapter and are in hardly any name."""


def _is_of_plain_words(words: str) -> bool:
    """Whether two words in capitals are a heading and no name: `Early Years`."""
    found = [word.lower().strip(".") for word in words.split()]
    return sum(word in _PLAIN_WORDS for word in found) * 2 >= len(found) or (
        "this" in found
    )


def _is_bare_name(words: str) -> bool:
    """Whether a line is nothing but a name; a heading may look like one."""
    return (
        len(words) < 40
        and _NAME.fullmatch(words) is not None
        and _NO_NAME.match(words) is None
    )
