"""Telling that a page is wrong: kept once, journalled, slowed down, and closed to machines."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from tests.cast import Bodies, MakePerson
from tests.publishing import Publish

from motcua.accounts.enums import Role
from motcua.catalogue.actions.page_reports import report_page, settle_page_report
from motcua.catalogue.models import PageReport
from motcua.catalogue.queries.page_reports import open_page_reports
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused

pytestmark = pytest.mark.django_db
TEXT = "Trang ghi thiếu giấy khai sinh."
ADDRESS = "/thu-tuc/1.000001/bao-loi/"


def test_report_is_kept_and_the_reader_thanked(client: Client, publish: Publish) -> None:
    publish("1.000001")
    response = client.post(ADDRESS, {"text": TEXT, "contact": "0900 000 000"}, follow=True)
    assert response.redirect_chain == [("/thu-tuc/1.000001/", 302)]
    assert "Đã nhận báo lỗi" in response.content.decode()
    report = PageReport.objects.get()
    assert (report.text, report.contact, report.procedure.code) == (TEXT, "0900 000 000", "1.000001")
    entry = JournalEntry.objects.get(kind="PageReported")
    assert (entry.subject_id, entry.payload) == (str(report.pk), {"procedure": "1.000001"})


def test_sender_is_a_digest_not_an_address(client: Client, publish: Publish) -> None:
    publish("1.000001")
    client.post(ADDRESS, {"text": TEXT}, REMOTE_ADDR="203.0.113.7")
    client.post(ADDRESS, {"text": TEXT}, REMOTE_ADDR="203.0.113.8")
    first, second = PageReport.objects.order_by("id").values_list("sender", flat=True)
    assert first != second
    assert len(first) == 64
    assert "203" not in JournalEntry.objects.filter(kind="PageReported").first().payload.values()


@pytest.mark.parametrize("text", ["", "   ", "ngắn", "x" * 2001])
def test_report_that_says_nothing_is_asked_again(client: Client, publish: Publish, text: str) -> None:
    publish("1.000001")
    response = client.post(ADDRESS, {"text": text, "contact": "tôi"})
    assert response.status_code == 422
    page = response.content.decode()
    assert 'role="alert"' in page
    assert 'value="tôi"' in page
    assert not PageReport.objects.exists()


def test_sixth_report_within_the_hour_waits(client: Client, publish: Publish) -> None:
    publish("1.000001")
    for _time in range(5):
        assert client.post(ADDRESS, {"text": TEXT}).status_code == 302
    response = client.post(ADDRESS, {"text": TEXT})
    assert response.status_code == 422
    assert "xin gửi lại sau một giờ" in response.content.decode()
    assert PageReport.objects.count() == 5
    assert client.post(ADDRESS, {"text": TEXT}, REMOTE_ADDR="203.0.113.9").status_code == 302


def test_patience_ends_with_the_hour(publish: Publish, moment: datetime) -> None:
    procedure = publish("1.000001")
    for _time in range(5):
        report_page(procedure=procedure, text=TEXT, sender="s", at=moment)
    with pytest.raises(Refused) as refusal:
        report_page(procedure=procedure, text=TEXT, sender="s", at=moment + timedelta(minutes=59))
    assert refusal.value.code == "page-reports-too-many"
    assert JournalEntry.objects.filter(kind="PageReported").count() == 5
    report_page(procedure=procedure, text=TEXT, sender="s", at=moment + timedelta(minutes=61))


def test_machine_that_fills_the_trap_leaves_nothing(client: Client, publish: Publish) -> None:
    publish("1.000001")
    response = client.post(ADDRESS, {"text": TEXT, "website": "https://spam.example"})
    assert response.status_code == 302
    assert not PageReport.objects.exists()


def test_form_without_its_token_is_not_taken(publish: Publish) -> None:
    publish("1.000001")
    response = Client(enforce_csrf_checks=True).post(ADDRESS, {"text": TEXT})
    assert response.status_code == 403
    assert "Chưa gửi được biểu mẫu" in response.content.decode()


def test_keeper_settles_and_the_contact_is_forgotten(
    publish: Publish, bodies: Bodies, make_person: MakePerson, moment: datetime
) -> None:
    keeper = make_person("Lê Thị Giữ", role=Role.CONTROL_FOCAL_OFFICER, agency=bodies.department)
    report = report_page(procedure=publish("1.000001"), text=TEXT, contact="0900", sender="s", at=moment)
    settled = settle_page_report(report=report, note="Đã bổ sung giấy khai sinh.", by=keeper, at=moment)
    assert (settled.contact, settled.sender, settled.settled_by) == ("", "", keeper)
    assert not open_page_reports().exists()
    assert JournalEntry.objects.filter(kind="PageReportSettled", actor=keeper.actor).count() == 1
    with pytest.raises(Refused) as refusal:
        settle_page_report(report=report, note="Lần nữa.", by=keeper, at=moment)
    assert refusal.value.code == "page-report-settled"


def test_outsider_and_empty_note_settle_nothing(
    publish: Publish, bodies: Bodies, make_person: MakePerson, moment: datetime
) -> None:
    outsider = make_person("Người Ngoài", role=Role.RECEPTION_OFFICER, agency=bodies.other_department)
    keeper = make_person("Lê Thị Giữ", role=Role.CONTROL_FOCAL_OFFICER, agency=bodies.department)
    report = report_page(procedure=publish("1.000001"), text=TEXT, at=moment)
    with pytest.raises(Refused) as refusal:
        settle_page_report(report=report, note="Xong.", by=outsider, at=moment)
    assert refusal.value.code == "keep-catalogue-not-allowed"
    with pytest.raises(Refused) as refusal:
        settle_page_report(report=report, note="  ", by=keeper, at=moment)
    assert refusal.value.code == "page-report-note-missing"
    assert open_page_reports().count() == 1
    assert not JournalEntry.objects.filter(kind="PageReportSettled").exists()
