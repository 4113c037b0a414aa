"""The papers of a plan, to keep as Word or PDF files."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from motcua.accounts.enums import Capability
from motcua.documents.official.content import OfficialDocument
from motcua.documents.official.making import make_docx, make_pdf
from motcua.kernel.refusals import Refused
from motcua.kernel.text import fold
from motcua.organisations.models import Agency
from motcua.plans.models import Plan
from motcua.plans.policy import require_keep
from motcua.plans.queries.papers import plan_paper, reminder_paper, report_paper
from motcua.plans.rules.papers.plan import annex_document, plan_document
from motcua.plans.rules.papers.reminder import reminder_letter
from motcua.plans.rules.papers.report import report_document
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.plans.shown import plan_or_refuse, version_or_refuse

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@desk_view(Capability.READ_PLANS)
@require_GET
def plan(request: DeskRequest, pk: UUID, form: str) -> HttpResponse:
    """The plan itself, or with ?phu-luc only its annex."""
    version = version_or_refuse(request, pk)
    paper = plan_paper(version, on=request.desk.today)
    is_annex = "phu-luc" in request.GET
    document = annex_document(paper) if is_annex else plan_document(paper)
    return _file(request, document, form, f"{'phu luc ' if is_annex else ''}ke hoach {version.plan.title}")


@desk_view(Capability.READ_PLANS)
@require_GET
def report(request: DeskRequest, pk: UUID, form: str) -> HttpResponse:
    """How far the plan is today."""
    shown, today = _in_force(request, pk), request.desk.today
    period = _("năm %s") % today.year
    document = report_document(report_paper(shown, on=today, period=period))
    return _file(request, document, form, f"bao cao {shown.title}")


@desk_view(Capability.KEEP_PLANS)
@require_GET
def reminder(request: DeskRequest, pk: UUID, unit_pk: UUID, form: str) -> HttpResponse:
    """A letter that recalls a unit's late and near work."""
    shown, desk = _in_force(request, pk), request.desk
    require_keep(desk.person, agency_id=shown.agency_id, on=desk.today)
    unit = Agency.objects.filter(pk=unit_pk, duties__task__plan=shown).distinct().first()
    if unit is None:
        raise Refused("unit-not-found", _("Đơn vị này không có việc trong kế hoạch."))
    paper = reminder_paper(shown, unit, on=desk.today)
    if not paper.late and not paper.near:
        raise Refused(
            "nothing-to-recall",
            _("%s không có việc nào quá hạn hay sắp đến hạn, nên không cần nhắc.") % unit.name,
        )
    return _file(request, reminder_letter(paper), form, f"don doc {unit.short_name}")


def _in_force(request: DeskRequest, pk: UUID) -> Plan:
    shown = plan_or_refuse(request, pk)
    if not shown.tasks.exists():
        raise Refused("plan-not-found", _("Kế hoạch chưa được phê duyệt nên chưa có gì để báo cáo."))
    return shown


def _file(request: DeskRequest, document: OfficialDocument, form: str, name: str) -> HttpResponse:
    make = make_pdf if form == "pdf" else make_docx
    response = HttpResponse(make(document, made_at=request.desk.at), content_type=_TYPES[form])
    plain = "-".join(fold(name).split())[:80].strip("-")
    response["Content-Disposition"] = f'attachment; filename="{plain}.{form}"'
    return response
