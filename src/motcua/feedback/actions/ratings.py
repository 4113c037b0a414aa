"""Rating how a dossier was resolved: signed in, by a ticket, or at a kiosk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from motcua.accounts.models import Person
from motcua.deadlines.queries import calendar_for_agency
from motcua.dossiers.models import Dossier
from motcua.dossiers.policy import is_own, not_found
from motcua.feedback.enums.ratings import Pattern, RatingReview, RatingWay
from motcua.feedback.models import Kiosk, Rating, RatingAnswer, RatingFlag
from motcua.feedback.queries.ratings import (
    asked_by_ticket,
    asked_of,
    dossier_at_kiosk,
    dossier_of_token,
    is_fetched_by_applicant,
)
from motcua.feedback.rules.ratings.contents import check_answers
from motcua.feedback.rules.ratings.patterns import Circumstances, patterns_of
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean

_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of a dossier: a face from 1 to 5, answers by content, words of their own."""

    score: int
    answers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """From where a rating comes, as the door knows it: `place` tells one device on one day from others and is kept
    as a digest only; `signed_in` is whoever is signed in there, whatever they came for."""

    place: str = ""
    shown_at: datetime | None = None
    is_desk_network: bool = False
    signed_in: Person | None = None


def rate_dossier(
    *,
    dossier_id: UUID,
    score: int,
    comment: str = "",
    answers: Mapping[str, str] = MappingProxyType({}),
    origin: Origin = Origin(),
    by: Person,
    at: datetime,
) -> Rating:
    """Say how content one is, 1 to 5, once, by somebody to whom the dossier belongs and who has its result; the
    contents and the comment are voluntary.

    Basis: NĐ 61/2018 art. 29–31: people evaluate how their dossier was resolved.

    :raises Refused: "dossier-not-found", "rating-too-early", "rating-closed", "rating-not-open", "already-rated",
        "bad-score", "bad-answer", "staff-rating-not-allowed".
    """
    with transaction.atomic():
        dossier = _locked(dossier_id)
        if dossier is None or not is_own(by, dossier):
            raise not_found()
        _require_public(by)
        return _keep(dossier, Said(score, answers, comment), origin, RatingWay.ACCOUNT, by=by, at=at)


def rate_by_ticket(*, token: str, said: Said, origin: Origin, at: datetime) -> Rating:
    """As `rate_dossier`, by whoever holds the signed ticket; no account is needed.

    :raises Refused: "ticket-not-found", "ticket-closed", "already-rated" (not to be told), "bad-score", "bad-answer",
        "staff-rating-not-allowed".
    """
    with transaction.atomic():
        _require_public(origin.signed_in)
        dossier = _locked(dossier_of_token(token).pk)
        assert dossier is not None
        asked_by_ticket(dossier, at=at)
        return _keep(dossier, said, origin, RatingWay.LINK, at=at)


def rate_at_kiosk(
    *, kiosk: Kiosk, code: str, said: Said, shown_at: datetime | None = None, at: datetime
) -> Rating:
    """As `rate_by_ticket`, at a device of the desk, by the code of the ticket.

    :raises Refused: "kiosk-not-found" once the device was ended, and as `rate_by_ticket`.
    """
    with transaction.atomic():
        if not Kiosk.objects.filter(pk=kiosk.pk, paired_at__isnull=False, ended_at__isnull=True).exists():
            raise Refused("kiosk-not-found", "Máy này không còn là máy đánh giá. Báo người quản lý tại quầy.")
        dossier = _locked(dossier_at_kiosk(code, kiosk).pk)
        assert dossier is not None
        asked_by_ticket(dossier, at=at)
        origin = Origin(place=f"kiosk:{kiosk.pk}", shown_at=shown_at)
        return _keep(dossier, said, origin, RatingWay.KIOSK, kiosk=kiosk, at=at)


def _locked(dossier_id: UUID) -> Dossier | None:
    return Dossier.objects.select_for_update().defer("words").filter(pk=dossier_id).first()


def _require_public(person: Person | None) -> None:
    """Nobody of the office rates on a device where they are signed in as such."""
    if person is not None and person.is_staff_member:
        raise Refused(
            "staff-rating-not-allowed",
            "Cán bộ không đánh giá thay người dân. Người nộp hồ sơ tự đánh giá trên máy của mình "
            "hoặc tại máy đánh giá đặt ở quầy.",
        )


def _keep(
    dossier: Dossier,
    said: Said,
    origin: Origin,
    way: RatingWay,
    *,
    at: datetime,
    by: Person | None = None,
    kiosk: Kiosk | None = None,
) -> Rating:
    asked = asked_of(dossier, at=at)
    answers = check_answers(asked.form, said.score, said.answers)
    place = _digest(origin.place, at)
    _alone(place)
    earlier = list(_of_place(place, at).values_list("at", flat=True).order_by("at"))
    found = patterns_of(_circumstances(dossier, origin, way, earlier, kiosk, at))
    rating = Rating.objects.create(
        dossier=dossier,
        score=said.score,
        comment=clean(said.comment)[:_LONGEST],
        person=by,
        at=at,
        way=way,
        form=asked.form.code,
        kiosk=kiosk,
        place_digest=place,
        flagged_at=at if found else None,
        review=RatingReview.WAITING if found else "",
    )
    RatingAnswer.objects.bulk_create(
        RatingAnswer(rating=rating, content=content, choice=choice) for content, choice in answers.items()
    )
    RatingFlag.objects.bulk_create(RatingFlag(rating=rating, pattern=one, at=at) for one in sorted(found))
    if Pattern.MANY_FROM_PLACE in found:
        _flag_those_before(place, at)
    fact = Fact("DossierRated", "rating", str(dossier.pk), {"way": way.value, "patterns": sorted(found)})
    record(fact=fact, actor="system", at=at)
    return rating


def _circumstances(
    dossier: Dossier,
    origin: Origin,
    way: RatingWay,
    earlier: list[datetime],
    kiosk: Kiosk | None,
    at: datetime,
) -> Circumstances:
    assert dossier.delivered_at is not None
    return Circumstances(
        at=at,
        way=way,
        delivered_at=dossier.delivered_at,
        fetched_by_applicant=is_fetched_by_applicant(dossier),
        shown_at=origin.shown_at,
        is_desk_network=origin.is_desk_network,
        is_working_time=kiosk is None or _is_open(kiosk, at),
        others_today=len(earlier),
        last_before=earlier[-1] if earlier else None,
    )


def _is_open(kiosk: Kiosk, at: datetime) -> bool:
    """Whether the desk of the kiosk works on that day, and the moment lies between its opening and closing."""
    calendar, day = calendar_for_agency(kiosk.agency.code), local_day(at)
    return calendar.is_working(day) and calendar.opening(day) <= at <= calendar.closing(day)


def _of_place(place: str, at: datetime) -> QuerySet[Rating]:
    if not place:
        return Rating.objects.none()
    return Rating.objects.filter(place_digest=place, at__lte=at)


def _flag_those_before(place: str, at: datetime) -> None:
    """What came earlier that day from a place that turns out to send many is looked at as well."""
    before = list(
        _of_place(place, at).exclude(flags__pattern=Pattern.MANY_FROM_PLACE).values_list("pk", flat=True)
    )
    RatingFlag.objects.bulk_create(
        RatingFlag(rating_id=pk, pattern=Pattern.MANY_FROM_PLACE, at=at) for pk in before
    )
    Rating.objects.filter(pk__in=before, flagged_at__isnull=True).update(
        flagged_at=at, review=RatingReview.WAITING
    )


def _digest(place: str, at: datetime) -> str:
    """One place on one day; "" where none is known."""
    if not place:
        return ""
    told = f"{place[:300]}|{local_day(at):%Y-%m-%d}"
    return salted_hmac("motcua.feedback.place", told, algorithm="sha256").hexdigest()


def _alone(place: str) -> None:
    """Ratings of one place are written one after the other, so that each sees those before."""
    if place:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"rating:{place}"])
