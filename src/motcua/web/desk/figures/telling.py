"""As of when what people say is told, in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.utils.translation import gettext as _

from motcua.indicators.enums import Source
from motcua.indicators.policy import hears
from motcua.kernel.clock import local_day
from motcua.web.desk.figures.asking import Question


def hearing_of(question: Question) -> Callable[[Source], bool]:
    """Of which sources the reader is told what people say there."""
    return lambda source: hears(source, question.heard)


def months_told(question: Question) -> str:
    """Of which whole months what ratings move is told, in words; "" where these are the days asked for."""
    months = question.asked.in_months
    if months is None or (months.window == question.window and question.as_of is None):
        return ""
    return _("Chỉ tính trọn những tháng đã kết thúc: từ %(first)s đến hết %(last)s.") % {
        "first": f"{months.window.start:%d/%m/%Y}",
        "last": f"{months.last_day:%d/%m/%Y}",
    }


def voices_told(question: Question) -> str:
    """Until when an index is told what people say, in words; "" where that is the end of its days."""
    if question.closing is None and question.asked.in_months == question.asked:
        return ""
    until = question.asked.by_month
    if until is None:
        return _("Điểm tính từ điều người dân nói: tính khi hết tháng.")
    lines = []
    if until.as_of is not None:
        day = local_day(until.as_of) - timedelta(days=1)
        lines.append(_("Điểm tính từ điều người dân nói: tính đến hết %(day)s.") % {"day": f"{day:%d/%m/%Y}"})
    months = question.asked.in_months
    if months is None or months.window != question.window:
        lines.append(months_told(question) or _("Điểm tính từ lượt đánh giá: tính khi hết tháng."))
    return " ".join(lines)
