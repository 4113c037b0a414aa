"""Which form applies to a matter on a day, and what a version of it says."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.forms.enums import FormVersionState
from motcua.forms.models import Form, FormVersion
from motcua.forms.rules.schema import FormSchema, read_schema
from motcua.kernel.models import JournalEntry
from motcua.kernel.queries import entries_about
from motcua.kernel.refusals import Refused
from motcua.kernel.text import fold

GENERAL = ""
"""The matter of the general form, with which anything can be lodged."""


def find_form_version(matter: str, agency_id: UUID | None, on: date) -> FormVersion | None:
    """The version of the form for `matter` ("procedure:3.000465") that applies at the agency on the day.

    The agency's own form comes before everybody's, and the matter's before the general one; None where no form
    applies at all. One query.
    """
    agencies = Q(form__agency__isnull=True)
    if agency_id is not None:
        agencies |= Q(form__agency=agency_id)
    versions = FormVersion.objects.filter(agencies, form__matter__in={matter, GENERAL}, in_force__contains=on)
    found = versions.select_related("form").order_by("form__matter", "form__agency_id")
    return max(
        found,
        key=lambda version: (version.form.matter != GENERAL, version.form.agency_id is not None),
        default=None,
    )


def matters_with_form(matters: Collection[str], agency_id: UUID | None, on: date) -> set[str]:
    """Those of `matters` that have a form of their own at the agency on the day; one query."""
    agencies = Q(agency__isnull=True) if agency_id is None else Q(agency__isnull=True) | Q(agency=agency_id)
    forms = Form.objects.filter(agencies, matter__in=list(matters), versions__in_force__contains=on)
    return set(forms.values_list("matter", flat=True))


def get_form_version(pk: UUID) -> FormVersion:
    """The version with its form.

    :raises Refused: "form-version-not-found".
    """
    version = FormVersion.objects.filter(pk=pk).select_related("form__agency", "published_by").first()
    if version is None:
        raise Refused("form-version-not-found", "Không có phiên bản biểu mẫu này.")
    return version


def get_form(pk: UUID) -> Form:
    """The form.

    :raises Refused: "form-not-found".
    """
    form = Form.objects.filter(pk=pk).select_related("agency").first()
    if form is None:
        raise Refused("form-not-found", "Không có biểu mẫu này.")
    return form


def schema_of(version: FormVersion) -> FormSchema:
    """What the version asks. A published version is read once and kept, for it never changes.

    :raises Refused: "form-schema-wrong" for a draft that is not finished.
    """
    if version.state == FormVersionState.DRAFT:
        return read_schema(version.schema)
    return _published_schema(version.pk)


@lru_cache(maxsize=512)
def _published_schema(pk: UUID) -> FormSchema:
    return read_schema(FormVersion.objects.values_list("schema", flat=True).get(pk=pk))


def versions_of(form: Form) -> QuerySet[FormVersion]:
    """The form's versions, latest first."""
    return FormVersion.objects.filter(form=form).select_related("published_by").order_by("-number")


def draft_of(form: Form) -> FormVersion | None:
    """The form's draft, when there is one."""
    return FormVersion.objects.filter(form=form, state=FormVersionState.DRAFT).first()


def latest_of(form: Form) -> FormVersion | None:
    """The form's latest version, its draft when there is one."""
    return versions_of(form).first()


@dataclass(frozen=True, slots=True)
class ListedForm:
    """A form in a list: the version that applies on the day, the one that will, and the draft."""

    form: Form
    standing: FormVersion | None
    coming: FormVersion | None
    draft: FormVersion | None


def page_of_forms(*, text: str, on: date, after: tuple[str, UUID] | None, size: int) -> list[ListedForm]:
    """Up to `size` + 1 forms in the order of names whose name or matter holds every word of `text`; two queries."""
    forms = Form.objects.select_related("agency").order_by("sort_key", "id")
    for word in text.split():
        forms = forms.filter(Q(folded__contains=fold(word)) | Q(matter__contains=word))
    if after is not None:
        key, last = after
        forms = forms.filter(Q(sort_key__gt=key) | Q(sort_key=key, id__gt=last))
    found = list(forms[: size + 1])
    versions = (
        FormVersion.objects.filter(form__in=found).exclude(state=FormVersionState.RETIRED).defer("schema")
    )
    by_form: dict[UUID, list[FormVersion]] = {}
    for version in versions:
        by_form.setdefault(version.form_id, []).append(version)
    return [_listed(form, by_form.get(form.pk, []), on) for form in found]


def _listed(form: Form, versions: list[FormVersion], on: date) -> ListedForm:
    dated = [version for version in versions if version.in_force is not None]
    return ListedForm(
        form,
        next((version for version in dated if on in version.in_force), None),
        next((version for version in dated if version.in_force.lower > on), None),
        next((version for version in versions if version.state == FormVersionState.DRAFT), None),
    )


def writers_of(version: FormVersion) -> set[str]:
    """The actors who wrote the version, from the journal: none of them may publish it."""
    written: set[str] = set()
    for entry in _writings(version):
        written.add(entry.actor)
    return written


def _writings(version: FormVersion) -> QuerySet[JournalEntry]:
    entries = entries_about("form", str(version.form_id))
    return entries.filter(kind="FormDraftSaved", payload__version=str(version.pk))
