"""Base data of this room: the general processes (data/processes.json) that apply where an office has none of its own.

To ship a better one, change the file: installations that never made the process theirs take it from the next start.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from motcua.workflow.actions.shipped import load_shipped
from motcua.workflow.rules.plain import from_plain

_FILE = Path(__file__).parent / "data" / "processes.json"


def load(*, at: datetime, say: Callable[[str], None] = lambda _: None) -> None:
    """Load the shipped processes unless the very same are there already."""
    text = _FILE.read_text(encoding="utf-8")
    contents = [from_plain(plain) for plain in json.loads(text)]
    if load_shipped(contents=contents, digest=hashlib.sha256(text.encode()).hexdigest(), at=at):
        say(f"Nạp {len(contents)} quy trình nội bộ dùng chung.")
