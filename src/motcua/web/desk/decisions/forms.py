from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.accounts.enums import Capability
from motcua.accounts.queries import agencies_where
from motcua.catalogue.actions.decisions import DecisionData
from motcua.catalogue.enums import DecisionScope
from motcua.catalogue.models import PromulgationDecision
from motcua.organisations.models import Agency
from motcua.web.desk.access import Desk
from motcua.web.desk.fields import DayField, LinesField, WordsField


class DecisionForm(forms.Form):
    title = LinesField(
        rows=3,
        label=_("Trích yếu"),
        help_text=_(
            "Ví dụ: Về việc công bố thủ tục hành chính sửa đổi, bổ sung trong lĩnh vực văn bằng, chứng chỉ."
        ),
        error_messages={"required": _("Ghi trích yếu của quyết định.")},
    )
    issuer = WordsField(
        max_length=200,
        label=_("Người hoặc cơ quan ban hành"),
        help_text=_("Ví dụ: Chủ tịch Ủy ban nhân dân thành phố."),
        error_messages={"required": _("Ghi người hoặc cơ quan ban hành.")},
    )
    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label=_("Cơ quan soạn và giữ quyết định"),
        empty_label=None,
        error_messages={"invalid_choice": _("Chọn một cơ quan nơi bạn giữ danh mục.")},
    )
    scope = forms.ChoiceField(choices=DecisionScope.choices, label=_("Thời hạn công bố tính theo"))
    act_effective_on = DayField(
        required=False,
        label=_("Văn bản quy phạm có hiệu lực từ"),
        help_text=_("Để tính quyết định phải ký chậm nhất ngày nào."),
    )
    is_shortened = forms.BooleanField(
        required=False, label=_("Văn bản ban hành theo trình tự, thủ tục rút gọn")
    )
    effective_on = DayField(
        required=False,
        label=_("Dự kiến áp dụng từ"),
        help_text=_("Ngày các thủ tục trong quyết định bắt đầu áp dụng; chốt khi công bố."),
    )

    def __init__(
        self, *args: Any, desk: Desk, decision: PromulgationDecision | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        if decision is not None:
            del self.fields["agency"]
            self.initial = {name: getattr(decision, name) for name in self.fields}
            return
        agency = self.fields["agency"]
        assert isinstance(agency, forms.ModelChoiceField)
        kept = agencies_where(desk.person, Capability.KEEP_CATALOGUE, desk.today)
        agency.queryset = kept.filter(role_holdings__person=desk.person).distinct().order_by("sort_key")
        self.initial.setdefault("scope", DecisionScope.PROVINCE)

    def data_for(self, decision: PromulgationDecision | None = None) -> DecisionData:
        """What was typed, on top of what the decision knows already."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "agency"}
        said["scope"] = DecisionScope(said["scope"])
        if decision is not None:
            said |= {"number": decision.number, "signed_on": decision.signed_on}
        return DecisionData(**said)


class ReasonForm(forms.Form):
    reason = LinesField(
        rows=3, label=_("Lý do"), error_messages={"required": _("Ghi lý do để người soạn biết cần làm gì.")}
    )


class SignatureForm(forms.Form):
    number = WordsField(
        max_length=80,
        label=_("Số, ký hiệu"),
        help_text=_("Ví dụ: 864/QĐ-UBND"),
        error_messages={"required": _("Ghi số, ký hiệu của quyết định đã ký.")},
    )
    signed_on = DayField(label=_("Ngày ký"), error_messages={"required": _("Ghi ngày ký.")})
    effective_on = DayField(
        label=_("Áp dụng từ ngày"), error_messages={"required": _("Ghi ngày bắt đầu áp dụng.")}
    )


class PublicationForm(forms.Form):
    entered_on = DayField(required=False, label=_("Nhập vào Cơ sở dữ liệu quốc gia ngày"))
    published_on = DayField(required=False, label=_("Công khai ngày"))
    posted_on = DayField(required=False, label=_("Niêm yết nơi tiếp nhận ngày"))
