"""Results, papers, many at once and the register, as the desk shows them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.cast import PASSWORD, Bodies
from tests.documents.samples import pdf as one_page_pdf
from tests.handing_in import HandIn, TakenIn
from tests.resulting import GRANTED, BroughtTo, Stage
from tests.web.desk.conftest import SignIn

from motcua.accounts.models import Person
from motcua.catalogue.models import Procedure
from motcua.documents.enums import PaperKind
from motcua.dossiers.actions.handling import forward
from motcua.dossiers.actions.intake import take_in
from motcua.dossiers.actions.results import Proposal
from motcua.dossiers.enums import DeliveryStatus, ResultState, Status
from motcua.dossiers.models import Dossier, IssuedPaper, Reading, Result

LIST = "/ban-lam-viec/ho-so/"


def act(dossier: Dossier, verb: str) -> str:
    return f"{LIST}{dossier.code}/viec/{verb}/"


def again(dossier: Dossier) -> Dossier:
    return Dossier.objects.defer("words").get(pk=dossier.pk)


def text_of(answer: Any, status: int = 200) -> str:
    words = answer.content.decode()
    assert answer.status_code == status, words[:3000]
    return words


def posted(client: Client, dossier: Dossier, verb: str, **said: Any) -> Any:
    return client.post(act(dossier, verb), {"seen": again(dossier).revision, **said})


def test_a_whole_result_through_the_forms(
    sign_in: SignIn,
    brought_to: BroughtTo,
    handler: Person,
    division_head: Person,
    head: Person,
    records_officer: Person,
    desk_officer: Person,
) -> None:
    dossier = brought_to(Stage.IN_HAND)
    client = sign_in(handler)
    assert "Trích yếu" in text_of(client.get(act(dossier, "propose")))
    draft = SimpleUploadedFile("du-thao.pdf", one_page_pdf(), "application/pdf")
    said = {"kind": "granted", "title": GRANTED.title, "text": "", "draft": draft}
    assert posted(client, dossier, "propose", **said).status_code == 302
    client = sign_in(division_head)
    assert GRANTED.title in text_of(client.get(act(dossier, "approve")))
    assert posted(client, dossier, "approve", note="").status_code == 302
    client = sign_in(head)
    assert "Xem văn bản sẽ ký" in text_of(client.get(act(dossier, "sign")))
    signed = {"authority": "own", "is_read": "on", "confirm": PASSWORD}
    assert posted(client, dossier, "sign", **signed).status_code == 302
    client = sign_in(records_officer)
    page = text_of(client.get(act(dossier, "issue")))
    assert 'name="number" value="1"' in page
    assert posted(client, dossier, "issue", number=1, symbol="QĐ-SGDĐT").status_code == 302
    client = sign_in(desk_officer)
    assert dossier.applicant_name in text_of(client.get(act(dossier, "return-result")))
    handed = {"way": "desk", "taken_by": "Hồng", "proof": "Căn cước 031185000123"}
    assert posted(client, dossier, "return-result", **handed).status_code == 302
    assert again(dossier).delivery == DeliveryStatus.DELIVERED
    client = sign_in(head)
    assert posted(client, dossier, "reopen", reason="Sai tên").status_code == 302
    assert again(dossier).status == Status.CORRECTING


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"is_read": "on", "confirm": "sai-mat-khau"}, "chưa đúng"),
        ({"is_read": "on", "confirm": ""}, "Gõ mật khẩu"),
        ({"is_read": "", "confirm": PASSWORD}, "đánh dấu là đã xem"),
        ({"is_read": "on", "confirm": PASSWORD, "authority": "deputy"}, "Giám đốc"),
    ],
)
def test_nothing_is_signed_without_looking_and_saying_who_one_is(
    sign_in: SignIn, brought_to: BroughtTo, head: Person, said: dict[str, str], words: str
) -> None:
    dossier = brought_to(Stage.APPROVED)
    answer = posted(sign_in(head), dossier, "sign", **{"authority": "own", **said})
    assert answer.status_code in {409, 422}
    assert words in answer.content.decode()
    assert Result.objects.get().state == ResultState.APPROVED


def test_wrong_passwords_lock_the_signing(sign_in: SignIn, brought_to: BroughtTo, head: Person) -> None:
    dossier = brought_to(Stage.APPROVED)
    client = sign_in(head)
    for _ in range(12):
        answer = posted(client, dossier, "sign", authority="own", is_read="on", confirm="sai")
    assert "tạm khóa" in answer.content.decode()
    answer = posted(client, dossier, "sign", authority="own", is_read="on", confirm=PASSWORD)
    assert answer.status_code == 422
    assert Result.objects.get().state == ResultState.APPROVED


def test_a_rejection_without_reason_comes_back_with_what_was_typed(
    sign_in: SignIn, brought_to: BroughtTo, handler: Person
) -> None:
    dossier = brought_to(Stage.IN_HAND)
    answer = posted(sign_in(handler), dossier, "propose", kind="rejected", title="Không cấp", text="Vì sao?")
    words = answer.content.decode()
    assert "phải ghi rõ lý do" in words
    assert "Vì sao?" in words
    assert not Result.objects.exists()


def test_a_refused_proposal_keeps_its_draft(sign_in: SignIn, brought_to: BroughtTo, handler: Person) -> None:
    dossier, client = brought_to(Stage.IN_HAND), sign_in(handler)
    said = {"kind": "granted", "title": "", "text": ""}
    draft = SimpleUploadedFile("dự thảo.pdf", one_page_pdf(), "application/pdf")
    page = text_of(posted(client, dossier, "propose", **said, draft=draft), 422)
    assert "dự thảo.pdf" in page
    again = {**said, "title": GRANTED.title, "draft.waiting": seal_in(page)}
    answer = posted(client, dossier, "propose", **again)
    assert answer.status_code == 302
    assert Result.objects.get().draft.name == "dự thảo.pdf"  # type: ignore[union-attr]  # there is one


def test_a_kept_draft_can_be_left_out(sign_in: SignIn, brought_to: BroughtTo, handler: Person) -> None:
    dossier, client = brought_to(Stage.IN_HAND), sign_in(handler)
    draft = SimpleUploadedFile("dự thảo.pdf", one_page_pdf(), "application/pdf")
    page = text_of(posted(client, dossier, "propose", kind="granted", title="", text="", draft=draft), 422)
    seal = seal_in(page)
    said = {"kind": "granted", "title": GRANTED.title, "text": "Đồng ý."}
    said |= {"draft.waiting": seal, "draft.drop": seal}
    assert posted(client, dossier, "propose", **said).status_code == 302
    assert Result.objects.get().draft is None


def test_a_draft_that_is_no_pdf_is_refused_in_its_place(
    sign_in: SignIn, brought_to: BroughtTo, handler: Person
) -> None:
    dossier = brought_to(Stage.IN_HAND)
    wrong = SimpleUploadedFile("du-thao.pdf", b"MZ not a paper", "application/pdf")
    said = {"kind": "granted", "title": GRANTED.title, "text": "Đồng ý.", "draft": wrong}
    page = text_of(posted(sign_in(handler), dossier, "propose", **said), 422)
    assert 'id="id_draft_error"' in page
    assert GRANTED.title in page
    assert not Result.objects.exists()


@pytest.mark.parametrize("salt", ["motcua.intake.files", "motcua.waiting"])
def test_drafts_of_others_cannot_be_named(
    sign_in: SignIn, brought_to: BroughtTo, handler: Person, salt: str
) -> None:
    dossier, client = brought_to(Stage.IN_HAND), sign_in(handler)
    forged = signing.dumps(["people", str(handler.pk), "x", "x.pdf", 9, 9e12], salt=salt)
    said = {"kind": "granted", "title": GRANTED.title, "text": "Đồng ý.", "draft.waiting": forged}
    assert "không còn ở đây" in text_of(posted(client, dossier, "propose", **said), 422)
    assert not Result.objects.exists()


def seal_in(page: str) -> str:
    return str(re.findall(r'name="draft.waiting" value="([^"]+)"', page)[0])


def test_a_look_at_a_result_is_noted_and_what_cannot_be_done_leads_back(
    sign_in: SignIn, brought_to: BroughtTo, head: Person
) -> None:
    dossier, client = brought_to(Stage.APPROVED), sign_in(head)
    page = text_of(client.get(act(dossier, "issue")), 403)
    assert f'href="{LIST}{dossier.code}/"' in page
    assert not Reading.objects.filter(person=head).exists()
    client.get(act(dossier, "sign"))
    assert Reading.objects.get(person=head).what == "Mở việc: Ký kết quả"


def test_the_paper_is_shown_before_it_is_sent(
    sign_in: SignIn, brought_to: BroughtTo, handler: Person
) -> None:
    dossier = brought_to(Stage.IN_HAND)
    said = {"kind": "granted", "title": "Cấp bản sao", "text": "Cấp một bản sao."}
    answer = sign_in(handler).post(f"{LIST}{dossier.code}/ket-qua/xem-truoc/", said)
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer).startswith(b"%PDF")
    assert not Result.objects.exists()


def test_papers_are_listed_given_and_printed(
    sign_in: SignIn, taken_in: TakenIn, desk_officer: Person, outsider: Person
) -> None:
    dossier = taken_in()
    client = sign_in(desk_officer)
    where = f"{LIST}{dossier.code}/giay-to/"
    page = text_of(client.get(where))
    assert "Giấy tiếp nhận hồ sơ và hẹn trả kết quả" in page
    assert client.post(f"{where}cap/", {"loai": "control_slip"}).status_code == 302
    assert IssuedPaper.objects.filter(dossier=dossier, kind=PaperKind.CONTROL_SLIP).count() == 1
    hrefs = re.findall(rf'href="({re.escape(where)}[^"]+)"', text_of(client.get(where)))
    assert len(hrefs) == 6
    for href in hrefs[:2]:
        answer = client.get(href.replace("&amp;", "&"))
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF")
    assert sign_in(outsider).get(where).status_code == 404
    assert sign_in(outsider).get(hrefs[0]).status_code == 404


def test_many_are_named_first_and_done_after(
    sign_in: SignIn, brought_to: BroughtTo, division_head: Person
) -> None:
    ready, early = brought_to(Stage.PROPOSED), brought_to(Stage.APPROVED)
    client = sign_in(division_head)
    ticks = [f"{ready.pk}:{ready.revision}", f"{early.pk}:{early.revision}", "rác", "rác:9"]
    page = text_of(client.post(f"{LIST}hang-loat/approve/", {"chon": ticks}))
    assert ready.code in page
    assert "2 hồ sơ" in page
    assert Result.objects.filter(state=ResultState.APPROVED).count() == 1
    page = text_of(client.post(f"{LIST}hang-loat/approve/", {"chon": ticks, "lam": "1", "note": ""}))
    assert "Đã làm xong 1 trong 2 hồ sơ" in page
    assert Result.objects.filter(state=ResultState.APPROVED).count() == 2


def test_many_are_assigned_signed_and_returned(
    sign_in: SignIn,
    brought_to: BroughtTo,
    taken_in: TakenIn,
    head: Person,
    handler: Person,
    desk_officer: Person,
    bodies: Bodies,
    moment: datetime,
) -> None:
    fresh = taken_in()
    forward(dossier_id=fresh.pk, by=desk_officer, at=moment)
    approved, issued = brought_to(Stage.APPROVED), brought_to(Stage.ISSUED)
    client = sign_in(head)
    said: dict[str, Any] = {"lam": "1", "chon": [str(fresh.pk)]}
    to_whom = f"{bodies.exam_division.pk}:{handler.pk}"
    text_of(client.post(f"{LIST}hang-loat/assign/", {**said, "to_whom": to_whom}))
    assert again(fresh).holder == handler
    said["chon"] = [str(approved.pk)]
    signed = {"authority": "own", "is_read": "on", "confirm": PASSWORD}
    assert "Gõ mật khẩu" in text_of(
        client.post(f"{LIST}hang-loat/sign/", {**said, **signed, "confirm": ""}), 422
    )
    text_of(client.post(f"{LIST}hang-loat/sign/", {**said, **signed}))
    assert Result.objects.get(dossier=approved).state == ResultState.SIGNED
    said["chon"] = [str(issued.pk)]
    handed = {"way": "desk", "taken_by": "Trường THPT Ngô Quyền", "proof": "Giấy giới thiệu 12"}
    text_of(sign_in(desk_officer).post(f"{LIST}hang-loat/return-result/", {**said, **handed}))
    assert again(issued).delivery == DeliveryStatus.DELIVERED


def test_nothing_ticked_leads_back_and_no_such_act_is_not_found(sign_in: SignIn, head: Person) -> None:
    client = sign_in(head)
    assert client.post(f"{LIST}hang-loat/approve/").status_code == 302
    assert client.post(f"{LIST}hang-loat/stop/").status_code == 404


def test_the_short_way_on_one_screen(
    sign_in: SignIn,
    hand_in: HandIn,
    same_day: Procedure,
    counter_head: Person,
    plain: Callable[[Proposal], Proposal],
    moment: datetime,
) -> None:
    dossier = take_in(intake=hand_in(procedure=same_day), by=counter_head, at=moment, is_express=True)
    client = sign_in(counter_head)
    assert "Hoàn tất ngay" in text_of(client.get(act(dossier, "forward")))
    said = {"kind": "granted", "title": "Cấp bản sao", "text": "Cấp một bản sao.", "how": "finish"}
    assert posted(client, dossier, "forward", **said).status_code == 422
    said |= {"symbol": "BS-SGDĐT", "taken_by": "Hồng", "proof": "Căn cước", "confirm": PASSWORD}
    assert posted(client, dossier, "forward", **said).status_code == 302
    assert again(dossier).delivery == DeliveryStatus.DELIVERED


def test_the_short_way_with_another_signer(
    sign_in: SignIn, hand_in: HandIn, same_day: Procedure, desk_officer: Person, moment: datetime
) -> None:
    dossier = take_in(intake=hand_in(procedure=same_day), by=desk_officer, at=moment, is_express=True)
    client = sign_in(desk_officer)
    assert "Hoàn tất ngay" not in text_of(client.get(act(dossier, "forward")))
    said = {"kind": "granted", "title": "Cấp bản sao", "text": "Cấp một bản sao.", "how": "pass"}
    assert posted(client, dossier, "forward", **said).status_code == 302
    assert again(dossier).step_key == "ky"


def test_the_register_page_and_its_files(
    sign_in: SignIn, taken_in: TakenIn, desk_officer: Person, outsider: Person
) -> None:
    dossier = taken_in()
    client = sign_in(desk_officer)
    page = text_of(client.get(f"{LIST}so-theo-doi/"))
    assert dossier.code in page
    href = re.findall(r'href="([^"]+so\.xlsx[^"]+)"', page)[0].replace("&amp;", "&")
    assert b"".join(client.get(href)).startswith(b"PK")
    assert client.get(href.replace("so.xlsx", "so.pdf")).content.startswith(b"%PDF")
    noted = Reading.objects.filter(person=desk_officer, dossier=None).order_by("id")
    assert [one.what.split(" sổ")[0] for one in noted] == ["Xem", "Tải về", "In"]
    assert sign_in(outsider).get(href).status_code in {403, 409}
    assert client.get(f"{LIST}so-theo-doi/?first_day=x").status_code == 422
