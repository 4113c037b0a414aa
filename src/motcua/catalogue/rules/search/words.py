"""Words as people type them: cleaning a query, syllables, one-letter slips, leftovers of typing methods."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from motcua.kernel.text import clean, fold

MAX_CHARACTERS = 700
MAX_WORDS = 100

_TONES = {"\u0300": "1", "\u0301": "2", "\u0303": "3", "\u0309": "4", "\u0323": "5"}
_WORD = re.compile(r"[^\W_]+")
_ONSET = "(?:ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdghklmnprstvx])?"
_RIME = (
    "(?:a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|e|ec|ech|em|en|eng|enh|eo|ep|et|eu|i|ia|ich|iec|iem|ien|ieng"
    "|iep|iet|ieu|im|in|inh|ip|it|iu|o|oa|oac|oach|oai|oam|oan|oang|oanh|oao|oap|oat|oay|oc|oe|oen|oeo|oet|oi"
    "|om|on|ong|ooc|oong|op|ot|u|ua|uan|uang|uat|uay|uc|ue|uech|uenh|ui|um|un|ung|uo|uoc|uoi|uom|uon|uong|uop"
    "|uot|uou|up|ut|uu|uy|uya|uych|uyen|uyet|uyn|uynh|uyp|uyt|uyu|y|ych|yem|yen|yet|yeu|yn|ynh|yt)"
)
_SYLLABLE = re.compile(f"{_ONSET}{_RIME}$")
_TELEX_LETTERS = (
    ("uow", "uo"),
    ("aa", "a"),
    ("ee", "e"),
    ("oo", "o"),
    ("aw", "a"),
    ("ow", "o"),
    ("uw", "u"),
    ("dd", "d"),
    ("w", "u"),
)
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
# Sounds that many speakers do not tell apart, as they are spelled.
_LIKE_SOUNDS = frozenset(
    frozenset(pair)
    for pair in ("sx", "iy", "nl", "ck", "dr", "vd", "td", "bv", "cq", "kq", "fp", "zd", "jd", "wu")
)


def readable(text: str) -> str:
    """What is left of a query when control characters, broken letters and excess are gone."""
    text = text[: MAX_CHARACTERS * 4].encode("utf-8", "ignore").decode()
    return " ".join(clean(text)[:MAX_CHARACTERS].split())


def words_of(text: str) -> list[str]:
    """The folded words of a text."""
    return fold(text).split()


def raw_words(text: str) -> list[str]:
    """The words of a text as they stand, small letters."""
    return _WORD.findall(unicodedata.normalize("NFC", text.lower()))


def toned(text: str) -> list[str]:
    """The words of a text with vowels kept and the tone written last as a digit: hòa and hoà are both "hoa1"."""
    return [_toned_word(word) for word in raw_words(text)]


@lru_cache(maxsize=20_000)
def _toned_word(word: str) -> str:
    letters, tone = [], ""
    for char in unicodedata.normalize("NFD", word):
        if char in _TONES:
            tone = _TONES[char]
        else:
            letters.append(char)
    return unicodedata.normalize("NFC", "".join(letters)) + tone


def is_syllable(word: str) -> bool:
    """Whether a folded word could be a Vietnamese syllable."""
    return _SYLLABLE.match(word) is not None


@lru_cache(maxsize=4096)
def typing_leftovers(word: str) -> tuple[str, ...]:
    """What a word means when the typing method was off: Telex "banr", "ddieeuf", VNI "ba3n"; none when nothing."""
    found = []
    if any(char.isdigit() for char in word) and any(char.isalpha() for char in word):
        found.append("".join(char for char in word if not char.isdigit()))
    if word.isalpha():
        for plain in _telex(word):
            if plain != word and plain not in found:
                found.append(plain)
    return tuple(found)


def _telex(word: str) -> Iterator[str]:
    letters = word
    for typed, meant in _TELEX_LETTERS:
        letters = letters.replace(typed, meant)
    yield letters
    # The tone key comes last, or right after the vowel it belongs to: "banr", "barn".
    for text in dict.fromkeys((letters, word)):
        for place in range(len(text) - 1, 0, -1):
            if text[place] in "sfrxj":
                rest = text[:place] + text[place + 1 :]
                yield rest
                # A vowel key after the tone key: "chuaw", "ddieefu".
                for typed, meant in _TELEX_LETTERS:
                    rest = rest.replace(typed, meant)
                yield rest


def deletions(word: str) -> set[str]:
    """The word with any one letter left out, and the word itself."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def slip_cost(typed: str, meant: str) -> float | None:
    """How unlikely it is that one slip turned `meant` into `typed`; None when more than one is needed.

    A slip: one letter too many, missing, wrong, or two neighbours swapped. 1 is an ordinary slip.
    """
    if typed == meant:
        return 0.0
    start = 0
    while start < min(len(typed), len(meant)) and typed[start] == meant[start]:
        start += 1
    left, right = typed[start:], meant[start:]
    at_front = 0.3 if start == 0 else 0.0
    if len(left) == len(right):
        if left[1:] == right[1:]:
            return _substitution(left[0], right[0]) + at_front
        if len(left) > 1 and left[0] == right[1] and left[1] == right[0] and left[2:] == right[2:]:
            return 0.8 + at_front
        return None
    if len(left) == len(right) + 1 and left[1:] == right:
        doubled = start > 0 and typed[start - 1] == left[0]
        return 0.7 if doubled else 1.0 + at_front
    if len(right) == len(left) + 1 and right[1:] == left:
        doubled = start > 0 and meant[start - 1] == right[0]
        return 0.8 if doubled else 0.95 + at_front
    return None


def _substitution(typed: str, meant: str) -> float:
    if frozenset((typed, meant)) in _LIKE_SOUNDS:
        return 0.75
    return 0.85 if typed in _neighbours().get(meant, "") else 1.15


@lru_cache(maxsize=1)
def _neighbours() -> dict[str, str]:
    """For each key the keys beside it."""
    beside: dict[str, str] = {}
    for number, row in enumerate(_ROWS):
        for place, key in enumerate(row):
            near = row[max(0, place - 1) : place] + row[place + 1 : place + 2]
            if number > 0:
                near += _ROWS[number - 1][place : place + 2]
            if number + 1 < len(_ROWS):
                near += _ROWS[number + 1][max(0, place - 1) : place + 1]
            beside[key] = near
    return beside
