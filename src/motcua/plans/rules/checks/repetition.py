"""What stands twice: paragraphs, words, an abbreviation right behind the words it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from motcua.plans.enums import Severity
from motcua.plans.rules.checks.examined import Examined, Passage, around, finding, pointed, without_links
from motcua.plans.rules.checks.likeness import figures, likeness
from motcua.plans.rules.checks.spelling import is_syllable
from motcua.plans.rules.reading.found import Finding

_NEAR = 7
_NEAR_WORDS, _FAR_WORDS = 10, 20
_ALIKE = 0.88
_MOST_COMPARED = 400
_LABEL = re.compile(
    r"(?:don vi|co quan|thoi gian|thoi han|san pham|phoi hop|chu tri|lanh dao|kinh phi|noi nhan|kem theo|chi tiet)\b"
)
_DOUBLED = re.compile(
    r"(?<![\w-])(?P<words>[^\W\d_]+(?: [^\W\d_]+){0,4}) (?P=words)(?!(?:[\w-]|\.\w))", re.IGNORECASE
)
_MEANT_WORDS = (
    "luôn dần thường đều chầm xa gần từ song ai người nhà nơi ngày năm đời mãi rất ba hai đi khi lần càng thi nào hay"
    " từng sau trước"
)
_MEANT = frozenset(_MEANT_WORDS.split())
_MEANT_PHRASES = frozenset({"một cửa", "từng bước", "ngày một", "hôm nay", "từ từ"})
_GLUED = re.compile(r"(?<![\w./@])(?P<word>[^\W\d_A-ZĐ]{2,})(?P<short>[A-ZĐ]{2,}[A-ZĐ\d]*)(?!\w*[@.]\w)")
_GLUED_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{4}[^\W\d_]{2,}")
_STANDARDS = frozenset({"TCVN", "QCVN"})
_SHORT = re.compile(r"(?<![\w(/-])(?P<short>[A-ZĐ]{3,8})(?![\w)/-])")


def repeated_paragraphs(examined: Examined) -> Iterator[Finding]:
    """A paragraph that stands twice, word for word or nearly, close by or as a numbered point elsewhere.

    Reason: left over from copying; one of the two may say what no longer holds. Lines that name unit, time or product
    repeat by nature, and so do the same duty under several units.
    """
    seen: list[Passage] = []
    heads = [each.index for each in examined.prose if each.is_point]
    for passage in examined.prose:
        words = len(passage.said.split())
        if words < _NEAR_WORDS or _LABEL.match(passage.said):
            continue
        if len(seen) > _MOST_COMPARED:
            seen.pop(0)
        before = next((each for each in reversed(seen) if _repeats(each, passage, heads=heads)), None)
        if before is not None:
            yield finding(
                "paragraph-repeated",
                Severity.DOUBT if passage.index - before.index <= _NEAR else Severity.NOTE,
                f"Đoạn này gần như lặp lại đoạn ở {before.place.says() or 'phía trên'}. Xem có cần cả hai không.",
                passage.place,
                passage.text,
            )
        seen.append(passage)


def doubled_words(examined: Examined) -> Iterator[Finding]:
    """A word or a few words typed twice: "ngày ngày 03/3/2023", "tiếp nhận tiếp nhận".

    Reason: a slip of the keyboard; words that Vietnamese doubles on purpose are left alone.
    """
    for passage in examined.passages:
        if passage.is_lost_table:
            continue
        for found in _DOUBLED.finditer(passage.text):
            words = found["words"]
            if _is_meant(words, passage.text[found.end() :]):
                continue
            yield finding(
                "words-doubled",
                Severity.NOTE,
                f"“{words}” gõ hai lần liền nhau. Xem lại câu này.",
                passage.place,
                pointed(passage.text, *found.span()),
            )


def glued_words(examined: Examined) -> Iterator[Finding]:
    """Words run together, or an abbreviation set behind the words it stands for: "thủ tục hành chínhTTHC".

    Reason: left over from replacing words throughout the document.
    """
    for passage in examined.passages:
        text = without_links(passage.text)
        glued = [found for found in _GLUED.finditer(text) if is_syllable(found["word"])]
        glued += _GLUED_DATE.finditer(text)
        if glued:
            first = glued[0]
            more = f" và {len(glued) - 1} chỗ nữa trong đoạn" if len(glued) > 1 else ""
            yield finding(
                "words-glued",
                Severity.NOTE,
                f"Hai chữ viết liền ở “{first.group()}”{more}. Xem lại câu này.",
                passage.place,
                around(text, *first.span()),
            )
        for found in _SHORT.finditer(text):
            if _is_spelled_before(found["short"], text[: found.start()]):
                yield finding(
                    "words-doubled",
                    Severity.NOTE,
                    f"Chữ viết tắt {found['short']} đứng ngay sau những chữ nó thay cho. Bỏ một trong hai.",
                    passage.place,
                    pointed(text, *found.span()),
                )


def _repeats(before: Passage, passage: Passage, *, heads: list[int]) -> bool:
    apart = passage.index - before.index
    shorter, longer = sorted((before.said, passage.said), key=len)
    if apart <= _NEAR:
        if any(before.index < head <= passage.index for head in heads) and not before.is_point:
            return False  # the same duty under another heading
        if longer.startswith(shorter) and figures(longer)[: len(figures(shorter))] == figures(shorter):
            return True
    elif not (before.is_point and passage.is_point) or len(shorter.split()) < _FAR_WORDS:
        return False
    return figures(before.said) == figures(passage.said) and likeness(before.said, passage.said) >= _ALIKE


def _is_meant(words: str, after: str) -> bool:
    folded = words.casefold()
    if folded == "ngày":
        return re.match(r"\s*\d", after) is None
    return folded in _MEANT or folded in _MEANT_PHRASES or (words.isupper() and len(words) <= 2)


def _is_spelled_before(short: str, before: str) -> bool:
    if short in _STANDARDS:
        return False
    words = re.findall(r"[^\W\d_]+", before[-80:])[-len(short) :]
    if (
        before[-1:] != " "
        or len(words) < len(short)
        or re.search(r"[,;:.(]", before[-len(" ".join(words)) - 1 :])
    ):
        return False
    return "".join(word[0].upper() for word in words) == short and not any(word.isupper() for word in words)
