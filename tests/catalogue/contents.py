"""Contents for tests: one complete example, and a Hypothesis strategy that makes any."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from motcua.catalogue.enums import ApplicantType, Channel, Constituent, FeeKind, LifeEvent, ProcedureLevel
from motcua.catalogue.rules.content import (
    ComponentContent,
    Content,
    FeeContent,
    FormContent,
    LegalBasisContent,
    MethodContent,
    ResultContent,
    StepContent,
    in_order,
)
from motcua.deadlines.enums import LimitUnit


def complete_content(**changes: object) -> Content:
    """A content with every constituent; `changes` replace fields."""
    method = MethodContent(
        channel=Channel.DIRECT,
        limit_amount=Decimal(3),
        limit_unit=LimitUnit.WORKING_DAY,
        limit_text="3 ngày làm việc",
        fees=(FeeContent(kind=FeeKind.FEE, amount_vnd=250_000, text="mỗi văn bằng"),),
    )
    facts: dict[str, object] = {
        "name": "Cấp lại văn bằng",
        "decision_number": "985/QĐ-BGDĐT",
        "field": "Văn bằng, chứng chỉ",
        "levels": (ProcedureLevel.PROVINCE,),
        "regulation_label": "Loại khác",
        "applicant_types": (ApplicantType.CITIZEN, ApplicantType.FOREIGNER),
        "issuing_agency": "Bộ Giáo dục và Đào tạo",
        "competent_authority": "Sở Giáo dục và Đào tạo",
        "executing_agency": "Sở Giáo dục và Đào tạo",
        "receiving_place": "Trung tâm Phục vụ hành chính công",
        "steps": (StepContent(title="Nộp", text="Nộp đơn."), StepContent(text="Nhận kết quả.")),
        "methods": (method,),
        "components": (
            ComponentContent(name="Đơn đề nghị", originals=1, copies=0, forms=(FormContent(name="Mẫu 1"),)),
            ComponentContent(name="Căn cước", case_name="Người được ủy quyền", originals=0, copies=1),
        ),
        "sets_count": 1,
        "results": (ResultContent(name="Văn bằng cấp lại", code="KQ.G03.000157"),),
        "legal_bases": (LegalBasisContent(number="10/2026/TT-BGDĐT", title="Quy chế văn bằng"),),
        "requirements": "Có tên trong sổ gốc.",
        "is_business_related": False,
        "is_boundary_free": True,
        "life_events": (LifeEvent.DIPLOMA,),
    }
    return Content(**{**facts, **changes})  # type: ignore[arg-type]  # tests replace fields by name


words = (
    st.text("abcdđêở 019.", min_size=1, max_size=12)
    .map(str.strip)
    .filter(lambda text: any(map(str.isalnum, text)))
)
maybe_words = st.one_of(st.just(""), words)
counts = st.one_of(st.none(), st.integers(0, 30))
fees = st.builds(
    FeeContent,
    kind=st.sampled_from(FeeKind),
    amount_vnd=st.one_of(st.none(), st.integers(0, 10**9)),
    text=st.sampled_from(["", "Theo quy định", "mỗi văn bằng (bản chính)"]),
)
methods = st.builds(
    MethodContent,
    channel=st.sampled_from(Channel),
    limit_amount=st.one_of(st.none(), st.decimals(0, 999, places=2)),
    limit_unit=st.one_of(st.none(), st.sampled_from(LimitUnit)),
    limit_text=maybe_words,
    limit_needs_person=st.booleans(),
    note=maybe_words,
    fees=st.lists(fees, max_size=2).map(tuple),
)
components = st.builds(
    ComponentContent,
    name=words,
    case_name=maybe_words,
    originals=counts,
    copies=counts,
    note=maybe_words,
    forms=st.lists(st.builds(FormContent, name=words), max_size=2).map(tuple),
)
bases = st.builds(
    LegalBasisContent,
    number=words,
    title=maybe_words,
    issued_on=st.one_of(st.none(), st.dates(date(1990, 1, 1))),
)


def some(kind: type) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(st.sampled_from(list(kind)), max_size=4).map(in_order)


contents = st.builds(
    Content,
    name=words,
    decision_number=maybe_words,
    field=maybe_words,
    levels=some(ProcedureLevel),
    applicant_types=some(ApplicantType),
    executing_agency=maybe_words,
    receiving_place=maybe_words,
    steps=st.lists(st.builds(StepContent, text=words, title=maybe_words), max_size=4).map(tuple),
    methods=st.lists(methods, max_size=3).map(tuple),
    components=st.lists(components, max_size=5).map(tuple),
    sets_count=counts,
    results=st.lists(st.builds(ResultContent, name=words, code=maybe_words), max_size=3).map(tuple),
    legal_bases=st.lists(bases, max_size=3).map(tuple),
    requirements=maybe_words,
    is_business_related=st.one_of(st.none(), st.booleans()),
    is_boundary_free=st.one_of(st.none(), st.booleans()),
    life_events=some(LifeEvent),
    none_declared=some(Constituent),
)
