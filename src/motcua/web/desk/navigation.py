"""The places of the desk: which there are, and which of them a person sees."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache

from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.accounts.enums import Capability


@dataclass(frozen=True, slots=True)
class Place:
    """One entry: `key` goes there after the key g, where one was left; no `needs` means every member of staff."""

    label: str | Promise
    url_name: str
    icon: str
    key: str = ""
    needs: frozenset[Capability] = frozenset()
    href: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Entries that belong together."""

    label: str | Promise
    places: tuple[Place, ...]


_CATALOGUE = frozenset({Capability.KEEP_CATALOGUE, Capability.IMPORT_CATALOGUE, Capability.APPROVE_DECISION})
_DECISIONS = frozenset({Capability.KEEP_CATALOGUE, Capability.APPROVE_DECISION})
_IMPORT = frozenset({Capability.IMPORT_CATALOGUE, Capability.KEEP_CATALOGUE})

_DOSSIERS = frozenset(
    {
        Capability.READ_DOSSIERS,
        Capability.RECEIVE_DOSSIERS,
        Capability.HANDLE_DOSSIERS,
        Capability.DECIDE_DOSSIERS,
        Capability.ISSUE_RESULTS,
    }
)
_UNDER_THE_INBOX = (
    "desk:dossiers:find",
    "desk:dossiers:board",
    "desk:dossiers:readings",
    "desk:dossier_acts:hand_over",
    "desk:dossier_results:register",
)
_FIGURES = frozenset({Capability.READ_DOSSIERS, Capability.READ_PLANS})
_REVIEWS = frozenset({Capability.READ_REVIEWS, Capability.KEEP_REVIEWS})
_REVIEW_WORK = _REVIEWS | {Capability.DO_REVIEWS}
_FEEDBACK = frozenset(
    {
        Capability.READ_FEEDBACK,
        Capability.KEEP_FEEDBACK,
        Capability.RECEIVE_FEEDBACK,
        Capability.ANSWER_FEEDBACK,
        Capability.APPROVE_FEEDBACK,
    }
)
_SURVEYS = frozenset({Capability.READ_SURVEYS, Capability.KEEP_SURVEYS, Capability.ENTER_SURVEYS})
_BOARD = frozenset({Capability.DECIDE_DOSSIERS, Capability.READ_JOURNAL, Capability.APPROVE_DECISION})

GROUPS = (
    Group("", (Place(_("Việc hôm nay"), "desk:home", "home", "h"),)),
    Group(
        _("Hồ sơ"),
        (
            Place(_("Hồ sơ của tôi"), "desk:dossiers:list", "inbox", "d", _DOSSIERS),
            Place(_("Tìm hồ sơ"), "desk:dossiers:find", "search", "s", _DOSSIERS),
            Place(
                _("Tiếp nhận"),
                "desk:intake:choose",
                "edit",
                "r",
                frozenset({Capability.RECEIVE_DOSSIERS}),
            ),
            Place(
                _("Người dân"),
                "desk:citizens:find",
                "person",
                "u",
                frozenset({Capability.RECEIVE_DOSSIERS}),
            ),
            Place(
                _("Thu phí, lệ phí"),
                "desk:payments:list",
                "money",
                "p",
                frozenset({Capability.COLLECT_PAYMENTS, Capability.RECEIVE_DOSSIERS}),
            ),
            Place(
                _("Bàn giao hồ sơ"),
                "desk:dossier_acts:hand_over",
                "move",
                "i",
                frozenset({Capability.DECIDE_DOSSIERS}),
            ),
            Place(
                _("Sổ theo dõi hồ sơ"),
                "desk:dossier_results:register",
                "book",
                "x",
                frozenset({Capability.READ_DOSSIERS}),
            ),
            Place(_("Bảng điều hành"), "desk:dossiers:board", "chart", "a", _BOARD),
            Place(
                _("Ai đã xem dữ liệu"),
                "desk:dossiers:readings",
                "eye",
                "w",
                frozenset({Capability.READ_JOURNAL}),
            ),
        ),
    ),
    Group(
        _("Danh mục"),
        (
            Place(_("Thủ tục"), "desk:procedures:list", "book", "t"),
            Place(_("Quyết định công bố"), "desk:decisions:list", "scales", "q", _DECISIONS),
            Place(_("Quy trình nội bộ"), "desk:processes:list", "steps", "y"),
            Place(_("Biểu mẫu điện tử"), "desk:online_forms:list", "document", "f", _DECISIONS),
            Place(_("Chất lượng"), "desk:quality:list", "check", "c", _CATALOGUE),
            Place(_("Nhập từ tệp"), "desk:imports:start", "upload", "n", _IMPORT),
            Place(_("Người dân báo sai"), "desk:page_reports:list", "flag", "b", _CATALOGUE),
        ),
    ),
    Group(
        _("Rà soát, cắt giảm"),
        (
            Place(_("Nơi cần rà soát"), "desk:review_findings:list", "eye", ".", _REVIEWS),
            Place(_("Đợt rà soát"), "desk:review_rounds:list", "check", "", _REVIEW_WORK),
            Place(_("Thử phương án"), "desk:what_if:list", "edit", "", _REVIEW_WORK),
            Place(_("Kết quả cắt giảm"), "desk:portfolio:page", "chart", "", _REVIEW_WORK),
            Place(_("Chi phí tuân thủ"), "desk:costs:list", "money", "", _REVIEW_WORK),
            Place(_("Đánh giá tác động"), "desk:impact:list", "document", "", _REVIEW_WORK),
            Place(_("Quy định kinh doanh"), "desk:conditions:list", "scales", "", _REVIEW_WORK),
            Place(_("Công bố theo tháng"), "desk:monthly:page", "calendar", "", _REVIEWS),
        ),
    ),
    Group(
        _("Ý kiến người dân"),
        (
            Place(_("Phản ánh, kiến nghị"), "desk:feedback:list", "mail", "", _FEEDBACK),
            Place(
                _("Đánh giá hồ sơ"),
                "desk:ratings:page",
                "check",
                "",
                frozenset({Capability.READ_SURVEYS}),
            ),
            Place(_("Khảo sát"), "desk:surveys:list", "chart", "", _SURVEYS),
            Place(_("Hội nghị đối thoại"), "desk:dialogues:list", "people", "", _FEEDBACK),
            Place(_("Đường dây nóng"), "desk:hotlines:list", "phone", "", _FEEDBACK),
        ),
    ),
    Group(
        _("Kế hoạch"),
        (
            Place(
                _("Việc theo kế hoạch"),
                "desk:plan_duties:list",
                "check",
                "j",
                frozenset({Capability.READ_PLANS}),
            ),
            Place(_("Kế hoạch"), "desk:plans:list", "flag", "z", frozenset({Capability.READ_PLANS})),
            Place(
                _("Kiểm tra"),
                "desk:inspections:list",
                "scales",
                "3",
                frozenset({Capability.KEEP_INSPECTIONS, Capability.APPROVE_PLANS}),
            ),
            Place(
                _("Ký cam kết"),
                "desk:commitments:list",
                "edit",
                "4",
                frozenset({Capability.READ_PLANS}),
            ),
            Place(
                _("Sáng kiến"),
                "desk:initiatives:list",
                "flag",
                "5",
                frozenset({Capability.READ_PLANS}),
            ),
            Place(
                _("Tập huấn, truyền thông"),
                "desk:activities:list",
                "people",
                "6",
                frozenset({Capability.READ_PLANS}),
            ),
            Place(
                _("Số liệu năm"),
                "desk:yearly:page",
                "chart",
                "7",
                frozenset({Capability.READ_PLANS}),
            ),
        ),
    ),
    Group(
        _("Số liệu"),
        (
            Place(
                _("Tổng quan"),
                "desk:dashboards:page",
                "chart",
                "8",
                frozenset({Capability.READ_DOSSIERS}),
            ),
            Place(
                _("Báo cáo định kỳ"),
                "desk:reports:list",
                "document",
                "=",
                frozenset({Capability.READ_REPORTS}),
            ),
            Place(_("Các chỉ số"), "desk:figures:list", "scales", "9", _FIGURES),
            Place(_("Bộ chỉ số 766"), "desk:scores:service_index", "chart", "-", _FIGURES),
            Place(_("Đánh giá giải quyết"), "desk:scores:evaluation", "check", ",", _FIGURES),
        ),
    ),
    Group(
        _("Tổ chức"),
        (
            Place(
                _("Cơ quan, đơn vị"),
                "desk:organisations:list",
                "building",
                "o",
                frozenset({Capability.KEEP_ORGANISATIONS}),
            ),
            Place(
                _("Người và vai trò"),
                "desk:people:list",
                "people",
                "v",
                frozenset({Capability.KEEP_PEOPLE, Capability.KEEP_SIGN_INS}),
            ),
            Place(
                _("Lịch làm việc"),
                "desk:calendars:list",
                "calendar",
                "l",
                frozenset({Capability.KEEP_CALENDARS}),
            ),
            Place(
                _("Cổng nộp, mã hồ sơ"),
                "desk:dossier_settings:page",
                "globe",
                "k",
                frozenset({Capability.KEEP_ORGANISATIONS, Capability.KEEP_CATALOGUE}),
            ),
            Place(
                _("Mẫu thông báo"),
                "desk:notice_templates:list",
                "bell",
                "m",
                frozenset({Capability.KEEP_NOTICES}),
            ),
            Place(_("Thư đi"), "desk:outbox:list", "mail", "e", frozenset({Capability.KEEP_NOTICES})),
        ),
    ),
)


def groups_for(able: Collection[Capability], *, path: str) -> list[Group]:
    """The groups a person with the capabilities `able` sees on the page at `path`; empty groups are left out."""
    shown = (Group(group.label, tuple(_open(group, able, path))) for group in GROUPS)
    return [group for group in shown if group.places]


def _open(group: Group, able: Collection[Capability], path: str) -> Iterator[Place]:
    for place in group.places:
        if place.needs and place.needs.isdisjoint(able):
            continue
        if href := _address(place.url_name, get_script_prefix()):
            yield replace(place, href=href, is_current=_is_current(place, href, path))


@cache
def _address(url_name: str, prefix: str) -> str:
    """Where the place is; nothing for a part of the desk that this installation does not have.

    Kept: the menu of each page asks for some forty, and each takes longer to look up than to show. What stands before
    the addresses on the server (`prefix`) is part of the question.
    """
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def _is_current(place: Place, href: str, path: str) -> bool:
    """Home is only itself; the inbox leaves to the other places under it what is theirs."""
    if place.url_name == "desk:dossiers:list":
        return path.startswith(href) and not path.startswith(
            tuple(_address(name, get_script_prefix()) for name in _UNDER_THE_INBOX)
        )
    if place.url_name == "desk:plans:list":
        return path.startswith(href) and not path.startswith(
            _address("desk:plan_duties:list", get_script_prefix())
        )
    return path == href if place.url_name == "desk:home" else path.startswith(href)
