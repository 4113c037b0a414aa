"""What the paper of a result says, for those who brought no draft of their own."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings

from motcua.accounts.models import Person
from motcua.accounts.queries import positions_of
from motcua.documents.printing import print_result
from motcua.documents.rules.papers.facts import ResultPaper, SignBlock
from motcua.dossiers.enums import PartyRole
from motcua.dossiers.models import Dossier, Result
from motcua.dossiers.queries.offers import offer_of
from motcua.dossiers.queries.paper_facts import look_up_address, place_of, superior_of
from motcua.dossiers.queries.parts import Parts
from motcua.dossiers.rules.results import BASIS_WORD, DECISION
from motcua.kernel.clock import local_day
from motcua.organisations.models import Agency

_UNSIGNED = SignBlock("", "Người có thẩm quyền ký")


def verify_address() -> str:
    """Where the code of a signed paper is checked: the address before the code."""
    return f"{settings.SITE_ADDRESS}/xac-minh"


def title_at(person: Person, agency: Agency, on: date) -> str:
    """As what a person signs for the agency on the day: their post there, else the first they hold."""
    held = positions_of([person], on)[person.pk]
    here = [post for post in held if post.agency_id == agency.pk] or held
    return here[0].title if here else ""


def paper_of_result(parts: Parts, result: Result, *, signer: SignBlock, at: datetime) -> ResultPaper:
    """The result as what it is called, else as a letter to the applicant; only a decision names what it rests on."""
    dossier, agency, offer = parts.dossier, result.agency, offer_of(parts.dossier.version_id)
    is_letter, is_decision = not result.paper_name, result.paper_name == DECISION
    applicant = next((row for row in parts.parties if row.role == PartyRole.APPLICANT), None)
    return ResultPaper(
        agency=agency.name,
        superior=superior_of(agency.pk, local_day(at)),
        place=place_of(agency),
        title=result.title,
        body=_body(result),
        signer=signer,
        made_at=at,
        kind_name=result.paper_name,
        addressee=dossier.applicant_name if is_letter else "",
        basis=(f"Hồ sơ {dossier.code} về thủ tục “{offer.name}”",) if is_decision else (),
        recipients=(dossier.applicant_name, "Lưu: VT, hồ sơ"),
        dossier_code=dossier.code,
        procedure_code=offer.code,
        applicant_identifier=applicant.identity_number if applicant else "",
        verify_at=look_up_address(dossier.code),
        is_sample=dossier.is_sample,
    )


def preview_of(dossier: Dossier, result: Result, *, signer: Person | None, at: datetime) -> bytes:
    """The paper as it would be signed now, as PDF; nothing is kept."""
    block = _UNSIGNED
    if signer is not None:
        block = SignBlock(signer.full_name, title_at(signer, result.agency, local_day(at)))
    paper = paper_of_result(Parts(dossier), result, signer=block, at=at)
    return print_result(paper)[0]


def _body(result: Result) -> tuple[str, ...]:
    """The text paragraph by paragraph, then why not and by which provision."""
    lines = [line.strip() for line in result.text.splitlines() if line.strip()]
    for line in result.reasons.splitlines():
        lines.append(line if line.startswith(BASIS_WORD) else f"Lý do: {line}")
    return tuple(lines)
