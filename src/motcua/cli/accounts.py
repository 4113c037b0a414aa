"""`./motcua accounts`: the first administrator, unlocking, lists."""

from __future__ import annotations

import argparse
import getpass
import sys
from typing import TYPE_CHECKING, Any

from motcua.kernel.clock import local_day, now
from motcua.kernel.refusals import Refused

if TYPE_CHECKING:
    from motcua.accounts.models import Person
    from motcua.organisations.models import Agency


def add_to(groups: Any) -> None:
    """Add this file's commands to the command line."""
    accounts = groups.add_parser("accounts", help="người dùng")
    commands = accounts.add_subparsers(metavar="VIỆC", required=True)
    add = commands.add_parser(
        "add-administrator",
        help="thêm quản trị nghiệp vụ (mật khẩu hỏi trên màn hình hoặc đọc từ đầu vào chuẩn)",
    )
    add.add_argument("--username", required=True, metavar="TÊN")
    add.add_argument("--name", required=True, metavar="HỌ-TÊN")
    add.add_argument("--agency", metavar="MÃ", help="mã cơ quan (mặc định: cơ quan chủ quản của hệ thống)")
    add.add_argument("--json", action="store_true")
    add.set_defaults(run=_add_administrator)
    for name, act, text in (
        ("unlock", _unlock, "mở khóa đăng nhập"),
        ("set-password", _set_password, "đặt lại mật khẩu (hỏi trên màn hình hoặc đọc từ đầu vào chuẩn)"),
        ("reset-second-factor", _reset_second_factor, "bỏ xác thực hai lớp của người mất điện thoại"),
    ):
        command = commands.add_parser(name, help=text)
        command.add_argument("username", metavar="TÊN")
        command.add_argument("--json", action="store_true")
        command.set_defaults(run=act)
    listing = commands.add_parser("list", help="danh sách người dùng")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(run=_list)


def _add_administrator(args: argparse.Namespace) -> None:
    _open()
    from django.db import transaction

    from motcua.accounts.actions.people import add_person
    from motcua.accounts.actions.roles import appoint, grant_role
    from motcua.accounts.enums import Role
    from motcua.organisations.policy import OPERATOR

    at = now()
    agency = _agency(args.agency)
    password = _password()
    with transaction.atomic():
        person = add_person(
            username=args.username,
            full_name=args.name,
            password=password,
            agency=agency,
            by=OPERATOR,
            at=at,
        )
        role = Role.BUSINESS_ADMINISTRATOR
        today = local_day(at)
        appoint(person=person, agency=agency, title=role.label, since=today, by=OPERATOR, at=at)
        grant_role(
            person=person,
            agency=agency,
            role=role,
            includes_below=True,
            since=today,
            by=OPERATOR,
            at=at,
        )
    _say(args, person, f"Đã thêm quản trị {person.full_name} ({person.username}) tại {agency.name}.")


def _agency(code: str | None) -> Agency:
    from motcua.organisations.models import Installation
    from motcua.organisations.queries.agencies import find_agency

    if code is None:
        home = Installation.objects.select_related("home").first()
        if home is None:
            raise Refused(
                "agency-missing",
                "Hệ thống chưa có cơ quan chủ quản. Nhập cơ quan (./motcua organisations import), chọn cơ quan chủ "
                "quản (./motcua organisations home MÃ), hoặc ghi --agency MÃ.",
            )
        return home.home
    agency = find_agency(code, local_day(now()))
    if agency is None:
        raise Refused("agency-not-found", f"Không có cơ quan mã {code}.", code_given=code)
    return agency


def _unlock(args: argparse.Namespace) -> None:
    person = _person(args.username)
    from motcua.accounts.actions.sign_in import unlock
    from motcua.organisations.policy import OPERATOR

    unlock(person=person, by=OPERATOR, at=now())
    _say(args, person, f"{person.full_name} ({person.username}) đăng nhập được.")


def _set_password(args: argparse.Namespace) -> None:
    person = _person(args.username)
    from motcua.accounts.actions.people import set_password
    from motcua.organisations.policy import OPERATOR

    set_password(person_id=person.pk, password=_password(), by=OPERATOR, at=now())
    _say(args, person, f"Đã đặt mật khẩu mới cho {person.full_name}; các phiên đang mở đã kết thúc.")


def _reset_second_factor(args: argparse.Namespace) -> None:
    person = _person(args.username)
    from motcua.accounts.actions.people import reset_second_factor
    from motcua.organisations.policy import OPERATOR

    reset_second_factor(person_id=person.pk, by=OPERATOR, at=now())
    _say(args, person, f"Đã bỏ xác thực hai lớp của {person.full_name}; lần đăng nhập sau sẽ thiết lập lại.")


def _list(args: argparse.Namespace) -> None:
    _open()
    from motcua.accounts.models import Person
    from motcua.accounts.queries import locked_people, roles_of
    from motcua.cli.main import print_json

    at = now()
    people = list(Person.objects.order_by("sort_key", "id"))
    roles = roles_of(people, local_day(at))
    locked = set(locked_people(Person.objects.all(), at).values_list("pk", flat=True))
    rows: list[dict[str, Any]] = [
        {
            "username": person.username,
            "name": person.full_name,
            "is_active": person.is_active,
            "is_locked": person.pk in locked,
            "roles": [f"{held.role}@{held.agency.code}" for held in roles[person.pk]],
        }
        for person in people
    ]
    if args.json:
        print_json({"people": rows})
        return
    for row in rows:
        state = "" if row["is_active"] else " · ngừng dùng"
        state += " · đang khóa" if row["is_locked"] else ""
        print(f"{row['username']:24} {row['name']}{state}  {', '.join(row['roles'])}")


def _person(username: str) -> Person:
    _open()
    from motcua.accounts.queries import find_person

    person = find_person(username)
    if person is None:
        raise Refused(
            "person-not-found",
            f"Không có người dùng “{username}”. Xem: ./motcua accounts list",
            username=username,
        )
    return person


def _password() -> str:
    if sys.stdin.isatty():
        first, second = getpass.getpass("Mật khẩu: "), getpass.getpass("Gõ lại mật khẩu: ")
        if first != second:
            raise Refused("passwords-differ", "Hai lần gõ mật khẩu chưa giống nhau. Hãy làm lại.")
        return first
    return sys.stdin.readline().rstrip("\r\n")


def _say(args: argparse.Namespace, person: Person, sentence: str) -> None:
    if args.json:
        from motcua.cli.main import print_json

        print_json({"username": person.username, "name": person.full_name, "id": person.pk})
    else:
        print(sentence)


def _open() -> None:
    from motcua.config.installation import open_database

    open_database()
