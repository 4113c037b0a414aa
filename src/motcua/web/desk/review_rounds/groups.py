"""Procedures of a round looked at together."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.enums import Capability
from motcua.reviews.actions.rounds.grouping import GroupEntry, put_group, remove_group
from motcua.reviews.enums.proposals import GroupWish
from motcua.reviews.enums.rounds import ItemStatus
from motcua.reviews.models import GroupReview, RoundItem
from motcua.reviews.queries.rounds.groups import shared_papers
from motcua.reviews.queries.rounds.lists import items_of
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.fields import LinesField, WordsField
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.review_rounds.shown import round_or_refuse
from motcua.web.fields import PlainForm

_MOST_SHARED = 8


class GroupForm(PlainForm):
    """What is said of procedures that belong together."""

    title = WordsField(max_length=300, label=gettext_lazy("Tên nhóm"))
    items = forms.MultipleChoiceField(
        label=gettext_lazy("Thủ tục trong nhóm"), widget=forms.CheckboxSelectMultiple
    )
    interactions = LinesField(
        rows=4, label=gettext_lazy("Các thủ tục liên quan với nhau thế nào, giấy tờ nào trùng")
    )
    wish = forms.ChoiceField(choices=GroupWish.choices, label=gettext_lazy("Đề xuất"))
    content = LinesField(rows=3, required=False, label=gettext_lazy("Gộp hoặc liên thông thế nào"))

    def __init__(self, *args: Any, rows: list[RoundItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        items = self.fields["items"]
        assert isinstance(items, forms.MultipleChoiceField)
        items.choices = [
            (str(row.pk), f"{row.procedure.code} {row.version.name if row.version else ''}") for row in rows
        ]

    def entry(self) -> GroupEntry:
        """What was said, as the action takes it."""
        said = self.cleaned_data
        return GroupEntry(
            said["title"],
            tuple(UUID(one) for one in said["items"]),
            said["interactions"],
            GroupWish(said["wish"]),
            said["content"],
        )


@desk_view(Capability.KEEP_REVIEWS)
@require_http_methods(["GET", "POST"])
def put(request: DeskRequest, pk: UUID, group: UUID | None = None) -> HttpResponse:
    held, desk = round_or_refuse(request, pk), request.desk
    rows = [row for row in items_of(held) if row.status != ItemStatus.LEFT_OUT]
    known = GroupReview.objects.filter(round=held, pk=group).first() if group else None
    shared = shared_papers(rows)[:_MOST_SHARED]
    form = GroupForm(posted(request), rows=rows, initial=_first(known, shared))
    home = reverse("desk:review_rounds:round", args=[pk])
    return answer_form(
        request,
        form,
        lambda: put_group(round_id=pk, entry=form.entry(), group_id=group, by=desk.person, at=desk.at),
        where=lambda made: home,
        title=_("Rà soát theo nhóm"),
        lead=_said(shared),
        save=_("Ghi nhóm"),
        back=home,
        done=_("Đã ghi rà soát theo nhóm."),
    )


@desk_view(Capability.KEEP_REVIEWS)
@require_POST
def remove(request: DeskRequest, pk: UUID, group: UUID) -> HttpResponse:
    round_or_refuse(request, pk)
    desk = request.desk
    attempt(
        request,
        lambda: remove_group(round_id=pk, group_id=group, by=desk.person, at=desk.at),
        done=_("Đã bỏ nhóm; kết quả rà soát từng thủ tục vẫn còn."),
    )
    return redirect(reverse("desk:review_rounds:round", args=[pk]))


def _first(known: GroupReview | None, shared: list[Any]) -> dict[str, Any]:
    if known is not None:
        kept = ("title", "interactions", "wish", "content")
        return {name: getattr(known, name) for name in kept} | {
            "items": [str(one) for one in known.items.values_list("pk", flat=True)]
        }
    if not shared:
        return {}
    lines = [f"“{one.name}”: {', '.join(row.procedure.code for row in one.items)}" for one in shared]
    return {
        "interactions": _("Giấy tờ nhiều thủ tục cùng đòi:") + "\n" + "\n".join(lines),
        "items": [str(row.pk) for row in shared[0].items],
    }


def _said(shared: list[Any]) -> str:
    if not shared:
        return _("Trong đợt không thấy giấy tờ nào mà hai thủ tục cùng đòi.")
    return _("Giấy tờ được đòi nhiều nhất trong đợt: “%(name)s”, ở %(count)s thủ tục.") % {
        "name": shared[0].name,
        "count": len(shared[0].items),
    }
