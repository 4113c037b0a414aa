"""Setting and ending targets."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.accounts.enums import Capability
from motcua.catalogue.enums import ProcedureLevel
from motcua.reviews.actions.targets import LONGEST_BASIS, end_target, set_target
from motcua.reviews.enums import Burden, TargetSet
from motcua.reviews.queries.portfolio import field_choices, targets_of, targets_on
from motcua.reviews.rules.changes.portfolio import ADDED
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.fields import DayField, LinesField
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.what_if.asking import Asked, asked


class TargetForm(forms.Form):
    procedures = forms.ChoiceField(label=gettext_lazy("Cho những thủ tục nào"), choices=TargetSet.choices)
    field = forms.ChoiceField(
        label=gettext_lazy("Lĩnh vực"),
        required=False,
        help_text=gettext_lazy("Chỉ khi mục tiêu là của một lĩnh vực."),
    )
    level = forms.ChoiceField(
        label=gettext_lazy("Cấp thực hiện"),
        required=False,
        choices=[("", gettext_lazy("Mọi cấp")), *ProcedureLevel.choices()],
    )
    burden = forms.ChoiceField(
        label=gettext_lazy("Cắt giảm gì"), choices=[(one.value, one.label) for one in ADDED]
    )
    percent = forms.DecimalField(
        label=gettext_lazy("Ít nhất bao nhiêu phần trăm"),
        min_value=0,
        max_value=100,
        decimal_places=2,
        localize=True,
    )
    baseline_on = DayField(
        label=gettext_lazy("So với ngày"),
        help_text=gettext_lazy("Thủ tục như đang áp dụng ngày này là mức gốc."),
    )
    since = DayField(label=gettext_lazy("Áp dụng từ ngày"))
    basis = LinesField(
        rows=3,
        max_length=LONGEST_BASIS,
        label=gettext_lazy("Văn bản giao mục tiêu"),
        help_text=gettext_lazy("Số, ngày, điều khoản."),
    )

    def __init__(self, *args: Any, fields: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Không theo lĩnh vực")), *((str(pk), name) for pk, name in fields)]
        self.fields["field"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


class EndForm(forms.Form):
    on = DayField(label=gettext_lazy("Thôi áp dụng từ ngày"))


@desk_view(Capability.KEEP_REVIEWS)
def put(request: DeskRequest) -> HttpResponse:
    """Set a target of the agency."""
    desk, of = request.desk, asked(request)
    form = TargetForm(
        posted(request),
        fields=field_choices(),
        label_suffix="",
        initial={"since": desk.today, **_like(request, of)},
    )
    back = of.path("portfolio:targets" if request.GET.get("tu") else "portfolio:page")

    def act() -> object:
        said = form.cleaned_data
        return set_target(
            agency_id=of.agency.pk,
            procedures=TargetSet(said["procedures"]),
            burden=Burden(said["burden"]),
            percent=said["percent"],
            baseline_on=said["baseline_on"],
            since=said["since"],
            basis=said["basis"],
            field_id=int(said["field"]) if said["field"] else None,
            level=ProcedureLevel(said["level"]) if said["level"] else None,
            by=desk.person,
            at=desk.at,
        )

    return answer_form(
        request,
        form,
        act,
        where=lambda _made: back,
        title=_("Đặt mục tiêu cắt giảm"),
        lead=_(
            "Mục tiêu của cơ quan này thay mục tiêu chung cùng loại. Mục tiêu cũ cùng loại kết thúc vào ngày bắt đầu."
        ),
        save=_("Lưu mục tiêu"),
        back=back,
        done=_("Đã đặt mục tiêu."),
    )


def _like(request: DeskRequest, of: Asked) -> dict[str, Any]:
    """What the target named in the address says, to begin another from."""
    known = [*targets_of(of.agency.pk), *targets_on(of.agency.pk, request.desk.today)]
    said = request.GET.get("tu", "")
    found = next((one for one in known if str(one.pk) == said), None) if said else None
    if found is None:
        return {}
    names = ("procedures", "level", "burden", "percent", "baseline_on", "basis")
    return {"field": found.field_id or "", **{name: getattr(found, name) for name in names}}


@desk_view(Capability.KEEP_REVIEWS)
def end(request: DeskRequest, pk: UUID) -> HttpResponse:
    """End a target of the agency."""
    desk, of = request.desk, asked(request)
    form = EndForm(posted(request), label_suffix="", initial={"on": desk.today})
    back = of.path("portfolio:page")
    return answer_form(
        request,
        form,
        lambda: end_target(target_id=pk, on=form.cleaned_data["on"], by=desk.person, at=desk.at),
        where=lambda _made: back,
        title=_("Thôi áp dụng mục tiêu"),
        save=_("Kết thúc mục tiêu"),
        back=back,
        done=_("Đã kết thúc mục tiêu."),
        is_danger=True,
    )
