"""Reading the words in which sources state levels, applicants, channels, counts and acts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from motcua.catalogue.enums import ApplicantType, Channel, ProcedureKind, ProcedureLevel
from motcua.kernel.labelled import Labelled
from motcua.kernel.text import clean, fold

Word = TypeVar("Word", bound=Labelled)

CODE = re.compile(r"[1-6]\.\d{6}")
MISSING = frozenset(
    {
        "",
        "khong co thong tin",
        "chua co thong tin",
        "n a",
        "na",
        "null",
        "none",
        "dang cap nhat",
        "chua cap nhat",
    }
)
NONE = frozenset(
    {
        "khong",
        "khong co",
        "khong quy dinh",
        "khong quy dinh cu the",
        "khong yeu cau",
        "khong co yeu cau",
        "khong co yeu cau dieu kien",
        "khong co quy dinh",
    }
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")

LEVELS = {fold(level.label): level for level in ProcedureLevel} | {
    "cap bo nganh": ProcedureLevel.MINISTRY,
    "bo": ProcedureLevel.MINISTRY,
    "trung uong": ProcedureLevel.MINISTRY,
    "tinh": ProcedureLevel.PROVINCE,
    "huyen": ProcedureLevel.DISTRICT,
    "xa": ProcedureLevel.COMMUNE,
}
APPLICANTS = {fold(kind.label): kind for kind in ApplicantType} | {
    "nguoi nuoc ngoai cu tru tai viet nam": ApplicantType.FOREIGNER,
    "doanh nghiep viet nam": ApplicantType.ENTERPRISE,
    "to chuc khong bao gom doanh nghiep htx": ApplicantType.ORGANISATION,
    "to chuc khong bao gom doanh nghiep hop tac xa": ApplicantType.ORGANISATION,
}
CHANNELS = {fold(channel.label): channel for channel in Channel} | {
    "buu chinh": Channel.POST,
    "qua buu chinh": Channel.POST,
    "dich vu buu chinh cong ich": Channel.POST,
    "nop truc tiep": Channel.DIRECT,
    "nop truc tuyen": Channel.ONLINE,
}
REGULATION_LABELS = {
    "NOT_ASSIGNED_REGULATION": "TTHC không được luật giao cho địa phương quy định",
    "ASSIGNED_REGULATION": "TTHC được luật giao quy định chi tiết",
    "CENTRAL_REGULATION": "TTHC do Trung ương quy định",
    "LOCAL_REGULATION": "TTHC do địa phương quy định",
    "OTHER": "Loại khác",
}


def without_tags(text: str) -> str:
    """`text` clean, without the mark-up that some pages leave in it."""
    return clean(_TAG.sub("\n", text).replace("**", "").replace("&nbsp;", " "))


_FIELD_CODE = re.compile(r"\s*\([A-Z]\d{2}-[A-ZĐ]+\d+\)\s*$")


def without_field_code(text: str) -> str:
    """A field of administration without the code of a ministry that some sources add: "… (G07-LĐ06)"."""
    return _FIELD_CODE.sub("", text)


def says_nothing(text: str) -> bool:
    """Whether `text` is empty or one of the phrases for "no information": the constituent is missing."""
    return fold(text) in MISSING


def says_none(text: str) -> bool:
    """Whether `text` declares that there is none."""
    return fold(text) in NONE


def read_words(text: str, table: Mapping[str, Word]) -> tuple[list[Word], list[str]]:
    """The words of a list separated by commas, semicolons or line breaks, and the pieces not understood."""
    found: list[Word] = []
    unknown: list[str] = []
    rest = fold(text)
    pieces = [piece.strip() for piece in re.split(r"[;\n]", text) if piece.strip()]
    for piece in pieces:
        words, left = _read_piece(fold(piece), table)
        found += words
        if left:
            unknown.append(piece if not words else left)
    return found, unknown if rest not in MISSING else []


def _read_piece(rest: str, table: Mapping[str, Word]) -> tuple[list[Word], str]:
    found: list[Word] = []
    # The longest wordings first, so that "Cán bộ, công chức, viên chức" is not cut at its commas.
    names = sorted(table, key=len, reverse=True)
    while rest:
        name = next((name for name in names if rest == name or rest.startswith(name + " ")), None)
        if name is None:
            return found, rest
        found.append(table[name])
        rest = rest[len(name) :].strip()
    return found, ""


def kind_of(code: str, issuing_agency: str) -> ProcedureKind:
    """The kind that the code's prefix and the issuer speak for.

    Basis: observed in the national catalogue (prefixes 5 and 6 are matters between public bodies; a procedure that
    a provincial committee issued is the province's own).
    """
    if code[:2] in ("5.", "6."):
        return ProcedureKind.INTERNAL
    issuer = fold(issuing_agency)
    if issuer.startswith(("ubnd", "uy ban nhan dan", "hdnd", "hoi dong nhan dan")):
        return ProcedureKind.LOCAL_SPECIFIC
    return ProcedureKind.MINISTRY


def read_count(text: str) -> int | None:
    """A number of papers, None where the text is not a number."""
    text = clean(text)
    return int(text) if re.fullmatch(r"\d{1,4}", text) else None


_COUNTS = re.compile(r"Bản chính\s*:\s*(\d{1,3})\s*[-–]\s*Bản sao\s*:\s*(\d{1,3})")


def read_counts(text: str) -> tuple[int | None, int | None]:
    """Originals and copies from "Bản chính: 1 - Bản sao: 0"."""
    found = _COUNTS.search(text)
    return (int(found[1]), int(found[2])) if found else (None, None)


_ACT = re.compile(r"(?<!\d)(\d[\d.]{0,9}(?:/\d{4,5})?/[A-ZĐ][\wĐ.-]*(?:-[\wĐ.-]+)*)", re.UNICODE)


def act_number(text: str) -> str:
    """The number and symbol in a citation: "Nghị định số 142/2025/NĐ-CP" gives "142/2025/NĐ-CP"."""
    text = clean(text)
    found = _ACT.search(text)
    return (found[1] if found else text).strip(" .,;")


def read_day(text: str) -> date | None:
    """A day written 15/03/2026 or 2026-03-15, None where it is neither."""
    pieces = text.split("/")
    try:
        if len(pieces) == 3:
            return date(int(pieces[2]), int(pieces[1]), int(pieces[0]))
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
