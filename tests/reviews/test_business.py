"""Which procedures count as business ones, the same wherever they are counted."""

from __future__ import annotations

import pytest

from motcua.reviews.rules.business import concerns_business


@pytest.mark.parametrize(
    ("recorded", "applicants", "expected"),
    [
        (True, ("citizen",), True),
        (False, ("enterprise",), False),
        (None, ("citizen", "enterprise"), True),
        (None, ("cooperative",), True),
        (None, ("foreign_invested_enterprise",), True),
        (None, ("citizen",), False),
        (None, (), False),
    ],
)
def test_the_record_speaks_first_then_the_applicants(
    recorded: bool | None, applicants: tuple[str, ...], expected: bool
) -> None:
    assert concerns_business(recorded=recorded, applicants=applicants) is expected
