"""The targets of a draft: what they want, and by which measure they are judged."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.enums import Capability
from motcua.kernel.refusals import Refused
from motcua.plans.actions.lines import TargetEntry, drop_target, save_target
from motcua.plans.enums import Commitment, Direction
from motcua.plans.queries.measured import known_indicators
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.plans.forms import TargetForm
from motcua.web.desk.plans.shown import draft_or_refuse, offered_indicators


@desk_view(Capability.KEEP_PLANS)
@require_http_methods(["GET", "POST"])
def target(request: DeskRequest, pk: UUID, target_pk: UUID | None = None) -> HttpResponse:
    version, desk = draft_or_refuse(request, pk), request.desk
    row = version.targets.filter(pk=target_pk).first() if target_pk else None
    words = row.measures if row else request.POST.get("measures", "")[:1000]
    indicators = offered_indicators(request, words, current=row.indicator if row else "")
    form = TargetForm(posted(request), indicators=indicators, target=row)
    return answer_form(
        request,
        form,
        lambda: save_target(
            version_id=pk, target_id=target_pk, entry=form.entry(), by=desk.person, at=desk.at
        ),
        where=lambda made: _home(pk),
        title=_("Sửa chỉ tiêu") if row else _("Thêm chỉ tiêu"),
        lead=_("Câu trong văn bản: %s") % row.text if row and row.text else "",
        save=_("Lưu"),
        back=_home(pk),
        done=_("Đã lưu chỉ tiêu."),
    )


@desk_view(Capability.KEEP_PLANS)
@require_POST
def confirm_indicator(request: DeskRequest, pk: UUID, target_pk: UUID) -> HttpResponse:
    """Judge the target by the measure that was suggested; everything else stays as it is."""
    version, desk = draft_or_refuse(request, pk), request.desk
    row = version.targets.filter(pk=target_pk).first()
    code = request.POST.get("indicator", "")
    if row is None or code not in {each.code for each in known_indicators(desk.at)}:
        raise Refused("choice-wrong", _("Lựa chọn này không còn. Tải lại trang rồi chọn lại."))
    entry = TargetEntry(
        row.number, row.unit, Direction(row.direction), Commitment(row.commitment), row.measures, code
    )
    attempt(
        request,
        lambda: save_target(version_id=pk, target_id=target_pk, entry=entry, by=desk.person, at=desk.at),
        done=_("Đã gắn chỉ số để đo chỉ tiêu."),
    )
    return redirect(_home(pk))


@desk_view(Capability.KEEP_PLANS)
@require_POST
def drop_one_target(request: DeskRequest, pk: UUID, target_pk: UUID) -> HttpResponse:
    draft_or_refuse(request, pk)
    desk = request.desk
    attempt(
        request,
        lambda: drop_target(version_id=pk, target_id=target_pk, by=desk.person, at=desk.at),
        done=_("Đã bỏ chỉ tiêu."),
    )
    return redirect(_home(pk))


def _home(version_id: UUID) -> str:
    return reverse("desk:plans:draft", args=[version_id]) + "#chi-tieu"
