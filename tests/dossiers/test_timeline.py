"""What of a dossier's story each audience reads."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.cast import Bodies
from tests.handing_in import TakenIn

from motcua.accounts.models import Person
from motcua.dossiers.actions.handling import assign, forward, send_back
from motcua.dossiers.enums import Audience, Verb
from motcua.dossiers.models import Dossier, Message
from motcua.dossiers.queries.timeline import messages_of, timeline_of
from motcua.dossiers.rules.events import AUDIENCE, KIND_OF, SUBMITTED
from motcua.dossiers.rules.wording import DETAILS, WORDS, details_of, kinds_for

# Written out once more: a change of who may read what is a decision, not a slip.
INSIDE = {
    "WorkStarted",
    "DossierTakenBack",
    "ResultProposed",
    "ResultApproved",
    "DossierSentBack",
    "ResultSigned",
    "MessageWritten",
    "ConsultationHandedOver",
    "ConsultationClosed",
    "PaperGiven",
}


def test_every_kind_has_words_and_an_audience() -> None:
    assert set(WORDS) == set(AUDIENCE)
    assert all(WORDS.values())
    assert {KIND_OF[verb] for verb in Verb} | {SUBMITTED} <= set(AUDIENCE)


@pytest.mark.parametrize("kind", sorted(AUDIENCE))
def test_each_kind_is_read_by_whom_it_is_meant_for(kind: str) -> None:
    assert kind in kinds_for(Audience.STAFF)
    assert (kind in kinds_for(Audience.APPLICANT)) == (kind not in INSIDE)


@pytest.mark.parametrize(
    ("payload", "applicant", "staff"),
    [
        ({"reason": "Thiếu chữ ký"}, ("Lý do: Thiếu chữ ký",), ("Lý do: Thiếu chữ ký",)),
        ({"note": "Nhờ xem kỹ"}, (), ("Ghi chú: Nhờ xem kỹ",)),
        ({"taken_by": "Lê Văn Tám"}, (), ("Người nhận: Lê Văn Tám",)),
        ({"due_at": "2026-09-22T10:00:00Z"}, ("Hẹn trả: 17:00 22/09/2026",), ("Hẹn trả: 17:00 22/09/2026",)),
        ({"papers": ["receipt", "?"]}, ("Giấy tờ: Giấy tiếp nhận hồ sơ và hẹn trả kết quả",), None),
        ({"door": "post", "way": "desk"}, ("Cách nộp: Dịch vụ bưu chính", "Cách trả: Tại quầy"), None),
        (
            {"holder": "x", "at_agency": "y", "version": "z", "secret": "s", "due_at": "bad", "reason": 7},
            (),
            (),
        ),
    ],
)
def test_details_by_audience(
    payload: dict[str, object], applicant: tuple[str, ...], staff: tuple[str, ...] | None
) -> None:
    assert details_of(payload, audience=Audience.APPLICANT) == applicant
    assert details_of(payload, audience=Audience.STAFF) == (applicant if staff is None else staff)


def test_no_detail_is_a_person_s_number() -> None:
    assert not {"identity_number", "phone", "email", "address"} & set(DETAILS)


@pytest.fixture
def walked(
    taken_in: TakenIn, desk_officer: Person, head: Person, handler: Person, bodies: Bodies, moment: datetime
) -> Dossier:
    dossier = taken_in()
    forward(dossier_id=dossier.pk, by=desk_officer, at=moment + timedelta(minutes=5), note="Khách hẹn gấp")
    assign(
        dossier_id=dossier.pk,
        by=head,
        at=moment + timedelta(minutes=9),
        person_id=handler.pk,
        unit_id=bodies.exam_division.pk,
    )
    send_back(
        dossier_id=dossier.pk, by=handler, at=moment + timedelta(minutes=20), reason="Không thuộc phòng"
    )
    return dossier


@pytest.mark.django_db
def test_staff_read_everything_and_the_applicant_what_is_meant_for_them(
    walked: Dossier, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(3):
        staff = timeline_of(walked, audience=Audience.STAFF)
    applicant = timeline_of(walked, audience=Audience.APPLICANT)
    assert [entry.what for entry in staff] == [
        "Nộp hồ sơ",
        "Tiếp nhận hồ sơ",
        "Chuyển bước",
        "Phân công người xử lý",
        "Trả lại bước trước",
    ]
    assert [entry.what for entry in applicant] == [entry.what for entry in staff[:-1]]
    assert "Ghi chú: Khách hẹn gấp" in staff[2].more
    assert not any("Khách hẹn gấp" in detail for entry in applicant for detail in entry.more)
    assert (staff[2].who, staff[3].who) == ("Phạm Thị Tiếp", "Trần Văn Trưởng")
    assert staff[2].where == "Sở Giáo dục và Đào tạo"


@pytest.mark.django_db
def test_notes_among_staff_are_not_the_applicant_s_to_read(walked: Dossier, moment: datetime) -> None:
    for audience in Audience:
        Message.objects.create(dossier=walked, audience=audience, text=audience.value, at=moment)
    assert [one.text for one in messages_of(walked, audience=Audience.APPLICANT)] == ["applicant"]
    assert {one.text for one in messages_of(walked, audience=Audience.STAFF)} == {"applicant", "staff"}
