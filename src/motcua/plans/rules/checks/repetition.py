"""What stands twice: paragraphs, words, an abbreviation right behind the words it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from motcua.kernel.text import fold
from motcua.plans.enums import Severity
from motcua.plans.rules.checks.examined import Examined, Passage, around, finding
from motcua.plans.rules.checks.likeness import figures, likeness
from motcua.plans.rules.reading.found import Finding
from motcua.plans.rules.reading.marks import read_mark

_NEAR = 7
_NEAR_WORDS, _FAR_WORDS = 10, 20
_ALIKE = 0.92
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
_GLUED_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{4}(?=[^\W\d_]{2})")
_LINK = re.compile(r"\S*(?:://|www\.|@|\.(?:vn|com|gov|edu)\b)\S*")
_SHORT = re.compile(r"(?<![\w(/-])(?P<short>[A-ZĐ]{3,8})(?![\w)/-])")


def repeated_paragraphs(examined: Examined) -> Iterator[Finding]:
    """A paragraph that stands twice, word for word or nearly, close by or as a numbered point elsewhere.

    Reason: left over from copying; one of the two may say what no longer holds. Lines that name unit, time or product
    repeat by nature, and so do the same duty under several units.
    """
    seen: list[Passage] = []
    for passage in examined.prose:
        words = len(passage.folded.split())
        if words < _NEAR_WORDS or _LABEL.match(_unmarked(passage)):
            continue
        before = next((each for each in reversed(seen) if _repeats(each, passage)), None)
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
                around(passage.text, *found.span()),
            )


def glued_words(examined: Examined) -> Iterator[Finding]:
    """Words run together, or an abbreviation set behind the words it stands for: "thủ tục hành chínhTTHC".

    Reason: left over from replacing words throughout the document.
    """
    for passage in examined.passages:
        text = _LINK.sub(lambda link: " " * len(link.group()), passage.text)
        for found in [*_GLUED.finditer(text), *_GLUED_DATE.finditer(text)]:
            yield finding(
                "words-glued",
                Severity.NOTE,
                f"Thiếu dấu cách ở “{text[found.start() : found.end() + 3].strip()}”. Xem lại câu này.",
                passage.place,
                around(text, *found.span()),
            )
        for found in _SHORT.finditer(text):
            if _is_spelled_before(found["short"], text[: found.start()]):
                yield finding(
                    "words-doubled",
                    Severity.NOTE,
                    f"Chữ viết tắt {found['short']} đứng ngay sau những chữ nó thay cho. Bỏ một trong hai.",
                    passage.place,
                    around(text, *found.span()),
                )


def _repeats(before: Passage, passage: Passage) -> bool:
    apart = passage.index - before.index
    shorter, longer = sorted((before.folded, passage.folded), key=len)
    if apart <= _NEAR:
        if longer.startswith(shorter) and figures(longer)[: len(figures(shorter))] == figures(shorter):
            return True
    elif not (_is_point(before) and _is_point(passage)) or len(shorter.split()) < _FAR_WORDS:
        return False
    return (
        figures(_unmarked(before)) == figures(_unmarked(passage))
        and likeness(_unmarked(before), _unmarked(passage)) >= _ALIKE
    )


def _is_point(passage: Passage) -> bool:
    mark = read_mark(passage.text)
    return mark is not None and mark.is_numbered


def _unmarked(passage: Passage) -> str:
    mark = read_mark(passage.text)
    return fold(mark.rest) if mark else passage.folded


def _is_meant(words: str, after: str) -> bool:
    folded = words.casefold()
    if folded == "ngày":
        return re.match(r"\s*\d", after) is None
    return folded in _MEANT or folded in _MEANT_PHRASES or (words.isupper() and len(words) <= 2)


def _is_spelled_before(short: str, before: str) -> bool:
    words = re.findall(r"[^\W\d_]+", before[-80:])[-len(short) :]
    if (
        before[-1:] != " "
        or len(words) < len(short)
        or re.search(r"[,;:.(]", before[-len(" ".join(words)) - 1 :])
    ):
        return False
    return "".join(word[0].upper() for word in words) == short
