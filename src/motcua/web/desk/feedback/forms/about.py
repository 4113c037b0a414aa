"""What feedback is and what it is about: written down at the desk, classified."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.catalogue.enums import Constituent
from motcua.documents.actions.files import Brought
from motcua.feedback.actions.feedback.intake import Classification
from motcua.feedback.enums.feedback import Channel, Content, Kind, Recognised, SenderKind, Subject
from motcua.feedback.models import Feedback
from motcua.feedback.rules.feedback.intake import LONGEST_BODY, Sending
from motcua.kernel.clock import VIETNAM
from motcua.organisations.models import Agency
from motcua.web.desk.feedback.forms.procedures import ProcedureField, ProcedureNames
from motcua.web.desk.feedback.forms.words import fill
from motcua.web.desk.fields import DayField, LinesField, WordsField
from motcua.web.fields import ManyFilesField, PlainForm, choose
from motcua.web.waiting_files import HoldsFiles

_ANY = ("", gettext_lazy("Không chọn"))


class AboutForm(PlainForm):
    """What feedback is about: shared by those who register it and those who classify it."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=Kind.choices, widget=forms.RadioSelect)
    subject = forms.ChoiceField(
        label=gettext_lazy("Về"),
        choices=Subject.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Phản ánh về hành vi: người bị phản ánh không nhìn thấy ở bất cứ đâu."),
    )
    procedure = ProcedureField(
        required=False,
        label=gettext_lazy("Thủ tục"),
        help_text=gettext_lazy("Gõ vài chữ của tên hoặc mã, rồi chọn trong gợi ý."),
    )
    dossier_code = WordsField(required=False, max_length=60, label=gettext_lazy("Mã hồ sơ liên quan"))
    about_agency = forms.ModelChoiceField(
        Agency.objects.none(),
        required=False,
        label=gettext_lazy("Đơn vị được phản ánh"),
        empty_label=gettext_lazy("Không nêu đơn vị"),
    )

    def __init__(
        self, *args: Any, agencies: QuerySet[Agency], procedures: ProcedureNames, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "about_agency", agencies)
        self.procedures = procedures
        procedures.offer(self.fields["procedure"])

    def clean_procedure(self) -> UUID | None:
        return self.procedures.chosen(self.cleaned_data["procedure"])

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
            "procedure": kwargs["procedures"].shown(feedback.procedure.code if feedback.procedure else ""),
            "constituent": feedback.constituent,
            "dossier_code": dossier,
            "about_agency": feedback.about_agency_id,
        }
        super().__init__(*args, **{"initial": first, **kwargs})
        fill(self, "constituent", [_ANY, *Constituent.choices()])
        fill(self, "recognised", [("", _("Không phải")), *Recognised.choices()])

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


class EnterForm(HoldsFiles, AboutForm):
    """Feedback that an officer writes down."""

    agency = forms.ModelChoiceField(
        Agency.objects.none(), label=gettext_lazy("Nơi ghi nhận"), empty_label=None
    )
    channel = forms.ChoiceField(label=gettext_lazy("Đến bằng cách nào"))
    outside_code = WordsField(required=False, max_length=60, label=gettext_lazy("Số, mã ở nơi chuyển đến"))
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
    name = WordsField(
        required=False,
        max_length=250,
        label=gettext_lazy("Họ tên hoặc tên tổ chức"),
        help_text=gettext_lazy(
            "Phải có tên, địa chỉ và cách liên hệ, trừ nơi được nhận phản ánh không nêu tên."
        ),
    )
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
        fill(self, "channel", [pair for pair in Channel.choices() if pair[0] != Channel.PORTAL])

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
        return self.brought_in("papers")

    def sent_at(self, at: datetime) -> datetime | None:
        """When it came: now, or the end of the morning of an earlier day."""
        day = self.cleaned_data["sent_on"]
        if day is None or day == at.astimezone(VIETNAM).date():
            return None
        return datetime.combine(day, time(11, 30), tzinfo=VIETNAM)
