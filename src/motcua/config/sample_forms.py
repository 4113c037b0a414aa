"""The online forms of the sample department."""

from __future__ import annotations

from datetime import date, datetime

from motcua.config.sample_files import document
from motcua.forms.actions.writing import ShippedForm, load_form


def load_forms(*, at: datetime) -> None:
    """Put the sample's forms in force, each from its day."""
    for entry in document("forms"):
        shipped = ShippedForm(
            matter=f"procedure:{entry['procedure']}",
            agency=None,
            schema=entry["schema"],
            from_on=date.fromisoformat(entry["from"]),
            is_sample=True,
        )
        load_form(shipped=shipped, at=at)
