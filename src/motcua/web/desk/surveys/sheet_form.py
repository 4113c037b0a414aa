"""The form on which a paper sheet is typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.feedback.rules.surveys.answering import read_digits
from motcua.feedback.rules.surveys.questionnaires import Content
from motcua.feedback.rules.surveys.sheets import read_sheet_code
from motcua.web.desk.fields import LinesField, WordsField
from motcua.web.fields import PlainForm


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
