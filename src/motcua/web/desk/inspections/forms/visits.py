"""A visit: when, who, with which check-list; how it went; what was found wanting; the papers signed after it."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.accounts.models import Person
from motcua.kernel.clock import VIETNAM
from motcua.organisations.models import Agency
from motcua.plans.actions.inspections.findings import FindingEntry
from motcua.plans.actions.inspections.holding import SignedPaper, Visited
from motcua.plans.actions.inspections.planning import Visit
from motcua.plans.models import ChecklistVersion, Inspection, InspectionFinding
from motcua.web.desk.fields import DayField, LinesField, WordsField
from motcua.web.fields import OneFileField, PlainForm, choose
from motcua.web.waiting_files import HoldsFiles

if TYPE_CHECKING:
    ChoiceOfVersion = forms.ModelChoiceField[ChecklistVersion]
else:  # Django's own fields take no type arguments when they run
    ChoiceOfVersion = forms.ModelChoiceField


class ChecklistField(ChoiceOfVersion):
    """One of the published versions, by its title and number."""

    def label_from_instance(self, obj: ChecklistVersion) -> str:
        return _("%(title)s, bản %(number)s") % {"title": obj.checklist.title, "number": obj.number}


class VisitForm(PlainForm):
    """When, who, with which check-list."""

    planned_on = DayField(label=gettext_lazy("Ngày kiểm tra"))
    checklist = ChecklistField(
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
        help_text=gettext_lazy(
            "Ví dụ: có dấu hiệu yêu cầu giấy tờ ngoài quy định. Đơn vị đọc lý do này sau khi kiểm tra: không ghi số, "
            "ngày của phản ánh hay tên người gửi."
        ),
    )
    field_order = ["unit", "reason", "planned_on", "checklist", "leader", "members", "place"]

    def __init__(self, *args: Any, units: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "unit", units)


def _first_of_visit(inspection: Inspection) -> dict[str, Any]:
    team = list(inspection.members.all())
    return {
        "planned_on": inspection.planned_on,
        "checklist": inspection.checklist_id,
        "leader": next((row.person_id for row in team if row.is_leader), None),
        "members": [row.person_id for row in team if not row.is_leader],
        "place": inspection.place,
    }


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


class ConcludeForm(PlainForm):
    number = WordsField(
        max_length=60,
        label=gettext_lazy("Số, ký hiệu"),
        help_text=gettext_lazy("Ví dụ: 215/TB-SGDĐT."),
    )
    concluded_on = DayField(label=gettext_lazy("Ngày kết luận"))
    text = LinesField(rows=8, label=gettext_lazy("Nội dung kết luận"))


class SignedForm(HoldsFiles, PlainForm):
    paper = forms.ChoiceField(label=gettext_lazy("Văn bản"), choices=SignedPaper.choices)
    file = OneFileField(label=gettext_lazy("Tệp đã ký"))
