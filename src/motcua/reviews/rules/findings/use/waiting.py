"""Steps where dossiers wait."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from motcua.reviews.enums import Clue
from motcua.reviews.rules.findings.finding import Examined, Finding, Row
from motcua.reviews.rules.findings.use.facts import Stays
from motcua.reviews.rules.findings.use.words import WORKING_DAY, working


def waiting_steps(
    known: Mapping[str, Examined],
    stays: Iterable[Stays],
    *,
    least: Decimal,
    late_share: Decimal,
    untouched_share: Decimal,
) -> list[Finding]:
    """One finding for each procedure with steps at which many stays run over their time, or lie half of it and at least
    a working day before anybody begins."""
    by_procedure: dict[str, list[Stays]] = defaultdict(list)
    for stay in stays:
        is_late = stay.late >= late_share * stay.count
        lies = stay.half_untouched >= max(WORKING_DAY, stay.half * float(untouched_share))
        if stay.procedure_id in known and stay.count >= least and (is_late or lies):
            by_procedure[stay.procedure_id].append(stay)
    return [_waiting(known[one], some) for one, some in by_procedure.items()]


def _waiting(one: Examined, stays: Sequence[Stays]) -> Finding:
    stays = sorted(stays, key=lambda stay: (-stay.late, stay.step))
    worst = stays[0]
    return Finding(
        clue=Clue.STEP_WAITS,
        subject=one.code,
        title=one.name,
        says=f"Bước “{worst.step}”: {worst.late} trên {worst.count} lượt quá thời gian của bước; một nửa số lượt mất "
        f"từ {working(worst.half)} trở lên, trong đó chờ trước khi có người làm {working(worst.half_untouched)}.",
        to_do="Xem bước có cần không, có thể giao thẳng, ủy quyền ký, hay chia lại thời gian giữa các bước.",
        columns=("Bước", "Lượt", "Quá thời gian", "Trung vị", "Chờ trước khi làm"),
        rows=tuple(
            Row(
                one,
                (
                    stay.step,
                    str(stay.count),
                    str(stay.late),
                    working(stay.half),
                    working(stay.half_untouched),
                ),
            )
            for stay in stays
        ),
        parts=frozenset(stay.step for stay in stays),
        measure=Decimal(sum(stay.late for stay in stays)) + Decimal(len(stays)),
    )
