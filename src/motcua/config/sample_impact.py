"""Draft acts and business conditions of the sample department, worked on by its control officer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from motcua.accounts.models import Person
from motcua.catalogue.enums import ChangeKind
from motcua.config import sample_files
from motcua.config.sample_bodies import agency_on
from motcua.deadlines.enums import LimitUnit
from motcua.kernel.clock import VIETNAM, local_day
from motcua.organisations.models import Agency
from motcua.reviews.actions.conditions import enter_condition, mark_condition
from motcua.reviews.actions.impact.acts import ActFacts, Foreseen, begin_draft_act, put_draft_procedure
from motcua.reviews.actions.impact.assessing import answer_questions, keep_cost_lines
from motcua.reviews.actions.impact.concluding import send_to_appraisal
from motcua.reviews.actions.impact.consulting import answer_opinion, log_consultation, record_opinion
from motcua.reviews.enums import (
    ActKind,
    ActStage,
    Block,
    ConditionKind,
    ConditionState,
    Confidence,
    ConsultationWay,
    CostOrigin,
    ImpactReply,
    OpinionOutcome,
    RuleKind,
    Side,
)
from motcua.reviews.models import BusinessCondition, DraftAct
from motcua.reviews.rules.conditions.standing import Marked
from motcua.reviews.rules.conditions.wording import Wording
from motcua.reviews.rules.cost.sheets import CostLine
from motcua.reviews.rules.impact.answers import Answer
from motcua.reviews.rules.impact.forms import form_for
from motcua.reviews.rules.impact.sources import Origin, sourced

_HOME, _KEEPER = "MAU-SGDDT", "kiemsoat"
_HOURLY = Decimal(60_000)
_ESTIMATED = Origin(CostOrigin.OFFICER, "Phòng chuyên môn ước tính khi soạn thảo (mẫu).", Confidence.LOW)
_SAID = "Đã xem xét; nội dung nêu tại thuyết minh dự thảo (mẫu)."


def load_impact(*, at: datetime) -> None:
    """This year's draft acts and the register of business conditions, as far as the day has come."""
    home = agency_on(_HOME, local_day(at))
    keeper = Person.objects.get(username=_KEEPER)
    _conditions(home, keeper, at)
    for said in sample_files.document("draft_acts"):
        _draft_act(home, said, keeper, at)


def _conditions(home: Agency, keeper: Person, at: datetime) -> None:
    known: dict[str, BusinessCondition] = {}
    for row in sample_files.rows("conditions"):
        if row["text"]:
            known[row["code"]] = enter_condition(
                agency_id=home.pk,
                code=row["code"],
                wording=_wording(row),
                by=keeper,
                at=_when("05-15", at),
                is_sample=True,
            )
        if row["state"]:
            since = _day(row["since"], at)
            state = ConditionState(row["state"])
            mark = Marked(state, since, row["decision"], since if row["decision"] else None, row["reason"])
            mark_condition(
                condition_id=known[row["code"]].pk, mark=mark, by=keeper, at=_when(row["since"], at)
            )


def _wording(row: dict[str, str]) -> Wording:
    return Wording(
        text=row["text"],
        line=row["line"],
        kind=ConditionKind(row["kind"] or ConditionKind.OTHER),
        act_number=row["act_number"],
        since=date.fromisoformat(row["applied"]),
        article=row["article"],
        procedures=tuple(row["procedures"].split()),
        rule_kind=RuleKind(row["rule_kind"] or RuleKind.CONDITION),
        cost_per_year_vnd=int(row["cost"]) if row["cost"] else None,
        cost_source=row["cost_source"],
    )


def _draft_act(home: Agency, said: dict[str, Any], keeper: Person, at: datetime) -> None:
    begun = _day(said["begun"], at)
    facts = ActFacts(
        said["title"], ActKind(said["kind"]), begun, max(begun, _in_year(said["wanted"], at)), said["about"]
    )
    act = begin_draft_act(
        agency_id=home.pk,
        facts=facts,
        stage=ActStage(said["stage"]),
        by=keeper,
        at=_when(said["begun"], at),
        is_sample=True,
    )
    for procedure in said["procedures"]:
        _procedure(act, procedure, keeper, _when(said["begun"], at))
    asked_in = [
        log_consultation(
            act_id=act.pk,
            way=ConsultationWay(way),
            asked=asked,
            began_on=_day(began, at),
            ended_on=max(_day(began, at), _in_year(ended, at)),
            by=keeper,
            at=_when(began, at),
        ).pk
        for way, asked, began, ended in said["consulted"]
    ]
    for giver, on, content, outcome, answer, place in said["opinions"]:
        _opinion(act, (giver, content, asked_in[place]), (outcome, answer), _when(on, at), keeper)
    if "sent" in said:
        sent, due, body = said["sent"]
        sent_on = _day(sent, at)
        send_to_appraisal(
            act_id=act.pk,
            body=body,
            sent_on=sent_on,
            due_on=max(sent_on, _in_year(due, at)),
            by=keeper,
            at=_when(sent, at),
        )


def _procedure(act: DraftAct, said: dict[str, Any], keeper: Person, at: datetime) -> None:
    amount, unit = said.get("limit", (None, None))
    change = ChangeKind(said["change"])
    foreseen = Foreseen(
        change,
        code=said["code"],
        papers=said.get("papers"),
        limit_amount=Decimal(amount) if amount else None,
        limit_unit=LimitUnit(unit) if unit else None,
    )
    item = put_draft_procedure(act_id=act.pk, foreseen=foreseen, by=keeper, at=at)
    questions = form_for(change, on=local_day(at)).questions
    asked = questions if said["is_whole"] else questions[:1]
    answers = {one.code: Answer(None if one.is_text else ImpactReply.YES, _SAID) for one in asked}
    answer_questions(act_id=act.pk, item_id=item.pk, answers=answers, by=keeper, at=at)
    for side in Side:
        if lines := said.get(side.value):
            _cost(act, item.pk, side, lines, said, keeper, at)


def _cost(
    act: DraftAct,
    item_id: UUID,
    side: Side,
    lines: Sequence[Sequence[str]],
    said: dict[str, Any],
    keeper: Person,
    at: datetime,
) -> None:
    keep_cost_lines(
        act_id=act.pk,
        item_id=item_id,
        side=side,
        lines=[
            sourced(
                CostLine(
                    activity,
                    hours=Decimal(hours),
                    hourly_income_vnd=_HOURLY,
                    other_vnd=Decimal(other),
                    block=Block(block),
                ),
                known=(),
                own=_ESTIMATED,
                income=None,
            )
            for block, activity, hours, other in lines
        ],
        times_per_year=Decimal(said["times"]),
        subjects_per_year=Decimal(said["subjects"]),
        year_source="Số hồ sơ năm trước của phòng chuyên môn, làm tròn (mẫu).",
        year_confidence=Confidence.MEDIUM,
        by=keeper,
        at=at,
    )


def _opinion(
    act: DraftAct, said: tuple[str, str, UUID], became: tuple[str, str], at: datetime, keeper: Person
) -> None:
    giver, content, consultation = said
    outcome, answer = became
    made = record_opinion(
        act_id=act.pk,
        giver=giver,
        content=content,
        received_on=local_day(at),
        consultation_id=consultation,
        by=keeper,
        at=at,
    )
    if outcome:
        answer_opinion(
            act_id=act.pk,
            opinion_id=made.pk,
            outcome=OpinionOutcome(outcome),
            answer=answer,
            by=keeper,
            at=at,
        )


def _in_year(text: str, at: datetime) -> date:
    """ "05-20" of the year of `at`."""
    month, day = text.split("-")
    return date(local_day(at).year, int(month), int(day))


def _day(text: str, at: datetime) -> date:
    """The same, and never later than the day of `at`."""
    return min(_in_year(text, at), local_day(at))


def _when(text: str, at: datetime) -> datetime:
    """Nine in the morning of that day, and never later than `at`."""
    return min(datetime.combine(_in_year(text, at), time(9), tzinfo=VIETNAM), at)
