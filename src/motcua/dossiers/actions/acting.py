"""One act on one dossier: what every verb has in common, so that none can leave a part of it out.

`acting` locks the dossier, compares what the actor had seen, asks the table of moves and the policy, and, when the
block ends without a refusal, saves the row with its next revision and writes the journal, all in one transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.utils.timezone import localtime
from psycopg.types.range import Range

from motcua.accounts.models import Person
from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.queries import calendar_for_agency
from motcua.deadlines.rules.calendars import Calendar
from motcua.deadlines.rules.limits import Limit
from motcua.deadlines.rules.pauses import Pause as CountedPause
from motcua.deadlines.rules.standing import standing_when_finished
from motcua.dossiers.enums import PauseReason, Status, Verb
from motcua.dossiers.models import Dossier, Leg, Pause
from motcua.dossiers.policy import not_found, require_act
from motcua.dossiers.queries.clocks import clock_of, extension_of, limit_of, pauses_of
from motcua.dossiers.queries.late_receipts import counts_next_day
from motcua.dossiers.queries.parts import Parts
from motcua.dossiers.rules.clock import ClockFacts, legs_due, promise
from motcua.dossiers.rules.events import KIND_OF, SUBJECT
from motcua.dossiers.rules.moves import ENDED, status_after
from motcua.kernel.actions import Fact, insert_all, record_all
from motcua.kernel.clock import local_day
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.workflow.queries import get_process
from motcua.workflow.rules.processes import ProcessContent


@dataclass
class Act:
    """An act under way: the locked dossier, who acts and when, and what the journal will be told."""

    dossier: Dossier
    verb: Verb
    by: Person | None
    at: datetime
    payload: dict[str, Any] = field(default_factory=dict)
    is_new: bool = False  # written by this very transaction: nothing of it is there to be read
    rows: list[Model] = field(default_factory=list)  # of a new dossier, to be written with it
    facts: list[Fact] = field(default_factory=list)  # what was said of it before this act
    numbers: dict[str, int] = field(default_factory=dict)  # taken already, by series

    @property
    def on(self) -> date:
        """The local day of the act."""
        return local_day(self.at)

    @cached_property
    def calendar(self) -> Calendar:
        """The working calendar of the agency that must resolve the dossier."""
        return calendar_for_agency(self.dossier.competent.code)

    @cached_property
    def process(self) -> ProcessContent:
        """The process version that the dossier keeps, its shares in minutes of the dossier's own limit."""
        assert self.dossier.process_id is not None
        return get_process(self.dossier.process_id).applied_to(limit_of(self.dossier))

    @cached_property
    def parts(self) -> Parts:
        """The rows that belong to the dossier, read when they are asked for."""
        return Parts(self.dossier)

    @cached_property
    def pauses(self) -> tuple[CountedPause, ...]:
        """The dossier's pauses so far, in order of time."""
        if self.is_new:
            return ()
        return pauses_of(self.dossier)

    def clock(self, *, extension: Limit | None = None) -> ClockFacts:
        """What the due instant depends on, as it stands now."""
        return clock_of(self.dossier, self.pauses, extension=extension)

    def pause(self, reason: PauseReason) -> None:
        """Let the legal time stand still from now on, where it runs."""
        self.dossier.paused_since = self.at
        Pause.objects.create(dossier=self.dossier, reason=reason, lasted=Range(self.at, None))
        self.__dict__.pop("pauses", None)

    def resume(self) -> None:
        """Let it go on from now."""
        if self.dossier.paused_since is None:
            return
        Pause.objects.filter(dossier=self.dossier, lasted__upper_inf=True).update(
            lasted=Range(self.dossier.paused_since, max(self.at, self.dossier.paused_since))
        )
        self.dossier.paused_since = None
        self.__dict__.pop("pauses", None)

    def begin_clock(self) -> None:
        """Say whether the receipt now counts as one of the next working day, and count the due instants."""
        self.dossier.late_receipt_next_day = counts_next_day(
            agency_id=self.dossier.competent_id, at=self.at, calendar=self.calendar
        )
        self.recount()

    def recount(self, *, extension: Limit | None = None) -> None:
        """Count the due instants anew from the facts: of the whole, and of each agency's share."""
        clock = self.clock(extension=extension or extension_of(self.dossier))
        due = promise(calendar=self.calendar, clock=clock)
        if due is not None and due.due_at is not None:
            self.dossier.due_at = due.due_at
            self.dossier.due_at_first = self.dossier.due_at_first or due.due_at
        self._recount_legs(clock)

    def _recount_legs(self, clock: ClockFacts) -> None:
        legs = self.parts.legs
        limits = [Limit(leg.limit_amount, LimitUnit(leg.limit_unit)) for leg in legs]
        for leg, due_at in zip(
            legs, legs_due(calendar=self.calendar, clock=clock, limits=limits), strict=True
        ):
            leg.due_at = due_at
        if legs:
            Leg.objects.bulk_update(legs, ["due_at"])

    def finish(self) -> None:
        """The dossier is done for the first time: keep the moment, and how it did against its time."""
        if self.dossier.finished_at is None:
            self.dossier.finished_at = self.at
            due_at = self.dossier.due_at
            self.dossier.standing = standing_when_finished(due_at=due_at, finished_at=self.at)

    def add(self, *rows: Model) -> None:
        """Write new rows of the dossier: now, or in one statement with the row of a dossier that is itself new."""
        if self.is_new:
            self.rows += rows
        else:
            insert_all(rows)

    def tell(self, **payload: Any) -> None:
        """Add to what the journal is told of this act."""
        self.payload.update(payload)


@contextmanager
def acting(
    *, dossier_id: UUID, verb: Verb, by: Person | None, at: datetime, seen: int | None = None
) -> Iterator[Act]:
    """Do one act: `with acting(…) as act:` change `act.dossier` and other rows; the rest is seen to.

    `by` None is the system itself. `seen` is the revision that the actor looked at; None does not compare.

    :raises Refused: "dossier-not-found", "dossier-changed", "dossier-wrong-moment", "…-not-allowed".
    """
    with transaction.atomic():
        dossier = _locked(dossier_id)
        _require_unchanged(dossier, seen)
        if by is not None:
            require_act(by, dossier, verb, on=local_day(at))
        after = status_after(Status(dossier.status), verb)
        act = Act(dossier, verb, by, at)
        yield act
        dossier.status = after
        if after in ENDED:
            _end(act)
        save_act(act, kind=KIND_OF[verb])


@contextmanager
def acting_on_new(*, dossier: Dossier, parts: Parts, verb: Verb, by: Person, at: datetime) -> Iterator[Act]:
    """Do the first act on a dossier that the caller's transaction is just writing: nobody else can have it, so there
    is nothing to lock or compare, and its row is written once, here, at the end. Who may was asked before.

    :raises Refused: "dossier-wrong-moment".
    """
    after = status_after(Status(dossier.status), verb)
    act = Act(dossier, verb, by, at, is_new=True)
    act.parts = parts
    yield act
    dossier.status = after
    save_act(act, kind=KIND_OF[verb])


def save_act(act: Act, *, kind: str) -> None:
    """Save the dossier with its next revision and write the act to the journal."""
    dossier = act.dossier
    dossier.revision += 1
    if act.is_new:
        insert_all([dossier, *act.rows])
    else:
        dossier.save()
    payload = {"status": dossier.status, "revision": dossier.revision, **act.payload}
    facts = [*act.facts, Fact(kind, SUBJECT, str(dossier.pk), payload)]
    record_all(facts=facts, actor=actor_of(act.by), at=act.at)


def actor_of(by: Person | None) -> str:
    """How the journal names who acted."""
    return by.actor if by is not None else "system"


def _locked(dossier_id: UUID) -> Dossier:
    rows = Dossier.objects.select_for_update(of=("self",)).select_related("competent", "reception")
    found = rows.defer("words").filter(pk=dossier_id).first()
    if found is None:
        raise not_found()
    return found


def _require_unchanged(dossier: Dossier, seen: int | None) -> None:
    if seen is None or seen == dossier.revision:
        return
    raise Refused(
        "dossier-changed",
        f"Trong lúc bạn mở trang, hồ sơ {dossier.code} đã có thay đổi: {_what_changed(dossier, seen)}. "
        "Điều bạn vừa nhập chưa được ghi; xem lại rồi thực hiện nếu vẫn cần.",
        seen=seen,
        revision=dossier.revision,
    )


def _what_changed(dossier: Dossier, seen: int) -> str:
    entries = list(entries_about(SUBJECT, str(dossier.pk)).filter(payload__revision__gt=seen))
    people = {person.actor: person.full_name for person in _people(entry.actor for entry in entries)}
    verbs = {kind: verb.label for verb, kind in KIND_OF.items()}
    said = [
        f"{people.get(entry.actor, 'hệ thống')} đã “{verbs.get(entry.kind, entry.kind)}” "
        f"lúc {localtime(entry.at):%H:%M %d/%m/%Y}"
        for entry in entries
    ]
    return "; ".join(said) or "có người vừa cập nhật"


def _people(actors: Any) -> list[Person]:
    ids = [actor.removeprefix("person:") for actor in actors if actor.startswith("person:")]
    return list(Person.objects.filter(pk__in=ids))


def _end(act: Act) -> None:
    """Nothing more will be done: time stops, nobody holds it."""
    from motcua.dossiers.actions.closing import close_consultations
    from motcua.dossiers.actions.walking import leave_step, recount_step

    if act.dossier.paused_since is not None:
        # The time stood still until now: how it ended is told against the date that follows from that.
        act.resume()
        act.recount()
        recount_step(act)
    leave_step(act, is_done=False)
    close_consultations(act)
    act.finish()
    act.dossier.step_key = act.dossier.step_name = act.dossier.step_role = ""
    act.dossier.step_due_at = act.dossier.supplement_due_at = None
    act.dossier.holder_id = None
    act.tell(step="", holder=None)
