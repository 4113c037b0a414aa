"""What is asked of the figures: whose, for which days, closed when."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from motcua.accounts.enums import Capability
from motcua.accounts.models import RoleHolding
from motcua.accounts.queries import agencies_where
from motcua.feedback.queries.feedback.visible import unheard_feedback
from motcua.indicators.enums import Dimension, Side
from motcua.indicators.policy import VOICE_READERS, too_fine
from motcua.indicators.queries.windows import Asked
from motcua.indicators.rules.declared import is_sealed
from motcua.indicators.rules.measures import Measure
from motcua.indicators.rules.spans import Span, calendar_spans, name_of, report_spans
from motcua.kernel.clock import VIETNAM, local_day
from motcua.kernel.periods import Period
from motcua.kernel.refusals import Refused
from motcua.organisations.models import Agency
from motcua.organisations.queries.home import home_agency_id
from motcua.web.desk.access import Desk
from motcua.web.desk.dashboards.links import figure_link, figure_query
from motcua.web.desk.fields import DayField

READERS = (Capability.READ_DOSSIERS, Capability.READ_PLANS)
_UNHEARD = "unheard"
_CLOCK_FIRST = re.compile(r"(\d{1,2})[:hg](\d{2})\s+(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


class MomentField(forms.Field):
    """An instant typed as 17:00 14/11/2026, or as addresses carry it."""

    def __init__(self, **kwargs: Any) -> None:
        shown = {"autocomplete": "off", "placeholder": _("giờ:phút ngày/tháng/năm"), "size": 18}
        super().__init__(widget=forms.TextInput(attrs=shown), **kwargs)

    def to_python(self, value: Any) -> Any:
        text = str(value or "")[:40]
        return _instant(text) if text.strip() else None

    def prepare_value(self, value: Any) -> Any:
        try:
            found = _instant(str(value))
        except ValidationError:
            return value
        return f"{found.astimezone(VIETNAM):%H:%M %d/%m/%Y}"


def _instant(text: str) -> datetime:
    typed = _CLOCK_FIRST.fullmatch(text.strip())
    try:
        if typed:
            hour, minute, day, month, year = (int(part) for part in typed.groups())
            return datetime(year, month, day, hour, minute, tzinfo=VIETNAM)
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValidationError(
            _("Thời điểm chưa đúng. Ghi giờ rồi ngày, ví dụ 17:00 14/09/2026."), code="invalid"
        ) from None
    return found if found.tzinfo else found.replace(tzinfo=VIETNAM)


@dataclass(frozen=True, slots=True)
class Question:
    """Whose figures (None: of everything), for which days, both included. `as_of` is the closing that was asked for;
    `at` the moment of asking; `heard`: of what people say there, what the person is told; `unheard`: what is
    said of themselves, which no number tells them."""

    agency: Agency | None
    first: date
    last: date
    as_of: datetime | None
    at: datetime
    heard: frozenset[Capability] = frozenset()
    unheard: frozenset[UUID] = frozenset()

    @property
    def agency_id(self) -> UUID | None:
        """The agency's id."""
        return self.agency.pk if self.agency else None

    @property
    def window(self) -> Period:
        """The days as a half-open period."""
        return Period(self.first, self.last + timedelta(days=1))

    @property
    def closing(self) -> datetime | None:
        """When the figures are closed: as asked for; now while the days are not over; else None, when they end."""
        end = datetime.combine(self.last + timedelta(days=1), time(0), tzinfo=VIETNAM)
        return self.as_of or (self.at.replace(microsecond=0) if end > self.at else None)

    @property
    def asked(self) -> Asked:
        """As measures take it."""
        return Asked(self.agency_id, self.window, self.closing, self.unheard)

    @property
    def is_over(self) -> bool:
        """Whether its days are over."""
        return self.last < local_day(self.at)

    @property
    def name(self) -> str:
        """What people call the days; "" for free ones."""
        return name_of(self.window, self.last)

    @property
    def query(self) -> str:
        """The question as pairs in an address."""
        return figure_query(agency_id=self.agency_id, first=self.first, last=self.last, as_of=self.as_of)

    def within(self, span: Span) -> Question:
        """The same for another period."""
        return replace(self, first=span.period.start, last=span.last)

    def link(
        self, code: str, side: Side = Side.NUMERATOR, *, by: Dimension | None = None, part: str = ""
    ) -> str:
        """Where the rows behind a figure of this question are shown; the measure itself where they are for nobody."""
        if is_sealed(code, side):
            return f"{reverse('desk:figures:measure', args=[code])}?{self.query}"
        return figure_link(
            code,
            agency_id=self.agency_id,
            first=self.first,
            last=self.last,
            as_of=self.closing,
            side=side,
            by=by,
            part=part,
        )


class QuestionForm(forms.Form):
    """Whose figures, for which days, closed when; what is not said is the person's own body and this month."""

    def __init__(self, data: Mapping[str, str], *, desk: Desk) -> None:
        self.desk = desk
        self.places = _places(desk)
        usual = {
            "agency": str(_usual_place(desk, self.places) or ""),
            "from": desk.today.replace(day=1).isoformat(),
            "to": calendar_spans(desk.today)[0].last.isoformat(),
            "as_of": "",
        }
        everything = "from" in data and not data.get("agency")
        asked = {name: _as_typed(data.get(name) or value) for name, value in usual.items()}
        super().__init__(asked | ({"agency": ""} if everything else {}), label_suffix="", auto_id="hoi-%s")
        names = [(str(place.pk), place.name) for place in self.places]
        whole = [("", _("Toàn hệ thống"))] if everything else []
        self.fields["agency"] = forms.ChoiceField(
            label=_("Cơ quan, đơn vị"), choices=[*whole, *names], required=False
        )
        self.fields["from"] = DayField(label=_("Từ ngày"))
        self.fields["to"] = DayField(label=_("Đến hết ngày"))
        self.fields["as_of"] = MomentField(label=_("Số liệu chốt lúc"), required=False)

    def question(self, at: datetime) -> Question:
        """What is asked.

        :raises Refused: "figures-not-allowed" for an agency that the person does not read, "figures-period-wrong",
            "figures-closing-in-future".
        """
        if not self.is_valid():
            if "agency" in self.errors:
                raise _not_theirs()
            message = next(iter(self.errors.values()))[0]
            raise Refused("figures-period-wrong", str(message))
        said = self.cleaned_data
        if said["to"] < said["from"]:
            raise Refused(
                "figures-period-wrong",
                f"Ngày cuối {said['to']:%d/%m/%Y} đứng trước ngày đầu {said['from']:%d/%m/%Y}. Chọn lại kỳ.",
            )
        if said["as_of"] is not None and said["as_of"] > at:
            raise Refused(
                "figures-closing-in-future",
                "Thời điểm chốt số liệu chưa tới. Chọn một thời điểm đã qua, hoặc để trống.",
            )
        agency = next((place for place in self.places if str(place.pk) == said["agency"]), None)
        place = agency
        if place is None:
            home = home_agency_id()
            place = next((each for each in self.places if each.pk == home), None)
        if place is None:
            raise _not_theirs()
        heard = frozenset(each for each in VOICE_READERS if getattr(place, _hears(each)))
        unheard = frozenset(getattr(place, _UNHEARD))
        return Question(agency, said["from"], said["to"], said["as_of"], at, heard, unheard)


def _as_typed(text: str) -> str:
    """A day of an address as people type it; anything else as it is."""
    try:
        return f"{date.fromisoformat(text):%d/%m/%Y}"
    except ValueError:
        return text


def ask(data: Mapping[str, str], desk: Desk) -> tuple[QuestionForm, Question]:
    """The form as it stands in the address, and what it asks.

    :raises Refused: as `QuestionForm.question`.
    """
    form = QuestionForm(data, desk=desk)
    return form, form.question(desk.at)


def is_too_fine(known: Measure, question: Question) -> bool:
    """Whether the measure counts single ratings and in the days asked for no month had ended when the figures were
    closed. A day more or less is one rating more or less."""
    return known.is_rated and question.asked.in_months is None


def require_whole(known: Measure, question: Question) -> None:
    """Refuse days that would tell a single rating.

    :raises Refused: "figures-period-too-fine".
    """
    if is_too_fine(known, question):
        raise too_fine(known)


def require_coarse(question: Question) -> None:
    """Refuse an index of free days: parts of it count what people say, and the points of one day, or the difference
    between two spans a day apart, would tell what one person said.

    :raises Refused: "figures-period-too-fine".
    """
    if not question.name:
        raise Refused(
            "figures-period-too-fine",
            "Bộ chỉ số có phần tính từ điều người dân nói, nên không tính cho kỳ tự chọn, để không ai đoán ra "
            "ai đã nói gì. Chọn một tháng, quý, năm hoặc kỳ báo cáo có tên trong danh sách.",
        )


def period_links(question: Question, today: date, **more: str) -> list[dict[str, Any]]:
    """The periods that are asked for by name, each with its address for the same agency."""
    groups: Sequence[tuple[Any, Sequence[Span]]] = (
        (_("Theo lịch"), calendar_spans(today)),
        (_("Kỳ báo cáo (từ ngày 15 đến ngày 14)"), report_spans(today)),
    )
    return [
        {
            "label": label,
            "spans": [
                {
                    "label": span.label,
                    "href": "?" + "&".join(filter(None, (_of(question, span).query, urlencode(more)))),
                    "is_current": span.period == question.window,
                }
                for span in spans
            ],
        }
        for label, spans in groups
    ]


def _of(question: Question, span: Span) -> Question:
    return replace(question.within(span), as_of=None)


def _places(desk: Desk) -> list[Agency]:
    """The agencies whose dossiers or plans the person reads, with what they are told there, in the order of names;
    one query."""
    found = agencies_where(desk.person, READERS[0], desk.today) | agencies_where(
        desk.person, READERS[1], desk.today
    )
    told = {
        _hears(each): Exists(agencies_where(desk.person, each, desk.today).filter(pk=OuterRef("pk")))
        for each in VOICE_READERS
    }
    # The same for every place; it comes with them, so that no page asks once more.
    unheard = ArraySubquery(unheard_feedback(desk.person).values("pk"))
    found = found.annotate(**told, **{_UNHEARD: unheard})
    return list(found.only("id", "name", "code", "kind", "sort_key").order_by("sort_key", "id"))


def _hears(capability: Capability) -> str:
    """The name under which a place says whether the person has the capability there."""
    return f"told_{capability.value}"


def _usual_place(desk: Desk, places: Sequence[Agency]) -> UUID | None:
    """The body whose installation this is where the person reads it, else where they hold a role, else the first."""
    known = {place.pk for place in places}
    home = home_agency_id()
    if home in known:
        return home
    held = RoleHolding.objects.filter(person=desk.person, held__contains=desk.today)
    own = [pk for pk in held.order_by("id").values_list("agency_id", flat=True) if pk in known]
    return next(iter(own), places[0].pk if places else None)


def _not_theirs() -> Refused:
    return Refused(
        "figures-not-allowed",
        "Bạn không xem được số liệu của cơ quan này. Chọn cơ quan, đơn vị nơi bạn có vai trò.",
    )
