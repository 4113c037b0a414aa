"""What a change saved, from real rows: the rates of the sheet, what dossiers show, both windows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.indicators.conftest import PutDossier
from tests.indicators.conftest import put as put
from tests.publishing import Publish
from tests.reviews.rounds.conftest import Reviewing

from motcua.accounts.models import Person
from motcua.catalogue.rules.content import ComponentContent
from motcua.dossiers.enums import Door, PaperForm, ReturnWay
from motcua.dossiers.models import SubmittedPaper
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.reviews.actions.costs import draft_estimate
from motcua.reviews.actions.rounds.tracking import (
    carry_out_proposal,
    measure_carried_out,
    measure_proposal,
)
from motcua.reviews.base_data import load
from motcua.reviews.enums import Confidence
from motcua.reviews.enums.measured import MeasuredQuantity, NotMeasured
from motcua.reviews.enums.proposals import ProposalStatus
from motcua.reviews.models import ProposalMeasurement, SimplificationProposal
from motcua.reviews.queries.rounds.proposals import saving_of
from motcua.reviews.rules.measured.figures import from_plain

Carried = Callable[..., SimplificationProposal]
FORM = ComponentContent(name="Đơn đề nghị", originals=1, copies=0)
COPY = ComponentContent(name="Bản sao căn cước", originals=0, copies=1)


@pytest.fixture
def carried(reviewing: Reviewing, put: PutDossier, publish: Publish) -> Carried:
    """A proposal carried out twenty days from now, with dossiers at the counter before it and online ones since; the
    version since asks for one paper less."""
    load(at=reviewing.moment)

    def make(*, before: int, after: int) -> SimplificationProposal:
        diploma = reviewing.procedures[0]
        day = reviewing.moment.date() + timedelta(days=20)
        publish(
            diploma.code, name="Cấp lại văn bằng", components=(FORM, COPY), since=day - timedelta(days=200)
        )
        publish(diploma.code, name="Cấp lại văn bằng", components=(FORM,), since=day)
        versions = list(diploma.versions.order_by("in_force"))
        for number in range(before):
            came = reviewing.moment - timedelta(days=number % 60, hours=number % 5)
            made = put(
                received=came,
                finished=came + timedelta(days=6),
                version=versions[-2],
                door=Door.DIRECT,
                return_way=ReturnWay.DESK,
            )
            _hand_in(made, versions[-2], 2)
        for number in range(after):
            came = reviewing.moment + timedelta(days=21 + number % 30, hours=number % 5)
            made = put(
                received=came,
                finished=came + timedelta(days=2),
                version=versions[-1],
                door=Door.ONLINE,
                return_way=ReturnWay.ONLINE,
            )
            _hand_in(made, versions[-1], 1)
        draft_estimate(
            procedure_id=diploma.pk,
            agency_id=reviewing.bodies.department.pk,
            by=reviewing.keeper,
            at=reviewing.moment,
        )
        proposal = reviewing.decided()
        return carry_out_proposal(
            proposal_id=proposal.pk,
            carried_out_on=day,
            note="Công bố lại",
            by=reviewing.keeper,
            at=reviewing.moment + timedelta(days=21),
        )

    return make


def _hand_in(dossier: Any, version: Any, papers: int) -> None:
    rows = [
        SubmittedPaper(
            dossier=dossier, position=place, name=part.name, component=part, form=PaperForm.ORIGINAL
        )
        for place, part in enumerate(version.components.all()[:papers])
    ]
    SubmittedPaper.objects.bulk_create(rows)


@pytest.fixture
def later(reviewing: Reviewing) -> dict[str, Any]:
    """Sixty days on, by who keeps the reviews."""
    return {"by": reviewing.keeper, "at": reviewing.moment + timedelta(days=60)}


def test_the_saving_is_what_dossiers_did_at_the_rates_of_the_sheet(
    carried: Carried, later: dict[str, Any]
) -> None:
    proposal = carried(before=40, after=30)
    made = measure_proposal(proposal_id=proposal.pk, note="Đo lần đầu", **later)
    assert proposal.estimate_before is not None
    hour = Fraction(proposal.estimate_before.hourly_income_vnd)
    # By shipped norms. Gone: the copy (0,1 giờ, 2.000 đ), two trips (2 giờ, 40.000 đ each), waiting (0,5), lodging and
    # receiving at the counter (0,25 each), paying in cash (0,2). Come: one scan (0,1), lodging (0,3), paying (0,1) and
    # receiving (0,1) online.
    saved = (Fraction("5.3") - Fraction("0.6")) * hour + 2_000 + 2 * 40_000
    assert made.cost_before_vnd is not None
    assert made.cost_after_vnd is not None
    assert abs(made.cost_before_vnd - made.cost_after_vnd - saved) <= 1
    assert made.year_before_vnd is not None
    assert made.year_after_vnd is not None
    figures = {one.quantity: one for one in from_plain(made.figures)}
    often = figures[MeasuredQuantity.DOSSIERS].before  # its record is the longer one
    assert often is not None
    assert abs(made.year_before_vnd - made.year_after_vnd - saved * Fraction(often)) <= 1
    assert (made.dossiers_before, made.dossiers_after, made.missing) == (40, 30, "")
    assert made.saving_percent is not None
    assert made.confidence == Confidence.LOW  # of less than half a year
    assert figures[MeasuredQuantity.ONLINE].before == 0
    assert figures[MeasuredQuantity.ONLINE].after == 100
    assert figures[MeasuredQuantity.VISITS].less == 2
    assert figures[MeasuredQuantity.PAPERS].less == 1
    assert figures[MeasuredQuantity.WAITED].before == 6
    assert figures[MeasuredQuantity.WAITED].after == 2
    assert "bảng chi phí nháp" in figures[MeasuredQuantity.COST].how


def test_what_was_planned_stays_and_what_was_measured_too(carried: Carried, later: dict[str, Any]) -> None:
    proposal = carried(before=6, after=6)
    planned = saving_of(proposal)
    first = measure_proposal(proposal_id=proposal.pk, **later)
    later["at"] += timedelta(days=10)
    second = measure_proposal(proposal_id=proposal.pk, **later)
    proposal.refresh_from_db()
    assert proposal.status == ProposalStatus.MEASURED
    assert saving_of(proposal) == planned
    assert list(proposal.measurements.all()) == [second, first]
    with pytest.raises(IntegrityError), transaction.atomic():
        ProposalMeasurement.objects.filter(pk=first.pk).update(year_after_vnd=0)
    with pytest.raises(IntegrityError), transaction.atomic():
        first.delete()


def test_too_few_dossiers_are_said_instead_of_a_number(carried: Carried, later: dict[str, Any]) -> None:
    made = measure_proposal(proposal_id=carried(before=6, after=4).pk, **later)
    assert made.missing == NotMeasured.FEW_AFTER
    assert (made.year_before_vnd, made.cost_before_vnd, made.saving_percent) == (None, None, None)
    assert (made.dossiers_before, made.dossiers_after) == (6, 4)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProposalMeasurement.objects.create(
            proposal=made.proposal,
            at=made.at,
            by=made.by,
            before_from=made.before_from,
            before_until=made.before_until,
            after_from=made.after_from,
            after_until=made.after_until,
            dossiers_before=1,
            dossiers_after=1,
            missing="",
            confidence=Confidence.LOW,
        )


def test_all_that_was_carried_out_is_measured_at_once(
    reviewing: Reviewing, carried: Carried, later: dict[str, Any], django_assert_num_queries: Any
) -> None:
    agency = reviewing.bodies.department.pk
    with pytest.raises(Refused) as nothing:
        measure_carried_out(agency_id=agency, **later)
    assert nothing.value.code == "nothing-to-measure"
    proposal = carried(before=6, after=6)
    with django_assert_num_queries(40):
        [made] = measure_carried_out(agency_id=agency, **later)
    assert made.proposal_id == proposal.pk
    assert made.missing == ""
    proposal.refresh_from_db()
    assert proposal.status == ProposalStatus.MEASURED
    assert JournalEntry.objects.filter(kind="ProposalMeasured", subject_id=str(proposal.pk)).count() == 1


def test_who_does_not_keep_reviews_measures_nothing(
    reviewing: Reviewing, carried: Carried, later: dict[str, Any], outsider: Person
) -> None:
    proposal = carried(before=6, after=6)
    entries = JournalEntry.objects.count()
    for person in (outsider, reviewing.officer):
        for act in (
            lambda by=person: measure_proposal(proposal_id=proposal.pk, by=by, at=later["at"]),
            lambda by=person: measure_carried_out(
                agency_id=reviewing.bodies.department.pk, by=by, at=later["at"]
            ),
        ):
            with pytest.raises(Refused) as refused:
                act()
            assert refused.value.code == "keep-reviews-not-allowed"
    assert JournalEntry.objects.count() == entries
    assert not ProposalMeasurement.objects.exists()
