from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.rules.page_reports import LONGEST, LONGEST_CONTACT


class ReportForm(forms.Form):
    text = forms.CharField(
        label=_("Chỗ nào sai hoặc khó hiểu?"),
        help_text=_(
            "Nói rõ chỗ nào và, nếu biết, đúng ra phải thế nào. Đừng ghi số căn cước hay thông tin riêng."
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Hãy viết chỗ nào sai hoặc khó hiểu.")},
    )
    contact = forms.CharField(
        label=_("Điện thoại hoặc thư điện tử"),
        help_text=_("Chỉ để hỏi lại khi chưa rõ; xóa khi xử lý xong."),
        max_length=LONGEST_CONTACT,
        required=False,
    )
    website = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )

    @property
    def came_from_machine(self) -> bool:
        return bool(self.cleaned_data["website"])
