"""Proving one's telephone number and e-mail address by a code, so that notices may say what they are about."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.actions.contacts import prove_contact
from motcua.accounts.models import Person
from motcua.accounts.queries import proven_contacts
from motcua.accounts.rules.contact_codes import DIGITS
from motcua.kernel.clock import now
from motcua.kernel.refusals import Refused
from motcua.notices.actions.proving import may_send_codes, send_contact_code
from motcua.notices.ports import connected
from motcua.web.fields import WordsField
from motcua.web.portal.access import person_of, signed_in
from motcua.web.refused_forms import show_refusal

# The two kinds of contact, by the word in the address of their page.
_LABELS = MappingProxyType(
    {"dien-thoai": gettext_lazy("Điện thoại"), "thu-dien-tu": gettext_lazy("Thư điện tử")}
)
_PHONE = "dien-thoai"


class ContactCodeForm(forms.Form):
    code = WordsField(
        label=gettext_lazy("Mã xác nhận"),
        help_text=gettext_lazy("6 chữ số trong tin vừa gửi."),
        max_length=2 * DIGITS,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


def contacts_shown(person: Person) -> list[dict[str, Any]]:
    """The person's contacts for the overview, each with whether it is proven and whether it could be."""
    proven, senders = proven_contacts(person), connected()
    addresses = {_PHONE: person.phone, "thu-dien-tu": person.email}
    return [
        {
            "which": which,
            "label": _LABELS[which],
            "address": address,
            "is_proven": address in proven,
            "may_prove": may_send_codes(is_phone=which == _PHONE, senders=senders),
        }
        for which, address in addresses.items()
        if address
    ]


@signed_in
@require_POST
def send(request: HttpRequest, which: str) -> HttpResponse:
    """Send a code, and on to where it is typed."""
    person, is_phone = person_of(request), _is_phone(which)
    senders = connected()
    try:
        address = send_contact_code(person=person, is_phone=is_phone, senders=senders, at=now())
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect(
            *(("portal:contact", which) if refused.code == "codes-too-many" else ("portal:account",))
        )
    finally:
        for sender in senders.values():
            sender.close()
    messages.success(request, _("Đã gửi mã tới %s.") % address)
    return redirect("portal:contact", which)


@sensitive_post_parameters("code")
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, which: str) -> HttpResponse:
    """Where the code is typed."""
    person, is_phone = person_of(request), _is_phone(which)
    form = ContactCodeForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            prove_contact(person=person, is_phone=is_phone, code=form.cleaned_data["code"], at=now())
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("Đã xác nhận. Từ nay tin gửi tới đây ghi rõ hồ sơ nào, việc gì."))
            return redirect("portal:account")
    context = {
        "form": form,
        "which": which,
        "label": _LABELS[which],
        "address": person.phone if is_phone else person.email,
    }
    return render(request, "portal/account/contact.html", context, status=422 if form.errors else 200)


def _is_phone(which: str) -> bool:
    if which not in _LABELS:
        raise Http404
    return which == _PHONE
