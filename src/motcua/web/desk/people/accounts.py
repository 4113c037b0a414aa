from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.actions.people import (
    deactivate_person,
    reactivate_person,
    reset_second_factor,
    set_password,
)
from motcua.accounts.actions.sign_in import unlock
from motcua.accounts.models import Person
from motcua.web.desk.access import DeskRequest, attempt, desk_view
from motcua.web.desk.people.forms import NewPasswordForm, ReasonForm
from motcua.web.desk.people.views import PEOPLE, SIGN_INS, answer_form, get_person


@sensitive_post_parameters("password")
@desk_view(PEOPLE)
@require_http_methods(["GET", "POST"])
def new_password(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk = request.desk
    person = get_person(desk, pk)
    form = NewPasswordForm(request.POST or None)

    def act() -> Person:
        set_password(person_id=pk, password=form.cleaned_data["password"], by=desk.person, at=desk.at)
        return person

    return answer_form(
        request,
        form,
        act,
        title=_("Đặt mật khẩu mới: %(name)s") % {"name": person.full_name},
        lead=_("Các phiên đang mở của người này kết thúc. Trao mật khẩu tận tay và nhắc người này tự đổi."),
        save=_("Đặt mật khẩu"),
        back=reverse("desk:people:page", args=[pk]),
        done=_("Đã đặt mật khẩu mới."),
    )


@desk_view(SIGN_INS)
@require_http_methods(["GET", "POST"])
def deactivate(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk = request.desk
    person = get_person(desk, pk)
    form = ReasonForm(request.POST or None)

    def act() -> Person:
        deactivate_person(person_id=pk, reason=form.cleaned_data["reason"], by=desk.person, at=desk.at)
        return person

    return answer_form(
        request,
        form,
        act,
        title=_("Ngừng dùng tài khoản: %(name)s") % {"name": person.full_name},
        lead=_(
            "Người này không đăng nhập được và không làm được việc gì nữa. Những gì đã làm vẫn giữ tên họ."
        ),
        save=_("Ngừng dùng"),
        back=reverse("desk:people:page", args=[pk]),
        done=_("Đã ngừng dùng tài khoản."),
        is_danger=True,
    )


@desk_view(SIGN_INS)
@require_POST
def open_lock(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk = request.desk
    person = get_person(desk, pk)
    attempt(
        request, lambda: unlock(person=person, by=desk.person, at=desk.at), done=_("Đã mở khóa đăng nhập.")
    )
    return redirect("desk:people:page", pk)


@desk_view(SIGN_INS)
@require_POST
def reactivate(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk = request.desk
    get_person(desk, pk)
    attempt(
        request,
        lambda: reactivate_person(person_id=pk, by=desk.person, at=desk.at),
        done=_("Tài khoản dùng lại được."),
    )
    return redirect("desk:people:page", pk)


@desk_view(PEOPLE)
@require_POST
def drop_second_factor(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk = request.desk
    get_person(desk, pk)
    attempt(
        request,
        lambda: reset_second_factor(person_id=pk, by=desk.person, at=desk.at),
        done=_("Đã bỏ xác thực hai lớp; người này thiết lập lại khi đăng nhập."),
    )
    return redirect("desk:people:page", pk)
