"""The figures of a period that reports take from commitments, initiatives and activities: counted, never typed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from motcua.kernel.periods import Period
from motcua.plans.enums import ActivityKind, ActivityMeasure, Channel, CommitmentUnitKind
from motcua.plans.models import CommitmentDrive, InitiativeCall
from motcua.plans.queries.activities import body_of, counted_in, numbers_held
from motcua.plans.queries.commitments import figures_of
from motcua.plans.queries.initiatives import initiative_figures
from motcua.plans.rules.activities import Counted, joined
from motcua.plans.rules.yearly import FIGURES, Figure, Part, figure

_COUNTED = (
    ("training_classes", ActivityKind.TRAINING, ActivityMeasure.CLASSES),
    ("training_participants", ActivityKind.TRAINING, ActivityMeasure.PARTICIPANTS),
    ("communication_items", ActivityKind.COMMUNICATION, ActivityMeasure.ITEMS),
    ("communication_views", ActivityKind.COMMUNICATION, ActivityMeasure.VIEWS),
    ("communication_followers", ActivityKind.COMMUNICATION, ActivityMeasure.FOLLOWERS),
    ("contest_participants", ActivityKind.CONTEST, ActivityMeasure.PARTICIPANTS),
    ("dialogue_questions", ActivityKind.DIALOGUE, ActivityMeasure.QUESTIONS),
)
_HELD = (
    ("training_held", ActivityKind.TRAINING),
    ("contests_held", ActivityKind.CONTEST),
    ("dialogues_held", ActivityKind.DIALOGUE),
)


def yearly_figures(agency_id: UUID, period: Period) -> list[Figure]:
    """Every figure of `rules.yearly.FIGURES` for the agency in the period, in that order; a number of queries that
    does not grow.

    Signings and calls count with the year they carry, activities with the day they were held; what the agency's
    divisions did counts as the agency's, what schools did does not. Where one year has several signings, they add up.
    """
    found = {
        one.code: one
        for one in (
            *_signing(agency_id, period),
            *_initiatives(agency_id, period),
            *_activities(agency_id, period),
        )
    }
    return [found[kind.code] for kind in FIGURES]


def _years(period: Period) -> range:
    return range(period.start.year, _last_day(period).year + 1)


def _signing(agency_id: UUID, period: Period) -> list[Figure]:
    drives = CommitmentDrive.objects.filter(agency=agency_id, year__in=_years(period))
    figures = figures_of(list(drives.order_by("id").values_list("pk", flat=True))).values()
    divisions = [one.of(CommitmentUnitKind.DIVISION) for one in figures]
    attached = [one.of(CommitmentUnitKind.ATTACHED) for one in figures]
    papers = tuple(
        Part(kind.value, kind.label, sum(one.of(kind).papers for one in figures))
        for kind in CommitmentUnitKind
    )
    return [
        figure(
            "commitment_divisions",
            sum(one.reported for one in divisions),
            of=sum(one.units for one in divisions),
        ),
        figure(
            "commitment_units",
            sum(one.with_head for one in attached),
            of=sum(one.units for one in attached),
            parts=(Part("reported", "Đã báo kết quả ký", sum(one.reported for one in attached)),),
        ),
        figure("commitment_papers", sum(one.papers for one in figures), parts=papers),
    ]


def _initiatives(agency_id: UUID, period: Period) -> list[Figure]:
    calls = InitiativeCall.objects.filter(agency=agency_id, year__in=_years(period))
    found = initiative_figures(list(calls.values_list("pk", flat=True)))
    levels = tuple(Part(level.value, level.label, number) for level, number in found.by_level.items())
    recognised = (Part("recognised", "Được công nhận", found.reform_recognised),)
    return [
        figure("initiatives_reform", found.about_reform, parts=recognised),
        figure("initiatives_registered", found.registered),
        figure("initiatives_recognised", found.recognised, parts=levels),
    ]


def _activities(agency_id: UUID, period: Period) -> list[Figure]:
    body = body_of(agency_id, _last_day(period))
    counted, held = counted_in(body, period), numbers_held(body, period)
    figures = [figure(code, held[kind]) for code, kind in _HELD]
    for code, kind, measure in _COUNTED:
        rows = [one for one in counted if one.kind is kind and one.measure is measure]
        figures.append(figure(code, joined(rows), parts=_by_channel(rows)))
    return figures


def _last_day(period: Period) -> date:
    return period.end - timedelta(days=1) if period.end else period.start


def _by_channel(rows: Sequence[Counted]) -> tuple[Part, ...]:
    by_channel = {channel: [one for one in rows if one.channel is channel] for channel in Channel}
    return tuple(
        Part(channel.value, channel.label, joined(some)) for channel, some in by_channel.items() if some
    )
