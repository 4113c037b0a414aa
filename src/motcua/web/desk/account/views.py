from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from motcua.accounts.models import Position, RoleHolding
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.sessions import open_sessions


@desk_view()
@require_GET
def overview(request: DeskRequest) -> HttpResponse:
    person = request.user
    context = {
        "person": person,
        "positions": Position.objects.filter(person=person).select_related("agency").order_by("-held"),
        "roles": RoleHolding.objects.filter(person=person).select_related("agency").order_by("-held"),
        "today": request.desk.today,
        "has_second_step": is_mfa_enabled(person, types=[Authenticator.Type.TOTP]),
        "sessions": open_sessions(request, person, request.desk.at),
    }
    return render(request, "desk/account/overview.html", context)


@desk_view()
@require_POST
def end_others(request: DeskRequest) -> HttpResponse:
    end_other_sessions(request, request.user)
    messages.success(request, _("Đã đăng xuất ở mọi nơi khác."))
    return redirect("desk:account:overview")
