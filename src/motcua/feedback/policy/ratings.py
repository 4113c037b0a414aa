"""Who may read and who keeps what the public says of dossiers, at which agencies."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import require
from motcua.dossiers.models import Dossier
from motcua.feedback.queries.rating_work import took_part
from motcua.kernel.refusals import Refused


def require_read(person: Person, *, agency_id: UUID, on: date) -> None:
    """Refuse who does not read the ratings of the agency.

    :raises Refused: "read-surveys-not-allowed".
    """
    require(person, Capability.READ_SURVEYS, agency_id=agency_id, on=on)


def require_keep(person: Person, *, agency_id: UUID, on: date) -> None:
    """Refuse who does not keep the kiosks and look through the doubtful ratings of the agency.

    :raises Refused: "keep-surveys-not-allowed".
    """
    require(person, Capability.KEEP_SURVEYS, agency_id=agency_id, on=on)


def require_apart(person: Person, dossier: Dossier) -> None:
    """Refuse who is themselves rated: nobody judges a rating of their own work.

    :raises Refused: "own-rating-not-allowed".
    """
    if took_part(person, dossier):
        raise Refused(
            "own-rating-not-allowed",
            "Đây là đánh giá về hồ sơ bạn có tham gia giải quyết. Nhờ người không tham gia xem và quyết định.",
        )
