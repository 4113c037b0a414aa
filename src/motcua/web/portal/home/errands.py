"""The ways in from the home page: what people come to do, and the filters of the catalogue."""

from __future__ import annotations

from datetime import date
from typing import Any

from motcua.catalogue.enums import LifeEvent
from motcua.catalogue.queries.published_lists import Facet, Filters, count_published
from motcua.organisations.queries.home import home_jurisdiction
from motcua.web.portal.procedures.lists import facets_for

EXAMPLES = ("chuyển trường", "bản sao bằng tốt nghiệp", "miễn giảm học phí", "mở trung tâm ngoại ngữ")
_ICONS = {
    LifeEvent.STARTING_SCHOOL: "school",
    LifeEvent.CHANGING_SCHOOL: "move",
    LifeEvent.SUPPORT: "hand",
    LifeEvent.EXAM: "edit",
    LifeEvent.DIPLOMA: "graduation",
    LifeEvent.STUDY_ABROAD: "globe",
    LifeEvent.VOCATION: "book",
    LifeEvent.TEACHING: "people",
    LifeEvent.OPENING_SCHOOL: "building",
    LifeEvent.CHANGING_INSTITUTION: "history",
}


def home_context(*, on: date) -> dict[str, Any]:
    """What `portal/home/home.html` shows."""
    filters = Filters(jurisdiction=home_jurisdiction(), on=on)
    facets = facets_for(filters)
    errands = next(facet["choices"] for facet in facets if facet["facet"] is Facet.LIFE_EVENT)
    return {
        "total": count_published(filters),
        "examples": EXAMPLES,
        "errands": [{**errand, "icon": _ICONS[LifeEvent[errand["value"].upper()]]} for errand in errands],
        "facets": [facet for facet in facets if facet["facet"] is not Facet.LIFE_EVENT],
    }
