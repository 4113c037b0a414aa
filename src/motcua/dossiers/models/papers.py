"""Papers in, papers out, results."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.accounts.models import Person
from motcua.catalogue.models import DossierComponent
from motcua.documents.enums import PaperKind
from motcua.documents.models import SignedPaper, StoredFile
from motcua.dossiers.enums import Digitisation, PaperForm, ResultKind, ResultState, ReturnWay
from motcua.dossiers.models.dossier import Dossier
from motcua.kernel.models import Entity
from motcua.organisations.models import Agency


class SubmittedPaper(models.Model):
    """One line of the check-list: a paper the procedure asks for, or another that was handed in."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="papers")
    component = models.ForeignKey(DossierComponent, on_delete=models.PROTECT, null=True, related_name="+")
    position = models.PositiveSmallIntegerField()
    name = models.TextField()
    form = models.CharField(max_length=12, choices=PaperForm.choices, blank=True)
    count = models.PositiveSmallIntegerField(default=0)
    is_missing = models.BooleanField(default=False)
    reused_from = models.CharField(max_length=200, blank=True, help_text="Which database or earlier dossier.")
    reused_at = models.DateTimeField(null=True, help_text="When it was first taken from there; never unsaid.")
    note = models.CharField(max_length=400, blank=True)
    digitisation = models.CharField(
        max_length=18, choices=Digitisation.choices, default=Digitisation.NOT_REQUIRED
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "position"], name="submitted_paper_position"),
            models.CheckConstraint(
                condition=~Q(form=PaperForm.REUSED) | ~Q(reused_from=""), name="reused_paper_says_whence"
            ),
        ]
        ordering: ClassVar = ["position"]


class PaperFile(Entity):
    """A file of a paper; `round` is 0 at lodging and grows with each supplement. Never removed, only replaced."""

    paper = models.ForeignKey(SubmittedPaper, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField(default=0)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=60)
    replaced_at = models.DateTimeField(null=True)


class IssuedPaper(Entity):
    """A paper given out: the facts as they were then, from which it is printed the same again."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="issued_papers")
    kind = models.CharField(max_length=20, choices=PaperKind.choices)
    number = models.PositiveIntegerField()
    form_set = models.CharField(max_length=40)
    facts = models.JSONField()
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["dossier", "kind", "at"], name="issued_paper_kind")]


class Result(Entity):
    """What the procedure ended in: proposed, approved, signed, numbered, issued; perhaps replaced."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="results")
    round = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=10, choices=ResultKind.choices)
    state = models.CharField(max_length=10, choices=ResultState.choices)
    paper_name = models.CharField(
        max_length=80,
        blank=True,
        help_text="As what it is printed: Quyết định, Giấy phép…; empty for a letter.",
    )
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    reasons = models.TextField(blank=True, help_text="Why not, when rejected; with the legal basis.")
    draft = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    signed = models.ForeignKey(SignedPaper, on_delete=models.PROTECT, null=True, related_name="+")
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=60, blank=True)
    register_year = models.PositiveSmallIntegerField(null=True)
    issued_on = models.DateField(null=True)
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(null=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    fault = models.TextField(blank=True, help_text="What was wrong with it, when it had to be replaced.")
    return_way = models.CharField(max_length=10, choices=ReturnWay.choices, blank=True)
    returned_at = models.DateTimeField(null=True)
    returned_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    returned_to = models.CharField(max_length=250, blank=True)
    return_proof = models.CharField(max_length=300, blank=True, help_text="Identity seen, postal number…")
    return_file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(kind=ResultKind.REJECTED) | ~Q(reasons=""), name="rejection_has_reasons"
            ),
            models.UniqueConstraint(
                fields=["agency", "register_year", "number"],
                condition=~Q(number=""),
                name="result_number_once_in_a_year",
            ),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(state__in=[ResultState.PROPOSED, ResultState.APPROVED, ResultState.SIGNED]),
                name="one_result_in_the_making",
            ),
        ]
