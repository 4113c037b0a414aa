from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from motcua.catalogue.enums import ChangeKind
from motcua.deadlines.enums import LimitUnit
from motcua.reviews.actions.impact.acts import ActFacts, Foreseen
from motcua.reviews.enums import (
    ActKind,
    ActStage,
    AppraisalOutcome,
    ConsultationWay,
    OpinionOutcome,
)
from motcua.reviews.models import Consultation, DraftAct, DraftActProcedure
from motcua.web.desk.fields import DayField, LinesField, WordsField
from motcua.web.desk.yearly.forms import AgencyForm
from motcua.web.fields import PlainForm, choose

_CHANGES = (ChangeKind.NEW, ChangeKind.AMENDED, ChangeKind.REPLACED, ChangeKind.REPEALED)
_NOTHING = [("", "—")]


class ActForm(PlainForm):
    """What is said of a draft act."""

    title = LinesField(
        rows=2,
        max_length=500,
        label=gettext_lazy("Tên dự thảo"),
        help_text=gettext_lazy("Phần trích yếu, ví dụ: quy định mức hỗ trợ học phí cho trẻ mầm non."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Loại văn bản"), choices=ActKind.choices)
    begun_on = DayField(label=gettext_lazy("Bắt đầu từ"))
    wanted_on = DayField(required=False, label=gettext_lazy("Dự kiến ban hành"))
    about = LinesField(rows=4, required=False, max_length=4000, label=gettext_lazy("Nội dung chính"))
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, act: DraftAct | None = None, **kwargs: Any) -> None:
        if act is not None:
            names = ("title", "kind", "begun_on", "wanted_on", "about", "revision")
            kwargs["initial"] = {name: getattr(act, name) for name in names}
        super().__init__(*args, **kwargs)

    def facts(self) -> ActFacts:
        """What was said, as the actions take it."""
        said = self.cleaned_data
        return ActFacts(
            said["title"], ActKind(said["kind"]), said["begun_on"], said["wanted_on"], said["about"]
        )


class BeginForm(AgencyForm, ActForm):
    """A new draft act: also whose, and from which stage on."""

    stage = forms.ChoiceField(label=gettext_lazy("Giai đoạn"), choices=ActStage.choices)
    field_order = ("agency", "title", "kind", "stage", "begun_on", "wanted_on", "about")


class ItemForm(PlainForm):
    """A procedure in a draft act, and what is foreseen of it."""

    change = forms.ChoiceField(
        label=gettext_lazy("Dự thảo làm gì với thủ tục"),
        choices=[(each.value, each.label) for each in _CHANGES],
    )
    code = WordsField(
        max_length=40,
        required=False,
        label=gettext_lazy("Mã thủ tục đang áp dụng"),
        help_text=gettext_lazy("Để trống với thủ tục mới ban hành."),
    )
    name = LinesField(
        rows=2,
        max_length=500,
        required=False,
        label=gettext_lazy("Tên thủ tục theo dự thảo"),
        help_text=gettext_lazy("Để trống thì lấy tên trong danh mục."),
    )
    papers = forms.IntegerField(
        required=False, min_value=0, max_value=500, label=gettext_lazy("Số giấy tờ theo dự thảo")
    )
    limit_amount = forms.DecimalField(
        required=False,
        min_value=0,
        max_digits=7,
        decimal_places=2,
        localize=True,
        label=gettext_lazy("Thời hạn theo dự thảo"),
    )
    limit_unit = forms.ChoiceField(required=False, label=gettext_lazy("Đơn vị thời hạn"))
    fee_vnd = forms.IntegerField(
        required=False, min_value=0, max_value=10**12, label=gettext_lazy("Phí, lệ phí (đồng)")
    )

    def __init__(self, *args: Any, item: DraftActProcedure | None = None, **kwargs: Any) -> None:
        if item is not None:
            names = ("change", "name", "papers", "limit_amount", "limit_unit", "fee_vnd")
            kwargs["initial"] = {name: getattr(item, name) for name in names}
            kwargs["initial"]["code"] = item.procedure.code if item.procedure else ""
        super().__init__(*args, **kwargs)
        unit = self.fields["limit_unit"]
        assert isinstance(unit, forms.ChoiceField)
        unit.choices = [*_NOTHING, *LimitUnit.choices()]

    def foreseen(self) -> Foreseen:
        """What was said, as the actions take it."""
        said = self.cleaned_data
        return Foreseen(
            ChangeKind(said["change"]),
            said["name"],
            said["code"],
            said["papers"],
            said["limit_amount"],
            LimitUnit(said["limit_unit"]) if said["limit_unit"] else None,
            said["fee_vnd"],
        )


class ConsultForm(PlainForm):
    way = forms.ChoiceField(label=gettext_lazy("Hình thức"), choices=ConsultationWay.choices)
    asked = LinesField(
        rows=3,
        max_length=4000,
        label=gettext_lazy("Lấy ý kiến của ai"),
        help_text=gettext_lazy("Cơ quan, tổ chức, trường, đối tượng chịu tác động."),
    )
    began_on = DayField(label=gettext_lazy("Từ ngày"))
    ended_on = DayField(required=False, label=gettext_lazy("Đến ngày"))
    link = WordsField(required=False, max_length=500, label=gettext_lazy("Liên kết"), help_text="https://…")


class ChoiceOfConsultation(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    def label_from_instance(self, obj: Consultation) -> str:
        return f"{obj.get_way_display()}: {obj.asked}"[:120]


class OpinionForm(PlainForm):
    giver = WordsField(max_length=300, label=gettext_lazy("Cơ quan, người góp ý"))
    received_on = DayField(label=gettext_lazy("Nhận ngày"))
    content = LinesField(rows=5, max_length=4000, label=gettext_lazy("Nội dung góp ý"))
    item = forms.ModelChoiceField(
        DraftActProcedure.objects.none(),
        required=False,
        label=gettext_lazy("Về thủ tục"),
        empty_label=gettext_lazy("Cả dự thảo"),
    )
    consultation = ChoiceOfConsultation(
        Consultation.objects.none(),
        required=False,
        label=gettext_lazy("Trong lần lấy ý kiến"),
        empty_label=gettext_lazy("Gửi ngoài các lần lấy ý kiến"),
    )

    def __init__(self, *args: Any, act: DraftAct, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "item", act.procedures.order_by("added_at", "id"))
        choose(self, "consultation", act.consultations.order_by("began_on", "id"))


class AnswerForm(PlainForm):
    outcome = forms.ChoiceField(
        label=gettext_lazy("Xử lý"),
        choices=[(each.value, each.label) for each in OpinionOutcome if each is not OpinionOutcome.OPEN],
    )
    answer = LinesField(
        rows=5,
        max_length=4000,
        label=gettext_lazy("Nội dung tiếp thu, giải trình"),
        help_text=gettext_lazy("Đã sửa gì trong dự thảo, hoặc vì sao giữ như cũ."),
    )


class SendForm(PlainForm):
    body = WordsField(
        max_length=300,
        label=gettext_lazy("Cơ quan cho ý kiến"),
        help_text=gettext_lazy("Cơ quan kiểm soát thủ tục hành chính của tỉnh, thành phố hoặc của bộ."),
    )
    sent_on = DayField(label=gettext_lazy("Gửi ngày"))
    due_on = DayField(
        label=gettext_lazy("Hạn trả lời"), help_text=gettext_lazy("Theo văn bản gửi hoặc quy chế làm việc.")
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)


class AppraiseForm(PlainForm):
    outcome = forms.ChoiceField(label=gettext_lazy("Kết luận"), choices=AppraisalOutcome.choices)
    answered_on = DayField(label=gettext_lazy("Ngày văn bản"))
    number = WordsField(required=False, max_length=80, label=gettext_lazy("Số, ký hiệu văn bản"))
    opinion = LinesField(rows=5, max_length=4000, label=gettext_lazy("Nội dung ý kiến"))


class IssueForm(PlainForm):
    number = WordsField(max_length=80, label=gettext_lazy("Số, ký hiệu văn bản"))
    issued_on = DayField(label=gettext_lazy("Ngày ban hành"))
    effective_on = DayField(label=gettext_lazy("Có hiệu lực từ"))


class FollowForm(PlainForm):
    decision = forms.ChoiceField(label=gettext_lazy("Quyết định công bố"))

    def __init__(self, *args: Any, decisions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["decision"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = decisions


class DropForm(PlainForm):
    reason = LinesField(rows=3, max_length=500, label=gettext_lazy("Lý do dừng"))
