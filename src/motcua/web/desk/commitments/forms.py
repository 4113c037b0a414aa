from __future__ import annotations

import json
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.plans.actions.commitments import DriveFacts
from motcua.plans.files.signer_lists import read_signers
from motcua.plans.models import CommitmentDrive
from motcua.plans.rules.commitments import MOST_AT_ONCE, Paper, read_list
from motcua.web.desk.fields import DayField, LinesField, WordsField
from motcua.web.desk.yearly.forms import AgencyForm, WithFileForm
from motcua.web.fields import OneFileField, PlainForm, choose
from motcua.web.waiting_files import HoldsFiles


class DriveForm(AgencyForm):
    """What is said of the signing as a whole."""

    title = LinesField(rows=2, max_length=300, label=gettext_lazy("Tên đợt ký cam kết"))
    year = forms.IntegerField(min_value=2000, max_value=2100, label=gettext_lazy("Năm"))
    document_number = WordsField(
        required=False, max_length=60, label=gettext_lazy("Số, ký hiệu văn bản triển khai")
    )
    document_on = DayField(required=False, label=gettext_lazy("Ngày văn bản"))
    due_on = DayField(required=False, label=gettext_lazy("Hạn báo kết quả"))
    wording = LinesField(rows=6, required=False, label=gettext_lazy("Nội dung cam kết"))

    def __init__(self, *args: Any, drive: CommitmentDrive | None = None, **kwargs: Any) -> None:
        if drive is not None:
            names = ("title", "year", "document_number", "document_on", "due_on", "wording")
            kwargs.setdefault("initial", {name: getattr(drive, name) for name in names})
        super().__init__(*args, **kwargs)

    def facts(self) -> DriveFacts:
        """What was said, as the actions take it."""
        return DriveFacts(**{name: said for name, said in self.cleaned_data.items() if name != "agency"})


class UnitsForm(PlainForm):
    units = forms.ModelMultipleChoiceField(
        Agency.objects.none(),
        label=gettext_lazy("Đơn vị phải ký"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Chọn ít nhất một đơn vị.")},
    )

    def __init__(self, *args: Any, units: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "units", units)


class ListForm(HoldsFiles, PlainForm):
    """Who signed: pasted, or in a file; read but not yet entered."""

    signed_on = DayField(
        label=gettext_lazy("Ngày ký"),
        help_text=gettext_lazy("Dùng cho người không ghi ngày ký riêng."),
    )
    names = forms.CharField(
        required=False,
        strip=False,
        max_length=200_000,
        label=gettext_lazy("Danh sách"),
        help_text=gettext_lazy(
            "Mỗi người một dòng: họ và tên, rồi chức vụ. Dán thẳng từ Word hoặc Excel cũng được."
        ),
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    file = OneFileField(
        required=False,
        label=gettext_lazy("Hoặc chọn tệp danh sách"),
        help_text=gettext_lazy("Tệp Excel, Word hoặc PDF có bảng với cột “Họ và tên”."),
        accept=".xlsx,.docx,.pdf,.csv,.html",
        is_only_read=True,
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        names, file = said.get("names", ""), said.get("file")
        try:
            if file:
                said["papers"] = read_signers(content=file.read(), name=str(file.name))
            elif names.strip():
                said["papers"] = read_list(names)
            else:
                raise ValidationError(_("Ghi danh sách hoặc chọn tệp."))
        except Refused as refused:
            self.add_error("file" if file else "names", refused.message)
        return said


class SignersForm(WithFileForm):
    """The list that was read, gone through: whose paper is the head's, one scan."""

    papers = forms.CharField(widget=forms.HiddenInput, max_length=400_000)
    head = forms.CharField(required=False, max_length=4)
    signed_on = DayField(label=gettext_lazy("Ngày ký"))
    file = OneFileField(required=False, label=gettext_lazy("Bản quét"))

    def clean_papers(self) -> list[Paper]:
        """The people of the list."""
        try:
            rows = json.loads(self.cleaned_data["papers"])
            return [
                Paper(str(name), str(post), signed_on=_day(day))
                for name, post, day in rows[: MOST_AT_ONCE + 1]
            ]
        except (ValueError, TypeError):
            raise ValidationError(_("Danh sách gửi lên không còn nguyên. Nhập lại.")) from None

    def entered(self) -> list[Paper]:
        """The people with the head marked."""
        said = self.cleaned_data
        head = int(said["head"]) if said["head"].isdecimal() else None
        return [
            Paper(paper.name, paper.post, place == head, paper.signed_on)
            for place, paper in enumerate(said["papers"])
        ]


def kept(papers: list[Paper]) -> str:
    """The list as the page keeps it between reading and entering."""
    rows = [
        [paper.name, paper.post, paper.signed_on.isoformat() if paper.signed_on else ""] for paper in papers
    ]
    return json.dumps(rows, ensure_ascii=False)


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None


class ReportForm(WithFileForm):
    note = WordsField(
        required=False,
        max_length=300,
        label=gettext_lazy("Ghi chú"),
        help_text=gettext_lazy("Ví dụ: 2 người đi học chưa ký, sẽ ký bổ sung."),
    )
    file = OneFileField(required=False, label=gettext_lazy("Báo cáo hoặc bản quét cả tập"))


class ScanForm(WithFileForm):
    file = OneFileField(label=gettext_lazy("Bản quét đã ký"))
