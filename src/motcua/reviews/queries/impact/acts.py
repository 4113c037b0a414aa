"""Which draft acts a person sees, and one draft act with all that belongs to it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.catalogue.enums import ChangeKind
from motcua.kernel.text import fold
from motcua.organisations.models import Agency
from motcua.reviews.enums import (
    ActStage,
    ActStatus,
    Block,
    Confidence,
    CostOrigin,
    CostPart,
    ImpactReply,
    OpinionOutcome,
    Side,
)
from motcua.reviews.models import DraftAct, DraftActProcedure, ImpactAssessment, ImpactCostLine
from motcua.reviews.queries.reach import bodies_held, bodies_reached
from motcua.reviews.rules.cost.sheets import Cost, CostLine, cost_of
from motcua.reviews.rules.impact.answers import Answer, Completeness, completeness
from motcua.reviews.rules.impact.forms import ImpactForm, form_for, form_named
from motcua.reviews.rules.impact.life import ItemStands
from motcua.reviews.rules.impact.sources import Origin, SourcedLine, confidence_of_lines

PAGE = 30


@dataclass(frozen=True, slots=True)
class ItemView:
    """A procedure of a draft act: the form asked of it at the act's stage, the answers, the cost, and what is missing.

    `assessment` is None while nobody began.
    """

    item: DraftActProcedure
    form: ImpactForm
    assessment: ImpactAssessment | None
    answers: Mapping[str, Answer]
    lines_before: tuple[SourcedLine, ...]
    lines_after: tuple[SourcedLine, ...]
    completeness: Completeness

    @property
    def change(self) -> ChangeKind:
        """What the act does to the procedure."""
        return ChangeKind(self.item.change)

    @property
    def stands(self) -> ItemStands:
        """As the rules of the act's life ask it."""
        return ItemStands(self.item.name, self.completeness if self.assessment else None)

    @property
    def before(self) -> tuple[CostLine, ...]:
        """Its lines as it is, as the cost formula counts them."""
        return tuple(one.line for one in self.lines_before)

    @property
    def after(self) -> tuple[CostLine, ...]:
        """Its lines as the draft would have it."""
        return tuple(one.line for one in self.lines_after)

    def cost_confidence(self, side: Side) -> Confidence:
        """How sure the cost of one dossier is."""
        return confidence_of_lines(self.lines_before if side is Side.BEFORE else self.lines_after)

    def cost(self, side: Side) -> Cost | None:
        """What it costs for one dossier and a year; None without lines."""
        lines = self.before if side is Side.BEFORE else self.after
        if not lines:
            return None
        once = cost_of(lines)
        return Cost(once, once * self.performances)

    @property
    def performances(self) -> Fraction:
        """How often it is carried out in a year by all subjects together."""
        return Fraction(self.item.times_per_year or 0) * Fraction(self.item.subjects_per_year or 0)


def draft_acts_visible_to(person: Person, on: date) -> QuerySet[DraftAct]:
    """The draft acts of agencies whose reviews `person` reads or does, and of all bodies below them."""
    places = bodies_reached(person, Capability.READ_REVIEWS, Capability.DO_REVIEWS, on=on)
    return DraftAct.objects.filter(agency__in=places)


def agencies_drafting(person: Person, on: date) -> QuerySet[Agency]:
    """The agencies at which `person` may begin a draft act by a role held there."""
    return bodies_held(person, Capability.DO_REVIEWS, on=on)


def draft_acts_wanted(
    found: QuerySet[DraftAct], *, text: str = "", status: ActStatus | None = None
) -> QuerySet[DraftAct]:
    """Those with these words that stand so, each with `procedures_count` and `open_count`, opinions not answered."""
    for word in fold(text).split():
        found = found.filter(folded__contains=word)
    if status is not None:
        found = found.filter(status=status)
    counts = {
        "procedures_count": Count("procedures", distinct=True),
        "open_count": Count("opinions", filter=Q(opinions__outcome=OpinionOutcome.OPEN), distinct=True),
    }
    return found.annotate(**counts).select_related("agency")


def page_of_draft_acts(
    found: QuerySet[DraftAct], *, after: tuple[date, UUID] | None = None, size: int = PAGE
) -> list[DraftAct]:
    """Up to `size` + 1 acts, those begun last first, following the key (begun_on, id)."""
    if after is not None:
        found = found.filter(Q(begun_on__lt=after[0]) | Q(begun_on=after[0], pk__lt=after[1]))
    return list(found.order_by("-begun_on", "-id")[: size + 1])


def find_draft_act(pk: UUID, person: Person, on: date) -> DraftAct | None:
    """The act, when the person may see it."""
    found = draft_acts_visible_to(person, on).select_related("agency__area", "created_by", "decision")
    return found.filter(pk=pk).first()


def items_of(act: DraftAct, *, on: date, only: UUID | None = None) -> list[ItemView]:
    """The procedures of the act with their assessment at its stage, in the order in which they were added; five
    queries. `on` is the day whose form is asked where nobody began."""
    rows = act.procedures.select_related("procedure").order_by("added_at", "id")
    items = list(rows if only is None else rows.filter(pk=only))
    stage = ActStage(act.stage)
    assessments = {
        one.item_id: one
        for one in ImpactAssessment.objects.filter(item__in=items, stage=stage)
        .select_related("by")
        .prefetch_related("answers")
    }
    lines = cost_lines_of([one.pk for one in items])
    return [_view(one, assessments.get(one.pk), lines, on) for one in items]


def cost_lines_of(items: Collection[UUID]) -> dict[tuple[UUID, Side], list[SourcedLine]]:
    """The lines of each procedure and side, in order, with where their numbers are from; two queries."""
    found: dict[tuple[UUID, Side], list[SourcedLine]] = {}
    rows = ImpactCostLine.objects.filter(item__in=items).prefetch_related("sources")
    for row in rows.order_by("item", "side", "position"):
        origins = {
            CostPart(one.part): Origin(CostOrigin(one.origin), one.source, Confidence(one.confidence))
            for one in row.sources.all()
        }
        found.setdefault((row.item_id, Side(row.side)), []).append(SourcedLine(as_cost_line(row), origins))
    return found


def as_cost_line(row: ImpactCostLine) -> CostLine:
    """The row as the cost formula counts it."""
    return CostLine(
        activity=row.activity,
        hours=row.hours,
        hourly_income_vnd=row.hourly_income_vnd,
        service_vnd=row.service_vnd,
        fee_vnd=row.fee_vnd,
        other_vnd=row.other_vnd,
        block=Block(row.block),
    )


def _view(
    item: DraftActProcedure,
    assessment: ImpactAssessment | None,
    lines: Mapping[tuple[UUID, Side], list[SourcedLine]],
    on: date,
) -> ItemView:
    if assessment is None:
        form = form_for(ChangeKind(item.change), on=on)
    else:
        form = form_named(assessment.form_code, on=assessment.form_on)
    answers = answers_of(assessment)
    after = tuple(lines.get((item.pk, Side.AFTER), ()))
    has_cost = bool(after) and item.times_per_year is not None and item.subjects_per_year is not None
    return ItemView(
        item=item,
        form=form,
        assessment=assessment,
        answers=answers,
        lines_before=tuple(lines.get((item.pk, Side.BEFORE), ())),
        lines_after=after,
        completeness=completeness(form, answers, has_cost=has_cost),
    )


def answers_of(assessment: ImpactAssessment | None) -> dict[str, Answer]:
    """What was answered, by question; the answers should be prefetched."""
    if assessment is None:
        return {}
    return {
        row.question: Answer(ImpactReply(row.reply) if row.reply else None, row.text)
        for row in assessment.answers.all()
    }
