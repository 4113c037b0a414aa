"""One text, and what the forms of feedback share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from motcua.web.desk.fields import LinesField
from motcua.web.fields import PlainForm


class WordsForm(PlainForm):
    """One text."""

    text = LinesField(rows=5, label=gettext_lazy("Nội dung"))

    def __init__(self, *args: Any, label: str, help_text: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label, self.fields["text"].help_text = label, help_text


def fill(form: forms.Form, name: str, choices: Any) -> None:
    """Let the field of the form offer these choices."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
