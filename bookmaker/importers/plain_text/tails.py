"""Where the end of a page begins: readers' comments, the titles of other articles.

Everything below such a line belongs to the page, whatever it says; so the line alone
isn't enough, and what stands below it must be of a page too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from bookmaker.importers.plain_text.furniture import (
    is_count,
    is_label,
    is_phrase,
    reads_as_sentence,
)
from bookmaker.importers.plain_text.house import is_of_house
from bookmaker.importers.plain_text.lines import Line

_COMMENTS = re.compile(
    r"""(?:
 \d+\s(?:thoughts?|comments?|responses?|replies)(?:\son\s.*|\s?:)?|comments?(?:\s\(\d+\)
  |\s\d+)?:?
|leave\sa\s(?:reply|comment|response)|write\sa\s(?:response|comment)|responses\s\(\d+\)
|discussion\sabout\sthis\spost|join\sthe\s(?:conversation|discussion)
|(?:reader|recent|latest|all|top)\s(?:comments|responses)|(?:member\s)?discussion
|\d+\s(?:kommentare?|antworten|gedanken|commentaires?|réponses?|réflexions?|pensées?
  |contributions?|comentarios?|respuestas?|pensamientos?|reacciones|réactions?
  |reaktionen)(?:\s(?:zu|sur|à|en|a|sobre|über)\s.*|\s?:)?
|(?:kommentare?|commentaires?|comentarios?|leserkommentare|réactions?|reacciones
  |antworten|réponses|respuestas|diskussion)(?:\s\(\d+\)|\s\d+)?\s?:?
|(?:schreibe?\seinen\skommentar|laisser\sun\scommentaire|dej(?:a|ar)\sun\scomentario).*
 )""",
    re.VERBOSE | re.IGNORECASE,
)
_COMMENTED = re.compile(
    r"""(?:
 reply|\S.{0,40}\s(?:says|said|writes|wrote|commented)(?:\.{3}|…|:)?
|.{0,40}\bat\s\d{1,2}[:.]\d\d.{0,10}|(?:a|an|\d+)\s(?:minute|hour|day|week|month|year)s?\sago
|\d+\s?[smhdwy]|like\s\(\d+\)|cancel\sreply|post\s(?:a\s)?comment|add\sa\scomment
|(?:sort|sorted)\sby.*|(?:newest|oldest|best)(?:\sfirst)?|(?:guest|anonymous)\b.{0,20}
|liked\sby\s.*|\S.{0,40}['’]s\savatar
|antworten|répondre|responder
|\S.{0,40}\s(?:sagt|schreibt|meint|dit|écrit|dice|dijo|escribió|a\sécrit|schrieb)
  \s?(?:\.{3}|…|:)?
|.{0,40}\b(?:um|à|a\slas)\s\d{1,2}\s?[:.h]\s?\d\d.{0,10}|\d.{6,30},\s\d{1,2}:\d\d
|(?:vor|il\sy\sa|hace)\s(?:\w+)\s(?:minuten?|stunden?|tag(?:en)?|wochen?|monat(?:en)?
  |minutes?|heures?|jours?|semaines?|mois|minutos?|horas?|días?|semanas?|meses)
|(?:älteste|neueste|beste)\szuerst|signaler|melden|denunciar|recommander|recomendar
 )""",
    re.VERBOSE | re.IGNORECASE,
)
_OTHERS = re.compile(
    r"""(?:
 (?:more|recommended)\s(?:from|in)\s(?-i:[A-Z]).{1,60}|recommended(?:\sfor\syou)?
|related(?:\s(?:posts|articles|stories|reading|content))?:?
|(?:you\s(?:may|might)\salso\s(?:like|enjoy)|read\s(?:next|also)|up\snext|keep\sreading
  |most\s(?:read|viewed|popular)|trending(?:\s.{1,20})?|popular\sposts.*|recent\sposts
  |editors?['’]s?\spicks?|latest(?:\s\w+)?):?
|published\sby\s(?-i:[A-Z]).{1,60}|(?:about\sthe\sauthors?|written\sby\b.{0,60})
|post\snavigation|blog\sarchive|share\sthis:?|filed\sunder:?.{0,80}
|(?:das\skönnte\s(?:sie|dich)\sauch\sinteressieren|auch\sinteressant|meistgelesen
  |ähnliche\sbeiträge|neueste\sbeiträge|weitere\s(?:artikel|beiträge)|beitragsnavigation
  |über\s(?:den\sautor|die\sautorin)|teilen\smit|mehr\s(?:von|aus)\s(?-i:[A-Z]).{1,50}):?
|(?:articles\s(?:similaires|récents|liés)|sur\sle\smême\s(?:sujet|thème)|les\splus\slus
  |dans\sla\smême\srubrique|navigation\sdes\sarticles|à\spropos\sde\sl['’]aute\w+|partager)\s?:?
|(?:artículos\srelacionados|entradas\s(?:relacionadas|populares|recientes)|lo\smás\s\w+
  |te\spuede\sinteresar|sobre\s(?:la\sfirma|el\sautor|la\sautora)|compartir|archivado\sen
  |navegación\sde\sentradas):?
 )""",
    re.VERBOSE | re.IGNORECASE,
)
"""What stands above what a page says of other articles, of its maker, of itself."""
_SOON = 6
"""Lines: the author too may call a chapter `Comments`."""
_LEAST = 8
_LEAST_SHARE = 3
_MOST_SENTENCES = 5
_LONGEST_TEASER = 220


def start_of_tail(lines: Sequence[Line], floor: int, amid: Collection[int]) -> int:
    """Where what is a page's own begins behind the author's last words.

    The number of lines, if nothing says where. `amid` are the numbers of the sentences
    that stand among furniture.
    """
    for index in range(max(floor, len(lines) // 3), len(lines)):
        if lines[index].is_settled:
            continue
        words = lines[index].words
        if _COMMENTS.fullmatch(words) is not None:
            is_counted = words[0].isdigit() or words[-1] in ")0123456789"
            below = lines[index + 1 : index + 1 + _SOON]
            if is_counted or _is_commented(lines[index], below):
                return index
        if _OTHERS.fullmatch(words) is not None and _is_tail(lines[index:], amid):
            return index
    return len(lines)


def _is_commented(heading: Line, below: Sequence[Line]) -> bool:
    """Whether a reader is named below a heading, above what could be the author's."""
    above = heading
    for line in below:
        if _COMMENTED.fullmatch(line.words) is not None:
            return True
        is_parted = line.number > above.number + 1
        if is_parted and reads_as_sentence(line.words):
            return False
        above = line
    return False


def _is_tail(lines: Sequence[Line], amid: Collection[int]) -> bool:
    """Whether lines are those of a page: many buttons, few sentences, none long.

    No two sentences follow each other, and none has blank lines around it: they would
    be paragraphs of the author's.
    """
    if len(lines) < _LEAST:
        return False
    phrases = sentences = 0
    before = False
    for at, line in enumerate(lines):
        words = line.words
        is_sentence = False
        if is_phrase(words):
            phrases += 1
        elif not (is_label(words) or is_count(words) or is_of_house(words)):
            is_amid = line.number in amid
            is_sentence = not is_amid
            is_apart = is_sentence and _is_apart(lines, at)
            if (before and is_sentence) or is_apart or len(words) > _LONGEST_TEASER:
                return False
            sentences += is_sentence
        before = is_sentence
    return (
        phrases * _LEAST_SHARE >= len(lines)
        and sentences * _MOST_SENTENCES <= len(lines)
        and not any(line.is_settled for line in lines)
    )


def _is_apart(lines: Sequence[Line], at: int) -> bool:
    """Whether a line has blank lines above and below it."""
    number = lines[at].number
    return lines[at - 1].number < number - 1 and (
        at + 1 == len(lines) or lines[at + 1].number > number + 1
    )
