"""Senders that keep to the same promises as the real ones (tests/integrations), without a network."""

from __future__ import annotations

from motcua.notices.ports import Letter, NotSent, Unclear


class FakeSender:
    """Keeps what it was given. `answers` says how the next letters are met: "taken", "busy", "refused", "broken",
    "away"."""

    def __init__(self) -> None:
        self.arrived: list[tuple[str, str, str]] = []
        self.answer = "taken"
        self.closed = 0

    def send(self, letter: Letter) -> None:
        if self.answer == "away":
            raise NotSent("không nối được")
        if self.answer == "busy":
            raise NotSent("450 bận")
        if self.answer == "refused":
            raise NotSent("550 không có người này", is_final=True)
        self.arrived.append((letter.address, letter.title, letter.text))
        if self.answer == "broken":
            raise Unclear("đứt giữa chừng")

    def close(self) -> None:
        self.closed += 1
