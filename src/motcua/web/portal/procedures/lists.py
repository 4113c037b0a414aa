"""The list of procedures with its filters, as the portal's addresses and templates want it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from motcua.catalogue.enums import ApplicantType, LifeEvent, ProcedureLevel
from motcua.catalogue.queries.published_lists import (
    Facet,
    Filters,
    count_published,
    facet_counts,
    page_of_published,
)
from motcua.organisations.queries.home import home_jurisdiction
from motcua.web.templatetags.motcua import limit

_SIZE = 30
_KEYS = {
    Facet.LIFE_EVENT: "viec",
    Facet.LEVEL: "cap",
    Facet.FIELD: "linh-vuc",
    Facet.APPLICANT: "doi-tuong",
}
_WORDS = {Facet.LIFE_EVENT: LifeEvent, Facet.LEVEL: ProcedureLevel, Facet.APPLICANT: ApplicantType}


def titles() -> dict[Facet, str]:
    """What each filter is called."""
    return {
        Facet.LIFE_EVENT: _("Việc cần làm"),
        Facet.LEVEL: _("Cấp thực hiện"),
        Facet.FIELD: _("Lĩnh vực"),
        Facet.APPLICANT: _("Đối tượng"),
    }


def list_context(asked: Mapping[str, str], *, on: date) -> dict[str, Any]:
    """What `portal/procedures/list.html` shows for the filters in the address."""
    filters = Filters(jurisdiction=home_jurisdiction(), on=on, chosen=_chosen(asked))
    after = asked.get("sau", "").replace("\0", "")[:80]
    rows = page_of_published(filters, after=after, size=_SIZE)
    facets = facets_for(filters)
    chosen = [choice for facet in facets for choice in facet["choices"] if choice["is_chosen"]]
    return {
        "rows": [_row(version) for version in rows[:_SIZE]],
        "total": count_published(filters),
        "facets": facets,
        "chosen": chosen,
        "chosen_label": chosen[0]["label"] if len(chosen) == 1 else "",
        "first_href": address_of(filters.chosen) if after else "",
        "next_href": address_of(filters.chosen, sau=rows[_SIZE - 1].procedure.code)
        if len(rows) > _SIZE
        else "",
        "empty_title": _("Không có thủ tục nào khớp"),
        "empty_text": _("Bỏ bớt điều kiện lọc để xem nhiều hơn."),
        "empty_href": reverse("portal:procedures"),
        "empty_action": _("Xem cả danh mục"),
    }


def facets_for(filters: Filters) -> list[dict[str, Any]]:
    """Each filter with its choices, how many procedures each would leave, and the address that chooses it."""
    counts = facet_counts(filters)
    return [
        {"facet": facet, "title": title, "choices": _choices(facet, counts[facet], filters.chosen)}
        for facet, title in titles().items()
    ]


def address_of(chosen: Mapping[Facet, str], **more: str) -> str:
    """The address of the list with these filters."""
    query = urlencode({**{_KEYS[facet]: value for facet, value in chosen.items()}, **more})
    return reverse("portal:procedures") + (f"?{query}" if query else "")


def _choices(
    facet: Facet, counts: list[tuple[str, str, int]], chosen: Mapping[Facet, str]
) -> list[dict[str, Any]]:
    others = {key: value for key, value in chosen.items() if key is not facet}
    return [
        {
            "value": value,
            "label": _(label),
            "count": count,
            "is_chosen": chosen.get(facet) == value,
            "href": address_of(others if chosen.get(facet) == value else {**others, facet: value}),
        }
        for value, label, count in counts
    ]


def _chosen(asked: Mapping[str, str]) -> dict[Facet, str]:
    """The filters in the address that mean something; the rest is left out."""
    found = {}
    for facet, key in _KEYS.items():
        value = asked.get(key, "")
        words = _WORDS.get(facet)
        known = (
            value.isascii() and value.isdigit() and len(value) < 10 if words is None else value in set(words)
        )
        if known:
            found[facet] = value
    return found


def _row(version: Any) -> dict[str, str]:
    methods = version.methods.all()
    return {
        "code": version.procedure.code,
        "name": version.name,
        "field": version.field.name if version.field else "",
        "limit": limit(methods[0]) if methods else "",
    }
