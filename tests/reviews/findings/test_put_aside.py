"""Putting findings aside: by whom, why, until when."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.cast import Bodies
from tests.publishing import Publish

from motcua.accounts.models import Person
from motcua.catalogue.rules.content import ComponentContent
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.reviews.actions.findings import LONGEST_REASON, dismiss_finding, reopen_finding
from motcua.reviews.enums import Clue
from motcua.reviews.models import FindingDismissal
from motcua.reviews.queries.findings.finding import Seen, findings, seen
from motcua.reviews.queries.findings.reviewing import agencies_reviewed, decisions_about
from motcua.reviews.rules.findings.finding import Finding

pytestmark = pytest.mark.django_db
CLUE = Clue.PAPER_IN_DATABASE
PAPERS = (ComponentContent(name="Giấy khai sinh", originals=1, copies=0),)


@pytest.fixture
def finding(publish: Publish, bodies: Bodies, moment: datetime) -> Finding:
    publish("1.000001", components=PAPERS)
    [one] = findings(agency_id=bodies.department.pk, at=moment, clues=[CLUE])[CLUE]
    return one


def shown(bodies: Bodies, at: datetime) -> Seen:
    found = findings(agency_id=bodies.department.pk, at=at, clues=[CLUE])
    [one] = seen(found, agency_id=bodies.department.pk)[CLUE]
    return one


def put_aside(
    finding: Finding, bodies: Bodies, by: Person, at: datetime, **changes: object
) -> FindingDismissal:
    facts = {
        "agency_id": bodies.department.pk,
        "clue": CLUE,
        "key": finding.key,
        "reason": "Cấp ở nước ngoài.",
    }
    return dismiss_finding(by=by, at=at, **{**facts, **changes})  # type: ignore[arg-type]


def test_it_stays_aside(
    finding: Finding, bodies: Bodies, control_focal_officer: Person, moment: datetime
) -> None:
    kept = put_aside(finding, bodies, control_focal_officer, moment)
    assert kept.parts == ["1.000001"]
    assert kept.fingerprint == finding.fingerprint
    later = shown(bodies, moment + timedelta(days=90))
    assert later.is_aside
    assert later.dismissal == kept
    entry = JournalEntry.objects.get(subject_kind="finding")
    assert (entry.kind, entry.payload["reason"]) == ("FindingDismissed", "Cấp ở nước ngoài.")


def test_another_agency_decides_for_itself(
    finding: Finding, bodies: Bodies, control_focal_officer: Person, moment: datetime
) -> None:
    put_aside(finding, bodies, control_focal_officer, moment)
    other = bodies.other_department.pk
    [one] = seen(findings(agency_id=other, at=moment, clues=[CLUE]), agency_id=other)[CLUE]
    assert not one.is_aside


def test_new_evidence_brings_it_back_and_it_may_be_put_aside_anew(
    finding: Finding, bodies: Bodies, control_focal_officer: Person, publish: Publish, moment: datetime
) -> None:
    first = put_aside(finding, bodies, control_focal_officer, moment)
    publish("1.000002", name="Chuyển trường trong tỉnh", components=PAPERS)
    back = shown(bodies, moment)
    assert back.dismissal == first
    assert not back.is_aside
    second = put_aside(finding, bodies, control_focal_officer, moment, reason="Cả hai đều cấp ở nước ngoài.")
    assert shown(bodies, moment).is_aside
    first.refresh_from_db()
    assert first.reopened_why == "Bằng chứng đã đổi"
    assert decisions_about(agency_id=bodies.department.pk, clue=CLUE, key=finding.key) == [second, first]


def test_taking_it_up_again(
    finding: Finding, bodies: Bodies, control_focal_officer: Person, moment: datetime
) -> None:
    put_aside(finding, bodies, control_focal_officer, moment)
    reopen_finding(
        agency_id=bodies.department.pk,
        clue=CLUE,
        key=finding.key,
        reason="Đã kết nối được.",
        by=control_focal_officer,
        at=moment,
    )
    assert shown(bodies, moment) == Seen(shown(bodies, moment).finding)
    assert JournalEntry.objects.filter(subject_kind="finding").count() == 2


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reason": "  "}, "finding-reason-missing"),
        ({"reason": "x" * (LONGEST_REASON + 1)}, "finding-reason-too-long"),
        ({"key": "0" * 16}, "finding-not-found"),
        ({"clue": Clue.MERGE}, "finding-not-found"),
    ],
)
def test_refused_without_a_trace(
    finding: Finding,
    bodies: Bodies,
    control_focal_officer: Person,
    moment: datetime,
    changes: dict[str, object],
    code: str,
) -> None:
    with pytest.raises(Refused) as refused:
        put_aside(finding, bodies, control_focal_officer, moment, **changes)
    assert refused.value.code == code
    assert not FindingDismissal.objects.exists()
    assert not JournalEntry.objects.filter(subject_kind="finding").exists()


def test_not_twice_with_the_same_evidence(
    finding: Finding, bodies: Bodies, control_focal_officer: Person, moment: datetime
) -> None:
    put_aside(finding, bodies, control_focal_officer, moment)
    with pytest.raises(Refused) as refused:
        put_aside(finding, bodies, control_focal_officer, moment)
    assert refused.value.code == "finding-put-aside"
    assert FindingDismissal.objects.count() == 1


@pytest.mark.parametrize("who", ["head", "outsider", "handling_officer"])
def test_only_who_keeps_reviews_decides(
    finding: Finding, bodies: Bodies, moment: datetime, who: str, request: pytest.FixtureRequest
) -> None:
    person = request.getfixturevalue(who)
    with pytest.raises(Refused) as refused:
        put_aside(finding, bodies, person, moment)
    assert refused.value.code == "keep-reviews-not-allowed"
    with pytest.raises(Refused) as refused:
        reopen_finding(
            agency_id=bodies.department.pk, clue=CLUE, key=finding.key, reason="…", by=person, at=moment
        )
    assert refused.value.code == "keep-reviews-not-allowed"
    assert not JournalEntry.objects.filter(subject_kind="finding").exists()


def test_nothing_to_take_up(
    finding: Finding, bodies: Bodies, control_focal_officer: Person, moment: datetime
) -> None:
    with pytest.raises(Refused) as refused:
        reopen_finding(
            agency_id=bodies.department.pk,
            clue=CLUE,
            key=finding.key,
            reason="Xem lại",
            by=control_focal_officer,
            at=moment,
        )
    assert refused.value.code == "finding-not-put-aside"


def test_where_one_reviews(
    bodies: Bodies, head: Person, control_focal_officer: Person, handling_officer: Person, moment: datetime
) -> None:
    on = moment.date()
    assert agencies_reviewed(control_focal_officer, on=on) == [(bodies.department, True)]
    assert agencies_reviewed(head, on=on) == [(bodies.department, False)]
    assert agencies_reviewed(handling_officer, on=on) == []
