"""Of whom a call or a question to a conference speaks, as a keeper finds it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from motcua.kernel.refusals import Refused


@dataclass(frozen=True, slots=True)
class AboutWhom:
    """Whether it is about somebody's conduct, and of which body and person, as far as that is known."""

    is_conduct: bool
    agency_id: UUID | None = None
    person_id: UUID | None = None


def checked_about(found: AboutWhom) -> AboutWhom:
    """The same, when it agrees with itself.

    :raises Refused: "about-without-conduct".
    """
    if not found.is_conduct and (found.agency_id or found.person_id):
        raise Refused(
            "about-without-conduct",
            "Đã chọn đơn vị hoặc người bị phản ánh thì đánh dấu “nói về hành vi”; nếu không phải thì bỏ chọn.",
            field="is_conduct",
        )
    return found
