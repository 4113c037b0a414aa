from __future__ import annotations

from typing import TypeVar

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.catalogue.enums import FindingKind, Severity
from motcua.catalogue.queries.quality import QualitySummary, procedures_with_findings, quality_summary
from motcua.kernel.labelled import Labelled
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.paging import PAGE, address
from motcua.web.desk.spreadsheets import xlsx

Word = TypeVar("Word", bound=Labelled)
KEEPERS = (Capability.KEEP_CATALOGUE, Capability.IMPORT_CATALOGUE, Capability.APPROVE_DECISION)


@desk_view(*KEEPERS)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    today = request.desk.today
    kind, severity = _asked(request, "loai", FindingKind), _asked(request, "muc", Severity)
    after = request.GET.get("sau")
    found = procedures_with_findings(on=today, kind=kind, severity=severity, after=after, size=PAGE)
    summary = quality_summary(on=today)
    context = {
        "found": found[:PAGE],
        "summary": summary,
        "facets": _facets(request, summary, kind, severity),
        "export_query": request.GET.urlencode(),
        "first_href": address(request) if after else "",
        "next_href": address(request, sau=found[PAGE - 1].key) if len(found) > PAGE else "",
    }
    return render(request, "desk/quality/list.html", context)


@desk_view(*KEEPERS)
@require_GET
def export(request: DeskRequest) -> HttpResponse:
    from motcua.catalogue.workbooks import quality_workbook

    kind, severity = _asked(request, "loai", FindingKind), _asked(request, "muc", Severity)
    rows = procedures_with_findings(on=request.desk.today, kind=kind, severity=severity, size=None)
    return xlsx(quality_workbook(rows), name=f"chat-luong-danh-muc-{request.desk.today.isoformat()}")


def _asked(request: DeskRequest, name: str, words: type[Word]) -> Word | None:
    value = request.GET.get(name, "")
    return words(value) if value in set(words) else None


def _facets(
    request: DeskRequest, summary: QualitySummary, kind: FindingKind | None, severity: Severity | None
) -> list[dict[str, object]]:
    return [
        {
            "title": title,
            "choices": [
                {
                    "label": word.label,
                    "count": count,
                    "href": address(request, **{name: "" if word == chosen else word.value}),
                    "is_chosen": word == chosen,
                }
                for word, count in counts.items()
            ],
        }
        for title, name, counts, chosen in (
            (_("Mức độ"), "muc", summary.by_severity, severity),
            (_("Loại"), "loai", summary.by_kind, kind),
        )
    ]
