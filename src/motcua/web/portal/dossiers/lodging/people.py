"""The first page: for whom it is, and the right to lodge for another."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from motcua.accounts.enums import PartyKind
from motcua.accounts.models import Person
from motcua.accounts.queries import find_profile
from motcua.documents.actions.files import Brought, keep_files_of
from motcua.dossiers.actions.drafts import add_draft_files, drop_draft_file, save_draft
from motcua.dossiers.enums import PartyRole
from motcua.dossiers.models import Draft, DraftFile
from motcua.kernel.clock import now
from motcua.kernel.refusals import Refused
from motcua.web.portal.access import person_of, signed_in
from motcua.web.portal.dossiers.forms import PeopleForm
from motcua.web.portal.dossiers.lodging.frame import draft_at_hand, draft_page
from motcua.web.waiting_files import chosen_files

# No question of a form can have this key.
_PROOF = "submitter:proof"


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, pk: UUID) -> HttpResponse:
    draft, person = draft_at_hand(request, pk), person_of(request)
    posted, proof = request.method == "POST", proof_of(draft)
    form = PeopleForm(
        request.POST if posted else None,
        chosen_files(request),
        initial=_people_said(draft, person),
        has_proof=proof is not None,
    )
    if posted and form.is_valid() and _keep_people(draft, form, person, proof):
        return redirect("portal:draft_form" if draft.form_id else "portal:draft_papers", draft.pk)
    return draft_page(request, draft, "people", {"form": form, "proof": proof}, bad=bool(form.errors))


def proof_of(draft: Draft) -> DraftFile | None:
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
    said, own = form.cleaned_data, own_facts(person) | {"phone": form.cleaned_data["phone"]}
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


def own_facts(person: Person) -> dict[str, Any]:
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
