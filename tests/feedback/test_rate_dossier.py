"""Rating a dossier: by whom it belongs to, once, when the result is theirs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.cast import Bodies
from tests.handing_in import TakenIn

from motcua import dossiers
from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.dossiers.enums import DeliveryStatus, Status
from motcua.dossiers.models import Dossier, Party, Reading
from motcua.feedback.actions.kiosks import end_kiosk, open_pairing, pair_kiosk, register_kiosk
from motcua.feedback.actions.rating_reviews import reveal_rated_dossier, review_rating
from motcua.feedback.actions.rating_tickets import invite, ticket_for
from motcua.feedback.actions.ratings import Origin, Said, rate_at_kiosk, rate_by_ticket, rate_dossier
from motcua.feedback.enums.ratings import Pattern, RatingReview
from motcua.feedback.models import Kiosk, Rating, RatingFlag, RatingTicket
from motcua.feedback.queries.kiosks import find_kiosk
from motcua.feedback.queries.ratings import asked_on_slip, dossier_of_token, token_of
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.notices.models import Delivery, Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def delivered(taken_in: TakenIn, citizen: Person, moment: datetime) -> Dossier:
    return handed_over(taken_in(), citizen, moment - timedelta(hours=2))


def handed_over(dossier: Dossier, citizen: Person | None, at: datetime) -> Dossier:
    """The dossier as if its result had been handed over at the moment."""
    Party.objects.filter(dossier=dossier).update(person=citizen)
    Dossier.objects.filter(pk=dossier.pk).update(delivery=DeliveryStatus.DELIVERED, delivered_at=at)
    return Dossier.objects.defer("words").get(pk=dossier.pk)


@pytest.fixture
def keeper(control_focal_officer: Person) -> Person:
    """Keeps the kiosks and looks through doubtful ratings of the department."""
    return control_focal_officer


@pytest.fixture
def kiosk(keeper: Person, bodies: Bodies, moment: datetime) -> Kiosk:
    """A device of the department's desk, paired."""
    _made, code = register_kiosk(agency_id=bodies.department.pk, name="Quầy 1", by=keeper, at=moment)
    return pair_kiosk(code=code, at=moment)[0]


def ticket(dossier: Dossier, moment: datetime) -> RatingTicket:
    return RatingTicket.objects.create(dossier=dossier, code="123456782", issued_at=moment)


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


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


def test_the_nine_contents_are_kept_with_their_questionnaire(
    delivered: Dossier, citizen: Person, moment: datetime
) -> None:
    rate_dossier(
        dossier_id=delivered.pk, score=5, answers={"attitude": "4", "contacts": "none"}, by=citizen, at=moment
    )
    rating = Rating.objects.get()
    assert (rating.form, rating.flagged_at, rating.review) == ("nd61-2018", None, "")
    assert dict(rating.answers.values_list("content", "choice")) == {"attitude": "4", "contacts": "none"}


def test_a_bad_answer_leaves_no_trace(delivered: Dossier, citizen: Person, moment: datetime) -> None:
    def act() -> object:
        return rate_dossier(dossier_id=delivered.pk, score=5, answers={"desk": "x"}, by=citizen, at=moment)

    assert refusal(act) == "bad-answer"
    assert not Rating.objects.exists()


def test_nobody_learns_the_score_from_the_journal(
    delivered: Dossier, citizen: Person, moment: datetime
) -> None:
    rate_dossier(dossier_id=delivered.pk, score=1, comment="Chậm", by=citizen, at=moment)
    entry = JournalEntry.objects.get(kind="DossierRated")
    assert (entry.actor, entry.payload) == ("system", {"way": "account", "patterns": []})


def test_the_term_is_ninety_days(delivered: Dossier, citizen: Person, moment: datetime) -> None:
    late = moment + timedelta(days=91)
    assert (
        refusal(lambda: rate_dossier(dossier_id=delivered.pk, score=5, by=citizen, at=late))
        == "rating-closed"
    )
    rate_dossier(dossier_id=delivered.pk, score=5, by=citizen, at=moment + timedelta(days=90))


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.STOPPED, Status.NOT_ACCEPTED])
def test_what_was_withdrawn_is_not_rated(
    delivered: Dossier, citizen: Person, moment: datetime, status: Status
) -> None:
    Dossier.objects.filter(pk=delivered.pk).update(status=status, finished_at=moment)
    assert (
        refusal(lambda: rate_dossier(dossier_id=delivered.pk, score=5, by=citizen, at=moment))
        == "rating-not-open"
    )


def test_by_a_ticket_without_an_account(delivered: Dossier, moment: datetime) -> None:
    token = token_of(ticket(delivered, moment))
    rating = rate_by_ticket(token=token, said=Said(4, {}, "Tốt"), origin=Origin("a"), at=moment)
    assert (rating.way, rating.person, rating.flagged_at) == ("link", None, None)
    assert len(rating.place_digest) == 64
    again = refusal(lambda: rate_by_ticket(token=token, said=Said(5), origin=Origin("b"), at=moment))
    assert again == "already-rated"


@pytest.mark.parametrize(
    "forged", ["123456782", "123456782.", "123456782.aaaaaaaaaaaaaaaaaaaaaaaaaaaa", "", "x" * 500]
)
def test_a_ticket_that_is_not_signed_is_none(delivered: Dossier, moment: datetime, forged: str) -> None:
    ticket(delivered, moment)
    assert refusal(lambda: dossier_of_token(forged)) == "ticket-not-found"


def test_staff_do_not_rate_for_the_public(delivered: Dossier, desk_officer: Person, moment: datetime) -> None:
    token = token_of(ticket(delivered, moment))
    origin = Origin("a", signed_in=desk_officer)
    act = lambda: rate_by_ticket(token=token, said=Said(5), origin=origin, at=moment)  # noqa: E731
    assert refusal(act) == "staff-rating-not-allowed"
    Party.objects.filter(dossier=delivered).update(person=desk_officer)
    own = lambda: rate_dossier(dossier_id=delivered.pk, score=5, by=desk_officer, at=moment)  # noqa: E731
    assert refusal(own) == "staff-rating-not-allowed"
    assert not Rating.objects.exists()


def test_many_from_one_device_are_all_flagged_and_kept(taken_in: TakenIn, moment: datetime) -> None:
    for number in range(4):
        dossier = handed_over(taken_in(), None, moment - timedelta(hours=2))
        row = RatingTicket.objects.create(dossier=dossier, code=f"{number:09d}", issued_at=moment)
        at = moment + timedelta(minutes=5 * number)
        rate_by_ticket(token=token_of(row), said=Said(5), origin=Origin("một máy"), at=at)
    assert set(RatingFlag.objects.values_list("pattern", flat=True)) == {Pattern.MANY_FROM_PLACE}
    assert Rating.objects.filter(review=RatingReview.WAITING).count() == 4


def test_from_the_network_of_the_desk(delivered: Dossier, moment: datetime) -> None:
    token = token_of(ticket(delivered, moment))
    rate_by_ticket(token=token, said=Said(5), origin=Origin("a", is_desk_network=True), at=moment)
    assert list(RatingFlag.objects.values_list("pattern", flat=True)) == [Pattern.DESK_NETWORK]


def test_at_a_kiosk_by_the_code(delivered: Dossier, kiosk: Kiosk, moment: datetime) -> None:
    ticket(delivered, moment)
    shown = moment - timedelta(seconds=30)
    rating = rate_at_kiosk(kiosk=kiosk, code="123 456 782", said=Said(3), shown_at=shown, at=moment)
    assert (rating.way, rating.kiosk, rating.flagged_at) == ("kiosk", kiosk, None)


def test_a_scanner_types_the_address_of_the_ticket(
    delivered: Dossier, kiosk: Kiosk, moment: datetime
) -> None:
    address = f"https://mot-cua.example.vn/danh-gia/{token_of(ticket(delivered, moment))}/"
    assert rate_at_kiosk(kiosk=kiosk, code=address, said=Said(3), at=moment).score == 3


def test_at_a_kiosk_of_another_desk_the_code_is_unknown(
    delivered: Dossier, kiosk: Kiosk, bodies: Bodies, moment: datetime
) -> None:
    ticket(delivered, moment)
    Kiosk.objects.filter(pk=kiosk.pk).update(agency=bodies.other_department)
    kiosk.refresh_from_db()
    act = lambda: rate_at_kiosk(kiosk=kiosk, code="123456782", said=Said(3), at=moment)  # noqa: E731
    assert refusal(act) == "ticket-not-found"


def test_a_kiosk_out_of_hours_is_flagged(delivered: Dossier, kiosk: Kiosk, moment: datetime) -> None:
    ticket(delivered, moment)
    rate_at_kiosk(kiosk=kiosk, code="123456782", said=Said(5), at=moment.replace(hour=20))
    assert list(RatingFlag.objects.values_list("pattern", flat=True)) == [Pattern.OUT_OF_HOURS]


def test_a_kiosk_is_known_by_its_secret_until_it_is_ended(
    keeper: Person, bodies: Bodies, delivered: Dossier, moment: datetime
) -> None:
    made, code = register_kiosk(agency_id=bodies.department.pk, name="Quầy 2", by=keeper, at=moment)
    paired, token = pair_kiosk(code=code, at=moment)
    assert find_kiosk(token) == paired == made
    assert refusal(lambda: pair_kiosk(code=code, at=moment)) == "pairing-code-not-found"
    anew = open_pairing(kiosk_id=made.pk, by=keeper, at=moment)
    assert find_kiosk(token) is None
    late = moment + timedelta(minutes=31)
    assert refusal(lambda: pair_kiosk(code=anew, at=late)) == "pairing-code-not-found"
    _paired, token = pair_kiosk(code=anew, at=moment)
    end_kiosk(kiosk_id=made.pk, by=keeper, at=moment)
    assert find_kiosk(token) is None
    ticket(delivered, moment)
    act = lambda: rate_at_kiosk(kiosk=made, code="123456782", said=Said(5), at=moment)  # noqa: E731
    assert refusal(act) == "kiosk-not-found"


def test_who_keeps_no_surveys_registers_no_kiosk(
    desk_officer: Person, bodies: Bodies, moment: datetime
) -> None:
    act = lambda: register_kiosk(agency_id=bodies.department.pk, name="x", by=desk_officer, at=moment)  # noqa: E731
    assert refusal(act) == "keep-surveys-not-allowed"
    assert not Kiosk.objects.exists()


def test_people_are_invited_once(delivered: Dossier, moment: datetime) -> None:
    assert invite(at=moment) == 1
    assert invite(at=moment) == 0
    row = RatingTicket.objects.get()
    notice = Notice.objects.get(event="rating_asked")
    assert notice.url == f"/danh-gia/{token_of(row)}/"
    assert "16/12/2026" in notice.body
    assert not Delivery.objects.filter(notice=notice, text__contains=delivered.applicant_name).exists()


def test_old_results_are_not_asked_about(delivered: Dossier, moment: datetime) -> None:
    assert invite(at=moment + timedelta(days=3)) == 0


def test_the_slip_has_the_ticket(
    delivered: Dossier, desk_officer: Person, outsider: Person, moment: datetime
) -> None:
    row = ticket_for(dossier_id=delivered.pk, by=desk_officer, at=moment)
    assert ticket_for(dossier_id=delivered.pk, by=desk_officer, at=moment) == row
    act = lambda: ticket_for(dossier_id=delivered.pk, by=outsider, at=moment)  # noqa: E731
    assert refusal(act) == "dossier-not-found"


def test_the_slip_does_not_say_who_has_rated(
    delivered: Dossier, desk_officer: Person, moment: datetime
) -> None:
    row = ticket_for(dossier_id=delivered.pk, by=desk_officer, at=moment)
    before = asked_on_slip(delivered, at=moment)
    rate_by_ticket(token=token_of(row), said=Said(1), origin=Origin("a"), at=moment)
    assert ticket_for(dossier_id=delivered.pk, by=desk_officer, at=moment) == row
    assert asked_on_slip(delivered, at=moment) == before
    late = moment + timedelta(days=91)
    assert refusal(lambda: ticket_for(dossier_id=delivered.pk, by=desk_officer, at=late)) == "rating-closed"


def flagged(dossier: Dossier, moment: datetime) -> int:
    token = token_of(ticket(dossier, moment))
    rate_by_ticket(token=token, said=Said(5), origin=Origin("a", is_desk_network=True), at=moment)
    return RatingFlag.objects.get().pk


def test_a_person_decides_about_a_flagged_rating(
    delivered: Dossier, keeper: Person, moment: datetime
) -> None:
    flag = flagged(delivered, moment)
    assert (
        refusal(lambda: review_rating(flag_id=flag, counts=True, note=" ", by=keeper, at=moment))
        == "note-missing"
    )
    rating = review_rating(flag_id=flag, counts=False, note="Cán bộ bấm hộ", by=keeper, at=moment)
    assert (rating.review, rating.reviewed_by, rating.score) == (RatingReview.SET_ASIDE, keeper, 5)
    assert review_rating(flag_id=flag, counts=True, note="Đã hỏi", by=keeper, at=moment).review == "accepted"


def test_nobody_judges_a_rating_of_their_own_work(
    delivered: Dossier, desk_officer: Person, moment: datetime, also: Callable[..., None], bodies: Bodies
) -> None:
    flag = flagged(delivered, moment)
    act = lambda: review_rating(flag_id=flag, counts=True, note="x", by=desk_officer, at=moment)  # noqa: E731
    assert refusal(act) == "keep-surveys-not-allowed"
    also(desk_officer, Role.CONTROL_FOCAL_OFFICER, bodies.department)
    assert refusal(act) == "own-rating-not-allowed"
    assert Rating.objects.get().review == RatingReview.WAITING


def test_who_looks_which_dossier_it_was_is_kept(delivered: Dossier, keeper: Person, moment: datetime) -> None:
    assert reveal_rated_dossier(flag_id=flagged(delivered, moment), by=keeper, at=moment) == delivered
    assert Reading.objects.get().person == keeper


def test_no_act_of_dossiers_asks_for_a_rating(
    taken_in: TakenIn, delivered: Dossier, citizen: Person, moment: datetime
) -> None:
    """The result goes out and everything goes on without one, and one changes nothing of the dossier."""
    before = Dossier.objects.defer("words").filter(pk=delivered.pk).values().get()
    rate_dossier(dossier_id=delivered.pk, score=1, by=citizen, at=moment)
    assert Dossier.objects.defer("words").filter(pk=delivered.pk).values().get() == before
    room = Path(dossiers.__file__).parent
    assert not [file for file in room.rglob("*.py") if "feedback" in file.read_text(encoding="utf-8")]
