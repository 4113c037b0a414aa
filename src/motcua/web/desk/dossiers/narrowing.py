"""By what a list is narrowed, read from the address and offered as a form."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from motcua.dossiers.enums import Door, Status
from motcua.dossiers.queries.listing import Narrowing
from motcua.kernel.labelled import Labelled
from motcua.web.fields import DayField

Word = TypeVar("Word", bound=Labelled)
# The questions of an address that a saved filter keeps.
KEPT = ("nhom", "thu-tuc", "buoc", "co-quan", "nguoi", "cua", "trang-thai", "tu", "den")


class NarrowForm(forms.Form):
    """The filters beside a list. Values that nobody offered are left out in silence: an old address still works."""

    def __init__(self, data: QueryDict, choices: dict[str, list[tuple[str, str]]]) -> None:
        super().__init__(data)
        offered: dict[str, tuple[Any, list[tuple[str, str]]]] = {
            "thu-tuc": (_("Thủ tục"), choices.get("procedure", [])),
            "buoc": (_("Bước"), choices.get("step", [])),
            "co-quan": (_("Nơi đang giữ"), choices.get("agency", [])),
            "nguoi": (_("Người giữ"), choices.get("officer", [])),
            "cua": (_("Cách nộp"), Door.choices()),
            "trang-thai": (_("Trạng thái"), Status.choices()),
        }
        for name, (label, some) in offered.items():
            if some:
                listed = [("", _("Tất cả")), *some]
                self.fields[name] = forms.ChoiceField(label=label, required=False, choices=listed)
        self.fields["tu"] = DayField(label=_("Nộp từ ngày"), required=False)
        self.fields["den"] = DayField(label=_("đến hết ngày"), required=False)


def narrowing_of(data: QueryDict) -> Narrowing:
    """What the address asks for; what cannot be read is not asked."""
    return Narrowing(
        procedure_id=_identifier(data.get("thu-tuc", "")),
        agency_id=_identifier(data.get("co-quan", "")),
        officer_id=_identifier(data.get("nguoi", "")),
        step=data.get("buoc", "")[:40],
        door=_word(Door, data.get("cua", "")),
        status=_word(Status, data.get("trang-thai", "")),
        first=_day(data.get("tu", "")),
        last=_day(data.get("den", "")),
    )


def kept_pairs(data: QueryDict) -> list[tuple[str, str]]:
    """The filters that are set, with their values, in a fixed order."""
    return [(name, value) for name in KEPT if (value := data.get(name, ""))]


def kept_query(data: QueryDict) -> str:
    """The same as one text, for keeping them under a name."""
    return urlencode(kept_pairs(data))


def _identifier(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _word(words: type[Word], text: str) -> Word | None:
    return words(text) if text in set(words) else None


def _day(text: str) -> date | None:
    try:
        found: date | None = DayField(required=False).clean(text)
    except forms.ValidationError:
        return None
    return found
