"""Who may change organisations."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.kernel.refusals import Refused
from motcua.organisations.ports import Keeper


@dataclass(frozen=True, slots=True)
class Operator:
    """Whoever works on the machine itself, at its command line: passed the machine's own door, may everything."""

    actor: str = "operator"

    def may_keep_organisations(self, *, agency_ids: Collection[UUID], on: date) -> bool:
        return True


OPERATOR = Operator()
SYSTEM = Operator("system")


def require_keeper(by: Keeper, *, agency_ids: Collection[UUID], on: date) -> None:
    """Refuse unless `by` keeps every one of the agencies on the day.

    :raises Refused: "organisations-not-allowed".
    """
    if not by.may_keep_organisations(agency_ids=agency_ids, on=on):
        raise Refused(
            "organisations-not-allowed",
            "Bạn không quản lý tất cả các cơ quan trong việc này. Đề nghị quản trị nghiệp vụ của cơ quan cấp trên "
            "trực tiếp thực hiện.",
        )
