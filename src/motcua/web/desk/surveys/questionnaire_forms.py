"""The forms of questionnaires: begin one, name its themes, edit its groups and items."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from motcua.feedback.enums.surveys import SurveySubject
from motcua.feedback.rules.surveys.naming import code_from
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
from motcua.feedback.rules.surveys.templates import TEMPLATES
from motcua.web.desk.drafts.rows import RowForm, row_set
from motcua.web.desk.fields import LinesField, WordsField
from motcua.web.fields import PlainForm

_SATISFIED = 4
_USUAL = "5: Rất hài lòng\n4: Hài lòng\n3: Bình thường\n2: Không hài lòng\n1: Rất không hài lòng"


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
    code = WordsField(required=False, max_length=40, label=gettext_lazy("Mã (để trống: tự đặt)"))
    title = WordsField(max_length=200, label=gettext_lazy("Tên nhóm"))
    weight = forms.IntegerField(
        required=False, min_value=0, max_value=1000, initial=1, label=gettext_lazy("Trọng số")
    )


class ItemForm(RowForm):
    """One closed question with its answers."""

    always_chosen = frozenset({"weight", "satisfied"})
    code = WordsField(required=False, max_length=40, label=gettext_lazy("Mã (để trống: tự đặt)"))
    group = WordsField(required=False, max_length=40, label=gettext_lazy("Mã nhóm (để trống: như câu trên)"))
    weight = forms.IntegerField(
        required=False, min_value=0, max_value=1000, initial=1, label=gettext_lazy("Trọng số")
    )
    text = LinesField(rows=2, max_length=600, label=gettext_lazy("Câu hỏi"))
    options = LinesField(
        required=False,
        rows=5,
        max_length=2000,
        label=gettext_lazy("Mức trả lời, mỗi dòng “điểm: lời” (để trống: như câu trên)"),
    )
    satisfied = forms.IntegerField(
        required=False, min_value=0, max_value=101, initial=4, label=gettext_lazy("Hài lòng từ")
    )
    when_item = WordsField(required=False, max_length=40, label=gettext_lazy("Chỉ hỏi khi câu (mã)"))
    when_options = WordsField(required=False, max_length=30, label=gettext_lazy("chọn mức số"))

    def clean_options(self) -> str:
        """The lines, when they can be read."""
        lines: str = self.cleaned_data["options"]
        if not lines:
            return ""
        try:
            options_of(lines, satisfied_from=4)
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from None
        return lines

    def item(self, *, before: Item | None, first_group: str, taken: set[str]) -> Item:
        """What was said, as the rules take it; what was left empty is as in the question before."""
        said = self.cleaned_data
        satisfied = _SATISFIED if said["satisfied"] is None else said["satisfied"]
        usual = before.options if before else options_of(_USUAL, satisfied_from=satisfied)
        when = None
        if said["when_item"]:
            digits = frozenset(mark for mark in said["when_options"] if mark.isdecimal())
            when = Condition(said["when_item"], digits)
        return Item(
            code=_code(said["code"], said["text"], taken),
            group=said["group"] or (before.group if before else first_group),
            text=said["text"],
            options=options_of(said["options"], satisfied_from=satisfied) if said["options"] else usual,
            weight=_weight(said["weight"]),
            when=when,
        )


class OpenForm(RowForm):
    """A question for own words."""

    code = WordsField(required=False, max_length=40, label=gettext_lazy("Mã (để trống: tự đặt)"))
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
        """What was said, with a code for each part that was left without."""
        groups, taken = self._groups(), _written(self.items, self.open)
        items: list[Item] = []
        for row in self.items.there():
            before, first = items[-1] if items else None, groups[0].code if groups else ""
            items.append(row.item(before=before, first_group=first, taken=taken))
        said = [row.cleaned_data for row in self.open.there()]
        questions = tuple(OpenQuestion(_code(one["code"], one["text"], taken), one["text"]) for one in said)
        return Content(self.lead.cleaned_data["lead"], groups, tuple(items), questions)

    def _groups(self) -> tuple[Group, ...]:
        taken = _written(self.groups)
        said = [row.cleaned_data for row in self.groups.there()]
        return tuple(
            Group(_code(one["code"], one["title"], taken), one["title"], _weight(one["weight"]))
            for one in said
        )


def _written(*sets: Any) -> set[str]:
    """The codes that somebody wrote."""
    return {row.cleaned_data["code"] for rows in sets for row in rows.there()} - {""}


def _code(written: str, text: str, taken: set[str]) -> str:
    """The code as written, else one made of the words, which is then taken."""
    code = written or code_from(text, taken=taken)
    taken.add(code)
    return code


def _weight(said: int | None) -> int:
    return 1 if said is None else said


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
