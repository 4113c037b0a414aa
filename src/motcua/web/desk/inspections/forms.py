from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.accounts.models import Person
from motcua.kernel.clock import VIETNAM
from motcua.kernel.periods import Period
from motcua.organisations.models import Agency
from motcua.plans.actions.inspections.checklists import ItemEntry
from motcua.plans.actions.inspections.drawing import Seed
from motcua.plans.actions.inspections.findings import FindingEntry
from motcua.plans.actions.inspections.holding import SignedPaper, Visited
from motcua.plans.actions.inspections.planning import Visit
from motcua.plans.actions.inspections.rounds import RoundFacts
from motcua.plans.models import (
    ChecklistVersion,
    Inspection,
    InspectionFinding,
    InspectionRound,
    Plan,
)
from motcua.plans.rules.inspecting import Ways
from motcua.web.desk.drafts.rows import RowForm, row_set
from motcua.web.desk.fields import DayField, LinesField, WordsField


class PlainForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class RoundForm(PlainForm):
    """What a round is as a whole, and which units may be drawn."""

    agency = forms.ModelChoiceField(
        Agency.objects.none(), label=gettext_lazy("Cơ quan kiểm tra"), empty_label=None
    )
    title = LinesField(rows=2, max_length=300, label=gettext_lazy("Tên đợt kiểm tra"))
    starts_on = DayField(label=gettext_lazy("Từ ngày"))
    ends_on = DayField(label=gettext_lazy("Đến hết ngày"))
    least_share = forms.IntegerField(
        min_value=1, max_value=100, label=gettext_lazy("Kiểm tra ít nhất (% số đơn vị)")
    )
    share_basis = LinesField(
        rows=2, required=False, max_length=300, label=gettext_lazy("Căn cứ của tỷ lệ này")
    )
    avoid_years = forms.IntegerField(
        min_value=0,
        max_value=10,
        label=gettext_lazy("Số năm tránh trùng"),
        help_text=gettext_lazy("Đơn vị đã kiểm tra trong số năm này xếp sau các đơn vị khác khi rút thăm."),
    )
    plan = forms.ModelChoiceField(
        Plan.objects.none(),
        required=False,
        label=gettext_lazy("Theo kế hoạch"),
        empty_label=gettext_lazy("Không có trong hệ thống"),
    )
    document_number = WordsField(
        required=False, max_length=60, label=gettext_lazy("Số, ký hiệu kế hoạch kiểm tra")
    )
    issued_on = DayField(required=False, label=gettext_lazy("Ngày ban hành"))

    def __init__(
        self,
        *args: Any,
        agencies: QuerySet[Agency],
        plans: QuerySet[Plan],
        drawn: InspectionRound | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "agency", agencies)
        choose(self, "plan", plans)
        if drawn is not None or agencies.count() == 1:
            del self.fields["agency"]

    def clean(self) -> dict[str, Any]:
        start, end = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("Ngày kết thúc sớm hơn ngày bắt đầu."))
        return self.cleaned_data

    def facts(self) -> RoundFacts:
        """What was said, as the actions take it."""
        said = self.cleaned_data
        return RoundFacts(
            title=said["title"],
            period=Period(said["starts_on"], said["ends_on"] + timedelta(days=1)),
            least_share=said["least_share"],
            share_basis=said["share_basis"],
            avoid_years=said["avoid_years"],
            plan_id=said["plan"].pk if said["plan"] else None,
            document_number=said["document_number"],
            issued_on=said["issued_on"],
        )


def first_of_round(drawn: InspectionRound) -> dict[str, Any]:
    """What the form shows first for a round."""
    kept = ("title", "least_share", "share_basis", "avoid_years", "document_number", "issued_on")
    return {name: getattr(drawn, name) for name in kept} | {
        "plan": drawn.plan_id,
        "starts_on": drawn.period.lower,
        "ends_on": drawn.period.upper - timedelta(days=1),
    }


class UnitsForm(PlainForm):
    units = forms.ModelMultipleChoiceField(
        Agency.objects.none(),
        label=gettext_lazy("Đơn vị có thể được kiểm tra"),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, units: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "units", units)


class DrawForm(PlainForm):
    """By which seed lots are drawn."""

    number = WordsField(
        required=False,
        max_length=64,
        label=gettext_lazy("Con số đã công bố"),
        help_text=gettext_lazy(
            "Ví dụ kết quả xổ số kiến thiết của ngày đã hẹn trước. Để trống: hệ thống tự tạo một số ngẫu nhiên lúc rút."
        ),
    )
    source = WordsField(
        required=False,
        max_length=200,
        label=gettext_lazy("Công bố ở đâu, ngày nào"),
    )
    reason = LinesField(rows=2, label=gettext_lazy("Lý do rút lại"))

    def __init__(self, *args: Any, is_again: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_again:
            del self.fields["reason"]

    def seed(self) -> Seed | None:
        """The published number, when one was given."""
        said = self.cleaned_data
        return Seed(said["number"], said["source"]) if said["number"] or said["source"] else None


class ReasonForm(PlainForm):
    reason = LinesField(rows=3, label=gettext_lazy("Lý do"))


class NoteForm(PlainForm):
    note = LinesField(rows=3, required=False, label=gettext_lazy("Ghi chú"))


class LastInspectedForm(PlainForm):
    inspected_on = DayField(
        required=False,
        label=gettext_lazy("Kiểm tra lần gần nhất ngày"),
        help_text=gettext_lazy("Để trống nếu chưa được kiểm tra lần nào."),
    )


class VisitForm(PlainForm):
    """When, who, with which check-list."""

    planned_on = DayField(label=gettext_lazy("Ngày kiểm tra"))
    checklist = forms.ModelChoiceField(
        ChecklistVersion.objects.none(), label=gettext_lazy("Danh mục kiểm tra"), empty_label=None
    )
    leader = forms.ModelChoiceField(
        Person.objects.none(), label=gettext_lazy("Trưởng đoàn"), empty_label=gettext_lazy("Chọn người…")
    )
    members = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        required=False,
        label=gettext_lazy("Thành viên"),
        help_text=gettext_lazy("Người của đơn vị được kiểm tra không có trong danh sách."),
        widget=forms.CheckboxSelectMultiple,
    )
    place = WordsField(
        required=False,
        max_length=300,
        label=gettext_lazy("Địa điểm"),
        help_text=gettext_lazy("Để trống là tại trụ sở đơn vị."),
    )

    def __init__(
        self,
        *args: Any,
        checklists: QuerySet[ChecklistVersion],
        people: QuerySet[Person],
        inspection: Inspection | None = None,
        **kwargs: Any,
    ) -> None:
        if inspection is not None:
            kwargs.setdefault("initial", _first_of_visit(inspection))
        super().__init__(*args, **kwargs)
        choose(self, "checklist", checklists)
        for name in ("leader", "members"):
            choose(self, name, people)
        field = self.fields["checklist"]
        assert isinstance(field, forms.ModelChoiceField)
        field.label_from_instance = _checklist_label  # type: ignore[method-assign]  # Django's own way

    def visit(self) -> Visit:
        """What was said, as the actions take it."""
        said = self.cleaned_data
        return Visit(
            planned_on=said["planned_on"],
            leader_id=said["leader"].pk,
            checklist_id=said["checklist"].pk,
            member_ids=tuple(person.pk for person in said["members"]),
            place=said["place"],
        )


class SurpriseForm(VisitForm):
    """A visit that nobody is told of."""

    unit = forms.ModelChoiceField(
        Agency.objects.none(), label=gettext_lazy("Đơn vị"), empty_label=gettext_lazy("Chọn đơn vị…")
    )
    reason = LinesField(
        rows=3,
        label=gettext_lazy("Vì sao kiểm tra đột xuất"),
        help_text=gettext_lazy("Ví dụ: phản ánh, kiến nghị số mấy, ngày nào, về việc gì."),
    )
    field_order = ["unit", "reason", "planned_on", "checklist", "leader", "members", "place"]

    def __init__(self, *args: Any, units: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "unit", units)


class VisitedForm(PlainForm):
    """How the visit went."""

    unit_people = LinesField(
        rows=3,
        label=gettext_lazy("Người của đơn vị làm việc với đoàn"),
        help_text=gettext_lazy("Mỗi người một dòng: họ tên, chức vụ."),
    )
    began = forms.TimeField(
        label=gettext_lazy("Bắt đầu lúc"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    ended = forms.TimeField(
        label=gettext_lazy("Kết thúc lúc"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    place = WordsField(required=False, max_length=300, label=gettext_lazy("Địa điểm"))
    general_remark = LinesField(
        rows=4,
        required=False,
        label=gettext_lazy("Nhận xét chung, ưu điểm"),
        help_text=gettext_lazy("Mỗi ý một dòng."),
    )

    def __init__(self, *args: Any, inspection: Inspection, at: datetime, **kwargs: Any) -> None:
        self._began = (inspection.began_at or at).astimezone(VIETNAM)
        here = at.astimezone(VIETNAM)
        self._at = at
        kwargs.setdefault(
            "initial",
            {
                "place": inspection.place,
                "began": self._began.strftime("%H:%M"),
                "ended": here.strftime("%H:%M"),
                "unit_people": inspection.unit_people,
                "general_remark": inspection.general_remark,
            },
        )
        super().__init__(*args, **kwargs)

    def visited(self) -> Visited:
        """What was said, as the actions take it: both hours on the day on which the visit began."""
        said = self.cleaned_data
        day = self._began.date()
        return Visited(
            unit_people=said["unit_people"],
            general_remark=said["general_remark"],
            place=said["place"],
            began_at=datetime.combine(day, said["began"], tzinfo=VIETNAM),
            ended_at=datetime.combine(day, said["ended"], tzinfo=VIETNAM),
        )


class FindingForm(PlainForm):
    """A shortcoming and what to do about it."""

    content = LinesField(rows=3, label=gettext_lazy("Điều chưa đúng"))
    basis = WordsField(
        max_length=300,
        label=gettext_lazy("Trái với"),
        help_text=gettext_lazy("Văn bản, điều, khoản."),
    )
    remedy = LinesField(
        rows=2,
        required=False,
        label=gettext_lazy("Phải khắc phục thế nào"),
        help_text=gettext_lazy(
            "Để trống nếu chỉ rút kinh nghiệm. Khi có kết luận, nội dung này thành nhiệm vụ của đơn vị."
        ),
    )
    due_on = DayField(required=False, label=gettext_lazy("Hạn khắc phục"))
    product = WordsField(
        required=False, max_length=300, label=gettext_lazy("Đơn vị gửi gì để chứng minh đã khắc phục")
    )

    def __init__(self, *args: Any, finding: InspectionFinding | None = None, **kwargs: Any) -> None:
        if finding is not None:
            kwargs.setdefault(
                "initial",
                {
                    name: getattr(finding, name)
                    for name in ("content", "basis", "remedy", "due_on", "product")
                },
            )
        super().__init__(*args, **kwargs)

    def entry(self, item_id: int | None) -> FindingEntry:
        """What was said, as the actions take it."""
        return FindingEntry(**self.cleaned_data, item_id=item_id)


class WordsForm(PlainForm):
    text = LinesField(rows=8, label=gettext_lazy("Nội dung"))

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label


class ConcludeForm(PlainForm):
    number = WordsField(
        max_length=60,
        label=gettext_lazy("Số, ký hiệu"),
        help_text=gettext_lazy("Ví dụ: 215/TB-SGDĐT."),
    )
    concluded_on = DayField(label=gettext_lazy("Ngày kết luận"))
    text = LinesField(rows=8, label=gettext_lazy("Nội dung kết luận"))


class SignedForm(PlainForm):
    paper = forms.ChoiceField(label=gettext_lazy("Văn bản"), choices=SignedPaper.choices)
    file = forms.FileField(label=gettext_lazy("Tệp đã ký"))


class WaysForm(PlainForm):
    """How the agency inspects."""

    least_share = forms.IntegerField(
        min_value=1, max_value=100, label=gettext_lazy("Kiểm tra ít nhất (% số đơn vị mỗi năm)")
    )
    share_basis = LinesField(
        rows=2, required=False, max_length=300, label=gettext_lazy("Căn cứ của tỷ lệ này")
    )
    avoid_years = forms.IntegerField(min_value=0, max_value=10, label=gettext_lazy("Số năm tránh trùng"))
    notice_days = forms.IntegerField(
        min_value=0, max_value=60, label=gettext_lazy("Báo đơn vị trước ít nhất (ngày)")
    )

    def ways(self) -> Ways:
        """What was said, as the actions take it."""
        return Ways(**self.cleaned_data)


class TitleForm(PlainForm):
    title = WordsField(max_length=300, label=gettext_lazy("Tên danh mục kiểm tra"))


class ItemForm(RowForm):
    """One item of a check-list."""

    group = WordsField(required=False, max_length=200, label=gettext_lazy("Nhóm"))
    question = LinesField(rows=2, label=gettext_lazy("Kiểm tra điều gì"))
    basis = WordsField(required=False, max_length=300, label=gettext_lazy("Căn cứ"))
    how = LinesField(rows=2, required=False, label=gettext_lazy("Xem ở đâu, hỏi ai"))

    def entry(self) -> ItemEntry:
        """What was said, as the actions take it."""
        said = self.cleaned_data
        return ItemEntry(said["question"], said["group"], said["basis"], said["how"])


ItemRows = row_set(ItemForm)


def choose(form: forms.Form, name: str, among: Any) -> None:
    """Let the field of the form choose among these."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = among


def _checklist_label(version: ChecklistVersion) -> str:
    return _("%(title)s, bản %(number)s") % {"title": version.checklist.title, "number": version.number}


def _first_of_visit(inspection: Inspection) -> dict[str, Any]:
    team = list(inspection.members.all())
    return {
        "planned_on": inspection.planned_on,
        "checklist": inspection.checklist_id,
        "leader": next((row.person_id for row in team if row.is_leader), None),
        "members": [row.person_id for row in team if not row.is_leader],
        "place": inspection.place,
    }
