"""What comes back from a body outside to which feedback was passed on."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.documents.actions.files import keep_files_of
from motcua.feedback.actions.feedback.outside import keep_outside_answer, take_back
from motcua.feedback.models import Transfer
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.feedback.acting import acting_by, answer_act
from motcua.web.desk.feedback.forms.answers import OutsideAnswerForm
from motcua.web.desk.feedback.forms.words import WordsForm
from motcua.web.desk.feedback.shown import feedback_or_refuse
from motcua.web.desk.feedback.views import READERS
from motcua.web.waiting_files import chosen_files

_form_view = require_http_methods(["GET", "POST"])


@desk_view(*READERS)
@_form_view
def answered(request: DeskRequest, pk: UUID) -> HttpResponse:
    feedback, desk = feedback_or_refuse(request, pk), request.desk
    form = OutsideAnswerForm(posted(request), chosen_files(request))

    @transaction.atomic
    def act() -> Transfer:
        said = form.cleaned_data
        kept = keep_files_of(files=form.brought(), by=desk.person.actor, at=desk.at)
        return keep_outside_answer(
            text=said["text"],
            document=said["document"],
            answered_on=said["answered_on"],
            files=[one.pk for one in kept],
            **acting_by(request, feedback),
        )

    return answer_act(
        request,
        feedback,
        form,
        act,
        title=_("Ghi trả lời của cơ quan ngoài hệ thống"),
        save=_("Ghi và báo người gửi"),
        done=_("Đã ghi. Người gửi đọc được trên trang theo dõi."),
    )


@desk_view(*READERS)
@_form_view
def returned(request: DeskRequest, pk: UUID) -> HttpResponse:
    feedback = feedback_or_refuse(request, pk)
    form = WordsForm(posted(request), label=_("Cơ quan đó trả lại vì sao"))
    return answer_act(
        request,
        feedback,
        form,
        lambda: take_back(reason=form.cleaned_data["text"], **acting_by(request, feedback)),
        title=_("Nhận lại để xử lý"),
        save=_("Nhận lại"),
        done=_("Đã nhận lại. Thời hạn tính mới từ lúc này."),
        lead=_("Phản ánh trở lại bước chờ tiếp nhận tại cơ quan này; người gửi được báo."),
    )
