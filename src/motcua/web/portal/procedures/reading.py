"""Gathers what a procedure's page needs: the version for the day, its neighbours in time, the competent bodies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.catalogue.enums import LinkKind
from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.catalogue.queries.contents import contents_of
from motcua.catalogue.queries.published import (
    Named,
    named_on,
    online_services,
    promulgated_versions,
    related_procedures,
)
from motcua.catalogue.rules.content import Content
from motcua.catalogue.rules.diff import FieldChange, diff
from motcua.dossiers.queries.online import is_open_somewhere
from motcua.feedback.queries.feedback.published import published
from motcua.kernel.clock import local_day
from motcua.web.portal.place import chosen_commune_code
from motcua.web.portal.procedures import page
from motcua.web.portal.procedures.example import due_if_lodged
from motcua.web.portal.procedures.where import communes_to_choose, competent_here
from motcua.web.templatetags.motcua import period

_ANSWERED = 3


def page_context(
    request: HttpRequest, procedure: Procedure, *, asked: date | None, at: datetime
) -> dict[str, Any]:
    """Everything `portal/procedures/page.html` shows, for the version in force on the day asked for."""
    today = local_day(at)
    versions = list(promulgated_versions(procedure))
    version = version_on(versions, asked or today) or versions[0]
    later = _next_after(version, versions)
    standing = standing_of(version, today=today)
    contents = contents_of([version.pk, *([later.pk] if later and standing == "past" else [])])
    content = contents[version.pk]
    return {
        "procedure": procedure,
        "version": version,
        "content": content,
        "today": today,
        "asked_day": asked,
        "day_query": f"?ngay={asked.isoformat()}" if asked else "",
        "standing": standing,
        "is_in_force": standing == "now",
        "current_day": version_on(versions, today) is not None,
        "upcoming": later if standing == "now" else None,
        "came_by": request.GET.get("ma-cu", "")[:40],
        "changes": changes_between(content, contents.get(later.pk)) if later and standing == "past" else [],
        "address": request.build_absolute_uri(reverse("portal:procedure", args=[procedure.code])),
        "trail": trail_to(procedure, field=version.field),
        "sample_label": _("Dữ liệu mẫu"),
        "may_lodge": standing == "now" and is_open_somewhere(kind=procedure.kind, on=today),
        "answered": published(procedure_id=procedure.pk, size=_ANSWERED)[:_ANSWERED],
        **_plain_words(content, procedure, version, at),
        **_neighbours(procedure, today),
        **_where(request, procedure, today),
    }


def has_version_on(procedure: Procedure, on: date) -> bool:
    """Whether some promulgated version's period holds the day."""
    return promulgated_versions(procedure).filter(in_force__contains=on).exists()


def _plain_words(
    content: Content, procedure: Procedure, version: ProcedureVersion, at: datetime
) -> dict[str, Any]:
    applies = standing_of(version, today=local_day(at)) == "now"
    ways = page.ways(content, due_if_lodged(at) if applies else lambda _method: None)
    absent = page.none_or_missing(content)
    return {
        "levels": [_(level.label) for level in content.levels],
        "who": page.who(content),
        "agencies": page.deciding_agencies(content),
        "limits": page.common(way.limit for way in ways),
        "fees": page.common(fee for way in ways for fee in way.fees if fee != page.missing()),
        "absent": absent,
        "cases": page.paper_cases(content.components),
        "sets": page.sets_text(content),
        "ways": ways,
        "facts": facts_of(content, procedure, version),
    }


def _neighbours(procedure: Procedure, today: date) -> dict[str, Any]:
    return {
        "successors": related_procedures(procedure, kind=LinkKind.REPLACED_BY, on=today),
        "related": related_procedures(procedure, kind=LinkKind.RELATED, on=today),
        "online": online_services(procedure, on=today),
    }


def _where(request: HttpRequest, procedure: Procedure, today: date) -> dict[str, Any]:
    code = chosen_commune_code(request)
    communes = communes_to_choose(on=today)
    commune = next((area for area in communes if area.code == code), None)
    return {
        "communes": communes,
        "commune_code": commune.code if commune else "",
        "competent": competent_here(procedure, commune=commune, on=today),
    }


def version_on(versions: Iterable[ProcedureVersion], on: date) -> ProcedureVersion | None:
    """The one of `versions` whose period holds the day."""
    return next((version for version in versions if on in version.in_force), None)


def standing_of(version: ProcedureVersion, *, today: date) -> str:
    """Where the version's period lies: "past", "now" or "future"."""
    days: Any = version.in_force
    if today in days:
        return "now"
    return "past" if days.upper is not None and days.upper <= today else "future"


def changes_between(before: Content, after: Content | None) -> Sequence[FieldChange]:
    """What differs, or nothing when there is no later content."""
    return diff(before, after) if after is not None else []


def facts_of(content: Content, procedure: Procedure, version: ProcedureVersion) -> list[dict[str, Any]]:
    """The official particulars at the foot of the page."""
    return [
        {"label": _("Quyết định công bố"), "value": content.decision_number},
        {"label": _("Áp dụng"), "value": period(version.in_force)},
        {"label": _("Lĩnh vực"), "value": content.field},
        {"label": _("Loại thủ tục"), "value": _(procedure.get_kind_display())},
        {"label": _("Cơ quan ban hành"), "value": content.issuing_agency},
        *(
            {"label": label, "value": value}
            for label, value in (
                (_("Cơ quan được ủy quyền"), content.delegated_agency),
                (_("Cơ quan phối hợp"), content.coordinating_agency),
                (_("Đối tượng (ghi thêm)"), content.applicants_note if content.applicant_types else ""),
            )
            if value
        ),
    ]


def trail_to(procedure: Procedure, *, field: Any = None) -> list[dict[str, str]]:
    """The places above a procedure's page."""
    trail = [{"label": _("Thủ tục"), "href": reverse("portal:procedures")}]
    if field is not None:
        trail.append({"label": field.name, "href": f"{reverse('portal:procedures')}?linh-vuc={field.pk}"})
    else:
        trail.append({"label": procedure.code, "href": reverse("portal:procedure", args=[procedure.code])})
    return trail


def current_name(procedure: Procedure, *, on: date) -> str:
    """The procedure's name on the day, or its last one."""
    return named([procedure], on=on)[0].name


def named(procedures: Sequence[Procedure], *, on: date) -> list[Named]:
    """Code and name of each."""
    return named_on(Procedure.objects.filter(pk__in=[procedure.pk for procedure in procedures]), on=on)


def _next_after(version: ProcedureVersion, versions: Sequence[ProcedureVersion]) -> ProcedureVersion | None:
    """The version whose period follows; `versions` are the latest first."""
    place = next(index for index, other in enumerate(versions) if other.pk == version.pk)
    return versions[place - 1] if place else None
