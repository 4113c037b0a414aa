"""Surveys at the desk: which there are, one of them and what to do next, opened, reminded, closed."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.accounts.enums import Capability
from motcua.feedback.actions.surveys.preparing import change_survey, start_survey
from motcua.feedback.actions.surveys.running import close_survey, drop_survey, open_survey, remind
from motcua.feedback.enums.surveys import SurveyChannel
from motcua.feedback.models import QuestionnaireVersion, Survey
from motcua.feedback.queries.surveys.results import by_channel, rates_of
from motcua.feedback.queries.surveys.sheets import typing_of
from motcua.feedback.queries.surveys.visible import surveys_to_enter, surveys_visible_to
from motcua.feedback.rules.surveys.reminding import reminder_days
from motcua.kernel.clock import local_day
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.history import read_history
from motcua.web.desk.paging import PAGE, address, after_moment
from motcua.web.desk.surveys.forms import SurveyForm, first_facts
from motcua.web.desk.surveys.shown import READS, TYPES, own_agency, seat_at, survey_or_refuse
from motcua.web.fields import PlainForm
from motcua.web.middleware import status_of


@desk_view(*READS, *TYPES)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    """Surveys, newest first; for those who only type, the ones that run."""
    desk = request.desk
    reads = desk.can(*READS)
    among = (surveys_visible_to if reads else surveys_to_enter)(desk.person, desk.today)
    seen = among.select_related("agency", "version__questionnaire").order_by("-created_at", "-id")
    after = after_moment(request)
    if after is not None:
        seen = seen.filter(created_at__lte=after[0]).exclude(created_at=after[0], id__gte=after[1])
    rows = list(seen[: PAGE + 1])
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    context = {
        "rows": rows[:PAGE],
        "reads": reads,
        "keeps": desk.can(Capability.KEEP_SURVEYS),
        "first_href": address(request) if after else "",
        "next_href": address(request, sau=f"{last.created_at.isoformat()}_{last.pk}") if last else "",
    }
    return render(request, "desk/surveys/list.html", context)


@desk_view(Capability.KEEP_SURVEYS)
@require_http_methods(["GET", "POST"])
def start(request: DeskRequest) -> HttpResponse:
    desk, agency = request.desk, own_agency(request)
    versions = _versions(agency.pk)
    first = {
        "year": desk.today.year,
        "twice_share": 10,
        "population": "list",
        "version": request.GET.get("bo"),
    }
    form = SurveyForm(posted(request), versions=versions, initial=first)
    return answer_form(
        request,
        form,
        lambda: start_survey(agency_id=agency.pk, facts=form.facts(), by=desk.person, at=desk.at),
        where=lambda made: _home(made),
        title=_("Lập cuộc khảo sát"),
        lead=_("%s. Chỉ dùng được bộ câu hỏi đã ban hành.") % agency.name,
        save=_("Lập khảo sát"),
        back=reverse("desk:surveys:list"),
        done=_("Đã lập. Làm tiếp theo các bước ghi ở trang này."),
    )


@desk_view(Capability.KEEP_SURVEYS)
@require_http_methods(["GET", "POST"])
def edit(request: DeskRequest, code: str) -> HttpResponse:
    survey, desk = survey_or_refuse(request, code), request.desk
    form = SurveyForm(posted(request), versions=_versions(survey.agency_id), initial=first_facts(survey))
    return answer_form(
        request,
        form,
        lambda: change_survey(survey_id=survey.pk, facts=form.facts(), by=desk.person, at=desk.at),
        where=_home,
        title=_("Sửa cuộc khảo sát"),
        lead=_("Đổi số người cần hỏi thì phải rút lại."),
        save=_("Lưu"),
        back=_home(survey),
        done=_("Đã lưu."),
    )


@desk_view(*READS)
@require_GET
def page(request: DeskRequest, code: str) -> HttpResponse:
    survey = survey_or_refuse(request, code)
    rates = rates_of(survey)
    answered = sum(rate.answered for rate in rates)
    asked = sum(rate.asked for rate in rates)
    channels = by_channel(survey)
    has_list = survey.members.exists()
    context = {
        "survey": survey,
        "seat": seat_at(request, survey),
        "rates": rates,
        "answered": answered,
        "asked": asked,
        "share": answered / asked if asked else None,
        "channels": [(SurveyChannel(key).label, number) for key, number in channels.items()],
        "typing": typing_of(survey),
        "has_list": has_list,
        "reminders": _reminders(survey) if has_list else (),
        "has_people": any(rate.stratum.size for rate in rates),
        "open_link": request.build_absolute_uri(reverse("portal:open_survey", args=[survey.code])),
        "history": read_history(entries_about("survey", str(survey.pk))),
    }
    return render(request, "desk/surveys/page.html", context)


@desk_view(Capability.KEEP_SURVEYS)
@require_POST
def open_(request: DeskRequest, code: str) -> HttpResponse:
    survey, desk = survey_or_refuse(request, code), request.desk
    told = _tried(request, lambda: open_survey(survey_id=survey.pk, by=desk.person, at=desk.at))
    if told is not None:
        said = _("Đã mở. Lời mời gửi tới %s người.") % told if told else _("Đã mở, bắt đầu nhận trả lời.")
        messages.success(request, said)
    return redirect(_home(survey))


@desk_view(Capability.KEEP_SURVEYS)
@require_POST
def remind_(request: DeskRequest, code: str) -> HttpResponse:
    survey, desk = survey_or_refuse(request, code), request.desk
    told = _tried(request, lambda: remind(survey_id=survey.pk, by=desk.person, at=desk.at))
    if told is not None:
        messages.success(request, _("Đã nhắc %s người chưa trả lời.") % told)
    return redirect(_home(survey))


@desk_view(Capability.KEEP_SURVEYS)
@require_http_methods(["GET", "POST"])
def close(request: DeskRequest, code: str) -> HttpResponse:
    survey, desk = survey_or_refuse(request, code), request.desk
    return answer_form(
        request,
        PlainForm(posted(request)),
        lambda: close_survey(survey_id=survey.pk, by=desk.person, at=desk.at),
        where=lambda made: reverse("desk:surveys:results", args=[survey.code]),
        title=_("Khóa kết quả"),
        lead=_(
            "Sau khi khóa không nhận thêm trả lời, không nhập thêm phiếu; xem được kết quả; số liệu vào các chỉ số; "
            "tên và cách liên hệ của người được hỏi bị xóa."
        ),
        save=_("Khóa kết quả"),
        back=_home(survey),
        done=_("Đã khóa kết quả."),
        is_danger=True,
    )


@desk_view(Capability.KEEP_SURVEYS)
@require_POST
def drop(request: DeskRequest, code: str) -> HttpResponse:
    survey, desk = survey_or_refuse(request, code), request.desk
    done = attempt(
        request,
        lambda: drop_survey(survey_id=survey.pk, by=desk.person, at=desk.at),
        done=_("Đã bỏ cuộc khảo sát chưa mở."),
    )
    return redirect(reverse("desk:surveys:list") if done else _home(survey))


def _reminders(survey: Survey) -> tuple[date, ...]:
    """On which days whoever has not answered is reminded by itself."""
    if survey.opened_at is None:
        return ()
    first = max(survey.period.lower, local_day(survey.opened_at))
    return reminder_days(first=first, last=survey.period.upper - timedelta(days=1))


def _tried(request: DeskRequest, act: object) -> int | None:
    """What the action counted; None when it was refused, and the person is told why."""
    try:
        assert callable(act)
        return int(act())
    except Refused as refused:
        if status_of(refused) in {403, 404}:
            raise
        messages.error(request, refused.message)
        return None


def _home(survey: Survey) -> str:
    return reverse("desk:surveys:page", args=[survey.code])


def _versions(agency_id: UUID) -> QuerySet[QuestionnaireVersion]:
    """The published versions of the agency's questionnaires, the newest of each first."""
    return (
        QuestionnaireVersion.objects.filter(questionnaire__agency=agency_id, published_at__isnull=False)
        .select_related("questionnaire")
        .order_by("questionnaire__title", "-number")
    )
