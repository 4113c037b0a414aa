from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from motcua.documents.rules.codes import read_code


class CodeForm(forms.Form):
    ma = forms.CharField(
        label=_("Mã kiểm tra"),
        help_text=_("16 chữ và số ghi trên văn bản, ví dụ 7K2M-0QXW-9C4T-BV3D. Gõ hoa hay thường đều được."),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Hãy nhập mã kiểm tra.")},
    )

    def clean_ma(self) -> str:
        code = read_code(self.cleaned_data["ma"])
        if code is None:
            raise ValidationError(
                _("Mã kiểm tra gồm 16 chữ và số, chia thành bốn nhóm. Hãy xem lại trên văn bản.")
            )
        return code


class CompareForm(forms.Form):
    file = forms.FileField(
        label=_("Tệp cần so sánh"),
        help_text=_("Tệp chỉ được đọc để so sánh, không được lưu lại."),
        allow_empty_file=True,
        error_messages={"required": _("Hãy chọn tệp cần so sánh.")},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        # A signed copy is a little larger than what may be handed in.
        if (file.size or 0) > 2 * settings.LARGEST_KEPT_FILE_MB * 1024 * 1024:
            raise ValidationError(_("Tệp lớn hơn mọi văn bản được lưu ở đây, nên không thể là văn bản này."))
        return file
