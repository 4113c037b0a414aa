from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.enums import Capability
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.processes.forms import PublishForm, RetireForm
from motcua.workflow.actions.publication import publish_process, retire_process
from motcua.workflow.queries.keeping import get_shown_version, get_version


@desk_view(Capability.APPROVE_DECISION)
@require_http_methods(["GET", "POST"])
def publish(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk, version = request.desk, get_version(pk)
    form = PublishForm(posted(request), initial={"document": version.document}, label_suffix="")
    back = reverse("desk:processes:version", args=[pk])
    return answer_form(
        request,
        form,
        lambda: publish_process(version_id=pk, **form.cleaned_data, by=desk.person, at=desk.at),
        where=lambda _made: back,
        title=_("Ban hành quy trình “%s”") % version.name,
        lead=_("Từ ngày áp dụng, hồ sơ mới đi theo phiên bản này; hồ sơ đang giải quyết giữ phiên bản cũ."),
        save=_("Ban hành"),
        back=back,
        done=_("Đã ban hành quy trình."),
    )


@desk_view(Capability.APPROVE_DECISION)
@require_http_methods(["GET", "POST"])
def retire(request: DeskRequest, pk: UUID) -> HttpResponse:
    desk, version = request.desk, get_shown_version(pk, request.desk.today)
    form = RetireForm(posted(request), label_suffix="")
    back = reverse("desk:processes:page", args=[pk])
    return answer_form(
        request,
        form,
        lambda: retire_process(process_id=pk, **form.cleaned_data, by=desk.person, at=desk.at),
        where=lambda _made: back,
        title=_("Thôi áp dụng “%s”") % version.name,
        lead=_("Từ ngày đó, hồ sơ mới đi theo quy trình chung hơn; hồ sơ đang giải quyết giữ quy trình này."),
        save=_("Thôi áp dụng"),
        back=back,
        done=_("Đã ghi ngày thôi áp dụng."),
        is_danger=True,
    )
