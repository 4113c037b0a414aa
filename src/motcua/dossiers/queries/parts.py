"""The rows that belong to a dossier, each kind read once, when it is first asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from motcua.dossiers.models import Dossier, Leg, Party, SubmittedPaper
from motcua.dossiers.rules.events import SUBJECT
from motcua.payments.models import Charge
from motcua.payments.queries import charges_of


class Parts:
    """The people, papers, shares and charges of one dossier.

    Who has just written them says so (`of_new`), and nothing is read at all.
    """

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier

    @classmethod
    def of_new(cls, dossier: Dossier, *, parties: Sequence[Party], papers: Sequence[SubmittedPaper]) -> Parts:
        """The parts of a dossier that the caller's own transaction is writing: these, and nothing else yet."""
        parts = cls(dossier)
        parts.parties, parts.papers, parts.legs, parts.charges = list(parties), list(papers), [], []
        return parts

    @cached_property
    def parties(self) -> list[Party]:
        """Everybody named in it."""
        return list(Party.objects.filter(dossier=self.dossier).select_related("area"))

    @cached_property
    def papers(self) -> list[SubmittedPaper]:
        """The check-list, in its order."""
        return list(SubmittedPaper.objects.filter(dossier=self.dossier))

    @cached_property
    def legs(self) -> list[Leg]:
        """Each agency's share of an interconnected dossier, in order."""
        return list(Leg.objects.filter(dossier=self.dossier).select_related("agency"))

    @cached_property
    def charges(self) -> list[Charge]:
        """What was ever owed for it."""
        return list(charges_of(SUBJECT, str(self.dossier.pk)))
