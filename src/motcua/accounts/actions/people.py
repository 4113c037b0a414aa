"""Adding people, and keeping their accounts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import require, require_another, require_over
from motcua.accounts.rules.credentials import check_password, checked_full_name, checked_username
from motcua.kernel.actions import Fact, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean, fold, sort_key
from motcua.organisations.models import Agency
from motcua.organisations.policy import Operator


@transaction.atomic
def add_person(
    *,
    username: str,
    full_name: str,
    password: str,
    agency: Agency | None,
    email: str = "",
    phone: str = "",
    is_sample: bool = False,
    by: Person | Operator,
    at: datetime,
) -> Person:
    """Add a member of staff of `agency`; their position and roles come by `appoint` and `grant_role`.

    Only the operator adds someone without an agency. The password is one that the person changes.

    :raises Refused: "keep-people-not-allowed", "bad-username", "username-taken", "bad-full-name",
        "weak-password", "bad-email".
    """
    if not isinstance(by, Operator):
        _require_agency(by, agency, at)
    username, full_name = checked_username(username), checked_full_name(full_name)
    if Person.objects.filter(username=username).exists():
        raise Refused(
            "username-taken", f"Tên đăng nhập “{username}” đã có người dùng. Chọn tên khác.", field="username"
        )
    check_new_password(password, username, full_name)
    person = Person(
        username=username,
        full_name=full_name,
        email=_checked_email(email),
        phone=clean(phone)[:20],
        is_staff_member=True,
        is_sample=is_sample,
        joined_at=at,
        folded=folded_name(full_name, username),
        sort_key=sort_key(full_name),
    )
    person.set_password(password)
    person.save(force_insert=True)
    payload = {"username": username, "agency": agency and agency.code}
    _record("PersonAdded", person, by, at, payload)
    return person


@transaction.atomic
def change_person(
    *, person_id: UUID, full_name: str, email: str, phone: str, by: Person | Operator, at: datetime
) -> Person:
    """Change a person's name and contact data. The journal says which fields changed, not the data themselves.

    :raises Refused: "person-not-found", "keep-people-not-allowed", "bad-full-name", "bad-email".
    """
    person = locked_person(person_id)
    require_over(by, Capability.KEEP_PEOPLE, person, on=local_day(at))
    wanted = {
        "full_name": checked_full_name(full_name),
        "email": _checked_email(email),
        "phone": clean(phone)[:20],
    }
    changed = [field for field, value in wanted.items() if getattr(person, field) != value]
    if changed:
        for field in changed:
            setattr(person, field, wanted[field])
        person.folded = folded_name(person.full_name, person.username)
        person.sort_key = sort_key(person.full_name)
        person.save()
        _record("PersonChanged", person, by, at, {"fields": changed})
    return person


@transaction.atomic
def set_password(*, person_id: UUID, password: str, by: Person | Operator, at: datetime) -> None:
    """Give someone else a new password, or set one's own; all their sessions end.

    :raises Refused: "person-not-found", "keep-people-not-allowed", "weak-password".
    """
    person = locked_person(person_id)
    own = not isinstance(by, Operator) and by.pk == person.pk
    if not own:
        require_over(by, Capability.KEEP_PEOPLE, person, on=local_day(at))
    check_new_password(password, person.username, person.full_name)
    person.set_password(password)
    person.save(update_fields=["password"])
    _record("PasswordSet", person, by, at, {"own": own})


@transaction.atomic
def deactivate_person(*, person_id: UUID, reason: str, by: Person | Operator, at: datetime) -> None:
    """Shut someone out: no sign-in, no capability; their open sessions end with their next request.

    :raises Refused: "person-not-found", "keep-sign-ins-not-allowed", "own-account-not-allowed",
        "already-inactive", "reason-missing".
    """
    person = locked_person(person_id)
    require_another(by, person, "khóa tài khoản")
    require_over(by, Capability.KEEP_SIGN_INS, person, on=local_day(at))
    if not person.is_active:
        raise Refused("already-inactive", f"Tài khoản của {person.full_name} đã ngừng dùng từ trước.")
    if not reason.strip():
        raise Refused("reason-missing", "Ghi lý do ngừng dùng tài khoản.", field="reason")
    person.is_active = False
    person.save(update_fields=["is_active"])
    _record("PersonDeactivated", person, by, at, {"reason": reason.strip()})


@transaction.atomic
def reactivate_person(*, person_id: UUID, by: Person | Operator, at: datetime) -> None:
    """Let someone in again who had been shut out.

    :raises Refused: "person-not-found", "keep-sign-ins-not-allowed", "own-account-not-allowed",
        "already-active".
    """
    person = locked_person(person_id)
    require_another(by, person, "mở lại tài khoản")
    require_over(by, Capability.KEEP_SIGN_INS, person, on=local_day(at))
    if person.is_active:
        raise Refused("already-active", f"Tài khoản của {person.full_name} đang dùng được.")
    person.is_active = True
    person.save(update_fields=["is_active"])
    _record("PersonReactivated", person, by, at, {})


@transaction.atomic
def reset_second_factor(*, person_id: UUID, by: Person | Operator, at: datetime) -> None:
    """Take away someone's TOTP and recovery codes, when the phone is lost; they set it up anew at sign-in.

    :raises Refused: "person-not-found", "keep-people-not-allowed", "own-account-not-allowed".
    """
    person = locked_person(person_id)
    require_another(by, person, "bỏ xác thực hai lớp")
    require_over(by, Capability.KEEP_PEOPLE, person, on=local_day(at))
    Authenticator.objects.filter(user=person).delete()
    _record("SecondFactorReset", person, by, at, {})


def locked_person(person_id: UUID) -> Person:
    """The person, locked until the transaction ends.

    :raises Refused: "person-not-found".
    """
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    if person is None:
        raise Refused("person-not-found", "Không tìm thấy người này. Có thể đường dẫn đã cũ.")
    return person


def folded_name(full_name: str, username: str) -> str:
    """What a search of people looks into."""
    return fold(f"{full_name} {username}")[:200]


def _require_agency(by: Person, agency: Agency | None, at: datetime) -> None:
    if agency is None:
        raise Refused("agency-missing", "Chọn cơ quan nơi người này làm việc.", field="agency")
    require(by, Capability.KEEP_PEOPLE, agency_id=agency.pk, on=local_day(at))


def check_new_password(password: str, username: str, full_name: str) -> None:
    """Refuse a password that is easily guessed.

    :raises Refused: "weak-password".
    """
    check_password(password, username=username, full_name=full_name)
    try:
        CommonPasswordValidator().validate(password)
    except ValidationError:
        raise Refused(
            "weak-password", "Mật khẩu này quá hay gặp. Một câu dài dễ nhớ là tốt nhất.", field="password"
        ) from None


def _checked_email(email: str) -> str:
    email = clean(email)
    try:
        if email:
            validate_email(email)
    except ValidationError:
        raise Refused(
            "bad-email", f"Thư điện tử “{email}” không đúng. Ví dụ: an@so.gov.vn.", field="email"
        ) from None
    return email


def _record(
    kind: str, person: Person, by: Person | Operator, at: datetime, payload: Mapping[str, object]
) -> None:
    record(fact=Fact(kind, "person", str(person.pk), payload), actor=by.actor, at=at)
