"""What feedback must say to be taken in, and to whom it goes first."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from uuid import UUID

from motcua.feedback.enums.feedback import Content, Kind, SenderKind, Subject
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean, fold

LONGEST_TITLE = 200
SHORTEST_BODY = 20
LONGEST_BODY = 10_000
MOST_FILES = 5
_EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+")


@dataclass(frozen=True, slots=True)
class Sending:
    """Feedback as somebody sends it, or as an officer writes it down for them.

    `agency_id` is where they send it, None when they leave that to us. `about_agency_id`, `about_person_id` and
    `about_text` say whom it is about; `dossier_code` which case it arose from.
    """

    kind: Kind
    subject: Subject
    title: str
    body: str
    sender_kind: SenderKind
    name: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    content: Content | None = None
    agency_id: UUID | None = None
    procedure_id: UUID | None = None
    constituent: str = ""
    dossier_code: str = ""
    about_agency_id: UUID | None = None
    about_person_id: UUID | None = None
    about_text: str = ""


def checked_sending(sending: Sending, *, may_be_anonymous: bool) -> Sending:
    """The same, cleaned: a clear content, and a sender who can be answered. Markup and commands are only text.

    Basis: NĐ 20/2008 art. 7 as amended: clear content in Vietnamese; name, address, telephone or mail address.

    :raises Refused: "title-missing", "title-too-long", "body-too-short", "body-too-long", "anonymous-not-taken",
        "sender-name-missing", "sender-address-missing", "sender-contact-missing", "sender-email-unreadable",
        "sender-phone-unreadable".
    """
    title = " ".join(clean(sending.title).split())
    told = replace(
        sending,
        title=title,
        body=checked_body(sending.body),
        about_text=" ".join(clean(sending.about_text).split())[:300],
        dossier_code=clean(sending.dossier_code).upper()[:60],
    )
    if not fold(title):
        raise Refused("title-missing", "Ghi tóm tắt nội dung trong một câu.", field="title")
    if len(title) > LONGEST_TITLE:
        raise Refused(
            "title-too-long", f"Phần tóm tắt dài quá {LONGEST_TITLE} ký tự. Viết gọn lại.", field="title"
        )
    if sending.sender_kind is SenderKind.ANONYMOUS:
        if not may_be_anonymous:
            raise Refused(
                "anonymous-not-taken",
                "Phản ánh, kiến nghị phải có tên, địa chỉ và cách liên hệ của người gửi; thông tin này không "
                "được công khai.",
                field="sender_kind",
            )
        return replace(told, name="", address="", phone="", email="")
    return _with_sender(told)


def checked_body(text: str) -> str:
    """The content, cleaned.

    :raises Refused: "body-too-short", "body-too-long".
    """
    body = clean(text)
    if len(fold(body)) < SHORTEST_BODY:
        raise Refused(
            "body-too-short",
            "Nội dung quá ngắn để xem xét. Ghi rõ việc gì, ở đâu, khi nào và đề nghị của anh/chị.",
            field="body",
        )
    if len(body) > LONGEST_BODY:
        raise Refused(
            "body-too-long",
            f"Nội dung dài {len(body)} ký tự, nhiều nhất {LONGEST_BODY}. Rút gọn, phần còn lại gửi bằng tệp.",
            field="body",
        )
    return body


def _with_sender(told: Sending) -> Sending:
    name, address = (" ".join(clean(text).split()) for text in (told.name, told.address))
    phone, email = re.sub(r"[\s.\-()]", "", clean(told.phone)), clean(told.email)
    if len(fold(name)) < 2:
        raise Refused("sender-name-missing", "Ghi họ tên hoặc tên tổ chức của người gửi.", field="name")
    if len(fold(address)) < 3:
        raise Refused("sender-address-missing", "Ghi địa chỉ của người gửi.", field="address")
    if not phone and not email:
        raise Refused(
            "sender-contact-missing", "Ghi số điện thoại hoặc thư điện tử để nhận trả lời.", field="phone"
        )
    if phone and not re.fullmatch(r"(?:\+84|0)\d{8,10}", phone):
        raise Refused(
            "sender-phone-unreadable", "Số điện thoại không đúng. Ví dụ: 0912345678.", field="phone"
        )
    if email and not _EMAIL.fullmatch(email):
        raise Refused("sender-email-unreadable", "Thư điện tử không đúng. Kiểm tra lại.", field="email")
    return replace(told, name=name[:250], address=address[:300], phone=phone, email=email)
