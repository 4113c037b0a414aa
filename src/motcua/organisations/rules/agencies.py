"""What an agency's entry must look like."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean
from motcua.organisations.enums import AgencyKind, AgencyLevel

_CODE = re.compile(r"[A-Za-z0-9Đđ][A-Za-z0-9Đđ._-]{0,39}")
_PHONE = re.compile(r"[0-9+(][0-9 .()+-]{5,38}")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]+\.[^@\s.]{2,}")


@dataclass(frozen=True, slots=True)
class AgencyEntry:
    """What is said of an agency itself; under whom it stands and how long is said beside it."""

    code: str
    name: str
    short_name: str
    kind: AgencyKind
    level: AgencyLevel
    address: str = ""
    phone: str = ""
    email: str = ""


def checked(entry: AgencyEntry) -> AgencyEntry:
    """The entry cleaned of stray spaces and signs; the short name is the name where none is given.

    :raises Refused: "bad-agency" with `field` and the reason.
    """
    entry = replace(
        entry,
        code=clean(entry.code),
        name=_one_line(entry.name),
        short_name=_one_line(entry.short_name) or _one_line(entry.name)[:120],
        address=_one_line(entry.address),
        phone=_one_line(entry.phone),
        email=clean(entry.email),
    )
    for field, problem in _problems(entry):
        raise Refused("bad-agency", problem, field=field)
    return entry


def _problems(entry: AgencyEntry) -> list[tuple[str, str]]:
    problems = []
    if not _CODE.fullmatch(entry.code):
        problems.append(
            ("code", "Mã cơ quan gồm 1 đến 40 chữ cái, chữ số, dấu chấm, gạch ngang, không có dấu cách.")
        )
    if not 2 <= len(entry.name) <= 250:
        problems.append(("name", "Tên cơ quan dài từ 2 đến 250 ký tự."))
    if len(entry.short_name) > 120:
        problems.append(("short_name", "Tên ngắn dài tối đa 120 ký tự."))
    if len(entry.address) > 300:
        problems.append(("address", "Địa chỉ dài tối đa 300 ký tự."))
    if entry.phone and not _PHONE.fullmatch(entry.phone):
        problems.append(("phone", f"Số điện thoại “{entry.phone}” không đúng. Ví dụ: 0225 3842 000."))
    if entry.email and not (_EMAIL.fullmatch(entry.email) and len(entry.email) <= 254):
        problems.append(("email", f"Thư điện tử “{entry.email}” không đúng. Ví dụ: vanthu@so.gov.vn."))
    return problems


def check_period(*, start: date, end: date | None) -> None:
    """A period ends after it starts.

    :raises Refused: "period-ends-before-it-starts".
    """
    if end is not None and end <= start:
        raise Refused(
            "period-ends-before-it-starts",
            f"Ngày kết thúc {end:%d/%m/%Y} phải sau ngày bắt đầu {start:%d/%m/%Y}.",
            field="held_to",
        )


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())
