"""Writing the parts of versions: one statement for each kind of part, however many versions there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from motcua.catalogue.models import (
    ApplicationForm,
    DossierComponent,
    Fee,
    LegalAct,
    LegalBasis,
    ProcedureVersion,
    Result,
    Step,
    SubmissionMethod,
)
from motcua.catalogue.rules.content import Content, LegalBasisContent


def write_parts(written: Sequence[tuple[ProcedureVersion, Content]]) -> None:
    """All parts of these versions: one statement for each kind of part."""
    Step.objects.bulk_create(
        [
            Step(version=version, position=place, title=step.title, text=step.text)
            for version, content in written
            for place, step in enumerate(content.steps)
        ]
    )
    Result.objects.bulk_create(
        [
            Result(version=version, position=place, name=result.name, code=result.code)
            for version, content in written
            for place, result in enumerate(content.results)
        ]
    )
    _write_methods(written)
    _write_components(written)
    acts = _acts_of(basis for _, content in written for basis in content.legal_bases)
    LegalBasis.objects.bulk_create(
        [
            LegalBasis(version=version, position=place, act=acts[basis.number])
            for version, content in written
            for place, basis in enumerate(content.legal_bases)
        ]
    )


def _write_methods(written: Sequence[tuple[ProcedureVersion, Content]]) -> None:
    pairs = [
        (
            SubmissionMethod(
                version=version,
                position=place,
                channel=method.channel,
                limit_amount=method.limit_amount,
                limit_unit=method.limit_unit or "",
                limit_text=method.limit_text,
                limit_needs_person=method.limit_needs_person,
                note=method.note,
            ),
            method,
        )
        for version, content in written
        for place, method in enumerate(content.methods)
    ]
    SubmissionMethod.objects.bulk_create([row for row, _ in pairs])
    Fee.objects.bulk_create(
        [
            Fee(method=row, position=place, kind=fee.kind, amount_vnd=fee.amount_vnd, text=fee.text)
            for row, method in pairs
            for place, fee in enumerate(method.fees)
        ]
    )


def _write_components(written: Sequence[tuple[ProcedureVersion, Content]]) -> None:
    pairs = [
        (
            DossierComponent(
                version=version,
                position=place,
                case_name=component.case_name,
                name=component.name,
                originals=component.originals,
                copies=component.copies,
                note=component.note,
            ),
            component,
        )
        for version, content in written
        for place, component in enumerate(content.components)
    ]
    DossierComponent.objects.bulk_create([row for row, _ in pairs])
    ApplicationForm.objects.bulk_create(
        [
            ApplicationForm(component=row, position=place, name=form.name, url=form.url)
            for row, component in pairs
            for place, form in enumerate(component.forms)
        ]
    )


def _acts_of(bases: Iterable[LegalBasisContent]) -> dict[str, LegalAct]:
    """The acts with these numbers; unknown ones are made, and what an act lacks is filled in, never overwritten."""
    told: dict[str, LegalBasisContent] = {}
    for basis in bases:
        if basis.number not in told or not told[basis.number].title:
            told[basis.number] = basis
    LegalAct.objects.bulk_create(
        [
            LegalAct(number=basis.number, title=basis.title, issuer=basis.issuer, issued_on=basis.issued_on)
            for basis in told.values()
        ],
        ignore_conflicts=True,
    )
    acts = {act.number: act for act in LegalAct.objects.filter(number__in=told)}
    richer = [act for act in acts.values() if _fill(act, told[act.number])]
    LegalAct.objects.bulk_update(richer, ["title", "issuer", "issued_on"])
    return acts


def _fill(act: LegalAct, basis: LegalBasisContent) -> bool:
    filled = False
    for name in ("title", "issuer", "issued_on"):
        if not getattr(act, name) and getattr(basis, name):
            setattr(act, name, getattr(basis, name))
            filled = True
    return filled
