"""Forms of repeatable rows that can be added and moved by plain buttons, and shown without complaints meanwhile."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT
from django.forms.utils import ErrorDict
from django.http import QueryDict

MOST_ROWS = 300
_INSIDE = re.compile(r"-\d+-[a-z_]+$")  # the prefix of rows inside a row


class QuietForm(forms.Form):
    """A form that, when `quiet`, shows what was typed without checking it."""

    def __init__(self, *args: Any, quiet: bool = False, **kwargs: Any) -> None:
        self.quiet = quiet
        super().__init__(*args, **{"label_suffix": "", **kwargs})

    def full_clean(self) -> None:
        if self.quiet:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()


class RowForm(QuietForm):
    """One row. A row left wholly empty counts as not there; a ticked row is taken away."""

    #: Fields that always carry a choice and do not make a row "filled in".
    always_chosen: frozenset[str] = frozenset()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "use_required_attribute": False})
        self.empty_permitted = True

    def has_changed(self) -> bool:
        """Whether anything was typed in this row, or in the rows inside it."""
        own = any(self._raw(name) for name in self.fields if name not in {"DELETE", *self.always_chosen})
        return own or any(row.has_changed() for row in self.inner_rows())

    def inner_rows(self) -> list[Any]:
        """The rows inside this one; none for most kinds."""
        return list(self.nested.forms) if hasattr(self, "nested") else []

    def _raw(self, name: str) -> bool:
        value = self.fields[name].widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        return bool(value.strip() if isinstance(value, str) else value)

    def is_removed(self) -> bool:
        """Whether the row is ticked to be taken away."""
        return self.is_bound and self._raw("DELETE")

    def is_there(self) -> bool:
        """Whether the row says something and was not taken away."""
        return self.has_changed() and not self.is_removed()


class Rows(forms.BaseFormSet):  # type: ignore[type-arg]  # not generic at run time
    """Rows of one kind."""

    default_error_messages = {
        "missing_management_form": "Trang gửi lên bị thiếu phần đếm dòng. Tải lại trang rồi thử lại."
    }

    def __init__(self, data: Any = None, *args: Any, quiet: bool = False, **kwargs: Any) -> None:
        kwargs["form_kwargs"] = {"quiet": quiet}
        super().__init__(_with_count(data, kwargs.get("prefix") or ""), *args, **kwargs)

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Bỏ dòng này"
        form.fields["DELETE"].widget.attrs["data-remove-row"] = ""

    def there(self) -> list[Any]:
        """The rows that say something and stay."""
        return [form for form in self.forms if form.is_there()]


def _with_count(data: Any, prefix: str) -> Any:
    """`data`; rows inside a row that was only just added have posted no count yet, and are none."""
    total = f"{prefix}-{TOTAL_FORM_COUNT}"
    if data is None or data.get(total) or not _INSIDE.search(prefix):
        return data
    return {total: "0", f"{prefix}-{INITIAL_FORM_COUNT}": "0"}


def row_set(form: type[RowForm], base: type[Rows] = Rows) -> Any:
    """A formset class of `form`, with a tick to take a row away."""
    return forms.formset_factory(
        form, formset=base, extra=0, can_delete=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS
    )


def rearranged(data: Mapping[str, Any]) -> QueryDict | None:
    """What was posted, with the row added or moved that a button asked for; None when no such button was pressed.

    Buttons: `add=steps` for a row at the end, `up=steps-3` for one place up. Rows within rows go along.
    """
    changed = QueryDict(mutable=True)
    for key in data:
        changed.setlist(key, data.getlist(key) if isinstance(data, QueryDict) else [data[key]])
    if prefix := changed.get("add"):
        total = f"{prefix}-{TOTAL_FORM_COUNT}"
        changed[total] = str(min(MOST_ROWS, _count(changed.get(total)) + 1))
        return changed
    if row := changed.get("up"):
        prefix, _, number = row.rpartition("-")
        if number.isdigit() and int(number) > 0:
            return _swapped(changed, f"{prefix}-{int(number) - 1}-", f"{row}-")
        return changed
    return None


def row_in_hand(data: Mapping[str, Any]) -> str:
    """The prefix of the row that `rearranged` made or moved: where the cursor belongs now."""
    if prefix := data.get("add"):
        return f"{prefix}-{_count(data.get(f'{prefix}-{TOTAL_FORM_COUNT}'))}"
    prefix, _, number = str(data.get("up", "")).rpartition("-")
    return f"{prefix}-{max(0, _count(number) - 1)}"


def _count(value: object) -> int:
    return int(value) if isinstance(value, str) and value.isdigit() else 0


def _swapped(data: QueryDict, one: str, other: str) -> QueryDict:
    swapped = QueryDict(mutable=True)
    for key in data:
        new = other + key[len(one) :] if key.startswith(one) else key
        new = one + key[len(other) :] if key.startswith(other) else new
        swapped.setlist(new, data.getlist(key))
    return swapped
