"""Sign-in names, names and passwords: what is taken and what is refused."""

from __future__ import annotations

import re

from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean, fold

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 128
_USERNAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{1,58}[a-z0-9])")
_RUNS = ("0123456789012", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")


def checked_username(username: str) -> str:
    """The sign-in name in small letters.

    :raises Refused: "bad-username".
    """
    username = clean(username).lower()
    if not _USERNAME.fullmatch(username):
        raise Refused(
            "bad-username",
            "Tên đăng nhập gồm 3 đến 60 chữ cái không dấu, chữ số, dấu chấm, gạch; bắt đầu và kết thúc bằng chữ "
            "hoặc số. Ví dụ: nguyen.van.an.",
            field="username",
        )
    return username


def checked_full_name(full_name: str) -> str:
    """The name with single spaces.

    :raises Refused: "bad-full-name".
    """
    full_name = " ".join(clean(full_name).split())
    if not 2 <= len(full_name) <= 120 or any(char.isdigit() for char in full_name):
        raise Refused(
            "bad-full-name", "Họ và tên dài từ 2 đến 120 ký tự, không có chữ số.", field="full_name"
        )
    return full_name


def check_password(password: str, *, username: str, full_name: str) -> None:
    """A password is long and is neither the person's name nor a run of keys.

    :raises Refused: "weak-password".
    """
    problem = _weakness(password, username, full_name)
    if problem:
        raise Refused("weak-password", f"{problem} Một câu dài dễ nhớ là tốt nhất.", field="password")


def _weakness(password: str, username: str, full_name: str) -> str | None:
    if len(password) < SHORTEST_PASSWORD:
        return f"Mật khẩu ngắn hơn {SHORTEST_PASSWORD} ký tự."
    if len(password) > LONGEST_PASSWORD:
        return f"Mật khẩu dài hơn {LONGEST_PASSWORD} ký tự."
    if len(set(password)) < 5:
        return "Mật khẩu lặp lại quá ít ký tự."
    plain = fold(password).replace(" ", "")
    if any(plain and (plain in run or plain in run[::-1]) for run in _RUNS):
        return "Mật khẩu là một dãy phím liền nhau."
    for own in (username, full_name):
        folded = fold(own).replace(" ", "")
        if len(folded) >= 4 and folded in plain and len(plain) < len(folded) + 6:
            return "Mật khẩu gần giống tên của người dùng."
    return None
