"""Keeping what the search reads up to date with the catalogue. Derived data: nothing here is a fact of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from motcua.catalogue.enums import ApplicantType, LifeEvent, ProcedureLevel, VersionState
from motcua.catalogue.models import (
    ApplicationForm,
    DossierComponent,
    ProcedureVersion,
    Result,
    SearchDocument,
    SearchState,
    SearchSynonym,
)
from motcua.catalogue.rules.search.synonyms import SynonymRow
from motcua.kernel.ids import new_id
from motcua.kernel.models import LoadedData
from motcua.kernel.text import fold

_BATCH = 1000
_SYNONYMS = "search synonyms"
_PARTS = ("results", "life_events", "field", "audience", "papers", "agencies")
# All codes that lead to a procedure: its own former ones, and those of the procedures it replaced, and so on.
_OLD_CODES = """
    WITH RECURSIVE before AS (
        SELECT l.other_id AS procedure_id, l.procedure_id AS earlier_id FROM catalogue_procedurelink l
        WHERE l.kind = 'replaced_by' AND l.other_id = ANY(%(ids)s)
        UNION
        SELECT b.procedure_id, l.procedure_id FROM before b
        JOIN catalogue_procedurelink l ON l.other_id = b.earlier_id AND l.kind = 'replaced_by'
    )
    SELECT procedure_id, code FROM catalogue_oldcode WHERE procedure_id = ANY(%(ids)s)
    UNION SELECT b.procedure_id, p.code FROM before b JOIN catalogue_procedure p ON p.id = b.earlier_id
    UNION SELECT b.procedure_id, o.code FROM before b JOIN catalogue_oldcode o ON o.procedure_id = b.earlier_id
    ORDER BY 1, 2
"""


@transaction.atomic
def refresh_search(*, procedure_ids: Collection[UUID] | None, at: datetime) -> int:
    """Write anew what the search reads: of these procedures, or of all when None. Call it after the last change.

    Procedures that took the place of the given ones are written too, since they answer to the old codes. Returns
    the number of versions that can be found. Other processes renew their index at their next question.
    """
    wanted = None if procedure_ids is None else _with_successors(procedure_ids)
    versions = ProcedureVersion.objects.all()
    if wanted is not None:
        versions = versions.filter(procedure__in=wanted)
    ids = list(versions.filter(state=VersionState.PROMULGATED).values_list("pk", flat=True))
    _drop_stale(None if wanted is None else list(versions.values_list("pk", flat=True)), ids)
    stamp = new_id()
    for start in range(0, len(ids), _BATCH):
        _write(ids[start : start + _BATCH], stamp)
    # Last, because whoever else writes waits for this row until our transaction ends.
    _set_state(stamp, at)
    return len(ids)


def _drop_stale(among: list[UUID] | None, ids: list[UUID]) -> None:
    """Forget versions that are not to be found any more.

    Each statement asks one table: a join planned while the tables were still empty takes hours once they are full.
    """
    held = SearchDocument.objects.all()
    if among is not None:
        held = held.filter(pk__in=among)
    stale = set(held.values_list("pk", flat=True)) - set(ids)
    if stale:
        SearchDocument.objects.filter(pk__in=stale).delete()


@transaction.atomic
def replace_synonyms(*, rows: Sequence[SynonymRow], digest: str, at: datetime) -> bool:
    """Put these synonyms in the place of all there are; False when those of this digest are there already."""
    if LoadedData.objects.filter(name=_SYNONYMS, digest=digest).exists():
        return False
    SearchSynonym.objects.all().delete()
    SearchSynonym.objects.bulk_create(
        [SearchSynonym(phrase=row.phrase, meaning=row.meaning, kind=row.kind) for row in rows],
        batch_size=_BATCH,
    )
    LoadedData.objects.update_or_create(name=_SYNONYMS, defaults={"digest": digest, "at": at})
    _set_state(new_id(), at)
    return True


def _set_state(stamp: UUID, at: datetime) -> None:
    SearchState.objects.bulk_create(
        [SearchState(stamp=stamp, at=at)],
        update_conflicts=True,
        unique_fields=["only"],
        update_fields=["stamp", "at"],
    )


def _with_successors(procedure_ids: Collection[UUID]) -> list[UUID]:
    statement = """
        WITH RECURSIVE wanted AS (
            SELECT unnest(%s::uuid[]) AS id
            UNION SELECT l.other_id FROM wanted w
            JOIN catalogue_procedurelink l ON l.procedure_id = w.id AND l.kind = 'replaced_by'
        ) SELECT id FROM wanted
    """
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(procedure_ids)])
        return [row[0] for row in cursor.fetchall()]


def _write(version_ids: Sequence[UUID], stamp: UUID) -> None:
    versions = list(ProcedureVersion.objects.filter(pk__in=version_ids).select_related("field"))
    papers, results = _papers(version_ids), _results(version_ids)
    old_codes = _old_codes({version.procedure_id for version in versions})
    documents = [
        _document(version, stamp, old_codes, papers[version.pk], results[version.pk]) for version in versions
    ]
    SearchDocument.objects.bulk_create(
        documents,
        update_conflicts=True,
        unique_fields=["version"],
        update_fields=["stamp", "old_codes", "name", *_PARTS, "written"],
    )


def _document(
    version: ProcedureVersion,
    stamp: UUID,
    old_codes: Mapping[UUID, list[str]],
    papers: Sequence[str],
    results: Sequence[str],
) -> SearchDocument:
    lines = {
        "results": _lines(results),
        "life_events": _lines(_labels(LifeEvent.choices(), version.life_events)),
        "field": _lines([version.field.name] if version.field else []),
        "audience": _lines(
            [*_labels(ApplicantType.choices(), version.applicant_types), version.applicants_note]
        ),
        "papers": _lines(papers),
        "agencies": _lines(_agencies(version)),
    }
    return SearchDocument(
        version=version,
        stamp=stamp,
        old_codes=old_codes.get(version.procedure_id, []),
        name=fold(version.name),
        **{part: "\n".join(found) for part, found in lines.items()},
        written={part: list(found.values()) for part, found in lines.items() if found},
    )


def _agencies(version: ProcedureVersion) -> list[str]:
    levels = _labels(ProcedureLevel.choices(), version.levels)
    return [version.executing_agency, version.competent_authority, version.issuing_agency, *levels]


def _labels(choices: Iterable[tuple[str, str]], words: Sequence[str]) -> list[str]:
    labels = dict(choices)
    return [labels.get(word, word) for word in words]


def _papers(version_ids: Sequence[UUID]) -> defaultdict[UUID, list[str]]:
    """The papers of each version: cases, names, forms."""
    papers: defaultdict[UUID, list[str]] = defaultdict(list)
    components = DossierComponent.objects.filter(version__in=version_ids)
    for version_id, case, name in components.values_list("version", "case_name", "name"):
        papers[version_id] += [case, name]
    forms = ApplicationForm.objects.filter(component__version__in=version_ids)
    for version_id, name in forms.values_list("component__version", "name"):
        papers[version_id].append(name)
    return papers


def _results(version_ids: Sequence[UUID]) -> defaultdict[UUID, list[str]]:
    """The results of each version: names and codes."""
    results: defaultdict[UUID, list[str]] = defaultdict(list)
    rows = Result.objects.filter(version__in=version_ids)
    for version_id, name, code in rows.values_list("version", "name", "code"):
        results[version_id] += [name, code]
    return results


def _old_codes(procedure_ids: Collection[UUID]) -> Mapping[UUID, list[str]]:
    codes: defaultdict[UUID, list[str]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_OLD_CODES, {"ids": list(procedure_ids)})
        for procedure_id, code in cursor.fetchall():
            codes[procedure_id].append(code)
    return codes


def _lines(texts: Iterable[str]) -> dict[str, str]:
    """Each text once: folded, and as it is written."""
    lines: dict[str, str] = {}
    for text in texts:
        if folded := fold(text):
            lines.setdefault(folded, " ".join(text.split()))
    return lines
