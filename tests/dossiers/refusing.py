"""Refused acts leave no trace: `refused(act, dossier, …)` gives the code and has looked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from motcua.dossiers.models import (
    Consultation,
    Dossier,
    Extension,
    IssuedPaper,
    Message,
    PaperFile,
    Passage,
    Pause,
    SubmittedPaper,
    SupplementRequest,
)
from motcua.dossiers.rules.events import SUBJECT
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.notices.models import Notice
from motcua.payments.models import Charge

_ROWS = (
    Consultation,
    Extension,
    IssuedPaper,
    Message,
    Passage,
    Pause,
    SubmittedPaper,
    SupplementRequest,
)


def trace(dossier: Dossier) -> tuple[Any, ...]:
    """Everything that an act on the dossier could leave behind."""
    return (
        Dossier.objects.filter(pk=dossier.pk).values().get(),
        *(list(model.objects.filter(dossier=dossier).order_by("pk").values()) for model in _ROWS),
        PaperFile.objects.filter(paper__dossier=dossier).count(),
        entries_about(SUBJECT, str(dossier.pk)).count(),
        Notice.objects.count(),
        Charge.objects.count(),
    )


def refused(act: Callable[..., Any], dossier: Dossier, **how: Any) -> str:
    """The code with which the act is refused, having left no trace."""
    before = trace(dossier)
    with pytest.raises(Refused) as found:
        act(dossier_id=dossier.pk, **how)
    assert trace(dossier) == before
    return found.value.code


def fresh(dossier: Dossier) -> Dossier:
    """The dossier as it stands now."""
    return Dossier.objects.defer("words").get(pk=dossier.pk)
