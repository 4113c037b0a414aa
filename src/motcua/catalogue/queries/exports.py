"""The catalogue as it is on a day, read in pieces for export."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from motcua.catalogue.enums import ProcedureKind, VersionState
from motcua.catalogue.models import OldCode, ProcedureVersion
from motcua.catalogue.queries.contents import contents_of
from motcua.catalogue.rules.sheet_writing import Listed

_BATCH = 500


def count_in_force(*, on: date) -> int:
    """How many procedures `procedures_in_force` gives on the day."""
    return _in_force(on).count()


def procedures_in_force(*, on: date, codes: Sequence[str] | None = None) -> Iterator[Listed]:
    """The nation's procedures in force on the day, by code, with all they say; read 500 at a time.

    Only those of `codes` when given.
    """
    versions = _in_force(on)
    if codes is not None:
        versions = versions.filter(procedure__code__in=codes)
    ordered = versions.select_related("procedure").order_by("procedure__code")
    after = ""
    while page := list(ordered.filter(procedure__code__gt=after)[:_BATCH]):
        after = page[-1].procedure.code
        yield from _listed(page)


def _in_force(on: date) -> QuerySet[ProcedureVersion]:
    return ProcedureVersion.objects.filter(
        state=VersionState.PROMULGATED, in_force__contains=on, procedure__jurisdiction=""
    )


def _listed(page: Sequence[ProcedureVersion]) -> Iterator[Listed]:
    contents = contents_of([version.pk for version in page])
    former: dict[UUID, list[str]] = defaultdict(list)
    held = OldCode.objects.filter(procedure__in=[version.procedure_id for version in page]).order_by("code")
    for procedure_id, code in held.values_list("procedure_id", "code"):
        former[procedure_id].append(code)
    for version in page:
        yield Listed(
            code=version.procedure.code,
            kind=ProcedureKind(version.procedure.kind),
            content=contents[version.pk],
            source_url=version.source_url,
            old_codes=tuple(former[version.procedure_id]),
        )
