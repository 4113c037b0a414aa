from __future__ import annotations

from datetime import date

import pytest
from tests.deadlines.calendars import NATIONAL, at, calendar_of, facts, limit, pause, slow_due_day, special

from motcua.deadlines.enums import DayKind
from motcua.deadlines.rules.due import due
from motcua.deadlines.rules.explain import explain
from motcua.kernel.refusals import Refused

OFFICE = ["07:30-11:30, 13:30-17:30"] * 5 + ["", ""]

KNOWN = [
    ("2026-08-28 09:00", "5 ngày làm việc", "2026-09-09 17:30"),
    ("2025-04-24 09:00", "3 ngày làm việc", "2025-04-28 17:30"),
    ("2025-04-24 09:00", "5 ngày làm việc", "2025-05-05 17:30"),
    ("2026-01-08 09:00", "2 ngày làm việc", "2026-01-10 17:30"),
    ("2026-02-13 09:00", "5 ngày làm việc", "2026-02-27 17:30"),
    # A day off as day of receipt is day 0 all the same; the next working day is day 1.
    ("2026-09-05 10:00", "1 ngày làm việc", "2026-09-07 17:30"),
    ("2026-09-06 23:59", "1 ngày làm việc", "2026-09-07 17:30"),
    ("2026-09-04 16:45", "1 ngày làm việc", "2026-09-07 17:30"),
    # 24/11 is a day off from 2026 on.
    ("2025-11-21 09:00", "1 ngày làm việc", "2025-11-24 17:30"),
    ("2026-11-23 09:00", "1 ngày làm việc", "2026-11-25 17:30"),
    # Calendar days and months roll forward from a day off.
    ("2026-08-21 09:00", "10 ngày", "2026-09-03 17:30"),
    ("2026-08-20 09:00", "8 ngày", "2026-08-28 17:30"),
    ("2026-01-31 09:00", "1 tháng", "2026-03-02 17:30"),
    ("2024-01-31 09:00", "1 tháng", "2024-02-29 17:30"),
    ("2026-03-31 09:00", "3 tháng", "2026-06-30 17:30"),
    ("2025-12-15 09:00", "12 tháng", "2026-12-15 17:30"),
    # Hours run inside working hours, to the minute and the second.
    ("2026-09-03 09:00", "08 giờ", "2026-09-04 09:00"),
    ("2026-09-03 09:07", "2 giờ", "2026-09-03 11:07"),
    ("2026-09-03 10:00", "2 giờ", "2026-09-03 14:00"),
    ("2026-09-03 12:10", "4 giờ", "2026-09-03 17:30"),
    ("2026-09-03 13:30", "4 giờ", "2026-09-03 17:30"),
    ("2026-09-04 17:00", "1 giờ", "2026-09-07 08:00"),
    ("2026-09-05 09:00", "1 giờ", "2026-09-07 08:30"),
    ("2026-09-03 08:01:13", "1 giờ", "2026-09-03 09:01:13"),
    # Parts of a working day are the same part of that day's working time.
    ("2026-09-03 09:00", "½ ngày làm việc", "2026-09-04 11:30"),
    ("2026-09-03 09:00", "1,5 ngày làm việc", "2026-09-07 11:30"),
    ("2026-09-03 09:00", "1,25 ngày làm việc", "2026-09-07 09:30"),
    # Same day: up to 15:00 today, later on the next working day.
    ("2026-09-04 15:00", "Trong ngày", "2026-09-04 17:30"),
    ("2026-09-04 15:00:01", "Trong ngày", "2026-09-07 17:30"),
    ("2026-09-05 08:00", "Trong ngày", "2026-09-07 17:30"),
    ("2026-09-04 16:00", "Ngay khi nhận", "2026-09-04 17:30"),
    ("2026-09-04 17:45", "Ngay khi nhận", "2026-09-07 17:30"),
]


@pytest.mark.parametrize(("received", "words", "expected"), KNOWN)
def test_known_answers(received: str, words: str, expected: str) -> None:
    found = explain(calendar=NATIONAL, facts=facts(received, words))
    assert found.due_at == at(expected)
    assert found.due_on == at(expected).date()
    assert due(calendar=NATIONAL, facts=facts(received, words)).due_at == at(expected)


def test_each_day_says_whether_it_counted_and_why() -> None:
    found = explain(calendar=NATIONAL, facts=facts("2025-04-24 09:00", "5 ngày làm việc"))
    said = {step.day: (step.counts, step.count, step.reason, step.basis) for step in found.steps}
    assert len(said) == len(found.steps) == 12
    assert said[date(2025, 4, 24)][:2] == (False, 0)
    assert "Điều 147" in said[date(2025, 4, 24)][3]
    assert said[date(2025, 4, 26)][:2] == (True, 2)
    assert "Làm bù cho ngày 02/05/2025" in said[date(2025, 4, 26)][2]
    assert said[date(2025, 4, 27)][2] == "Nghỉ hằng tuần (Chủ nhật)"
    assert said[date(2025, 4, 30)][2:] == ("Ngày Chiến thắng 30-4", "Bộ luật Lao động 2019, Điều 112")
    assert said[date(2025, 5, 2)][2] == "Nghỉ hoán đổi, làm bù ngày 26/04/2025"
    assert said[date(2025, 5, 5)][:2] == (True, 5)
    assert "hết hạn lúc 17:30" in said[date(2025, 5, 5)][2]


def test_hours_name_the_sessions_that_counted() -> None:
    found = explain(calendar=NATIONAL, facts=facts("2026-09-03 10:00", "8 giờ làm việc"))
    assert [step.as_dict()["hours"] for step in found.steps] == ["10:00-11:30, 13:30-17:30", "07:30-10:00"]
    assert [step.as_dict()["count"] for step in found.steps] == [5.5, 8]


def test_plain_data_carries_the_offset_of_vietnam() -> None:
    plain = explain(calendar=NATIONAL, facts=facts("2026-08-28 09:00", "5 ngày làm việc")).as_dict()
    assert plain["due_at"] == "2026-09-09T17:30:00+07:00"
    assert plain["due_on"] == "2026-09-09"
    assert plain["steps"][0]["weekday"] == "thứ Sáu"


def test_no_limit_gives_no_due_date() -> None:
    found = explain(calendar=NATIONAL, facts=facts("2026-08-28 09:00", "Không quy định"))
    assert found.due_at is None
    assert found.due_on is None
    assert "không quy định thời hạn" in found.steps[0].reason


def test_a_year_without_official_days_warns() -> None:
    found = due(calendar=NATIONAL, facts=facts("2026-12-30 09:00", "10 ngày làm việc"))
    assert any("2027" in text and "Tết Nguyên đán" in text for text in found.warnings)
    assert not any("2026" in text for text in found.warnings)
    assert due(calendar=NATIONAL, facts=facts("2026-02-13 09:00", "5 ngày làm việc")).warnings == ()
    assert any(
        "dựng lại" in w for w in due(calendar=NATIONAL, facts=facts("2014-02-13 09:00", "5 ngày")).warnings
    )


def test_beyond_the_calendar_is_refused() -> None:
    for received, words in (
        ("2035-12-20 09:00", "30 ngày làm việc"),
        ("2009-12-31 09:00", "1 ngày"),
        ("2035-12-30 09:00", "2 tháng"),
    ):
        for answer in (due, explain):
            with pytest.raises(Refused) as refused:
                answer(calendar=NATIONAL, facts=facts(received, words))
            assert refused.value.code == "calendar-out-of-range"


class TestLateReceipt:
    @pytest.mark.parametrize(
        ("received", "words", "expected"),
        [
            ("2026-08-28 15:00", "1 ngày làm việc", "2026-09-03 17:30"),
            ("2026-08-28 15:00:01", "1 ngày làm việc", "2026-09-04 17:30"),
            ("2026-08-29 09:00", "1 ngày làm việc", "2026-09-04 17:30"),
            ("2026-09-03 16:00", "2 giờ", "2026-09-04 09:30"),
            ("2026-09-03 16:00", "Trong ngày", "2026-09-04 17:30"),
        ],
    )
    def test_counts_as_received_the_next_working_day(self, received: str, words: str, expected: str) -> None:
        found = explain(calendar=NATIONAL, facts=facts(received, words, late_receipt_next_day=True))
        assert found.due_at == at(expected)

    def test_without_the_variant_fifteen_hours_moves_nothing(self) -> None:
        found = due(calendar=NATIONAL, facts=facts("2026-08-28 16:00", "1 ngày làm việc"))
        assert found.due_at == at("2026-09-03 17:30")

    def test_says_so(self) -> None:
        given = facts("2026-09-03 15:30", "1 ngày làm việc", late_receipt_next_day=True)
        reasons = [step.reason for step in explain(calendar=NATIONAL, facts=given).steps]
        assert "sau 15:00: coi như nhận ngày làm việc tiếp theo" in reasons[0]
        assert "được coi là ngày nhận" in reasons[1]


class TestPauses:
    @pytest.mark.parametrize(
        ("pauses", "expected"),
        [
            # Mon 7/9 and Tue 8/9 do not count.
            ([("2026-09-07 10:00", "2026-09-09 16:00")], "2026-09-14 17:30"),
            # Starts and ends on one day: nothing moves in days.
            ([("2026-09-07 08:00", "2026-09-07 17:00")], "2026-09-10 17:30"),
            # From the day of receipt: the day of return takes its place.
            ([("2026-09-03 10:00", "2026-09-08 08:00")], "2026-09-15 17:30"),
            # Over a weekend only.
            ([("2026-09-05 08:00", "2026-09-06 20:00")], "2026-09-10 17:30"),
            # On the last day.
            ([("2026-09-10 09:00", "2026-09-14 09:00")], "2026-09-14 17:30"),
            # After the due instant: too late to move anything.
            ([("2026-09-10 17:31", "2026-09-16 09:00")], "2026-09-10 17:30"),
            (
                [("2026-09-04 10:00", "2026-09-07 10:00"), ("2026-09-08 10:00", "2026-09-09 10:00")],
                "2026-09-14 17:30",
            ),
        ],
    )
    def test_working_days(self, pauses: list[tuple[str, str]], expected: str) -> None:
        given = facts("2026-09-03 09:00", "5 ngày làm việc", pauses=[pause(*one) for one in pauses])
        assert explain(calendar=NATIONAL, facts=given).due_at == at(expected)

    def test_calendar_days_shift_by_the_days_paused(self) -> None:
        given = facts("2026-09-03 09:00", "5 ngày", pauses=[pause("2026-09-04 10:00", "2026-09-07 10:00")])
        assert explain(calendar=NATIONAL, facts=given).due_at == at("2026-09-11 17:30")

    def test_hours_shift_by_the_working_seconds_paused(self) -> None:
        given = facts("2026-09-03 08:00", "4 giờ", pauses=[pause("2026-09-03 09:00", "2026-09-03 14:00:30")])
        assert explain(calendar=NATIONAL, facts=given).due_at == at("2026-09-03 17:00:30")

    def test_still_paused_has_no_due_date_and_says_since_when(self) -> None:
        given = facts("2026-09-03 09:00", "5 ngày làm việc", pauses=[pause("2026-09-07 10:00")])
        found = explain(calendar=NATIONAL, facts=given)
        assert (found.due_at, found.due_on) == (None, None)
        assert found.paused_since == at("2026-09-07 10:00")
        assert "10:00 07/09/2026" in found.warnings[0]
        assert found.steps[-1].day == date(2026, 9, 7)

    def test_a_pause_too_late_to_matter_is_said(self) -> None:
        given = facts("2026-09-03 09:00", "1 ngày", pauses=[pause("2026-09-08 09:00", "2026-09-09 09:00")])
        found = due(calendar=NATIONAL, facts=given)
        assert found.due_at == at("2026-09-04 17:30")
        assert "sau khi đã hết hạn" in found.warnings[0]

    @pytest.mark.parametrize(
        ("pauses", "code"),
        [
            ([("2026-09-02 10:00", "2026-09-04 10:00")], "pause-before-receipt"),
            (
                [("2026-09-04 10:00", "2026-09-08 10:00"), ("2026-09-07 10:00", "2026-09-09 10:00")],
                "pauses-overlap",
            ),
            ([("2026-09-04 10:00", None), ("2026-09-07 10:00", "2026-09-09 10:00")], "pauses-overlap"),
        ],
    )
    def test_impossible_pauses_are_refused(self, pauses: list[tuple[str, str | None]], code: str) -> None:
        given = facts("2026-09-03 09:00", "5 ngày làm việc", pauses=[pause(*one) for one in pauses])
        with pytest.raises(Refused) as refused:
            due(calendar=NATIONAL, facts=given)
        assert refused.value.code == code

    def test_a_pause_that_ends_before_it_starts_is_refused(self) -> None:
        with pytest.raises(Refused, match="kết thúc trước khi bắt đầu"):
            pause("2026-09-04 10:00", "2026-09-04 09:00")


class TestRestart:
    def test_counts_anew_from_the_full_dossier(self) -> None:
        given = facts("2026-09-03 09:00", "3 ngày làm việc", restarted_at=at("2026-09-09 10:00"))
        found = explain(calendar=NATIONAL, facts=given)
        assert found.due_at == at("2026-09-14 17:30")
        assert found.counted_from == date(2026, 9, 9)
        assert "tính lại từ đầu" in found.steps[0].reason

    def test_earlier_pauses_no_longer_matter(self) -> None:
        given = facts(
            "2026-09-03 09:00",
            "3 ngày làm việc",
            pauses=[pause("2026-09-04 09:00", "2026-09-08 09:00")],
            restarted_at=at("2026-09-09 10:00"),
        )
        assert due(calendar=NATIONAL, facts=given).due_at == at("2026-09-14 17:30")

    @pytest.mark.parametrize(
        ("restarted", "pauses", "code"),
        [
            ("2026-09-02 09:00", [], "restart-before-receipt"),
            ("2026-09-09 10:00", [("2026-09-04 09:00", None)], "pause-over-restart"),
            ("2026-09-09 10:00", [("2026-09-04 09:00", "2026-09-10 09:00")], "pause-over-restart"),
        ],
    )
    def test_refused(self, restarted: str, pauses: list[tuple[str, str | None]], code: str) -> None:
        given = facts(
            "2026-09-03 09:00", "3 ngày", restarted_at=at(restarted), pauses=[pause(*one) for one in pauses]
        )
        with pytest.raises(Refused) as refused:
            due(calendar=NATIONAL, facts=given)
        assert refused.value.code == code


class TestExtension:
    def test_counts_on_from_the_first_due_day(self) -> None:
        given = facts("2026-09-03 09:00", "2 ngày làm việc", extension=limit("3 ngày làm việc"))
        found = explain(calendar=NATIONAL, facts=given)
        assert found.due_at == at("2026-09-10 17:30")
        assert found.due_on_before_extension == date(2026, 9, 7)
        assert {step.stage for step in found.steps} == {"limit", "extension"}

    def test_a_pause_inside_the_extension_moves_it(self) -> None:
        given = facts(
            "2026-09-03 09:00",
            "2 ngày làm việc",
            extension=limit("3 ngày làm việc"),
            pauses=[pause("2026-09-08 09:00", "2026-09-10 09:00")],
        )
        assert explain(calendar=NATIONAL, facts=given).due_at == at("2026-09-14 17:30")

    @pytest.mark.parametrize(
        ("words", "extension", "code"),
        [
            ("Không quy định", "3 ngày làm việc", "nothing-to-extend"),
            ("3 ngày làm việc", "Trong ngày", "extension-without-amount"),
        ],
    )
    def test_refused(self, words: str, extension: str, code: str) -> None:
        with pytest.raises(Refused) as refused:
            due(calendar=NATIONAL, facts=facts("2026-09-03 09:00", words, extension=limit(extension)))
        assert refused.value.code == code


class TestWhatOlderSystemsGetWrong:
    def test_a_day_is_not_eight_hours(self) -> None:
        """With seven-hour days, three working days are three days, not twenty-four hours carried over."""
        calendar = calendar_of(["08:00-12:00, 13:00-16:00"] * 5 + ["", ""])
        assert due(calendar=calendar, facts=facts("2025-03-03 08:00", "3 ngày làm việc")).due_at == at(
            "2025-03-06 16:00"
        )
        assert due(calendar=calendar, facts=facts("2025-03-03 08:00", "24 giờ làm việc")).due_at == at(
            "2025-03-06 11:00"
        )

    def test_minutes_are_not_rounded_to_quarter_hours(self) -> None:
        assert due(calendar=NATIONAL, facts=facts("2026-09-03 09:07", "1 giờ")).due_at == at(
            "2026-09-03 10:07"
        )
        assert due(calendar=NATIONAL, facts=facts("2026-09-03 11:23:59", "1 giờ")).due_at == at(
            "2026-09-03 14:23:59"
        )

    def test_a_make_up_day_has_the_hours_of_the_day_it_makes_up_for(self) -> None:
        """Mondays are long here, Fridays short: a Saturday worked for a Friday ends as a Friday does."""
        hours = ["07:00-18:00", *["07:30-11:30, 13:30-17:30"] * 3, "08:00-11:00", "", ""]
        swap = [
            special("2026-01-02", DayKind.SWAPPED_OFF, "2026-01-10"),
            special("2026-01-10", DayKind.MAKEUP_WORK, "2026-01-02"),
        ]
        calendar = calendar_of(hours, swap)
        assert due(calendar=calendar, facts=facts("2026-01-08 09:00", "2 ngày làm việc")).due_at == at(
            "2026-01-10 11:00"
        )
        assert due(calendar=calendar, facts=facts("2026-01-09 10:30", "1 giờ")).due_at == at(
            "2026-01-10 08:30"
        )

    def test_a_make_up_day_may_state_its_own_hours(self) -> None:
        day = special("2026-01-10", DayKind.MAKEUP_WORK, "2026-01-02", hours="07:30-11:30")
        found = due(calendar=calendar_of(OFFICE, [day]), facts=facts("2026-01-09 09:00", "1 ngày làm việc"))
        assert found.due_at == at("2026-01-10 11:30")

    def test_more_than_a_year_ahead_is_still_counted(self) -> None:
        found = due(calendar=NATIONAL, facts=facts("2024-01-02 09:00", "400 ngày làm việc"))
        assert found.due_on == slow_due_day(NATIONAL, date(2024, 1, 2), 400)
        assert found.due_on > date(2025, 8, 1)

    def test_two_calendars_at_once_do_not_mix(self) -> None:
        with_saturday = calendar_of([*["07:30-11:30, 13:30-17:30"] * 5, "07:30-11:30", ""])
        given = facts("2026-09-04 09:00", "1 ngày làm việc")
        for _ in range(3):
            assert due(calendar=with_saturday, facts=given).due_at == at("2026-09-05 11:30")
            assert due(calendar=NATIONAL, facts=given).due_at == at("2026-09-07 17:30")


def test_half_days_and_agency_days_off() -> None:
    days = [
        special("2026-09-08", DayKind.HALF, hours="07:30-11:30"),
        special("2026-09-09", DayKind.CLOSURE),
    ]
    calendar = calendar_of(OFFICE, days)
    assert due(calendar=calendar, facts=facts("2026-09-07 09:00", "1 ngày làm việc")).due_at == at(
        "2026-09-08 11:30"
    )
    assert due(calendar=calendar, facts=facts("2026-09-07 17:00", "5 giờ")).due_at == at("2026-09-10 08:00")
    found = explain(calendar=calendar, facts=facts("2026-09-07 09:00", "2 ngày làm việc"))
    assert "vẫn là ngày làm việc" in found.steps[1].reason
    assert found.steps[2].reason == "tạm nghỉ làm việc thử"


def test_an_agency_may_leave_make_up_days_out() -> None:
    day = special("2026-01-10", DayKind.MAKEUP_WORK, "2026-01-02")
    calendar = calendar_of(OFFICE, [day], counts_makeup_days=False)
    found = explain(calendar=calendar, facts=facts("2026-01-09 09:00", "1 ngày làm việc"))
    assert found.due_on == date(2026, 1, 12)
    assert "không tính ngày làm bù" in found.steps[1].reason


def test_half_days_must_state_hours() -> None:
    with pytest.raises(Refused) as refused:
        special("2026-09-08", DayKind.HALF)
    assert refused.value.code == "hours-missing"
