"""Misspelled words: terms of offices from a list, and words that no Vietnamese syllable can be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from motcua.plans.enums import Severity
from motcua.plans.rules.checks.examined import Examined, finding, pointed, without_links
from motcua.plans.rules.reading.found import Finding

# What is often mistyped in such documents, and what is meant. Only what cannot mean anything else there.
_TERMS = {
    "tập chung": "tập trung",
    "cung cập": "cung cấp",
    "phê quyệt": "phê duyệt",
    "thành toán trực tuyến": "thanh toán trực tuyến",
    "chia sẽ": "chia sẻ",
    "phấn đất": "phấn đấu",
    "cũng cố": "củng cố",
    "sửa đối": "sửa đổi",
    "thục hiện": "thực hiện",
    "xấy dựng": "xây dựng",
    "chính phú": "Chính phủ",
    "chuyên đổi số": "chuyển đổi số",
    "chuyên đôi số": "chuyển đổi số",
    "chuyển đối số": "chuyển đổi số",
    "chuyên biến": "chuyển biến",
    "công thông tin": "cổng thông tin",
    "kiêm soát": "kiểm soát",
    "tuyên truyên": "tuyên truyền",
    "thông kê": "thống kê",
    "trọng tâm, trong điểm": "trọng tâm, trọng điểm",
    "đơn giản rhoas": "đơn giản hóa",
    "cá tthc": "các TTHC",
    "xữ lý": "xử lý",
    "sử lý": "xử lý",
    "giải quyêt": "giải quyết",
    "thủ tục hành chánh": "thủ tục hành chính",
    "bổ xung": "bổ sung",
    "xúc tích": "súc tích",
    "xuất sắt": "xuất sắc",
    "tinh giãn": "tinh giản",
    "tinh giảm biên chế": "tinh giản biên chế",
    "đơn giãn": "đơn giản",
    "hổ trợ": "hỗ trợ",
    "kỹ cương": "kỷ cương",
    "kỹ luật": "kỷ luật",
    "nghành": "ngành",
    "thẩm quyên": "thẩm quyền",
    "phản ảnh kiến nghị": "phản ánh, kiến nghị",
    "quy phạm pháp luât": "quy phạm pháp luật",
    "dich vụ công": "dịch vụ công",
    "uỷ ban nhân dâm": "Ủy ban nhân dân",
    "quốc hôi": "Quốc hội",
    "nghi định số": "nghị định số",
    "quyêt định": "quyết định",
    "thông tu số": "thông tư số",
    "kê hoạch": "kế hoạch",
    "tăng cường dụng": "tăng cường ứng dụng",
    "thong qua": "thông qua",
}
_TERM = re.compile(
    r"(?<!\w)(?:"
    + "|".join(sorted((re.escape(term) for term in _TERMS), key=len, reverse=True))
    + r")(?!\w)",
    re.IGNORECASE,
)
_ONSETS = ("ngh", "ng", "nh", "ch", "gh", "gi", "kh", "ph", "qu", "th", "tr", *"bcdđghklmnprstvx", "")
_RIME_WORDS = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê"
    " êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang"
    " oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp"
    " ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc ue uê uêch uên uênh uêt ui um un ung uơ uôc uôi uôm uôn uông uôt"
    " up ut uy uya uych uyên uyêt uyn uynh uyp uyt uyu ynh yt ych yn ư ưa ưc ưi ưm ưn ưng ươ ươc ươi ươm ươn ương"
    " ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu êc ôô uô iê"
)
_RIMES = frozenset(_RIME_WORDS.split())
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STOPS = ("c", "ch", "p", "t")
_WORD = re.compile(r"[^\W\d_]+")
_PLACES = frozenset({"đắk", "lắk", "búk", "plông", "đắc", "krông", "păk", "sêrêpôk", "ốc"})
_OPENS = re.compile(r"(?:\A|[.:;\-–+•“\"(]\s*)\Z")
_VOWELS = frozenset("aăâeêioôơuưyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ")


def misspelled(examined: Examined) -> Iterator[Finding]:
    """Words that are certainly mistyped: "tập chung", "phê quyệt", "ngiêm", "Gíao".

    Reason: the document goes out under the agency's name. Foreign words and names are left alone.
    """
    for passage in examined.passages:
        text = without_links(passage.text)
        for found in _TERM.finditer(text):
            meant = _TERMS[found.group().casefold()]
            yield finding(
                "misspelled",
                Severity.NOTE,
                f"“{found.group()}” có lẽ là “{meant}”. Xem lại chính tả.",
                passage.place,
                pointed(text, *found.span()),
            )
        for found in _WORD.finditer(text):
            if _is_mistyped(found.group(), text[: found.start()]):
                yield finding(
                    "misspelled",
                    Severity.NOTE,
                    f"“{found.group()}” không phải một tiếng viết đúng. Xem lại chính tả.",
                    passage.place,
                    pointed(text, *found.span()),
                )


@cache
def is_syllable(word: str) -> bool:
    """Whether `word` can be one Vietnamese syllable, its tone where it may stand."""
    small = unicodedata.normalize("NFC", word.lower())
    marks = [char for char in unicodedata.normalize("NFD", small) if char in _TONES]
    if len(marks) > 1:
        return False
    plain = _without_tone(small)
    return any(
        _fits(onset, plain[len(onset) :], marks, small) for onset in _ONSETS if plain.startswith(onset)
    )


def _fits(onset: str, rime: str, marks: list[str], word: str) -> bool:
    if onset in {"gi", "qu"} and rime and _without_tone(word[: len(onset)]) != word[: len(onset)]:
        return False
    if onset == "gi" and not rime:
        return True
    if rime not in _RIMES or (onset == "qu" and rime in {"u", "o"}):
        return False
    is_front = rime[0] in "eêi" or (rime[0] == "y" and onset in {"k", "c"})
    if (onset in {"ngh", "gh", "k"} and not is_front) or (onset in {"ng", "c"} and is_front):
        return False
    if onset == "g" and rime[0] in "eê":
        return False
    return not (rime.endswith(_STOPS) and marks and marks[0] not in "\u0301\u0323")


def _is_mistyped(word: str, before: str) -> bool:
    if len(word) < 2 or word.isascii() or word.lower() in _PLACES or not word[1:].islower():
        return False
    if is_syllable(word) or _is_joined(word):
        return False
    is_name = word[0].isupper() and not _OPENS.search(before)
    return not is_name or is_syllable(_without_tone(word))


def _is_joined(word: str) -> bool:
    """Several syllables written as one, as in loan words: "ôtô", "vắcxin"."""
    return any(
        is_syllable(word[:at])
        and word[at].lower() not in _VOWELS
        and (is_syllable(word[at:]) or _is_joined(word[at:]))
        for at in range(1, len(word) - 1)
    )


def _without_tone(word: str) -> str:
    bare = "".join(char for char in unicodedata.normalize("NFD", word) if char not in _TONES)
    return unicodedata.normalize("NFC", bare)
