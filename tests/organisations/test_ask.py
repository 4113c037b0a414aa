"""`./motcua organisations` and `./motcua accounts`: asked and answered on the command line."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any

import pytest

from motcua.accounts.actions.sign_in import register_failed_sign_in
from motcua.accounts.enums import Capability
from motcua.accounts.policy import may
from motcua.accounts.queries import find_person, locked_until
from motcua.cli.main import main
from motcua.kernel.clock import local_day, now
from motcua.organisations.actions.powers import grant_power
from motcua.organisations.enums import AgencyKind, PowerSource
from motcua.organisations.models import Installation
from motcua.organisations.policy import OPERATOR


def run(capsys: Any, *words: str) -> tuple[int, Any]:
    code = main([*words, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_competent(bodies, commune, moment, today, capsys) -> None:
    grant_power(
        matter="procedure:1.008725",
        holder=AgencyKind.COMMUNE_COMMITTEE,
        source=PowerSource.STATUTORY,
        since=today,
        by=OPERATOR,
        at=moment,
    )
    ask = ["organisations", "competent", "--procedure", "1.008725", "--area", commune.code]
    code, said = run(capsys, *ask, "--on", "2026-09-17")
    assert code == 0
    assert said["agency"]["name"] == bodies.commune_committee.name
    assert said["power"]["source"] == "statutory"
    code, said = run(capsys, *ask, "--on", "2026-09-16")
    assert (code, said["refused"]["code"]) == (2, "competence-not-found")
    assert main([*ask, "--on", "2026-09-17"]) == 0
    assert "Theo luật định" in capsys.readouterr().out


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("area", "code", "day"),
    [
        ("31247", "area-divided", "2026-09-17"),
        ("99999", "area-not-found", "2026-09-17"),
        ("31", "bad-day", "mai"),
    ],
)
def test_competent_refuses(area: str, code: str, day: str, capsys) -> None:
    from motcua.organisations.models import Area, AreaChange

    if code == "area-divided":  # a divided ward whose code no unit of today carries
        today = set(Area.objects.filter(in_force__contains=date(2026, 9, 17)).values_list("code", flat=True))
        divided = AreaChange.objects.filter(is_whole=False).exclude(old__code__in=today)
        area = divided.earliest("old__code").old.code
    exit_code, said = run(
        capsys, "organisations", "competent", "--procedure", "1", "--area", area, "--on", day
    )
    assert (exit_code, said["refused"]["code"]) == (2, code)
    if code == "area-divided":
        assert len(said["refused"]["candidates"]) > 1


@pytest.mark.django_db
def test_areas(capsys) -> None:
    code, said = run(capsys, "organisations", "areas", "xã thạnh quới, vĩnh thạnh", "--on", "2026-09-17")
    assert code == 0
    former = next(one for one in said["results"] if not one["in_force"])
    assert former["needs_person"]
    assert len(former["became"]) == 2
    assert former["within"] == ["Huyện Vĩnh Thạnh", "Thành phố Cần Thơ"]
    assert main(["organisations", "areas", "xã thạnh quới, vĩnh thạnh"]) == 0
    assert "cần người chọn" in capsys.readouterr().out


def administrator(capsys: Any, monkeypatch: Any, password: str, *words: str) -> tuple[int, Any]:
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    return run(capsys, "accounts", "add-administrator", "--username", "Quan.Tri", "--name", "Trần An", *words)


def test_first_administrator(bodies, capsys, monkeypatch) -> None:
    code, said = administrator(
        capsys, monkeypatch, "con duong den truong 2026", "--agency", bodies.department.code
    )
    assert (code, said["username"]) == (0, "quan.tri")
    person = find_person("quan.tri")
    assert person is not None
    assert person.check_password("con duong den truong 2026")
    today = local_day(now())
    assert may(person, Capability.KEEP_PEOPLE, agency_id=bodies.division.pk, on=today)


def test_weak_password_leaves_no_administrator(bodies, capsys, monkeypatch) -> None:
    code, said = administrator(capsys, monkeypatch, "123456", "--agency", bodies.department.code)
    assert (code, said["refused"]["code"]) == (2, "weak-password")
    assert find_person("quan.tri") is None
    code, said = administrator(capsys, monkeypatch, "con duong den truong 2026")
    assert said["refused"]["code"] == "agency-missing"


def test_unlocking_listing_and_new_password(handling_officer, capsys, monkeypatch) -> None:
    for _ in range(5):
        register_failed_sign_in(username=handling_officer.username, at=now())
    _, said = run(capsys, "accounts", "list")
    (row,) = said["people"]
    assert (row["is_locked"], len(row["roles"])) == (True, 1)
    assert run(capsys, "accounts", "unlock", handling_officer.username)[0] == 0
    assert locked_until(handling_officer.username, now()) is None
    assert run(capsys, "accounts", "unlock", "khong-co")[1]["refused"]["code"] == "person-not-found"
    monkeypatch.setattr("sys.stdin", io.StringIO("mat khau moi rat dai\n"))
    assert run(capsys, "accounts", "set-password", handling_officer.username)[0] == 0
    handling_officer.refresh_from_db()
    assert handling_officer.check_password("mat khau moi rat dai")
    assert run(capsys, "accounts", "reset-second-factor", handling_officer.username)[0] == 0


def test_choosing_whose_installation_it_is(bodies, capsys) -> None:
    code, said = run(capsys, "organisations", "home", bodies.department.code)
    assert (code, said["home"]["name"]) == (0, bodies.department.name)
    assert Installation.objects.get().home == bodies.department
    run(capsys, "organisations", "home", bodies.committee.code)
    assert Installation.objects.get().home == bodies.committee
    assert run(capsys, "organisations", "home", "KHONG")[0] == 2
