"""`./motcua cost --procedure`: what a procedure costs, from the database."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from motcua.kernel.clock import local_day, now
from motcua.kernel.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from motcua.organisations.models import Agency
    from motcua.reviews.models import HourlyIncome
    from motcua.reviews.rules.cost.frequency import Often, TakenOften
    from motcua.reviews.rules.cost.kept import KeptLine

_SHOWN = 60


@dataclass(frozen=True)
class _Told:
    """A sheet, kept or made for this once."""

    code: str
    name: str
    agency: Agency
    state: str
    often: Sequence[Often]
    waited: tuple[Decimal | None, int]
    income: HourlyIncome | None
    hourly_income_vnd: Decimal
    lines: Sequence[KeptLine]
    after: Sequence[KeptLine] | None = None

    @property
    def taken(self) -> TakenOften:
        from motcua.reviews.rules.cost.frequency import taken_often

        return taken_often(self.often)

    @property
    def dossiers(self) -> Decimal:
        return self.taken.dossiers.dossiers

    @property
    def once(self) -> Fraction:
        return sum((line.cost for line in self.lines), Fraction(0))


def cost_of_procedure(*, code: str, agency_code: str | None, as_json: bool) -> None:
    """Print the sheet that stands for the procedure at the agency; without one, what a sheet would say now.

    :raises Refused: "agency-not-found", "procedure-not-found", "hourly-income-missing".
    """
    from motcua.cli.main import print_json
    from motcua.config.installation import open_database

    open_database()
    told = _told(code[:40], _agency(agency_code), now())
    if as_json:
        print_json(_as_dict(told))
    else:
        _print(told)


def _agency(code: str | None) -> Agency:
    from motcua.organisations.models import Installation
    from motcua.organisations.queries.agencies import find_agency

    installation = Installation.objects.select_related("home").first()
    home = installation.home if installation else None
    found = find_agency(code[:60], local_day(now())) if code else home
    if found is None:
        raise Refused(
            "agency-not-found", "Không có cơ quan này. Ghi --agency MÃ; xem mã ở trang Cơ quan, đơn vị."
        )
    return found


def _told(code: str, agency: Agency, at: datetime) -> _Told:
    from motcua.reviews.enums import EstimateStatus
    from motcua.reviews.queries.costs import find_current
    from motcua.reviews.queries.costs.sheets import kept_lines, often_of

    kept = find_current(code, agency, local_day(at))
    if kept is None:
        return _made_now(code, agency, at)
    copy = kept.copies.order_by("-made_at", "-id").first()
    return _Told(
        kept.procedure.code,
        kept.version.name,
        kept.agency,
        EstimateStatus(kept.status).value,
        often_of(kept),
        (kept.waited_days, kept.waited_dossiers),
        kept.income,
        kept.hourly_income_vnd,
        [line for _row, line in kept_lines(kept)],
        None if copy is None else [line for _row, line in kept_lines(copy)],
    )


def _made_now(code: str, agency: Agency, at: datetime) -> _Told:
    from motcua.catalogue.enums import VersionState
    from motcua.catalogue.models import ProcedureVersion
    from motcua.organisations.queries.home import home_jurisdiction
    from motcua.reviews.queries.costs.drafts import drafts_of

    found = ProcedureVersion.objects.filter(
        procedure__code=code,
        procedure__jurisdiction__in=["", home_jurisdiction()],
        state=VersionState.PROMULGATED,
        in_force__contains=local_day(at),
    )
    version = found.order_by("-procedure__jurisdiction").first()
    if version is None:
        raise Refused("procedure-not-found", f"Không có thủ tục mã “{code}” đang áp dụng. Kiểm tra lại mã.")
    [draft] = drafts_of([version], agency=agency, at=at)
    return _Told(
        code,
        version.name,
        agency,
        "not_kept",
        [draft.often],
        (draft.waited_days, draft.waited_dossiers),
        draft.income,
        draft.hourly_income_vnd,
        draft.lines,
    )


def _as_dict(told: _Told) -> dict[str, Any]:
    said = {
        "procedure": told.code,
        "name": told.name,
        "agency": told.agency.code,
        "sheet": told.state,
        "dossiers_per_year": float(told.dossiers),
        "subjects_per_year": float(told.taken.subjects.subjects),
        "frequency_source": told.taken.source,
        "frequency_confidence": told.taken.confidence.value,
        "frequency_why": told.taken.why,
        "frequency": [_often(one, told.taken) for one in told.often],
        "waiting": _waiting(*told.waited),
        "hourly_income_vnd": float(told.hourly_income_vnd),
        "hourly_income": _income(told.income),
        "before": _amounts(told.once, told),
        "lines": [_line(line, told.once) for line in told.lines],
    }
    if told.after is not None:
        after = sum((line.cost for line in told.after), Fraction(0))
        said["after"] = _amounts(after, told)
        said["saving"] = _amounts(told.once - after, told)
        said["saving_percent"] = _rate(told.once - after, told.once)
    return said


def _often(said: Often, taken: TakenOften) -> dict[str, Any]:
    return {
        "dossiers_per_year": float(said.dossiers),
        "subjects_per_year": float(said.subjects),
        "times_per_year": round(float(said.times), 4),
        "origin": said.origin.value,
        "source": said.source,
        "confidence": said.confidence.value,
        "dossiers_counted": said.counted,
        "dossiers_taken": said == taken.dossiers,
        "subjects_taken": said == taken.subjects,
    }


def _waiting(days: Decimal | None, dossiers: int) -> dict[str, Any] | None:
    """In how many days half of the dossiers came to a result, and how sure that is; never counted as money."""
    from motcua.reviews.rules.cost.evidence import sure_from

    if days is None:
        return None
    return {"median_days": float(days), "dossiers": dossiers, "confidence": sure_from(dossiers).value}


def _income(income: HourlyIncome | None) -> dict[str, Any] | None:
    """Where what an hour is worth comes from; None where a kept sheet does not say."""
    from motcua.deadlines.enums import Certainty
    from motcua.reviews.queries.costs.settings import income_of

    if income is None:
        return None
    return {
        "gdp_year": income.gdp_year,
        "gdp_per_capita_vnd": income.gdp_per_capita_vnd,
        "hours_per_year": income.hours_per_year,
        "basis": income.basis,
        "source": income.source,
        "certainty": income.certainty,
        "certainty_label": Certainty(income.certainty).label,
        "confidence": income_of(income).confidence.value,
        "since": income.in_force.lower.isoformat(),
        "until": income.in_force.upper.isoformat() if income.in_force.upper else None,
    }


def _amounts(once: Fraction, told: _Told) -> dict[str, int]:
    from motcua.reviews.rules.cost.numbers import whole_vnd

    year = once * Fraction(told.dossiers)
    return {"per_dossier_vnd": whole_vnd(once), "per_year_vnd": whole_vnd(year)}


def _line(line: KeptLine, whole: Fraction) -> dict[str, Any]:
    from motcua.reviews.enums import CostPart
    from motcua.reviews.rules.cost.numbers import whole_vnd

    return {
        "key": line.key,
        "block": line.block.value,
        "activity": line.activity,
        "cost_vnd": whole_vnd(line.cost),
        "share_percent": _rate(line.cost, whole),
        "confidence": line.confidence.value,
        "numbers": {
            part.value: {
                "value": float(line.number(part)),
                "sources": [
                    {
                        "value": float(one.value),
                        "origin": one.origin.value,
                        "source": one.source,
                        "confidence": one.confidence.value,
                        "is_taken": one is line.taken(part),
                    }
                    for one in line.values
                    if one.part is part
                ],
            }
            for part in CostPart
            if line.taken(part) is not None and (part is not CostPart.INCOME or line.number(CostPart.HOURS))
        },
    }


def _rate(part: Fraction, whole: Fraction) -> float | None:
    from motcua.reviews.rules.cost.numbers import percent

    found = percent(part, whole)
    return None if found is None else float(found)


def _income_said(income: HourlyIncome) -> str:
    from motcua.deadlines.enums import Certainty
    from motcua.reviews.queries.costs.settings import income_of

    since = f"áp dụng từ {income.in_force.lower:%d/%m/%Y}"
    return f"{income_of(income).source} ({Certainty(income.certainty).label}; {since})"


_STATES = {"draft": "bản nháp", "agreed": "đã thống nhất", "not_kept": "chưa có bảng; lập thử, không lưu"}


def _print(told: _Told) -> None:
    from motcua.reviews.enums import Block
    from motcua.reviews.rules.cost.numbers import grouped, whole_vnd

    amounts = _amounts(told.once, told)
    print(f"CHI PHÍ TUÂN THỦ: {told.code} {told.name}")
    print(f"  {told.agency.name} · {_STATES[told.state]}")
    print(f"  Một năm: {told.taken.source}")
    if len(told.often) > 1:
        print(f"  {told.taken.why}")
    if told.income is not None:
        print(f"  Một giờ {grouped(round(told.hourly_income_vnd))} đ: {_income_said(told.income)}")
    print(
        f"  Một hồ sơ {grouped(amounts['per_dossier_vnd'])} đ · một năm {grouped(amounts['per_year_vnd'])} đ"
    )
    for block in Block:
        lines = [line for line in told.lines if line.block is block]
        if lines:
            print(f"\n  {block.label}")
        for line in lines:
            name = line.activity if len(line.activity) <= _SHOWN else line.activity[: _SHOWN - 1] + "…"
            print(
                f"    {name:{_SHOWN}}{grouped(whole_vnd(line.cost)):>12} đ  {line.confidence.label.lower()}"
            )
    if told.after is not None:
        after = sum((line.cost for line in told.after), Fraction(0))
        rate = _rate(told.once - after, told.once)
        saved = _amounts(told.once - after, told)
        print(f"\n  Sau đơn giản hóa: một hồ sơ {grouped(whole_vnd(after))} đ", end="")
        print(f" · tiết kiệm một năm {grouped(saved['per_year_vnd'])} đ" + (f" ({rate} %)" if rate else ""))
