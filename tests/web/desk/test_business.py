"""The set of business procedures at the desk: filtered, marked many at once, undone."""

from __future__ import annotations

from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.desk.conftest import SignIn

from motcua.accounts.models import Person
from motcua.catalogue.models import Procedure
from motcua.reviews.models import BusinessMarking

pytestmark = pytest.mark.django_db
HERE = "/ban-lam-viec/cat-giam/lien-quan-kinh-doanh/"


def text_of(client: Client, address: str = HERE) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.content.decode())


def test_marked_by_the_filter_and_undone(keeper: Client, diploma: Procedure) -> None:
    page = text_of(keeper)
    assert diploma.code in page
    assert "ghi trong danh mục" in page
    assert "Chưa có lần đánh dấu nào" in page
    said = {"ca-bo-loc": "1", "la": "co", "reason": "Phụ lục Nghị quyết 66/NQ-CP"}
    answer = keeper.post(HERE + "?cap=province&tinh=khong", said, follow=True)
    assert "Đã đánh dấu 1 thủ tục" in unescape(answer.content.decode())
    made = BusinessMarking.objects.get()
    assert made.rule == "Cấp tỉnh; đang tính là không liên quan"
    assert "đánh dấu hàng loạt" in text_of(keeper, HERE + "?vi=marked")
    undone = keeper.post(f"{HERE}{made.pk}/hoan-tac/", {"reason": "Nhầm"}, follow=True)
    assert "Đã hoàn tác" in unescape(undone.content.decode())
    assert "hoàn tác" in text_of(keeper)


def test_one_ticked_and_what_is_missing(keeper: Client, diploma: Procedure) -> None:
    nothing = keeper.post(HERE, {"la": "co", "reason": "Danh sách"})
    assert "Chưa chọn thủ tục nào" in unescape(nothing.content.decode())
    keeper.post(HERE, {"thu-tuc": str(diploma.pk), "la": "khong", "reason": ""})
    assert not BusinessMarking.objects.exists()
    keeper.post(HERE, {"thu-tuc": str(diploma.pk), "la": "khong", "reason": "Không phải"})
    assert BusinessMarking.objects.get().concerns is False


def test_a_pasted_list_is_marked_whole_or_not_at_all(
    keeper: Client, diploma: Procedure, sign_in: SignIn, handling_officer: Person
) -> None:
    there = HERE + "theo-ma/"
    assert f'action="{there}"' in text_of(keeper)
    said = {"codes": f"{diploma.code}, 9.999999\n8.888888", "concerns": "co", "reason": "Phụ lục I"}
    refused = unescape(keeper.post(there, said).content.decode())
    assert "2 mã không có trong danh mục đang áp dụng của cơ quan: 9.999999, 8.888888." in refused
    assert "9.999999\n8.888888" in refused.replace("\r", "")  # what was typed stays
    assert not BusinessMarking.objects.exists()
    assert not keeper.post(there, {**said, "codes": " , ;"}).context["form"].is_valid()
    assert sign_in(handling_officer).post(there, {**said, "codes": diploma.code}).status_code == 403
    assert not BusinessMarking.objects.exists()
    done = keeper.post(there, {**said, "codes": f"{diploma.code};\n{diploma.code}"}, follow=True)
    assert "Đã đánh dấu 1 thủ tục" in unescape(done.content.decode())
    made = BusinessMarking.objects.get()
    assert (made.concerns, made.rule, made.marks.count()) == (True, "Danh sách 1 mã", 1)


def test_others_read_but_do_not_mark(
    sign_in: SignIn, handling_officer: Person, desk_officer: Person, diploma: Procedure
) -> None:
    reader = sign_in(handling_officer)
    assert "Đánh dấu các thủ tục" not in text_of(reader)
    said = {"thu-tuc": str(diploma.pk), "la": "co", "reason": "Thử"}
    assert reader.post(HERE, said).status_code == 403
    assert sign_in(desk_officer).get(HERE).status_code == 403
    assert not BusinessMarking.objects.exists()


def test_a_file_is_looked_through_before_anything_is_marked(
    keeper: Client, diploma: Procedure, sign_in: SignIn, handling_officer: Person
) -> None:
    there = HERE + "theo-tep/"
    assert f'href="{there}"' in text_of(keeper)
    rows = f"STT;Mã thủ tục\n1;{diploma.code}\n2;9.999999\n"
    seen = keeper.post(there, {"file": SimpleUploadedFile("ds.csv", rows.encode())})
    page = unescape(seen.content.decode())
    assert "<code>9.999999</code> ô B3" in page
    assert not BusinessMarking.objects.exists()
    codes = seen.context["codes"].initial["codes"]
    assert codes == diploma.code
    keeper.post(HERE + "theo-ma/", {"codes": codes, "concerns": "co", "reason": "Phụ lục I"})
    assert BusinessMarking.objects.get().marks.get().procedure == diploma
    nothing = keeper.post(there, {"file": SimpleUploadedFile("ds.csv", b"a;b")})
    assert "Tệp không có cột" in unescape(nothing.content.decode())
    assert sign_in(handling_officer).get(there).status_code == 403
