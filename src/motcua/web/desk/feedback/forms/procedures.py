"""A procedure named by its code or by some words of its name: nobody at a telephone knows codes by heart."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from motcua.catalogue.models import Procedure
from motcua.catalogue.queries.published import Named, named_on
from motcua.catalogue.queries.search import suggest
from motcua.kernel.text import fold
from motcua.organisations.queries.home import home_jurisdiction
from motcua.web.desk.fields import WordsField

_OFFERED = 5
_SHOWN_NAME = 60


class ProcedureInput(forms.TextInput):
    """A field of one line with the catalogue as the browser's own suggestions."""

    offered: list[Named]

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"autocomplete": "off", **(attrs or {})})
        self.offered = []

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> Any:
        list_id = f"{name}-goi-y"
        options = format_html_join("", '<option value="{}">', ((written(one),) for one in self.offered))
        field = super().render(name, value, {**(attrs or {}), "list": list_id}, renderer)
        return format_html('{}<datalist id="{}">{}</datalist>', field, list_id, options)


class ProcedureField(WordsField):
    """A procedure as typed or chosen: "2.002854", "2.002854 Chuyển trường…", or words; empty is none."""

    widget = ProcedureInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=600, **kwargs)


class ProcedureNames:
    """The procedures that feedback may be about, under the names they have on a day."""

    def __init__(self, on: date) -> None:
        self.on, self.jurisdiction = on, home_jurisdiction()
        known = Procedure.objects.filter(jurisdiction__in={"", self.jurisdiction})
        self.all = named_on(known, on=on)

    def offer(self, field: forms.Field) -> None:
        """Let the field suggest them."""
        assert isinstance(field.widget, ProcedureInput)
        field.widget.offered = self.all

    def shown(self, code: str) -> str:
        """The procedure with this code as the field shows it; the code alone where it has no name."""
        return next((written(one) for one in self.all if one.code == code), code)

    def chosen(self, typed: str) -> UUID | None:
        """The procedure that was meant, the province's own record before the nation's; None when nothing was typed.

        :raises ValidationError: when it is not clear which; it names the likeliest.
        """
        words = typed.strip()
        if not words:
            return None
        code = self._code_named(words) or words.split()[0]
        known = Procedure.objects.filter(code=code, jurisdiction__in={"", self.jurisdiction})
        found = known.order_by("-jurisdiction").first()
        if found is None:
            raise forms.ValidationError(self._which(words))
        return found.pk

    def _code_named(self, words: str) -> str:
        """The code of the one procedure with exactly this name."""
        folded = fold(words)
        named = {one.code for one in self.all if fold(one.name) == folded}
        return named.pop() if len(named) == 1 else ""

    def _which(self, words: str) -> str:
        hits = suggest(words, on=self.on, public_only=False, jurisdiction=self.jurisdiction, limit=_OFFERED)
        if not hits:
            return _("Không thấy thủ tục này trong danh mục. Gõ vài chữ khác của tên, hoặc để trống.")
        return _("Chưa rõ thủ tục nào. Chọn một trong các thủ tục: %s.") % "; ".join(
            f"{hit.code} {Truncator(hit.name).chars(_SHOWN_NAME)}" for hit in hits
        )


def written(one: Named) -> str:
    """A procedure as it stands in the field: its code, then its name."""
    return f"{one.code} {one.name}"
