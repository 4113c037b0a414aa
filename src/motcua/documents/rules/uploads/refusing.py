"""How a file is refused: what, why, what to do."""

from __future__ import annotations

from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean

_SHOWN = 80


class Unfit(Exception):  # noqa: N818 - found while reading; becomes a refusal where the file's name is known
    """Why a file is not kept: a stable code, the reason, what to do instead."""

    def __init__(self, code: str, reason: str, advice: str) -> None:
        super().__init__(code)
        self.code, self.reason, self.advice = code, reason, advice

    def refusal(self, name: str) -> Refused:
        """The refusal for the file of that name."""
        return Refused(
            self.code, f"Tệp “{shown(name)}” {self.reason}. {self.advice}", field="file", file=shown(name)
        )


def damaged(kind: str) -> Unfit:
    """A file that begins as one kind and does not go on as one."""
    return Unfit(
        "file-damaged", f"bị hỏng hoặc không đúng là tệp {kind}", "Mở tệp trên máy, lưu lại rồi nộp bản mới."
    )


def shown(name: str) -> str:
    """A name fit for a message: no tricks, not too long."""
    plain = clean(name).replace("\n", " ").translate(dict.fromkeys(range(0x2066, 0x206A)))
    plain = "".join(char for char in plain if char.isprintable())
    return plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - 1]}…"
