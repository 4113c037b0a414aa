"""Rollups give the same numbers as the dossiers themselves, whatever happened, and follow the journal."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import Bodies
from tests.handing_in import TakenIn
from tests.indicators.conftest import PutDossier
from tests.indicators.test_balances import BALANCED, Life, _row, lives

from motcua.accounts.models import Person
from motcua.cli.main import main
from motcua.deadlines.enums import LimitUnit, Standing
from motcua.deadlines.rules.limits import Limit
from motcua.dossiers.actions.timing import extend
from motcua.dossiers.models import Dossier
from motcua.indicators.actions.rollups import keep_rollups, rebuild_rollups
from motcua.indicators.enums import Dimension, Tally
from motcua.indicators.models import CountedDossier, DayCount, RollupState
from motcua.indicators.queries import rollups
from motcua.indicators.queries.measuring import Counted, cross
from motcua.indicators.queries.rollups import are_kept, can_tell, differences
from motcua.indicators.queries.windows import Asked
from motcua.indicators.tasks import keep
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import VIETNAM
from motcua.kernel.periods import Period

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 17, 9, tzinfo=VIETNAM)
days = st.integers(-5, 120)
DIMENSIONS = [
    (),
    (Dimension.AGENCY,),
    (Dimension.FIELD, Dimension.AGENCY),
    (Dimension.CHANNEL,),
    (Dimension.LEVEL, Dimension.CHANNEL),
]


def told(dossier: Dossier) -> None:
    """The journal tells that something happened to the dossier."""
    record(fact=Fact("DossierTouched", "dossier", str(dossier.pk), {}), actor="system", at=NOW)


def filled(cells: list[dict[tuple[str, ...], Counted]]) -> list[dict[tuple[str, ...], Counted]]:
    return [{key: cell for key, cell in each.items() if any(cell.values())} for each in cells]


def same(asked: list[Asked]) -> None:
    """What the rollups give is what the dossiers give, in every cell of every dimension."""
    assert differences() == {}
    for by in DIMENSIONS:
        assert can_tell(BALANCED, asked, by)
        assert are_kept()
        kept = cross(BALANCED, asked, by=by, may_use_rollups=True)
        assert filled(kept) == filled(cross(BALANCED, asked, by=by))


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(lives, max_size=12),
    st.lists(lives, max_size=4),
    st.lists(st.tuples(days, days), min_size=1, max_size=2),
)
def test_rollups_agree_with_the_dossiers(
    put: PutDossier, bodies: Bodies, first: list[Life], later: list[Life], windows: list[tuple[int, int]]
) -> None:
    start = date(2026, 3, 1)
    asked = []
    for one, other in windows:
        window = Period(start + timedelta(days=min(one, other)), start + timedelta(days=max(one, other) + 1))
        asked += [
            Asked(None, window),
            Asked(bodies.department.pk, window),
            Asked(bodies.exam_division.pk, window),
        ]
    with transaction.atomic():
        rows = Dossier.objects.bulk_create([_row(put, bodies, life) for life in first])
        told(rows[0]) if rows else None
        rebuild_rollups(at=NOW)
        same(asked)
        # Some that were open end, some come in: the journal tells, the rollups follow.
        for row in [row for row in rows if row.finished_at is None][:3]:
            assert row.received_at is not None
            row.finished_at, row.status = row.received_at + timedelta(days=9), "resolved"
            row.standing = Standing.ON_TIME
            row.save()
            told(row)
        for row in Dossier.objects.bulk_create([_row(put, bodies, life) for life in later]):
            told(row)
        keep_rollups(at=NOW)
        same(asked)
        transaction.set_rollback(True)


def test_what_was_put_off_stands_apart_and_is_still_counted(
    in_hand: TakenIn, head: Person, put: PutDossier
) -> None:
    dossier = in_hand()
    put(received=datetime(2026, 9, 1, 9, tzinfo=VIETNAM), due=datetime(2026, 9, 10, 9, tzinfo=VIETNAM))
    rebuild_rollups(at=NOW)
    assert not CountedDossier.objects.get(dossier=dossier).is_apart
    extend(
        dossier_id=dossier.pk,
        by=head,
        at=datetime(2026, 9, 23, 10, tzinfo=VIETNAM),
        amount=Limit(Decimal(5), LimitUnit.WORKING_DAY),
        reason="Chờ xác minh",
    )
    assert not are_kept()  # until they are kept, everything is counted live
    keep_rollups(at=NOW)
    assert CountedDossier.objects.get(dossier=dossier).is_apart
    same([Asked(None, Period(date(2026, 9, 1), date(2026, 9, last))) for last in (20, 23, 24, 30)])


def test_only_the_beginnings_of_days_are_known(put: PutDossier) -> None:
    september = Period(date(2026, 9, 1), date(2026, 10, 1))
    assert can_tell(BALANCED, [Asked(None, september)], (Dimension.AGENCY,))
    assert not can_tell(BALANCED, [Asked(None, september, NOW)], ())
    assert not can_tell(BALANCED, [Asked(None, september)], (Dimension.PROCEDURE,))
    assert not can_tell([*BALANCED, next(iter(set(Tally) - rollups.BALANCED))], [Asked(None, september)], ())
    assert not are_kept()
    put(received=NOW)
    [cells] = cross(BALANCED, [Asked(None, september)], by=(), may_use_rollups=True)
    assert sum(cells[()].values()) == 2  # received and pending: counted live


def test_the_worker_builds_them_and_keeps_them(put: PutDossier) -> None:
    put(received=NOW)
    keep(NOW)
    assert RollupState.objects.get().built_at == NOW
    assert CountedDossier.objects.count() == 1
    told(put(received=NOW))
    keep(NOW + timedelta(minutes=1))
    assert CountedDossier.objects.count() == 2
    assert RollupState.objects.get().built_at == NOW


def test_the_command_finds_what_is_wrong(
    put: PutDossier, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("motcua.config.installation.open_database", lambda: None)
    put(received=NOW)
    assert main(["rollup", "verify", "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["refused"]["code"] == "rollup-not-built"
    assert main(["rollup", "rebuild"]) == 0
    assert main(["rollup", "verify"]) == 0
    assert "khớp" in capsys.readouterr().out
    DayCount.objects.update(number=2)
    assert main(["rollup", "verify", "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["refused"]["differences"]["days"] == 2
    assert main(["rollup", "rebuild", "--json"]) == 0
    assert main(["rollup", "verify"]) == 0
