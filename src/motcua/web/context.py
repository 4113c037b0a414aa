"""What the frame of every page needs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """The body whose installation this is, and whether its data are samples."""
    from motcua.organisations.models import Installation

    installation = Installation.objects.select_related("home").first()
    return {"installation": installation}
