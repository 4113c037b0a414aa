"""The head of a table of tasks: which rows it takes and which column holds what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from motcua.documents.reading.blocks import Cell, Table
from motcua.kernel.text import fold
from motcua.plans.rules.reading.column_words import TIME_COLUMN, Role, role_of
from motcua.plans.rules.reading.words import one_line

_LOOK_AT_ROWS = 14
_LONGEST_NAME = 90
_COUNTING = re.compile(r"^\(?(\d{1,2}|[a-zA-Z])\)?(?:\s*=.*)?$")
_WORKS = frozenset({Role.LEAD, Role.PARTNERS, Role.LEAD_AND_PARTNERS, Role.TERM, Role.PRODUCT, Role.ENDS})


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a table: `roles` for each column, `names` as written, rows from `first_row` up to `end_row`."""

    roles: tuple[Role, ...]
    names: tuple[str, ...]
    first_row: int
    end_row: int

    def columns(self, role: Role) -> list[int]:
        """The columns of one role, from left to right."""
        return [at for at, each in enumerate(self.roles) if each is role]

    def column(self, role: Role) -> int | None:
        """The first column of a role; None without one."""
        return next(iter(self.columns(role)), None)

    @property
    def is_of_tasks(self) -> bool:
        """Whether the columns are those of a table of tasks and not of figures or money."""
        roles = Counter(self.roles)
        if not roles[Role.CONTENT]:
            return False
        works = sum(1 for role in _WORKS if roles[role]) + bool(self.times)
        return works >= 2 or (works == 1 and not self._is_of_figures)

    @property
    def is_of_targets(self) -> bool:
        """Whether the columns are those of a table of targets."""
        return not self.is_of_tasks and Role.MEASURE in self.roles

    @property
    def times(self) -> dict[int, str]:
        """Columns that stand for a month or quarter, with the words of that time."""
        return {at: words for at, name in enumerate(self.names) if (words := _time_words(name))}

    @property
    def _is_of_figures(self) -> bool:
        return self.roles.count(Role.MEASURE) >= 1


def find_header(table: Table) -> Header | None:
    """The head of a table of tasks or targets; None when no row reads as one."""
    best: tuple[int, Header] | None = None
    for at in range(min(_LOOK_AT_ROWS, len(table.rows))):
        for depth in (1, 2, 3):
            if at + depth > len(table.rows):
                break
            header, score = _header_of(table.rows[at : at + depth], at)
            if header is not None and (best is None or score > best[0]):
                best = (score, header)
        if best is not None and at > best[1].first_row + 1:
            break
    return best[1] if best else None


def header_of_names(names: Sequence[str], first_row: int = 0, end_row: int = 1) -> tuple[Header | None, int]:
    """The header that column names make and its score; None when they are not the names of columns."""
    found = [_role_of(name) for name in names]
    known = [each for each in found if each is not None]
    roles = _told_apart([each[0] if each else Role.OTHER for each in found], found)
    header = Header(tuple(roles), tuple(names), first_row, end_row)
    distinct = len({role for role, _ in known if role is not Role.OTHER})
    named = sum(1 for name in names if name)
    unknown = sum(
        1 for name, each in zip(names, found, strict=True) if name and each is None and not _time_words(name)
    )
    if distinct < 2 or named < 2 or unknown > len(known):
        return None, 0
    if not (header.is_of_tasks or header.is_of_targets):
        return None, 0
    return header, sum(weight for _, weight in known) - 4 * unknown


def is_counting_row(cells: Sequence[Cell]) -> bool:
    """Whether a row only counts the columns: (1) (2) (3), or A B 1 2."""
    texts = [one_line(cell.text) for cell in cells]
    said = [text for text in texts if text]
    if len(said) < 3 or len(set(said)) < len(said) - 1:
        return False
    return all(_COUNTING.match(text) for text in said)


def _header_of(rows: Sequence[Sequence[Cell]], at: int) -> tuple[Header | None, int]:
    if any(len(one_line(cell.text)) > _LONGEST_NAME for row in rows for cell in row):
        return None, 0
    names = [_joined_name([row[column] for row in rows]) for column in range(len(rows[0]))]
    header, score = header_of_names(names, at, at + len(rows))
    if header is None:
        return None, 0
    if len(rows) > 1 and not _adds_something(rows):
        return None, 0
    return header, score - 3 * (len(rows) - 1)


def _adds_something(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a further row belongs to the head: its own cells are names too, and some name above spans columns."""
    first = [one_line(cell.text) for cell in rows[0]]
    spans = any(first[at] and first[at] == first[at + 1] for at in range(len(first) - 1))
    holes = any(not text for text in first)
    for row in rows[1:]:
        own = [
            one_line(cell.text)
            for at, cell in enumerate(row)
            if not cell.is_inherited and one_line(cell.text) != first[at] and one_line(cell.text)
        ]
        if not own or is_counting_row(row):
            return False
        if not all(_role_of(name) or _time_words(name) or len(name) <= 12 for name in own):
            return False
    return spans or holes


def _joined_name(cells: Sequence[Cell]) -> str:
    """A column's name over several rows; the lowest one that reads as a role of its own wins."""
    names: list[str] = []
    for cell in cells:
        name = one_line(cell.text)
        if name and (not names or names[-1] != name):
            names.append(name)
    if len(names) > 1 and (_role_of(names[-1]) or _time_words(names[-1])):
        return names[-1]
    return " ".join(names)


def _role_of(name: str) -> tuple[Role, int] | None:
    return role_of(fold(name)) if name else None


def _time_words(name: str) -> str:
    found = TIME_COLUMN.match(fold(name))
    if found is None:
        return ""
    if found["month"]:
        return f"Tháng {int(found['month'])}"
    if found["quarter"]:
        quarter = {"1": "I", "2": "II", "3": "III", "4": "IV"}.get(found["quarter"], found["quarter"].upper())
        return f"Quý {quarter}"
    return f"Tuần {found['week']}"


def _told_apart(roles: list[Role], found: Sequence[tuple[Role, int] | None]) -> list[Role]:
    """Roles after looking at all columns together: a role that may stand once keeps its surest column."""
    roles = list(roles)
    contents = [at for at, role in enumerate(roles) if role is Role.CONTENT]
    if not contents:
        _take_content_elsewhere(roles)
    leads = [at for at, role in enumerate(roles) if role is Role.LEAD]
    if len(leads) > 1:
        surest = max(leads, key=lambda at: ((found[at] or (Role.OTHER, 0))[1], -at))
        for at in leads:
            if at != surest:
                roles[at] = Role.PERSON
    if Role.ENDS in roles and Role.STARTS not in roles and Role.TERM not in roles:
        roles[roles.index(Role.ENDS)] = Role.TERM
    if not leads and Role.PERSON in roles and Role.LEAD_AND_PARTNERS not in roles:
        roles[roles.index(Role.PERSON)] = Role.LEAD
    return roles


def _take_content_elsewhere(roles: list[Role]) -> None:
    """Without a column of content, the goal, the group or the way of doing is what is to be done."""
    if not any(role in _WORKS for role in roles):
        return
    for role in (Role.GROUP, Role.DETAIL, Role.MEASURE):
        if role in roles:
            roles[roles.index(role)] = Role.CONTENT
            return
