"""What waits for a person: groups by the clock, filters, pages by key.

Whose turn it is: a dossier that the person holds, or one that nobody holds yet at a step whose role the person has
where it lies. Everything starts from what the person may see.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, Concat

from motcua.accounts.enums import Role
from motcua.dossiers.enums import DeliveryStatus, Door, Status, Waiting
from motcua.dossiers.models import Consultation, Dossier
from motcua.dossiers.queries.visible import Reach, dossiers_visible_to
from motcua.dossiers.rules.moves import IN_PROCESS, OPEN, WAITS_FOR_APPLICANT
from motcua.kernel.clock import VIETNAM, local_day

_OPEN = sorted(OPEN)
LIST_FIELDS = (
    "code",
    "outside_code",
    "applicant_name",
    "summary",
    "door",
    "status",
    "delivery",
    "standing",
    "revision",
    "step_name",
    "step_role",
    "step_due_at",
    "submitted_at",
    "received_at",
    "due_at",
    "supplement_due_at",
    "paused_since",
    "apologised_at",
    "extended_at",
    "finished_at",
    "procedure__code",
    "version__name",
    "holder__full_name",
    "holder_agency__short_name",
    "competent__code",
)
LIST_RELATED = ("procedure", "version", "holder", "holder_agency", "competent")


# Rows with what was reckoned beside them, such as their group.
Dossiers = QuerySet[Any]
_NAMED = Concat("procedure__code", Value(" "), "version__name", output_field=CharField())


@dataclass(frozen=True, slots=True)
class Moments:
    """The instants that part the groups. `soon_until` is counted in working days by the caller."""

    at: datetime
    soon_until: datetime

    @property
    def today(self) -> datetime:
        """When this day began, in Vietnam."""
        return datetime.combine(local_day(self.at), time(0), tzinfo=VIETNAM)

    @property
    def tomorrow(self) -> datetime:
        """When the next day begins."""
        return self.today + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """By what a list is narrowed; None or "" leaves it wide. The period is of lodging, its last day included."""

    procedure_id: UUID | None = None
    agency_id: UUID | None = None
    officer_id: UUID | None = None
    step: str = ""
    door: Door | None = None
    status: Status | None = None
    first: date | None = None
    last: date | None = None

    @property
    def is_wide(self) -> bool:
        """Whether nothing is narrowed."""
        return self == Narrowing()

    def of(self, dossiers: Dossiers) -> Dossiers:
        """Those of the dossiers that it leaves."""
        asked: dict[str, Any] = {
            "procedure_id": self.procedure_id,
            "holder_agency_id": self.agency_id,
            "holder_id": self.officer_id,
            "step_key": self.step,
            "door": self.door,
            "status": self.status,
            "submitted_at__gte": _beginning(self.first),
            "submitted_at__lt": _beginning(self.last + timedelta(days=1)) if self.last else None,
        }
        found: Dossiers = dossiers.filter(**{name: value for name, value in asked.items() if value})
        return found


@dataclass(frozen=True, slots=True)
class Inbox:
    """One person's inbox at a moment, narrowed or not."""

    reach: Reach
    moments: Moments
    narrowing: Narrowing = field(default_factory=Narrowing)

    def waiting(self) -> Dossiers:
        """The open dossiers whose next act is this person's, each with its `group`."""
        mine = self._visible().filter(_turn(self.reach), status__in=_OPEN)
        found: Dossiers = self.narrowing.of(mine).annotate(group=_group(self.moments))
        return found

    def to_return(self) -> Dossiers:
        """Dossiers whose result waits at a counter of the person's."""
        ready = self._visible().filter(
            status=Status.RESOLVED,
            delivery=DeliveryStatus.READY,
            reception__in=self.reach.at(Role.RECEPTION_OFFICER),
        )
        return self._grouped(ready, Waiting.TO_RETURN)

    def consulted(self) -> Dossiers:
        """Open dossiers on which the person, or a body where they work on dossiers, was asked and has not answered."""
        asked = Consultation.objects.filter(
            Q(person=self.reach.person) | Q(person=None, agency__in=self.reach.at(Role.HANDLER, Role.HEAD)),
            answered_at__isnull=True,
        )
        open_ones = self._visible().filter(status__in=_OPEN, pk__in=asked.values("dossier"))
        return self._grouped(open_ones, Waiting.CONSULTED)

    def red(self) -> Dossiers:
        """For heads: late dossiers of their bodies without an apology that covers the lateness.

        Basis: NĐ 61/2018 art. 19(9); an apology that went with an extension covers only the time before it.
        """
        late = self._visible().filter(
            is_late_now(self.moments),
            Q(apologised_at__isnull=True) | Q(apologised_at__lte=F("extended_at")),
            status__in=_OPEN,
            competent__in=self.reach.at(Role.HEAD),
        )
        return self._grouped(late, Waiting.RED)

    def counts(self) -> dict[Waiting, int]:
        """How many dossiers are in each group; one query."""
        waiting = self.waiting().order_by().values("group").annotate(number=Count("pk"))
        others = [self.to_return(), self.consulted(), self.red()]
        counted = [some.order_by().values("group").annotate(number=Count("pk")) for some in others]
        rows = waiting.values_list("group", "number").union(
            *(some.values_list("group", "number") for some in counted), all=True
        )
        found = {Waiting(group): number for group, number in rows}
        return {group: found.get(group, 0) for group in Waiting}

    def group(self, group: Waiting | None) -> Dossiers:
        """The dossiers of one group; None gives everything on which the office itself must act now."""
        special = {
            Waiting.TO_RETURN: self.to_return,
            Waiting.CONSULTED: self.consulted,
            Waiting.RED: self.red,
        }
        if group in special:
            return special[group]()
        if group is None:
            return self.waiting().exclude(status__in=sorted(WAITS_FOR_APPLICANT))
        return self.waiting().filter(group=group)

    def choices(self) -> dict[str, list[tuple[str, str]]]:
        """What the whole inbox could be narrowed to, as (value, label) under each filter's name; one query."""
        whole = Inbox(self.reach, self.moments).waiting().order_by()
        asked = {
            "procedure": (_text("procedure_id"), _NAMED),
            "step": (F("step_key"), F("step_name")),
            "agency": (_text("holder_agency_id"), F("holder_agency__short_name")),
            "officer": (_text("holder_id"), F("holder__full_name")),
        }
        parts = [
            whole.annotate(value=value, label=label)
            .exclude(value=None)
            .exclude(value="")
            .values_list(Value(name), "value", "label")
            .distinct()
            for name, (value, label) in asked.items()
        ]
        found: dict[str, dict[str, str]] = {name: {} for name in asked}
        for name, value, label in parts[0].union(*parts[1:], all=True):
            found[name][value] = label
        return {name: sorted(some.items(), key=lambda one: one[1]) for name, some in found.items()}

    def _visible(self) -> Dossiers:
        return dossiers_visible_to(self.reach.person, self.reach.on, reach=self.reach)

    def _grouped(self, dossiers: Dossiers, group: Waiting) -> Dossiers:
        named = Value(group.value, output_field=CharField())
        found: Dossiers = self.narrowing.of(dossiers).annotate(group=named)
        return found


def page_of(
    dossiers: Dossiers, *, after: tuple[datetime, UUID] | None = None, size: int = 50
) -> list[Dossier]:
    """Up to `size` + 1 rows by their due instant (by lodging where there is none), following the key `after`;
    each with `when`, the instant it is ordered by. One more than asked for tells that there is a next page."""
    rows = dossiers.annotate(when=Coalesce("due_at", "submitted_at"))
    if after is not None:
        at, last = after
        rows = rows.filter(Q(when__gt=at) | Q(when=at, id__gt=last))
    related = rows.select_related(*LIST_RELATED).only(*LIST_FIELDS)
    return list(related.order_by("when", "id")[: size + 1])


def is_late_now(moments: Moments) -> Q:
    """Dossiers in process past their due instant. What was received today is never late today."""
    running = Q(status__in=sorted(IN_PROCESS - WAITS_FOR_APPLICANT))
    return running & Q(due_at__lt=moments.at, received_at__lt=moments.today)


def _turn(reach: Reach) -> Q:
    """Whose turn it is, as a condition on rows: held by the person, or held by nobody where their role works."""
    turn = Q(holder=reach.person)
    for role, agencies in reach.by_role.items():
        turn |= Q(holder=None, step_role=role, holder_agency__in=sorted(agencies))
    if counters := reach.at(Role.RECEPTION_OFFICER):
        turn |= Q(holder=None, step_role="", reception__in=counters)
    return turn


def _group(moments: Moments) -> Case:
    fresh = Q(status=Status.REGISTERED) | Q(status=Status.RECEIVED, started_at__isnull=True)
    groups: Mapping[Waiting, Q] = {
        Waiting.APPLICANT: Q(status__in=sorted(WAITS_FOR_APPLICANT)),
        Waiting.TO_RECEIVE: fresh,
        Waiting.CORRECTING: Q(status=Status.CORRECTING),
        Waiting.OVERDUE: is_late_now(moments),
        Waiting.TODAY: Q(due_at__lt=moments.tomorrow),
        Waiting.SOON: Q(due_at__lte=moments.soon_until),
    }
    whens = [When(condition, then=Value(group.value)) for group, condition in groups.items()]
    return Case(*whens, default=Value(Waiting.LATER.value), output_field=CharField())


def _text(name: str) -> Cast:
    return Cast(name, CharField())


def _beginning(day: date | None) -> datetime | None:
    return datetime.combine(day, time(0), tzinfo=VIETNAM) if day else None
