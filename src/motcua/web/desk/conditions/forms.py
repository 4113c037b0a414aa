from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from motcua.reviews.actions.conditions import Cost, whole_vnd
from motcua.reviews.enums import ConditionKind, ConditionState, RuleKind
from motcua.reviews.models import ConditionWording
from motcua.reviews.rules.conditions.standing import FOLLOWS, Marked
from motcua.reviews.rules.conditions.wording import MOST_TEXT, Wording
from motcua.web.desk.fields import DayField, LinesField, MoneyField, WordsField
from motcua.web.desk.yearly.forms import AgencyForm
from motcua.web.fields import OneFileField, PlainForm
from motcua.web.waiting_files import HoldsFiles

RULE_KINDS = [(kind.value, kind.label) for kind in RuleKind if kind is not RuleKind.PROCEDURE]


class WordingForm(PlainForm):
    """What a condition or another rule says, since when, on what it rests, and what it costs."""

    rule_kind = forms.ChoiceField(
        label=gettext_lazy("Loại quy định"),
        choices=RULE_KINDS,
        initial=RuleKind.CONDITION,
        help_text=gettext_lazy("Thủ tục hành chính được đếm từ danh mục, không ghi ở đây."),
    )
    kind = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Điều kiện về"),
        choices=[("", gettext_lazy("không phải điều kiện")), *ConditionKind.choices()],
        help_text=gettext_lazy("Chỉ cần khi quy định là yêu cầu, điều kiện kinh doanh."),
    )
    text = LinesField(
        rows=4,
        max_length=MOST_TEXT,
        label=gettext_lazy("Nội dung"),
        help_text=gettext_lazy("Viết ngắn bằng lời của bạn; không cần chép nguyên văn."),
    )
    line = WordsField(max_length=200, label=gettext_lazy("Ngành, nghề kinh doanh"))
    act_number = WordsField(
        max_length=80,
        label=gettext_lazy("Văn bản quy định"),
        help_text=gettext_lazy("Số, ký hiệu, ví dụ 125/2024/NĐ-CP."),
    )
    act_title = WordsField(max_length=500, required=False, label=gettext_lazy("Trích yếu văn bản"))
    article = WordsField(
        max_length=120,
        required=False,
        label=gettext_lazy("Điều, khoản"),
        help_text=gettext_lazy("Điều 29 khoản 2"),
    )
    procedures = WordsField(
        max_length=500,
        required=False,
        label=gettext_lazy("Mã thủ tục xét quy định này"),
        help_text=gettext_lazy("Nhiều mã cách nhau bằng dấu phẩy."),
    )
    cost_per_year_vnd = MoneyField(
        required=False,
        label=gettext_lazy("Chi phí tuân thủ một năm (đồng)"),
        help_text=gettext_lazy("Của mọi người phải thực hiện; để trống khi chưa biết."),
    )
    cost_source = WordsField(
        required=False,
        max_length=300,
        label=gettext_lazy("Nguồn của chi phí"),
        help_text=gettext_lazy("Phiếu tính, báo cáo hoặc ước tính của ai."),
    )
    since = DayField(label=gettext_lazy("Áp dụng từ"))
    until = DayField(required=False, label=gettext_lazy("Hết áp dụng (nếu biết)"))
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, wording: ConditionWording | None = None, **kwargs: Any) -> None:
        if wording is not None:
            names = ("rule_kind", "text", "line", "kind", "act_number", "act_title", "article", "cost_source")
            first = {name: getattr(wording, name) for name in names}
            first["cost_per_year_vnd"] = whole_vnd(wording.cost_per_year_vnd)
            first |= {"since": wording.in_force.lower, "until": wording.in_force.upper}
            first["procedures"] = ", ".join(one.code for one in wording.procedures.all())
            kwargs["initial"] = {**first, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        if wording is not None:
            self.fields["since"].help_text = gettext_lazy(
                "Giữ nguyên ngày này để sửa chữ viết sai; ghi ngày muộn hơn khi điều kiện thay đổi từ ngày đó."
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        is_condition = said.get("rule_kind") == RuleKind.CONDITION
        if is_condition and not said.get("kind"):
            self.add_error("kind", gettext_lazy("Chọn điều kiện này về việc gì."))
        return said

    def wording(self) -> Wording:
        """What was said, as the actions take it."""
        said = self.cleaned_data
        return Wording(
            text=said["text"],
            line=said["line"],
            kind=ConditionKind(said["kind"] or ConditionKind.OTHER),
            act_number=said["act_number"],
            since=said["since"],
            act_title=said["act_title"],
            article=said["article"],
            until=said["until"],
            procedures=tuple(said["procedures"].replace(";", " ").replace(",", " ").split()),
            rule_kind=RuleKind(said["rule_kind"]),
            cost_per_year_vnd=said["cost_per_year_vnd"],
            cost_source=said["cost_source"],
        )


class EnterForm(AgencyForm, WordingForm):
    """A new rule: also its code, and whose register it enters."""

    code = WordsField(max_length=40, label=gettext_lazy("Mã"), help_text=gettext_lazy("Ví dụ DK-012."))
    field_order = ("agency", "rule_kind", "kind", "code")


class MarkForm(PlainForm):
    """How a condition stands from a day on."""

    state = forms.ChoiceField(label=gettext_lazy("Tình trạng"))
    since = DayField(label=gettext_lazy("Từ ngày"))
    reason = LinesField(
        rows=3,
        required=False,
        max_length=2000,
        label=gettext_lazy("Lý do"),
        help_text=gettext_lazy("Cần ghi khi nêu điều kiện không cần thiết hoặc đề nghị cắt."),
    )
    decision = WordsField(
        required=False,
        max_length=120,
        label=gettext_lazy("Văn bản cắt hoặc sửa"),
        help_text=gettext_lazy("Cần ghi khi đã cắt hoặc đã sửa."),
    )
    decided_on = DayField(required=False, label=gettext_lazy("Ngày ban hành văn bản"))
    text = LinesField(
        rows=3,
        required=False,
        max_length=MOST_TEXT,
        label=gettext_lazy("Nội dung sau khi sửa"),
        help_text=gettext_lazy("Chỉ cần khi đã được sửa đổi."),
    )
    cost_per_year_vnd = MoneyField(
        required=False,
        label=gettext_lazy("Chi phí một năm sau khi sửa (đồng)"),
        help_text=gettext_lazy("Để trống thì chi phí giữ như trước khi sửa."),
    )
    cost_source = WordsField(
        required=False, max_length=300, label=gettext_lazy("Nguồn của chi phí sau khi sửa")
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, last: ConditionState | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state = self.fields["state"]
        assert isinstance(state, forms.ChoiceField)
        state.choices = [(each.value, each.label) for each in ConditionState if each in FOLLOWS[last]]

    def cost(self) -> Cost | None:
        """What it costs once amended; None where that was not said."""
        cost = self.cleaned_data["cost_per_year_vnd"]
        return None if cost is None else Cost(cost, self.cleaned_data["cost_source"])

    def mark(self) -> Marked:
        """What was said, as the actions take it."""
        said = self.cleaned_data
        return Marked(
            ConditionState(said["state"]), said["since"], said["decision"], said["decided_on"], said["reason"]
        )


class SpanForm(PlainForm):
    """Between which days rules are counted."""

    tu = DayField(label=gettext_lazy("Từ ngày"))
    den = DayField(label=gettext_lazy("Đến hết ngày"))


class BringForm(HoldsFiles, AgencyForm):
    file = OneFileField(
        label=gettext_lazy("Tệp Excel"),
        help_text=gettext_lazy("Cột như tệp tải về ở trang danh sách. Có ô sai thì không dòng nào được ghi."),
    )
