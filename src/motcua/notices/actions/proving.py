"""Sending the codes by which people prove their telephone number and e-mail address.

A code leaves at once and directly, not through the outbox: there it would be kept, and staff could read it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings

from motcua.accounts.actions.contacts import drop_contact_code, make_contact_code
from motcua.accounts.models import Person
from motcua.accounts.rules.contact_codes import code_message
from motcua.kernel.refusals import Refused
from motcua.notices.enums import NoticeChannel
from motcua.notices.ports import Letter, NotSent, Sender, Unclear

# By what a telephone is reached, the first that is connected.
_OF_PHONE = (NoticeChannel.SMS, NoticeChannel.ZALO)


def may_send_codes(*, is_phone: bool, senders: Mapping[NoticeChannel, object]) -> bool:
    """Whether this installation reaches telephones, or e-mail, at all."""
    return any(channel in senders for channel in _channels(is_phone))


def send_contact_code(
    *, person: Person, is_phone: bool, senders: Mapping[NoticeChannel, Sender], at: datetime
) -> str:
    """Send the person a code to their own telephone or e-mail; the address.

    :raises Refused: "channel-not-connected", "code-not-sent", and as `make_contact_code`.
    """
    channel = next((one for one in _channels(is_phone) if one in senders), None)
    if channel is None:
        raise Refused(
            "channel-not-connected",
            "Nơi này chưa nối với dịch vụ gửi tin nên chưa xác nhận được. Mọi thông báo vẫn có ở trang Thông báo.",
        )
    made = make_contact_code(person=person, is_phone=is_phone, at=at)
    title, text = code_message(made.code, site=settings.SITE_ADDRESS)
    try:
        senders[channel].send(Letter(made.id, made.address, title, text))
    except NotSent as refused:
        drop_contact_code(code_id=made.id)
        raise Refused(
            "code-not-sent", "Chưa gửi được mã. Kiểm tra lại địa chỉ, hoặc thử lại sau ít phút."
        ) from refused
    except Unclear:
        pass  # it may have arrived: the code stays good, and may be asked for again
    return made.address


def _channels(is_phone: bool) -> tuple[NoticeChannel, ...]:
    return _OF_PHONE if is_phone else (NoticeChannel.EMAIL,)
