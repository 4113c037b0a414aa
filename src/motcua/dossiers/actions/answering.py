"""What came to complete a dossier is put in its place, and what it changed is found out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.dossiers.actions.acting import Act, actor_of
from motcua.dossiers.enums import PaperForm
from motcua.dossiers.models import PaperFile, SubmittedPaper, SupplementRequest
from motcua.dossiers.policy import require_own_files
from motcua.dossiers.queries.whole import kept_among
from motcua.dossiers.rules.intake import NewPaper, identifiers_in, search_text
from motcua.dossiers.rules.supplements import Changed
from motcua.forms.queries.versions import schema_of
from motcua.forms.rules.display import blocks, changed
from motcua.kernel.ids import new_id
from motcua.kernel.refusals import Refused
from motcua.kernel.text import clean


def take_answer(
    act: Act, *, papers: Sequence[NewPaper], answers: dict[str, Any] | None, note: str
) -> list[dict[str, Any]]:
    """Put papers and answers in their place and close the open request; what changed, as it is kept there.

    :raises Refused: "nothing-supplemented", "file-not-found".
    """
    note = clean(note)
    brought = {file for paper in papers for file in paper.file_ids}
    require_own_files(act.by, brought | kept_among(_newly_named(act, answers)))
    found = [*_take_papers(act, papers), *_take_answers(act, answers)]
    if not found and not note:
        raise Refused(
            "nothing-supplemented",
            "Chưa có giấy tờ, tệp hoặc nội dung nào được bổ sung. Đính kèm giấy tờ, sửa tờ khai, "
            "hoặc ghi rõ đã nhận gì.",
        )
    kept = [one.as_dict() for one in found]
    close_request(act, note=note, changed=kept)
    act.tell(note=note)
    return kept


def close_request(act: Act, *, note: str, changed: Sequence[dict[str, Any]] = ()) -> None:
    """The request that waits for an answer has it now, if there is one; nothing runs out any more."""
    act.dossier.supplement_due_at = None
    request = SupplementRequest.objects.filter(dossier=act.dossier, answered_at__isnull=True).first()
    if request is None:
        return
    request.answered_at, request.answer_note, request.changed = act.at, note, list(changed)
    request.save(update_fields=["answered_at", "answer_note", "changed"])
    act.tell(request=str(request.pk))


def _newly_named(act: Act, answers: dict[str, Any] | None) -> set[UUID]:
    """What the new answers name that may be a file and was not named before."""
    return identifiers_in(answers) - identifiers_in(act.dossier.answers)


def _take_papers(act: Act, papers: Sequence[NewPaper]) -> list[Changed]:
    """Each given paper goes to its line of the check-list, or becomes a new line."""
    given = [paper for paper in papers if not paper.is_missing and (paper.file_ids or paper.form)]
    rows = list(SubmittedPaper.objects.filter(dossier=act.dossier))
    lines = {row.component_id or row.name: row for row in rows}
    position = max((row.position for row in rows), default=0)
    fresh: list[SubmittedPaper] = []
    placed: list[tuple[SubmittedPaper, NewPaper, bool]] = []
    for paper in given:
        row = lines.get(paper.component_id or clean(paper.name))
        if row is None:
            position += 1
            row = SubmittedPaper(
                dossier=act.dossier,
                component_id=paper.component_id,
                position=position,
                name=clean(paper.name),
                is_missing=True,
            )
            fresh.append(row)
        placed.append((row, paper, row.is_missing))
        _fill(row, paper, at=act.at)
    SubmittedPaper.objects.bulk_create(fresh)
    known = [row for row, _paper, _new in placed if row not in fresh]
    SubmittedPaper.objects.bulk_update(
        known, ["form", "count", "is_missing", "reused_from", "reused_at", "note"]
    )
    _keep_files(act, placed)
    _find_by(act, (row.name for row, _paper, _new in placed))
    return [Changed("paper", row.name, str(row.pk), is_new=is_new) for row, _paper, is_new in placed]


def _fill(row: SubmittedPaper, paper: NewPaper, *, at: datetime) -> None:
    form = paper.form or (PaperForm.ELECTRONIC if paper.file_ids else PaperForm.COPY)
    row.form, row.count, row.is_missing = form, max(1, paper.count), False
    if form is PaperForm.REUSED:
        row.reused_at = row.reused_at or at
    row.reused_from, row.note = clean(paper.reused_from), clean(paper.note)


def _keep_files(act: Act, placed: Sequence[tuple[SubmittedPaper, NewPaper, bool]]) -> None:
    """New files stand in the place of the old ones, which stay to be looked at."""
    renewed = [row.pk for row, paper, _new in placed if paper.file_ids]
    PaperFile.objects.filter(paper__in=renewed, replaced_at__isnull=True).update(replaced_at=act.at)
    PaperFile.objects.bulk_create(
        [
            PaperFile(
                id=new_id(),
                paper=row,
                file_id=file,
                round=act.dossier.supplements_count,
                added_at=act.at,
                added_by=actor_of(act.by),
            )
            for row, paper, _new in placed
            for file in paper.file_ids
        ]
    )


def _take_answers(act: Act, answers: dict[str, Any] | None) -> list[Changed]:
    """A corrected form; the questions whose answer reads otherwise than before."""
    dossier = act.dossier
    if answers is None or answers == dossier.answers:
        return []
    before, dossier.answers = dossier.answers, answers
    form = dossier.form
    if form is None:
        return []
    schema = schema_of(form)
    paths = changed(schema, before, answers)
    labels = {
        line.path: line.label
        for said in (before, answers)
        for block in blocks(schema, said)
        for line in block.lines
    }
    return [Changed("answer", labels.get(path, path), path) for path in paths]


def _find_by(act: Act, names: Iterable[str]) -> None:
    words = f"{act.dossier.search_text} {search_text(*names)}".split()
    act.dossier.search_text = " ".join(dict.fromkeys(words))
