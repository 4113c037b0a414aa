"""What members of the public say of themselves: contacts to sign in by, identity numbers, tax codes, consent."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from motcua.accounts.enums import Gender, IdentityKind, PartyKind
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean

MOST_SIGN_UPS = 5  # from one sender within an hour

CONSENT_VERSION = "2026-11"
# Basis: Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 (purpose said before, only what it needs, rights of the person).
PURPOSES = (
    "Họ tên, điện thoại hoặc thư điện tử: để đăng nhập, liên hệ và báo tin về hồ sơ của anh/chị.",
    "Ngày sinh, giấy tờ định danh, địa chỉ: để điền sẵn vào đơn khi anh/chị nộp hồ sơ; có thể để trống đến lúc đó.",
    "Chỉ cán bộ tiếp nhận và giải quyết hồ sơ của anh/chị được xem; mỗi lần tra cứu tại quầy đều được ghi lại.",
    "Anh/chị xem, sửa, tải về dữ liệu của mình và đóng tài khoản lúc nào cũng được. "
    "Hồ sơ đã nộp được giữ theo quy định về lưu trữ.",
)

_PHONE = re.compile(r"0[2-9]\d{8,9}")
_EMAIL = re.compile(
    r"[a-z0-9](?:[a-z0-9._%+-]*[a-z0-9_%+-])?@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}"
)
_IDENTITIES = {
    IdentityKind.PERSONAL_ID: (re.compile(r"\d{12}"), "Số định danh cá nhân gồm đúng 12 chữ số."),
    IdentityKind.OLD_CARD: (re.compile(r"\d{9}"), "Số chứng minh nhân dân gồm đúng 9 chữ số."),
    IdentityKind.PASSPORT: (re.compile(r"[A-Z0-9]{6,12}"), "Số hộ chiếu gồm 6 đến 12 chữ cái, chữ số."),
    IdentityKind.OTHER: (re.compile(r"[A-Z0-9/.-]{4,20}"), "Số giấy tờ gồm 4 đến 20 chữ cái, chữ số."),
}
_TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach somebody, by which they sign in: a telephone number or an e-mail address, as it is kept."""

    value: str
    is_phone: bool


@dataclass(frozen=True, slots=True)
class ProfileEntry:
    """What a person says of themselves in the profile; all but the kind may be missing."""

    party_kind: PartyKind = PartyKind.CITIZEN
    birth_on: date | None = None
    gender: Gender | None = None
    nationality: str = ""
    identity_kind: IdentityKind | None = None
    identity_number: str = ""
    identity_issued_on: date | None = None
    identity_issued_by: str = ""
    address: str = ""
    organisation_name: str = ""
    tax_code: str = ""


def checked_contact(text: str) -> Contact:
    """The telephone number (0912345678 for +84 912 345 678) or e-mail address in small letters.

    :raises Refused: "bad-contact".
    """
    contact = find_contact(text)
    if contact is None:
        raise Refused(
            "bad-contact",
            "Ghi số điện thoại Việt Nam (ví dụ 0912345678) hoặc địa chỉ thư điện tử (ví dụ ten@example.vn).",
            field="contact",
        )
    return contact


def find_contact(text: str) -> Contact | None:
    """The contact that the text is, however it was typed; None when it is none."""
    text = clean(text).lower()
    if "@" in text:
        return Contact(text, False) if len(text) <= 60 and _EMAIL.fullmatch(text) else None
    digits = re.sub(r"[\s.()-]", "", text)
    if digits.startswith("+84"):
        digits = "0" + digits[3:].removeprefix("0")
    return Contact(digits, True) if _PHONE.fullmatch(digits) else None


def sign_in_name(typed: str) -> str:
    """The name under which somebody signs in, from what they typed: a contact as it is kept, else the words."""
    contact = find_contact(typed)
    return contact.value if contact else clean(typed).lower()


def checked_identity(*, kind: IdentityKind, number: str) -> str:
    """The number as it is kept: capital letters, no spaces.

    :raises Refused: "bad-identity".
    """
    number = re.sub(r"\s", "", clean(number)).upper()
    pattern, words = _IDENTITIES[kind]
    if not pattern.fullmatch(number):
        raise Refused("bad-identity", words, field="identity_number")
    return number


def checked_tax_code(text: str) -> str:
    """A tax code: ten digits with their check digit, those with a branch of three, or a personal number of twelve.

    :raises Refused: "bad-tax-code".
    """
    code = re.sub(r"\s", "", clean(text))
    body, dash, branch = code.partition("-")
    is_right = re.fullmatch(r"\d{12}", code) or (
        re.fullmatch(r"\d{10}", body)
        and _has_check_digit(body)
        and (not dash or re.fullmatch(r"\d{3}", branch))
    )
    if not is_right:
        raise Refused(
            "bad-tax-code",
            "Mã số thuế chưa đúng: 10 chữ số, thêm “-001” nếu là chi nhánh, hoặc 12 số định danh. Kiểm tra lại.",
            field="tax_code",
        )
    return code


def checked_entry(entry: ProfileEntry, *, today: date) -> ProfileEntry:
    """The entry with cleaned texts; an organisation says its name and tax code, a State body its name.

    :raises Refused: "bad-birth-day", "bad-identity", "bad-tax-code", "organisation-missing".
    """
    if entry.birth_on is not None and not date(1900, 1, 1) <= entry.birth_on <= today:
        raise Refused("bad-birth-day", "Ngày sinh chưa đúng. Kiểm tra lại.", field="birth_on")
    if entry.identity_issued_on is not None and entry.identity_issued_on > today:
        raise Refused("bad-identity", "Ngày cấp chưa tới. Kiểm tra lại.", field="identity_issued_on")
    number = entry.identity_number.strip()
    if number and entry.identity_kind is None:
        raise Refused("bad-identity", "Chọn loại giấy tờ.", field="identity_kind")
    organisation, tax_code = _organisation(entry)
    return replace(
        entry,
        nationality=clean(entry.nationality)[:60],
        identity_kind=entry.identity_kind if number else None,
        identity_number=checked_identity(kind=entry.identity_kind, number=number)
        if number and entry.identity_kind
        else "",
        identity_issued_by=clean(entry.identity_issued_by)[:120],
        address=" ".join(clean(entry.address).split())[:250],
        organisation_name=organisation,
        tax_code=tax_code,
    )


def _organisation(entry: ProfileEntry) -> tuple[str, str]:
    if entry.party_kind is PartyKind.CITIZEN:
        return "", ""
    name = " ".join(clean(entry.organisation_name).split())[:250]
    if not name:
        raise Refused(
            "organisation-missing",
            "Ghi tên doanh nghiệp, hộ kinh doanh hoặc tổ chức.",
            field="organisation_name",
        )
    needs_code = entry.party_kind in {PartyKind.ENTERPRISE, PartyKind.HOUSEHOLD_BUSINESS}
    code = checked_tax_code(entry.tax_code) if needs_code or entry.tax_code.strip() else ""
    return name, code


def _has_check_digit(digits: str) -> bool:
    """Whether the tenth digit of a tax code follows from the nine before it."""
    total = sum(weight * int(digit) for weight, digit in zip(_TAX_WEIGHTS, digits, strict=False))
    return 10 - total % 11 == int(digits[9])
