"""What a proposal costs is frozen at approval only from a sheet that was agreed to."""

from __future__ import annotations

import pytest
from tests.reviews.rounds.conftest import Reviewing
from tests.reviews.rounds.test_papers import words_of

from motcua.kernel.clock import local_day
from motcua.reviews.actions.costs import agree_estimate, draft_estimate
from motcua.reviews.actions.rounds.deciding import approve_proposals
from motcua.reviews.base_data import load
from motcua.reviews.queries.rounds.papers import round_paper
from motcua.reviews.queries.rounds.proposals import is_by_draft, saving_of
from motcua.reviews.rules.rounds.papers.submission import submission

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("is_agreed", [False, True])
def test_a_cost_is_frozen_only_from_a_sheet_agreed_to(reviewing: Reviewing, is_agreed: bool) -> None:
    load(at=reviewing.moment)
    sheet = draft_estimate(
        procedure_id=reviewing.procedures[0].pk,
        agency_id=reviewing.bodies.department.pk,
        by=reviewing.keeper,
        at=reviewing.moment,
    )
    proposal = reviewing.submitted()
    if is_agreed:
        agree_estimate(estimate_id=sheet.pk, by=reviewing.head, at=reviewing.moment)
    approve_proposals(
        proposal_ids=[proposal.pk],
        decided_on=reviewing.moment.date(),
        by=reviewing.head,
        at=reviewing.moment,
    )
    proposal.refresh_from_db()
    assert is_by_draft(proposal) is not is_agreed
    assert saving_of(proposal).cost.is_known is is_agreed
    assert (proposal.cost_before_vnd is not None) is is_agreed  # what sums of approved proposals read
    assert saving_of(proposal).papers.is_known
    assert proposal.item.round is not None
    paper = round_paper(proposal.item.round, on=local_day(reviewing.moment), kind="TTr")
    said = "Chi phí tuân thủ: chưa tính, bảng chi phí còn là bản nháp"
    assert (said in words_of(submission(paper))) is not is_agreed
