"""What is done with a whole sheet."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.reviews.actions.costs import (
    agree_estimate,
    copy_after,
    draft_estimate,
    draft_missing,
    drop_estimate,
    redraft_estimate,
    remove_frequency,
    set_frequency,
)
from motcua.reviews.actions.costs.drafting import MOST_AT_ONCE
from motcua.reviews.models import CostEstimate
from motcua.reviews.queries.costs.browsing import without_sheet
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.costs.asking import agencies, agency_asked, path_to, sheet_asked
from motcua.web.desk.costs.forms import AfterForm, FrequencyForm, ReasonForm
from motcua.web.desk.costs.views import NEEDS
from motcua.web.desk.form_pages import answer_form


@desk_view(*NEEDS)
@require_POST
def draft(request: DeskRequest, procedure: UUID) -> HttpResponse:
    desk, agency = request.desk, agency_asked(request, agencies(request))
    made: list[CostEstimate] = []

    def act() -> None:
        made.append(draft_estimate(procedure_id=procedure, agency_id=agency.pk, by=desk.person, at=desk.at))

    done = attempt(request, act, done=_("Đã lập bảng chi phí nháp từ danh mục, định mức và hồ sơ."))
    return redirect(path_to("page", made[0].pk) if done else path_to("list", agency=agency))


@desk_view(*NEEDS)
@require_POST
def draft_all(request: DeskRequest) -> HttpResponse:
    desk, agency = request.desk, agency_asked(request, agencies(request))

    def act() -> None:
        wanted = without_sheet(agency.pk, at=desk.at, most=MOST_AT_ONCE)
        draft_missing(procedure_ids=wanted, agency_id=agency.pk, by=desk.person, at=desk.at)

    attempt(request, act, done=_("Đã lập bảng chi phí nháp cho các thủ tục chưa có bảng."))
    return redirect(path_to("list", agency=agency))


@desk_view(*NEEDS)
@require_POST
def redraft(request: DeskRequest, pk: UUID) -> HttpResponse:
    sheet_asked(request, pk)
    desk = request.desk
    attempt(
        request,
        lambda: redraft_estimate(estimate_id=pk, by=desk.person, at=desk.at),
        done=_("Đã lập lại từ danh mục, định mức và hồ sơ hôm nay. Số liệu người ghi được giữ."),
    )
    return redirect(path_to("page", pk))


@desk_view(*NEEDS)
@require_POST
def agree(request: DeskRequest, pk: UUID) -> HttpResponse:
    sheet_asked(request, pk)
    desk = request.desk
    attempt(
        request,
        lambda: agree_estimate(estimate_id=pk, by=desk.person, at=desk.at),
        done=_("Đã thống nhất. Từ nay các con số của bảng này không đổi nữa."),
    )
    return redirect(path_to("page", pk))


@desk_view(*NEEDS)
@require_POST
def drop(request: DeskRequest, pk: UUID) -> HttpResponse:
    estimate, desk = sheet_asked(request, pk), request.desk
    back = path_to("page", estimate.of_id) if estimate.of_id else path_to("list", agency=estimate.agency)
    done = attempt(
        request,
        lambda: drop_estimate(estimate_id=pk, by=desk.person, at=desk.at),
        done=_("Đã bỏ bản nháp."),
    )
    return redirect(back if done else path_to("page", pk))


@desk_view(*NEEDS)
@require_http_methods(["GET", "POST"])
def after(request: DeskRequest, pk: UUID) -> HttpResponse:
    sheet_asked(request, pk)
    desk = request.desk
    form = AfterForm(posted(request))
    return answer_form(
        request,
        form,
        lambda: copy_after(estimate_id=pk, title=form.cleaned_data["title"], by=desk.person, at=desk.at),
        where=lambda made: path_to("page", made.pk),
        title=_("Lập bản sau đơn giản hóa"),
        lead=_(
            "Bản sau chép mọi dòng của bản hiện tại. Cắt dòng, sửa số ở bản sau để thấy tiết kiệm được bao nhiêu."
        ),
        save=_("Lập bản sau"),
        back=path_to("page", pk),
        done=_("Đã lập bản sau. Cắt hoặc sửa các dòng sẽ đổi."),
    )


@desk_view(*NEEDS)
@require_http_methods(["GET", "POST"])
def frequency(request: DeskRequest, pk: UUID) -> HttpResponse:
    estimate, desk = sheet_asked(request, pk), request.desk
    form = FrequencyForm(posted(request), initial={"origin": "officer"})
    return answer_form(
        request,
        form,
        lambda: set_frequency(
            estimate_id=pk,
            dossiers=form.cleaned_data["dossiers"],
            subjects=form.cleaned_data["subjects"],
            **form.said(),
            by=desk.person,
            at=desk.at,
        ),
        where=lambda _made: path_to("page", pk),
        title=_("Một năm có bao nhiêu hồ sơ"),
        lead=_(
            "Đang dùng: %s Số bạn ghi đứng cạnh số của hồ sơ; khác nhau thì bảng dùng trung bình thấp. Cùng một nguồn "
            "thì số sau thay số trước."
        )
        % estimate.frequency_source,
        save=_("Lưu"),
        back=path_to("page", pk),
        done=_("Đã ghi. Số của các nguồn khác vẫn giữ; bảng nêu số nào được dùng và vì sao."),
    )


@desk_view(*NEEDS)
@require_http_methods(["GET", "POST"])
def remove_often(request: DeskRequest, pk: UUID, often: int) -> HttpResponse:
    sheet_asked(request, pk)
    desk, form = request.desk, ReasonForm(posted(request))
    return answer_form(
        request,
        form,
        lambda: remove_frequency(
            estimate_id=pk,
            frequency_id=often,
            reason=form.cleaned_data["reason"],
            by=desk.person,
            at=desk.at,
        ),
        where=lambda _made: path_to("page", pk),
        title=_("Bỏ số hồ sơ một năm của một nguồn"),
        save=_("Bỏ con số này"),
        back=path_to("page", pk),
        done=_("Đã bỏ con số."),
        is_danger=True,
    )
