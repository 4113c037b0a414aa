"""An amount of time as a form asks for it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.deadlines.enums import LimitUnit
from motcua.deadlines.rules.limits import Limit
from motcua.kernel.refusals import Refused
from motcua.web.desk.dossier_acts.acting import ActForm
from motcua.web.desk.fields import AmountField

_UNITS = (LimitUnit.WORKING_DAY, LimitUnit.CALENDAR_DAY, LimitUnit.HOUR)


class AmountForm(ActForm):
    """A form with an amount and its unit; `usual` is what is offered."""

    usual = Limit(Decimal(10), LimitUnit.WORKING_DAY)
    has_amounts = True

    amount = AmountField(label=_("Thời gian"))
    unit = forms.ChoiceField(label=_("Tính theo"), choices=[(one.value, one.label) for one in _UNITS])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].initial = self.usual.amount
        self.fields["unit"].initial = self.usual.unit.value

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("amount") is not None and data.get("unit"):
            try:
                data["limit"] = Limit(data["amount"], LimitUnit(data["unit"]))
            except Refused as refused:
                self.add_error("amount", refused.message)
        return data

    def limit(self) -> Limit:
        """What was typed, or what is usual as long as that cannot be read."""
        if not self.is_bound:
            return self.usual
        if "amount" in self.errors or "unit" in self.errors:
            return self.usual
        found: Limit = self.cleaned_data.get("limit", self.usual)
        return found
