"""Base data of this room: the words in which people are told of each event (data/templates.csv)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from motcua.notices.actions.shipped import load_shipped
from motcua.notices.rules.shipped import read_templates

_TEMPLATES = Path(__file__).parent / "data" / "templates.csv"


def load(*, at: datetime, say: Callable[[str], None] = lambda _: None) -> None:
    """Load the shipped data unless the very same is there already."""
    text = _TEMPLATES.read_text(encoding="utf-8")
    rows = read_templates(text)
    if load_shipped(rows=rows, digest=hashlib.sha256(text.encode()).hexdigest(), at=at):
        say(f"Nạp {len(rows)} mẫu thông báo.")
