"""A parent lodges from home, is asked for one more paper, gives it, and fetches the result: all through the pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.cast import Bodies
from tests.documents.samples import pdf

from motcua.accounts.models import Person
from motcua.catalogue.models import Procedure
from motcua.dossiers.actions.handling import assign, forward
from motcua.dossiers.actions.intake import receive
from motcua.dossiers.actions.online_doors import set_online_door
from motcua.dossiers.actions.results import Proposal, approve, issue, propose, sign
from motcua.dossiers.actions.supplementing import request_supplement
from motcua.dossiers.enums import DeliveryStatus, ResultKind, Status
from motcua.dossiers.models import Dossier, Draft
from motcua.dossiers.queries.offers import get_offer
from motcua.dossiers.rules.supplements import SupplementItem
from motcua.organisations.models import Installation
from motcua.organisations.policy import SYSTEM
from motcua.web.portal.dossiers import views
from motcua.web.portal.dossiers.lodging import content, frame, people, reviewing, starting
from motcua.web.portal.dossiers.lodging import papers as papers_page

pytestmark = pytest.mark.django_db


PDF = pdf()


class Clock:
    """The pages' clock, moved by the story."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def later(self, **step: float) -> datetime:
        self.at += timedelta(**step)
        return self.at


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> Clock:
    found = Clock(moment)
    for module in (content, frame, papers_page, people, reviewing, starting, views):
        monkeypatch.setattr(module, "now", found)
    return found


@pytest.fixture
def parent(citizen: Person, bodies: Bodies) -> Client:
    Installation.objects.create(home=bodies.department)
    client = Client()
    client.force_login(citizen)
    return client


@pytest.fixture
def opened(moment: datetime) -> None:
    set_online_door(
        agency_id=None, is_open=True, reason="Nộp tại đây.", since=date(2026, 1, 1), by=SYSTEM, at=moment
    )


Attach = Callable[..., dict[str, Any]]


@pytest.fixture
def papers(diploma: Procedure, moment: datetime) -> Attach:
    """The files for every paper of the procedure."""

    def make() -> dict[str, Any]:
        offer = get_offer(diploma.pk, moment.date())
        return {
            f"files-{paper.component_id}": SimpleUploadedFile(f"giay-{paper.component_id}.pdf", PDF)
            for paper in offer.papers_of("")
        }

    return make


def lodge(parent: Client, papers: Attach) -> Dossier:
    started = parent.post("/ho-so/nop/1.005143/")
    assert started.status_code == 302, started.content.decode()[:500]
    draft = Draft.objects.get()
    base = f"/ho-so/nhap/{draft.pk}/"
    assert parent.post(base + "nguoi-nop/", {"for_whom": "self", "phone": "0912 345 678"}).status_code == 302
    if draft.form_id:
        parent.get(base + "noi-dung/")
        draft.refresh_from_db()
    assert parent.post(base + "giay-to/", papers()).status_code == 302
    Draft.objects.update(form=None)  # the general form has its own story
    first = parent.post(base + "xem-lai/", {"return_way": "online", "return_address": ""})
    assert first.status_code == 302, first.content.decode()
    again = parent.post(base + "xem-lai/", {"return_way": "online", "return_address": ""})
    assert again.headers["Location"] == first.headers["Location"]
    return Dossier.objects.defer("words").get()


def test_the_door_is_shut_unless_opened(parent: Client, diploma: Procedure, clock: Clock) -> None:
    page = parent.get("/ho-so/nop/1.005143/").content.decode()
    assert "Cổng Dịch vụ công quốc gia" in page
    assert parent.post("/ho-so/nop/1.005143/").status_code == 409
    assert not Draft.objects.exists()


def test_nobody_reads_another_s_draft(
    parent: Client, outsider: Person, diploma: Procedure, opened: None, clock: Clock
) -> None:
    parent.post("/ho-so/nop/1.005143/")
    other = Client()
    other.force_login(outsider)
    assert other.get(f"/ho-so/nhap/{Draft.objects.get().pk}/nguoi-nop/").status_code == 404


def test_from_lodging_to_result_with_one_supplement(
    parent: Client,
    papers: Attach,
    diploma: Procedure,
    opened: None,
    clock: Clock,
    citizen: Person,
    desk_officer: Person,
    head: Person,
    handler: Person,
    division_head: Person,
    records_officer: Person,
    bodies: Bodies,
) -> None:
    dossier = lodge(parent, papers)
    assert dossier.status == Status.REGISTERED
    assert dossier.submitted_by == citizen
    receive(dossier_id=dossier.pk, by=desk_officer, at=clock.later(hours=1))
    forward(dossier_id=dossier.pk, by=desk_officer, at=clock.later(minutes=5))
    assign(
        dossier_id=dossier.pk,
        by=head,
        at=clock.later(minutes=5),
        person_id=handler.pk,
        unit_id=bodies.exam_division.pk,
    )
    before = Dossier.objects.values_list("due_at", flat=True).get()
    item = SupplementItem("Đơn đề nghị", "Chưa ký.", "Ký rồi nộp lại.")
    request_supplement(
        dossier_id=dossier.pk,
        by=handler,
        at=clock.later(hours=3),
        items=[item],
        reason="Đơn chưa có chữ ký.",
        legal_basis="10/2026/TT-BGDĐT",
    )
    page = parent.get(f"/ho-so/{dossier.code}/").content.decode()
    assert "Ký rồi nộp lại." in page
    clock.later(days=1)
    signed = SimpleUploadedFile("don-da-ky.pdf", PDF)
    sent = parent.post(f"/ho-so/{dossier.code}/bo-sung/", {"files-0": signed, "note": "Đã ký."})
    assert sent.status_code == 302
    dossier = Dossier.objects.defer("words").get()
    assert dossier.status == Status.PROCESSING
    assert dossier.due_at is not None
    assert before is not None
    assert dossier.due_at > before
    proposal = Proposal(kind=ResultKind.GRANTED, title="Văn bằng cấp lại", text="Đồng ý cấp lại.")
    propose(dossier_id=dossier.pk, proposal=proposal, by=handler, at=clock.later(hours=1))
    approve(dossier_id=dossier.pk, by=division_head, at=clock.later(minutes=10))
    sign(dossier_id=dossier.pk, by=head, at=clock.later(minutes=10))
    issue(dossier_id=dossier.pk, by=records_officer, at=clock.later(minutes=10), symbol="VB-SGDĐT")
    assert "Đã có kết quả" in parent.get(f"/ho-so/{dossier.code}/").content.decode()
    fetched = parent.post(f"/ho-so/{dossier.code}/ket-qua/", follow=True)
    assert fetched["Content-Type"] == "application/pdf"
    dossier = Dossier.objects.defer("words").get()
    assert dossier.delivery == DeliveryStatus.DELIVERED
    said = {"score": "5", "comment": "Nhanh, rõ ràng."}
    assert parent.post(f"/ho-so/{dossier.code}/danh-gia/", said).status_code == 302
    assert "5/5" in parent.get(f"/ho-so/{dossier.code}/").content.decode()


def test_looking_up_needs_no_account_and_tells_little(
    parent: Client, papers: Attach, diploma: Procedure, opened: None, clock: Clock
) -> None:
    dossier = lodge(parent, papers)
    page = Client().post("/tra-cuu/", {"code": dossier.code, "proof": ""}).content.decode()
    assert "Mới đăng ký" in page
    assert dossier.applicant_name not in page
    assert "Cấp lại văn bằng" not in page
    proven = Client().post("/tra-cuu/", {"code": dossier.code, "proof": "0912345678"}).content.decode()
    assert "Cấp lại văn bằng" in proven
    assert Client().post("/tra-cuu/", {"code": dossier.code, "proof": "000000"}).status_code == 422
