"""Importing a file of procedures: what becomes of each row, what stays, and that nothing is half done."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import Bodies

from motcua.accounts.models import Person
from motcua.catalogue.actions.decisions import DecisionData, start_decision
from motcua.catalogue.actions.imports import ImportResult, import_catalogue, propose_import
from motcua.catalogue.actions.old_codes import link_old_codes
from motcua.catalogue.enums import ChangeKind, ProcedureKind, VersionState
from motcua.catalogue.exporting import writer_for
from motcua.catalogue.models import (
    DecisionItem,
    ImportRun,
    LegalAct,
    Procedure,
    ProcedureLink,
    ProcedureVersion,
    PromulgationDecision,
)
from motcua.catalogue.queries.contents import content_of, contents_of
from motcua.catalogue.queries.exports import procedures_in_force
from motcua.kernel.clock import VIETNAM
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused

AT = datetime(2026, 9, 17, 9, tzinfo=VIETNAM)
JULY = date(2026, 7, 1)
pytestmark = pytest.mark.django_db


def page(code: str = "1.000001", **more: Any) -> dict[str, Any]:
    method = {
        "channel": "Trực tiếp",
        "time_limit": "3 ngày làm việc",
        "fee": "Không có thông tin",
        "note": "",
    }
    return {
        "code": code,
        "name": "Cấp lại văn bằng",
        "field": "Văn bằng, chứng chỉ",
        "steps_text": "Nộp đơn.",
        "methods": [method],
        "components": [{"case": "", "name": "Đơn", "originals": "1", "copies": "0", "forms": ["Mẫu 1"]}],
        "legal_bases": [{"no": "10/2026/TT-BGDĐT", "title": "Quy chế"}],
        **more,
    }


def bring(
    *pages: Any, as_of: date | None = JULY, dry_run: bool = False, by: Person | None = None
) -> ImportResult:
    data = json.dumps(pages, ensure_ascii=False).encode()
    return import_catalogue(file=data, name="tep.json", as_of=as_of, dry_run=dry_run, by=by, at=AT)


def bring_list(text: str, as_of: date | None = JULY) -> ImportResult:
    return import_catalogue(file=text.encode(), name="ds.csv", as_of=as_of, by=None, at=AT)


def counts(result: ImportResult) -> tuple[int, int, int, int]:
    return result.created, result.changed, result.unchanged, result.refused


def history(code: str = "1.000001") -> list[tuple[str, date, date | None]]:
    versions = ProcedureVersion.objects.filter(procedure__code=code, state=VersionState.PROMULGATED)
    return [(item.name, item.in_force.lower, item.in_force.upper) for item in versions.order_by("in_force")]


def test_new_procedures_come_into_force_on_the_day() -> None:
    result = bring(page(), page("5.000001", name="Nội bộ"))
    assert counts(result) == (2, 0, 0, 0)
    assert history() == [("Cấp lại văn bằng", JULY, None)]
    version = ProcedureVersion.objects.get(procedure__code="1.000001")
    assert content_of(version).components[0].forms[0].name == "Mẫu 1"
    assert version.source == "tep.json"
    assert Procedure.objects.get(code="5.000001").kind == ProcedureKind.INTERNAL
    assert LegalAct.objects.get(number="10/2026/TT-BGDĐT").title == "Quy chế"


def test_the_same_again_changes_nothing() -> None:
    bring(page())
    entries = JournalEntry.objects.exclude(kind="CatalogueImported").count()
    assert counts(bring(page())) == (0, 0, 1, 0)
    assert ProcedureVersion.objects.count() == 1
    assert JournalEntry.objects.exclude(kind="CatalogueImported").count() == entries


def test_what_changed_is_a_new_version_and_the_old_one_stays() -> None:
    bring(page())
    before = content_of(ProcedureVersion.objects.get())
    assert counts(bring(page(name="Tên mới"), as_of=date(2026, 9, 1))) == (0, 1, 0, 0)
    assert history() == [("Cấp lại văn bằng", JULY, date(2026, 9, 1)), ("Tên mới", date(2026, 9, 1), None)]
    assert content_of(ProcedureVersion.objects.get(number=1)) == before


def test_an_older_state_becomes_history() -> None:
    bring(page())
    result = bring(page(name="Tên xưa", snapshot="2021-08"), as_of=None)
    assert (result.as_of, counts(result)) == (date(2021, 8, 1), (0, 1, 0, 0))
    assert history() == [("Tên xưa", date(2021, 8, 1), JULY), ("Cấp lại văn bằng", JULY, None)]
    assert counts(bring(page(name="Tên xưa", snapshot="2021-08"), as_of=None)) == (0, 0, 1, 0)


def test_an_old_state_of_which_nothing_later_is_known_is_marked() -> None:
    result = bring(page(), as_of=date(2021, 8, 1))
    assert ["nay còn áp dụng" in remark.reason for remark in result.warnings] == [True]


def test_a_line_of_a_list_wipes_no_details() -> None:
    bring(page())
    before = content_of(ProcedureVersion.objects.get())
    bring_list("Mã số,Tên,Cơ quan thực hiện,Lĩnh vực\n1.000001,Tên mới,,\n", as_of=date(2026, 9, 1))
    after = content_of(ProcedureVersion.objects.get(number=2))
    assert after == replace(before, name="Tên mới")


def test_a_correction_on_the_same_day_takes_the_place() -> None:
    bring(page(name="Sai"))
    bring(page(name="Đúng"))
    assert history() == [("Đúng", JULY, None)]


def test_a_bad_row_hinders_no_other_and_is_told() -> None:
    bad = page("1.000002", methods=[{"channel": "Bồ câu", "time_limit": "", "fee": "", "note": ""}])
    result = bring(page(), bad, page("1.000003", name=""), page(), page("1.000004"))
    assert counts(result) == (2, 0, 0, 3)
    told = {(row["row"], row["code"], row["field"]) for row in result.as_dict()["refusals"]}
    assert told == {
        (2, "1.000002", "Cách thức thực hiện"),
        (3, "1.000003", "Tên thủ tục"),
        (4, "1.000001", "Mã thủ tục"),
    }
    assert {row["file"] for row in result.as_dict()["refusals"]} == {"tep.json"}
    assert set(Procedure.objects.values_list("code", flat=True)) == {"1.000001", "1.000004"}


def test_a_dry_run_tells_the_same_and_writes_nothing() -> None:
    pages = [page(), page("1.000002"), page("1.000003", name="")]
    tables = (Procedure, ProcedureVersion, ImportRun, JournalEntry, LegalAct)
    before = [table.objects.count() for table in tables]
    dry = bring(*pages, dry_run=True)
    assert [table.objects.count() for table in tables] == before
    assert counts(dry) == counts(bring(*pages)) == (2, 0, 0, 1)


def test_the_run_is_kept_and_journalled(
    business_administrator: Person, control_focal_officer: Person
) -> None:
    bring(page(), by=control_focal_officer)
    run = ImportRun.objects.get()
    assert (run.file_name, run.summary["created"], len(run.sha256)) == ("tep.json", 1, 64)
    entry = JournalEntry.objects.get(kind="CatalogueImported")
    assert (entry.subject_id, entry.actor) == (str(run.pk), control_focal_officer.actor)


def test_those_who_may_not_import_are_refused_without_trace(handling_officer: Person) -> None:
    with pytest.raises(Refused) as refusal:
        bring(page(), by=handling_officer)
    assert refusal.value.code == "import-catalogue-not-allowed"
    assert not Procedure.objects.exists()
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize("day", [date(1999, 12, 31), date(2028, 1, 1)])
def test_an_impossible_day_is_refused(day: date) -> None:
    with pytest.raises(Refused) as refusal:
        bring(page(), as_of=day)
    assert refusal.value.code == "as-of-impossible"


def test_a_file_that_fails_leaves_nothing(tmp_path: Path) -> None:
    broken = tmp_path / "a.json"
    broken.write_bytes(b"[{")
    for path in (broken, tmp_path / "none.json", tmp_path):
        with pytest.raises(Refused):
            import_catalogue(file=path, by=None, at=AT)
    assert not ImportRun.objects.exists()


def test_a_failure_while_writing_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(**_: Any) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr("motcua.catalogue.actions.imports.put_versions_in_force", fails)
    with pytest.raises(RuntimeError):
        bring(page())
    assert not Procedure.objects.exists()
    assert not ProcedureVersion.objects.exists()
    assert not JournalEntry.objects.filter(kind="ProcedureVersionWritten").exists()


def test_the_number_of_queries_does_not_grow_with_the_rows() -> None:
    def queries(first: int, count: int) -> int:
        pages = [page(f"1.{number:06}") for number in range(first, first + count)]
        with CaptureQueriesContext(connection) as captured:
            assert counts(bring(*pages)) == (count, 0, 0, 0)
        return len(captured)

    queries(900, 1)
    assert queries(1, 2) == queries(100, 60)


def test_what_a_decision_promulgated_that_very_day_is_not_set_aside(
    bodies: Bodies, control_focal_officer: Person, head: Person
) -> None:
    bring(page())
    decision = PromulgationDecision.objects.create(
        title="t", issuer="i", agency=bodies.department, prepared_by=control_focal_officer, prepared_at=AT
    )
    day = date(2026, 9, 1)
    procedure = Procedure.objects.get()
    ProcedureVersion.objects.filter(procedure=procedure).update(in_force=(JULY, day))
    ProcedureVersion.objects.create(
        procedure=procedure,
        number=2,
        name="Theo quyết định",
        state=VersionState.PROMULGATED,
        in_force=(day, None),
        decision=decision,
        decision_number="7/QĐ-UBND",
        created_at=AT,
    )
    result = bring(page(name="Khác"), as_of=day)
    assert counts(result) == (0, 0, 0, 1)
    assert "7/QĐ-UBND" in result.refusals[0].reason
    later = bring(page(name="Khác"), as_of=date(2026, 9, 10))
    assert counts(later) == (0, 1, 0, 0)
    assert any("7/QĐ-UBND" in remark.reason for remark in later.warnings)


class TestOldCodes:
    def test_the_new_one_is_found_by_the_old_code_and_ends_it(self) -> None:
        bring(page("1.005092", name="Bản sao (cũ)"), as_of=date(2021, 8, 1))
        bring(page("3.000465", name="Bản sao"))
        new = Procedure.objects.get(code="3.000465")
        assert list(new.old_codes.values_list("code", flat=True)) == ["1.005092"]
        assert ProcedureLink.objects.get().other == new
        assert history("1.005092") == [("Bản sao (cũ)", date(2021, 8, 1), JULY)]

    def test_the_order_of_the_imports_does_not_matter(self) -> None:
        bring(page("3.000465", name="Bản sao"))
        bring(page("1.005092", name="Bản sao (cũ)"), as_of=date(2021, 8, 1))
        assert history("1.005092") == [("Bản sao (cũ)", date(2021, 8, 1), JULY)]

    def test_linking_again_does_nothing(self) -> None:
        bring(page("3.000465"))
        before = JournalEntry.objects.count()
        link_old_codes(actor="system", at=AT)
        assert JournalEntry.objects.count() == before


class TestProposeImport:
    def decision(self, bodies: Bodies, by: Person) -> PromulgationDecision:
        return start_decision(
            agency=bodies.department, data=DecisionData(title="T", issuer="I"), by=by, at=AT
        )

    def propose(self, decision: PromulgationDecision, by: Person, *pages: Any) -> ImportResult:
        data = json.dumps(pages, ensure_ascii=False).encode()
        return propose_import(file=data, name="tep.json", decision=decision, by=by, at=AT)

    def test_new_and_changed_ones_become_drafts_of_the_decision(
        self, bodies: Bodies, control_focal_officer: Person
    ) -> None:
        bring(page(), page("1.000002"))
        decision = self.decision(bodies, control_focal_officer)
        pages = [page(name="Tên mới"), page("1.000002"), page("1.000003"), page("1.000004", name="")]
        result = self.propose(decision, control_focal_officer, *pages)
        assert counts(result) == (1, 1, 1, 1)
        items = DecisionItem.objects.filter(decision=decision).order_by("procedure__code")
        assert [(item.procedure.code, item.change, item.version.state) for item in items] == [
            ("1.000001", ChangeKind.AMENDED, VersionState.DRAFT),
            ("1.000003", ChangeKind.NEW, VersionState.DRAFT),
        ]
        assert history() == [("Cấp lại văn bằng", JULY, None)]

    def test_what_stands_in_another_open_decision_is_refused(
        self, bodies: Bodies, control_focal_officer: Person
    ) -> None:
        bring(page())
        first = self.decision(bodies, control_focal_officer)
        self.propose(first, control_focal_officer, page(name="Một"))
        second = self.decision(bodies, control_focal_officer)
        assert counts(self.propose(second, control_focal_officer, page(name="Hai"))) == (0, 0, 0, 1)
        assert not DecisionItem.objects.filter(decision=second).exists()

    def test_those_who_may_not_are_refused(
        self, bodies: Bodies, control_focal_officer: Person, handling_officer: Person
    ) -> None:
        decision = self.decision(bodies, control_focal_officer)
        with pytest.raises(Refused) as refusal:
            self.propose(decision, handling_officer, page())
        assert refusal.value.code == "import-catalogue-not-allowed"
        assert not DecisionItem.objects.exists()


def exported(ending: str, on: date) -> bytes:
    stream = io.BytesIO()
    writer_for(ending, on=on)(stream, procedures_in_force(on=on))
    return stream.getvalue()


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".json"])
def test_an_export_imports_as_unchanged(ending: str) -> None:
    bring(page(), page("1.000002", name="Khác"), page("3.000465"))
    data = exported(ending, JULY)
    result = import_catalogue(file=data, name=f"a{ending}", as_of=JULY, by=None, at=AT)
    assert (counts(result), result.refusals) == ((0, 0, 3, 0), ())


def test_an_unknown_ending_is_not_written() -> None:
    with pytest.raises(Refused) as refusal:
        writer_for(".doc", on=JULY)
    assert refusal.value.code == "file-unknown-format"


@pytest.mark.shared_data
class TestRealFiles:
    def bring_file(self, folder: Path, name: str, as_of: date | None = JULY) -> ImportResult:
        return import_catalogue(file=folder / "procedures" / name, as_of=as_of, by=None, at=AT)

    def test_the_110_pages_and_the_32_of_2021(self, shared_data: Path) -> None:
        details, old = "edu_details_110_2026-07.json", "edu_details_2021-08_32.json"
        assert counts(self.bring_file(shared_data, details)) == (110, 0, 0, 0)
        assert counts(self.bring_file(shared_data, details)) == (0, 0, 110, 0)
        past = self.bring_file(shared_data, old, None)
        assert (past.as_of, counts(past)) == (date(2021, 8, 1), (12, 20, 0, 0))
        assert counts(self.bring_file(shared_data, old, None)) == (0, 0, 32, 0)
        assert counts(self.bring_file(shared_data, details)) == (0, 0, 110, 0)
        self.check_known_facts()

    def check_known_facts(self) -> None:
        versions = ProcedureVersion.objects.filter(state=VersionState.PROMULGATED, in_force__contains=JULY)
        current = dict(versions.values_list("procedure__code", "pk"))
        said = contents_of(list(current.values()))
        limits = {code: said[pk].methods for code, pk in current.items()}
        assert {str(method.limit_amount) for method in limits["3.000465"]} == {"1.00"}
        assert {str(method.limit_amount) for method in limits["1.008725"]} == {"20.00"}
        assert said[current["2.002877"]].steps[0].title.startswith("Tiếp nhận")
        assert any(method.fees and method.fees[0].amount_vnd == 250_000 for method in limits["1.004889"])
        old = Procedure.objects.get(code="2.002854").old_codes
        assert set(old.values_list("code", flat=True)) == {"1.005099", "1.004831", "1.000270"}
        assert history("1.005099")[-1][2] == JULY

    @pytest.mark.parametrize("ending", [".xlsx", ".json", ".csv"])
    def test_the_110_go_out_and_come_back_unchanged(self, shared_data: Path, ending: str) -> None:
        self.bring_file(shared_data, "edu_details_110_2026-07.json")
        data = exported(ending, JULY)
        result = import_catalogue(file=data, name=f"a{ending}", as_of=JULY, by=None, at=AT)
        assert (counts(result), result.refusals) == ((0, 0, 110, 0), ())

    def test_the_lists_complete_the_pages_and_wipe_nothing(self, shared_data: Path) -> None:
        self.bring_file(shared_data, "edu_details_110_2026-07.json")
        before = self.details()
        listed = self.bring_file(shared_data, "edu_catalog_2026-07.csv")
        assert (listed.created, listed.refused, listed.created + listed.changed + listed.unchanged) == (
            104,
            0,
            214,
        )
        assert self.details() == before
        assert counts(self.bring_file(shared_data, "edu_details_110_2026-07.json"))[0] == 0

    def details(self) -> dict[str, Sequence[Any]]:
        versions = ProcedureVersion.objects.filter(state=VersionState.PROMULGATED).select_related("procedure")
        codes = {item.pk: item.procedure.code for item in versions}
        said = contents_of(list(codes))
        return {
            codes[pk]: (item.steps, item.methods, item.components, item.results, item.legal_bases)
            for pk, item in said.items()
            if item.steps
        }

    def test_the_national_list(self, shared_data: Path) -> None:
        name = "national_catalog_5608_2026-07.csv"
        first = self.bring_file(shared_data, name)
        assert counts(first) == (5608, 0, 0, 0)
        assert {remark.code for remark in first.warnings} == {"1.0133611", "1.014955-Xoa", "2.009182739"}
        assert counts(self.bring_file(shared_data, name)) == (0, 0, 5608, 0)
