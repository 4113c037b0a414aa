"""Preparing a dossier at home: begun, saved as often as one likes, lodged once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.accounts.enums import PartyKind
from motcua.accounts.models import Person
from motcua.documents.actions.files import forget_files
from motcua.documents.models import StoredFile
from motcua.dossiers.actions.intake import lodge
from motcua.dossiers.enums import Door, PaperForm, PartyRole, Representation, ReturnWay
from motcua.dossiers.models import Dossier, Draft, DraftFile
from motcua.dossiers.queries.offers import Offer, get_offer
from motcua.dossiers.queries.online import find_door, find_place
from motcua.dossiers.rules.intake import Intake, NewPaper, NewParty
from motcua.forms.queries.places import with_known_names
from motcua.forms.queries.versions import find_form_version, schema_of
from motcua.forms.rules.answers import Checked, check_answers
from motcua.forms.rules.carrying import carry_over
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Area

_MOST_DRAFTS = 30
_MOST_FILES = 40


@transaction.atomic
def start_draft(*, procedure_id: UUID, area_id: int, by: Person, at: datetime) -> Draft:
    """Begin a dossier for a place; one already begun there for the same procedure is gone on with.

    :raises Refused: "procedure-not-in-force", "no-competent-agency", "online-door-shut", "too-many-drafts".
    """
    on = local_day(at)
    offer = get_offer(procedure_id, on)
    area = Area.objects.get(pk=area_id)
    place = find_place(matter=offer.matter, area=area, on=on)
    if place is None:
        raise _nobody_competent(area)
    _require_open(offer, place.competence.agency_id, at)
    open_drafts = Draft.objects.filter(person=by, dossier=None)
    existing = open_drafts.filter(procedure=procedure_id, area=area).first()
    if existing is not None:
        return existing
    if open_drafts.count() >= _MOST_DRAFTS:
        raise Refused(
            "too-many-drafts",
            f"Anh/chị đang có {_MOST_DRAFTS} hồ sơ soạn dở. Nộp hoặc xóa bớt rồi bắt đầu hồ sơ mới.",
        )
    form = find_form_version(offer.matter, place.competence.agency_id, on)
    return Draft.objects.create(
        person=by,
        procedure_id=procedure_id,
        agency=place.desk,
        area=area,
        form=form,
        began_at=at,
        saved_at=at,
    )


@transaction.atomic
def save_draft(*, draft_id: UUID, by: Person, at: datetime, **said: Any) -> Draft:
    """Keep what was typed: any of answers, parties, papers, case_name, return_way, return_address.

    :raises Refused: "draft-not-found", "draft-lodged".
    """
    draft = locked_draft(draft_id, by)
    for name, value in said.items():
        assert name in {"answers", "parties", "papers", "case_name", "return_way", "return_address"}
        setattr(draft, name, value)
    draft.saved_at = at
    draft.save()
    return draft


@transaction.atomic
def add_draft_files(
    *,
    draft_id: UUID,
    files: Sequence[StoredFile],
    component_id: int | None = None,
    key: str = "",
    by: Person,
    at: datetime,
) -> list[DraftFile]:
    """Put kept files to a paper or to a question of the form.

    :raises Refused: "draft-not-found", "draft-lodged", "too-many-files".
    """
    draft = locked_draft(draft_id, by)
    if draft.files.count() + len(files) > _MOST_FILES:
        raise Refused(
            "too-many-files", f"Một hồ sơ có nhiều nhất {_MOST_FILES} tệp. Gộp các trang vào một tệp PDF."
        )
    draft.saved_at = at
    draft.save(update_fields=["saved_at"])
    rows = [
        DraftFile(draft=draft, component_id=component_id, key=key, file=file, added_at=at) for file in files
    ]
    return DraftFile.objects.bulk_create(rows)


@transaction.atomic
def drop_draft_file(*, file_id: UUID, draft_id: UUID, by: Person) -> None:
    """Take a file out of the draft, and forget it unless something else refers to it."""
    draft = locked_draft(draft_id, by)
    row = DraftFile.objects.filter(draft=draft, pk=file_id).first()
    if row is not None:
        _unname(draft, row.file_id)
        row.delete()
        forget_files(files=[row.file_id])


def _unname(draft: Draft, file_id: UUID) -> None:
    """Nobody is proven by a file that was taken out."""
    named = [facts for facts in draft.parties.values() if facts.get("proof") == str(file_id)]
    for facts in named:
        del facts["proof"]
    if named:
        draft.save(update_fields=["parties"])


@transaction.atomic
def drop_draft(*, draft_id: UUID, by: Person) -> None:
    """Throw a draft away with everything in it: its files are forgotten, unless something else refers to them.

    :raises Refused: "draft-not-found", "draft-lodged".
    """
    discard(locked_draft(draft_id, by))


def discard(draft: Draft) -> None:
    """Remove a locked draft that was not lodged, and what was uploaded for it."""
    assert draft.dossier_id is None
    files = list(draft.files.values_list("file", flat=True))
    draft.delete()
    forget_files(files=files)


@transaction.atomic
def take_new_form(*, draft_id: UUID, by: Person, at: datetime) -> tuple[Draft, list[str]]:
    """Go on with the form as it is asked now; the labels of answers that had no place in it.

    :raises Refused: "draft-not-found", "draft-lodged".
    """
    draft = locked_draft(draft_id, by)
    newest = newest_form(draft, at)
    if newest is None or draft.form is None or newest.pk == draft.form_id:
        return draft, []
    carried = carry_over(draft.answers, schema_of(draft.form), schema_of(newest))
    draft.answers, draft.form, draft.saved_at = carried.answers, newest, at
    draft.save()
    return draft, [lost.label for lost in carried.dropped]


def newest_form(draft: Draft, at: datetime) -> Any:
    """The form that is asked now where this draft goes; None where there is none."""
    offer = get_offer(draft.procedure_id, local_day(at))
    place = find_place(matter=offer.matter, area=draft.area, on=local_day(at)) if draft.area else None
    return find_form_version(offer.matter, place.competence.agency_id, local_day(at)) if place else None


def submit_draft(*, draft_id: UUID, by: Person, at: datetime) -> Dossier:
    """Lodge the draft. Pressed twice, it is one dossier. A draft begun before the door was shut is not lodged any
    more: it stays, and its person reads where to lodge now.

    :raises Refused: "draft-not-found", "online-door-shut", "draft-incomplete" with `problems`, and as `lodge`.
    """
    with transaction.atomic():
        draft = Draft.objects.select_for_update(of=("self",)).filter(pk=draft_id, person=by).first()
        if draft is None:
            raise _not_found()
        if draft.dossier_id is not None:
            return Dossier.objects.defer("words").get(pk=draft.dossier_id)
        offer = get_offer(draft.procedure_id, local_day(at))
        _require_open(offer, _competent_for(draft, offer, at), at)
        if problems := problems_of_draft(draft, offer, at):
            raise Refused(
                "draft-incomplete", "Hồ sơ chưa nộp được: " + " ".join(problems), problems=list(problems)
            )
        dossier = lodge(intake=intake_of(draft, offer, at), by=by, at=at)
        draft.dossier = dossier
        draft.save(update_fields=["dossier"])
    return dossier


def problems_of_draft(draft: Draft, offer: Offer, at: datetime) -> list[str]:
    """What still keeps the draft from being lodged, in plain words."""
    found = []
    if not draft.parties.get("applicant", {}).get("name"):
        found.append("Chưa ghi chủ hồ sơ là ai.")
    for error in form_errors(draft, at):
        found.append(f"{error.label}: {error.message}")
    given = set(draft.files.values_list("component", flat=True))
    for paper in offer.papers_of(draft.case_name):
        said = draft.papers.get(str(paper.component_id), {})
        if paper.component_id not in given and not said.get("note"):
            found.append(f"“{paper.name}”: chưa đính kèm tệp, hoặc ghi vì sao không cần.")
    return found


def form_errors(draft: Draft, at: datetime) -> list[Any]:
    """What is wrong with the answers of the form when lodged now."""
    if draft.form is None:
        return []
    return list(_checked(draft, at).errors)


def _checked(draft: Draft, at: datetime) -> Checked:
    """The answers as they would be lodged now, today's names of places in them."""
    assert draft.form is not None
    files = {str(file): "" for file in draft.files.values_list("file", flat=True)}
    schema, on = schema_of(draft.form), local_day(at)
    said = with_known_names(schema, draft.answers, on)
    return check_answers(schema, said, files=files, on=on, is_final=True)


def intake_of(draft: Draft, offer: Offer, at: datetime) -> Intake:
    """The draft as a handing-in: of its answers those that are asked and right."""
    assert draft.agency_id is not None
    files: dict[int | None, list[UUID]] = {}
    for row in draft.files.exclude(component=None).order_by("added_at", "pk"):
        files.setdefault(row.component_id, []).append(row.file_id)
    papers = [
        _paper(paper.name, paper.component_id, draft.papers.get(str(paper.component_id), {}), files)
        for paper in offer.papers_of(draft.case_name)
    ]
    return Intake(
        submission_key=draft.pk,
        procedure_id=draft.procedure_id,
        door=Door.ONLINE,
        reception_id=draft.agency_id,
        parties=[
            _party(PartyRole(role), facts) for role, facts in draft.parties.items() if facts.get("name")
        ],
        papers=papers,
        area_id=draft.area_id,
        case_name=draft.case_name,
        form_id=draft.form_id,
        answers=_checked(draft, at).clean if draft.form else {},
        sets_count=offer.sets_count,
        return_way=ReturnWay(draft.return_way or ReturnWay.ONLINE),
        return_address=draft.return_address,
    )


def _paper(
    name: str, component_id: int, said: Mapping[str, Any], files: Mapping[Any, list[UUID]]
) -> NewPaper:
    kept = tuple(files.get(component_id, ()))
    return NewPaper(
        name=name,
        component_id=component_id,
        form=PaperForm.ELECTRONIC if kept else None,
        count=len(kept),
        is_missing=not kept,
        note=str(said.get("note", "")),
        file_ids=kept,
    )


def _party(role: PartyRole, facts: Mapping[str, Any]) -> NewParty:
    return NewParty(
        role=role,
        name=facts["name"],
        kind=PartyKind(facts.get("kind") or PartyKind.CITIZEN),
        person_id=UUID(facts["person"]) if facts.get("person") else None,
        identity_number=facts.get("identity_number", ""),
        phone=facts.get("phone", ""),
        email=facts.get("email", ""),
        area_id=facts.get("area"),
        address=facts.get("address", ""),
        representation=Representation(facts.get("representation") or Representation.SELF),
        proof_note=facts.get("proof_note", ""),
        proof_file_id=UUID(facts["proof"]) if facts.get("proof") else None,
    )


def locked_draft(draft_id: UUID, by: Person) -> Draft:
    """The person's own draft, locked.

    :raises Refused: "draft-not-found", "draft-lodged".
    """
    draft = Draft.objects.select_for_update(of=("self",)).filter(pk=draft_id, person=by).first()
    if draft is None:
        raise _not_found()
    if draft.dossier_id is not None:
        raise Refused(
            "draft-lodged", "Hồ sơ này đã nộp rồi nên không sửa bản nháp được nữa. Xem ở trang hồ sơ."
        )
    return draft


def _competent_for(draft: Draft, offer: Offer, at: datetime) -> UUID:
    """Who decides the draft's matter at its place on the day.

    :raises Refused: "no-competent-agency".
    """
    if draft.area is None:  # begun before drafts kept their place
        assert draft.agency_id is not None
        return draft.agency_id
    place = find_place(matter=offer.matter, area=draft.area, on=local_day(at))
    if place is None:
        raise _nobody_competent(draft.area)
    return place.competence.agency_id


def _nobody_competent(area: Area) -> Refused:
    return Refused(
        "no-competent-agency",
        f"Chưa có thông tin cơ quan giải quyết thủ tục này tại {area.name}. "
        "Hãy gọi bộ phận một cửa để được hướng dẫn.",
    )


def _require_open(offer: Offer, agency_id: UUID, at: datetime) -> None:
    door = find_door(agency_id=agency_id, kind=offer.kind, on=local_day(at))
    if not door.is_open:
        raise Refused(
            "online-door-shut",
            door.reason
            or "Thủ tục này chưa nhận hồ sơ trực tuyến tại đây. Hãy nộp tại quầy hoặc qua bưu chính.",
        )


def _not_found() -> Refused:
    return Refused(
        "draft-not-found", "Không tìm thấy hồ sơ soạn dở này. Có thể anh/chị đã nộp hoặc đã xóa nó."
    )
