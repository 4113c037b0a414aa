"""Whether a person sends a form: a small question in plain words, a field nobody sees, a little time, a sealed token.

No picture to puzzle over, no sound, no service of others, no script: what a screen reader reads aloud is enough.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from motcua.feedback.enums import Gate
from motcua.kernel.refusals import Refused
from motcua.kernel.text import fold

SHORTEST = timedelta(seconds=3)
LONGEST = timedelta(hours=6)
_LARGEST = 9
_VIETNAMESE = (
    "không một hai ba bốn năm sáu bảy tám chín mười|mười một|mười hai|mười ba|mười bốn|mười lăm|mười sáu|"
    "mười bảy|mười tám|mười chín"
)
_ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
# Also said: mười lăm as mười năm, mười bốn as mười tư.
_ALSO = {"muoi nam": 15, "muoi tu": 14}


class RiddleKind(StrEnum):
    """What a small question asks of two numbers."""

    SUM = "sum"
    LARGER = "larger"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Riddle:
    """A small question about numbers from 1 to 9; the doors put it into words."""

    kind: RiddleKind
    first: int
    second: int

    @property
    def answer(self) -> int:
        """The number that is right."""
        if self.kind is RiddleKind.SUM:
            return self.first + self.second
        return max(self.first, self.second) if self.kind is RiddleKind.LARGER else self.first + 1


@dataclass(frozen=True, slots=True)
class Seal:
    """What a token says: the form was shown for this gate at the instant, once."""

    gate: Gate
    nonce: str
    at: datetime


def seal(*, gate: Gate, nonce: str, at: datetime, key: bytes) -> str:
    """A token for a form that is shown at the instant; `nonce` is 32 hexadecimal signs, never used before."""
    said = f"{gate.value}.{nonce}.{int(at.timestamp())}"
    return f"{said}.{_mark(said, key)}"


def read_seal(token: str, *, key: bytes) -> Seal | None:
    """What a token says; None when it is not one of ours."""
    said, _dot, mark = token.rpartition(".")
    if not hmac.compare_digest(mark.encode(), _mark(said, key).encode()):
        return None
    gate, nonce, instant = said.split(".")
    return Seal(Gate(gate), nonce, datetime.fromtimestamp(int(instant), tz=UTC))


def riddle_of(nonce: str, *, key: bytes) -> Riddle:
    """The question that goes with a nonce: the same each time, and not to be told from the nonce alone."""
    drawn = hmac.new(key, f"riddle:{nonce}".encode(), hashlib.sha256).digest()
    kind = list(RiddleKind)[drawn[0] % len(RiddleKind)]
    first, second = drawn[1] % _LARGEST + 1, drawn[2] % (_LARGEST - 1) + 1
    return Riddle(kind, first, second if second < first else second + 1)  # never the same number twice


def is_right(riddle: Riddle, answer: str) -> bool:
    """Whether what was typed is the answer: in figures, or in words with or without diacritics."""
    return _number(answer) == riddle.answer


def require_person(*, gate: Gate, token: str, answer: str, trap: str, at: datetime, key: bytes) -> Seal:
    """The seal of a form that a person filled in, so that it can be used up.

    :raises Refused: "form-trap-filled", "form-token-wrong", "form-too-old", "form-too-fast", "riddle-wrong".
    """
    if trap.strip():
        raise Refused(
            "form-trap-filled",
            "Có một ô phải để trống nhưng đã bị điền, có thể do trình duyệt tự điền. Tải lại trang rồi gửi lại.",
        )
    known = read_seal(token, key=key)
    if known is None or known.gate is not gate:
        raise Refused("form-token-wrong", "Trang này mở không trọn vẹn. Nội dung vẫn còn: bấm gửi lần nữa.")
    if at - known.at > LONGEST:
        raise Refused(
            "form-too-old", "Trang này mở đã quá lâu. Nội dung vẫn còn: trả lời câu hỏi mới rồi gửi."
        )
    if at - known.at < SHORTEST:
        raise Refused(
            "form-too-fast", "Gửi nhanh quá. Xin xem lại nội dung, đợi vài giây rồi bấm gửi lần nữa."
        )
    if not is_right(riddle_of(known.nonce, key=key), answer):
        raise Refused(
            "riddle-wrong",
            "Câu trả lời chưa đúng. Xin trả lời câu hỏi mới, ghi số hay chữ đều được.",
            field="answer",
        )
    return known


def _mark(said: str, key: bytes) -> str:
    return hmac.new(key, f"form:{said}".encode(), hashlib.sha256).hexdigest()


def _words() -> dict[str, int]:
    small, *large = _VIETNAMESE.split("|")
    vietnamese = [*small.split(), *large]
    known = {fold(word): number for number, word in enumerate(vietnamese)}
    return known | {word: number for number, word in enumerate(_ENGLISH.split())}


_KNOWN = _words() | _ALSO


def _number(typed: str) -> int | None:
    said = fold(typed)
    if said.isascii() and said.isdecimal():
        return int(said) if len(said) <= 3 else None
    return _KNOWN.get(said)
