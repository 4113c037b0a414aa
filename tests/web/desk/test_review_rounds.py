"""Rounds of review at the desk: listed, begun, chosen for, filled in, proposed, decided, followed, printed."""

from __future__ import annotations

import io
import re
from html import unescape

import pytest
from django.test import Client
from docx import Document
from tests.publishing import Publish
from tests.reviews.rounds.conftest import ANSWERS, Reviewing, answers_about, reviewing  # noqa: F401 - a fixture
from tests.web.desk.conftest import SignIn

from motcua.catalogue.models import Procedure
from motcua.catalogue.rules.content import ComponentContent
from motcua.reviews.actions.rounds.forms import begin_form
from motcua.reviews.enums.rounds import ItemStatus, RoundStatus
from motcua.reviews.models import ReviewForm, ReviewRound, RoundItem, SimplificationProposal
from motcua.reviews.queries.rounds.forms import gaps_of

pytestmark = pytest.mark.django_db
HERE = "/ban-lam-viec/dot-ra-soat/"


def text_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.content.decode()[:500])
    return unescape(answer.content.decode())


def clean(page: str) -> None:
    assert page.count("<h1") == 1
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=\"", page)
    assert page.count("button--primary") <= 2


def posted(client: Client, address: str, data: dict[str, object] | None = None) -> str:
    answer = client.post(address, data or {})
    assert answer.status_code == 302, unescape(answer.content.decode())
    return str(answer.headers["Location"])


def test_beginning_choosing_approving_setting_going(
    reviewing: Reviewing,  # noqa: F811
    sign_in: SignIn,
    publish: Publish,
) -> None:
    keeper = sign_in(reviewing.keeper)
    page = text_of(keeper, HERE)
    assert "Chưa có đợt rà soát nào" in page
    clean(text_of(keeper, HERE + "moi/"))
    made = posted(
        keeper,
        HERE + "moi/",
        {
            "kind": "focused",
            "year": "2026",
            "title": "Rà soát văn bằng",
            "starts_on": "01/09/2026",
            "ends_on": "30/11/2026",
            "result_unit": "05/10/2026",
            "result_control": "12/10/2026",
            "appraiser": "Sở Tài chính",
            "approver": "Chủ tịch Ủy ban nhân dân thành phố",
        },
    )
    page = text_of(keeper, made)
    clean(page)
    assert "Cấp lại văn bằng" in page
    assert "05/10/2026" in page
    assert "1.000002" in text_of(keeper, made + "?tim=1.000002")
    assert "1.005143" not in text_of(keeper, made + "?tim=1.000002")
    clean(text_of(keeper, made + "?tu=dau-hieu&loai=merge"))
    clean(text_of(keeper, made + "?tu=cho"))
    given = {"unit": str(reviewing.bodies.exam_division.pk), "due_on": "05/10/2026", "product": "Biểu"}
    ids = [str(one.pk) for one in reviewing.procedures]
    missing = keeper.post(made, {**given, "reason": "x"})
    assert "Chọn ít nhất một thủ tục" in unescape(missing.content.decode())
    home = posted(keeper, made, {**given, "chon": ids, "reason": "Giấy tờ trùng"})
    held = ReviewRound.objects.get()
    assert held.items.count() == 2
    clean(text_of(keeper, home))
    posted(keeper, home + "trinh/")
    head = sign_in(reviewing.head)
    assert "Phê duyệt" in text_of(head, home)
    posted(head, home + "duyet/", {"document_number": "9/KH-SGDĐT", "issued_on": "17/09/2026"})
    posted(keeper, home + "trien-khai/")
    held.refresh_from_db()
    assert held.status == RoundStatus.RUNNING
    officer = sign_in(reviewing.officer)
    assert "Việc rà soát của đơn vị" in text_of(officer, HERE)
    assert "Phòng Quản lý chất lượng" in text_of(officer, home)
    assert "dot-ra-soat" in text_of(officer, "/ban-lam-viec/")


def test_the_form_on_its_page(reviewing: Reviewing, sign_in: SignIn) -> None:  # noqa: F811
    item = reviewing.item()
    page_of = f"{HERE}thu-tuc/{item.pk}/"
    officer = sign_in(reviewing.officer)
    assert "Bắt đầu điền biểu" in text_of(officer, page_of)
    posted(officer, page_of + "bat-dau/")
    page = text_of(officer, page_of)
    clean(page)
    for words in ("B. Sự cần thiết", "C. Sự hợp lý", "D. Sự hợp pháp", "E. Đề xuất", "Còn thiếu"):
        assert words in page, words
    form = ReviewForm.objects.get(item=item)
    data: dict[str, object] = {f"q_{key}": said for key, said in ANSWERS.items()}
    for row in form.parts.all():
        data |= {f"v_{row.position}": "keep", f"p_{row.position}": "Cần", f"r_{row.position}": ""}
        data |= {f"a_{row.position}_{key}": said for key, said in answers_about(form, row).items()}
    paper = form.parts.filter(constituent="components").first()
    assert paper is not None
    data |= {f"v_{paper.position}": "drop", f"r_{paper.position}": "Đã có dữ liệu"}
    data |= {
        "kinds": ["amend"],
        "power": "own",
        "content": "Bỏ một giấy tờ",
        "reason": "Đã có dữ liệu",
        "limit_after": "2",
        "cost_before_vnd": "1.024.000",
        "cost_after_vnd": "231.000",
        "dossiers_per_year": "3228",
        "change0-act": "Quyết định 12/2024/QĐ-UBND",
        "change0-change": "",
        "revision": "2",
    }
    wrong = officer.post(page_of, data)
    assert "Ghi đủ văn bản, nội dung sửa" in unescape(wrong.content.decode())
    data |= {"change0-change": "Bỏ bản sao", "change0-responsible": "Sở", "go": "hand_in"}
    data |= {"step0-what": "Trình sửa quyết định", "step0-who": ""}
    assert "Ghi đủ việc và người làm" in unescape(officer.post(page_of, data).content.decode())
    data |= {"step0-who": "Phòng Pháp chế", "step0-due_on": "31/03/2027"}
    stale = officer.post(page_of, {**data, "revision": "1"})
    assert "vừa được người khác lưu" in unescape(stale.content.decode())
    posted(officer, page_of, data)
    item.refresh_from_db()
    assert item.status == ItemStatus.HANDED_IN
    keeper = sign_in(reviewing.keeper)
    assert "Nhận kết quả" in text_of(keeper, page_of)
    posted(keeper, page_of + "tra-lai/", {"reason": "Thiếu căn cứ"})
    assert "Thiếu căn cứ" in text_of(officer, page_of)
    assert "77,44 %" in text_of(officer, page_of)
    assert "đã trả lời đủ" in text_of(officer, page_of)
    for kind, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert officer.get(f"{page_of}bieu.{kind}").content.startswith(begins)
    assert officer.get(f"{page_of}bieu.odt").status_code == 404


def test_each_thing_missing_leads_to_its_field(reviewing: Reviewing, sign_in: SignIn) -> None:  # noqa: F811
    item = reviewing.item()
    begin_form(item_id=item.pk, by=reviewing.officer, at=reviewing.moment)
    page = sign_in(reviewing.officer).get(f"/ban-lam-viec/dot-ra-soat/thu-tuc/{item.pk}/").content.decode()
    proposal = SimplificationProposal.objects.get(item=item)
    gaps = gaps_of(ReviewForm.objects.get(item=item), proposal)
    fields = {gap.field for gap in gaps}
    assert {field[0] for field in fields} >= {"q", "v", "a", "k"}
    for field in fields:
        assert f'<a href="#id_{field}">' in page
        assert page.count(f' id="id_{field}"') == 1, field


def test_proposals_papers_and_following(reviewing: Reviewing, sign_in: SignIn) -> None:  # noqa: F811
    item = reviewing.accepted()
    proposal = SimplificationProposal.objects.get(item=item)
    home, page_of = f"{HERE}{item.round_id}/", f"{HERE}phuong-an/{proposal.pk}/"
    keeper, head = sign_in(reviewing.keeper), sign_in(reviewing.head)
    clean(text_of(keeper, page_of))
    clean(text_of(keeper, page_of + "sua/"))
    posted(keeper, home + "trinh-phuong-an/")
    assert "Duyệt 1 phương án" in text_of(head, home)
    posted(
        head,
        home + "duyet-phuong-an/",
        {"proposals": [str(proposal.pk)], "decision_number": "1811/QĐ-UBND", "decided_on": "17/09/2026"},
    )
    page = text_of(keeper, page_of)
    assert "số dự kiến giữ nguyên" in page
    assert "2.559.804.000 đ" in page
    tracking = text_of(keeper, HERE + "thuc-thi/")
    clean(tracking)
    assert "0/1" in tracking
    posted(keeper, page_of + "da-thuc-thi/", {"carried_out_on": "17/09/2026", "note": "Công văn 5/UBND"})
    assert "1/1" in text_of(keeper, HERE + "thuc-thi/")
    assert "chưa có hồ sơ nào" in unescape(keeper.post(page_of + "do/", {}).content.decode())
    paper = keeper.get(home + "to-trinh.docx")
    words = "\n".join(one.text for one in Document(io.BytesIO(paper.content)).paragraphs)
    assert "Cấp lại văn bằng" in words
    assert "2.559.804.000 đồng" in words
    for name in ("ke-hoach", "bao-cao", "to-trinh", "quyet-dinh", "phu-luc"):
        answer = keeper.get(f"{home}{name}.pdf")
        assert answer.content.startswith(b"%PDF"), name
        assert 'attachment; filename="' in answer.headers["Content-Disposition"]
    assert keeper.get(home + "khac.pdf").status_code == 404
    assert keeper.get(home + "to-trinh.odt").status_code == 404


def test_groups_hand_ins_and_other_acts(reviewing: Reviewing, sign_in: SignIn) -> None:  # noqa: F811
    held = reviewing.running()
    home = f"{HERE}{held.pk}/"
    keeper = sign_in(reviewing.keeper)
    items = [str(one) for one in held.items.values_list("pk", flat=True)]
    clean(text_of(keeper, home + "nhom/"))
    said = {"title": "Văn bằng", "items": items, "interactions": "Cùng đòi văn bằng", "wish": "apart"}
    posted(keeper, home + "nhom/", said)
    assert "Cùng đòi văn bằng" in text_of(keeper, home)
    row = held.hand_ins.get(step="control")
    posted(keeper, f"{home}gui/{row.pk}/", {"done_on": "17/09/2026", "document_number": "15/BC"})
    assert "15/BC" in text_of(keeper, home)
    posted(keeper, f"{home}gui/{row.pk}/xoa/", {"reason": "Nhầm"})
    item = RoundItem.objects.filter(round=held).first()
    assert item is not None
    change = {"unit": str(reviewing.bodies.division.pk), "due_on": "01/10/2026", "reason": "Đổi"}
    posted(keeper, f"{HERE}thu-tuc/{item.pk}/sua/", change)
    posted(keeper, f"{HERE}thu-tuc/{item.pk}/khong-ra-soat/", {"reason": "Bộ đang sửa"})
    assert "Bộ đang sửa" in text_of(keeper, home)
    posted(keeper, f"{HERE}thu-tuc/{item.pk}/ra-soat-lai/")
    answer = keeper.post(home + "ket-thuc/", {})
    assert "Còn thủ tục chưa rà soát xong" in unescape(answer.content.decode())


def test_others_see_nothing(reviewing: Reviewing, sign_in: SignIn, outsider, citizen) -> None:  # noqa: F811
    held = reviewing.running()
    item = held.items.first()
    assert item is not None
    for address in (f"{HERE}{held.pk}/", f"{HERE}thu-tuc/{item.pk}/", f"{HERE}{held.pk}/ke-hoach.pdf"):
        assert sign_in(outsider).get(address).status_code == 404, address
        assert sign_in(citizen).get(address).status_code == 403, address
    officer = sign_in(reviewing.officer)
    assert officer.get(f"{HERE}moi/").status_code == 403
    assert officer.post(f"{HERE}{held.pk}/ket-thuc/").status_code == 403


def test_pages_ask_few_queries(
    reviewing: Reviewing,  # noqa: F811
    sign_in: SignIn,
    publish: Publish,
    django_assert_max_num_queries,
) -> None:
    item = reviewing.accepted()
    keeper = sign_in(reviewing.keeper)
    with django_assert_max_num_queries(24):
        keeper.get(f"{HERE}{item.round_id}/")
    with django_assert_max_num_queries(26):
        keeper.get(f"{HERE}thu-tuc/{item.pk}/")
    with django_assert_max_num_queries(14):
        keeper.get(HERE)


def test_a_finding_leads_to_the_list_of_what_waits(
    reviewing: Reviewing,  # noqa: F811
    sign_in: SignIn,
    publish: Publish,
) -> None:
    publish("1.000003", name="Chuyển trường", components=(ComponentContent(name="Giấy khai sinh", copies=1),))
    keeper, findings = sign_in(reviewing.keeper), "/ban-lam-viec/ra-soat/?loai=paper_in_database"
    [address] = re.findall(r'task__what"><a href="([^"]*)">', text_of(keeper, findings))
    assert "Đề nghị rà soát" in text_of(keeper, address)
    [form] = re.findall(r'href="([^"]*tu-dau-hieu[^"]*)"', text_of(keeper, address))
    clean(text_of(keeper, form))
    [value] = re.findall(r'name="procedures" value="([^"]*)"', text_of(keeper, form))
    posted(keeper, form, {"procedures": [value], "reason": "Đã có dữ liệu dân cư"})
    page = text_of(keeper, HERE)
    assert Procedure.objects.get(pk=value).code in page
    assert "Đã có dữ liệu dân cư" in page
    item = RoundItem.objects.get()
    clean(text_of(keeper, f"{HERE}thu-tuc/{item.pk}/"))
    made = reviewing.started()
    assert "Đã có dữ liệu dân cư" in text_of(keeper, f"{HERE}{made.pk}/chon/?tu=cho")


def test_what_waits_is_on_the_first_page(reviewing: Reviewing, sign_in: SignIn) -> None:  # noqa: F811
    reviewing.submitted()
    home = "/ban-lam-viec/"
    assert "Thủ tục phải rà soát" in text_of(sign_in(reviewing.officer), home)
    assert "Phương án chờ tôi duyệt" in text_of(sign_in(reviewing.head), home)
    assert "Phương án chờ tôi duyệt" in text_of(sign_in(reviewing.head), HERE)
    assert "Rà soát, đơn giản hóa" not in text_of(sign_in(reviewing.keeper), home)
