"""Forms that lose no file when they are refused."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.documents.actions.files import Brought, installation_rules
from motcua.web.fields import ManyFilesField, OneFileField
from motcua.web.waiting_files.chosen import ChosenFiles

_AGAIN = gettext_lazy("Tệp này không giữ chờ được, hãy chọn lại khi gửi.")


class HoldsFiles(forms.BaseForm):
    """A form that loses no file when it is refused. Where it is shown again without being refused, the view calls
    `hold_files`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._is_cleaning = False
        self._said: dict[str, set[str]] = {}
        super().__init__(*args, **kwargs)

    def full_clean(self) -> None:
        """Clean; what waited and does not any more refuses the form, so that nothing is sent without it unnoticed."""
        self._said = {}
        self._is_cleaning = True
        try:
            super().full_clean()
            self._judge()
            self._tell_lost()
        finally:
            self._is_cleaning = False
        if self.errors:
            self.hold_files()

    def add_error(self, field: str | None, error: Any) -> None:
        """As ever; and what was chosen waits from now on."""
        super().add_error(field, error)
        if not self._is_cleaning:
            self.hold_files()

    def hold_files(self) -> None:
        """Let every chosen file wait for the next sending and list it in its field."""
        if not isinstance(self.files, ChosenFiles):
            return
        for name, field in self._file_fields():
            key, many = self.add_prefix(name), isinstance(field, ManyFilesField)
            problems = self.files.hold(
                key,
                many=many,
                rules=field.accepts or installation_rules(),
                is_wrong=bool(set(self._words_at(name)) - self._said.get(name, set())),
            )
            for problem in problems:
                self._say(name, str(_AGAIN) if field.is_only_read else problem.message)
            field.wait_with(self.files.waiting(key))

    def brought_in(self, name: str) -> list[Brought]:
        """The files of a field, one or many, as actions take them. Ask only a valid form."""
        said = self.cleaned_data.get(name) or []
        return [Brought(one, str(one.name)) for one in (said if isinstance(said, list) else [said])]

    def take_over(self, files: ChosenFiles | None) -> list[str]:
        """List in a form that is shown anew what was chosen in it before; what is wrong with files that cannot wait, in
        words."""
        if files is None:
            return []
        problems: list[str] = []
        for name, field in self._file_fields():
            key, many = self.add_prefix(name), isinstance(field, ManyFilesField)
            refused = files.hold(key, many=many, rules=field.accepts or installation_rules())
            problems += [one.message for one in refused]
            field.wait_with(files.waiting(key))
        return problems

    def _judge(self) -> None:
        """Name every file that is not taken at once, not only the first that the action would meet."""
        if not isinstance(self.files, ChosenFiles):
            return
        for name, field in self._file_fields():
            if not field.is_only_read:
                many, rules = isinstance(field, ManyFilesField), field.accepts or installation_rules()
                for refused in self.files.unfit(self.add_prefix(name), many=many, rules=rules):
                    self._say(name, refused.message)

    def _tell_lost(self) -> None:
        if not isinstance(self.files, ChosenFiles):
            return
        for name, field in self._file_fields():
            key = self.add_prefix(name)
            if isinstance(field, OneFileField) and self.files.get(key):
                continue  # another was chosen in its place
            for lost in self.files.lost.get(key, []):
                self._say(name, lost_words(lost))

    def _say(self, name: str, words: str) -> None:
        """Say once at a field what became of a file of it."""
        self._said.setdefault(name, set()).add(words)
        if words not in self._words_at(name) and words not in self.non_field_errors():
            super().add_error(name, words)

    def _words_at(self, name: str) -> list[str]:
        return [str(one) for one in self.errors.get(name, [])]

    def _file_fields(self) -> list[tuple[str, OneFileField | ManyFilesField]]:
        return [
            (name, field)
            for name, field in self.fields.items()
            if isinstance(field, OneFileField | ManyFilesField)
        ]


def lost_words(name: str) -> str:
    """What is said of a file that should have waited and does not; `name` is "" where it is not known."""
    if not name:
        return _("Có tệp đã giữ từ lần gửi trước không còn ở đây. Hãy chọn lại tệp nếu vẫn cần gửi.")
    return _("Tệp “%s” không còn được giữ ở đây. Hãy chọn lại nếu vẫn cần gửi.") % name
