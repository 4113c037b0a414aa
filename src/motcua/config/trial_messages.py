"""Letters and text messages in the demo: written into a file that whoever tries it can read, and sent nowhere."""

from __future__ import annotations

from pathlib import Path

from motcua.config.places import data_folder
from motcua.notices.ports import Letter, NotSent
from motcua.organisations.models import Installation


def file_of_messages() -> Path:
    """Where the messages of the demo are written."""
    return data_folder() / "thu-va-tin-nhan-thu.txt"


def sender() -> TrialSender:
    """The sender of every channel on a sample installation."""
    return TrialSender()


class TrialSender:
    """Carries nothing anywhere (notices.ports.Sender)."""

    def send(self, letter: Letter) -> None:
        """Write the message down.

        :raises NotSent: the installation is a real one.
        """
        if not Installation.objects.filter(is_sample=True).exists():
            raise NotSent("Chỉ bản dùng thử mới ghi tin nhắn ra tệp.", is_final=True)
        place = file_of_messages()
        place.touch(mode=0o600)
        with place.open("a", encoding="utf-8") as file:
            file.write(f"Gửi tới: {letter.address}\n{letter.title}\n{letter.text}\n{'-' * 40}\n")

    def close(self) -> None:
        """Nothing is kept open."""
