"""The forms of feedback at the desk."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.accounts.models import Person
from motcua.catalogue.enums import Constituent
from motcua.catalogue.models import Procedure
from motcua.documents.actions.files import Brought
from motcua.feedback.actions.feedback.intake import Classification
from motcua.feedback.enums.feedback import (
    Channel,
    Content,
    Kind,
    ModerationKind,
    Outcome,
    Recognised,
    RejectReason,
    SenderKind,
    Subject,
)
from motcua.feedback.models import Feedback, FeedbackFile
from motcua.feedback.rules.feedback.intake import LONGEST_BODY, Sending
from motcua.kernel.clock import VIETNAM
from motcua.organisations.models import Agency
from motcua.web.desk.fields import DayField, LinesField, WordsField
from motcua.web.fields import ManyFilesField, PlainForm, choose

_ANY = ("", gettext_lazy("Không chọn"))


class WordsForm(PlainForm):
    """One text."""

    text = LinesField(rows=5, label=gettext_lazy("Nội dung"))

    def __init__(self, *args: Any, label: str, help_text: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label, self.fields["text"].help_text = label, help_text


class ProcedureCodeField(WordsField):
    """A procedure by its code; empty is none."""

    def to_python(self, value: Any) -> str:
        return super().to_python(value).strip()


class AboutForm(PlainForm):
    """What feedback is about: shared by those who register it and those who classify it."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=Kind.choices, widget=forms.RadioSelect)
    subject = forms.ChoiceField(
        label=gettext_lazy("Về"),
        choices=Subject.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Phản ánh về hành vi: người bị phản ánh không nhìn thấy ở bất cứ đâu."),
    )
    procedure = ProcedureCodeField(
        required=False,
        max_length=40,
        label=gettext_lazy("Mã thủ tục"),
        help_text=gettext_lazy("Ví dụ 1.005143."),
    )
    dossier_code = WordsField(required=False, max_length=60, label=gettext_lazy("Mã hồ sơ liên quan"))
    about_agency = forms.ModelChoiceField(
        Agency.objects.none(),
        required=False,
        label=gettext_lazy("Đơn vị được phản ánh"),
        empty_label=gettext_lazy("Không nêu đơn vị"),
    )

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "about_agency", agencies)

    def clean_procedure(self) -> UUID | None:
        code = self.cleaned_data["procedure"]
        if not code:
            return None
        found = Procedure.objects.filter(code=code).order_by("jurisdiction").first()
        if found is None:
            raise forms.ValidationError(_("Không có thủ tục mang mã này trong danh mục."))
        return found.pk

    def about_agency_id(self) -> UUID | None:
        """Which body it is about."""
        found: Agency | None = self.cleaned_data["about_agency"]
        return found.pk if found else None


class ClassifyForm(AboutForm):
    """What a keeper finds it to be."""

    content = forms.ChoiceField(label=gettext_lazy("Nội dung"), choices=Content.choices)
    constituent = forms.ChoiceField(required=False, label=gettext_lazy("Phần của thủ tục"))
    recognised = forms.ChoiceField(required=False, label=gettext_lazy("Có phải khiếu nại, tố cáo"))

    field_order = (
        "kind",
        "subject",
        "content",
        "recognised",
        "procedure",
        "constituent",
        "dossier_code",
        "about_agency",
    )

    def __init__(self, *args: Any, feedback: Feedback, **kwargs: Any) -> None:
        dossier = feedback.dossier.code if feedback.dossier else ""
        first = {
            "kind": feedback.kind,
            "subject": feedback.subject,
            "content": feedback.content or (Content.TROUBLE if feedback.subject == Subject.CONDUCT else ""),
            "recognised": feedback.recognised,
            "procedure": feedback.procedure.code if feedback.procedure else "",
            "constituent": feedback.constituent,
            "dossier_code": dossier,
            "about_agency": feedback.about_agency_id,
        }
        super().__init__(*args, **{"initial": first, **kwargs})
        _fill(self, "constituent", [_ANY, *Constituent.choices()])
        _fill(self, "recognised", [("", _("Không phải")), *Recognised.choices()])

    def classification(self) -> Classification:
        """What was said, as the actions take it."""
        said = self.cleaned_data
        return Classification(
            kind=Kind(said["kind"]),
            subject=Subject(said["subject"]),
            content=Content(said["content"]),
            procedure_id=said["procedure"],
            constituent=said["constituent"],
            dossier_code=said["dossier_code"],
            about_agency_id=self.about_agency_id(),
            recognised=Recognised(said["recognised"]) if said["recognised"] else None,
        )


class EnterForm(AboutForm):
    """Feedback that an officer writes down."""

    agency = forms.ModelChoiceField(
        Agency.objects.none(), label=gettext_lazy("Nơi ghi nhận"), empty_label=None
    )
    channel = forms.ChoiceField(label=gettext_lazy("Đến bằng cách nào"))
    outside_code = WordsField(
        required=False, max_length=60, label=gettext_lazy("Số, mã ở nơi chuyển đến (nếu có)")
    )
    sent_on = DayField(
        required=False,
        label=gettext_lazy("Ngày nhận"),
        help_text=gettext_lazy("Để trống là hôm nay. Thời hạn tính từ ngày này."),
    )
    title = WordsField(max_length=200, label=gettext_lazy("Tóm tắt"))
    body = LinesField(
        rows=8,
        max_length=LONGEST_BODY,
        label=gettext_lazy("Nội dung"),
        help_text=gettext_lazy("Ghi đủ và đúng lời người phản ánh."),
    )
    papers = ManyFilesField(
        required=False,
        label=gettext_lazy("Đơn, thư, ảnh chụp"),
        help_text=gettext_lazy("Nhiều nhất 5 tệp."),
    )
    sender_kind = forms.ChoiceField(label=gettext_lazy("Người phản ánh"), choices=SenderKind.choices)
    name = WordsField(required=False, max_length=250, label=gettext_lazy("Họ tên hoặc tên tổ chức"))
    address = WordsField(required=False, max_length=300, label=gettext_lazy("Địa chỉ"))
    phone = WordsField(required=False, max_length=20, label=gettext_lazy("Điện thoại"))
    email = WordsField(required=False, max_length=200, label=gettext_lazy("Thư điện tử"))
    about_text = WordsField(
        required=False, max_length=300, label=gettext_lazy("Người bị phản ánh, theo lời người phản ánh")
    )

    field_order = (
        "agency",
        "channel",
        "outside_code",
        "sent_on",
        "kind",
        "subject",
        "title",
        "body",
        "about_agency",
        "about_text",
        "procedure",
        "dossier_code",
        "papers",
        "sender_kind",
        "name",
        "address",
        "phone",
        "email",
    )

    def __init__(self, *args: Any, places: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"kind": Kind.REPORT, "subject": Subject.RULE}, **kwargs})
        choose(self, "agency", places)
        self.fields["agency"].initial = places.first()
        _fill(self, "channel", [pair for pair in Channel.choices() if pair[0] != Channel.PORTAL])

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
            procedure_id=said["procedure"],
            dossier_code=said["dossier_code"],
            about_agency_id=self.about_agency_id(),
            about_text=said["about_text"],
        )

    def brought(self) -> list[Brought]:
        """The files that came along."""
        return [Brought(each.read(), str(each.name)) for each in self.cleaned_data["papers"]]

    def sent_at(self, at: datetime) -> datetime | None:
        """When it came: now, or the end of the morning of an earlier day."""
        day = self.cleaned_data["sent_on"]
        if day is None or day == at.astimezone(VIETNAM).date():
            return None
        return datetime.combine(day, time(11, 30), tzinfo=VIETNAM)


class RejectForm(PlainForm):
    reason = forms.ChoiceField(label=gettext_lazy("Lý do"), choices=RejectReason.choices)
    guidance = LinesField(
        rows=6,
        label=gettext_lazy("Giải thích và hướng dẫn cho người gửi"),
        help_text=gettext_lazy("Ghi rõ vì sao, và người gửi nên gửi đến đâu hoặc làm gì tiếp."),
    )


class TransferForm(PlainForm):
    taker = forms.ModelChoiceField(
        Agency.objects.none(),
        required=False,
        label=gettext_lazy("Cơ quan trong hệ thống"),
        empty_label=gettext_lazy("Cơ quan ngoài hệ thống, ghi ở dưới"),
        help_text=gettext_lazy(
            "Cơ quan chưa có người nhận phản ánh thì cơ quan cấp trên gần nhất có người nhận sẽ nhận."
        ),
    )
    outside = WordsField(required=False, max_length=250, label=gettext_lazy("Cơ quan ngoài hệ thống"))
    reason = LinesField(rows=4, label=gettext_lazy("Lý do chuyển"))

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "taker", agencies)


class AssignForm(PlainForm):
    unit = forms.ModelChoiceField(
        Agency.objects.none(),
        required=False,
        label=gettext_lazy("Đơn vị"),
        empty_label=gettext_lazy("Không chọn"),
    )
    person = forms.ModelChoiceField(
        Person.objects.none(),
        required=False,
        label=gettext_lazy("Người xử lý"),
        empty_label=gettext_lazy("Chung cho đơn vị"),
    )

    def __init__(self, *args: Any, units: QuerySet[Agency], people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "unit", units)
        choose(self, "person", people)


class ConsultForm(AssignForm):
    question = LinesField(rows=4, label=gettext_lazy("Điều cần hỏi"))
    due_on = DayField(required=False, label=gettext_lazy("Cho ý kiến trước ngày"))

    field_order = ("unit", "person", "question", "due_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)
        unit.required, unit.empty_label = True, _("Chọn đơn vị…")

    def due_at(self) -> datetime | None:
        """The end of the working day by which the opinion is wanted."""
        day = self.cleaned_data["due_on"]
        return datetime.combine(day, time(17), tzinfo=VIETNAM) if day else None


class RepeatForm(PlainForm):
    code = WordsField(
        required=False,
        max_length=20,
        label=gettext_lazy("Mã của phản ánh đã có"),
        help_text=gettext_lazy("Để trống là không trùng với phản ánh nào."),
    )


class ModerateForm(PlainForm):
    kind = forms.ChoiceField(label=gettext_lazy("Nội dung"), choices=ModerationKind.choices)
    reason = LinesField(rows=3, label=gettext_lazy("Lý do"))


class ObjectForm(PlainForm):
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label=gettext_lazy("Người bị phản ánh"),
        empty_label=gettext_lazy("Chọn người…"),
        help_text=gettext_lazy(
            "Người của cơ quan đang giữ, của các đơn vị trực thuộc và của đơn vị được phản ánh."
        ),
    )

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "person", people)


class FreeForm(PlainForm):
    person = forms.ChoiceField(label=gettext_lazy("Ai bị nhận ra nhầm"), widget=forms.RadioSelect)
    reason = LinesField(
        rows=3,
        label=gettext_lazy("Vì sao không phải người bị phản ánh"),
        help_text=gettext_lazy("Ví dụ: chỉ được nhắc là người đã hướng dẫn; trùng họ tên với người khác."),
    )

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _fill(self, "person", [(str(one.pk), one.full_name) for one in people])


class OutsideAnswerForm(PlainForm):
    """What a body outside answered."""

    text = LinesField(
        rows=10,
        label=gettext_lazy("Nội dung trả lời"),
        help_text=gettext_lazy("Chép đúng điều cơ quan đó trả lời; người gửi đọc được nguyên văn."),
    )
    document = WordsField(required=False, max_length=120, label=gettext_lazy("Số, ký hiệu văn bản"))
    answered_on = DayField(required=False, label=gettext_lazy("Ngày văn bản"))
    papers = ManyFilesField(
        required=False, label=gettext_lazy("Văn bản trả lời"), help_text=gettext_lazy("Nhiều nhất 5 tệp.")
    )

    def brought(self) -> list[Brought]:
        """The files that came along."""
        return [Brought(each.read(), str(each.name)) for each in self.cleaned_data["papers"]]


class AnswerForm(PlainForm):
    outcome = forms.ChoiceField(label=gettext_lazy("Kết quả xem xét"), choices=Outcome.choices)
    text = LinesField(rows=14, label=gettext_lazy("Nội dung trả lời"))
    legal_basis = LinesField(
        rows=2, required=False, label=gettext_lazy("Căn cứ"), help_text=gettext_lazy("Điều, khoản, văn bản.")
    )
    drop = forms.MultipleChoiceField(
        required=False, label=gettext_lazy("Bỏ tệp đã kèm"), widget=forms.CheckboxSelectMultiple
    )
    papers = ManyFilesField(
        required=False,
        label=gettext_lazy("Tệp kèm trả lời"),
        help_text=gettext_lazy("Nhiều nhất 5 tệp. Người gửi tải được ngay khi trả lời được duyệt."),
    )

    def __init__(self, *args: Any, kept: Iterable[FeedbackFile], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.pk), one.file.name) for one in kept]
        if choices:
            _fill(self, "drop", choices)
        else:
            del self.fields["drop"]

    def brought(self) -> list[Brought]:
        """The files that are added."""
        return [Brought(each.read(), str(each.name)) for each in self.cleaned_data["papers"]]

    def dropped(self) -> list[UUID]:
        """Those that go."""
        return [UUID(one) for one in self.cleaned_data.get("drop", [])]


class PublicForm(PlainForm):
    title = WordsField(max_length=200, label=gettext_lazy("Tóm tắt"))
    question = LinesField(rows=10, label=gettext_lazy("Câu hỏi, phản ánh"))
    answer = LinesField(rows=12, label=gettext_lazy("Trả lời"))
    shown_files = forms.MultipleChoiceField(
        required=False,
        label=gettext_lazy("Tệp công khai cùng câu trả lời"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Chỉ chọn tệp đã mở ra đọc và không có thông tin cá nhân, kể cả trong ảnh và chữ ký. Tên tệp được thay."
        ),
    )

    def __init__(self, *args: Any, attached: Iterable[FeedbackFile], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.pk), one.file.name) for one in attached]
        if choices:
            _fill(self, "shown_files", choices)
        else:
            del self.fields["shown_files"]

    def chosen(self) -> list[UUID]:
        """The files that are shown with it."""
        return [UUID(one) for one in self.cleaned_data.get("shown_files", [])]


def _fill(form: forms.Form, name: str, choices: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
