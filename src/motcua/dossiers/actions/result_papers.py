"""The paper of a result: made from its words where nobody brought a draft, signed, sealed, revoked."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import may
from motcua.documents.actions.signing import (
    SignerFacts,
    keep_result,
    number_paper,
    revoke_paper,
    sign,
    sign_for_organisation,
)
from motcua.documents.enums import SigningAuthority
from motcua.documents.models import SignedPaper, StoredFile
from motcua.documents.rules.papers.facts import SignBlock
from motcua.dossiers.actions.acting import Act
from motcua.dossiers.models import Result
from motcua.dossiers.queries.parts import Parts
from motcua.dossiers.queries.result_facts import paper_of_result, title_at, verify_address


def sign_result_paper(
    act: Act, result: Result, *, authority: SigningAuthority, head_title: str
) -> SignedPaper:
    """The person's signature on the draft, or on the paper made from the result's words.

    :raises Refused: as `documents.actions.signing.sign`.
    """
    assert act.by is not None
    title = title_at(act.by, result.agency, act.on)
    signer = SignBlock(act.by.full_name, title, authority, head_title)
    return sign(
        file=result.draft or _made(act.parts, result, signer, by=act.by, at=act.at),
        title=result.title,
        signer=SignerFacts(result.agency, title, authority, head_title),
        by=act.by,
        at=act.at,
        verify_at=verify_address(),
    )


def seal_result_paper(act: Act, result: Result) -> SignedPaper:
    """Number and day, then the organisation's signature.

    Basis: NĐ 30/2020 art. 15, 32(2d). Where an express process leaves it to the counter, the counter's own
    capability lets it.

    :raises Refused: as `documents.actions.signing`.
    """
    assert act.by is not None
    assert result.signed is not None
    assert result.issued_on is not None
    able, held_at = _power(act, result)
    paper = number_paper(
        paper=result.signed,
        number=result.number,
        on=result.issued_on,
        by=act.by,
        at=act.at,
        capability=able,
        held_at=held_at,
    )
    return sign_for_organisation(
        paper=paper, by=act.by, at=act.at, verify_at=verify_address(), capability=able, held_at=held_at
    )


def revoke_result_paper(
    act: Act, paper: SignedPaper, *, reason: str, replaced_by: SignedPaper | None = None
) -> None:
    """Say that the paper holds no longer. Whether this act is allowed was asked when it began."""
    if paper.revoked_at is not None:
        return
    revoke_paper(
        paper=paper,
        reason=reason,
        by=act.by or paper.signer,
        at=act.at,
        replaced_by=replaced_by,
        capability=None,
    )


def _made(parts: Parts, result: Result, signer: SignBlock, *, by: Person, at: datetime) -> StoredFile:
    paper = paper_of_result(parts, result, signer=signer, at=at)
    return keep_result(paper=paper, name=f"{parts.dossier.code}-ket-qua.pdf", by=by.actor, at=at)


def _power(act: Act, result: Result) -> tuple[Capability, UUID]:
    """By which power, held where, it is issued: the records office's, else that of the counter where it lies."""
    assert act.by is not None
    if may(act.by, Capability.ISSUE_RESULTS, agency_id=result.agency_id, on=act.on):
        return Capability.ISSUE_RESULTS, result.agency_id
    return Capability.RECEIVE_DOSSIERS, act.dossier.holder_agency_id or act.dossier.reception_id
