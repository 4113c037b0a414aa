from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from motcua.accounts.enums import Capability
from motcua.accounts.queries import agencies_where
from motcua.catalogue.enums import ProcedureKind
from motcua.organisations.queries.home import home_agency_id
from motcua.web.desk.access import Desk
from motcua.web.desk.fields import DayField, LinesField, WordsField

_OPEN, _SHUT = "open", "shut"
_ALL = "all"
_SAME, _NEXT = "same", "next"


class _SettingForm(forms.Form):
    """For whom, and from which day on."""

    agency = forms.ChoiceField(label=_("Áp dụng cho"))

    def __init__(self, data: Any, *, desk: Desk) -> None:
        super().__init__(data, label_suffix="", initial={"since": desk.today})
        kept = agencies_where(desk.person, Capability.KEEP_ORGANISATIONS, desk.today)
        rows = list(
            kept.filter(held__contains=desk.today).order_by("sort_key", "id").values_list("pk", "name")
        )
        choices = [(str(pk), name) for pk, name in rows]
        if home_agency_id() in {pk for pk, _name in rows}:
            choices.insert(0, (_ALL, _t("Mọi cơ quan chưa đặt riêng")))
        self.fields["agency"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def agency_id(self) -> UUID | None:
        """The agency that was chosen; None for all. Ask only a valid form."""
        chosen = self.cleaned_data["agency"]
        return None if chosen == _ALL else UUID(chosen)


class DoorForm(_SettingForm):
    kind = forms.ChoiceField(
        label=_("Loại thủ tục"), choices=[(_ALL, _("Mọi loại")), *ProcedureKind.choices()]
    )
    state = forms.ChoiceField(
        label=_("Nộp trực tuyến tại đây"),
        choices=[(_OPEN, _("Mở: người dân nộp tại cổng này")), (_SHUT, _("Đóng: người dân nộp ở nơi khác"))],
        widget=forms.RadioSelect,
    )
    reason = LinesField(
        label=_("Lý do và nơi nộp thay thế"),
        rows=3,
        max_length=300,
        help_text=_("Người dân đọc đúng câu này khi cổng đóng, ví dụ nộp tại Cổng Dịch vụ công quốc gia."),
    )
    since = DayField(label=_("Áp dụng từ ngày"))

    def kind_of_procedure(self) -> str:
        """The kind of procedure, "" for every kind. Ask only a valid form."""
        chosen: str = self.cleaned_data["kind"]
        return "" if chosen == _ALL else chosen

    def is_open(self) -> bool:
        """Whether the door is opened. Ask only a valid form."""
        return bool(self.cleaned_data["state"] == _OPEN)


class PatternForm(_SettingForm):
    pattern = WordsField(
        label=_("Mẫu mã"),
        max_length=80,
        help_text=_(
            "Chữ không dấu, số, dấu chấm, dấu gạch nối, và các chỗ điền: {agency} mã cơ quan, {yymmdd} hoặc "
            "{yyyymmdd} ngày nhận, {seq:07d} số thứ tự trong ngày (ở đây bảy chữ số)."
        ),
    )
    basis = WordsField(
        label=_("Căn cứ"), max_length=200, help_text=_("Số, điều của văn bản quy định mẫu mã này.")
    )
    since = DayField(label=_("Áp dụng từ ngày"))


class LateReceiptForm(_SettingForm):
    state = forms.ChoiceField(
        label=_("Hồ sơ đến sau 15 giờ hoặc vào ngày nghỉ"),
        choices=[
            (_SAME, _("Tính là nhận đúng ngày đến")),
            (_NEXT, _("Tính là nhận ngày làm việc kế tiếp")),
        ],
        widget=forms.RadioSelect,
    )
    basis = WordsField(
        label=_("Căn cứ"), max_length=200, help_text=_("Số, điều của văn bản hay quy chế quy định việc này.")
    )
    since = DayField(label=_("Áp dụng từ ngày"))

    def counts_next_day(self) -> bool:
        """Whether it counts as the next working day. Ask only a valid form."""
        return bool(self.cleaned_data["state"] == _NEXT)
