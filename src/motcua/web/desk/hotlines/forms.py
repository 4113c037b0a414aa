from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from motcua.feedback.enums import CallOutcome
from motcua.feedback.enums.feedback import Kind, SenderKind, Subject
from motcua.feedback.models import HotlineNumber
from motcua.feedback.rules.feedback.intake import LONGEST_TITLE, Sending
from motcua.feedback.rules.hotlines import Call, Line
from motcua.kernel.clock import VIETNAM
from motcua.organisations.models import Agency
from motcua.web.desk.dialogues.forms import HourField
from motcua.web.desk.fields import DayField, LinesField, WordsField
from motcua.web.desk.yearly.forms import AgencyForm, PlainForm, choose


class NumberForm(AgencyForm):
    phone = WordsField(max_length=20, label=_("Số điện thoại"))
    name = WordsField(
        max_length=120, label=_("Ai nghe máy"), help_text=_("Họ tên lãnh đạo, hoặc tên bộ phận.")
    )
    title = WordsField(required=False, max_length=200, label=_("Chức danh"))
    hours = WordsField(
        max_length=200,
        label=_("Giờ nghe máy"),
        help_text=_("Ví dụ: giờ hành chính các ngày làm việc."),
    )
    about = WordsField(required=False, max_length=200, label=_("Về việc gì"))
    position = forms.IntegerField(min_value=1, max_value=99, initial=1, label=_("Thứ tự trên trang"))
    since = DayField(label=_("Công khai từ ngày"))

    def line(self) -> Line:
        """What was said, as the actions take it."""
        said = self.cleaned_data
        return Line(said["phone"], said["name"], said["hours"], said["title"], said["about"])


class EndForm(PlainForm):
    until = DayField(label=_("Ngừng công khai từ ngày"))


class CallForm(AgencyForm):
    on = DayField(label=_("Ngày gọi"))
    hour = HourField(label=_("Giờ gọi"))
    line = forms.ModelChoiceField(
        HotlineNumber.objects.none(), required=False, label=_("Gọi tới số"), empty_label=_("Số khác")
    )
    caller = WordsField(
        required=False,
        max_length=200,
        label=_("Người gọi"),
        help_text=_("Họ tên hoặc tên đơn vị; người gọi không nêu thì để trống."),
    )
    contact = WordsField(
        required=False,
        max_length=120,
        label=_("Cách liên hệ lại"),
        help_text=_("Chỉ khi hẹn gọi lại hoặc chuyển đơn vị khác; xóa khi đã trả lời."),
    )
    text = LinesField(rows=6, label=_("Người gọi nói gì"), help_text=_("Ghi trung thực, không thêm bớt."))
    is_conduct = forms.BooleanField(
        required=False,
        label=_("Nói về thái độ, hành vi của cán bộ, đơn vị"),
        help_text=_("Người và đơn vị bị phản ánh không nhìn thấy cuộc gọi ở bất cứ đâu."),
    )
    about_agency = forms.ModelChoiceField(
        Agency.objects.none(),
        required=False,
        label=_("Đơn vị bị phản ánh"),
        empty_label=_("Không nêu đơn vị"),
    )
    outcome = forms.ChoiceField(label=_("Đã xử lý thế nào"), choices=[])
    said = LinesField(
        rows=4,
        required=False,
        label=_("Đã hướng dẫn, trả lời"),
        help_text=_("Phải ghi khi đã hướng dẫn ngay."),
    )
    unit = forms.ModelChoiceField(
        Agency.objects.none(),
        required=False,
        label=_("Đơn vị sẽ trả lời"),
        empty_label=_("— chọn —"),
        help_text=_("Chỉ khi chuyển đơn vị khác trả lời."),
    )
    answer_by = DayField(
        required=False,
        label=_("Hẹn trả lời trước ngày"),
        help_text=_("Phải ghi khi hẹn gọi lại hoặc chuyển đơn vị khác."),
    )

    def __init__(self, *args: Any, lines: Any, units: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "line", lines)
        choose(self, "unit", units)
        choose(self, "about_agency", bodies)
        kinds = [choice for choice in CallOutcome.choices() if choice[0] != CallOutcome.FEEDBACK]
        self.fields["outcome"].choices = kinds  # type: ignore[attr-defined]  # a choice field

    def call(self) -> Call:
        """What was said, as the actions take it."""
        said = self.cleaned_data
        return Call(
            called_at=datetime.combine(said["on"], said["hour"], tzinfo=VIETNAM),
            text=said["text"],
            outcome=CallOutcome(said["outcome"]),
            said=said["said"],
            caller=said["caller"],
            contact=said["contact"],
            unit_id=said["unit"].pk if said["unit"] else None,
            answer_by=said["answer_by"],
            is_conduct=said["is_conduct"] or bool(said["about_agency"]),
            about_agency_id=said["about_agency"].pk if said["about_agency"] else None,
        )


class SettleForm(PlainForm):
    note = LinesField(rows=4, label=_("Đã trả lời người gọi thế nào"))


class FeedbackForm(PlainForm):
    """A call as feedback: the law's least about who speaks."""

    kind = forms.ChoiceField(label=_("Loại"), choices=Kind.choices)
    subject = forms.ChoiceField(
        label=_("Về"),
        choices=Subject.choices,
        help_text=_("Phản ánh về hành vi: người bị phản ánh không nhìn thấy ở bất cứ đâu."),
    )
    title = WordsField(max_length=LONGEST_TITLE, label=_("Tóm tắt trong một câu"))
    body = LinesField(rows=8, label=_("Nội dung"), help_text=_("Ghi trung thực lời người gọi."))
    about_agency = forms.ModelChoiceField(
        Agency.objects.none(),
        required=False,
        label=_("Đơn vị được phản ánh"),
        empty_label=_("Không nêu đơn vị"),
    )
    about_text = WordsField(required=False, max_length=300, label=_("Người bị phản ánh, theo lời người gọi"))
    sender_kind = forms.ChoiceField(label=_("Người gọi là"), choices=SenderKind.choices)
    name = WordsField(
        required=False,
        max_length=250,
        label=_("Họ tên hoặc tên tổ chức"),
        help_text=_("Phải có tên, địa chỉ và cách liên hệ, trừ nơi được nhận phản ánh không nêu tên."),
    )
    address = WordsField(required=False, max_length=300, label=_("Địa chỉ"))
    phone = WordsField(required=False, max_length=20, label=_("Điện thoại"))
    email = forms.EmailField(required=False, label=_("Thư điện tử"))

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "about_agency", agencies)

    def sending(self) -> Sending:
        """What was said, as the actions take it."""
        said = self.cleaned_data
        return Sending(
            kind=Kind(said["kind"]),
            subject=Subject(said["subject"]),
            title=said["title"],
            body=said["body"],
            sender_kind=SenderKind(said["sender_kind"]),
            name=said["name"],
            address=said["address"],
            phone=said["phone"],
            email=said["email"],
            about_agency_id=said["about_agency"].pk if said["about_agency"] else None,
            about_text=said["about_text"],
        )
