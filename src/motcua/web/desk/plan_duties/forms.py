from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from motcua.accounts.models import Person
from motcua.plans.actions.asking import Asked
from motcua.plans.actions.reporting import Shown, Told
from motcua.plans.enums import FileRole, RequestKind
from motcua.plans.models import Duty
from motcua.web.desk.fields import DayField, LinesField, WordsField
from motcua.web.fields import ManyFilesField
from motcua.web.waiting_files import HoldsFiles


class ReportForm(HoldsFiles, forms.Form):
    """How far the work is."""

    text = LinesField(rows=4, label=gettext_lazy("Đã làm được gì"))
    percent = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=100,
        label=gettext_lazy("Ước đạt (%)"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
    )
    obstacles = LinesField(rows=2, required=False, label=gettext_lazy("Vướng mắc, kiến nghị"))
    evidence = ManyFilesField(required=False, label=gettext_lazy("Minh chứng"))

    def __init__(self, *args: Any, duty: Duty, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        if duty.task.indicator:
            del self.fields["percent"]

    def told(self) -> Told:
        """What was said, as the actions take it."""
        said = self.cleaned_data
        return Told(text=said["text"], percent=said.get("percent"), obstacles=said["obstacles"])

    def shown(self) -> list[Shown]:
        """The files that came with it."""
        return [Shown(FileRole.EVIDENCE, one) for one in self.brought_in("evidence")]


class DoneForm(ReportForm):
    """That the work is done, with its product."""

    done_on = DayField(label=gettext_lazy("Hoàn thành ngày"))
    products = ManyFilesField(required=False, label=gettext_lazy("Tệp sản phẩm"))
    product_reference = WordsField(
        required=False,
        max_length=200,
        label=gettext_lazy("Hoặc số và ngày của văn bản"),
        help_text=gettext_lazy("Ví dụ: Kế hoạch số 12/KH-SGDĐT ngày 14/01/2026."),
    )
    field_order = ["text", "done_on", "products", "product_reference", "evidence", "obstacles"]

    def __init__(self, *args: Any, duty: Duty, **kwargs: Any) -> None:
        super().__init__(*args, duty=duty, **kwargs)
        self.fields.pop("percent", None)
        if duty.task.product:
            self.fields["products"].help_text = duty.task.product

    def told(self) -> Told:
        said = self.cleaned_data
        return Told(
            text=said["text"],
            obstacles=said["obstacles"],
            done_on=said["done_on"],
            product_reference=said["product_reference"],
        )

    def shown(self) -> list[Shown]:
        products = [Shown(FileRole.PRODUCT, one) for one in self.brought_in("products")]
        return [*products, *super().shown()]


class AssignForm(forms.Form):
    person = forms.ModelChoiceField(
        Person.objects.none(),
        required=False,
        label=gettext_lazy("Người làm"),
        empty_label=gettext_lazy("Chưa giao riêng ai"),
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        field = self.fields["person"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = people


class AskForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("Đề nghị"), choices=RequestKind.choices, widget=forms.RadioSelect
    )
    new_due_on = DayField(
        required=False, label=gettext_lazy("Hạn mới"), help_text=gettext_lazy("Khi xin lùi hạn.")
    )
    new_content = LinesField(
        rows=3,
        required=False,
        label=gettext_lazy("Nội dung mới"),
        help_text=gettext_lazy("Khi xin đổi nội dung."),
    )
    reason = LinesField(rows=3, label=gettext_lazy("Lý do"))

    def asked(self) -> Asked:
        """What was asked, as the actions take it."""
        return Asked(**{**self.cleaned_data, "kind": RequestKind(self.cleaned_data["kind"])})


class DecideForm(forms.Form):
    decision = LinesField(rows=3, required=False, label=gettext_lazy("Ý kiến"))


class TermForm(forms.Form):
    due_on = DayField(label=gettext_lazy("Hạn (ngày cuối cùng còn đúng hạn)"))
    reason = LinesField(rows=2, label=gettext_lazy("Căn cứ"))
    for_all = forms.BooleanField(
        required=False, label=gettext_lazy("Đặt cho mọi đơn vị của nhiệm vụ này chưa có hạn")
    )

    def __init__(self, *args: Any, may_be_for_all: bool, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        if not may_be_for_all:
            del self.fields["for_all"]


class EventForm(forms.Form):
    event_on = DayField(label=gettext_lazy("Ngày xảy ra"))
