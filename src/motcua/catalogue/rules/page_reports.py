"""What a report about a page must say, and how often one sender may write."""

from __future__ import annotations

from datetime import timedelta

from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean

SHORTEST = 10
LONGEST = 2000
LONGEST_CONTACT = 120
WINDOW = timedelta(hours=1)
MOST_IN_WINDOW = 5


def require_readable(*, text: str, contact: str) -> tuple[str, str]:
    """The cleaned `text` and `contact`.

    :raises Refused: "page-report-too-short", "page-report-too-long".
    """
    text, contact = clean(text), clean(contact)
    if len(text) < SHORTEST:
        raise Refused(
            "page-report-too-short",
            f"Nội dung báo lỗi quá ngắn. Hãy viết ít nhất {SHORTEST} chữ cái: chỗ nào sai, đúng ra phải thế nào.",
            field="text",
        )
    if len(text) > LONGEST or len(contact) > LONGEST_CONTACT:
        raise Refused(
            "page-report-too-long",
            f"Nội dung báo lỗi dài quá. Hãy viết gọn trong {LONGEST} chữ cái, "
            f"phần liên hệ trong {LONGEST_CONTACT} chữ cái.",
            field="text" if len(text) > LONGEST else "contact",
        )
    return text, contact


def require_patience(*, sent_in_window: int) -> None:
    """Refuse a sender who has written `MOST_IN_WINDOW` reports within `WINDOW`.

    :raises Refused: "page-reports-too-many".
    """
    if sent_in_window >= MOST_IN_WINDOW:
        raise Refused(
            "page-reports-too-many",
            "Anh/chị vừa gửi nhiều lần báo lỗi liền nhau. Chúng tôi đã nhận được các lần trước; "
            "nếu còn điều muốn báo, xin gửi lại sau một giờ.",
        )
