"""The forms of surveys."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.feedback.actions.surveys.preparing import SurveyFacts, SurveySeed, UnitSize
from motcua.feedback.enums.surveys import Population, SurveySubject
from motcua.feedback.models import QuestionnaireVersion, Survey
from motcua.feedback.rules.surveys.answering import read_digits
from motcua.feedback.rules.surveys.questionnaires import (
    Condition,
    Content,
    Group,
    Item,
    OpenQuestion,
    lines_of,
    options_of,
    satisfied_from,
)
from motcua.feedback.rules.surveys.sheets import read_sheet_code
from motcua.feedback.rules.surveys.templates import TEMPLATES
from motcua.kernel.periods import Period
from motcua.web.desk.drafts.rows import RowForm, row_set
from motcua.web.desk.fields import DayField, LinesField, WordsField

_DAY = timedelta(days=1)


class PlainForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class ReasonForm(PlainForm):
    reason = LinesField(rows=3, label=gettext_lazy("Lý do"))


class NoteForm(PlainForm):
    note = LinesField(rows=4, required=False, label=gettext_lazy("Nhận xét khi khóa"))


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


class StartQuestionnaireForm(PlainForm):
    """A new questionnaire: empty, or from one of the templates."""

    template = forms.ChoiceField(
        widget=forms.RadioSelect,
        label=gettext_lazy("Bắt đầu từ"),
        choices=[*((key, one.title) for key, one in TEMPLATES.items()), ("", gettext_lazy("Phiếu trống"))],
        required=False,
    )
    title = WordsField(max_length=300, label=gettext_lazy("Tên bộ câu hỏi"))
    subject = forms.ChoiceField(
        choices=SurveySubject.choices,
        label=gettext_lazy("Hỏi về"),
        help_text=gettext_lazy("Để xếp các khảo sát cùng việc cạnh nhau khi so sánh qua các năm."),
    )


class ThemesForm(PlainForm):
    labels = LinesField(
        rows=12,
        required=False,
        label=gettext_lazy("Các chủ đề"),
        help_text=gettext_lazy("Mỗi dòng một chủ đề, ví dụ: Nhà vệ sinh."),
    )


class LeadForm(PlainForm):
    lead = LinesField(rows=2, required=False, max_length=1000, label=gettext_lazy("Lời mời ở đầu phiếu"))


class GroupForm(RowForm):
    """A group of items."""

    always_chosen = frozenset({"weight"})
    code = WordsField(max_length=40, label=gettext_lazy("Mã"))
    title = WordsField(max_length=200, label=gettext_lazy("Tên nhóm"))
    weight = forms.IntegerField(min_value=0, max_value=1000, initial=1, label=gettext_lazy("Trọng số"))


class ItemForm(RowForm):
    """One closed question with its answers."""

    always_chosen = frozenset({"weight", "satisfied"})
    code = WordsField(max_length=40, label=gettext_lazy("Mã"))
    group = WordsField(max_length=40, label=gettext_lazy("Mã nhóm"))
    weight = forms.IntegerField(min_value=0, max_value=1000, initial=1, label=gettext_lazy("Trọng số"))
    text = LinesField(rows=2, max_length=600, label=gettext_lazy("Câu hỏi"))
    options = LinesField(rows=5, max_length=2000, label=gettext_lazy("Mức trả lời, mỗi dòng “điểm: lời”"))
    satisfied = forms.IntegerField(min_value=0, max_value=101, initial=4, label=gettext_lazy("Hài lòng từ"))
    when_item = WordsField(required=False, max_length=40, label=gettext_lazy("Chỉ hỏi khi câu (mã)"))
    when_options = WordsField(required=False, max_length=30, label=gettext_lazy("chọn mức số"))

    def clean_options(self) -> str:
        """The lines, when they can be read."""
        lines: str = self.cleaned_data["options"]
        try:
            options_of(lines, satisfied_from=4)
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from None
        return lines

    def item(self) -> Item:
        """What was said, as the rules take it."""
        said = self.cleaned_data
        when = None
        if said["when_item"]:
            digits = frozenset(mark for mark in said["when_options"] if mark.isdecimal())
            when = Condition(said["when_item"], digits)
        return Item(
            code=said["code"],
            group=said["group"],
            text=said["text"],
            options=options_of(said["options"], satisfied_from=said["satisfied"]),
            weight=said["weight"],
            when=when,
        )


class OpenForm(RowForm):
    """A question for own words."""

    code = WordsField(max_length=40, label=gettext_lazy("Mã"))
    text = LinesField(rows=2, max_length=600, label=gettext_lazy("Câu hỏi mở"))


GroupRows = row_set(GroupForm)
ItemRows = row_set(ItemForm)
OpenRows = row_set(OpenForm)


class ContentForms:
    """The whole editor: the lead, groups, items, open questions."""

    def __init__(self, data: Any = None, *, content: Content | None = None, quiet: bool = False) -> None:
        first = _first(content) if content is not None else {}
        self.lead = LeadForm(data, initial={"lead": content.lead if content else ""})
        self.groups = GroupRows(data, prefix="groups", quiet=quiet, initial=first.get("groups"))
        self.items = ItemRows(data, prefix="items", quiet=quiet, initial=first.get("items"))
        self.open = OpenRows(data, prefix="open", quiet=quiet, initial=first.get("open"))

    def is_valid(self) -> bool:
        """Whether all that is there can be read."""
        rows = [*self.groups.there(), *self.items.there(), *self.open.there()]
        return all([self.lead.is_valid(), *(row.is_valid() for row in rows)])

    def content(self) -> Content:
        """What was said."""
        return Content(
            lead=self.lead.cleaned_data["lead"],
            groups=tuple(
                Group(row.cleaned_data["code"], row.cleaned_data["title"], row.cleaned_data["weight"])
                for row in self.groups.there()
            ),
            items=tuple(row.item() for row in self.items.there()),
            open_questions=tuple(
                OpenQuestion(row.cleaned_data["code"], row.cleaned_data["text"]) for row in self.open.there()
            ),
        )


def _first(content: Content) -> dict[str, list[dict[str, Any]]]:
    return {
        "groups": [{"code": g.code, "title": g.title, "weight": g.weight} for g in content.groups],
        "items": [
            {
                "code": item.code,
                "group": item.group,
                "weight": item.weight,
                "text": item.text,
                "options": lines_of(item.options),
                "satisfied": satisfied_from(item.options),
                "when_item": item.when.item if item.when else "",
                "when_options": ", ".join(sorted(item.when.options)) if item.when else "",
            }
            for item in content.items
        ],
        "open": [{"code": q.code, "text": q.text} for q in content.open_questions],
    }


class SheetForm(PlainForm):
    """One paper sheet, typed by keyboard: its number, then a digit an item."""

    stratum = forms.ChoiceField(label=gettext_lazy("Trường, đối tượng"))
    sheet = WordsField(
        max_length=12,
        label=gettext_lazy("Số phiếu"),
        help_text=gettext_lazy("Ở góc phiếu, ví dụ 0012-5."),
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "size": 10, "autofocus": True}
        ),
    )
    digits = WordsField(
        max_length=400,
        label=gettext_lazy("Các câu trả lời"),
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "off",
                "class": "survey-digits",
                "data-survey-digits": "",
            }
        ),
    )

    def __init__(
        self,
        *args: Any,
        content: Content,
        strata: list[tuple[str, str]] | None,
        with_words: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.content = content
        if strata is None:
            del self.fields["stratum"]
        else:
            field = self.fields["stratum"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = strata
        self.fields["digits"].help_text = _(
            "Gõ lần lượt %(count)s số, mỗi câu một số; câu bỏ trống gõ 0. Gõ xong bấm Enter."
        ) % {"count": len(content.items)}
        for question in content.open_questions if with_words else ():
            self.fields[f"y-{question.code}"] = LinesField(
                rows=2, required=False, max_length=2000, label=question.text
            )

    def clean_sheet(self) -> int:
        number = read_sheet_code(self.cleaned_data["sheet"])
        if number is None:
            raise forms.ValidationError(_("Số phiếu không đúng chữ số kiểm tra. Nhìn lại góc phiếu."))
        return number

    def clean_digits(self) -> dict[str, str]:
        try:
            return read_digits(self.content, self.cleaned_data["digits"])
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from None

    def words(self) -> dict[str, str]:
        """What was written in own words, by question."""
        return {
            question.code: self.cleaned_data.get(f"y-{question.code}", "")
            for question in self.content.open_questions
        }
