"""What waits for a person: boxes by the clock, the reddest first, paged by key; and the register."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from motcua.accounts.enums import Capability
from motcua.feedback.enums.feedback import Box, ReplyStatus, State, Subject
from motcua.feedback.models import Feedback, OpinionAsked, Reply
from motcua.feedback.queries.feedback.visible import CLOSED, IS_AWAY, FeedbackReach, feedback_visible_to
from motcua.feedback.rules.feedback.moves import IN_WORK, OPEN
from motcua.feedback.rules.feedback.tracking import bare_code
from motcua.kernel.clock import VIETNAM, local_day
from motcua.kernel.text import fold

PAGE = 50
_AT_ONCE = 2000
_TO_APPROVE = Exists(Reply.objects.filter(feedback=OuterRef("pk"), status=ReplyStatus.SUBMITTED))
_SETTLED = Q(state=State.ANSWERED) & (CLOSED | ~Q(withheld_reason=""))


@dataclass(frozen=True, slots=True)
class FeedbackInbox:
    """One person's feedback at a moment, as far as they may see it."""

    reach: FeedbackReach
    at: datetime

    def counts(self) -> dict[Box, int]:
        """How many there are in each box; one query. One may lie in several boxes."""
        asked = {box.name: Count("pk", filter=self._in(box)) for box in Box}
        waits = Q(state__in=sorted(OPEN)) | self._in(Box.OUTSIDE)
        found = self._seen().filter(waits).exclude(_SETTLED).aggregate(**asked)
        return {box: found[box.name] for box in Box}

    def page(
        self, box: Box | None, *, after: tuple[datetime, UUID] | None = None, size: int = PAGE
    ) -> list[Feedback]:
        """Up to `size` + 1 of a box by when somebody must act, following the key `after`; None is everything that is
        open. One query. Those for which nobody must act by a time come by when they were sent, last."""
        rows = self._open() if box is None else self._of(box)
        sorted_by = shown(rows).annotate(when=Coalesce("act_by", "due_at", "sent_at"))
        if after is not None:
            at, last = after
            sorted_by = sorted_by.filter(Q(when__gt=at) | Q(when=at, id__gt=last))
        return list(sorted_by.order_by("when", "id")[: size + 1])

    def _open(self) -> QuerySet[Feedback]:
        return self._seen().filter(state__in=sorted(OPEN)).exclude(_SETTLED)

    def _seen(self) -> QuerySet[Feedback]:
        return feedback_visible_to(self.reach.person, self.reach.on, reach=self.reach)

    def _of(self, box: Box) -> QuerySet[Feedback]:
        return (self._seen() if box is Box.OUTSIDE else self._open()).filter(self._in(box))

    def _in(self, box: Box) -> Q:
        today = datetime.combine(local_day(self.at), time(0), tzinfo=VIETNAM)
        approves = self.reach.able(Capability.APPROVE_FEEDBACK)
        asked = OpinionAsked.objects.filter(feedback=OuterRef("pk"), given_at=None)
        works = self.reach.able(Capability.ANSWER_FEEDBACK)
        mine = asked.filter(Q(person=self.reach.person) | Q(person=None, agency__in=works))
        return {
            Box.OVERDUE: Q(act_by__lt=self.at),
            Box.TODAY: Q(act_by__gte=self.at, act_by__lt=today + timedelta(days=1)),
            Box.INTAKE: Q(state=State.WAITING_INTAKE),
            Box.WORK: Q(state__in=[State.PROCESSING, State.REOPENED]),
            Box.APPROVE: Q(_TO_APPROVE) & Q(agency__in=approves, state__in=sorted(IN_WORK)),
            Box.PUBLISH: Q(state__in=[State.ANSWERED, State.WAITING_PUBLICATION]),
            Box.SENDER: Q(state=State.WAITING_SUPPLEMENT),
            Box.OPINION: Q(Exists(mine), state__in=sorted(IN_WORK)),
            Box.OUTSIDE: IS_AWAY,
        }[box]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the register is wanted; what is None or "" is left wide."""

    text: str = ""
    state: State | None = None
    subject: Subject | None = None
    procedure_id: UUID | None = None
    first: date | None = None
    last: date | None = None
    is_late: bool = False


def feedback_wanted(reach: FeedbackReach, wanted: Wanted) -> QuerySet[Feedback]:
    """The register as far as the person may see it: the same condition for lists, searches and files."""
    rows = feedback_visible_to(reach.person, reach.on, reach=reach)
    if code := bare_code(wanted.text):
        rows = rows.filter(Q(code=code) | Q(folded__contains=fold(wanted.text)))
    else:
        for word in fold(wanted.text).split()[:12]:
            rows = rows.filter(folded__contains=word)
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.subject:
        rows = rows.filter(subject=wanted.subject)
    if wanted.procedure_id:
        rows = rows.filter(procedure=wanted.procedure_id)
    if wanted.first:
        rows = rows.filter(sent_at__gte=datetime.combine(wanted.first, time(0), tzinfo=VIETNAM))
    if wanted.last:
        end = datetime.combine(wanted.last + timedelta(days=1), time(0), tzinfo=VIETNAM)
        rows = rows.filter(sent_at__lt=end)
    return rows.exclude(late_terms=[]) if wanted.is_late else rows


def page_of_register(
    rows: QuerySet[Feedback], *, after: tuple[datetime, UUID] | None = None, size: int = PAGE
) -> list[Feedback]:
    """Up to `size` + 1 of the register, the latest sent first, following the key `after`; one query."""
    if after is not None:
        at, last = after
        rows = rows.filter(Q(sent_at__lt=at) | Q(sent_at=at, id__lt=last))
    return list(shown(rows).order_by("-sent_at", "-id")[: size + 1])


def whole_register(rows: QuerySet[Feedback]) -> Iterator[Feedback]:
    """All of the register, the latest sent first, fetched as it is read."""
    return shown(rows).order_by("-sent_at", "-id").iterator(chunk_size=_AT_ONCE)


def shown(rows: QuerySet[Feedback]) -> QuerySet[Feedback]:
    """Rows with what a line of a list shows, in the same query; `reply` says whether an answer waits to be approved."""
    waits = Case(When(_TO_APPROVE, then=Value("submitted")), default=Value(""), output_field=CharField())
    return (
        rows.annotate(reply=waits)
        .select_related("agency", "unit", "holder", "procedure")
        .defer("body", "folded")
    )
