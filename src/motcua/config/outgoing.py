"""What leaves the system, from the environment: the address people know, the hours of messages."""

from __future__ import annotations

import os
from datetime import time

from motcua.kernel.refusals import Refused
from motcua.notices.rules.timing import Hours

_TRIAL = "motcua.config.trial_messages.sender"


def site_address() -> str:
    """The address at which the public reaches this installation, without a final slash: MOTCUA_ADDRESS, else the
    first of MOTCUA_ORIGINS, else this machine's own."""
    origins = os.environ.get("MOTCUA_ORIGINS", "").split(",")
    return (os.environ.get("MOTCUA_ADDRESS") or origins[0] or "http://127.0.0.1:8000").rstrip("/")


def notice_senders() -> dict[str, str]:
    """The connection that carries each channel's messages, for those that the environment configures. The demo sets
    MOTCUA_TRIAL_MESSAGES: what has no connection is then written into a file."""
    senders = {
        "email": ("MOTCUA_SMTP_URL", "motcua.integrations.mail.smtp.from_environment"),
        "sms": ("MOTCUA_SMS_URL", "motcua.integrations.text_messages.gateway.sms_from_environment"),
        "zalo": ("MOTCUA_ZALO_URL", "motcua.integrations.text_messages.gateway.zalo_from_environment"),
    }
    found = {channel: path for channel, (name, path) in senders.items() if os.environ.get(name)}
    trial = {"email": _TRIAL, "sms": _TRIAL} if os.environ.get("MOTCUA_TRIAL_MESSAGES") == "1" else {}
    return trial | found


def notice_hours() -> Hours:
    """The quiet hours of telephones (MOTCUA_QUIET_HOURS, "21:00-07:00") and the hour of the digest
    (MOTCUA_DIGEST_HOUR, "17:00").

    :raises Refused: "bad-hours".
    """
    first, _, last = os.environ.get("MOTCUA_QUIET_HOURS", "21:00-07:00").partition("-")
    digest = os.environ.get("MOTCUA_DIGEST_HOUR", "17:00")
    try:
        return Hours(
            time.fromisoformat(first.strip()), time.fromisoformat(last.strip()), time.fromisoformat(digest)
        )
    except ValueError as error:
        raise Refused(
            "bad-hours",
            "MOTCUA_QUIET_HOURS hoặc MOTCUA_DIGEST_HOUR không đọc được. Ví dụ: 21:00-07:00 và 17:00.",
        ) from error
