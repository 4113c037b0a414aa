"""Finding procedures from what people type.

The index is kept in memory by each process and renewed when `SearchState` says that something was written, so
that an answer is right after a change made by any other process. Nothing a person types ever becomes SQL.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Any
from uuid import UUID

from motcua.catalogue.enums import (
    ApplicantType,
    LifeEvent,
    ProcedureKind,
    ProcedureLevel,
    SynonymKind,
    VersionState,
)
from motcua.catalogue.models import (
    SearchDocument,
    SearchState,
    SearchSynonym,
)
from motcua.catalogue.rules.search.index import Flags, Index, Part, Row
from motcua.catalogue.rules.search.ranking import Match, rank
from motcua.catalogue.rules.search.reading import Reading, read
from motcua.catalogue.rules.search.reasons import quoted_lines, reasons, understood
from motcua.catalogue.rules.search.synonyms import SynonymRow, SynonymTable

MOST = 200
_BATCH = 5000


@dataclass(frozen=True, slots=True)
class Hit:
    """A procedure found: its version on the day, the score (comparable within one answer only) and why."""

    rank: int
    procedure_id: UUID
    version_id: UUID
    code: str
    jurisdiction: str
    name: str
    field: str
    agency: str
    is_internal: bool
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What was found. `understood` is the query as read; `corrected` the same where it differs, else ""."""

    query: str
    understood: str = ""
    corrected: str = ""
    hits: list[Hit] = field(default_factory=list)
    total: int = 0


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What may be found: on which day, for whom, and with which values; None does not narrow.

    `jurisdiction` is the province whose own records stand before the nation's of the same code; with None the
    records of all provinces are searched.
    """

    on: date
    public_only: bool = True
    jurisdiction: str | None = None
    field_id: int | None = None
    level: ProcedureLevel | None = None
    audience: ApplicantType | None = None
    life_event: LifeEvent | None = None


def search_procedures(
    text: str,
    *,
    on: date,
    public_only: bool = True,
    jurisdiction: str | None = None,
    field_id: int | None = None,
    level: ProcedureLevel | None = None,
    audience: ApplicantType | None = None,
    life_event: LifeEvent | None = None,
    limit: int = 20,
) -> SearchAnswer:
    """The procedures in force on the day that answer to a text, best first, at most `limit` (200 at most).

    `public_only` leaves internal procedures out. An empty text, or one of signs alone, finds nothing.
    """
    index = current_index()
    reading = read(text, index.vocabulary, index.synonyms)
    narrowed = Narrowed(on, public_only, jurisdiction, field_id, level, audience, life_event)
    matches = rank(reading, index, _allowed(index, narrowed))
    shown, differs = understood(reading, matches, index)
    hits = _hits(matches[: max(0, min(limit, MOST))], reading, index)
    return SearchAnswer(reading.query, shown, shown if differs else "", hits, len(matches))


def suggest(
    text: str, *, on: date, public_only: bool = True, jurisdiction: str | None = None, limit: int = 8
) -> list[Hit]:
    """What a person who is still typing may be looking for: the last word may be unfinished. No reasons given."""
    index = current_index()
    reading = read(text, index.vocabulary, index.synonyms, unfinished=not text.endswith(" "))
    matches = rank(reading, index, _allowed(index, Narrowed(on, public_only, jurisdiction)))
    seen: dict[str, Match] = {}
    for match in matches:
        seen.setdefault(index.rows[match.row].folded_name, match)
    return _hits(list(seen.values())[: max(0, min(limit, MOST))], reading, index, explain=False)


def _allowed(index: Index, narrowed: Narrowed) -> Flags:
    allowed = index.in_force(narrowed.on)
    if narrowed.public_only:
        allowed &= ~index.internal
    if narrowed.jurisdiction is not None:
        allowed &= index.shown_in(narrowed.jurisdiction, allowed)
    if narrowed.field_id is not None:
        allowed &= index.with_value("field_id", narrowed.field_id)
    for name, value in (
        ("levels", narrowed.level),
        ("audience", narrowed.audience),
        ("life_events", narrowed.life_event),
    ):
        if value is not None:
            allowed &= index.with_value(name, str(value))
    return allowed


def _hits(matches: Sequence[Match], reading: Reading, index: Index, *, explain: bool = True) -> list[Hit]:
    whys = _whys(matches, reading, index) if explain else [""] * len(matches)
    return [
        Hit(rank=number, score=round(match.score, 4), why=why, **index.rows[match.row].row.shown)
        for number, (match, why) in enumerate(zip(matches, whys, strict=True), start=1)
    ]


def _whys(matches: Sequence[Match], reading: Reading, index: Index) -> list[str]:
    """The reasons of each match; lines to quote come in one query, where there are any."""
    quotes = [quoted_lines(match, reading, index) for match in matches]
    keys = [index.rows[match.row].row.key for match, lines in zip(matches, quotes, strict=True) if lines]
    written: dict[UUID, dict[str, list[str]]] = {}
    if keys:
        written = dict(SearchDocument.objects.filter(pk__in=keys).values_list("pk", "written"))
    return [
        "; ".join(
            reasons(match, reading, index, _quoted(lines, written.get(index.rows[match.row].row.key, {})))
        )
        for match, lines in zip(matches, quotes, strict=True)
    ]


def _quoted(lines: Mapping[Part, int], written: Mapping[str, Sequence[str]]) -> dict[Part, str]:
    found = {part: written.get(part.name.lower(), ()) for part in lines}
    return {part: found[part][number] for part, number in lines.items() if number < len(found[part])}


class _Held:
    """The index this process holds, and the stamp of the state from which it was built."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.stamp: UUID | None = None
        self.index: Index | None = None


_held = _Held()


def current_index() -> Index:
    """The index as the catalogue now stands: one short query when nothing changed, else the changed rows."""
    index, built_from = _held.index, _held.stamp
    stamp = _stamp()
    if index is not None and built_from == stamp and stamp is not None:
        return index
    with _held.lock:
        if _held.index is None or _held.stamp != stamp or stamp is None:
            # The stamp was read before the rows: rows written since only mean one more look next time.
            _held.index, _held.stamp = _renewed(_held.index), stamp
        return _held.index


def _stamp() -> UUID | None:
    return next(iter(SearchState.objects.values_list("stamp", flat=True)), None)


def _renewed(index: Index | None) -> Index:
    synonyms = SynonymTable(
        SynonymRow(phrase, meaning, SynonymKind(kind))
        for phrase, meaning, kind in SearchSynonym.objects.order_by("pk").values_list(
            "phrase", "meaning", "kind"
        )
    )
    if index is None:
        first = Index(_rows(None), synonyms)
        # The index stays as long as the process: the collector need not walk it again and again.
        gc.collect()
        gc.freeze()
        return first
    known = index.stamps
    now = dict(SearchDocument.objects.values_list("pk", "stamp"))
    changed = [key for key, stamp in now.items() if known.get(key) != stamp]
    gone = known.keys() - now.keys()
    return index.renewed(_rows(changed), gone, synonyms)


_PARTS = (
    Part.NAME,
    Part.RESULTS,
    Part.LIFE_EVENTS,
    Part.FIELD,
    Part.AUDIENCE,
    Part.PAPERS,
    Part.AGENCIES,
)
_COLUMNS = (
    "pk",
    "stamp",
    "old_codes",
    "name",
    "results",
    "life_events",
    "field",
    "audience",
    "papers",
    "agencies",
    "version__name",
    "version__in_force",
    "version__field_id",
    "version__levels",
    "version__applicant_types",
    "version__life_events",
    "version__procedure__code",
    "version__procedure__jurisdiction",
    "version__procedure__kind",
    "version__procedure_id",
    "version__field__name",
    "version__executing_agency",
    "version__competent_authority",
    "version__issuing_agency",
)


def _rows(keys: Sequence[UUID] | None) -> Iterable[Row]:
    documents = SearchDocument.objects.filter(version__state=VersionState.PROMULGATED).order_by("pk")
    if keys is None:
        yield from (_row(values) for values in documents.values_list(*_COLUMNS))
        return
    for start in range(0, len(keys), _BATCH):
        batch = documents.filter(pk__in=keys[start : start + _BATCH])
        yield from (_row(values) for values in batch.values_list(*_COLUMNS))


def _row(values: tuple[Any, ...]) -> Row:
    key, stamp, old_codes, *texts = values[:10]
    name, in_force, field_id, levels, audience, life_events, code, jurisdiction, kind = values[10:19]
    procedure_id, field_name, *agencies = values[19:]
    is_internal = kind == ProcedureKind.INTERNAL
    return Row(
        key=key,
        stamp=stamp,
        code=code,
        old_codes=tuple(old_codes),
        name=name,
        folded={part: text for part, text in zip(_PARTS, texts, strict=True) if text},
        start=in_force.lower,
        end=in_force.upper,
        is_internal=is_internal,
        jurisdiction=jurisdiction,
        field_id=field_id,
        levels=tuple(levels),
        audience=tuple(audience),
        life_events=tuple(life_events),
        shown={
            "procedure_id": procedure_id,
            "version_id": key,
            "code": code,
            "jurisdiction": jurisdiction,
            "name": name,
            "field": field_name or "",
            "agency": next((agency for agency in agencies if agency), ""),
            "is_internal": is_internal,
        },
    )
