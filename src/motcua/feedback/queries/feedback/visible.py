"""Which feedback a person of the office may see: the beginning of every list, page, count and search.

What is about somebody's conduct is never shown to them, nor to who only shares their unit: at each door, since every
door begins here.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person, Position, RoleHolding
from motcua.accounts.queries import RoleReach, agencies_by_role, bodies_of
from motcua.feedback.enums.feedback import ModerationKind, Recognised, State, Subject
from motcua.feedback.models import Feedback, FeedbackObject, OpinionAsked, Transfer

_READS = (
    Capability.READ_FEEDBACK,
    Capability.KEEP_FEEDBACK,
    Capability.APPROVE_FEEDBACK,
)
# Who may handle what is said of people: a keeper or a head of the agency that has it.
HANDLES_CONDUCT = (Capability.KEEP_FEEDBACK, Capability.APPROVE_FEEDBACK)


def closed(prefix: str = "") -> Q:
    """What is kept as closely as the law keeps what is said of people; `prefix` leads to the feedback."""
    return (
        Q(**{f"{prefix}subject": Subject.CONDUCT})
        | Q(**{f"{prefix}recognised": Recognised.DENUNCIATION})
        | Q(**{f"{prefix}hidden_as": ModerationKind.SECRET})
    )


CLOSED = closed()

# With a body outside, and nothing came back.
IS_AWAY = Q(state=State.TRANSFERRED) & Q(
    Exists(Transfer.objects.filter(feedback=OuterRef("pk"), taker=None, back=""))
)


@dataclass(frozen=True, slots=True)
class FeedbackReach(RoleReach):
    """Where a person has which capability on a day, and the bodies they belong to; two queries for a whole page."""

    bodies: frozenset[UUID]


def feedback_reach(person: Person, on: date) -> FeedbackReach:
    """Where `person` reaches on the day; two queries."""
    if not person.is_active:
        return FeedbackReach(person, on, {}, frozenset())
    return FeedbackReach(person, on, agencies_by_role(person, on), frozenset(bodies_of(person, on)))


def own_body(known: FeedbackReach, holder: str = "agency") -> Q:
    """Of what is said of a body: that it is the person's own, one they belong to or one that ended while they belonged
    to it, and not the one that has the matter, to which `holder` leads. What was said of a body that merged is said of
    its successor (`hand_over`), save where that one has the matter: then those who came from the body are kept out."""
    former = [
        rows.objects.filter(person=known.person, agency__held__endswith__lte=known.on).values("agency")
        for rows in (Position, RoleHolding)
    ]
    own = Q(about_agency__in=known.bodies)
    for agencies in former:
        own |= Q(about_agency__in=agencies)
    return own & ~Q(about_agency=F(holder))


def feedback_visible_to(
    person: Person, on: date, *, reach: FeedbackReach | None = None
) -> QuerySet[Feedback]:
    """The feedback that `person` may see in the office on the day.

    About a rule: where they read feedback of the agency that has it or received it, where it is given to their unit,
    to them, or their opinion is asked. About conduct: only keepers and heads of the agency that has it, and whom they
    gave it to by name; never somebody named in it, nor who belongs to the body it is about. What may be a
    denunciation, or holds secrets, is kept as closely. Nobody whose name stands in any of it sees it, nor, of what may
    be about conduct, who worked on its dossier, until they are freed.
    """
    known = reach or feedback_reach(person, on)
    reads, works = known.able(*_READS), known.able(Capability.ANSWER_FEEDBACK)
    asked = OpinionAsked.objects.filter(feedback=OuterRef("pk"))
    given = Q(holder=person) | Q(Exists(asked.filter(person=person)))
    rule = given | Q(agency__in=reads) | Q(received_at_agency__in=reads) | Q(registered_by=person)
    rule |= Q(unit__in=works) | Q(Exists(asked.filter(person=None, agency__in=works)))
    conduct = given | Q(agency__in=known.able(*HANDLES_CONDUCT))
    seen = (~CLOSED & rule) | (CLOSED & conduct & (Q(about_agency=None) | ~own_body(known)))
    named = FeedbackObject.objects.filter(feedback=OuterRef("pk"), person=person, freed_at=None)
    return Feedback.objects.filter(seen).exclude(Exists(named)).defer("folded")


def closed_feedback() -> QuerySet[Feedback]:
    """The feedback that is kept closely, for conditions of other rows that hang on it."""
    return Feedback.objects.filter(CLOSED)


def feedback_about(known: FeedbackReach) -> QuerySet[Feedback]:
    """What is said of the person, or closely kept of the body they belong to: nothing that hangs on it is for them."""
    named = FeedbackObject.objects.filter(feedback=OuterRef("pk"), person=known.person, freed_at=None)
    return Feedback.objects.filter(Exists(named) | (CLOSED & own_body(known)))


def unheard_feedback(person: Person) -> QuerySet[Feedback]:
    """The feedback that is never told to the person, not even by a number: what names them, or what is closely kept of
    a body they belong or belonged to."""
    named = FeedbackObject.objects.filter(feedback=OuterRef("pk"), person=person, freed_at=None)
    bodies = Q(about_agency__in=Position.objects.filter(person=person).values("agency"))
    bodies |= Q(about_agency__in=RoleHolding.objects.filter(person=person).values("agency"))
    return Feedback.objects.filter(Exists(named) | (CLOSED & bodies & ~Q(about_agency=F("agency"))))


def visible_codes(codes: Collection[str], known: FeedbackReach) -> frozenset[str]:
    """Those of the codes that belong to feedback the person may see: no other is written where it is mentioned. One
    query, none where nothing is asked."""
    wanted = {code for code in codes if code}
    if not wanted:
        return frozenset()
    rows = feedback_visible_to(known.person, known.on, reach=known).filter(code__in=wanted)
    return frozenset(rows.values_list("code", flat=True))


def find_visible_feedback(
    feedback_id: UUID, person: Person, on: date, *, reach: FeedbackReach | None = None
) -> Feedback | None:
    """The feedback, when `person` may see it."""
    rows = feedback_visible_to(person, on, reach=reach).filter(pk=feedback_id)
    return rows.select_related(
        "agency", "unit", "holder", "procedure", "about_agency", "dossier", "sender", "repeat_of",
        "received_at_agency", "registered_by",
    ).first()  # fmt: skip


def is_own(person: Person, feedback: Feedback) -> bool:
    """Whether `person` sent it with their account."""
    return feedback.sender_id is not None and feedback.sender_id == person.pk


def is_closed(feedback: Feedback) -> bool:
    """Whether it is kept closely: about conduct, perhaps a denunciation, or with secrets."""
    return is_of_conduct(feedback) or feedback.hidden_as == ModerationKind.SECRET


def is_kept_from_some(feedback: Feedback) -> bool:
    """Whether it is kept closely, or from somebody named in it. One query at most."""
    return is_closed(feedback) or feedback.objects_of.filter(freed_at=None).exists()


def is_of_conduct(feedback: Feedback) -> bool:
    """Whether it is about what somebody did: about conduct, or perhaps a denunciation."""
    return feedback.subject == Subject.CONDUCT or feedback.recognised == Recognised.DENUNCIATION
