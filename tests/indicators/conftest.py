"""Dossiers with chosen moments, written as rows: what is tested is how they are counted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
from tests.cast import Bodies

from motcua.catalogue.models import Procedure
from motcua.deadlines.enums import Standing
from motcua.dossiers.enums import Door, Status
from motcua.dossiers.models import Dossier

PutDossier = Callable[..., Dossier]


@pytest.fixture
def put(diploma: Procedure, bodies: Bodies) -> PutDossier:
    """Writes a dossier: `put(received=…, finished=…, standing=…, due=…, door=…, competent=…)`; `save=False` gives
    the row unsaved."""
    version, numbers = diploma.versions.get(), count(1)

    def make(
        *,
        received: datetime,
        finished: datetime | None = None,
        standing: Standing | str = "",
        due: datetime | None = None,
        save: bool = True,
        **changes: Any,
    ) -> Dossier:
        usual = {
            "code": f"H{next(numbers):06}",
            "submission_key": uuid4(),
            "procedure": diploma,
            "version": version,
            "door": Door.DIRECT,
            "reception": bodies.department,
            "competent": bodies.department,
            "applicant_name": "Nguyễn Thị Hồng",
            "status": Status.RESOLVED if finished else Status.PROCESSING,
            "submitted_at": received,
            "received_at": received,
            "started_at": received,
            "due_at_first": due,
            "due_at": due,
            "finished_at": finished,
            "standing": standing or (Standing.ON_TIME if finished else ""),
            "involved": [bodies.department.pk],
        }
        dossier = Dossier(**{**usual, **changes})
        if save:
            dossier.save()
        return dossier

    return make
