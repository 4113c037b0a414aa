"""Publishing procedures in tests. Import only the type from here; ask for the fixture by name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import transaction
from tests.catalogue.contents import complete_content

from motcua.catalogue.actions.findings import refresh_findings
from motcua.catalogue.actions.search import refresh_search
from motcua.catalogue.actions.versions import NewVersion, put_versions_in_force, write_versions
from motcua.catalogue.enums import ProcedureKind
from motcua.catalogue.models import Procedure

Publish = Callable[..., Procedure]


@pytest.fixture
def publish(db: None, moment: datetime) -> Publish:
    """Publishes a content under a code from a day: `publish("3.000465", name="…", since=date(…))`."""

    def put(
        code: str,
        *,
        since: date = date(2025, 7, 1),
        kind: ProcedureKind = ProcedureKind.MINISTRY,
        jurisdiction: str = "",
        **changes: Any,
    ) -> Procedure:
        procedure, _made = Procedure.objects.get_or_create(
            code=code, jurisdiction=jurisdiction, defaults={"kind": kind}
        )
        content = complete_content(**changes)
        with transaction.atomic():
            version = NewVersion(procedure_id=procedure.pk, content=content)
            written = write_versions(versions=[version], actor="operator", at=moment)
            put_versions_in_force(versions=written, from_on=since, actor="operator", at=moment)
            refresh_search(procedure_ids=[procedure.pk], at=moment)
            refresh_findings(procedure_ids=[procedure.pk], on=moment.date())
        return procedure

    return put
