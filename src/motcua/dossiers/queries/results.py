"""Questions about results."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from motcua.dossiers.models import Counter, Dossier, Result


def result_series(year: int) -> str:
    """The series in which an agency numbers its results of a year."""
    return f"result:{year}"


def suggested_number(agency_id: UUID, on: date) -> int:
    """The number that the next result of the agency would have; nothing is taken by asking."""
    rows = Counter.objects.filter(agency=agency_id, series=result_series(on.year))
    return (rows.values_list("last", flat=True).first() or 0) + 1


def suggested_symbol(agency_id: UUID) -> str:
    """The symbol that the agency gave its last result; "" before the first."""
    rows = Result.objects.filter(agency=agency_id).exclude(number="").order_by("-issued_at")
    last = rows.values_list("number", flat=True).first()
    return last.partition("/")[2] if last else ""


def results_of(dossier: Dossier) -> QuerySet[Result]:
    """All results of the dossier, also those sent back and replaced, the latest first."""
    rows = Result.objects.filter(dossier=dossier).order_by("-round", "-id")
    return rows.select_related(
        "draft",
        "signed__file",
        "proposed_by",
        "approved_by",
        "signed_by",
        "issued_by",
        "returned_by",
        "agency",
    )


def find_latest_result(dossier: Dossier) -> Result | None:
    """The result that counts now: in the making, or issued; else what was last sent back."""
    return results_of(dossier).first()
