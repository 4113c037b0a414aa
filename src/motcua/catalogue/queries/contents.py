"""The contents of versions, read whole in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db.models import Model

from motcua.catalogue.enums import ApplicantType, Channel, Constituent, FeeKind, LifeEvent, ProcedureLevel
from motcua.catalogue.models import (
    ApplicationForm,
    DossierComponent,
    Fee,
    LegalBasis,
    ProcedureVersion,
    Result,
    Step,
    SubmissionMethod,
)
from motcua.catalogue.rules.content import (
    ComponentContent,
    Content,
    FeeContent,
    FormContent,
    LegalBasisContent,
    MethodContent,
    ResultContent,
    StepContent,
    in_order,
)
from motcua.deadlines.enums import LimitUnit

# Fields of a version that stand in its row as they stand in its content.
PLAIN = (
    "name",
    "decision_number",
    "regulation_label",
    "applicants_note",
    "issuing_agency",
    "competent_authority",
    "executing_agency",
    "delegated_agency",
    "coordinating_agency",
    "receiving_place",
    "requirements",
    "sets_count",
    "is_business_related",
    "is_boundary_free",
)


def contents_of(version_ids: Collection[UUID]) -> dict[UUID, Content]:
    """What each of these versions says, by its id; eight queries however many they are. Unknown ids are left out."""
    wanted = list(version_ids)
    if not wanted:
        return {}
    parts = _parts(wanted)
    versions = ProcedureVersion.objects.filter(pk__in=wanted).select_related("field")
    return {version.pk: _content(version, parts) for version in versions}


def content_of(version: ProcedureVersion) -> Content:
    """What one version says."""
    return contents_of([version.pk])[version.pk]


Parts = dict[str, dict[Any, list[Any]]]


def _parts(wanted: list[UUID]) -> Parts:
    return {
        "steps": _grouped(Step.objects.filter(version__in=wanted), "version_id"),
        "methods": _grouped(SubmissionMethod.objects.filter(version__in=wanted), "version_id"),
        "fees": _grouped(Fee.objects.filter(method__version__in=wanted), "method_id"),
        "components": _grouped(DossierComponent.objects.filter(version__in=wanted), "version_id"),
        "forms": _grouped(ApplicationForm.objects.filter(component__version__in=wanted), "component_id"),
        "results": _grouped(Result.objects.filter(version__in=wanted), "version_id"),
        "bases": _grouped(LegalBasis.objects.filter(version__in=wanted).select_related("act"), "version_id"),
    }


def _grouped(rows: Iterable[Model], owner: str) -> dict[Any, list[Any]]:
    groups: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, owner)].append(row)
    for members in groups.values():
        members.sort(key=lambda row: row.position)
    return groups


def _content(version: ProcedureVersion, parts: Parts) -> Content:
    return Content(
        **{name: getattr(version, name) for name in PLAIN},
        field=version.field.name if version.field else "",
        levels=in_order(ProcedureLevel(word) for word in version.levels),
        applicant_types=in_order(ApplicantType(word) for word in version.applicant_types),
        life_events=in_order(LifeEvent(word) for word in version.life_events),
        none_declared=in_order(Constituent(word) for word in version.none_declared),
        steps=tuple(StepContent(title=row.title, text=row.text) for row in _of(parts, "steps", version)),
        methods=tuple(_method(row, parts) for row in _of(parts, "methods", version)),
        components=tuple(_component(row, parts) for row in _of(parts, "components", version)),
        results=tuple(ResultContent(name=row.name, code=row.code) for row in _of(parts, "results", version)),
        legal_bases=tuple(_legal_basis(row) for row in _of(parts, "bases", version)),
    )


def _of(parts: Parts, kind: str, owner: Model) -> list[Any]:
    return parts[kind].get(owner.pk, [])


def _method(row: SubmissionMethod, parts: Parts) -> MethodContent:
    return MethodContent(
        channel=Channel(row.channel),
        limit_amount=row.limit_amount,
        limit_unit=LimitUnit(row.limit_unit) if row.limit_unit else None,
        limit_text=row.limit_text,
        limit_needs_person=row.limit_needs_person,
        note=row.note,
        fees=tuple(
            FeeContent(kind=FeeKind(fee.kind), amount_vnd=fee.amount_vnd, text=fee.text)
            for fee in _of(parts, "fees", row)
        ),
    )


def _component(row: DossierComponent, parts: Parts) -> ComponentContent:
    return ComponentContent(
        name=row.name,
        case_name=row.case_name,
        originals=row.originals,
        copies=row.copies,
        note=row.note,
        forms=tuple(FormContent(name=form.name, url=form.url) for form in _of(parts, "forms", row)),
    )


def _legal_basis(row: LegalBasis) -> LegalBasisContent:
    act = row.act
    return LegalBasisContent(number=act.number, title=act.title, issuer=act.issuer, issued_on=act.issued_on)
