"""A decision's road through the desk: drafted, checked, submitted, approved by a second person, published."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from django.test import Client
from tests.publishing import Publish
from tests.web.desk.conftest import SignIn

from motcua.accounts.models import Person
from motcua.catalogue.actions.drafts import save_draft
from motcua.catalogue.enums import ChangeKind, DecisionStage, VersionState
from motcua.catalogue.models import DecisionItem, Procedure, ProcedureVersion, PromulgationDecision
from motcua.catalogue.queries.contents import content_of
from motcua.catalogue.rules.content import StepContent

LIST = "/ban-lam-viec/quyet-dinh/"


def at(decision: PromulgationDecision, part: str = "") -> str:
    return f"{LIST}{decision.pk}/{part}"


def page(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def changed(amended: PromulgationDecision, control_focal_officer: Person, moment) -> PromulgationDecision:
    """The draft of 3.000465 says something new."""
    version = DecisionItem.objects.get(decision=amended).version
    assert version is not None
    said = replace(content_of(version), steps=(StepContent(text="Nộp hồ sơ trên mạng."),))
    save_draft(version=version, content=said, by=control_focal_officer, at=moment)
    return amended


def test_starting_a_decision(keeper: Client, bodies) -> None:
    asked = {
        "title": "Công bố thủ tục sửa đổi",
        "issuer": "Chủ tịch Ủy ban nhân dân thành phố",
        "agency": bodies.department.pk,
        "scope": "province",
        "act_effective_on": "01/10/2026",
    }
    answer = keeper.post(LIST + "moi/", asked)
    decision = PromulgationDecision.objects.get()
    assert answer.headers["Location"] == at(decision, "thu-tuc/")
    assert decision.act_effective_on == date(2026, 10, 1)
    assert "Chậm nhất" in page(keeper, at(decision))


def test_a_decision_without_title_keeps_what_was_typed(keeper: Client, bodies) -> None:
    answer = keeper.post(LIST + "moi/", {"issuer": "Chủ tịch", "agency": bodies.department.pk})
    text = answer.content.decode()
    assert "Ghi trích yếu của quyết định." in text
    assert 'value="Chủ tịch"' in text
    assert not PromulgationDecision.objects.exists()


def test_nobody_starts_a_decision_for_a_body_they_do_not_keep(keeper: Client, bodies) -> None:
    asked = {"title": "A", "issuer": "B", "agency": bodies.other_department.pk, "scope": "province"}
    answer = keeper.post(LIST + "moi/", asked)
    assert "Chọn một cơ quan nơi bạn giữ danh mục." in answer.content.decode()
    assert not PromulgationDecision.objects.exists()


def test_choosing_procedures(keeper: Client, decision: PromulgationDecision, publish: Publish) -> None:
    first, second = publish("1.000001", name="Cấp học bổng"), publish("1.000002", name="Chuyển trường")
    assert "Chuyển trường" not in page(keeper, at(decision, "thu-tuc/?tim=hoc+bong"))
    put = at(decision, "thu-tuc/dua-vao/")
    assert "Chưa đánh dấu thủ tục nào" in keeper.post(put, {"change": "amended"}).content.decode()
    keeper.post(put, {"change": "standardised", "procedure": [first.pk, second.pk]})
    assert set(decision.items.values_list("procedure__code", "change")) == {
        ("1.000001", ChangeKind.STANDARDISED),
        ("1.000002", ChangeKind.STANDARDISED),
    }


def test_replacing_needs_the_code_of_another(
    keeper: Client, decision: PromulgationDecision, publish: Publish
) -> None:
    old, new = publish("1.000001"), publish("1.000002")
    put = at(decision, "thu-tuc/dua-vao/")
    answer = keeper.post(put, {"change": "replaced", "procedure": [old.pk]})
    assert "Ghi mã của thủ tục sẽ thay thế." in answer.content.decode()
    assert f'value="{old.pk}" checked' in answer.content.decode()
    keeper.post(put, {"change": "replaced", "procedure": [old.pk], "replaced_by": "9.999999"})
    assert not decision.items.exists()
    keeper.post(put, {"change": "replaced", "procedure": [old.pk], "replaced_by": "1.000002"})
    assert decision.items.get().replaced_by == new


def test_a_new_procedure_leads_to_its_draft(keeper: Client, decision: PromulgationDecision) -> None:
    add = at(decision, "thu-tuc/them-moi/")
    asked = {"code": "1.777777", "kind": "local_specific", "name": "Tuyển sinh lớp năng khiếu"}
    answer = keeper.post(add, asked)
    item = decision.items.get()
    assert answer.headers["Location"] == f"/ban-lam-viec/du-thao/{item.version_id}/"
    assert "Thủ tục mới, chưa có phiên bản nào" in page(keeper, answer.headers["Location"])
    again = keeper.post(add, asked | {"name": "Gõ lại"})
    assert again.status_code == 422
    assert "Gõ lại" in again.content.decode()


def test_from_the_procedure_s_own_page(keeper: Client, decision, publish: Publish) -> None:
    procedure = publish("1.000001")
    assert "Đưa vào dự thảo quyết định" in page(keeper, f"/ban-lam-viec/thu-tuc/{procedure.pk}/")
    put = LIST + "dua-thu-tuc-vao/"
    keeper.post(put, {"decision": decision.pk, "procedure": procedure.pk, "change": "repealed"})
    assert decision.items.get().change == ChangeKind.REPEALED
    assert keeper.post(put, {"decision": "x", "procedure": "y"}).status_code == 404


def test_taking_a_procedure_out_again(keeper: Client, changed: PromulgationDecision) -> None:
    item = changed.items.get()
    keeper.post(at(changed, f"thu-tuc/{item.pk}/bo/"))
    assert not changed.items.exists()
    assert (
        "không còn trong quyết định"
        in keeper.post(at(changed, f"thu-tuc/{item.pk}/bo/"), follow=True).content.decode()
    )


def test_the_whole_road(
    keeper: Client,
    sign_in: SignIn,
    second_control_officer: Person,
    changed: PromulgationDecision,
    django_assert_max_num_queries,
) -> None:
    with django_assert_max_num_queries(40):
        text = page(keeper, at(changed))
    assert "Nộp hồ sơ trên mạng." in text.replace("<ins>", "").replace("</ins>", "")
    keeper.post(at(changed, "gui-kiem-soat/"))
    assert "Kiểm soát xong" in page(keeper, at(changed))
    keeper.post(at(changed, "trinh-ky/"))
    assert "không thể tự duyệt" in page(keeper, at(changed))
    assert "Duyệt và công bố" not in page(keeper, at(changed))

    second = sign_in(second_control_officer)
    assert "Chờ tôi duyệt" in page(second, "/ban-lam-viec/")
    assert "Duyệt và công bố" in page(second, at(changed))
    signature = {"number": "864/QĐ-UBND", "signed_on": "2026-09-16", "effective_on": "2026-10-01"}
    second.post(at(changed, "cong-bo/"), signature)
    changed.refresh_from_db()
    assert (changed.stage, changed.approved_by) == (DecisionStage.PROMULGATED, second_control_officer)
    before, after = ProcedureVersion.objects.filter(procedure__code="3.000465").order_by("number")
    assert (before.in_force.upper, after.in_force.lower) == (date(2026, 10, 1), date(2026, 10, 1))
    assert content_of(before).steps != content_of(after).steps
    text = page(keeper, f"/ban-lam-viec/thu-tuc/{before.procedure_id}/")
    assert "từ 01/07/2025 đến hết 30/09/2026" in text
    assert "từ 01/10/2026" in text

    keeper.post(at(changed, "cong-khai/"), {"entered_on": "2026-09-17", "published_on": "2026-09-17"})
    text = page(keeper, at(changed))
    assert "Công khai 17/09/2026" in text
    assert "Đúng hạn" in text


def test_whoever_wrote_it_cannot_approve_it(keeper: Client, changed: PromulgationDecision) -> None:
    keeper.post(at(changed, "gui-kiem-soat/"))
    keeper.post(at(changed, "trinh-ky/"))
    signature = {"number": "864/QĐ-UBND", "signed_on": "2026-09-16", "effective_on": "2026-10-01"}
    answer = keeper.post(at(changed, "cong-bo/"), signature)
    assert answer.status_code == 403
    assert "không thể tự duyệt" in answer.content.decode()
    changed.refresh_from_db()
    assert changed.stage == DecisionStage.SUBMITTED_TO_CHAIRMAN
    assert not ProcedureVersion.objects.filter(decision=changed, state=VersionState.PROMULGATED).exists()


@pytest.mark.parametrize(
    ("signature", "complaint"),
    [
        ({"number": "", "signed_on": "2026-09-16", "effective_on": "2026-10-01"}, "Ghi số, ký hiệu"),
        ({"number": "1/QĐ", "signed_on": "2027-09-16", "effective_on": "2027-10-01"}, "còn ở tương lai"),
        ({"number": "1/QĐ", "signed_on": "2026-09-16", "effective_on": "2026-09-01"}, "trước ngày ký"),
    ],
)
def test_a_signature_that_cannot_be(
    keeper: Client, sign_in: SignIn, second_control_officer: Person, changed, signature, complaint
) -> None:
    keeper.post(at(changed, "gui-kiem-soat/"))
    keeper.post(at(changed, "trinh-ky/"))
    answer = sign_in(second_control_officer).post(at(changed, "cong-bo/"), signature)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert complaint in text
    assert f'value="{signature["effective_on"]}"' in text
    changed.refresh_from_db()
    assert changed.stage == DecisionStage.SUBMITTED_TO_CHAIRMAN


def test_sending_back_says_why(
    keeper: Client, sign_in: SignIn, second_control_officer: Person, changed
) -> None:
    keeper.post(at(changed, "gui-kiem-soat/"))
    second = sign_in(second_control_officer)
    assert "Ghi lý do" in second.post(at(changed, "tra-lai/"), {"reason": " "}).content.decode()
    second.post(at(changed, "tra-lai/"), {"reason": "Thiếu căn cứ pháp lý mới"})
    assert "Thiếu căn cứ pháp lý mới" in page(keeper, at(changed))
    changed.refresh_from_db()
    assert changed.stage == DecisionStage.DRAFT


def test_withdrawing(keeper: Client, changed: PromulgationDecision) -> None:
    keeper.post(at(changed, "rut/"), {"reason": "Văn bản hoãn ban hành"})
    assert "đã được rút" in page(keeper, at(changed))
    assert Procedure.objects.get(code="3.000465").versions.filter(state=VersionState.ABANDONED).count() == 1


def test_an_empty_decision_goes_nowhere(keeper: Client, decision: PromulgationDecision) -> None:
    answer = keeper.post(at(decision, "gui-kiem-soat/"), follow=True)
    assert "chưa có thủ tục nào" in answer.content.decode()
    decision.refresh_from_db()
    assert decision.stage == DecisionStage.DRAFT


def test_moves_are_only_posted(keeper: Client, changed: PromulgationDecision) -> None:
    for part in ("gui-kiem-soat/", "trinh-ky/", "cong-bo/", "tra-lai/", "cong-khai/", "rut/"):
        assert keeper.get(at(changed, part)).status_code == 405


def test_a_large_decision_is_read_on_by_code(
    keeper: Client, decision: PromulgationDecision, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticked = [publish(f"1.00000{number}").pk for number in range(5)]
    keeper.post(at(decision, "thu-tuc/dua-vao/"), {"change": "amended", "procedure": ticked})
    monkeypatch.setattr("motcua.web.desk.decisions.views.PAGE", 3)
    first = keeper.get(at(decision))
    assert [entry.procedure.code for entry in first.context["items"]] == ["1.000000", "1.000001", "1.000002"]
    assert "(5)" in first.content.decode()
    second = keeper.get(at(decision) + first.context["next_href"])
    assert [entry.procedure.code for entry in second.context["items"]] == ["1.000003", "1.000004"]


def test_the_list_by_stage_and_by_key(
    keeper: Client,
    control_focal_officer: Person,
    bodies,
    moment: datetime,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_max_num_queries,
) -> None:
    for number in range(5):
        PromulgationDecision.objects.create(
            title=f"Quyết định {number}",
            issuer="Chủ tịch",
            agency=bodies.department,
            prepared_by=control_focal_officer,
            prepared_at=moment.replace(minute=number),
        )
    with django_assert_max_num_queries(11):
        text = page(keeper, LIST)
    assert text.index("Quyết định 4") < text.index("Quyết định 0")
    assert "Chưa có quyết định nào" in page(keeper, LIST + "?buoc=withdrawn")
    monkeypatch.setattr("motcua.web.desk.decisions.views.PAGE", 3)
    first = keeper.get(LIST + "?buoc=draft")
    second = keeper.get(LIST + first.context["next_href"])
    titles = [row.title for row in [*first.context["decisions"], *second.context["decisions"]]]
    assert titles == [f"Quyết định {number}" for number in (4, 3, 2, 1, 0)]
    assert page(keeper, LIST + "?sau=khong-doc-duoc")
