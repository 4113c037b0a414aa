"""A trial at the desk: against the targets at each tick, changed, set beside another, carried into a review."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.test import Client
from tests.reviews.rounds.conftest import Reviewing, helper, reviewing  # noqa: F401 - fixtures
from tests.web.desk.conftest import SignIn

from motcua.accounts.models import Person
from motcua.reviews.actions.scenarios import withdraw_scenario
from motcua.reviews.actions.targets import set_target
from motcua.reviews.enums import Burden, TargetSet
from motcua.reviews.enums.rounds import ItemStatus
from motcua.reviews.models import RoundItem, Scenario, SimplificationProposal

pytestmark = pytest.mark.django_db
HERE = "/ban-lam-viec/thu-phuong-an/"
ROUNDS = "/ban-lam-viec/dot-ra-soat/"
Keep = Callable[..., Scenario]


def text_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, unescape(answer.content.decode())[:600])
    return unescape(answer.content.decode())


def result_of(page: str) -> str:
    """What the page says in words of the result of the ticks."""
    found = re.search(r'<aside class="what-if__result.*?</aside>', page, re.S)
    assert found is not None
    return " ".join(re.sub(r"<[^>]+>", " ", found.group()).split())


@pytest.fixture
def keeper(reviewing: Reviewing, sign_in: SignIn) -> Client:  # noqa: F811
    return sign_in(reviewing.keeper)


@pytest.fixture
def at_home(reviewing: Reviewing) -> str:  # noqa: F811
    """The page of the first procedure."""
    return f"{HERE}{reviewing.procedures[0].pk}/"


@pytest.fixture
def keep(keeper: Client, at_home: str) -> Keep:
    """Keep the ticks of an address."""

    def act(ticks: str = "giay.2=replace_paper&go_online=1", name: str = "Bớt giấy") -> Scenario:
        answer = keeper.post(f"{at_home}luu/?{ticks}", {"name": name, "reason": "Dữ liệu đã có"})
        assert answer.status_code == 302, unescape(answer.content.decode())
        return Scenario.objects.get(name=name)

    return act


def test_each_tick_says_how_far_the_targets_are(
    keeper: Client,
    at_home: str,
    reviewing: Reviewing,  # noqa: F811
) -> None:
    """Without script: an ordinary form with a button, whose answer has the position of all procedures."""
    for burden, percent in ((Burden.PAPERS, 20), (Burden.TIME, 30)):
        set_target(
            agency_id=reviewing.bodies.department.pk,
            procedures=TargetSet.ALL,
            burden=burden,
            percent=Decimal(percent),
            baseline_on=reviewing.moment.date().replace(month=1, day=1),
            since=reviewing.moment.date().replace(month=2, day=1),
            basis="Kế hoạch số 12/KH-UBND",
            by=reviewing.keeper,
            at=reviewing.moment,
        )
    page = text_of(keeper, at_home)
    assert 'method="get"' in page
    assert "Tính lại" in page
    whole = len(re.findall(r'role="radiogroup"', page))
    plain = result_of(page)
    assert (
        "Giấy tờ phải nộp : mục tiêu giảm 20 %; đã làm và đã duyệt 0,00 %, thêm phương án này 0,00 %" in plain
    )
    ticked = result_of(text_of(keeper, f"{at_home}?giay.1=drop_paper"))
    share = f"{Decimal(100) / whole:.2f}".replace(".", ",")
    assert f"đã làm và đã duyệt 0,00 %, thêm phương án này {share} %" in ticked
    both = result_of(text_of(keeper, f"{at_home}?giay.1=drop_paper&to_ex_post=1"))
    assert "thêm phương án này 100,00 % đạt" in both
    assert both.count("mục tiêu giảm") == 2


def test_a_trial_is_opened_changed_and_kept_under_its_name(keeper: Client, at_home: str, keep: Keep) -> None:
    kept = keep()
    opened = f"{at_home}?phuong-an={kept.pk}"
    page = text_of(keeper, opened)
    assert 'value="replace_paper" checked' in page
    assert "Ghi vào phương án này" not in page
    other = text_of(keeper, f"{opened}&tinh=1&giay.2=drop_paper")
    assert "các dấu đang khác bản đã lưu" in other
    assert "Ghi vào phương án này" in other
    change = f"{HERE}phuong-an/{kept.pk}/sua/?giay.2=drop_paper"
    assert "Bỏ giấy tờ" in text_of(keeper, change)
    answer = keeper.post(change, {"reason": "Không cần nữa"})
    assert answer.status_code == 302
    assert [row.kind for row in kept.changes.all()] == ["drop_paper"]
    nothing = keeper.post(f"{HERE}phuong-an/{kept.pk}/sua/", {"reason": "x"})
    assert "Chưa chọn thay đổi nào" in unescape(nothing.content.decode())
    assert kept.changes.count() == 1


def test_two_trials_side_by_side(keeper: Client, at_home: str, keep: Keep) -> None:
    first, second = keep(), keep("giay.2=replace_paper&shorten_limit=1", "Rút ngày")
    assert "Đặt cạnh nhau" in text_of(keeper, at_home)
    page = text_of(keeper, f"{at_home}so-sanh/?a={first.pk}&b={second.pk}")
    said = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "Trực tuyến toàn trình có không" in said
    assert "(bớt 1 ngày làm việc) không có" in said
    assert re.search(r"Thay giấy tờ bằng dữ liệu: \S.*? có có", said)
    assert keeper.get(f"{at_home}so-sanh/?a={first.pk}&b={first.pk}").status_code == 302
    for wrong in ("", "?a=x&b=y", f"?a={first.pk}"):
        assert keeper.get(f"{at_home}so-sanh/{wrong}").status_code == 404


def test_carried_into_a_round_and_from_there_into_the_proposal(
    keeper: Client,
    at_home: str,
    keep: Keep,
    reviewing: Reviewing,  # noqa: F811
    sign_in: SignIn,
) -> None:
    kept, held = keep(), reviewing.running()
    carry = f"{HERE}phuong-an/{kept.pk}/dua-vao/"
    assert carry in text_of(keeper, f"{at_home}?phuong-an={kept.pk}")
    page = text_of(keeper, carry)
    assert "Việc đang mở: Rà soát thủ tục về văn bằng" in page
    item = reviewing.item(held)
    answer = keeper.post(carry, {"where": f"viec:{item.pk}"})
    assert answer.status_code == 302, unescape(answer.content.decode())
    officer = sign_in(reviewing.officer)
    there = f"{ROUNDS}thu-tuc/{item.pk}/"
    assert "Khi bắt đầu điền biểu" in text_of(officer, there)
    officer.post(there + "bat-dau/")
    page = text_of(officer, there)
    assert "Mọi con số như phương án thử hiện nay" in page
    assert re.search(r'name="change0-change"[^>]*>\s*Thành phần, số lượng hồ sơ: từ', page)
    assert 'name="trips_after" value="0"' in page
    steps = re.findall(r'name="step\d+-what"[^>]*>\s*Sửa Quyết định công bố', page)
    assert len(steps) == 1  # two changes of one act are one step
    keeper.post(
        f"{HERE}phuong-an/{kept.pk}/sua/?giay.2=replace_paper&shorten_limit=1", {"reason": "Rút ngày"}
    )
    page = text_of(officer, there)
    assert "Phương án thử đã khác lúc lấy" in page
    assert "Thời hạn sau" in page
    answer = officer.post(f"{there}theo/{kept.pk}/", follow=True)
    page = unescape(answer.content.decode())
    assert "Đã lấy mọi điều của phương án thử" in page
    proposal = SimplificationProposal.objects.get(item=item)
    assert "Giấy tờ không phải nộp nữa" in text_of(keeper, f"{ROUNDS}phuong-an/{proposal.pk}/")
    assert "Rà soát thủ tục về văn bằng" in text_of(keeper, at_home)


def test_carried_into_a_round_that_has_not_the_procedure(
    keeper: Client,
    keep: Keep,
    reviewing: Reviewing,  # noqa: F811
) -> None:
    kept, held = keep(), reviewing.started()
    carry = f"{HERE}phuong-an/{kept.pk}/dua-vao/"
    missing = unescape(keeper.post(carry, {"where": f"dot:{held.pk}"}).content.decode())
    assert "ghi đơn vị làm và hạn rà soát" in missing
    assert not RoundItem.objects.exists()
    given = {"unit": str(reviewing.bodies.exam_division.pk), "due_on": "05/10/2026"}
    assert keeper.post(carry, {"where": f"dot:{held.pk}", **given}).status_code == 302
    assert RoundItem.objects.get().scenario_id == kept.pk
    assert keeper.post(carry, {"where": f"viec:{RoundItem.objects.get().pk}"}).status_code == 302


def test_left_to_wait(keeper: Client, keep: Keep) -> None:
    kept = keep()
    carry = f"{HERE}phuong-an/{kept.pk}/dua-vao/"
    assert keeper.post(carry, {"where": "cho"}).status_code == 302
    item = RoundItem.objects.get()
    assert (item.status, item.scenario_id) == (ItemStatus.WAITING, kept.pk)
    page = text_of(keeper, urlsplit(f"{ROUNDS}thu-tuc/{item.pk}/").path)
    assert "Theo phương án thử" in page


def test_only_who_may_sees_the_way_on(
    keep: Keep,
    keeper: Client,
    at_home: str,
    reviewing: Reviewing,  # noqa: F811
    sign_in: SignIn,
    helper: Person,  # noqa: F811
) -> None:
    kept, held = keep(), reviewing.running()
    carry = f"{HERE}phuong-an/{kept.pk}/dua-vao/"
    opened = f"{at_home}?phuong-an={kept.pk}"
    elsewhere = sign_in(helper)
    assert "Đưa vào rà soát" not in text_of(elsewhere, opened)
    text_of(elsewhere, carry, 403)
    assert elsewhere.post(carry, {"where": f"viec:{reviewing.item(held).pk}"}).status_code == 403
    officer = sign_in(reviewing.officer)
    assert "Đưa vào rà soát" in text_of(officer, opened)
    page = text_of(officer, carry)
    assert "Để chờ" not in page
    withdraw_scenario(scenario_id=kept.pk, reason="Thôi", by=reviewing.keeper, at=reviewing.moment)
    assert carry not in text_of(keeper, opened)
    refused = keeper.post(carry, {"where": f"viec:{reviewing.item(held).pk}"})
    assert "đã bỏ" in unescape(refused.content.decode())


def test_hard_changes_lead_to_the_easiest_set(keeper: Client, at_home: str) -> None:
    fewest = text_of(keeper, f"{at_home}nho-nhat/?muc.time=100")
    assert "Chuyển sang hậu kiểm" in fewest
    assert "Không có nó thì thời hạn giải quyết chỉ giảm 0 %, cần 100 %." in fewest
    found = re.search(r'href="(\?[^"]*cach=easiest[^"]*)"', fewest.replace("&amp;", "&"))
    assert found is not None
    assert "Xem tập dễ làm nhất" not in text_of(keeper, f"{at_home}nho-nhat/{found.group(1)}")


def test_what_is_tracked_names_papers_and_trips(
    keeper: Client,
    keep: Keep,
    reviewing: Reviewing,  # noqa: F811
) -> None:
    reviewing.decided(scenario_id=keep().pk)
    page = text_of(keeper, f"{ROUNDS}thuc-thi/")
    assert re.search(r"giấy tờ (\d+) → \d+, lần đi lại 2 → 0", page)
    assert "Số yêu cầu, điều kiện" in page
