"""Rating a dossier: by whom it belongs to, once, when the result is theirs."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.handing_in import TakenIn

from motcua.accounts.models import Person
from motcua.dossiers.enums import DeliveryStatus
from motcua.dossiers.models import Dossier, Party
from motcua.feedback.actions.ratings import rate_dossier
from motcua.feedback.models import Rating
from motcua.kernel.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def delivered(taken_in: TakenIn, citizen: Person, moment: datetime) -> Dossier:
    dossier = taken_in()
    Party.objects.filter(dossier=dossier).update(person=citizen)
    Dossier.objects.filter(pk=dossier.pk).update(delivery=DeliveryStatus.DELIVERED, delivered_at=moment)
    return dossier


def test_it_is_said_once(delivered: Dossier, citizen: Person, moment: datetime) -> None:
    rating = rate_dossier(dossier_id=delivered.pk, score=4, comment=" Nhanh ", by=citizen, at=moment)
    assert (rating.score, rating.comment) == (4, "Nhanh")
    with pytest.raises(Refused) as refused:
        rate_dossier(dossier_id=delivered.pk, score=5, by=citizen, at=moment)
    assert refused.value.code == "already-rated"


def test_not_by_another(delivered: Dossier, outsider: Person, moment: datetime) -> None:
    with pytest.raises(Refused) as refused:
        rate_dossier(dossier_id=delivered.pk, score=1, by=outsider, at=moment)
    assert refused.value.code == "dossier-not-found"
    assert not Rating.objects.exists()


def test_not_before_the_result(delivered: Dossier, citizen: Person, moment: datetime) -> None:
    Dossier.objects.filter(pk=delivered.pk).update(delivery=DeliveryStatus.READY)
    with pytest.raises(Refused) as refused:
        rate_dossier(dossier_id=delivered.pk, score=5, by=citizen, at=moment)
    assert refused.value.code == "rating-too-early"


@pytest.mark.parametrize("score", [0, 6])
def test_scores_go_from_1_to_5(delivered: Dossier, citizen: Person, moment: datetime, score: int) -> None:
    with pytest.raises(Refused) as refused:
        rate_dossier(dossier_id=delivered.pk, score=score, by=citizen, at=moment)
    assert refused.value.code == "bad-score"
