"""Dashboards: what they say is what their lists hold; past periods as of then; agencies with nothing are there."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import Bodies, MakeAgency
from tests.indicators.conftest import PutDossier
from tests.indicators.conftest import put as put
from tests.indicators.test_plans import WORK, resolved
from tests.indicators.test_plans import plan as plan
from tests.planning import Draft
from tests.web.desk.conftest import SignIn
from tests.web.desk.test_figures import at, rows_in, text_of

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.deadlines.enums import Standing
from motcua.dossiers.enums import PauseReason, Status, SupplementStage
from motcua.dossiers.models import Consultation, Dossier, Passage, Pause, Reading, SupplementRequest
from motcua.indicators.enums import Cause, Clock, Grouping
from motcua.indicators.queries.groups import groups_of
from motcua.indicators.queries.measuring import measure
from motcua.indicators.queries.windows import Asked
from motcua.kernel.clock import VIETNAM
from motcua.kernel.periods import Period
from motcua.plans.actions.approving import approve_version, submit_version
from motcua.plans.actions.lines import TargetEntry, save_target
from motcua.plans.enums import Commitment, Direction
from motcua.plans.models import Duty, Plan

pytestmark = pytest.mark.django_db
PAGE = "/ban-lam-viec/tong-quan/"
NUMBER = re.compile(r'<a[^>]*href="([^"]*/ho-so/\?[^"]*)"[^>]*>(?:[^<\d]*</a></dt><dd>)?([\d.]+)<')


@pytest.fixture
def boss(sign_in: SignIn, head: Person) -> Client:
    return sign_in(head)


def cells(page: str) -> dict[str, int]:
    """Every number of a dashboard that opens to dossiers."""
    return {href: int(number.replace(".", "")) for href, number in NUMBER.findall(page)}


@pytest.fixture
def busy(put: PutDossier, bodies: Bodies, handling_officer: Person, moment: datetime) -> None:
    """A month with something of everything, seen at nine on Thursday 17 September."""
    put(received=at(8, 20), finished=at(9, 3), standing=Standing.EARLY)
    put(received=at(9, 1), finished=at(9, 4), standing=Standing.ON_TIME, unit=bodies.exam_division)
    late = put(received=at(9, 1), due=at(9, 8), finished=at(9, 14), standing=Standing.OVERDUE)
    _passage(late, bodies, "Thẩm định", since=at(9, 1), until=at(9, 10))
    _passage(late, bodies, "Ký duyệt", since=at(9, 10), until=at(9, 14), number=2)
    waits = put(received=at(9, 1), due=at(9, 9), finished=at(9, 11), standing=Standing.OVERDUE)
    Consultation.objects.create(
        dossier=waits,
        agency=bodies.other_department,
        question="Ý kiến?",
        asked_by=handling_officer,
        asked_at=at(9, 2),
        due_at=at(9, 4),
        answer="Đồng ý",
        answered_by=handling_officer,
        answered_at=at(9, 8),
    )
    put(received=at(9, 1), due=at(9, 16), holder=handling_officer)  # overdue
    put(received=at(9, 15), due=at(9, 17, 16))  # today
    put(received=at(9, 15), due=at(9, 18), holder=handling_officer)  # soon
    put(received=at(9, 15), due=at(10, 30))  # later
    put(received=at(9, 15))  # no term
    paused = put(received=at(9, 7), due=at(9, 21), status=Status.SUPPLEMENT_REQUIRED)
    was_late = put(received=at(9, 1), due=at(9, 8), status=Status.SUPPLEMENT_REQUIRED)
    for dossier, since in ((paused, at(9, 10)), (was_late, at(9, 10))):
        Pause.objects.create(
            dossier=dossier, reason=PauseReason.SUPPLEMENT, lasted=DateTimeTZRange(since, None)
        )


def _passage(
    dossier: Dossier, bodies: Bodies, name: str, *, since: datetime, until: datetime, number: int = 1
) -> None:
    Passage.objects.create(
        dossier=dossier,
        number=number,
        step_key=f"b{number}",
        step_name=name,
        role=Role.HANDLER,
        agency=bodies.department,
        entered_at=since,
        left_at=until,
    )


@pytest.mark.parametrize("view", ["lanh-dao", "kiem-soat", "phong"])
def test_every_number_opens_to_as_many_dossiers(boss: Client, busy: None, view: str) -> None:
    found = cells(text_of(boss.get(PAGE, {"xem": view})))
    assert len(found) > 20
    opened = {href: rows_in(text_of(boss.get(href))) for href in found}
    assert opened == found


def test_the_clocks_of_now(boss: Client, busy: None) -> None:
    page = text_of(boss.get(PAGE))
    shown = dict(re.findall(r'nhom=[\w]+">([^<]+)</a></dt><dd>(\d+)', page))
    assert shown == {
        "Quá hạn": "2",  # with the one that was late before it stood still
        "Đến hạn hôm nay": "1",
        "Sắp đến hạn": "1",
        "Chờ người nộp": "1",
        "Còn thời hạn": "1",
        "Không có hạn": "1",
    }


def test_clocks_are_parts_of_what_is_open(busy: None, bodies: Bodies, moment: datetime) -> None:
    """Nobody open is in no group, nobody is in two; the overdue are those that the measure counts."""
    today = Period(moment.date(), moment.date() + timedelta(days=1))
    asked = Asked(bodies.department.pk, today, moment)
    counted = {
        group.key: group.number for group in groups_of(Grouping.CLOCK, asked, soon=moment + timedelta(3))
    }
    pending, late = (
        measure(code, agency_id=bodies.department.pk, window=today, as_of=moment).value
        for code in ("pending", "pending_late")
    )
    assert Decimal(sum(counted.values())) == pending
    assert Decimal(counted[Clock.OVERDUE]) == late


def test_lateness_by_cause_and_step(boss: Client, busy: None, bodies: Bodies, moment: datetime) -> None:
    month = Asked(bodies.department.pk, Period(date(2026, 9, 1), date(2026, 10, 1)), moment)
    causes = {group.key: group.number for group in groups_of(Grouping.CAUSE, month, soon=moment)}
    assert causes == {**dict.fromkeys(Cause, 0), Cause.CONSULTED: 1, Cause.OWN: 3}
    steps = {group.key: group.number for group in groups_of(Grouping.STEP, month, soon=moment)}
    assert steps == {"Thẩm định": 1, "": 3}


def test_the_first_cause_that_is_true_counts(
    put: PutDossier, bodies: Bodies, handling_officer: Person, moment: datetime
) -> None:
    """Each late dossier has all causes from its own on; one whose office alone was slow has none."""
    causes = [Cause.EXTENDED, Cause.PAYMENT, Cause.SUPPLEMENT, Cause.OWN]
    for place in range(len(causes)):
        late = put(
            received=at(9, 1),
            due=at(9, 8),
            finished=at(9, 14),
            standing=Standing.OVERDUE,
            extended_at=at(9, 6) if place == 0 else None,
        )
        if place <= 1:
            Pause.objects.create(
                dossier=late, reason=PauseReason.PAYMENT, lasted=DateTimeTZRange(at(9, 2), at(9, 3))
            )
        if place <= 2:
            SupplementRequest.objects.create(
                dossier=late,
                stage=SupplementStage.APPRAISAL,
                number=1,
                reason="Thiếu",
                legal_basis="Nghị định",
                items=[],
                requested_by=handling_officer,
                requested_at=at(9, 3),
            )
    month = Asked(bodies.department.pk, Period(date(2026, 9, 1), date(2026, 10, 1)), moment)
    found = {group.key: group.number for group in groups_of(Grouping.CAUSE, month, soon=moment)}
    assert {cause for cause, number in found.items() if number} == set(causes)
    assert set(found.values()) == {0, 1}


def test_past_months_are_shown_as_they_stood(boss: Client, put: PutDossier) -> None:
    put(received=at(8, 20), finished=at(9, 8), standing=Standing.OVERDUE, due=at(9, 2))
    page = text_of(boss.get(PAGE, {"from": "2026-08-01", "to": "2026-08-31", "xem": "kiem-soat"}))
    found = {href.split("/")[3]: number for href, number in cells(page).items() if "to=2026-08-31" in href}
    assert (found["resolved"], found["resolved_late"], found["pending_in_time"], found["pending_late"]) == (
        0,
        0,
        1,
        0,
    )
    assert "Thẩm định" not in page


def test_agencies_with_nothing_are_named(boss: Client, busy: None, bodies: Bodies) -> None:
    page = text_of(boss.get(PAGE, {"xem": "lanh-dao"}))
    assert f"{bodies.upper_secondary_school.name}: <a" in page
    assert "không phát sinh hồ sơ" in page


def test_times_are_percentiles_of_working_time(boss: Client, put: PutDossier, moment: datetime) -> None:
    """Ten dossiers of one to ten working days, then one of them stood still for nine."""
    opening = datetime(2026, 8, 3, 7, 30, tzinfo=VIETNAM)
    for days in range(1, 11):
        put(received=opening, finished=_on(days), standing=Standing.EARLY)
    page = text_of(boss.get(PAGE, {"from": "2026-08-01", "to": "2026-08-31", "xem": "lanh-dao"}))
    assert re.search(r"Nửa số hồ sơ xong trong[^>]*>5 ngày 4 giờ<", page)
    assert re.search(r"9/10 hồ sơ xong trong[^>]*>9 ngày<", page)
    paused = Dossier.objects.order_by("-finished_at")[0]
    Pause.objects.create(dossier=paused, reason=PauseReason.PAYMENT, lasted=DateTimeTZRange(opening, _on(9)))
    page = text_of(boss.get(PAGE, {"from": "2026-08-01", "to": "2026-08-31", "xem": "lanh-dao"}))
    assert re.search(r"Nửa số hồ sơ xong trong[^>]*>4 ngày 4 giờ<", page)


def _on(days: int) -> datetime:
    """The end of work on the so-manieth working day from Monday 3 August."""
    week, day = divmod(days - 1, 5)
    return datetime(2026, 8, 3, 17, 30, tzinfo=VIETNAM) + timedelta(weeks=week, days=day)


def test_targets_and_late_work_of_plans(boss: Client, plan: Plan, put: PutDossier, bodies: Bodies) -> None:
    """The worst first; each value leads to its measure in the plan's time, late work to the list of late work."""
    resolved(put, 3, early=97, late=3)
    Duty.objects.filter(task__plan=plan).update(starts_on=date(2026, 8, 1), due_on=date(2026, 9, 1))
    page = text_of(boss.get(PAGE))
    targets = page[page.index("Chỉ tiêu của kế hoạch") :]
    names = ["Hồ sơ giải quyết đúng hạn", "Hồ sơ trả trước hạn", "Đồng bộ lên Cổng quốc gia"]
    assert sorted(names, key=targets.index) == names
    assert "97 %" in targets
    measure_page = re.search(
        rf'href="(/ban-lam-viec/so-lieu/on_time_rate/\?agency={bodies.department.pk}[^"]*)"', targets
    )
    assert measure_page
    assert "97 %" in text_of(boss.get(measure_page[1]))
    late = re.search(r'quá hạn: <a href="([^"]*)">(\d+)</a>', page)
    assert late
    assert late[2] == "1"
    assert "Hồ sơ được giải quyết đúng hạn" in text_of(boss.get(late[1]))


def test_many_plans_take_no_more_queries(
    boss: Client, plan: Plan, draft: Draft, head: Person, control_focal_officer: Person, moment: datetime
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            text_of(boss.get(PAGE))
        return len(captured)

    before = asked()
    version = draft(WORK)
    entry = TargetEntry(Decimal(90), "%", Direction.AT_LEAST, Commitment.MUST, "Đúng hạn", "on_time_rate")
    save_target(version_id=version.pk, target_id=None, entry=entry, by=control_focal_officer, at=moment)
    submit_version(version_id=version.pk, by=control_focal_officer, at=moment)
    approve_version(version_id=version.pk, by=head, at=moment)
    assert asked() == before


def test_who_sees_what_first(
    sign_in: SignIn, head: Person, control_focal_officer: Person, handling_officer: Person
) -> None:
    def current(person: Person) -> str:
        page = text_of(sign_in(person).get(PAGE))
        found = re.search(r'aria-current="page">([^<]+)', page[page.index("Góc nhìn") :])
        assert found
        return found[1].strip()

    assert [current(each) for each in (head, control_focal_officer, handling_officer)] == [
        "Lãnh đạo",
        "Kiểm soát thủ tục",
        "Phòng, đơn vị",
    ]


def test_it_is_for_who_reads_dossiers(sign_in: SignIn, technical_administrator: Person) -> None:
    browser = sign_in(technical_administrator)
    assert browser.get(PAGE).status_code == 403
    assert browser.get(f"{PAGE}ho-so/", {"theo": "clock", "nhom": "soon"}).status_code == 403


def test_a_group_is_also_a_workbook(boss: Client, busy: None, head: Person) -> None:
    import openpyxl

    answer = boss.get(f"{PAGE}ho-so/danh-sach.xlsx", {"theo": "clock", "nhom": "overdue"})
    sheet = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    rows = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int | float)]
    assert len(rows) == 2
    assert Reading.objects.get(person=head).what == "Tải về: Thời hạn: Quá hạn"


def test_unknown_groups_are_refused(boss: Client) -> None:
    assert boss.get(f"{PAGE}ho-so/", {"theo": "weather", "nhom": "x"}).status_code == 404


def test_queries_do_not_grow(
    boss: Client, put: PutDossier, make_agency: MakeAgency, bodies: Bodies, busy: None
) -> None:
    def asked(**how: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert boss.get(PAGE, how).status_code == 200
        return len(captured)

    views = ("lanh-dao", "kiem-soat", "phong")
    before = [asked(xem=view) for view in views]
    for number in range(8):
        own = make_agency(f"Phòng {number}", parent=bodies.department)
        put(received=at(9, 1), finished=at(9, 3), unit=own, competent=own)
        put(received=at(9, 1), due=at(9, 3), unit=own, competent=own)
    assert [asked(xem=view) for view in views] == before
    # Four of them tell what people say: of dossiers, ratings, feedback and surveys.
    assert before == [24, 26, 23]


def test_the_page_is_clean(boss: Client, busy: None) -> None:
    page = text_of(boss.get(PAGE, {"xem": "kiem-soat"}))
    assert page.count("<h1") == 1
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"", page)
    assert len(re.findall(r'<svg[^>]*role="img"', page)) == 2
    assert page.count("<desc") == 2
