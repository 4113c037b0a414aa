"""The papers of a round, from the rows to the plain facts that the rules put into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from motcua.documents.official.content import Signing
from motcua.documents.official.issuing import Issuing
from motcua.documents.queries.issuing import issuing_of
from motcua.kernel.clock import local_day
from motcua.organisations.models import Agency, Subordination
from motcua.reviews.enums import Confidence
from motcua.reviews.enums.measured import NotMeasured
from motcua.reviews.enums.proposals import ProposalKind, ProposalPower, ProposalStatus
from motcua.reviews.enums.rounds import HandInStep, ItemStatus, RoundKind
from motcua.reviews.models import (
    LegalChange,
    ProposalMeasurement,
    ReviewRound,
    RoadmapStep,
    RoundItem,
    SimplificationProposal,
)
from motcua.reviews.queries.rounds.beside import last_measurements, measured_year
from motcua.reviews.queries.rounds.following import papers_gone_of
from motcua.reviews.queries.rounds.groups import groups_of
from motcua.reviews.queries.rounds.lists import chain_of, counts_of, items_of
from motcua.reviews.queries.rounds.proposals import is_by_draft, proposals_in, saving_of
from motcua.reviews.rules.rounds.completeness import StepSaid
from motcua.reviews.rules.rounds.papers.facts import (
    ChainLine,
    Change,
    Group,
    MeasuredLine,
    ProposalLine,
    ReviewedProcedure,
    RoundPaper,
)
from motcua.reviews.rules.rounds.proposals import DECIDED
from motcua.reviews.rules.rounds.states import REVIEWED


def round_paper(held: ReviewRound, *, on: date, kind: str) -> RoundPaper:
    """Everything the round's own papers say; `kind` is the abbreviation of the paper ("KH", "BC", "TTr")."""
    items, proposals = items_of(held), _told(proposals_in(held), kind)
    proposed = {one.item_id: ", ".join(_kinds(one)).lower() for one in proposals}
    is_plan = kind == "KH"
    return RoundPaper(
        issuing=_issuing(held, on=on, kind=kind),
        title=held.title,
        is_yearly=held.kind == RoundKind.YEARLY,
        year=held.year,
        first=held.period.lower,
        last=held.period.upper - timedelta(days=1),
        approver=held.approver,
        scope=held.scope,
        appraiser=held.appraiser,
        control_unit=held.control_unit.name if held.control_unit else "",
        bases=_lines(held.basis),
        goals=_lines(held.goals),
        procedures=tuple(_procedure(item, proposed) for item in items if item.status != ItemStatus.LEFT_OUT),
        left_out=tuple(_procedure(item, proposed) for item in items if item.status == ItemStatus.LEFT_OUT),
        chain=_chain(held, on=on, is_plan=is_plan),
        proposals=() if is_plan else tuple(_proposals(proposals)),
        groups=() if is_plan else tuple(_groups(held)),
        reviewed=counts_of(items).reviewed,
    )


def has_finished(proposals: list[SimplificationProposal]) -> bool:
    """Whether any of the proposals may be submitted or was: of a finished review, and not turned down."""
    return any(_is_finished(one) for one in proposals)


def _is_finished(proposal: SimplificationProposal) -> bool:
    return proposal.item.status in REVIEWED and proposal.status != ProposalStatus.REJECTED


def _told(proposals: list[SimplificationProposal], kind: str) -> list[SimplificationProposal]:
    """Which proposals a paper tells: the report those of finished reviews that were not turned down; what is submitted
    those still to be decided, or, when none is left, those that were approved."""
    finished = [one for one in proposals if _is_finished(one)]
    if kind != "TTr":
        return finished
    return [one for one in finished if one.status not in DECIDED] or finished


def decision_paper(held: ReviewRound, *, on: date) -> RoundPaper:
    """The same going out from the body above, which decides."""
    paper = round_paper(held, on=on, kind="TTr")
    above = (
        Subordination.objects.filter(agency=held.agency, in_force__contains=on)
        .select_related("parent")
        .first()
    )
    issuing = _of_above(above.parent, on) if above else replace(paper.issuing, symbol="QĐ-…", superior="")
    return paper.issued_by(
        replace(
            issuing,
            is_draft=True,
            is_sample=held.is_sample,
            recipients=("Như Điều 4", held.agency.name, "Lưu: VT"),
        )
    )


def _of_above(agency: Agency, on: date) -> Issuing:
    found = issuing_of(agency, on=on, symbol="QĐ-UBND", is_draft=True)
    return replace(found, superior="", signing=Signing("Chủ tịch", found.signing.name))


def _issuing(held: ReviewRound, *, on: date, kind: str) -> Issuing:
    number, _slash, symbol = held.document_number.partition("/")
    owner = symbol.partition("-")[2] or "…"
    is_plan = kind == "KH"
    recipients = {
        "KH": ("Các đơn vị có tên trong phụ lục", "Lưu: VT"),
        "BC": (held.approver or "Lãnh đạo cơ quan", held.appraiser, "Lưu: VT"),
        "TTr": ("Như trên", held.appraiser, "Lưu: VT"),
    }[kind]
    return issuing_of(
        held.agency,
        on=on,
        symbol=symbol if is_plan and symbol.startswith("KH") else f"{kind}-{owner}",
        number=number if is_plan and symbol.startswith("KH") else "",
        issued_on=held.issued_on if is_plan and symbol.startswith("KH") else None,
        recipients=tuple(one for one in recipients if one),
        is_draft=is_plan and held.approved_at is None,
        is_sample=held.is_sample,
    )


def _procedure(item: RoundItem, proposed: Mapping[UUID, str]) -> ReviewedProcedure:
    status = ItemStatus(item.status)
    field = item.version.field.name if item.version and item.version.field else ""
    outcome = item.status_note if status is ItemStatus.LEFT_OUT else status.label
    return ReviewedProcedure(
        code=item.procedure.code,
        name=item.version.name if item.version else "",
        field=field,
        unit=item.unit.name if item.unit else "",
        reason=item.reason,
        due_on=item.due_on,
        product=item.product,
        outcome=outcome,
        proposed=proposed.get(item.pk, "giữ nguyên" if status is ItemStatus.ACCEPTED else ""),
    )


def _chain(held: ReviewRound, *, on: date, is_plan: bool) -> tuple[ChainLine, ...]:
    lines = [
        ChainLine(
            one.row.get_step_display(),
            one.row.get_product_display(),
            one.row.due_on,
            "" if is_plan or one.row.unit is None else one.row.unit.name,
            "" if is_plan else one.standing.label,
        )
        for one in chain_of(held, on=on)
        if not (is_plan and one.row.step == HandInStep.UNIT and one.row.unit is None and held.begun_at)
    ]
    return tuple(dict.fromkeys(lines))


def _proposals(proposals: list[SimplificationProposal]) -> list[ProposalLine]:
    changes: dict[UUID, list[LegalChange]] = {}
    for row in LegalChange.objects.filter(proposal__in=proposals).order_by("proposal_id", "position"):
        changes.setdefault(row.proposal_id, []).append(row)
    steps: dict[UUID, list[StepSaid]] = {}
    for step in RoadmapStep.objects.filter(proposal__in=proposals).order_by("proposal_id", "position"):
        steps.setdefault(step.proposal_id, []).append(StepSaid(step.what, step.who, step.due_on))
    gone = papers_gone_of(proposals)
    last = last_measurements(proposals)
    return [
        ProposalLine(
            code=one.procedure.code,
            name=one.version.name,
            field=one.version.field.name if one.version.field else "",
            unit=one.item.unit.name if one.item.unit else "",
            kinds=_kinds(one),
            content=one.content,
            reason=one.reason,
            changes=tuple(
                Change(row.act, row.article, row.change, row.responsible, row.due_on)
                for row in changes.get(one.pk, [])
            ),
            saving=saving_of(one),
            limit_unit=one.get_limit_unit_display() if one.limit_unit else "",
            is_for_ministry=one.power == ProposalPower.MINISTRY,
            papers_gone=tuple(gone[one.pk]),
            roadmap=tuple(steps.get(one.pk, [])),
            carried_out_on=one.carried_out_on,
            measured=_measured(last.get(one.pk)),
            is_by_draft=is_by_draft(one),
        )
        for one in proposals
    ]


def _measured(row: ProposalMeasurement | None) -> MeasuredLine | None:
    if row is None:
        return None
    return MeasuredLine(
        measured_on=local_day(row.at),
        year=measured_year(row),
        percent=row.saving_percent,
        dossiers=(row.dossiers_before, row.dossiers_after),
        confidence=Confidence(row.confidence).label,
        missing=NotMeasured(row.missing).label if row.missing else "",
    )


def _groups(held: ReviewRound) -> list[Group]:
    return [
        Group(
            one.title,
            tuple(item.procedure.code for item in one.items.all()),
            one.interactions,
            one.get_wish_display(),
            one.content,
        )
        for one in groups_of(held)
    ]


def _kinds(proposal: SimplificationProposal) -> tuple[str, ...]:
    return tuple(ProposalKind(kind).label for kind in proposal.kinds)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip(" -•;\t") for line in text.splitlines() if line.strip(" -•;\t"))
