"""Questions about promulgation decisions: who wrote them, what they change, whether they are in time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.queries import agencies_where
from motcua.catalogue.enums import ChangeKind, DecisionScope, DecisionStage, VersionState
from motcua.catalogue.models import DecisionItem, Procedure, ProcedureVersion, PromulgationDecision
from motcua.catalogue.queries.contents import contents_of
from motcua.catalogue.rules.content import Content
from motcua.catalogue.rules.decisions import ENDS_PROCEDURE, DecisionFacts, DutyClock, Term, Terms, clocks
from motcua.catalogue.rules.diff import FieldChange, diff
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused

WRITING = ("DecisionDrafted", "DecisionChanged", "DecisionItemPut", "DecisionItemRemoved")


@dataclass(frozen=True, slots=True)
class ItemDiff:
    """One procedure of a decision with what changes field by field; `ends` when it leaves the catalogue."""

    item: DecisionItem
    procedure: Procedure
    name: str
    change: ChangeKind
    changes: Sequence[FieldChange]
    ends: bool


def decisions_visible_to(person: Person, on: date) -> QuerySet[PromulgationDecision]:
    """The decisions of agencies where `person` keeps the catalogue or approves, latest first."""
    places = agencies_where(person, Capability.KEEP_CATALOGUE, on) | agencies_where(
        person, Capability.APPROVE_DECISION, on
    )
    return PromulgationDecision.objects.filter(agency__in=places).order_by("-prepared_at", "-id")


def with_item_counts(decisions: QuerySet[PromulgationDecision]) -> QuerySet[PromulgationDecision]:
    """Each decision with `items_count`."""
    return decisions.annotate(items_count=Count("items"))


def writers_of(decision: PromulgationDecision) -> set[str]:
    """The actors who wrote any part of the decision, from the journal: none of them may approve it."""
    drafts = DecisionItem.objects.filter(decision=decision, version__isnull=False).values_list(
        "version_id", flat=True
    )
    about_decision = Q(subject_kind="decision", subject_id=str(decision.pk), kind__in=WRITING)
    about_drafts = Q(subject_kind="version", subject_id__in=[str(pk) for pk in drafts])
    entries = JournalEntry.objects.filter(about_decision | about_drafts)
    return {decision.prepared_by.actor, *entries.values_list("actor", flat=True).distinct()}


def item_diffs(
    decision: PromulgationDecision, *, on: date, after: str = "", size: int | None = None
) -> list[ItemDiff]:
    """What the decision changes, item by item, against the versions in force on `on`; a fixed number of queries.

    For a decision already promulgated pass its effective day: the version ending there is the one compared with.
    The items come in the order of codes: all of them, or up to `size` + 1 after the code `after`.
    """
    found = DecisionItem.objects.filter(decision=decision, procedure__code__gt=after)
    ordered = found.select_related("procedure", "version", "replaced_by").order_by("procedure__code", "id")
    items = list(ordered if size is None else ordered[: size + 1])
    before = _versions_before([item.procedure_id for item in items], on, promulgated_by=decision)
    wanted = [*before.values(), *(item.version_id for item in items if item.version_id is not None)]
    contents = contents_of(wanted)
    return [_item_diff(item, contents, before.get(item.procedure_id)) for item in items]


def _versions_before(
    procedure_ids: Sequence[UUID], on: date, *, promulgated_by: PromulgationDecision
) -> dict[UUID, UUID]:
    """Version in force on `on` of each procedure, or ending on that day when this decision ended it."""
    versions = ProcedureVersion.objects.filter(
        procedure__in=procedure_ids, state=VersionState.PROMULGATED
    ).exclude(decision=promulgated_by)
    found = versions.filter(Q(in_force__contains=on) | Q(in_force__endswith=on))
    return dict(found.values_list("procedure_id", "id"))


def _item_diff(item: DecisionItem, contents: dict[UUID, Content], before_id: UUID | None) -> ItemDiff:
    change = ChangeKind(item.change)
    before = contents.get(before_id) if before_id is not None else None
    after = contents.get(item.version_id) if item.version_id is not None else None
    name = after.name if after is not None else before.name if before is not None else item.procedure.code
    changes = diff(before, after) if after is not None else []
    return ItemDiff(item, item.procedure, name, change, changes, change in ENDS_PROCEDURE)


def decision_clocks(decision: PromulgationDecision, *, today: date) -> list[DutyClock]:
    """The decision's duties on the national calendar, as they stand on `today`.

    Basis: see `rules.decisions.clocks`; the numbers in force on the day the act takes effect or the signing day.
    """
    return clocks_of([decision], today=today)[decision.pk]


def clocks_of(decisions: Iterable[PromulgationDecision], *, today: date) -> dict[UUID, list[DutyClock]]:
    """The duties of each of the decisions, by its id. Each legal number is read once for each day it is asked for."""
    from motcua.deadlines.queries import calendar_for

    calendar = calendar_for("national")
    known: dict[tuple[str, date], Term | None] = {}
    found = {}
    for decision in decisions:
        facts = DecisionFacts(
            scope=DecisionScope(decision.scope),
            is_shortened=decision.is_shortened,
            signed_on=decision.signed_on,
            act_effective_on=decision.act_effective_on,
            published_on=decision.published_on,
        )
        found[decision.pk] = clocks(
            facts=facts,
            terms=_terms(facts, decision.signed_on or decision.act_effective_on or today, known),
            today=today,
            add_working_days=calendar.add_working_days,
            working_days_between=calendar.working_days_between,
        )
    return found


def decisions_on_the_clock(person: Person, on: date) -> QuerySet[PromulgationDecision]:
    """Decisions that `person` keeps or approves and whose signing or publication is still owed."""
    visible = decisions_visible_to(person, on)
    unsigned = Q(act_effective_on__isnull=False) & ~Q(
        stage__in=[DecisionStage.PROMULGATED, DecisionStage.WITHDRAWN]
    )
    unpublished = Q(stage=DecisionStage.PROMULGATED, published_on__isnull=True)
    return visible.filter(unsigned | unpublished)


def decisions_awaiting_approval(person: Person, on: date) -> QuerySet[PromulgationDecision]:
    """Submitted decisions that `person` may approve and did not prepare."""
    places = agencies_where(person, Capability.APPROVE_DECISION, on)
    waiting = PromulgationDecision.objects.filter(
        agency__in=places, stage=DecisionStage.SUBMITTED_TO_CHAIRMAN
    )
    return waiting.exclude(prepared_by=person).order_by("prepared_at", "id")


def _terms(facts: DecisionFacts, on: date, known: dict[tuple[str, date], Term | None]) -> Terms:
    scope = facts.scope.value
    return Terms(
        lead=_term(
            "promulgation.shortened" if facts.is_shortened else f"promulgation.lead.{scope}", on, known
        ),
        index_lead=_term(f"promulgation.index_lead.{scope}", on, known),
        publication=_term(
            "publication.shortened" if facts.is_shortened else f"publication.{scope}", on, known
        ),
    )


def _term(code: str, on: date, known: dict[tuple[str, date], Term | None]) -> Term | None:
    from motcua.deadlines.queries import find_legal_term

    if (code, on) not in known:
        found = find_legal_term(code, on)
        known[code, on] = Term(int(found.amount), found.basis) if found is not None else None
    return known[code, on]


def find_item(decision: PromulgationDecision, pk: int) -> DecisionItem | None:
    """One item of the decision with its procedure; None when it is not there any more."""
    items = DecisionItem.objects.filter(decision=decision, pk=pk)
    return items.select_related("decision", "procedure").first()


def get_procedures(*, ids: Collection[UUID] = (), codes: Collection[str] = ()) -> list[Procedure]:
    """The procedures with these ids or, of the nation's, these codes; by code.

    :raises Refused: "procedure-not-found" when one is not there.
    """
    known = Q(pk__in=ids) | Q(code__in=codes, jurisdiction="")
    found = list(Procedure.objects.filter(known).order_by("code"))
    if len(found) < len(set(ids)) + len(set(codes)):
        missing = sorted(set(codes) - {procedure.code for procedure in found})
        raise Refused(
            "procedure-not-found",
            f"Không có thủ tục {', '.join(missing) or 'đã chọn'} trong danh mục. Kiểm tra lại mã.",
        )
    return found
