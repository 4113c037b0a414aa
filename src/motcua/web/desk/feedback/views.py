"""The inbox, the register, and the files of one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.documents.models import StoredFile
from motcua.feedback.enums.feedback import Box, State, Subject
from motcua.feedback.models import Feedback
from motcua.feedback.policy.feedback import feedback_not_found
from motcua.feedback.queries.feedback.inbox import (
    PAGE,
    FeedbackInbox,
    Wanted,
    feedback_wanted,
    page_of_register,
    whole_register,
)
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.feedback.book import register_table
from motcua.web.desk.feedback.shown import face_of, feedback_or_refuse, reach_of
from motcua.web.desk.paging import address, after_moment
from motcua.web.desk.spreadsheets import long_xlsx
from motcua.web.fields import DayField
from motcua.web.served_files import serve

READERS = (
    Capability.READ_FEEDBACK,
    Capability.KEEP_FEEDBACK,
    Capability.ANSWER_FEEDBACK,
    Capability.APPROVE_FEEDBACK,
    Capability.RECEIVE_FEEDBACK,
)


@desk_view(*READERS)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    inbox = FeedbackInbox(reach_of(request), request.desk.at)
    chosen = next((box for box in Box if box.value == request.GET.get("nhom")), None)
    counts, rows = inbox.counts(), inbox.page(chosen, after=after_moment(request))
    shown = rows[:PAGE]
    context = {
        "tabs": _tabs(request, chosen, counts),
        "rows": [(row, face_of(row, request.desk.at)) for row in shown],
        "registers": request.desk.can(Capability.RECEIVE_FEEDBACK),
        "keeps": request.desk.can(Capability.KEEP_FEEDBACK),
        "first_href": address(request) if request.GET.get("sau") else "",
        "next_href": _next(request, shown[-1], by="when") if len(rows) > PAGE else "",
    }
    return render(request, "desk/feedback/list.html", context)


@desk_view(*READERS)
@require_GET
def book(request: DeskRequest) -> HttpResponse:
    form = NarrowForm(request.GET or None)
    rows = page_of_register(feedback_wanted(reach_of(request), form.wanted()), after=after_moment(request))
    shown = rows[:PAGE]
    context = {
        "form": form,
        "rows": [(row, face_of(row, request.desk.at)) for row in shown],
        "xlsx_href": reverse("desk:feedback:book_xlsx") + address(request),
        "first_href": address(request) if request.GET.get("sau") else "",
        "next_href": _next(request, shown[-1], by="sent_at") if len(rows) > PAGE else "",
    }
    return render(request, "desk/feedback/book.html", context)


@desk_view(Capability.READ_FEEDBACK, Capability.KEEP_FEEDBACK, Capability.APPROVE_FEEDBACK)
@require_GET
def book_xlsx(request: DeskRequest) -> FileResponse:
    """The register as a workbook: all that the person sees of it, as narrowed, however long."""
    rows = feedback_wanted(reach_of(request), NarrowForm(request.GET or None).wanted())
    return long_xlsx(
        [register_table(whole_register(rows))], name=f"so-phan-anh-{request.desk.today:%Y-%m-%d}"
    )


@desk_view(*READERS)
@require_GET
def file(request: DeskRequest, pk: UUID, file_pk: UUID) -> HttpResponseBase:
    """One of its files, for whoever may see it."""
    feedback = feedback_or_refuse(request, pk)
    row = feedback.files.filter(pk=file_pk).select_related("file").first()
    if row is None:
        raise feedback_not_found()
    stored: StoredFile = row.file
    return serve(stored, inline=True)


class NarrowForm(forms.Form):
    """By what the register is narrowed."""

    tim = forms.CharField(required=False, label=gettext_lazy("Tìm"), max_length=200)
    trang_thai = forms.ChoiceField(required=False, label=gettext_lazy("Tình trạng"))
    loai = forms.ChoiceField(required=False, label=gettext_lazy("Về"))
    tu = DayField(required=False, label=gettext_lazy("Gửi từ ngày"))
    den = DayField(required=False, label=gettext_lazy("đến ngày"))
    tre = forms.BooleanField(required=False, label=gettext_lazy("Chỉ những việc từng quá hạn"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        every = ("", _("Tất cả"))
        for name, choices in (("trang_thai", State.choices()), ("loai", Subject.choices())):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [every, *choices]

    def wanted(self) -> Wanted:
        """What was asked for; all of it when nothing readable was."""
        if not self.is_bound or not self.is_valid():
            return Wanted()
        said = self.cleaned_data
        return Wanted(
            text=said["tim"],
            state=State(said["trang_thai"]) if said["trang_thai"] else None,
            subject=Subject(said["loai"]) if said["loai"] else None,
            first=said["tu"],
            last=said["den"],
            is_late=said["tre"],
        )


def _tabs(request: DeskRequest, chosen: Box | None, counts: dict[Box, int]) -> list[dict[str, Any]]:
    every = {
        "label": _("Tất cả"),
        "href": address(request, nhom=""),
        "count": None,
        "is_current": chosen is None,
    }
    tabs = [
        {
            "label": box.label,
            "href": address(request, nhom=box.value),
            "count": counts[box],
            "is_current": chosen is box,
        }
        for box in Box
        if counts[box] or chosen is box
    ]
    return [every, *tabs]


def _next(request: DeskRequest, row: Feedback, *, by: str) -> str:
    return address(request, sau=f"{getattr(row, by).isoformat()}_{row.pk}")
