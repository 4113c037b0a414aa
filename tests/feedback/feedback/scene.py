"""Feedback as the tests send it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from motcua.accounts.models import Person
from motcua.feedback.actions.feedback.sending import Sent, send
from motcua.feedback.enums.feedback import Kind, SenderKind, Subject
from motcua.feedback.rules.feedback.intake import Sending

RULE = Sending(
    kind=Kind.REPORT,
    subject=Subject.RULE,
    title="Hồ sơ cấp bản sao đòi hai giấy tờ giống nhau",
    body="Thủ tục cấp bản sao bằng tốt nghiệp yêu cầu nộp cả căn cước bản giấy dù đã tra được trên hệ thống.",
    sender_kind=SenderKind.CITIZEN,
    name="Phạm Thị Dân",
    address="Số 5 ngõ 12 phố Cầu Đất",
    phone="0912 345 678",
)


def conduct(about: str = "", **more: Any) -> Sending:
    """Feedback about somebody's conduct, who is named in its text."""
    body = f"Ngày 10/9 tôi đến nộp hồ sơ thì cán bộ {about} hẹn đi hẹn lại ba lần, thái độ khó chịu."
    return replace(
        RULE,
        subject=Subject.CONDUCT,
        title="Cán bộ gây phiền hà khi nhận hồ sơ",
        body=body,
        **more,
    )


def sent(at: datetime, sending: Sending = RULE, by: Person | None = None, **more: Any) -> Sent:
    """One that has come in."""
    return send(sending=replace(sending, **more), by=by, at=at)
