"""Answers: our own, those of bodies outside, and the text for the public."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy

from motcua.documents.actions.files import Brought
from motcua.feedback.enums.feedback import Outcome
from motcua.feedback.models import FeedbackFile
from motcua.web.desk.feedback.forms.words import fill
from motcua.web.desk.fields import DayField, LinesField, WordsField
from motcua.web.fields import ManyFilesField, PlainForm
from motcua.web.waiting_files import HoldsFiles


class OutsideAnswerForm(HoldsFiles, PlainForm):
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
        return self.brought_in("papers")


class AnswerForm(HoldsFiles, PlainForm):
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
            fill(self, "drop", choices)
        else:
            del self.fields["drop"]

    def brought(self) -> list[Brought]:
        """The files that are added."""
        return self.brought_in("papers")

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
            fill(self, "shown_files", choices)
        else:
            del self.fields["shown_files"]

    def chosen(self) -> list[UUID]:
        """The files that are shown with it."""
        return [UUID(one) for one in self.cleaned_data.get("shown_files", [])]
