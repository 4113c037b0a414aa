"""Ratings that look as if the applicant had not given them: kept, counted apart, decided about by a person."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from motcua.accounts.enums import Capability
from motcua.accounts.queries import agencies_where
from motcua.feedback.actions.rating_reviews import LONGEST_NOTE, reveal_rated_dossier, review_rating
from motcua.feedback.queries.rating_figures import doubtful_of, find_doubtful
from motcua.kernel.refusals import Refused
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.fields import LinesField
from motcua.web.desk.paging import PAGE, address
from motcua.web.desk.ratings.asking import tabs_of
from motcua.web.middleware import status_of


class ReviewForm(forms.Form):
    counts = forms.ChoiceField(
        label=gettext_lazy("Quyết định"),
        widget=forms.RadioSelect,
        choices=[
            ("1", gettext_lazy("Tính: do người nộp hồ sơ đánh giá")),
            ("0", gettext_lazy("Không tính: không do người nộp hồ sơ đánh giá")),
        ],
        error_messages={"required": gettext_lazy("Chọn tính hay không tính.")},
    )
    note = LinesField(
        rows=3,
        max_length=LONGEST_NOTE,
        label=gettext_lazy("Vì sao"),
        help_text=gettext_lazy("Ví dụ: đã gọi hỏi, người nộp tự đánh giá tại quầy lúc nhận kết quả."),
        error_messages={"required": gettext_lazy("Ghi vì sao tính hoặc không tính.")},
    )


@desk_view(Capability.KEEP_SURVEYS)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    waiting = request.GET.get("da-xem") != "1"
    among = list(
        agencies_where(desk.person, Capability.KEEP_SURVEYS, desk.today).values_list("pk", flat=True)
    )
    after = request.GET.get("sau", "")
    rows = doubtful_of(
        among,
        reader=desk.person,
        waiting=waiting,
        after=int(after) if after.isascii() and after.isdigit() and len(after) < 19 else None,
        size=PAGE + 1,
    )
    context = {
        "tabs": tabs_of(request, "doubtful"),
        "rows": rows[:PAGE],
        "waiting": waiting,
        "first_href": address(request) if after else "",
        "next_href": address(request, sau=str(rows[PAGE - 1].flag_id)) if len(rows) > PAGE else "",
    }
    return render(request, "desk/ratings/doubtful.html", context)


@desk_view(Capability.KEEP_SURVEYS)
def review(request: DeskRequest, flag: int) -> HttpResponse:
    desk = request.desk
    row = find_doubtful(flag, reader=desk.person)
    if row is None:
        raise Refused("rating-not-found", _("Không tìm thấy đánh giá này trong danh sách cần xem."))
    form = ReviewForm(posted(request), label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            review_rating(
                flag_id=flag,
                counts=form.cleaned_data["counts"] == "1",
                note=form.cleaned_data["note"],
                by=desk.person,
                at=desk.at,
            )
        except Refused as refused:
            if status_of(refused) in {403, 404}:
                raise
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Đã ghi quyết định và lý do."))
            return redirect("desk:ratings:doubtful")
    context = {"row": row, "form": form}
    return render(request, "desk/ratings/review.html", context, status=422 if form.errors else 200)


@desk_view(Capability.KEEP_SURVEYS)
@require_POST
def reveal(request: DeskRequest, flag: int) -> HttpResponse:
    """Open the dossier, to ask how the rating came about; that somebody looked is kept."""
    dossier = reveal_rated_dossier(flag_id=flag, by=request.desk.person, at=request.desk.at)
    return redirect(reverse("desk:dossiers:page", args=[dossier.code]))
