"""The counter: choosing a procedure, the one screen, what is kept when something is refused."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from tests.cast import PASSWORD, SINCE, Bodies
from tests.documents.samples import pdf
from tests.handing_in import HandIn, TakenIn
from tests.publishing import Publish
from tests.web.desk.conftest import DESK, SignIn

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.catalogue.enums import Channel
from motcua.catalogue.models import Procedure
from motcua.catalogue.rules.content import MethodContent
from motcua.deadlines.enums import LimitUnit
from motcua.documents.actions.files import keep_file
from motcua.dossiers.actions.intake import lodge
from motcua.dossiers.actions.supplementing import receive_supplement, request_supplement
from motcua.dossiers.enums import DeliveryStatus, Door, PaperForm, Status
from motcua.dossiers.models import Dossier, PaperFile, Party, Reading
from motcua.dossiers.queries.offers import get_offer
from motcua.dossiers.rules.supplements import SupplementItem
from motcua.organisations.enums import PowerSource
from motcua.organisations.models import Power

pytestmark = pytest.mark.django_db
PDF = pdf()


@pytest.fixture
def counter(sign_in: SignIn, desk_officer: Person) -> Client:
    """The receiving officer's browser."""
    return sign_in(desk_officer)


@pytest.fixture
def screen(diploma: Procedure, bodies: Bodies, moment: Any) -> dict[str, Any]:
    """What the officer types for a complete dossier."""
    data: dict[str, Any] = {
        "submission_key": str(uuid4()),
        "reception": str(bodies.department.pk),
        "door": "direct",
        "sets_count": "1",
        "return_way": "desk",
        "applicant-name": "Trần Thị Mơ",
        "applicant-kind": "citizen",
        "applicant-identity_number": "031190004567",
        "submitter-kind": "citizen",
        "owner-kind": "citizen",
        "take": "1",
    }
    for paper in get_offer(diploma.pk, moment.date()).papers_of(""):
        data |= {
            f"p{paper.component_id}-component": str(paper.component_id),
            f"p{paper.component_id}-name": paper.name,
            f"p{paper.component_id}-form": "original",
            f"p{paper.component_id}-count": "1",
        }
    return data


def address(procedure: Procedure) -> str:
    return f"{DESK}tiep-nhan/{procedure.pk}/"


def test_a_procedure_is_found_without_diacritics(counter: Client, diploma: Procedure) -> None:
    page = counter.get(f"{DESK}tiep-nhan/?q=cap lai van bang").content.decode()
    assert f"tiep-nhan/{diploma.pk}/" in page


def test_what_is_taken_in_often_comes_first(counter: Client, taken_in: TakenIn) -> None:
    taken_in()
    assert "1.005143 · 1 hồ sơ" in counter.get(f"{DESK}tiep-nhan/").content.decode()


def test_a_typed_code_opens_the_screen(counter: Client, diploma: Procedure) -> None:
    answer = counter.get(f"{DESK}tiep-nhan/?q=1.005143")
    assert answer.headers["Location"] == address(diploma)


def test_choosing_asks_a_fixed_number_of_questions(
    counter: Client, taken_in: TakenIn, publish: Publish, bodies: Bodies, django_assert_max_num_queries: Any
) -> None:
    for number in range(3):
        other = publish(f"1.00600{number}", name=f"Việc thứ {number}")
        Power.objects.create(
            matter=f"procedure:{other.code}",
            holder=bodies.department,
            source=PowerSource.STATUTORY,
            in_force=DateRange(SINCE, None),
        )
        taken_in(procedure=other)
    assert counter.get(f"{DESK}tiep-nhan/").content.decode().count("data-row>") == 3
    with django_assert_max_num_queries(9):
        counter.get(f"{DESK}tiep-nhan/")


def test_the_screen_says_who_decides_and_when(counter: Client, diploma: Procedure) -> None:
    page = counter.get(address(diploma)).content.decode()
    assert "22/09/2026" in page
    assert "Đơn đề nghị" in page


def test_a_dossier_is_taken_in(counter: Client, diploma: Procedure, screen: dict[str, Any]) -> None:
    answer = counter.post(address(diploma), screen)
    dossier = Dossier.objects.get()
    assert answer.status_code == 302
    assert dossier.code in answer.headers["Location"]
    assert Party.objects.get(dossier=dossier).identity_number == "031190004567"


def test_sending_twice_makes_one(counter: Client, diploma: Procedure, screen: dict[str, Any]) -> None:
    first, second = (counter.post(address(diploma), screen).headers["Location"] for _ in range(2))
    assert first == second
    assert Dossier.objects.count() == 1


def test_a_refusal_keeps_what_was_typed_and_the_files(
    counter: Client, diploma: Procedure, screen: dict[str, Any], moment: Any
) -> None:
    paper = get_offer(diploma.pk, moment.date()).papers_of("")[0]
    chosen = {f"p{paper.component_id}-files": SimpleUploadedFile("đơn.pdf", PDF)}
    answer = counter.post(address(diploma), {**screen, "applicant-name": "", **chosen})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Chưa ghi tên chủ hồ sơ" in page
    assert "đơn.pdf" in page
    waiting = f"p{paper.component_id}-files.waiting"
    looked = counter.post(address(diploma), {**screen, waiting: seal_in(page, waiting), "preview": "1"})
    counter.post(address(diploma), {**screen, waiting: seal_in(looked.content.decode(), waiting)})
    assert PaperFile.objects.get().file.name == "đơn.pdf"


def test_files_of_others_cannot_be_named(
    counter: Client, diploma: Procedure, screen: dict[str, Any], moment: Any
) -> None:
    paper = get_offer(diploma.pk, moment.date()).papers_of("")[0]
    forged = {f"p{paper.component_id}-files.waiting": f'["{uuid4()}"]'}
    answer = counter.post(address(diploma), {**screen, **forged})
    assert answer.status_code == 422
    assert "không còn ở đây" in answer.content.decode()
    assert not Dossier.objects.exists()


def test_looking_somebody_up_loses_no_chosen_file(
    counter: Client, diploma: Procedure, screen: dict[str, Any], moment: Any
) -> None:
    paper = get_offer(diploma.pk, moment.date()).papers_of("")[0]
    chosen = [SimpleUploadedFile("đơn.pdf", PDF), SimpleUploadedFile("virus.exe", b"MZ")]
    asked = {**screen, "look_up": "applicant", f"p{paper.component_id}-files": chosen}
    page = counter.post(address(diploma), asked).content.decode()
    assert seal_in(page, f"p{paper.component_id}-files.waiting")
    assert "virus.exe" in page  # named, and not kept


def seal_in(page: str, name: str) -> str:
    return page.split(f'name="{name}" value="')[1].split('"')[0]


def test_somebody_known_is_filled_in(
    counter: Client, diploma: Procedure, taken_in: TakenIn, screen: dict[str, Any]
) -> None:
    known = taken_in(applicant="Nguyễn Thị Hồng")
    asked = {
        **screen,
        "applicant-name": "",
        "applicant-identity_number": "031185000123",
        "look_up": "applicant",
    }
    page = counter.post(address(diploma), asked).content.decode()
    assert "Nguyễn Thị Hồng" in page
    assert "chưa xong" in page
    noted = Reading.objects.get()
    assert (noted.dossier, noted.what) == (known, "Lấy thông tin người nộp cho hồ sơ mới")


def test_a_lodged_dossier_is_seen_whole_before_it_is_received(
    counter: Client, desk_officer: Person, hand_in: HandIn, citizen: Person, moment: Any
) -> None:
    stored = keep_file(data=PDF, name="đơn.pdf", by=citizen.actor, at=moment)
    intake = hand_in(door=Door.ONLINE)
    papers = [
        replace(paper, form=PaperForm.ELECTRONIC, file_ids=(stored.pk,) if not place else ())
        for place, paper in enumerate(intake.papers)
    ]
    dossier = lodge(intake=replace(intake, papers=papers), by=citizen, at=moment)
    where = f"{DESK}tiep-nhan/ho-so/{dossier.code}/"
    page = counter.get(where).content.decode()
    assert "031185000123" in page
    link = re.findall(rf'href="({DESK}ho-so/{dossier.code}/tep/[^"]+)"', page)[0]
    assert counter.get(link).status_code == 200
    assert Reading.objects.get(person=desk_officer).what == "Mở hồ sơ để tiếp nhận"
    answer = counter.post(where, {"seen": dossier.revision, "p1-form": "original", "p1-count": "x"})
    assert answer.status_code == 422
    assert "ghi chưa đúng" in answer.content.decode()


def test_a_handler_does_not_take_in(sign_in: SignIn, handler: Person, diploma: Procedure) -> None:
    assert sign_in(handler).get(address(diploma)).status_code == 403


@pytest.fixture
def same_day(publish: Publish, bodies: Bodies) -> Procedure:
    """A procedure that is answered on the day."""
    method = MethodContent(channel=Channel.DIRECT, limit_unit=LimitUnit.SAME_DAY, limit_amount=Decimal(0))
    procedure = publish("1.005144", name="Cấp bản sao từ sổ gốc", methods=(method,), components=())
    Power.objects.create(
        matter="procedure:1.005144",
        holder=bodies.department,
        source=PowerSource.STATUTORY,
        in_force=DateRange(SINCE, None),
    )
    return procedure


def test_a_same_day_procedure_is_finished_on_one_screen(
    sign_in: SignIn,
    desk_officer: Person,
    same_day: Procedure,
    screen: dict[str, Any],
    also: Any,
    bodies: Bodies,
) -> None:
    for role in (Role.HEAD, Role.RECORDS_OFFICER):
        also(desk_officer, role, bodies.department)
    desk_officer.set_password(PASSWORD)
    desk_officer.save()
    client = sign_in(desk_officer)
    said = {
        **screen,
        "express": "1",
        "result-title": "Bản sao văn bằng",
        "result-text": "Cấp 01 bản sao.",
        "result-symbol": "BS-SGDĐT",
        "result-proof": "Căn cước",
        "result-confirm": "sai",
    }
    assert client.post(address(same_day), said).status_code == 422
    assert not Dossier.objects.exists()
    answer = client.post(address(same_day), {**said, "result-confirm": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    dossier = Dossier.objects.defer("words").get()
    assert (dossier.status, dossier.delivery) == (Status.RESOLVED, DeliveryStatus.DELIVERED)


def test_without_the_right_to_sign_it_goes_to_who_has_it(
    counter: Client, same_day: Procedure, screen: dict[str, Any]
) -> None:
    said = {**screen, "express": "1", "result-title": "Bản sao văn bằng", "result-text": "Cấp 01 bản sao."}
    assert counter.post(address(same_day), said).status_code == 302
    dossier = Dossier.objects.defer("words").get()
    assert (dossier.status, dossier.step_role) == (Status.PROCESSING, Role.HEAD)


def test_queries_of_the_screen_are_few(
    counter: Client, diploma: Procedure, django_assert_max_num_queries: Any
) -> None:
    counter.get(address(diploma))
    with django_assert_max_num_queries(24):
        counter.get(address(diploma))


def test_a_second_request_is_marked_with_its_reason(
    sign_in: SignIn, handler: Person, desk_officer: Person, in_hand: TakenIn, moment: Any
) -> None:
    dossier = in_hand()
    for why_again in ("", "Giấy nộp lại vẫn thiếu dấu."):
        asked = [SupplementItem("Đơn đề nghị", "Thiếu dấu.", "Xin dấu rồi nộp lại.")]
        request_supplement(
            dossier_id=dossier.pk, by=handler, at=moment, items=asked, reason="Thiếu dấu.",
            legal_basis="Điều 19", why_again=why_again,
        )  # fmt: skip
        page = sign_in(handler).get(f"{DESK}ho-so/{dossier.code}/").content.decode()
        assert ("yêu cầu quá một lần" in page) == bool(why_again)
        assert ("vẫn thiếu dấu" in page) == bool(why_again)
        receive_supplement(dossier_id=dossier.pk, by=desk_officer, at=moment, note="Đã nộp")


@pytest.mark.parametrize("door", [Door.POST, Door.KIOSK, Door.HOME_VISIT])
def test_by_another_door_helped_elsewhere_and_numbered_elsewhere(
    counter: Client, diploma: Procedure, screen: dict[str, Any], bodies: Bodies, door: Door
) -> None:
    said = {
        "help_point": "so noi vu",
        "outside_code": "G09.20-20260609-0092637",
        "outside_system": "Cổng Dịch vụ công quốc gia",
        "door": door.value,
    }
    page = counter.get(counter.post(address(diploma), {**screen, **said}).headers["Location"])
    dossier = Dossier.objects.get()
    assert (dossier.help_point, dossier.reception, dossier.competent) == (
        bodies.other_department,
        bodies.department,
        bodies.department,
    )
    assert bodies.other_department.pk in dossier.involved
    for words in (bodies.other_department.name, said["outside_code"], said["outside_system"], door.label):
        assert words in page.content.decode()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"help_point": "Sở Trên Trời"}, "Không có cơ quan nào tên như vậy"),
        ({"help_point": "so"}, "Có nhiều cơ quan như vậy"),
        ({"outside_system": "Cổng khác"}, "Ghi mã của hồ sơ ở hệ thống đó"),
    ],
)
def test_a_place_or_system_that_means_nothing_is_asked_again(
    counter: Client, diploma: Procedure, screen: dict[str, Any], said: dict[str, str], words: str
) -> None:
    answer = counter.post(address(diploma), {**screen, **said})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Dossier.objects.exists()


def test_the_proof_of_standing_for_another_is_kept_through_a_refusal(
    counter: Client, diploma: Procedure, screen: dict[str, Any]
) -> None:
    other = {
        **screen,
        "submitter-name": "Lê Văn Thay",
        "submitter-representation": "authorised",
    }
    missing = counter.post(address(diploma), other)
    assert missing.status_code == 422
    assert "cần giấy tờ chứng minh" in missing.content.decode()
    proof = SimpleUploadedFile("giấy-ủy-quyền.pdf", PDF)
    page = counter.post(address(diploma), {**other, "applicant-name": "", "submitter-files": proof})
    assert page.status_code == 422
    waiting = {"submitter-files.waiting": seal_in(page.content.decode(), "submitter-files.waiting")}
    sent = counter.post(address(diploma), {**other, **waiting, "owner-name": "Trần Thị Có Bằng"})
    assert sent.status_code == 302
    people = dict(Party.objects.values_list("role", "name"))
    assert set(people) == {"applicant", "submitter", "owner"}
    assert people["owner"] == "Trần Thị Có Bằng"
    party = Party.objects.get(role="submitter")
    assert party.proof is not None
    assert party.proof.name == "giấy-ủy-quyền.pdf"
    assert "giấy-ủy-quyền.pdf" in counter.get(sent.headers["Location"]).content.decode()
