"""The second page: what the online form of the procedure asks."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.models import CitizenProfile, Person
from motcua.accounts.queries import find_profile
from motcua.documents.actions.files import Brought, keep_files_of
from motcua.dossiers.actions.drafts import add_draft_files, newest_form, save_draft, take_new_form
from motcua.dossiers.models import Dossier, Draft
from motcua.forms.queries.versions import schema_of
from motcua.forms.rules.prefill import prefill
from motcua.kernel.clock import local_day, now
from motcua.kernel.refusals import Refused
from motcua.web.online_forms import bind
from motcua.web.portal.access import person_of, signed_in
from motcua.web.portal.dossiers.lodging.frame import draft_at_hand, draft_page
from motcua.web.portal.dossiers.lodging.people import own_facts


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, pk: UUID) -> HttpResponse:
    draft, person, at = draft_at_hand(request, pk), person_of(request), now()
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
    refused = len(bound.uploads)
    if bound.uploads:
        bound = bound.with_files(kept := _kept_uploads(request, draft, bound.uploads, person))
        refused -= sum(len(files) for files in kept.values())
    if posted is not None:
        save_draft(draft_id=draft.pk, by=person, at=at, answers=bound.typed)
        if leaves:
            return redirect("portal:my_dossiers")
        if not refused and not bound.is_rearranging and bound.is_right:
            return redirect("portal:draft_papers", pk)
    newer = newest_form(draft, at)
    more = {"online_form": bound, "has_newer_form": newer is not None and newer.pk != draft.form_id}
    return draft_page(request, draft, "form", more, bad=posted is not None and not bound.is_rearranging)


def _kept_uploads(
    request: HttpRequest, draft: Draft, uploads: Any, person: Person
) -> dict[str, list[tuple[str, str]]]:
    """Each file for itself: one that is refused is named, and takes no other with it."""
    kept: dict[str, list[tuple[str, str]]] = {}
    for upload in uploads:
        brought = [Brought(upload.file, upload.file.name)]
        try:
            with transaction.atomic():
                stored = keep_files_of(files=brought, by=person.actor, at=now())
                add_draft_files(draft_id=draft.pk, files=stored, key=upload.path[:80], by=person, at=now())
        except Refused as refused:
            messages.error(request, refused.message)
            continue
        kept.setdefault(upload.path, []).extend((str(one.pk), one.name) for one in stored)
    return kept


def _sources(draft: Draft, person: Person) -> dict[str, Any]:
    """What is known already: from the account, from the people named, from the last dossier of the same kind."""
    own, applicant = own_facts(person), draft.parties.get("applicant", {})
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
