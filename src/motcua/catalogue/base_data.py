"""Base data of this room: the synonyms that the search knows (data/synonyms.csv), and former codes of procedures
(data/old_codes.csv), given to the procedures that are there.

To teach the search another word, or to let another former code be found, add a row to its file and start again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.db import transaction

from motcua.catalogue.actions.old_codes import link_old_codes
from motcua.catalogue.actions.search import refresh_search, replace_synonyms
from motcua.catalogue.rules.search.synonyms import read_synonyms

_SYNONYMS = Path(__file__).parent / "data" / "synonyms.csv"


def load(*, at: datetime, say: Callable[[str], None] = lambda _: None) -> None:
    """Load the shipped data unless the very same is there already."""
    text = _SYNONYMS.read_text(encoding="utf-8")
    rows = read_synonyms(text)
    if replace_synonyms(rows=rows, digest=hashlib.sha256(text.encode()).hexdigest(), at=at):
        say(f"Nạp {len(rows)} cách nói và chữ viết tắt cho việc tìm thủ tục.")
    with transaction.atomic():
        linked = link_old_codes(actor="system", at=at)
        if linked:
            refresh_search(procedure_ids=linked, at=at)
