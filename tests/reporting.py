"""A report in the making: who asks, who writes, who signs; import `scene` and `put` as fixtures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import pytest
from tests.cast import Bodies, MakePerson
from tests.indicators.conftest import PutDossier

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.deadlines.enums import Standing
from motcua.dossiers.enums import Door
from motcua.kernel.clock import VIETNAM
from motcua.reports.actions.closing import check_report, close_report, send_report, sign_report
from motcua.reports.actions.periods import open_period, set_up_regime
from motcua.reports.actions.writing import start_report
from motcua.reports.enums import Cycle
from motcua.reports.models import Regime, ReportingPeriod, ReportVersion


def at(day: str, hour: str = "09:00") -> datetime:
    return datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=VIETNAM)


NOW = at("2026-09-17")


@dataclass(frozen=True)
class Scene:
    keeper: Person
    head: Person
    other: Person
    above: Person
    regime: Regime
    period: ReportingPeriod


@pytest.fixture
def scene(bodies: Bodies, make_person: MakePerson, put: PutDossier) -> Scene:
    """The committee asks its department for a report of 15 July to 20 September; four dossiers, one of them open."""
    keeper = make_person("Lê Thị Lập", role=Role.CONTROL_FOCAL_OFFICER, agency=bodies.department)
    head = make_person("Trần Văn Ký", role=Role.HEAD, agency=bodies.department)
    other = make_person("Vũ Thị Khác", role=Role.HEAD, agency=bodies.other_department)
    above = make_person("Đỗ Văn Trên", role=Role.CONTROL_FOCAL_OFFICER, agency=bodies.committee)
    regime = set_up_regime(
        agency=bodies.committee,
        title="Báo cáo kiểm soát thủ tục hành chính",
        cycle=Cycle.YEAR,
        forms=["II.06a", "II.07b", "II.01"],
        units=[bodies.department, bodies.other_department],
        basis="Quyết định số 302/QĐ-UBND",
        by=above,
        at=NOW,
    )
    period = open_period(
        regime_id=regime.pk,
        label="quý III năm 2026",
        first=date(2026, 7, 15),
        last=date(2026, 9, 20),
        due_on=date(2026, 9, 22),
        by=above,
        at=NOW,
    )
    for door in (Door.ONLINE, Door.ONLINE, Door.DIRECT):
        put(
            received=at("2026-08-01"),
            finished=at("2026-08-03"),
            standing=Standing.EARLY,
            due=at("2026-08-09"),
            door=door,
        )
    put(received=at("2026-09-16"), due=at("2026-10-09"), door=Door.ONLINE)
    return Scene(keeper, head, other, above, regime, period)


def begun(scene: Scene, bodies: Bodies) -> ReportVersion:
    return start_report(period_id=scene.period.pk, agency=bodies.department, by=scene.keeper, at=NOW)


def closed(scene: Scene, bodies: Bodies) -> ReportVersion:
    version = begun(scene, bodies)
    check_report(version_id=version.pk, by=scene.keeper, at=NOW)
    return close_report(version_id=version.pk, by=scene.keeper, at=NOW)


def sent(scene: Scene, bodies: Bodies, on: datetime = NOW) -> ReportVersion:
    version = closed(scene, bodies)
    sign_report(version_id=version.pk, document_number="152/BC-SGDĐT", by=scene.head, at=NOW)
    return send_report(version_id=version.pk, by=scene.keeper, at=on)
