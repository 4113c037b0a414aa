"""Work inside the office, each act on a page of its own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.feedback.actions.feedback.working import (
    ask_opinion,
    assign,
    free_named,
    give_opinion,
    mark_repeat,
    moderate,
    name_object,
)
from motcua.feedback.enums.feedback import ModerationKind
from motcua.feedback.models import Feedback
from motcua.feedback.policy.feedback import opinion_of
from motcua.feedback.queries.feedback.people import answerers_below, nameable_in, recognised_in
from motcua.feedback.queries.feedback.visible import feedback_visible_to
from motcua.feedback.rules.feedback.tracking import bare_code
from motcua.kernel.refusals import Refused
from motcua.organisations.queries.agencies import subtree
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.feedback.acting import acting_by, answer_act
from motcua.web.desk.feedback.forms.words import WordsForm
from motcua.web.desk.feedback.forms.work import (
    AssignForm,
    ConsultForm,
    FreeForm,
    ModerateForm,
    ObjectForm,
    RepeatForm,
)
from motcua.web.desk.feedback.shown import feedback_or_refuse, reach_of
from motcua.web.desk.feedback.views import READERS

_form_view = require_http_methods(["GET", "POST"])


@desk_view(*READERS)
@_form_view
def assign_page(request: DeskRequest, pk: UUID) -> HttpResponse:
    feedback = feedback_or_refuse(request, pk)
    initial = {"unit": feedback.unit_id, "person": feedback.holder_id}
    form = AssignForm(posted(request), initial=initial, **_whom(request, feedback))

    def act() -> object:
        unit, person = form.cleaned_data["unit"], form.cleaned_data["person"]
        return assign(
            unit_id=unit.pk if unit else None,
            person_id=person.pk if person else None,
            **acting_by(request, feedback),
        )

    return answer_act(
        request,
        feedback,
        form,
        act,
        title=_("Phân công xử lý"),
        save=_("Phân công"),
        done=_("Đã phân công."),
    )


@desk_view(*READERS)
@_form_view
def consult_page(request: DeskRequest, pk: UUID) -> HttpResponse:
    feedback = feedback_or_refuse(request, pk)
    form = ConsultForm(posted(request), **_whom(request, feedback))

    def act() -> object:
        said = form.cleaned_data
        return ask_opinion(
            question=said["question"],
            agency_id=said["unit"].pk,
            person_id=said["person"].pk if said["person"] else None,
            due_at=form.due_at(),
            **acting_by(request, feedback),
        )

    return answer_act(
        request,
        feedback,
        form,
        act,
        title=_("Lấy ý kiến"),
        save=_("Gửi câu hỏi"),
        done=_("Đã gửi câu hỏi."),
        lead=_("Thời hạn trả lời người gửi vẫn tính trong lúc chờ ý kiến."),
    )


@desk_view(*READERS)
@_form_view
def opinion_page(request: DeskRequest, pk: UUID) -> HttpResponse:
    feedback = feedback_or_refuse(request, pk)
    form = WordsForm(posted(request), label=_("Ý kiến của tôi"))
    asked = opinion_of(request.desk.person, feedback, reach=reach_of(request))
    return answer_act(
        request,
        feedback,
        form,
        lambda: give_opinion(opinion=form.cleaned_data["text"], **acting_by(request, feedback)),
        title=_("Cho ý kiến"),
        save=_("Gửi ý kiến"),
        done=_("Đã gửi ý kiến."),
        quoted=[(_("Được hỏi"), asked.question)] if asked else [],
    )


@desk_view(*READERS)
@_form_view
def repeat_page(request: DeskRequest, pk: UUID) -> HttpResponse:
    feedback, desk = feedback_or_refuse(request, pk), request.desk
    seen = feedback_visible_to(desk.person, desk.today, reach=reach_of(request))
    marked = seen.filter(pk=feedback.repeat_of_id).first() if feedback.repeat_of_id else None
    first = request.GET.get("ma") or (marked.code if marked else "")
    form = RepeatForm(posted(request), initial={"code": first})

    def act() -> object:
        code = form.cleaned_data["code"]
        earlier = seen.filter(code=bare_code(code)).first() if code else None
        if code and earlier is None:
            raise Refused("feedback-unknown", _("Không có phản ánh mang mã này."), field="code")
        return mark_repeat(earlier_id=earlier.pk if earlier else None, **acting_by(request, feedback))

    return answer_act(
        request,
        feedback,
        form,
        act,
        title=_("Đánh dấu trùng"),
        save=_("Lưu"),
        done=_("Đã lưu."),
        lead=_("Phản ánh lặp lại vẫn được trả lời; dấu này để thống kê và trả lời thống nhất."),
    )


@desk_view(*READERS)
@_form_view
def moderate_page(request: DeskRequest, pk: UUID) -> HttpResponse:
    feedback = feedback_or_refuse(request, pk)
    form = ModerateForm(posted(request))
    return answer_act(
        request,
        feedback,
        form,
        lambda: moderate(
            kind=ModerationKind(form.cleaned_data["kind"]),
            reason=form.cleaned_data["reason"],
            **acting_by(request, feedback),
        ),
        title=_("Kiểm duyệt nội dung"),
        save=_("Lưu kết luận"),
        done=_("Đã lưu kết luận kiểm duyệt."),
        lead=_("Nội dung bị ẩn không được công khai; bản gốc và mọi lần kiểm duyệt vẫn được giữ."),
    )


@desk_view(*READERS)
@_form_view
def object_page(request: DeskRequest, pk: UUID) -> HttpResponse:
    feedback, on = feedback_or_refuse(request, pk), request.desk.today
    people = nameable_in(feedback, on).exclude(pk=request.desk.person.pk)
    form = ObjectForm(posted(request), people=people, initial={"person": request.GET.get("nguoi")})
    return answer_act(
        request,
        feedback,
        form,
        lambda: name_object(person_id=form.cleaned_data["person"].pk, **acting_by(request, feedback)),
        title=_("Ghi người bị phản ánh"),
        save=_("Ghi"),
        done=_("Đã ghi. Người này không nhìn thấy phản ánh ở bất cứ đâu."),
        lead=_("Từ lúc này người được ghi không nhìn thấy phản ánh, kể cả khi họ có quyền xem sổ."),
    )


@desk_view(*READERS)
@_form_view
def free_page(request: DeskRequest, pk: UUID) -> HttpResponse:
    feedback = feedback_or_refuse(request, pk)
    initial = {"person": request.GET.get("nguoi")}
    form = FreeForm(posted(request), people=recognised_in(feedback), initial=initial)
    return answer_act(
        request,
        feedback,
        form,
        lambda: free_named(
            person_id=UUID(form.cleaned_data["person"]),
            reason=form.cleaned_data["reason"],
            **acting_by(request, feedback),
        ),
        title=_("Bỏ người bị nhận ra nhầm"),
        save=_("Bỏ"),
        done=_("Đã bỏ. Người này lại xem được như những người khác cùng quyền."),
        lead=_(
            "Hệ thống tự che với người có họ tên, hoặc có thể được nói tới, trong nội dung. Chỉ bỏ khi chắc người đó "
            "không bị phản ánh; lý do và người bỏ được giữ lại."
        ),
    )


def _whom(request: DeskRequest, feedback: Feedback) -> dict[str, Any]:
    """The units and people whom it may be given to."""
    on = request.desk.today
    return {
        "units": subtree(feedback.agency_id, on).filter(held__contains=on).order_by("sort_key", "id"),
        "people": answerers_below(feedback, on),
    }
