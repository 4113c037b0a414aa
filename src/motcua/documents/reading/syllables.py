"""Whether a text is Vietnamese that can be relied on: told by its syllables, not by a dictionary."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

_TONES = str.maketrans(dict.fromkeys("\u0300\u0301\u0303\u0309\u0323"))
_WORD = re.compile(r"[^\W\d_]+")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?"
    r"(?:oai|oay|oao|oeo|uây|uôi|uya|uyê|uyu|iêu|yêu|ươi|ươu"
    r"|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|ôi|ơi|ua|uâ|uê|ui|uô|uơ|uy|ưa|ưi|ươ|ưu|yê|ya|uă"
    r"|[aăâeêioôơuưy])?"
    r"(?:ch|ng|nh|[cmnpt])?\Z"
)
_LEAST_WORDS = 40
_LEAST_SYLLABLES = 0.62
_LEAST_MARKED = 0.2
_MOST_STRANGE = 0.03


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a text looks like: `words` judged, the share that can be Vietnamese syllables, the share that carries
    marks, the share of characters that no Vietnamese document has."""

    words: int
    syllables: float
    marked: float
    strange: float

    @property
    def problem(self) -> str:
        """Why the text may not be relied on; "" when it may. A short text is given the benefit of the doubt."""
        if self.strange > _MOST_STRANGE:
            return "strange-characters"
        if self.words < _LEAST_WORDS:
            return ""
        if self.syllables < _LEAST_SYLLABLES:
            return "not-vietnamese"
        return "no-marks" if self.marked < _LEAST_MARKED else ""


def judge(text: str) -> Judgement:
    """Look at a text; the first 200,000 characters are enough."""
    text = unicodedata.normalize("NFC", text[:200_000])
    words = [word for word in _WORD.findall(text) if len(word) > 1 and not word.isupper()]
    visible = sum(not char.isspace() for char in text)
    if not words:
        return Judgement(0, 1.0, 1.0, _strange(text) / max(visible, 1))
    good = sum(_is_syllable(word) for word in words)
    marked = sum(not word.isascii() for word in words)
    return Judgement(len(words), good / len(words), marked / len(words), _strange(text) / max(visible, 1))


def _is_syllable(word: str) -> bool:
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFD", word.lower()).translate(_TONES))
    return len(plain) <= 7 and _SYLLABLE.match(plain) is not None


def _strange(text: str) -> int:
    """How many characters stand for none: private ones, replacement signs, codes left by an extraction."""
    codes = 7 * text.count("(cid:")
    return codes + sum(
        count for char, count in Counter(text).items() if not char.isascii() and _stands_for_none(char)
    )


def _stands_for_none(char: str) -> bool:
    return char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or unicodedata.category(char) == "Cn"
