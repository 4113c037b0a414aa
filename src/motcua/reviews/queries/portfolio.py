"""The procedures of an agency as a portfolio: what they weighed, weigh, and will weigh as approved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.catalogue.enums import ProcedureKind, VersionState
from motcua.catalogue.models import Field, ProcedureVersion
from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.rules.calendars import instant
from motcua.organisations.queries.agencies import subtree
from motcua.reviews.enums import Burden, TargetSet
from motcua.reviews.enums.proposals import ProposalStatus
from motcua.reviews.models import ReductionTarget, SimplificationProposal
from motcua.reviews.queries.business import marks
from motcua.reviews.queries.changes.facts import current_versions
from motcua.reviews.queries.costs.sheets import bodies_whose_sheets_hold, end_of
from motcua.reviews.queries.findings.scope import Scope
from motcua.reviews.queries.portfolio_costs import costs_of, priced_line
from motcua.reviews.queries.portfolio_weights import Weight, weights_of
from motcua.reviews.queries.successions import replaced_by
from motcua.reviews.rules.business import concerns_business
from motcua.reviews.rules.changes.facts import NONE, working_days
from motcua.reviews.rules.changes.portfolio import Cut, Held, Wanted, Weighed, staying
from motcua.reviews.rules.changes.pricing import Reckoned
from motcua.reviews.rules.succession import Replaced, heirs

_APPROVED = (ProposalStatus.APPROVED, ProposalStatus.CARRIED_OUT, ProposalStatus.MEASURED)


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The procedures of an agency on a day, compared with the day `baseline_on`."""

    held: tuple[Held, ...]
    on: date
    baseline_on: date


def portfolio(scope: Scope, *, baseline_on: date, is_followed: bool = True) -> Portfolio:
    """Every procedure of the agency's competence on the day, and those that ended since the baseline; what took the
    place of others is compared with them. Where the catalogue has no version of the baseline day, the first one after
    it is what is compared with. Not `is_followed`: each stands by itself, those replaced as ended. Some
    fifteen statements, however many procedures."""
    now = current_versions(scope)
    former = current_versions(Scope(scope.agency_id, instant(baseline_on, 0)))
    before = {**_first_versions(set(now) - set(former), scope), **former}
    ended = set(before) - set(now)
    links = replaced_by(scope) if ended and is_followed else []
    led = heirs(links, ended=ended, in_force=now)
    lines = _lines(now, before, former, led)
    wanted = {*now.values(), *before.values()}
    versions = {
        one.pk: one
        for one in ProcedureVersion.objects.filter(pk__in=wanted).select_related("procedure", "field")
    }
    weights = weights_of(wanted)
    costs, (planned, done) = costs_of(scope), _approved(scope, since=baseline_on)
    marked = marks(scope)
    held = []
    for code, line in sorted(lines.items()):
        version = versions[now.get(code, line[0])]
        priced = priced_line([versions[was] for was in line], version, costs, done)
        held.append(
            _held(
                version,
                sum((_weighed(weights[was]) for was in line), Weighed(cost=priced.before)),
                _weighed(weights[now[code]]) + Weighed(cost=priced.now) if code in now else None,
                planned,
                priced=priced,
                has_draft=costs.has_draft(version, is_known=priced.is_known),
                has_limit=all(weights[was].days is not None for was in line),
                marked=marked.get(version.procedure_id),
                replaces=tuple(link for link in links if led.get(link.earlier) == code),
            )
        )
    return Portfolio(tuple(held), scope.on, baseline_on)


def _lines(
    now: Mapping[str, UUID], before: Mapping[str, UUID], former: Mapping[str, UUID], led: Mapping[str, str]
) -> dict[str, list[UUID]]:
    """With which versions each procedure is compared, by code: its own of the baseline day, and those of procedures
    whose place it took. One that came only to take their place has none of its own."""
    heirs_now = set(led.values())
    lines: dict[str, list[UUID]] = defaultdict(list)
    for code in sorted({*now, *before}):
        if code in former or code not in heirs_now:
            lines[led.get(code, code)].append(before[code])
    return lines


def _first_versions(codes: Collection[str], scope: Scope) -> dict[str, UUID]:
    """The first promulgated version of each procedure, by code."""
    found = ProcedureVersion.objects.filter(
        procedure__code__in=codes,
        procedure__jurisdiction__in=("", scope.jurisdiction),
        state=VersionState.PROMULGATED,
    ).order_by("procedure__code", "-procedure__jurisdiction", "in_force")
    first: dict[str, UUID] = {}
    for code, version in found.values_list("procedure__code", "pk"):
        first.setdefault(code, version)
    return first


def _weighed(weight: Weight) -> Weighed:
    return Weighed(
        days=weight.days or NONE, papers=Fraction(weight.papers), conditions=Fraction(weight.conditions)
    )


def _held(
    version: ProcedureVersion,
    before: Weighed,
    now: Weighed | None,
    cuts: Cuts,
    *,
    priced: Reckoned,
    has_limit: bool,
    has_draft: bool,
    marked: bool | None,
    replaces: tuple[Replaced, ...],
) -> Held:
    current = Weighed() if now is None else now
    return Held(
        version.procedure.code,
        version.name,
        str(version.procedure_id),
        ProcedureKind(version.procedure.kind),
        version.field.name if version.field else "",
        tuple(version.levels),
        concerns_business(
            recorded=version.is_business_related, applicants=version.applicant_types, marked=marked
        ),
        before,
        current,
        cuts.get(version.procedure_id, _UNCUT).of(current),
        priced.is_known,
        has_limit,
        now is None,
        priced.dossiers,
        priced.hourly,
        has_draft,
        replaces,
    )


Cuts = dict[UUID, Cut]
_UNCUT = Cut()


def _approved(scope: Scope, *, since: date) -> tuple[Cuts, Cuts]:
    """What approved proposals not yet carried out will take away, and what those carried out after the day took, by
    procedure, as frozen at approval."""
    planned: Cuts = {}
    done: Cuts = {}
    for one in approved_proposals(scope):
        if one.carried_out_on is not None and one.carried_out_on <= since:
            continue
        cuts = planned if one.status == ProposalStatus.APPROVED else done
        cuts[one.procedure_id] = cuts.get(one.procedure_id, _UNCUT).and_also(_cut_of(one))
    return planned, done


def _cut_of(one: SimplificationProposal) -> Cut:
    before, after = _years(one)
    return Cut(
        Weighed(
            days=_cut(_days(one, one.limit_before), _days(one, one.limit_after)),
            papers=_cut(_count(one.papers_before), _count(one.papers_after)),
            conditions=_cut(_count(one.conditions_before), _count(one.conditions_after)),
        ),
        staying(before, after),
        staying(_exact(one.dossiers_per_year), _exact(one.dossiers_per_year_after)),
    )


def approved_proposals(scope: Scope) -> QuerySet[SimplificationProposal]:
    """The proposals of the agency and all below that were approved by the day."""
    places = Q() if scope.agency_id is None else Q(agency__in=subtree(scope.agency_id, scope.on))
    return SimplificationProposal.objects.filter(
        places, status__in=_APPROVED, approved_at__lt=end_of(scope.on)
    )


def _days(one: SimplificationProposal, amount: Decimal | None) -> Fraction | None:
    return working_days(amount, LimitUnit(one.limit_unit) if one.limit_unit else None)


def _years(one: SimplificationProposal) -> tuple[Fraction | None, Fraction | None]:
    """The cost of a year before and after, each with the dossiers of its own side."""
    before, after = one.dossiers_per_year, one.dossiers_per_year_after
    return _year(one.cost_before_vnd, before), _year(one.cost_after_vnd, before if after is None else after)


def _exact(number: Decimal | None) -> Fraction | None:
    return None if number is None else Fraction(number)


def _year(cost: Decimal | None, dossiers: Decimal | None) -> Fraction | None:
    return None if cost is None or dossiers is None else Fraction(cost) * Fraction(dossiers)


def _count(number: int | None) -> Fraction | None:
    return None if number is None else Fraction(number)


def _cut(before: Fraction | None, after: Fraction | None) -> Fraction:
    """What falls; nothing where one of the two was not said."""
    return NONE if before is None or after is None else max(NONE, before - after)


def targets_on(agency_id: UUID | None, on: date) -> list[ReductionTarget]:
    """The targets that hold for the agency on the day: its own, else of the nearest body above, else everybody's; in
    the order of sets and burdens. Three queries."""
    bodies = [] if agency_id is None else bodies_whose_sheets_hold(agency_id, on)
    found = ReductionTarget.objects.filter(
        Q(agency__isnull=True) | Q(agency__in=bodies), in_force__contains=on
    ).select_related("field", "agency")
    nearest: dict[tuple[str, int | None, str, str], ReductionTarget] = {}
    for one in sorted(found, key=lambda each: _distance(bodies, each.agency_id)):
        nearest.setdefault((one.procedures, one.field_id, one.level, one.burden), one)
    sets, burdens = list(TargetSet), list(Burden)
    return sorted(
        nearest.values(),
        key=lambda one: (
            sets.index(TargetSet(one.procedures)),
            one.called,
            burdens.index(Burden(one.burden)),
        ),
    )


def wanted_of(target: ReductionTarget) -> Wanted:
    """A target as the rules take it."""
    field = target.field.name if target.field else ""
    return Wanted(TargetSet(target.procedures), Burden(target.burden), target.percent, field, target.level)


def targets_of(agency_id: UUID) -> list[ReductionTarget]:
    """Every target that the agency itself ever set, those that hold longest first; one query."""
    found = ReductionTarget.objects.filter(agency=agency_id).select_related("field", "agency", "by")
    return list(found.order_by("-in_force", "procedures", "level", "burden", "pk"))


def baselines(targets: Iterable[ReductionTarget], *, on: date) -> list[date]:
    """The days from which the targets count, the latest first; the beginning of the year where there is no target."""
    return sorted({one.baseline_on for one in targets}, reverse=True) or [date(on.year, 1, 1)]


def _distance(bodies: list[UUID], agency_id: UUID | None) -> int:
    return len(bodies) if agency_id is None else bodies.index(agency_id)


def field_choices() -> list[tuple[int, str]]:
    """The fields of administration for choosing, in the order of names; one query."""
    return list(Field.objects.order_by("sort_key", "pk").values_list("pk", "name"))
