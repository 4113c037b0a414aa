"""The pattern of dossier codes: fixed text and places to fill in.

Basis: TT 01/2018/TT-VPCP art. 19; TT 03/2025/TT-VPCP; from 5/8/2026 the Ministry of Public Security sets the rule
(NĐ 309/2026 art. 35). Patterns are dated data.
"""

from __future__ import annotations

import re
from datetime import date

from motcua.kernel.refusals import Refused

_PLACE = re.compile(r"\{([^{}]*)\}")
_SEQUENCE = re.compile(r"seq:0([1-9])d")
_FIXED = re.compile(r"[A-Za-z0-9.\-]*")
_LONGEST = 60


def check_pattern(pattern: str) -> None:
    """Refuse a pattern that could give one code twice, or that nobody could read out.

    :raises Refused: "code-pattern-…".
    """
    places = _PLACE.findall(pattern)
    sequences = [place for place in places if _SEQUENCE.fullmatch(place)]
    unknown = [place for place in places if place not in {"agency", "yymmdd", "yyyymmdd"} | set(sequences)]
    if unknown or not _FIXED.fullmatch(_PLACE.sub("", pattern)):
        raise Refused(
            "code-pattern-unreadable",
            f"Mẫu mã hồ sơ “{pattern}” có chỗ không hiểu được. Chỉ dùng chữ không dấu, số, dấu chấm, dấu gạch và "
            "{agency}, {yymmdd} hoặc {yyyymmdd}, {seq:04d} (số chữ số từ 1 đến 9).",
            field="pattern",
        )
    if len(sequences) != 1 or "agency" not in places or not {"yymmdd", "yyyymmdd"} & set(places):
        raise Refused(
            "code-pattern-ambiguous",
            f"Mẫu mã hồ sơ “{pattern}” có thể cho hai hồ sơ cùng một mã: phải có cơ quan, ngày và đúng một số thứ tự.",
            field="pattern",
        )


def check_length(pattern: str, agency: str) -> None:
    """Refuse a pattern whose codes would be too long for the agency.

    :raises Refused: "code-pattern-too-long".
    """
    code = dossier_code(pattern=pattern, agency=agency, on=date(2000, 12, 31), number=1)
    if len(code) > _LONGEST:
        raise Refused(
            "code-pattern-too-long",
            f"Mã theo mẫu này dài {len(code)} ký tự, ví dụ “{code}”; mã hồ sơ dài nhất {_LONGEST} ký tự. Rút gọn mẫu.",
            field="pattern",
        )


def dossier_code(*, pattern: str, agency: str, on: date, number: int) -> str:
    """The code of the `number`-th dossier that `agency` (its code) took in on the day.

    :raises Refused: "code-series-exhausted" when the day has more dossiers than the pattern has numbers.
    """

    def fill(found: re.Match[str]) -> str:
        place = found.group(1)
        if place == "agency":
            return agency
        if place == "yymmdd":
            return f"{on:%y%m%d}"
        if place == "yyyymmdd":
            return f"{on:%Y%m%d}"
        return f"{number:0{_width(place)}d}"

    return _PLACE.sub(fill, pattern) if _fits(pattern, number) else _refuse_exhausted(pattern, on)


def _fits(pattern: str, number: int) -> bool:
    return all(number < 10 ** _width(place) for place in _PLACE.findall(pattern) if place.startswith("seq"))


def _refuse_exhausted(pattern: str, on: date) -> str:
    raise Refused(
        "code-series-exhausted",
        f"Đã hết số thứ tự cho hồ sơ ngày {on:%d/%m/%Y} theo mẫu mã “{pattern}”. "
        "Báo quản trị nghiệp vụ đặt mẫu mã có thêm chữ số.",
    )


def _width(place: str) -> int:
    found = _SEQUENCE.fullmatch(place)
    assert found is not None
    return int(found.group(1))
