"""Who may change the words of notices and look after what leaves the system."""

from __future__ import annotations

from datetime import date

from motcua.accounts.enums import Capability
from motcua.accounts.models import Person
from motcua.accounts.policy import require_somewhere


def require_keeper(by: Person, *, on: date) -> None:
    """Refuse unless `by` keeps notices: the words are those of the whole installation.

    :raises Refused: "keep-notices-not-allowed".
    """
    require_somewhere(by, Capability.KEEP_NOTICES, on=on)
