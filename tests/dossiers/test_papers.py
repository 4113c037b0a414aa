"""The papers that acts give out, and what they say years later."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests.cast import Bodies
from tests.handing_in import TakenIn
from tests.resulting import BroughtTo, Stage

from motcua.accounts.models import Person, Position
from motcua.catalogue.models import Procedure
from motcua.documents.enums import PaperKind
from motcua.documents.printing import print_paper
from motcua.documents.rules.papers.facts import ControlSlip, Receipt
from motcua.documents.rules.papers.keeping import paper_from
from motcua.dossiers.actions.acting import acting
from motcua.dossiers.actions.handling import forward
from motcua.dossiers.actions.papers import give_on_request, give_out
from motcua.dossiers.enums import ReturnWay, Verb
from motcua.dossiers.models import Dossier, IssuedPaper
from motcua.dossiers.queries.papers import print_issued
from motcua.dossiers.rules.events import SUBJECT
from motcua.kernel.clock import VIETNAM
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency

pytestmark = pytest.mark.django_db


def receipt_of(dossier: Dossier) -> Receipt:
    row = IssuedPaper.objects.get(dossier=dossier, kind=PaperKind.RECEIPT)
    paper = paper_from(row.kind, row.facts)
    assert isinstance(paper, Receipt)
    return paper


def test_receiving_gives_the_receipt(
    taken_in: TakenIn, desk_officer: Person, bodies: Bodies, moment: datetime
) -> None:
    dossier = taken_in(return_way=ReturnWay.POST, return_address="12 Lạch Tray")
    receipt = receipt_of(dossier)
    assert (receipt.head.agency, receipt.head.superior, receipt.head.place) == (
        bodies.department.name,
        bodies.committee.name,
        "Hải Phòng",
    )
    assert receipt.head.dossier_code == dossier.code
    assert (receipt.received_at, receipt.due_at, receipt.time_limit) == (
        moment,
        dossier.due_at,
        "3 ngày làm việc",
    )
    assert (receipt.applicant.name, receipt.applicant.phone) == ("Nguyễn Thị Hồng", "0912345678")
    assert [(line.name, line.form) for line in receipt.papers] == [("Đơn đề nghị", "Bản chính")]
    assert (receipt.officer.name, receipt.officer.title) == ("Phạm Thị Tiếp", "Chuyên viên")
    assert receipt.fee == "Phí 250.000 đồng (chưa nộp)"
    assert receipt.return_way == "Qua bưu chính: 12 Lạch Tray"
    assert (receipt.book, receipt.order_number) == ("2026", "1")


def test_receipts_are_numbered_through_the_year(taken_in: TakenIn) -> None:
    for _ in range(2):
        taken_in()
    numbers = list(IssuedPaper.objects.order_by("number").values_list("number", "form_set"))
    assert numbers == [(1, "tt-03-2025"), (2, "tt-03-2025")]


def test_printed_years_later_it_is_the_same_to_the_byte(
    taken_in: TakenIn, diploma: Procedure, bodies: Bodies, desk_officer: Person
) -> None:
    paper = IssuedPaper.objects.get(dossier=taken_in())
    before = print_issued(paper)
    Agency.objects.filter(pk=bodies.department.pk).update(name="Sở Học vấn", phone="1")
    Position.objects.filter(person=desk_officer).update(title="Phó Trưởng phòng")
    Person.objects.filter(pk=desk_officer.pk).update(full_name="Phạm Thị Khác")
    Dossier.objects.update(applicant_name="Người khác")
    later = IssuedPaper.objects.get(pk=paper.pk)
    assert print_issued(later) == before
    assert before.startswith(b"%PDF")


def test_a_control_slip_at_any_time(brought_to: BroughtTo, handler: Person, moment: datetime) -> None:
    dossier = brought_to(Stage.RETURNED)
    paper = give_on_request(
        dossier_id=dossier.pk, kind=PaperKind.CONTROL_SLIP, by=handler, at=moment + timedelta(days=1)
    )
    slip = paper_from(paper.kind, paper.facts)
    assert isinstance(slip, ControlSlip)
    assert len(slip.hand_overs) == 7
    assert (slip.hand_overs[0].giver, slip.hand_overs[3].giver) == (
        "Nguyễn Thị Hồng",
        "Nguyễn Thị Lý, Phòng Quản lý chất lượng",
    )
    assert {row.result for row in slip.hand_overs} == {"trước hạn", "đúng hạn"}
    assert entries_about(SUBJECT, str(dossier.pk)).filter(kind="PaperGiven").count() == 1


def test_giving_on_request_refuses_strangers_and_leaves_no_trace(
    taken_in: TakenIn, make_person: Any, citizen: Person, moment: datetime
) -> None:
    dossier = taken_in()
    Dossier.objects.filter(pk=dossier.pk).update(submitted_by=citizen)
    for person, code in ((make_person("Lạ"), "dossier-not-found"), (citizen, "read-dossiers-not-allowed")):
        with pytest.raises(Refused) as found:
            give_on_request(dossier_id=dossier.pk, kind=PaperKind.CONTROL_SLIP, by=person, at=moment)
        assert found.value.code == code
    assert IssuedPaper.objects.filter(dossier=dossier).count() == 1


def test_what_comes_from_an_act_is_not_given_on_request(
    taken_in: TakenIn, desk_officer: Person, moment: datetime
) -> None:
    with pytest.raises(Refused) as found:
        give_on_request(dossier_id=taken_in().pk, kind=PaperKind.APOLOGY, by=desk_officer, at=moment)
    assert found.value.code == "paper-not-on-request"


@pytest.mark.parametrize(
    ("on", "form_set"), [(date(2024, 5, 6), "tt-01-2018"), (date(2026, 9, 17), "tt-03-2025")]
)
def test_the_forms_are_those_of_the_day(taken_in: TakenIn, head: Person, on: date, form_set: str) -> None:
    dossier = taken_in()
    at = datetime(on.year, on.month, on.day, 9, tzinfo=VIETNAM)
    forward(dossier_id=dossier.pk, by=dossier.received_by, at=datetime(2026, 9, 17, 10, tzinfo=VIETNAM))
    with acting(dossier_id=dossier.pk, verb=Verb.EXTEND, by=None, at=at) as act:
        paper = give_out(act, PaperKind.APOLOGY, reason="Thiếu người", due_before=at)
    assert paper.form_set == form_set


def test_a_paper_that_lacks_what_it_always_says_is_a_mistake_of_the_caller(
    taken_in: TakenIn, moment: datetime
) -> None:
    dossier = taken_in()
    with (
        pytest.raises(ValueError, match="legal_basis"),
        acting(dossier_id=dossier.pk, verb=Verb.STOP, by=None, at=moment) as act,
    ):
        give_out(act, PaperKind.STOP, reason="Trùng hồ sơ")
    assert IssuedPaper.objects.filter(dossier=dossier).count() == 1


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (
            PaperKind.SUPPLEMENT_REQUEST,
            {
                "reason": "Thiếu giấy",
                "legal_basis": "Điều 17",
                "stage": "appraisal",
                "items": [{"paper": "Căn cước", "problem": "Mờ", "what_to_do": "Chụp lại"}],
            },
        ),
        (PaperKind.REFUSAL, {"reason": "Không thuộc thẩm quyền", "legal_basis": "Điều 4"}),
        (
            PaperKind.APOLOGY,
            {"reason": "Thiếu người", "due_before": datetime(2026, 9, 22, 17, tzinfo=VIETNAM)},
        ),
        (PaperKind.STOP, {"reason": "Trùng", "legal_basis": "Điều 4", "aftermath": "Trả lại giấy tờ."}),
        (PaperKind.CONTROL_SLIP, {}),
    ],
)
def test_every_kind_is_kept_and_printed(
    taken_in: TakenIn, head: Person, moment: datetime, kind: PaperKind, said: dict[str, Any]
) -> None:
    dossier = taken_in()
    with acting(dossier_id=dossier.pk, verb=Verb.WRITE_MESSAGE, by=head, at=moment) as act:
        paper = give_out(act, kind, **said)
    kept = paper_from(kind.value, IssuedPaper.objects.get(pk=paper.pk).facts)
    assert print_paper(kept).startswith(b"%PDF")
