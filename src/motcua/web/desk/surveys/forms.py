"""The forms of surveys."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.feedback.actions.surveys.preparing import SurveyFacts, SurveySeed, UnitSize
from motcua.feedback.enums.surveys import Population
from motcua.feedback.models import QuestionnaireVersion, Survey
from motcua.kernel.periods import Period
from motcua.web.desk.fields import DayField, LinesField, WordsField
from motcua.web.fields import PlainForm

_DAY = timedelta(days=1)


class ReasonForm(PlainForm):
    reason = LinesField(rows=3, label=gettext_lazy("Lý do"))


class NoteForm(PlainForm):
    note = LinesField(rows=4, required=False, label=gettext_lazy("Nhận xét"))


class CountForm(PlainForm):
    count = forms.IntegerField(min_value=1, max_value=2000, label=gettext_lazy("In bao nhiêu phiếu"))


class FileForm(PlainForm):
    file = forms.FileField(
        label=gettext_lazy("Tệp bảng tính (.xlsx)"),
        error_messages={"required": gettext_lazy("Chọn tệp bảng tính.")},
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )


class VersionField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """Names a version by its questionnaire and number."""

    def label_from_instance(self, obj: Any) -> str:
        return _("%(title)s, bản %(number)s") % {"title": obj.questionnaire.title, "number": obj.number}


class SurveyForm(PlainForm):
    """What is settled about a survey."""

    title = LinesField(rows=2, max_length=300, label=gettext_lazy("Tên cuộc khảo sát"))
    version = VersionField(
        QuestionnaireVersion.objects.none(), label=gettext_lazy("Bộ câu hỏi"), empty_label=None
    )
    year = forms.IntegerField(min_value=2000, max_value=2100, label=gettext_lazy("Tính vào năm"))
    starts_on = DayField(label=gettext_lazy("Nhận trả lời từ ngày"))
    ends_on = DayField(label=gettext_lazy("Đến hết ngày"))
    population = forms.ChoiceField(
        choices=Population.choices, widget=forms.RadioSelect, label=gettext_lazy("Hỏi ai")
    )
    served_from = DayField(
        required=False,
        label=gettext_lazy("Hồ sơ trả kết quả từ ngày"),
        help_text=gettext_lazy("Chỉ cần khi hỏi người có hồ sơ."),
    )
    served_until = DayField(required=False, label=gettext_lazy("Đến hết ngày"))
    wanted = forms.IntegerField(
        min_value=0, max_value=1_000_000, required=False, label=gettext_lazy("Số người cần hỏi")
    )
    least = forms.IntegerField(
        min_value=0,
        max_value=100_000,
        required=False,
        label=gettext_lazy("Mỗi đơn vị ít nhất"),
        help_text=gettext_lazy("Chia theo tỷ lệ số người; đơn vị nhỏ vẫn được ít nhất chừng này."),
    )
    twice_share = forms.IntegerField(
        min_value=0,
        max_value=100,
        label=gettext_lazy("Nhập lại lần hai (% số phiếu giấy)"),
        help_text=gettext_lazy("Hệ thống chọn phiếu; người khác nhập lại để bắt lỗi gõ."),
    )

    def __init__(self, *args: Any, versions: QuerySet[QuestionnaireVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["version"]
        assert isinstance(field, VersionField)
        field.queryset = versions

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for first, last in (("starts_on", "ends_on"), ("served_from", "served_until")):
            if said.get(first) and said.get(last) and said[last] < said[first]:
                self.add_error(last, _("Ngày cuối phải từ ngày đầu trở đi."))
        return said

    def facts(self) -> SurveyFacts:
        """What was said, as the actions take it."""
        said = self.cleaned_data
        served = None
        if said["served_from"] and said["served_until"]:
            served = Period(said["served_from"], said["served_until"] + _DAY)
        return SurveyFacts(
            title=said["title"],
            version_id=said["version"].pk,
            year=said["year"],
            period=Period(said["starts_on"], said["ends_on"] + _DAY),
            population=Population(said["population"]),
            served=served,
            wanted=said["wanted"] or 0,
            least=said["least"] or 0,
            twice_share=said["twice_share"],
        )


def first_facts(survey: Survey) -> dict[str, Any]:
    """The survey as the form shows it."""
    served = survey.served
    return {
        "title": survey.title,
        "version": survey.version_id,
        "year": survey.year,
        "starts_on": survey.period.lower,
        "ends_on": survey.period.upper - _DAY,
        "population": survey.population,
        "served_from": served.lower if served else None,
        "served_until": served.upper - _DAY if served else None,
        "wanted": survey.wanted,
        "least": survey.least,
        "twice_share": survey.twice_share,
    }


class UnitsForm(PlainForm):
    """Schools without a list of names, one a line."""

    units = LinesField(
        rows=12,
        label=gettext_lazy("Các đơn vị"),
        help_text=gettext_lazy(
            "Mỗi dòng một đơn vị: tên; đối tượng; số người. Đối tượng và số người có thể để trống. "
            "Ví dụ: Trường THCS Nguyễn Du; Phụ huynh; 420"
        ),
    )

    def clean_units(self) -> list[UnitSize]:
        found = []
        for number, line in enumerate(self.cleaned_data["units"].splitlines(), start=1):
            parts = [part.strip() for part in line.split(";")]
            if not any(parts):
                continue
            name, kind, size, *more = [*parts, "", ""][: max(3, len(parts))]
            plain = size.replace(".", "")
            if more or not name or (plain and not (plain.isascii() and plain.isdecimal())):
                raise forms.ValidationError(
                    _("Dòng %(number)s cần dạng “tên; đối tượng; số người”."), params={"number": number}
                )
            found.append(UnitSize(name[:250], kind[:80], int(plain) if plain else None))
        return found


class DrawForm(PlainForm):
    """A number published elsewhere; none lets the system take one."""

    number = WordsField(
        required=False,
        max_length=64,
        label=gettext_lazy("Con số rút"),
        help_text=gettext_lazy("Số bốc hay công bố ở nơi khác. Để trống cho hệ thống tự lấy."),
    )
    source = WordsField(required=False, max_length=200, label=gettext_lazy("Con số đó công bố ở đâu"))
    reason = LinesField(rows=2, required=False, label=gettext_lazy("Lý do rút lại"))

    def __init__(self, *args: Any, is_again: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_again:
            self.fields["reason"].required = True
        else:
            del self.fields["reason"]

    def seed(self) -> SurveySeed | None:
        """What was said, as the action takes it."""
        said = self.cleaned_data
        return SurveySeed(said["number"], said["source"]) if said["number"] or said["source"] else None
