"""Playing a year: every dossier goes its way through the real actions, each at its moment, the earliest first."""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count
from uuid import UUID

from motcua.accounts.models import Person
from motcua.deadlines.rules.calendars import Calendar
from motcua.dossiers.actions.ending import stop, withdraw
from motcua.dossiers.actions.handling import assign, forward
from motcua.dossiers.actions.intake import lodge, receive, take_in
from motcua.dossiers.actions.results import Proposal, approve, issue, propose, return_result, sign
from motcua.dossiers.actions.supplementing import receive_supplement, refuse_intake, request_supplement
from motcua.dossiers.actions.timing import apologise
from motcua.dossiers.enums import Door, PaperForm, PartyRole, ResultKind, ReturnWay
from motcua.dossiers.models import Dossier
from motcua.dossiers.queries.offers import Offer, get_offer
from motcua.dossiers.rules.intake import Intake, NewPaper, NewParty
from motcua.dossiers.rules.supplements import SupplementItem
from motcua.kernel.clock import VIETNAM, local_day
from motcua.kernel.ids import new_id
from motcua.kernel.periods import Period
from motcua.simulation.plan import Case, Fate
from motcua.simulation.scene import Scene, a_name

_SYMBOL = "KQ-SGDĐT"
Act = Callable[[datetime], None]


@dataclass(order=True)
class _Moment:
    """Something to be done at an instant; at the same one the lower dossier comes first, then what was planned."""

    at: datetime
    number: int
    place: int
    act: Act = field(compare=False)


class Player:
    """Plays cases. `done` is told how many dossiers have come as far as the year takes them."""

    def __init__(
        self,
        *,
        scene: Scene,
        year: int,
        window: Period,
        calendar: Calendar,
        seed: int,
        done: Callable[[int], None],
    ) -> None:
        self.scene, self.year, self.calendar, self.done = scene, year, calendar, done
        self.seed, self.window = seed, window
        self.moments: list[_Moment] = []
        self.places = count()
        self.ended = 0

    def play(self, cases: Sequence[Case]) -> None:
        """Play all cases, in the order of time."""
        for case in cases:
            way = _Way(self, case)
            self.at(case.lodged_at, case, way.lodge if case.is_online else way.take_in)
        while self.moments:
            moment = heapq.heappop(self.moments)
            moment.act(moment.at)

    def at(self, at: datetime, case: Case, act: Act) -> None:
        """Do something later; what would come after what is played is left undone."""
        if self.window.end is None or local_day(at) < self.window.end:
            heapq.heappush(self.moments, _Moment(at, case.number, next(self.places), act))

    def ended_one(self) -> None:
        self.ended += 1
        self.done(self.ended)


class _Way:
    """One dossier's way."""

    def __init__(self, player: Player, case: Case) -> None:
        self.player, self.case, self.scene = player, case, player.scene
        self.chance = random.Random(f"{player.seed}:{player.year}:{case.number}")  # noqa: S311 - play
        self.dossier_id: UUID | None = None
        self.supplements = case.supplements
        self.unit = self.scene.division_of(case.matter.code)
        self.handler = self.chance.choice(self.scene.handlers[self.unit])
        self.receiver = self.chance.choice(self.scene.receivers)

    @property
    def id(self) -> UUID:
        assert self.dossier_id is not None
        return self.dossier_id

    # -- coming in

    def lodge(self, at: datetime) -> None:
        person = self.scene.public[self.case.number % len(self.scene.public)]
        self.dossier_id = lodge(intake=self._intake(Door.ONLINE, at, person), by=person, at=at).pk
        later = at + timedelta(minutes=self.chance.randint(10, 100))
        self.player.at(self._working(later), self.case, self.receive)

    def take_in(self, at: datetime) -> None:
        if self.case.fate is Fate.NOT_ACCEPTED:
            person = self.scene.public[self.case.number % len(self.scene.public)]
            self.dossier_id = lodge(intake=self._intake(Door.KIOSK, at, person), by=person, at=at).pk
            self.refuse(at)
        else:
            self._go_on(take_in(intake=self._intake(Door.DIRECT, at, None), by=self.receiver, at=at), at)

    def receive(self, at: datetime) -> None:
        if self.case.fate is Fate.NOT_ACCEPTED:
            self.refuse(at)
        else:
            self._go_on(receive(dossier_id=self.id, by=self.receiver, at=at), at)

    def refuse(self, at: datetime) -> None:
        refuse_intake(
            dossier_id=self.id,
            by=self.receiver,
            at=at,
            reason="Nội dung không thuộc thẩm quyền của Sở.",
            legal_basis="Quy định mô phỏng, Điều 1",
        )
        self.player.ended_one()

    def _go_on(self, dossier: Dossier, at: datetime) -> None:
        self.dossier_id = dossier.pk
        self.due_at = dossier.due_at
        if self.case.fate is Fate.WITHDRAWN:
            self._spread(at, self._some_days(at, 1), [self.forward, self.withdraw])
        elif self.case.fate is Fate.PENDING:
            self._spread(at, self._some_days(at, 1), [self.forward, self.assign])
        else:
            self._plan(at, [self.forward, self.assign])

    # -- inside the office

    def forward(self, at: datetime) -> None:
        forward(dossier_id=self.id, by=self.receiver, at=at)

    def assign(self, at: datetime) -> None:
        unit = self.scene.units[self.unit]
        assign(dossier_id=self.id, by=self.scene.director, at=at, person_id=self.handler.pk, unit_id=unit.pk)
        if self.case.fate is Fate.PENDING:
            self.player.ended_one()

    def ask(self, at: datetime) -> None:
        request_supplement(
            dossier_id=self.id,
            by=self.handler,
            at=at,
            reason="Giấy tờ kèm theo chưa rõ.",
            legal_basis="Quy định mô phỏng, Điều 2",
            items=[SupplementItem("Giấy tờ kèm theo", "Bản chụp mờ, không đọc được.", "Nộp bản rõ.")],
        )
        if self.case.fate is Fate.STOPPED:
            self.player.at(self._some_days(at, 11), self.case, self.stop)
        else:
            self.player.at(self._some_days(at, self.chance.randint(1, 4)), self.case, self.answer)

    def answer(self, at: datetime) -> None:
        receive_supplement(dossier_id=self.id, by=self.receiver, at=at, note="Đã nộp bản rõ hơn.")
        self.due_at = Dossier.objects.values_list("due_at", flat=True).get(pk=self.id)
        self._plan(at, [])

    def propose(self, at: datetime) -> None:
        proposal = Proposal(kind=ResultKind.GRANTED, title="Kết quả giải quyết", text="Đồng ý theo đề nghị.")
        propose(dossier_id=self.id, proposal=proposal, by=self.handler, at=at)

    def approve(self, at: datetime) -> None:
        approve(dossier_id=self.id, by=self.scene.heads[self.unit], at=at)

    def sign(self, at: datetime) -> None:
        sign(dossier_id=self.id, by=self.scene.director, at=at)

    def issue(self, at: datetime) -> None:
        issue(dossier_id=self.id, by=self.scene.records, at=at, symbol=_SYMBOL)
        self.player.ended_one()
        self.player.at(self._some_days(at, self.chance.randint(0, 2)), self.case, self.hand_over)

    def hand_over(self, at: datetime) -> None:
        return_result(
            dossier_id=self.id,
            by=self.receiver,
            at=at,
            way=ReturnWay.DESK,
            taken_by=a_name(self.case.number),
            proof="Đã xem căn cước",
        )

    def apologise(self, at: datetime) -> None:
        apologise(dossier_id=self.id, by=self.scene.director, at=at, reason="Phải xác minh thêm.")

    # -- other ends

    def withdraw(self, at: datetime) -> None:
        withdraw(dossier_id=self.id, by=self.receiver, at=at, reason="Người nộp đề nghị rút.")
        self.player.ended_one()

    def stop(self, at: datetime) -> None:
        stop(
            dossier_id=self.id,
            by=self.scene.director,
            at=at,
            reason="Quá hạn bổ sung mà không có giấy tờ.",
            legal_basis="Quy định mô phỏng, Điều 3",
            papers="Trả lại toàn bộ giấy tờ.",
        )
        self.player.ended_one()

    # -- when

    def _plan(self, at: datetime, first: list[Act]) -> None:
        """Lay out what is still to be done so that the dossier ends as it is meant to."""
        if self.supplements or self.case.fate is Fate.STOPPED:
            self.supplements = 0
            self._spread(at, self._before_due(at, 4), [*first, self.ask])
            return
        acts = [*first, self.propose, self.approve, self.sign, self.issue]
        finish = self._finish(at)
        self._spread(at, finish, acts)
        if self.case.fate is Fate.LATE and self.due_at is not None:
            sorry = self._working(self.due_at + timedelta(minutes=30))
            if sorry < finish and self.chance.random() < 0.5:
                self.player.at(sorry, self.case, self.apologise)

    def _finish(self, at: datetime) -> datetime:
        assert self.due_at is not None
        due_on, calendar = local_day(self.due_at), self.player.calendar
        opening_on = datetime.combine(self.player.window.start, time(0), VIETNAM)
        start = max(at, opening_on) if self.case.is_carried_over else at
        if self.case.fate is Fate.EARLY:
            last = max(self._closing_before(due_on), start)
            return self._working(start + (last - start) * self.chance.uniform(0.3, 0.9))
        if self.case.fate is Fate.ON_TIME:
            opening = max(calendar.opening(due_on), at)
            return opening + (self.due_at - opening) * self.chance.uniform(0.2, 0.9)
        late = calendar.add_working_days(due_on, self.chance.randint(1, 3))
        return calendar.opening(late) + timedelta(minutes=self.chance.randint(10, 180))

    def _spread(self, start: datetime, end: datetime, acts: list[Act]) -> None:
        """The acts at equal distances, the last at the end, each inside working hours."""
        end = max(end, start)
        for place, act in enumerate(acts, start=1):
            at = self._working(start + (end - start) * place / len(acts))
            self.player.at(min(at, end), self.case, act)

    def _before_due(self, at: datetime, parts: int) -> datetime:
        """A working instant part of the way to the due instant."""
        assert self.due_at is not None
        return self._working(at + (self.due_at - at) / parts)

    def _closing_before(self, day: date) -> datetime:
        """The end of the last working day before `day`."""
        found = day - timedelta(days=1)
        while not self.player.calendar.is_working(found):
            found -= timedelta(days=1)
        return self.player.calendar.closing(found) - timedelta(minutes=5)

    def _some_days(self, at: datetime, days: int) -> datetime:
        """So many working days later, sometime in the morning."""
        calendar = self.player.calendar
        on = calendar.add_working_days(local_day(at), days)
        morning = calendar.opening(on) + timedelta(minutes=self.chance.randint(5, 200))
        return max(morning, self._working(at + timedelta(minutes=5)))

    def _working(self, at: datetime) -> datetime:
        return self.player.calendar.next_working_instant(at.astimezone(VIETNAM))

    def _intake(self, door: Door, at: datetime, person: Person | None) -> Intake:
        offer: Offer = get_offer(self.scene.procedures[self.case.matter.code].pk, local_day(at))
        applicant = NewParty(
            PartyRole.APPLICANT,
            a_name(self.case.number),
            person_id=person.pk if person else None,
            identity_number=f"9{self.case.number:011}",
        )
        return Intake(
            submission_key=new_id(),
            procedure_id=offer.procedure_id,
            door=door,
            reception_id=self.scene.department.pk,
            parties=[applicant],
            papers=[NewPaper(one.name, one.component_id, PaperForm.ELECTRONIC) for one in offer.papers],
        )
