"""The history of a procedure: each promulgated version with its period, its decision and what it changed."""

from __future__ import annotations

from datetime import date
from typing import Any

from motcua.catalogue.models import Procedure, ProcedureVersion
from motcua.catalogue.queries.contents import contents_of
from motcua.catalogue.queries.published import old_codes_of, promulgated_versions
from motcua.catalogue.rules.diff import diff
from motcua.web.portal.procedures.reading import current_name, trail_to, version_on


def history_context(procedure: Procedure, *, asked: date | None, today: date) -> dict[str, Any]:
    """What `portal/procedures/history.html` shows; `asked` is a day on which there was no version, if any."""
    versions = list(promulgated_versions(procedure))
    contents = contents_of([version.pk for version in versions])
    befores = [*versions[1:], None]
    return {
        "procedure": procedure,
        "name": current_name(procedure, on=today),
        "today": today,
        "day_without": asked if asked and version_on(versions, asked) is None else None,
        "old_codes": ", ".join(old_codes_of(procedure)),
        "trail": trail_to(procedure),
        "entries": [
            _entry(version, before, contents, today)
            for version, before in zip(versions, befores, strict=True)
        ],
    }


def _entry(
    version: ProcedureVersion, before: ProcedureVersion | None, contents: Any, today: date
) -> dict[str, Any]:
    content = contents[version.pk]
    return {
        "version": version,
        "number": str(version.number),
        "is_now": version_on([version], today) is not None,
        "decision": version.decision.number if version.decision else content.decision_number,
        "changes": diff(contents[before.pk], content) if before else [],
    }
