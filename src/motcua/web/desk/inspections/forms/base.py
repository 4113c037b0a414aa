"""What the forms of inspections share."""

from typing import Any

from django.utils.translation import gettext_lazy

from motcua.web.desk.fields import LinesField
from motcua.web.fields import PlainForm


class ReasonForm(PlainForm):
    reason = LinesField(rows=3, label=gettext_lazy("Lý do"))


class NoteForm(PlainForm):
    note = LinesField(rows=3, required=False, label=gettext_lazy("Ghi chú"))


class WordsForm(PlainForm):
    text = LinesField(rows=8, label=gettext_lazy("Nội dung"))

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label
