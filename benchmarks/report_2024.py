"""A real department's report of 2024, reproduced: play the year, then compare every figure that it printed.

    ./motcua simulate --year 2024 --seed 7 --target benchmarks/targets/report_2024.json   (about half an hour)
    PYTHONPATH=src .venv/bin/python benchmarks/report_2024.py

Both with the same MOTCUA_DATA, a folder of its own. Exit code 1 when any figure differs.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import date, datetime

CELLS = [2215, 2205, 2, 8, 2172, 2155, 17, 0, 43, 43, 0]
RATES = ["98,1 %", "99,2 %", "0,8 %", "0 %"]
WORDS = {
    "received": "2.215",
    "resolved": "2.172",
    "resolved_rate": "98,1 %",
    "early_rate": "99,2 %",
    "exactly_on_time_rate": "0,8 %",
    "catalogue_total": "114",
    "catalogue_province_committee": "27",
    "catalogue_department": "48",
    "catalogue_district": "34",
    "catalogue_commune": "5",
    "catalogue_full_online": "45",
    "catalogue_full_online_rate": "39,5 %",
    "catalogue_partial_online": "69",
    "catalogue_partial_online_rate": "60,5 %",
    "catalogue_internal_total": "29",
    "catalogue_internal_province_committee": "8",
    "catalogue_internal_department": "15",
    "catalogue_internal_district": "6",
}


def main() -> int:
    """Count the report twice, compare, say how long it took."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    from motcua.config.installation import open_database

    open_database()
    from motcua.kernel.clock import VIETNAM
    from motcua.kernel.periods import Period
    from motcua.organisations.models import Agency
    from motcua.reports.queries.figures import count_report
    from motcua.reports.queries.filling import Scope
    from motcua.reports.rules.outline import said

    window = Period(date(2023, 11, 15), date(2024, 12, 6))
    closed = datetime(2024, 12, 6, tzinfo=VIETNAM)
    agency = Agency.objects.get(code="MP24-SO")
    wrong = []
    for name, place in (("whole installation", None), (agency.code, agency.pk)):
        started = time.perf_counter()
        counted = count_report(["II.06a", "II.07b", "II.08"], Scope(place, window, closed))
        seconds = time.perf_counter() - started
        table = counted.tables[0]
        again = count_report(["II.06a", "II.07b", "II.08"], Scope(place, window, closed))
        checks = {
            "cells": (CELLS, list(table.total.cells.values())),
            "rates": (RATES, [rate.said for rate in table.rates]),
            "gaps": ([], [gap.said for each in counted.tables for gap in each.gaps]),
            "digest": (counted.digest, again.digest),
            **{code: (words, counted.words[code]) for code, words in WORDS.items()},
        }
        differing = {what: pair for what, pair in checks.items() if pair[0] != pair[1]}
        wrong += [f"{name}: {what}: wanted {pair[0]}, found {pair[1]}" for what, pair in differing.items()]
        print(
            f"{name}: {len(checks) - len(differing)} of {len(checks)} as printed, counted in {seconds:.2f} s"
        )
        section = counted.outline.section("resolution")
        for sentence in section.sentences if section else ():
            print("   ", said(sentence, counted.words))
    print("\n".join(wrong) or "Every figure is as it was printed.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
