"""Full intake through `take_in` beside the same rows written by bare SQL, in turns, in the same run.

Ours is everything a counter does: who may, which version, process and promise, the code, people, papers, the first
stay, the receipt's facts, the notice, two entries of the journal, committed. The peer writes copies of exactly those
rows, known beforehand, with prepared statements and nothing else, committed as often. In a database made for it and
thrown away.

Run: `PYTHONPATH=src:. .venv/bin/python benchmarks/intake.py [NUMBER OF DOSSIERS]`
"""

from __future__ import annotations

import cProfile
import pstats
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from benchmarks.scene import new_installation

YEAR = 2024
# Tables that an intake writes, with the column that leads to the dossier; in the order of writing.
TABLES = {
    "dossiers_dossier": "id",
    "dossiers_party": "dossier_id",
    "dossiers_submittedpaper": "dossier_id",
    "dossiers_passage": "dossier_id",
    "dossiers_issuedpaper": "dossier_id",
    "kernel_journalentry": "subject_id",
    "notices_notice": "subject_id",
}
COUNT = (
    "INSERT INTO dossiers_counter (agency_id, series, last) VALUES (%s, %s, 1)"
    " ON CONFLICT (agency_id, series) DO UPDATE SET last = dossiers_counter.last + 1 RETURNING last"
)
Rows = list[tuple[str, list[Any]]]


def main(number: int) -> None:
    new_installation(with_sample=False)
    take = Taker()
    for _ in range(20):
        take()
    statements = _statements(take.prepared())
    ours, bare = [], []
    for _ in range(number):
        ours.append(_seconds(take.prepared()))
        bare.append(_seconds(_copy_of(take.last)))
    print(f"{'':10}{'hồ sơ/s':>10}{'p50 ms':>9}{'p95 ms':>9}")
    for name, found in (("take_in", ours), ("SQL trần", bare)):
        print(
            f"{name:10}{len(found) / sum(found):>10.0f}{_ms(statistics.median(found)):>9.1f}"
            f"{_ms(statistics.quantiles(found, n=20)[-1]):>9.1f}"
        )
    print(f"bằng {sum(bare) / sum(ours):.0%} tốc độ của SQL trần; {statements} câu lệnh mỗi hồ sơ")
    if "--profile" in sys.argv:
        profile = cProfile.Profile()
        profile.runcall(lambda: [take() for _ in range(100)])
        pstats.Stats(profile).sort_stats("tottime").print_stats(30)


class Taker:
    """Takes in a dossier of the played department at each call; its code."""

    def __init__(self) -> None:
        from datetime import datetime

        from motcua.kernel.clock import VIETNAM, now
        from motcua.simulation.scene import set_scene

        self.scene = set_scene(year=YEAR, at=now())
        self.at = datetime(YEAR, 5, 7, 9, tzinfo=VIETNAM)
        self.procedure = next(iter(self.scene.procedures.values()))
        self.last, self.code = uuid4(), ""

    def __call__(self) -> str:
        self.prepared()()
        return self.code

    def prepared(self) -> Callable[[], None]:
        """Takes in a dossier whose handing-in is put together already, as a form at the counter has done."""
        from motcua.dossiers.actions.intake import take_in

        intake = self.intake()

        def run() -> None:
            dossier = take_in(intake=intake, by=self.scene.receivers[0], at=self.at)
            self.last, self.code = dossier.pk, dossier.code

        return run

    def intake(self) -> Any:
        """A handing-in with all its papers."""
        from motcua.dossiers.enums import Door, PaperForm, PartyRole
        from motcua.dossiers.queries.offers import get_offer
        from motcua.dossiers.rules.intake import Intake, NewPaper, NewParty

        offer = get_offer(self.procedure.pk, self.at.date())
        applicant = NewParty(
            PartyRole.APPLICANT,
            "Nguyễn Thị Hồng",
            identity_number="031185000123",
            phone="0912345678",
            email="hong@example.vn",
        )
        return Intake(
            submission_key=uuid4(),
            procedure_id=offer.procedure_id,
            door=Door.DIRECT,
            reception_id=self.scene.department.pk,
            parties=[applicant],
            papers=[NewPaper(one.name, one.component_id, PaperForm.ORIGINAL) for one in offer.papers],
        )


def _copy_of(dossier: UUID) -> Callable[[], None]:
    """Writes the rows of the dossier once more, as another's; everything is put together beforehand."""
    from django.db import connection

    rows = _rows_of(dossier)
    with connection.cursor() as cursor:
        cursor.execute("SELECT reception_id, code FROM dossiers_dossier WHERE id = %s", [dossier])
        agency, code = cursor.fetchone()
    fresh = {str(dossier): str(uuid4()), code: f"S{uuid4().hex[:12]}"}
    rows = [(sql, [_said(value, fresh) for value in values]) for sql, values in rows]
    series = ["dossier:bare", "paper:bare"]

    def write() -> None:
        raw = connection.connection
        assert raw is not None
        with raw.transaction(), raw.cursor() as cursor:
            for one in series:
                cursor.execute(COUNT, [agency, one], prepare=True)
            for sql, values in rows:
                cursor.execute(sql, values, prepare=True)

    return write


def _rows_of(dossier: UUID) -> Rows:
    """One statement and its values for each row that the dossier's intake wrote."""
    from django.db import connection

    found: Rows = []
    with connection.cursor() as cursor:
        for table, column in TABLES.items():
            found += _rows_in(cursor, table, column, str(dossier))
        cursor.execute("SELECT id::text FROM notices_notice WHERE subject_id = %s", [str(dossier)])
        for (notice,) in cursor.fetchall():
            found += _rows_in(cursor, "notices_delivery", "notice_id", notice)
    return found


def _rows_in(cursor: Any, table: str, column: str, value: str) -> Rows:
    cursor.execute(
        "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = %s::regclass"
        " AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attidentity = '' ORDER BY attnum",
        [table],
    )
    columns = cursor.fetchall()
    names = ", ".join(f'"{name}"' for name, _ in columns)
    texts = ", ".join(f'"{name}"::text' for name, _ in columns)
    cursor.execute(f"SELECT {texts} FROM {table} WHERE {column}::text = %s ORDER BY 1", [value])
    places = ", ".join(f"%s::{kind}" for _, kind in columns)
    sql = f"INSERT INTO {table} ({names}) VALUES ({places})"
    rows = []
    for row in cursor.fetchall():
        values = list(row)
        for place, (name, kind) in enumerate(columns):
            if (
                kind == "uuid" and name in {"id", "submission_key"} and values[place] != value
            ) or name == "notice_id":
                values[place] = _fresh(values[place])
        rows.append((sql, values))
    return rows


_freshened: dict[str, str] = {}


def _fresh(identifier: str) -> str:
    """Another identifier, the same for the same, so that what belongs together stays so."""
    return _freshened.setdefault(identifier, str(uuid4()))


def _said(value: Any, fresh: dict[str, str]) -> Any:
    if isinstance(value, str):
        for old, new in fresh.items():
            value = value.replace(old, new)
    return value


def _statements(take: Callable[[], object]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        take()
    return len(captured)


def _seconds(run: Callable[[], object]) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


def _ms(seconds: float) -> float:
    return seconds * 1000


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word.isdecimal()]
    main(numbers[0] if numbers else 400)
