"""What keepers do with feedback: refuse, pass on, give to somebody, ask, mark, name, free."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.accounts.models import Person
from motcua.feedback.enums.feedback import ModerationKind, RejectReason
from motcua.kernel.clock import VIETNAM
from motcua.organisations.models import Agency
from motcua.web.desk.feedback.forms.words import fill
from motcua.web.desk.fields import DayField, LinesField, WordsField
from motcua.web.fields import PlainForm, choose


class RejectForm(PlainForm):
    reason = forms.ChoiceField(label=gettext_lazy("Lý do"), choices=RejectReason.choices)
    guidance = LinesField(
        rows=6,
        label=gettext_lazy("Giải thích và hướng dẫn cho người gửi"),
        help_text=gettext_lazy("Ghi rõ vì sao, và người gửi nên gửi đến đâu hoặc làm gì tiếp."),
    )


class TransferForm(PlainForm):
    taker = forms.ModelChoiceField(
        Agency.objects.none(),
        required=False,
        label=gettext_lazy("Cơ quan trong hệ thống"),
        empty_label=gettext_lazy("Cơ quan ngoài hệ thống, ghi ở dưới"),
        help_text=gettext_lazy(
            "Cơ quan chưa có người nhận phản ánh thì cơ quan cấp trên gần nhất có người nhận sẽ nhận."
        ),
    )
    outside = WordsField(required=False, max_length=250, label=gettext_lazy("Cơ quan ngoài hệ thống"))
    reason = LinesField(rows=4, label=gettext_lazy("Lý do chuyển"))

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "taker", agencies)


class AssignForm(PlainForm):
    unit = forms.ModelChoiceField(
        Agency.objects.none(),
        required=False,
        label=gettext_lazy("Đơn vị"),
        empty_label=gettext_lazy("Không chọn"),
    )
    person = forms.ModelChoiceField(
        Person.objects.none(),
        required=False,
        label=gettext_lazy("Người xử lý"),
        help_text=gettext_lazy("Chọn đích danh thì không cần chọn đơn vị."),
        empty_label=gettext_lazy("Chung cho đơn vị"),
    )

    def __init__(self, *args: Any, units: QuerySet[Agency], people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "unit", units)
        choose(self, "person", people)


class ConsultForm(AssignForm):
    question = LinesField(rows=4, label=gettext_lazy("Điều cần hỏi"))
    due_on = DayField(required=False, label=gettext_lazy("Cho ý kiến trước ngày"))

    field_order = ("unit", "person", "question", "due_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)
        unit.required, unit.empty_label = True, _("Chọn đơn vị…")
        self.fields["person"].help_text = ""

    def due_at(self) -> datetime | None:
        """The end of the working day by which the opinion is wanted."""
        day = self.cleaned_data["due_on"]
        return datetime.combine(day, time(17), tzinfo=VIETNAM) if day else None


class RepeatForm(PlainForm):
    code = WordsField(
        required=False,
        max_length=20,
        label=gettext_lazy("Mã của phản ánh đã có"),
        help_text=gettext_lazy("Để trống là không trùng với phản ánh nào."),
    )


class ModerateForm(PlainForm):
    kind = forms.ChoiceField(label=gettext_lazy("Nội dung"), choices=ModerationKind.choices)
    reason = LinesField(rows=3, label=gettext_lazy("Lý do"))


class ObjectForm(PlainForm):
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label=gettext_lazy("Người bị phản ánh"),
        empty_label=gettext_lazy("Chọn người…"),
        help_text=gettext_lazy(
            "Người của cơ quan đang giữ, của các đơn vị trực thuộc và của đơn vị được phản ánh."
        ),
    )

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "person", people)


class FreeForm(PlainForm):
    person = forms.ChoiceField(label=gettext_lazy("Ai bị nhận ra nhầm"), widget=forms.RadioSelect)
    reason = LinesField(
        rows=3,
        label=gettext_lazy("Vì sao không phải người bị phản ánh"),
        help_text=gettext_lazy(
            "Ví dụ: chỉ được nhắc là người đã hướng dẫn; trùng họ tên với người khác; có làm hồ sơ nhưng không phải "
            "việc bị phản ánh."
        ),
    )

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill(self, "person", [(str(one.pk), one.full_name) for one in people])
