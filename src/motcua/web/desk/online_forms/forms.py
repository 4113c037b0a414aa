from __future__ import annotations

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from motcua.web.desk.fields import DayField

_LARGEST = 1024 * 1024


class NewFormForm(forms.Form):
    procedure = forms.CharField(
        label=_("Mã thủ tục"),
        help_text=_(
            "Ví dụ 3.000465. Bỏ trống để soạn biểu mẫu chung cho mọi thủ tục chưa có biểu mẫu riêng."
        ),
        max_length=40,
        required=False,
    )
    name = forms.CharField(
        label=_("Tên biểu mẫu"),
        help_text=_("Người nộp thấy tên này ở đầu biểu mẫu."),
        max_length=300,
    )
    is_own = forms.BooleanField(
        label=_("Chỉ dùng ở cơ quan chủ quản của hệ thống này, không dùng chung cho cơ quan khác"),
        required=False,
    )
    copied = forms.ChoiceField(label=_("Bắt đầu từ"), required=False)

    def __init__(self, *args: Any, copies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["copied"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Một biểu mẫu trống")), *copies]


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("Tệp JSON của biểu mẫu"),
        help_text=_("Tệp đã tải về từ đây hoặc từ một hệ thống khác. Nội dung thay toàn bộ dự thảo."),
    )

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if given.size > _LARGEST:
            raise ValidationError(_("Tệp lớn hơn 1 MB nên không phải một biểu mẫu."))
        try:
            return json.loads(given.read().decode("utf-8-sig"))
        except (ValueError, RecursionError) as wrong:
            raise ValidationError(_("Tệp này không phải JSON mã UTF-8. Lấy đúng tệp đã tải về.")) from wrong


class PublishForm(forms.Form):
    from_on = DayField(label=_("Áp dụng từ ngày"), help_text=_("Hôm nay hoặc một ngày sau."))


class RetireForm(forms.Form):
    from_on = DayField(label=_("Ngừng dùng từ ngày"))
    reason = forms.CharField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500)
