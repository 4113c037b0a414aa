"""The papers a dossier was given, printed from the facts that were kept."""

from __future__ import annotations

from django.db.models import QuerySet

from motcua.documents.enums import PaperKind
from motcua.documents.printing import print_paper
from motcua.documents.rules.form_sets import get_form_set
from motcua.documents.rules.papers.keeping import paper_from
from motcua.documents.rules.papers.layout import Printing
from motcua.dossiers.models import Dossier, IssuedPaper


def papers_given(dossier: Dossier) -> QuerySet[IssuedPaper]:
    """Every paper given out for the dossier, the latest first."""
    return IssuedPaper.objects.filter(dossier=dossier).select_related("issued_by").order_by("-at", "-id")


def papers_for_applicant(dossier: Dossier) -> QuerySet[IssuedPaper]:
    """Those given out for whoever brought the dossier, the latest first: not the slip that goes with it inside."""
    return papers_given(dossier).exclude(kind__in=[PaperKind.CONTROL_SLIP, PaperKind.REGISTER])


def print_issued(paper: IssuedPaper, *, printing: Printing | None = None) -> bytes:
    """The paper as PDF, from what was kept and by the forms of its day: the same bytes whenever it is printed.

    :raises Refused: "paper-facts-unreadable", "no-form-set".
    """
    made = paper_from(paper.kind, paper.facts)
    return print_paper(made, form_set=get_form_set(paper.form_set), printing=printing)
