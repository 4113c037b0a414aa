"""Dialogue conferences and their questions: for the desk by what one may read, for the public only what is public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.queries import agencies_where
from motcua.feedback.enums import AskedWhen, ConferenceStatus, QuestionStatus
from motcua.feedback.models import DialogueConference, DialogueQuestion, QuestionObject
from motcua.feedback.queries.feedback.visible import HANDLES_CONDUCT, feedback_reach, own_body
from motcua.feedback.rules.dialogues import OPEN_QUESTIONS, PUBLIC_CONFERENCES, ConferenceCounts, counted
from motcua.kernel.text import fold
from motcua.organisations.models import Agency
from motcua.plans.enums import ActivityKind, ActivityStatus
from motcua.plans.models import Activity

PAGE = 30


def conferences_visible_to(person: Person, on: date) -> QuerySet[DialogueConference]:
    """The conferences of agencies where `person` reads, keeps or receives feedback, and those of which a question
    was given to a unit where they answer."""
    answered = DialogueQuestion.objects.filter(
        conference=OuterRef("pk"),
        is_closed=False,
        unit__in=agencies_where(person, Capability.ANSWER_FEEDBACK, on),
    )
    return DialogueConference.objects.filter(_whole(person, on) | Exists(answered))


def questions_visible_to(person: Person, on: date) -> QuerySet[DialogueQuestion]:
    """All questions where `person` reads, keeps or receives feedback; elsewhere those given to units where they
    answer. Of one about conduct only keepers and heads of the conference's agency know; never whoever is named in it,
    nor who belongs to the body it is about."""
    mine = Q(unit__in=agencies_where(person, Capability.ANSWER_FEEDBACK, on))
    is_open = Q(is_closed=False) & (_whole(person, on, "conference__") | mine)
    rows = DialogueQuestion.objects.filter(is_open | Q(pk__in=_closed_for(person, on).values("pk")))
    return rows.exclude(_names(person))


def countable_questions(person: Person, on: date) -> QuerySet[DialogueQuestion]:
    """What counts in the sums that `person` is shown of a conference they may see: every question but those about
    conduct that are not for them, so that no sum tells of one."""
    rows = DialogueQuestion.objects.filter(
        Q(is_closed=False) | Q(pk__in=_closed_for(person, on).values("pk"))
    )
    return rows.exclude(_names(person))


def _names(person: Person) -> Exists:
    return Exists(QuestionObject.objects.filter(question=OuterRef("pk"), person=person))


def _closed_for(person: Person, on: date) -> QuerySet[DialogueQuestion]:
    known = feedback_reach(person, on)
    rows = DialogueQuestion.objects.filter(
        is_closed=True, conference__agency__in=known.able(*HANDLES_CONDUCT)
    )
    return rows.filter(Q(about_agency=None) | ~own_body(known, "conference__agency"))


def sees_askers(person: Person, conference: DialogueConference, on: date) -> bool:
    """Whether `person` reads who asked: those who keep or receive for the conference's agency, nobody else."""
    return any(
        agencies_where(person, able, on).filter(pk=conference.agency_id).exists()
        for able in (Capability.KEEP_FEEDBACK, Capability.RECEIVE_FEEDBACK)
    )


def find_conference(conference_id: UUID, person: Person, on: date) -> DialogueConference | None:
    """The conference, when `person` may see it."""
    found = conferences_visible_to(person, on).filter(pk=conference_id)
    return found.select_related("agency", "created_by", "activity").first()


def find_question(question_id: UUID, person: Person, on: date) -> DialogueQuestion | None:
    """The question with its conference, when `person` may see it."""
    found = questions_visible_to(person, on).filter(pk=question_id)
    return found.select_related(
        "conference__agency", "unit", "answered_by", "approved_by", "duplicate_of", "about_agency"
    ).first()


@dataclass(frozen=True, slots=True)
class WantedConferences:
    """Which conferences a list shows."""

    text: str = ""
    status: ConferenceStatus | None = None


def page_of_conferences(
    found: QuerySet[DialogueConference],
    wanted: WantedConferences,
    *,
    countable: QuerySet[DialogueQuestion],
    after: tuple[datetime, UUID] | None = None,
    size: int = PAGE,
) -> list[DialogueConference]:
    """Up to `size` + 1 conferences, the latest first, with their number of questions as `asked` and those that wait
    for an answer as `waiting`, of those that are `countable`; following the key `after`."""
    counts = Q(questions__in=countable.values("pk"))
    for word in fold(wanted.text).split():
        found = found.filter(folded__contains=word)
    if wanted.status:
        found = found.filter(status=wanted.status)
    if after is not None:
        at, last = after
        found = found.filter(Q(starts_at__lt=at) | Q(starts_at=at, id__lt=last))
    rows = found.select_related("agency").annotate(
        asked=Count("questions", filter=counts, distinct=True),
        waiting=Count("questions", filter=counts & Q(questions__status__in=OPEN_QUESTIONS), distinct=True),
    )
    return list(rows.order_by("-starts_at", "-id")[: size + 1])


@dataclass(frozen=True, slots=True)
class WantedQuestions:
    """Which questions of a conference are shown."""

    status: QuestionStatus | None = None
    theme: str = ""


def questions_wanted(
    found: QuerySet[DialogueQuestion], wanted: WantedQuestions
) -> QuerySet[DialogueQuestion]:
    """Those of `found` that fit, by theme and number, with their unit."""
    if wanted.status:
        found = found.filter(status=wanted.status)
    if wanted.theme:
        found = found.filter(theme=wanted.theme)
    return found.select_related("unit", "duplicate_of").order_by("theme", "number")


def ordinals_of(person: Person, conference_id: UUID, on: date) -> dict[UUID, int]:
    """The place of each of the conference's questions among those that `person` sees, by which alone they are named
    to them: a number of the whole conference would tell of one that is kept from them. One query."""
    rows = questions_visible_to(person, on).filter(conference=conference_id).order_by("number")
    return {key: place for place, key in enumerate(rows.values_list("pk", flat=True), 1)}


def counts_of(questions: QuerySet[DialogueQuestion], *, today: date) -> ConferenceCounts:
    """How many questions of a conference there are and how far they are; one query."""
    rows = questions.values_list("status", "asked_when", "answer_by")
    return counted([(QuestionStatus(status), AskedWhen(when), by) for status, when, by in rows], today=today)


def themes_of(questions: QuerySet[DialogueQuestion]) -> list[str]:
    """The groups of a conference's questions, in the order of their first question."""
    rows = questions.exclude(theme="").order_by("number").values_list("theme", flat=True)
    return list(dict.fromkeys(rows))


def units_for(conference: DialogueConference, on: date) -> QuerySet[Agency]:
    """The agency itself and the bodies directly below it, which may be asked for an answer; in the order of names."""
    below = Agency.objects.filter(
        superiors__parent=conference.agency_id, superiors__in_force__contains=on, held__contains=on
    )
    chosen = Q(pk=conference.agency_id) | Q(pk__in=below.values("pk"))
    return Agency.objects.filter(chosen).order_by("sort_key", "id")


def free_activities(conference: DialogueConference) -> QuerySet[Activity]:
    """The dialogues that the agency's plans foresee and that no conference is yet, the next first."""
    taken = DialogueConference.objects.filter(activity=OuterRef("pk"))
    rows = Activity.objects.filter(
        agency=conference.agency_id, kind=ActivityKind.DIALOGUE, status=ActivityStatus.PLANNED
    )
    return rows.exclude(Exists(taken)).order_by("planned_on", "id")


def public_conferences() -> QuerySet[DialogueConference]:
    """What anybody may know of: announced, held and concluded conferences."""
    return DialogueConference.objects.filter(status__in=PUBLIC_CONFERENCES).select_related("agency")


def public_questions(conference: DialogueConference, *, text: str = "") -> QuerySet[DialogueQuestion]:
    """The published questions of a conference that hold every word of `text`; only what is public is read."""
    found = conference.questions.filter(status=QuestionStatus.PUBLISHED)
    for word in fold(text).split():
        found = found.filter(folded__contains=word)
    found = found.select_related("unit").only(
        "number", "theme", "public_text", "answer", "asked_when", "published_at", "unit__name", "conference"
    )
    return found.order_by("theme", "number")


def personal_questions(person: Person) -> list[dict[str, Any]]:
    """What this room keeps of a person who asked a conference with their account, as plain data for themselves."""
    rows = DialogueQuestion.objects.filter(person=person).order_by("at")
    return [dict(row) for row in rows.values("conference__topic", "at", "text", "name", "contact", "status")]


def _whole(person: Person, on: date, prefix: str = "") -> Q:
    """Where `person` has part in feedback of the agency itself."""
    able = (Capability.READ_FEEDBACK, Capability.KEEP_FEEDBACK, Capability.RECEIVE_FEEDBACK)
    found = Q()
    for capability in able:
        found |= Q(**{f"{prefix}agency__in": agencies_where(person, capability, on)})
    return found
