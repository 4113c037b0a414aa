"""Sending feedback: what about, looking it over, sent; the receipt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.models import Person
from motcua.catalogue.models import Procedure
from motcua.catalogue.queries.published import find_published
from motcua.catalogue.queries.search import suggest
from motcua.feedback.actions.public_sending import TAKEN, send_from_portal
from motcua.feedback.enums import Gate
from motcua.feedback.enums.feedback import Recognised, SenderKind, Subject
from motcua.feedback.queries.feedback.settings import may_be_anonymous
from motcua.feedback.rules.feedback.intake import checked_sending
from motcua.feedback.rules.feedback.recognising import Recognition, recognise, suggests_conduct
from motcua.kernel.clock import local_day, now
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.organisations.queries.agencies import agencies_on
from motcua.organisations.queries.home import home_agency_id, home_jurisdiction
from motcua.web.pictures import qr_picture
from motcua.web.portal.feedback.forms import AboutForm, SendForm, known_of
from motcua.web.portal.feedback.opened import leave_receipt, receipt_of
from motcua.web.portal.humanity import sender_at
from motcua.web.portal.organisations.views import RECEIVING
from motcua.web.portal.procedures.reading import current_name
from motcua.web.refused_forms import show_refusal
from motcua.web.waiting_files import Waiting, chosen_files

ABOUT = {"quy-dinh": Subject.RULE, "cach-phuc-vu": Subject.CONDUCT}
_SUGGESTED = 5


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """About a rule, or about how one was served."""
    context = {"query": f"?thu-tuc={request.GET['thu-tuc'][:40]}" if request.GET.get("thu-tuc") else ""}
    return render(request, "portal/feedback/choose.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, about: str) -> HttpResponse:
    """Write it; look it over with files and the small question; send it. Each step stands by itself without script."""
    if about not in ABOUT:
        raise Http404
    if request.method != "POST":
        return _page(request, about, _form(request, about))
    form = _form(request, about)
    if "sua" in request.POST or not _is_right(form):
        return _page(request, about, form)
    if "gui" not in request.POST:
        last = SendForm(gate=Gate.SEND_FEEDBACK, at=now(), person=_who(request))
        last.take_over(chosen_files(request))
        return _look_over(request, about, form, last)
    return _send(request, about, form)


@never_cache
@require_safe
def receipt(request: HttpRequest) -> HttpResponse:
    """The codes of what was sent just now, to print or keep; the secret is shown here and never again."""
    found = receipt_of(request, now())
    if found is None:
        return redirect("portal:feedback_follow")
    address = request.build_absolute_uri(f"{reverse('portal:feedback_follow')}?ma={found.code}")
    context = {"code": found.code, "secret": found.secret, "address": address, "picture": qr_picture(address)}
    return render(request, "portal/feedback/receipt.html", context)


def _send(request: HttpRequest, about: str, form: AboutForm) -> HttpResponse:
    at = now()
    last = SendForm(request.POST, chosen_files(request), gate=Gate.SEND_FEEDBACK, at=at, person=_who(request))
    if not last.is_valid():
        return _look_over(request, about, form, last)
    procedure = _procedure(form.cleaned_data["procedure"])
    try:
        sent = send_from_portal(
            sending=form.sending(procedure.pk if procedure else None),
            sender=sender_at(request, at),
            nonce=last.nonce(),
            files=last.brought(),
            at=at,
        )
    except Refused as refused:
        if refused.code == "form-sent-already" and receipt_of(request, at):
            return redirect("portal:feedback_receipt")  # pressed twice: it was sent once
        if refused.details.get("field") in form.fields:
            form.add_error(refused.details["field"], refused.message)
            return _page(request, about, form)
        last.refuse(refused)
        return _look_over(request, about, form, last)
    leave_receipt(request, sent.feedback, sent.secret, at)
    return redirect("portal:feedback_receipt")


def _is_right(form: AboutForm) -> bool:
    """Whether everything said can be taken; what cannot is shown at its field."""
    if not form.is_valid():
        return False
    try:
        checked_sending(form.sending(None), may_be_anonymous=_offers_nameless(form))
    except Refused as refused:
        show_refusal(form, refused)
        return False
    return True


def _offers_nameless(form: AboutForm) -> bool:
    choices: Any = form.fields["sender_kind"]
    return any(value == SenderKind.ANONYMOUS for value, _label in choices.choices)


def _form(request: HttpRequest, about: str) -> AboutForm:
    today, subject = local_day(now()), ABOUT[about]
    asked = _procedure(request.GET.get("thu-tuc", "")[:40])
    first = {**known_of(_who(request)), "procedure": asked.code if asked else ""}
    return AboutForm(
        request.POST if request.method == "POST" else None,
        about=subject,
        agencies=_places(today) if subject is Subject.CONDUCT else [],
        may_be_anonymous=may_be_anonymous(home_agency_id(), subject, today),
        initial=first,
    )


def _page(request: HttpRequest, about: str, form: AboutForm) -> HttpResponse:
    code = str(form["procedure"].value() or "")
    procedure = _procedure(code[:40])
    context = {
        "form": form,
        "waiting": _waiting(request),
        "about": about,
        "is_rule": form.about is Subject.RULE,
        "procedure": procedure,
        "procedure_name": current_name(procedure, on=local_day(now())) if procedure else "",
    }
    is_wrong = bool(form.is_bound and "sua" not in request.POST and form.errors)
    if "sua" in request.POST and not form.is_valid():
        form.errors.clear()  # going back is no mistake
    return render(request, "portal/feedback/write.html", context, status=422 if is_wrong else 200)


def _waiting(request: HttpRequest) -> Sequence[Waiting]:
    """The files chosen in the last step, when one goes back from there."""
    if (files := chosen_files(request)) is None:
        return ()
    files.hold("files", many=True, rules=TAKEN)
    return files.waiting("files")


def _look_over(request: HttpRequest, about: str, form: AboutForm, last: SendForm) -> HttpResponse:
    said = form.cleaned_data
    procedure = _procedure(said["procedure"])
    found = recognise(said["title"], f"{said['body']}\n{said.get('about_text', '')}")
    hits = [] if procedure else _suggested(said["procedure_words"])
    unshown = {"title", "body", "procedure", *({"procedure_words"} if procedure or hits else ())}
    context = {
        "form": form,
        "last": last,
        "about": about,
        "carried": [(name, form[name].value() or "") for name in form.fields if name != "procedure"],
        "facts": [
            {"label": form.fields[name].label, "value": _shown(form, name)}
            for name in form.fields
            if name not in unshown and form[name].value()
        ],
        "procedure": procedure,
        "procedure_name": current_name(procedure, on=local_day(now())) if procedure else "",
        "hits": hits,
        "recognised": found,
        "may_be_conduct": form.about is Subject.RULE and _is_about_serving(said, found),
    }
    return render(request, "portal/feedback/look_over.html", context, status=422 if last.errors else 200)


def _is_about_serving(said: dict[str, Any], found: Recognition | None) -> bool:
    """Whether what was begun as about a rule speaks of how somebody served: then it is asked, once and gently."""
    is_accusing = found is not None and found.what is Recognised.DENUNCIATION
    return is_accusing or suggests_conduct(f"{said['title']} {said['body']}")


def _shown(form: AboutForm, name: str) -> str:
    """What was said, as people read it: of a choice its label."""
    value = str(form[name].value())
    choices: Any = getattr(form.fields[name], "choices", None)
    return str(dict(choices).get(value, value)) if choices else value


def _suggested(words: str) -> list[Any]:
    """The procedures that the words may mean, the likeliest first."""
    if not words.strip():
        return []
    return suggest(words, on=local_day(now()), jurisdiction=home_jurisdiction(), limit=_SUGGESTED)


def _procedure(code: str) -> Procedure | None:
    return find_published(code=code, jurisdiction=home_jurisdiction()) if code else None


def _places(today: Any) -> list[Agency]:
    return list(agencies_on(today).filter(kind__in=RECEIVING).order_by("sort_key", "id")[:500])


def _who(request: HttpRequest) -> Person | None:
    return request.user if isinstance(request.user, Person) else None
