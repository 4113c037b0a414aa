"""The sample department's internal processes: in force by the work of two people, and drafts that wait."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from motcua.accounts.models import Person
from motcua.config.sample_files import document
from motcua.workflow.actions.drafts import start_draft_process
from motcua.workflow.actions.publication import publish_process
from motcua.workflow.rules.plain import from_plain


def load_processes(*, at: datetime) -> None:
    """Each process drafted by one person and published by another on its day; then those that wait."""
    facts: dict[str, Any] = document("processes")
    people = {name: Person.objects.get(username=facts[name]) for name in ("prepared_by", "published_by")}
    for entry in facts["published"]:
        draft = start_draft_process(
            content=from_plain(entry["process"]),
            is_sample=True,
            by=people["prepared_by"],
            at=datetime.fromisoformat(entry["prepared_at"]),
        )
        publish_process(
            version_id=draft.pk,
            from_on=date.fromisoformat(entry["from"]),
            by=people["published_by"],
            at=datetime.fromisoformat(entry["published_at"]),
        )
    for entry in facts["waiting"]:
        start_draft_process(
            content=from_plain(entry["process"]),
            is_sample=True,
            by=people["prepared_by"],
            at=at - timedelta(days=entry["days_ago"]),
        )
