"""Changes and what they save, ready for pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.catalogue.enums import ProcedureKind
from motcua.reviews.enums import Burden, CutKind, TargetSet
from motcua.reviews.models import ReductionTarget
from motcua.reviews.queries.business import marks
from motcua.reviews.queries.changes.facts import Studied
from motcua.reviews.queries.portfolio import portfolio, targets_on, wanted_of
from motcua.reviews.rules.business import concerns_business
from motcua.reviews.rules.changes.applying import Applied, Told, plain
from motcua.reviews.rules.changes.effects import Change, shared_with
from motcua.reviews.rules.changes.facts import INTERNAL, Part, Totals, cut_percent
from motcua.reviews.rules.changes.kinds import KINDS
from motcua.reviews.rules.changes.portfolio import Cut, Held, Position, Weighed, position, staying
from motcua.reviews.rules.cost.numbers import whole_vnd
from motcua.reviews.rules.solving.explaining import Without
from motcua.web.desk.what_if.asking import OF_A_PAPER, SHARE, Asked
from motcua.web.templatetags.motcua import money, number


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of before and after, in words; `percent` is by how much it falls, None of nothing."""

    name: str
    before: str
    after: str
    percent: Decimal | None
    is_known: bool = True


def measures(before: Totals, after: Totals, *, has_sheet: bool) -> list[Measured]:
    """Time, cost, papers, conditions and trips, before and after."""
    days = [
        Measured(
            _("Thời hạn (ngày làm việc)"),
            _days(before.days),
            _days(after.days),
            cut_percent(before.of(Burden.TIME), after.of(Burden.TIME)),
            before.days is not None,
        )
    ]
    counts = [
        Measured(
            Burden.PAPERS.label, str(before.papers), str(after.papers), _cut(before, after, Burden.PAPERS)
        ),
        Measured(
            Burden.CONDITIONS.label,
            str(before.conditions),
            str(after.conditions),
            _cut(before, after, Burden.CONDITIONS),
        ),
        Measured(
            _("Số lần đi lại mỗi hồ sơ"),
            plain(before.trips),
            plain(after.trips),
            _cut(before, after, Burden.TRIPS),
        ),
    ]
    return [*days, *_costs(before, after, has_sheet=has_sheet), *counts]


def _costs(before: Totals, after: Totals, *, has_sheet: bool) -> list[Measured]:
    if not has_sheet:
        return [Measured(_("Chi phí một hồ sơ"), "", "", None, is_known=False)]
    return [
        Measured(
            _("Chi phí một hồ sơ"), _vnd(before.cost), _vnd(after.cost), cut_percent(before.cost, after.cost)
        ),
        Measured(
            _("Chi phí một năm"), _vnd(before.year), _vnd(after.year), cut_percent(before.year, after.year)
        ),
    ]


def _cut(before: Totals, after: Totals, burden: Burden) -> Decimal | None:
    return cut_percent(before.of(burden), after.of(burden))


def _days(days: Fraction | None) -> str:
    return "" if days is None else plain(days)


def _vnd(amount: Fraction) -> str:
    return money(whole_vnd(amount))


def told_rows(applied: Applied) -> list[dict[str, Any]]:
    """Each change with what it gives alone."""
    return [
        {"told": told, "gives": gives(told, applied.before), "shared": _shared(told, applied)}
        for told in applied.told
    ]


def _shared(told: Told, applied: Applied) -> list[str]:
    """Of a merger the papers and conditions that both procedures ask for, each kind in words."""
    shared = shared_with(told.change, applied.facts)
    return [
        f"{title}: {'; '.join(part.name for part in parts)}"
        for title, parts in (
            (_("Giấy tờ cả hai cùng đòi"), shared.papers),
            (_("Điều kiện cả hai cùng đặt"), shared.conditions),
        )
        if parts
    ]


def gives(told: Told, before: Totals) -> str:
    """What a change gives alone, in words."""
    alone = told.alone
    said = []
    if before.days is not None and alone.days is not None and alone.days < before.days:
        said.append(_("bớt %(days)s ngày làm việc") % {"days": plain(before.days - alone.days)})
    if alone.year < before.year:
        said.append(_("bớt %(cost)s một năm") % {"cost": _vnd(before.year - alone.year)})
    elif alone.cost < before.cost:
        said.append(_("bớt %(cost)s một hồ sơ") % {"cost": _vnd(before.cost - alone.cost)})
    if alone.papers < before.papers:
        said.append(_("bớt %(count)s giấy tờ") % {"count": number(before.papers - alone.papers)})
    if alone.conditions < before.conditions:
        said.append(_("bớt %(count)s điều kiện") % {"count": number(before.conditions - alone.conditions)})
    if alone.trips < before.trips:
        said.append(_("bớt %(trips)s lần đi lại") % {"trips": plain(before.trips - alone.trips)})
    return ", ".join(said) or _("riêng nó không bớt gì đo được")


def without(sides: Iterable[Without]) -> str:
    """Why a change is in the set, in words: which targets would be missed without it, else what it adds; "" of one
    without which all stays as it is."""
    said = [
        _("%(burden)s chỉ giảm %(left)s %%, cần %(wanted)s %%")
        % {
            "burden": one.aim.burden.label.lower(),
            "left": plain(one.share * 100),
            "wanted": plain(one.aim.share * 100),
        }
        for one in sides
        if one.is_missed
    ]
    if said:
        return _("Không có nó thì %(missed)s.") % {"missed": "; ".join(said)}
    adds = [
        _("%(share)s điểm %% của %(burden)s")
        % {"share": plain(one.gives * 100), "burden": one.aim.burden.label.lower()}
        for one in sides
    ]
    return _("Góp %(adds)s.") % {"adds": ", ".join(adds)} if adds else ""


@dataclass(frozen=True, slots=True)
class Aimed:
    """A target with the position of the portfolio now and with the changes tried."""

    target: ReductionTarget
    burden: str
    now: Position
    tried: Position


def positions(found: Studied, applied: Applied | None, of: Asked) -> list[Aimed]:
    """How far each target is that this procedure counts for, without and with the changes tried."""
    marked = marks(of.scope)
    targets = [one for one in targets_on(of.agency.pk, of.scope.on) if _is_about(one, found, marked)]
    held: dict[Any, Sequence[Held]] = {}
    rows = []
    for target in targets:
        day = target.baseline_on
        if day not in held:
            held[day] = portfolio(of.scope, baseline_on=day).held
        wanted = wanted_of(target)
        with_it = [_tried(one, applied) if one.code == found.facts.code else one for one in held[day]]
        rows.append(
            Aimed(target, Burden(target.burden).label, position(held[day], wanted), position(with_it, wanted))
        )
    return rows


def _is_about(target: ReductionTarget, found: Studied, marked: Mapping[UUID, bool]) -> bool:
    version = found.version
    if target.level and target.level not in version.levels:
        return False
    match TargetSet(target.procedures):
        case TargetSet.ALL:
            return True
        case TargetSet.BUSINESS:
            return concerns_business(
                recorded=version.is_business_related,
                applicants=version.applicant_types,
                marked=marked.get(version.procedure_id),
            )
        case TargetSet.INTERNAL:
            return version.procedure.kind == ProcedureKind.INTERNAL
        case TargetSet.FIELD:
            return target.field_id == version.field_id


def _tried(one: Held, applied: Applied | None) -> Held:
    """The procedure as the changes tried would leave it, never heavier than planned already."""
    if applied is None:
        return one
    before, after = applied.before, applied.after
    cut = Cut(
        Weighed(
            days=(before.days or Fraction(0)) - (after.days or Fraction(0)),
            papers=Fraction(before.papers - after.papers),
            conditions=Fraction(before.conditions - after.conditions),
        ),
        staying(before.year, after.year),
    )
    tried = cut.of(one.now)
    least = Weighed(
        *(
            min(getattr(tried, name), getattr(one.planned, name))
            for name in ("days", "cost", "papers", "conditions")
        )
    )
    return replace(one, planned=least)


@dataclass(frozen=True, slots=True)
class Tick:
    """One thing that can be ticked: its field's name, whether it is on, its number where it needs one; `more` is the
    name of the field for a number that may also stay unsaid."""

    name: str
    label: str
    is_on: bool
    value: str = ""
    unit: str = ""
    hint: str = ""
    more: str = ""


def ticks(found: Studied, changes: Iterable[Change]) -> dict[str, Any]:
    """The form: papers with what can be done to each, then everything else by what it is about."""
    facts, on = found.facts, {change.key: change for change in changes}
    return {
        "papers": [
            {"paper": paper, "name": f"giay.{paper.key}", "choices": _paper_choices(paper.key, on)}
            for paper in facts.papers
        ],
        "time": [_tick(CutKind.SHORTEN_LIMIT, "", _("Rút thời hạn chung"), on)]
        if facts.days is not None
        else [],
        "steps": [
            _tick(CutKind.SHORTEN_STEP, step.key, _step_called(step), on)
            for step in (facts.steps if facts.days is not None else ())
        ],
        "ways": [_tick(kind, "", kind.label, on) for kind in (CutKind.GO_ONLINE, CutKind.TO_EX_POST)],
        "numbers": [_tick(kind, "", kind.label, on) for kind in (CutKind.EXTEND_VALIDITY, CutKind.DELEGATE)],
        "merge": [
            _tick(CutKind.MERGE, other.code, f"{other.code} {other.name}", on) for other in facts.neighbours
        ],
        "fees": [
            _tick(CutKind.DROP_FEE, fee.key, _("Bỏ: %(name)s") % {"name": fee.name}, on) for fee in facts.fees
        ],
        "conditions": [
            _tick(CutKind.DROP_CONDITION, one.key, _("Bỏ: %(name)s") % {"name": one.name}, on)
            for one in facts.conditions
        ],
    }


def _paper_choices(key: str, on: Mapping[str, Change]) -> list[dict[str, Any]]:
    """What can be done to a paper: first keeping it, which is on when nothing else is."""
    choices = [
        {"value": kind.value, "label": _SHORT[kind], "is_on": f"{kind.value}:{key}" in on}
        for kind in OF_A_PAPER
    ]
    keep = {"value": "", "label": _("Giữ"), "is_on": not any(one["is_on"] for one in choices)}
    return [keep, *choices]


def _step_called(step: Part) -> str:
    if step.key.startswith(INTERNAL):
        return _("Quy trình nội bộ: %(name)s") % {"name": step.name}
    return _("Bước %(key)s: %(name)s") % {"key": step.key, "name": step.name}


_SHORT = {
    CutKind.DROP_PAPER: "Bỏ",
    CutKind.REPLACE_PAPER: "Thay bằng dữ liệu",
    CutKind.ACCEPT_COPY: "Nhận bản chụp",
}


def _tick(kind: CutKind, target: str, label: str, on: dict[str, Change]) -> Tick:
    change = on.get(Change(kind, target).key)
    amount = KINDS[kind].amount
    value = plain(change.amount) if change is not None and change.amount is not None else ""
    name = f"{kind.value}.{target}" if target else kind.value
    return Tick(
        name,
        label,
        change is not None,
        value,
        amount.unit if amount else "",
        amount.words if amount else "",
        f"{name}{SHARE}" if amount and amount.is_optional else "",
    )
