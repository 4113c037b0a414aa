from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.rules.limits import Limit, read_limit
from motcua.kernel.refusals import Refused

WD, DAY, HOUR, MONTH = LimitUnit.WORKING_DAY, LimitUnit.CALENDAR_DAY, LimitUnit.HOUR, LimitUnit.MONTH

CERTAIN = [
    ("5 ngày làm việc", "5", WD),
    ("05 ngày", "5", DAY),
    ("5ngày", "5", DAY),
    ("10 Ngày làm việc", "10", WD),
    ("10 NGÀY LÀM VIỆC.", "10", WD),
    ("5 nga\u0300y la\u0300m vie\u0323\u0302c", "5", WD),
    ("15 ngay lam viec", "15", WD),
    ("08 giờ", "8", HOUR),
    ("08 giờ làm việc", "8", HOUR),
    ("30 phút", "0.5", HOUR),
    ("1 tháng", "1", MONTH),
    ("nửa tháng", "15", DAY),
    ("1 năm", "12", MONTH),
    ("2 tuần", "14", DAY),
    ("1,5 ngày làm việc", "1.5", WD),
    ("½ ngày làm việc", "0.5", WD),
    ("1½ ngày làm việc", "1.5", WD),
    ("nửa ngày làm việc", "0.5", WD),
    ("02 (hai) ngày làm việc", "2", WD),
    ("hai mươi mốt ngày làm việc", "21", WD),
    ("mười lăm ngày", "15", DAY),
    ("Không quá 03 ngày làm việc", "3", WD),
    ("Tối đa 17 ngày làm việc kể từ ngày nhận được hồ sơ hợp lệ", "17", WD),
    ("Trong thời hạn 20 ngày làm việc tính từ ngày nhận đủ hồ sơ theo quy định", "20", WD),
    ("- 07 ngày làm việc ngày kể từ ngày nhận đủ hồ sơ hợp lệ.", "7", WD),
    ("Trong ngày", "0", LimitUnit.SAME_DAY),
    ("Ngay trong ngày làm việc", "0", LimitUnit.SAME_DAY),
    ("Trong ngày hoặc ngày làm việc tiếp theo nếu nhận sau 15 giờ", "0", LimitUnit.SAME_DAY),
    ("Ngay khi nhận đủ hồ sơ", "0", LimitUnit.IMMEDIATE),
    ("Ngay khi nhận được hồ sơ đầy đủ, hợp lệ", "0", LimitUnit.IMMEDIATE),
    ("Không quy định", "0", LimitUnit.NONE),
    ("Chưa quy định cụ thể.", "0", LimitUnit.NONE),
]

FOR_A_PERSON = [
    ("½ ngày", ("0.5", WD)),
    ("7 ngày: Sở 3, xã 4", ("7", DAY)),
    ("Không quá 20 ngày làm việc, trong đó: Sở 15 ngày, UBND tỉnh 5 ngày", ("20", WD)),
    ("05 ngày làm việc (Sở: 3 ngày; UBND: 2 ngày)", ("5", WD)),
    ("Tối đa 24 ngày làm việc, kể từ ngày hết hạn nộp hồ sơ", ("24", WD)),
    ("3-5 ngày làm việc", ("5", WD)),
    ("24 giờ", ("24", HOUR)),
    ("20 phút", ("0.33", HOUR)),
    ("02 (ba) ngày làm việc", ("2", WD)),
    ("02 tháng và 15 ngày làm việc, trong đó: a) 02 tháng", None),
    ("05 ngày làm việc đối với cấp mới; 03 ngày làm việc đối với cấp lại", None),
    ("30", None),
    ("Khác", None),
    ("-5 ngày", None),
    ("0 ngày", None),
    ("9999 ngày", None),
    ("Tùy theo đợt", None),
    ("Trong ngày 31/12", None),
    ("Do sở giáo dục và đào tạo quy định", None),
]


@pytest.mark.parametrize(("text", "amount", "unit"), CERTAIN)
def test_certain_texts_are_read_without_a_person(text: str, amount: str, unit: LimitUnit) -> None:
    reading = read_limit(text)
    assert reading.limit == Limit(Decimal(amount), unit)
    assert not reading.needs_person


@pytest.mark.parametrize(("text", "best"), FOR_A_PERSON)
def test_uncertain_texts_wait_for_a_person_and_say_why(text: str, best: tuple[str, LimitUnit] | None) -> None:
    reading = read_limit(text)
    assert reading.needs_person
    assert reading.why
    assert reading.text == text
    assert reading.limit == (Limit(Decimal(best[0]), best[1]) if best else None)


@pytest.mark.parametrize("text", [None, "", "  ", "N/A", "n/a", "-", "Không có thông tin"])
def test_no_limit_stated_is_missing_not_unreadable(text: str | None) -> None:
    reading = read_limit(text)
    assert reading.is_missing
    assert reading.limit is None
    assert not reading.needs_person


@given(st.text(max_size=300))
def test_any_text_is_read_missing_or_for_a_person(text: str) -> None:
    reading = read_limit(text)
    assert reading.is_missing or reading.needs_person or reading.limit is not None


@given(st.integers(1, 3650), st.sampled_from([WD, DAY, HOUR, MONTH]))
def test_what_a_limit_says_of_itself_reads_back(amount: int, unit: LimitUnit) -> None:
    limit = Limit(Decimal(amount), unit)
    assert read_limit(str(limit)).limit == limit


def test_hostile_length_is_read_quickly() -> None:
    assert read_limit("từ ngày nhận " * 200_000).needs_person
    assert read_limit("trong ngày " + "sau 15 giờ tiếp theo " * 100_000 + "!").limit is not None


@pytest.mark.parametrize(
    ("amount", "unit", "code"),
    [
        ("0", WD, "limit-out-of-range"),
        ("-1", WD, "limit-out-of-range"),
        ("99999", DAY, "limit-out-of-range"),
        ("NaN", WD, "limit-out-of-range"),
        ("1.5", DAY, "limit-not-whole"),
        ("0.5", MONTH, "limit-not-whole"),
        ("1", LimitUnit.SAME_DAY, "limit-out-of-range"),
    ],
)
def test_impossible_limits_are_refused(amount: str, unit: LimitUnit, code: str) -> None:
    with pytest.raises(Refused) as refused:
        Limit(Decimal(amount), unit)
    assert refused.value.code == code


@pytest.mark.shared_data
def test_limits_of_the_110_education_procedures(shared_data: Path) -> None:
    texts = list(_limits_of_2026(shared_data / "procedures" / "edu_details_110_2026-07.json"))
    readings = [read_limit(text) for text in texts]
    units = [reading.limit.unit for reading in readings if reading.limit]
    assert len(texts) == 261
    assert units.count(WD) == 216
    assert units.count(DAY) == 28
    assert sum(reading.is_missing for reading in readings) == 17
    assert not any(reading.needs_person for reading in readings)


@pytest.mark.shared_data
def test_limits_of_2021_are_read_or_left_for_a_person(shared_data: Path) -> None:
    path = shared_data / "procedures" / "edu_details_2021-08_32.json"
    procedures = json.loads(path.read_text(encoding="utf-8"))
    texts = [way["Thời hạn giải quyết"] for one in procedures for way in one["Cách thức thực hiện"]]
    for_a_person = {text[:40] for text in texts if read_limit(text).needs_person}
    assert {"1", "30", "Khác", "Tùy theo đợt", "Do sở giáo dục và đào tạo quy định"} <= for_a_person
    assert "20 Ngày làm việc" not in for_a_person


def _limits_of_2026(path: Path) -> Iterator[str]:
    for procedure in json.loads(path.read_text(encoding="utf-8")):
        for method in procedure.get("methods") or []:
            yield method.get("time_limit") or ""
