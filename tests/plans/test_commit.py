"""Signing commitments: lists read, papers entered by units, figures counted, nobody twice."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import Bodies, MakeAgency, MakePerson

from motcua.accounts.enums import Role
from motcua.accounts.models import Person
from motcua.documents.actions.files import Brought
from motcua.kernel.models import JournalEntry
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.notices.models import Notice
from motcua.organisations.enums import AgencyKind, AgencyLevel
from motcua.plans.actions.commitments import (
    DriveFacts,
    add_drive_units,
    change_drive,
    close_drive,
    enter_commitments,
    keep_commitment_file,
    mark_head,
    open_drive,
    remove_commitment,
    remove_drive_unit,
    reopen_signing,
    report_signing,
    urge_signing,
)
from motcua.plans.enums import CommitmentUnitKind
from motcua.plans.models import Commitment, CommitmentDrive, CommitmentUnit
from motcua.plans.queries.commitments import (
    drives_visible_to,
    figures_of,
    page_of_papers,
    papers_wanted,
    units_of_drive,
)
from motcua.plans.queries.yearly import yearly_figures
from motcua.plans.rules.commitments import (
    Paper,
    checked,
    day_in,
    is_head_post,
    name_key,
    read_list,
    read_table,
    stored_key,
)


class TestRules:
    @pytest.mark.parametrize(
        "line",
        [
            "Cao Thị Hiệu, Hiệu trưởng",
            "1. Cao Thị Hiệu - Hiệu trưởng",
            "01) Cao Thị Hiệu; Hiệu trưởng",
            "1\tCao Thị Hiệu\tHiệu trưởng",
            "- Cao Thị Hiệu – Hiệu trưởng",
            "  Cao Thị  Hiệu (Hiệu trưởng) ",
            "Cao Thị Hiệu | Hiệu trưởng",
        ],
    )
    def test_a_line_is_a_name_and_a_post(self, line: str) -> None:
        assert read_list(line) == [Paper("Cao Thị Hiệu", "Hiệu trưởng", is_head=True)]

    def test_a_post_may_have_commas_and_dashes(self) -> None:
        (paper,) = read_list("Lê Văn A, Tổ trưởng, Toán - Tin (cơ sở 2)")
        assert paper == Paper("Lê Văn A", "Tổ trưởng, Toán - Tin (cơ sở 2)")

    def test_rows_copied_from_a_sheet_may_end_in_a_day(self) -> None:
        (paper,) = read_list("3\tLê Văn A\tGiáo viên\t15/01/2026")
        assert paper == Paper("Lê Văn A", "Giáo viên", signed_on=date(2026, 1, 15))

    def test_deputies_are_no_heads_and_two_heads_are_nobodys_guess(self) -> None:
        deputy, head = read_list("Lê A, Phó Hiệu trưởng\nLê B, Hiệu trưởng")
        assert (deputy.is_head, head.is_head) == (False, True)
        assert not any(paper.is_head for paper in read_list("Lê A, Giám đốc\nLê B, Hiệu trưởng"))
        with pytest.raises(Refused, match="một bản của thủ trưởng"):
            checked([Paper("Lê A", is_head=True), Paper("Lê B", is_head=True)])

    @pytest.mark.parametrize(
        ("post", "expected"),
        [("Trưởng phòng", True), ("Chánh Văn phòng", True), ("Quyền Hiệu trưởng", True), ("Phó Giám đốc", False),
         ("Giáo viên", False), ("", False)],
    )  # fmt: skip
    def test_posts_of_heads(self, post: str, *, expected: bool) -> None:
        assert is_head_post(post) is expected

    def test_a_name_twice_is_refused_other_tones_and_posts_are_other_people(self) -> None:
        read_list("Lê Thị Hoa, Giáo viên\nLê Thị Hòa, Giáo viên")
        read_list("Lê Thị Hoa, Giáo viên Toán\nLê Thị Hoa, Giáo viên Văn")
        for again in ("LÊ THỊ HOÀ, giáo viên", "Lê  Thị Hòa; Giáo  viên"):
            with pytest.raises(Refused, match="hai lần") as refused:
                read_list(f"Lê Thị Hòa, Giáo viên\n{again}")
            assert refused.value.code == "name-twice"

    @pytest.mark.parametrize(
        ("text", "code"),
        [("", "names-missing"), ("  \n ", "names-missing"), ("123456", "name-wrong"), ("x" * 81, "name-wrong"),
         ("Lê A, " + "x" * 121, "post-too-long")],
    )  # fmt: skip
    def test_what_is_no_list(self, text: str, code: str) -> None:
        with pytest.raises(Refused) as refused:
            read_list(text)
        assert refused.value.code == code

    def test_too_many_at_once(self) -> None:
        with pytest.raises(Refused) as refused:
            checked([Paper(f"Người {number}") for number in range(501)])
        assert refused.value.code == "too-many-names"

    def test_a_table_with_title_rows_and_names_in_two_columns(self) -> None:
        rows = [
            ["DANH SÁCH KÝ CAM KẾT", "", "", "", ""],
            ["STT", "Họ và tên", "Họ và tên", "Chức vụ", "Ngày ký"],
            ["1", "Cao Thị", "Hiệu", "Hiệu trưởng", "2026-01-15"],
            ["2", "Lê Văn", "An", "Giáo viên", "16/1/2026"],
            ["", "", "", "", ""],
        ]
        assert read_table(rows) == [
            Paper("Cao Thị Hiệu", "Hiệu trưởng", is_head=True, signed_on=date(2026, 1, 15)),
            Paper("Lê Văn An", "Giáo viên", signed_on=date(2026, 1, 16)),
        ]

    def test_a_table_may_mark_its_head(self) -> None:
        rows = [["Họ tên", "Thủ trưởng"], ["Lê A", "Không"], ["Lê B", "x"]]
        assert [paper.is_head for paper in read_table(rows)] == [False, True]

    def test_a_table_without_names_is_refused(self) -> None:
        with pytest.raises(Refused) as refused:
            read_table([["Lớp", "Sĩ số"], ["6A", "40"]])
        assert refused.value.code == "names-column-missing"

    @pytest.mark.parametrize(
        ("text", "day"),
        [("ngày 5/1/2026", date(2026, 1, 5)), ("2026-01-05 00:00:00", date(2026, 1, 5)), ("31/2/2026", None),
         ("", None)],
    )  # fmt: skip
    def test_days(self, text: str, day: date | None) -> None:
        assert day_in(text) == day

    @given(st.text(max_size=80))
    def test_keys_fit_and_are_steady(self, name: str) -> None:
        assert name_key(name_key(name)) or not name_key(name)
        assert name_key(name.upper().lower()) == name_key(name.lower().upper().lower())

    @given(st.lists(st.text("abcdđeéèẹẻẽêềôơưyỵ ", min_size=1, max_size=80), max_size=5))
    def test_stored_keys_fit_their_column(self, names: list[str]) -> None:
        assert all(len(stored_key(name[:80])) <= 200 for name in names)

    @given(st.text(max_size=300))
    def test_any_text_is_read_or_refused(self, text: str) -> None:
        try:
            papers = read_list(text)
        except Refused:
            return
        assert all(paper.name and len(paper.name) <= 80 for paper in papers)


def facts(**changes: object) -> DriveFacts:
    said: dict[str, object] = {
        "year": 2026,
        "title": "Cam kết không gây phiền hà, sách nhiễu",
        "document_number": "146/SGDĐT-TCCB",
        "document_on": date(2026, 1, 15),
        "wording": "Không gây phiền hà.",
        "due_on": date(2026, 10, 15),
    }
    return DriveFacts(**{**said, **changes})  # type: ignore[arg-type]  # a test's shorthand


@pytest.fixture
def drive(
    control_focal_officer: Person, bodies: Bodies, principal: Person, moment: datetime
) -> CommitmentDrive:
    """A signing of the department's."""
    return open_drive(agency_id=bodies.department.pk, facts=facts(), by=control_focal_officer, at=moment)


SIGNED_ON = date(2026, 9, 16)
SCHOOL = [Paper("Cao Thị Hiệu", "Hiệu trưởng", is_head=True), Paper("Lê Văn An", "Giáo viên")]


@pytest.mark.django_db
class TestSigning:
    def test_a_drive_takes_its_units_from_the_organisation_and_tells_their_heads(
        self, drive: CommitmentDrive, bodies: Bodies, principal: Person
    ) -> None:
        kinds = dict(drive.units.values_list("unit", "kind"))
        assert kinds == {
            bodies.department.pk: "leadership",
            bodies.division.pk: "division",
            bodies.exam_division.pk: "division",
            bodies.upper_secondary_school.pk: "attached",
        }
        told = Notice.objects.get(recipient=principal)
        assert "Cam kết không gây phiền hà" in told.body
        assert "Trường THPT Ngô Quyền" in told.body

    def test_only_the_keeper_opens_and_a_title_only_once_a_year(
        self, drive: CommitmentDrive, bodies: Bodies, control_focal_officer: Person, handling_officer: Person,
        outsider: Person, moment: datetime,
    ) -> None:  # fmt: skip
        before = JournalEntry.objects.count()
        for person, changes, code in (
            (handling_officer, {"year": 2027}, "keep-plans-not-allowed"),
            (outsider, {"year": 2027}, "keep-plans-not-allowed"),
            (control_focal_officer, {}, "drive-exists"),
            (control_focal_officer, {"title": " "}, "drive-title-missing"),
            (control_focal_officer, {"year": 1990}, "drive-year-wrong"),
        ):
            with pytest.raises(Refused) as refused:
                open_drive(agency_id=bodies.department.pk, facts=facts(**changes), by=person, at=moment)
            assert refused.value.code == code
        assert JournalEntry.objects.count() == before
        assert CommitmentDrive.objects.count() == 1

    def test_facts_change_and_the_journal_says_what_was_before(
        self, drive: CommitmentDrive, control_focal_officer: Person, principal: Person, moment: datetime
    ) -> None:
        change_drive(drive_id=drive.pk, facts=facts(wording="Khác"), by=control_focal_officer, at=moment)
        entry = JournalEntry.objects.get(kind="CommitmentDriveChanged")
        assert entry.payload == {"before": {"wording": "Không gây phiền hà."}, "after": {"wording": "Khác"}}
        with pytest.raises(Refused) as refused:
            change_drive(drive_id=drive.pk, facts=facts(), by=principal, at=moment)
        assert refused.value.code == "keep-plans-not-allowed"

    def test_units_come_and_go_until_somebody_signed(
        self, drive: CommitmentDrive, bodies: Bodies, control_focal_officer: Person, principal: Person,
        moment: datetime,
    ) -> None:  # fmt: skip
        by, at = control_focal_officer, moment
        add_drive_units(drive_id=drive.pk, unit_ids=[bodies.primary_school.pk], by=by, at=at)
        assert drive.units.get(unit=bodies.primary_school).kind == CommitmentUnitKind.ATTACHED
        with pytest.raises(Refused, match="chưa có trong đợt"):
            add_drive_units(drive_id=drive.pk, unit_ids=[bodies.primary_school.pk], by=by, at=at)
        remove_drive_unit(drive_id=drive.pk, unit_id=bodies.primary_school.pk, by=by, at=at)
        assert not drive.units.filter(unit=bodies.primary_school).exists()
        school = bodies.upper_secondary_school.pk
        enter_commitments(
            drive_id=drive.pk, unit_id=school, papers=SCHOOL, signed_on=SIGNED_ON, by=principal, at=at
        )
        with pytest.raises(Refused) as refused:
            remove_drive_unit(drive_id=drive.pk, unit_id=school, by=by, at=at)
        assert refused.value.code == "unit-has-papers"

    def test_a_unit_enters_reports_and_the_keeper_is_told(
        self, drive: CommitmentDrive, bodies: Bodies, control_focal_officer: Person, principal: Person,
        moment: datetime,
    ) -> None:  # fmt: skip
        school = bodies.upper_secondary_school.pk
        made = enter_commitments(
            drive_id=drive.pk, unit_id=school, papers=SCHOOL, signed_on=SIGNED_ON, by=principal, at=moment
        )
        assert [(paper.name, paper.is_head) for paper in made] == [
            ("Cao Thị Hiệu", True),
            ("Lê Văn An", False),
        ]
        row = report_signing(drive_id=drive.pk, unit_id=school, note="Đủ", by=principal, at=moment)
        assert (row.reported_by, row.note) == (principal, "Đủ")
        told = Notice.objects.get(recipient=control_focal_officer)
        assert told.event == "commitment_reported"
        assert "Trường THPT Ngô Quyền" in told.body
        with pytest.raises(Refused) as refused:
            report_signing(drive_id=drive.pk, unit_id=school, by=principal, at=moment)
        assert refused.value.code == "signing-reported"

    def test_scans_belong_to_one_paper_or_to_the_unit(
        self, drive: CommitmentDrive, bodies: Bodies, principal: Person, moment: datetime
    ) -> None:
        school, scan = bodies.upper_secondary_school.pk, Brought(b"ban quet", "quet.txt")
        (one,) = enter_commitments(
            drive_id=drive.pk, unit_id=school, papers=SCHOOL[:1], signed_on=SIGNED_ON, file=scan, by=principal,
            at=moment,
        )  # fmt: skip
        assert one.file is not None
        more = enter_commitments(
            drive_id=drive.pk, unit_id=school, papers=[Paper("Lê B"), Paper("Lê C")], signed_on=SIGNED_ON, file=scan,
            by=principal, at=moment,
        )  # fmt: skip
        assert [paper.file for paper in more] == [None, None]
        assert drive.units.get(unit=school).file is not None
        keep_commitment_file(commitment_id=more[0].pk, file=scan, by=principal, at=moment)
        more[0].refresh_from_db()
        assert more[0].file is not None

    def test_what_is_refused_leaves_nothing(
        self, drive: CommitmentDrive, bodies: Bodies, division_head: Person, outsider: Person, principal: Person,
        moment: datetime,
    ) -> None:  # fmt: skip
        school = bodies.upper_secondary_school.pk
        enter_commitments(
            drive_id=drive.pk, unit_id=school, papers=SCHOOL, signed_on=SIGNED_ON, by=principal, at=moment
        )
        before = (Commitment.objects.count(), JournalEntry.objects.count())
        new, tomorrow = [Paper("Trần B", "Giáo viên")], moment.date() + timedelta(days=1)
        for by, unit, papers, day, code in (
            (division_head, school, new, SIGNED_ON, "do-plan-tasks-not-allowed"),
            (outsider, school, new, SIGNED_ON, "do-plan-tasks-not-allowed"),
            (principal, school, [*new, SCHOOL[1]], SIGNED_ON, "name-twice"),
            (principal, school, [Paper("Lê văn An", "giáo viên")], SIGNED_ON, "name-twice"),
            (principal, school, [Paper("Trần B", is_head=True)], SIGNED_ON, "heads-two"),
            (principal, school, new, tomorrow, "signed-day-wrong"),
            (principal, school, new, date(2020, 1, 1), "signed-day-wrong"),
            (principal, school, [Paper("Trần B", signed_on=tomorrow)], SIGNED_ON, "signed-day-wrong"),
            (principal, school, [], SIGNED_ON, "names-missing"),
            (division_head, bodies.exam_division.pk, [Paper("  ")], SIGNED_ON, "name-wrong"),
        ):
            with pytest.raises(Refused) as refused:
                enter_commitments(
                    drive_id=drive.pk, unit_id=unit, papers=papers, signed_on=day, by=by, at=moment
                )
            assert refused.value.code == code
        assert (Commitment.objects.count(), JournalEntry.objects.count()) == before

    def test_the_same_name_with_another_post_is_another_person(
        self, drive: CommitmentDrive, bodies: Bodies, principal: Person, moment: datetime
    ) -> None:
        for post in ("Giáo viên Toán", "Giáo viên Văn"):
            enter_commitments(
                drive_id=drive.pk, unit_id=bodies.upper_secondary_school.pk, papers=[Paper("Lê Thị Hoa", post)],
                signed_on=SIGNED_ON, by=principal, at=moment,
            )  # fmt: skip
        assert Commitment.objects.filter(name="Lê Thị Hoa").count() == 2

    def test_a_school_reports_only_with_its_heads_paper(
        self, drive: CommitmentDrive, bodies: Bodies, principal: Person, moment: datetime
    ) -> None:
        school = bodies.upper_secondary_school.pk

        def refusal() -> str:
            with pytest.raises(Refused) as refused:
                report_signing(drive_id=drive.pk, unit_id=school, by=principal, at=moment)
            return refused.value.code

        assert refusal() == "commitments-missing"
        one, two = enter_commitments(
            drive_id=drive.pk, unit_id=school, papers=[Paper("Lê B"), Paper("Lê C")], signed_on=SIGNED_ON,
            by=principal, at=moment,
        )  # fmt: skip
        assert refusal() == "head-paper-missing"
        mark_head(commitment_id=one.pk, by=principal, at=moment)
        mark_head(commitment_id=two.pk, by=principal, at=moment)
        assert list(Commitment.objects.filter(is_head=True)) == [two]
        report_signing(drive_id=drive.pk, unit_id=school, by=principal, at=moment)
        with pytest.raises(Refused) as refused:
            remove_commitment(commitment_id=one.pk, by=principal, at=moment)
        assert refused.value.code == "signing-reported"
        reopen_signing(drive_id=drive.pk, unit_id=school, by=principal, at=moment)
        remove_commitment(commitment_id=one.pk, by=principal, at=moment)
        assert list(Commitment.objects.all()) == [two]

    def test_others_touch_no_paper(
        self,
        drive: CommitmentDrive,
        bodies: Bodies,
        principal: Person,
        division_head: Person,
        moment: datetime,
    ) -> None:
        (one,) = enter_commitments(
            drive_id=drive.pk, unit_id=bodies.upper_secondary_school.pk, papers=SCHOOL[:1], signed_on=SIGNED_ON,
            by=principal, at=moment,
        )  # fmt: skip
        for act in (remove_commitment, mark_head):
            with pytest.raises(Refused) as refused:
                act(commitment_id=one.pk, by=division_head, at=moment)
            assert refused.value.code == "do-plan-tasks-not-allowed"

    def test_urging_tells_those_who_have_not_once_a_day(
        self, drive: CommitmentDrive, bodies: Bodies, control_focal_officer: Person, principal: Person,
        division_head: Person, moment: datetime,
    ) -> None:  # fmt: skip
        enter_commitments(
            drive_id=drive.pk, unit_id=bodies.exam_division.pk, papers=[Paper("Mai Văn Phòng")], signed_on=SIGNED_ON,
            by=division_head, at=moment,
        )  # fmt: skip
        report_signing(drive_id=drive.pk, unit_id=bodies.exam_division.pk, by=division_head, at=moment)
        for _ in range(2):
            assert urge_signing(drive_id=drive.pk, by=control_focal_officer, at=moment) == 3
        assert Notice.objects.filter(event="commitment_urged", recipient=principal).count() == 1
        assert not Notice.objects.filter(event="commitment_urged", recipient=division_head).exists()
        with pytest.raises(Refused):
            urge_signing(drive_id=drive.pk, by=principal, at=moment)

    def test_once_closed_nothing_changes(
        self, drive: CommitmentDrive, bodies: Bodies, control_focal_officer: Person, principal: Person,
        moment: datetime,
    ) -> None:  # fmt: skip
        with pytest.raises(Refused):
            close_drive(drive_id=drive.pk, by=principal, at=moment)
        close_drive(drive_id=drive.pk, by=control_focal_officer, at=moment)
        school = bodies.upper_secondary_school.pk
        for act in (
            lambda: enter_commitments(
                drive_id=drive.pk, unit_id=school, papers=SCHOOL, signed_on=SIGNED_ON, by=principal, at=moment
            ),
            lambda: report_signing(drive_id=drive.pk, unit_id=school, by=principal, at=moment),
            lambda: urge_signing(drive_id=drive.pk, by=control_focal_officer, at=moment),
            lambda: close_drive(drive_id=drive.pk, by=control_focal_officer, at=moment),
        ):
            with pytest.raises(Refused) as refused:
                act()
            assert refused.value.code == "drive-closed"
        assert not Commitment.objects.exists()

    def test_who_sees_a_drive(
        self, drive: CommitmentDrive, control_focal_officer: Person, principal: Person, outsider: Person,
        today: date,
    ) -> None:  # fmt: skip
        for person in (control_focal_officer, principal):
            assert drives_visible_to(person, today).count() == 1
        assert not drives_visible_to(outsider, today).exists()

    def test_papers_are_found_without_marks(
        self, drive: CommitmentDrive, bodies: Bodies, principal: Person, moment: datetime
    ) -> None:
        enter_commitments(
            drive_id=drive.pk, unit_id=bodies.upper_secondary_school.pk, papers=SCHOOL, signed_on=SIGNED_ON,
            by=principal, at=moment,
        )  # fmt: skip
        found = page_of_papers(papers_wanted(drive, text="cao hieu"))
        assert [paper.name for paper in found] == ["Cao Thị Hiệu"]
        assert not papers_wanted(drive, kind=CommitmentUnitKind.DIVISION).exists()


@pytest.mark.django_db
def test_the_report_of_a_year_is_counted(
    bodies: Bodies,
    make_agency: MakeAgency,
    make_person: MakePerson,
    control_focal_officer: Person,
    moment: datetime,
) -> None:
    """09/09 divisions, 43/43 units, 283 papers: as a real department reported for 2024."""
    department = bodies.department
    for number in range(7):
        make_agency(f"Phòng {number}", parent=department)
    for number in range(42):
        make_agency(
            f"Trường {number}",
            kind=AgencyKind.UPPER_SECONDARY_SCHOOL,
            level=AgencyLevel.SCHOOL,
            parent=department,
        )
    by, at = control_focal_officer, moment
    drive = open_drive(agency_id=department.pk, facts=facts(), by=by, at=at)
    rows = list(CommitmentUnit.objects.filter(drive=drive).order_by("id"))
    assert len(rows) == 1 + 9 + 43
    # 3 leaders; 9 × 10 in divisions; 43 heads and 147 others at units.
    sizes = {"leadership": 3, "division": 10}
    extra = iter([4] * 18 + [3] * 25)
    for row in rows:
        size = sizes.get(row.kind) or 1 + next(extra)
        papers = [Paper("Người đứng đầu", "Thủ trưởng", is_head=True)]
        papers += [Paper(f"Người thứ {number}", "Viên chức") for number in range(1, size)]
        enter_commitments(
            drive_id=drive.pk, unit_id=row.unit_id, papers=papers, signed_on=SIGNED_ON, by=by, at=at
        )
        report_signing(drive_id=drive.pk, unit_id=row.unit_id, by=by, at=at)
    with CaptureQueriesContext(connection) as asked:
        figures = figures_of([drive.pk])[drive.pk]
    assert len(asked) == 2
    said = "lãnh đạo cơ quan đã ký; 09/09 phòng đã ký; 43/43 đơn vị nộp bản của thủ trưởng; tổng 283 bản"
    assert figures.words == said
    assert figures.papers == 283
    assert units_of_drive(drive, missing=True).count() == 0
    year = Period(date(2026, 1, 1), date(2027, 1, 1))
    found = {one.code: one for one in yearly_figures(department.pk, year)}
    assert found["commitment_divisions"].words == "09/09"
    assert found["commitment_units"].words == "43/43"
    assert found["commitment_papers"].value == 283
    assert sum(part.value for part in found["commitment_papers"].parts) == 283
    earlier = Period(date(2025, 1, 1), date(2026, 1, 1))
    assert {one.value for one in yearly_figures(department.pk, earlier)} == {0}


@pytest.mark.django_db
def test_the_head_of_a_division_may_enter_only_there(
    drive: CommitmentDrive, bodies: Bodies, make_person: MakePerson, moment: datetime
) -> None:
    clerk = make_person("Tô Thị Giúp", role=Role.HANDLER, agency=bodies.division)
    enter_commitments(
        drive_id=drive.pk, unit_id=bodies.division.pk, papers=[Paper("Tô Thị Giúp")], signed_on=SIGNED_ON, by=clerk,
        at=moment,
    )  # fmt: skip
    with pytest.raises(Refused):
        enter_commitments(
            drive_id=drive.pk, unit_id=bodies.exam_division.pk, papers=[Paper("X Y")], signed_on=SIGNED_ON, by=clerk,
            at=moment,
        )  # fmt: skip
