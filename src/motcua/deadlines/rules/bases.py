"""Which provision each step of the arithmetic rests on; where it changed, by date."""

from __future__ import annotations

from datetime import date

FIRST_DAY_NOT_COUNTED = "Bộ luật Dân sự 2015, Điều 147 khoản 2"
HOURS_RUN_AT_ONCE = "Bộ luật Dân sự 2015, Điều 147 khoản 1"
DAYS_END = "Bộ luật Dân sự 2015, Điều 148 khoản 1"
MONTHS_END = "Bộ luật Dân sự 2015, Điều 148 khoản 3"
ROLLS_FORWARD = "Bộ luật Dân sự 2015, Điều 148 khoản 5"
SAME_DAY = "Nghị định 23/2015/NĐ-CP, Điều 7"
AGENCY_HOURS = "Lịch làm việc của cơ quan"
AGENCY_RULE = "Quy định của cơ quan về giờ tiếp nhận"

_ONE_STOP_2018, _ONE_STOP_2025, _AMENDED_2026 = date(2018, 6, 21), date(2025, 7, 1), date(2026, 8, 5)


def weekly_rest(day: date) -> str:
    """Basis of the weekly days off on `day`."""
    if day >= date(2021, 1, 1):
        return "Bộ luật Lao động 2019, Điều 111"
    return "Bộ luật Lao động 2012, Điều 110" if day >= date(2013, 5, 1) else "Bộ luật Lao động 1994, Điều 72"


def transfer(day: date) -> str:
    """Basis of handing a dossier on to the competent agency on the day, or next morning after 15:00."""
    if day >= _AMENDED_2026:
        return "Nghị định 118/2025/NĐ-CP, Điều 18 khoản 2 (sửa đổi theo Nghị định 309/2026/NĐ-CP)"
    if day >= _ONE_STOP_2025:
        return "Nghị định 118/2025/NĐ-CP, Điều 18"
    return "Nghị định 61/2018/NĐ-CP, Điều 18 khoản 2, 3"


def pause(day: date) -> str:
    """Basis of not counting the time in which the applicant completes the dossier."""
    return _one_stop(day, "Điều 17, 19")


def restart(day: date) -> str:
    """Basis of counting anew once the full dossier has come back."""
    return _one_stop(day, "Điều 19 khoản 4")


def extension(day: date) -> str:
    """Basis of the one re-appointment."""
    return _one_stop(day, "Điều 19 khoản 9")


def _one_stop(day: date, article_of_2018: str) -> str:
    if day >= _ONE_STOP_2025:
        return "Nghị định 118/2025/NĐ-CP"  # its articles on this were not read: none is named
    return f"Nghị định 61/2018/NĐ-CP, {article_of_2018}" if day >= _ONE_STOP_2018 else AGENCY_RULE
