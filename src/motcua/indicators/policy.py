"""Who may say how an index is counted."""

from __future__ import annotations

from datetime import date

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import may
from motcua.kernel.refusals import Refused
from motcua.organisations.policy import Operator
from motcua.organisations.queries.home import home_agency_id


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
