"""Paper sheets to print: a specimen of a questionnaire, numbered sheets of a survey."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.accounts.enums import Capability
from motcua.documents.rendering import FONTS, render_pdf
from motcua.feedback.actions.surveys.running import number_sheets
from motcua.feedback.queries.surveys.answers import content_of
from motcua.feedback.rules.surveys.printed import printed
from motcua.feedback.rules.surveys.questionnaires import from_json
from motcua.feedback.rules.surveys.sheets import sheet_code
from motcua.kernel.refusals import Refused
from motcua.web.desk.access import DeskRequest, desk_view, posted
from motcua.web.desk.surveys.forms import CountForm
from motcua.web.desk.surveys.shown import READS, survey_or_refuse, version_or_refuse
from motcua.web.middleware import status_of


@desk_view(*READS)
@require_GET
def specimen(request: DeskRequest, pk: UUID) -> HttpResponse:
    """One sheet without a number, to look at."""
    version = version_or_refuse(request, pk)
    questionnaire = version.questionnaire
    content = printed(
        from_json(version.content),
        title=questionnaire.title,
        agency=questionnaire.agency.name,
        sheets=[""],
        footer=_("Bản %s") % version.number,
        is_specimen=True,
    )
    return _pdf(request, content, "phieu-xem-truoc", inline=True)


@desk_view(Capability.KEEP_SURVEYS)
@require_http_methods(["GET", "POST"])
def sheets(request: DeskRequest, code: str) -> HttpResponse:
    """So many more sheets, each with a number of its own."""
    survey, desk = survey_or_refuse(request, code), request.desk
    form = CountForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            first, last = number_sheets(
                survey_id=survey.pk, count=form.cleaned_data["count"], by=desk.person, at=desk.at
            )
        except Refused as refused:
            if status_of(refused) in {403, 404}:
                raise
            form.add_error("count", refused.message)
        else:
            content = printed(
                content_of(survey),
                title=survey.title,
                agency=survey.agency.name,
                sheets=[sheet_code(number) for number in range(first, last + 1)],
                footer=survey.code,
            )
            return _pdf(request, content, f"phieu-{survey.code.lower()}-{first}-{last}", inline=False)
    context = {
        "form": form,
        "title": _("In phiếu giấy"),
        "lead": _(
            "Mỗi phiếu có một số với chữ số kiểm tra để không nhập hai lần. Số chạy tiếp từ %(number)s phiếu đã in."
        )
        % {"number": survey.sheets},
        "save": _("Tạo tệp PDF"),
        "back": reverse("desk:surveys:page", args=[survey.code]),
        "is_danger": False,
        "also": "",
        "quoted": (),
        "beside": (),
    }
    return render(request, "desk/form_page.html", context, status=422 if form.errors else 200)


def _pdf(request: DeskRequest, content: dict[str, object], name: str, *, inline: bool) -> HttpResponse:
    pdf = render_pdf(paper="survey", content={**content, "fonts": list(FONTS)}, made_at=request.desk.at)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}.pdf"'
    return response
