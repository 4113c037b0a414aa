"""Questionnaires at the desk: which there are, one version read, written, looked at, published; the code book."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from motcua.accounts.enums import Capability
from motcua.feedback.actions.surveys.questionnaires import (
    draft_next_questionnaire,
    publish_questionnaire,
    save_questionnaire,
    set_themes,
    start_questionnaire,
)
from motcua.feedback.enums.surveys import SurveySubject
from motcua.feedback.models import QuestionnaireVersion
from motcua.feedback.policy.surveys import may_keep_surveys
from motcua.feedback.queries.surveys.visible import questionnaires_visible_to
from motcua.feedback.rules.surveys.checking import doubts, problems
from motcua.feedback.rules.surveys.questionnaires import Content, from_json
from motcua.feedback.rules.surveys.templates import TEMPLATES
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.drafts.rows import rearranged, row_in_hand
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.history import read_history
from motcua.web.desk.surveys.questionnaire_forms import ContentForms, StartQuestionnaireForm, ThemesForm
from motcua.web.desk.surveys.shown import READS, own_agency, questionnaire_or_refuse, version_or_refuse
from motcua.web.middleware import status_of
from motcua.web.surveys import asked_of


@desk_view(*READS)
@require_GET
def listing(request: DeskRequest) -> HttpResponse:
    desk = request.desk
    seen = questionnaires_visible_to(desk.person, desk.today)
    rows = (
        QuestionnaireVersion.objects.filter(questionnaire__in=seen)
        .select_related("questionnaire__agency")
        .order_by("questionnaire__title", "questionnaire_id", "-number")
    )
    context = {"rows": list(rows[:500]), "keeps": desk.can(Capability.KEEP_SURVEYS)}
    return render(request, "desk/surveys/questionnaires.html", context)


@desk_view(Capability.KEEP_SURVEYS)
@require_http_methods(["GET", "POST"])
def start(request: DeskRequest) -> HttpResponse:
    desk, agency = request.desk, own_agency(request)
    form = StartQuestionnaireForm(posted(request), initial={"template": "giao-duc", "subject": "education"})

    def act() -> QuestionnaireVersion:
        template = TEMPLATES.get(form.cleaned_data["template"])
        return start_questionnaire(
            agency_id=agency.pk,
            title=form.cleaned_data["title"],
            subject=SurveySubject(form.cleaned_data["subject"]),
            content=template.content if template else Content("", (), ()),
            by=desk.person,
            at=desk.at,
        )

    return answer_form(
        request,
        form,
        act,
        where=lambda made: _home(made.pk),
        title=_("Lập bộ câu hỏi"),
        lead=_("Mẫu chỉ để bắt đầu: sửa, thêm, bớt câu tùy ý trước khi ban hành."),
        save=_("Lập bộ câu hỏi"),
        back=reverse("desk:surveys:questionnaires"),
        done=_("Đã lập. Sửa các câu rồi ban hành."),
    )


@desk_view(*READS)
@require_http_methods(["GET", "POST"])
def page(request: DeskRequest, pk: UUID) -> HttpResponse:
    """A version: its items to read, or to write while it is a draft."""
    version, desk = version_or_refuse(request, pk), request.desk
    keeps = may_keep_surveys(desk.person, agency_id=version.questionnaire.agency_id, on=desk.today)
    if version.published_at is not None or not keeps:
        return render(request, "desk/surveys/questionnaire.html", _shown(version, keeps))
    if request.method == "GET":
        return _editor(request, version, ContentForms(content=from_json(version.content)))
    moved = rearranged(request.POST)
    if moved is not None:
        return _editor(request, version, ContentForms(moved, quiet=True), in_hand=row_in_hand(request.POST))
    forms = ContentForms(request.POST)
    if forms.is_valid():
        seen = request.POST.get("revision", "")
        try:
            save_questionnaire(
                version_id=pk,
                content=forms.content(),
                by=desk.person,
                at=desk.at,
                seen=int(seen) if seen.isdecimal() else None,
            )
        except Refused as refused:
            if status_of(refused) in {403, 404}:
                raise
            messages.error(request, refused.message)
        else:
            messages.success(request, _("Đã lưu bộ câu hỏi."))
            return redirect(_home(pk))
    return _editor(request, version, forms, status=422)


@desk_view(*READS)
@require_GET
def preview(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The questions as the public sees them."""
    version = version_or_refuse(request, pk)
    context = {
        "version": version,
        "questionnaire": version.questionnaire,
        "asked": asked_of(from_json(version.content), {}, {}),
    }
    return render(request, "desk/surveys/preview.html", context)


@desk_view(Capability.KEEP_SURVEYS)
@require_POST
def publish(request: DeskRequest, pk: UUID) -> HttpResponse:
    version_or_refuse(request, pk)
    desk = request.desk
    attempt(
        request,
        lambda: publish_questionnaire(version_id=pk, by=desk.person, at=desk.at),
        done=_("Đã ban hành. Từ nay khảo sát mới dùng được bản này; bản này không sửa được nữa."),
    )
    return redirect(_home(pk))


@desk_view(Capability.KEEP_SURVEYS)
@require_POST
def again(request: DeskRequest, pk: UUID) -> HttpResponse:
    """A further draft of the questionnaire."""
    questionnaire, desk = questionnaire_or_refuse(request, pk), request.desk
    made = draft_next_questionnaire(questionnaire_id=questionnaire.pk, by=desk.person, at=desk.at)
    return redirect(_home(made.pk))


@desk_view(Capability.KEEP_SURVEYS)
@require_http_methods(["GET", "POST"])
def themes(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The code book."""
    questionnaire, desk = questionnaire_or_refuse(request, pk), request.desk
    lines = "\n".join(questionnaire.themes.values_list("label", flat=True))
    form = ThemesForm(posted(request), initial={"labels": lines})
    return answer_form(
        request,
        form,
        lambda: set_themes(
            questionnaire_id=pk, labels=form.cleaned_data["labels"].splitlines(), by=desk.person, at=desk.at
        ),
        where=lambda made: reverse("desk:surveys:questionnaires"),
        title=_("Bảng mã ý kiến"),
        lead=_("%s. Dùng khi xếp các ý kiến viết bằng lời vào chủ đề.") % questionnaire.title,
        save=_("Lưu bảng mã"),
        back=reverse("desk:surveys:questionnaires"),
        done=_("Đã lưu bảng mã."),
    )


def _editor(
    request: DeskRequest,
    version: QuestionnaireVersion,
    forms: ContentForms,
    *,
    status: int = 200,
    in_hand: str = "",
) -> HttpResponse:
    stored = from_json(version.content)
    context = {
        "version": version,
        "questionnaire": version.questionnaire,
        "forms": forms,
        "in_hand": in_hand,
        "problems": problems(stored),
        "doubts": doubts(stored),
    }
    return render(request, "desk/surveys/questionnaire_edit.html", context, status=status)


def _shown(version: QuestionnaireVersion, keeps: bool) -> dict[str, object]:
    newer = version.questionnaire.versions.filter(number__gt=version.number).order_by("-number").first()
    content = from_json(version.content)
    numbers = {item.code: number for number, item in enumerate(content.in_order, start=1)}
    return {
        "version": version,
        "questionnaire": version.questionnaire,
        "groups": [
            (group, [(numbers[item.code], item) for item in content.items_of(group.code)])
            for group in content.groups
        ],
        "content": content,
        "newer": newer,
        "may_draft": keeps and newer is None and version.published_at is not None,
        "keeps": keeps,
        "history": read_history(entries_about("questionnaire", str(version.questionnaire_id))),
    }


def _home(pk: UUID) -> str:
    return reverse("desk:surveys:questionnaire", args=[pk])
