"""The forms of the desk: which there are, their versions, and what happens to them."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.accounts.enums import Capability
from motcua.catalogue.models import Procedure
from motcua.catalogue.queries.names import names_of
from motcua.forms.actions.writing import (
    create_form,
    discard_form_draft,
    publish_form,
    retire_form,
    save_form_draft,
)
from motcua.forms.enums import FormVersionState
from motcua.forms.models import Form, FormVersion
from motcua.forms.policy import may_decide, may_keep
from motcua.forms.queries.versions import (
    draft_of,
    get_form,
    get_form_version,
    latest_of,
    page_of_forms,
    versions_of,
    writers_of,
)
from motcua.forms.rules.comparing import differences
from motcua.forms.rules.schema import as_json, problems_of, read_draft, read_schema
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Installation
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.history import read_history
from motcua.web.desk.online_forms.forms import FileForm, NewFormForm, PublishForm, RetireForm
from motcua.web.desk.paging import PAGE, address, after_name
from motcua.web.online_forms import bind

SEES = (Capability.KEEP_CATALOGUE, Capability.APPROVE_DECISION)
_MATTER = "procedure:"


@desk_view(*SEES)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    text, after = request.GET.get("tim", "")[:100], after_name(request)
    found = page_of_forms(text=text, on=request.desk.today, after=after, size=PAGE)
    names = _names([row.form for row in found])
    context = {
        "rows": [(row, _code(row.form), names.get(_code(row.form), "")) for row in found[:PAGE]],
        "text": text,
        "may_keep": request.desk.can(Capability.KEEP_CATALOGUE),
        "first_href": address(request) if after else "",
        "next_href": address(request, sau=f"{found[PAGE - 1].form.sort_key}_{found[PAGE - 1].form.pk}")
        if len(found) > PAGE
        else "",
    }
    return render(request, "desk/online_forms/list.html", context)


@desk_view(Capability.KEEP_CATALOGUE)
@require_http_methods(["GET", "POST"])
def create(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    started = {"procedure": request.GET.get("ma", "")[:40], "name": request.GET.get("ten", "")[:300]}
    form = NewFormForm(posted(request), initial=started, copies=_copies(request))
    return answer_form(
        request,
        form,
        lambda: _created(form.cleaned_data, desk),
        where=lambda made: reverse("desk:online_forms:edit", args=[made.pk]),
        title=_("Biểu mẫu mới"),
        save=_("Bắt đầu soạn"),
        back=reverse("desk:online_forms:list"),
        done=_("Đã tạo biểu mẫu. Thêm phần và câu hỏi, rồi lưu."),
    )


def _created(said: dict[str, Any], desk: Any) -> Form:
    matter = _matter(said["procedure"].strip())
    home = Installation.objects.select_related("home").first() if said["is_own"] else None
    schema: dict[str, Any] = {
        "title": said["name"],
        "sections": [{"key": "phan_1", "title": "", "fields": []}],
    }
    if said["copied"]:
        copied = latest_of(get_form(UUID(said["copied"])))
        schema = {**copied.schema, "title": said["name"]} if copied else schema
    return create_form(
        matter=matter,
        agency=home.home if home else None,
        name=said["name"],
        schema=schema,
        by=desk.person,
        at=desk.at,
    )


def _matter(code: str) -> str:
    if code and not Procedure.objects.filter(code=code).exists():
        raise Refused(
            "procedure-not-known",
            f"Danh mục không có thủ tục mã {code}. Kiểm tra lại mã, hoặc thêm thủ tục trước.",
            field="procedure",
        )
    return f"{_MATTER}{code}" if code else ""


def _copies(request: DeskRequest) -> list[tuple[str, str]]:
    found = page_of_forms(text="", on=request.desk.today, after=None, size=200)
    return [(str(row.form.pk), row.form.name) for row in found]


@desk_view(*SEES)
@require_GET
def page(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk, form = request.desk, get_form(pk)
    versions = list(versions_of(form))
    draft = next((version for version in versions if version.state == FormVersionState.DRAFT), None)
    standing = next(
        (version for version in versions if version.in_force and desk.today in version.in_force), None
    )
    latest = next((version for version in versions if version.state != FormVersionState.DRAFT), None)
    keeps = may_keep(desk.person, agency_id=form.agency_id, on=desk.today)
    decides = may_decide(desk.person, form=form, on=desk.today)
    context = {
        "form": form,
        "code": _code(form),
        "procedure": Procedure.objects.filter(code=_code(form)).first() if _code(form) else None,
        "versions": _with_changes(versions),
        "draft": draft,
        "standing": standing,
        "problems": problems_of(draft.schema) if draft else [],
        "changes": differences(latest.schema if latest else {}, draft.schema) if draft else [],
        "keeps": keeps,
        "decides": decides,
        "wrote": bool(draft) and desk.person.actor in writers_of(draft) if draft else False,
        "publication": PublishForm(initial={"from_on": desk.today}),
        "import_form": FileForm(),
        "history": read_history(entries_about("form", str(form.pk))),
    }
    return render(request, "desk/online_forms/page.html", context)


def _with_changes(versions: list[FormVersion]) -> list[tuple[FormVersion, list[str]]]:
    """Each version with what it changed against the one before."""
    earlier: list[FormVersion | None] = [*versions[1:], None]
    return [
        (version, differences(before.schema, version.schema) if before else [])
        for version, before in zip(versions, earlier, strict=False)
    ]


@desk_view(*SEES)
@require_http_methods(["GET", "POST"])
def preview(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The form to try: nothing typed here is kept."""
    version = get_form_version(pk)
    schema, problems = read_draft(version.schema)
    bound = bind(schema, posted(request), on=request.desk.today, is_final=request.method == "POST")
    context = {"version": version, "form": version.form, "problems": problems, "online_form": bound}
    if request.method == "POST" and not bound.is_rearranging:
        context["is_right"] = bound.is_right
    else:
        context["is_right"] = False
    return render(request, "desk/online_forms/preview.html", context)


@desk_view(*SEES)
@require_GET
def export(request: DeskRequest, pk: UUID) -> HttpResponse:
    version = get_form_version(pk)
    data = version.schema if problems_of(version.schema) else as_json(read_schema(version.schema))
    text = json.dumps(data, ensure_ascii=False, indent=2)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    name = f"bieu-mau-{_code(version.form) or 'chung'}-{version.number}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@desk_view(Capability.KEEP_CATALOGUE)
@require_POST
def import_file(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk, form, given = request.desk, get_form(pk), FileForm(request.POST, request.FILES)
    if not given.is_valid():
        messages.error(request, " ".join(str(error) for errors in given.errors.values() for error in errors))
        return redirect("desk:online_forms:page", pk=pk)
    done = attempt(
        request,
        lambda: save_form_draft(form=form, schema=given.cleaned_data["file"], by=desk.person, at=desk.at),
        done=_("Đã nhập tệp vào dự thảo. Xem lại rồi nhờ người thứ hai ban hành."),
    )
    return redirect("desk:online_forms:edit" if done else "desk:online_forms:page", pk=pk)


@desk_view(Capability.KEEP_CATALOGUE)
@require_POST
def discard(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk, form = request.desk, get_form(pk)
    attempt(
        request, lambda: discard_form_draft(form=form, by=desk.person, at=desk.at), done=_("Đã bỏ dự thảo.")
    )
    return redirect("desk:online_forms:page", pk=pk)


@desk_view(Capability.APPROVE_DECISION)
@require_POST
def publish(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk, form, said = request.desk, get_form(pk), PublishForm(request.POST)
    draft = draft_of(form)
    if draft is None:
        messages.error(request, _("Không còn dự thảo nào để ban hành."))
    elif not said.is_valid():
        messages.error(request, str(said.errors["from_on"][0]))
    else:
        attempt(
            request,
            lambda: publish_form(
                version=draft, from_on=said.cleaned_data["from_on"], by=desk.person, at=desk.at
            ),
            done=_("Đã ban hành biểu mẫu."),
        )
    return redirect("desk:online_forms:page", pk=pk)


@desk_view(Capability.APPROVE_DECISION)
@require_http_methods(["GET", "POST"])
def retire(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk, form = request.desk, get_form(pk)
    said = RetireForm(posted(request), initial={"from_on": desk.today})
    return answer_form(
        request,
        said,
        lambda: retire_form(form=form, by=desk.person, at=desk.at, **said.cleaned_data),
        where=lambda _made: reverse("desk:online_forms:page", args=[pk]),
        title=_("Ngừng dùng biểu mẫu"),
        lead=_(
            "Từ ngày ấy người nộp dùng biểu mẫu chung. Hồ sơ và bản nháp đã có vẫn giữ biểu mẫu của mình."
        ),
        save=_("Ngừng dùng"),
        back=reverse("desk:online_forms:page", args=[pk]),
        done=_("Đã ghi ngày ngừng dùng."),
        is_danger=True,
    )


def _code(form: Form) -> str:
    return form.matter.removeprefix(_MATTER)


def _names(forms: list[Form]) -> dict[str, str]:
    """The names of the procedures these forms belong to, by code."""
    procedures = Procedure.objects.filter(code__in=[_code(one) for one in forms])
    codes = dict(procedures.values_list("pk", "code"))
    return {codes[pk]: name for pk, name in names_of(list(codes)).items()}
