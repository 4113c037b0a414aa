"""Answers in own words, read one after the other and put to themes by keyboard."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.enums import Capability
from motcua.feedback.actions.surveys.sheets import code_verbatim
from motcua.feedback.models import SurveyVerbatim
from motcua.feedback.policy.surveys import require_keep_surveys
from motcua.feedback.queries.surveys.answers import content_of
from motcua.feedback.queries.surveys.verbatims import find_verbatim, verbatim_key
from motcua.feedback.rules.surveys.seeing import require_results
from motcua.kernel.refusals import Refused
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.surveys.shown import survey_or_refuse
from motcua.web.middleware import status_of


@desk_view(Capability.KEEP_SURVEYS)
@require_http_methods(["GET", "POST"])
def code(request: DeskRequest, code: str) -> HttpResponse:
    """The next answer that nobody has coded, in an order that says nothing of who wrote when."""
    survey, desk = survey_or_refuse(request, code), request.desk
    require_keep_surveys(desk.person, agency_id=survey.agency_id, on=desk.today)
    require_results(status=survey.status, title=survey.title)
    if request.method == "POST":
        try:
            code_verbatim(
                survey_id=survey.pk,
                verbatim_id=find_verbatim(survey, request.POST.get("verbatim", "")),
                themes=request.POST.getlist("themes"),
                by=desk.person,
                at=desk.at,
            )
        except Refused as refused:
            if status_of(refused) in {403, 404}:
                raise
            messages.error(request, refused.message)
        else:
            messages.success(request, _("Đã ghi."))
        return redirect("desk:surveys:code", code=survey.code)
    said = SurveyVerbatim.objects.filter(response__survey=survey)
    waiting = said.filter(coded_by__isnull=True)
    now = waiting.order_by(F("response_id"), "pk").first()
    questions = {question.code: question.text for question in content_of(survey).open_questions}
    context = {
        "survey": survey,
        "now": now,
        "key": verbatim_key(now.pk) if now else "",
        "question": questions.get(now.question, "") if now else "",
        "themes": list(survey.version.questionnaire.themes.all()),
        "left": waiting.count(),
        "all": said.count(),
    }
    return render(request, "desk/surveys/code.html", context)
