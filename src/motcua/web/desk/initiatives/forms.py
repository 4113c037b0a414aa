from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.accounts.models import Person
from motcua.organisations.models import Agency
from motcua.plans.actions.calls import CallFacts
from motcua.plans.actions.initiatives import Decision, InitiativeFacts
from motcua.plans.enums import RecognitionLevel
from motcua.plans.models import Initiative, InitiativeCall
from motcua.plans.rules.initiatives import Criterion, criteria_from, plain
from motcua.web.desk.fields import AmountField, DayField, LinesField, MoneyField, WordsField
from motcua.web.desk.yearly.forms import AgencyForm, WithFileForm
from motcua.web.fields import OneFileField, PlainForm, choose

_CRITERION = re.compile(r"^(.*\S)\s*[:;,\t–—-]\s*(\d+(?:[.,]\d+)?)\s*(?:điểm|đ)?\.?$", re.IGNORECASE)


class CriteriaField(LinesField):
    """What is scored, one a line with its highest number of points: "Tính mới: 30"."""

    def to_python(self, value: Any) -> Any:
        lines = [line for line in super().to_python(value).splitlines() if line.strip()]
        return [self._criterion(place, line) for place, line in enumerate(lines, start=1)]

    def _criterion(self, place: int, line: str) -> Criterion:
        found = _CRITERION.match(line.strip())
        try:
            return Criterion(found[1], Decimal(found[2].replace(",", "."))) if found else self._wrong(place)
        except InvalidOperation:
            return self._wrong(place)

    def _wrong(self, place: int) -> Criterion:
        raise ValidationError(
            _("Dòng %s: ghi tên tiêu chí, dấu hai chấm rồi số điểm tối đa, ví dụ “Tính mới: 30”.") % place
        )

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return "\n".join(f"{one.name}: {plain(one.most)}" for one in value)
        return value


class CallForm(AgencyForm):
    """What is said of the call as a whole."""

    title = LinesField(rows=2, max_length=300, label=gettext_lazy("Tên đợt sáng kiến"))
    year = forms.IntegerField(min_value=2000, max_value=2100, label=gettext_lazy("Năm"))
    due_on = DayField(required=False, label=gettext_lazy("Hạn đăng ký"))
    criteria = CriteriaField(
        rows=6,
        label=gettext_lazy("Tiêu chí chấm"),
        help_text=gettext_lazy("Mỗi dòng một tiêu chí với điểm tối đa, ví dụ “Tính mới: 30”."),
    )
    passing = AmountField(label=gettext_lazy("Được công nhận từ (điểm)"))

    def __init__(self, *args: Any, call: InitiativeCall | None = None, **kwargs: Any) -> None:
        if call is not None:
            first = {name: getattr(call, name) for name in ("title", "year", "due_on", "passing")}
            kwargs.setdefault("initial", {**first, "criteria": criteria_from(call.criteria)})
        super().__init__(*args, **kwargs)

    def facts(self) -> CallFacts:
        """What was said, as the actions take it."""
        return CallFacts(**{name: said for name, said in self.cleaned_data.items() if name != "agency"})


class CouncilForm(PlainForm):
    people = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        label=gettext_lazy("Thành viên"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Chọn các thành viên.")},
    )
    chair = forms.ModelChoiceField(Person.objects.none(), label=gettext_lazy("Chủ tịch hội đồng"))
    document = WordsField(
        required=False, max_length=120, label=gettext_lazy("Quyết định thành lập (số, ký hiệu, ngày)")
    )

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "people", people)
        choose(self, "chair", people)


class InitiativeForm(WithFileForm):
    """What a unit says of an initiative."""

    unit = forms.ModelChoiceField(Agency.objects.none(), label=gettext_lazy("Đơn vị"), empty_label=None)
    title = LinesField(rows=2, max_length=500, label=gettext_lazy("Tên sáng kiến"))
    authors = LinesField(
        rows=2,
        max_length=500,
        label=gettext_lazy("Tác giả, nhóm tác giả"),
        help_text=gettext_lazy("Họ và tên, cách nhau bằng dấu phẩy. Tác giả không chấm sáng kiến của mình."),
    )
    field = WordsField(required=False, max_length=200, label=gettext_lazy("Lĩnh vực áp dụng"))
    summary = LinesField(rows=6, label=gettext_lazy("Tóm tắt nội dung, hiệu quả"))
    is_about_reform = forms.BooleanField(
        required=False, initial=True, label=gettext_lazy("Về cải cách hành chính, thủ tục hành chính")
    )
    file = OneFileField(required=False, label=gettext_lazy("Bản mô tả sáng kiến"))

    def __init__(
        self,
        *args: Any,
        units: QuerySet[Agency] | None = None,
        initiative: Initiative | None = None,
        **kwargs: Any,
    ) -> None:
        if initiative is not None:
            names = ("title", "authors", "field", "summary", "is_about_reform")
            kwargs.setdefault("initial", {name: getattr(initiative, name) for name in names})
        super().__init__(*args, **kwargs)
        if units is None:
            del self.fields["unit"]
        else:
            choose(self, "unit", units)

    def facts(self) -> InitiativeFacts:
        """What was said, as the actions take it."""
        said = self.cleaned_data
        return InitiativeFacts(
            said["title"], said["authors"], said["summary"], said["field"], said["is_about_reform"]
        )


class ScoreForm(PlainForm):
    """A field for each criterion."""

    note = LinesField(rows=3, required=False, max_length=500, label=gettext_lazy("Nhận xét"))

    def __init__(self, *args: Any, criteria: Sequence[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        note = self.fields.pop("note")
        for place, one in enumerate(criteria):
            label = _("%(name)s (0 đến %(most)s điểm)") % {"name": one.name, "most": plain(one.most)}
            self.fields[f"points_{place}"] = AmountField(label=label)
        self.fields["note"] = note

    def points(self) -> list[Decimal]:
        """The points in the order of the criteria."""
        return [said for name, said in self.cleaned_data.items() if name.startswith("points_")]


class DecisionForm(PlainForm):
    recognised = forms.ChoiceField(
        label=gettext_lazy("Kết quả"),
        choices=[("yes", gettext_lazy("Công nhận")), ("no", gettext_lazy("Không công nhận"))],
        widget=forms.RadioSelect,
    )
    level = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Cấp công nhận"),
        choices=[("", gettext_lazy("— chọn —")), *RecognitionLevel.choices()],
    )
    decision_number = WordsField(max_length=60, label=gettext_lazy("Số quyết định"))
    decided_on = DayField(label=gettext_lazy("Ngày quyết định"))
    reason = LinesField(
        rows=2,
        required=False,
        label=gettext_lazy("Lý do"),
        help_text=gettext_lazy("Bắt buộc khi kết quả khác với điểm chấm."),
    )
    reward = WordsField(required=False, max_length=300, label=gettext_lazy("Khen thưởng"))
    reward_vnd = MoneyField(required=False, label=gettext_lazy("Tiền thưởng (đồng)"))

    def decision(self) -> Decision:
        """What was decided, as the actions take it."""
        said = self.cleaned_data
        return Decision(
            **{
                **said,
                "recognised": said["recognised"] == "yes",
                "level": RecognitionLevel(said["level"]) if said["level"] else None,
            }
        )


class RewardForm(PlainForm):
    reward = WordsField(max_length=300, label=gettext_lazy("Khen thưởng"))
    reward_vnd = MoneyField(required=False, label=gettext_lazy("Tiền thưởng (đồng)"))
