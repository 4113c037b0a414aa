"""A plan from a document: choose the file, see what was read, say what the plan is as a whole, go through the draft."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.enums import Capability
from motcua.documents.actions.files import Brought
from motcua.documents.reading.opening import read_document
from motcua.documents.reading.plain import as_plain_text
from motcua.kernel.refusals import Refused
from motcua.plans.actions.bringing import bring_again, bring_plan
from motcua.plans.actions.drafting import start_plan
from motcua.plans.enums import ItemSource
from motcua.plans.models import PlanVersion
from motcua.plans.rules.reading.found import PlanReading
from motcua.plans.rules.reading.whole import read_plan
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.imports import waiting
from motcua.web.desk.plans.forms import FileForm, PlanForm, first_of, first_of_version
from motcua.web.desk.plans.shown import draft_or_refuse
from motcua.web.middleware import status_of
from motcua.web.refused_forms import show_refusal

_SHOWN = 12


@desk_view(Capability.KEEP_PLANS)
@require_http_methods(["GET", "POST"])
def start(request: DeskRequest) -> HttpResponse:
    return _choose(request, back=reverse("desk:plans:list"), query="")


@desk_view(Capability.KEEP_PLANS)
@require_http_methods(["GET", "POST"])
def again(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Another document for a draft there is."""
    version = draft_or_refuse(request, pk)
    return _choose(
        request, back=reverse("desk:plans:draft", args=[pk]), query=f"?ban-soan={pk}", version=version
    )


def _choose(
    request: DeskRequest, *, back: str, query: str, version: PlanVersion | None = None
) -> HttpResponse:
    form = FileForm(posted(request), request.FILES or None, label_suffix="")
    refused = None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        data, name = file.read(), str(file.name)
        try:
            _read(data, name)
        except Refused as caught:
            refused = caught
        else:
            token = waiting.keep(request, name=name, data=data)
            return redirect(reverse("desk:plans:check", args=[token]) + query)
    context = {"form": form, "refused": refused, "back": back, "version": version}
    status = 422 if form.errors or refused else 200
    return render(request, "desk/plans/bring.html", context, status=status)


@desk_view(Capability.KEEP_PLANS)
@require_http_methods(["GET", "POST"])
def check(request: DeskRequest, token: str) -> HttpResponse:
    """What was read, and the plan as a whole; nothing is written before this page is sent."""
    name, data = waiting.bring(request, token)
    version = _version_asked(request)
    reading, file = _read(data, name)
    initial = first_of(reading, request.desk.today)
    if version is not None:
        initial = {**first_of_version(version), **{key: value for key, value in initial.items() if value}}
    form = PlanForm(
        posted(request), desk=request.desk, plan=version.plan if version else None, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = _write(request, form, version, file, reading)
        except Refused as refused:
            if status_of(refused) in {403, 404}:
                raise
            show_refusal(form, refused)
        else:
            waiting.drop(request, token)
            messages.success(request, _("Đã đọc tệp thành bản soạn. Xem lại từng dòng trước khi trình."))
            return redirect("desk:plans:draft", pk=made.pk)
    context = {"form": form, "name": name, "version": version, **_shown(reading)}
    return render(request, "desk/plans/check.html", context, status=422 if form.errors else 200)


@desk_view(Capability.KEEP_PLANS)
@require_http_methods(["GET", "POST"])
def blank(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    year = desk.today.year
    initial = {
        "starts_on": desk.today.replace(month=1, day=1),
        "ends_on": desk.today.replace(year=year, month=12, day=31),
    }
    form = PlanForm(posted(request), desk=desk, initial=initial)
    return answer_form(
        request,
        form,
        lambda: start_plan(
            agency_id=form.cleaned_data["agency"].pk, facts=form.facts(), by=desk.person, at=desk.at
        ),
        where=lambda made: reverse("desk:plans:draft", args=[made.pk]),
        title=_("Soạn kế hoạch mới"),
        lead=_("Ghi thông tin chung, rồi thêm từng nhiệm vụ và chỉ tiêu ở trang sau."),
        save=_("Bắt đầu soạn"),
        back=reverse("desk:plans:list"),
        done=_("Đã mở bản soạn."),
    )


def _read(data: bytes, name: str) -> tuple[PlanReading, Brought]:
    """What the document says, and the file that is kept of it: a web page, which could carry scripts, as its text."""
    document = read_document(content=data, name=name)
    kept = Brought(data, name)
    if document.format == "html":
        kept = Brought(as_plain_text(document).encode(), f"{name}.txt")
    return read_plan(document), kept


def _version_asked(request: DeskRequest) -> PlanVersion | None:
    asked = request.GET.get("ban-soan", "")
    try:
        return draft_or_refuse(request, UUID(asked)) if asked else None
    except ValueError:
        return None


def _write(
    request: DeskRequest, form: PlanForm, version: PlanVersion | None, file: Brought, reading: PlanReading
) -> PlanVersion:
    desk = request.desk
    told: dict[str, Any] = {"file": file, "reading": reading, "by": desk.person, "at": desk.at}
    if version is not None:
        return bring_again(version_id=version.pk, facts=form.facts(), seen=version.revision, **told)
    return bring_plan(agency_id=form.cleaned_data["agency"].pk, facts=form.facts(), **told)


def _shown(reading: PlanReading) -> dict[str, Any]:
    return {
        "header": reading.header,
        "annex": sum(task.source is ItemSource.ANNEX for task in reading.tasks),
        "prose": sum(task.source is ItemSource.TEXT for task in reading.tasks),
        "tasks": reading.tasks[:_SHOWN],
        "more": max(len(reading.tasks) - _SHOWN, 0),
        "targets": len(reading.targets),
        "findings": len(reading.findings),
        "warnings": reading.warnings,
        "has_work": bool(reading.tasks or reading.targets),
    }
