"""Online forms and their versions. A published version is frozen by a trigger: only its period may end."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from motcua.accounts.models import Person
from motcua.forms.enums import FormVersionState
from motcua.kernel.models import Entity
from motcua.organisations.models import Agency


class Form(Entity):
    """The form of one matter ("procedure:3.000465"; "" is the general one), of one agency or of all."""

    matter = models.CharField(max_length=80, blank=True)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="online_forms"
    )
    name = models.CharField(max_length=300)
    folded = models.CharField(max_length=300)
    sort_key = models.CharField(max_length=1500)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["matter", "agency"], name="one_form_for_a_matter", nulls_distinct=False
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["sort_key", "id"], name="form_sort")]

    def __str__(self) -> str:
        return self.name


class FormVersion(Entity):
    """What a form asks during a period. A draft may change; once published it is frozen."""

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=FormVersionState.choices, default=FormVersionState.DRAFT)
    schema = models.JSONField(help_text="As forms.rules.schema.as_json writes it.")
    in_force = DateRangeField(null=True)
    created_at = models.DateTimeField()
    published_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="forms_published"
    )
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["form", "number"], name="form_version_number_once"),
            models.UniqueConstraint(
                fields=["form"], condition=Q(state=FormVersionState.DRAFT), name="one_draft_of_a_form"
            ),
            ExclusionConstraint(
                name="one_form_version_at_a_time",
                expressions=[("form", RangeOperators.EQUAL), ("in_force", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                condition=Q(state=FormVersionState.DRAFT, in_force__isnull=True, published_at__isnull=True)
                | Q(state=FormVersionState.PUBLISHED, in_force__isnull=False, published_at__isnull=False)
                | Q(state=FormVersionState.RETIRED, published_at__isnull=False),
                name="published_form_has_a_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form_id} {self.number}"
