"""Template tags and filters that every template has: how days, money, limits and people's words are shown."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from difflib import SequenceMatcher
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from motcua.deadlines.enums import LimitUnit
from motcua.kernel.clock import VIETNAM
from motcua.web.icons import ICONS

register = template.Library()

_UNITS = dict(LimitUnit.choices())
_WORDS = re.compile(r"\s+|\S+")
_MOST_WORDS = 6000  # beyond this a comparison word by word would keep the reader waiting
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_NOTICE_ICONS = {
    "info": "info",
    "warning": "alert",
    "problem": "alert",
    "error": "alert",
    "done": "check",
    "success": "check",
    "debug": "info",
}
_NOTICE_KINDS = {"error": "problem", "success": "done", "debug": "info"}


@register.filter
def day(value: date | datetime | None) -> str:
    """09/09/2026; an instant shows its day in Vietnam."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(VIETNAM).date()
    return f"{value:%d/%m/}{value.year:04d}"


@register.filter
def moment(value: datetime | None) -> str:
    """17:00 09/09/2026, in Vietnam's time."""
    return "" if value is None else f"{value.astimezone(VIETNAM):%H:%M} {day(value)}"


@register.filter
def weekday(value: date | datetime | None) -> str:
    """The name of the day of the week, in the language of the page."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(VIETNAM).date()
    return _(_WEEKDAYS[value.weekday()])


@register.filter
def iso(value: date | None) -> str:
    """2026-09-09, for `datetime` attributes and addresses."""
    return "" if value is None else value.isoformat()


@register.filter
def number(value: int | float | Decimal | None) -> str:
    """1.024 or 98,1 as Vietnamese writes numbers, whatever the language of the page."""
    return "" if value is None else f"{value:,}".translate(str.maketrans(",.", ".,"))


@register.filter
def money(value: int | None) -> str:
    """1.024.000 đ, kept on one line."""
    return "" if value is None else f"{number(value)}\u00a0đ"


@register.filter
def percent(share: float | Decimal | None, places: int = 1) -> str:
    """98,1 % of a share between 0 and 1."""
    if share is None:
        return ""
    exact = Decimal(str(share)) * 100
    rounded = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{number(rounded)}\u00a0%"


@register.filter
def amount(value: Decimal | int | None) -> str:
    """05 for 5, 7,5 for 7.50: a number of days or hours as official papers write it."""
    if value is None:
        return ""
    exact = Decimal(value)
    if exact != exact.to_integral_value():
        return number(exact.normalize())
    return f"{int(exact):02d}"


@register.filter
def limit(method: Any) -> str:
    """The time limit of a submission method: "05 ngày làm việc"; the source's words when it is no sure number."""
    unit, words = method.limit_unit, str(method.limit_text)
    if not unit or (method.limit_needs_person and words):
        return words
    if unit in {LimitUnit.SAME_DAY, LimitUnit.IMMEDIATE, LimitUnit.NONE}:
        return _(_UNITS[unit]).capitalize()
    return words if method.limit_amount is None else f"{amount(method.limit_amount)}\u00a0{_(_UNITS[unit])}"


@register.filter
def duration(value: timedelta | None) -> str:
    """2 ngày 3 giờ 05 phút: a length of time in words."""
    if value is None:
        return ""
    minutes = int(value.total_seconds() // 60)
    days, rest = divmod(minutes, 1440)
    hours, minutes = divmod(rest, 60)
    words = []
    if days:
        words.append(f"{days} {pgettext('thời lượng', 'ngày')}")
    if hours:
        words.append(f"{hours} {pgettext('thời lượng', 'giờ')}")
    if minutes or not words:
        words.append(f"{minutes} {pgettext('thời lượng', 'phút')}")
    return " ".join(words)


@register.filter
def working(value: timedelta | None) -> str:
    """2 ngày 3 giờ of working time: a day is eight hours; under an hour in minutes."""
    if value is None:
        return ""
    minutes = round(value.total_seconds() / 60)
    days, rest = divmod(minutes, 480)
    hours, left = divmod(rest, 60)
    if days:
        return f"{days} ngày" + (f" {hours} giờ" if hours else "")
    return f"{hours} giờ" + (f" {left} phút" if left else "") if hours else f"{left} phút"


@register.filter
def period(value: Any) -> str:
    """A half-open range of days as people say it: "từ 01/07/2025 đến hết 30/06/2026"."""
    if value is None:
        return ""
    first = value.lower if hasattr(value, "lower") else value.start
    end = value.upper if hasattr(value, "upper") else value.end
    if first and end:
        return _("từ %(first)s đến hết %(last)s") % {
            "first": day(first),
            "last": day(end - timedelta(days=1)),
        }
    if first:
        return _("từ %(first)s") % {"first": day(first)}
    return _("đến hết %(last)s") % {"last": day(end - timedelta(days=1))} if end else ""


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A small drawing beside words; with `label` it speaks for itself, else it is hidden from screen readers."""
    shape = mark_safe(ICONS[name])  # noqa: S308 - our own constant drawings
    if label:
        return format_html(
            '<svg class="icon" viewBox="0 0 24 24" role="img" aria-label="{}">{}</svg>', label, shape
        )
    return format_html('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', shape)


@register.simple_block_tag
def notice(content: SafeString, kind: str = "info", title: str = "", role: str = "") -> str:
    """`{% notice "warning" title="…" %} … {% endnotice %}`: something to know before going on."""
    words = str(kind).split()
    plain = next((word for word in words if word in _NOTICE_ICONS), "info")
    return render_to_string(
        "components/notice.html",
        {
            "content": content,
            "kind": _NOTICE_KINDS.get(plain, plain),
            "icon": _NOTICE_ICONS[plain],
            "title": title,
            "role": role or ("alert" if _NOTICE_KINDS.get(plain, plain) == "problem" else ""),
        },
    )


@register.filter
def web_address(address: str) -> str:
    """The address when it leads to a web page, else "": no other scheme becomes a link."""
    return address if address.lower().startswith(("https://", "http://")) else ""


@register.simple_tag
def words_changed(before: str, after: str) -> dict[str, SafeString]:
    """Both texts with the words that went or came marked by <del> and <ins>."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) + len(new) > _MOST_WORDS:
        return {"before": _marked(old, "del", [(0, len(old))]), "after": _marked(new, "ins", [(0, len(new))])}
    steps = [
        step for step in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if step[0] != "equal"
    ]
    return {
        "before": _marked(old, "del", [(first, last) for _tag, first, last, _i, _j in steps]),
        "after": _marked(new, "ins", [(first, last) for _tag, _i, _j, first, last in steps]),
    }


def _marked(words: list[str], tag: str, spans: list[tuple[int, int]]) -> SafeString:
    pieces, place = [], 0
    for first, last in spans:
        pieces.append(escape("".join(words[place:first])))
        if last > first:
            pieces.append(format_html("<{0}>{1}</{0}>", mark_safe(tag), "".join(words[first:last])))  # noqa: S308
        place = last
    pieces.append(escape("".join(words[place:])))
    return mark_safe("".join(pieces))  # noqa: S308 - every piece is escaped above


@register.filter
def other_language(code: str) -> str:
    """The code of the language that the reader could switch to."""
    return "vi" if code == "en" else "en"


@register.filter
def dialled(phone: str) -> str:
    """A telephone number as a `tel:` address takes it."""
    return "".join(char for char in phone if char.isdigit() or char == "+")
