"""The register of a counter: its rows, its count, its workbook."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from tests.cast import Bodies
from tests.handing_in import TakenIn
from tests.resulting import BroughtTo, Stage

from motcua.accounts.models import Person
from motcua.cli.main import main
from motcua.documents.printing import print_register, write_register
from motcua.dossiers.queries.register import register_for, register_of
from motcua.kernel.refusals import Refused

pytestmark = pytest.mark.django_db

SEPTEMBER = {"first_day": date(2026, 9, 1), "last_day": date(2026, 9, 30)}


def test_rows_say_what_became_of_each(
    brought_to: BroughtTo, taken_in: TakenIn, bodies: Bodies, moment: datetime
) -> None:
    taken_in(at=moment - timedelta(days=20))  # in August
    done = brought_to(Stage.RETURNED)
    waiting = taken_in(at=moment + timedelta(hours=1), applicant="Trần Văn Chờ")
    register = register_of(bodies.department, **SEPTEMBER)
    rows = list(register.rows())
    assert register.count() == 2
    assert [row.dossier_code for row in rows] == [done.code, waiting.code]
    first, second = rows
    assert (first.papers, first.applicant, first.phone) == (1, "Nguyễn Thị Hồng", "0912345678")
    assert (first.result_at, first.returned_at, first.return_way) == (moment, moment, "Tại quầy")
    assert first.note == "Số 01/QĐ-SGDĐT"
    assert (second.result_at, second.return_way, second.note) == (None, "", "")
    assert second.due_at == waiting.due_at


def test_the_number_of_statements_does_not_grow(
    taken_in: TakenIn, bodies: Bodies, django_assert_max_num_queries
) -> None:
    for _ in range(4):
        taken_in()
    with django_assert_max_num_queries(1):
        assert len(list(register_of(bodies.department, **SEPTEMBER).rows(most=10))) == 4


def test_the_workbook_holds_every_row_and_the_same_bytes(
    taken_in: TakenIn, bodies: Bodies, moment: datetime
) -> None:
    for _ in range(3):
        taken_in()
    register = register_of(bodies.department, **SEPTEMBER)
    books = [io.BytesIO(), io.BytesIO()]
    for book in books:
        assert write_register(book, register.head(moment), register.rows(), expected=register.count()) == 3
    assert books[0].getvalue() == books[1].getvalue()
    sheet = openpyxl.load_workbook(books[0]).active
    assert sheet is not None
    assert sheet.max_row == 3 + 3
    assert print_register(register.head(moment), list(register.rows())).startswith(b"%PDF")


def test_who_does_not_read_there_is_refused(make_person, bodies: Bodies, moment: datetime) -> None:
    with pytest.raises(Refused) as found:
        register_for(make_person("Lạ"), agency_id=bodies.department.pk, on=moment.date(), **SEPTEMBER)
    assert found.value.code == "read-dossiers-not-allowed"


def test_a_period_that_ends_before_it_begins_is_refused(bodies: Bodies) -> None:
    with pytest.raises(Refused) as found:
        register_of(bodies.department, first_day=date(2026, 9, 2), last_day=date(2026, 9, 1))
    assert found.value.code == "register-period-wrong"


def test_the_command_writes_a_file_once(
    taken_in: TakenIn,
    desk_officer: Person,
    bodies: Bodies,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("motcua.config.installation.open_database", lambda: None)
    taken_in()
    file = tmp_path / "so.xlsx"
    words = ["dossiers", "register", str(file), "--agency", bodies.department.code, "--from", "2026-09-01"]
    assert main([*words, "--to", "2026-09-30"]) == 0
    assert "Đã ghi 1 hồ sơ" in capsys.readouterr().out
    assert main([*words, "--to", "2026-09-30", "--json"]) == 2
    assert '"file-exists"' in capsys.readouterr().out
    assert main([*words, "--to", "2026-09-30", "--force"]) == 0
    assert [each.name for each in tmp_path.iterdir()] == ["so.xlsx"]
