"""The last page: everything once more, then it is sent."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.dossiers.actions.drafts import problems_of_draft, save_draft, submit_draft
from motcua.dossiers.enums import Door, ReturnWay
from motcua.forms.queries.versions import schema_of
from motcua.forms.rules.display import summary
from motcua.kernel.clock import now
from motcua.kernel.refusals import Refused
from motcua.web.middleware import status_of
from motcua.web.portal.access import person_of, signed_in
from motcua.web.portal.dossiers.forms import ReturnForm
from motcua.web.portal.dossiers.lodging.frame import draft_at_hand, draft_page, offer_of_draft
from motcua.web.portal.dossiers.lodging.papers import files_by_paper
from motcua.web.portal.dossiers.lodging.people import proof_of


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    person, at = person_of(request), now()
    draft = draft_at_hand(request, pk, is_open=False)
    if draft.dossier is not None:
        return redirect("portal:dossier", draft.dossier.code)
    offer = offer_of_draft(draft)
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
        "proof": proof_of(draft) if "submitter" in draft.parties else None,
        "problems": problems or problems_of_draft(draft, offer, at),
        "answers": summary(schema_of(draft.form), draft.answers) if draft.form else [],
        "files": files_by_paper(draft, offer),
        "way": offer.way(Door.ONLINE),
    }
    return draft_page(request, draft, "review", more, bad=bool(data is not None))
