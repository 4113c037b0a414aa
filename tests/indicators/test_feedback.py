"""Reports and proposals of the public, counted as of an instant; who said what stays closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
from tests.cast import Bodies
from tests.indicators.conftest import PutDossier

from motcua.accounts.models import Person
from motcua.deadlines.enums import Standing
from motcua.feedback.enums.feedback import (
    Channel,
    Contentment,
    Kind,
    Outcome,
    ReplyStatus,
    SenderKind,
    State,
    Subject,
)
from motcua.feedback.models import Feedback, PublishedText, Rating, Reply, Satisfaction, Transfer
from motcua.indicators.enums import Dimension, Side, Tally
from motcua.indicators.queries.evaluations import evaluate
from motcua.indicators.queries.measuring import count as counted
from motcua.indicators.queries.measuring import measure
from motcua.indicators.queries.rows import rows_of
from motcua.indicators.queries.windows import Asked
from motcua.indicators.rules.measures import (
    FEEDBACK_DONE,
    FEEDBACK_PENDING,
    FEEDBACK_RECEIVED,
    Figure,
)
from motcua.indicators.rules.scores.evaluation import CRITERIA, grade_feedback
from motcua.kernel.clock import VIETNAM
from motcua.kernel.periods import Period

pytestmark = pytest.mark.django_db
SEPTEMBER = Period(date(2026, 9, 1), date(2026, 10, 1))
T = Tally
Say = Callable[..., Feedback]


def at(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 9, tzinfo=VIETNAM)


@pytest.fixture
def say(bodies: Bodies, head: Person) -> Say:
    """Writes feedback as a row, with its answer: `say(sent=…, answered=…, outcome=…, late_terms=[…])`."""
    numbers = count(1)

    def make(
        *,
        sent: datetime,
        answered: datetime | None = None,
        outcome: Outcome = Outcome.EXPLAINED,
        contentment: Contentment | None = None,
        **changes: Any,
    ) -> Feedback:
        number = next(numbers)
        usual = {
            "code": f"PA{number:06}",
            "secret_digest": "x",
            "submission_key": uuid4(),
            "kind": Kind.REPORT,
            "subject": Subject.RULE,
            "content": "1",
            "channel": Channel.PORTAL,
            "title": "Chậm",
            "body": "Chậm trả kết quả",
            "sender_kind": SenderKind.CITIZEN,
            "received_at_agency": bodies.department,
            "agency": bodies.department,
            "state": State.ANSWERED if answered else State.PROCESSING,
            "sent_at": sent,
            "clock_from": sent,
            "answered_at": answered,
            "folded": "cham",
        }
        row = Feedback.objects.create(**{**usual, **changes})
        if answered:
            reply = Reply.objects.create(
                feedback=row,
                number=1,
                status=ReplyStatus.APPROVED,
                text="Đã trả lời",
                outcome=outcome,
                written_by=head,
                written_at=answered,
                approved_by=head,
                approved_at=answered,
            )
            if contentment:
                Satisfaction.objects.create(reply=reply, contentment=contentment, at=answered)
        return row

    return make


def test_two_of_two_in_time(say: Say, bodies: Bodies) -> None:
    say(sent=at(9, 1), answered=at(9, 9))
    say(sent=at(9, 2), answered=at(9, 10))
    shown = measure("feedback_in_time_rate", agency_id=bodies.department.pk, window=SEPTEMBER)
    assert (shown.figure, shown.says) == (Figure(2, 2), "100 %")


def test_everything_received_is_handled_or_waits(say: Say, bodies: Bodies) -> None:
    say(sent=at(8, 3), answered=at(9, 3), late_terms=["answer"])
    say(sent=at(8, 3), answered=at(8, 20))
    say(sent=at(9, 4), answered=at(9, 9), subject=Subject.CONDUCT)
    say(sent=at(9, 4), ended_at=at(9, 5), state=State.REJECTED)
    say(sent=at(9, 4), ended_at=at(9, 20), state=State.TRANSFERRED, late_terms=["transfer"])
    say(sent=at(9, 5), due_at=at(9, 25))
    say(sent=at(9, 25), due_at=at(10, 12))
    say(sent=at(9, 7), answered=at(10, 2), due_at=at(9, 28), late_terms=["answer"])
    tallies = (*FEEDBACK_RECEIVED, *FEEDBACK_DONE, *FEEDBACK_PENDING)
    numbers = counted(tallies, [Asked(bodies.department.pk, SEPTEMBER)])[0][""]
    assert [numbers[tally] for tally in FEEDBACK_RECEIVED] == [1, 5, 1]
    assert [numbers[tally] for tally in FEEDBACK_DONE] == [2, 2]
    assert [numbers[tally] for tally in FEEDBACK_PENDING] == [1, 2]
    shown = measure("feedback_in_time_rate", agency_id=bodies.department.pk, window=SEPTEMBER)
    assert shown.figure == Figure(2, 6)


def test_closed_figures_do_not_see_what_came_after(say: Say, bodies: Bodies) -> None:
    say(sent=at(9, 1), answered=at(9, 20), contentment=Contentment.DISSATISFIED)
    early = measure("feedback_done", agency_id=bodies.department.pk, window=SEPTEMBER, as_of=at(9, 15))
    assert early.figure == Figure(0, None)
    assert measure("feedback_done", agency_id=bodies.department.pk, window=SEPTEMBER).figure == Figure(
        1, None
    )


def test_who_is_not_content_is_not_counted_as_content(say: Say, bodies: Bodies) -> None:
    say(sent=at(9, 1), answered=at(9, 5), contentment=Contentment.DISSATISFIED)
    say(sent=at(9, 1), answered=at(9, 5), contentment=Contentment.ACCEPTING)
    say(sent=at(9, 1), answered=at(9, 5))
    shown = measure("feedback_satisfied_rate", agency_id=bodies.department.pk, window=SEPTEMBER)
    assert shown.value == Decimal("66.67")


def test_satisfaction_with_the_answer_is_of_those_who_judged_it(
    say: Say, bodies: Bodies, head: Person
) -> None:
    for said in (Contentment.CONTENT, Contentment.ACCEPTING, Contentment.DISSATISFIED, None):
        say(sent=at(9, 1), answered=at(9, 5), contentment=said)
    again = say(sent=at(9, 1), answered=at(9, 5), contentment=Contentment.DISSATISFIED)
    reply = Reply.objects.create(
        feedback=again,
        number=2,
        status=ReplyStatus.APPROVED,
        text="Trả lời lại",
        outcome=Outcome.RIGHT_DONE,
        written_by=head,
        written_at=at(9, 12),
        approved_by=head,
        approved_at=at(9, 12),
    )
    Satisfaction.objects.create(reply=reply, contentment=Contentment.CONTENT, at=at(9, 13))
    words: dict[str, Any] = {"agency_id": bodies.department.pk, "window": SEPTEMBER}
    assert measure("feedback_content_rate", **words).figure == Figure(3, 4)
    assert measure("feedback_content_rate", **words, as_of=at(9, 12)).figure == Figure(2, 4)


def test_answers_about_rules_are_made_public(say: Say, bodies: Bodies, head: Person) -> None:
    for row in (say(sent=at(9, 1), answered=at(9, 5)), say(sent=at(9, 1), answered=at(9, 6))):
        PublishedText.objects.create(
            feedback=row,
            title="Hỏi",
            question="Hỏi",
            answer="Đáp",
            confirmed_by=head,
            confirmed_at=at(9, 7),
            published_by=head,
            published_at=at(9, 7) if row.code.endswith("1") else None,
            folded="hoi",
        )
    say(sent=at(9, 1), answered=at(9, 5), subject=Subject.CONDUCT)
    shown = measure("feedback_published_rate", agency_id=bodies.department.pk, window=SEPTEMBER)
    assert shown.figure == Figure(1, 2)


def test_it_is_counted_where_it_was_when_the_figures_were_closed(say: Say, bodies: Bodies) -> None:
    row = say(sent=at(9, 1), agency=bodies.other_department)
    Transfer.objects.create(
        feedback=row,
        giver=bodies.department,
        taker=bodies.other_department,
        reason="Thẩm quyền",
        at=at(9, 10),
    )

    def number(place: Any, closed: datetime) -> int:
        figure = measure("feedback_new", agency_id=place.pk, window=SEPTEMBER, as_of=closed).figure
        assert figure is not None
        return figure.numerator

    assert (number(bodies.department, at(9, 9)), number(bodies.other_department, at(9, 9))) == (1, 0)
    assert (number(bodies.department, at(9, 11)), number(bodies.other_department, at(9, 11))) == (0, 1)


def test_by_content(say: Say, bodies: Bodies) -> None:
    say(sent=at(9, 1))
    say(sent=at(9, 1), content="2")
    say(sent=at(9, 1), content="")
    shown = measure("feedback_new", agency_id=bodies.department.pk, window=SEPTEMBER, by=Dimension.CONTENT)
    numbers = {part.key: part.figure.numerator for part in shown.parts}
    assert (numbers["1"], numbers["2"], numbers[""], numbers["3"]) == (1, 1, 1, 0)


def test_dossiers_with_feedback_or_a_bad_rating_are_not_served_well(
    put: PutDossier, say: Say, bodies: Bodies
) -> None:
    dossiers = [put(received=at(9, 1), finished=at(9, 3), standing=Standing.EARLY) for _ in range(6)]
    say(sent=at(9, 4), dossier=dossiers[0])
    say(sent=at(9, 4), dossier=dossiers[1], state=State.WITHDRAWN, ended_at=at(9, 5))
    Rating.objects.create(dossier=dossiers[2], score=1, at=at(9, 5))
    Rating.objects.create(dossier=dossiers[3], score=1, at=at(9, 5), flagged_at=at(9, 5), review="waiting")
    shown = measure("served_well_rate", agency_id=bodies.department.pk, window=SEPTEMBER)
    assert shown.figure == Figure(4, 6)
    assert (shown.months, shown.figure.is_kept_back) == (SEPTEMBER, False)


def test_doubtful_ratings_count_when_a_person_accepted_them(put: PutDossier, head: Person) -> None:
    rows = [put(received=at(9, 1), finished=at(9, 3)) for _ in range(7)]
    for row in (rows[0], *rows[3:]):
        Rating.objects.create(dossier=row, score=5, at=at(9, 5))
    Rating.objects.create(dossier=rows[1], score=1, at=at(9, 5), flagged_at=at(9, 5), review="waiting")
    accepted = {"flagged_at": at(9, 5), "review": "accepted", "reviewed_at": at(9, 20), "reviewed_by": head}
    Rating.objects.create(dossier=rows[2], score=5, at=at(9, 5), **accepted)

    def rated(closed: datetime | None) -> Figure | None:
        return measure("satisfaction_rate", agency_id=None, window=SEPTEMBER, as_of=closed).figure

    assert rated(None) == Figure(6, 6)
    assert rated(at(9, 10)) is None  # no month had ended: two days apart would tell one rating
    # Accepted when September had been told, it counts with October: who accepted it does not learn what it says.
    Rating.objects.filter(dossier=rows[2]).update(reviewed_at=at(10, 20))
    assert rated(at(10, 1)) == rated(at(11, 2)) == rated(None) == Figure(5, 5)
    both = Period(date(2026, 9, 1), date(2026, 11, 1))
    assert measure("satisfaction_rate", agency_id=None, window=both).figure == Figure(5, 5, is_kept_back=True)


def test_of_few_ratings_nothing_is_told(put: PutDossier, bodies: Bodies) -> None:
    for _ in range(4):
        Rating.objects.create(dossier=put(received=at(9, 1), finished=at(9, 3)), score=1, at=at(9, 5))
    assert measure("satisfaction_rate", agency_id=None, window=SEPTEMBER).says == "không nêu riêng"
    Rating.objects.create(dossier=put(received=at(9, 1), finished=at(9, 3)), score=5, at=at(9, 5))
    assert measure("satisfaction_rate", agency_id=None, window=SEPTEMBER).says == "20 %"


def test_rows_behind_ratings_and_complaints_are_for_nobody(
    put: PutDossier, head: Person, today: date
) -> None:
    row = put(received=at(9, 1), finished=at(9, 3))
    Rating.objects.create(dossier=row, score=1, at=at(9, 5))
    for code, side in (
        ("satisfaction_rate", Side.DENOMINATOR),
        ("satisfaction_rate", Side.NUMERATOR),
        ("served_well_rate", Side.NUMERATOR),
    ):
        found = rows_of(code, agency_id=None, window=SEPTEMBER, side=side, person=head, on=today)
        assert found.count() == 0
    below = rows_of(
        "served_well_rate", agency_id=None, window=SEPTEMBER, side=Side.DENOMINATOR, person=head, on=today
    )
    assert below.count() == 1


def test_ratings_are_not_parted_by_officer() -> None:
    from motcua.indicators.enums import Source
    from motcua.indicators.rules.measures import DIMENSIONS

    assert Dimension.OFFICER not in DIMENSIONS[Source.RATINGS]


def test_indices_seven_and_eight(put: PutDossier, say: Say, bodies: Bodies) -> None:
    early, *_ = [put(received=at(9, 1), finished=at(9, 3), standing=Standing.EARLY) for _ in range(4)]
    for _ in range(4):
        put(received=at(9, 1), finished=at(9, 3), standing=Standing.ON_TIME)
    put(received=at(9, 1), finished=at(9, 9), standing=Standing.OVERDUE)
    asked = Asked(bodies.department.pk, SEPTEMBER)
    points = {each.criterion.number: each.points for each in evaluate(asked).graded}
    assert (points[7], points[8]) == (Decimal("1.5"), Decimal(2))
    say(
        sent=at(9, 4),
        answered=at(9, 9),
        dossier=early,
        subject=Subject.CONDUCT,
        outcome=Outcome.RIGHT_DONE,
        late_terms=["answer"],
    )
    points = {each.criterion.number: each.points for each in evaluate(asked).graded}
    assert (points[7], points[8]) == (Decimal("1.3"), Decimal(0))  # (2 · 3 + 4) / 8


@pytest.mark.parametrize(
    ("in_time", "points"),
    [(Figure(0, 0), 2), (Figure(9, 9), 2), (Figure(9, 10), 1), (Figure(89, 100), 0), (None, None)],
)
def test_how_soon_feedback_is_answered(in_time: Figure | None, points: int | None) -> None:
    assert grade_feedback(CRITERIA[7], in_time=in_time).points == points
