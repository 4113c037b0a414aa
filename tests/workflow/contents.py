"""Processes for tests: an ordinary one, and any that can be stored."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from motcua.accounts.enums import Role
from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.rules.limits import Limit
from motcua.workflow.enums import Act, StepKind
from motcua.workflow.rules.entering import tidy
from motcua.workflow.rules.processes import (
    Body,
    ConsultationContent,
    LegContent,
    MoveContent,
    ProcessContent,
    StepContent,
)

FIVE_DAYS = Limit(Decimal(5), LimitUnit.WORKING_DAY)


def step(key: str, kind: StepKind, role: Role | None, minutes: int | None = 60, **more: Any) -> StepContent:
    """A step with only what matters."""
    return StepContent(key=key, position=0, name=key, kind=kind, role=role, share_minutes=minutes, **more)


def moves(*leading: tuple[Act, str]) -> dict[str, Any]:
    """Moves and the acts that they need."""
    return {
        "moves": tuple(MoveContent(act, to) for act, to in leading),
        "acts": frozenset(act for act, _ in leading),
    }


def ordinary(**changes: Any) -> ProcessContent:
    """Received, appraised (who may be told to look again), signed, returned: five working days, 20 hours of work."""
    content = ProcessContent(
        name="Quy trình thử",
        document="Quyết định số 1/QĐ-UBND",
        limit=FIVE_DAYS,
        matter="procedure:1.000001",
        steps=(
            step(
                "nhan", StepKind.RECEPTION, Role.RECEPTION_OFFICER, 120, **moves((Act.FORWARD, "tham-dinh"))
            ),
            step("tham-dinh", StepKind.APPRAISAL, Role.HANDLER, 720, **moves((Act.PROPOSE, "ky"))),
            step(
                "ky",
                StepKind.SIGNING,
                Role.HEAD,
                300,
                **moves((Act.SIGN, "tra"), (Act.SEND_BACK, "tham-dinh")),
            ),
            step("tra", StepKind.RETURNING, Role.RECEPTION_OFFICER, 60, acts=frozenset({Act.RETURN_RESULT})),
        ),
    )
    return tidy(replace(content, **changes))


def changed(content: ProcessContent, key: str, **changes: Any) -> ProcessContent:
    """`content` with one step changed."""
    steps = tuple(replace(one, **changes) if one.key == key else one for one in content.steps)
    return replace(content, steps=steps)


_TEXT = st.text(
    st.one_of(st.sampled_from("aăâđêôơưạếồữ ỹ=+-;→<>&\"'_x0041\n\t%()|,."), st.characters(codec="utf-8")),
    max_size=40,
)
_NAME = st.builds(lambda head, rest: head + rest, st.sampled_from(["Việc ", "=1+1 ", "5", "Bước; "]), _TEXT)
_CODE = st.from_regex(r"[A-Z][A-Z0-9-]{0,8}[A-Z0-9]", fullmatch=True)
_BODY = st.none() | st.builds(Body, _CODE)
_LIMIT = st.one_of(
    st.builds(
        Limit, st.integers(1, 3650).map(Decimal), st.sampled_from([LimitUnit.CALENDAR_DAY, LimitUnit.MONTH])
    ),
    st.builds(
        Limit,
        st.decimals(Decimal("0.01"), 300, places=2),
        st.sampled_from([LimitUnit.WORKING_DAY, LimitUnit.HOUR]),
    ),
    st.sampled_from([LimitUnit.SAME_DAY, LimitUnit.IMMEDIATE, LimitUnit.NONE]).map(
        lambda unit: Limit(Decimal(0), unit)
    ),
)
_KEY = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)
_SHARE = st.one_of(
    st.just((None, None)),
    st.integers(0, 100_000).map(lambda minutes: (minutes, None)),
    st.decimals(0, 100, places=2).map(lambda percent: (None, percent)),
)
_CONSULTATION = st.builds(ConsultationContent, _NAME, _BODY, st.none() | _LIMIT)


@st.composite
def storable(draw: Any) -> ProcessContent:
    """Any process that may be stored, sound or not."""
    keys = draw(st.lists(_KEY, min_size=1, max_size=6, unique=True))
    leg_keys = draw(st.lists(_KEY, max_size=3, unique=True))
    lead = draw(st.integers(0, 3))
    legs = tuple(
        LegContent(key, 0, draw(_NAME), draw(_BODY), draw(st.none() | _LIMIT), place == lead)
        for place, key in enumerate(leg_keys)
    )
    steps = []
    for key in keys:
        others = [other for other in keys if other != key]
        leading = (
            draw(st.lists(st.tuples(st.sampled_from(Act), st.sampled_from(others)), max_size=3, unique=True))
            if others
            else []
        )
        minutes, percent = draw(_SHARE)
        steps.append(
            StepContent(
                key=key,
                position=0,
                name=draw(_NAME),
                kind=draw(st.sampled_from(StepKind)),
                role=draw(st.none() | st.sampled_from(Role)),
                unit=draw(_BODY),
                leg_key=draw(st.sampled_from(["", *leg_keys])),
                share_minutes=minutes,
                share_percent=percent,
                acts=frozenset(draw(st.sets(st.sampled_from(Act), max_size=5))),
                moves=tuple(MoveContent(act, to, draw(_TEXT)) for act, to in leading),
                consultations=tuple(draw(st.lists(_CONSULTATION, max_size=2))),
                papers=draw(_TEXT),
                output=draw(_TEXT),
            )
        )
    return tidy(
        ProcessContent(
            name=draw(_NAME),
            matter=draw(st.sampled_from(["", "procedure:1.008725", "other:x"])),
            agency=draw(_BODY),
            is_express=draw(st.booleans()),
            document=draw(_TEXT),
            limit=draw(st.none() | _LIMIT),
            legs=legs,
            steps=tuple(steps),
        )
    )
