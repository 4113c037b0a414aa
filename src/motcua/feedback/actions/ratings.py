"""Rating how a dossier was resolved."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.dossiers.models import Dossier
from motcua.dossiers.policy import is_own, not_found
from motcua.feedback.models import Rating
from motcua.feedback.queries.ratings import find_rating, may_be_rated
from motcua.kernel.actions import Fact, record
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean

_LONGEST = 2000


@transaction.atomic
def rate_dossier(*, dossier_id: UUID, score: int, comment: str = "", by: Person, at: datetime) -> Rating:
    """Say how content one is, 1 to 5, once, by somebody to whom the dossier belongs and who has its result.

    Basis: NĐ 61/2018 art. 29–31: people evaluate how their dossier was resolved.

    :raises Refused: "dossier-not-found", "rating-too-early", "already-rated", "bad-score".
    """
    dossier = Dossier.objects.select_for_update().defer("words").filter(pk=dossier_id).first()
    if dossier is None or not is_own(by, dossier):
        raise not_found()
    if not may_be_rated(dossier):
        raise Refused("rating-too-early", "Nhận kết quả rồi mới đánh giá được hồ sơ này.")
    if find_rating(dossier) is not None:
        raise Refused("already-rated", "Hồ sơ này đã được đánh giá. Cảm ơn anh/chị.")
    if not 1 <= score <= 5:
        raise Refused("bad-score", "Chọn một mức từ 1 đến 5.", field="score")
    rating = Rating.objects.create(
        dossier=dossier, score=score, comment=clean(comment)[:_LONGEST], person=by, at=at
    )
    record(fact=Fact("DossierRated", "rating", str(dossier.pk), {"score": score}), actor=by.actor, at=at)
    return rating
