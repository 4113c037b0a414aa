"""The sheet, the proposal, its papers and the portfolio of figures say the same đồng: nothing is rounded on the way."""

from __future__ import annotations

from decimal import Decimal
from html import unescape

import pytest
from django.test import Client
from tests.reviews.rounds.conftest import Reviewing, reviewing  # noqa: F401 - a fixture
from tests.reviews.rounds.test_papers import words_of
from tests.web.desk.conftest import SignIn

from motcua.kernel.clock import local_day
from motcua.reviews.actions.costs import copy_after, draft_estimate, import_lines
from motcua.reviews.actions.rounds.forms import accept_form, hand_in_form, save_form
from motcua.reviews.base_data import load
from motcua.reviews.enums import Side
from motcua.reviews.models import (
    CostEstimate,
    DraftAct,
    DraftActProcedure,
    ReviewForm,
    SimplificationProposal,
)
from motcua.reviews.queries.impact.acts import items_of
from motcua.reviews.queries.rounds.papers import round_paper
from motcua.reviews.queries.rounds.proposals import saving_of
from motcua.reviews.rules.cost.numbers import grouped, whole_vnd
from motcua.reviews.rules.cost.sheets import CostLine, CostSheet, costed
from motcua.reviews.rules.rounds.papers.report import review_report
from motcua.reviews.rules.rounds.papers.submission import submission
from motcua.reviews.rules.rounds.savings import as_plain, from_plain
from motcua.web.desk.impact.assessing import NumberField
from motcua.web.desk.impact.offering import offered_lines

pytestmark = pytest.mark.django_db
KNOWN = (CostLine("Điền", Decimal(16), Decimal(62_500), fee_vnd=Decimal(24_000)),)
KNOWN_AFTER = (CostLine("Điền", Decimal(3), Decimal(62_500), fee_vnd=Decimal(43_500)),)
THIRDS = (CostLine("Điền", Decimal("0.333333333"), Decimal("59422.348484848"), other_vnd=Decimal("0.5")),)
THIRDS_AFTER = (CostLine("Điền", Decimal("0.111111111"), Decimal("59422.348484848")),)


def kept(file: CostSheet, reviewing: Reviewing) -> tuple[CostEstimate, CostEstimate]:  # noqa: F811
    """Both copies of the sheet, brought in from a file."""
    by, at = reviewing.keeper, reviewing.moment
    before = draft_estimate(
        procedure_id=reviewing.procedures[0].pk, agency_id=reviewing.bodies.department.pk, by=by, at=at
    )
    import_lines(estimate_id=before.pk, sheet=file, file_name="a.xlsx", by=by, at=at)
    after = copy_after(estimate_id=before.pk, title="Rút gọn", by=by, at=at)
    import_lines(estimate_id=after.pk, sheet=file, file_name="a.xlsx", by=by, at=at)
    return before, after


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.mark.parametrize(
    ("before", "after", "years"),
    [
        (KNOWN, KNOWN_AFTER, ("3.305.472.000", "745.668.000", "2.559.804.000")),
        (THIRDS, THIRDS_AFTER, ("63.940.061", "21.312.816", "42.627.245")),
    ],
)
def test_all_doors_say_the_same(
    reviewing: Reviewing,  # noqa: F811
    sign_in: SignIn,
    before: tuple[CostLine, ...],
    after: tuple[CostLine, ...],
    years: tuple[str, str, str],
) -> None:
    load(at=reviewing.moment)
    file = CostSheet("Cấp bản sao", Decimal(1), Decimal(3228), before, after)
    said = costed(file)
    assert tuple(grouped(one.per_year_vnd) for one in (said.before, said.after, said.saving)) == years
    sheet, copy = kept(file, reviewing)
    item = reviewing.filled(estimate_after_id=copy.pk)
    typed = reviewing.entry(ReviewForm.objects.get(item=item), cost_after_vnd=said.after.per_dossier_vnd)
    save_form(item_id=item.pk, entry=typed, by=reviewing.officer, at=reviewing.moment)
    hand_in_form(item_id=item.pk, by=reviewing.officer, at=reviewing.moment)
    accept_form(item_id=item.pk, by=reviewing.keeper, at=reviewing.moment)
    proposal = SimplificationProposal.objects.get(item=item)
    saving = saving_of(proposal)
    for one in (saving, from_plain(as_plain(saving))):
        assert one.year.less is not None
        exact = (one.year.before, one.year.after, one.year.less)
        assert tuple(grouped(whole_vnd(number)) for number in exact if number is not None) == years
    keeper = sign_in(reviewing.keeper)
    assert years[0] in text_of(keeper, f"/ban-lam-viec/chi-phi/{sheet.pk}/")
    page = text_of(keeper, f"/ban-lam-viec/chi-phi/{copy.pk}/")
    assert years[1] in page
    assert years[2] in page
    assert item.round is not None
    paper = round_paper(item.round, on=local_day(reviewing.moment), kind="TTr")
    for words in (
        text_of(keeper, f"/ban-lam-viec/dot-ra-soat/phuong-an/{proposal.pk}/"),
        words_of(submission(paper)),
        words_of(review_report(paper)),
    ):
        for year in years:
            assert year in words


def test_a_draft_act_copies_the_sheet_exactly(reviewing: Reviewing, sign_in: SignIn) -> None:  # noqa: F811
    load(at=reviewing.moment)
    file = CostSheet("Cấp bản sao", Decimal(538), Decimal(6), THIRDS, THIRDS_AFTER)
    kept(file, reviewing)
    keeper, write = sign_in(reviewing.keeper), NumberField().prepare_value
    begin = {"title": "Quy định", "kind": "committee_decision", "stage": "drafting", "begun_on": "01/09/2026"}
    assert keeper.post("/ban-lam-viec/tac-dong/moi/", begin).status_code == 302
    act = DraftAct.objects.get()
    home, on = f"/ban-lam-viec/tac-dong/{act.pk}/", local_day(reviewing.moment)
    code = reviewing.procedures[0].code
    assert keeper.post(home + "thu-tuc/", {"change": "amended", "code": code}).status_code == 302
    offered = offered_lines(act, items_of(act, on=on)[0], Side.BEFORE, on=on)
    data = {"lines-TOTAL_FORMS": str(len(offered.rows)), "lines-INITIAL_FORMS": "0"}
    for place, row in enumerate(offered.rows):
        data |= {f"lines-{place}-{name}": write(value) for name, value in row.items() if value is not None}
    data |= {name: write(value) for name, value in offered.year.items()}
    item = DraftActProcedure.objects.get()
    answer = keeper.post(f"{home}thu-tuc/{item.pk}/chi-phi/before/", data)
    assert answer.status_code == 302, unescape(answer.content.decode())
    cost = items_of(act, on=on)[0].cost(Side.BEFORE)
    assert cost == costed(file).before
    assert grouped(costed(file).before.per_year_vnd) == "63.940.061"
