"""What the catalogue asks and what the dossiers show, for sheets of many procedures at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from motcua.catalogue.enums import Channel
from motcua.catalogue.models import DossierComponent, ProcedureVersion, SubmissionMethod
from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.rules.calendars import instant
from motcua.forms.models import FormVersion
from motcua.kernel.clock import local_day
from motcua.kernel.text import fold
from motcua.organisations.models import Agency
from motcua.payments.enums import FeeKind
from motcua.reviews.queries.findings.scope import Scope
from motcua.reviews.rules.cost.evidence import WHOLE_YEAR, Asked, Fee, Observed
from motcua.reviews.rules.cost.preparing import Paper

_SAME_DAY = frozenset({LimitUnit.SAME_DAY, LimitUnit.IMMEDIATE, LimitUnit.HOUR})
_SEEN = """
    seen AS MATERIALIZED (
        SELECT d.id, w.place, d.door, d.return_way, d.submitted_at, d.delivered_at, d.finished_at
        FROM unnest(%(procedures)s::uuid[], %(firsts)s::timestamptz[], %(ends)s::timestamptz[])
             WITH ORDINALITY AS w(procedure_id, first, ends, place)
        JOIN dossiers_dossier d ON d.procedure_id = w.procedure_id
            AND d.received_at >= w.first AND d.received_at < least(w.ends, %(at)s)
        WHERE d.competent_id = ANY(%(places)s::uuid[])
    )
"""
_FIRST = """
    SELECT min(d.received_at) FROM dossiers_dossier d
    WHERE d.competent_id = ANY(%(places)s::uuid[]) AND d.received_at < %(at)s
"""
# A subject is a person by number or account, else by name and telephone.
_WHOLE = f"""
    WITH {_SEEN}
    SELECT s.place, count(*),
           count(DISTINCT coalesce(nullif(p.identity_number, ''), p.person_id::text, p.name || p.phone, s.id::text)),
           count(*) FILTER (
               WHERE s.delivered_at < %(at)s AND s.door IN ('direct', 'kiosk') AND s.return_way = 'desk'
                 AND (s.delivered_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
                     = (s.submitted_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
           ),
           percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM s.finished_at - s.submitted_at) / 86400)
               FILTER (WHERE s.finished_at < %(at)s),
           count(*) FILTER (WHERE s.finished_at < %(at)s)
    FROM seen s LEFT JOIN dossiers_party p ON p.dossier_id = s.id AND p.role = 'applicant' GROUP BY 1
"""
_DOORS = f"WITH {_SEEN} SELECT place, door, return_way, count(*) FROM seen GROUP BY 1, 2, 3"
_SUPPLEMENTS = f"""
    WITH {_SEEN}
    SELECT s.place, count(*) FROM seen s JOIN dossiers_supplementrequest r ON r.dossier_id = s.id
    WHERE r.requested_at < %(at)s GROUP BY 1
"""
_PAPERS = f"""
    WITH {_SEEN}
    SELECT s.place, coalesce(k.name, m.name),
           count(DISTINCT s.id) FILTER (WHERE NOT m.is_missing AND m.form NOT IN ('', 'reused')), count(DISTINCT s.id)
    FROM seen s JOIN dossiers_submittedpaper m ON m.dossier_id = s.id
    LEFT JOIN catalogue_dossiercomponent k ON k.id = m.component_id GROUP BY 1, 2
"""
_WITH_PAPERS = f"""
    WITH {_SEEN}
    SELECT s.place, count(*) FROM seen s
    WHERE EXISTS (SELECT 1 FROM dossiers_submittedpaper m WHERE m.dossier_id = s.id AND m.form <> '') GROUP BY 1
"""
# What is still owed says nothing yet of what is really collected.
_MONEY = f"""
    WITH {_SEEN}, paid AS (
        SELECT c.id, s.place, s.id AS dossier, c.collected_vnd - c.refunded_vnd AS kept
        FROM seen s JOIN payments_charge c ON c.subject_kind = 'dossier' AND c.subject_id = s.id::text
        WHERE c.cancelled_at IS NULL AND c.left_vnd = 0
    ), ways AS (
        SELECT p.place, count(*) AS paid, count(*) FILTER (WHERE k.way IN ('online', 'transfer')) AS online
        FROM paid p JOIN payments_collection k ON k.charge_id = p.id GROUP BY 1
    )
    SELECT p.place, count(DISTINCT p.dossier), sum(p.kept)::bigint, coalesce(max(w.online), 0),
           coalesce(max(w.paid), 0)
    FROM paid p LEFT JOIN ways w USING (place) GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class Handled:
    """What the dossiers of a procedure show, and in how many days half of those that ended did (None: none did)."""

    observed: Observed
    waited_days: Decimal | None = None
    waited_dossiers: int = 0


@dataclass(frozen=True, slots=True)
class Window:
    """The dossiers of a procedure received from `first` on, before `until`."""

    procedure_id: UUID
    first: date
    until: date


def handled(procedure_ids: Collection[UUID], *, agency_id: UUID, at: datetime) -> dict[UUID, Handled]:
    """What the dossiers received in the year before the moment at the agency and all below show, by procedure; those
    without a dossier are left out. Where the record is shorter than a year, its days are told. Eight statements."""
    on = local_day(at)
    first, until = on - timedelta(days=WHOLE_YEAR), on + timedelta(days=1)
    windows = [Window(one, first, until) for one in dict.fromkeys(procedure_ids)]
    found = handled_in(windows, agency_id=agency_id, at=at)
    return {windows[place].procedure_id: shown for place, shown in found.items()}


def handled_in(windows: Sequence[Window], *, agency_id: UUID, at: datetime) -> dict[int, Handled]:
    """What the dossiers of each window at the agency and all below show, as things stand at the moment, by the place of
    the window; windows without a dossier are left out. Eight statements, however many windows."""
    scope = Scope(agency_id, at)
    asked = {
        "procedures": [one.procedure_id for one in windows],
        "firsts": [instant(one.first, 0) for one in windows],
        "ends": [instant(one.until, 0) for one in windows],
    }
    [[record]] = scope.rows(_FIRST)
    began = scope.on if record is None else local_day(record)
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    waited: dict[int, tuple[Decimal | None, int]] = {}
    for place, count, subjects, same, half, ended in scope.rows(_WHOLE, **asked):
        days = _days(windows[place - 1], began, scope.on)
        found[place] = {"dossiers": count, "subjects": subjects, "same_visit": same, "days": days}
        waited[place] = None if half is None else Decimal(str(round(half, 2))), ended
    if not found:
        return {}
    _add_ways(found, scope.rows(_DOORS, **asked))
    for place, count in scope.rows(_SUPPLEMENTS, **asked):
        found[place]["supplements"] = count
    for place, count in scope.rows(_WITH_PAPERS, **asked):
        found[place]["with_papers"] = count
    for place, name, handed, _all in scope.rows(_PAPERS, **asked):
        papers = found[place].setdefault("papers", defaultdict(int))
        papers[fold(name)] += handed
    for place, settled, kept, online, paid in scope.rows(_MONEY, **asked):
        found[place] |= {"settled": settled, "paid_vnd": kept, "paid_online": online, "paid": paid}
    return {place - 1: Handled(Observed(**facts), *waited[place]) for place, facts in found.items()}


def _days(window: Window, began: date, on: date) -> int:
    """How many days of the window lie in the record: it may begin later, and today does not count as passed."""
    return max((min(window.until, on) - max(window.first, began)).days, 1)


def _add_ways(found: dict[int, dict[str, Any]], rows: Iterable[tuple[Any, ...]]) -> None:
    for place, door, way, count in rows:
        doors = found[place].setdefault("doors", defaultdict(int))
        returns = found[place].setdefault("returns", defaultdict(int))
        doors[door] += count
        returns[way] += count


def versions_asked(version_ids: Collection[UUID]) -> list[ProcedureVersion]:
    """The versions with all that costs something; six queries, however many versions."""
    return list(
        ProcedureVersion.objects.filter(pk__in=version_ids)
        .select_related("procedure")
        .prefetch_related(
            "steps",
            Prefetch("components", DossierComponent.objects.prefetch_related("forms")),
            Prefetch("methods", SubmissionMethod.objects.prefetch_related("fees")),
        )
        .order_by("procedure__code")
    )


def asked_by(version: ProcedureVersion, *, agency: Agency, questions: Mapping[str, int]) -> Asked:
    """What a version asks, as the rules take it; its parts should be prefetched. `questions` by procedure code."""
    methods = list(version.methods.all())
    words = " ".join([version.requirements, *(f"{step.title} {step.text}" for step in version.steps.all())])
    return Asked(
        papers=tuple(
            Paper(
                part.pk,
                part.name,
                part.case_name,
                part.originals or 0,
                part.copies or 0,
                has_form=bool(part.forms.all()),
            )
            for part in version.components.all()
        ),
        channels=tuple(dict.fromkeys(method.channel for method in methods)),
        fees=tuple(
            Fee(method.channel, FeeKind(fee.kind).label, fee.amount_vnd, fee.text.strip()[:300])
            for method in methods
            for fee in method.fees.all()
        ),
        words=words,
        level=agency.level,
        questions=questions.get(version.procedure.code),
        is_same_day=any(
            method.channel == Channel.DIRECT and method.limit_unit in _SAME_DAY for method in methods
        ),
    )


def questions_of(codes: Collection[str], *, agency_id: UUID, on: date) -> dict[str, int]:
    """How many questions the online form of each procedure asks, of those that have one of their own; one query."""
    matters = [f"procedure:{code}" for code in codes]
    found = FormVersion.objects.filter(form__matter__in=matters, in_force__contains=on)
    counted: dict[str, tuple[bool, int]] = {}
    for matter, agency, schema in found.values_list("form__matter", "form__agency_id", "schema"):
        if agency in (None, agency_id):
            code = matter.removeprefix("procedure:")
            counted[code] = max(counted.get(code, (False, 0)), (agency is not None, _questions(schema)))
    return {code: count for code, (_own, count) in counted.items()}


def _questions(schema: Mapping[str, Any]) -> int:
    """Questions and one row of each repeated group; what is only shown asks nothing."""
    count = 0
    for section in schema.get("sections", []):
        for item in section.get("fields", []):
            count += len(item.get("fields", [])) if item.get("kind") == "group" else 1
    return count
