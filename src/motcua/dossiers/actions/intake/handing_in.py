"""What is handed in, put together and judged, then written as the rows of a dossier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Model

from motcua.accounts.models import Person
from motcua.dossiers.actions.codes import allocate_code
from motcua.dossiers.enums import PaperForm, PartyRole, Status
from motcua.dossiers.models import Dossier, PaperFile, Party, SubmittedPaper
from motcua.dossiers.policy import require_own_files
from motcua.dossiers.queries.offers import Offer, get_offer
from motcua.dossiers.queries.parts import Parts
from motcua.dossiers.queries.whole import kept_among
from motcua.dossiers.rules.events import SUBJECT, SUBMITTED
from motcua.dossiers.rules.intake import Intake, NewPaper, NewParty, identifiers_in, problems_of, search_text
from motcua.kernel.actions import Fact, insert_all
from motcua.kernel.clock import local_day
from motcua.kernel.ids import new_id
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency, Area
from motcua.organisations.queries.agencies import agency_with_area
from motcua.organisations.queries.powers import find_competent_agency


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A dossier put together and judged, of which nothing is written yet."""

    dossier: Dossier
    offer: Offer
    parts: Parts
    files: Sequence[PaperFile]
    found_by: str


def handed_in(intake: Intake, *, by: Person, at: datetime, person: Person | None) -> HandedIn:
    """Put together what `by` hands in; `person` is who lodges it from outside.

    :raises Refused: "intake-incomplete", "file-not-found", "procedure-not-in-force", "no-competent-agency".
    """
    if problems := problems_of(intake):
        raise Refused(
            "intake-incomplete",
            "Hồ sơ chưa ghi đủ: " + " ".join(problem.message for problem in problems),
            problems=[{"place": one.place, "message": one.message} for one in problems],
        )
    require_own_files(by, _files_of(intake))
    on = local_day(at)
    offer = get_offer(intake.procedure_id, on)
    reception = agency_with_area(intake.reception_id)
    competent = _competent(offer, intake, reception, on)
    dossier = _new_dossier(intake, offer, competent_id=competent, person=person, at=at)
    dossier.reception = reception
    dossier.competent = reception if competent == reception.pk else Agency.objects.get(pk=competent)
    listed = _papers(intake, offer)
    papers, files = _paper_rows(dossier, listed, at=at)
    parties = [_party(dossier, party) for party in _everybody(intake)]
    words = " ".join([*_found_by(intake, listed), offer.code])
    return HandedIn(dossier, offer, Parts.of_new(dossier, parties=parties, papers=papers), files, words)


def number_handed_in(handed: HandedIn, *, also: Sequence[str] = ()) -> dict[str, int]:
    """Give it its code; the numbers of the other series asked for.

    Writers of one agency wait for each other from the code to the commit, so nothing slow belongs in between.
    """
    dossier = handed.dossier
    on = local_day(dossier.submitted_at)
    dossier.code, numbers = allocate_code(agency=dossier.reception, on=on, also=also)
    dossier.search_text = search_text(dossier.code, handed.found_by)
    return numbers


def rows_of(handed: HandedIn, *, by: Person) -> list[Model]:
    """Its people and papers, to be written in one statement with the dossier; papers that come with files are written
    here and now, because files lead to their rows."""
    parts = handed.parts
    if not handed.files:
        return [*parts.parties, *parts.papers]
    insert_all(parts.papers)
    for file in handed.files:
        file.added_by = by.actor
        file.paper_id = file.paper.pk
    return [*parts.parties, *handed.files]


def first_fact(handed: HandedIn) -> Fact:
    """What the journal is told first of it."""
    dossier = handed.dossier
    payload = {
        "code": dossier.code,
        "procedure": handed.offer.code,
        "door": dossier.door,
        "revision": 0,
        "reception": str(dossier.reception_id),
    }
    return Fact(SUBMITTED, SUBJECT, str(dossier.pk), payload)


def _files_of(intake: Intake) -> set[UUID]:
    """Every file that the handing-in brings: of papers, of proofs, named in the form's answers."""
    of_papers = {file for paper in intake.papers for file in paper.file_ids}
    proofs = {party.proof_file_id for party in intake.parties if party.proof_file_id is not None}
    return of_papers | proofs | kept_among(identifiers_in(intake.answers))


def _new_dossier(
    intake: Intake, offer: Offer, *, competent_id: UUID, person: Person | None, at: datetime
) -> Dossier:
    applicant = intake.party(PartyRole.APPLICANT)
    assert applicant is not None
    agencies = [intake.reception_id, competent_id, intake.help_point_id]
    return Dossier(
        submission_key=intake.submission_key,
        procedure_id=offer.procedure_id,
        version_id=offer.version_id,
        case_name=intake.case_name,
        form_id=intake.form_id,
        answers=intake.answers,
        summary=intake.summary.strip(),
        door=intake.door,
        help_point_id=intake.help_point_id,
        reception_id=intake.reception_id,
        competent_id=competent_id,
        applicant_name=applicant.name.strip(),
        submitted_by=person,
        sets_count=intake.sets_count,
        return_way=intake.return_way,
        return_address=intake.return_address.strip(),
        outside_code=intake.outside_code.strip(),
        outside_system=intake.outside_system.strip(),
        status=Status.REGISTERED,
        submitted_at=at,
        holder_agency_id=intake.reception_id,
        involved=list(dict.fromkeys(one for one in agencies if one is not None)),
    )


def _competent(offer: Offer, intake: Intake, reception: Agency, on: date) -> UUID:
    """Who must resolve it: from the procedure, the place and the day, never from the counter."""
    area = reception.area
    if intake.area_id is not None and intake.area_id != reception.area_id:
        area = Area.objects.filter(pk=intake.area_id).first()
    found = find_competent_agency(offer.matter, area, on) if area is not None else None
    if found is None:
        raise Refused(
            "no-competent-agency",
            f"Chưa ghi cơ quan có thẩm quyền giải quyết thủ tục {offer.code} tại nơi này vào ngày {on:%d/%m/%Y}. "
            "Quản trị nghiệp vụ cần bổ sung thẩm quyền ở trang cơ quan trước khi nhận hồ sơ.",
        )
    return found.agency_id


def _everybody(intake: Intake) -> Sequence[NewParty]:
    """The people named; who brings their own dossier is not written twice."""
    return [party for party in intake.parties if party.name.strip()]


def _party(dossier: Dossier, party: NewParty) -> Party:
    return Party(
        dossier=dossier,
        role=party.role,
        kind=party.kind,
        person_id=party.person_id,
        name=party.name.strip(),
        identity_number=party.identity_number.replace(" ", "").upper(),
        born_on=party.born_on,
        phone=party.phone.strip(),
        email=party.email.strip(),
        area_id=party.area_id,
        address=party.address.strip(),
        representation=party.representation,
        proof_id=party.proof_file_id,
        proof_note=party.proof_note.strip(),
    )


def _papers(intake: Intake, offer: Offer) -> list[NewPaper]:
    """The check-list: every paper of the case in the procedure's order, said to be missing where nothing was given,
    then what else was handed in."""
    given = {paper.component_id: paper for paper in intake.papers if paper.component_id is not None}
    asked = offer.papers_of(intake.case_name)
    listed = [
        given.get(paper.component_id) or NewPaper(paper.name, paper.component_id, count=0, is_missing=True)
        for paper in asked
    ]
    return [*listed, *(paper for paper in intake.papers if paper.component_id is None)]


def _paper_rows(
    dossier: Dossier, papers: Sequence[NewPaper], *, at: datetime
) -> tuple[list[SubmittedPaper], list[PaperFile]]:
    rows = [
        SubmittedPaper(
            dossier=dossier,
            component_id=paper.component_id,
            position=place,
            name=paper.name.strip(),
            form=paper.form or ("" if paper.is_missing else PaperForm.ELECTRONIC if paper.file_ids else ""),
            count=paper.count,
            is_missing=paper.is_missing,
            reused_from=paper.reused_from.strip(),
            reused_at=at if paper.form is PaperForm.REUSED else None,
            note=paper.note.strip(),
        )
        for place, paper in enumerate(papers, start=1)
    ]
    files = [
        PaperFile(id=new_id(), paper=row, file_id=file, added_at=at)
        for row, paper in zip(rows, papers, strict=True)
        for file in paper.file_ids
    ]
    return rows, files


def _found_by(intake: Intake, papers: Sequence[NewPaper]) -> list[str]:
    people = [word for party in intake.parties for word in (party.name, party.identity_number, party.phone)]
    return [
        intake.outside_code,
        intake.summary,
        *people,
        *(paper.name for paper in papers if not paper.is_missing),
    ]
