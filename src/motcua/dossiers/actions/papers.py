"""Giving out the papers of the one-stop mechanism: the facts are kept as they were at that moment."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.accounts.models import Person
from motcua.documents.enums import PaperKind
from motcua.documents.rules.form_sets import form_set_on
from motcua.documents.rules.papers.keeping import as_facts
from motcua.dossiers.actions.acting import Act, actor_of
from motcua.dossiers.actions.codes import next_number
from motcua.dossiers.models import Dossier, IssuedPaper
from motcua.dossiers.policy import not_found, require_giving
from motcua.dossiers.queries.paper_facts import issuer_of, paper_of
from motcua.dossiers.queries.parts import Parts
from motcua.dossiers.rules.events import PAPER_GIVEN, SUBJECT
from motcua.kernel.actions import Fact, insert_all, record
from motcua.kernel.clock import local_day
from motcua.kernel.refusals import Refused

# What may be asked for at any time; every other paper comes from the act that it tells of.
ON_REQUEST = frozenset({PaperKind.RECEIPT, PaperKind.CONTROL_SLIP})


def give_out(act: Act, kind: PaperKind, **said: Any) -> IssuedPaper:
    """Give out a paper as part of an act under way; `said` is what the act adds to what the dossier knows.

    Supplement request: `reason`, `legal_basis`, `items` (each {"paper", "problem", "what_to_do"}), `stage`,
    `answer_by`, `after_answer`. Refusal: `reason`, `legal_basis`, `guidance`. Stop: `reason`, `legal_basis`, `stage`,
    `papers` and `money` (what becomes of them), `guidance`. Apology: `reason`, `due_before`, `due_after`. Call it
    when the dossier has already changed: it is read as it stands.

    :raises ValueError: when something that such a paper always says is left out.
    """
    taken = act.numbers.pop(paper_series(kind, act.on), None)
    paper = _made(parts=act.parts, kind=kind, by=act.by, at=act.at, said=said, number=taken)
    act.add(paper)
    act.tell(papers=[*act.payload.get("papers", []), kind.value])
    return paper


def give_on_request(*, dossier_id: UUID, kind: PaperKind, by: Person, at: datetime) -> IssuedPaper:
    """Give out the receipt again, or the control slip, because somebody asks for it; the dossier does not change.

    :raises Refused: "dossier-not-found", "paper-not-on-request", "paper-too-early", "…-not-allowed".
    """
    with transaction.atomic():
        dossier = _found(dossier_id)
        require_giving(by, dossier, on=local_day(at))
        _require_time(dossier, kind)
        paper = _made(parts=Parts(dossier), kind=kind, by=by, at=at, said={})
        insert_all([paper])
        payload = {"paper": kind.value, "number": paper.number}
        record(fact=Fact(PAPER_GIVEN, SUBJECT, str(dossier.pk), payload), actor=actor_of(by), at=at)
    return paper


def _made(
    *,
    parts: Parts,
    kind: PaperKind,
    by: Person | None,
    at: datetime,
    said: dict[str, Any],
    number: int | None = None,
) -> IssuedPaper:
    """The paper with its number, the next of the year unless one was taken for it; not yet written."""
    dossier, on = parts.dossier, local_day(at)
    if number is None:
        number = next_number(agency_id=issuer_of(dossier, kind), series=paper_series(kind, on))
    paper = paper_of(parts=parts, kind=kind, number=number, by=by, at=at, said=said)
    return IssuedPaper(
        dossier=dossier,
        kind=kind,
        number=number,
        form_set=form_set_on(on).key,
        facts=as_facts(paper),
        issued_by=by,
        at=at,
    )


def paper_series(kind: PaperKind, on: date) -> str:
    """The series in which papers of one kind are numbered through the year. Basis: TT 01/2018/TT-VPCP art. 10."""
    return f"paper:{kind.value}:{on.year}"


def _found(dossier_id: UUID) -> Dossier:
    rows = Dossier.objects.select_for_update(of=("self",)).select_related("competent", "reception")
    found = rows.defer("words").filter(pk=dossier_id).first()
    if found is None:
        raise not_found()
    return found


def _require_time(dossier: Dossier, kind: PaperKind) -> None:
    if kind not in ON_REQUEST:
        raise Refused(
            "paper-not-on-request",
            f"“{kind.label}” chỉ được cấp khi thực hiện việc tương ứng. Mở mục giấy tờ đã cấp để in lại.",
        )
    if dossier.received_at is None:
        raise Refused(
            "paper-too-early", f"Hồ sơ {dossier.code} chưa được tiếp nhận nên chưa có “{kind.label}” để cấp."
        )
