"""The desk's pages of internal processes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.cast import Bodies
from tests.web.desk.conftest import SignIn
from tests.web.desk.forms import _of_form, _of_rows
from tests.workflow.contents import changed, ordinary

from motcua.accounts.models import Person
from motcua.organisations.models import Installation
from motcua.web.desk.processes.sheet import Sheet
from motcua.workflow.actions.drafts import copy_to_draft, start_draft_process
from motcua.workflow.actions.publication import publish_process
from motcua.workflow.enums import Act, ProcessState
from motcua.workflow.files.bpmn_writing import write_bpmn
from motcua.workflow.models import Process, ProcessVersion
from motcua.workflow.queries import get_process
from motcua.workflow.rules.processes import Body, LegContent, ProcessContent

ROOT = "/ban-lam-viec/quy-trinh/"


@pytest.fixture
def content(bodies: Bodies, installation: Installation) -> ProcessContent:
    agency = Body(bodies.department.code, bodies.department.pk, bodies.department.name)
    lead = LegContent("so", 1, "Sở giải quyết", None, ordinary().limit, is_lead=True)
    content = replace(ordinary(), agency=agency, legs=(lead,))
    for step in content.steps:
        content = changed(content, step.key, leg_key="so")
    return content


@pytest.fixture
def draft(content: ProcessContent, control_focal_officer: Person, moment: datetime) -> ProcessVersion:
    return start_draft_process(content=content, by=control_focal_officer, at=moment)


@pytest.fixture
def published(draft: ProcessVersion, second_control_officer: Person, moment: datetime) -> ProcessVersion:
    return publish_process(
        version_id=draft.pk, from_on=date(2026, 9, 1), by=second_control_officer, at=moment
    )


def as_posted(sheet: Sheet) -> dict[str, Any]:
    """What a browser posts from the sheet as it is shown."""
    posted = {**_of_form(sheet.main), **_of_rows(sheet.legs), **_of_rows(sheet.steps)}
    for step in sheet.steps.forms:
        posted |= {**_of_rows(step.moves), **_of_rows(step.opinions)}
    return posted


def text(answer: Any) -> str:
    return str(answer.content.decode())


def edit_address(version: ProcessVersion) -> str:
    return f"{ROOT}phien-ban/{version.pk}/sua/"


@pytest.mark.parametrize(
    "path", ["", "moi/", "nhap/", "{process}/", "phien-ban/{version}/", "phien-ban/{version}/sua/"]
)
def test_pages_are_clean_and_reading_writes_nothing(
    keeper: Client, draft: ProcessVersion, path: str, writes: Callable[..., list[str]]
) -> None:
    answers: list[Any] = []
    address = ROOT + path.format(process=draft.process_id, version=draft.pk)
    assert writes(lambda: answers.append(keeper.get(address))) == []
    page = text(answers[0])
    assert answers[0].status_code == 200
    assert page.count("<h1") == 1
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=\"", page)
    assert page.count("button--primary") == (0 if path == "x" else 1)


def test_all_staff_look_but_only_keepers_draft(
    sign_in: SignIn, handling_officer: Person, citizen: Person, draft: ProcessVersion
) -> None:
    officer = sign_in(handling_officer)
    assert officer.get(ROOT).status_code == 200
    page = text(officer.get(f"{ROOT}phien-ban/{draft.pk}/"))
    assert "Sửa bản soạn" not in page
    assert "Bỏ bản soạn" not in page
    for path in ("moi/", "nhap/", f"phien-ban/{draft.pk}/sua/"):
        assert officer.get(ROOT + path).status_code == 403
    for path in ("soan-moi/", "bo/", "ban-hanh/"):
        assert officer.post(f"{ROOT}phien-ban/{draft.pk}/{path}").status_code == 403
    assert sign_in(citizen).get(ROOT).status_code == 403


def test_the_list_counts_and_filters(
    keeper: Client, published: ProcessVersion, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(14):
        page = text(keeper.get(ROOT))
    assert "3 quy trình" in page
    assert "Quy trình thử" in page
    narrowed = text(keeper.get(ROOT, {"loai": "own", "tinh-trang": "in_force", "tim": "thu"}))
    assert "1 quy trình" in narrowed
    nothing = text(keeper.get(ROOT, {"tim": "không có đâu\x00", "loai": "lạ", "sau": "x_y"}))
    assert "Không có quy trình nào khớp" in nothing


def test_the_page_shows_table_drawing_and_versions(
    keeper: Client, published: ProcessVersion, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(20):
        page = text(keeper.get(f"{ROOT}{published.process_id}/"))
    assert page.count("process-picture__box") == 4
    assert "Sở giải quyết" in page
    assert "20 giờ" in page
    assert "trong 40 giờ" in page
    assert 'id="buoc-tham-dinh"' in page
    assert "Soạn phiên bản mới" in page


def test_a_missing_process_is_not_found(keeper: Client) -> None:
    nowhere = "00000000-0000-7000-8000-000000000000"
    for path in (
        f"{nowhere}/",
        f"phien-ban/{nowhere}/",
        f"phien-ban/{nowhere}/sua/",
        f"phien-ban/{nowhere}/quy-trinh.bpmn",
    ):
        assert keeper.get(ROOT + path).status_code == 404, path


def test_what_is_shown_comes_back_unchanged(
    keeper: Client, draft: ProcessVersion, content: ProcessContent
) -> None:
    posted = as_posted(Sheet.of(get_process(draft.pk))) | {"revision": "1"}
    answer = keeper.post(edit_address(draft), posted)
    assert answer.status_code == 302, text(answer)
    assert get_process(draft.pk) == content
    assert ProcessVersion.objects.get(pk=draft.pk).revision == 2


def test_a_step_is_added_moved_and_saved_without_a_script(keeper: Client, draft: ProcessVersion) -> None:
    posted = as_posted(Sheet.of(get_process(draft.pk))) | {"revision": "1"}
    added = keeper.post(edit_address(draft), posted | {"add": "steps"})
    assert added.status_code == 200
    assert 'name="steps-4-key" value="dong-moi-0"' in text(added)
    assert (
        '<option value="appraisal" selected>'
        in text(added).split('name="steps-4-kind"')[1].split("</select>")[0]
    )
    for name in ("moves", "opinions"):
        assert f'name="steps-4-{name}-TOTAL_FORMS" value="0"' in text(added)
    posted |= {
        "steps-TOTAL_FORMS": "5",
        "steps-4-key": "dong-moi-0",
        "steps-4-name": "Duyệt kết quả",
        "steps-4-kind": "approval",
        "steps-4-role": "head",
        "steps-4-share": "1 giờ",
        "steps-4-leg": "so",
    }
    moved = text(keeper.post(edit_address(draft), posted | {"up": "steps-4"}))
    assert re.search(r'name="steps-3-key" value="dong-moi-0"', moved)
    swapped = {
        key.replace("steps-3-", "steps-X-")
        .replace("steps-4-", "steps-3-")
        .replace("steps-X-", "steps-4-"): value
        for key, value in posted.items()
    }
    assert keeper.post(edit_address(draft), swapped).status_code == 302
    said = get_process(draft.pk)
    assert [step.key for step in said.steps] == ["nhan", "tham-dinh", "ky", "duyet-ket-qua", "tra"]
    assert said.step("duyet-ket-qua").next_keys == ((Act.APPROVE, "tra"),)
    assert Act.APPROVE in said.step("duyet-ket-qua").acts


def test_a_step_taken_away_takes_the_moves_to_it_along(keeper: Client, draft: ProcessVersion) -> None:
    posted = as_posted(Sheet.of(get_process(draft.pk))) | {"revision": "1", "steps-2-DELETE": "on"}
    assert keeper.post(edit_address(draft), posted).status_code == 302
    said = get_process(draft.pk)
    assert [step.key for step in said.steps] == ["nhan", "tham-dinh", "tra"]
    assert said.step("tham-dinh").moves == ()
    page = text(keeper.get(edit_address(draft)))
    assert "cho phép “Trình kết quả” nhưng chưa nói chuyển đến bước nào" in page


def test_mistakes_are_shown_beside_their_fields(keeper: Client, draft: ProcessVersion) -> None:
    posted = as_posted(Sheet.of(get_process(draft.pk)))
    wrong = posted | {"steps-1-share": "hai buổi", "steps-2-name": "", "limit_amount": ""}
    answer = keeper.post(edit_address(draft), wrong)
    assert answer.status_code == 422
    page = text(answer)
    assert "3 chỗ cần sửa" in page
    assert 'value="hai buổi"' in page
    unknown = keeper.post(edit_address(draft), posted | {"steps-1-unit": "KHONG-CO"})
    assert unknown.status_code in {404, 409}
    assert "KHONG-CO" in text(unknown)


def test_saving_over_another_s_saving_says_so_and_keeps_what_was_typed(
    keeper: Client, draft: ProcessVersion
) -> None:
    posted = as_posted(Sheet.of(get_process(draft.pk))) | {"revision": "1"}
    keeper.post(edit_address(draft), posted | {"name": "Người kia"})
    answer = keeper.post(edit_address(draft), posted | {"name": "Người này"})
    assert answer.status_code == 409
    assert 'value="Người này"' in text(answer)
    assert 'name="revision" value="2"' in text(answer)


@pytest.mark.parametrize(
    "junk",
    [{}, {"steps-TOTAL_FORMS": "x"}, {"steps-TOTAL_FORMS": "99999999"}, {"add": "steps"}, {"up": "steps-zz"}],
)
def test_strange_posts_break_nothing(
    keeper: Client, draft: ProcessVersion, junk: dict[str, str], content: ProcessContent
) -> None:
    answer = keeper.post(edit_address(draft), junk)
    assert answer.status_code == (200 if {"add", "up"} & junk.keys() else 422)
    assert answer.status_code == 200 or "chỗ cần sửa" in text(answer)
    assert get_process(draft.pk) == content


def test_a_new_process_starts_from_what_applies(
    keeper: Client, bodies: Bodies, installation: Installation
) -> None:
    answer = keeper.post(f"{ROOT}moi/", {"matter": "1.000002", "agency": str(bodies.department.pk)})
    version = ProcessVersion.objects.get(process__matter="procedure:1.000002")
    assert answer.headers["Location"] == edit_address(version)
    assert version.process.agency == bodies.department
    again = keeper.post(f"{ROOT}moi/", {"matter": "1.000002", "agency": str(bodies.department.pk)})
    assert "đã có bản đang soạn" in text(again)


def test_publication_is_for_the_second_person(
    keeper: Client, sign_in: SignIn, second_control_officer: Person, draft: ProcessVersion
) -> None:
    page = f"{ROOT}phien-ban/{draft.pk}/"
    assert "Bạn là người soạn bản này" in text(keeper.get(page))
    facts = {"document": "QĐ 5/QĐ-UBND", "from_on": "20/09/2026"}
    assert keeper.post(f"{page}ban-hanh/", facts).status_code == 403
    second = sign_in(second_control_officer)
    assert "Ban hành quy trình" in text(second.get(page))
    assert second.post(f"{page}ban-hanh/", {"document": "", "from_on": "x"}).status_code == 200
    assert second.post(f"{page}ban-hanh/", facts).status_code == 302
    version = ProcessVersion.objects.get(pk=draft.pk)
    assert (version.state, version.document) == (ProcessState.PUBLISHED, "QĐ 5/QĐ-UBND")
    assert keeper.get(edit_address(draft)).status_code == 302


def test_versions_are_copied_compared_dropped_and_retired(
    keeper: Client, sign_in: SignIn, second_control_officer: Person, published: ProcessVersion
) -> None:
    address = f"{ROOT}phien-ban/{published.pk}/"
    assert keeper.post(f"{address}soan-moi/").status_code == 302
    draft = ProcessVersion.objects.get(process=published.process_id, state="draft")
    posted = as_posted(Sheet.of(get_process(draft.pk))) | {"steps-1-share": "1 ngày", "revision": "1"}
    keeper.post(edit_address(draft), posted)
    compared = text(keeper.get(f"{ROOT}phien-ban/{draft.pk}/khac/{published.pk}/"))
    assert "Trước: phiên bản 1. Sau: phiên bản 2." in compared
    assert "Bước “tham-dinh”" in compared
    again = keeper.post(f"{address}soan-moi/")
    assert again.headers["Location"] == address
    assert keeper.post(f"{ROOT}phien-ban/{draft.pk}/bo/").headers["Location"] == ROOT
    assert not ProcessVersion.objects.filter(pk=draft.pk).exists()
    retire = f"{ROOT}{published.process_id}/thoi-ap-dung/"
    second = sign_in(second_control_officer)
    assert second.get(retire).status_code == 200
    assert second.post(retire, {"on": "1/10/2026", "reason": "Thay bằng quy trình chung"}).status_code == 302
    assert ProcessVersion.objects.get(pk=published.pk).state == ProcessState.RETIRED
    assert "Thay bằng quy trình chung" in text(second.get(f"{ROOT}{published.process_id}/"))


def test_the_general_process_is_never_retired(
    sign_in: SignIn, second_control_officer: Person, installation: Installation
) -> None:
    general = Process.objects.get(matter="", agency=None, is_express=False)
    browser = sign_in(second_control_officer)
    assert "Thôi áp dụng quy trình này" not in text(browser.get(f"{ROOT}{general.pk}/"))
    answer = browser.post(f"{ROOT}{general.pk}/thoi-ap-dung/", {"on": "1/10/2026", "reason": "x"})
    assert "phải luôn có" in text(answer)


def test_files_go_out_and_come_in(keeper: Client, published: ProcessVersion, content: ProcessContent) -> None:
    for name in ("quy-trinh.xlsx", "quy-trinh.bpmn"):
        answer = keeper.get(f"{ROOT}phien-ban/{published.pk}/{name}")
        assert answer.status_code == 200
        assert "quy-trinh-1-000001-quy-trinh-thu" in answer.headers["Content-Disposition"]
        file = SimpleUploadedFile(name, answer.content)
        came = keeper.post(f"{ROOT}nhap/", {"file": file, "matter": "", "agency": ""})
        draft = ProcessVersion.objects.get(process=published.process_id, state="draft")
        assert came.headers["Location"] == edit_address(draft)
        assert get_process(draft.pk) == content
        keeper.post(f"{ROOT}phien-ban/{draft.pk}/bo/")


def test_files_that_cannot_be_read_say_why(keeper: Client, content: ProcessContent) -> None:
    bad = SimpleUploadedFile("x.pdf", b"%PDF-1.7")
    answer = keeper.post(f"{ROOT}nhap/", {"file": bad})
    assert answer.status_code == 422
    assert "không phải bảng tính XLSX hay BPMN 2.0" in text(answer)
    assert keeper.post(f"{ROOT}nhap/", {}).status_code == 422
    foreign = SimpleUploadedFile("a.bpmn", write_bpmn(replace(content, agency=Body("KHAC"))))
    answer = keeper.post(f"{ROOT}nhap/", {"file": foreign})
    assert answer.status_code == 422
    assert "KHAC" in text(answer)


def test_long_drafts_fit_through_the_form(
    keeper: Client, control_focal_officer: Person, moment: datetime, content: ProcessContent
) -> None:
    draft = start_draft_process(content=content, by=control_focal_officer, at=moment)
    step = content.steps[1]
    more = tuple(replace(step, key=f"them-{place}", acts=frozenset(Act)) for place in range(50))
    long = replace(content, steps=(*content.steps[:2], *more, *content.steps[2:]))
    posted = as_posted(Sheet.of(long)) | {"revision": "1"}
    answer = keeper.post(edit_address(draft), posted)
    assert answer.status_code == 302, text(answer)[:500]
    assert len(get_process(draft.pk).steps) == 54


def test_a_copy_of_a_version_can_be_seen_by_its_own_address(
    keeper: Client, published: ProcessVersion, control_focal_officer: Person, moment: datetime
) -> None:
    draft = copy_to_draft(version=published, by=control_focal_officer, at=moment)
    page = text(keeper.get(f"{ROOT}{published.process_id}/"))
    assert f"{ROOT}phien-ban/{draft.pk}/" in page
    assert "Xem bản đang soạn" in page
