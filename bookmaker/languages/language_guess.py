"""The language of a text, by its letters and its commonest small words.

A list of words is enough: a book has thousands of them, and the tag is stated wherever
it was guessed. What was tried instead is in docs/decisions/dependencies.md.
"""

from __future__ import annotations

import re
from collections import Counter

_WORD = re.compile(r"[^\W\d_]+")
_SMALL_WORDS = {
    "en": "the of and to a in that was he it his is with as for had you not be her",
    "de": "der die und das ist nicht ein zu in den sie er mit war es sich auf dem von",
    "fr": "le la les et un une des que qui dans est il elle pas du au ne se à pour",
    "es": "el la los las y que en un una no se por con del su al lo como más era",
    "it": "il la che e di un una non per in si del della con era gli le è più i",
    "pt": "o a os as e que de um uma não em se do da no na com por mais era",
    "ca": "el la els les i que de un una no en es del amb per més va als ha són",
    "nl": "de het een en van ik dat niet in is was hij zij op te met zijn voor er aan",
    "sv": "och att det som en på är av för den med han hon inte ett var jag till om",
    "da": "og at det som en på er af for den med han hun ikke et var jeg til sig efter",
    "nb": "og at det som en på er av for den med han hun ikke et var jeg til seg etter",
    "is": "og að það sem í á er af fyrir var með hann hún ekki ég til um sér við því",
    "fi": "ja on ei se että hän oli mutta kun niin kuin ovat joka myös hänen sen ole",
    "et": "ja on ei see et ta oli aga kui siis nagu mis ka tema selle ning oma või ma",
    "hu": "a az és hogy nem egy is volt de ez meg csak már van mint ha azt el még ki",
    "pl": "i w nie na się z że to do jest jak był o ale po co tak za od jego",
    "cs": "a se na v je že to s z do jako ale by jsem k si tak pro za od jeho byl",
    "sk": "a sa na v je že to s z do ako ale by som k si tak pre za od jeho bol",
    "sl": "in je se na v da za so ne z po pa ki bi kot tudi ali še sem bil od",
    "hr": "i je se na u da za su ne s od ali kao što bi koji ili bio sam iz to",
    "ro": "și în a de la cu nu o un să că pe din se care mai este era lui ca",
    "tr": "ve bir bu da de için ile ne o çok gibi daha kadar sonra ben var değil diye",
    "vi": "và của là có không một cho người trong được các với này đã như những thì",
    "id": "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga ke ada",
    "lt": "ir kad į iš su ne jis ji buvo tai bet kaip už nuo jo tik dar ar per yra",
    "lv": "un ir ka no ar uz viņš viņa bija tas bet kā par es nav vai pie kas ne",
    "eo": "la kaj de en ne mi li ŝi estas al ke kun por sed pri tio estis oni ĝi de",
    "cy": "y yr a i yn o ar ei ac ond nid mae oedd wedi am gan at bod hynny hi",
}
_LETTERS = {
    "ru": re.compile("[а-яё]", re.IGNORECASE),
    "el": re.compile("[α-ωά-ώ\u1f00-\u1fff]", re.IGNORECASE),
    "he": re.compile("[א-ת]"),
    "ar": re.compile("[ء-ۿ]"),
    "ja": re.compile("[ぁ-んァ-ヶ]"),
    "zh": re.compile("[一-鿿]"),
    "ko": re.compile("[가-힣]"),
    "th": re.compile("[ก-๎]"),
    "hi": re.compile("[ऀ-ॿ]"),
    "bn": re.compile("[ঀ-৾]"),
    "pa": re.compile("[ਁ-ੵ]"),
    "gu": re.compile("[ઁ-૿]"),
    "or": re.compile("[ଁ-୷]"),
    "ta": re.compile("[ஂ-௺]"),
    "te": re.compile("[ఀ-౿]"),
    "kn": re.compile("[ಀ-ೲ]"),
    "ml": re.compile("[ഀ-ൿ]"),
    "si": re.compile("[ඁ-෴]"),
    "lo": re.compile("[ກ-ໟ]"),
    "bo": re.compile("[ༀ-࿚]"),
    "my": re.compile("[က-႟]"),
    "ka": re.compile("[Ⴀ-ჿ]"),
    "hy": re.compile("[Ա-֏]"),
    "am": re.compile("[ሀ-᎙]"),
    "km": re.compile("[ក-៹]"),
    "dv": re.compile("[ހ-ޱ]"),
}
_FAMILIES = (
    frozenset({"da", "nb"}),
    frozenset({"cs", "sk"}),
    frozenset({"es", "pt", "ca"}),
    frozenset({"hr", "sl"}),
)
"""Languages whose small words are nearly the same: the better of two is taken."""
_OWN_LETTERS = {
    "ru": (
        ("kk", re.compile("[қғңұ]", re.IGNORECASE), 100),
        ("be", re.compile("ў", re.IGNORECASE), 200),
        ("uk", re.compile("[іїєґ]", re.IGNORECASE), 100),
        ("mk", re.compile("[ѓќѕ]", re.IGNORECASE), 300),
        ("sr", re.compile("[ђћљњџј]", re.IGNORECASE), 50),
        ("mn", re.compile("[өү]", re.IGNORECASE), 50),
    ),
    "ar": (
        ("ug", re.compile("[ۇۈۋ]"), 80),
        ("ckb", re.compile("[ڕڵۆێ]"), 50),
        ("ps", re.compile("[ټډړږښڼ]"), 50),
        ("sd", re.compile("[ٻٿڀڃڄڏڻ]"), 100),
        ("ur", re.compile("[ٹڈڑںےہ]"), 50),
        ("fa", re.compile("[پچژگکی]"), 25),
    ),
    "he": (("yi", re.compile("[ײױװ]"), 100),),
    "hi": (("mr", re.compile("ळ"), 500),),
    "bn": (("as", re.compile("[ৰৱ]"), 50),),
}
"""Languages of the same script, each with letters that only it has, and how many
letters there are to each of these at most."""
_BULGARIAN = re.compile(r"\b(?:и|на|да|се|от|за|не|са|във|със|като|това|който)\b")
_RUSSIAN_ONLY = re.compile("[ыэё]", re.IGNORECASE)
_LEAST_SMALL_WORDS = 5
_LEAST_DIFFERENT = 2
"""Words of two letters or more that a text has of its language."""
_KANA_SHARE = 10
"""Japanese has more kana than this share of all its letters."""
_SAMPLE = 200_000


def guess_language(text: str) -> str | None:
    """The tag of the language that speaks most for itself; `None` in doubt."""
    sample = text[:_SAMPLE]
    letters = sum(character.isalpha() for character in sample)
    if not letters:
        return None
    count_by_tag = {tag: len(known.findall(sample)) for tag, known in _LETTERS.items()}
    if count_by_tag["ja"] * _KANA_SHARE > letters:
        return "ja"
    for tag, count in count_by_tag.items():
        if count * 2 > letters:
            return _of_script(tag, sample, count)
    counts = Counter(word.lower() for word in _WORD.findall(sample))
    score_by_tag = {
        tag: sum(counts[word] for word in words.split())
        for tag, words in _SMALL_WORDS.items()
    }
    best, *others = sorted(score_by_tag, key=lambda tag: -score_by_tag[tag])
    family = next((family for family in _FAMILIES if best in family), frozenset())
    rival = max(score_by_tag[tag] for tag in others if tag not in family)
    is_clear = score_by_tag[best] >= rival * 1.2
    is_spoken = score_by_tag[best] >= _LEAST_SMALL_WORDS and _says_words(best, counts)
    return best if is_clear and is_spoken else None


def _says_words(tag: str, counts: Counter[str]) -> bool:
    """Whether some of the small words are more than a letter: not “a)”, “part z”."""
    said = sum(len(word) > 1 and counts[word] > 0 for word in _SMALL_WORDS[tag].split())
    return said >= _LEAST_DIFFERENT


def _of_script(tag: str, sample: str, count: int) -> str:
    """The language among those of a script, by the letters that it has alone."""
    for other, own, most in _OWN_LETTERS.get(tag, ()):
        if len(own.findall(sample)) * most > count:
            return other
    if tag == "ru" and not _RUSSIAN_ONLY.search(sample):
        return "bg" if len(_BULGARIAN.findall(sample)) >= _LEAST_SMALL_WORDS else "ru"
    return tag
