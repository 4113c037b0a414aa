"""What dossiers show of procedures before and after a change came into force: how long they took, what they cost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import chain
from uuid import UUID

from motcua.catalogue.enums import ChangeKind, VersionState
from motcua.catalogue.models import DecisionItem, ProcedureVersion
from motcua.kernel.clock import local_day
from motcua.organisations.models import Agency
from motcua.reviews.enums import CutKind, Side
from motcua.reviews.enums.proposals import ProposalKind
from motcua.reviews.models import CostEstimate, HourlyIncome, ScenarioChange, SimplificationProposal
from motcua.reviews.queries.costs.evidence import (
    Handled,
    Window,
    asked_by,
    handled_in,
    questions_of,
    versions_asked,
)
from motcua.reviews.queries.costs.settings import hourly_vnd, income_of, incomes_of, norms_for
from motcua.reviews.queries.costs.sheets import as_kept, bodies_whose_sheets_hold, standing
from motcua.reviews.queries.findings.scope import Scope
from motcua.reviews.queries.rounds.taken import TimeTaken, times_taken
from motcua.reviews.rules.cost.drafting import drafted
from motcua.reviews.rules.cost.evidence import Norm, Observed
from motcua.reviews.rules.cost.kept import KeptLine
from motcua.reviews.rules.measured.lines import Sheet, lines_as_done
from motcua.reviews.rules.measured.saving import MeasuredSaving, Spans, spans_of
from motcua.reviews.rules.measured.saving import Side as Done


@dataclass(frozen=True, slots=True)
class Found:
    """What was measured of one proposal: whose dossiers, how long they took, what the change saved."""

    spans: Spans
    took_before: TimeTaken
    took_after: TimeTaken
    saving: MeasuredSaving


def measure(
    proposals: Sequence[SimplificationProposal], *, agency: Agency, at: datetime
) -> dict[UUID, Found]:
    """What the dossiers at the agency and all below show of each of its proposals carried out, by proposal; a fixed
    number of statements. Procedures should be loaded.

    :raises Refused: "activity-norm-missing".
    """
    on, versions = local_day(at), _versions(proposals)
    ended = _ended(proposals)
    scenes = [_Scene(one, versions[one.procedure_id], ends=one.pk in ended, on=on) for one in proposals]
    windows = list(chain.from_iterable(scene.windows for scene in scenes))
    shown = handled_in(windows, agency_id=agency.pk, at=at)
    taken = times_taken(windows, scope=Scope(agency.pk, at))
    book = _Book(scenes, agency, on)
    changed = _about_how_often(proposals)
    found = {}
    for place, scene in enumerate(scenes):
        before, after = 2 * place, 2 * place + 1
        none = Handled(Observed())
        found[scene.proposal.pk] = Found(
            scene.spans,
            taken.get(before, TimeTaken()),
            taken.get(after, TimeTaken()),
            MeasuredSaving(
                book.side(scene, scene.before, shown.get(before, none)),
                book.side(scene, scene.after, shown.get(after, none)),
                counts_own=scene.after is None or scene.proposal.pk in changed,
            ),
        )
    return found


class _Scene:
    """A proposal carried out, the versions before and after (None: nothing is asked any more), and whose dossiers."""

    def __init__(
        self,
        proposal: SimplificationProposal,
        versions: Sequence[ProcedureVersion],
        *,
        ends: bool,
        on: date,
    ) -> None:
        day = proposal.carried_out_on
        assert day is not None
        self.proposal, self.day = proposal, day
        self.before = _in_force(versions, day - timedelta(days=1)) or proposal.version
        self.after = _in_force(versions, day)
        if self.after is None and not ends:
            self.after = self.before
        self.spans = spans_of(
            day, on=on, before_since=_since(self.before, day), after_ends=_until(self.after, day)
        )

    @property
    def windows(self) -> tuple[Window, Window]:
        """Before, and after."""
        spans, procedure = self.spans, self.proposal.procedure_id
        return (
            Window(procedure, spans.before_from, spans.before_until),
            Window(procedure, spans.after_from, spans.after_until),
        )


class _Book:
    """By what everything is priced: sheets, norms, what an hour is worth; read once for all proposals."""

    def __init__(self, scenes: Sequence[_Scene], agency: Agency, on: date) -> None:
        self.agency = agency
        wanted = {one.pk for scene in scenes for one in (scene.before, scene.after) if one is not None}
        self.versions = {one.pk: one for one in versions_asked(wanted)}
        codes = [one.procedure.code for one in self.versions.values()]
        self.questions = questions_of(codes, agency_id=agency.pk, on=on)
        self.norms: Mapping[str, Norm] = norms_for(agency.pk, on)
        self.bodies = bodies_whose_sheets_hold(agency.pk, on)
        self.incomes = incomes_of(agency.pk, on)
        self.sheets = _sheets({scene.proposal.procedure_id for scene in scenes}, self.bodies, on)

    def side(self, scene: _Scene, version: ProcedureVersion | None, shown: Handled) -> Done:
        """One side: what its version asks, done as its dossiers show, priced by one sheet and one hourly income."""
        if version is None:
            return Done(shown.observed, None, shown.waited_days, is_repealed=True)
        hourly = self._hourly(scene)
        if hourly is None or not self.norms:
            return Done(shown.observed, None, shown.waited_days)
        estimate = self._estimate(scene, version)
        sheet = Sheet()
        if estimate is not None:
            kept = tuple(as_kept(row) for row in estimate.lines.all())
            sheet = Sheet(kept, _called(estimate), estimate.version_id == version.pk)
        lines = lines_as_done(
            self._drafted(version, shown.observed, hourly[1]),
            sheet,
            observed=shown.observed,
            hourly_income_vnd=hourly[0],
        )
        return Done(
            shown.observed, lines, shown.waited_days, sheet.called or "định mức công việc thông thường"
        )

    def _drafted(
        self, version: ProcedureVersion, observed: Observed, income: HourlyIncome
    ) -> Sequence[KeptLine]:
        full = self.versions[version.pk]
        asked = asked_by(full, agency=self.agency, questions=self.questions)
        return drafted(asked, norms=self.norms, observed=observed, income=income_of(income))

    def _estimate(self, scene: _Scene, version: ProcedureVersion) -> CostEstimate | None:
        """The sheet of the version itself, else that of the other side, else the one last kept of the procedure."""
        kept = self.sheets.get(scene.proposal.procedure_id, [])
        others = [one for one in (scene.before, scene.after) if one is not None]
        for wanted in (version, *others):
            found = next((one for one in kept if one.version_id == wanted.pk), None)
            if found is not None:
                return found
        return next(iter(kept), None)

    def _hourly(self, scene: _Scene) -> tuple[Decimal, HourlyIncome] | None:
        """What an hour is worth on both sides: as the sheet of before has it, else as it held when the change came."""
        income = self._income(scene.day)
        if income is None:
            return None
        sheet = self._estimate(scene, scene.before)
        rate = (
            sheet.hourly_income_vnd if sheet is not None and sheet.hourly_income_vnd else hourly_vnd(income)
        )
        return rate, income

    def _income(self, day: date) -> HourlyIncome | None:
        held = [one for one in self.incomes if day in one.in_force]
        far = len(self.bodies)
        return min(
            held,
            key=lambda one: far if one.agency_id is None else self.bodies.index(one.agency_id),
            default=None,
        )


def _sheets(
    procedures: Collection[UUID], bodies: Sequence[UUID], on: date
) -> Mapping[UUID, list[CostEstimate]]:
    """The sheets of the procedures as they are, the one that stands for each first."""
    found = CostEstimate.objects.filter(procedure__in=procedures, agency__in=bodies, side=Side.BEFORE)
    kept: dict[UUID, list[CostEstimate]] = defaultdict(list)
    for one in standing(found, on).prefetch_related("lines__values"):
        kept[one.procedure_id].append(one)
    return kept


def _versions(
    proposals: Sequence[SimplificationProposal],
) -> Mapping[UUID, list[ProcedureVersion]]:
    found: dict[UUID, list[ProcedureVersion]] = defaultdict(list)
    rows = ProcedureVersion.objects.filter(
        procedure__in={one.procedure_id for one in proposals}, state=VersionState.PROMULGATED
    )
    for one in rows.select_related("procedure").order_by("in_force"):
        found[one.procedure_id].append(one)
    return found


def _about_how_often(proposals: Sequence[SimplificationProposal]) -> set[UUID]:
    """The proposals that have people come less often, by what they say or by the trial they follow."""
    said = {one.pk for one in proposals if one.dossiers_per_year_after is not None}
    trials = {one.scenario_id: one.pk for one in proposals if one.scenario_id is not None}
    rows = ScenarioChange.objects.filter(scenario__in=trials, kind=CutKind.EXTEND_VALIDITY)
    return said | {trials[scenario] for scenario in rows.values_list("scenario_id", flat=True)}


def _ended(proposals: Sequence[SimplificationProposal]) -> set[UUID]:
    """The proposals that took their procedure away."""
    rows = DecisionItem.objects.filter(
        decision__in={one.carried_out_by_id for one in proposals if one.carried_out_by_id is not None},
        change=ChangeKind.REPEALED,
    )
    repealed = set(rows.values_list("decision_id", "procedure_id"))
    return {
        one.pk
        for one in proposals
        if ProposalKind.REPEAL in one.kinds or (one.carried_out_by_id, one.procedure_id) in repealed
    }


def _in_force(versions: Sequence[ProcedureVersion], day: date) -> ProcedureVersion | None:
    return next((one for one in versions if one.in_force is not None and day in one.in_force), None)


def _since(version: ProcedureVersion, day: date) -> date | None:
    """From when the version holds, where it began before the day."""
    since = version.in_force.lower if version.in_force is not None else None
    return since if since is not None and since < day else None


def _until(version: ProcedureVersion | None, day: date) -> date | None:
    until = version.in_force.upper if version is not None and version.in_force is not None else None
    return until if until is not None and until > day else None


def _called(estimate: CostEstimate) -> str:
    if estimate.agreed_at is not None:
        return f"bảng chi phí thống nhất ngày {local_day(estimate.agreed_at):%d/%m/%Y}"
    return f"bảng chi phí nháp ngày {local_day(estimate.made_at):%d/%m/%Y}"
