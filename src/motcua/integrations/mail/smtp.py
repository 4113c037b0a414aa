"""Letters by SMTP: step by step, so that it is known at which one a connection broke."""

from __future__ import annotations

import os
import smtplib
from dataclasses import dataclass
from email.utils import parseaddr
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from motcua.kernel.refusals import Refused
from motcua.notices.ports import Letter, NotSent, Unclear

_TIMEOUT = 20
_PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters are handed over, as whom, and who is named as their sender."""

    host: str
    port: int
    user: str
    password: str
    sender: str
    is_wrapped: bool
    starts_tls: bool


def from_environment() -> SmtpMailer:
    """The mailer that MOTCUA_SMTP_URL and MOTCUA_MAIL_FROM describe.

    :raises Refused: "bad-smtp-url", "bad-mail-from".
    """
    return SmtpMailer(
        read_address(os.environ.get("MOTCUA_SMTP_URL", ""), sender=os.environ.get("MOTCUA_MAIL_FROM", ""))
    )


def read_address(url: str, *, sender: str) -> MailServer:
    """The server of smtp://user:password@host:587 (STARTTLS, unless ?starttls=no) or smtps://…:465.

    :raises Refused: "bad-smtp-url", "bad-mail-from".
    """
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise Refused(
            "bad-smtp-url",
            "MOTCUA_SMTP_URL không đọc được. Dạng đúng: smtp://người-dùng:mật-khẩu@máy-chủ:587",
        )
    if "@" not in parseaddr(sender)[1]:
        raise Refused(
            "bad-mail-from", "Đặt MOTCUA_MAIL_FROM là địa chỉ người gửi, ví dụ: Một cửa <motcua@so.gov.vn>."
        )
    plain = parse_qs(parts.query).get("starttls") == ["no"]
    return MailServer(
        host=parts.hostname,
        port=parts.port or _PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        sender=sender,
        is_wrapped=parts.scheme == "smtps",
        starts_tls=parts.scheme == "smtp" and not plain,
    )


class SmtpMailer:
    """Fulfils notices.ports.Mailer; the connection is kept until `close`."""

    def __init__(self, server: MailServer) -> None:
        self.server = server
        self._backend = EmailBackend(
            host=server.host,
            port=server.port,
            username=server.user,
            password=server.password,
            use_tls=server.starts_tls,
            use_ssl=server.is_wrapped,
            timeout=_TIMEOUT,
        )

    def send(self, letter: Letter) -> None:
        """See notices.ports.Sender."""
        connection = self._open()
        try:
            code, reply = connection.mail(parseaddr(self.server.sender)[1])
            if code == 250:
                code, reply = connection.rcpt(letter.address)
        except UnicodeError as error:
            raise NotSent("Địa chỉ có chữ mà máy chủ thư không nhận.", is_final=True) from error
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise NotSent(f"Máy chủ thư ngắt kết nối: {error}") from error
        if code not in {250, 251}:
            self._refuse(connection, code, reply)
        self._hand_over(connection, letter)

    def close(self) -> None:
        """See notices.ports.Sender."""
        try:
            self._backend.close()
        except (smtplib.SMTPException, OSError):
            self._backend.connection = None

    def _open(self) -> smtplib.SMTP:
        """The connection, opened anew when the server has let go of it."""
        try:
            if self._backend.connection is not None and self._backend.connection.noop()[0] != 250:
                self.close()
        except (smtplib.SMTPException, OSError):
            self.close()
        try:
            self._backend.open()
        except (smtplib.SMTPException, OSError) as error:
            self._backend.connection = None
            raise NotSent(f"Không nối được máy chủ thư: {error}") from error
        assert self._backend.connection is not None
        return self._backend.connection

    def _hand_over(self, connection: smtplib.SMTP, letter: Letter) -> None:
        try:
            code, reply = connection.data(self._written(letter))
        except smtplib.SMTPDataError as error:
            self._refuse(connection, error.smtp_code, error.smtp_error)
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise Unclear(f"máy chủ thư ngắt kết nối khi đang nhận thư: {error}") from error
        if code != 250:
            self._refuse(connection, code, reply)

    def _refuse(self, connection: smtplib.SMTP, code: int, reply: bytes | str) -> None:
        text = reply.decode(errors="replace") if isinstance(reply, bytes) else reply
        try:
            connection.rset()
        except (smtplib.SMTPException, OSError):
            self.close()
        raise NotSent(f"Máy chủ thư trả lời {code}: {text}", is_final=code >= 500)

    def _written(self, letter: Letter) -> bytes:
        domain = parseaddr(self.server.sender)[1].rpartition("@")[2]
        message = EmailMessage(
            subject=letter.title,
            body=letter.text,
            from_email=self.server.sender,
            to=[letter.address],
            headers={"Message-ID": f"<{letter.id}@{domain}>", "Auto-Submitted": "auto-generated"},
        )
        written = message.message().as_bytes()
        return written.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
