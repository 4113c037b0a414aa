"""What an action refused stands at the field that it names."""

from __future__ import annotations

import pytest

from motcua.kernel.refusals import Refused
from motcua.web.fields import ManyFilesField, PlainForm, WordsField
from motcua.web.refused_forms import show_refusal


class LetterForm(PlainForm):
    title = WordsField()
    papers = ManyFilesField(required=False)


class NoteForm(PlainForm):
    title = WordsField()


@pytest.mark.parametrize(
    ("named", "stands_at"),
    [("title", "title"), ("file", "papers"), ("files", "papers"), ("until", "__all__"), (None, "__all__")],
)
def test_it_stands_at_its_field_else_above_the_form(named: str | None, stands_at: str) -> None:
    form = LetterForm({"title": "Đơn"})
    show_refusal(form, Refused("x", "Chưa được.", field=named))
    assert list(form.errors) == [stands_at]
    assert form.errors[stands_at] == ["Chưa được."]


def test_without_a_field_for_files_it_stands_above() -> None:
    form = NoteForm({"title": "Đơn"})
    show_refusal(form, Refused("x", "Chưa được.", field="file"))
    assert form.non_field_errors() == ["Chưa được."]
