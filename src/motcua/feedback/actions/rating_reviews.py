"""A person looks at a doubtful rating and says whether it counts."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from motcua.accounts.models import Person
from motcua.dossiers.actions.reading import note_reading
from motcua.dossiers.models import Dossier
from motcua.feedback.enums.ratings import RatingReview
from motcua.feedback.models import Rating
from motcua.feedback.policy.ratings import require_apart, require_keep
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean

LONGEST_NOTE = 500


def review_rating(*, flag_id: int, counts: bool, note: str, by: Person, at: datetime) -> Rating:
    """Say whether a flagged rating counts, with the reason; it can be said again. The rating itself never changes and
    is never removed. `flag_id` is one of its flags.

    :raises Refused: "rating-not-found", "keep-surveys-not-allowed", "own-rating-not-allowed", "note-missing".
    """
    note = clean(note)[:LONGEST_NOTE]
    with transaction.atomic():
        rating = _flagged(flag_id, by, at)
        if not note:
            raise Refused("note-missing", "Ghi vì sao tính hoặc không tính đánh giá này.", field="note")
        rating.review = RatingReview.ACCEPTED if counts else RatingReview.SET_ASIDE
        rating.review_note, rating.reviewed_by, rating.reviewed_at = note, by, at
        rating.save(update_fields=["review", "review_note", "reviewed_by", "reviewed_at"])
        payload = {"review": rating.review, "note": note}
        record(fact=Fact("RatingReviewed", "rating", str(rating.pk), payload), actor=by.actor, at=at)
    return rating


def reveal_rated_dossier(*, flag_id: int, by: Person, at: datetime) -> Dossier:
    """Which dossier a flagged rating is of, to find out how it came about; that it was read is kept.

    :raises Refused: "rating-not-found", "keep-surveys-not-allowed", "own-rating-not-allowed", "dossier-not-found".
    """
    with transaction.atomic():
        rating = _flagged(flag_id, by, at)
        note_reading(person=by, dossier=rating.dossier, what="Hồ sơ của một đánh giá có dấu hiệu lạ", at=at)
    return rating.dossier


def _flagged(flag_id: int, by: Person, at: datetime) -> Rating:
    found = Rating.objects.select_for_update(of=("self",)).filter(flags__pk=flag_id)
    rating = found.select_related("dossier").first()
    if rating is None:
        raise Refused("rating-not-found", "Không tìm thấy đánh giá này trong danh sách cần xem.")
    require_keep(by, agency_id=rating.dossier.competent_id, on=local_day(at))
    require_apart(by, rating.dossier)
    return rating
