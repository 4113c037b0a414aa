"""A portal with procedures: published as an import publishes them, read at nine o'clock on a fixed day."""

from __future__ import annotations

from datetime import datetime

import pytest
from tests.cast import Bodies

from motcua.organisations.models import Installation
from motcua.web.portal.about import views as about
from motcua.web.portal.home import views as home
from motcua.web.portal.organisations import views as organisations
from motcua.web.portal.procedures import views as procedures
from motcua.web.portal.search import views as search


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    for views in (about, home, organisations, procedures, search):
        monkeypatch.setattr(views, "now", lambda: moment)


@pytest.fixture
def installation(bodies: Bodies) -> Installation:
    """The portal belongs to the education department."""
    return Installation.objects.create(home=bodies.department)
