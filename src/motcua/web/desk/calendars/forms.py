from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.deadlines.enums import Certainty, DayKind, YearState
from motcua.deadlines.models import WorkingCalendar
from motcua.deadlines.rules.due import Facts
from motcua.deadlines.rules.limits import Limit, read_limit
from motcua.deadlines.rules.pauses import Pause
from motcua.kernel.clock import VIETNAM
from motcua.kernel.refusals import Refused
from motcua.web.desk.fields import DayField, WordsField
from motcua.web.fields import PlainForm

WEEKDAYS = (
    _("Thứ Hai"),
    _("Thứ Ba"),
    _("Thứ Tư"),
    _("Thứ Năm"),
    _("Thứ Sáu"),
    _("Thứ Bảy"),
    _("Chủ nhật"),
)


class CalendarForm(PlainForm):
    name = WordsField(max_length=120, label=_("Tên lịch"))
    counts_makeup_days = forms.BooleanField(
        required=False, initial=True, label=_("Ngày làm bù được tính là ngày làm việc")
    )


class NewCalendarForm(CalendarForm):
    agency_code = WordsField(
        max_length=40, label=_("Mã cơ quan"), help_text=_("Cơ quan dùng lịch này. Xem mã ở trang Cơ quan.")
    )
    code = WordsField(
        max_length=40,
        label=_("Mã lịch"),
        help_text=_("Chữ thường không dấu, số, gạch nối; ví dụ so-gddt. Không đổi được về sau."),
    )
    field_order = ("code", "name", "agency_code", "counts_makeup_days")


class SpecialDayForm(PlainForm):
    on = DayField(label=_("Ngày"))
    kind = forms.ChoiceField(choices=DayKind.choices, label=_("Loại ngày"))
    name = WordsField(max_length=120, label=_("Lý do"), help_text=_("Ví dụ: Nghỉ hoán đổi dịp Quốc khánh."))
    basis = WordsField(
        max_length=250, label=_("Căn cứ"), help_text=_("Số, ký hiệu của thông báo hoặc quyết định.")
    )
    certainty = forms.ChoiceField(
        choices=Certainty.choices, initial=Certainty.LAW.value, label=_("Mức chắc chắn")
    )
    paired_with = DayField(
        required=False,
        label=_("Hoán đổi với ngày"),
        help_text=_("Ngày làm bù lấy giờ làm việc của thứ mà nó thay thế."),
    )
    hours = forms.CharField(
        max_length=80,
        required=False,
        label=_("Giờ làm việc riêng"),
        help_text=_("Chỉ cho ngày làm bù hoặc làm việc một phần ngày, ví dụ 07:30-11:30."),
    )

    def values(self) -> dict[str, Any]:
        """What the form says, as the action takes it."""
        said = dict(self.cleaned_data)
        return {**said, "kind": DayKind(said["kind"]), "certainty": Certainty(said["certainty"])}


class HoursForm(PlainForm):
    start = DayField(label=_("Áp dụng từ ngày"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, weekday in enumerate(WEEKDAYS):
            self.fields[f"day_{number}"] = forms.CharField(max_length=80, required=False, label=weekday)
        self.fields["day_0"].help_text = _("Ví dụ 07:30-11:30, 13:30-17:30. Để trống nếu nghỉ cả ngày.")

    def days(self) -> list[str]:
        """The hours of the seven weekdays, Monday first."""
        return [self.cleaned_data[f"day_{number}"] for number in range(7)]


class YearForm(PlainForm):
    tet = forms.ChoiceField(choices=YearState.choices, label=_("Ngày nghỉ Tết Nguyên đán"))
    national_day = forms.ChoiceField(choices=YearState.choices, label=_("Ngày nghỉ Quốc khánh 2-9"))
    note = WordsField(
        max_length=250, label=_("Căn cứ"), help_text=_("Số, ký hiệu của thông báo về ngày nghỉ trong năm.")
    )


class TryForm(PlainForm):
    lich = forms.ChoiceField(label=_("Lịch làm việc"))
    ngay = DayField(label=_("Ngày nhận hồ sơ"))
    gio = forms.TimeField(
        label=_("Giờ nhận"),
        input_formats=["%H:%M", "%Hg%M", "%Hh%M"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    han = WordsField(max_length=200, label=_("Thời hạn"), help_text=_("5 ngày làm việc, 15 ngày, 8 giờ…"))
    dung = DayField(required=False, label=_("Tạm dừng từ ngày"))
    tiep = DayField(required=False, label=_("Tiếp tục từ ngày"))
    gia_han = WordsField(max_length=200, required=False, label=_("Gia hạn thêm"))
    muon = forms.BooleanField(
        required=False, label=_("Nhận sau 15:00 hoặc ngày nghỉ thì coi như nhận ngày làm việc tiếp theo")
    )

    def __init__(self, *args: Any, calendars: list[WorkingCalendar], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(calendar.code, calendar.name) for calendar in calendars]
        self.fields["lich"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def clean_han(self) -> Limit:
        return _limit(self.cleaned_data["han"])

    def clean_gia_han(self) -> Limit | None:
        text = self.cleaned_data["gia_han"]
        return _limit(text) if text else None

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("tiep") and not said.get("dung"):
            self.add_error("dung", _("Hãy ghi ngày bắt đầu tạm dừng."))
        return said

    def facts(self) -> Facts:
        """What the form says, as the rules take it.

        :raises Refused: "pause-ends-before-start".
        """
        said = self.cleaned_data
        received = datetime.combine(said["ngay"], said["gio"], tzinfo=VIETNAM)
        pauses = []
        if said["dung"]:
            start = _midnight(said["dung"])
            same_day = said["dung"] == said["ngay"]
            end = _midnight(said["tiep"]) if said["tiep"] else None
            pauses = [Pause(received if same_day else start, end)]
        return Facts(
            received_at=received,
            limit=said["han"],
            pauses=pauses,
            extension=said["gia_han"],
            late_receipt_next_day=said["muon"],
        )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=VIETNAM)


def _limit(text: str) -> Limit:
    try:
        reading = read_limit(text)
    except Refused as refused:
        raise forms.ValidationError(refused.message) from None
    if reading.limit is None or reading.needs_person:
        raise forms.ValidationError(
            _("Không đọc chắc được: %(why)s. Ví dụ: 5 ngày làm việc."), params={"why": reading.why}
        )
    return reading.limit
