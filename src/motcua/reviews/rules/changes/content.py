"""From what a version says, and its cost sheet, to what can be changed in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from motcua.catalogue.enums import Channel, Constituent, OnlineLevel
from motcua.catalogue.rules.content import ComponentContent, Content, FeeContent
from motcua.kernel.text import clean, fold
from motcua.reviews.enums import Block
from motcua.reviews.rules.changes.facts import (
    NONE,
    WHOLE,
    Line,
    Neighbour,
    Part,
    ProcedureFacts,
    Trip,
    working_days,
)
from motcua.reviews.rules.cost.sheets import CostLine
from motcua.reviews.rules.findings.paper_names import is_own_writing, paper_key

_ITEM = re.compile(r"(?m)^\s*(?:[-–+•*]|\(?\d{1,2}[.)]|[a-zđ]\))\s+")
_LONGEST_NAME = 160
TRAVELS = ("submit:travel", "receive:travel", "supplement:travel")
_TRIPS: Mapping[str, str] = {
    "submit": "Đến nộp hồ sơ",
    "receive": "Đến nhận kết quả",
    "supplement": "Đến bổ sung",
}
_OFFLINE = (Channel.DIRECT.value, Channel.POST.value)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a kept sheet: its key and the norm it follows; the paper it is about, by name; how one lodges."""

    key: str
    cost: CostLine
    times: Fraction
    norm: str = ""
    paper: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A kept sheet. `online_vnd` is what one performance wholly online costs beside the papers themselves."""

    rows: tuple[SheetRow, ...]
    dossiers_per_year: Fraction = NONE
    online_vnd: Fraction = NONE


def facts_of(
    code: str,
    content: Content,
    *,
    is_central: bool,
    level: OnlineLevel | None = None,
    sheet: Sheet | None = None,
    neighbours: Iterable[Neighbour] = (),
    internal_steps: Iterable[Part] = (),
) -> ProcedureFacts:
    """What can be changed in a version, with the steps of its internal process behind those of the law. Without a sheet
    nothing is known of its cost.

    Basis: Nghị định 63/2010/NĐ-CP, Điều 8(2): the constituents of a procedure.
    """
    facts = ProcedureFacts(
        code=code,
        name=content.name,
        days=limit_of(content),
        papers=papers_of(content),
        steps=(
            *(
                Part(str(place), _short(step.title or step.text))
                for place, step in enumerate(content.steps, start=1)
            ),
            *internal_steps,
        ),
        fees=fees_of(content),
        conditions=conditions_of(content),
        trips=_trips(content, level, sheet),
        neighbours=tuple(neighbours),
        is_central=is_central,
    )
    return facts if sheet is None else _with_sheet(facts, sheet)


def limit_of(content: Content) -> Fraction | None:
    """The longest promise among the ways to lodge, in working days; None where none could be read."""
    known = [working_days(method.limit_amount, method.limit_unit) for method in content.methods]
    return max((days for days in known if days is not None), default=None)


def papers_of(content: Content) -> tuple[Part, ...]:
    """The papers in the order of the version; a paper that several cases ask for counts in each."""
    return tuple(_paper(str(place), paper) for place, paper in enumerate(content.components, start=1))


def _paper(key: str, paper: ComponentContent) -> Part:
    same_as = paper_key(paper.name)
    return Part(key, _short(paper.name), same_as, bool(paper.forms) or is_own_writing(same_as))


def fees_of(content: Content) -> tuple[Part, ...]:
    """The kinds of money owed, whatever way one lodges; nothing where all of it is zero."""
    kinds: dict[str, list[FeeContent]] = {}
    for method in content.methods:
        for fee in method.fees:
            if fee.amount_vnd != 0:
                kinds.setdefault(fee.kind.label, []).append(fee)
    return tuple(
        Part(str(place), _fee_name(kind, fees)) for place, (kind, fees) in enumerate(kinds.items(), start=1)
    )


def _fee_name(kind: str, fees: Iterable[FeeContent]) -> str:
    amounts = sorted({fee.amount_vnd for fee in fees if fee.amount_vnd is not None})
    said = " hoặc ".join(f"{amount:,} đ".replace(",", ".") for amount in amounts[:3])
    return f"{kind} {said}".strip()


def conditions_of(content: Content) -> tuple[Part, ...]:
    """Each requirement or condition that the text tells apart; none where the source says that there is none."""
    if Constituent.REQUIREMENTS in content.none_declared:
        return ()
    text = clean(content.requirements)
    pieces = _ITEM.split(text) if _ITEM.search(text) else text.split("\n")
    plain = (" ".join(piece.split()).strip(" ;.") for piece in pieces)
    said = [
        piece for piece in plain if len(piece) > 3 and not piece.endswith(":")
    ]  # what only leads to others
    return tuple(Part(str(place), name, fold(name)) for place, name in enumerate(map(_short, said), start=1))


def _trips(content: Content, level: OnlineLevel | None, sheet: Sheet | None) -> tuple[Trip, ...]:
    """Ways to an office: as often as the sheet says; without one, to lodge and to fetch where one lodges in person and
    not all of it is online."""
    if sheet is not None:
        often = {row.key: row.times for row in sheet.rows if row.key in TRAVELS and row.times}
        return tuple(
            Trip(key.split(":")[0], _TRIPS[key.split(":")[0]], often[key]) for key in TRAVELS if key in often
        )
    goes = any(method.channel is Channel.DIRECT for method in content.methods)
    if not goes or level is OnlineLevel.FULL:
        return ()
    return tuple(Trip(key, _TRIPS[key]) for key in ("submit", "receive"))


def _with_sheet(facts: ProcedureFacts, sheet: Sheet) -> ProcedureFacts:
    papers = {paper.name: paper.key for paper in facts.papers}
    by_meaning = {paper.same_as: paper.key for paper in facts.papers if paper.same_as}
    fees = {fold(fee.name): fee.key for fee in facts.fees}
    lines = tuple(_line(row, papers, by_meaning, fees) for row in sheet.rows)
    offline = sum(
        (sum(line.amounts.values(), NONE) for line in lines if line.is_travel or line.is_offline), NONE
    )
    share = max((row.times for row in sheet.rows if row.key == "submit:online"), default=NONE)
    online = sheet.online_vnd * max(NONE, WHOLE - share)
    return replace(
        facts,
        lines=lines,
        performances=sheet.dossiers_per_year,
        online_stays=min(WHOLE, online / offline) if offline else NONE,
    )


def _line(
    row: SheetRow, papers: Mapping[str, str], by_meaning: Mapping[str, str], fees: Mapping[str, str]
) -> Line:
    return Line(
        row.key,
        row.cost,
        row.times,
        of=_cause(row, papers, by_meaning, fees),
        is_travel=row.key.endswith(":travel") or row.norm.startswith("travel_"),
        is_offline=row.channel in _OFFLINE and row.cost.block is not Block.PAY,
        is_certifying=row.norm == "certify_copy",
    )


def _cause(
    row: SheetRow, papers: Mapping[str, str], by_meaning: Mapping[str, str], fees: Mapping[str, str]
) -> str:
    """Which part of the procedure a row is about; "" for what belongs to none."""
    if row.paper:
        key = papers.get(_short(row.paper)) or by_meaning.get(paper_key(row.paper))
        return f"paper:{key}" if key else ""
    if row.key.startswith("fee:"):
        kind = row.key.split(":")[1]
        found = next((key for name, key in fees.items() if name.startswith(kind)), "")
        return f"fee:{found}" if found else ""
    return ""


def _short(text: str) -> str:
    """The beginning of a text in one line, at a word."""
    line = " ".join(text.split()).lstrip("-–+•* ")
    return line if len(line) <= _LONGEST_NAME else line[:_LONGEST_NAME].rsplit(" ", 1)[0] + "…"
