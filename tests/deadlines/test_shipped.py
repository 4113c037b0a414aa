from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from tests.deadlines.calendars import NATIONAL, at

from motcua.deadlines.actions.calendars import put_special_day, remove_special_day
from motcua.deadlines.actions.shipped import load_shipped
from motcua.deadlines.base_data import load, shipped_digest
from motcua.deadlines.enums import Certainty, DayKind, LimitUnit, YearState
from motcua.deadlines.models import CalendarDay, LegalTerm
from motcua.deadlines.queries import calendar_for, find_legal_term, legal_term, legal_terms
from motcua.deadlines.rules.calendars import OFF_KINDS
from motcua.deadlines.rules.shipped import shipped_special_days, shipped_terms, shipped_years
from motcua.kernel.models import LoadedData
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused

NOW = at("2026-11-21 09:00")


class TestFiles:
    def test_each_swap_has_both_days(self) -> None:
        days = {day.on: day for day in shipped_special_days()}
        swapped = [day for day in days.values() if day.kind is DayKind.SWAPPED_OFF]
        assert len(swapped) == 14
        for day in swapped:
            assert day.paired_with is not None
            other = days[day.paired_with]
            assert (other.kind, other.paired_with) == (DayKind.MAKEUP_WORK, day.on)
            assert day.on.weekday() < 5 <= other.on.weekday()

    def test_each_year_has_the_days_off_of_the_law(self) -> None:
        for year in range(2010, 2036):
            off = {(day.on.month, day.on.day) for day in shipped_special_days() if day.on.year == year}
            assert {(1, 1), (4, 30), (5, 1), (9, 2)} <= off
            assert ((11, 24) in off) == (year >= 2026)

    def test_each_year_is_known_and_the_coming_ones_are_not_official(self) -> None:
        known = dict(shipped_years())
        assert set(known) == set(range(2010, 2036))
        assert known[2026].tet is known[2026].national_day is YearState.OFFICIAL
        assert known[2027].tet is known[2027].national_day is YearState.ESTIMATED

    def test_estimated_days_are_marked(self) -> None:
        tet = [day for day in shipped_special_days() if "Tết Nguyên đán" in day.name and day.on.year >= 2027]
        assert tet
        assert {day.certainty for day in tet} == {Certainty.ESTIMATED}

    def test_days_off_of_2026(self) -> None:
        """The weekday closures of 2026 that the exchanges confirm, and 24 November."""
        off = [day.on for day in shipped_special_days() if day.on.year == 2026 and day.kind in OFF_KINDS]
        weekdays = [day.strftime("%d/%m") for day in off if day.weekday() < 5]
        expected = "01/01 02/01 16/02 17/02 18/02 19/02 20/02 27/04 30/04 01/05 31/08 01/09 02/09 24/11"
        assert weekdays == expected.split()

    @pytest.mark.shared_data
    def test_agree_with_the_lists_beside_the_project(self, shared_data: Path) -> None:
        with (shared_data / "calendar" / "vn_public_holidays_2023_2027.csv").open(
            encoding="utf-8-sig"
        ) as file:
            for row in csv.DictReader(file):
                assert not NATIONAL.is_working(date.fromisoformat(row["date"])), row
        with (shared_data / "calendar" / "vn_swaps_2010_2026.csv").open(encoding="utf-8-sig") as file:
            for row in csv.DictReader(file):
                assert not NATIONAL.is_working(date.fromisoformat(row["day_off"])), row
                assert NATIONAL.is_working(date.fromisoformat(row["make_up_working_day"])), row


@pytest.mark.django_db
class TestLoading:
    def test_a_second_time_does_nothing(self) -> None:
        before = (entries_about("calendar", "national").count(), calendar_for("national"))
        load(at=NOW)
        assert (entries_about("calendar", "national").count(), calendar_for("national")) == before

    def test_new_data_leaves_officers_work_alone(self) -> None:
        touched, removed = date(2026, 8, 31), date(2026, 9, 1)
        put_special_day(
            code="national",
            on=touched,
            kind=DayKind.PUBLIC_HOLIDAY,
            name="Sửa tay",
            basis="TB sửa",
            by="person:1",
            at=NOW,
        )
        remove_special_day(code="national", on=removed, by="person:1", at=NOW)
        added = date(2026, 12, 1)
        put_special_day(
            code="national",
            on=added,
            kind=DayKind.CLOSURE,
            name="Bão",
            basis="CĐ thử",
            by="person:1",
            at=NOW,
        )
        LegalTerm.objects.filter(code="publication.province").update(amount=4, is_shipped=False)
        CalendarDay.objects.filter(on=date(2026, 11, 24)).update(name="sai", is_shipped=True)
        LoadedData.objects.filter(name="deadlines").update(digest="older")
        load(at=NOW)
        assert LoadedData.objects.get(name="deadlines").digest == shipped_digest()
        calendar = calendar_for("national")
        assert calendar.special[touched].name == "Sửa tay"
        assert calendar.is_working(removed)
        assert not calendar.is_working(added)
        assert calendar.special[date(2026, 11, 24)].name == "Ngày Văn hóa Việt Nam"
        assert legal_term("publication.province", date(2026, 1, 1)).amount == 4

    def test_all_or_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from motcua.deadlines.actions import shipped

        def broken() -> int:
            raise RuntimeError("halfway")

        monkeypatch.setattr(shipped, "_load_terms", broken)
        before = calendar_for("national")
        with pytest.raises(RuntimeError):
            load_shipped(digest="x", at=NOW)
        assert calendar_for("national") is before
        assert LegalTerm.objects.count() == len(shipped_terms())


@pytest.mark.django_db
class TestLegalTerms:
    def test_hold_from_their_day_on(self) -> None:
        found = legal_term("promulgation.lead.province", date(2026, 1, 1))
        assert (found.amount, found.unit) == (5, LimitUnit.CALENDAR_DAY)
        assert "Điều 15" in found.basis
        assert found.certainty is Certainty.LAW
        assert str(found.limit) == "5 ngày"
        assert find_legal_term("promulgation.lead.province", date(2010, 10, 13)) is None

    def test_change_with_the_decree(self) -> None:
        assert "61/2018" in legal_term("dossier.return_not_eligible", date(2025, 6, 30)).basis
        assert "118/2025" in legal_term("dossier.return_not_eligible", date(2025, 7, 1)).basis

    def test_many_in_one_query(self, django_assert_num_queries) -> None:
        with django_assert_num_queries(1):
            found = legal_terms(["publication.ministry", "publication.province", "?"], date(2026, 1, 1))
        assert {code: term.amount for code, term in found.items()} == {
            "publication.ministry": 10,
            "publication.province": 5,
        }

    def test_unknown_is_refused(self) -> None:
        with pytest.raises(Refused) as refused:
            legal_term("khong-co", date(2026, 1, 1))
        assert refused.value.code == "legal-term-not-found"
