"""Who may say how an index is counted, and who sees figures of any days and agencies."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import may
from motcua.indicators.enums import Source
from motcua.indicators.rules.measures import Measure
from motcua.kernel.refusals import Refused
from motcua.organisations.policy import Operator
from motcua.organisations.queries.home import home_agency_id

# Who hears what people say, by what it is counted of.
_HEARD = {
    Source.RATINGS: Capability.READ_SURVEYS,
    Source.DOSSIERS: Capability.READ_SURVEYS,
    Source.FEEDBACK: Capability.READ_FEEDBACK,
    Source.SURVEYS: Capability.READ_SURVEYS,
}
VOICE_READERS = frozenset(_HEARD.values())
FIGURE_READERS = (Capability.READ_DOSSIERS, Capability.READ_PLANS)


def require_figure_reader(person: Person | None, *, agency_id: UUID | None, on: date) -> None:
    """Refuse who does not read dossiers or plans at the agency; at the body whose installation this is where no agency
    is named. Nobody else sees figures of any days: one person's matter could be told from small numbers.

    :raises Refused: "figures-not-allowed".
    """
    place = agency_id or home_agency_id()
    if (
        person is not None
        and place is not None
        and any(may(person, capability, agency_id=place, on=on) for capability in FIGURE_READERS)
    ):
        return
    raise Refused(
        "figures-not-allowed",
        "Số liệu theo ngày và cơ quan tùy chọn chỉ dành cho người có vai trò ở cơ quan đó, đã đăng nhập. Số liệu công "
        "khai từng quý có ở /so-lieu/du-lieu.json và /so-lieu/du-lieu.csv.",
    )


def heard_by(person: Person, *, agency_id: UUID | None, on: date) -> frozenset[Capability]:
    """Of what the person is told what people say at the agency, or where no agency is named at the body whose
    installation this is: of ratings and surveys (READ_SURVEYS), of feedback (READ_FEEDBACK)."""
    place = agency_id or home_agency_id()
    if place is None:
        return frozenset()
    return frozenset(each for each in VOICE_READERS if may(person, each, agency_id=place, on=on))


def is_told(known: Measure, heard: frozenset[Capability]) -> bool:
    """Whether a measure is for who hears that much: all but what people say is for every reader of figures."""
    return not known.is_voice or (known.source is not None and hears(known.source, heard))


def hears(source: Source, heard: frozenset[Capability]) -> bool:
    """Whether what people say, counted of that source, is for who hears that much."""
    return _HEARD[source] in heard


def require_told(known: Measure, heard: frozenset[Capability]) -> None:
    """Refuse figures of any days that count what people say to who hears less than that.

    :raises Refused: "voices-not-allowed".
    """
    if is_told(known, heard):
        return
    raise Refused(
        "voices-not-allowed",
        f"Chỉ số “{known.name}” tính từ điều người dân nói. Số theo ngày tùy chọn chỉ dành cho người được xem kết quả "
        "đánh giá, phản ánh của cơ quan này, để không ai đoán ra ai đã nói gì.",
    )


def too_fine(known: Measure) -> Refused:
    """Why days in which no month has ended are not counted: they would tell a single rating."""
    return Refused(
        "figures-period-too-fine",
        f"Chỉ số “{known.name}” tính từ từng lượt đánh giá, nên chỉ tính trọn những tháng đã kết thúc trong kỳ, lúc "
        "chốt số liệu, để không ai đoán ra một lượt đánh giá. Kỳ này chưa có tháng nào như vậy: chọn một kỳ đã qua "
        "trong danh sách.",
    )


def may_keep_indexes(by: Person, *, on: date) -> bool:
    """Whether the person keeps the settings of the body whose installation this is."""
    home = home_agency_id()
    return home is not None and may(by, Capability.KEEP_ORGANISATIONS, agency_id=home, on=on)


def require_index_keeper(by: Person | Operator, *, on: date) -> None:
    """Refuse unless `by` keeps the settings of this installation.

    :raises Refused: "keep-indexes-not-allowed".
    """
    if isinstance(by, Operator) or may_keep_indexes(by, on=on):
        return
    raise Refused(
        "keep-indexes-not-allowed",
        "Bạn không đặt được điểm tối đa của bộ chỉ số. Việc này do quản trị nghiệp vụ của cơ quan chủ quản làm.",
    )
