"""Text messages through a provider's HTTPS gateway: one JSON document is posted for each.

Providers differ in how they name things, so the document is a setting: its texts may hold {phone}, {text} and {id}.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import os
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from motcua.kernel.refusals import Refused
from motcua.notices.ports import Letter, NotSent, Unclear

_TIMEOUT = 20
_LONGEST_ANSWER = 300
_DOCUMENT = '{"id": "{id}", "to": "{phone}", "text": "{text}"}'
# The provider did not take it, but may later; it was busy in one way or another.
_LATER = frozenset({401, 403, 408, 425, 429, 500, 503})
# Somebody between us and the provider gave up waiting: it may have been taken.
_UNKNOWN = frozenset({502, 504})
_ALREADY_TAKEN = 409


@dataclass(frozen=True, slots=True)
class Gateway:
    """Where messages are posted, with which key, in which document; `is_plain` writes without diacritics."""

    url: str
    token: str = ""
    document: str = _DOCUMENT
    is_plain: bool = False


def sms_from_environment() -> TextGateway:
    """The sender that MOTCUA_SMS_URL, MOTCUA_SMS_TOKEN, MOTCUA_SMS_DOCUMENT and MOTCUA_SMS_PLAIN describe."""
    return TextGateway(
        Gateway(
            url=os.environ.get("MOTCUA_SMS_URL", ""),
            token=os.environ.get("MOTCUA_SMS_TOKEN", ""),
            document=os.environ.get("MOTCUA_SMS_DOCUMENT") or _DOCUMENT,
            is_plain=os.environ.get("MOTCUA_SMS_PLAIN") == "1",
        )
    )


def zalo_from_environment() -> TextGateway:
    """The sender that MOTCUA_ZALO_URL, MOTCUA_ZALO_TOKEN and MOTCUA_ZALO_DOCUMENT describe."""
    return TextGateway(
        Gateway(
            url=os.environ.get("MOTCUA_ZALO_URL", ""),
            token=os.environ.get("MOTCUA_ZALO_TOKEN", ""),
            document=os.environ.get("MOTCUA_ZALO_DOCUMENT") or _DOCUMENT,
        )
    )


class TextGateway:
    """Fulfils notices.ports.TextSender.

    :raises Refused: "bad-gateway-url", "bad-gateway-document".
    """

    def __init__(self, gateway: Gateway) -> None:
        self.gateway = gateway
        self._parts = urlsplit(gateway.url)
        if not self._parts.hostname or not (self._parts.scheme == "https" or self._is_own_machine()):
            raise Refused(
                "bad-gateway-url",
                "Địa chỉ cổng tin nhắn phải bắt đầu bằng https://, ví dụ https://sms.vn/gui",
            )
        try:
            self._document = json.loads(gateway.document)
        except ValueError as error:
            raise Refused(
                "bad-gateway-document",
                f"Mẫu tài liệu gửi cổng tin nhắn không phải JSON ({error}). Ví dụ: {_DOCUMENT}",
            ) from error

    def send(self, letter: Letter) -> None:
        """See notices.ports.Sender. The provider is told the message's own id, by which it can know a repetition."""
        body = json.dumps(self._filled(letter), ensure_ascii=False).encode()
        connection = self._connect()
        try:
            connection.request("POST", self._path(), body=body, headers=self._headers(letter))
            answer = connection.getresponse()
            said = answer.read(_LONGEST_ANSWER).decode(errors="replace")
        except (OSError, http.client.HTTPException) as error:
            raise Unclear(f"cổng tin nhắn không trả lời: {error or type(error).__name__}") from error
        finally:
            connection.close()
        _judge(answer.status, said)

    def close(self) -> None:
        """See notices.ports.Sender; no connection is kept."""

    def _connect(self) -> http.client.HTTPConnection:
        host, port = self._parts.hostname or "", self._parts.port
        kind = http.client.HTTPSConnection if self._parts.scheme == "https" else http.client.HTTPConnection
        connection = kind(host, port, timeout=_TIMEOUT)
        try:
            connection.connect()
        except OSError as error:
            raise NotSent(f"Không nối được cổng tin nhắn: {error}") from error
        return connection

    def _is_own_machine(self) -> bool:
        """A gateway on this very machine needs no encryption."""
        try:
            inside = ipaddress.ip_address(self._parts.hostname or "").is_loopback
        except ValueError:
            return False
        return self._parts.scheme == "http" and inside

    def _path(self) -> str:
        return (self._parts.path or "/") + (f"?{self._parts.query}" if self._parts.query else "")

    def _headers(self, letter: Letter) -> dict[str, str]:
        headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": str(letter.id)}
        if self.gateway.token:
            headers["Authorization"] = f"Bearer {self.gateway.token}"
        return headers

    def _filled(self, letter: Letter) -> Any:
        text = without_marks(letter.text) if self.gateway.is_plain else letter.text
        return filled(self._document, {"{phone}": letter.address, "{text}": text, "{id}": str(letter.id)})


def filled(part: Any, values: Mapping[str, str]) -> Any:
    """The document with its placeholders filled in, text by text: what is filled in cannot change its shape."""
    if isinstance(part, dict):
        return {key: filled(value, values) for key, value in part.items()}
    if isinstance(part, list):
        return [filled(value, values) for value in part]
    if not isinstance(part, str):
        return part
    if part in values:
        return values[part]
    for name in ("{id}", "{phone}", "{text}"):  # the text last: what people wrote is not read again
        part = part.replace(name, values[name])
    return part


def without_marks(text: str) -> str:
    """The text in plain letters, for telephones and tariffs that know no others; đ as d."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(char for char in plain if not unicodedata.combining(char)).replace("–", "-")


def _judge(status: int, said: str) -> None:
    if 200 <= status < 300 or status == _ALREADY_TAKEN:
        return
    if status in _UNKNOWN:
        raise Unclear(f"cổng tin nhắn trả lời {status}")
    raise NotSent(f"Cổng tin nhắn trả lời {status}: {said}", is_final=status not in _LATER)
