"""Activities at the desk: planned, held with numbers, counted again, cancelled, listed; the figures of the year."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from tests.cast import Bodies
from tests.web.desk.conftest import SignIn

from motcua.accounts.models import Person
from motcua.plans.actions.activities import ActivityFacts, hold_activity, plan_activity
from motcua.plans.actions.commitments import DriveFacts, enter_commitments, open_drive, report_signing
from motcua.plans.enums import ActivityKind, ActivityMeasure, Channel
from motcua.plans.models import Activity
from motcua.plans.rules.activities import Count
from motcua.plans.rules.commitments import Paper
from motcua.plans.rules.yearly import FIGURES

pytestmark = pytest.mark.django_db


def _at(name: str, *args: Any) -> str:
    return reverse(f"desk:activities:{name}", args=args)


def _counts(*rows: tuple[str, str, str], **more: str) -> dict[str, str]:
    said = {"counts-TOTAL_FORMS": str(len(rows)), "counts-INITIAL_FORMS": "0", **more}
    for place, (measure, channel, value) in enumerate(rows):
        said |= {
            f"counts-{place}-measure": measure,
            f"counts-{place}-channel": channel,
            f"counts-{place}-value": value,
        }
    return said


@pytest.fixture
def held(bodies: Bodies, control_focal_officer: Person, moment: datetime) -> Any:
    """A maker of held activities of the department."""

    def make(
        kind: ActivityKind, *counts: Count, on: date = date(2026, 3, 2), title: str = "Việc"
    ) -> Activity:
        facts = ActivityFacts(kind, title, on)
        row = plan_activity(agency_id=bodies.department.pk, facts=facts, by=control_focal_officer, at=moment)
        return hold_activity(
            activity_id=row.pk, held_on=on, counts=list(counts), by=control_focal_officer, at=moment
        )

    return make


def test_planned_held_counted_again(
    keeper: Client, sign_in: SignIn, outsider: Person, principal: Person
) -> None:
    assert "Không có hoạt động nào" in keeper.get(_at("list")).content.decode()
    form = {"kind": "training", "title": "Tập huấn một cửa", "planned_on": "10/09/2026"}
    assert "https://" in keeper.post(_at("start"), {**form, "link": "javascript:x"}).content.decode()
    assert Activity.objects.count() == 0
    keeper.post(_at("start"), {**form, "link": "https://vd.vn/a"})
    row = Activity.objects.get()
    keeper.post(_at("change", row.pk), {**form, "place": "Hội trường"})
    row.refresh_from_db()
    assert row.place == "Hội trường"

    first = keeper.get(_at("hold", row.pk))
    assert [each["measure"].value() for each in first.context["rows"]] == ["classes", "participants", "units"]
    more = keeper.post(
        _at("hold", row.pk),
        _counts(("classes", "class", "2"), held_on="10/09/2026", add="counts", revision="2"),
    )
    assert len(more.context["rows"].forms) == 2
    twice = keeper.post(
        _at("hold", row.pk),
        _counts(("classes", "class", "2"), ("classes", "class", "3"), held_on="10/09/2026", revision="2"),
    )
    assert twice.status_code == 422
    assert "hai lần" in twice.content.decode()
    late = keeper.post(
        _at("hold", row.pk), _counts(("classes", "class", "2"), held_on="10/09/2027", revision="2")
    )
    assert "chưa tới" in late.content.decode()
    old = keeper.post(
        _at("hold", row.pk), _counts(("classes", "class", "2"), held_on="10/09/2026", revision="1")
    )
    assert "người khác cập nhật" in old.content.decode()
    assert 'name="revision" value="2"' in old.content.decode()
    row.refresh_from_db()
    assert row.held_on is None
    proof = SimpleUploadedFile("anh.txt", b"danh sach")
    said = _counts(
        ("classes", "class", "2"), ("participants", "class", "1.200"), ("units", "class", ""),
        held_on="10/09/2026", revision="2",
    )  # fmt: skip
    shown = keeper.post(_at("hold", row.pk), {**said, "files": proof}, follow=True).content.decode()
    assert "1.200" in shown
    stored = row.files.get()
    assert b"".join(keeper.get(_at("file", row.pk, stored.pk))) == b"danh sach"
    row.refresh_from_db()
    again = _counts(("classes", "class", "3"), counted_on="17/09/2026", revision=str(row.revision))
    assert keeper.get(_at("count", row.pk)).status_code == 200
    keeper.post(_at("count", row.pk), again)
    assert [(one.measure, one.value) for one in row.counts.all()] == [("classes", 3)]
    keeper.post(_at("files", row.pk), {"files": SimpleUploadedFile("b.txt", b"b")})
    assert row.files.count() == 2
    for browser in (sign_in(outsider), sign_in(principal)):
        assert browser.get(_at("page", row.pk)).status_code == 404


def test_cancelled_with_a_reason(keeper: Client) -> None:
    keeper.post(_at("start"), {"kind": "contest", "title": "Hội thi", "planned_on": "10/10/2026"})
    row = Activity.objects.get()
    assert keeper.post(_at("cancel", row.pk), {"note": " "}).status_code == 200
    shown = keeper.post(_at("cancel", row.pk), {"note": "Bão"}, follow=True).content.decode()
    assert "Không thực hiện" in shown
    assert "Bão" in shown


def test_lists_and_totals(keeper: Client, held: Any, bodies: Bodies) -> None:
    for number in range(33):
        held(
            ActivityKind.COMMUNICATION,
            Count(ActivityMeasure.ITEMS, Channel.PORTAL if number % 3 else Channel.ZALO, 10),
            title=f"Bài {number:02d}",
        )
    where = {"nam": "2026", "co-quan": str(bodies.department.pk)}
    first = keeper.get(_at("list"), where)
    second = keeper.get(_at("list") + first.context["next_href"])
    titles = [row.title for page in (first, second) for row, _counts in page.context["rows"]]
    assert len(titles) == len(set(titles)) == first.context["number"] == 33
    totals = {one["total"].channel: one for one in first.context["totals"]}
    assert (totals[Channel.PORTAL]["total"].value, totals[Channel.ZALO]["total"].value) == (220, 110)
    assert keeper.get(_at("list") + totals[Channel.ZALO]["href"]).context["number"] == 11
    assert keeper.get(_at("list"), {"tim": "bai 07"}).context["number"] == 1
    activities, counts = load_workbook(io.BytesIO(b"".join(keeper.get(_at("workbook"), where)))).worksheets
    assert activities.max_row == counts.max_row == 3 + 33 + 2
    assert counts.cell(counts.max_row, 1).value == "Cộng: 33 số liệu."


def test_queries_do_not_grow(keeper: Client, held: Any) -> None:
    def count(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert keeper.get(address).status_code == 200
        return len(captured)

    addresses = (_at("list"), reverse("desk:yearly:page"))
    held(ActivityKind.TRAINING, Count(ActivityMeasure.CLASSES, Channel.CLASS, 1))
    for address in addresses:
        count(address)
    few = [count(address) for address in addresses]
    for _number in range(8):
        held(ActivityKind.TRAINING, Count(ActivityMeasure.CLASSES, Channel.CLASS, 1))
    assert [count(address) for address in addresses] == few


def test_every_figure_of_the_year_opens_to_what_was_counted(
    keeper: Client, held: Any, bodies: Bodies, control_focal_officer: Person, principal: Person, moment: datetime,
    sign_in: SignIn, outsider: Person,
) -> None:  # fmt: skip
    for kind, measure in (
        (ActivityKind.TRAINING, ActivityMeasure.PARTICIPANTS),
        (ActivityKind.CONTEST, ActivityMeasure.PARTICIPANTS),
        (ActivityKind.DIALOGUE, ActivityMeasure.QUESTIONS),
        (ActivityKind.COMMUNICATION, ActivityMeasure.FOLLOWERS),
    ):
        held(kind, Count(measure, Channel.MEETING, 100))
        held(kind, Count(measure, Channel.MEETING, 7), on=date(2025, 3, 2))
    by = control_focal_officer
    drive = open_drive(agency_id=bodies.department.pk, facts=DriveFacts(2026, "Cam kết"), by=by, at=moment)
    school = bodies.upper_secondary_school.pk
    enter_commitments(
        drive_id=drive.pk, unit_id=school, papers=[Paper("Cao Thị Hiệu", "Hiệu trưởng", is_head=True)],
        signed_on=moment.date(), by=principal, at=moment,
    )  # fmt: skip
    report_signing(drive_id=drive.pk, unit_id=school, by=principal, at=moment)
    page = keeper.get(reverse("desk:yearly:page"))
    pairs = {one.code: (one, links) for _heading, group in page.context["groups"] for one, links in group}
    assert list(pairs) == [kind.code for kind in FIGURES]
    assert pairs["training_participants"][0].value == 100
    assert pairs["commitment_units"][0].words == "01/01"
    for code in ("training_held", "contests_held", "dialogues_held"):
        one, (href, _parts) = pairs[code]
        assert keeper.get(href).context["number"] == one.value == 1, code
    for code in (
        "training_participants",
        "contest_participants",
        "dialogue_questions",
        "communication_followers",
    ):
        one, (href, parts) = pairs[code]
        found = keeper.get(href).context
        assert sum(counts[0].value for _row, counts in found["rows"]) == one.value, code
        assert keeper.get(parts[0][2]).context["number"] == 1
    assert keeper.get(pairs["commitment_papers"][1][0]).context["number"] == 1
    assert len(keeper.get(pairs["commitment_units"][1][0]).context["rows"]) == 1
    assert keeper.get(pairs["initiatives_reform"][1][0]).context["number"] == 0
    (sheet,) = load_workbook(io.BytesIO(b"".join(keeper.get(reverse("desk:yearly:workbook"))))).worksheets
    labels = [row[1].value for row in sheet.iter_rows(min_row=4)]
    assert {kind.label for kind in FIGURES} <= set(labels)
    other = sign_in(outsider).get(reverse("desk:yearly:page"), {"co-quan": str(bodies.department.pk)})
    assert other.status_code in {200, 403, 409, 404}
    if other.status_code == 200:
        assert other.context["agency"] != bodies.department
