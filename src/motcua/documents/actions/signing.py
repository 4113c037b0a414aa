"""Signing papers: the person, then the number, then the organisation; revoking what was wrong."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import require
from motcua.documents.actions.files import keep_file
from motcua.documents.enums import FileKind, SignedState, SigningAuthority
from motcua.documents.models import SignedPaper, StoredFile
from motcua.documents.ports import signer as connected_signer
from motcua.documents.printing import print_result
from motcua.documents.queries import read_file
from motcua.documents.rules.codes import code_of
from motcua.documents.rules.papers.facts import ResultPaper, SignBlock
from motcua.documents.rules.signing import (
    Stamp,
    require_may_number,
    require_may_revoke,
    require_may_sign_for_organisation,
)
from motcua.documents.rules.uploads.judging import FileRules
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.organisations.models import Agency

# A signed copy carries a page and marks of its own above what the original may weigh.
_ROOM_FOR_SIGNATURES = 5 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class SignerFacts:
    """As what a person signs; the name is the person's own."""

    agency: Agency
    title: str
    authority: SigningAuthority = SigningAuthority.OWN
    head_title: str = ""


def keep_result(*, paper: ResultPaper, name: str, by: str, at: datetime) -> StoredFile:
    """Print a decision or letter and keep it, ready to be signed; the places for signature and number are kept too."""
    pdf, places = print_result(paper)
    return keep_file(data=pdf, name=name, by=by, at=at, places=places, is_sample=paper.is_sample)


@transaction.atomic
def sign(
    *,
    file: StoredFile,
    title: str,
    signer: SignerFacts,
    by: Person,
    at: datetime,
    verify_at: str,
    capability: Capability = Capability.DECIDE_DOSSIERS,
) -> SignedPaper:
    """The person's signature on a PDF that is kept here. `verify_at` is the address before the code.

    `capability` is what lets a person sign such a paper at the agency: deciding, or receiving for a receipt.

    :raises Refused: "<capability>-not-allowed", "file-not-signable", "paper-already-signed", "paper-title-missing",
        "head-title-missing", "file-lost", "file-altered".
    """
    file = StoredFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    require(by, capability, agency_id=signer.agency.pk, on=local_day(at))
    title = _require_signable(file, clean(title).replace("\n", " "), signer)
    paper = SignedPaper(
        title=title,
        verification_code=code_of(secrets.token_bytes(10)),
        original=file,
        signer=by,
        signer_name=by.full_name,
        signer_title=signer.title,
        authority=signer.authority,
        head_title=signer.head_title,
        agency=signer.agency,
        agency_name=signer.agency.name,
        signed_at=at,
        is_sample=file.is_sample,
    )
    paper.file = paper.personal_file = _stamped(paper, verify_at=verify_at, by=by, at=at)
    paper.kind = connected_signer().kind
    paper.save()
    _record("PaperSigned", paper, by=by, at=at, title=title, sha256=paper.file.sha256)
    return paper


@transaction.atomic
def number_paper(
    *,
    paper: SignedPaper,
    number: str,
    on: date,
    by: Person,
    at: datetime,
    capability: Capability = Capability.ISSUE_RESULTS,
    held_at: UUID | None = None,
) -> SignedPaper:
    """The records office gives number and day to a paper that the person has signed.

    That the number is the next one of its year is for the room that keeps the numbers. `capability` is another
    where an internal process leaves numbering to the counter, `held_at` the counter (None: the paper's agency); so in
    the next one.

    :raises Refused: "issue-results-not-allowed", and as `rules.signing.require_may_number`.
    """
    paper = _locked(paper)
    require(by, capability, agency_id=held_at or paper.agency_id, on=local_day(at))
    number = clean(number)
    require_may_number(state=paper.state, number=number, on=on, signed_at=paper.signed_at)
    paper.number, paper.issued_on, paper.numbered_by, paper.numbered_at = number, on, by, at
    paper.save(update_fields=["number", "issued_on", "numbered_by", "numbered_at"])
    _record("PaperNumbered", paper, by=by, at=at, number=number, on=on.isoformat())
    return paper


@transaction.atomic
def sign_for_organisation(
    *,
    paper: SignedPaper,
    by: Person,
    at: datetime,
    verify_at: str,
    capability: Capability = Capability.ISSUE_RESULTS,
    held_at: UUID | None = None,
) -> SignedPaper:
    """The records office signs for the organisation: the paper is issued, with its number and both signatures.

    :raises Refused: "issue-results-not-allowed", and as `rules.signing.require_may_sign_for_organisation`.
    """
    paper = _locked(paper)
    require(by, capability, agency_id=held_at or paper.agency_id, on=local_day(at))
    require_may_sign_for_organisation(state=paper.state)
    paper.organisation_signed_by, paper.organisation_signed_at = by, at
    paper.file = _stamped(paper, verify_at=verify_at, by=by, at=at)
    paper.save(update_fields=["organisation_signed_by", "organisation_signed_at", "file"])
    _record("PaperIssued", paper, by=by, at=at, number=paper.number, sha256=paper.file.sha256)
    return paper


@transaction.atomic
def revoke_paper(
    *,
    paper: SignedPaper,
    reason: str,
    by: Person,
    at: datetime,
    replaced_by: SignedPaper | None = None,
    capability: Capability | None = Capability.DECIDE_DOSSIERS,
) -> SignedPaper:
    """Say that a signed paper no longer holds, why, and which one stands in its place. Its file stays.

    `capability` None: it falls with an act of another room, which has asked whether that act is allowed.

    :raises Refused: "decide-dossiers-not-allowed", "paper-replaces-itself", and as
        `rules.signing.require_may_revoke`.
    """
    paper = _locked(paper)
    if capability is not None:
        require(by, capability, agency_id=paper.agency_id, on=local_day(at))
    reason = clean(reason)
    require_may_revoke(state=paper.state, reason=reason)
    if replaced_by is not None and (
        replaced_by.pk == paper.pk or _locked(replaced_by).state == SignedState.REVOKED
    ):
        raise Refused("paper-replaces-itself", "Văn bản thay thế phải là một văn bản khác còn hiệu lực.")
    paper.revoked_by, paper.revoked_at, paper.revoke_reason = by, at, reason
    paper.replaced_by = replaced_by
    paper.save(update_fields=["revoked_by", "revoked_at", "revoke_reason", "replaced_by"])
    replacement = str(replaced_by.pk) if replaced_by else ""
    _record("PaperRevoked", paper, by=by, at=at, reason=reason, replaced_by=replacement)
    return paper


def _require_signable(file: StoredFile, title: str, signer: SignerFacts) -> str:
    if file.kind != FileKind.PDF:
        raise Refused(
            "file-not-signable",
            f"“{file.name}” không phải PDF nên chưa ký được. In văn bản ra PDF, trình lại rồi ký.",
            field="file",
        )
    if not title:
        raise Refused(
            "paper-title-missing", "Hãy ghi tên hoặc trích yếu văn bản trước khi ký.", field="title"
        )
    if signer.authority != SigningAuthority.OWN and not signer.head_title:
        raise Refused(
            "head-title-missing",
            f"Ký {signer.authority.label} thì phải ghi ký thay mặt chức vụ nào, ví dụ Giám đốc.",
            field="head_title",
        )
    if SignedPaper.objects.filter(original=file, revoked_at=None).exists():
        raise Refused("paper-already-signed", f"“{file.name}” đã được ký. Tải lại trang để xem bản đã ký.")
    return title[:300]


def _stamped(paper: SignedPaper, *, verify_at: str, by: Person, at: datetime) -> StoredFile:
    original = paper.original
    stamp = Stamp(
        title=paper.title,
        agency=paper.agency_name,
        signer=SignBlock(
            paper.signer_name, paper.signer_title, SigningAuthority(paper.authority), paper.head_title
        ),
        signed_at=paper.signed_at,
        code=paper.verification_code,
        verify_at=f"{verify_at.rstrip('/')}/{paper.verification_code}/",
        original_sha256=original.sha256,
        pages=original.pages or 1,
        places=tuple(
            (each["name"], each["page"], each["x"], each["y"], each["width"]) for each in original.places
        ),
        number=paper.number,
        issued_on=paper.issued_on,
        organisation_signed_at=paper.organisation_signed_at,
    )
    data = connected_signer().sign(original=read_file(original), stamp=stamp)
    rules = FileRules(kinds=frozenset({FileKind.PDF}), largest=original.size * 2 + _ROOM_FOR_SIGNATURES)
    return keep_file(
        data=data, name=original.name, by=by.actor, at=at, accepts=rules, is_sample=original.is_sample
    )


def _locked(paper: SignedPaper) -> SignedPaper:
    return SignedPaper.objects.select_for_update(of=("self",)).select_related("original").get(pk=paper.pk)


def _record(kind: str, paper: SignedPaper, *, by: Person, at: datetime, **payload: str) -> None:
    fact = Fact(kind, "signed_paper", str(paper.pk), {"code": paper.verification_code, **payload})
    record(fact=fact, actor=by.actor, at=at)
