"""Questions about the imports that were done."""

from __future__ import annotations

from motcua.catalogue.models import ImportRun


def latest_imports(*, most: int) -> list[ImportRun]:
    """The latest imports, at most `most`."""
    return list(ImportRun.objects.order_by("-at", "-id")[:most])
