from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.accounts.enums import Capability
from motcua.accounts.queries import agencies_where
from motcua.catalogue.actions.decisions import DecisionData
from motcua.catalogue.enums import DecisionStage
from motcua.catalogue.models import PromulgationDecision
from motcua.catalogue.queries.decisions import decisions_visible_to
from motcua.catalogue.readers.files import LIMITS, too_big
from motcua.organisations.models import Agency
from motcua.web.desk.access import Desk
from motcua.web.desk.fields import DayField, LinesField, WordsField


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Tệp danh mục"),
        help_text=gettext_lazy("Dạng .xlsx theo mẫu, .csv, hoặc .json của Cổng Dịch vụ công; tối đa 50 MB."),
        error_messages={
            "required": gettext_lazy("Chọn một tệp để chạy thử."),
            "empty": gettext_lazy("Tệp này rỗng. Kiểm tra lại tệp rồi chọn lại."),
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.json"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size and file.size > LIMITS.bytes:
            raise ValidationError(too_big(str(file.name), file.size, LIMITS).message)
        return file


class DayForm(forms.Form):
    as_of = DayField(
        required=False,
        label=gettext_lazy("Áp dụng từ ngày"),
        help_text=gettext_lazy("Để trống: theo ngày ghi trong tệp, hoặc từ hôm nay."),
    )


class ProposalForm(forms.Form):
    """Into which draft decision: one there is, or a new one."""

    decision = forms.ModelChoiceField(
        PromulgationDecision.objects.none(),
        required=False,
        label=gettext_lazy("Dự thảo quyết định"),
        empty_label=gettext_lazy("Mở dự thảo mới"),
    )
    title = LinesField(
        rows=2, required=False, label=gettext_lazy("Trích yếu"), help_text=gettext_lazy("Khi mở dự thảo mới.")
    )
    issuer = WordsField(
        required=False,
        max_length=200,
        label=gettext_lazy("Người hoặc cơ quan ban hành"),
        help_text=gettext_lazy("Khi mở dự thảo mới."),
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(), required=False, label=gettext_lazy("Cơ quan giữ"), empty_label=None
    )

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        drafts = decisions_visible_to(desk.person, desk.today).filter(stage=DecisionStage.DRAFT)
        kept = agencies_where(desk.person, Capability.KEEP_CATALOGUE, desk.today)
        self._choose("decision", drafts)
        self._choose("agency", kept.filter(role_holdings__person=desk.person).distinct().order_by("sort_key"))

    def _choose(self, name: str, among: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = among

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("decision") is None:
            missing = {
                "title": _("Ghi trích yếu của quyết định mới."),
                "issuer": _("Ghi người hoặc cơ quan ban hành."),
                "agency": _("Chọn cơ quan giữ quyết định."),
            }
            for name, words in missing.items():
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return data

    def new_decision(self) -> DecisionData:
        """What a new decision starts with."""
        return DecisionData(title=self.cleaned_data["title"], issuer=self.cleaned_data["issuer"])
