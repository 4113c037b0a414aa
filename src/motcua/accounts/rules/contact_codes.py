"""Codes that prove a telephone number or an e-mail address: how they look, how long they hold, how often they go."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from motcua.kernel.refusals import Refused

DIGITS = 6
HOLDS = timedelta(minutes=10)
MOST_TRIES = 5
PAUSE = timedelta(minutes=1)
# A stranger's telephone must not be made to ring by somebody who types its number into an account.
MOST_TO_ADDRESS, OF_ADDRESS = 3, timedelta(hours=1)
MOST_OF_PERSON, OF_PERSON = 8, timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Given:
    """A code that was given before: when, and whether to this very address."""

    at: datetime
    is_to_address: bool
    is_of_person: bool


def require_patience(given: list[Given], *, at: datetime) -> None:
    """Refuse another code at `at` after those that were given to the same address or asked by the same person.

    :raises Refused: "codes-too-many".
    """
    to_address = [one.at for one in given if one.is_to_address and one.at > at - OF_ADDRESS]
    of_person = [one.at for one in given if one.is_of_person and one.at > at - OF_PERSON]
    if any(one > at - PAUSE for one in to_address):
        raise Refused(
            "codes-too-many", "Mã vừa được gửi. Xin đợi một phút; nếu vẫn chưa tới thì bấm gửi lại mã khác."
        )
    if len(to_address) >= MOST_TO_ADDRESS:
        raise Refused(
            "codes-too-many",
            "Đã gửi nhiều mã tới địa chỉ này. Xin thử lại sau một giờ; kiểm tra cả hộp thư rác hoặc tin nhắn lạ.",
        )
    if len(of_person) >= MOST_OF_PERSON:
        raise Refused(
            "codes-too-many",
            "Hôm nay tài khoản này đã xin nhiều mã. Xin thử lại vào ngày mai, hoặc đến quầy.",
        )


def typed_code(text: str) -> str:
    """The digits of a code as somebody typed it: spaces and dots do not matter."""
    return re.sub(r"[\s.\-]", "", text)


def code_message(code: str, *, site: str) -> tuple[str, str]:
    """Title and text of the message that carries a code."""
    minutes = int(HOLDS.total_seconds() // 60)
    return (
        "Mã xác nhận địa chỉ liên hệ",
        f"{code} là mã xác nhận địa chỉ liên hệ của tài khoản tại {site}. Mã dùng được trong {minutes} phút. "
        "Không đưa mã này cho ai. Nếu không xin mã, hãy bỏ qua tin này.",
    )
