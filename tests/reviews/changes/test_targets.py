"""Which target stands for which part of a portfolio, and how far each part is."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from motcua.catalogue.enums import ProcedureKind
from motcua.reviews.enums import Burden, TargetSet
from motcua.reviews.rules.changes.portfolio import Held, Wanted, Weighed, chosen, position
from motcua.reviews.rules.changes.targets import NO_FIELD, Part, Sorted, fitting, standing

ALL, BUSINESS, INTERNAL, FIELD = TargetSet.ALL, TargetSet.BUSINESS, TargetSet.INTERNAL, TargetSet.FIELD


def aim(
    procedures: TargetSet, field: str = "", level: str = "", percent: int = 30, burden: Burden = Burden.PAPERS
) -> Wanted:
    return Wanted(procedures, burden, Decimal(percent), field, level)


def held(
    code: str, before: int, now: int, *, field: str = "Văn bằng", level: str = "province", **more: object
) -> Held:
    return Held(
        code,
        code,
        code,
        ProcedureKind.MINISTRY,
        field=field,
        levels=(level,),
        before=Weighed(papers=Fraction(before)),
        now=Weighed(papers=Fraction(now)),
        planned=Weighed(papers=Fraction(now)),
        **more,  # type: ignore[arg-type]  # facts by name
    )


@pytest.mark.parametrize(
    ("part", "order"),
    [
        (Part(), [aim(ALL)]),
        (Part(level="commune"), [aim(ALL, level="commune"), aim(ALL)]),
        (Part(field="Thi"), [aim(FIELD, "Thi"), aim(ALL)]),
        (
            Part(field="Thi", level="commune"),
            [aim(FIELD, "Thi", "commune"), aim(FIELD, "Thi"), aim(ALL, level="commune"), aim(ALL)],
        ),
        (Part(BUSINESS), [aim(BUSINESS), aim(ALL)]),
        (
            Part(BUSINESS, level="commune"),
            [aim(BUSINESS, level="commune"), aim(BUSINESS), aim(ALL, level="commune"), aim(ALL)],
        ),
        (Part(INTERNAL, "Thi"), [aim(FIELD, "Thi"), aim(INTERNAL), aim(ALL)]),
    ],
)
def test_the_closest_target_stands_for_a_part(part: Part, order: list[Wanted]) -> None:
    far = [fitting(part, one) for one in order]
    assert None not in far
    assert far == sorted(far, key=lambda one: one or 0)
    assert len(set(far)) == len(far)
    assert far[0] == 0 or part == Part(INTERNAL, "Thi")


@pytest.mark.parametrize(
    ("part", "other"),
    [
        (Part(), aim(BUSINESS)),
        (Part(), aim(ALL, level="commune")),
        (Part(level="province"), aim(ALL, level="commune")),
        (Part(field="Thi"), aim(FIELD, "Văn bằng")),
        (Part(), aim(FIELD, "Thi")),
        (Part(INTERNAL), aim(BUSINESS)),
    ],
)
def test_a_target_of_others_does_not_stand_for_a_part(part: Part, other: Wanted) -> None:
    assert fitting(part, other) is None


def test_how_far_each_part_is() -> None:
    every = [
        held("1", 10, 6),
        held("2", 10, 10, level="commune"),
        held("3", 10, 5, level="commune", is_business=True, field="Thi"),
    ]

    def of(part: Part, *aims: Wanted) -> tuple[Decimal | None, bool, bool]:
        found = standing(
            part, Burden.PAPERS, aims=aims, wanted_of=lambda one: one, held_of=lambda _one: Sorted(every)
        )
        assert found is not None
        return found.position.done_percent, found.position.is_reached, found.is_own

    assert of(Part(), aim(ALL)) == (Decimal("30.00"), True, True)
    assert of(Part(level="commune"), aim(ALL), aim(ALL, level="commune", percent=20)) == (
        Decimal("25.00"),
        True,
        True,
    )
    assert of(Part(level="commune"), aim(ALL)) == (Decimal("25.00"), False, False)
    assert of(Part(level="province"), aim(ALL, percent=50)) == (Decimal("40.00"), False, False)
    assert of(Part(BUSINESS), aim(ALL), aim(BUSINESS)) == (Decimal("50.00"), True, True)
    assert of(Part(field="Thi"), aim(FIELD, "Thi")) == (Decimal("50.00"), True, True)
    nothing = standing(
        Part(), Burden.TIME, aims=[aim(ALL)], wanted_of=lambda one: one, held_of=lambda _one: Sorted(every)
    )
    assert nothing is None


def test_a_level_narrows_a_target() -> None:
    every = [held("1", 10, 6), held("2", 10, 10, level="commune")]
    assert [one.code for one in chosen(every, ALL, level="commune")] == ["2"]
    assert position(every, aim(ALL, level="province")).before == 10


def test_parts_are_found_the_same_when_sorted() -> None:
    every = [
        held("1", 10, 6),
        held("2", 10, 10, level="commune", field=""),
        held("3", 10, 5, level="commune", is_business=True, field="Thi"),
    ]
    for field in ("", NO_FIELD, "Thi", "Văn bằng", "Khác"):
        for level in ("", "province", "commune", "ministry"):
            for procedures in (ALL, BUSINESS, INTERNAL):
                part = Part(procedures, field, level)
                assert Sorted(every).of(part) == [one for one in every if part.holds(one)]
    assert [one.code for one in Sorted(every).of(Part(field=NO_FIELD))] == ["2"]
