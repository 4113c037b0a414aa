"""Reading the files of the sample department (`motcua/sample/data`)."""

from __future__ import annotations

import csv
import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "sample" / "data"


def digest() -> str:
    """One digest over all sample files, so that a start knows whether anything has changed."""
    total = hashlib.sha256()
    for path in sorted(FOLDER.iterdir()):
        total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table, by column."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def document(name: str) -> Any:
    """The content of a JSON file."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def day(text: str) -> date | None:
    """A day, or None for an empty cell."""
    return date.fromisoformat(text) if text else None
