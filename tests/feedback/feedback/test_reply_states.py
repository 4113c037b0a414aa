"""An answer in every state against everything that is done with answers, written down apart from the code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from tests.feedback.feedback.scene import sent

from motcua.accounts.models import Person
from motcua.feedback.actions.feedback.answering import (
    approve_answer,
    draft_answer,
    reopen,
    send_back_answer,
    submit_answer,
)
from motcua.feedback.actions.feedback.intake import Classification, accept
from motcua.feedback.enums.feedback import Content, Kind, Outcome, ReplyStatus, State, Subject
from motcua.feedback.models import Feedback, Reply
from motcua.kernel.refusals import Refused

pytestmark = pytest.mark.django_db
R = ReplyStatus
TEXT = "Không phải nộp bản giấy căn cước nữa, cán bộ tra trên hệ thống."
# What the latest answer is, None where there is none; "opened" is approved with the feedback opened again. Each act
# leads to a state of the latest answer, or is refused with a code.
EXPECTED: dict[str, dict[str, ReplyStatus | str]] = {
    "none": {"draft": R.DRAFT, "submit": "answer-missing", "back": "answer-missing", "approve": "answer-missing"},
    "draft": {"draft": R.DRAFT, "submit": R.SUBMITTED, "back": "answer-missing", "approve": "answer-missing"},
    "submitted": {
        "draft": "answer-submitted", "submit": "answer-missing", "back": R.SENT_BACK, "approve": R.APPROVED,
    },
    "sent_back": {
        "draft": R.SENT_BACK, "submit": R.SUBMITTED, "back": "answer-missing", "approve": "answer-missing",
    },
    "approved": dict.fromkeys(("draft", "submit", "back", "approve"), "feedback-wrong-moment"),
    "opened": {"draft": R.DRAFT, "submit": "answer-missing", "back": "answer-missing", "approve": "answer-missing"},
}  # fmt: skip
_WAYS = {
    "none": (),
    "draft": ("draft",),
    "submitted": ("draft", "submit"),
    "sent_back": ("draft", "submit", "back"),
    "approved": ("draft", "submit", "approve"),
    "opened": ("draft", "submit", "approve", "reopen"),
}


def test_the_table_is_whole() -> None:
    assert {*EXPECTED} - {"none", "opened"} == {*R}
    assert all(set(row) == {"draft", "submit", "back", "approve"} for row in EXPECTED.values())


@pytest.mark.parametrize("act", ["draft", "submit", "back", "approve"])
@pytest.mark.parametrize("state", list(EXPECTED))
def test_every_state_against_every_act(
    state: str, act: str, control_focal_officer: Person, head: Person, moment: datetime
) -> None:
    one = sent(moment).feedback
    found = Classification(kind=Kind.REPORT, subject=Subject.RULE, content=Content.UNFIT)
    accept(feedback_id=one.pk, found=found, by=control_focal_officer, at=moment)
    keeper, boss = {"by": control_focal_officer}, {"by": head}
    acts: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
        "draft": (draft_answer, {"text": TEXT, "outcome": Outcome.EXPLAINED, **keeper}),
        "submit": (submit_answer, keeper),
        "back": (send_back_answer, {"why": "Nêu căn cứ", **boss}),
        "approve": (approve_answer, boss),
        "reopen": (reopen, {"reason": "Chưa đủ", **keeper}),
    }

    def do(name: str) -> None:
        call, words = acts[name]
        call(feedback_id=one.pk, at=moment, **words)

    for name in _WAYS[state]:
        do(name)
    wanted, before = EXPECTED[state][act], list(Reply.objects.order_by("number").values())
    if isinstance(wanted, ReplyStatus):
        do(act)
        rows = list(Reply.objects.filter(feedback=one).order_by("number"))
        assert rows[-1].status == wanted
        assert [row.number for row in rows] == list(range(1, len(rows) + 1))
        assert len(rows) == (2 if state == "opened" else 1)
        answered = Feedback.objects.get(pk=one.pk).state == State.ANSWERED
        assert answered == (wanted is R.APPROVED)
    else:
        with pytest.raises(Refused) as refused:
            do(act)
        assert refused.value.code == wanted
        assert list(Reply.objects.order_by("number").values()) == before
