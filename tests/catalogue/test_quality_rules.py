"""Each fault is found where it is, and a sound record has none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from motcua.catalogue.enums import (
    ApplicantType,
    Channel,
    Constituent,
    FeeKind,
    FindingKind,
    ProcedureLevel,
    Severity,
)
from motcua.catalogue.rules.content import (
    ComponentContent,
    Content,
    FeeContent,
    FormContent,
    LegalBasisContent,
    MethodContent,
    ResultContent,
    StepContent,
)
from motcua.catalogue.rules.quality import MANDATORY, findings, is_complete
from motcua.deadlines.enums import LimitUnit

TODAY = date(2026, 9, 17)
DIRECT = MethodContent(
    channel=Channel.DIRECT,
    limit_amount=Decimal(5),
    limit_unit=LimitUnit.WORKING_DAY,
    fees=(FeeContent(kind=FeeKind.FEE, amount_vnd=250_000),),
)
ONLINE = replace(DIRECT, channel=Channel.ONLINE)
PAPER = ComponentContent(name="Đơn đề nghị", originals=1, copies=0, forms=(FormContent(name="Mẫu 01"),))
SOUND = Content(
    name="Cấp bản sao văn bằng",
    decision_number="864/QĐ-UBND",
    levels=(ProcedureLevel.PROVINCE,),
    applicant_types=(ApplicantType.CITIZEN,),
    competent_authority="Sở Giáo dục và Đào tạo",
    receiving_place="Trung tâm Phục vụ hành chính công",
    steps=(StepContent(text="Nộp hồ sơ"),),
    methods=(DIRECT, ONLINE),
    components=(PAPER,),
    results=(ResultContent(name="Bản sao", code="KQ.G03.000001"),),
    legal_bases=(LegalBasisContent(number="23/2015/NĐ-CP"),),
    requirements="Có tên trong sổ gốc",
)


def kinds(content: Content, **more: object) -> list[FindingKind]:
    return [finding.kind for finding in findings(content, on=TODAY, **more)]  # type: ignore[arg-type]


def test_a_sound_record_has_no_findings() -> None:
    assert kinds(SOUND) == []
    assert is_complete(SOUND)


EMPTY = {
    Constituent.NAME: {"name": ""},
    Constituent.STEPS: {"steps": ()},
    Constituent.METHODS: {"methods": ()},
    Constituent.COMPONENTS: {"components": ()},
    Constituent.TIME_LIMIT: {"methods": (replace(DIRECT, limit_amount=None, limit_unit=None),)},
    Constituent.APPLICANTS: {"applicant_types": ()},
    Constituent.AGENCY: {"competent_authority": ""},
}


@pytest.mark.parametrize("part", MANDATORY)
def test_a_mandatory_constituent_that_is_missing_is_an_error(part: Constituent) -> None:
    content = replace(SOUND, **EMPTY[part])
    found = findings(content, on=TODAY)
    assert (FindingKind.MISSING_CONSTITUENT, part, Severity.ERROR) in [
        (f.kind, f.constituent, f.severity) for f in found
    ]
    assert not is_complete(content)
    declared = replace(content, none_declared=(part,))
    assert part not in [f.constituent for f in findings(declared, on=TODAY) if "missing" in f.kind]


@pytest.mark.parametrize(
    ("part", "change"),
    [
        (Constituent.RESULTS, {"results": ()}),
        (Constituent.REQUIREMENTS, {"requirements": ""}),
        (Constituent.LEGAL_BASES, {"legal_bases": ()}),
        (Constituent.FORMS, {"components": (replace(PAPER, forms=()),)}),
        (Constituent.FEES, {"methods": (replace(DIRECT, fees=()), replace(ONLINE, fees=()))}),
    ],
)
def test_none_and_missing_differ(part: Constituent, change: dict[str, object]) -> None:
    content = replace(SOUND, **change)  # type: ignore[arg-type]
    found = findings(content, on=TODAY)
    assert [(f.kind, f.constituent) for f in found] == [(FindingKind.UNSTATED_CONSTITUENT, part)]
    assert is_complete(content)
    assert kinds(replace(content, none_declared=(part,))) == []


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"methods": (DIRECT, replace(ONLINE, limit_amount=Decimal(3)))}, FindingKind.LIMIT_DIFFERS),
        ({"methods": (DIRECT, replace(ONLINE, fees=()))}, FindingKind.FEE_DIFFERS),
        (
            {"methods": (replace(DIRECT, fees=(FeeContent(kind=FeeKind.FEE, text="Theo quy định"),)),)},
            FindingKind.FEE_WITHOUT_AMOUNT,
        ),
        (
            {"methods": (replace(DIRECT, limit_needs_person=True, limit_text="7: Sở 3, xã 4"),)},
            FindingKind.UNREADABLE_LIMIT,
        ),
        ({"components": (PAPER, replace(PAPER, name="ĐƠN  đề nghị"))}, FindingKind.SAME_PAPER_TWICE),
        ({"components": (replace(PAPER, originals=0),)}, FindingKind.PAPER_WITHOUT_COUNT),
        ({"results": (ResultContent(name="Bản sao"),)}, FindingKind.RESULT_WITHOUT_CODE),
        ({"decision_number": "Số 864 QĐ"}, FindingKind.UNREADABLE_DECISION),
        ({"executing_agency": "Phòng Giáo dục và Đào tạo"}, FindingKind.DISTRICT_BODY),
        ({"receiving_place": "UBND huyện An Lão"}, FindingKind.DISTRICT_BODY),
        ({"levels": (ProcedureLevel.DISTRICT,)}, FindingKind.DISTRICT_BODY),
    ],
)
def test_each_fault_is_found(change: dict[str, object], kind: FindingKind) -> None:
    assert kinds(replace(SOUND, **change)) == [kind]  # type: ignore[arg-type]


def test_the_same_paper_in_two_cases_is_no_fault() -> None:
    assert kinds(replace(SOUND, components=(PAPER, replace(PAPER, case_name="Cấp lại")))) == []


def test_an_expired_legal_basis_is_an_error() -> None:
    assert kinds(SOUND, expired_acts={"23/2015/NĐ-CP"}) == [FindingKind.EXPIRED_LEGAL_BASIS]


def test_a_district_body_was_right_before_july_2025() -> None:
    old = replace(SOUND, executing_agency="Phòng Giáo dục và Đào tạo", levels=(ProcedureLevel.DISTRICT,))
    assert findings(old, on=date(2025, 6, 30)) == []


@pytest.mark.parametrize("number", ["864/QĐ-UBND", "893/QĐ-TTPVHCC", "1181/QĐ-BGDĐT", "01/2023/QĐ-UBND"])
def test_decision_numbers_in_use_are_read(number: str) -> None:
    assert kinds(replace(SOUND, decision_number=number)) == []


def test_the_weightiest_comes_first() -> None:
    content = replace(SOUND, steps=(), results=(ResultContent(name="Bản sao"),), components=(PAPER, PAPER))
    assert [f.severity for f in findings(content, on=TODAY)] == list(Severity)
