"""Who may say how an index is counted, and who sees figures of any days and agencies."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import may
from motcua.kernel.refusals import Refused
from motcua.organisations.policy import Operator
from motcua.organisations.queries.home import home_agency_id

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
