"""The code of a ticket: nine figures that are read out, typed on a kiosk, and tell a slip of one figure."""

from __future__ import annotations

import re
import secrets

LENGTH = 9
_FIGURES = re.compile(r"[0-9]")
# What a scanner reads off the slip: the address of the signed ticket, which begins with the code.
_ADDRESS = re.compile(r"/danh-gia/([0-9]{9})\.")


def new_code() -> str:
    """Eight figures that nobody can guess and the one that checks them."""
    body = f"{secrets.randbelow(10 ** (LENGTH - 1)):0{LENGTH - 1}d}"
    return body + _check(body)


def bare_code(text: str) -> str:
    """The figures of what was typed, or those of the code in an address that was scanned."""
    if scanned := _ADDRESS.search(text):
        return scanned[1]
    return "".join(_FIGURES.findall(text))


def is_code(text: str) -> bool:
    """Whether the text is nine figures of which the last fits the others."""
    return len(text) == LENGTH and text.isascii() and text.isdigit() and _check(text[:-1]) == text[-1]


def spoken(code: str) -> str:
    """The code in groups of three."""
    return " ".join(code[place : place + 3] for place in range(0, len(code), 3))


def _check(body: str) -> str:
    """The figure that makes the whole pass (ISO/IEC 7812: every second one from the right is doubled)."""
    total = 0
    for place, figure in enumerate(reversed(body)):
        number = int(figure) * (2 if place % 2 == 0 else 1)
        total += number - 9 if number > 9 else number
    return str(-total % 10)
