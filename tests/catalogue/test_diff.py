from __future__ import annotations

from collections import Counter
from dataclasses import fields, replace

from hypothesis import given
from tests.catalogue.contents import complete_content, contents

from motcua.catalogue.enums import ApplicantType
from motcua.catalogue.rules.content import (
    ComponentContent,
    Content,
    LegalBasisContent,
    ResultContent,
    StepContent,
    as_dict,
    from_dict,
)
from motcua.catalogue.rules.diff import LABELS, Change, FieldChange, describe, diff


def papers(*names: str) -> tuple[ComponentContent, ...]:
    return tuple(ComponentContent(name=name, originals=1) for name in names)


def only(changes: list[FieldChange]) -> FieldChange:
    assert len(changes) == 1, [change.field for change in changes]
    return changes[0]


def test_every_field_has_a_label() -> None:
    assert set(LABELS) == {item.name for item in fields(Content)}


@given(contents)
def test_plain_data_brings_back_the_same(content: Content) -> None:
    assert from_dict(as_dict(content)) == content
    assert as_dict(from_dict(as_dict(content))) == as_dict(content)


@given(contents)
def test_nothing_differs_from_itself(content: Content) -> None:
    assert diff(content, content) == []


@given(contents, contents)
def test_what_is_reported_is_exactly_what_differs(old: Content, new: Content) -> None:
    changes = diff(old, new)
    differing = {item.name for item in fields(Content) if getattr(old, item.name) != getattr(new, item.name)}
    assert {change.field for change in changes} == differing
    taken = {change.field: getattr(new, change.field) for change in changes}
    assert replace(old, **taken) == new


def with_acts_by_number(content: Content) -> Content:
    """A title belongs to the act, which has but one: two contents naming the act cannot differ in it."""
    return replace(
        content, legal_bases=tuple(LegalBasisContent(number=one.number) for one in content.legal_bases)
    )


@given(contents.map(with_acts_by_number), contents.map(with_acts_by_number))
def test_the_items_lead_from_the_old_list_to_the_new(old: Content, new: Content) -> None:
    for change in diff(old, new):
        before, after = getattr(old, change.field), getattr(new, change.field)
        if isinstance(before, tuple):
            described = Counter(describe(item) for item in before)
            for item in change.items:
                if item.change in (Change.REMOVED, Change.CHANGED):
                    described[item.before] -= 1
                if item.change in (Change.ADDED, Change.CHANGED):
                    described[item.after] += 1
            assert +described == Counter(describe(item) for item in after)
            assert min(described.values(), default=0) >= 0


@given(contents, contents)
def test_going_back_reports_the_same_fields(old: Content, new: Content) -> None:
    there, back = diff(old, new), diff(new, old)
    assert [(change.field, change.before, change.after) for change in there] == [
        (change.field, change.after, change.before) for change in back
    ]


def test_a_new_procedure_adds_what_it_says() -> None:
    changes = diff(None, complete_content())
    assert {change.change for change in changes} == {Change.ADDED}
    assert next(change.after for change in changes if change.field == "name") == "Cấp lại văn bằng"


def test_a_paper_put_in_the_middle_is_one_addition() -> None:
    change = only(
        diff(
            Content(name="a", components=papers("A", "B")),
            Content(name="a", components=papers("A", "N", "B")),
        )
    )
    assert [(item.change, item.after) for item in change.items] == [(Change.ADDED, "N. 1 bản chính")]


def test_another_order_is_not_a_rewrite() -> None:
    change = only(
        diff(Content(name="a", components=papers("A", "B")), Content(name="a", components=papers("B", "A")))
    )
    assert change.change is Change.REORDERED
    assert [(item.change, item.before, item.after) for item in change.items] == [
        (Change.REORDERED, "1 → 2", "2 → 1")
    ]


def test_a_paper_whose_wording_changes_is_changed_not_replaced() -> None:
    old = papers("Đơn đề nghị cấp bản sao văn bằng", "Căn cước công dân")
    new = papers("Căn cước công dân", "Đơn đề nghị cấp bản sao văn bằng, chứng chỉ (mẫu 01)")
    change = only(diff(Content(name="a", components=old), Content(name="a", components=new)))
    assert [item.change for item in change.items] == [Change.CHANGED, Change.REORDERED]


def test_a_case_of_letters_or_a_mark_is_still_seen() -> None:
    change = only(diff(Content(name="Hòa giải"), Content(name="Hoà giải")))
    assert (change.before, change.after) == ("Hòa giải", "Hoà giải")


def test_a_limit_that_changes_names_its_channel() -> None:
    old = complete_content()
    method = replace(old.methods[0], limit_amount=None, limit_unit=None, limit_text="Theo đợt")
    change = only(diff(old, replace(old, methods=(method,))))
    item = change.items[0]
    assert item.before.startswith("Trực tiếp: 3 ngày làm việc. Phí: 250.000 đ (mỗi văn bằng)")
    assert item.after.startswith("Trực tiếp: Theo đợt. ")


def test_the_title_of_an_act_is_not_the_procedures() -> None:
    old = Content(name="a", legal_bases=(LegalBasisContent(number="1/2020/NĐ-CP", title="Luật"),))
    new = Content(name="a", legal_bases=(LegalBasisContent(number="1/2020/NĐ-CP", title="Luật giáo dục"),))
    assert diff(old, new) == []


def test_words_of_a_set_are_added_and_removed_never_changed() -> None:
    old = Content(name="a", applicant_types=(ApplicantType.CITIZEN, ApplicantType.OVERSEAS_VIETNAMESE))
    new = Content(name="a", applicant_types=(ApplicantType.CITIZEN, ApplicantType.FOREIGNER))
    change = only(diff(old, new))
    assert {item.change for item in change.items} == {Change.ADDED, Change.REMOVED}
    assert change.after == "Công dân Việt Nam; Người nước ngoài"


def test_saying_none_is_a_change_of_its_own() -> None:
    from motcua.catalogue.enums import Constituent

    change = only(diff(Content(name="a"), Content(name="a", none_declared=(Constituent.FEES,))))
    assert (change.label, change.after) == ("Khai là không có", "Phí, lệ phí")


def test_long_lists_are_compared_quickly() -> None:
    old = tuple(StepContent(text=f"Bước số {number} của trình tự dài") for number in range(300))
    new = tuple(StepContent(text=f"Việc thứ {number} trong quy trình mới") for number in range(300))
    assert diff(Content(name="a", steps=old), Content(name="a", steps=new))


def test_results_with_the_same_code_are_the_same() -> None:
    old = Content(name="a", results=(ResultContent(name="Quyết định", code="KQ.G03.000001"),))
    new = Content(name="a", results=(ResultContent(name="Giấy phép hoạt động", code="KQ.G03.000001"),))
    assert [item.change for item in only(diff(old, new)).items] == [Change.CHANGED]
