"""Form fields that read days, money and numbers as people in Vietnam write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from motcua.documents.rules.uploads import FileRules
from motcua.kernel.text import clean

_NOT_IN_MONEY = re.compile(r"[\s.,\u00a0]|đồng|vnđ|đ", re.IGNORECASE)


class PlainForm(forms.Form):
    """A form whose labels end without a colon."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


def choose(form: forms.Form, name: str, among: Any) -> None:
    """Let the field of the form choose among these."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = among


class DayInput(forms.DateInput):
    """A day typed as people write it: browsers set to English would show their own picker's month first."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        shown = {
            "inputmode": "numeric",
            "autocomplete": "off",
            "placeholder": _("ngày/tháng/năm"),
            "size": 12,
        }
        super().__init__(attrs=shown | (attrs or {}), format="%d/%m/%Y")


class DayField(forms.DateField):
    """A day typed as 09/09/2026, 9-9-2026, 9.9.2026 or 2026-09-09."""

    widget = DayInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"], **kwargs)
        self.error_messages["invalid"] = _("Ngày chưa đúng. Ghi theo dạng ngày/tháng/năm, ví dụ 09/09/2026.")

    def to_python(self, value: Any) -> date | None:
        day = super().to_python(value)
        if day is not None and not 1945 <= day.year <= 2100:
            raise ValidationError(_("Năm này không hợp lý. Kiểm tra lại ngày."))
        return day


class LinesField(forms.CharField):
    """Text of one or many lines, cleaned of invisible characters."""

    def __init__(self, *, rows: int = 1, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(widget=widget, **kwargs)

    def to_python(self, value: Any) -> str:
        return clean(super().to_python(value) or "")


class WordsField(forms.CharField):
    """A short text on one line, cleaned of invisible characters."""

    def to_python(self, value: Any) -> str:
        return clean(super().to_python(value) or "")


class MoneyField(forms.IntegerField):
    """Whole đồng: 1024000, 1.024.000 and "1.024.000 đ" are the same."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=10**12, **kwargs)
        self.error_messages["invalid"] = _("Ghi số tiền bằng đồng, ví dụ 20.000.")

    def to_python(self, value: Any) -> int | None:
        return super().to_python(_NOT_IN_MONEY.sub("", value) if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value


class AmountField(forms.DecimalField):
    """A number of days, hours or months: 5 or 7,5."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "size": 4})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=9999, max_digits=6, decimal_places=2, **kwargs)
        self.error_messages["invalid"] = _("Ghi một số, ví dụ 5 hoặc 7,5.")

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        if value is None or isinstance(value, str):
            return value
        return f"{value.normalize():f}".replace(".", ",")


class _OneFileInput(forms.FileInput):
    has_waiting = False

    def use_required_attribute(self, initial: Any) -> bool:
        return not self.has_waiting and super().use_required_attribute(initial)


class _ManyFilesInput(_OneFileInput):
    allow_multiple_selected = True


class _TakesFiles(forms.FileField):
    """`accept`: endings the browser offers. `accepts`: what is kept, where it is narrower than the installation's.
    `is_only_read`: the file is read and not kept, so that also kinds are right which are kept nowhere."""

    widget = _OneFileInput
    #: What waits with the form from an earlier sending (`web.waiting_files`), for the page.
    waiting: Sequence[Any] = ()

    def __init__(
        self, *, accept: str = "", accepts: FileRules | None = None, is_only_read: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.accepts, self.is_only_read = accepts, is_only_read
        if accept:
            self.widget.attrs["accept"] = accept

    def wait_with(self, waiting: Sequence[Any]) -> None:
        """List these in the page; the browser then asks for no file."""
        self.waiting = waiting
        self.widget.has_waiting = bool(waiting)


class OneFileField(_TakesFiles):
    """One file; chosen anew it takes the place of the one that waits."""


class ManyFilesField(_TakesFiles):
    """Any number of files chosen at once; gives a list, each judged as one file is."""

    widget = _ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        if not isinstance(data, list | tuple):
            data = [data] if data else []
        if self.required and not data:
            super().clean(None, initial)
        return [super(ManyFilesField, self).clean(each, initial) for each in data]
