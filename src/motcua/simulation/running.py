"""One played year, from the scene to the last act."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from motcua.deadlines.queries import calendar_for_agency
from motcua.dossiers.models import Dossier
from motcua.kernel.models import JournalEntry
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.simulation.listing import list_procedures
from motcua.simulation.plan import Target, checked, plan, whole_year
from motcua.simulation.play import Player
from motcua.simulation.scene import matters, set_scene
from motcua.simulation.story import Listed


@dataclass(frozen=True, slots=True)
class Played:
    """A year that was played: where, with how many acts, in how many seconds."""

    department: Agency
    acts: int
    seconds: float


def run_year(
    *,
    year: int,
    target: Target,
    seed: int,
    at: datetime,
    progress: Callable[[int], None],
    window: Period | None = None,
    listed: Listed | None = None,
) -> Played:
    """Play a year, or the days of `window`, at the made-up department; each act is its own transaction, as at a desk.
    With `listed` the catalogue gets as many procedures as it says.

    :raises Refused: "year-played-already", "target-does-not-add-up", "target-not-playable", "target-catalogue".
    """
    played = window or whole_year(year)
    checked(target, dossiers=None)
    scene = set_scene(year=year, at=at)
    _require_unplayed(scene.department, year)
    calendar = calendar_for_agency(scene.department.code)
    cases = plan(year=year, target=target, matters=matters(year), calendar=calendar, seed=seed, window=played)
    if listed is not None:
        list_procedures(scene=scene, listed=listed, year=year, at=at)
    before, started = JournalEntry.objects.count(), time.monotonic()
    player = Player(scene=scene, year=year, window=played, calendar=calendar, seed=seed, done=progress)
    player.play(cases)
    return Played(scene.department, JournalEntry.objects.count() - before, time.monotonic() - started)


def _require_unplayed(department: Agency, year: int) -> None:
    if Dossier.objects.filter(competent=department).exists():
        raise Refused(
            "year-played-already",
            f"Năm {year} đã được đóng vai rồi. Chọn năm khác, hoặc dùng thư mục dữ liệu mới (MOTCUA_DATA).",
        )
