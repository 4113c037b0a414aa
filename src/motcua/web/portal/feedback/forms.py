"""What is asked of who sends feedback, and of who follows it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.accounts.models import Person
from motcua.accounts.queries import find_profile
from motcua.catalogue.enums import Constituent
from motcua.documents.actions.files import Brought
from motcua.feedback.actions.public_sending import TAKEN
from motcua.feedback.enums.feedback import Contentment, Kind, SenderKind, Subject
from motcua.feedback.rules.feedback.intake import LONGEST_BODY, LONGEST_TITLE, Sending
from motcua.organisations.models import Agency
from motcua.web.fields import LinesField, ManyFilesField, PlainForm, WordsField
from motcua.web.portal.humanity import PersonForm
from motcua.web.waiting_files import HoldsFiles

_LONGEST_ABOUT = 300
ACCEPTED = ".pdf,.jpg,.jpeg,.png,.docx"
# Of the constituents of a procedure those about which people write.
CONSTITUENTS = (
    Constituent.COMPONENTS,
    Constituent.FORMS,
    Constituent.TIME_LIMIT,
    Constituent.FEES,
    Constituent.STEPS,
    Constituent.METHODS,
    Constituent.REQUIREMENTS,
    Constituent.RESULTS,
    Constituent.LEGAL_BASES,
)


class AboutForm(PlainForm):
    """What it is about, and who says it; the law's least, nothing more."""

    kind = forms.ChoiceField(
        label=_("Anh/chị muốn"),
        widget=forms.RadioSelect,
        initial=Kind.REPORT.value,
        choices=[
            (Kind.REPORT.value, _("Phản ánh: nói ra điều vướng mắc, bất hợp lý")),
            (Kind.PROPOSAL.value, _("Kiến nghị: nói ra và đề xuất cách sửa")),
        ],
    )
    title = WordsField(
        label=_("Tóm tắt trong một câu"),
        max_length=LONGEST_TITLE,
        error_messages={"required": _("Ghi tóm tắt nội dung trong một câu.")},
    )
    body = LinesField(
        rows=8,
        max_length=LONGEST_BODY,
        label=_("Nội dung"),
        help_text=_("Viết bằng tiếng Việt: việc gì, ở đâu, khi nào, anh/chị đề nghị thế nào."),
        error_messages={"required": _("Viết nội dung phản ánh, kiến nghị.")},
    )
    procedure_words = WordsField(
        required=False,
        max_length=200,
        label=_("Về thủ tục nào"),
        help_text=_("Gõ tên hoặc mã thủ tục, có dấu hay không dấu; trang sau sẽ gợi ý để chọn."),
    )
    procedure = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    constituent = forms.ChoiceField(
        required=False,
        label=_("Về phần nào của thủ tục"),
        choices=[("", _("— không rõ —")), *((one.value, _(one.label)) for one in CONSTITUENTS)],
    )
    about_agency = forms.ChoiceField(required=False, label=_("Nơi xảy ra sự việc"), choices=[])
    about_text = WordsField(
        required=False,
        max_length=300,
        label=_("Ai, bộ phận nào"),
        help_text=_("Nếu biết: tên hoặc bộ phận. Người bị phản ánh không được xem nội dung này."),
    )
    dossier_code = WordsField(
        required=False,
        max_length=60,
        label=_("Mã hồ sơ liên quan"),
        help_text=_("Nếu việc này liên quan một hồ sơ đã nộp."),
    )
    sender_kind = forms.ChoiceField(label=_("Anh/chị gửi với tư cách"), choices=[])
    name = WordsField(
        max_length=250,
        label=_("Họ tên hoặc tên tổ chức"),
        error_messages={"required": _("Ghi họ tên hoặc tên tổ chức của người gửi.")},
    )
    address = WordsField(
        max_length=300,
        label=_("Địa chỉ"),
        error_messages={"required": _("Ghi địa chỉ của người gửi.")},
    )
    phone = WordsField(
        required=False,
        max_length=20,
        label=_("Điện thoại"),
        help_text=_("Ghi điện thoại hoặc thư điện tử để nhận trả lời. Không công khai."),
    )
    email = forms.EmailField(
        required=False,
        label=_("Thư điện tử"),
        error_messages={"invalid": _("Thư điện tử không đúng. Kiểm tra lại.")},
    )

    def __init__(
        self, *args: Any, about: Subject, agencies: list[Agency], may_be_anonymous: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.about = about
        kinds = [one for one in SenderKind if may_be_anonymous or one is not SenderKind.ANONYMOUS]
        self.fields["sender_kind"].choices = [(one.value, _(one.label)) for one in kinds]  # type: ignore[attr-defined]  # a choice field
        places = [("", _("— chọn nếu biết —")), *((str(one.pk), one.name) for one in agencies)]
        self.fields["about_agency"].choices = places  # type: ignore[attr-defined]  # a choice field
        self.fields["name"].required = self.fields["address"].required = not may_be_anonymous
        dropped = ("about_text",) if about is Subject.RULE else ("kind", "constituent")
        for name in (*dropped, *(("about_agency",) if about is Subject.RULE else ())):
            del self.fields[name]

    def sending(self, procedure_id: Any) -> Sending:
        """What was said, as the actions take it."""
        said = self.cleaned_data
        return Sending(
            kind=Kind(said.get("kind") or Kind.REPORT),
            subject=self.about,
            title=said["title"],
            body=said["body"],
            sender_kind=SenderKind(said["sender_kind"]),
            name=said["name"],
            address=said["address"],
            phone=said["phone"],
            email=said["email"],
            procedure_id=procedure_id,
            constituent=(said.get("constituent") or "") if procedure_id else "",
            dossier_code=said["dossier_code"],
            about_agency_id=said.get("about_agency") or None,
            about_text=self._about(procedure_id),
        )

    def _about(self, procedure_id: Any) -> str:
        """Whom or what it is about in the sender's own words: also a procedure that was typed but not chosen."""
        said = self.cleaned_data
        words = "" if procedure_id else said["procedure_words"]
        return "; ".join(one for one in (said.get("about_text", ""), words) if one)[:_LONGEST_ABOUT]


class SendForm(HoldsFiles, PersonForm):
    """The last step: files, and the small question."""

    files = ManyFilesField(  # type: ignore[assignment]  # Django takes fields off the class
        required=False,
        label=_("Ảnh, tệp kèm theo"),
        help_text=_("Nhiều nhất 5 tệp PDF, ảnh hoặc DOCX, mỗi tệp không quá 10 MB."),
        accept=ACCEPTED,
        accepts=TAKEN,
    )

    def brought(self) -> list[Brought]:
        """The files that came along."""
        return self.brought_in("files")


class FollowForm(PlainForm):
    code = WordsField(
        label=_("Mã phản ánh"),
        max_length=30,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Ghi mã phản ánh trên biên nhận.")},
    )
    secret = WordsField(
        label=_("Mã bí mật"),
        help_text=_("Cả hai mã ở trên biên nhận khi gửi."),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Ghi mã bí mật trên biên nhận.")},
    )


class SupplementForm(HoldsFiles, PlainForm):
    text = LinesField(rows=5, required=False, max_length=LONGEST_BODY, label=_("Nội dung bổ sung"))
    files = ManyFilesField(  # type: ignore[assignment]  # Django takes fields off the class
        required=False,
        label=_("Ảnh, tệp kèm theo"),
        help_text=_("Nhiều nhất 5 tệp PDF, ảnh hoặc DOCX, mỗi tệp không quá 10 MB."),
        accept=ACCEPTED,
        accepts=TAKEN,
    )

    def brought(self) -> list[Brought]:
        """The files that came along."""
        return self.brought_in("files")


class RateForm(PlainForm):
    contentment = forms.ChoiceField(
        label=_("Câu trả lời có giúp được anh/chị không?"),
        widget=forms.RadioSelect,
        choices=[(one.value, _(one.label)) for one in Contentment],
    )
    comment = LinesField(
        rows=2,
        required=False,
        max_length=2000,
        label=_("Điều anh/chị muốn nói thêm"),
        help_text=_("Chưa hài lòng thì ghi rõ điều chưa được trả lời: lãnh đạo được báo và có thể mở lại."),
    )


class AskAgainForm(PlainForm):
    reason = LinesField(
        rows=5,
        max_length=4000,
        label=_("Điều chưa được trả lời, hoặc trả lời chưa đúng"),
        error_messages={"required": _("Ghi rõ điều chưa thỏa đáng.")},
    )


class WithdrawForm(PlainForm):
    reason = LinesField(rows=2, required=False, max_length=500, label=_("Lý do"))


def known_of(person: Person | None) -> dict[str, str]:
    """What an account already says of the sender, to begin with."""
    if person is None:
        return {}
    profile = find_profile(person)
    return {
        "name": person.full_name,
        "phone": person.phone,
        "email": person.email,
        "address": getattr(profile, "address", "") or "",
    }
