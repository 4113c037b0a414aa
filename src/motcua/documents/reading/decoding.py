"""Bytes of a text file into characters: by its mark, as UTF-8, else by the old codes of Vietnamese."""

from __future__ import annotations

import codecs
import unicodedata
from dataclasses import dataclass

from motcua.documents.reading import legacy
from motcua.documents.reading.syllables import judge
from motcua.documents.rules.uploads.refusing import Unfit

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


_RARELY = 500  # one wrong byte in so many letters


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters; the name of the code when it was an old one; how many bytes were wrong."""

    text: str
    old_code: str = ""
    wrong: int = 0


def decode(data: bytes) -> Decoded:
    """The text of the bytes.

    :raises Unfit: when no code gives readable text.
    """
    for mark, code in _MARKS:
        if data.startswith(mark):
            return Decoded(_strictly(data, code))
    if code := _unmarked_utf16(data):
        return Decoded(_strictly(data, code))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _nearly(data) or _old(data)
    if text.count("\0") or sum(text.count(chr(code)) for code in range(1, 9)) > 8 + len(text) // 1000:
        raise _unreadable()
    return Decoded(text)


def _nearly(data: bytes) -> Decoded | None:
    """UTF-8 with a few wrong bytes in it; None when there are more."""
    text = data.decode("utf-8", errors="replace")
    wrong = text.count("\ufffd")
    is_near = wrong <= max(1, len(text) // _RARELY) and "\0" not in text
    return Decoded(text, wrong=wrong) if is_near and not text.isascii() else None


def _strictly(data: bytes, code: str) -> str:
    try:
        return data.decode(code)
    except UnicodeDecodeError:
        raise _unreadable() from None


def _unmarked_utf16(data: bytes) -> str:
    """The code of a text whose every other byte is mostly nothing."""
    sample = data[:4000]
    if len(sample) < 16 or len(data) % 2:
        return ""
    half = len(sample) // 2
    if sample[1::2].count(0) > half * 0.5 and not sample[::2].count(0):
        return "utf-16-le"
    return "utf-16-be" if sample[::2].count(0) > half * 0.5 and not sample[1::2].count(0) else ""


def _old(data: bytes) -> Decoded:
    """By the code that makes the most Vietnamese of it."""
    if data.count(b"\0"):
        raise _unreadable()
    western = data.decode("latin-1")
    candidates = (
        (unicodedata.normalize("NFC", data.decode("cp1258", errors="replace")), "Windows-1258"),
        (legacy.from_tcvn3(western), "TCVN3"),
        (legacy.from_vni(western), "VNI"),
    )
    text, name = max(candidates, key=lambda each: judge(each[0]).syllables)
    judged = judge(text)
    if judged.words < 5 or judged.syllables < 0.85 or judged.strange > 0.01:
        raise _unreadable()
    return Decoded(text, name)


def _unreadable() -> Unfit:
    return Unfit(
        "text-code-unknown",
        "không phải văn bản thuần, hoặc dùng bảng mã chữ không nhận ra",
        "Mở tệp, chọn lưu thành văn bản thuần với bảng mã UTF-8, hoặc lưu thành DOCX, rồi thử lại.",
    )
