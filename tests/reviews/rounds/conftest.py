"""An agency that reviews: two divisions, two procedures, a round and each of its steps by the right person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.cast import Bodies, MakePerson
from tests.publishing import Publish

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.catalogue.models import Procedure
from motcua.catalogue.rules.content import ComponentContent
from motcua.kernel.periods import Period
from motcua.reviews.actions.rounds.deciding import approve_proposals, submit_proposals
from motcua.reviews.actions.rounds.forms import (
    FormEntry,
    PartEntry,
    accept_form,
    begin_form,
    hand_in_form,
    save_form,
)
from motcua.reviews.actions.rounds.items import Choice, Given, put_items
from motcua.reviews.actions.rounds.planning import RoundFacts, approve_round, begin_round, start_round
from motcua.reviews.actions.rounds.proposing import ProposalEntry
from motcua.reviews.enums.proposals import AnswerKind, ProposalKind, Verdict
from motcua.reviews.enums.rounds import HandInProduct, HandInStep, RoundKind
from motcua.reviews.models import ReviewedPart, ReviewForm, ReviewRound, RoundItem, SimplificationProposal
from motcua.reviews.queries.rounds.forms import questions_about
from motcua.reviews.rules.rounds.completeness import ChangeSaid, StepSaid
from motcua.reviews.rules.rounds.dates import DueStep

STEP = StepSaid("Sửa Quyết định 12/2024/QĐ-UBND", "Phòng Pháp chế", date(2027, 3, 31))
CHANGE = ChangeSaid(
    "Quyết định 12/2024/QĐ-UBND", "Bỏ bản sao văn bằng", "Sở Giáo dục và Đào tạo", "Điều 5", date(2026, 12, 1)
)
ANSWERS = {
    "goal": "Quản lý việc cấp văn bằng",
    "needed": "yes",
    "post_control": "no",
    "notification": "no",
    "by_data": "yes",
    "instead": "Khai thác cơ sở dữ liệu văn bằng",
    "authority": "yes",
    "conformity": "yes",
    "overlap": "no",
}


def answers_about(form: ReviewForm, row: ReviewedPart) -> dict[str, str]:
    """Every question about the part answered; what was filled in before stays."""
    said = {AnswerKind.YES_NO: "no", AnswerKind.NUMBER: "1", AnswerKind.TEXT: "Theo hồ sơ mẫu"}
    return {
        question.key: row.answers.get(question.key) or said[question.kind]
        for question in questions_about(form, row)
    }


@dataclass(frozen=True, slots=True)
class Reviewing:
    """The steps of a round, each done by the right person at the right moment."""

    keeper: Person
    second: Person
    head: Person
    officer: Person
    bodies: Bodies
    moment: datetime
    procedures: tuple[Procedure, ...]

    def facts(self, **changes: Any) -> RoundFacts:
        """What is said of a round."""
        said: dict[str, Any] = {
            "kind": RoundKind.FOCUSED,
            "year": 2026,
            "title": "Rà soát thủ tục về văn bằng",
            "period": Period(date(2026, 9, 1), date(2026, 12, 1)),
            "basis": "Quyết định số 1178/QĐ-UBND",
            "control_unit_id": self.bodies.division.pk,
            "appraiser": "Sở Tài chính",
            "approver": "Chủ tịch Ủy ban nhân dân thành phố",
            "chain": (
                DueStep(HandInStep.UNIT, HandInProduct.RESULT, date(2026, 10, 5)),
                DueStep(HandInStep.CONTROL, HandInProduct.RESULT, date(2026, 10, 12)),
            ),
        }
        return RoundFacts(**{**said, **changes})

    def started(self, **changes: Any) -> ReviewRound:
        """A round without procedures."""
        return start_round(
            agency_id=self.bodies.department.pk, facts=self.facts(**changes), by=self.keeper, at=self.moment
        )

    def given(self, **changes: Any) -> Given:
        """To the division of exams, until the fifth of October."""
        return Given(**{"unit_id": self.bodies.exam_division.pk, "due_on": date(2026, 10, 5), **changes})

    def drafted(self, **changes: Any) -> ReviewRound:
        """A round with both procedures."""
        made = self.started(**changes)
        put_items(
            round_id=made.pk,
            choices=[Choice(one.pk, "Nhiều giấy tờ trùng nhau") for one in self.procedures],
            given=self.given(),
            by=self.keeper,
            at=self.moment,
        )
        return made

    def approved(self, **changes: Any) -> ReviewRound:
        """The round approved."""
        made = self.drafted(**changes)
        return approve_round(round_id=made.pk, document_number="99/QĐ-SGDĐT", by=self.head, at=self.moment)

    def running(self, **changes: Any) -> ReviewRound:
        """The round under way."""
        made = self.approved(**changes)
        return begin_round(round_id=made.pk, by=self.keeper, at=self.moment)

    def item(self, held: ReviewRound | None = None) -> RoundItem:
        """The item of the first procedure."""
        return (held or self.running()).items.get(procedure=self.procedures[0])

    def entry(self, form: ReviewForm, **changes: Any) -> FormEntry:
        """A whole form that drops the first paper and shortens the limit."""
        parts = {
            row.position: PartEntry(Verdict.KEEP, "Để nhận biết hồ sơ", answers=answers_about(form, row))
            for row in form.parts.all()
        }
        first = form.parts.filter(constituent="components").first()
        assert first is not None
        parts[first.position] = replace(
            parts[first.position], verdict=Verdict.DATA, purpose="", reason="Đã có trong cơ sở dữ liệu"
        )
        proposal: dict[str, Any] = {
            "kinds": (ProposalKind.AMEND, ProposalKind.ONLINE),
            "content": "Bỏ bản sao văn bằng, rút thời hạn còn hai ngày",
            "reason": "Dữ liệu đã có",
            "limit_after": Decimal(2),
            "cost_before_vnd": 1_024_000,
            "cost_after_vnd": 231_000,
            "dossiers_per_year": Decimal(3228),
            "changes": (CHANGE,),
            "roadmap": (STEP,),
        }
        return FormEntry(ANSWERS, parts, ProposalEntry(**{**proposal, **changes}))

    def filled(self, held: ReviewRound | None = None, **changes: Any) -> RoundItem:
        """The first item's form filled in."""
        item = self.item(held)
        form = begin_form(item_id=item.pk, by=self.officer, at=self.moment)
        save_form(item_id=item.pk, entry=self.entry(form, **changes), by=self.officer, at=self.moment)
        return RoundItem.objects.get(pk=item.pk)

    def accepted(self, held: ReviewRound | None = None, **changes: Any) -> RoundItem:
        """The first item's form handed in and accepted."""
        item = self.filled(held, **changes)
        hand_in_form(item_id=item.pk, by=self.officer, at=self.moment)
        return accept_form(item_id=item.pk, by=self.keeper, at=self.moment)

    def submitted(self, held: ReviewRound | None = None, **changes: Any) -> SimplificationProposal:
        """The proposal before those who approve."""
        proposal = SimplificationProposal.objects.get(item=self.accepted(held, **changes))
        submit_proposals(proposal_ids=[proposal.pk], by=self.keeper, at=self.moment)
        return SimplificationProposal.objects.get(pk=proposal.pk)

    def decided(self, held: ReviewRound | None = None, **changes: Any) -> SimplificationProposal:
        """The proposal approved."""
        proposal = self.submitted(held, **changes)
        approve_proposals(
            proposal_ids=[proposal.pk],
            decision_number="1811/QĐ-UBND",
            decided_on=self.moment.date(),
            by=self.head,
            at=self.moment + timedelta(hours=1),
        )
        return SimplificationProposal.objects.get(pk=proposal.pk)


@pytest.fixture
def reviewing(
    publish: Publish,
    bodies: Bodies,
    head: Person,
    handling_officer: Person,
    control_focal_officer: Person,
    second_control_officer: Person,
    diploma: Procedure,
    moment: datetime,
) -> Reviewing:
    """A department with its people, and a second procedure that asks for a paper of the first."""
    other = publish(
        "1.000002",
        name="Chỉnh sửa văn bằng",
        components=(
            ComponentContent(name="Đơn đề nghị", originals=1, copies=0),
            ComponentContent(name="Bản sao văn bằng", originals=0, copies=1),
        ),
    )
    return Reviewing(
        keeper=control_focal_officer,
        second=second_control_officer,
        head=head,
        officer=handling_officer,
        bodies=bodies,
        moment=moment,
        procedures=(diploma, other),
    )


@pytest.fixture
def helper(make_person: MakePerson, bodies: Bodies) -> Person:
    """Does reviews in another division."""
    return make_person("Đinh Thị Giúp", role=Role.HANDLER, agency=bodies.division)
