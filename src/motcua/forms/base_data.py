"""Base data of this room: the general form (data/general.json), with which any procedure can be lodged online.

Officers may write and publish versions of their own after it; a later program does not undo them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from motcua.forms.actions.writing import ShippedForm, load_form
from motcua.forms.queries.versions import GENERAL

_FILE = Path(__file__).parent / "data" / "general.json"
_FROM = date(2010, 1, 1)


def load(*, at: datetime, say: Callable[[str], None] = lambda _: None) -> None:
    """Load the general form unless there is one."""
    schema = json.loads(_FILE.read_text(encoding="utf-8"))
    shipped = ShippedForm(matter=GENERAL, agency=None, schema=schema, from_on=_FROM)
    if load_form(shipped=shipped, at=at):
        say("Nạp biểu mẫu điện tử chung.")
