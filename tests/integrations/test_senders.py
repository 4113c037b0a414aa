"""What every sender promises, held against the real ones on a server of this machine and against the fake."""

from __future__ import annotations

import email
import email.policy
import json
import socketserver
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import UUID

import pytest
from tests.notices.fakes import FakeSender

from motcua.integrations.mail.smtp import SmtpMailer, read_address
from motcua.integrations.text_messages.gateway import Gateway, TextGateway, filled, without_marks
from motcua.kernel.refusals import Refused
from motcua.notices.ports import Letter, NotSent, Sender, Unclear

LETTER = Letter(
    UUID(int=7), "0912345678", "Hồ sơ H24-1 đã tiếp nhận", 'Kính gửi,\n.một dấu chấm "đầu" dòng\n{phone}'
)
MAIL = Letter(LETTER.id, "dan@example.vn", LETTER.title, LETTER.text)


class World:
    """A sender and the other side: how it answers, what arrived there."""

    letter: Letter
    sender: Sender

    def __init__(self) -> None:
        self.answer = "taken"
        self.arrived: list[tuple[str, str, str]] = []


class SmtpWorld(World):
    letter = MAIL

    def __init__(self) -> None:
        super().__init__()
        world = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                world.talk(self)

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        port = self.server.server_address[1]
        where = read_address(f"smtp://127.0.0.1:{port}?starttls=no", sender="Một cửa <motcua@so.vn>")
        self.sender = SmtpMailer(where)

    def talk(self, handler: Any) -> None:
        def say(line: str) -> None:
            handler.wfile.write(f"{line}\r\n".encode())

        say("220 here")
        to = ""
        while line := handler.rfile.readline().decode().strip():
            word = line.split(":")[0].split(" ")[0].upper()
            if word == "RCPT":
                to = line.partition("<")[2].rstrip(">")
                say({"busy": "450 later", "refused": "550 no such person"}.get(self.answer, "250 ok"))
            elif word == "DATA":
                say("354 go on")
                lines = []
                while (raw := handler.rfile.readline()) not in {b".\r\n", b""}:
                    lines.append(raw.removeprefix(b"."))
                self.keep(to, b"".join(lines))
                if self.answer == "broken":
                    return
                say("250 taken")
            elif word == "QUIT":
                say("221 bye")
                return
            else:
                say("250 ok")

    def keep(self, to: str, raw: bytes) -> None:
        assert b"\n" not in raw.replace(b"\r\n", b"")
        message = email.message_from_bytes(raw, policy=email.policy.default)
        assert message["Message-ID"] == f"<{MAIL.id}@so.vn>"
        text = message.get_content().replace("\r\n", "\n").rstrip("\n")
        self.arrived.append((to, message["Subject"], text))

    def stop(self) -> None:
        self.sender.close()
        self.server.shutdown()
        self.server.server_close()

    def go_away(self) -> None:
        self.stop()


class GatewayWorld(World):
    letter = LETTER

    def __init__(self) -> None:
        super().__init__()
        world = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                document = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                status = {"busy": 503, "refused": 400}.get(world.answer, 200)
                if status == 200:
                    assert self.headers["Idempotency-Key"] == str(LETTER.id)
                    assert self.headers["Authorization"] == "Bearer chia-khoa"
                    world.arrived.append((document["to"], LETTER.title, document["text"]))
                if world.answer == "broken":
                    self.close_connection = True
                    return
                self.send_response(status)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        self.sender = TextGateway(
            Gateway(f"http://127.0.0.1:{self.server.server_address[1]}/gui?kenh=1", token="chia-khoa")
        )

    def stop(self) -> None:
        self.sender.close()
        self.server.shutdown()
        self.server.server_close()

    def go_away(self) -> None:
        self.stop()


class FakeWorld(World):
    letter = MAIL

    def __init__(self) -> None:
        super().__init__()
        self.sender = self.fake = FakeSender()
        self.arrived = self.fake.arrived

    def __setattr__(self, name: str, value: Any) -> None:
        super().__setattr__(name, value)
        if name == "answer" and hasattr(self, "fake"):
            self.fake.answer = value

    def go_away(self) -> None:
        self.answer = "away"

    def stop(self) -> None:
        pass


@pytest.fixture(params=[FakeWorld, SmtpWorld, GatewayWorld])
def world(request: pytest.FixtureRequest, socket_enabled: None) -> Iterator[Any]:
    made = request.param()
    yield made
    made.stop()


def test_what_is_taken_arrives_whole_and_once(world: Any) -> None:
    world.sender.send(world.letter)
    world.sender.send(world.letter)
    letter = world.letter
    assert world.arrived == [(letter.address, letter.title, letter.text)] * 2


def test_a_busy_other_side_may_be_tried_again(world: Any) -> None:
    world.answer = "busy"
    with pytest.raises(NotSent) as refused:
        world.sender.send(world.letter)
    assert not refused.value.is_final
    assert world.arrived == []
    world.answer = "taken"
    world.sender.send(world.letter)
    assert len(world.arrived) == 1


def test_a_refusal_is_final(world: Any) -> None:
    world.answer = "refused"
    with pytest.raises(NotSent) as refused:
        world.sender.send(world.letter)
    assert refused.value.is_final
    assert world.arrived == []


def test_a_break_while_handing_over_is_unclear(world: Any) -> None:
    world.answer = "broken"
    with pytest.raises(Unclear):
        world.sender.send(world.letter)
    assert len(world.arrived) == 1


def test_nobody_there_may_be_tried_again(world: Any) -> None:
    world.go_away()
    with pytest.raises(NotSent) as refused:
        world.sender.send(world.letter)
    assert not refused.value.is_final


def test_closing_is_not_the_end(world: Any) -> None:
    world.sender.send(world.letter)
    world.sender.close()
    world.sender.send(world.letter)
    assert len(world.arrived) == 2


@pytest.mark.parametrize(
    ("url", "sender", "code"),
    [
        ("http://may-chu", "a@b.vn", "bad-smtp-url"),
        ("smtp://", "a@b.vn", "bad-smtp-url"),
        ("smtp://may-chu", "không có", "bad-mail-from"),
    ],
)
def test_a_mail_server_that_cannot_be_read(url: str, sender: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_address(url, sender=sender)
    assert refused.value.code == code


def test_the_address_of_a_mail_server() -> None:
    server = read_address("smtps://ng%40uoi:m%3At@thu.so.vn", sender="a@b.vn")
    assert (server.host, server.port, server.user, server.password) == ("thu.so.vn", 465, "ng@uoi", "m:t")
    assert (server.is_wrapped, server.starts_tls) == (True, False)
    assert read_address("smtp://thu.so.vn:25", sender="a@b.vn").starts_tls


@pytest.mark.parametrize("url", ["http://sms.vn/gui", "ftp://x", "", "http://10.0.0.1/"])
def test_text_messages_do_not_travel_in_the_open(url: str) -> None:
    with pytest.raises(Refused, match="https"):
        TextGateway(Gateway(url))


def test_a_document_that_is_no_json() -> None:
    with pytest.raises(Refused) as refused:
        TextGateway(Gateway("https://sms.vn/", document="{text}"))
    assert refused.value.code == "bad-gateway-document"


def test_what_people_wrote_does_not_change_the_document() -> None:
    values = {"{phone}": "0912345678", "{text}": '"}, {phone} {id}', "{id}": "7"}
    shape = {"to": ["{phone}"], "body": {"content": "SO: {text}"}, "count": 1}
    assert filled(shape, values) == {
        "to": ["0912345678"],
        "body": {"content": 'SO: "}, {phone} {id}'},
        "count": 1,
    }


def test_plain_letters() -> None:
    assert without_marks("Đã tiếp nhận – hẹn trả 17:00") == "Da tiep nhan - hen tra 17:00"
