"""Whole ways of dossiers to their results: by five people, at the counter, through two agencies, mended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from tests.cast import Bodies, MakePerson
from tests.handing_in import HandIn, TakenIn
from tests.publishing import Publish
from tests.resulting import GRANTED, BroughtTo, Stage
from tests.workflow.contents import moves, step

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.catalogue.models import Procedure
from motcua.deadlines.enums import LimitUnit, Standing
from motcua.deadlines.rules.limits import Limit
from motcua.documents.enums import PaperKind
from motcua.documents.rules.papers.facts import ControlSlip, Receipt
from motcua.documents.rules.papers.keeping import paper_from
from motcua.dossiers.actions.express import Finish, finish_at_counter
from motcua.dossiers.actions.handling import forward
from motcua.dossiers.actions.papers import give_on_request
from motcua.dossiers.actions.results import Proposal, approve, issue, propose, reopen, return_result, sign
from motcua.dossiers.enums import DeliveryStatus, ResultState, ReturnWay, Status
from motcua.dossiers.models import Dossier, IssuedPaper, Leg, Passage, Result
from motcua.dossiers.queries.papers import print_issued
from motcua.dossiers.queries.register import register_of
from motcua.dossiers.rules.events import SUBJECT, replay
from motcua.dossiers.rules.moves import national_code
from motcua.kernel.queries import entries_about
from motcua.organisations.policy import OPERATOR
from motcua.workflow.actions.drafts import start_draft_process
from motcua.workflow.actions.publication import publish_process
from motcua.workflow.enums import Act, StepKind
from motcua.workflow.rules.processes import Body, LegContent, ProcessContent

pytestmark = pytest.mark.django_db

Plain = Callable[[Proposal], Proposal]
HANDED = {"way": ReturnWay.DESK, "taken_by": "Nguyễn Thị Hồng", "proof": "Căn cước 031185000123"}


def again(dossier: Dossier) -> Dossier:
    return Dossier.objects.defer("words").get(pk=dossier.pk)


def replays(dossier: Dossier) -> bool:
    """Whether the journal tells the same state as the dossier."""
    state = replay(entries_about(SUBJECT, str(dossier.pk)).values_list("kind", "payload"))
    return state is not None and (state.status, state.delivery) == (dossier.status, dossier.delivery)


def test_five_people_from_receipt_to_return_with_every_paper(
    brought_to: BroughtTo, desk_officer: Person, bodies: Bodies, moment: datetime
) -> None:
    dossier = brought_to(Stage.RETURNED)
    assert national_code(Status(dossier.status), DeliveryStatus(dossier.delivery)) == 10
    people = {row.person_id for row in Passage.objects.filter(dossier=dossier)}
    assert len(people) == 5
    slip = give_on_request(dossier_id=dossier.pk, kind=PaperKind.CONTROL_SLIP, by=desk_officer, at=moment)
    kinds = set(IssuedPaper.objects.filter(dossier=dossier).values_list("kind", flat=True))
    assert kinds == {PaperKind.RECEIPT, PaperKind.CONTROL_SLIP}
    printed = paper_from(slip.kind, slip.facts)
    assert isinstance(printed, ControlSlip)
    assert [row.receiver.split(",")[0] for row in printed.hand_overs] == [
        "Phạm Thị Tiếp",
        "Trần Văn Trưởng",
        "Nguyễn Thị Lý",
        "Mai Văn Phòng",
        "Trần Văn Trưởng",
        "Vũ Thị Thư",
        "Phạm Thị Tiếp",
    ]
    assert print_issued(slip).startswith(b"%PDF")
    assert replays(dossier)


def test_the_counter_finishes_a_same_day_dossier_at_once(
    hand_in: HandIn, same_day: Procedure, counter_head: Person, plain: Plain, bodies: Bodies, moment: datetime
) -> None:
    finish = Finish(symbol="BS-SGDĐT", taken_by="Nguyễn Thị Hồng", proof="Căn cước")
    dossier = finish_at_counter(
        intake=hand_in(procedure=same_day),
        proposal=plain(GRANTED),
        finish=finish,
        by=counter_head,
        at=moment,
    )
    assert (dossier.status, dossier.delivery, dossier.standing) == (
        Status.RESOLVED,
        DeliveryStatus.DELIVERED,
        Standing.ON_TIME,
    )
    register = register_of(bodies.department, first_day=moment.date(), last_day=moment.date())
    assert [row.note for row in register.rows()] == ["Số 01/BS-SGDĐT"]
    assert replays(dossier)


def test_two_agencies_one_promise_counted_once(
    diploma: Procedure,
    taken_in: TakenIn,
    make_person: MakePerson,
    desk_officer: Person,
    head: Person,
    records_officer: Person,
    bodies: Bodies,
    plain: Plain,
    moment: datetime,
) -> None:
    publish_interconnected(bodies, head, moment)
    ours = make_person("Đinh Văn Chính", role=Role.HANDLER, agency=bodies.department)
    theirs = make_person("Tạ Thị Phối", role=Role.HANDLER, agency=bodies.other_department)
    dossier = taken_in()
    first, second = Leg.objects.filter(dossier=dossier)
    assert first.due_at is not None
    assert second.due_at is not None
    assert first.due_at < second.due_at == dossier.due_at
    row = IssuedPaper.objects.get(dossier=dossier)
    receipt = paper_from(row.kind, row.facts)
    assert isinstance(receipt, Receipt)
    assert [(one.agency, one.due_at) for one in receipt.agencies] == [
        (bodies.department.name, first.due_at),
        (bodies.other_department.name, second.due_at),
    ]
    forward(dossier_id=dossier.pk, by=desk_officer, at=moment)
    forward(dossier_id=dossier.pk, by=ours, at=moment + timedelta(hours=1))
    there = again(dossier)
    assert (there.holder_agency, there.competent) == (bodies.other_department, bodies.department)
    propose(dossier_id=dossier.pk, proposal=plain(GRANTED), by=theirs, at=moment + timedelta(hours=3))
    sign(dossier_id=dossier.pk, by=head, at=moment + timedelta(hours=4))
    issue(dossier_id=dossier.pk, by=records_officer, at=moment + timedelta(hours=5), symbol="QĐ-SGDĐT")
    return_result(dossier_id=dossier.pk, by=desk_officer, at=moment + timedelta(hours=6), **HANDED)
    done = again(dossier)
    assert all(leg.finished_at is not None for leg in Leg.objects.filter(dossier=dossier))
    assert (done.finished_at, done.standing) == (moment + timedelta(hours=5), Standing.EARLY)
    assert {bodies.department.pk, bodies.other_department.pk} <= set(done.involved)
    assert Dossier.objects.filter(finished_at__isnull=False).count() == 1
    assert replays(done)


def test_what_comes_into_force_later_leaves_a_dossier_as_it_was(
    diploma: Procedure, publish: Publish, taken_in: TakenIn, desk_officer: Person, head: Person,
    bodies: Bodies, moment: datetime,
) -> None:  # fmt: skip
    dossier, tomorrow = taken_in(), moment + timedelta(days=1)
    publish(diploma.code, name="Cấp lại văn bằng, sửa đổi", since=tomorrow.date())
    publish_interconnected(bodies, head, tomorrow)
    forward(dossier_id=dossier.pk, by=desk_officer, at=tomorrow)
    now, later = again(dossier), taken_in(at=tomorrow)
    assert (now.version_id, now.process_id, now.due_at) == (
        dossier.version_id,
        dossier.process_id,
        dossier.due_at,
    )
    assert later.version_id != now.version_id
    assert later.process_id != now.process_id


def publish_interconnected(bodies: Bodies, head: Person, at: datetime) -> None:
    """A process of one working day here and two at the other department."""
    ours, theirs = Limit(Decimal(1), LimitUnit.WORKING_DAY), Limit(Decimal(2), LimitUnit.WORKING_DAY)
    other = Body(bodies.other_department.code, bodies.other_department.pk, bodies.other_department.name)
    content = ProcessContent(
        name="Liên thông thử",
        agency=Body(bodies.department.code, bodies.department.pk, bodies.department.name),
        matter="procedure:1.005143",
        limit=Limit(Decimal(3), LimitUnit.WORKING_DAY),
        legs=(
            LegContent("so", 1, "Sở thẩm định", limit=ours, is_lead=True),
            LegContent("noi-vu", 2, "Sở Nội vụ xác nhận", agency=other, limit=theirs),
        ),
        steps=(
            step(
                "nhan",
                StepKind.RECEPTION,
                Role.RECEPTION_OFFICER,
                leg_key="so",
                **moves((Act.FORWARD, "tham-dinh")),
            ),
            step(
                "tham-dinh",
                StepKind.APPRAISAL,
                Role.HANDLER,
                leg_key="so",
                **moves((Act.FORWARD, "xac-nhan")),
            ),
            step(
                "xac-nhan", StepKind.APPRAISAL, Role.HANDLER, leg_key="noi-vu", **moves((Act.PROPOSE, "ky"))
            ),
            step("ky", StepKind.SIGNING, Role.HEAD, leg_key="so", **moves((Act.SIGN, "ban-hanh"))),
            step(
                "ban-hanh", StepKind.ISSUING, Role.RECORDS_OFFICER, leg_key="so", **moves((Act.ISSUE, "tra"))
            ),
            step(
                "tra",
                StepKind.RETURNING,
                Role.RECEPTION_OFFICER,
                leg_key="so",
                acts=frozenset({Act.RETURN_RESULT}),
            ),
        ),
    )
    version = start_draft_process(content=content, by=OPERATOR, at=at)
    document = "Quyết định số 9/QĐ-UBND"
    publish_process(version_id=version.pk, from_on=at.date(), document=document, by=head, at=at)


def test_a_faulty_result_is_mended_and_both_stay_on_file(
    brought_to: BroughtTo,
    plain: Plain,
    handler: Person,
    division_head: Person,
    head: Person,
    records_officer: Person,
    desk_officer: Person,
    moment: datetime,
) -> None:
    dossier = brought_to(Stage.RETURNED)
    later = moment + timedelta(days=30)
    reopen(dossier_id=dossier.pk, by=head, at=later, reason="Sai ngày sinh của người được cấp")
    propose(dossier_id=dossier.pk, proposal=plain(GRANTED), by=handler, at=later)
    approve(dossier_id=dossier.pk, by=division_head, at=later)
    sign(dossier_id=dossier.pk, by=head, at=later)
    issue(dossier_id=dossier.pk, by=records_officer, at=later, symbol="QĐ-SGDĐT")
    return_result(dossier_id=dossier.pk, by=desk_officer, at=later, **HANDED)
    done = again(dossier)
    assert (done.finished_at, done.standing, done.delivered_at) == (moment, Standing.EARLY, later)
    first, second = Result.objects.filter(dossier=dossier).order_by("round").select_related("signed")
    assert (first.state, second.state, second.replaces) == (
        ResultState.REPLACED,
        ResultState.ISSUED,
        first,
    )
    assert first.signed is not None
    assert first.signed.replaced_by == second.signed
    assert [first.number, second.number] == ["01/QĐ-SGDĐT", "02/QĐ-SGDĐT"]
    assert replays(done)
