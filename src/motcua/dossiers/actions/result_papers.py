"""The paper of a result: made from its words where nobody brought a draft, signed, sealed, revoked."""

from __future__ import annotations

import secrets

import typst

from motcua.documents.actions import keep_file
from motcua.documents.enums import SigningAuthority
from motcua.documents.models import SignedPaper
from motcua.dossiers.actions.acting import Act
from motcua.dossiers.models import Result


def sign_result_paper(
    act: Act, result: Result, *, authority: SigningAuthority, head_title: str
) -> SignedPaper:
    data = bytes(typst.compile(f"= {result.pk}".encode(), format="pdf"))
    file = keep_file(data=data, name="x.pdf", by=act.by.actor, at=act.at)
    return SignedPaper.objects.create(
        title=result.title,
        verification_code=secrets.token_hex(9),
        original=file,
        personal_file=file,
        file=file,
        signer=act.by,
        signer_name=act.by.full_name,
        signer_title="x",
        agency=result.agency,
        agency_name=result.agency.name,
        signed_at=act.at,
    )


def seal_result_paper(act: Act, result: Result) -> SignedPaper:
    paper = result.signed
    paper.number, paper.issued_on, paper.numbered_by, paper.numbered_at = (
        result.number,
        act.on,
        act.by,
        act.at,
    )
    paper.organisation_signed_by, paper.organisation_signed_at = act.by, act.at
    paper.save()
    return paper


def revoke_result_paper(
    act: Act, paper: SignedPaper, *, reason: str, replaced_by: SignedPaper | None = None
) -> None:
    if paper.revoked_at is not None:
        return
    paper.revoked_by, paper.revoked_at, paper.revoke_reason, paper.replaced_by = (
        act.by,
        act.at,
        reason,
        replaced_by,
    )
    paper.save()
