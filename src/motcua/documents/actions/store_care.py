"""Taking away what is left over in the store."""

from __future__ import annotations

from datetime import datetime, timedelta

from motcua.documents import store
from motcua.documents.queries import StoreReport, check_store

# A file is written before its row: what is younger may still be waiting for it.
GRACE = timedelta(hours=1)


def clean_store(*, at: datetime, contents: bool = True) -> StoreReport:
    """Check the store (see `check_store`) and take away the files that no row names, once they are an hour old."""
    report = check_store(contents=contents)
    for orphan in report.orphaned:
        if store.take_away(orphan.path, unless_younger_than=at - GRACE):
            report.taken_away.append(orphan)
    return report
