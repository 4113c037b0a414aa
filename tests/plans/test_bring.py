"""A plan brought as a document, and another document brought over its draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from tests.cast import Bodies
from tests.planning import facts

from motcua.accounts.models import Person
from motcua.documents.actions.files import Brought
from motcua.documents.reading.opening import read_document
from motcua.kernel.models import JournalEntry
from motcua.kernel.refusals import Refused
from motcua.plans.actions.approving import amend_plan, approve_version, submit_version
from motcua.plans.actions.bringing import bring_again, bring_plan
from motcua.plans.actions.lines import LineEntry, answer_finding, drop_line, save_line
from motcua.plans.enums import FindingAnswer, UnitRole
from motcua.plans.models import Duty, FindingNote, Line, LineUnit, Plan, PlanVersion, Target, Task
from motcua.plans.rules.reading.found import PlanReading
from motcua.plans.rules.reading.whole import read_plan

pytestmark = pytest.mark.django_db

TEXT = """SỞ GIÁO DỤC VÀ ĐÀO TẠO
Số: 12/KH-SGDĐT

Hải Phòng, ngày 09 tháng 01 năm 2026

KẾ HOẠCH
Kiểm soát thủ tục hành chính năm 2026

I. MỤC ĐÍCH

Nâng cao chất lượng giải quyết thủ tục.

III. CHỈ TIÊU

1. Tối thiểu 98% hồ sơ được giải quyết đúng hạn.

GIÁM ĐỐC

Trần Văn Trưởng

PHỤ LỤC

| TT | Nội dung công việc | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian | Sản phẩm |
|---|---|---|---|---|---|
| 1 | Rà soát thủ tục không phát sinh hồ sơ | Phòng Quản lý chất lượng | Văn phòng Sở | Trước ngày 30/9/2026 | Báo cáo |
| 2 | Tập huấn cán bộ đầu mối | Văn phòng Sở | Tổ Công nghệ | Quý IV năm 2026 | |
"""


def _read(text: str) -> PlanReading:
    return read_plan(read_document(content=text.encode(), name="ke-hoach.md"))


@pytest.fixture
def told(control_focal_officer: Person, moment: datetime) -> dict[str, Any]:
    """Who brings, and when."""
    return {"by": control_focal_officer, "at": moment}


@pytest.fixture
def brought(bodies: Bodies, told: dict[str, Any]) -> PlanVersion:
    """The document as a draft."""
    return bring_plan(
        agency_id=bodies.department.pk,
        facts=facts(),
        file=Brought(TEXT.encode(), "ke-hoach.md"),
        reading=_read(TEXT),
        **told,
    )


def _again(version: PlanVersion, text: str, told: dict[str, Any], **changes: Any) -> PlanVersion:
    version.refresh_from_db()
    said = {"facts": facts(), "seen": version.revision, **changes}
    file = Brought(text.encode(), "ke-hoach-lan-2.md")
    return bring_again(version_id=version.pk, file=file, reading=_read(text), **said, **told)


def test_what_was_read_is_a_draft_with_its_file(brought: PlanVersion, bodies: Bodies) -> None:
    assert brought.file is not None
    assert brought.file.name == "ke-hoach.md"
    lines = list(brought.lines.order_by("position"))
    assert [(line.number, line.term["text"], line.product, line.is_checked) for line in lines] == [
        ("1", "Trước ngày 30/9/2026", "Báo cáo", False),
        ("2", "Quý IV năm 2026", "", False),
    ]
    assert all(line.place for line in lines)
    units = dict(LineUnit.objects.filter(role=UnitRole.PARTNER).values_list("text", "agency"))
    assert units == {"Văn phòng Sở": bodies.division.pk, "Tổ Công nghệ": None}
    assert (Target.objects.get().number, Target.objects.get().unit) == (98, "%")
    codes = {finding["code"] for finding in brought.reading["findings"]}
    assert {"numbering-gap", "task-without-product"} <= codes
    entry = JournalEntry.objects.get(kind="PlanRead")
    assert (entry.payload["tasks"], entry.payload["targets"]) == (2, 1)
    assert entry.payload["sha256"] == brought.file.sha256


def test_a_document_without_work_or_targets_leaves_nothing(bodies: Bodies, told: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        bring_plan(
            agency_id=bodies.department.pk,
            facts=facts(),
            file=Brought(b"Chao cac ban.", "thu.txt"),
            reading=_read("Chào các bạn."),
            **told,
        )
    assert refused.value.code == "nothing-read"
    assert not Plan.objects.exists()
    assert not JournalEntry.objects.filter(kind="PlanStarted").exists()


def _answered(brought: PlanVersion, told: dict[str, Any]) -> dict[str, str]:
    """Every finding of the draft answered; what each is about by its key."""
    found = {each["identity"]: each["code"] for each in brought.reading["findings"]}
    for identity in found:
        answer_finding(
            version_id=brought.pk,
            identity=identity,
            answer=FindingAnswer.RIGHT_AS_IT_IS,
            note="Đã hỏi",
            **told,
        )
    return found


def test_another_document_keeps_the_answers_to_what_it_says_again(
    brought: PlanVersion, told: dict[str, Any]
) -> None:
    before = _answered(brought, told)
    moved = TEXT.replace("I. MỤC ĐÍCH", "Một đoạn thêm ở đầu văn bản.\n\nI. MỤC ĐÍCH")
    version = _again(brought, moved, told)
    now = {each["identity"]: each["code"] for each in version.reading["findings"]}
    kept = {note.identity: note for note in FindingNote.objects.filter(version=version)}
    assert sorted(now[identity] for identity in kept) == sorted(before.values())
    assert {note.note for note in kept.values()} == {"Đã hỏi"}
    assert {note.by for note in kept.values()} == {told["by"]}
    mended = moved.replace("III. CHỈ TIÊU", "II. CHỈ TIÊU")
    version = _again(version, mended, told)
    left = FindingNote.objects.filter(version=version).values_list("identity", flat=True)
    codes = {each["identity"]: each["code"] for each in version.reading["findings"]}
    assert "numbering-gap" not in {codes[identity] for identity in left}
    assert "task-without-product" in {codes[identity] for identity in left}


def test_another_document_replaces_lines_and_targets(brought: PlanVersion, told: dict[str, Any]) -> None:
    text = TEXT.replace("Tối thiểu 98%", "Tối thiểu 99%").replace("Tập huấn cán bộ", "Bồi dưỡng cán bộ")
    version = _again(brought, text, told)
    assert [line.content for line in version.lines.order_by("position")] == [
        "Rà soát thủ tục không phát sinh hồ sơ",
        "Bồi dưỡng cán bộ đầu mối",
    ]
    assert [target.number for target in version.targets.all()] == [99]
    assert version.file is not None
    assert version.file.name == "ke-hoach-lan-2.md"


def test_in_an_amendment_tasks_that_are_worded_the_same_go_on(
    brought: PlanVersion, told: dict[str, Any], head: Person
) -> None:
    line = brought.lines.get(number="2")
    entry = LineEntry(number="2", content=line.content, leads=("Văn phòng Sở",), term="Quý IV năm 2026")
    save_line(line_id=line.pk, entry=entry, **told)
    submit_version(version_id=brought.pk, **told)
    plan = approve_version(version_id=brought.pk, by=head, at=told["at"]).plan
    tasks = dict(Task.objects.values_list("number", "pk"))
    amended = amend_plan(plan_id=plan.pk, reason="Sắp xếp lại", **told)
    drop_line(line_id=amended.lines.get(number="1").pk, **told)
    text = TEXT.replace("Trước ngày 30/9/2026", "Trước ngày 31/10/2026").replace("| 2 | Tập", "| 2 | Lại tập")
    text = text.replace("Tổ Công nghệ", "Phòng Quản lý chất lượng")
    again = _again(amended, text, told)
    assert dict(again.lines.values_list("number", "task")) == {"1": tasks["1"], "2": None}
    submit_version(version_id=again.pk, **told)
    approve_version(version_id=again.pk, by=head, at=told["at"])
    duty = Duty.objects.get(task=tasks["1"])
    assert f"{duty.due_on:%d/%m/%Y}" == "30/10/2026"
    assert Task.objects.count() == 3


def test_a_draft_that_moved_meanwhile_or_belongs_to_others_stays_as_it_is(
    brought: PlanVersion, told: dict[str, Any], outsider: Person
) -> None:
    for changes, code in (({"seen": 0}, "plan-changed"), ({"by": outsider}, "keep-plans-not-allowed")):
        with pytest.raises(Refused) as refused:
            _again(brought, TEXT.replace("98%", "99%"), {**told, **{k: v for k, v in changes.items() if k == "by"}},
                   **{k: v for k, v in changes.items() if k == "seen"})  # fmt: skip
        assert refused.value.code == code
    with pytest.raises(Refused) as refused:
        _again(brought, "Chào các bạn.", told, facts=replace(facts(), title="Khác"))
    assert refused.value.code == "nothing-read"
    assert Plan.objects.get().title == facts().title
    assert Line.objects.filter(version=brought).count() == 2
    assert Target.objects.get().number == 98
