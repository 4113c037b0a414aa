"""How long a dossier that was begun and never lodged is kept."""

from __future__ import annotations

from datetime import datetime, timedelta

# After so long without a touch it goes, with the papers uploaded for it: personal data are not kept without need.
# Basis: Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15.
DRAFT_KEPT = timedelta(days=90)
# So long before it goes its person is told, and may save it once more.
DRAFT_WARNED = timedelta(days=14)


def draft_goes_at(saved_at: datetime) -> datetime:
    """When a draft that is not touched again is thrown away."""
    return saved_at + DRAFT_KEPT
