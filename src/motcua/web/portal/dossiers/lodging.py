"""Lodging from home in four pages: who, what is asked, papers, and a last look before it is sent."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.enums import PartyKind
from motcua.accounts.models import CitizenProfile, Person
from motcua.accounts.queries import find_profile
from motcua.catalogue.models import Procedure
from motcua.catalogue.queries.published import find_published
from motcua.documents.actions.files import Brought, keep_files_of
from motcua.dossiers.actions.drafts import (
    add_draft_files,
    drop_draft,
    drop_draft_file,
    newest_form,
    problems_of_draft,
    save_draft,
    start_draft,
    submit_draft,
    take_new_form,
)
from motcua.dossiers.enums import Door, PartyRole, ReturnWay
from motcua.dossiers.models import Dossier, Draft, DraftFile
from motcua.dossiers.queries.offers import Offer, get_offer
from motcua.dossiers.queries.online import find_door, find_place
from motcua.forms.queries.versions import schema_of
from motcua.forms.rules.display import summary
from motcua.forms.rules.prefill import prefill
from motcua.kernel.clock import local_day, now
from motcua.kernel.refusals import Refused
from motcua.organisations.enums import AreaLevel
from motcua.organisations.models import Area
from motcua.organisations.queries.areas import find_area
from motcua.organisations.queries.home import home_jurisdiction, home_province
from motcua.web.middleware import status_of
from motcua.web.online_forms import bind
from motcua.web.portal.access import person_of, signed_in
from motcua.web.portal.dossiers.forms import PeopleForm, PlaceForm, ReturnForm
from motcua.web.portal.place import chosen_commune_code
from motcua.web.portal.procedures.where import communes_to_choose
from motcua.web.served_files import serve

STEPS = (
    ("people", _("Người nộp")),
    ("form", _("Nội dung")),
    ("papers", _("Giấy tờ")),
    ("review", _("Xem lại và nộp")),
)

# No question of a form can have this key.
_PROOF = "submitter:proof"
_TEMPLATES = {
    "people": "portal/dossiers/draft_people.html",
    "form": "portal/dossiers/draft_form.html",
    "papers": "portal/dossiers/draft_papers.html",
    "review": "portal/dossiers/draft_review.html",
}


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, code: str) -> HttpResponse:
    procedure, at = _procedure(code), now()
    offer = get_offer(procedure.pk, local_day(at))
    home, on = home_province(), local_day(at)
    place = find_place(matter=offer.matter, area=home, on=on) if home else None
    form = None
    if place is None:
        chosen = {"commune": chosen_commune_code(request)}
        data = request.POST if request.method == "POST" else None
        form = PlaceForm(data, initial=chosen, communes=communes_to_choose(on=on))
    area = _area(form, home) if request.method == "POST" else None
    if area is not None:
        draft = start_draft(procedure_id=procedure.pk, area_id=area.pk, by=person_of(request), at=at)
        return redirect("portal:draft_people", draft.pk)
    door = find_door(agency_id=place.competence.agency_id, kind=offer.kind, on=on) if place else None
    context = {"offer": offer, "form": form, "place": place, "door": door, "way": offer.way(Door.ONLINE)}
    return render(request, "portal/dossiers/start.html", context)


def _area(form: PlaceForm | None, home: Area | None) -> Area | None:
    if form is None:
        return home
    if not form.is_valid():
        return None
    return find_area(form.cleaned_data["commune"], AreaLevel.COMMUNE, local_day(now()))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, pk: UUID) -> HttpResponse:
    draft, person = _draft(request, pk), person_of(request)
    posted, proof = request.method == "POST", _proof_of(draft)
    form = PeopleForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        initial=_people_said(draft, person),
        has_proof=proof is not None,
    )
    if posted and form.is_valid() and _keep_people(draft, form, person, proof):
        return redirect("portal:draft_form" if draft.form_id else "portal:draft_papers", draft.pk)
    return _page(request, draft, "people", {"form": form, "proof": proof}, bad=bool(form.errors))


def _proof_of(draft: Draft) -> DraftFile | None:
    """What was uploaded to prove the right to lodge for another."""
    return draft.files.filter(key=_PROOF).select_related("file").order_by("-added_at", "-pk").first()


def _keep_people(draft: Draft, form: PeopleForm, person: Person, proof: DraftFile | None) -> bool:
    """Keep who they are with the proof, a new one instead of the old; False when the file was refused."""
    parties, kept, at = _parties(form, person), proof, now()
    submitter, chosen = parties.get(PartyRole.SUBMITTER.value), form.cleaned_data["proof_file"]
    if submitter is None:
        kept = None
    elif chosen:
        try:
            stored = keep_files_of(files=[Brought(chosen, chosen.name)], by=person.actor, at=at)
            [kept] = add_draft_files(draft_id=draft.pk, files=stored, key=_PROOF, by=person, at=at)
        except Refused as refused:
            form.add_error("proof_file", refused.message)
            return False
    if submitter is not None and kept is not None:
        submitter["proof"] = str(kept.file_id)
    save_draft(draft_id=draft.pk, by=person, at=at, parties=parties)
    if proof is not None and proof != kept:
        drop_draft_file(file_id=proof.pk, draft_id=draft.pk, by=person)
    return True


def _people_said(draft: Draft, person: Person) -> dict[str, Any]:
    applicant, submitter = draft.parties.get("applicant", {}), draft.parties.get("submitter", {})
    is_other = bool(submitter)
    other = {"name": applicant.get("name", ""), "identity_number": applicant.get("identity_number", "")}
    phone = (submitter or applicant).get("phone", "") or person.phone
    return {
        "for_whom": "other" if is_other else "self",
        "phone": phone,
        "kind": applicant.get("kind", PartyKind.CITIZEN),
        **(other if is_other else {}),
        "representation": submitter.get("representation", ""),
        "proof_note": submitter.get("proof_note", ""),
    }


def _parties(form: PeopleForm, person: Person) -> dict[str, Any]:
    """The people as a draft keeps them: oneself from the account, another as typed."""
    said, own = form.cleaned_data, _own_facts(person) | {"phone": form.cleaned_data["phone"]}
    if said["for_whom"] == "self":
        return {PartyRole.APPLICANT.value: own}
    other = {
        "name": said["name"],
        "kind": said["kind"] or PartyKind.CITIZEN,
        "identity_number": said["identity_number"],
    }
    return {
        PartyRole.APPLICANT.value: other,
        PartyRole.SUBMITTER.value: own
        | {"representation": said["representation"], "proof_note": said["proof_note"]},
    }


def _own_facts(person: Person) -> dict[str, Any]:
    profile = find_profile(person)
    facts: dict[str, Any] = {
        "name": person.full_name,
        "email": person.email,
        "phone": person.phone,
        "person": str(person.pk),
    }
    if profile is not None:
        facts |= {
            "kind": profile.party_kind,
            "identity_number": profile.identity_number or profile.tax_code,
            "area": profile.area_id,
            "address": profile.address,
        }
        if profile.organisation_name:
            facts["name"] = profile.organisation_name
    return facts


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, pk: UUID) -> HttpResponse:
    draft, person, at = _draft(request, pk), person_of(request), now()
    if draft.form is None:
        return redirect("portal:draft_papers", pk)
    schema = schema_of(draft.form)
    origins: dict[str, str] = {}
    answers = draft.answers
    if request.method != "POST" and not answers:
        known = prefill(schema, _sources(draft, person))
        answers, origins = known.answers, known.origins
    files = {str(row.file_id): row.file.name for row in draft.files.select_related("file")}
    posted = request.POST if request.method == "POST" else None
    leaves = posted is not None and "later" in posted
    bound = bind(
        schema,
        posted,
        request.FILES,
        on=local_day(at),
        answers=answers,
        files=files,
        is_final=posted is not None and not leaves,
        origins=origins,
    )
    if bound.uploads:
        try:
            bound = bound.with_files(_kept_uploads(draft, bound.uploads, person))
        except Refused as refused:
            messages.error(request, refused.message)
    if posted is not None:
        save_draft(draft_id=draft.pk, by=person, at=at, answers=bound.typed)
        if leaves:
            return redirect("portal:my_dossiers")
        if not bound.is_rearranging and bound.is_right:
            return redirect("portal:draft_papers", pk)
    newer = newest_form(draft, at)
    more = {"online_form": bound, "has_newer_form": newer is not None and newer.pk != draft.form_id}
    return _page(request, draft, "form", more, bad=posted is not None and not bound.is_rearranging)


def _kept_uploads(draft: Draft, uploads: Any, person: Person) -> dict[str, list[tuple[str, str]]]:
    kept: dict[str, list[tuple[str, str]]] = {}
    for upload in uploads:
        brought = [Brought(upload.file, upload.file.name)]
        stored = keep_files_of(files=brought, by=person.actor, at=now())
        add_draft_files(draft_id=draft.pk, files=stored, key=upload.path[:80], by=person, at=now())
        kept.setdefault(upload.path, []).extend((str(one.pk), one.name) for one in stored)
    return kept


def _sources(draft: Draft, person: Person) -> dict[str, Any]:
    """What is known already: from the account, from the people named, from the last dossier of the same kind."""
    own, applicant = _own_facts(person), draft.parties.get("applicant", {})
    profile = find_profile(person)
    submitter = _as_person(own) | _of_profile(profile)
    last = (
        Dossier.objects.filter(submitted_by=person, procedure=draft.procedure_id)
        .order_by("-submitted_at")
        .values_list("answers", flat=True)
        .first()
    )
    is_self = "submitter" not in draft.parties
    return {
        "submitter": submitter,
        "person": submitter,
        "applicant": submitter if is_self else _as_person(applicant),
        "organisation": {"name": profile.organisation_name, "tax_code": profile.tax_code} if profile else {},
        "previous": last or {},
    }


def _of_profile(profile: CitizenProfile | None) -> dict[str, Any]:
    """What only a profile knows of a person."""
    if profile is None:
        return {}
    address = {"street": profile.address}
    if profile.area is not None:
        address |= {"commune": profile.area.code, "commune_name": profile.area.name}
    return {
        "born_on": profile.birth_on.isoformat() if profile.birth_on else "",
        "gender": profile.get_gender_display() if profile.gender else "",
        "address": {name: text for name, text in address.items() if text},
    }


def _as_person(facts: dict[str, Any]) -> dict[str, Any]:
    return {
        "full_name": facts.get("name", ""),
        "identity_number": facts.get("identity_number", ""),
        "phone": facts.get("phone", ""),
        "email": facts.get("email", ""),
    }


@signed_in
@require_POST
def new_form(request: HttpRequest, pk: UUID) -> HttpResponse:
    draft, lost = take_new_form(draft_id=pk, by=person_of(request), at=now())
    if lost:
        messages.warning(request, _("Biểu mẫu mới không còn hỏi: %s.") % ", ".join(lost))
    return redirect("portal:draft_form", draft.pk)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def papers(request: HttpRequest, pk: UUID) -> HttpResponse:
    draft, person = _draft(request, pk), person_of(request)
    offer = _offer(draft)
    if request.method == "POST" and _keep_papers(request, draft, offer, person):
        if "stay" in request.POST or "case" in request.POST:
            return redirect("portal:draft_papers", pk)
        return redirect("portal:draft_review", pk)
    lines = [
        {"paper": paper, "files": kept, "note": draft.papers.get(str(paper.component_id), {}).get("note", "")}
        for paper, kept in _files_by_paper(draft, offer)
    ]
    return _page(request, draft, "papers", {"lines": lines, "cases": offer.cases}, bad=False)


def _keep_papers(request: HttpRequest, draft: Draft, offer: Offer, person: Person) -> bool:
    """Keep notes and files; whether nothing was refused."""
    case = request.POST.get("case_name", draft.case_name)
    case = case if case in offer.cases else ""
    said = {
        str(paper.component_id): {"note": request.POST[f"note-{paper.component_id}"].strip()[:400]}
        for paper in offer.papers_of(draft.case_name)
        if f"note-{paper.component_id}" in request.POST  # choosing a case says nothing of them
    }
    save_draft(draft_id=draft.pk, by=person, at=now(), papers=draft.papers | said, case_name=case)
    is_right = True
    for paper in offer.papers_of(draft.case_name):
        chosen = request.FILES.getlist(f"files-{paper.component_id}")
        if not chosen:
            continue
        try:
            stored = keep_files_of(
                files=[Brought(one, one.name or "") for one in chosen], by=person.actor, at=now()
            )
            add_draft_files(
                draft_id=draft.pk, files=stored, component_id=paper.component_id, by=person, at=now()
            )
        except Refused as refused:
            messages.error(request, f"{paper.name}: {refused.message}")
            is_right = False
    return is_right


@signed_in
@require_safe
def file(request: HttpRequest, pk: UUID, file: UUID) -> HttpResponse:
    """A file of one's own draft, to look at before it is sent."""
    draft = _draft(request, pk)
    kept = DraftFile.objects.filter(draft=draft, pk=file).select_related("file").first()
    if kept is None:
        raise Http404
    return serve(kept.file, inline=True)  # type: ignore[return-value]  # a streamed answer


@signed_in
@require_POST
def drop_file(request: HttpRequest, pk: UUID, file: UUID) -> HttpResponse:
    drop_draft_file(file_id=file, draft_id=pk, by=person_of(request))
    return redirect("portal:draft_papers", pk)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    person, at = person_of(request), now()
    draft = _draft(request, pk, is_open=False)
    if draft.dossier is not None:
        return redirect("portal:dossier", draft.dossier.code)
    offer = _offer(draft)
    data = request.POST if request.method == "POST" else None
    initial = {"return_way": draft.return_way or ReturnWay.ONLINE, "return_address": draft.return_address}
    ways = ReturnForm(data, initial=initial)
    problems: list[str] = []
    if data is not None and ways.is_valid():
        save_draft(draft_id=draft.pk, by=person, at=at, **ways.cleaned_data)
        try:
            dossier = submit_draft(draft_id=draft.pk, by=person, at=at)
        except Refused as refused:
            if status_of(refused) in {403, 404}:
                raise
            found = refused.details.get("problems") or [refused.message]
            problems = [one["message"] if isinstance(one, dict) else one for one in found]
        else:
            messages.success(request, _("Đã nộp hồ sơ. Mã hồ sơ của anh/chị là %s.") % dossier.code)
            return redirect("portal:dossier", dossier.code)
    more = {
        "ways": ways,
        "applicant": draft.parties.get("applicant", {}).get("name", ""),
        "submitter": draft.parties.get("submitter", {}).get("name", ""),
        "proof": _proof_of(draft) if "submitter" in draft.parties else None,
        "problems": problems or problems_of_draft(draft, offer, at),
        "answers": summary(schema_of(draft.form), draft.answers) if draft.form else [],
        "files": _files_by_paper(draft, offer),
        "way": offer.way(Door.ONLINE),
    }
    return _page(request, draft, "review", more, bad=bool(data is not None))


def _files_by_paper(draft: Draft, offer: Offer) -> list[tuple[Any, list[DraftFile]]]:
    files: dict[int | None, list[DraftFile]] = {}
    for row in draft.files.select_related("file").order_by("added_at", "pk"):
        files.setdefault(row.component_id, []).append(row)
    return [(paper, files.get(paper.component_id, [])) for paper in offer.papers_of(draft.case_name)]


@signed_in
@require_POST
def drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    drop_draft(draft_id=pk, by=person_of(request))
    messages.success(request, _("Đã xóa hồ sơ soạn dở."))
    return redirect("portal:my_dossiers")


def _page(request: HttpRequest, draft: Draft, step: str, more: dict[str, Any], *, bad: bool) -> HttpResponse:
    offer = _offer(draft)
    keys = [key for key, _label in STEPS if key != "form" or draft.form_id]
    place = keys.index(step)
    steps = [
        {
            "label": str(label),
            "is_done": keys.index(key) < place,
            "is_current": key == step,
            "href": reverse(f"portal:draft_{key}", args=[draft.pk]),
        }
        for key, label in STEPS
        if key in keys
    ]
    back = reverse(f"portal:draft_{keys[place - 1]}", args=[draft.pk]) if place else ""
    context = {"draft": draft, "offer": offer, "steps": steps, "back": back, **more}
    return render(request, _TEMPLATES[step], context, status=422 if bad else 200)


def _draft(request: HttpRequest, pk: UUID, *, is_open: bool = True) -> Draft:
    rows = Draft.objects.select_related("form", "agency", "dossier", "area")
    draft = rows.filter(pk=pk, person=person_of(request)).first()
    if draft is None or (is_open and draft.dossier_id is not None):
        raise Http404
    return draft


def _offer(draft: Draft) -> Offer:
    return get_offer(draft.procedure_id, local_day(now()))


def _procedure(code: str) -> Procedure:
    procedure = find_published(code=code, jurisdiction=home_jurisdiction())
    if procedure is None:
        raise Http404
    return procedure
