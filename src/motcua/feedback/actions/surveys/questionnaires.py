"""Questionnaires: begun, written in a draft, published and from then on frozen, followed by a further draft."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.feedback.enums.surveys import SurveySubject
from motcua.feedback.models import Questionnaire, QuestionnaireVersion, SurveyTheme
from motcua.feedback.policy.surveys import questionnaire_not_found, require_keep_surveys
from motcua.feedback.rules.surveys.checking import problems
from motcua.feedback.rules.surveys.questionnaires import Content, as_json, from_json
from motcua.kernel.actions import Fact, insert_all, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean, fold

MOST_THEMES = 40


@transaction.atomic
def start_questionnaire(
    *,
    agency_id: UUID,
    title: str,
    subject: SurveySubject,
    content: Content,
    by: Person,
    at: datetime,
    is_sample: bool = False,
) -> QuestionnaireVersion:
    """A new questionnaire of the agency with a draft.

    :raises Refused: "keep-surveys-not-allowed", "questionnaire-title-missing", "questionnaire-exists".
    """
    require_keep_surveys(by, agency_id=agency_id, on=local_day(at))
    name = " ".join(clean(title).split())[:300]
    if not name:
        raise Refused("questionnaire-title-missing", "Ghi tên bộ câu hỏi.", field="title")
    if Questionnaire.objects.filter(agency=agency_id, title=name).exists():
        raise Refused(
            "questionnaire-exists", f"Đã có bộ câu hỏi “{name}”. Soạn bản mới của bộ đó.", field="title"
        )
    made = Questionnaire.objects.create(agency_id=agency_id, title=name, subject=subject, is_sample=is_sample)
    version = QuestionnaireVersion.objects.create(
        questionnaire=made, number=1, content=as_json(content), prepared_by=by, prepared_at=at
    )
    _note(version, "QuestionnaireStarted", {"title": name, "items": len(content.items)}, by, at)
    return version


@transaction.atomic
def save_questionnaire(
    *, version_id: UUID, content: Content, by: Person, at: datetime, seen: int | None = None
) -> QuestionnaireVersion:
    """Let the draft say this; it may still have faults, which keep it from being published.

    :raises Refused: "questionnaire-not-found", "questionnaire-published", "questionnaire-changed",
        "keep-surveys-not-allowed".
    """
    version = _draft(version_id, by, at, seen)
    version.content = as_json(content)
    version.revision += 1
    version.save(update_fields=["content", "revision"])
    _note(version, "QuestionnaireSaved", {"items": len(content.items)}, by, at)
    return version


@transaction.atomic
def publish_questionnaire(
    *, version_id: UUID, by: Person, at: datetime, seen: int | None = None
) -> QuestionnaireVersion:
    """Let surveys use the draft from now on; it does not change any more.

    :raises Refused: as `save_questionnaire`, and "questionnaire-faulty" with all that is wrong.
    """
    version = _draft(version_id, by, at, seen)
    if wrong := problems(from_json(version.content)):
        raise Refused("questionnaire-faulty", " ".join(wrong), problems=wrong)
    version.published_at = at
    version.save(update_fields=["published_at"])
    _note(version, "QuestionnairePublished", {"items": len(version.content["items"])}, by, at)
    return version


@transaction.atomic
def draft_next_questionnaire(*, questionnaire_id: UUID, by: Person, at: datetime) -> QuestionnaireVersion:
    """A further draft that says what the last version says; the open draft when there is one. Items keep their codes,
    so that results of several years can be compared.

    :raises Refused: "questionnaire-not-found", "keep-surveys-not-allowed".
    """
    questionnaire = Questionnaire.objects.select_for_update().filter(pk=questionnaire_id).first()
    if questionnaire is None:
        raise questionnaire_not_found()
    require_keep_surveys(by, agency_id=questionnaire.agency_id, on=local_day(at))
    last = questionnaire.versions.order_by("-number").first()
    assert last is not None  # each begins with a draft
    if last.published_at is None:
        return last
    version = QuestionnaireVersion.objects.create(
        questionnaire=questionnaire,
        number=last.number + 1,
        content=last.content,
        prepared_by=by,
        prepared_at=at,
    )
    _note(version, "QuestionnaireDrafted", {}, by, at)
    return version


@transaction.atomic
def set_themes(
    *, questionnaire_id: UUID, labels: Sequence[str], by: Person, at: datetime
) -> list[SurveyTheme]:
    """The code book: the themes of answers in own words, in order. A theme whose label stays keeps its code; one that
    is left out stays with the answers that have it.

    :raises Refused: "questionnaire-not-found", "keep-surveys-not-allowed", "survey-themes-wrong".
    """
    questionnaire = Questionnaire.objects.select_for_update().filter(pk=questionnaire_id).first()
    if questionnaire is None:
        raise questionnaire_not_found()
    require_keep_surveys(by, agency_id=questionnaire.agency_id, on=local_day(at))
    wanted = {code: label for label in map(clean, labels) if (code := theme_code(label))}
    if len(wanted) > MOST_THEMES:
        raise Refused("survey-themes-wrong", f"Bảng mã có tối đa {MOST_THEMES} chủ đề.", field="labels")
    questionnaire.themes.all().delete()
    rows = [
        SurveyTheme(questionnaire=questionnaire, code=code, label=label[:120], position=place)
        for place, (code, label) in enumerate(wanted.items(), start=1)
    ]
    insert_all(rows)
    fact = Fact("SurveyThemesSet", "questionnaire", str(questionnaire.pk), {"themes": list(wanted)})
    record(fact=fact, actor=by.actor, at=at)
    return rows


def theme_code(label: str) -> str:
    """The code of a theme, from its label."""
    return "_".join(fold(label).split())[:40].strip("_")


def _draft(version_id: UUID, by: Person, at: datetime, seen: int | None) -> QuestionnaireVersion:
    version = (
        QuestionnaireVersion.objects.select_for_update(of=("self",))
        .select_related("questionnaire")
        .filter(pk=version_id)
        .first()
    )
    if version is None:
        raise questionnaire_not_found()
    require_keep_surveys(by, agency_id=version.questionnaire.agency_id, on=local_day(at))
    if version.published_at is not None:
        raise Refused(
            "questionnaire-published",
            f"Bản {version.number} của “{version.questionnaire.title}” đã ban hành nên không sửa được. Soạn bản mới.",
        )
    if seen is not None and seen != version.revision:
        raise Refused(
            "questionnaire-changed",
            "Người khác vừa lưu bản này. Tải lại trang để xem, rồi ghi lại chỗ cần sửa.",
            revision=version.revision,
        )
    return version


def _note(
    version: QuestionnaireVersion, kind: str, payload: dict[str, object], by: Person, at: datetime
) -> None:
    said = {"version": version.number, **payload}
    record(fact=Fact(kind, "questionnaire", str(version.questionnaire_id), said), actor=by.actor, at=at)
