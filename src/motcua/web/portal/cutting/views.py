"""How far procedures were made lighter, for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.catalogue.enums import ProcedureLevel
from motcua.kernel.clock import local_day, now
from motcua.organisations.queries.home import home_agency_id
from motcua.reviews.enums import Burden, TargetSet
from motcua.reviews.models import ReductionTarget
from motcua.reviews.queries.findings.scope import Scope
from motcua.reviews.queries.portfolio import Portfolio, baselines, portfolio, targets_on
from motcua.reviews.queries.portfolio_measured import measured_portfolio
from motcua.reviews.rules.changes.portfolio import ADDED, Held, sheets_of, sums
from motcua.reviews.rules.changes.targets import NO_FIELD, Part
from motcua.reviews.rules.measured.together import Together
from motcua.web.cutting import Aimed, PartRow, aimed, in_words, line, part_rows, picture, replaces_words
from motcua.web.measured import sum_rows

_KEPT_SECONDS = 600
_MOST = 100


@dataclass(frozen=True, slots=True)
class Public:
    """What the page shows, kept for some minutes."""

    whole: Portfolio
    by_day: dict[date, tuple[Held, ...]]
    targets: tuple[ReductionTarget, ...]
    saved: Together


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Before, now and as planned, against the targets, by field, and what changed."""
    at = now()
    home = home_agency_id()
    if home is None:
        return render(request, "portal/cutting/page.html", {"found": None})
    found = _public(home, at)
    held = found.whole.held
    whole, words = sums(held), _words()
    burden = next((one for one in ADDED if one == request.GET.get("do")), Burden.TIME)
    changed = [one for one in held if one.before != one.now]
    levels = _levels()

    def rows(parts: dict[Part, str]) -> list[PartRow]:
        return part_rows(parts, burden, held=held, targets=found.targets, held_on=found.by_day)

    context = {
        "found": found,
        "whole": whole,
        "lines": [line(words[one], whole, one) for one in ADDED],
        "sheets": sheets_of(held),
        "aims": [(aim, _called(aim), words[aim.position.wanted.burden]) for aim in _aims(found)],
        "burden": words[burden],
        "burdens": [
            {"label": words[one], "href": f"?do={one.value}", "count": 0, "is_current": one is burden}
            for one in ADDED
        ],
        "picture": picture(held, burden, goal_percent=None) if held else None,
        "fields": rows(
            {Part(field=one.field or NO_FIELD): one.field or _("Chưa rõ lĩnh vực") for one in held}
        ),
        "levels": rows({Part(level=level): levels[level] for one in held for level in one.levels}),
        "changed": [(one, _changes(one, words), replaces_words(one)) for one in changed[:_MOST]],
        "more": max(0, len(changed) - _MOST),
        "saved": sum_rows(found.saved) if found.saved.proposals else [],
        "approved": found.saved.proposals,
    }
    return render(request, "portal/cutting/page.html", context)


def _public(home: UUID, at: datetime) -> Public:
    """The portfolio of the home agency, counted at most every ten minutes."""
    key = f"public-cutting-5:{home}:{local_day(at):%Y%m%d}"
    kept: Public | None = cache.get(key)
    if kept is not None:
        return kept
    scope = Scope(home, at)
    targets = tuple(targets_on(home, scope.on))
    days = baselines(targets, on=scope.on)
    by_day = {day: portfolio(scope, baseline_on=day) for day in days}
    found = Public(
        by_day[days[0]],
        {day: one.held for day, one in by_day.items()},
        targets,
        measured_portfolio(scope).sums,
    )
    cache.set(key, found, _KEPT_SECONDS)
    return found


def _aims(found: Public) -> list[Aimed]:
    """The targets of which something can be said."""
    return [one for one in aimed(found.targets, found.by_day) if one.position.before]


def _called(aim: Aimed) -> str:
    sets = {
        TargetSet.ALL: _("Tất cả thủ tục"),
        TargetSet.BUSINESS: _("Thủ tục liên quan hoạt động kinh doanh"),
        TargetSet.INTERNAL: _("Thủ tục nội bộ"),
    }
    wanted = aim.position.wanted
    whole = sets.get(wanted.procedures) or wanted.field
    return f"{whole}, {_levels()[wanted.level].lower()}" if wanted.level else whole


def _levels() -> dict[str, str]:
    return {
        ProcedureLevel.MINISTRY: _("Cấp bộ"),
        ProcedureLevel.PROVINCE: _("Cấp tỉnh"),
        ProcedureLevel.DISTRICT: _("Cấp huyện"),
        ProcedureLevel.COMMUNE: _("Cấp xã"),
        ProcedureLevel.OTHER: _("Cơ quan khác"),
    }


def _words() -> dict[Burden, str]:
    return {
        Burden.TIME: _("Thời hạn (ngày làm việc)"),
        Burden.COST: _("Chi phí của người dân một năm"),
        Burden.PAPERS: _("Giấy tờ phải nộp"),
        Burden.CONDITIONS: _("Yêu cầu, điều kiện"),
    }


def _changes(one: Held, words: dict[Burden, str]) -> list[str]:
    """What changed in a procedure, in words."""
    return [
        f"{words[burden]}: {in_words(burden, one.before.of(burden))} → {in_words(burden, one.now.of(burden))}"
        for burden in ADDED
        if one.before.of(burden) != one.now.of(burden)
    ]
