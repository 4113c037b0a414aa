"""Dossiers of the sample department, each brought as far as its row says by the acts of the sample's own staff."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from motcua.accounts.enums import PartyKind, Role
from motcua.accounts.models import Person
from motcua.accounts.queries import handlers_at
from motcua.catalogue.models import Procedure
from motcua.config.sample_bodies import agency_on
from motcua.config.sample_files import rows
from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.queries import calendar_for_agency
from motcua.deadlines.rules.calendars import Calendar
from motcua.deadlines.rules.limits import Limit
from motcua.dossiers.actions.consulting import Question, consult
from motcua.dossiers.actions.ending import withdraw
from motcua.dossiers.actions.express import take_in_express
from motcua.dossiers.actions.handling import assign, forward
from motcua.dossiers.actions.intake import lodge, receive, take_in
from motcua.dossiers.actions.results import Proposal, approve, issue, propose, return_result, sign
from motcua.dossiers.actions.supplementing import receive_supplement, refuse_intake, request_supplement
from motcua.dossiers.actions.timing import require_payment
from motcua.dossiers.enums import Door, PaperForm, PartyRole, ResultKind, ReturnWay
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.offers import get_offer
from motcua.dossiers.rules.abilities import STEP_CAPABILITY
from motcua.dossiers.rules.intake import Intake, NewPaper, NewParty
from motcua.dossiers.rules.supplements import SupplementItem
from motcua.kernel.clock import VIETNAM, local_day
from motcua.kernel.ids import new_id
from motcua.payments.rules.charges import NewCharge
from motcua.workflow.enums import Act as StepAct
from motcua.workflow.enums import StepKind
from motcua.workflow.queries import get_process

_DESK, _DIVISION, _ASKED = "MAU-QUAY", "MAU-QLCL", "MAU-TRH"
_BASIS = "Văn bản mẫu về thành phần hồ sơ, Điều 5"
_FEE = NewCharge("Phí (Bằng của chương trình học ở nước ngoài)", 500_000, basis="Thông tư 164/2016/TT-BTC")
# How far each word of the table goes: the kinds of steps that are done.
_DONE = {
    "received": (),
    "assigned": (StepKind.RECEPTION, StepKind.ASSIGNMENT),
    "proposed": (StepKind.RECEPTION, StepKind.ASSIGNMENT, StepKind.APPRAISAL),
    "approved": (StepKind.RECEPTION, StepKind.ASSIGNMENT, StepKind.APPRAISAL, StepKind.APPROVAL),
    "signed": (
        StepKind.RECEPTION,
        StepKind.ASSIGNMENT,
        StepKind.APPRAISAL,
        StepKind.APPROVAL,
        StepKind.SIGNING,
    ),
    "issued": tuple(kind for kind in StepKind if kind is not StepKind.RETURNING),
    "returned": tuple(StepKind),
    # Of an interconnected dossier: through the share of the lead, no further.
    "passed_on": tuple(StepKind),
}
_AFTER_ASSIGNMENT = {"asked", "answered", "consulted", "withdrawn", "owes"}
ALL_STEPS = tuple(StepKind)
# On the short way at the counter: the result is written and waits for who signs.
_PREPARED = "prepared"


def load_dossiers(*, at: datetime) -> None:
    """Take in and work on every row of the table, in working hours before `at`."""
    calendar = calendar_for_agency("MAU-SGDDT")
    for number, row in enumerate(rows("dossiers")):
        Way(row, number, calendar, at).go()


@dataclass
class Way:
    """One sample dossier and the moment at which its next act happens."""

    row: dict[str, str]
    number: int
    calendar: Calendar
    now: datetime

    def __post_init__(self) -> None:
        self.at = self.start()
        self.id: UUID | None = None

    def go(self) -> None:
        until, note = self.row["until"], self.row["note"]
        receiver = self.who("tiepnhan")
        if self.row["door"] == "online":
            citizen = self.who("02000000102")
            self.id = lodge(intake=self.intake(), by=citizen, at=self.at).pk
            if until == "registered":
                return
            self.wait(minutes=40)
            if until == "refused":
                refuse_intake(dossier_id=self.id, by=receiver, at=self.at, reason=note, legal_basis=_BASIS)
                return
            receive(dossier_id=self.id, by=receiver, at=self.at)
        elif until == _PREPARED:
            self._prepare_at_counter(receiver)
            return
        else:
            self.id = take_in(intake=self.intake(), by=receiver, at=self.at).pk
        for _ in StepKind:
            if not self.walk(_DONE["assigned" if until in _AFTER_ASSIGNMENT else until]):
                break
        self._end(until, note, receiver)

    def _prepare_at_counter(self, receiver: Person) -> None:
        intake = self.intake()
        proposal = _granted(get_offer(intake.procedure_id, local_day(self.at)).name)
        self.id = take_in_express(intake=intake, proposal=proposal, by=receiver, at=self.at).pk

    def _end(self, until: str, note: str, receiver: Person) -> None:
        assert self.id is not None
        dossier = Dossier.objects.defer("words").get(pk=self.id)
        handler = dossier.holder
        if until in {"asked", "answered"}:
            assert handler is not None
            item = SupplementItem("Bản dịch bảng điểm", note, "Nộp bản dịch có chứng thực.")
            request_supplement(
                dossier_id=self.id, by=handler, at=self.at, items=[item], reason=note, legal_basis=_BASIS
            )
        if until == "answered":
            self.wait(days=2)
            receive_supplement(
                dossier_id=self.id, by=receiver, at=self.at, note="Đã nộp bản dịch có chứng thực."
            )
        if until == "consulted":
            assert handler is not None
            asked = agency_on(_ASKED, local_day(self.at))
            question = Question(asked.pk, note, Limit(Decimal(3), LimitUnit.WORKING_DAY))
            consult(dossier_id=self.id, by=handler, at=self.at, questions=[question])
        if until == "owes":
            assert handler is not None
            require_payment(dossier_id=self.id, by=handler, at=self.at, charges=[_FEE])
        if until == "withdrawn":
            withdraw(dossier_id=self.id, by=receiver, at=self.at, reason=note)

    def walk(self, done: tuple[StepKind, ...]) -> bool:
        """Do the step at hand when its kind is to be done; whether it was."""
        assert self.id is not None
        dossier = Dossier.objects.defer("words").get(pk=self.id)
        if not dossier.step_key or dossier.process_id is None:
            return False
        process = get_process(dossier.process_id)
        step = process.step(dossier.step_key)
        if step.kind not in done or dossier.delivery == "delivered":
            return False
        if self.row["until"] == "passed_on" and step.leg_key not in {
            leg.key for leg in process.legs if leg.is_lead
        }:
            return False
        self.wait_for(step.kind)
        self._do(step.kind, dossier)
        return True

    def wait_for(self, kind: StepKind) -> None:
        """On to the moment at which a step of this kind is done."""
        self.wait(minutes=50)

    def _do(self, kind: StepKind, dossier: Dossier) -> None:
        on = local_day(self.at)
        assert dossier.holder_agency_id is not None
        able = handlers_at(dossier.holder_agency_id, STEP_CAPABILITY[_role(dossier)], on)
        by = dossier.holder or able[0]
        match kind:
            case StepKind.RECEPTION:
                forward(dossier_id=dossier.pk, by=by, at=self.at)
            case StepKind.ASSIGNMENT:
                unit = self._unit(dossier)
                handler = handlers_at(unit, STEP_CAPABILITY[Role.HANDLER], on)[0]
                assign(dossier_id=dossier.pk, by=by, at=self.at, person_id=handler.pk, unit_id=unit)
            case StepKind.APPRAISAL:
                proposal = _granted(get_offer(dossier.procedure_id, on).name)
                propose(dossier_id=dossier.pk, proposal=proposal, by=by, at=self.at)
            case StepKind.APPROVAL:
                approve(dossier_id=dossier.pk, by=by, at=self.at)
            case StepKind.SIGNING:
                sign(dossier_id=dossier.pk, by=by, at=self.at)
            case StepKind.ISSUING:
                issue(dossier_id=dossier.pk, by=by, at=self.at, symbol="GXN-SGDĐT")
            case StepKind.RETURNING:
                return_result(
                    dossier_id=dossier.pk,
                    by=by,
                    at=self.at,
                    way=ReturnWay.DESK,
                    taken_by=dossier.applicant_name,
                    proof="Đã xem căn cước",
                )

    def _unit(self, dossier: Dossier) -> UUID:
        """The division that works on it: the process says which, or it is the one of diplomas."""
        assert dossier.process_id is not None
        following = get_process(dossier.process_id).next_of(dossier.step_key, StepAct.ASSIGN)
        return following[0].unit_id or agency_on(_DIVISION, local_day(self.at)).pk

    def intake(self) -> Intake:
        """What is lodged."""
        procedure = Procedure.objects.get(code=self.row["procedure"], jurisdiction="")
        offer = get_offer(procedure.pk, local_day(self.at))
        name = self.row["applicant"]
        is_body = name.startswith(("Công ty", "Trung tâm"))
        party = NewParty(
            PartyRole.APPLICANT,
            name,
            kind=PartyKind.ENTERPRISE if is_body else PartyKind.CITIZEN,
            identity_number=f"00{self.number:02}99990{self.number:01}"[:10]
            if is_body
            else f"0002{self.number:08}",
            phone=f"0200000{self.number:04}",
        )
        papers = [
            NewPaper(paper.name, paper.component_id, PaperForm.ORIGINAL) for paper in offer.papers_of("")
        ]
        return Intake(
            submission_key=new_id(),
            procedure_id=procedure.pk,
            door=Door(self.row["door"]),
            reception_id=agency_on(_DESK, local_day(self.at)).pk,
            parties=[party],
            papers=papers,
        )

    def start(self) -> datetime:
        """The hour of the row, so many working days ago, and never in the future."""
        on = local_day(self.now)
        while not self.calendar.is_working(on):
            on -= timedelta(days=1)
        for _ in range(int(self.row["days_ago"])):
            on -= timedelta(days=1)
            while not self.calendar.is_working(on):
                on -= timedelta(days=1)
        minute = 7 * (self.number % 6)
        found = datetime.combine(on, time(int(self.row["hour"]), minute), VIETNAM)
        return min(found, self.now - timedelta(minutes=5))

    def wait(self, *, minutes: int = 0, days: int = 0) -> None:
        """On to a later working moment, but never past now."""
        later = self.at + timedelta(minutes=minutes)
        if days:
            later = self.calendar.opening(self.calendar.add_working_days(local_day(self.at), days))
        self.at = max(self.at, min(self.calendar.next_working_instant(later.astimezone(VIETNAM)), self.now))

    def who(self, username: str) -> Person:
        """One of the sample's people."""
        return Person.objects.get(username=username)


def _granted(procedure: str) -> Proposal:
    title = "Kết quả giải quyết: " + procedure
    text = "Hồ sơ đủ điều kiện, đồng ý giải quyết theo đề nghị."
    return Proposal(kind=ResultKind.GRANTED, title=title[:300], text=text)


def _role(dossier: Dossier) -> Role:
    return Role(dossier.step_role)
