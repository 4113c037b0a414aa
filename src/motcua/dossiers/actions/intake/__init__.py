"""Dossiers come in: lodged online, or taken in at a counter in one go."""

from __future__ import annotations

from motcua.dossiers.actions.intake.taking import lodge, receive, take_in

__all__ = ["lodge", "receive", "take_in"]
