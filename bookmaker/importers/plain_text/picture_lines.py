"""Lines that describe a picture: what is left of one when a page is pasted as text."""

from __future__ import annotations

import re

_KIND = (
    r"(?:image|photo(?:graph)?|picture|illustration|figure|fig\.?|drawing|painting"
    r"|screenshot|diagram|map|chart|engraving|portrait|alt(?:\s+text)?"
    r"|abb(?:ildung)?\.?|bild|foto(?:grafia)?|imagen|ilustración|figura|dessin|immagine"
    r"|illustrazione|afbeelding|imagem|ilustração"
    r"|(?:image|photo|picture)\s(?:description|caption)|bildbeschreibung|bildtext"
    r"|description\sde\sl['’]image|descripción\sde\s(?:la\s)?imagen"
    r"|descrizione\sdell['’]immagine|descrição\sda\simagem|bildbeskrivning)"
)
_MARKED = re.compile(rf"{_KIND}(?:\s+\d+[\w.]*)?\s*[:.]\s*(?P<words>\S.*)", re.I)
_BRACKETED = re.compile(
    rf"[\[(]\s*{_KIND}(?:\s+\d+)?\s*[:\s]\s*(?P<words>[^\])]+)[\])]", re.I
)
_NUMBERED_IN_BRACKETS = re.compile(
    r"\[(?!(?:foot|end)?not|nd[lrt]\b|anm|fu(?:ß|ss)n|transcri|sic|ed\b|tk\b|todo|fixme|check)"
    r"[^\W\d_]+(?:\s+\d+)?\s*:\s*(?P<words>[^\]]{11,}[^\].!?])\]",
    re.I,
)
"""`[Slide 3: a bus shelter]`, whatever a picture is called there."""
_CREDIT = re.compile(
    r"\(?(?:©\s?)?(?:photo(?:graph|graphy|s)?|foto(?:grafie|graf|grafía)?|bild|abbildung|quelle|crédit"
    r"|image|picture|illustration|ilustración|zeichnung|drawing|source|credit)s?"
    r"(?:\s+credit)?(?:\s+by\b|\s+(?:de|del|di|von|par|door|do|da)\s+(?-i:[A-ZÀ-Þ])|\s?:|\s+courtesy\b|\s?(?:\.{3}|…)(?=\S)).*",
    re.I,
)
_BEGINS = re.compile(
    r"(?:close\s(?:view|up)|blick|ansicht|nahaufnahme|eine?[rsmn]?|primer\splano|vista|vue"
    r"|gros\splan|une?|unas?|unos|uno|due|tre|alcun[ei]|veduta|een|twee|drie|vier|enkele"
    r"|zwei|drei|vier|mehrere|deux|trois|plusieurs|dos|tres|varios|varias|en|ett|två"
    r"|tre|fyra|один|одна|два|две|три|несколько"
    r"|uma|umas|um|duas|dois|três|quatro|grande\splano|an?|the|two|three|four|five|six|several|some|many"
    r"|close[- ]up|black[- ]and[- ]"
    r"white|aerial|detail|view|hand-colou?red|portrait|photograph|drawing|interior)\b",
    re.I,
)
_CREDITED = re.compile(
    r".{8,}[.!?)|–—]\s+(?:photo(?:graph)?s?|images?|pictures?|illustrations?|credit)"
    r"(?:\s+(?:by|credit|courtesy))?(?::|(?<=by)\s)\s*[^\s.].{1,70}(?<![.!?…])",
    re.I,
)
_CREDITED_WITHIN = re.compile(
    r".{8,}\s(?:Credit|Photo|Photograph|Photography|Image|Illustration):\s.{1,70}"
    r"(?<![.!?…])"
    r"|[^©]{12,}\s©\s?[A-Z].{1,50}(?<![.!?…])"
    r"|.{8,}\((?:[Ff]oto|[Pp]hoto|[Bb]ild|©)s?\b[^)]{2,50}\)"
    r"|.{8,}[.!?)]\s(?:Foto|Photo|Bild|Imagen|Dessin|Zeichnung|Grafik)s?\s?"
    r"(?::|de(?:l| la| l['’])?\b|d['’]|du\b|von\b)\s?.{2,40}(?<![.!?…])"
    r"|.{8,}[.)]\s[A-ZÀ-Þ]{2,}(?:[ -][A-ZÀ-Þ]{1,}){1,3}(?:\s?\([A-ZÀ-Þ ]{2,20}\))?"
    r"|.{8,}[.)]\s[A-ZÀ-Þ][^.!?]{2,40}\s?/\s?[A-Z][\w ]{1,30}"
    r"|.{8,}[.,]\s(?:Courtesy|By courtesy)\s(?:of\s)?[\w ]{0,8}[A-Z].{1,70}(?<![.!?…])"
)
_OF_A_PICTURE = re.compile(
    r"\(?(?:©\s?)?(?:photo|foto|bild|abbildung|image|picture|illustration|ilustraci|zeichnung|drawing"
    r"|credit(?:\.{3}|…))",
    re.I,
)
_TEXT = re.compile(
    r"(?:an?|the)\s+(?:\w+\s+){0,2}(?:lecture|talk|paper|address|sermon|story|tale|essay"
    r"|letter|novel|poem|guide|history|memoir|review|play|conversation|interview|report"
    r"|speech|account|study)\b",
    re.I,
)
_SENTENCE_END = re.compile(
    r"[.!?:;,…](?:\[\d+\])?[\"'”’)\]*_]*(?:[¹²³⁰⁴-⁹]|\(\d+\))*$"
    r"|[:;,.][—–-]{1,2}$|[.!?…](?:\[\d+\])?[\"'”’)]*\s+[A-ZÀ-Þ“\"]"
)
_LEAST_WORDS = 8
_LONGEST = 260
_LONGEST_CAPTION = 90
_LONGEST_AFTER_BUTTON = 200
_SAYING = re.compile(r"[\"“”]")


def is_marked_picture(words: str) -> bool:
    """Whether a line says itself that it describes a picture."""
    return (
        len(words) <= _LONGEST
        and any(
            p.fullmatch(words)
            for p in (
                _MARKED,
                _BRACKETED,
                _NUMBERED_IN_BRACKETS,
                _CREDITED,
                _CREDITED_WITHIN,
            )
        )
        and not _is_long_prose(words)
    )


def _is_long_prose(words: str) -> bool:
    return words.count(". ") > 2


def looks_like_picture(words: str) -> bool:
    """Whether a line could describe a picture: a long noun phrase without an end."""
    return (
        len(words) <= _LONGEST
        and len(words.split()) >= _LEAST_WORDS
        and (
            _BEGINS.match(words) is not None
            or _is_bare_phrase(words)
            or (_VIEWED.fullmatch(words) is not None and not _has_main_verb(words))
        )
        and _SENTENCE_END.search(words) is None
        and not (_SAYING.search(words) and (_says(words) or _has_main_verb(words)))
        and _TOLD.search(words) is None
        and not is_title_case(words)
        and _TEXT.match(words) is None
    )


def is_long_description(words: str) -> bool:
    """Whether a line is longer than a title in small letters and could describe."""
    return (
        len(words.split()) >= _LEAST_OF_PHRASE
        and looks_like_picture(words)
        and _is_in_small_letters(words)
        and not _has_main_verb(words)
    )


def is_title_case(words: str) -> bool:
    """Whether all long words of a line are capital, and there are some."""
    long = [word for word in _WORD.findall(words) if len(word) > _LONG_WORD]
    return len(long) >= _LEAST_LONG and all(word[0].isupper() for word in long)


_WORD = re.compile(r"[^\W\d_]+")
_LEAST_LONG = 3


def _is_in_small_letters(words: str) -> bool:
    long = [word for word in words.split()[1:] if len(word) > _LONG_WORD]
    return sum(word[0].isupper() for word in long) * 2 <= len(long)


def _is_bare_phrase(words: str) -> bool:
    """Whether words are a thing with what is about it: `Page of a ledger, with …`.

    So is a title in small letters, which is shorter.
    """
    return (
        len(words.split()) >= _LEAST_OF_PHRASE
        and _BARE_PHRASE.match(words) is not None
        and _is_in_small_letters(words)
        and not _has_main_verb(words)
    )


_LONG_WORD = 3
_LEAST_OF_PHRASE = 12
_BARE_PHRASE = re.compile(
    r"[A-ZÀ-ÞА-Я][\w-]+(?:\s[\w-]+){0,2}?\s(?:of|from|in|with|on|at|beside|under|seen|von|mit"
    r"|auf|vor|neben|unter|de|du|avec|sur|devant|con|sobre|junto|su|davanti|com|van|met|op"
    r"|naast|av|med|på|från|с|на|у|под|\w{3,}ing)\s"
)

_TOLD = re.compile(
    r"\b(?:said|began|cried|replied|answered|asked|sagte|rief|fragte|dit|demanda|répondit"
    r"|dijo|preguntó|disse|chiese|rispose|zei|vroeg|sade|frågade|сказал[аи]?)\b",
    re.I,
)
"""What people do in a story and not in a picture."""
_ART = (
    r"(?:artwork|art|water-?colou?r|lino-?cut|wood-?cut|wood engraving|engraving"
    r"|etching|lithograph|aquatint|sketch|drawing|painting|oil painting|portrait"
    r"|self-portrait"
    r"|photo|photograph|snapshot|screenshot|screen grab|illustration|diagram|chart"
    r"|graph|map|collage|mosaic|cartoon|caricature|poster|infographic|image|picture|scan"
    r"|silhouette|close-?up|detail|particolare|dettaglio|détail|detalle|ausschnitt"
    r"|primo piano|gros plan|primer plano|grande plano"
    r"|aerial view|still|rendering|render|mural|fresco|tapestry"
    r"|postcard|daguerreotype|x-ray|blueprint|floor plan|album cover|book cover"
    r"|foto(?:grafie|grafia)?|aufnahme|aquarell|zeichnung|gemälde|ölgemälde|holzschnitt|linolschnitt"
    r"|radierung|kupferstich|landkarte|karte|bildschirmfoto|porträt|skizze|abbildung"
    r"|photographie|aquarelle|dessin|gravure|tableau|peinture|carte|capture d['’]écran"
    r"|croquis|affiche|estampe|lithographie|eau-forte|ilustración|viñeta|cartel|"
    r"linogravure|gravure sur bois|fotografía|acuarela|dibujo|grabado"
    r"|cuadro|pintura|mapa|captura de pantalla|retrato|boceto|linograbado|xilografía"
    r"|acquerello|disegno|incisione|dipinto|mappa|ritratto|immagine|illustrazione"
    r"|schermata|tekening|schilderij|aquarel|ets|houtsnede|kaart|afbeelding|schets"
    r"|aguarela|desenho|gravura|imagem|ilustração|esboço|captura de (?:ecrã|tela)"
    r"|gráfic[oa]|cartaz|graphique|schéma|plan|diagramme|planche|grafico|diagramma|cartina"
    r"|piantina|schizzo|vignetta|acquaforte|xilografia|diagrama|plano|postal"
    r"|fotografi|teckning|målning|karta|skiss|akvarell|träsnitt|skärmbild|affisch"
    r"|vykort|grafiek|plattegrond|schermafbeelding|ansichtkaart|affiche"
    r"|фото(?:графия|снимок)?|рисунок|карта|скриншот|снимок|портрет|картина|гравюра"
    r"|акварель|схема|диаграмма|график|плакат|открытка|набросок|чертёж|иллюстрация"
    r"|страница|обложка|крупный план|фрагмент|кадр|portada|captura|pagina|página"
    r"|timeline|flow ?chart)"
)
"""Kinds of picture, in ten languages."""
_COMPOUND = (
    r"[\w-]*(?:fotografie|fotografi|foto|zeichnung|gemälde|aufnahme|schnitt|stich|diagramm"
    r"|grafik|skizze|plakat|porträt|ausschnitt|landkarte|lageplan|grundriss|bild"
    r"|tekening|kaart|grafiek|teckning|målning|karta|bild|diagram|ilustración|ilustration)"
)
"""Kinds of picture that other words are joined to: `Balkendiagramm`, `pentekening`."""
_OF = (
    r"(?:of|showing|depicting|with|by|from|in which|illustrating|featuring|von|mit|des"
    r"|der|einer?s?|zeigt|de|d['’]|du|des|montrant|avec|représentant|del|con"
    r"|di|del|della|dello|dei|degli|delle|dell['’]|dal|dos|das|che mostra"
    r"|van|met|do|da|com|que mostra"
    r"|que muestra|mostrando|aus|auf|in|über|zum|zur|eines|waarop|av|med|som visar|över"
    r"|(?-i:[а-яё]+)|\w{3,}ing)"
)
_DESCRIBES = re.compile(
    r"(?:an?\s|the\s|eine?\s|une?\s|una?\s)?"
    r"(?:[\w’'-]+,?\s){0,4}?"
    rf"(?:{_ART}|{_COMPOUND})(?:,?\s[\w-]+){{0,4}}?,?\s{_OF}(?:\b|(?<=['’])).*",
    re.I,
)
_KIND_FIRST = re.compile(
    rf"(?:[\w’'-]+\s){{0,2}}?(?!plan|still|detail|karte)(?:{_ART}|{_COMPOUND})\s?:\s\S.*",
    re.I,
)
"""`Wood engraving: a heron in reeds`."""
_BY_HAND = re.compile(
    r"(?:an?\s|the\s|eine?\s|une?\s|una?\s|een\s)?(?:\w+\s)?"
    r"(?:hand-?(?:written|lettered|drawn|painted)|scanned|typewritten|handgeschrieben\w*"
    r"|handgemalt\w*|handgeschreven|handskriven|(?:[\w-]+\s){1,2}(?:manuscrit[eoa]?|écrite?\sà"
    r"\sla\smain|escrit[oa]\sa\smano|scritt[oa]\sa\smano|escrit[oa]\sà\smão)),?\s\S.*",
    re.I,
)
_INSCRIPTION = re.compile(
    r".{3,60}\s(?:with\sthe\swords?|reading|that\s(?:says|reads)|lettered|labelled"
    r"|mit\sder\s(?:auf|in)schrift|portant\s(?:les\smots|l['’]inscription)"
    r"|avec\sl['’]inscription|(?:con\sla|com\sa)\s(?:inscripción|leyenda|inscrição"
    r"|legenda)|con\sla\sscritta|met\s(?:de\stekst|het\sopschrift)|med\stexten"
    r"|с\sнадписью)[\s,:]+[“„«\"‘].*",
    re.I,
)
"""What is written on the thing that a picture shows."""
_VIEWED = re.compile(
    r".*(?:,\s(?:seen|drawn|painted|photographed|sketched|viewed|taken|shot|framed|pictured"
    r"|hand-colou?red|vu(?:e|s|es)?|dessiné\w*|peinte?s?|vist[oa]s?|dibujad[oa]s?"
    r"|pintad[oa]s?|disegnat[oaie]|dipint[oaie]|desenhad[oa]s?|gezien|getekend|sedd\w?"
    r"|ritad\w?)\b|\b(?:in\sthe\s(?:back|fore)ground|out\sof\sfocus|from\sbehind|seen\sfrom"
    r"|im\s(?:hinter|vorder)grund|von\s(?:oben|hinten|unten)|aus\sder\sluft|de\sdos|au\spremier\splan"
    r"|à\sl['’]arrière-plan|d['’]en\shaut|de\sespaldas|en\sprimer\splano|di\sspalle"
    r"|sullo\ssfondo|in\sprimo\spiano|de\scostas|em\sprimeiro\splano|op\sde\s(?:achter|voor)grond"
    r"|van\s(?:boven|achteren)(?:af)?|i\s(?:bak|för)grunden|на\s(?:переднем|заднем)\sплане"
    r"|вид\s(?:сверху|сзади))\b).*",
    re.I,
)
"""Words for how a thing is seen, which pictures are described with."""
_IN_JAPANESE = re.compile(
    r"[^。、!?！？「」]{3,60}の(?:白黒|カラー|古い|手描きの?)?"
    r"(?:写真|絵|地図|図|図版|イラスト|版画|挿絵|肖像画?|グラフ|スケッチ|スクリーンショット)。?"
)
"""The kind of picture ends the phrase there: `橋の上に立つ少年の写真`."""
_FINITE = re.compile(
    r"\b(?:is|was|were|are|am|had|has|have|did|does|do|can|could|would|will|shall|should"
    r"|may|might|must|hung|hangs|stood|stands|lay|lies|made|makes|came|comes|went|goes"
    r"|gave|gives|took|takes|kept|keeps|told|tells|said|says|saw|sees|fell|falls|became"
    r"|becomes|began|begins|seemed|seems|remained|remains|arrived|appeared|appears"
    r"|belonged|belongs|cost|costs|needs|means|meant|say|\w+n['’]t|(?-i:I)|we"
    r"|ist|war|waren|sind|hat|hatte|hing|hängt|wird|wurde|kann|ich|wir"
    r"|est|était|étaient|sont|avait|pendait|je|nous"
    r"|es|era|eran|son|tiene|tenía|colgaba|yo"
    r"|è|erano|sono|aveva|hanno|io|was|waren|had|hebben|heeft|ik|wij|é|eram|são|tinha|eu"
    r"|är|hade|kom|gick|hängde|sade|sa|blev|ligger|står|stod|jag|vi|hangt|kwam|ging|ligt"
    r"|sagte|sagt|fand|nahm|gab|blieb|zeigte|machte|lag|liegt|steht|stand|kommt"
    r"|есть|был[аои]?|висел[аои]?|висит|лежит|стоит|я|мы|он|она|они"
    r"|(?!portrait|extrait|портрет|предмет|билет|букет|свет|цвет)\w+(?:aba|aban|aron|ieron|ó|avam|avano|aram|arono|eva|evano|ait|aient|èrent"
    r"|л|ла|ло|ли|лся|лась|лось|лись|ется|ются|ится|ают|яют|[иеая]т))\b"
    r"|\b\w+ed\s(?:the|an?|his|her|my|our|their|its|him|us|me|them|it)\b",
    re.I,
)
_RELATIVE = re.compile(
    r"(?:\b(?:who|which|that|where|while|as|whose|when|qui|que|où|wo|che|cui|dove|dat"
    r"|waar|waarin|onde|som|där|котор\w+)\b"
    r"|,\s(?:\w{2,5}\s)?(?:der|die|das|dem|den|deren|dessen)\b)"
    r"(?:\s[\w’'-]+){0,4}\s*$",
    re.I,
)


def describes_picture(words: str) -> bool:
    """Whether a paragraph names a kind of picture and says what is on it, no more.

    `Linocut of a boat on a flat sea.` is one; `A portrait of the king hung there.` is
    a sentence, for a verb of it stands in no relative clause.
    """
    if _IN_JAPANESE.fullmatch(words) is not None:
        return True
    if (
        len(words) > _LONGEST
        or len(words.split()) < _FEWEST_WORDS
        or not _has_form(words)
        or _says(words)
        or _TEXT.match(words) is not None
        or not (words[0].isupper() or words[0].isdigit())
        or words.endswith(("?", "!", ":", ";", ",", "…"))
    ):
        return False
    bare = words.rstrip(".")
    if re.search(r"[.!?]\s+[A-ZÀ-Þ]", bare):
        return False
    return not _has_main_verb(words)


def _has_form(words: str) -> bool:
    """Whether words are as descriptions are; some forms need to have no stop."""
    return _DESCRIBES.fullmatch(words) is not None or (
        words[-1] not in ".。"
        and any(o.fullmatch(words) for o in (_KIND_FIRST, _BY_HAND, _INSCRIPTION))
    )


def _says(words: str) -> bool:
    """Whether somebody speaks; what is written on a sign in a picture says nothing."""
    return _SAYING.search(_INSCRIBED.sub("", words)) is not None


_INSCRIBED = re.compile(
    r"(?<=\s)(?:“[^“”.!?]{1,40}”|\"[^\".!?]{1,40}\"|„[^„“”.!?]{1,40}[“”])(?=[\s,.)]|$)"
)


def _has_main_verb(words: str) -> bool:
    """Whether a verb stands in words outside their relative clauses."""
    verbs = _FINITE.finditer(words)
    return any(_RELATIVE.search(words[: verb.start()]) is None for verb in verbs)


_FEWEST_WORDS = 5


def describes_after_button(words: str) -> bool:
    """Whether a line under the button that enlarges a picture could describe it."""
    return len(words) < _LONGEST_AFTER_BUTTON and _SENTENCE_END.search(words) is None


def is_unended_phrase(words: str) -> bool:
    """Whether a line is a long phrase without a stop, in whatever language.

    Among paragraphs that all end as sentences it describes a picture.
    """
    return (
        len(words.split()) >= _LEAST_UNENDED
        and len(words) <= _LONGEST
        and words[0].isupper()
        and _SENTENCE_END.search(words) is None
        and not set('“”"«»„‘') & set(words)
        and _TOLD.search(words) is None
        and _TEXT.match(words) is None
        and not is_title_case(words)
        and not _FIRST_PERSON.search(words)
    )


_LEAST_UNENDED = 9
_FIRST_PERSON = re.compile(
    r"\b(?:I|we|ich|wir|je|nous|yo|io|noi|eu|ik|wij|jag|vi|ja)\b"
)


def describes_in_a_sentence(words: str) -> bool:
    """Whether a line in one block with that button could describe it: one sentence."""
    return (
        len(words) <= _LONGEST
        and _BEGINS.match(words) is not None
        and _SAYING.search(words) is None
        and not re.search(r"[.!?]\s", words)
    )


def describes_at_head(words: str) -> bool:
    """Whether a line above a text is a picture's: a phrase of no verb, with a stop."""
    return (
        describes_in_a_sentence(words)
        and len(words.split()) >= _LEAST_WORDS
        and words.endswith(".")
        and _OF_ONE_THING.match(words) is not None
        and not _has_main_verb(words)
        and _TEXT.match(words) is None
    )


_OF_ONE_THING = re.compile(
    r"(?:an?|eine?r?|une?|una?|een|ett|en|uma?|two|three|zwei|drei|deux|trois|dos|tres|due|tre"
    r"|close[- ]up)\s",
    re.I,
)


def is_caption_apart(words: str) -> bool:
    """Whether a line is the caption of a picture although a blank line parts them."""
    return (
        is_picture_credit(words)
        or (_CREDITED.fullmatch(words) or _CREDITED_WITHIN.fullmatch(words)) is not None
    )


def is_caption(words: str) -> bool:
    """Whether a line below a description could be its caption or its credit."""
    return len(words) <= _LONGEST_CAPTION


def is_picture_credit(words: str) -> bool:
    """Whether a line says who made a picture, and says that it is one."""
    return (
        is_credit(words)
        and (_OF_A_PICTURE.match(words) or _OWNED.fullmatch(words)) is not None
        and _SENTENCE_END.search(words) is None
    )


_OWNED = re.compile(r"©\s?[A-ZÀ-Þ][^.!?\d]{3,60}")
"""`© Archive of the Harbour`: without a year it is a picture's, not a page's."""
_MADE_BY = re.compile(
    r"\(?(?:©\s?)?(?:photo(?:graph|s)?|foto(?:grafie|graf)?|picture|illustration|image)s?"
    r"(?:\s+by|\s+de|\s+di|\s+von|\s+par|\s?:)\s+"
    r"(?P<name>(?-i:[A-ZÀ-Þ][\w.’'-]*(?:\s[A-ZÀ-Þ][\w.’'-]*){1,3}))\b.*",
    re.I,
)


def maker_of_picture(words: str) -> str | None:
    """The name in a line that says who made a picture; `None` without one."""
    if len(words) > _LONGEST_CAPTION:
        return None
    found = _MADE_BY.fullmatch(words)
    return found["name"] if found is not None else None


def is_credit(words: str) -> bool:
    """Whether a line says who made a picture."""
    return len(words) <= _LONGEST_CAPTION and (
        _CREDIT.fullmatch(words) is not None or _OWNED.fullmatch(words) is not None
    )


def describes_above_caption(words: str, caption: str) -> bool:
    """Whether two lines in one block are a description and the caption below it.

    The description is a long phrase without a stop or a verb; the caption begins anew.
    """
    return (
        len(words.split()) > _FEWEST_WORDS
        and len(words) <= _LONGEST
        and words[0].isupper()
        and _SENTENCE_END.search(words) is None
        and not _has_main_verb(words)
        and _SAYING.search(words + caption) is None
        and not set("«»„") & set(words + caption)
        and caption[0].isupper()
        and len(caption.split()) > 2
        and caption.endswith((".", ")"))
        and len(caption) <= _LONGEST
    )


def description(words: str) -> str:
    """The description without the word that marked it."""
    forms = (_BRACKETED, _NUMBERED_IN_BRACKETS, _MARKED)
    found = next((f for form in forms if (f := form.fullmatch(words))), None)
    return found["words"].strip() if found is not None else words
