"""The figures of a report by code, in words: what sentences, pages and papers say, counted once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from motcua.indicators.queries.measuring import figures as count_figures
from motcua.indicators.rules.declared import measures_on
from motcua.indicators.rules.measures import KEPT_BACK, Figure, Measure
from motcua.kernel.clock import VIETNAM
from motcua.plans.queries.yearly import yearly_figures
from motcua.plans.rules.yearly import Figure as Noted
from motcua.reports.queries.catalogue_counts import listing_on
from motcua.reports.queries.filling import Scope, fill_form
from motcua.reports.rules.filled import (
    NO_DATA,
    NOTHING_AROSE,
    Filled,
    digest,
    number_said,
    percent,
    provable_table,
)
from motcua.reports.rules.forms.declared import get_form
from motcua.reports.rules.forms.definition import ReportForm
from motcua.reports.rules.outline import Outline, outline_on


@dataclass(frozen=True, slots=True)
class Told:
    """A figure in words; `part` over `whole` where it is a share."""

    code: str
    name: str
    said: str
    part: int | None = None
    whole: int | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """Everything counted for a report: its tables, its figures, what plans noted, and by which definitions."""

    tables: tuple[Filled, ...]
    figures: dict[str, Told]
    noted: dict[str, Told]
    outline: Outline
    scope: Scope

    @property
    def words(self) -> dict[str, str]:
        """What each code says."""
        return {code: told.said for code, told in {**self.noted, **self.figures}.items()}

    @property
    def names(self) -> dict[str, str]:
        """What each code is called."""
        return {code: told.name for code, told in {**self.noted, **self.figures}.items()}

    def only(self, codes: Collection[str]) -> Counted:
        """The same with the figures of these codes alone: what a text uses."""
        wanted = frozenset(codes)
        return replace(
            self,
            figures={code: told for code, told in self.figures.items() if code in wanted},
            noted={code: told for code, told in self.noted.items() if code in wanted},
        )

    def provable(self) -> dict[str, Any]:
        """What is counted again to the same as of the same instant, the content of the digest: numbers by key, without
        the names of things, which may change, and without figures that nobody kept, which may be kept one day."""
        scope = self.scope
        return {
            "agency": str(scope.agency_id or ""),
            "from": scope.window.start.isoformat(),
            "to": scope.last_day.isoformat(),
            "as_of": scope.as_of.astimezone(VIETNAM).isoformat() if scope.as_of else "",
            "forms": [provable_table(table) for table in self.tables],
            "figures": {
                code: [told.part, told.whole, told.said]
                for code, told in self.figures.items()
                if told.said != NO_DATA
            },
        }

    def snapshot(self) -> dict[str, Any]:
        """What a closed report keeps: its tables and figures as they are shown, what plans noted by then, and the
        definitions by which it was counted."""
        return {
            "outline": self.outline.version,
            "definitions": {table.form.code: table.form.version for table in self.tables},
            "forms": [table.as_dict() for table in self.tables],
            "figures": {code: asdict(told) for code, told in sorted(self.figures.items())},
            "noted": {code: asdict(told) for code, told in sorted(self.noted.items())},
        }

    @property
    def digest(self) -> str:
        """The name of what can be counted again."""
        return digest(self.provable())


def count_report(forms: Sequence[str], scope: Scope) -> Counted:
    """The report counted anew: every form and figure as of the closing instant.

    A number of statements that grows with the forms, not with what is counted.

    :raises Refused: as `filling.fill`; "outline-not-in-force".
    """
    on = scope.last_day
    definitions = [get_form(code, on) for code in forms]
    return count_defined(definitions, outline_on(on), scope)


def count_defined(forms: Sequence[ReportForm], outline: Outline, scope: Scope) -> Counted:
    """The same with given definitions."""
    tables = tuple(fill_form(form, scope) for form in forms)
    return Counted(tables, {**_measured(scope), **_listed(scope)}, _noted(scope), outline, scope)


def _measured(scope: Scope) -> dict[str, Told]:
    known = measures_on(scope.last_day)
    found = count_figures([(measure, scope.asked) for measure in known])
    return {measure.code: _told(measure, figure) for measure, figure in zip(known, found, strict=True)}


def _told(measure: Measure, figure: Figure | None) -> Told:
    if figure is None:
        return Told(measure.code, measure.name, NO_DATA)
    if figure.denominator is None:
        return Told(measure.code, measure.name, number_said(figure.numerator), figure.numerator)
    is_untold = figure.is_kept_back and not figure.denominator
    said = KEPT_BACK if is_untold else percent(figure.numerator, figure.denominator)
    return Told(measure.code, measure.name, said, figure.numerator, figure.denominator)


_NAMES = {
    "catalogue_total": "Thủ tục hành chính đang công khai",
    "catalogue_province_committee": "Thủ tục thuộc thẩm quyền Ủy ban nhân dân cấp tỉnh",
    "catalogue_department": "Thủ tục thuộc thẩm quyền Sở",
    "catalogue_district": "Thủ tục thuộc thẩm quyền cấp huyện",
    "catalogue_commune": "Thủ tục thuộc thẩm quyền cấp xã",
    "catalogue_other": "Thủ tục thuộc thẩm quyền cơ quan khác",
    "catalogue_internal_total": "Thủ tục hành chính nội bộ",
    "catalogue_internal_province_committee": "Thủ tục nội bộ thuộc thẩm quyền Ủy ban nhân dân cấp tỉnh",
    "catalogue_internal_department": "Thủ tục nội bộ thuộc thẩm quyền Sở",
    "catalogue_internal_district": "Thủ tục nội bộ thuộc thẩm quyền cấp huyện",
    "catalogue_internal_commune": "Thủ tục nội bộ thuộc thẩm quyền cấp xã",
    "catalogue_internal_other": "Thủ tục nội bộ thuộc thẩm quyền cơ quan khác",
    "catalogue_full_online": "Thủ tục cung cấp dịch vụ công trực tuyến toàn trình",
    "catalogue_full_online_rate": "Tỷ lệ thủ tục cung cấp dịch vụ công trực tuyến toàn trình",
    "catalogue_partial_online": "Thủ tục cung cấp dịch vụ công trực tuyến một phần",
    "catalogue_partial_online_rate": "Tỷ lệ thủ tục cung cấp dịch vụ công trực tuyến một phần",
}


def _listed(scope: Scope) -> dict[str, Told]:
    facts = listing_on(scope.last_day).facts()
    told = {
        code: Told(code, _NAMES[code], number_said(value), value)
        if isinstance(value, int)
        else Told(code, _NAMES[code], value)
        for code, value in facts.items()
    }
    decisions = len(fill_form(get_form("II.03", scope.last_day), scope).rows)
    told["decisions"] = Told("decisions", "Quyết định công bố trong kỳ", number_said(decisions), decisions)
    return told


def _noted(scope: Scope) -> dict[str, Told]:
    """What plans tell of signings, activities and initiatives, as it is known now."""
    if scope.agency_id is None:
        return {}
    found = yearly_figures(scope.agency_id, scope.window)
    return {one.code: Told(one.code, one.label, _noted_said(one), one.value, one.of) for one in found}


def _noted_said(one: Noted) -> str:
    """ "09/09"; "không phát sinh" where nobody was asked."""
    if one.of == 0:
        return NOTHING_AROSE
    return number_said(one.value) if one.of is None else one.words
