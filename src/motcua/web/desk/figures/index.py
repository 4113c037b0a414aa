"""All measures with their values for one agency and time."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from motcua.indicators.enums import Side, Source
from motcua.indicators.policy import is_told
from motcua.indicators.queries.measuring import figures
from motcua.indicators.rules.declared import measures_on
from motcua.indicators.rules.measures import NO_DATA_YET, Figure, Measure, in_words
from motcua.web.desk.access import DeskRequest, desk_view
from motcua.web.desk.figures.asking import READERS, Question, ask, is_too_fine, period_links
from motcua.web.desk.figures.telling import months_told

_TITLES = {
    Source.DOSSIERS: _("Hồ sơ"),
    Source.RATINGS: _("Người dân đánh giá"),
    Source.COLLECTIONS: _("Thanh toán"),
    Source.DUTIES: _("Việc theo kế hoạch"),
    Source.CHILD_PLANS: _("Kế hoạch của đơn vị cấp dưới"),
    Source.INSPECTED_UNITS: _("Kiểm tra"),
    Source.PROCEDURES: _("Danh mục thủ tục"),
    Source.PUBLICATIONS: _("Công bố, công khai thủ tục"),
    Source.COMMITMENT_UNITS: _("Ký cam kết"),
    Source.INITIATIVES: _("Sáng kiến"),
    Source.ACTIVITIES: _("Tập huấn, truyền thông"),
    Source.FEEDBACK: _("Phản ánh, kiến nghị"),
    Source.SURVEYS: _("Khảo sát"),
    Source.PROPOSALS: _("Phương án đơn giản hóa"),
    Source.CONDITIONS: _("Điều kiện kinh doanh"),
    Source.RULES: _("Quy định kinh doanh"),
    Source.BURDENS: _("Cắt giảm thủ tục"),
}


@desk_view(*READERS)
@require_GET
def page(request: DeskRequest) -> HttpResponse:
    form, question = ask(request.GET, request.desk)
    told = [each for each in measures_on(question.last) if is_told(each, question.heard)]
    known = [each for each in told if not is_too_fine(each, question)]
    asked = question.asked
    counted = figures([(each, asked) for each in known])
    lines = [_line(each, figure, question) for each, figure in zip(known, counted, strict=True)]
    context = {
        "form": form,
        "question": question,
        "periods": period_links(question, request.desk.today),
        "groups": _groups(lines),
        "unfinished": [each.name for each in told if is_too_fine(each, question)],
        "months": months_told(question) if any(each.is_rated for each in known) else "",
        "awaited": [line for line in lines if line["source"] is None],
    }
    return render(request, "desk/figures/list.html", context)


def _groups(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The counted measures by what they count, rates before numbers."""
    groups = []
    for source in Source:
        own = [line for line in lines if line["source"] is source]
        if own:
            own.sort(key=lambda line: not line["below"])
            groups.append({"title": _TITLES.get(source, source.label.capitalize()), "lines": own})
    return groups


def _line(known: Measure, figure: Figure | None, question: Question) -> dict[str, Any]:
    href = f"{reverse('desk:figures:measure', args=[known.code])}?{question.query}"
    line: dict[str, Any] = {
        "name": known.name,
        "href": href,
        "source": known.source,
        "missing": known.missing,
    }
    if figure is None:
        return {**line, "says": NO_DATA_YET, "above": None, "below": None}
    return {
        **line,
        "says": in_words(figure, known.unit),
        "above": {"number": figure.numerator, "href": question.link(known.code)},
        "below": {
            "number": figure.denominator,
            "href": question.link(known.code, Side.DENOMINATOR),
        }
        if figure.denominator is not None
        else None,
    }
