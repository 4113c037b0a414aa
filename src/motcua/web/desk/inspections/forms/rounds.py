"""A round, the units that may be drawn, lots, and how the agency inspects."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.kernel.periods import Period
from motcua.organisations.models import Agency
from motcua.plans.actions.inspections.drawing import Seed
from motcua.plans.actions.inspections.rounds import RoundFacts
from motcua.plans.models import InspectionRound, Plan
from motcua.plans.rules.inspecting import Ways
from motcua.web.desk.fields import DayField, LinesField, WordsField
from motcua.web.fields import PlainForm, choose


class RoundForm(PlainForm):
    """What a round is as a whole, and which units may be drawn."""

    agency = forms.ModelChoiceField(
        Agency.objects.none(), label=gettext_lazy("Cơ quan kiểm tra"), empty_label=None
    )
    title = LinesField(rows=2, max_length=300, label=gettext_lazy("Tên đợt kiểm tra"))
    starts_on = DayField(label=gettext_lazy("Từ ngày"))
    ends_on = DayField(label=gettext_lazy("Đến hết ngày"))
    least_share = forms.IntegerField(
        min_value=1, max_value=100, label=gettext_lazy("Kiểm tra ít nhất (% số đơn vị)")
    )
    share_basis = LinesField(
        rows=2, required=False, max_length=300, label=gettext_lazy("Căn cứ của tỷ lệ này")
    )
    avoid_years = forms.IntegerField(
        min_value=0,
        max_value=10,
        label=gettext_lazy("Số năm tránh trùng"),
        help_text=gettext_lazy("Đơn vị đã kiểm tra trong số năm này xếp sau các đơn vị khác khi rút thăm."),
    )
    plan = forms.ModelChoiceField(
        Plan.objects.none(),
        required=False,
        label=gettext_lazy("Theo kế hoạch"),
        empty_label=gettext_lazy("Không có trong hệ thống"),
    )
    document_number = WordsField(
        required=False, max_length=60, label=gettext_lazy("Số, ký hiệu kế hoạch kiểm tra")
    )
    issued_on = DayField(required=False, label=gettext_lazy("Ngày ban hành"))

    def __init__(
        self,
        *args: Any,
        agencies: QuerySet[Agency],
        plans: QuerySet[Plan],
        drawn: InspectionRound | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "agency", agencies)
        choose(self, "plan", plans)
        if drawn is not None or agencies.count() == 1:
            del self.fields["agency"]

    def clean(self) -> dict[str, Any]:
        start, end = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("Ngày kết thúc sớm hơn ngày bắt đầu."))
        return self.cleaned_data

    def facts(self) -> RoundFacts:
        """What was said, as the actions take it."""
        said = self.cleaned_data
        return RoundFacts(
            title=said["title"],
            period=Period(said["starts_on"], said["ends_on"] + timedelta(days=1)),
            least_share=said["least_share"],
            share_basis=said["share_basis"],
            avoid_years=said["avoid_years"],
            plan_id=said["plan"].pk if said["plan"] else None,
            document_number=said["document_number"],
            issued_on=said["issued_on"],
        )


def first_of_round(drawn: InspectionRound) -> dict[str, Any]:
    """What the form shows first for a round."""
    kept = ("title", "least_share", "share_basis", "avoid_years", "document_number", "issued_on")
    return {name: getattr(drawn, name) for name in kept} | {
        "plan": drawn.plan_id,
        "starts_on": drawn.period.lower,
        "ends_on": drawn.period.upper - timedelta(days=1),
    }


class UnitsForm(PlainForm):
    units = forms.ModelMultipleChoiceField(
        Agency.objects.none(),
        label=gettext_lazy("Đơn vị có thể được kiểm tra"),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, units: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "units", units)


class DrawForm(PlainForm):
    """By which seed lots are drawn."""

    number = WordsField(
        required=False,
        max_length=64,
        label=gettext_lazy("Con số đã công bố"),
        help_text=gettext_lazy(
            "Ví dụ kết quả xổ số kiến thiết của ngày đã hẹn trước. Để trống: hệ thống tự tạo một số ngẫu nhiên lúc rút."
        ),
    )
    source = WordsField(
        required=False,
        max_length=200,
        label=gettext_lazy("Công bố ở đâu, ngày nào"),
    )
    reason = LinesField(rows=2, label=gettext_lazy("Lý do rút lại"))

    def __init__(self, *args: Any, is_again: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_again:
            del self.fields["reason"]

    def seed(self) -> Seed | None:
        """The published number, when one was given."""
        said = self.cleaned_data
        return Seed(said["number"], said["source"]) if said["number"] or said["source"] else None


class LastInspectedForm(PlainForm):
    inspected_on = DayField(
        required=False,
        label=gettext_lazy("Kiểm tra lần gần nhất ngày"),
        help_text=gettext_lazy("Để trống nếu chưa được kiểm tra lần nào."),
    )


class WaysForm(PlainForm):
    """How the agency inspects."""

    least_share = forms.IntegerField(
        min_value=1, max_value=100, label=gettext_lazy("Kiểm tra ít nhất (% số đơn vị mỗi năm)")
    )
    share_basis = LinesField(
        rows=2, required=False, max_length=300, label=gettext_lazy("Căn cứ của tỷ lệ này")
    )
    avoid_years = forms.IntegerField(min_value=0, max_value=10, label=gettext_lazy("Số năm tránh trùng"))
    notice_days = forms.IntegerField(
        min_value=0, max_value=60, label=gettext_lazy("Báo đơn vị trước ít nhất (ngày)")
    )

    def ways(self) -> Ways:
        """What was said, as the actions take it."""
        return Ways(**self.cleaned_data)
