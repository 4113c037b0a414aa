from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.accounts.enums import Capability
from motcua.accounts.queries import agencies_where
from motcua.kernel.periods import Period
from motcua.organisations.models import Agency
from motcua.plans.actions.drafting import PlanFacts
from motcua.plans.actions.lines import LineEntry, TargetEntry
from motcua.plans.enums import Commitment, Direction, PlanKind, PlanStatus, UnitGroup, UnitRole
from motcua.plans.models import Line, Plan, PlanVersion, Target
from motcua.plans.queries.visible import plans_visible_to
from motcua.plans.rules.reading.found import PlanReading
from motcua.plans.rules.sorting import kind_of_plan
from motcua.web.desk.access import Desk
from motcua.web.desk.fields import DayField, LinesField, WordsField

LARGEST = 30 * 1024 * 1024
# Groups of measures: the group's words, and code and name of each.
IndicatorChoices = list[tuple[str, list[tuple[str, str]]]]


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Tệp kế hoạch"),
        help_text=gettext_lazy(
            "Word (.docx), PDF có chữ, Excel (.xlsx), HTML, Markdown hoặc văn bản; tối đa 30 MB."
        ),
        error_messages={
            "required": gettext_lazy("Chọn tệp kế hoạch."),
            "empty": gettext_lazy("Tệp này rỗng. Kiểm tra lại tệp rồi chọn lại."),
        },
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf,.xlsx,.html,.htm,.md,.txt,.csv"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size and file.size > LARGEST:
            raise ValidationError(_("Tệp lớn hơn 30 MB. Bỏ bớt ảnh chụp trong văn bản rồi chọn lại."))
        return file


class PlanForm(forms.Form):
    """What a plan is as a whole."""

    agency = forms.ModelChoiceField(
        Agency.objects.none(), label=gettext_lazy("Kế hoạch của"), empty_label=None
    )
    title = LinesField(rows=2, max_length=500, label=gettext_lazy("Tên kế hoạch (trích yếu)"))
    kind = forms.ChoiceField(label=gettext_lazy("Loại kế hoạch"), choices=PlanKind.choices)
    starts_on = DayField(label=gettext_lazy("Thực hiện từ ngày"))
    ends_on = DayField(label=gettext_lazy("Đến hết ngày"))
    document_number = WordsField(required=False, max_length=60, label=gettext_lazy("Số, ký hiệu"))
    issued_on = DayField(required=False, label=gettext_lazy("Ngày ban hành"))
    signer = WordsField(required=False, max_length=120, label=gettext_lazy("Người ký"))
    parent = forms.ModelChoiceField(
        Plan.objects.none(),
        required=False,
        label=gettext_lazy("Căn cứ kế hoạch cấp trên"),
        empty_label=gettext_lazy("Không có trong hệ thống"),
    )

    def __init__(self, *args: Any, desk: Desk, plan: Plan | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        kept = agencies_where(desk.person, Capability.KEEP_PLANS, desk.today)
        own = kept.filter(role_holdings__person=desk.person).distinct().order_by("sort_key")
        above = plans_visible_to(desk.person, desk.today).filter(status=PlanStatus.IN_FORCE)
        if plan is not None:
            above = above.exclude(pk=plan.pk)
            del self.fields["agency"]
            if plan.status != PlanStatus.DRAFT:
                for name in ("kind", "starts_on", "ends_on", "parent"):
                    del self.fields[name]
        else:
            _choose(self, "agency", own)
        if "parent" in self.fields:
            _choose(self, "parent", above.order_by("-created_at")[:200])
        self._plan = plan

    def clean(self) -> dict[str, Any]:
        start, end = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("Ngày kết thúc sớm hơn ngày bắt đầu."))
        return self.cleaned_data

    def facts(self) -> PlanFacts:
        """What was said, as the actions take it."""
        said, plan = self.cleaned_data, self._plan
        if plan is not None and "kind" not in self.fields:
            kind, parent = PlanKind(plan.kind), plan.parent_id
            period = Period(plan.period.lower, plan.period.upper)
        else:
            kind, parent = PlanKind(said["kind"]), said["parent"].pk if said["parent"] else None
            period = Period(said["starts_on"], said["ends_on"] + timedelta(days=1))
        return PlanFacts(
            title=said["title"],
            kind=kind,
            period=period,
            parent_id=parent,
            document_number=said["document_number"],
            issued_on=said["issued_on"],
            signer=said["signer"],
        )


def first_of(reading: PlanReading, today: date) -> dict[str, Any]:
    """What the form shows first for a document that was read; the year is this one where the document says none."""
    head = reading.header
    year = head.year or today.year
    number = f"{head.number}/{head.symbol}" if head.number and head.symbol else head.number or ""
    return {
        "title": head.title or head.kind,
        "kind": kind_of_plan(head.title),
        "starts_on": date(year, 1, 1),
        "ends_on": date(year, 12, 31),
        "document_number": number,
        "issued_on": head.issued_on,
        "signer": head.signer,
    }


def first_of_version(version: PlanVersion) -> dict[str, Any]:
    """What the form shows first for a draft."""
    plan = version.plan
    return {
        "title": plan.title,
        "kind": plan.kind,
        "starts_on": plan.period.lower,
        "ends_on": plan.period.upper - timedelta(days=1) if plan.period.upper else None,
        "document_number": version.document_number,
        "issued_on": version.issued_on,
        "signer": version.signer,
        "parent": plan.parent_id,
    }


class LineForm(forms.Form):
    """One line of work, in the words of the document."""

    number = WordsField(required=False, max_length=20, label=gettext_lazy("Số thứ tự"))
    group = WordsField(required=False, max_length=500, label=gettext_lazy("Nhóm nhiệm vụ"))
    content = LinesField(rows=3, label=gettext_lazy("Nội dung"))
    leads = LinesField(
        rows=2,
        label=gettext_lazy("Đơn vị chủ trì"),
        help_text=gettext_lazy("Mỗi đơn vị hoặc nhóm đơn vị một dòng."),
    )
    partners = LinesField(rows=2, required=False, label=gettext_lazy("Đơn vị phối hợp"))
    term = LinesField(
        rows=1,
        required=False,
        label=gettext_lazy("Thời hạn"),
        help_text=gettext_lazy(
            "Ghi như trong văn bản, ví dụ: trước ngày 15/01/2026; quý I năm 2026; thường xuyên."
        ),
    )
    product = LinesField(rows=2, required=False, label=gettext_lazy("Sản phẩm"))
    submitted_to = WordsField(required=False, max_length=300, label=gettext_lazy("Cấp trình"))
    indicator = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Chỉ số đo tiến độ"),
        help_text=gettext_lazy("Khi gắn chỉ số, tiến độ được tính từ số liệu, không phải tự khai."),
    )

    def __init__(
        self, *args: Any, indicators: IndicatorChoices, line: Line | None = None, **kwargs: Any
    ) -> None:
        if line is not None:
            kwargs.setdefault("initial", first_of_line(line))
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        _offer(self, indicators)

    def entry(self) -> LineEntry:
        """What was said, as the actions take it."""
        said = dict(self.cleaned_data)
        for name in ("leads", "partners"):
            said[name] = tuple(row.strip() for row in said[name].split("\n") if row.strip())
        return LineEntry(**said)


def first_of_line(line: Line) -> dict[str, Any]:
    """What the form shows first for a line."""
    named = {
        role: "\n".join(unit.text for unit in line.units.all() if unit.role == role) for role in UnitRole
    }
    return {
        "number": line.number,
        "group": line.group,
        "content": line.content,
        "leads": named[UnitRole.LEAD],
        "partners": named[UnitRole.PARTNER],
        "term": line.term.get("text", ""),
        "product": line.product,
        "submitted_to": line.submitted_to,
        "indicator": line.indicator,
    }


class TargetForm(forms.Form):
    """A number that the plan wants reached."""

    measures = LinesField(rows=2, label=gettext_lazy("Đo cái gì"))
    direction = forms.ChoiceField(label=gettext_lazy("Chiều"), choices=Direction.choices)
    number = forms.DecimalField(label=gettext_lazy("Con số"), max_digits=14, decimal_places=2, localize=True)
    unit = WordsField(max_length=60, label=gettext_lazy("Đơn vị tính"), initial="%")
    commitment = forms.ChoiceField(label=gettext_lazy("Mức cam kết"), choices=Commitment.choices)
    indicator = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Chỉ số dùng để đo"),
        help_text=gettext_lazy("Chọn chỉ số đo đúng điều chỉ tiêu nêu; kết quả được tính từ số liệu."),
    )

    def __init__(
        self, *args: Any, indicators: IndicatorChoices, target: Target | None = None, **kwargs: Any
    ) -> None:
        if target is not None:
            kwargs.setdefault(
                "initial",
                {
                    name: getattr(target, name)
                    for name in ("measures", "direction", "number", "unit", "commitment", "indicator")
                },
            )
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        _offer(self, indicators)

    def entry(self) -> TargetEntry:
        """What was said, as the actions take it."""
        said = self.cleaned_data
        return TargetEntry(
            number=said["number"],
            unit=said["unit"],
            direction=Direction(said["direction"]),
            commitment=Commitment(said["commitment"]),
            measures=said["measures"],
            indicator=said["indicator"],
        )


class NameForm(forms.Form):
    """What a loose name of a unit means: a unit by its code, or a group."""

    name = forms.CharField(widget=forms.HiddenInput)
    meaning = forms.ChoiceField(label=gettext_lazy("Là"), widget=forms.Select(attrs={"class": "input"}))

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        field = self.fields["meaning"]
        assert isinstance(field, forms.ChoiceField)
        groups = [(f"group:{group.value}", group.label) for group in UnitGroup]
        field.choices = [("", _("Chọn đơn vị…")), (_("Nhóm đơn vị"), groups), (_("Đơn vị"), units)]


class NoteForm(forms.Form):
    note = LinesField(rows=3, label=gettext_lazy("Nội dung"))

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.fields["note"].label = label


def _offer(form: forms.Form, indicators: IndicatorChoices) -> None:
    """The measures to choose from, those that the wording suggests first."""
    field = form.fields["indicator"]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", _("Chưa gắn chỉ số")), *indicators]


def _choose(form: forms.Form, name: str, among: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = among
