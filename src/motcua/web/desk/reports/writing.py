"""The narrative part: read with its figures, and written."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from motcua.accounts.enums import Capability
from motcua.indicators.rules.declared import measures_on
from motcua.kernel.refusals import Refused
from motcua.reports.actions.writing import write_report
from motcua.reports.models import Report, ReportVersion
from motcua.reports.policy import require_keep
from motcua.reports.queries.reports import Shown, decisions_of, directing_of, shown_of
from motcua.reports.rules.outline import pieces
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.dashboards.links import figure_link
from motcua.web.desk.reports.shown import (
    catalogue_links,
    frame,
    place_of,
    report_or_refuse,
    sentences,
    version_asked,
)
from motcua.web.middleware import status_of
from motcua.web.refused_forms import show_refusal


class TextForm(forms.Form):
    """A box for each section, and the directing documents, one in a line."""

    directing = forms.CharField(
        required=False,
        label=gettext_lazy("Văn bản chỉ đạo, điều hành"),
        help_text=gettext_lazy(
            "Mỗi dòng một văn bản: số và ký hiệu; ngày; trích yếu. Kế hoạch đã phê duyệt trong kỳ được tự thêm."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, shown: Shown, **more: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **more})
        self.keys = [section.key for section in shown.outline.sections]
        for section in shown.outline.sections:
            self.fields[section.key] = forms.CharField(
                required=False,
                label=section.title,
                help_text=section.hint,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def clean_directing(self) -> list[tuple[str, date | None, str]]:
        lines = (line for line in self.cleaned_data["directing"].splitlines() if line.strip())
        return [_document(line) for line in lines]

    def paragraphs(self) -> dict[str, list[str]]:
        """What was written, a paragraph for each line."""
        return {key: self.cleaned_data[key].splitlines() for key in self.keys}


def _document(line: str) -> tuple[str, date | None, str]:
    parts = [part.strip() for part in line.split(";", 2)]
    if len(parts) < 3:
        raise ValidationError(_("Dòng “%s” chưa đủ ba phần cách nhau bằng dấu chấm phẩy.") % line[:60])
    try:
        on = datetime.strptime(parts[1], "%d/%m/%Y").date() if parts[1] else None  # noqa: DTZ007 - a day
    except ValueError:
        raise ValidationError(_("Dòng “%s” có ngày không đúng dạng 17/01/2024.") % line[:60]) from None
    return parts[0], on, parts[2]


@desk_view(Capability.READ_REPORTS)
@require_GET
def page(request: DeskRequest, pk: UUID) -> HttpResponse:
    report = report_or_refuse(request, pk)
    version = version_asked(request, report)
    shown = shown_of(version, at=request.desk.at)
    links = _links(report, version, request)
    lists = {"directing": directing_of(report, version), "decisions": decisions_of(report)}
    context = {
        **frame(request, report, version, "text"),
        "sections": [
            {
                "section": section,
                "sentences": list(sentences(section, shown, links)),
                "written": [
                    [(piece.text, links.get(piece.code, "")) for piece in pieces(each, shown.words)]
                    for each in version.paragraphs.get(section.key, ())
                ],
                "listed": lists.get(section.lists, []),
            }
            for section in shown.outline.sections
        ],
    }
    return render(request, "desk/reports/text.html", context)


@desk_view(Capability.KEEP_REPORTS)
@require_http_methods(["GET", "POST"])
def edit(request: DeskRequest, pk: UUID) -> HttpResponse:
    report, desk = report_or_refuse(request, pk), request.desk
    require_keep(desk.person, agency_id=report.agency_id, on=desk.today)
    version = version_asked(request, report)
    shown = shown_of(version, at=desk.at)
    form = TextForm(posted(request), shown=shown, initial=_initial(version))
    if request.method == "POST" and form.is_valid():
        try:
            write_report(
                version_id=version.pk,
                paragraphs=form.paragraphs(),
                directing=form.cleaned_data["directing"],
                seen=form.cleaned_data["revision"],
                by=desk.person,
                at=desk.at,
            )
        except Refused as refused:
            if status_of(refused) in {403, 404}:
                raise
            show_refusal(form, refused)
        else:
            messages.success(request, _("Đã ghi phần lời."))
            return redirect("desk:reports:text", pk=pk)
    context = {
        **frame(request, report, version, "text"),
        "form": form,
        "figures": [(code, told.name, told.said) for code, told in shown.figures.items()],
    }
    return render(request, "desk/reports/edit.html", context, status=422 if form.errors else 200)


def _initial(version: ReportVersion) -> dict[str, Any]:
    return {
        **{key: "\n".join(written) for key, written in version.paragraphs.items()},
        "directing": "\n".join(
            f"{each['number']}; {_day(each['on'])}; {each['title']}" for each in version.directing
        ),
        "revision": version.revision,
    }


def _day(said: str) -> str:
    return f"{date.fromisoformat(said):%d/%m/%Y}" if said else ""


def _links(report: Report, version: ReportVersion, request: DeskRequest) -> dict[str, str]:
    """Where the rows behind each measure are shown."""
    place = place_of(report, version, request)
    measured = {
        measure.code: figure_link(
            measure.code, agency_id=place.agency_id, first=place.first, last=place.last, as_of=place.as_of
        )
        for measure in measures_on(place.last)
        if measure.has_data
    }
    return {**measured, **catalogue_links(place)}
