"""Questionnaires: drafted, published, frozen; by whom; nothing left behind when refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from django.db import IntegrityError, transaction
from tests.cast import Bodies
from tests.feedback.surveys.conftest import ASKED

from motcua.accounts.models import Person
from motcua.feedback.actions.surveys.questionnaires import (
    draft_next_questionnaire,
    publish_questionnaire,
    save_questionnaire,
    set_themes,
    start_questionnaire,
)
from motcua.feedback.enums.surveys import SurveySubject
from motcua.feedback.models import Questionnaire, QuestionnaireVersion
from motcua.feedback.rules.surveys.questionnaires import Content, from_json
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused

pytestmark = pytest.mark.django_db


def test_a_published_version_is_frozen_and_followed_by_a_further_one(
    asked: QuestionnaireVersion, control_focal_officer: Person, moment: datetime
) -> None:
    with pytest.raises(Refused, match="đã ban hành"):
        save_questionnaire(version_id=asked.pk, content=ASKED, by=control_focal_officer, at=moment)
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        QuestionnaireVersion.objects.filter(pk=asked.pk).update(content={})
    again = draft_next_questionnaire(
        questionnaire_id=asked.questionnaire_id, by=control_focal_officer, at=moment
    )
    assert again.number == 2
    assert from_json(again.content) == ASKED
    changed = replace(ASKED, lead="Khác")
    save_questionnaire(version_id=again.pk, content=changed, by=control_focal_officer, at=moment, seen=1)
    again.refresh_from_db()
    assert from_json(again.content).lead == "Khác"
    with pytest.raises(Refused) as refused:
        save_questionnaire(version_id=again.pk, content=ASKED, by=control_focal_officer, at=moment, seen=1)
    assert refused.value.code == "questionnaire-changed"


def test_a_faulty_one_is_not_published(
    bodies: Bodies, control_focal_officer: Person, moment: datetime
) -> None:
    draft = start_questionnaire(
        agency_id=bodies.department.pk,
        title="Trống",
        subject=SurveySubject.OTHER,
        content=Content("", (), ()),
        by=control_focal_officer,
        at=moment,
    )
    with pytest.raises(Refused) as refused:
        publish_questionnaire(version_id=draft.pk, by=control_focal_officer, at=moment)
    assert refused.value.code == "questionnaire-faulty"
    draft.refresh_from_db()
    assert draft.published_at is None


def test_not_by_another(bodies: Bodies, handling_officer: Person, moment: datetime) -> None:
    before = JournalEntry.objects.count()
    with pytest.raises(Refused) as refused:
        start_questionnaire(
            agency_id=bodies.department.pk,
            title="Hài lòng",
            subject=SurveySubject.OTHER,
            content=ASKED,
            by=handling_officer,
            at=moment,
        )
    assert refused.value.code == "keep-surveys-not-allowed"
    assert not Questionnaire.objects.exists()
    assert JournalEntry.objects.count() == before


def test_the_code_book_keeps_the_order_and_each_theme_once(
    asked: QuestionnaireVersion, control_focal_officer: Person, moment: datetime
) -> None:
    themes = set_themes(
        questionnaire_id=asked.questionnaire_id,
        labels=["Bữa ăn", "Nhà vệ sinh", "bữa ăn", " "],
        by=control_focal_officer,
        at=moment,
    )
    assert [theme.code for theme in themes] == ["bua_an", "nha_ve_sinh"]
