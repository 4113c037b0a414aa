"""Asking for an account. The answer is the same whether or not somebody has the contact already."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.accounts.actions.citizens import sign_up
from motcua.accounts.ports import e_identity
from motcua.accounts.rules.citizens import PURPOSES
from motcua.kernel.clock import now
from motcua.kernel.refusals import Refused
from motcua.web.portal.account.forms import OrganisationSignUpForm, SignUpForm
from motcua.web.refused_forms import show_refusal
from motcua.web.senders import sender_of

_FOR_ORGANISATIONS = "to-chuc"


@sensitive_post_parameters("password", "again")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("portal:account")
    for_organisations = request.GET.get("loai") == _FOR_ORGANISATIONS
    make = OrganisationSignUpForm if for_organisations else SignUpForm
    form = make(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return _sign_up(request, form)
        except Refused as refused:
            show_refusal(form, refused)
    provider = e_identity()
    context = {
        "form": form,
        "purposes": [_(purpose) for purpose in PURPOSES],
        "for_organisations": for_organisations,
        "e_identity_label": provider.label if provider else "",
        "next": request.GET.get("next", ""),
    }
    return render(request, "portal/account/sign_up.html", context, status=422 if form.errors else 200)


def _sign_up(request: HttpRequest, form: SignUpForm) -> HttpResponse:
    at, said = now(), form.cleaned_data
    if not form.came_from_machine:
        sign_up(
            contact=said["contact"],
            full_name=said["full_name"],
            password=said["password"],
            entry=form.entry,
            consents=said["consents"],
            sender=sender_of(request, at),
            at=at,
        )
    messages.success(
        request,
        _(
            "Đã nhận đăng ký. Hãy đăng nhập để bắt đầu. Nếu số điện thoại hoặc thư này đã có tài khoản từ trước "
            "thì dùng mật khẩu cũ; quên mật khẩu thì đến quầy, mang theo giấy tờ tùy thân."
        ),
    )
    onward = request.GET.get("next", "")
    query = f"?{urlencode({'next': onward})}" if onward else ""
    return redirect(reverse("portal:sign_in") + query)
