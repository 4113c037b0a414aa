"""What is said of an officer is never seen by them, by who shares their unit, nor by the head of that unit: through
every door, from the telephone to the answer; while those who handle it see it."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from openpyxl import load_workbook
from tests.cast import SINCE, Bodies, MakePerson
from tests.documents.samples import pdf
from tests.feedback.feedback.scene import sent
from tests.inspecting import Steps
from tests.web.desk.conftest import SignIn
from tests.web.desk.conftest import desk_clock as desk_clock
from tests.web.desk.conftest import installation as installation
from tests.web.desk.conftest import sign_in as sign_in

from motcua.accounts.enums import Role
from motcua.accounts.models import Person, RoleHolding
from motcua.documents.actions.files import Brought, keep_files_of
from motcua.feedback.actions.feedback import add_supplement, rate_answer
from motcua.feedback.actions.feedback.working import mark_repeat
from motcua.feedback.enums.feedback import Contentment, State
from motcua.feedback.models import Feedback, HotlineEntry
from motcua.feedback.queries.feedback.following import secret_digest
from motcua.notices.models import Delivery, Notice
from motcua.plans.models import Inspection

pytestmark = pytest.mark.django_db

DESK = "/ban-lam-viec/"
BASE = f"{DESK}phan-anh/"
LINES = f"{DESK}duong-day-nong/"
OBJECT = "Cao Thị Phiền"
TITLE = "Hẹn đi hẹn lại để vòi vĩnh"
BODY = f"Cán bộ {OBJECT} hẹn tôi ba lần, lần nào cũng gợi ý bồi dưỡng mới nhận hồ sơ của con tôi."
SENDER = "Lò Thị Kín Tiếng"
ANSWER = "Cơ quan đã kiểm điểm, điều chuyển cán bộ và xin lỗi gia đình anh chị."
WINDOW = "from=2026-09-01&to=2026-09-30"
PAGES = (
    "", "phan-loai/", "phan-cong/", "lay-y-kien/", "chuyen/", "tra-loi/", "trung/", "kiem-duyet/", "ban-cong-khai/",
    "nguoi-bi-phan-anh/", "mo-lai/", "mo-kiem-tra/", "mo-ra-soat/",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unseeing:
    """Somebody from whom it is kept, with their browser."""

    person: Person
    browser: Client


def text_of(answer: object) -> str:
    """All that an answer says: a page, a document for machines, or the cells of a workbook."""
    content = getattr(answer, "streaming_content", None)
    body = b"".join(content) if content is not None else answer.content  # type: ignore[attr-defined]
    if body.startswith(b"PK"):
        sheets = load_workbook(BytesIO(body)).worksheets
        return " ".join(str(row) for sheet in sheets for row in sheet.iter_rows(values_only=True))
    return body.decode()


@pytest.fixture
def accused(make_person: MakePerson, bodies: Bodies) -> Person:
    """An officer of the division who also holds every role at the department that could show feedback."""
    person = make_person(OBJECT, role=Role.HANDLER, agency=bodies.exam_division)
    _every_role(person, bodies)
    return person


@pytest.fixture
def colleague(make_person: MakePerson, bodies: Bodies) -> Person:
    """Shares the division, and like the accused holds the department's roles."""
    person = make_person("Đinh Văn Cạnh", role=Role.HANDLER, agency=bodies.exam_division)
    _every_role(person, bodies)
    return person


def _every_role(person: Person, bodies: Bodies) -> None:
    for role in (Role.CONTROL_FOCAL_OFFICER, Role.HEAD, Role.INSPECTOR, Role.RECEPTION_OFFICER):
        RoleHolding.objects.create(
            person=person,
            agency=bodies.department,
            role=role,
            includes_below=True,
            held=DateRange(SINCE, None),
        )


def doors(one: Feedback, call: HotlineEntry, seen_by: Unseeing, inspection: Inspection | None) -> None:
    """Nothing of it behind any door that is open to this person; the others are shut as if there were nothing."""
    browser, secrets = seen_by.browser, (one.code, TITLE, SENDER, "gợi ý bồi dưỡng", str(one.pk))
    lists = [
        DESK, BASE, f"{BASE}?nhom=cho-tiep-nhan", f"{BASE}?nhom=dang-xu-ly", f"{BASE}so/", f"{BASE}so/?tim=voi+vinh",
        f"{BASE}so/?tim={one.code}", f"{BASE}so/?loai=conduct", f"{BASE}so.xlsx", LINES, f"{LINES}?tim=ba+lan",
        f"{DESK}thong-bao/", f"{DESK}dot-ra-soat/", f"{DESK}tong-quan/?{WINDOW}",
        f"{DESK}so-lieu/feedback_conduct/?{WINDOW}", f"{DESK}so-lieu/feedback_conduct/ho-so/?{WINDOW}",
        f"{DESK}so-lieu/feedback_conduct/ho-so/danh-sach.xlsx?{WINDOW}",
        f"/api/v1/measures/feedback_conduct?{WINDOW}", "/phan-anh/", "/phan-anh/?q=voi+vinh",
    ]  # fmt: skip
    if inspection is not None:
        lists += [f"{DESK}kiem-tra/", f"{DESK}kiem-tra/{inspection.pk}/"]
    for path in lists:
        answer = browser.get(path)
        assert answer.status_code in {200, 403, 404}, path
        said = text_of(answer)
        if "tim=" in path:  # the page repeats what was looked for
            said = said.replace(f'value="{one.code}"', "").replace(f"tim={one.code}", "")
        for secret in secrets:
            assert secret not in said, (path, secret)
        assert "được tính vào số liệu nhưng không" not in said, path
    for path in PAGES:
        assert browser.get(f"{BASE}{one.pk}/{path}").status_code in {403, 404}, path
    for path in ("duyet/", "trinh/", "cong-khai/"):
        assert browser.post(f"{BASE}{one.pk}/{path}").status_code in {403, 404}, path
    for row in one.files.all():
        assert browser.get(f"{BASE}{one.pk}/tep/{row.pk}/").status_code == 404
    for path in ("", "da-tra-loi/", "phan-anh/"):
        assert browser.get(f"{LINES}{call.pk}/{path}").status_code in {403, 404}, path
    assert not Notice.objects.filter(subject_id=str(one.pk), recipient=seen_by.person).exists()
    assert not Delivery.objects.filter(
        notice__subject_id=str(one.pk), notice__recipient=seen_by.person
    ).exists()


def test_a_complaint_about_an_officer_from_the_telephone_to_the_answer(
    sign_in: SignIn,
    steps: Steps,
    accused: Person,
    colleague: Person,
    division_head: Person,
    control_focal_officer: Person,
    receiving_officer: Person,
    make_person: MakePerson,
    outsider: Person,
    head: Person,
    bodies: Bodies,
) -> None:
    moment = steps.moment
    keeper, boss = sign_in(control_focal_officer), sign_in(head)
    unseeing = [Unseeing(each, sign_in(each)) for each in (accused, colleague, division_head)]
    clerk = make_person("Phan Thị Ngay", role=Role.HANDLER, agency=bodies.division)

    def all_doors(inspection: Inspection | None = None) -> None:
        for each in unseeing:
            doors(Feedback.objects.get(pk=one.pk), call, each, inspection)

    def post(browser: Client, path: str, **said: object) -> str:
        answer = browser.post(path, said, follow=True)
        assert answer.status_code == 200, text_of(answer)[:2000]
        return text_of(answer)

    # Told by telephone; the keeper who listens makes it feedback.
    spoken = {
        "on": "17/09/2026", "hour": "08:15", "line": "", "caller": SENDER, "contact": "0912345678",
        "text": "Xin gặp người có trách nhiệm", "outcome": "call_back", "said": "", "unit": "",
        "answer_by": "18/09/2026",
    }  # fmt: skip
    post(keeper, f"{LINES}ghi/", **spoken)
    call = HotlineEntry.objects.get()
    about = {
        "kind": "report", "subject": "conduct", "title": TITLE, "body": BODY, "sender_kind": "citizen",
        "name": SENDER, "address": "Xã A", "phone": "0912345678", "about_agency": bodies.exam_division.pk,
        "about_text": OBJECT,
    }  # fmt: skip
    told = post(keeper, f"{LINES}{call.pk}/phan-anh/", **about)
    one = Feedback.objects.get()
    assert one.code in told
    secret = told.split("mã bí mật ")[1].split(".")[0]
    assert secret_digest(secret) == one.secret_digest
    assert one.agency == bodies.department
    all_doors()

    # Taken in, given to somebody by name, with a file of the sender's.
    page = f"{BASE}{one.pk}/"
    post(keeper, f"{page}yeu-cau-bo-sung/", text="Xin gửi ảnh giấy hẹn")
    (kept,) = keep_files_of(files=[Brought(pdf(), "giay-hen.pdf")], by="public", at=moment)
    add_supplement(
        feedback_id=one.pk, text="Gửi kèm giấy hẹn", by=None, at=moment, secret=secret, files=[kept.pk]
    )
    post(keeper, f"{page}phan-loai/", kind="report", subject="conduct", content="1",
         about_agency=bodies.exam_division.pk)  # fmt: skip
    post(keeper, f"{page}phan-cong/", person=clerk.pk)
    assert Feedback.objects.get().holder == clerk
    assert TITLE in text_of(sign_in(clerk).get(page))

    # Passed to another department and back.
    post(keeper, f"{page}chuyen/", taker=bodies.other_department.pk, outside="", reason="Thuộc Sở Nội vụ")
    assert keeper.get(page).status_code == 404
    elsewhere = sign_in(outsider)
    assert TITLE in text_of(elsewhere.get(page))
    all_doors()
    post(elsewhere, f"{page}chuyen/", taker=bodies.department.pk, outside="", reason="Cán bộ của Sở GDĐT")
    post(keeper, f"{page}phan-loai/", kind="report", subject="conduct", content="1",
         about_agency=bodies.exam_division.pk)  # fmt: skip

    # An inspection of the division is set up; what it says of itself leads nobody to the complaint.
    visit = {
        "unit": bodies.exam_division.pk, "planned_on": "21/09/2026", "checklist": steps.checklist.pk,
        "leader": steps.inspector.pk, "place": "",
    }  # fmt: skip
    refused = post(keeper, f"{page}mo-kiem-tra/", **visit, reason=f"Theo phản ánh {one.code}")
    assert "bỏ mã phản ánh, tên, điện thoại, thư điện tử người gửi" in refused
    assert not Inspection.objects.exists()
    post(keeper, f"{page}mo-kiem-tra/", **visit, reason="Kiểm tra việc tiếp nhận, hẹn trả hồ sơ")
    inspection = Inspection.objects.get()
    assert "không mở rà soát" in post(keeper, f"{page}mo-ra-soat/", text="Thủ tục gây phiền hà")

    # Another one that everybody may see is marked as its repeat: the journal there does not name it.
    other = sent(moment, title="Thủ tục đòi hai giấy giống nhau").feedback
    mark_repeat(feedback_id=other.pk, earlier_id=one.pk, by=control_focal_officer, at=moment)
    assert one.code not in text_of(unseeing[1].browser.get(f"{BASE}{other.pk}/"))

    # Answered; nothing of it becomes public.
    post(keeper, f"{page}tra-loi/", outcome="right_done", text=ANSWER, submit="1")
    post(boss, f"{page}duyet/")
    rate_answer(feedback_id=one.pk, contentment=Contentment.DISSATISFIED, by=None, at=moment, secret=secret)
    one.refresh_from_db()
    assert one.state == State.ANSWERED
    assert "không được công khai" in post(
        keeper, f"{page}ban-cong-khai/", title="Công khai", question="Hỏi", answer="Đáp"
    )
    all_doors(inspection)

    # Who handles it sees it at every door.
    for path in (f"{BASE}so/?tim=voi+vinh", f"{BASE}so.xlsx", page):
        assert TITLE in text_of(keeper.get(path)), path
    assert one.code in text_of(keeper.get(f"{LINES}{call.pk}/"))
    assert keeper.get(f"{page}tep/{one.files.get().pk}/").status_code == 200
    assert Notice.objects.filter(subject_id=str(one.pk), recipient=control_focal_officer).exists()
    assert TITLE in text_of(boss.get(page))
    assert one.code in text_of(keeper.get(f"{DESK}so-lieu/feedback_conduct/ho-so/?{WINDOW}"))
