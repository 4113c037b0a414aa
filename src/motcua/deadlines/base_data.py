"""Base data of this room: the national calendar, what is known of each year, the numbers of the law."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime

from motcua.deadlines.actions.shipped import DATA_NAME, load_shipped
from motcua.deadlines.queries import calendar_for
from motcua.deadlines.rules.shipped import FOLDER, NATIONAL
from motcua.kernel.models import LoadedData

# Raised when the same files are to be read in another way, so that installations read them again.
_READING = b"1"


def load(*, at: datetime, say: Callable[[str], None] = lambda _: None) -> None:
    """Load the shipped files unless the very same ones are there already."""
    digest = shipped_digest()
    if LoadedData.objects.filter(name=DATA_NAME, digest=digest).exists():
        return
    say("Nạp lịch làm việc chung (2010–2035) và các thời hạn theo luật…")
    load_shipped(digest=digest, at=at)
    calendar_for(NATIONAL)  # computed here, so that no page has to wait for it


def shipped_digest() -> str:
    """A digest of the shipped files and of the way they are read."""
    total = hashlib.sha256(_READING)
    for path in sorted(FOLDER.glob("*.csv")):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()
