"""The rows of a request to complete a dossier: one for each paper of the check-list, with ready sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.models import SubmittedPaper
from motcua.dossiers.rules.supplements import READY_SENTENCES, SupplementItem
from motcua.web.desk.dossier_acts.acting import Scene
from motcua.web.desk.fields import WordsField

_OWN_ROWS = 2
_OWN_WORDS = "own"


class AskedRow(forms.Form):
    """What is asked of one paper: a ready sentence, or words of one's own."""

    paper = WordsField(label=_("Giấy tờ hoặc nội dung khác"), max_length=600, required=False)
    ready = forms.ChoiceField(label=_("Sai hoặc thiếu gì"), required=False)
    problem = WordsField(label=_("Ghi rõ thêm"), max_length=1000, required=False)
    what_to_do = WordsField(label=_("Người nộp phải làm gì"), max_length=1000, required=False)

    def __init__(self, *args: Any, row: SubmittedPaper | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "label_suffix": "", "use_required_attribute": False})
        self.row = row
        self.fields["ready"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", _t("Không yêu cầu") if row is not None else _t("Chọn")),
            *((str(place), one.problem) for place, one in enumerate(READY_SENTENCES)),
            (_OWN_WORDS, _t("Ghi lời khác")),
        ]
        if row is not None:
            del self.fields["paper"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.is_asked() and not self._problem():
            self.add_error("problem", _t("Ghi rõ sai hoặc thiếu gì."))
        if self.is_asked() and not self._what_to_do():
            self.add_error("what_to_do", _t("Ghi rõ người nộp phải làm gì."))
        if self.row is None and self.is_asked() and not data.get("paper"):
            self.add_error("paper", _t("Ghi tên giấy tờ hoặc nội dung cần bổ sung."))
        return data

    def is_asked(self) -> bool:
        """Whether anything is asked in this row."""
        return any(self.cleaned_data.get(name) for name in ("ready", "problem", "what_to_do", "paper"))

    def item(self) -> SupplementItem:
        """The row as the request keeps it."""
        name = self.row.name if self.row is not None else self.cleaned_data["paper"]
        component = self.row.component_id if self.row is not None else None
        return SupplementItem(name, self._problem(), self._what_to_do(), component)

    def _problem(self) -> str:
        typed, ready = self.cleaned_data.get("problem", ""), self._ready()
        return " ".join(filter(None, [ready.problem if ready else "", typed]))

    def _what_to_do(self) -> str:
        typed, ready = self.cleaned_data.get("what_to_do", ""), self._ready()
        return typed or (ready.what_to_do if ready else "")

    def _ready(self) -> Any:
        chosen = self.cleaned_data.get("ready", "")
        return READY_SENTENCES[int(chosen)] if chosen.isdecimal() else None


class AskedRows:
    """All rows: those of the check-list, then some for what is not in it."""

    def __init__(self, scene: Scene, papers: Sequence[SubmittedPaper]) -> None:
        data = scene.data
        self.listed = [AskedRow(data, prefix=f"p{row.pk}", row=row) for row in papers]
        self.own = [AskedRow(data, prefix=f"own{place}") for place in range(_OWN_ROWS)]

    @property
    def forms(self) -> list[AskedRow]:
        return [*self.listed, *self.own]

    @property
    def own_touched(self) -> bool:
        """Whether anything was typed beside the check-list."""
        return any(row[name].value() for row in self.own if row.is_bound for name in row.fields)

    def is_valid(self) -> bool:
        """Whether every row is right; all are asked, so that everything wrong is shown at once."""
        answers = [form.is_valid() for form in self.forms]
        return all(answers)

    def items(self) -> list[SupplementItem]:
        """What is asked. Ask only valid rows."""
        return [form.item() for form in self.forms if form.is_asked()]
