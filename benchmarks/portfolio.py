"""The portfolio over the national catalogue, its parts against targets and its mergers, against a stated limit.

With the shared data beside the project: 5,608 names and 110 procedures in full; else the project's own sample. Each is
asked as the pages ask it; the sums are checked against the sum of the parts in the same run.

Limits, for a quiet machine: the portfolio in 5 s, everything together in 10 s. Exit code 1 when one is broken or the
sums differ. Recorded on two cores shared with some eight other jobs, so that both were broken: 9.2 s and 20.5 s.

Run: `PYTHONPATH=src:. .venv/bin/python benchmarks/portfolio.py`
"""

from __future__ import annotations

import sys

from benchmarks.scene import bring_national_catalogue, new_installation, timed

PORTFOLIO, ALL = 5.0, 10.0


def main() -> int:
    new_installation()
    bring_national_catalogue()
    return _measure()


def _measure() -> int:
    from motcua.kernel.clock import now
    from motcua.reviews.enums import Burden
    from motcua.reviews.queries.findings.scope import Scope
    from motcua.reviews.queries.portfolio import baselines, portfolio, targets_on
    from motcua.reviews.queries.portfolio_measured import measured_portfolio
    from motcua.reviews.queries.portfolio_mergers import asks_of, merger_candidates
    from motcua.reviews.rules.changes.mergers import with_mergers
    from motcua.reviews.rules.changes.portfolio import Weighed, sums, sums_by
    from motcua.reviews.rules.changes.targets import NO_FIELD, Part
    from motcua.web.cutting import part_rows

    scope = Scope(None, now())
    targets = targets_on(None, scope.on)
    days = baselines(targets, on=scope.on)
    first, found = timed(lambda: portfolio(scope, baseline_on=days[0]))
    again, found = timed(lambda: portfolio(scope, baseline_on=days[0]))
    others, by_day = timed(
        lambda: {
            day: found.held if day == days[0] else portfolio(scope, baseline_on=day).held for day in days
        }
    )
    fields = {Part(field=one.field or NO_FIELD): one.field for one in found.held}
    rows, shown = timed(
        lambda: part_rows(fields, Burden.PAPERS, held=found.held, targets=targets, held_on=by_day)
    )
    measured, _saved = timed(lambda: measured_portfolio(scope))
    alike, candidates = timed(lambda: merger_candidates(scope, codes=[one.code for one in found.held]))
    codes = [code for one in candidates for code in one.codes]
    merging, (merged, mergers) = timed(
        lambda: with_mergers(found.held, [one.codes for one in candidates], asks_of(codes, scope))
    )
    whole = sums(found.held)
    parts = sums_by(found.held, lambda one: [one.field])
    saved = sum((one.saves for one in mergers), Weighed())
    adds_up = sum((one.planned for one in parts.values()), Weighed()) == whole.planned
    adds_up = adds_up and sums(merged).planned + saved == whole.planned
    total = again + others + rows + measured + alike + merging
    print(f"\n{'phần':40}{'số':>10}{'ms':>10}")
    for name, count, seconds in (
        ("danh mục, lần đầu", whole.count, first),
        ("danh mục, lần sau", whole.count, again),
        ("so với các mốc khác", len(days), others),
        ("từng lĩnh vực so mục tiêu", len(shown), rows),
        ("dự kiến và đo được", 0, measured),
        ("nhóm có thể gộp", len(candidates), alike),
        ("thử gộp mọi nhóm", len(mergers), merging),
    ):
        print(f"{name:40}{count:>10}{seconds * 1000:>10.0f}", flush=True)
    print(
        f"danh mục: giới hạn {PORTFOLIO:.0f} s; tất cả {total:.1f} s, giới hạn {ALL:.0f} s; cộng khớp: {adds_up}"
    )
    return int(first > PORTFOLIO or total > ALL or not adds_up)


if __name__ == "__main__":
    sys.exit(main())
