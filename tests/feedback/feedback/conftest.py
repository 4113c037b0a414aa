"""Who keeps feedback in the scene: the department is the home of the installation."""

from __future__ import annotations

import pytest
from tests.cast import Bodies

from motcua.organisations.models import Installation


@pytest.fixture(autouse=True)
def home(bodies: Bodies) -> Installation:
    made, _new = Installation.objects.update_or_create(pk=1, defaults={"home": bodies.department})
    return made
