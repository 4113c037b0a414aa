"""A plan's way: put up, sent back, approved, amended, closed, dropped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.enums import Capability
from motcua.plans.actions.approving import amend_plan, approve_version, return_version, submit_version
from motcua.plans.actions.drafting import close_plan, drop_draft
from motcua.plans.models import PlanVersion
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.plans.forms import NoteForm
from motcua.web.desk.plans.shown import plan_or_refuse, version_or_refuse


@desk_view(Capability.KEEP_PLANS)
@require_POST
def submit(request: DeskRequest, pk: UUID) -> HttpResponse:
    version, desk = version_or_refuse(request, pk), request.desk
    seen = request.POST.get("revision", "")
    attempt(
        request,
        lambda: submit_version(
            version_id=pk, by=desk.person, at=desk.at, seen=int(seen) if seen.isdecimal() else None
        ),
        done=_("Đã trình kế hoạch. Lãnh đạo được báo để phê duyệt."),
    )
    return redirect("desk:plans:draft", pk=version.pk)


@desk_view(Capability.APPROVE_PLANS)
@require_POST
def approve(request: DeskRequest, pk: UUID) -> HttpResponse:
    version, desk = version_or_refuse(request, pk), request.desk
    ok = attempt(
        request,
        lambda: approve_version(version_id=pk, by=desk.person, at=desk.at),
        done=_("Đã phê duyệt. Nhiệm vụ được giao tới các đơn vị."),
    )
    return redirect("desk:plans:page", pk=version.plan_id) if ok else redirect("desk:plans:draft", pk=pk)


@desk_view(Capability.APPROVE_PLANS)
@require_http_methods(["GET", "POST"])
def send_back(request: DeskRequest, pk: UUID) -> HttpResponse:
    version = version_or_refuse(request, pk)
    return _with_note(
        request,
        lambda note: return_version(version_id=pk, note=note, by=request.desk.person, at=request.desk.at),
        label=_("Cần sửa gì"),
        title=_("Trả lại người soạn"),
        done=_("Đã trả lại người soạn."),
        where=reverse("desk:plans:draft", args=[version.pk]),
    )


@desk_view(Capability.KEEP_PLANS)
@require_http_methods(["GET", "POST"])
def drop(request: DeskRequest, pk: UUID) -> HttpResponse:
    version = version_or_refuse(request, pk)
    return _with_note(
        request,
        lambda note: drop_draft(version_id=pk, reason=note, by=request.desk.person, at=request.desk.at),
        label=_("Vì sao bỏ"),
        title=_("Bỏ bản soạn"),
        done=_("Đã bỏ bản soạn."),
        where=reverse("desk:plans:list"),
        back=reverse("desk:plans:draft", args=[version.pk]),
        is_danger=True,
    )


@desk_view(Capability.KEEP_PLANS)
@require_http_methods(["GET", "POST"])
def amend(request: DeskRequest, pk: UUID) -> HttpResponse:
    plan = plan_or_refuse(request, pk)
    made: list[PlanVersion] = []
    return _with_note(
        request,
        lambda note: made.append(
            amend_plan(plan_id=pk, reason=note, by=request.desk.person, at=request.desk.at)
        ),
        label=_("Vì sao điều chỉnh"),
        title=_("Điều chỉnh kế hoạch"),
        done=_("Đã mở bản điều chỉnh. Sửa xong thì trình phê duyệt lại."),
        where=lambda: reverse("desk:plans:draft", args=[made[0].pk]),
        back=reverse("desk:plans:page", args=[plan.pk]),
    )


@desk_view(Capability.KEEP_PLANS)
@require_http_methods(["GET", "POST"])
def close(request: DeskRequest, pk: UUID) -> HttpResponse:
    plan = plan_or_refuse(request, pk)
    return _with_note(
        request,
        lambda note: close_plan(plan_id=pk, note=note, by=request.desk.person, at=request.desk.at),
        label=_("Kết quả thực hiện"),
        title=_("Kết thúc kế hoạch"),
        done=_("Đã kết thúc kế hoạch."),
        where=reverse("desk:plans:page", args=[plan.pk]),
    )


def _with_note(
    request: DeskRequest,
    act: Callable[[str], Any],
    *,
    label: str,
    title: str,
    done: str,
    where: str | Callable[[], str],
    back: str = "",
    is_danger: bool = False,
) -> HttpResponse:
    """One question, then the act."""
    form = NoteForm(posted(request), label=label)
    return answer_form(
        request,
        form,
        lambda: act(form.cleaned_data["note"]),
        where=lambda _made: where() if callable(where) else where,
        title=title,
        save=title,
        back=back or (where if isinstance(where, str) else ""),
        done=done,
        is_danger=is_danger,
    )
