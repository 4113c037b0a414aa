"""Earlier feedback suggested as the same: whatever the diacritics and whoever sent it, from the threshold on, of a
year, about the same procedure, and only what the person may see."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.feedback.feedback.scene import conduct, sent
from tests.publishing import Publish

from motcua.accounts.models import Person
from motcua.feedback.models import Feedback
from motcua.feedback.queries.feedback.looking_back import alike_before
from motcua.feedback.queries.feedback.visible import feedback_reach
from motcua.feedback.rules.feedback.likeness import ALIKE, likeness

pytestmark = pytest.mark.django_db
TITLE = "Bản sao bằng tốt nghiệp"
BODY = "Trường đòi nộp học bạ giấy khi chuyển trường dù đã có học bạ số trên hệ thống."


def found(one: Feedback, person: Person, at: datetime) -> list[Feedback]:
    return [like.feedback for like in alike_before(one, feedback_reach(person, at.date()))]


def test_whatever_the_diacritics_and_whoever_sent_it(
    control_focal_officer: Person, citizen: Person, moment: datetime
) -> None:
    keeper = control_focal_officer
    plain = "Truong doi nop hoc ba giay khi chuyen truong, du da co hoc ba so tren he thong!"
    own = sent(moment, title=TITLE, body=BODY, by=citizen).feedback
    other = sent(
        moment + timedelta(hours=1),
        title="BAN SAO BANG TOT NGHIEP",
        body=plain,
        name="Người Khác",
        phone="0987654321",
    ).feedback
    far = sent(
        moment + timedelta(hours=2),
        title="Học phí",
        body="Nhà trường thu thêm tiền ngoài giờ của lớp con tôi.",
    )
    again = sent(moment + timedelta(hours=3), title=TITLE, body=BODY, by=citizen).feedback
    assert set(found(again, keeper, moment)) == {own, other}
    assert found(other, keeper, moment) == [own]  # only what came before
    assert found(own, keeper, moment) == []
    assert found(far.feedback, keeper, moment) == []


def test_from_the_threshold_on() -> None:
    words = [f"tu{number}" for number in range(21)]  # twenty pairs
    whole = " ".join(words)
    for shared in range(1, 21):
        other = " ".join([*words[: shared + 1], *(f"khac{number}" for number in range(20 - shared))])
        assert likeness(whole, other) == shared / 20
    assert (
        likeness(whole, " ".join(words[:8] + [f"la{number}" for number in range(13)])) == ALIKE
    )  # seven of twenty


def test_just_above_and_just_below(control_focal_officer: Person, moment: datetime) -> None:
    first = " ".join(
        f"chữ{number}" for number in range(41)
    )  # with the title forty-two words, forty-one pairs
    early = sent(moment, title="Một", body=first).feedback
    above = " ".join([f"chữ{number}" for number in range(15)] + [f"khác{number}" for number in range(26)])
    below = " ".join([f"chữ{number}" for number in range(14)] + [f"khác{number}" for number in range(27)])
    later = moment + timedelta(hours=1)
    near = sent(later, title="Một", body=above).feedback  # fifteen of forty-one pairs: 0,366
    under = sent(later, title="Một", body=below).feedback  # fourteen of forty-one: 0,341
    assert 14 / 41 < ALIKE <= 15 / 41
    assert early in found(near, control_focal_officer, moment)
    assert early not in found(under, control_focal_officer, moment)


def test_of_a_year_and_about_the_same_procedure(
    control_focal_officer: Person, publish: Publish, moment: datetime
) -> None:
    keeper = control_focal_officer
    one, two = publish("1.005143", name="Cấp bản sao"), publish("1.000001", name="Chuyển trường")
    words: dict[str, Any] = {"title": TITLE, "body": BODY}
    old = sent(moment - timedelta(days=366), procedure_id=one.pk, **words).feedback
    same = sent(moment - timedelta(days=364), procedure_id=one.pk, **words).feedback
    other = sent(moment - timedelta(days=2), procedure_id=two.pk, **words).feedback
    unnamed = sent(moment - timedelta(days=1), **words).feedback
    now = sent(moment, procedure_id=one.pk, **words).feedback
    assert set(found(now, keeper, moment)) == {same, unnamed}
    bare = sent(moment, **words).feedback
    assert set(found(bare, keeper, moment)) >= {same, other, unnamed, now}
    assert old not in found(bare, keeper, moment)


def test_never_what_the_person_may_not_see(
    head: Person, control_focal_officer: Person, receiving_officer: Person, moment: datetime
) -> None:
    about = conduct(control_focal_officer.full_name)
    hidden = sent(moment, about).feedback
    open_one = sent(moment + timedelta(hours=1), title=hidden.title, body=hidden.body).feedback
    assert found(open_one, control_focal_officer, moment) == []
    assert found(open_one, receiving_officer, moment) == []
    assert found(open_one, head, moment) == [hidden]
