"""An example due day: what the deadlines room answers for a dossier lodged today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from motcua.catalogue.rules.content import Content, MethodContent
from motcua.web.portal.procedures.page import Due


def due_from(content: Content, *, lodged: date) -> Callable[[MethodContent], Due | None]:
    return lambda method: None
