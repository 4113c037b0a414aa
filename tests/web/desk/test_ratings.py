"""What the desk is shown of ratings: figures without small numbers, words without who said them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from http import HTTPStatus
from io import BytesIO
from itertools import pairwise

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from tests.cast import Bodies, MakePerson
from tests.handing_in import TakenIn
from tests.web.desk.conftest import SignIn

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.dossiers.enums import DeliveryStatus
from motcua.dossiers.models import Dossier, Reading
from motcua.feedback.actions.rating_summaries import publish_summary
from motcua.feedback.actions.ratings import Origin, Said, rate_by_ticket
from motcua.feedback.models import Kiosk, Rating, RatingFlag, RatingSummary, RatingTicket
from motcua.feedback.queries.rating_figures import Scope, comments_of, figures_of, totals_of
from motcua.feedback.queries.ratings import token_of
from motcua.feedback.rules.ratings.figures import Figures
from motcua.feedback.rules.ratings.periods import Span, span_of, spans_until
from motcua.kernel.clock import VIETNAM, local_day
from motcua.kernel.refusals import Refused
from motcua.web.desk import access

pytestmark = pytest.mark.django_db

HOME = "/ban-lam-viec/danh-gia-ho-so/"


def rated(taken_in: TakenIn, moment: datetime, scores: list[int], *, place: str = "") -> list[Rating]:
    """Ratings given last month, since a quarter that lasts is counted up to this month; each from a place of its own
    unless one is named."""
    found = []
    for number, score in enumerate(scores):
        dossier = taken_in()
        Dossier.objects.filter(pk=dossier.pk).update(
            delivery=DeliveryStatus.DELIVERED, delivered_at=moment - timedelta(days=22)
        )
        row = RatingTicket.objects.create(
            dossier=dossier, code=f"{Rating.objects.count():09d}", issued_at=moment
        )
        origin = Origin(place or f"máy {Rating.objects.count()}")
        said = Said(score, {"attitude": str(score)}, f"Ý kiến số {number} của chị Trần Thị Mẫu, 0912345678")
        at = moment - timedelta(days=21) + timedelta(minutes=3 * number)
        found.append(rate_by_ticket(token=token_of(row), said=said, origin=origin, at=at))
    return found


@pytest.fixture
def reader(make_person: MakePerson, bodies: Bodies, sign_in: SignIn) -> Client:
    """The browser of a head who reads ratings and works on no dossier."""
    return sign_in(make_person("Vũ Văn Đọc", role=Role.HEAD, agency=bodies.department))


def counted(bodies: Bodies, span: Span, today: date) -> tuple[Scope, Figures]:
    scope = Scope(frozenset({bodies.department.pk}), span.since(), span.until(today))
    return scope, figures_of(scope)


def test_figures_with_five_ratings_and_not_with_four(
    reader: Client, taken_in: TakenIn, moment: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    rated(taken_in, moment, [5, 5, 4, 1])
    page = reader.get(HOME).content.decode()
    assert "Chưa đủ 5 lượt đánh giá" in page
    assert "Theo chín nội dung" not in page
    rated(taken_in, moment, [2])
    page = reader.get(HOME).content.decode()
    assert "60" in page
    assert "Theo chín nội dung" in page
    assert "chỉ nêu theo quý đã hết" in page
    assert "Cấp lại văn bằng" not in page
    monkeypatch.setattr(access, "now", lambda: moment + timedelta(days=30))
    over = reader.get(HOME, {"ky": f"{moment.year}-3"}).content.decode()
    assert "Cấp lại văn bằng" in over
    assert "chỉ nêu theo quý đã hết" not in over


@pytest.mark.parametrize("days", [0, 1, 16])
def test_ratings_of_this_month_are_added_next_month(
    reader: Client, taken_in: TakenIn, moment: datetime, days: int
) -> None:
    rated(taken_in, moment, [5, 5, 4, 1, 1])
    Rating.objects.update(at=moment - timedelta(days=days))
    page = reader.get(HOME).content.decode()
    assert "Chưa đủ 5 lượt đánh giá" in page
    assert "chỉ tính đánh giá trước ngày 01/09/2026" in page


def test_a_span_that_lasts_is_counted_by_whole_months() -> None:
    span = Span(2026, 3)
    for today in (date(2026, 9, 1), date(2026, 9, 17), date(2026, 9, 30)):
        assert span.until(today) == datetime(2026, 9, 1, tzinfo=VIETNAM)
    assert span.until(date(2026, 7, 20)) == span.since()  # nothing yet
    assert (
        span.until(date(2026, 10, 1)) == span.until(date(2027, 5, 5)) == datetime(2026, 10, 1, tzinfo=VIETNAM)
    )
    assert Span(2026).until(date(2026, 9, 17)) == datetime(2026, 9, 1, tzinfo=VIETNAM)


def test_the_number_of_queries_does_not_grow_with_ratings(
    reader: Client, taken_in: TakenIn, moment: datetime, django_assert_max_num_queries: object
) -> None:
    rated(taken_in, moment, [5] * 7)
    with django_assert_max_num_queries(24):  # type: ignore[operator]  # a fixture
        reader.get(HOME)


def test_comments_tell_nobody_and_are_read_on_record(
    reader: Client, taken_in: TakenIn, moment: datetime
) -> None:
    one, *_rest = rated(taken_in, moment, [5, 4, 3, 2, 1])
    page = reader.get(f"{HOME}y-kien/").content.decode()
    assert "Ý kiến số 3" in page
    assert "0912345678" not in page
    assert "Trần Thị Mẫu" not in page
    assert one.dossier.code not in page
    assert one.dossier.applicant_name not in page
    assert Reading.objects.filter(dossier=None, what__startswith="Ý kiến trong đánh giá").count() == 1


def test_comments_of_months_with_few_ratings_do_not_say_the_month(
    head: Person, taken_in: TakenIn, bodies: Bodies, moment: datetime
) -> None:
    ratings = rated(taken_in, moment, [5, 4, 3, 2, 1, 5, 4, 4, 4, 4])
    Rating.objects.filter(pk=ratings[0].pk).update(at=moment - timedelta(days=70))
    august = datetime(2026, 8, 1, tzinfo=VIETNAM)
    said, own = comments_of(*counted(bodies, Span(2026, 3), local_day(moment)), reader=head)
    # One month has one rating; it is in no number and no list.
    assert ([one.month for one in said], own) == ([august] * 9, 0)
    Rating.objects.filter(pk__in=[row.pk for row in ratings[:3]]).update(at=moment - timedelta(days=70))
    Rating.objects.filter(pk__in=[row.pk for row in ratings[3:5]]).update(at=moment)
    said, own = comments_of(*counted(bodies, Span(2026, 3), date(2026, 10, 1)), reader=head)
    # Three in July and two in September are told together, when the quarter is over, without their months.
    assert ([one.month for one in said], own) == ([august] * 5 + [None] * 5, 0)


def test_who_worked_on_the_dossiers_does_not_read_what_was_said_of_them(
    taken_in: TakenIn, desk_officer: Person, bodies: Bodies, moment: datetime
) -> None:
    rated(taken_in, moment, [5, 4, 3, 2, 1])
    said = comments_of(*counted(bodies, Span(2026, 3), local_day(moment)), reader=desk_officer)
    assert said == ([], 5)


def test_doubtful_ratings_are_counted_apart_until_a_person_decides(
    keeper: Client, taken_in: TakenIn, bodies: Bodies, moment: datetime
) -> None:
    rated(taken_in, moment, [5, 5, 5, 5], place="một máy")
    before = totals_of(*counted(bodies, Span(2026, 3), local_day(moment)))
    assert (before.number, before.waiting) == (0, 4)
    page = keeper.get(f"{HOME}can-xem/").content.decode()
    assert page.count("Nhiều đánh giá trong ngày từ cùng một thiết bị") == 4
    flag = RatingFlag.objects.order_by("pk").first()
    assert flag is not None
    address = f"{HOME}can-xem/{flag.pk}/"
    assert flag.rating.dossier.code not in keeper.get(address).content.decode()
    assert keeper.post(address, {"counts": "1"}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    keeper.post(address, {"counts": "1", "note": "Nhà trường nộp cho bốn giáo viên"})
    rated(taken_in, moment, [4] * 9)
    after = totals_of(*counted(bodies, Span(2026, 3), local_day(moment)))
    assert (after.number, after.waiting) == (9, 3)
    # What was accepted in September counts with September: August stays as it was told, and who accepted it does not
    # learn what it says.
    Rating.objects.filter(pk__in=Rating.objects.filter(score=4).values("pk")[:4]).update(
        at=moment + timedelta(days=1)
    )
    later = totals_of(*counted(bodies, Span(2026, 3), date(2026, 10, 1)))
    assert (later.number, later.waiting) == (10, 3)
    assert "Nhà trường nộp" in keeper.get(f"{HOME}can-xem/?da-xem=1").content.decode()


def test_opening_the_dossier_of_a_doubtful_rating_is_kept(
    keeper: Client, control_focal_officer: Person, taken_in: TakenIn, moment: datetime
) -> None:
    rating = rated(taken_in, moment, [5, 5, 5, 5], place="một máy")[0]
    flag = RatingFlag.objects.filter(rating=rating).get()
    sent = keeper.post(f"{HOME}can-xem/{flag.pk}/ho-so/")
    assert sent["Location"] == reverse("desk:dossiers:page", args=[rating.dossier.code])
    assert Reading.objects.get(dossier=rating.dossier).person == control_focal_officer


def test_a_kiosk_is_registered_paired_anew_and_ended(keeper: Client, bodies: Bodies) -> None:
    sent = keeper.post(
        f"{HOME}may-tai-quay/them/", {"agency": str(bodies.department.pk), "name": "Quầy 3"}, follow=True
    )
    page = sent.content.decode()
    assert "Mã ghép máy, dùng trong 30 phút" in page
    assert "Quầy 3" in page
    kiosk = Kiosk.objects.get()
    keeper.post(f"{HOME}may-tai-quay/{kiosk.pk}/ghep-lai/")
    keeper.post(f"{HOME}may-tai-quay/{kiosk.pk}/ngung/")
    kiosk.refresh_from_db()
    assert kiosk.ended_at is not None


def test_who_reads_no_ratings_sees_none(sign_in: SignIn, desk_officer: Person) -> None:
    client = sign_in(desk_officer)
    for path in ("", "y-kien/", "can-xem/", "may-tai-quay/", "cong-khai/"):
        assert client.get(HOME + path).status_code == HTTPStatus.FORBIDDEN


def test_the_slip_of_a_delivered_dossier(
    sign_in: SignIn, desk_officer: Person, taken_in: TakenIn, moment: datetime
) -> None:
    dossier = taken_in()
    client = sign_in(desk_officer)
    assert client.get(f"{HOME}phieu/{dossier.code}/").status_code == HTTPStatus.CONFLICT
    Dossier.objects.filter(pk=dossier.pk).update(delivery=DeliveryStatus.DELIVERED, delivered_at=moment)
    page = client.get(f"{HOME}phieu/{dossier.code}/").content.decode()
    assert "data:image/svg+xml" in page
    assert dossier.applicant_name not in page


def test_a_summary_is_published_when_its_time_is_over(
    control_focal_officer: Person, taken_in: TakenIn, bodies: Bodies, moment: datetime, client: Client
) -> None:
    rated(taken_in, moment, [5, 5, 4, 4, 4, 1])
    span = span_of(f"{moment.year}-3")
    assert span is not None
    with pytest.raises(Refused) as refused:
        publish_summary(agency_id=bodies.department.pk, span=span, by=control_focal_officer, at=moment)
    assert refused.value.code == "summary-too-early"
    later = moment + timedelta(days=30)
    publish_summary(agency_id=bodies.department.pk, span=span, by=control_focal_officer, at=later)
    summary = publish_summary(agency_id=bodies.department.pk, span=span, by=control_focal_officer, at=later)
    assert (summary.number, summary.figures["number"], summary.figures["content"]) == (2, 6, 5)
    assert str(summary.pk) in client.get("/danh-gia/").content.decode()
    address = f"/danh-gia/ket-qua/{summary.pk}/"
    assert "83,3" in client.get(address).content.decode()
    for form, begin in (("pdf", b"%PDF"), ("docx", b"PK")):
        made = client.get(f"{address}thong-bao.{form}")
        assert made.content.startswith(begin)
        assert client.get(f"{address}thong-bao.{form}").content == made.content
    sheet = b"".join(client.get(f"{address}so-lieu.xlsx").streaming_content)  # type: ignore[attr-defined]
    book = load_workbook(BytesIO(sheet))
    assert book.sheetnames == ["Chung", "Nội dung", "Thủ tục"]


def test_a_small_summary_tells_no_figures(
    control_focal_officer: Person, taken_in: TakenIn, bodies: Bodies, moment: datetime, client: Client
) -> None:
    rated(taken_in, moment, [1, 1])
    span, later = Span(moment.year, 3), moment + timedelta(days=30)
    summary = publish_summary(agency_id=bodies.department.pk, span=span, by=control_focal_officer, at=later)
    assert summary.figures == {"basis": "Nghị định 61/2018/NĐ-CP, Điều 31", "delivered": 2, "is_small": True}
    address = f"/danh-gia/ket-qua/{summary.pk}/"
    assert "dưới 5 lượt" in client.get(address).content.decode()
    assert client.get(f"{address}thong-bao.pdf").content.startswith(b"%PDF")


def test_spans_follow_the_calendar(moment: datetime) -> None:
    found = spans_until(local_day(moment), quarters=6, years=2)
    assert [span.key for span in found] == [
        "2026-3",
        "2026-2",
        "2026-1",
        "2025-4",
        "2025-3",
        "2025-2",
        "2026",
        "2025",
    ]
    for one, before in pairwise(found[:6]):
        assert before.end == one.first
    assert span_of("2026-5") is None
    assert span_of("x") is None
    assert span_of("20266") is None
    assert RatingSummary.objects.count() == 0
