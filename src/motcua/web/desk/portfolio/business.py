"""The set of procedures that concern business: who belongs to it and why, marked many at once, undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from motcua.accounts.enums import Capability
from motcua.catalogue.enums import ProcedureLevel
from motcua.kernel.refusals import Refused
from motcua.reviews.actions.business import LONGEST_REASON, mark_business, undo_marking
from motcua.reviews.policy.scenarios import require_set_targets
from motcua.reviews.queries.business import Member, markings_of, members_of
from motcua.reviews.rules.business import by_highest_level, codes_in, of_codes
from motcua.web.desk.access import DeskRequest, attempt, desk_view, posted
from motcua.web.desk.fields import LinesField
from motcua.web.desk.form_pages import answer_form
from motcua.web.desk.inspections.forms.base import ReasonForm
from motcua.web.desk.paging import address
from motcua.web.desk.what_if.asking import Asked, agency_tabs, asked
from motcua.web.desk.what_if.views import READERS
from motcua.web.templatetags.motcua import day

_PAGE = 100
LONGEST_LIST = 100_000  # characters: some six thousand codes
_LEVELS = {**dict(ProcedureLevel.choices()), "": gettext_lazy("chưa rõ cấp")}
_WHY = {
    "marked": gettext_lazy("đánh dấu hàng loạt"),
    "replaced": gettext_lazy("theo thủ tục mà nó thay"),
    "recorded": gettext_lazy("ghi trong danh mục"),
    "applicants": gettext_lazy("suy từ đối tượng thực hiện"),
}


class MarkForm(forms.Form):
    reason = LinesField(
        rows=2,
        max_length=LONGEST_REASON,
        label=gettext_lazy("Lý do và văn bản làm căn cứ"),
        help_text=gettext_lazy("Ví dụ: phụ lục của văn bản giao danh sách, số, ngày."),
    )


class CodesForm(forms.Form):
    codes = LinesField(
        rows=6,
        max_length=LONGEST_LIST,
        label=gettext_lazy("Mã thủ tục"),
        help_text=gettext_lazy("Mỗi dòng một mã, hoặc cách nhau bằng dấu phẩy."),
    )
    concerns = forms.ChoiceField(
        label=gettext_lazy("Đánh dấu là"),
        choices=(
            ("co", gettext_lazy("Liên quan kinh doanh")),
            ("khong", gettext_lazy("Không liên quan kinh doanh")),
        ),
    )
    reason = LinesField(
        rows=2,
        max_length=LONGEST_REASON,
        label=gettext_lazy("Lý do và văn bản làm căn cứ"),
    )


@desk_view(*READERS)
@require_http_methods(["GET", "POST"])
def page(request: DeskRequest) -> HttpResponse:
    """The procedures by what they are counted as, with what may be marked of them; POST marks those chosen."""
    of, desk = asked(request), request.desk
    every = members_of(of.scope)
    shown = _narrowed(request, every)
    form = MarkForm(posted(request), label_suffix="")
    if request.method == "POST" and of.place.keeps and form.is_valid():
        if _mark(request, of, shown, form.cleaned_data["reason"]):
            return redirect(of.path("portfolio:business"))
    elif request.method == "POST" and not of.place.keeps:
        require_set_targets(desk.person, agency_id=of.agency.pk, on=desk.today)
    inside = [one for one in every if one.is_business]
    start = request.GET.get("sau", "")
    rest = [one for one in shown if one.code > start]
    context = {
        "asked": of,
        "agencies": agency_tabs(request, of),
        "page_href": of.path("portfolio:page"),
        "form": form,
        "keeps": of.place.keeps,
        "codes": CodesForm(auto_id="ma-%s", label_suffix="") if of.place.keeps else None,
        "file_href": of.path("portfolio:business_by_file"),
        "codes_href": of.path("portfolio:business_by_codes"),
        "count": len(inside),
        "levels": [
            (_LEVELS[level], count) for level, count in by_highest_level(one.levels for one in inside).items()
        ],
        "rows": [
            {"one": one, "why": _why(one), "levels": ", ".join(str(_LEVELS[each]) for each in one.levels)}
            for one in rest[:_PAGE]
        ],
        "shown": len(shown),
        "facets": _facets(request, every),
        "markings": markings_of(of.agency.pk),
        "first_href": address(request) if start else "",
        "next_href": address(request, sau=rest[_PAGE - 1].code) if len(rest) > _PAGE else "",
    }
    return render(request, "desk/portfolio/business.html", context)


@desk_view(Capability.KEEP_REVIEWS)
@require_http_methods(["GET", "POST"])
def by_codes(request: DeskRequest) -> HttpResponse:
    """Mark the procedures of a pasted list, all of them or none."""
    of, desk, form = asked(request), request.desk, CodesForm(posted(request), auto_id="ma-%s")
    back = of.path("portfolio:business")

    def act() -> int:
        said = form.cleaned_data
        known = {one.code: one.procedure_id for one in members_of(of.scope)}
        chosen = of_codes(codes_in(said["codes"]), known)
        mark_business(
            agency_id=of.agency.pk,
            procedure_ids=chosen,
            concerns=said["concerns"] == "co",
            reason=said["reason"],
            rule=_("Danh sách %(count)s mã") % {"count": len(chosen)},
            by=desk.person,
            at=desk.at,
        )
        return len(chosen)

    return answer_form(
        request,
        form,
        act,
        where=lambda _count: back,
        title=_("Đánh dấu theo danh sách mã"),
        lead=_("Mã nào không có trong danh mục thì trang nêu tên và chưa đánh dấu thủ tục nào."),
        save=_("Đánh dấu"),
        back=back,
        done=lambda count: _("Đã đánh dấu %(count)s thủ tục.") % {"count": count},
    )


@desk_view(Capability.KEEP_REVIEWS)
@require_http_methods(["GET", "POST"])
def undo(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Undo one act of marking, with the reason."""
    of, desk, form = asked(request), request.desk, ReasonForm(posted(request))
    back = of.path("portfolio:business")
    return answer_form(
        request,
        form,
        lambda: undo_marking(marking_id=pk, reason=form.cleaned_data["reason"], by=desk.person, at=desk.at),
        where=lambda _made: back,
        title=_("Hoàn tác một lần đánh dấu"),
        lead=_("Mọi thủ tục của lần này trở lại như lần đánh dấu trước đó, hoặc như danh mục."),
        save=_("Hoàn tác"),
        back=back,
        done=_("Đã hoàn tác."),
        is_danger=True,
    )


def _why(one: Member) -> str:
    """Why it is counted so; of a mark passed on by which procedures, and from when each was replaced."""
    if one.passed is None:
        return str(_WHY[one.why])
    way = "; ".join(f"{link.later} thay {link.earlier} từ {day(link.since)}" for link in one.passed.links)
    return _("theo dấu của %(code)s (%(way)s)") % {"code": one.passed.links[-1].earlier, "way": way}


def _mark(request: DeskRequest, of: Asked, shown: Sequence[Member], reason: str) -> bool:
    """Mark those ticked, or all that the filter shows; whether it was done."""
    desk, said = request.desk, request.POST
    whole = said.get("ca-bo-loc") == "1"
    ticked = set(said.getlist("thu-tuc"))
    chosen = [one for one in shown if whole or str(one.procedure_id) in ticked]

    def act() -> object:
        if said.get("la") not in {"co", "khong"}:
            raise Refused("business-nothing-chosen", _("Chọn đánh dấu là liên quan hay không liên quan."))
        return mark_business(
            agency_id=of.agency.pk,
            procedure_ids=[one.procedure_id for one in chosen],
            concerns=said["la"] == "co",
            reason=reason,
            rule=_rule(request) if whole else "",
            by=desk.person,
            at=desk.at,
        )

    done = _("Đã đánh dấu %(count)s thủ tục.") % {"count": len(chosen)}
    return attempt(request, act, done=done)


def _rule(request: DeskRequest) -> str:
    """The filter in words."""
    query = request.GET
    parts = [
        str(_LEVELS[query["cap"]]) if query.get("cap") in _LEVELS else "",
        query.get("linh-vuc", "")[:150],
        str(_WHY[query["vi"]]) if query.get("vi") in _WHY else "",
        {"co": _("đang tính là liên quan"), "khong": _("đang tính là không liên quan")}.get(
            query.get("tinh", ""), ""
        ),
    ]
    return "; ".join(part for part in parts if part) or _("Mọi thủ tục của cơ quan")


def _narrowed(request: DeskRequest, every: Sequence[Member]) -> list[Member]:
    level, field = request.GET.get("cap", ""), request.GET.get("linh-vuc", "")
    why, counted = request.GET.get("vi", ""), request.GET.get("tinh", "")
    return [
        one
        for one in every
        if (not level or level in one.levels)
        and (not field or one.field == field)
        and (not why or one.why == why)
        and (counted not in {"co", "khong"} or one.is_business == (counted == "co"))
    ]


def _facets(request: DeskRequest, every: Sequence[Member]) -> list[dict[str, Any]]:
    fields = sorted({one.field for one in every if one.field})
    return [
        _facet(
            request,
            _("Đang tính là"),
            "tinh",
            [
                ("co", _("Liên quan"), sum(one.is_business for one in every)),
                ("khong", _("Không liên quan"), sum(not one.is_business for one in every)),
            ],
        ),
        _facet(
            request,
            _("Vì sao"),
            "vi",
            [(value, label, sum(one.why == value for one in every)) for value, label in _WHY.items()],
        ),
        _facet(
            request,
            _("Cấp"),
            "cap",
            [
                (value, label, sum(value in one.levels for one in every))
                for value, label in ProcedureLevel.choices()
            ],
        ),
        _facet(
            request,
            _("Lĩnh vực"),
            "linh-vuc",
            [(name, name, sum(one.field == name for one in every)) for name in fields],
        ),
    ]


def _facet(
    request: DeskRequest, title: str, name: str, choices: Sequence[tuple[str, Any, int]]
) -> dict[str, Any]:
    chosen = request.GET.get(name, "")
    return {
        "title": title,
        "choices": [
            {
                "label": label,
                "count": count,
                "href": address(request, **{name: "" if value == chosen else value}),
                "is_chosen": value == chosen,
            }
            for value, label, count in choices
            if count
        ],
    }
