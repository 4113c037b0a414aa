"""A survey on the public's telephone: by one's own link, once; or by an open link."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from motcua.accounts.models import Person
from motcua.feedback.actions.surveys.answering import answer_open, answer_survey, save_draft
from motcua.feedback.enums import Gate
from motcua.feedback.enums.surveys import Population, SurveyStatus
from motcua.feedback.models import Survey, SurveyDraft
from motcua.feedback.queries.surveys.results import find_survey
from motcua.feedback.queries.surveys.tokens import draft_key_of, find_member
from motcua.feedback.rules.surveys.questionnaires import Content, from_json
from motcua.kernel.clock import local_day, now
from motcua.kernel.refusals import Refused
from motcua.web import senders
from motcua.web.middleware import status_of
from motcua.web.portal.humanity import PersonForm, sender_at
from motcua.web.surveys import Asked, asked_of, posted_answers

_MOST = 60
_ANSWERED = "answered_surveys"


@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The questions of an invitation; sent, they are gone."""
    at = now()
    if not senders.is_patient(request, at, what="survey", most=_MOST):
        return _standing(request, "busy", status=429)
    member = find_member(token)
    if member is None:
        return _standing(request, "unknown", status=404)
    survey, content = member.survey, from_json(member.survey.version.content)
    if member.is_answered:
        return _standing(request, "answered", survey)
    if (standing := _not_open(survey)) != "":
        return _standing(request, standing, survey)
    if request.method == "POST":
        chosen, words = posted_answers(content, request.POST)
        if "draft" in request.POST:
            act: Callable[[], object] = lambda: save_draft(token=token, chosen=chosen, words=words, at=at)  # noqa: E731
            where = f"{reverse('portal:survey', args=[token])}?da-luu=1"
        else:
            act = lambda: answer_survey(token=token, chosen=chosen, words=words, at=at)  # noqa: E731
            where = reverse("portal:survey_thanks")
        return _sent(request, survey, content, act, where)
    draft = SurveyDraft.objects.filter(key=draft_key_of(token)).first()
    asked = asked_of(content, draft.chosen if draft else {}, draft.words if draft else {})
    return _form(request, survey, asked, is_saved="da-luu" in request.GET)


@never_cache
@require_http_methods(["GET", "POST"])
def answer_by_open_link(request: HttpRequest, code: str) -> HttpResponse:
    """The questions of a survey that anybody may answer, once in a browser."""
    at, survey = now(), find_survey(code)
    if survey is None or survey.population != Population.OPEN or survey.status == SurveyStatus.PREPARING:
        return _standing(request, "unknown", status=404)
    if survey.code in request.session.get(_ANSWERED, []):
        return _standing(request, "answered", survey)
    if (standing := _not_open(survey)) != "":
        return _standing(request, standing, survey)
    content = from_json(survey.version.content)
    person = request.user if isinstance(request.user, Person) else None
    human = PersonForm(request.POST or None, gate=Gate.ANSWER_SURVEY, at=at, person=person)
    if request.method != "POST":
        return _form(request, survey, asked_of(content, {}, {}), human=human)
    chosen, words = posted_answers(content, request.POST)
    stratum = request.POST.get("stratum", "")

    def act() -> None:
        answer_open(
            code=survey.code,
            stratum=stratum,
            chosen=chosen,
            words=words,
            sender=sender_at(request, at),
            nonce=human.nonce(),
            at=at,
        )
        request.session[_ANSWERED] = [*request.session.get(_ANSWERED, []), survey.code][-50:]

    return _sent(request, survey, content, act, reverse("portal:survey_thanks"), human=human)


@require_GET
def thanks(request: HttpRequest) -> HttpResponse:
    """After sending."""
    return _standing(request, "thanks")


def _sent(
    request: HttpRequest,
    survey: Survey,
    content: Content,
    act: Callable[[], object],
    where: str,
    *,
    human: PersonForm | None = None,
) -> HttpResponse:
    """Where to go on, or the form again with all that was typed and why it was not taken."""
    if human is not None and not human.is_valid():
        asked = asked_of(content, *posted_answers(content, request.POST))
        return _form(request, survey, asked, human=human, status=422)
    try:
        act()
    except Refused as refused:
        wrong = refused.message
        if human is not None:
            human.refuse(refused)
            wrong = "" if refused.details.get("field") in human.fields else wrong
        asked = asked_of(content, *posted_answers(content, request.POST))
        return _form(request, survey, asked, wrong=wrong, human=human, status=max(422, status_of(refused)))
    return redirect(where)


def _not_open(survey: Survey) -> str:
    today = local_day(now())
    if survey.status == SurveyStatus.CLOSED or survey.period.upper <= today:
        return "over"
    return "" if survey.period.lower <= today else "early"


def _form(
    request: HttpRequest,
    survey: Survey,
    asked: Asked,
    *,
    human: PersonForm | None = None,
    is_saved: bool = False,
    wrong: str = "",
    status: int = 200,
) -> HttpResponse:
    """The questions; with `human` they came by the open link, which saves no draft and asks the small question."""
    strata = list(survey.strata.all()) if human is not None else []
    posted: QueryDict = request.POST
    context = {
        "survey": survey,
        "agency": survey.agency.name,
        "asked": asked,
        "last_day": survey.period.upper - timedelta(days=1),
        "human": human,
        "is_saved": is_saved,
        "wrong": wrong,
        "strata": strata if len(strata) > 1 else [],
        "only": strata[0].key if len(strata) == 1 else "",
        "stratum": posted.get("stratum", ""),
    }
    response = render(request, "portal/surveys/form.html", context, status=status)
    return _private(response)


def _standing(
    request: HttpRequest, standing: str, survey: Survey | None = None, *, status: int = 200
) -> HttpResponse:
    said = {
        "unknown": (
            _("Không có phiếu khảo sát ở đường dẫn này"),
            _(
                "Hãy mở lại đường dẫn từ đúng tin nhắn hoặc thư mời, không gõ tay. Khảo sát đã khóa thì không còn."
            ),
        ),
        "answered": (
            _("Phiếu này đã được gửi"),
            _("Cảm ơn anh/chị. Mỗi người trả lời một lần, nên không cần gửi lại."),
        ),
        "over": (_("Đã hết thời gian trả lời"), _("Cảm ơn anh/chị đã quan tâm đến cuộc khảo sát này.")),
        "early": (
            _("Chưa đến thời gian trả lời"),
            _("Xin mở lại đường dẫn này trong thời gian ghi ở lời mời."),
        ),
        "busy": (
            _("Đang có quá nhiều lượt mở"),
            _("Từ nơi này vừa có nhiều lượt mở phiếu. Xin đợi khoảng mười phút."),
        ),
        "thanks": (
            _("Cảm ơn anh/chị"),
            _("Đã nhận câu trả lời. Câu trả lời không gắn với tên anh/chị và được cộng chung vào kết quả."),
        ),
    }[standing]
    context = {
        "title": said[0],
        "text": said[1],
        "survey": survey,
        "is_done": standing in {"thanks", "answered"},
    }
    return _private(render(request, "portal/surveys/standing.html", context, status=status))


def _private(response: HttpResponse) -> HttpResponse:
    """A page whose address is somebody's own: not for search engines. To other sites it is told nowhere here; told to
    nobody at all (no-referrer), a browser would send the form without its origin, and it would be refused."""
    response["X-Robots-Tag"] = "noindex"
    return response
