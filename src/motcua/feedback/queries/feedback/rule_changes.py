"""What became of procedures lately: a new version in force, or an end, perhaps with what replaced it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from motcua.catalogue.enums import LinkKind, VersionState
from motcua.catalogue.models import Procedure, ProcedureLink, ProcedureVersion
from motcua.catalogue.queries.published import named_on


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A procedure's latest change. Of an end `version_id` and `title` are those of what ended, and `successor` names
    what replaced it, "" where nothing did."""

    version_id: UUID
    title: str
    since: date
    is_end: bool = False
    successor: str = ""


def rule_changes(*, since: date, on: date) -> dict[UUID, RuleChange]:
    """By procedure its latest change after `since` up to `on`; a fixed number of queries."""
    versions = ProcedureVersion.objects.filter(state=VersionState.PROMULGATED)
    began = versions.filter(in_force__startswith__gt=since, in_force__startswith__lte=on)
    found = {
        one.procedure_id: RuleChange(one.pk, one.name, one.in_force.lower)
        for one in began.order_by("in_force")
        if one.in_force is not None
    }
    return found | _ends(versions, since, on)


def _ends(versions: QuerySet[ProcedureVersion], since: date, on: date) -> dict[UUID, RuleChange]:
    applies = versions.filter(procedure=OuterRef("procedure"), in_force__contains=on)
    ended = versions.filter(~Exists(applies), in_force__endswith__gt=since, in_force__endswith__lte=on)
    rows = {one.procedure_id: one for one in ended.order_by("in_force__endswith")}
    names = _successors(list(rows), on)
    return {
        key: RuleChange(one.pk, one.name, one.in_force.upper, True, names.get(key, ""))
        for key, one in rows.items()
        if one.in_force is not None
    }


def _successors(procedures: Collection[UUID], on: date) -> dict[UUID, str]:
    links = ProcedureLink.objects.filter(procedure__in=procedures, kind=LinkKind.REPLACED_BY)
    pairs = list(links.order_by("other__code", "id").values_list("procedure_id", "other__code"))
    others = Procedure.objects.filter(pk__in=links.values("other"))
    names = {one.code: one.name for one in named_on(others, on=on)} if pairs else {}
    found: dict[UUID, list[str]] = {}
    for procedure, code in pairs:
        if code in names:
            found.setdefault(procedure, []).append(names[code])
    return {procedure: "; ".join(named) for procedure, named in found.items()}
