"""The names of files: kept to be shown and to be offered when saving, never used as a place on disk."""

from __future__ import annotations

import unicodedata

from motcua.documents.rules.uploads.refusing import Unfit
from motcua.kernel.text import clean

LONGEST_NAME = 200

# Embeddings, overrides and isolates that make a name read otherwise than it is written.
_TURNING = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C}
_SEPARATORS = "/\\"
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
_FORBIDDEN_ON_SOME = dict.fromkeys(map(ord, '<>:"|?*'), "_")
_ADVICE = "Đổi tên tệp, chỉ dùng chữ, số, dấu cách và gạch nối, rồi nộp lại."


def clean_name(name: str) -> str:
    """`name` as it is kept: NFC, no characters that some systems forbid, no dots or spaces at its ends.

    :raises Refused: "file-name-unsafe" for a name with a path, control or text-turning characters, a device's
        name, nothing readable in it, or more than 200 characters.
    """
    if problem := _problem(name):
        raise Unfit("file-name-unsafe", problem, _ADVICE).refusal(name)
    kept = clean(name).replace("\n", " ").translate(_FORBIDDEN_ON_SOME).strip(". ")
    if not any(char.isalnum() for char in kept):
        raise Unfit("file-name-unsafe", "không có tên đọc được", _ADVICE).refusal(name)
    if kept.split(".")[0].strip().casefold() in _RESERVED:
        raise Unfit("file-name-unsafe", "mang tên dành riêng của hệ điều hành", _ADVICE).refusal(name)
    return kept


def extension(name: str) -> str:
    """What follows the last dot, in small letters; "" when there is none."""
    stem, dot, ending = name.rpartition(".")
    return ending.casefold() if dot and stem and ending.isalnum() else ""


def _problem(name: str) -> str:
    if len(name) > LONGEST_NAME:
        return f"có tên dài hơn {LONGEST_NAME} ký tự"
    if any(separator in name for separator in _SEPARATORS):
        return "có tên chứa đường dẫn"
    if any(ord(char) in _TURNING for char in name):
        return "có tên chứa ký tự đảo chiều chữ"
    if any(unicodedata.category(char) in {"Cc", "Cs", "Co", "Zl", "Zp"} for char in name):
        return "có tên chứa ký tự điều khiển"
    return ""
