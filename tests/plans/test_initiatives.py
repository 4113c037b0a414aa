"""Initiatives: registered, scored by each member alone, recognised, rewarded, counted."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import Bodies, MakePerson

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.kernel.models import JournalEntry
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.notices.models import Notice
from motcua.plans.actions.calls import (
    CallFacts,
    begin_scoring,
    change_call,
    close_scoring,
    open_call,
    set_council,
)
from motcua.plans.actions.initiatives import (
    Decision,
    InitiativeFacts,
    change_initiative,
    decide_initiative,
    register_initiative,
    reward_initiative,
    score_initiative,
    withdraw_initiative,
)
from motcua.plans.enums import InitiativeStatus, RecognitionLevel
from motcua.plans.models import Initiative, InitiativeCall, InitiativeScore
from motcua.plans.queries.councils import score_sheet, tallies_of
from motcua.plans.queries.initiatives import calls_visible_to, initiative_figures, initiatives_visible_to
from motcua.plans.queries.yearly import yearly_figures
from motcua.plans.rules.initiatives import (
    Criterion,
    author_names,
    checked_criteria,
    checked_points,
    is_author,
    mean_of,
    passes,
    plain,
    tally,
    why_not_score,
)

CRITERIA = (Criterion("Tính mới", Decimal(40)), Criterion("Hiệu quả", Decimal(60)))


class TestRules:
    @pytest.mark.parametrize(
        ("totals", "mean"),
        [(["80"], "80.00"), (["80", "81"], "80.50"), (["80", "80", "81"], "80.33"), (["80", "81", "81"], "80.67"),
         (["79.99", "80"], "80.00"), (["1.01", "1.02"], "1.02"), ([], None)],
    )  # fmt: skip
    def test_means_are_rounded_half_up(self, totals: list[str], mean: str | None) -> None:
        assert mean_of([Decimal(one) for one in totals]) == (None if mean is None else Decimal(mean))

    @given(st.lists(st.decimals(0, 100, places=2), min_size=1, max_size=30))
    def test_a_mean_is_at_most_half_a_hundredth_away(self, totals: list[Decimal]) -> None:
        exact = sum((Fraction(one) for one in totals), Fraction(0)) / len(totals)
        mean = mean_of(totals)
        assert mean is not None
        assert -Fraction(1, 200) < Fraction(mean) - exact <= Fraction(1, 200)

    def test_whoever_has_not_scored_is_missing_and_the_barred_are_not(self) -> None:
        found = tally(scores={1: [Decimal(30), Decimal(50)]}, must_score=[1, 2])
        assert (found.mean, found.missing, found.is_whole) == (Decimal("80.00"), frozenset({2}), False)
        assert tally(scores={1: [Decimal(30)]}, must_score=[1]).is_whole
        assert not tally(scores={}, must_score=[]).is_whole

    @pytest.mark.parametrize(
        ("criteria", "passing", "code"),
        [((), 50, "criteria-missing"), ((Criterion(" ", Decimal(1)),), 1, "criterion-wrong"),
         ((Criterion("A", Decimal(0)),), 1, "criterion-wrong"), ((Criterion("A", Decimal("1.005")),), 1,
          "criterion-wrong"), ((Criterion("A", Decimal(1)), Criterion("a", Decimal(1))), 1, "criterion-wrong"),
         (CRITERIA, 101, "passing-wrong"), (CRITERIA, 0, "passing-wrong")],
    )  # fmt: skip
    def test_criteria_that_cannot_be(self, criteria: tuple[Criterion, ...], passing: int, code: str) -> None:
        with pytest.raises(Refused) as refused:
            checked_criteria(criteria, Decimal(passing))
        assert refused.value.code == code

    @pytest.mark.parametrize(
        ("points", "code"),
        [(["1"], "points-missing"), (["41", "1"], "points-wrong"), (["-1", "1"], "points-wrong"),
         (["1.001", "1"], "points-wrong")],
    )  # fmt: skip
    def test_points_that_cannot_be(self, points: list[str], code: str) -> None:
        with pytest.raises(Refused) as refused:
            checked_points([Decimal(one) for one in points], CRITERIA)
        assert refused.value.code == code

    @pytest.mark.parametrize(
        "authors",
        ["Lê Thị Hòa", "lê thị hoà, Trần B", "Trần B và Lê Thị Hòa", "Trần B; Lê Thị Hòa (60%)",
         "Nhóm tác giả: Lê Thị Hòa - Hiệu trưởng"],
    )  # fmt: skip
    def test_authors_are_recognised(self, authors: str) -> None:
        assert is_author("Lê Thị Hòa", authors)
        assert not is_author("Lê Thị Hoa", authors)
        assert author_names(authors)

    def test_who_may_not_score(self) -> None:
        own, other = uuid4(), uuid4()
        assert "tác giả" in why_not_score(full_name="Lê A", places=[], authors="Lê A", unit_id=own)
        assert "công tác" in why_not_score(full_name="Lê A", places=[own], authors="Lê B", unit_id=own)
        assert why_not_score(full_name="Lê A", places=[other], authors="Lê B", unit_id=own) == ""

    def test_numbers_as_people_write_them(self) -> None:
        assert [plain(Decimal(one)) for one in ("100", "12.50", "0.05")] == ["100", "12,5", "0,05"]
        assert passes(Decimal("70.00"), Decimal(70))
        assert not passes(Decimal("69.99"), Decimal(70))
        assert not passes(None, Decimal(70))


def facts(**changes: object) -> CallFacts:
    said: dict[str, object] = {
        "year": 2026,
        "title": "Sáng kiến cải cách hành chính",
        "criteria": CRITERIA,
        "passing": Decimal(70),
        "due_on": date(2026, 9, 30),
    }
    return CallFacts(**{**said, **changes})  # type: ignore[arg-type]  # a test's shorthand


def said(title: str = "Sổ tay điện tử", **changes: object) -> InitiativeFacts:
    known: dict[str, object] = {"authors": "Cao Thị Hiệu", "summary": "Bớt giờ chờ."}
    return InitiativeFacts(title=title, **{**known, **changes})  # type: ignore[arg-type]  # as above


@pytest.fixture
def call(
    control_focal_officer: Person, bodies: Bodies, principal: Person, moment: datetime
) -> InitiativeCall:
    """A call of the department's."""
    return open_call(agency_id=bodies.department.pk, facts=facts(), by=control_focal_officer, at=moment)


@pytest.fixture
def members(make_person: MakePerson, bodies: Bodies) -> list[Person]:
    """Who sits on the council: the first presides, the last works at the school."""
    at_department = [
        make_person(name, role=Role.HEAD, agency=bodies.department, title="Phó Giám đốc")
        for name in ("Vũ Thị Chủ", "Phạm Văn Hai")
    ]
    return [
        *at_department,
        make_person("Ngô Thị Ba", role=Role.HANDLER, agency=bodies.upper_secondary_school),
    ]


@pytest.fixture
def registered(
    call: InitiativeCall, bodies: Bodies, principal: Person, members: list[Person], control_focal_officer: Person,
    moment: datetime,
) -> Initiative:  # fmt: skip
    """The school's initiative in a call with its council."""
    set_council(
        call_id=call.pk, person_ids=[one.pk for one in members], chair_id=members[0].pk, document="15/QĐ-SGDĐT",
        by=control_focal_officer, at=moment,
    )  # fmt: skip
    return register_initiative(
        call_id=call.pk, unit_id=bodies.upper_secondary_school.pk, facts=said(), by=principal, at=moment
    )


@pytest.fixture
def scoring(registered: Initiative, control_focal_officer: Person, moment: datetime) -> Initiative:
    """The school's initiative before the council."""
    begin_scoring(call_id=registered.call_id, by=control_focal_officer, at=moment)
    registered.refresh_from_db()
    return registered


def points(*numbers: str) -> list[Decimal]:
    return [Decimal(one) for one in numbers]


def decision(**changes: object) -> Decision:
    known: dict[str, object] = {
        "recognised": True,
        "decision_number": "88/QĐ-SGDĐT",
        "decided_on": date(2026, 9, 17),
        "level": RecognitionLevel.DEPARTMENT,
    }
    return Decision(**{**known, **changes})  # type: ignore[arg-type]  # as above


@pytest.mark.django_db
class TestCalls:
    def test_units_are_told_and_see_the_call(
        self, call: InitiativeCall, principal: Person, outsider: Person, citizen: Person, today: date
    ) -> None:
        assert Notice.objects.filter(event="initiative_called", recipient=principal).exists()
        assert calls_visible_to(principal, today).count() == 1
        assert not calls_visible_to(outsider, today).exists()
        assert not calls_visible_to(citizen, today).exists()

    def test_a_school_of_a_commune_takes_part_too(
        self, call: InitiativeCall, bodies: Bodies, make_person: MakePerson, today: date, moment: datetime
    ) -> None:
        head = make_person("Đào Thị Nhỏ", role=Role.HEAD, agency=bodies.primary_school, title="Hiệu trưởng")
        assert calls_visible_to(head, today).count() == 1
        register_initiative(
            call_id=call.pk, unit_id=bodies.primary_school.pk, facts=said(), by=head, at=moment
        )
        assert initiatives_visible_to(head, today).count() == 1

    def test_only_the_keeper_opens_each_title_once(
        self,
        call: InitiativeCall,
        bodies: Bodies,
        control_focal_officer: Person,
        principal: Person,
        moment: datetime,
    ) -> None:
        for by, changes, code in (
            (principal, {"year": 2027}, "keep-plans-not-allowed"),
            (control_focal_officer, {}, "call-exists"),
            (control_focal_officer, {"title": ""}, "call-title-missing"),
            (control_focal_officer, {"year": 2027, "passing": Decimal(200)}, "passing-wrong"),
        ):
            with pytest.raises(Refused) as refused:
                open_call(agency_id=bodies.department.pk, facts=facts(**changes), by=by, at=moment)
            assert refused.value.code == code
        assert InitiativeCall.objects.count() == 1

    def test_what_is_scored_stays_once_somebody_scored(
        self, scoring: Initiative, members: list[Person], control_focal_officer: Person, moment: datetime
    ) -> None:
        score_initiative(initiative_id=scoring.pk, points=points("30", "50"), by=members[0], at=moment)
        change_call(call_id=scoring.call_id, facts=facts(title="Khác"), by=control_focal_officer, at=moment)
        with pytest.raises(Refused) as refused:
            change_call(
                call_id=scoring.call_id, facts=facts(passing=Decimal(60)), by=control_focal_officer, at=moment
            )
        assert refused.value.code == "call-scored"

    def test_councils(
        self, scoring: Initiative, members: list[Person], control_focal_officer: Person, principal: Person,
        citizen: Person, moment: datetime,
    ) -> None:  # fmt: skip
        score_initiative(initiative_id=scoring.pk, points=points("30", "50"), by=members[0], at=moment)
        chair, second, third = members
        for by, people, presides, code in (
            (principal, [second, third], second, "keep-plans-not-allowed"),
            (control_focal_officer, [second, third], second, "member-has-scored"),
            (control_focal_officer, [], chair, "council-missing"),
            (control_focal_officer, [chair, citizen], chair, "council-person-wrong"),
        ):
            with pytest.raises(Refused) as refused:
                set_council(
                    call_id=scoring.call_id, person_ids=[one.pk for one in people], chair_id=presides.pk, document="",
                    by=by, at=moment,
                )  # fmt: skip
            assert refused.value.code == code
        set_council(
            call_id=scoring.call_id, person_ids=[chair.pk, second.pk], chair_id=second.pk, document="16/QĐ",
            by=control_focal_officer, at=moment,
        )  # fmt: skip
        council = scoring.call.council.order_by("id")
        assert [(one.person, one.is_chair) for one in council] == [(chair, False), (second, True)]

    def test_scoring_begins_with_a_council_and_initiatives(
        self, call: InitiativeCall, members: list[Person], control_focal_officer: Person, moment: datetime
    ) -> None:
        with pytest.raises(Refused) as refused:
            begin_scoring(call_id=call.pk, by=control_focal_officer, at=moment)
        assert refused.value.code == "council-missing"
        set_council(
            call_id=call.pk, person_ids=[one.pk for one in members], chair_id=members[0].pk, document="",
            by=control_focal_officer, at=moment,
        )  # fmt: skip
        with pytest.raises(Refused) as refused:
            begin_scoring(call_id=call.pk, by=control_focal_officer, at=moment)
        assert refused.value.code == "initiatives-missing"


@pytest.mark.django_db
class TestRegistering:
    def test_what_is_refused_leaves_nothing(
        self, registered: Initiative, bodies: Bodies, principal: Person, division_head: Person, outsider: Person,
        control_focal_officer: Person, moment: datetime,
    ) -> None:  # fmt: skip
        before = (Initiative.objects.count(), JournalEntry.objects.count())
        school, late = bodies.upper_secondary_school.pk, moment + timedelta(days=30)
        for by, unit, what, at, code in (
            (division_head, school, said("Khác"), moment, "do-plan-tasks-not-allowed"),
            (outsider, bodies.other_department.pk, said("Khác"), moment, "unit-not-there"),
            (principal, school, said(), moment, "initiative-exists"),
            (principal, school, said("Khác"), late, "call-due-past"),
            (principal, school, said("Khác", authors=" "), moment, "initiative-incomplete"),
            (principal, school, said("Khác", summary=""), moment, "initiative-incomplete"),
            (principal, school, said(" "), moment, "initiative-incomplete"),
        ):
            with pytest.raises(Refused) as refused:
                register_initiative(call_id=registered.call_id, unit_id=unit, facts=what, by=by, at=at)
            assert refused.value.code == code
        assert (Initiative.objects.count(), JournalEntry.objects.count()) == before
        register_initiative(
            call_id=registered.call_id, unit_id=school, facts=said("Muộn"), by=control_focal_officer, at=late
        )

    def test_it_changes_until_the_council_has_it(
        self, registered: Initiative, principal: Person, division_head: Person, control_focal_officer: Person,
        moment: datetime,
    ) -> None:  # fmt: skip
        change_initiative(initiative_id=registered.pk, facts=said("Tên mới"), by=principal, at=moment)
        assert JournalEntry.objects.get(kind="InitiativeChanged").payload["before"] == {
            "title": "Sổ tay điện tử"
        }
        with pytest.raises(Refused) as refused:
            change_initiative(initiative_id=registered.pk, facts=said(), by=division_head, at=moment)
        assert refused.value.code == "do-plan-tasks-not-allowed"
        begin_scoring(call_id=registered.call_id, by=control_focal_officer, at=moment)
        with pytest.raises(Refused) as refused:
            change_initiative(initiative_id=registered.pk, facts=said(), by=principal, at=moment)
        assert refused.value.code == "initiative-status-wrong"

    def test_it_is_withdrawn_by_its_unit_until_decided(
        self, scoring: Initiative, principal: Person, division_head: Person, moment: datetime
    ) -> None:
        with pytest.raises(Refused):
            withdraw_initiative(initiative_id=scoring.pk, by=division_head, at=moment)
        withdraw_initiative(initiative_id=scoring.pk, by=principal, at=moment)
        with pytest.raises(Refused) as refused:
            withdraw_initiative(initiative_id=scoring.pk, by=principal, at=moment)
        assert refused.value.code == "initiative-status-wrong"
        assert initiative_figures([scoring.call_id]).registered == 0


@pytest.mark.django_db
class TestScoring:
    def test_the_mean_counts_those_who_may_score(
        self, scoring: Initiative, members: list[Person], today: date, moment: datetime
    ) -> None:
        assert score_initiative(
            initiative_id=scoring.pk, points=points("30", "50.5"), by=members[0], at=moment
        ) == Decimal("80.5")
        standing = tallies_of(scoring.call, [scoring], today)[scoring.pk]
        assert len(standing.missing) == 1
        score_initiative(initiative_id=scoring.pk, points=points("35", "45"), by=members[1], at=moment)
        standing = tallies_of(scoring.call, [scoring], today)[scoring.pk]
        assert (standing.is_whole, standing.mean) == (True, Decimal("80.25"))

    def test_who_may_not_score_leaves_no_trace(
        self, scoring: Initiative, members: list[Person], principal: Person, head: Person,
        control_focal_officer: Person, moment: datetime,
    ) -> None:  # fmt: skip
        before = JournalEntry.objects.count()
        for by, code in (
            (head, "score-not-allowed"),
            (principal, "score-not-allowed"),
            (control_focal_officer, "score-not-allowed"),
            (members[2], "own-initiative-not-allowed"),
        ):
            with pytest.raises(Refused) as refused:
                score_initiative(initiative_id=scoring.pk, points=points("30", "50"), by=by, at=moment)
            assert refused.value.code == code
        Initiative.objects.filter(pk=scoring.pk).update(authors="Cao Thị Hiệu; Vũ Thị Chủ")
        with pytest.raises(Refused, match="tác giả"):
            score_initiative(initiative_id=scoring.pk, points=points("30", "50"), by=members[0], at=moment)
        assert not InitiativeScore.objects.exists()
        assert JournalEntry.objects.count() == before

    def test_not_before_scoring_begins(
        self, registered: Initiative, members: list[Person], moment: datetime
    ) -> None:
        with pytest.raises(Refused) as refused:
            score_initiative(initiative_id=registered.pk, points=points("30", "50"), by=members[0], at=moment)
        assert refused.value.code == "initiative-status-wrong"

    def test_points_are_replaced_until_all_are_known(
        self, scoring: Initiative, members: list[Person], moment: datetime
    ) -> None:
        for each in (("10", "10"), ("20", "20")):
            score_initiative(initiative_id=scoring.pk, points=points(*each), by=members[0], at=moment)
        assert InitiativeScore.objects.count() == 2
        score_initiative(initiative_id=scoring.pk, points=points("30", "30"), by=members[1], at=moment)
        with pytest.raises(Refused) as refused:
            score_initiative(initiative_id=scoring.pk, points=points("40", "60"), by=members[0], at=moment)
        assert refused.value.code == "scores-known"

    def test_the_journal_keeps_no_points_while_they_are_unseen(
        self, scoring: Initiative, members: list[Person], moment: datetime
    ) -> None:
        score_initiative(initiative_id=scoring.pk, points=points("10", "10"), by=members[0], at=moment)
        assert JournalEntry.objects.get(kind="InitiativeScored").payload == {}

    def test_the_sheet_shows_scores_only_once_over(
        self, scoring: Initiative, members: list[Person], today: date, moment: datetime
    ) -> None:
        score_initiative(initiative_id=scoring.pk, points=points("10", "10"), by=members[0], at=moment)
        _, (row,) = score_sheet(scoring.call, today)
        assert (row.totals, row.mean, row.missing) == ((None, None, None), None, 1)
        close_scoring(call_id=scoring.call_id, by=members[0], at=moment)
        scoring.call.refresh_from_db()
        with CaptureQueriesContext(connection) as asked:
            council, (row,) = score_sheet(scoring.call, today)
        assert len(asked) <= 7
        assert council[0].person == members[0]
        assert (row.totals[0], row.mean, row.missing) == (Decimal(20), Decimal("20.00"), 1)

    def test_the_chair_closes_scoring_and_nobody_scores_after(
        self, scoring: Initiative, members: list[Person], principal: Person, control_focal_officer: Person,
        moment: datetime,
    ) -> None:  # fmt: skip
        for by, code in (
            (control_focal_officer, "decide-initiatives-not-allowed"),
            (principal, "decide-initiatives-not-allowed"),
            (members[0], "scoring-not-begun"),
        ):
            with pytest.raises(Refused) as refused:
                close_scoring(call_id=scoring.call_id, by=by, at=moment)
            assert refused.value.code == code
        score_initiative(initiative_id=scoring.pk, points=points("30", "50"), by=members[1], at=moment)
        close_scoring(call_id=scoring.call_id, by=members[0], at=moment)
        with pytest.raises(Refused) as refused:
            score_initiative(initiative_id=scoring.pk, points=points("30", "50"), by=members[0], at=moment)
        assert refused.value.code == "call-closed"


@pytest.mark.django_db
class TestDeciding:
    @pytest.fixture
    def scored(self, scoring: Initiative, members: list[Person], moment: datetime) -> Initiative:
        for member in members[:2]:
            score_initiative(initiative_id=scoring.pk, points=points("30", "50"), by=member, at=moment)
        return scoring

    def test_recognised_and_rewarded(
        self, scored: Initiative, bodies: Bodies, members: list[Person], principal: Person,
        control_focal_officer: Person, moment: datetime,
    ) -> None:  # fmt: skip
        row = decide_initiative(initiative_id=scored.pk, decision=decision(), by=members[0], at=moment)
        assert (row.status, row.level) == ("recognised", "department")
        assert Notice.objects.get(event="initiative_decided").recipient == principal
        assert JournalEntry.objects.get(kind="InitiativeRecognised").payload["mean"] == "80.00"
        reward_initiative(
            initiative_id=scored.pk,
            reward="Giấy khen",
            reward_vnd=1_000_000,
            by=control_focal_officer,
            at=moment,
        )
        row.refresh_from_db()
        assert (row.reward, row.reward_vnd) == ("Giấy khen", 1_000_000)
        for by, vnd, code in (
            (principal, 1, "keep-plans-not-allowed"),
            (control_focal_officer, -1, "reward-wrong"),
        ):
            with pytest.raises(Refused) as refused:
                reward_initiative(initiative_id=scored.pk, reward="", reward_vnd=vnd, by=by, at=moment)
            assert refused.value.code == code
        year = Period(date(2026, 1, 1), date(2027, 1, 1))
        found = {one.code: one for one in yearly_figures(bodies.department.pk, year)}
        assert [found[f"initiatives_{name}"].value for name in ("registered", "recognised", "reform")] == [
            1,
            1,
            1,
        ]
        assert [(part.code, part.value) for part in found["initiatives_recognised"].parts] == [
            ("department", 1)
        ]

    def test_what_is_refused_leaves_nothing(
        self, scored: Initiative, members: list[Person], principal: Person, control_focal_officer: Person,
        today: date, moment: datetime,
    ) -> None:  # fmt: skip
        before, chair = JournalEntry.objects.count(), members[0]
        for by, said_so, code in (
            (principal, decision(), "decide-initiatives-not-allowed"),
            (control_focal_officer, decision(), "decide-initiatives-not-allowed"),
            (chair, decision(decision_number=" "), "decision-number-missing"),
            (chair, decision(decided_on=today + timedelta(days=1)), "decision-day-wrong"),
            (chair, decision(level=None), "level-missing"),
            (chair, decision(recognised=False), "reason-missing"),
            (chair, decision(reward_vnd=-5), "reward-wrong"),
        ):
            with pytest.raises(Refused) as refused:
                decide_initiative(initiative_id=scored.pk, decision=said_so, by=by, at=moment)
            assert refused.value.code == code
        scored.refresh_from_db()
        assert scored.status == InitiativeStatus.SCORING
        assert JournalEntry.objects.count() == before

    def test_not_while_members_still_score(
        self, scoring: Initiative, members: list[Person], moment: datetime
    ) -> None:
        score_initiative(initiative_id=scoring.pk, points=points("30", "50"), by=members[0], at=moment)
        with pytest.raises(Refused) as refused:
            decide_initiative(initiative_id=scoring.pk, decision=decision(), by=members[0], at=moment)
        assert refused.value.code == "scoring-open"

    def test_not_by_an_author(self, scored: Initiative, members: list[Person], moment: datetime) -> None:
        Initiative.objects.filter(pk=scored.pk).update(authors="Vũ Thị Chủ")
        with pytest.raises(Refused) as refused:
            decide_initiative(initiative_id=scored.pk, decision=decision(), by=members[0], at=moment)
        assert refused.value.code == "own-initiative-not-allowed"

    def test_below_the_score_needs_a_reason(
        self, scoring: Initiative, members: list[Person], moment: datetime
    ) -> None:
        for member in members[:2]:
            score_initiative(initiative_id=scoring.pk, points=points("30", "30"), by=member, at=moment)
        row = decide_initiative(
            initiative_id=scoring.pk,
            decision=decision(recognised=False, level=None),
            by=members[0],
            at=moment,
        )
        assert (row.status, row.level) == ("not_recognised", "")
        with pytest.raises(Refused) as refused:
            decide_initiative(
                initiative_id=scoring.pk, decision=decision(reason="x"), by=members[0], at=moment
            )
        assert refused.value.code == "initiative-status-wrong"
